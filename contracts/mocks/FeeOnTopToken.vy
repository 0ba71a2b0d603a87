# pragma version 0.4.3
"""
@title Mock: a token that takes its fee on top
@license GNU Affero General Public License v3.0 only
@notice The receiver gets what was sent, and the sender loses a fee beside it: whoever pays out what it owes is left
        with less than it still owes. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


fee_bps: public(uint256)


@deploy
def __init__(fee_bps: uint256):
    erc20.__init__(18)
    self.fee_bps = fee_bps


@external
def transfer(to: address, amount: uint256) -> bool:
    self._move(msg.sender, to, amount)
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    erc20._spend(sender, amount)
    self._move(sender, to, amount)
    return True


@internal
def _move(sender: address, to: address, amount: uint256):
    fee: uint256 = amount * self.fee_bps // 10_000
    assert erc20.balanceOf[sender] >= amount + fee, "token: balance too small"
    erc20._move(sender, to, amount)
    erc20._burn(sender, fee)

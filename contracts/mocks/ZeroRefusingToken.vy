# pragma version 0.4.3
"""
@title Mock: a token that refuses to move nothing
@license GNU Affero General Public License v3.0 only
@notice A transfer of zero reverts. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


@deploy
def __init__():
    erc20.__init__(18)


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
    assert amount != 0, "token: nothing to move"
    erc20._move(sender, to, amount)

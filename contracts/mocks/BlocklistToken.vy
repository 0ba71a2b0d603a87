# pragma version 0.4.3
"""
@title Mock: a token whose issuer can block accounts
@license GNU Affero General Public License v3.0 only
@notice A blocked account can neither send nor receive. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


blocked: public(HashMap[address, bool])  # account => whether it is blocked


@deploy
def __init__():
    erc20.__init__(6)


@external
def set_blocked(account: address, blocked: bool):
    self.blocked[account] = blocked


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
    assert not self.blocked[sender] and not self.blocked[to], "token: blocked"
    erc20._move(sender, to, amount)

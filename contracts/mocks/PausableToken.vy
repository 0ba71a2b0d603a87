# pragma version 0.4.3
"""
@title Mock: a token whose issuer can stop it
@license GNU Affero General Public License v3.0 only
@notice While it is paused nobody's balance moves. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


paused: public(bool)


@deploy
def __init__():
    erc20.__init__(6)


@external
def set_paused(paused: bool):
    self.paused = paused


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
    assert not self.paused, "token: paused"
    erc20._move(sender, to, amount)

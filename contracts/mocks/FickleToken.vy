# pragma version 0.4.3
"""
@title Mock: a token whose balances change within a call
@license GNU Affero General Public License v3.0 only
@notice Every transfer makes all balances read `drift` more until the transaction ends, so that one read before and
        one read after it differ by more than what moved. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.decimals, erc20.mint, erc20.totalSupply)


drift: public(uint256)
_transfers: transient(uint256)


@deploy
def __init__(drift: uint256):
    erc20.__init__(18)
    self.drift = drift


@external
@view
def balanceOf(owner: address) -> uint256:
    return erc20.balanceOf[owner] + self.drift * self._transfers


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
    erc20._move(sender, to, amount)
    self._transfers += 1

# pragma version 0.4.3
"""
@title Mock: a token whose balances grow and shrink by themselves
@license GNU Affero General Public License v3.0 only
@notice A balance is shares * index / 10**18; its Transfer events tell shares. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.decimals)


ONE: constant(uint256) = 10**18

index: public(uint256)


@deploy
def __init__():
    erc20.__init__(18)
    self.index = ONE


@external
def rebase(index: uint256):
    """
    @param index Times 10**18; balances follow.
    """
    self.index = index


@external
def mint(to: address, amount: uint256):
    erc20._mint(to, amount * ONE // self.index)


@external
@view
def balanceOf(owner: address) -> uint256:
    return erc20.balanceOf[owner] * self.index // ONE


@external
@view
def totalSupply() -> uint256:
    return erc20.totalSupply * self.index // ONE


@external
def transfer(to: address, amount: uint256) -> bool:
    erc20._move(msg.sender, to, self._shares(amount))
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    erc20._spend(sender, amount)
    erc20._move(sender, to, self._shares(amount))
    return True


@internal
@view
def _shares(amount: uint256) -> uint256:
    return (amount * ONE + self.index - 1) // self.index

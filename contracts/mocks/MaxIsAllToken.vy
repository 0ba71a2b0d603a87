# pragma version 0.4.3
"""
@title Mock: a token that takes the largest number for "everything"
@license GNU Affero General Public License v3.0 only
@notice A transfer of 2**256 - 1 moves the whole balance of the sender instead. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


@deploy
def __init__():
    erc20.__init__(18)


@external
def transfer(to: address, amount: uint256) -> bool:
    erc20._move(msg.sender, to, self._meant(msg.sender, amount))
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    meant: uint256 = self._meant(sender, amount)
    erc20._spend(sender, meant)
    erc20._move(sender, to, meant)
    return True


@internal
@view
def _meant(sender: address, amount: uint256) -> uint256:
    if amount == max_value(uint256):
        return erc20.balanceOf[sender]
    return amount

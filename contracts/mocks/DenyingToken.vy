# pragma version 0.4.3
"""
@title Mock: a token that moves the money and says it did not
@license GNU Affero General Public License v3.0 only
@notice Its transfers succeed and return false, as those of an early gold token did. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


@deploy
def __init__():
    erc20.__init__(18)


@external
def transfer(to: address, amount: uint256) -> bool:
    erc20._move(msg.sender, to, amount)
    return False


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    erc20._spend(sender, amount)
    erc20._move(sender, to, amount)
    return False

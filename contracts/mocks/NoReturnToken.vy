# pragma version 0.4.3
"""
@title Mock: a token whose transfers return nothing
@license GNU Affero General Public License v3.0 only
@notice As some of the oldest tokens do. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


@deploy
def __init__():
    erc20.__init__(6)


@external
def approve(spender: address, amount: uint256):
    erc20.allowance[msg.sender][spender] = amount


@external
def transfer(to: address, amount: uint256):
    erc20._move(msg.sender, to, amount)


@external
def transferFrom(sender: address, to: address, amount: uint256):
    erc20._spend(sender, amount)
    erc20._move(sender, to, amount)

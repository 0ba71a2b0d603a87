# pragma version 0.4.3
"""
@title Mock: a token that knows no large numbers
@license GNU Affero General Public License v3.0 only
@notice An approval or a transfer above 2**96 - 1 reverts, as with some governance tokens. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


MAX_AMOUNT: constant(uint256) = 2**96 - 1


@deploy
def __init__():
    erc20.__init__(18)


@external
def approve(spender: address, amount: uint256) -> bool:
    assert amount <= MAX_AMOUNT, "token: amount above 96 bits"
    erc20.allowance[msg.sender][spender] = amount
    log erc20.Approval(owner=msg.sender, spender=spender, value=amount)
    return True


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
    assert amount <= MAX_AMOUNT, "token: amount above 96 bits"
    erc20._move(sender, to, amount)

# pragma version 0.4.3
"""
@title Mock: a token that never reverts
@license GNU Affero General Public License v3.0 only
@notice A transfer that cannot be made returns false and moves nothing, as some of the oldest tokens do. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


@deploy
def __init__():
    erc20.__init__(18)


@external
def transfer(to: address, amount: uint256) -> bool:
    return self._move(msg.sender, to, amount)


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    if erc20.allowance[sender][msg.sender] < amount:
        return False
    if not self._move(sender, to, amount):
        return False
    erc20._spend(sender, amount)
    return True


@internal
def _move(sender: address, to: address, amount: uint256) -> bool:
    if erc20.balanceOf[sender] < amount:
        return False
    erc20._move(sender, to, amount)
    return True

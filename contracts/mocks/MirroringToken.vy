# pragma version 0.4.3
"""
@title Mock: a token that is honest until it is aimed at another one
@license GNU Affero General Public License v3.0 only
@notice From then on it shows that one's balances as its own, and burns all the gas that it gets. For tests only.
"""

from ethereum.ercs import IERC20


KEPT_GAS: constant(uint256) = 3_000   # what is left to answer with

totalSupply: public(uint256)
_target: address
_balances: HashMap[address, uint256]


@deploy
def __init__(holder: address):
    self.totalSupply = 10**15
    self._balances[holder] = 10**12


@external
def aim(target: address):
    """
    @notice Zero makes it honest again.
    """
    self._target = target


@external
@view
def decimals() -> uint256:
    self._burn()
    return 6


@external
@view
def balanceOf(owner: address) -> uint256:
    if self._target == empty(address):
        return self._balances[owner]
    balance: uint256 = staticcall IERC20(self._target).balanceOf(owner)
    self._burn()
    return balance


@external
def transfer(to: address, amount: uint256) -> bool:
    if self._target == empty(address):
        self._balances[msg.sender] -= amount
        self._balances[to] += amount
    self._burn()
    return True


@internal
@view
def _burn():
    if self._target == empty(address):
        return
    for i: uint256 in range(100_000):
        if msg.gas < KEPT_GAS:
            break

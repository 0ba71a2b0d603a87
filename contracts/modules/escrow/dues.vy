# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Dues
@license GNU Affero General Public License v3.0 only
@notice What is credited to an account by amount, not by units: a sponsor's share, the treasury's reserve, and what could
        not be paid at once. It is part of what is owed, and `claim` pays it like any other income.
"""

from contracts.modules.escrow import income
from contracts.modules.escrow import units


uses: income
uses: units


_due: HashMap[address, HashMap[address, uint256]]  # token => key => amount, in the token's smallest unit


@internal
def _credit(token: address, key: address, amount: uint256):
    """
    @notice Credits `amount` that is owed already, to what is special.
    """
    self._due[token][key] += amount


@internal
def _defer(token: address, key: address, amount: uint256):
    """
    @notice Credits what was meant to be paid to `key` and is still here, and owes it again.
    """
    units._mark_special(key)
    income._owe(token, amount)
    self._due[token][key] += amount


@internal
def _set(token: address, key: address, amount: uint256):
    """
    @notice Leaves `amount` of what was credited to `key`; the rest is being paid.
    """
    self._due[token][key] = amount

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ending
@license GNU Affero General Public License v3.0 only
@notice What gives anyone the right to begin winding up, besides the end date of the deal: that income in a token has come to
        an amount, or that a milestone is reached, which is decided by vote. Nothing ends inside a payment: somebody has to
        begin it.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.modules.shared import siblings


event EndConditionsSet:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; income from now on at which it may end, 0 for none
    milestone: bytes32   # text in UTF-8, padded with zeros, or its hash; zeros for none


event MilestoneReached:
    milestone: indexed(bytes32)   # text in UTF-8, padded with zeros, or its hash


_token: address
_amount: uint256     # in the token's smallest unit; 0 if no income ends it
_counted: uint256    # what had come in before, in the same
_milestone: bytes32
_is_reached: bool


@internal
def _set(token: address, amount: uint256, milestone: bytes32):
    """
    @notice Replaces the conditions. Income counts from here on.
    """
    self._token = token
    self._amount = amount
    self._milestone = milestone
    self._is_reached = False
    if amount != 0:
        escrow: address = siblings._escrow_of(self)
        extcall IRevenueEscrow(escrow).count_income(token)
        self._counted = staticcall IRevenueEscrow(escrow).income_of(token)
    log EndConditionsSet(token=token, amount=amount, milestone=milestone)


@internal
def _reach(milestone: bytes32):
    assert milestone != empty(bytes32) and milestone == self._milestone, "winding up: no such milestone"
    assert not self._is_reached, "winding up: milestone was reached"
    self._is_reached = True
    log MilestoneReached(milestone=milestone)


@internal
@view
def _income_is_there() -> bool:
    """
    @notice Whether the income that was aimed at has been split.
    """
    return self._amount != 0 and self._come_in() >= self._amount


@internal
@view
def _come_in() -> uint256:
    """
    @notice The income that counts so far, in the token's smallest unit.
    """
    if self._amount == 0:
        return 0
    return staticcall IRevenueEscrow(siblings._escrow_of(self)).income_of(self._token) - self._counted

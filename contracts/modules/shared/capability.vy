# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Capability
@license GNU Affero General Public License v3.0 only
@notice What every capability starts with: a contract of its own that serves one partnership for good and asks it who has
        standing. The partnership knows nothing of it and pays nothing for it; a vote acts on it by calling it.

        An action on a capability is never ordinary by default: `votable` names the functions that only a vote may call,
        and the proposal that installs it maps each of them to a class. A function about a partner names the partner first,
        so that recusal sees it.
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types


MAX_VOTABLE: constant(uint256) = 15      # with the call that installs it, all are mapped in one proposal of 16 actions
MAX_SETTINGS: constant(uint256) = 1_024  # bytes

_partnership: address


@deploy
def __init__():
    # An implementation is bound to itself, which has no key.
    self._partnership = self


@external
@view
@reentrant  # never changes
def partnership() -> address:
    """
    @notice The partnership it serves.
    """
    return self._partnership


@internal
def _bind(partnership: address):
    """
    @notice Has a new clone serve `partnership`, for good.
    """
    assert self._partnership == empty(address), "capability: bound already"
    assert partnership.is_contract, "capability: no partnership"
    self._partnership = partnership


@internal
@view
def _require_vote():
    """
    @notice Reverts unless a passed proposal makes this call.
    """
    assert msg.sender == self._partnership, "capability: only by vote"


@internal
@view
def _require_standing() -> uint256:
    """
    @notice Reverts unless the caller has standing: an active partner that accepted the terms in force.
    @return Its weight.
    """
    stands: bool = False
    role: types.Role = empty(types.Role)
    weight: uint256 = 0
    stands, role, weight = staticcall IStanding(self._partnership).standing(msg.sender)
    assert stands, "capability: no standing"
    return weight


@internal
@view
def _require_role(wanted: types.Role):
    """
    @notice Reverts unless the caller has standing and one of the `wanted` roles. A vote has no role: what it may do as
            well is a function of its own, which is votable.
    """
    stands: bool = False
    role: types.Role = empty(types.Role)
    weight: uint256 = 0
    stands, role, weight = staticcall IStanding(self._partnership).standing(msg.sender)
    # No role at all is an unset flag, which is not among any.
    assert stands and role & wanted != empty(types.Role), "capability: role may not"

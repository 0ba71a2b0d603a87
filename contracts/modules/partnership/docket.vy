# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Docket
@license GNU Affero General Public License v3.0 only
@notice What a Partnership has to know for every call, in one slot:

        docket_word
            bits    0-15   version of the terms in force, from 1
            bits   16-55   deadline: unix seconds, end of the formation; in force: until then the version before is good enough
            bits   56-95   in_force_since (unix seconds)
            bits   96-119  proposals: how many were ever made
            bits  120-121  stage: 0 not initialized, else one of the constants below
            bit   122      mapped: some action was given a class of its own (see rules.vy)
            bits  123-136  seats: how many were ever given
            bits  137-150  members: partners who are active or suspended
            bits  151-235  timing: times, version and what is special of the ordinary class, a copy from rules.vy: most
                           proposals are made under it, and this slot is written then anyway
            bit   236      closed: partners with more than half of the weight have accepted the version in force
"""

from contracts.interfaces import types
from contracts.modules.shared import bits


FORMING: constant(uint256) = 1
IN_FORCE: constant(uint256) = 2
WINDING_UP: constant(uint256) = 3   # votes and payments go on; roster, units, order of payment and rules stand still

MAX_PROPOSALS: constant(uint256) = 2**22 - 1
MANY_PROPOSALS: constant(uint256) = 2**20   # from here on everybody's are bounded, so that nobody can use up the rest
HAS_MANY_PROPOSALS: constant(uint256) = (2**24 - 2**20) << 96   # any of these bits is set then
MAX_VERSION: constant(uint256) = 2**16 - 1

_DEADLINE_SHIFT: constant(uint256) = 16
_IN_FORCE_SINCE_SHIFT: constant(uint256) = 56
_PROPOSALS_SHIFT: constant(uint256) = 96
_STAGE_SHIFT: constant(uint256) = 120
_SEATS_SHIFT: constant(uint256) = 123
_MEMBERS_SHIFT: constant(uint256) = 137
_TIMING_SHIFT: constant(uint256) = 151

_STAGE: constant(uint256) = 3 << 120
_IS_IN_FORCE: constant(uint256) = 2 << 120
_MAPPED: constant(uint256) = 1 << 122
_SEAT: constant(uint256) = 1 << 123
_MEMBER: constant(uint256) = 1 << 137
_TIMING: constant(uint256) = 2**236 - 2**151
_CLOSED: constant(uint256) = 1 << 236
_PROPOSAL: constant(uint256) = 1 << 96

# Besides this module, `castVote`, `propose` and `standing` read it, and the batch of ballots: they are the hot paths.
_word: uint256


# --- what stands there ---


@internal
@view
def _load() -> uint256:
    return self._word


@internal
@view
def _load_in_force() -> uint256:
    """
    @notice The word; reverts unless the partnership is in force.
    """
    docket_word: uint256 = self._word
    assert docket_word & _STAGE == _IS_IN_FORCE, "membership: not in force"
    return docket_word


@internal
@view
def _load_founded() -> uint256:
    """
    @notice The word; reverts unless the partnership is in force or winds up.
    """
    docket_word: uint256 = self._word
    assert docket_word & _STAGE >= _IS_IN_FORCE, "membership: not in force"
    return docket_word


@internal
@view
def _is_initialized() -> bool:
    return self._word != 0


@internal
@pure
def _stage(docket_word: uint256) -> uint256:
    return (docket_word >> _STAGE_SHIFT) & 3


@internal
@pure
def _version(docket_word: uint256) -> uint256:
    return docket_word & bits.MASK_16


@internal
@pure
def _deadline(docket_word: uint256) -> uint256:
    return (docket_word >> _DEADLINE_SHIFT) & bits.MASK_40


@internal
@pure
def _in_force_since(docket_word: uint256) -> uint256:
    return (docket_word >> _IN_FORCE_SINCE_SHIFT) & bits.MASK_40


@internal
@pure
def _proposals(docket_word: uint256) -> uint256:
    return (docket_word >> _PROPOSALS_SHIFT) & bits.MASK_24


@internal
@pure
def _seats(docket_word: uint256) -> uint256:
    return (docket_word >> _SEATS_SHIFT) & bits.MASK_14


@internal
@pure
def _members(docket_word: uint256) -> uint256:
    return (docket_word >> _MEMBERS_SHIFT) & bits.MASK_14


@internal
@pure
def _is_mapped(docket_word: uint256) -> bool:
    return docket_word & _MAPPED != 0


@internal
@pure
def _ordinary_timing(docket_word: uint256) -> uint256:
    """
    @notice See `rules._timing`.
    """
    packed: uint256 = (docket_word >> _TIMING_SHIFT) & bits.MASK_85
    return (packed & bits.MASK_76) | ((packed >> 76) << 120)


@internal
@view
def _phase(docket_word: uint256) -> types.Phase:
    stage: uint256 = self._stage(docket_word)
    if stage == FORMING:
        if block.timestamp <= self._deadline(docket_word):
            return types.Phase.FORMING
        return types.Phase.VOID
    if stage == IN_FORCE:
        return types.Phase.IN_FORCE
    return types.Phase.WINDING_UP


@internal
@view
def _is_good_enough(docket_word: uint256, accepted_version: uint256) -> bool:
    """
    @notice Whether who accepted that version may take part: the one in force, or the last one while the window runs. It
            runs on until partners with more than half of the weight have accepted.
    """
    if docket_word & _STAGE < _IS_IN_FORCE:
        return False
    version: uint256 = docket_word & bits.MASK_16
    if accepted_version == version:
        return True
    return accepted_version + 1 == version and self._is_window_open(docket_word)


@internal
@view
def _is_window_open(docket_word: uint256) -> bool:
    """
    @notice Whether the version before is good enough; there is no window of the first version.
    """
    if docket_word & bits.MASK_16 == 1:
        return False
    return docket_word & _CLOSED == 0 or block.timestamp <= self._deadline(docket_word)


@internal
def _close_window():
    """
    @notice From the next second on the version before is not good enough.
    """
    docket_word: uint256 = self._word
    self._word = (
        (docket_word & ~(bits.MASK_40 << _DEADLINE_SHIFT)) | (block.timestamp << _DEADLINE_SHIFT) | _CLOSED
    )


# --- changes ---


@internal
def _lock():
    """
    @notice Makes this contract an implementation that can be cloned and never initialized.
    """
    self._word = WINDING_UP << _STAGE_SHIFT


@internal
def _form(deadline: uint256, seats: uint256, timing: uint256):
    """
    @notice Begins the formation under version 1 of the terms.
    """
    self._word = (
        1
        | (deadline << _DEADLINE_SHIFT)
        | (FORMING << _STAGE_SHIFT)
        | (seats << _SEATS_SHIFT)
        | self._pack_timing(timing)
    )


@internal
def _add_seat(docket_word: uint256):
    self._word = docket_word + _SEAT


@internal
def _add_member(docket_word: uint256) -> bool:
    """
    @notice Counts one more partner. True if with it all founders have accepted: the partnership enters into force.
    """
    changed: uint256 = docket_word + _MEMBER
    enters_force: bool = (
        self._stage(changed) == FORMING and self._members(changed) == self._seats(changed)
    )
    if enters_force:
        changed &= ~(_STAGE | (bits.MASK_40 << _DEADLINE_SHIFT))
        changed |= _IS_IN_FORCE | (block.timestamp << _IN_FORCE_SINCE_SHIFT)
    self._word = changed
    return enters_force


@internal
def _remove_founder():
    """
    @notice Counts one founder less that has accepted.
    """
    self._word -= _MEMBER


@internal
def _remove_member() -> uint256:
    """
    @notice Counts one partner less, and returns how many are left: the last one does not leave, it winds up.
    """
    changed: uint256 = self._word - _MEMBER
    left: uint256 = self._members(changed)
    assert left != 0, "membership: last one winds up"
    self._word = changed
    return left


@internal
def _begin_winding_up(docket_word: uint256):
    """
    @notice Ends the being in force; `docket_word` is the present one.
    """
    self._word = docket_word | (WINDING_UP << _STAGE_SHIFT)


@internal
def _set_terms(version: uint256, window_closes: uint256):
    assert version <= MAX_VERSION, "terms: too many versions"
    docket_word: uint256 = self._word
    self._word = (
        (((docket_word >> _IN_FORCE_SINCE_SHIFT) << _IN_FORCE_SINCE_SHIFT) & ~_CLOSED)
        | version
        | (window_closes << _DEADLINE_SHIFT)
    )


@internal
def _set_mapped():
    self._word |= _MAPPED


@internal
def _set_ordinary_timing(timing: uint256):
    self._word = (self._word & ~_TIMING) | self._pack_timing(timing)


@internal
def _count_proposal(docket_word: uint256):
    """
    @notice Takes one more proposal up; `docket_word` is the present one.
    """
    assert self._proposals(docket_word) < MAX_PROPOSALS, "governor: too many proposals"
    self._word = docket_word + _PROPOSAL


@internal
@pure
def _pack_timing(timing: uint256) -> uint256:
    return ((timing & bits.MASK_76) | ((timing >> 120) << 76)) << _TIMING_SHIFT

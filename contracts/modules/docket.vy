# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Docket
@license GNU Affero General Public License v3.0 only
@notice What a Partnership has to know for every proposal and ballot, in one slot:

        bits    0-15   terms version in force, as the Membership told; 0 while the partnership forms
        bits   16-55   unix seconds: until then the version before is good enough
        bits   56-95   unix seconds: since when the partnership is in force
        bits   96-119  proposals: how many were ever made
        bit   120      initialized
        bit   121      mapped: some action was given a class of its own (see rules.vy)
        bits  128-250  timing of the ordinary class, a copy from rules.vy: most proposals are made under it, and this
                       slot is written then anyway
"""


MAX_PROPOSALS: constant(uint256) = 2**22 - 1

_MASK_16: constant(uint256) = 2**16 - 1
_MASK_24: constant(uint256) = 2**24 - 1
_MASK_40: constant(uint256) = 2**40 - 1
_PROPOSAL: constant(uint256) = 1 << 96
_INITIALIZED: constant(uint256) = 1 << 120
_MAPPED: constant(uint256) = 1 << 121
_TIMING_SHIFT: constant(uint256) = 128

_slot: uint256


@internal
@view
def _is_initialized() -> bool:
    return self._slot != 0


@internal
def _initialize():
    self._slot = _INITIALIZED


@internal
def _enter_force():
    self._slot |= 1 | (block.timestamp << 56)


@internal
def _set_terms(version: uint256, window_closes: uint256):
    docket: uint256 = self._slot
    self._slot = ((docket >> 56) << 56) | version | (window_closes << 16)


@internal
def _set_mapped():
    self._slot |= _MAPPED


@internal
def _set_ordinary_timing(timing: uint256):
    self._slot = (self._slot & (2**_TIMING_SHIFT - 1)) | (timing << _TIMING_SHIFT)


@internal
def _count_proposal(docket: uint256):
    """
    @notice Takes one more proposal up; `docket` is the present word.
    """
    assert self._proposals(docket) < MAX_PROPOSALS, "governor: too many proposals"
    self._slot = docket + _PROPOSAL


@internal
@view
def _has_standing(docket: uint256, active: bool, accepted_version: uint256) -> bool:
    """
    @notice Whether a partner that is `active` and accepted `accepted_version` may take part now.
    """
    return active and self._is_good_enough(docket, accepted_version)


@internal
@view
def _is_good_enough(docket: uint256, accepted_version: uint256) -> bool:
    """
    @notice Whether that version is the one in force, or the last one while the window runs.
    """
    version: uint256 = docket & _MASK_16
    if version == 0:
        return False
    if accepted_version == version:
        return True
    return accepted_version + 1 == version and block.timestamp <= (docket >> 16) & _MASK_40


@internal
@pure
def _version(docket: uint256) -> uint256:
    return docket & _MASK_16


@internal
@pure
def _in_force_since(docket: uint256) -> uint256:
    return (docket >> 56) & _MASK_40


@internal
@pure
def _proposals(docket: uint256) -> uint256:
    return (docket >> 96) & _MASK_24


@internal
@pure
def _is_mapped(docket: uint256) -> bool:
    return docket & _MAPPED != 0


@internal
@pure
def _ordinary_timing(docket: uint256) -> uint256:
    return docket >> _TIMING_SHIFT

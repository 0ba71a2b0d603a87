# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Docket
@license GNU Affero General Public License v3.0 only
@notice What a Partnership has to know for every proposal and ballot, in one slot:

        bits    0-15   terms version in force, as the Membership told
        bits   16-55   unix seconds: until then the version before is good enough
        bits   56-95   unix seconds: when the partnership entered into force; 0 before
        bits   96-119  proposals: how many were ever made
        bit   120      initialized
        bit   121      mapped: some action was given a class of its own (see rules.vy)
"""


struct Docket:
    terms_version: uint256
    window_closes: uint256
    in_force_since: uint256
    proposals: uint256
    mapped: bool


MAX_PROPOSALS: constant(uint256) = 2**22 - 1

_MASK_16: constant(uint256) = 2**16 - 1
_MASK_24: constant(uint256) = 2**24 - 1
_MASK_40: constant(uint256) = 2**40 - 1
_INITIALIZED: constant(uint256) = 1 << 120

_slot: uint256


@internal
@view
def _is_initialized() -> bool:
    return self._slot != 0


@internal
@view
def _load() -> Docket:
    word: uint256 = self._slot
    return Docket(
        terms_version=word & _MASK_16,
        window_closes=(word >> 16) & _MASK_40,
        in_force_since=(word >> 56) & _MASK_40,
        proposals=(word >> 96) & _MASK_24,
        mapped=(word >> 121) & 1 == 1,
    )


@internal
def _store(docket: Docket):
    self._slot = (
        docket.terms_version
        | (docket.window_closes << 16)
        | (docket.in_force_since << 56)
        | (docket.proposals << 96)
        | _INITIALIZED
        | (convert(docket.mapped, uint256) << 121)
    )


@internal
@view
def _in_standing(docket: Docket, active: bool, accepted_version: uint256) -> bool:
    """
    @notice Whether a partner that is `active` and accepted `accepted_version` may take part now.
    """
    if not active or docket.in_force_since == 0:
        return False
    if accepted_version == docket.terms_version:
        return True
    return accepted_version + 1 == docket.terms_version and block.timestamp <= docket.window_closes

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Charter
@license GNU Affero General Public License v3.0 only
@notice What every call on a Membership needs to know, in one slot:

        bits    0-159  partnership: the authority over this contract
        bits  160-199  deadline: of the formation; once in force, the close of the re-acceptance window
        bits  200-215  version: of the terms in force, from 1
        bits  216-231  seats: how many were ever given
        bits  232-247  members: partners who are active or suspended
        bits  248-249  stage: 0 not initialised, else one of the constants below
"""

from contracts.interfaces import types


struct Charter:
    partnership: address
    deadline: uint256
    version: uint256
    seats: uint256
    members: uint256
    stage: uint256


FORMING: constant(uint256) = 1
IN_FORCE: constant(uint256) = 2
ENDED: constant(uint256) = 3

_MASK_16: constant(uint256) = 2**16 - 1
_MASK_40: constant(uint256) = 2**40 - 1
_MASK_160: constant(uint256) = 2**160 - 1

_slot: uint256


@internal
@view
def _load() -> Charter:
    word: uint256 = self._slot
    return Charter(
        partnership=convert(word & _MASK_160, address),
        deadline=(word >> 160) & _MASK_40,
        version=(word >> 200) & _MASK_16,
        seats=(word >> 216) & _MASK_16,
        members=(word >> 232) & _MASK_16,
        stage=word >> 248,
    )


@internal
def _store(charter: Charter):
    self._slot = (
        convert(charter.partnership, uint256)
        | (charter.deadline << 160)
        | (charter.version << 200)
        | (charter.seats << 216)
        | (charter.members << 232)
        | (charter.stage << 248)
    )


@internal
def _lock():
    """
    @notice Makes this contract an implementation that can be cloned and never initialised.
    """
    self._slot = ENDED << 248


@internal
@view
def _phase(stage: uint256, deadline: uint256) -> types.Phase:
    if stage == FORMING:
        if block.timestamp <= deadline:
            return types.Phase.FORMING
        return types.Phase.VOID
    if stage == IN_FORCE:
        return types.Phase.IN_FORCE
    return types.Phase.ENDED


@internal
@view
def _is_good_enough(accepted_version: uint256, version: uint256, window_closes: uint256) -> bool:
    """
    @notice Whether who accepted that version keeps its standing: the one in force, or the last while the window runs.
    """
    if accepted_version == version:
        return True
    return accepted_version + 1 == version and block.timestamp <= window_closes


@internal
@view
def _load_in_force() -> Charter:
    """
    @notice The same; reverts unless the partnership is in force.
    """
    current: Charter = self._load()
    assert current.stage == IN_FORCE, "membership: not in force"
    return current

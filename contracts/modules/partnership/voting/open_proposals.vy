# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Open proposals
@license GNU Affero General Public License v3.0 only
@notice Where silence passes (lazy consensus), somebody has to read and refuse what nobody wants. So there a partner may
        have six proposals open at a time, and its representative six more in its name. One that was withdrawn or decided
        early is not open any more. The same holds for everybody and every class once there were 2**20 proposals: a contract
        could make that many in a loop, but nobody can use up the numbers that are left then. Whose they are is one slot of
        six entries of 40 bits:

        bits    0-39   deadline (unix seconds) of one of them; 0 or a moment that has passed: the entry is free
"""

from contracts.modules.shared import bits


MAX_OPEN: constant(uint256) = 6

_ENTRY_BITS: constant(uint256) = 40

_own: HashMap[uint256, uint256]          # seat => deadlines
_lent: HashMap[uint256, uint256]         # seat => deadlines of what its representative proposed
_is_lent: HashMap[uint256, bool]         # proposal id => whether a representative proposed it


@internal
def _open(id: uint256, seat: uint256, deadline: uint256, by_representative: bool):
    """
    @notice Takes one more proposal up.
    """
    if by_representative:
        self._is_lent[id] = True
        self._lent[seat] = self._exchange(self._lent[seat], 0, deadline)
    else:
        self._own[seat] = self._exchange(self._own[seat], 0, deadline)


@internal
def _close(id: uint256, seat: uint256, deadline: uint256):
    """
    @notice Frees the entry of a proposal that ends before its `deadline`.
    """
    if self._is_lent[id]:
        self._lent[seat] = self._exchange(self._lent[seat], deadline, 0)
    else:
        self._own[seat] = self._exchange(self._own[seat], deadline, 0)


@internal
def _extend(id: uint256, seat: uint256, previous: uint256, deadline: uint256):
    """
    @notice Keeps the entry of a proposal whose vote ends later than it was to (`previous`).
    """
    if self._is_lent[id]:
        self._lent[seat] = self._exchange(self._lent[seat], previous, deadline)
    else:
        self._own[seat] = self._exchange(self._own[seat], previous, deadline)


@internal
@view
def _exchange(deadlines: uint256, previous: uint256, current: uint256) -> uint256:
    """
    @notice The slot with the entry `previous` replaced by `current`; for a `previous` of 0 any free entry.
    """
    for i: uint256 in range(MAX_OPEN):
        place: uint256 = _ENTRY_BITS * i
        entry: uint256 = (deadlines >> place) & bits.MASK_40
        if entry == previous or (previous == 0 and entry < block.timestamp):
            return (deadlines & ~(bits.MASK_40 << place)) | (current << place)
    # One that was decided early and is withdrawn in the same second has freed its entry before.
    assert previous != 0, "governor: too many open"
    return deadlines

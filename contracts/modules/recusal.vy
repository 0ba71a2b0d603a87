# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Recusal
@license GNU Affero General Public License v3.0 only
@notice Who is out of the vote on a proposal. A recused partner casts no ballot, and its weight is out of the base that
        quorums are counted on. Partners are recused by the rule of the class, because the proposal pays or concerns
        them, or by themselves. One proposal has one slot of 16 entries of 16 bits, filled from the lowest:

        bits 0-13  seat + 1; 0 for an entry that is not in use
        bit  14    by the class: the partner may contest that
"""

from contracts.interfaces import IMembership
from contracts.modules import seats
from contracts.modules import siblings


uses: seats


MAX_RECUSED: constant(uint256) = 16

_ENTRY_BITS: constant(uint256) = 16
_MASK_14: constant(uint256) = 2**14 - 1
_BY_CLASS: constant(uint256) = 1 << 14

_recused: HashMap[uint256, uint256]  # proposal id => entries


@internal
def _recuse(id: uint256, seat_number: uint256, by_class: bool) -> bool:
    """
    @notice Takes a partner out of the vote. False if it is out already.
    """
    entries: uint256 = self._recused[id]
    if self._find(entries, seat_number) != MAX_RECUSED:
        return False
    assert entries >> (_ENTRY_BITS * (MAX_RECUSED - 1)) == 0, "governor: too many recused"
    entry: uint256 = seat_number + 1
    if by_class:
        entry |= _BY_CLASS
    self._recused[id] = (entries << _ENTRY_BITS) | entry
    return True


@internal
def _readmit(id: uint256, seat_number: uint256):
    """
    @notice Lets a partner that the class recused vote again.
    """
    entries: uint256 = self._recused[id]
    index: uint256 = self._find(entries, seat_number)
    assert index != MAX_RECUSED, "governor: not recused"
    assert (entries >> (_ENTRY_BITS * index)) & _BY_CLASS != 0, "governor: recused by itself"
    below: uint256 = entries & ((1 << (_ENTRY_BITS * index)) - 1)
    above: uint256 = (entries >> (_ENTRY_BITS * index)) >> _ENTRY_BITS
    self._recused[id] = below | (above << (_ENTRY_BITS * index))


@internal
@view
def _is_recused(id: uint256, seat_number: uint256) -> bool:
    return self._find(self._recused[id], seat_number) != MAX_RECUSED


@internal
@view
def _weights(id: uint256, snapshot: uint256) -> (uint256, uint256):
    """
    @notice The weight that is out of the vote on a proposal, and the part of it that may still contest that.
    """
    membership: address = siblings._membership_of(self)
    out: uint256 = 0
    contestable: uint256 = 0
    entries: uint256 = self._recused[id]
    for i: uint256 in range(MAX_RECUSED):
        if entries == 0:
            break
        partner: address = staticcall IMembership(membership).partner_at((entries & _MASK_14) - 1)
        weight: uint256 = seats._weight_at(seats._seats[partner], snapshot)
        out += weight
        if entries & _BY_CLASS != 0:
            contestable += weight
        entries >>= _ENTRY_BITS
    return out, contestable


@internal
@view
def _seats_out(id: uint256) -> DynArray[uint256, MAX_RECUSED]:
    """
    @notice The seats that are out of the vote, newest first.
    """
    found: DynArray[uint256, MAX_RECUSED] = []
    entries: uint256 = self._recused[id]
    for i: uint256 in range(MAX_RECUSED):
        if entries == 0:
            break
        found.append((entries & _MASK_14) - 1)
        entries >>= _ENTRY_BITS
    return found


@internal
@pure
def _find(entries: uint256, seat_number: uint256) -> uint256:
    """
    @notice The index of the partner's entry; `MAX_RECUSED` if it has none.
    """
    rest: uint256 = entries
    for i: uint256 in range(MAX_RECUSED):
        if rest == 0:
            break
        if rest & _MASK_14 == seat_number + 1:
            return i
        rest >>= _ENTRY_BITS
    return MAX_RECUSED

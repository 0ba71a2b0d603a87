# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ballot marks
@license GNU Affero General Public License v3.0 only
@notice Who has voted on what. The marks for the 64 proposals a partner voted on last are in the word of its seat, which
        a ballot writes anyway: neither the first ballot on a proposal nor the first of a partner pays for a new slot.
        Older marks are put away here when a partner moves on to newer proposals.
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.shared import bits


uses: seats


_PLAIN: constant(uint256) = (
    (7 << 94) | (1 << 97) | (bits.MASK_16 << 101) | (bits.MASK_16 << 138)   # status, dated, accepted, page
)

_past_ballots: HashMap[uint256, HashMap[uint256, uint256]]  # seat => page => marks


@internal
@view
def _has_voted(seat_word: uint256, number: uint256) -> bool:
    """
    @notice Whether the partner voted on the proposal with that number.
    """
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.NOBODY or status == seat_bits.INVITED or status == seat_bits.MOVED:
        return False
    page: uint256 = number // 64
    marks: uint256 = 0
    if page == seat_bits._page(seat_word):
        marks = seat_bits._ballots(seat_word)
    else:
        marks = self._past_ballots[seat_bits._number(seat_word)][page]
    return (marks >> (number % 64)) & 1 == 1


@internal
@pure
def _plain(version: uint256, number: uint256) -> (uint256, uint256):
    """
    @notice What `_vote_plainly` looks for in the word of a seat: active, not dated, these terms accepted, this page of
            ballots; and the mark for the proposal with that number.
    """
    plain: uint256 = (
        seat_bits.IS_ACTIVE | (version << seat_bits.ACCEPTED_SHIFT) | ((number >> 6) << seat_bits.PAGE_SHIFT)
    )
    return plain, 1 << (seat_bits.BALLOTS_SHIFT + (number & 63))


@internal
def _vote_plainly(partner: address, plain: uint256, mark: uint256, snapshot: uint256) -> uint256:
    """
    @notice Marks the ballot of nearly every partner, and returns the weight. Returns 0 and does nothing where the seat
            is not `plain`, the weight is of after the `snapshot`, or the partner has voted.
    """
    seat_word: uint256 = seats._words[partner]
    weight: uint256 = seat_word & bits.MASK_40
    if (
        seat_word & _PLAIN != plain
        or seat_word & mark != 0
        or weight == 0
        or (seat_word >> seat_bits.SINCE_SHIFT) & bits.MASK_40 > snapshot
    ):
        return 0
    seats._store(partner, seat_word | mark)
    return weight


@internal
def _mark_voted(partner: address, seat_word: uint256, number: uint256) -> bool:
    """
    @notice Marks that `partner`, who is active, votes on the proposal with that number. False if it had voted before.
    """
    page: uint256 = number >> 6
    mark: uint256 = 1 << (number & 63)
    held: uint256 = seat_bits._page(seat_word)
    if page == held:
        marked: uint256 = seat_word | (mark << seat_bits.BALLOTS_SHIFT)
        if marked == seat_word:
            return False
        seats._store(partner, marked)
        return True
    seat: uint256 = seat_bits._number(seat_word)
    past: uint256 = self._past_ballots[seat][page]
    if past & mark != 0:
        return False
    if page < held:
        self._past_ballots[seat][page] = past | mark
        seats._stir(partner, seat_word)
        return True
    # The partner moves on to newer proposals: put the older marks away.
    marks: uint256 = seat_bits._ballots(seat_word)
    if marks != 0:
        self._past_ballots[seat][held] = marks
    seats._store(partner, seat_bits._with_ballots(seat_word, page, mark))
    return True

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Weight history
@license GNU Affero General Public License v3.0 only
@notice Which weight a seat had at any second of the past. The newest weight and its `since` are in the seat's word
        (seat_bits.vy); what it replaced is kept here, by the number of the seat. A new weight counts from the second
        after the one it was set in, so nothing done in the second of a snapshot can change what the snapshot says.
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.shared import bits


MAX_PAST: constant(uint256) = bits.MASK_13

_past: HashMap[uint256, HashMap[uint256, uint256]]  # seat => index => weight | since << 40


@internal
def _remember(seat: uint256, past: uint256, weight: uint256, since: uint256) -> uint256:
    """
    @notice Adds an older weight and returns how many there are. 8,191 are kept; after that the newest gives way, so
            that the partner can still leave.
    """
    if past == MAX_PAST:
        return past
    self._past[seat][past] = weight | (since << 40)
    return past + 1


@internal
@view
def _weight_at(seat_word: uint256, timepoint: uint256) -> uint256:
    """
    @notice The weight that counted at `timepoint` (unix seconds).
    """
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.NOBODY or status == seat_bits.INVITED or status == seat_bits.MOVED:
        return 0
    if (seat_word >> seat_bits.SINCE_SHIFT) & bits.MASK_40 <= timepoint:
        if not seat_bits._is_partner(seat_word) and timepoint >= seat_bits._ended_at(seat_word):
            return 0
        return seat_word & bits.MASK_40
    seat: uint256 = seat_bits._number(seat_word)
    low: uint256 = 0
    high: uint256 = seat_bits._past_count(seat_word)
    for i: uint256 in range(13):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if (self._past[seat][middle] >> 40) <= timepoint:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return self._past[seat][low - 1] & bits.MASK_40

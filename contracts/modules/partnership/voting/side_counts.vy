# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Side counts
@license GNU Affero General Public License v3.0 only
@notice What a special proposal counts besides weight, in a second slot, and who votes for it where that is noted. What
        makes a proposal special stands in its own word, see proposals.vy.

        side_word
            bits    0-15   seats_against        bits   16-31   seats_for         bits   32-47   seats_abstain
            bits   48-87   lent: weight that representatives cast, where the class decides early
            bits   88-95   objections
            bits   96-135  stopping: weight of those who refuse what has passed (consents.vy)
            bit   136      ties_break: who breaks ties under its rule decides if it is tied
            bit   137      tie_passes, and
            bit   138      tie_fails: what that account decided
            bits  140-153  expelled: seat of whom it would expel, + 1
            bits  154-161  steering_no: steering seats that said no to it, and
            bits  162-169  steering_yes: that said yes, while something was reserved
            bit   255      in_use, so that the first ballot pays no more than the others
"""

from contracts.modules.shared import bits


# What a special proposal has besides.
struct Side:
    seats_against: uint256
    seats_for: uint256
    seats_abstain: uint256
    lent: uint256
    objections: uint256
    ties_break: bool
    tie_passes: bool
    tie_fails: bool


_MAX_SEATS: constant(uint256) = 10_000
_LENT_SHIFT: constant(uint256) = 48
_OBJECTIONS_SHIFT: constant(uint256) = 88
_EXPELLED_SHIFT: constant(uint256) = 140
_STOPPING_SHIFT: constant(uint256) = 96
_TIES_BREAK: constant(uint256) = 1 << 136
_TIE_PASSES: constant(uint256) = 1 << 137
_TIE_FAILS: constant(uint256) = 1 << 138
_STEERING_NO_SHIFT: constant(uint256) = 154
_STEERING_YES_SHIFT: constant(uint256) = 162
_IN_USE: constant(uint256) = 1 << 255

_side_words: HashMap[uint256, uint256]       # id => second slot of a special proposal
_noted: HashMap[uint256, HashMap[uint256, uint256]]   # id => seat // 256 => a bit of each seat that votes for it


@internal
def _mark(id: uint256):
    """
    @notice Has the slot be in use, so that the first ballot pays no more than the others.
    """
    self._side_words[id] |= _IN_USE


@internal
@view
def _side(id: uint256) -> Side:
    side_word: uint256 = self._side_words[id]
    return Side(
        seats_against=side_word & bits.MASK_16,
        seats_for=(side_word >> 16) & bits.MASK_16,
        seats_abstain=(side_word >> 32) & bits.MASK_16,
        lent=(side_word >> _LENT_SHIFT) & bits.MASK_40,
        objections=(side_word >> _OBJECTIONS_SHIFT) & bits.MASK_8,
        ties_break=side_word & _TIES_BREAK != 0,
        tie_passes=side_word & _TIE_PASSES != 0,
        tie_fails=side_word & _TIE_FAILS != 0,
    )


@internal
def _count_seat(id: uint256, support: uint8):
    self._side_words[id] += 1 << (16 * convert(support, uint256))


@internal
def _uncount_seat(id: uint256, support: uint8):
    self._side_words[id] -= 1 << (16 * convert(support, uint256))


@internal
def _lend(id: uint256, weight: uint256):
    self._side_words[id] += weight << _LENT_SHIFT


@internal
def _take_back(id: uint256, weight: uint256):
    self._side_words[id] -= weight << _LENT_SHIFT


@internal
def _count_objection(id: uint256) -> uint256:
    """
    @notice Adds one objection and returns how many there are; the caller sees to it that 255 are enough.
    """
    side_word: uint256 = self._side_words[id] + (1 << _OBJECTIONS_SHIFT)
    self._side_words[id] = side_word | _IN_USE
    return (side_word >> _OBJECTIONS_SHIFT) & bits.MASK_8


@internal
def _add_to_stop(id: uint256, weight: uint256):
    self._side_words[id] += weight << _STOPPING_SHIFT


@internal
def _take_from_stop(id: uint256, weight: uint256):
    self._side_words[id] -= weight << _STOPPING_SHIFT


@internal
@view
def _stopping(id: uint256) -> uint256:
    return (self._side_words[id] >> _STOPPING_SHIFT) & bits.MASK_40


@internal
def _note_expulsion(id: uint256, seat: uint256):
    """
    @notice Notes whose seat a proposal would take.
    """
    self._side_words[id] |= ((seat + 1) << _EXPELLED_SHIFT) | _IN_USE


@internal
@view
def _expels(id: uint256, seat: uint256) -> bool:
    """
    @notice Whether the proposal would expel who has that seat.
    """
    return (self._side_words[id] >> _EXPELLED_SHIFT) & bits.MASK_14 == seat + 1


@internal
def _count_steering(id: uint256, former: uint256, present: uint256):
    """
    @notice Counts what a steering seat says instead of what it said before: 0 nothing, 1 yes, 2 no; 255 are as good as more.
    """
    side_word: uint256 = self._side_words[id] | _IN_USE
    if former != 0:
        side_word -= 1 << self._steering_place(former)
    if present != 0:
        place: uint256 = self._steering_place(present)
        if (side_word >> place) & bits.MASK_8 != bits.MASK_8:
            side_word += 1 << place
    self._side_words[id] = side_word


@internal
@pure
def _steering_place(answer: uint256) -> uint256:
    if answer == 1:
        return _STEERING_YES_SHIFT
    return _STEERING_NO_SHIFT


@internal
@view
def _steering(id: uint256) -> (uint256, uint256):
    """
    @notice How many steering seats said yes to it, and how many no.
    """
    side_word: uint256 = self._side_words[id]
    return (side_word >> _STEERING_YES_SHIFT) & bits.MASK_8, (side_word >> _STEERING_NO_SHIFT) & bits.MASK_8


@internal
def _let_ties_break(id: uint256):
    self._side_words[id] |= _TIES_BREAK | _IN_USE


@internal
def _decide_tie(id: uint256, passes: bool):
    if passes:
        self._side_words[id] |= _TIE_PASSES
    else:
        self._side_words[id] |= _TIE_FAILS


@internal
def _note(id: uint256, seat: uint256):
    """
    @notice Notes that the partner on that seat votes for the proposal.
    """
    self._noted[id][seat >> 8] |= 1 << (seat & 255)


@internal
def _strike(id: uint256, seat: uint256):
    self._noted[id][seat >> 8] &= ~(1 << (seat & 255))


@internal
@view
def _votes_for(id: uint256, seat: uint256) -> bool:
    """
    @notice Whether it is noted that the partner on that seat votes for the proposal: never where nothing is noted.
    """
    return (self._noted[id][seat >> 8] >> (seat & 255)) & 1 == 1


@internal
@view
def _elders_for(id: uint256, seat: uint256, founders: uint256) -> uint256:
    """
    @notice How many of those who did not join after the partner on `seat` vote for the proposal, as far as two: seats are
            given in the order of joining, and the first `founders` of them at once.
    """
    elders: uint256 = seat
    if seat < founders:
        elders = founders
    found: uint256 = 0
    for other: uint256 in range(elders, bound=_MAX_SEATS):
        if other != seat and self._votes_for(id, other):
            found += 1
            if found == 2:
                break
    return found

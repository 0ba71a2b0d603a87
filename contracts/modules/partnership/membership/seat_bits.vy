# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Seat bits
@license GNU Affero General Public License v3.0 only
@notice How everything about one partner fits one word: what it is, what it accepted, its weight and its ballots. It
        is written at the invitation and rewritten ever after, so accepting, voting and leaving write no new slot.

        seat_word
            bits    0-39   weight: what counts; of an invited account what it was offered, of a former partner the last
            bits   40-79   since: unix seconds from which it counts; of an invited account: respond by, 0 for founders
            bits   80-93   seat: the number on the roster + 1
            bits   94-96   status: one of the constants below; 0 for an account that was never on the roster
            bit    97      dated: the role or the seat ends on a date
            bit    98      noticed: gave notice
            bit    99      lapsed: the weight is out of the totals until the terms are accepted again
            bit   100      has_units (in the RevenueEscrow)
            bits  101-116  accepted: newest version of the terms
            bits  117-124  role (types.Role)
            bits  125-137  past: how many older weights there are (weight_history.vy)
            bits  138-153  page: which 64 proposals the ballots below are about
            bits  154-217  ballots: bit i says the partner voted on proposal number 64 * page + i
            bits  218-241  nonce: acceptances, departures and moves
            bit   242      silent: did not answer a call; the weight is out of the totals until it does (calls.vy)
            bit   243      stirred: gave a sign of life since it was called last that stands nowhere else in this word
            bit   244      going: was expelled; it is suspended until its notice is over
            bit   245      owes: a founder that accepts only with what it has to contribute (founding.vy)

        Two fields mean something else by status, and their accessors assert it:

        seat_word, by status
            bits  154-185  units_offered: of an account invited for the first time
            bits   97-124  ended_after: of a former partner, how many seconds after `since` the weight became 0

        A second word, `rest`, is there for few:

        rest_word
            bits    0-39   role_ends (unix seconds; 0: never)
            bits   40-79   seat_ends (unix seconds; 0: never)
            bits   80-119  leaves_at of one that gave notice; respond_by of one invited again
            bits  120-159  kept_weight: comes back to a suspended or lapsed one; is offered to one invited again
            bits  160-191  kept_units: offered to one invited again
            bits  192-199  kept_role of one invited again
            bits  200-239  suspended_until (unix seconds): end of the suspension, of one that is or was suspended

        An account that is invited again keeps the word of a former partner, for the history of its weight and its
        ballots; what it is offered is in `rest`.
"""

from contracts.interfaces import types
from contracts.modules.shared import bits


# What `rest` of one partner says.
struct Rest:
    role_ends: uint256
    seat_ends: uint256
    moment: uint256   # leaves at or respond by
    weight: uint256
    units: uint256
    role: types.Role
    suspended_until: uint256


NOBODY: constant(uint256) = 0
INVITED: constant(uint256) = 1
ACTIVE: constant(uint256) = 2
SUSPENDED: constant(uint256) = 3
LEFT: constant(uint256) = 4
EXPELLED: constant(uint256) = 5
MOVED: constant(uint256) = 6          # gave its seat to another account; see relocation.vy
INVITED_AGAIN: constant(uint256) = 7

# Sets of statuses: bit i for status i.
_INVITED: constant(uint256) = (1 << INVITED) | (1 << INVITED_AGAIN)
_PARTNER: constant(uint256) = (1 << ACTIVE) | (1 << SUSPENDED)
_FORMER: constant(uint256) = (1 << LEFT) | (1 << EXPELLED)
_FORMER_WORD: constant(uint256) = (1 << LEFT) | (1 << EXPELLED) | (1 << INVITED_AGAIN)

SINCE_SHIFT: constant(uint256) = 40
SEAT_SHIFT: constant(uint256) = 80
STATUS_SHIFT: constant(uint256) = 94
ENDED_AFTER_SHIFT: constant(uint256) = 97
ACCEPTED_SHIFT: constant(uint256) = 101
ROLE_SHIFT: constant(uint256) = 117
PAST_SHIFT: constant(uint256) = 125
PAGE_SHIFT: constant(uint256) = 138
BALLOTS_SHIFT: constant(uint256) = 154
UNITS_OFFERED_SHIFT: constant(uint256) = 154
NONCE_SHIFT: constant(uint256) = 218

DATED: constant(uint256) = 1 << 97
NOTICED: constant(uint256) = 1 << 98
LAPSED: constant(uint256) = 1 << 99
HAS_UNITS: constant(uint256) = 1 << 100
NONCE: constant(uint256) = 1 << 218
SILENT: constant(uint256) = 1 << 242
STIRRED: constant(uint256) = 1 << 243
GOING: constant(uint256) = 1 << 244
OWES: constant(uint256) = 1 << 245

STATUS: constant(uint256) = 7 << 94
IS_ACTIVE: constant(uint256) = 2 << 94
SEAT: constant(uint256) = bits.MASK_14 << 80
PAGE_AND_BALLOTS: constant(uint256) = 2**218 - 2**138
NONCES: constant(uint256) = bits.MASK_24 << 218
# What stays of a partner in every status: seat, ballots and nonce.
LASTING: constant(uint256) = (bits.MASK_14 << 80) | (2**218 - 2**138) | (bits.MASK_24 << 218)


# --- in every status ---


@internal
@pure
def _status(seat_word: uint256) -> uint256:
    return (seat_word >> STATUS_SHIFT) & 7


@internal
@pure
def _number(seat_word: uint256) -> uint256:
    """
    @notice The number of the seat; means nothing where the word is 0.
    """
    return unsafe_sub((seat_word >> SEAT_SHIFT) & bits.MASK_14, 1)


@internal
@pure
def _nonce(seat_word: uint256) -> uint256:
    return (seat_word >> NONCE_SHIFT) & bits.MASK_24


@internal
@pure
def _is_invited(seat_word: uint256) -> bool:
    return (_INVITED >> ((seat_word >> STATUS_SHIFT) & 7)) & 1 == 1


@internal
@pure
def _is_partner(seat_word: uint256) -> bool:
    """
    @notice Whether it is active or suspended.
    """
    return (_PARTNER >> ((seat_word >> STATUS_SHIFT) & 7)) & 1 == 1


@internal
@pure
def _is_former(seat_word: uint256) -> bool:
    return (_FORMER >> ((seat_word >> STATUS_SHIFT) & 7)) & 1 == 1


@internal
@pure
def _holds_seat(seat_word: uint256) -> bool:
    """
    @notice Whether the seat is this account's, as a partner of now, of before or to be; not one that moved away.
    """
    return seat_word != 0 and seat_word & STATUS != MOVED << STATUS_SHIFT


@internal
@pure
def _weight(seat_word: uint256) -> uint256:
    """
    @notice The weight that counts now.
    """
    if seat_word & STATUS != IS_ACTIVE:
        return 0
    return seat_word & bits.MASK_40


# --- of a partner, active or suspended ---


@internal
@pure
def _is_out(seat_word: uint256) -> bool:
    """
    @notice Whether the weight of a partner does not count now: it is suspended, has lapsed or did not answer a call.
    """
    return seat_word & STATUS != IS_ACTIVE or seat_word & (LAPSED | SILENT) != 0


@internal
@pure
def _since(seat_word: uint256) -> uint256:
    """
    @notice Unix seconds from which the weight counts; 0 if there never was any.
    """
    assert seat_word & STATUS != INVITED << STATUS_SHIFT, "seats: invited"
    return (seat_word >> SINCE_SHIFT) & bits.MASK_40


@internal
@pure
def _accepted(seat_word: uint256) -> uint256:
    """
    @notice The newest version of the terms it accepted; means nothing of who is not a partner.
    """
    return (seat_word >> ACCEPTED_SHIFT) & bits.MASK_16


@internal
@view  # not pure: Vyper 0.4.3 does not resolve another module's flag in a pure function
def _role(seat_word: uint256) -> types.Role:
    """
    @notice The role as it was given (it may have ended); means nothing of who is not a partner or newly invited.
    """
    return convert((seat_word >> ROLE_SHIFT) & bits.MASK_8, types.Role)


@internal
@pure
def _is_plain(seat_word: uint256) -> bool:
    """
    @notice Whether the partner is active and neither its seat nor its role ends on a date.
    """
    return seat_word & (STATUS | DATED) == IS_ACTIVE


@internal
@pure
def _past_count(seat_word: uint256) -> uint256:
    return (seat_word >> PAST_SHIFT) & bits.MASK_13


@internal
@pure
def _page(seat_word: uint256) -> uint256:
    return (seat_word >> PAGE_SHIFT) & bits.MASK_16


@internal
@pure
def _ballots(seat_word: uint256) -> uint256:
    assert seat_word & STATUS != INVITED << STATUS_SHIFT, "seats: invited"
    return (seat_word >> BALLOTS_SHIFT) & bits.MASK_64


@internal
@pure
def _with_status(seat_word: uint256, status: uint256) -> uint256:
    return (seat_word & ~STATUS) | (status << STATUS_SHIFT)


@internal
@pure
def _with_acceptance(seat_word: uint256, version: uint256) -> uint256:
    """
    @notice The word of a partner that accepts `version` of the terms, and so uses its nonce, and is neither lapsed nor
            silent. Notice that it gave under an earlier deal is none under this one; of who was expelled it stays.
    """
    ends: uint256 = LAPSED | SILENT | (bits.MASK_16 << ACCEPTED_SHIFT)
    if seat_word & GOING == 0 and (seat_word >> ACCEPTED_SHIFT) & bits.MASK_16 != version:
        ends |= NOTICED
    return ((seat_word & ~ends) | (version << ACCEPTED_SHIFT)) + NONCE


@internal
@pure
def _with_ballots(seat_word: uint256, page: uint256, ballots: uint256) -> uint256:
    return (seat_word & ~PAGE_AND_BALLOTS) | (page << PAGE_SHIFT) | (ballots << BALLOTS_SHIFT)


@internal
@view
def _with_role(seat_word: uint256, role: types.Role) -> uint256:
    return (seat_word & ~(bits.MASK_8 << ROLE_SHIFT)) | (convert(role, uint256) << ROLE_SHIFT)


@internal
@pure
def _with_flag(seat_word: uint256, flag_bit: uint256, is_set: bool) -> uint256:
    """
    @notice The word with DATED, NOTICED, LAPSED, HAS_UNITS, SILENT, STIRRED, GOING or OWES set or not.
    """
    if is_set:
        return seat_word | flag_bit
    return seat_word & ~flag_bit


@internal
@pure
def _with_weight(seat_word: uint256, weight: uint256, since: uint256, past: uint256) -> uint256:
    kept: uint256 = seat_word & ~(bits.MASK_80 | (bits.MASK_13 << PAST_SHIFT))
    return kept | weight | (since << SINCE_SHIFT) | (past << PAST_SHIFT)


# --- of an account that is invited for the first time ---


@internal
@view
def _invitation(
    number: uint256, weight: uint256, units: uint256, role: types.Role, respond_by: uint256
) -> uint256:
    return (
        weight
        | (respond_by << SINCE_SHIFT)
        | ((number + 1) << SEAT_SHIFT)
        | (INVITED << STATUS_SHIFT)
        | (convert(role, uint256) << ROLE_SHIFT)
        | (units << UNITS_OFFERED_SHIFT)
    )


@internal
@pure
def _weight_offered(seat_word: uint256) -> uint256:
    assert seat_word & STATUS == INVITED << STATUS_SHIFT, "seats: not invited"
    return seat_word & bits.MASK_40


@internal
@pure
def _units_offered(seat_word: uint256) -> uint256:
    assert seat_word & STATUS == INVITED << STATUS_SHIFT, "seats: not invited"
    return (seat_word >> UNITS_OFFERED_SHIFT) & bits.MASK_32


@internal
@pure
def _respond_by(seat_word: uint256) -> uint256:
    assert seat_word & STATUS == INVITED << STATUS_SHIFT, "seats: not invited"
    return (seat_word >> SINCE_SHIFT) & bits.MASK_40


@internal
@pure
def _with_offer(seat_word: uint256, weight: uint256, units: uint256) -> uint256:
    assert seat_word & STATUS == INVITED << STATUS_SHIFT, "seats: not invited"
    kept: uint256 = seat_word & ~(bits.MASK_40 | (bits.MASK_32 << UNITS_OFFERED_SHIFT))
    return kept | weight | (units << UNITS_OFFERED_SHIFT)


# --- of a former partner, also while it is invited again ---


@internal
@pure
def _keeps_former_word(seat_word: uint256) -> bool:
    return (_FORMER_WORD >> ((seat_word >> STATUS_SHIFT) & 7)) & 1 == 1


@internal
@pure
def _ended_after(seat_word: uint256) -> uint256:
    assert self._keeps_former_word(seat_word), "seats: not former"
    return (seat_word >> ENDED_AFTER_SHIFT) & bits.MASK_28


@internal
@pure
def _ended_at(seat_word: uint256) -> uint256:
    """
    @notice The first second in which the weight of a former partner counted no more.
    """
    return self._since(seat_word) + self._ended_after(seat_word)


# --- the second word ---


@internal
@view
def _pack_rest(rest: Rest) -> uint256:
    return (
        rest.role_ends
        | (rest.seat_ends << 40)
        | (rest.moment << 80)
        | (rest.weight << 120)
        | (rest.units << 160)
        | (convert(rest.role, uint256) << 192)
        | (rest.suspended_until << 200)
    )


@internal
@view
def _unpack_rest(rest_word: uint256) -> Rest:
    return Rest(
        role_ends=rest_word & bits.MASK_40,
        seat_ends=(rest_word >> 40) & bits.MASK_40,
        moment=(rest_word >> 80) & bits.MASK_40,
        weight=(rest_word >> 120) & bits.MASK_40,
        units=(rest_word >> 160) & bits.MASK_32,
        role=convert((rest_word >> 192) & bits.MASK_8, types.Role),
        suspended_until=(rest_word >> 200) & bits.MASK_40,
    )

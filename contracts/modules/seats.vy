# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Seats
@license GNU Affero General Public License v3.0 only
@notice Everything a Partnership knows of one partner, so that a ballot reads and writes one slot of the voter:

        bits    0-39   weight
        bits   40-79   since: unix seconds from which that weight counts
        bits   80-95   number of the seat, as on the roster
        bit    96      active
        bit    97      dated: the role or the seat ends on a date
        bit    98      ended: see below
        bits   99-114  accepted version of the terms
        bits  115-122  role (types.Role)
        bits  128-143  past: how many older checkpoints there are
        bits  144-159  page: which 64 proposals the ballots below are about
        bits  160-223  ballots: bit i says the partner voted on proposal number 64 * page + i
        bits  224-255  nonce: how many signed ballots of the partner were relayed

        A new weight counts from the second after the one it was set in, so nothing done in the second of a snapshot
        can change what the snapshot says. A seat that is not active any more needs neither version nor role: if it ended,
        bits 99-127 say how many seconds after `since` the weight became 0. So leaving writes no new slot. Ballots live with the voter because that slot is written anyway: neither
        the first ballot on a proposal nor the first of a partner pays for a new slot.
"""

from contracts.interfaces import types
from contracts.modules import total_weight


uses: total_weight


event DelegateVotesChanged:
    delegate: indexed(address)
    previousVotes: uint256
    newVotes: uint256


_MASK_8: constant(uint256) = 2**8 - 1
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_40: constant(uint256) = 2**40 - 1
_PAGE_SHIFT: constant(uint256) = 144
_BALLOTS_SHIFT: constant(uint256) = 160
_NONCE_SHIFT: constant(uint256) = 224
_MASK_64: constant(uint256) = 2**64 - 1
_MOVED: constant(uint256) = 2**224 - 2**144  # page and ballots
_ACTIVE: constant(uint256) = 1 << 96
_DATED: constant(uint256) = 1 << 97
_ENDED: constant(uint256) = 1 << 98
_ACCEPTED_SHIFT: constant(uint256) = 99
_ROLE_SHIFT: constant(uint256) = 115
_MASK_29: constant(uint256) = 2**29 - 1
_PLAIN: constant(uint256) = (7 << 96) | (_MASK_16 << 99) | (_MASK_16 << 144)  # active, dated, ended, accepted, page

_seats: HashMap[address, uint256]                             # partner => seat
_dates: HashMap[address, uint256]                             # partner => role ends | seat ends << 40; 0: never
_past: HashMap[uint256, HashMap[uint256, uint256]]            # number => index => weight | since << 40
_past_ballots: HashMap[uint256, HashMap[uint256, uint256]]    # number => page => ballots


@internal
def _set(
    partner: address,
    number: uint256,
    weight: uint256,
    accepted: uint256,
    role: types.Role,
    active: bool,
    role_ends: uint256,
    seat_ends: uint256,
):
    """
    @notice Takes over what the Membership says of `partner`; the total follows the weight.
    """
    seat: uint256 = self._seats[partner]
    previous: uint256 = self._weight(seat)
    since: uint256 = self._since(seat)
    past: uint256 = self._past_count(seat)
    held: uint256 = weight
    state: uint256 = (accepted << _ACCEPTED_SHIFT) | (convert(role, uint256) << _ROLE_SHIFT)
    if active:
        state |= _ACTIVE
    if seat & _ENDED != 0:
        if not active and weight == 0:
            # It stays as it ended.
            held = seat & _MASK_40
            state = seat & (_ENDED | (_MASK_29 << _ACCEPTED_SHIFT))
        else:
            past = self._remember(number, past, seat & _MASK_40, since)
            since = self._ended_at(seat)
    if weight != previous:
        effective: uint256 = block.timestamp + 1
        total_weight._set(total_weight._latest() + weight - previous, effective)
        if not active and weight == 0 and since < effective and effective - since <= _MASK_29:
            held = previous
            state = _ENDED | ((effective - since) << _ACCEPTED_SHIFT)
        else:
            if since != 0 and since != effective:
                past = self._remember(number, past, previous, since)
            since = effective
        log DelegateVotesChanged(delegate=partner, previousVotes=previous, newVotes=weight)
    dates: uint256 = role_ends | (seat_ends << 40)
    if dates != 0 or self._is_dated(seat):
        self._dates[partner] = dates
    if dates != 0:
        state |= _DATED
    self._seats[partner] = (
        held
        | (since << 40)
        | (number << 80)
        | state
        | (past << 128)
        | ((seat >> _PAGE_SHIFT) << _PAGE_SHIFT)
    )


@internal
def _remember(number: uint256, past: uint256, weight: uint256, since: uint256) -> uint256:
    """
    @notice Adds an older checkpoint and returns how many there are. 65,535 are kept; after that the newest gives way,
            so that the partner can still leave.
    """
    if past == _MASK_16:
        return past
    self._past[number][past] = weight | (since << 40)
    return past + 1


@internal
def _move(partner: address, to: address):
    """
    @notice Gives the seat to another account, with its weight, its history, its ballots and its nonce.
    """
    self._seats[to] = self._seats[partner]
    self._seats[partner] = 0
    if self._is_dated(self._seats[to]):
        self._dates[to] = self._dates[partner]
        self._dates[partner] = 0
    weight: uint256 = self._weight(self._seats[to])
    log DelegateVotesChanged(delegate=partner, previousVotes=weight, newVotes=0)
    log DelegateVotesChanged(delegate=to, previousVotes=0, newVotes=weight)


@internal
@view
def _weight_at(seat: uint256, timepoint: uint256) -> uint256:
    """
    @notice The weight `seat` had at `timepoint` (unix seconds).
    """
    if self._since(seat) <= timepoint:
        if seat & _ENDED != 0 and timepoint >= self._ended_at(seat):
            return 0
        return seat & _MASK_40
    number: uint256 = self._number(seat)
    low: uint256 = 0
    high: uint256 = self._past_count(seat)
    for i: uint256 in range(16):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if (self._past[number][middle] >> 40) <= timepoint:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return self._past[number][low - 1] & _MASK_40


@internal
@view
def _has_voted(seat: uint256, proposal: uint256) -> bool:
    """
    @notice Whether the partner on `seat` voted on proposal number `proposal`.
    """
    page: uint256 = proposal // 64
    ballots: uint256 = self._ballots(seat)
    if page != self._page(seat):
        ballots = self._past_ballots[self._number(seat)][page]
    return (ballots >> (proposal % 64)) & 1 == 1


@internal
@pure
def _plain(version: uint256, proposal: uint256) -> (uint256, uint256):
    """
    @notice What `_vote_plainly` looks for in a seat: active, not dated, these terms accepted, this page of ballots; and
            the ballot on proposal number `proposal`.
    """
    return _ACTIVE | (version << _ACCEPTED_SHIFT) | ((proposal >> 6) << _PAGE_SHIFT), 1 << (_BALLOTS_SHIFT + (proposal & 63))


@internal
def _vote_plainly(partner: address, plain: uint256, ballot: uint256, snapshot: uint256) -> uint256:
    """
    @notice Notes the ballot of nearly every partner, and returns the weight. Returns 0 and does nothing where the seat
            is not `plain`, the weight is of after the `snapshot`, or the partner has voted.
    """
    seat: uint256 = self._seats[partner]
    weight: uint256 = seat & _MASK_40
    if seat & _PLAIN != plain or seat & ballot != 0 or weight == 0 or (seat >> 40) & _MASK_40 > snapshot:
        return 0
    self._seats[partner] = seat | ballot
    return weight


@internal
def _mark_voted(partner: address, seat: uint256, proposal: uint256) -> bool:
    """
    @notice Notes that `partner`, who holds `seat`, votes on proposal number `proposal`. False if it had voted before.
    """
    page: uint256 = proposal >> 6
    ballot: uint256 = 1 << (proposal & 63)
    held: uint256 = self._page(seat)
    if page == held:
        marked: uint256 = seat | (ballot << _BALLOTS_SHIFT)
        if marked == seat:
            return False
        self._seats[partner] = marked
        return True
    number: uint256 = self._number(seat)
    past: uint256 = self._past_ballots[number][page]
    if past & ballot != 0:
        return False
    if page < held:
        self._past_ballots[number][page] = past | ballot
        return True
    # The partner moves on to newer proposals: put the older ballots away.
    if self._ballots(seat) != 0:
        self._past_ballots[number][held] = self._ballots(seat)
    unmarked: uint256 = seat & ~_MOVED
    self._seats[partner] = unmarked | (page << _PAGE_SHIFT) | (ballot << _BALLOTS_SHIFT)
    return True


@internal
@pure
def _weight(seat: uint256) -> uint256:
    """
    @notice The weight as last set.
    """
    if seat & _ENDED != 0:
        return 0
    return seat & _MASK_40


@internal
@pure
def _ended_at(seat: uint256) -> uint256:
    """
    @notice The first second in which the weight of a seat that ended counted no more.
    """
    return self._since(seat) + ((seat >> _ACCEPTED_SHIFT) & _MASK_29)


@internal
@pure
def _since(seat: uint256) -> uint256:
    return (seat >> 40) & _MASK_40


@internal
@pure
def _number(seat: uint256) -> uint256:
    return (seat >> 80) & _MASK_16


@internal
@pure
def _accepted(seat: uint256) -> uint256:
    """
    @notice The version of the terms; means nothing of a seat that is not active.
    """
    return (seat >> _ACCEPTED_SHIFT) & _MASK_16


@internal
@pure
def _role(seat: uint256) -> types.Role:
    """
    @notice The role as it was given; of a dated seat it may have ended, and it means nothing of one that is not active.
    """
    return convert((seat >> _ROLE_SHIFT) & _MASK_8, types.Role)


@internal
@view
def _present_role(partner: address, seat: uint256) -> types.Role:
    """
    @notice The role of `partner`, who holds `seat`, if it has not ended.
    """
    if self._is_dated(seat):
        ends: uint256 = self._dates[partner] & _MASK_40
        if ends != 0 and block.timestamp > ends:
            return empty(types.Role)
    return self._role(seat)


@internal
@view
def _is_active(partner: address, seat: uint256) -> bool:
    """
    @notice Whether `partner`, who holds `seat`, is active, and its seat has not ended.
    """
    if self._is_dated(seat):
        ends: uint256 = self._dates[partner] >> 40
        if ends != 0 and block.timestamp > ends:
            return False
    return seat & _ACTIVE != 0


@internal
@pure
def _is_plain(seat: uint256) -> bool:
    """
    @notice Whether the partner is active and neither its seat nor its role ends on a date.
    """
    return seat & (_ACTIVE | _DATED) == _ACTIVE


@internal
@pure
def _is_dated(seat: uint256) -> bool:
    return seat & _DATED != 0


@internal
@pure
def _past_count(seat: uint256) -> uint256:
    return (seat >> 128) & _MASK_16


@internal
@pure
def _page(seat: uint256) -> uint256:
    return (seat >> _PAGE_SHIFT) & _MASK_16


@internal
@pure
def _ballots(seat: uint256) -> uint256:
    return (seat >> _BALLOTS_SHIFT) & _MASK_64


@internal
@view
def _nonce(partner: address) -> uint256:
    return self._seats[partner] >> _NONCE_SHIFT


@internal
def _use_nonce(partner: address):
    self._seats[partner] += 1 << _NONCE_SHIFT

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Seats
@license GNU Affero General Public License v3.0 only
@notice Who is, was or may become a partner, and with which weight. A seat is given once and never to anyone else, so
        that ballots, acceptances and earnings always point to the same partner; former partners stay listed. What
        stands in the words of a seat is drawn in seat_bits.vy.

        The total weight is the sum of what counts: of the weights of active partners that have not lapsed. What was
        given to the others, and counts again one day, is `_withheld`.

        An account is looked up by its seat: account => number of the seat => who holds it now, in two reads, however
        often the seat has moved.
"""

from contracts.interfaces import types
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import bits


uses: total_weight
uses: weight_history


event DelegateVotesChanged:
    delegate: indexed(address)   # the partner: nobody delegates, the name is ERC-5805's
    previousVotes: uint256   # weight; before
    newVotes: uint256   # weight; from the next second on


MAX_SEATS: constant(uint256) = 10_000
MAX_WEIGHT: constant(uint256) = 2**40 - 1
MAX_UNITS: constant(uint256) = 2**32 - 1
# The rest of the nonces is kept for acceptances and departures, which nothing may stand in the way of.
MAX_RECALLED: constant(uint256) = 2**24 - 2**16

# Besides this module, `castVote`, `propose` and `standing` read it, and the batch of ballots: they are the hot paths.
_words: HashMap[address, uint256]      # partner => word of its seat
_rest: HashMap[address, uint256]       # partner => its second word
_accounts: HashMap[uint256, address]   # seat => partner
_withheld: uint256                     # sum of the weights that were given and do not count now


# --- what stands there ---


@internal
@view
def _load(partner: address) -> uint256:
    """
    @notice The word of `partner`; reverts for an account that was never on the roster.
    """
    seat_word: uint256 = self._words[partner]
    assert seat_word != 0, "roster: not on the roster"
    return seat_word


@internal
@view
def _holder_of(account: address) -> address:
    """
    @notice Who holds now the seat that `account` has or had; zero if it was never on the roster.
    """
    seat_word: uint256 = self._words[account]
    if seat_word == 0:
        return empty(address)
    return self._accounts[seat_bits._number(seat_word)]


@internal
@view
def _present(account: address) -> address:
    """
    @notice The same, of an account that is meant as a partner; itself if it was never on the roster.
    """
    holder: address = account
    seat_word: uint256 = self._words[account]
    if seat_word & seat_bits.STATUS == seat_bits.MOVED << seat_bits.STATUS_SHIFT:
        holder = self._accounts[seat_bits._number(seat_word)]
    return holder


@internal
def _store(partner: address, seat_word: uint256):
    self._words[partner] = seat_word


@internal
def _stir(partner: address, seat_word: uint256):
    """
    @notice Notes a sign of life of `partner` that changes nothing else in its word (see calls.vy); once for every call.
    """
    if seat_bits._is_partner(seat_word) and seat_word & seat_bits.STIRRED == 0:
        self._words[partner] = seat_word | seat_bits.STIRRED


@internal
@view
def _rest_of(partner: address) -> seat_bits.Rest:
    return seat_bits._unpack_rest(self._rest[partner])


@internal
def _store_rest(partner: address, rest: seat_bits.Rest):
    self._rest[partner] = seat_bits._pack_rest(rest)


@internal
@view
def _kept_weight(partner: address, seat_word: uint256) -> uint256:
    """
    @notice The weight that was given to a partner, also where it does not count now.
    """
    if seat_bits._is_out(seat_word):
        return self._rest_of(partner).weight
    return seat_word & bits.MASK_40


@internal
@view
def _offered(partner: address, seat_word: uint256) -> (uint256, uint256, types.Role):
    """
    @notice The weight, the units and the role that an invited account was offered.
    """
    if seat_bits._status(seat_word) == seat_bits.INVITED:
        return seat_bits._weight_offered(seat_word), seat_bits._units_offered(seat_word), seat_bits._role(seat_word)
    rest: seat_bits.Rest = self._rest_of(partner)
    return rest.weight, rest.units, rest.role


@internal
@view
def _dates_of(partner: address, seat_word: uint256) -> (uint256, uint256):
    """
    @notice When the role and the seat of `partner` end, unix seconds; 0 for never.
    """
    status: uint256 = seat_bits._status(seat_word)
    if seat_bits._is_former(seat_word) or status == seat_bits.NOBODY or status == seat_bits.MOVED:
        return 0, 0
    if status != seat_bits.INVITED_AGAIN and seat_word & seat_bits.DATED == 0:
        return 0, 0
    rest: seat_bits.Rest = self._rest_of(partner)
    return rest.role_ends, rest.seat_ends


@internal
@view
def _present_role(partner: address, seat_word: uint256) -> types.Role:
    """
    @notice The role of a partner, if it has not ended.
    """
    if seat_word & seat_bits.DATED != 0:
        ends: uint256 = self._rest[partner] & bits.MASK_40
        if ends != 0 and block.timestamp > ends:
            return empty(types.Role)
    return seat_bits._role(seat_word)


@internal
@view
def _is_active(partner: address, seat_word: uint256) -> bool:
    """
    @notice Whether `partner` is active, and its seat has not ended.
    """
    return seat_word & seat_bits.STATUS == seat_bits.IS_ACTIVE and not self._has_ended(partner, seat_word)


@internal
@view
def _has_ended(partner: address, seat_word: uint256) -> bool:
    """
    @notice Whether the probation of `partner`, who has a seat, is over.
    """
    if seat_word & seat_bits.DATED == 0:
        return False
    ends: uint256 = (self._rest[partner] >> 40) & bits.MASK_40
    return ends != 0 and block.timestamp > ends


# --- coming and going ---


@internal
def _invite(
    seat_count: uint256, partner: address, weight: uint256, units: uint256, role: types.Role, respond_by: uint256
) -> uint256:
    """
    @notice Puts `partner` on the roster as invited, on a new seat or on the one it had before.
    @param seat_count How many seats have been given so far; a new one gets this number.
    @return The number of the seat; `seat_count` where a new one was given.
    """
    self._check_shares(weight, units)
    seat_word: uint256 = self._words[partner]
    if seat_word == 0:
        assert seat_count < MAX_SEATS, "roster: full"
        self._accounts[seat_count] = partner
        self._words[partner] = seat_bits._invitation(seat_count, weight, units, role, respond_by)
        return seat_count
    assert seat_bits._is_former(seat_word), "roster: already on the roster"
    self._store_rest(
        partner,
        seat_bits.Rest(
            role_ends=0,
            seat_ends=0,
            moment=respond_by,
            weight=weight,
            units=units,
            role=role,
            suspended_until=0,
        ),
    )
    self._words[partner] = seat_bits._with_status(seat_word, seat_bits.INVITED_AGAIN)
    return seat_bits._number(seat_word)


@internal
def _activate(partner: address, invited_seat_word: uint256, version: uint256, is_founder: bool) -> uint256:
    """
    @notice Makes an invited account a partner that accepted `version` of the terms, and returns its units.
    @param is_founder Whether the partnership forms: nothing can be decided yet, so the weight counts at once, and with
           the last founder's the sum of all weights is the total from the first second in force.
    """
    weight: uint256 = 0
    units: uint256 = 0
    since: uint256 = 0
    past: uint256 = 0
    kept: uint256 = 0
    if seat_bits._status(invited_seat_word) == seat_bits.INVITED:
        weight = seat_bits._weight_offered(invited_seat_word)
        units = seat_bits._units_offered(invited_seat_word)
        kept = invited_seat_word & (
            seat_bits.SEAT | seat_bits.DATED | (bits.MASK_8 << seat_bits.ROLE_SHIFT) | seat_bits.NONCES
        )
    else:
        weight, units, kept = self._take_up_offer(partner, invited_seat_word)
        since, past = self._take_up_history(invited_seat_word)
    if weight != 0:
        effective: uint256 = block.timestamp
        if not is_founder:
            effective += 1
        if since != 0 and since != effective:
            past = weight_history._remember(seat_bits._number(invited_seat_word), past, 0, since)
        since = effective
        total_weight._set(total_weight._latest() + weight, effective)
        log DelegateVotesChanged(delegate=partner, previousVotes=0, newVotes=weight)
    if units != 0:
        kept |= seat_bits.HAS_UNITS
    self._words[partner] = (
        (kept + seat_bits.NONCE)
        | weight
        | (since << seat_bits.SINCE_SHIFT)
        | seat_bits.IS_ACTIVE
        | (version << seat_bits.ACCEPTED_SHIFT)
        | (past << seat_bits.PAST_SHIFT)
    )
    return units


@internal
def _take_up_offer(partner: address, invited_seat_word: uint256) -> (uint256, uint256, uint256):
    """
    @notice Takes what a former partner was offered out of `rest`, where its dates stay.
    @return The weight, the units, and what stays of its word, with the role.
    """
    rest: seat_bits.Rest = self._rest_of(partner)
    kept: uint256 = seat_bits._with_role(invited_seat_word & seat_bits.LASTING, rest.role)
    if rest.role_ends != 0 or rest.seat_ends != 0:
        kept |= seat_bits.DATED
    weight: uint256 = rest.weight
    units: uint256 = rest.units
    dates: seat_bits.Rest = empty(seat_bits.Rest)
    dates.role_ends = rest.role_ends
    dates.seat_ends = rest.seat_ends
    self._store_rest(partner, dates)
    return weight, units, kept


@internal
def _take_up_history(invited_seat_word: uint256) -> (uint256, uint256):
    """
    @notice Puts the last weight of a former partner away.
    @return Since when it has had none (unix seconds; 0: always), and how many older weights there are.
    """
    since: uint256 = seat_bits._since(invited_seat_word)
    past: uint256 = seat_bits._past_count(invited_seat_word)
    weight: uint256 = invited_seat_word & bits.MASK_40
    if weight == 0:
        return since, past
    past = weight_history._remember(seat_bits._number(invited_seat_word), past, weight, since)
    return seat_bits._ended_at(invited_seat_word), past


@internal
def _take_back(partner: address, seat_word: uint256, units: uint256, owes: bool):
    """
    @notice Makes a founder that accepted an invited one again, before the partnership is in force. What it signed with
            its present nonce is good no more.
    @param units That it had, and is offered again.
    @param owes Whether it has something to contribute before it accepts again.
    """
    weight: uint256 = seat_word & bits.MASK_40
    total_weight._set(total_weight._latest() - weight, block.timestamp)
    log DelegateVotesChanged(delegate=partner, previousVotes=weight, newVotes=0)
    kept: uint256 = seat_word & (
        seat_bits.SEAT | seat_bits.DATED | (bits.MASK_8 << seat_bits.ROLE_SHIFT) | seat_bits.NONCES
    )
    invited: uint256 = (
        (kept + seat_bits.NONCE)
        | weight
        | (seat_bits.INVITED << seat_bits.STATUS_SHIFT)
        | (units << seat_bits.UNITS_OFFERED_SHIFT)
    )
    self._words[partner] = seat_bits._with_flag(invited, seat_bits.OWES, owes)


@internal
def _remove(partner: address, seat_word: uint256, status: uint256):
    """
    @notice Makes `partner` a former one, or takes an invitation back.
    @param status LEFT or EXPELLED.
    """
    before: uint256 = seat_bits._status(seat_word)
    kept: uint256 = seat_word & seat_bits.LASTING
    weight: uint256 = 0
    since: uint256 = 0
    past: uint256 = seat_bits._past_count(seat_word)
    ended_after: uint256 = 0
    if before == seat_bits.INVITED:
        kept = seat_word & (seat_bits.SEAT | seat_bits.NONCES)
    elif before == seat_bits.INVITED_AGAIN:
        weight = seat_word & bits.MASK_40
        since = seat_bits._since(seat_word)
        ended_after = seat_bits._ended_after(seat_word)
        self._rest[partner] = 0
    else:
        weight = seat_bits._weight(seat_word)
        since = seat_bits._since(seat_word)
        if weight != 0:
            effective: uint256 = block.timestamp + 1
            total_weight._set(total_weight._latest() - weight, effective)
            log DelegateVotesChanged(delegate=partner, previousVotes=weight, newVotes=0)
            ended_after = effective - since
            if ended_after > bits.MASK_28:
                past = weight_history._remember(seat_bits._number(seat_word), past, weight, since)
                ended_after = 0
            if ended_after == 0:
                weight = 0
                since = effective
    if before != seat_bits.INVITED_AGAIN:
        is_out: bool = seat_bits._is_partner(seat_word) and seat_bits._is_out(seat_word)
        if is_out:
            self._withheld -= self._rest_of(partner).weight
        if is_out or seat_word & (seat_bits.DATED | seat_bits.NOTICED) != 0:
            self._rest[partner] = 0
    self._words[partner] = (
        (kept + seat_bits.NONCE)
        | weight
        | (since << seat_bits.SINCE_SHIFT)
        | (status << seat_bits.STATUS_SHIFT)
        | (ended_after << seat_bits.ENDED_AFTER_SHIFT)
        | (past << seat_bits.PAST_SHIFT)
    )


@internal
def _move(partner: address, to: address, seat_word: uint256):
    """
    @notice Gives the seat to an account that was never on the roster, with its weight, its history, its ballots and its
            nonce. The old account stays listed as moved and can never be a partner again: what it earned belongs to
            the new one.
    """
    assert self._words[to] == 0, "roster: already on the roster"
    self._words[to] = seat_word
    self._accounts[seat_bits._number(seat_word)] = to
    self._words[partner] = seat_bits._with_status(
        (seat_word & (seat_bits.SEAT | seat_bits.NONCES)) + seat_bits.NONCE, seat_bits.MOVED
    )
    rest_word: uint256 = self._rest[partner]
    if rest_word != 0:
        self._rest[to] = rest_word
        self._rest[partner] = 0
    weight: uint256 = seat_bits._weight(seat_word)
    log DelegateVotesChanged(delegate=partner, previousVotes=weight, newVotes=0)
    log DelegateVotesChanged(delegate=to, previousVotes=0, newVotes=weight)


# --- changes of a partner ---


@internal
def _reweigh(partner: address, seat_word: uint256, weight: uint256) -> uint256:
    """
    @notice Gives a partner another weight that counts; the total follows. Returns its word, for the caller to store.
    """
    previous: uint256 = seat_word & bits.MASK_40
    if weight == previous:
        return seat_word
    since: uint256 = seat_bits._since(seat_word)
    past: uint256 = seat_bits._past_count(seat_word)
    effective: uint256 = block.timestamp + 1
    total_weight._set(total_weight._latest() + weight - previous, effective)
    if since != 0 and since != effective:
        past = weight_history._remember(seat_bits._number(seat_word), past, previous, since)
    log DelegateVotesChanged(delegate=partner, previousVotes=previous, newVotes=weight)
    return seat_bits._with_weight(seat_word, weight, effective, past)


@internal
def _change(partner: address, seat_word: uint256, changed: uint256) -> uint256:
    """
    @notice Has the weight of `partner` go or come back by what makes the difference between its word and the `changed`
            one: the status, LAPSED or SILENT. Returns the word, for the caller to store.
    """
    if seat_bits._is_out(seat_word) == seat_bits._is_out(changed):
        return changed
    if seat_bits._is_out(changed):
        weight: uint256 = changed & bits.MASK_40
        self._keep_weight(partner, weight)
        return self._reweigh(partner, changed, 0)
    kept: uint256 = self._rest_of(partner).weight
    self._keep_weight(partner, 0)
    return self._reweigh(partner, changed, kept)


@internal
def _keep_weight(partner: address, weight: uint256):
    """
    @notice Notes the weight of a partner that does not count now, and comes back one day; 0 when it has.
    """
    rest: seat_bits.Rest = self._rest_of(partner)
    if rest.weight != weight:
        self._withheld = self._withheld + weight - rest.weight
        rest.weight = weight
        self._store_rest(partner, rest)


@internal
def _set_dates(partner: address, seat_word: uint256, role_ends: uint256, seat_ends: uint256) -> uint256:
    """
    @notice Notes both dates (unix seconds; 0: never) and returns the word that says so, for the caller to store.
    """
    is_dated: bool = role_ends != 0 or seat_ends != 0
    rest: seat_bits.Rest = self._rest_of(partner)
    if is_dated or rest.role_ends != 0 or rest.seat_ends != 0:
        rest.role_ends = role_ends
        rest.seat_ends = seat_ends
        self._store_rest(partner, rest)
    if seat_bits._status(seat_word) == seat_bits.INVITED_AGAIN:
        return seat_word
    return seat_bits._with_flag(seat_word, seat_bits.DATED, is_dated)


@internal
def _use_nonce(partner: address):
    """
    @notice Takes what `partner` signed with its present nonce out of circulation.
    """
    seat_word: uint256 = self._words[partner]
    assert seat_bits._nonce(seat_word) < MAX_RECALLED, "seats: too many signatures"
    self._words[partner] = seat_word + seat_bits.NONCE


# --- bounds ---


@internal
@view
def _check_date(ends: uint256):
    """
    @notice `ends` must be 0 (never) or a moment ahead, unix seconds.
    """
    assert ends == 0 or (ends > block.timestamp and ends <= bits.MASK_40), "roster: date is not ahead"


@internal
@pure
def _check_shares(weight: uint256, units: uint256):
    assert weight != 0 or units != 0, "roster: no weight and no units"
    assert weight <= MAX_WEIGHT, "roster: weight too large"
    assert units <= MAX_UNITS, "roster: units too large"

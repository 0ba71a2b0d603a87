# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Roster
@license GNU Affero General Public License v3.0 only
@notice What becomes of a partner, or of an account that is invited, while it is on the roster: its weight, units, role
        and dates change, it is suspended and reinstated, its weight lapses.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import siblings


uses: admission
uses: calls
uses: consents
uses: docket
uses: seats
uses: total_weight


event SharesChanged:
    partner: indexed(address)   # account of the partner
    weight: uint256   # weight; the partner has it from the next second on
    units: uint256   # units of income; the same


event RoleChanged:
    partner: indexed(address)   # account of the partner
    previous: types.Role   # bits; 1 proposer, 2 steering, 4 mediator, 8 treasurer
    current: types.Role   # bits; 1 proposer, 2 steering, 4 mediator, 8 treasurer
    ends: uint256   # unix seconds; last moment of the role, 0 if it has no end


event ProbationSet:
    partner: indexed(address)   # account of the partner
    ends: uint256   # unix seconds; last moment of the seat, 0 if the partner is confirmed


event PartnerSuspended:
    partner: indexed(address)   # account of the partner
    until: uint256   # unix seconds; last moment of the suspension, unless a vote ends it before


event PartnerExpelled:
    partner: indexed(address)   # account of the partner
    leaves_at: uint256   # unix seconds; first moment anyone may take it off the roster, 0 for a withdrawn invitation


event PartnerReinstated:
    partner: indexed(address)   # account of the partner


# How long a suspension is, at most.
SUSPENSION_SECONDS: constant(uint256) = 90 * 24 * 60 * 60
# After a suspension a partner is not suspended again for so long.
FREE_SECONDS: constant(uint256) = 90 * 24 * 60 * 60

# The notice that a partner has at least that is expelled.
MIN_EXPULSION_SECONDS: constant(uint256) = 30 * 24 * 60 * 60


@internal
def _suspend(partner: address):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._status(seat_word) == seat_bits.ACTIVE, "roster: not active"
    before: uint256 = seats._rest_of(partner).suspended_until
    assert before == 0 or block.timestamp > before + FREE_SECONDS, "roster: suspended not long ago"
    seats._store(
        partner, seats._change(partner, seat_word, seat_bits._with_status(seat_word, seat_bits.SUSPENDED))
    )
    until: uint256 = block.timestamp + SUSPENSION_SECONDS
    self._note_suspension(partner, until)
    admission._require_weight(total_weight._latest())
    log PartnerSuspended(partner=partner, until=until)


@internal
def _reinstate(partner: address):
    """
    @notice Ends a suspension before its time.
    """
    seat_word: uint256 = self._require_suspended(partner)
    self._readmit(partner, seat_word)
    self._note_suspension(partner, block.timestamp)


@internal
def _end_suspension(partner: address):
    """
    @notice Ends a suspension whose time is over.
    """
    seat_word: uint256 = self._require_suspended(partner)
    assert block.timestamp > seats._rest_of(partner).suspended_until, "roster: still suspended"
    self._readmit(partner, seat_word)


@internal
@view
def _require_suspended(partner: address) -> uint256:
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._status(seat_word) == seat_bits.SUSPENDED, "roster: not suspended"
    assert seat_word & seat_bits.GOING == 0, "roster: was expelled"
    return seat_word


@internal
def _readmit(partner: address, seat_word: uint256):
    # Who has lapsed as well gets its weight back by accepting the terms, or by answering.
    seats._store(partner, seats._change(partner, seat_word, seat_bits._with_status(seat_word, seat_bits.ACTIVE)))
    log PartnerReinstated(partner=partner)


@internal
def _note_suspension(partner: address, until: uint256):
    rest: seat_bits.Rest = seats._rest_of(partner)
    rest.suspended_until = until
    seats._store_rest(partner, rest)


@internal
def _expel(partner: address, seat_word: uint256, notice_seconds: uint256):
    """
    @notice Gives a partner notice in the name of all: its weight ends at once, its units when the notice is over. It may
            leave before.
    @param notice_seconds Of the deal it accepted.
    """
    assert seat_word & seat_bits.GOING == 0, "roster: was expelled"
    changed: uint256 = seat_bits._with_flag(seat_word, seat_bits.GOING | seat_bits.NOTICED, True)
    seats._store(
        partner, seats._change(partner, seat_word, seat_bits._with_status(changed, seat_bits.SUSPENDED))
    )
    seats._keep_weight(partner, 0)
    admission._require_weight(total_weight._latest())
    rest: seat_bits.Rest = seats._rest_of(partner)
    rest.moment = block.timestamp + max(notice_seconds, MIN_EXPULSION_SECONDS)
    seats._store_rest(partner, rest)
    log PartnerExpelled(partner=partner, leaves_at=rest.moment)


@internal
def _lapse(partner: address):
    docket_word: uint256 = docket._load_founded()
    seat_word: uint256 = seats._load(partner)
    if calls._is_unanswered(seat_word):
        calls._lapse(partner, seat_word)
        return
    assert seat_bits._status(seat_word) == seat_bits.ACTIVE, "roster: not active"
    assert seat_word & seat_bits.LAPSED == 0, "roster: already lapsed"
    assert not docket._is_good_enough(docket_word, seat_bits._accepted(seat_word)), "roster: has standing"
    # New terms come no earlier, so who is two versions behind is out of the base already.
    if seat_bits._accepted(seat_word) + 1 == docket._version(docket_word):
        assert block.timestamp > docket._deadline(docket_word) + terms.LAPSE_SECONDS, "roster: still in the base"
    seats._store(
        partner, seats._change(partner, seat_word, seat_bits._with_flag(seat_word, seat_bits.LAPSED, True))
    )
    log calls.PartnerLapsed(partner=partner, version=docket._version(docket_word))


@internal
def _set_shares(partner: address, weight: uint256, units: uint256):
    seats._check_shares(weight, units)
    seat_word: uint256 = seats._load(partner)
    admission._require_present(seat_word)
    assert seat_bits._is_invited(seat_word) or seat_word & seat_bits.GOING == 0, "roster: was expelled"
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.INVITED:
        seats._store(partner, seat_bits._with_offer(seat_word, weight, units))
    elif status == seat_bits.INVITED_AGAIN:
        rest: seat_bits.Rest = seats._rest_of(partner)
        rest.weight = weight
        rest.units = units
        seats._store_rest(partner, rest)
    else:
        escrow: address = siblings._escrow_of(self)
        units_before: uint256 = staticcall IRevenueEscrow(escrow).units_of(partner)
        weight_before: uint256 = seats._kept_weight(partner, seat_word)
        if weight < weight_before or units < units_before:
            self._require_agreed(seat_word)
        if seat_bits._is_out(seat_word):
            seats._keep_weight(partner, weight)
        else:
            seat_word = seats._reweigh(partner, seat_word, weight)
        seats._store(partner, seat_bits._with_flag(seat_word, seat_bits.HAS_UNITS, units != 0))
        admission._require_weight(total_weight._latest())
        total_units: uint256 = 0
        if units_before != units:
            total_units = (extcall IRevenueEscrow(escrow).set_units(partner, units))[0]
        if weight > weight_before or units > units_before:
            admission._check_ceilings(0, total_units)
    log SharesChanged(partner=partner, weight=weight, units=units)


@internal
def _set_role(partner: address, role: types.Role, ends: uint256):
    seat_word: uint256 = seats._load(partner)
    admission._require_present(seat_word)
    seats._check_date(ends)
    previous: types.Role = empty(types.Role)
    if seat_bits._status(seat_word) == seat_bits.INVITED_AGAIN:
        rest: seat_bits.Rest = seats._rest_of(partner)
        previous = rest.role
        rest.role = role
        seats._store_rest(partner, rest)
    else:
        previous = seat_bits._role(seat_word)
        seat_word = seat_bits._with_role(seat_word, role)
    seats._store(partner, seats._set_dates(partner, seat_word, ends, seats._dates_of(partner, seat_word)[1]))
    log RoleChanged(partner=partner, previous=previous, current=role, ends=ends)


@internal
def _set_probation(partner: address, ends: uint256):
    seat_word: uint256 = seats._load(partner)
    admission._require_present(seat_word)
    role_ends: uint256 = 0
    seat_ends: uint256 = 0
    role_ends, seat_ends = seats._dates_of(partner, seat_word)
    # Who is a partner without a date stays one: expelling needs the vote for that.
    assert seat_bits._is_invited(seat_word) or seat_ends != 0, "membership: not on probation"
    seats._check_date(ends)
    if not seat_bits._is_invited(seat_word) and ends != 0 and ends < seat_ends:
        self._require_agreed(seat_word)
    seats._store(partner, seats._set_dates(partner, seat_word, role_ends, ends))
    log ProbationSet(partner=partner, ends=ends)


@internal
@view
def _require_agreed(seat_word: uint256):
    """
    @notice What makes the own deal of a partner worse needs its yes to the proposal that is being executed.
    """
    assert consents._has_agreed(seat_bits._number(seat_word)), "roster: without its consent"

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
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import siblings


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


event PartnerReinstated:
    partner: indexed(address)   # account of the partner


event PartnerLapsed:
    partner: indexed(address)   # account of the partner
    version: uint256   # number; of the terms that the partner did not accept in time


@internal
def _suspend(partner: address):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._status(seat_word) == seat_bits.ACTIVE, "roster: not active"
    seats._keep_weight(partner, seats._kept_weight(partner, seat_word))
    seats._store(
        partner, seat_bits._with_status(seats._reweigh(partner, seat_word, 0), seat_bits.SUSPENDED)
    )
    admission._require_weight(total_weight._latest())
    log PartnerSuspended(partner=partner)


@internal
def _reinstate(partner: address):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._status(seat_word) == seat_bits.SUSPENDED, "roster: not suspended"
    kept_weight: uint256 = seats._kept_weight(partner, seat_word)
    seat_word = seat_bits._with_status(seat_word, seat_bits.ACTIVE)
    # Who has lapsed as well gets its weight back by accepting the terms.
    if seat_word & seat_bits.LAPSED == 0:
        seat_word = seats._reweigh(partner, seat_word, kept_weight)
        seats._keep_weight(partner, 0)
    seats._store(partner, seat_word)
    log PartnerReinstated(partner=partner)


@internal
def _lapse(partner: address):
    docket_word: uint256 = docket._load_in_force()
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._status(seat_word) == seat_bits.ACTIVE, "roster: not active"
    assert seat_word & seat_bits.LAPSED == 0, "roster: already lapsed"
    assert not docket._is_good_enough(docket_word, seat_bits._accepted(seat_word)), "roster: has standing"
    seats._keep_weight(partner, seats._kept_weight(partner, seat_word))
    seats._store(
        partner, seat_bits._with_flag(seats._reweigh(partner, seat_word, 0), seat_bits.LAPSED, True)
    )
    log PartnerLapsed(partner=partner, version=docket._version(docket_word))


@internal
def _set_shares(partner: address, weight: uint256, units: uint256):
    seats._check_shares(weight, units)
    seat_word: uint256 = seats._load(partner)
    admission._require_present(seat_word)
    status: uint256 = seat_bits._status(seat_word)
    if status == seat_bits.INVITED:
        seats._store(partner, seat_bits._with_offer(seat_word, weight, units))
    elif status == seat_bits.INVITED_AGAIN:
        rest: seat_bits.Rest = seats._rest_of(partner)
        rest.weight = weight
        rest.units = units
        seats._store_rest(partner, rest)
    else:
        if status == seat_bits.SUSPENDED or seat_word & seat_bits.LAPSED != 0:
            seats._keep_weight(partner, weight)
        else:
            seat_word = seats._reweigh(partner, seat_word, weight)
        seats._store(partner, seat_bits._with_flag(seat_word, seat_bits.HAS_UNITS, units != 0))
        admission._require_weight(total_weight._latest())
        escrow: address = siblings._escrow_of(self)
        if staticcall IRevenueEscrow(escrow).units_of(partner) != units:
            extcall IRevenueEscrow(escrow).set_units(partner, units)
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
    seats._store(partner, seats._set_dates(partner, seat_word, role_ends, ends))
    log ProbationSet(partner=partner, ends=ends)

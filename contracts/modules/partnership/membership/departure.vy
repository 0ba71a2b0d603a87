# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice How partners go: the notice that the terms ask for, and the part of the treasury that goes with them. A leaver
        takes units / total units of the redeemable share of each treasury token it names; the rest is the floor that
        stays. Notice and share are those of the deal it accepted (deal.vy).

        exit_word
            bits   48-95   leaving_units: of former partners who may still redeem; they count for everybody who does, so that
                           it makes no difference who comes first

        The right of a former partner to redeem writes no slot of its own where all its units had vested: the share
        stands in its word, the escrow knows the units, and the day the weight ended is the day it left. Everybody else's
        right stands in its second word.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import treasury
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: admission
uses: deal
uses: seats


event NoticeGiven:
    partner: indexed(address)   # account of the partner
    leaves_at: uint256   # unix seconds; first moment to leave


event PartnerLeft:
    partner: indexed(address)   # account of the partner


# What a former partner may still take of the treasury.
struct Right:
    until: uint256   # unix seconds; last moment to redeem
    units: uint256
    bps: uint256     # redeemable share when it left


MAX_TOKENS: constant(uint256) = 16
NOTICE_GOOD_SECONDS: constant(uint256) = 90 * 24 * 60 * 60
REDEMPTION_SECONDS: constant(uint256) = 90 * 24 * 60 * 60

_exit_word: uint256


@internal
@view
def _deal_of(seat_word: uint256) -> uint256:
    """
    @notice The deal (see deal.vy) that a partner accepted: no later one holds for it.
    """
    return deal._load(seat_bits._accepted(seat_word))


@internal
@view
def _leaving_units() -> uint256:
    return self._exit_word >> 48


@internal
@view
def _leaves_at(partner: address, seat_word: uint256) -> uint256:
    """
    @notice First moment (unix seconds) a partner that gave notice may leave; 0 without notice.
    """
    if not seat_bits._is_partner(seat_word) or seat_word & seat_bits.NOTICED == 0:
        return 0
    return seats._rest_of(partner).moment


@internal
def _give_notice(partner: address):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    assert not self._has_notice(self._leaves_at(partner, seat_word)), "membership: notice was given"
    rest: seat_bits.Rest = seats._rest_of(partner)
    rest.moment = block.timestamp + deal._notice_seconds(self._deal_of(seat_word))
    seats._store_rest(partner, rest)
    seats._store(partner, seat_bits._with_flag(seat_word, seat_bits.NOTICED, True))
    log NoticeGiven(partner=partner, leaves_at=rest.moment)


@internal
@view
def _has_notice(leaves_at: uint256) -> bool:
    """
    @notice Whether there is notice. It is good for 90 days after it is over: else all would give it at once, and none
            could count on it.
    """
    return leaves_at != 0 and block.timestamp <= leaves_at + NOTICE_GOOD_SECONDS


@internal
@view
def _require_free(partner: address, version: uint256):
    """
    @notice Whether `partner` may go now. `version` of the terms is in force.
    """
    seat_word: uint256 = seats._load(partner)
    if not seat_bits._is_partner(seat_word):
        return
    # Nobody is held by terms it has not accepted: a dissenter from new ones may go at once.
    # Nor who was expelled: it may wait for the end of its notice, and need not.
    if seat_word & seat_bits.GOING != 0:
        return
    if deal._notice_seconds(self._deal_of(seat_word)) != 0 and seat_bits._accepted(seat_word) == version:
        leaves_at: uint256 = self._leaves_at(partner, seat_word)
        assert self._has_notice(leaves_at), "membership: give notice first"
        assert block.timestamp >= leaves_at, "membership: notice is running"


@internal
def _remove(partner: address, status: uint256) -> uint256:
    """
    @notice Takes `partner` off the roster. It may redeem its part of the treasury for 90 days, by the share that holds
            now: no later vote takes it away. Units that have not vested give no part.
    @param status LEFT or EXPELLED.
    @return The total units that are left.
    """
    seat_word: uint256 = seats._load(partner)
    bps: uint256 = 0
    if self._may_redeem(seat_word):
        bps = deal._redeemable_bps(self._deal_of(seat_word))
    noted: uint256 = bps
    # Whose weight does not end in this second has no day in its word that it left on.
    if bps != 0 and (seat_bits._weight(seat_word) == 0 or seat_bits._since(seat_word) > block.timestamp):
        noted = seat_bits.SEE_REST
    total: uint256 = 0
    held: uint256 = 0
    vested: uint256 = 0
    total, held, vested = admission._remove(partner, seat_word, status, noted)
    if bps == 0:
        return total
    if vested == 0:
        seats._store(partner, seat_bits._with_redeemable_bps(seats._load(partner), 0))
        return total
    if noted == seat_bits.SEE_REST or vested != held:
        seats._store(partner, seat_bits._with_redeemable_bps(seats._load(partner), seat_bits.SEE_REST))
        self._keep_right(partner, Right(until=block.timestamp + REDEMPTION_SECONDS, units=vested, bps=bps))
    self._exit_word += vested << 48
    return total


@internal
def _leave_redeeming(partner: address, redeemed_tokens: DynArray[address, MAX_TOKENS]):
    """
    @notice Takes `partner` off the roster and pays it its part of the treasury, so that no right has to be noted.
    """
    seat_word: uint256 = seats._load(partner)
    bps: uint256 = 0
    if self._may_redeem(seat_word):
        bps = deal._redeemable_bps(self._deal_of(seat_word))
    total: uint256 = 0
    vested: uint256 = 0
    held: uint256 = 0
    total, held, vested = admission._remove(partner, seat_word, seat_bits.LEFT, 0)
    log PartnerLeft(partner=partner)
    assert bps != 0 and vested != 0, "membership: nothing to redeem"
    whole: uint256 = total + self._leaving_units() + vested
    treasury._redeem(partner, redeemed_tokens, vested, whole, bps)


@internal
@pure
def _may_redeem(seat_word: uint256) -> bool:
    return seat_bits._is_partner(seat_word) and seat_word & seat_bits.HAS_UNITS != 0


@internal
@view
def _right_of(partner: address, seat_word: uint256) -> Right:
    """
    @notice What a former partner may still take of the treasury.
    """
    assert seat_bits._is_former(seat_word), "membership: nothing to redeem"
    bps: uint256 = seat_bits._redeemable_bps(seat_word)
    assert bps != 0, "membership: nothing to redeem"
    if bps == seat_bits.SEE_REST:
        rest: seat_bits.Rest = seats._rest_of(partner)
        return Right(until=rest.moment, units=rest.units, bps=rest.bps)
    return Right(
        until=seat_bits._ended_at(seat_word) - 1 + REDEMPTION_SECONDS,
        units=staticcall IRevenueEscrow(siblings._escrow_of(self)).units_before(partner),
        bps=bps,
    )


@internal
def _redeem(partner: address, redeemed_tokens: DynArray[address, MAX_TOKENS]):
    """
    @notice Pays a former partner its part of the treasury, once.
    """
    seat_word: uint256 = seats._load(partner)
    right: Right = self._right_of(partner, seat_word)
    assert block.timestamp <= right.until, "membership: too late to redeem"
    whole: uint256 = staticcall IRevenueEscrow(siblings._escrow_of(self)).total_units() + self._leaving_units()
    self._close(partner, seat_word, right)
    treasury._redeem(partner, redeemed_tokens, right.units, whole, right.bps)


@internal
def _forfeit(partner: address):
    seat_word: uint256 = seats._load(partner)
    right: Right = self._right_of(partner, seat_word)
    assert block.timestamp > right.until, "membership: may still redeem"
    self._close(partner, seat_word, right)


@internal
def _keep_right(partner: address, right: Right):
    seats._store_rest(
        partner,
        seat_bits.Rest(
            role_ends=0,
            seat_ends=0,
            moment=right.until,
            weight=0,
            units=right.units,
            bps=right.bps,
            role=empty(types.Role),
            suspended_until=0,
        ),
    )


@internal
def _close(partner: address, seat_word: uint256, right: Right):
    """
    @notice Ends the right of a former partner to redeem.
    """
    if seat_bits._redeemable_bps(seat_word) == seat_bits.SEE_REST:
        seats._store_rest(partner, empty(seat_bits.Rest))
    seats._store(partner, seat_bits._with_redeemable_bps(seat_word, 0))
    self._exit_word -= right.units << 48

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice How partners go: the notice that the terms ask for, and the part of the treasury that goes with them. A leaver
        takes units / total units of the redeemable share of each treasury token it names; the rest is the floor that
        stays. What the terms say is one slot, written only if they say anything:

        bits    0-31   notice (seconds)
        bits   32-47   redeemable bps; 0 if there is no redemption
        bits   48-95   leaving units: of former partners who may still redeem; they count for everybody who does, so that
                       it makes no difference who comes first
"""

from contracts.interfaces import IPartnership
from contracts.interfaces import types
from contracts.modules import admission
from contracts.modules import roster


uses: admission
uses: roster


event ExitTermsSet:
    notice_seconds: uint256
    redeemable_bps: uint256


event NoticeGiven:
    partner: indexed(address)
    leaves_at: uint256   # unix seconds


MAX_TOKENS: constant(uint256) = 16
MAX_NOTICE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
NOTICE_GOOD_SECONDS: constant(uint256) = 90 * 24 * 60 * 60
REDEMPTION_SECONDS: constant(uint256) = 90 * 24 * 60 * 60

_BPS: constant(uint256) = 10_000
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_32: constant(uint256) = 2**32 - 1
_MASK_40: constant(uint256) = 2**40 - 1

_exit_terms: uint256


@internal
def _set_exit_terms(notice_seconds: uint256, redeemable_bps: uint256):
    assert notice_seconds <= MAX_NOTICE_SECONDS, "membership: notice too long"
    assert redeemable_bps <= _BPS, "membership: redeemable above 100%"
    self._exit_terms = notice_seconds | (redeemable_bps << 32) | ((self._exit_terms >> 48) << 48)
    log ExitTermsSet(notice_seconds=notice_seconds, redeemable_bps=redeemable_bps)


@internal
@view
def _notice_seconds() -> uint256:
    return self._exit_terms & _MASK_32


@internal
@view
def _redeemable_bps() -> uint256:
    return (self._exit_terms >> 32) & _MASK_16


@internal
@view
def _leaving_units() -> uint256:
    return self._exit_terms >> 48


@internal
def _give_notice(partner: address):
    record: roster.Record = roster._load(partner)
    admission._require_partner(record)
    assert not self._has_notice(record), "membership: notice was given"
    record.exit = block.timestamp + self._notice_seconds()
    roster._store(partner, record)
    log NoticeGiven(partner=partner, leaves_at=record.exit)


@internal
@view
def _has_notice(record: roster.Record) -> bool:
    """
    @notice Whether the partner gave notice. It is good for 90 days after it is over: else all would give it at once, and
            none could count on it.
    """
    return record.exit != 0 and block.timestamp <= record.exit + NOTICE_GOOD_SECONDS


@internal
@view
def _require_free(partner: address, version: uint256):
    """
    @notice Whether `partner` may go now. `version` of the terms is in force.
    """
    exit_terms: uint256 = self._exit_terms
    record: roster.Record = roster._load(partner)
    # Nobody is held by terms it has not accepted: a dissenter from new ones may go at once.
    if exit_terms & _MASK_32 != 0 and admission._is_partner(record) and record.accepted == version:
        assert self._has_notice(record), "membership: give notice first"
        assert block.timestamp >= record.exit, "membership: notice is running"


@internal
def _remove(partner: address, status: types.Status) -> uint256:
    """
    @notice Takes `partner` off the roster. It may redeem its part of the treasury for 90 days, by the share that holds
            now: no later vote takes it away. Units that have not vested give no part.
    @return The total units that are left.
    """
    record: roster.Record = roster._load(partner)
    record.exit = 0
    redeemable_bps: uint256 = self._redeemable_bps()
    redeems: bool = admission._is_partner(record) and record.units != 0 and redeemable_bps != 0
    if redeems:
        record.exit = (block.timestamp + REDEMPTION_SECONDS) | (redeemable_bps << 40)
    total_units: uint256 = 0
    vested: uint256 = 0
    total_units, vested = admission._remove(partner, record, status)
    if redeems:
        if vested != record.units:
            self._keep_vested(partner, vested)
        self._exit_terms += vested << 48
    return total_units


@internal
def _keep_vested(partner: address, vested: uint256):
    record: roster.Record = roster._load(partner)
    record.units = vested
    if vested == 0:
        record.exit = 0
    roster._store(partner, record)


@internal
def _redeem(
    partnership: address, partner: address, redeemed_tokens: DynArray[address, MAX_TOKENS], total_units: uint256
):
    """
    @notice Pays a former partner its part of the treasury, once.
    @param total_units Of those who are partners now.
    """
    record: roster.Record = roster._load(partner)
    whole: uint256 = total_units + self._leaving_units()
    redeemable_bps: uint256 = record.exit >> 40
    self._close(partner, record)
    assert block.timestamp <= record.exit & _MASK_40, "membership: too late to redeem"
    extcall IPartnership(partnership).redeem(partner, redeemed_tokens, record.units, whole, redeemable_bps)


@internal
def _forfeit(partner: address):
    record: roster.Record = roster._load(partner)
    self._close(partner, record)
    assert block.timestamp > record.exit & _MASK_40, "membership: may still redeem"


@internal
def _close(partner: address, record: roster.Record):
    """
    @notice Ends the right of a former partner to redeem.
    """
    assert roster._is_former(record.status) and record.exit != 0, "membership: nothing to redeem"
    closed: roster.Record = record
    closed.exit = 0
    roster._store(partner, closed)
    self._exit_terms -= record.units << 48

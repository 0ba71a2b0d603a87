# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Admission
@license GNU Affero General Public License v3.0 only
@notice How accounts come onto the roster, become partners and go, and how the RevenueEscrow hears of it.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import founding
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import siblings


uses: deal
uses: docket
uses: founding
uses: seats
uses: total_weight


event PartnerInvited:
    partner: indexed(address)   # account of the partner
    seat: uint256   # number; of its seat, from 0
    weight: uint256   # weight; once it has accepted
    units: uint256   # units of income; once it has accepted
    role: types.Role   # bits; 1 proposer, 2 steering, 4 mediator, 8 treasurer
    respond_by: uint256   # unix seconds; last moment to accept, 0 for founders


event EnteredForce:
    members: uint256   # number; of partners


_alone_since: uint256  # unix seconds; when the last partner but one left, if that happened


@internal
@view
def _authorize():
    """
    @notice Only the partnership itself goes on, that is a proposal it passed, and only while it is in force.
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._load_in_force()


@internal
@pure
def _require_present(seat_word: uint256):
    assert seat_bits._status(seat_word) != seat_bits.MOVED, "roster: seat has moved"
    assert not seat_bits._is_former(seat_word), "roster: has left"


@internal
@view
def _check_ceilings(more_weight: uint256, total_units: uint256):
    """
    @notice Whether all weight that was given, and all units, are within the ceilings: of the deal in force, and as long
            as the window to accept it is open, of the one before, too.
    @param more_weight That is to be given yet.
    @param total_units The units of all; 0 where none are given.
    """
    weight: uint256 = total_weight._latest() + seats._withheld + more_weight
    docket_word: uint256 = docket._load()
    version: uint256 = docket._version(docket_word)
    deal_word: uint256 = deal._load(version)
    assert weight <= deal._max_weight(deal_word), "roster: above the weight ceiling"
    assert total_units <= deal._max_units(deal_word), "roster: above the units ceiling"
    if docket._is_window_open(docket_word):
        deal_word = deal._load(version - 1)
        assert weight <= deal._max_weight(deal_word), "roster: above the weight ceiling"
        assert total_units <= deal._max_units(deal_word), "roster: above the units ceiling"


@internal
@view
def _require_outside(escrow: address, account: address):
    assert account != empty(address), "roster: zero address"
    assert account not in [self, escrow], "roster: its own contract"


@internal
@pure
def _require_weight(total: uint256):
    """
    @notice No vote may take the last weight: nothing could be decided after it. Leaving is always possible.
    """
    assert total != 0, "membership: no weight left"


@internal
def _invite(
    escrow: address,
    seat_count: uint256,
    partner: address,
    weight: uint256,
    units: uint256,
    role: types.Role,
    respond_by: uint256,
) -> uint256:
    """
    @notice Invites `partner` and returns the number of its seat; `seat_count` where it is a new one.
    """
    self._require_outside(escrow, partner)
    seat: uint256 = seats._invite(seat_count, partner, weight, units, role, respond_by)
    log PartnerInvited(
        partner=partner, seat=seat, weight=weight, units=units, role=role, respond_by=respond_by
    )
    return seat


@internal
def _accept(partner: address, terms_hash: bytes32):
    """
    @notice Makes `partner` accept the terms in force, whose hash is `terms_hash`.
    """
    docket_word: uint256 = docket._load()
    seat_word: uint256 = seats._load(partner)
    phase: types.Phase = docket._phase(docket_word)
    version: uint256 = docket._version(docket_word)
    assert phase != types.Phase.VOID, "membership: formation failed"
    self._require_present(seat_word)
    log terms.TermsAccepted(partner=partner, version=version, terms_hash=terms_hash)
    if not seat_bits._is_invited(seat_word):
        self._accept_again(partner, seat_word, version)
        return

    assert phase != types.Phase.WINDING_UP, "membership: winding up"
    if phase == types.Phase.IN_FORCE:
        assert block.timestamp <= self._respond_by(partner, seat_word), "roster: invitation expired"
    if seat_word & seat_bits.OWES != 0:
        founding._check_contributed(partner, seat_word)
    units: uint256 = seats._activate(partner, seat_word, version, phase == types.Phase.FORMING)
    enters_force: bool = docket._add_member(docket_word)
    if enters_force:
        total_weight._start()
    escrow: address = siblings._escrow_of(self)
    total_units: uint256 = 0
    if units != 0:
        total_units = (extcall IRevenueEscrow(escrow).set_units(partner, units))[0]
    if phase == types.Phase.IN_FORCE:
        self._check_ceilings(0, total_units)
    if enters_force:
        log EnteredForce(members=docket._members(docket._load()))
        extcall IRevenueEscrow(escrow).enter_force()


@internal
def _accept_again(partner: address, seat_word: uint256, version: uint256):
    """
    @notice Makes somebody who is a partner accept newer terms; weight that had lapsed comes back.
    """
    assert seat_bits._accepted(seat_word) < version, "terms: already accepted"
    seats._store(partner, seats._change(partner, seat_word, seat_bits._with_acceptance(seat_word, version)))


@internal
@view
def _respond_by(partner: address, seat_word: uint256) -> uint256:
    """
    @notice Until when (unix seconds) an invited account may accept.
    """
    if seat_bits._status(seat_word) == seat_bits.INVITED:
        return seat_bits._respond_by(seat_word)
    return seats._rest_of(partner).moment


@internal
def _remove(partner: address, seat_word: uint256, status: uint256) -> (uint256, uint256, uint256):
    """
    @notice Takes `partner` off the roster.
    @return The total units that are left; how many `partner` had, and how many of those had vested.
    """
    self._require_present(seat_word)
    if seat_bits._is_invited(seat_word):
        seats._remove(partner, seat_word, status)
        return 0, 0, 0
    if docket._remove_member() == 1:
        self._alone_since = block.timestamp
    seats._remove(partner, seat_word, status)
    if status == seat_bits.EXPELLED:
        self._require_weight(total_weight._latest())
    if seat_word & seat_bits.HAS_UNITS == 0:
        return 0, 0, 0
    total: uint256 = 0
    vested: uint256 = 0
    held: uint256 = 0
    total, vested, held = extcall IRevenueEscrow(siblings._escrow_of(self)).set_units(partner, 0)
    return total, held, vested

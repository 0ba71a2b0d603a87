# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Admission
@license GNU Affero General Public License v3.0 only
@notice How accounts come onto the roster, become partners and go, and how the Partnership and the RevenueEscrow hear
        of it.
"""

from contracts.interfaces import IPartnership
from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules import charter
from contracts.modules import roster
from contracts.modules import siblings
from contracts.modules import terms


uses: charter
uses: roster


event PartnerInvited:
    partner: indexed(address)
    seat: uint256
    weight: uint256
    units: uint256
    role: types.Role
    respond_by: uint256


event EnteredForce:
    members: uint256


event PartnershipEnded:
    last_partner: address


_last_partner: address  # set when the partnership ends


@internal
@view
def _authorize():
    """
    @notice Only the partnership goes on, and only while it is in force.
    """
    assert msg.sender == charter._load().partnership, "membership: not the partnership"
    charter._load_in_force()


@internal
@view
def _require_present(record: roster.Record):
    assert record.status != types.Status.MOVED, "roster: seat has moved"
    assert not roster._is_former(record.status), "roster: has left"


@internal
@view
def _is_partner(record: roster.Record) -> bool:
    return record.status == types.Status.ACTIVE or record.status == types.Status.SUSPENDED


@internal
@view
def _require_partner(record: roster.Record):
    assert self._is_partner(record), "roster: not a partner"


@internal
@view
def _require_outside(partnership: address, account: address):
    assert account != empty(address), "roster: zero address"
    assert account not in [partnership, self, siblings._escrow_of(partnership)], "roster: its own contract"


@internal
def _invite(
    partnership: address,
    seats: uint256,
    partner: address,
    weight: uint256,
    units: uint256,
    role: types.Role,
    respond_by: uint256,
) -> uint256:
    self._require_outside(partnership, partner)
    seat: uint256 = roster._invite(seats, partner, weight, units, role, respond_by).seat
    log PartnerInvited(
        partner=partner, seat=seat, weight=weight, units=units, role=role, respond_by=respond_by
    )
    return seat


@internal
def _accept(partner: address, terms_hash: bytes32):
    """
    @notice Makes `partner` accept the terms in force, whose hash is `terms_hash`.
    """
    current: charter.Charter = charter._load()
    record: roster.Record = roster._load(partner)
    phase: types.Phase = charter._phase(current.stage, current.deadline)
    assert phase != types.Phase.VOID, "membership: formation failed"
    assert phase != types.Phase.ENDED, "membership: ended"
    self._require_present(record)

    joins: bool = record.status == types.Status.INVITED
    if joins:
        if phase == types.Phase.IN_FORCE:
            assert block.timestamp <= record.respond_by, "roster: invitation expired"
        record.status = types.Status.ACTIVE
        current.members += 1
    else:
        assert record.accepted < current.version, "terms: already accepted"
    enters_force: bool = phase == types.Phase.FORMING and current.members == current.seats
    if enters_force:
        current.stage = charter.IN_FORCE
        current.deadline = 0
    record.accepted = current.version
    record.nonce += 1
    record.lapsed = False
    roster._store(partner, record)
    if joins:
        charter._store(current)
    log terms.TermsAccepted(partner=partner, version=current.version, terms_hash=terms_hash)

    self._push_seat(current.partnership, partner, record)
    escrow: address = siblings._escrow_of(current.partnership)
    if joins and record.units != 0:
        extcall IRevenueEscrow(escrow).set_units(partner, record.units)
    if enters_force:
        log EnteredForce(members=current.members)
        extcall IPartnership(current.partnership).enter_force()
        extcall IRevenueEscrow(escrow).enter_force()


@internal
def _remove(partner: address, record_before: roster.Record, status: types.Status) -> (uint256, uint256):
    """
    @notice Takes `partner` off the roster.
    @return The total units that are left, and how many of those of `partner` had vested; 0 for one without any.
    """
    current: charter.Charter = charter._load()
    record: roster.Record = record_before
    self._require_present(record)
    was_invited: bool = record.status == types.Status.INVITED
    record.status = status
    record.nonce += 1  # what it signed before does not bring it back
    roster._store(partner, record)
    if was_invited:
        return 0, 0

    current.members -= 1
    if current.members == 0:
        current.stage = charter.ENDED
        self._last_partner = partner
        log PartnershipEnded(last_partner=partner)
    charter._store(current)
    total_weight: uint256 = self._push_seat(current.partnership, partner, record)
    if status == types.Status.EXPELLED:
        self._require_weight(total_weight)
    if record.units == 0:
        return 0, 0
    return extcall IRevenueEscrow(siblings._escrow_of(current.partnership)).set_units(partner, 0)


@internal
@pure
def _require_weight(total_weight: uint256):
    """
    @notice No vote may take the last weight: nothing could be decided after it. Leaving is always possible.
    """
    assert total_weight != 0, "membership: no weight left"


@internal
def _apply(partnership: address, partner: address, record: roster.Record) -> uint256:
    """
    @notice Stores what became of `partner`, tells the Partnership of it and returns the total weight; of an invited
            account the Partnership hears nothing yet, and the answer is the largest number.
    """
    roster._store(partner, record)
    if record.status == types.Status.INVITED:
        return max_value(uint256)
    return self._push_seat(partnership, partner, record)


@internal
def _push_seat(partnership: address, partner: address, record: roster.Record) -> uint256:
    """
    @notice Tells the Partnership what became of `partner` and returns the total weight.
    """
    # Weight counts only while the partner is active and has not lapsed.
    active: bool = record.status == types.Status.ACTIVE
    weight: uint256 = 0
    if active and not record.lapsed:
        weight = record.weight
    role_ends: uint256 = 0
    probation_ends: uint256 = 0
    role_ends, probation_ends = roster._dates_of(partner, record)
    return extcall IPartnership(partnership).set_seat(
        partner, record.seat, weight, record.accepted, record.role, active, role_ends, probation_ends
    )

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Membership
@license GNU Affero General Public License v3.0 only
@notice Who we are: the terms of a partnership, its roster, and who has accepted what. Only this contract knows who
        is a partner; it pushes weight to the Partnership and units to the RevenueEscrow whenever they change. Only
        the Partnership, that is a passed proposal, has authority over it.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import IPartnership
from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules import charter
from contracts.modules import roster
from contracts.modules import siblings
from contracts.modules import signature
from contracts.modules import terms
from snekmate.utils import eip712_domain_separator as eip712


initializes: charter
initializes: roster
initializes: eip712
initializes: terms[eip712 := eip712]

implements: IMembership

exports: eip712.eip712Domain


event PartnerInvited:
    partner: indexed(address)
    seat: uint256
    weight: uint256
    units: uint256
    role: types.Role
    respond_by: uint256


event EnteredForce:
    members: uint256


event SharesChanged:
    partner: indexed(address)
    weight: uint256
    units: uint256


event RoleChanged:
    partner: indexed(address)
    previous: types.Role
    current: types.Role


event PartnerSuspended:
    partner: indexed(address)


event PartnerReinstated:
    partner: indexed(address)


event PartnerLapsed:
    partner: indexed(address)
    version: uint256


event PartnerLeft:
    partner: indexed(address)


event PartnerExpelled:
    partner: indexed(address)


event PartnershipEnded:
    last_partner: address


MIN_RESPONSE_SECONDS: constant(uint256) = 60 * 60
MAX_RESPONSE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
MAX_FORMATION_SECONDS: constant(uint256) = 365 * 24 * 60 * 60

_name: bytes32           # the characters, left aligned; the last byte is their number
_last_partner: address   # set when the partnership ends


@deploy
def __init__():
    eip712.__init__("Polypact Membership", "1")
    charter._lock()


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(
    partnership: address,
    name: String[31],
    terms_hash: bytes32,
    terms_uri: String[256],
    formation_deadline: uint256,
    founders: DynArray[types.Founder, 64],
):
    """
    @notice Starts the formation: publishes version 1 of the terms and invites the founders.
    @param partnership The authority over this contract; its first created contract must be this one.
    @param name 1 to 31 bytes.
    @param terms_hash keccak-256 of the document's bytes.
    @param terms_uri Where to read the document; kept in the log.
    @param formation_deadline Unix seconds, at most a year ahead: until then every founder must have accepted.
    @param founders At least one with weight; seats are given in this order. The first is the convener, who
           receives money of unknown origin if the formation fails.
    """
    assert charter._load().stage == 0, "membership: initialized"
    assert self == siblings._membership_of(partnership), "membership: not its partnership"
    assert len(name) != 0, "membership: name is empty"
    assert formation_deadline > block.timestamp, "membership: deadline passed"
    assert formation_deadline <= block.timestamp + MAX_FORMATION_SECONDS, "membership: deadline too far"

    self._name = self._pack_name(name)
    terms._publish(1, terms_hash, terms_uri, 0)
    seats: uint256 = 0
    total_weight: uint256 = 0
    for founder: types.Founder in founders:
        self._invite(partnership, seats, founder.account, founder.weight, founder.units, founder.role, 0)
        total_weight += founder.weight
        seats += 1
    assert total_weight != 0, "membership: no weight"
    charter._store(
        charter.Charter(
            partnership=partnership,
            deadline=formation_deadline,
            version=1,
            seats=seats,
            members=0,
            stage=charter.FORMING,
        )
    )


# --- partners ---


@external
def accept(terms_hash: bytes32):
    """
    @notice Accepts the terms in force: a founder or an invited partner becomes active, a partner keeps its standing.
            The last founder's acceptance brings the partnership into force.
    @param terms_hash keccak-256 of the document the caller agrees to; must be the version in force.
    """
    current: charter.Charter = charter._load()
    assert terms_hash == terms._hashes[current.version], "terms: not in force"
    self._accept(current, msg.sender, roster._load(msg.sender), terms_hash)


@external
def leave():
    """
    @notice Leaves at once; an invited account declines. What was earned stays claimable in the escrow.
            When the last partner leaves, the partnership has ended.
    """
    current: charter.Charter = charter._load()
    charter._require_in_force(current)
    self._remove(current, msg.sender, types.Status.LEFT)
    log PartnerLeft(partner=msg.sender)


# --- anyone ---


@external
def accept_by_sig(partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Relays the acceptance of the terms in force that `partner` signed (see `acceptance_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    @param signed An ECDSA signature, or whatever the partner's contract wallet accepts (ERC-1271).
    """
    current: charter.Charter = charter._load()
    record: roster.Record = roster._load(partner)
    terms._check_acceptance(current.partnership, partner, current.version, record.nonce, deadline, signed)
    self._accept(current, partner, record, terms._hashes[current.version])


@external
def lapse(partner: address):
    """
    @notice Takes the weight of a partner that did not accept the new terms in time out of the totals, so that it
            no longer counts towards quorums. It comes back when the partner accepts.
    """
    current: charter.Charter = charter._load()
    charter._require_in_force(current)
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.ACTIVE, "roster: not active"
    assert not record.lapsed, "roster: already lapsed"
    assert record.accepted < current.version and block.timestamp > current.deadline, "roster: has standing"
    record.lapsed = True
    roster._store(partner, record)
    self._push_seat(current.partnership, partner, record)
    log PartnerLapsed(partner=partner, version=current.version)


# --- the partnership itself, by vote ---


@external
def admit(partner: address, weight: uint256, units: uint256, role: types.Role, response_seconds: uint256):
    """
    @notice Invites `partner`, who becomes active by accepting the terms within `response_seconds` (1 hour to 180 days).
    """
    current: charter.Charter = self._authorized()
    assert response_seconds >= MIN_RESPONSE_SECONDS, "membership: response too short"
    assert response_seconds <= MAX_RESPONSE_SECONDS, "membership: response too long"
    seat: uint256 = self._invite(
        current.partnership, current.seats, partner, weight, units, role, block.timestamp + response_seconds
    )
    if seat == current.seats:
        current.seats += 1
        charter._store(current)


@external
def expel(partner: address):
    """
    @notice Removes `partner`, or withdraws its invitation. What it earned stays claimable.
    """
    self._remove(self._authorized(), partner, types.Status.EXPELLED)
    log PartnerExpelled(partner=partner)


@external
def suspend(partner: address):
    """
    @notice Takes the weight and the ballot of `partner` until it is reinstated. Its units go on earning.
    """
    current: charter.Charter = self._authorized()
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.ACTIVE, "roster: not active"
    record.status = types.Status.SUSPENDED
    roster._store(partner, record)
    self._push_seat(current.partnership, partner, record)
    log PartnerSuspended(partner=partner)


@external
def reinstate(partner: address):
    """
    @notice Ends the suspension of `partner`.
    """
    current: charter.Charter = self._authorized()
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.SUSPENDED, "roster: not suspended"
    record.status = types.Status.ACTIVE
    roster._store(partner, record)
    self._push_seat(current.partnership, partner, record)
    log PartnerReinstated(partner=partner)


@external
def set_shares(partner: address, weight: uint256, units: uint256):
    """
    @notice Changes the weight and the units of a partner or an invited account; both may not be 0.
    """
    current: charter.Charter = self._authorized()
    roster._check_shares(weight, units)
    record: roster.Record = roster._load(partner)
    self._require_present(record)
    previous_units: uint256 = record.units
    record.weight = weight
    record.units = units
    roster._store(partner, record)
    if record.status != types.Status.INVITED:
        self._push_seat(current.partnership, partner, record)
        if units != previous_units:
            extcall IRevenueEscrow(siblings._escrow_of(current.partnership)).set_units(partner, units)
    log SharesChanged(partner=partner, weight=weight, units=units)


@external
def set_role(partner: address, role: types.Role):
    """
    @notice Changes the role of a partner or an invited account; an empty role can vote and nothing else.
    """
    current: charter.Charter = self._authorized()
    record: roster.Record = roster._load(partner)
    self._require_present(record)
    previous: types.Role = record.role
    record.role = role
    roster._store(partner, record)
    if record.status != types.Status.INVITED:
        self._push_seat(current.partnership, partner, record)
    log RoleChanged(partner=partner, previous=previous, current=role)


@external
def amend_terms(terms_hash: bytes32, uri: String[256], window_seconds: uint256):
    """
    @notice Puts a new version of the terms in force. Partners who have not accepted it when the window closes lose
            their standing: no ballots and no proposals, but what they earned and the right to leave stay.
    @param window_seconds Time to accept, 1 hour to 180 days. One window at a time.
    """
    current: charter.Charter = self._authorized()
    assert block.timestamp > current.deadline, "terms: a window is open"
    assert window_seconds >= terms.MIN_WINDOW_SECONDS, "terms: window too short"
    assert window_seconds <= terms.MAX_WINDOW_SECONDS, "terms: window too long"
    current.version += 1
    current.deadline = block.timestamp + window_seconds
    charter._store(current)
    terms._publish(current.version, terms_hash, uri, current.deadline)
    extcall IPartnership(current.partnership).set_terms(current.version, current.deadline)


# --- views ---


@external
@view
def name() -> String[31]:
    word: bytes32 = self._name
    size: uint256 = convert(word, uint256) & 255
    return convert(slice(word, 0, size), String[31])


@external
@view
def partnership() -> address:
    return charter._load().partnership


@external
@view
def escrow() -> address:
    return siblings._escrow_of(charter._load().partnership)


@external
@view
def phase() -> types.Phase:
    return charter._phase(charter._load())


@external
@view
def formation_deadline() -> uint256:
    """
    @notice Unix seconds; 0 once the formation is over.
    """
    current: charter.Charter = charter._load()
    if current.stage == charter.FORMING:
        return current.deadline
    return 0


@external
@view
def current_terms() -> types.Terms:
    current: charter.Charter = charter._load()
    window_closes: uint256 = 0
    if current.stage != charter.FORMING:
        window_closes = current.deadline
    return types.Terms(version=current.version, hash=terms._hashes[current.version], window_closes=window_closes)


@external
@view
def terms_hash(version: uint256) -> bytes32:
    """
    @notice keccak-256 of the document of `version`; 0 for a version that never was.
    """
    return terms._hashes[version]


@external
@view
def acceptance_digest(partner: address, deadline: uint256) -> bytes32:
    """
    @notice What `partner` signs to accept the terms in force, good until `deadline` (unix seconds).
    """
    current: charter.Charter = charter._load()
    return terms._acceptance_digest(
        current.partnership, partner, current.version, roster._load(partner).nonce, deadline
    )


@external
@view
def seats() -> uint256:
    """
    @notice How many seats were ever given; they are numbered from 0.
    """
    return charter._load().seats


@external
@view
def members() -> uint256:
    """
    @notice How many partners are active or suspended.
    """
    return charter._load().members


@external
@view
def partner(account: address) -> types.Partner:
    """
    @notice The record of `account`; status 0 if it was never on the roster.
    """
    return roster._describe(account)


@external
@view
def partner_at(seat: uint256) -> address:
    return roster._accounts[seat]


@external
@view
def partners(start: uint256, count: uint256) -> DynArray[types.Partner, 100]:
    """
    @notice One page of the roster: seats `start` to `start + count - 1`, former partners included, 100 at most.
    """
    return roster._page(charter._load().seats, start, count)


@external
@view
def has_standing(partner: address) -> bool:
    """
    @notice Whether `partner` is active and has accepted the terms in force, or the last ones while the window runs.
    """
    current: charter.Charter = charter._load()
    described: types.Partner = roster._describe(partner)
    if current.stage != charter.IN_FORCE or described.status != types.Status.ACTIVE:
        return False
    if described.accepted_version == current.version:
        return True
    return described.accepted_version + 1 == current.version and block.timestamp <= current.deadline


@external
@view
def residual_beneficiary() -> address:
    """
    @notice Who receives what belongs to nobody else: the convener of a void formation, the last partner of an ended
            partnership; nobody (zero) while there is a partnership.
    """
    phase: types.Phase = charter._phase(charter._load())
    if phase == types.Phase.VOID:
        return roster._accounts[0]
    if phase == types.Phase.ENDED:
        return self._last_partner
    return empty(address)


# --- internals ---


@internal
@view
def _authorized() -> charter.Charter:
    current: charter.Charter = charter._load()
    assert msg.sender == current.partnership, "membership: not the partnership"
    charter._require_in_force(current)
    return current


@internal
@view
def _require_present(record: roster.Record):
    assert not roster._is_former(record.status), "roster: has left"


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
    assert partner != empty(address), "roster: zero address"
    assert partner not in [partnership, self, siblings._escrow_of(partnership)], "roster: its own contract"
    seat: uint256 = roster._invite(seats, partner, weight, units, role, respond_by).seat
    log PartnerInvited(
        partner=partner, seat=seat, weight=weight, units=units, role=role, respond_by=respond_by
    )
    return seat


@internal
def _accept(charter_before: charter.Charter, partner: address, record_before: roster.Record, terms_hash: bytes32):
    current: charter.Charter = charter_before
    record: roster.Record = record_before
    phase: types.Phase = charter._phase(current)
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
def _remove(charter_before: charter.Charter, partner: address, status: types.Status):
    current: charter.Charter = charter_before
    record: roster.Record = roster._load(partner)
    self._require_present(record)
    was_invited: bool = record.status == types.Status.INVITED
    record.status = status
    roster._store(partner, record)
    if was_invited:
        return

    current.members -= 1
    if current.members == 0:
        current.stage = charter.ENDED
        self._last_partner = partner
        log PartnershipEnded(last_partner=partner)
    charter._store(current)
    self._push_seat(current.partnership, partner, record)
    if record.units != 0:
        extcall IRevenueEscrow(siblings._escrow_of(current.partnership)).set_units(partner, 0)


@internal
def _push_seat(partnership: address, partner: address, record: roster.Record):
    # Weight counts only while the partner is active and has not lapsed.
    active: bool = record.status == types.Status.ACTIVE
    weight: uint256 = 0
    if active and not record.lapsed:
        weight = record.weight
    extcall IPartnership(partnership).set_seat(partner, record.seat, weight, record.accepted, record.role, active)


@internal
@pure
def _pack_name(name: String[31]) -> bytes32:
    size: uint256 = len(name)
    padded: uint256 = convert(convert(name, Bytes[31]), uint256) << (8 * (32 - size))
    return convert(padded | size, bytes32)

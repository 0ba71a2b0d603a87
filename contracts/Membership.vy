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
from contracts.modules import admission
from contracts.modules import charter
from contracts.modules import membership_views
from contracts.modules import roster
from contracts.modules import siblings
from contracts.modules import signature
from contracts.modules import terms
from snekmate.utils import eip712_domain_separator as eip712


initializes: charter
initializes: roster
initializes: eip712
initializes: terms[eip712 := eip712]
initializes: admission[charter := charter, roster := roster]
initializes: membership_views[charter := charter, roster := roster, terms := terms]

implements: IMembership

exports: (
    # ERC-5267
    eip712.eip712Domain,
    # what everybody may read
    membership_views.partnership,
    membership_views.escrow,
    membership_views.phase,
    membership_views.formation_deadline,
    membership_views.current_terms,
    membership_views.terms_hash,
    membership_views.acceptance_digest,
    membership_views.seats,
    membership_views.members,
    membership_views.partner,
    membership_views.partner_at,
    membership_views.partners,
    membership_views.has_standing,
)


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


MIN_RESPONSE_SECONDS: constant(uint256) = 60 * 60
MAX_RESPONSE_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
MAX_FORMATION_SECONDS: constant(uint256) = 365 * 24 * 60 * 60

_name: bytes32           # the characters, left aligned; the last byte is their number


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
    @param founders At least one with weight and one who may propose; seats are given in this order. The first is the
           convener, who receives money of unknown origin if the formation fails.
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
    total_units: uint256 = 0
    has_proposer: bool = False
    for founder: types.Founder in founders:
        admission._invite(partnership, seats, founder.account, founder.weight, founder.units, founder.role, 0)
        total_weight += founder.weight
        total_units += founder.units
        has_proposer = has_proposer or types.Role.PROPOSER in founder.role
        seats += 1
    assert total_weight != 0, "membership: no weight"
    # Else the acceptance that goes over the bound would fail, and the formation with it.
    assert total_weight <= roster.MAX_WEIGHT, "membership: weights too large"
    assert total_units <= roster.MAX_UNITS, "membership: units too large"
    assert has_proposer, "membership: no proposer"
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
    admission._accept(current, msg.sender, roster._load(msg.sender), terms_hash)


@external
def leave():
    """
    @notice Leaves at once; an invited account declines. What was earned stays claimable in the escrow.
            When the last partner leaves, the partnership has ended.
    """
    current: charter.Charter = charter._load()
    charter._require_in_force(current)
    admission._remove(current, msg.sender, types.Status.LEFT)
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
    admission._accept(current, partner, record, terms._hashes[current.version])


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
    assert not charter._is_good_enough(current, record.accepted), "roster: has standing"
    record.lapsed = True
    roster._store(partner, record)
    admission._push_seat(current.partnership, partner, record)
    log PartnerLapsed(partner=partner, version=current.version)


# --- the partnership itself, by vote ---


@external
def admit(partner: address, weight: uint256, units: uint256, role: types.Role, response_seconds: uint256):
    """
    @notice Invites `partner`, who becomes active by accepting the terms within `response_seconds` (1 hour to 180 days).
    """
    current: charter.Charter = admission._authorized()
    assert response_seconds >= MIN_RESPONSE_SECONDS, "membership: response too short"
    assert response_seconds <= MAX_RESPONSE_SECONDS, "membership: response too long"
    seat: uint256 = admission._invite(
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
    admission._remove(admission._authorized(), partner, types.Status.EXPELLED)
    log PartnerExpelled(partner=partner)


@external
def suspend(partner: address):
    """
    @notice Takes the weight and the ballot of `partner` until it is reinstated. Its units go on earning.
    """
    current: charter.Charter = admission._authorized()
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.ACTIVE, "roster: not active"
    record.status = types.Status.SUSPENDED
    roster._store(partner, record)
    total_weight: uint256 = admission._push_seat(current.partnership, partner, record)
    admission._require_weight(total_weight)
    log PartnerSuspended(partner=partner)


@external
def reinstate(partner: address):
    """
    @notice Ends the suspension of `partner`.
    """
    current: charter.Charter = admission._authorized()
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.SUSPENDED, "roster: not suspended"
    record.status = types.Status.ACTIVE
    roster._store(partner, record)
    admission._push_seat(current.partnership, partner, record)
    log PartnerReinstated(partner=partner)


@external
def set_shares(partner: address, weight: uint256, units: uint256):
    """
    @notice Changes the weight and the units of a partner or an invited account; both may not be 0.
    """
    current: charter.Charter = admission._authorized()
    roster._check_shares(weight, units)
    record: roster.Record = roster._load(partner)
    admission._require_present(record)
    previous_units: uint256 = record.units
    record.weight = weight
    record.units = units
    roster._store(partner, record)
    if record.status != types.Status.INVITED:
        total_weight: uint256 = admission._push_seat(current.partnership, partner, record)
        admission._require_weight(total_weight)
        if units != previous_units:
            extcall IRevenueEscrow(siblings._escrow_of(current.partnership)).set_units(partner, units)
    log SharesChanged(partner=partner, weight=weight, units=units)


@external
def set_role(partner: address, role: types.Role):
    """
    @notice Changes the role of a partner or an invited account; an empty role can vote and nothing else.
    """
    current: charter.Charter = admission._authorized()
    record: roster.Record = roster._load(partner)
    admission._require_present(record)
    previous: types.Role = record.role
    record.role = role
    roster._store(partner, record)
    if record.status != types.Status.INVITED:
        admission._push_seat(current.partnership, partner, record)
    log RoleChanged(partner=partner, previous=previous, current=role)


@external
def amend_terms(terms_hash: bytes32, uri: String[256], window_seconds: uint256):
    """
    @notice Puts a new version of the terms in force. Partners who have not accepted it when the window closes lose
            their standing: no ballots and no proposals, but what they earned and the right to leave stay.
    @param window_seconds Time to accept, 1 hour to 180 days. One window at a time.
    """
    current: charter.Charter = admission._authorized()
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
def residual_beneficiary() -> address:
    """
    @notice Who receives what belongs to nobody else: the convener of a void formation, the last partner of an ended
            partnership; nobody (zero) while there is a partnership.
    """
    phase: types.Phase = charter._phase(charter._load())
    if phase == types.Phase.VOID:
        return roster._accounts[0]
    if phase == types.Phase.ENDED:
        return admission._last_partner
    return empty(address)


# --- internals ---


@internal
@pure
def _pack_name(name: String[31]) -> bytes32:
    size: uint256 = len(name)
    padded: uint256 = convert(convert(name, Bytes[31]), uint256) << (8 * (32 - size))
    return convert(padded | size, bytes32)

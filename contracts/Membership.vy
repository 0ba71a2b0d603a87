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
from contracts.modules import departure
from contracts.modules import membership_views
from contracts.modules import relocation
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
initializes: departure[admission := admission, roster := roster]
initializes: relocation[roster := roster]
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
)


event SharesChanged:
    partner: indexed(address)
    weight: uint256
    units: uint256


event RoleChanged:
    partner: indexed(address)
    previous: types.Role
    current: types.Role
    ends: uint256   # unix seconds; 0 if it has no end


event ProbationSet:
    partner: indexed(address)
    ends: uint256   # unix seconds; 0 if the partner is confirmed


event ProbationEnded:
    partner: indexed(address)


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
    notice_seconds: uint256,
    redeemable_bps: uint256,
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
    @param notice_seconds From giving notice to leaving, at most 180 days.
    @param redeemable_bps Share of the treasury that a leaver's part is taken of; 0 for no redemption.
    """
    assert charter._load().stage == 0, "membership: initialized"
    assert self == siblings._membership_of(partnership), "membership: not its partnership"
    assert len(name) != 0, "membership: name is empty"
    assert formation_deadline > block.timestamp, "membership: deadline passed"
    assert formation_deadline <= block.timestamp + MAX_FORMATION_SECONDS, "membership: deadline too far"

    self._name = self._pack_name(name)
    terms._publish(1, terms_hash, terms_uri, 0)
    if notice_seconds != 0 or redeemable_bps != 0:
        departure._set_exit_terms(notice_seconds, redeemable_bps)
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
    assert terms_hash == terms._hashes[charter._load().version], "terms: not in force"
    admission._accept(msg.sender, terms_hash)


@external
def give_notice():
    """
    @notice Starts the notice that the terms ask for; `leave` is possible once it is over.
    """
    charter._load_in_force()
    departure._give_notice(msg.sender)


@external
def leave(redeemed_tokens: DynArray[address, departure.MAX_TOKENS] = []):
    """
    @notice Leaves; an invited account declines. What was earned stays claimable in the escrow. Where the terms ask for
            notice it must be over, but for a partner who has not accepted the newest terms.
            When the last partner leaves, the partnership has ended.
    @param redeemed_tokens Treasury tokens the caller takes its part of, strictly increasing; zero is ether. Without
           any, `redeem` does it within 90 days.
    """
    current: charter.Charter = charter._load_in_force()
    departure._require_free(msg.sender, current.version)
    total_units: uint256 = departure._remove(msg.sender, types.Status.LEFT)
    log PartnerLeft(partner=msg.sender)
    if len(redeemed_tokens) != 0:
        departure._redeem(current.partnership, msg.sender, redeemed_tokens, total_units)


@external
def offer_seat(to: address):
    """
    @notice Offers the caller's seat to another account of the same partner, which takes it by `take_seat`. A new offer
            replaces the last one, also one made by vote.
    """
    relocation._offer(charter._load_in_force().partnership, msg.sender, to, 0)


@external
def keep_seat():
    """
    @notice Withdraws the offer of the caller's seat, or refuses the one that was made by vote.
    """
    relocation._keep(msg.sender)


# --- former partners ---


@external
def redeem(redeemed_tokens: DynArray[address, departure.MAX_TOKENS]):
    """
    @notice Pays the caller, who left or was expelled at most 90 days ago, its part of the treasury, once.
    @param redeemed_tokens Strictly increasing; zero is ether.
    """
    partnership: address = charter._load().partnership
    total_units: uint256 = staticcall IRevenueEscrow(siblings._escrow_of(partnership)).total_units()
    departure._redeem(partnership, msg.sender, redeemed_tokens, total_units)


# --- anyone ---


@external
def accept_by_sig(partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Relays the acceptance of the terms in force that `partner` signed (see `acceptance_digest`).
    @param deadline Unix seconds; last moment the signature is good.
    @param signed An ECDSA signature, or whatever the partner's contract wallet accepts (ERC-1271).
    """
    current: charter.Charter = charter._load()
    nonce: uint256 = roster._load(partner).nonce
    terms._check_acceptance(current.partnership, partner, current.version, nonce, deadline, signed)
    admission._accept(partner, terms._hashes[current.version])


@external
def take_seat(partner: address):
    """
    @notice Takes over the seat that `partner` offers to the caller, or that was offered to it by vote 30 days ago.
            Everything that hangs on the seat follows; the old account is out for good.
    """
    relocation._take(charter._load_in_force().partnership, partner, msg.sender)


@external
def forfeit(partner: address):
    """
    @notice Ends the right to redeem of a former partner whose 90 days are over: its units no longer count for the others
            who redeem, and it may be invited again.
    """
    departure._forfeit(partner)


@external
def end_probation(partner: address):
    """
    @notice Takes a partner off the roster whose probation ended without a vote to confirm it.
    """
    charter._load_in_force()
    record: roster.Record = roster._load(partner)
    ends: uint256 = roster._dates_of(partner, record)[1]
    assert ends != 0, "membership: not on probation"
    assert block.timestamp > ends, "membership: probation is running"
    departure._remove(partner, types.Status.LEFT)
    log ProbationEnded(partner=partner)


@external
def lapse(partner: address):
    """
    @notice Takes the weight of a partner that did not accept the new terms in time out of the totals, so that it
            no longer counts towards quorums. It comes back when the partner accepts.
    """
    current: charter.Charter = charter._load_in_force()
    record: roster.Record = roster._load_active(partner)
    assert not record.lapsed, "roster: already lapsed"
    assert not charter._is_good_enough(
        record.accepted, current.version, current.deadline
    ), "roster: has standing"
    record.lapsed = True
    admission._apply(current.partnership, partner, record)
    log PartnerLapsed(partner=partner, version=current.version)


# --- the partnership itself, by vote ---


@external
def admit(partner: address, weight: uint256, units: uint256, role: types.Role, response_seconds: uint256):
    """
    @notice Invites `partner`, who becomes active by accepting the terms within `response_seconds` (1 hour to 180 days).
    """
    admission._authorize()
    terms._check_window(response_seconds)
    current: charter.Charter = charter._load()
    seat: uint256 = admission._invite(
        msg.sender, current.seats, partner, weight, units, role, block.timestamp + response_seconds
    )
    if seat == current.seats:
        current.seats += 1
        charter._store(current)


@external
def expel(partner: address):
    """
    @notice Removes `partner`, or withdraws its invitation. What it earned stays claimable.
    """
    admission._authorize()
    departure._remove(partner, types.Status.EXPELLED)
    log PartnerExpelled(partner=partner)


@external
def suspend(partner: address):
    """
    @notice Takes the weight and the ballot of `partner` until it is reinstated. Its units go on earning.
    """
    admission._authorize()
    record: roster.Record = roster._load_active(partner)
    record.status = types.Status.SUSPENDED
    admission._require_weight(admission._apply(msg.sender, partner, record))
    log PartnerSuspended(partner=partner)


@external
def reinstate(partner: address):
    """
    @notice Ends the suspension of `partner`.
    """
    admission._authorize()
    record: roster.Record = roster._load(partner)
    assert record.status == types.Status.SUSPENDED, "roster: not suspended"
    record.status = types.Status.ACTIVE
    admission._apply(msg.sender, partner, record)
    log PartnerReinstated(partner=partner)


@external
def set_shares(partner: address, weight: uint256, units: uint256):
    """
    @notice Changes the weight and the units of a partner or an invited account; both may not be 0.
    """
    admission._authorize()
    roster._check_shares(weight, units)
    record: roster.Record = roster._load(partner)
    admission._require_present(record)
    previous_units: uint256 = record.units
    record.weight = weight
    record.units = units
    admission._require_weight(admission._apply(msg.sender, partner, record))
    if record.status != types.Status.INVITED and units != previous_units:
        extcall IRevenueEscrow(siblings._escrow_of(msg.sender)).set_units(partner, units)
    log SharesChanged(partner=partner, weight=weight, units=units)


@external
def set_role(partner: address, role: types.Role, ends: uint256):
    """
    @notice Changes the role of a partner or an invited account; an empty role can vote, and propose only what the
            constitutional class decides.
    @param ends Unix seconds; last moment of the role, 0 if it has no end.
    """
    admission._authorize()
    record: roster.Record = roster._load(partner)
    admission._require_present(record)
    previous: types.Role = record.role
    roster._check_date(ends)
    record.role = role
    record = roster._set_dates(partner, record, ends, roster._dates_of(partner, record)[1])
    admission._apply(msg.sender, partner, record)
    log RoleChanged(partner=partner, previous=previous, current=role, ends=ends)


@external
def set_probation(partner: address, ends: uint256):
    """
    @notice Puts an invited account on probation: its seat ends on that date unless it is confirmed before. With 0 it
            confirms a partner, or moves the date of one who is on probation already.
    @param ends Unix seconds; last moment of the seat. 0 confirms it.
    """
    admission._authorize()
    record: roster.Record = roster._load(partner)
    admission._require_present(record)
    role_ends: uint256 = 0
    probation_ends: uint256 = 0
    role_ends, probation_ends = roster._dates_of(partner, record)
    # Who is a partner without a date stays one: expelling needs the vote for that.
    assert record.status == types.Status.INVITED or probation_ends != 0, "membership: not on probation"
    roster._check_date(ends)
    record = roster._set_dates(partner, record, role_ends, ends)
    admission._apply(msg.sender, partner, record)
    log ProbationSet(partner=partner, ends=ends)


@external
def recover_seat(partner: address, to: address):
    """
    @notice Offers the seat of a partner whose keys are lost to its new account, which may take it after 30 days unless
            the old account refuses (`keep_seat`).
    """
    admission._authorize()
    relocation._offer(msg.sender, partner, to, relocation.RECOVERY_SECONDS)


@external
def set_exit_terms(notice_seconds: uint256, redeemable_bps: uint256):
    """
    @notice Sets the notice (at most 180 days) and the share of the treasury that a leaver's part is taken of (0 for no
            redemption). Notice that is running keeps its length.
    """
    admission._authorize()
    departure._set_exit_terms(notice_seconds, redeemable_bps)


@external
def amend_terms(terms_hash: bytes32, uri: String[256], window_seconds: uint256):
    """
    @notice Puts a new version of the terms in force. Partners who have not accepted it when the window closes lose
            their standing: no ballots and no proposals, but what they earned and the right to leave stay.
    @param window_seconds Time to accept, 1 hour to 180 days. One window at a time.
    """
    admission._authorize()
    current: charter.Charter = charter._load()
    assert block.timestamp > current.deadline, "terms: a window is open"
    terms._check_window(window_seconds)
    current.version += 1
    current.deadline = block.timestamp + window_seconds
    charter._store(current)
    terms._publish(current.version, terms_hash, uri, current.deadline)
    extcall IPartnership(msg.sender).set_terms(current.version, current.deadline)


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
    current: charter.Charter = charter._load()
    if current.stage == charter.FORMING and block.timestamp > current.deadline:
        return roster._accounts[0]
    # What former partners may still redeem is not anybody else's.
    if current.stage == charter.ENDED and departure._leaving_units() == 0:
        return admission._last_partner
    return empty(address)


@external
@view
def exit_terms() -> (uint256, uint256):
    """
    @notice The notice in seconds, and the share of the treasury in bps that a leaver's part is taken of.
    """
    return departure._notice_seconds(), departure._redeemable_bps()


@external
@view
def seat_offer(partner: address) -> (address, uint256):
    """
    @notice Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds).
    """
    return relocation._offered(partner)


# --- internals ---


@internal
@pure
def _pack_name(name: String[31]) -> bytes32:
    size: uint256 = len(name)
    padded: uint256 = convert(convert(name, Bytes[31]), uint256) << (8 * (32 - size))
    return convert(padded | size, bytes32)

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Relocation
@license GNU Affero General Public License v3.0 only
@notice How a seat moves to another account. Whoever takes it accepts what the partner has: document, deal, weight, units
        and all. There are two ways:
        - the partner offers it. It may be taken once the delay of the deal is over; until then (and until it is taken)
          the partner withdraws the offer, or the others refuse it: partners with more than a third of the others' weight,
          by transactions and signatures that add up. So a key that was stolen does not take the seat along, and nobody
          sells it to whom the others would not have.
        - a vote offers it, where the partner did not answer a call (calls.vy), or agrees. It may be taken after 30 days,
          in which the old account refuses, or answers after all.
        An offer ends when the partner accepts terms or leaves, and does not stand while it is suspended. Everything
        that hangs on the seat follows: weight, units, open ballots, and what was earned before. Offers are kept by seat:

        offer_word
            bits    0-159  to: the account it is offered to
            bits  160-199  ready_at (unix seconds)
            bits  200-215  accepted: version of the terms the partner had accepted when it was made
            bit   216      by_vote
            bit   217      for_silence: by a vote that needed no yes of the partner, because it did not answer a call

        refusal_word
            bits    0-39   refused: weight of those who refused the present offer
            bits   40-79   round: how many offers of the seat were ever made
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import siblings
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: calls
uses: deal
uses: eip712
uses: seats
uses: terms
uses: total_weight


event SeatOffered:
    partner: indexed(address)   # account of the partner
    to: indexed(address)   # account it is offered to
    ready_at: uint256   # unix seconds; first moment `to` may take it
    by_vote: bool   # whether a vote offered it, and not the partner itself


event MoveRefused:
    partner: indexed(address)   # account of the partner whose seat is offered
    refuser: indexed(address)   # account of the partner that refuses
    weight: uint256   # weight; of the refuser
    refused: uint256   # weight; of all who refused so far


event SeatKept:
    partner: indexed(address)   # account of the partner


event SeatMoved:
    partner: indexed(address)   # account that had the seat
    to: indexed(address)   # account that has it now
    seat: uint256   # number; of the seat


RECOVERY_SECONDS: constant(uint256) = 30 * 24 * 60 * 60
MAX_REFUSERS: constant(uint256) = 32   # of one batch of signatures

_BY_VOTE: constant(uint256) = 1 << 216
_FOR_SILENCE: constant(uint256) = 1 << 217

_TAKING_TYPEHASH: constant(bytes32) = keccak256(
    "SeatAcceptance(address account,address partner,uint256 version,bytes32 termsHash,Deal deal,uint256 weight,uint256 units,uint256 role,uint256 probationEnds,uint256 decisions,uint256 deadline)Deal(uint256 noticeSeconds,uint256 redeemableBps,uint256 ends,uint256 maxUnits,uint256 maxWeight,uint256 maxSponsorsBps,uint256 maxReserveBps,uint256 moveSeconds,uint256 callDays,uint256 deadlockDays,bool repaidAtEnd,bool withholdsSuspended)"
)
_REFUSAL_TYPEHASH: constant(bytes32) = keccak256(
    "SeatRefusal(address partner,address to,uint256 readyAt,address refuser,uint256 deadline)"
)

_offer_words: HashMap[uint256, uint256]     # seat => offer
_refusal_words: HashMap[uint256, uint256]   # seat => who refused it, in sum
# seat => round => number of the refuser's seat // 256 => which of them refused
_refused: HashMap[uint256, HashMap[uint256, HashMap[uint256, uint256]]]


# --- offering and keeping ---


@internal
def _offer(partner: address, to: address, delay_seconds: uint256, flags: uint256):
    """
    @param flags Of the offer: 0, _BY_VOTE or _BY_VOTE | _FOR_SILENCE.
    """
    seat_word: uint256 = seats._load(partner)
    admission._require_outside(siblings._escrow_of(self), to)
    assert seats._words[to] == 0, "roster: already on the roster"
    seat: uint256 = seat_bits._number(seat_word)
    ready_at: uint256 = block.timestamp + delay_seconds
    self._offer_words[seat] = (
        convert(to, uint256) | (ready_at << 160) | (seat_bits._accepted(seat_word) << 200) | flags
    )
    self._refusal_words[seat] = ((self._refusal_words[seat] >> 40) + 1) << 40
    log SeatOffered(partner=partner, to=to, ready_at=ready_at, by_vote=flags != 0)


@internal
def _offer_own(partner: address, to: address, delay_seconds: uint256):
    """
    @notice The partner offers its seat.
    """
    assert seats._is_active(partner, seats._load(partner)), "roster: not active"
    calls._stir(partner)
    self._offer(partner, to, delay_seconds, 0)


@internal
def _offer_by_vote(partner: address, to: address, has_agreed: bool):
    """
    @notice A vote offers the seat of a partner that did not answer a call, or agrees.
    """
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    flags: uint256 = _BY_VOTE
    if not has_agreed:
        assert calls._is_silent(seat_word), "roster: call the partner first"
        flags |= _FOR_SILENCE
    self._offer(partner, to, RECOVERY_SECONDS, flags)


@internal
def _keep(partner: address):
    """
    @notice The partner withdraws its offer, or refuses that of a vote; which is a sign of life.
    """
    seat: uint256 = seat_bits._number(seats._load(partner))
    assert self._stands(self._offer_words[seat], seats._load(partner)), "membership: seat is not offered"
    self._offer_words[seat] = 0
    log SeatKept(partner=partner)
    calls._stir(partner)


@internal
def _forget(partner: address):
    """
    @notice Ends what `partner` offered before it left: it may come back, and then the offer would stand again.
    """
    seat: uint256 = seat_bits._number(seats._load(partner))
    if self._offer_words[seat] != 0:
        self._offer_words[seat] = 0


# --- refusing ---


@internal
def _refuse(partner: address, refuser: address) -> bool:
    """
    @notice Counts one more partner that refuses what `partner` offered. False where it does not count: it has refused
            already, or has no weight. The offer ends when they have more than a third of the others' weight.
    """
    refuser_seat_word: uint256 = seats._words[refuser]
    weight: uint256 = seat_bits._weight(refuser_seat_word)
    if weight == 0 or refuser == partner:
        return False
    seat_word: uint256 = seats._load(partner)
    seat: uint256 = seat_bits._number(seat_word)
    refusal_word: uint256 = self._refusal_words[seat]
    number: uint256 = seat_bits._number(refuser_seat_word)
    marks: uint256 = self._refused[seat][refusal_word >> 40][number >> 8]
    mark: uint256 = 1 << (number & 255)
    if marks & mark != 0:
        return False
    self._refused[seat][refusal_word >> 40][number >> 8] = marks | mark
    refused: uint256 = (refusal_word & bits.MASK_40) + weight
    self._refusal_words[seat] = (refusal_word & ~bits.MASK_40) | min(refused, bits.MASK_40)
    log MoveRefused(partner=partner, refuser=refuser, weight=weight, refused=refused)
    calls._stir(refuser)
    if 3 * refused > total_weight._latest() - seat_bits._weight(seat_word):
        self._offer_words[seat] = 0
        log SeatKept(partner=partner)
    return True


@internal
@view
def _require_refusable(partner: address) -> uint256:
    """
    @notice The word of the offer that the partner itself made.
    """
    seat_word: uint256 = seats._load(partner)
    offer_word: uint256 = self._offer_words[seat_bits._number(seat_word)]
    assert self._stands(offer_word, seat_word), "membership: seat is not offered"
    assert offer_word & _BY_VOTE == 0, "membership: offered by vote"
    return offer_word


@internal
@view
def _refusal_digest(partner: address, refuser: address, deadline: uint256) -> bytes32:
    """
    @notice The EIP-712 digest by which `refuser` refuses the present offer of the seat of `partner`.
    """
    offer_word: uint256 = self._offer_words[seat_bits._number(seats._load(partner))]
    return eip712._hash_typed_data_v4(
        keccak256(
            abi_encode(
                _REFUSAL_TYPEHASH,
                partner,
                offer_word & bits.MASK_160,
                (offer_word >> 160) & bits.MASK_40,
                refuser,
                deadline,
            )
        )
    )


# --- taking ---


@internal
def _take(partner: address, to: address, conditions: types.Offer, version: uint256):
    """
    @notice Moves the seat of `partner` to `to`, which accepted `conditions`; `version` of the terms is in force.
    """
    seat_word: uint256 = seats._load(partner)
    seat: uint256 = seat_bits._number(seat_word)
    offer_word: uint256 = self._offer_words[seat]
    assert self._stands(offer_word, seat_word), "membership: seat is not offered"
    assert offer_word & bits.MASK_160 == convert(to, uint256), "membership: seat is not offered"
    assert block.timestamp >= (offer_word >> 160) & bits.MASK_40, "membership: may still be refused"
    present: types.Offer = self._conditions(partner, version)
    assert keccak256(abi_encode(conditions)) == keccak256(abi_encode(present)), "membership: conditions changed"
    self._offer_words[seat] = 0
    log SeatMoved(partner=partner, to=to, seat=seat)
    seats._move(partner, to, seat_word)
    moved_seat_word: uint256 = seats._load(to)
    log terms.TermsAccepted(partner=to, version=version, terms_hash=present.terms_hash)
    seats._store(to, seats._change(to, moved_seat_word, seat_bits._with_acceptance(moved_seat_word, version)))
    extcall IRevenueEscrow(siblings._escrow_of(self)).move_units(partner, to)


@internal
@view
def _conditions(partner: address, version: uint256) -> types.Offer:
    """
    @notice What an account that takes the seat of `partner` consents to, under that version of the terms.
    """
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    units: uint256 = 0
    if seat_word & seat_bits.HAS_UNITS != 0:
        units = staticcall IRevenueEscrow(siblings._escrow_of(self)).units_of(partner)
    deal_word: uint256 = deal._load(version)
    return types.Offer(
        version=version,
        terms_hash=terms._hashes[version],
        deal=deal._accepted_part(deal_word),
        weight=seats._kept_weight(partner, seat_word),
        units=units,
        role=seat_bits._role(seat_word),
        probation_ends=seats._dates_of(partner, seat_word)[1],
        decisions=deal._decisions(deal_word),
    )


@internal
@view
def _taking_digest(account: address, partner: address, conditions: types.Offer, deadline: uint256) -> bytes32:
    """
    @notice The EIP-712 digest by which `account` takes the seat of `partner` on those conditions.
    """
    return eip712._hash_typed_data_v4(
        keccak256(
            abi_encode(
                _TAKING_TYPEHASH,
                account,
                partner,
                conditions.version,
                conditions.terms_hash,
                deal._hash_struct(conditions.deal),
                conditions.weight,
                conditions.units,
                conditions.role,
                conditions.probation_ends,
                conditions.decisions,
                deadline,
            )
        )
    )


# --- what stands there ---


@internal
@view
def _offered(partner: address) -> (address, uint256):
    """
    @notice Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds).
    """
    seat_word: uint256 = seats._words[partner]
    offer_word: uint256 = 0
    if seat_word != 0:
        offer_word = self._offer_words[seat_bits._number(seat_word)]
    if not self._stands(offer_word, seat_word):
        return empty(address), 0
    return convert(offer_word & bits.MASK_160, address), (offer_word >> 160) & bits.MASK_40


@internal
@view
def _stands(offer_word: uint256, seat_word: uint256) -> bool:
    """
    @notice Whether there is an offer, and the partner has neither left nor accepted other terms since; has not been
            suspended, if it is its own; has not answered, if a vote made it because of that.
    """
    if offer_word == 0 or not seat_bits._is_partner(seat_word):
        return False
    if offer_word & _BY_VOTE == 0 and seat_bits._status(seat_word) != seat_bits.ACTIVE:
        return False
    if offer_word & _FOR_SILENCE != 0 and not calls._is_silent(seat_word):
        return False
    return (offer_word >> 200) & bits.MASK_16 == seat_bits._accepted(seat_word)

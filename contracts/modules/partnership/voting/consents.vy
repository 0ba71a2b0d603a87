# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Consents
@license GNU Affero General Public License v3.0 only
@notice What partners say to one proposal besides their ballots: yes or no, by transaction or by an EIP-712 signature,
        kept by seat and for that proposal only.

        A yes is for good. What a vote may do to a partner only if the partner agrees asks for it while the proposal is
        executed (`_has_agreed`); silence is no. It needs no standing: suspended and recused partners are asked, too.

        A no counts with its weight at the snapshot once the proposal has passed, from who has standing then and is not
        recused. As soon as that is more than half of the base (or of all weight there is now, if that is less), the
        proposal is stopped, in whatever class it is. Put
        again it needs the contested approval, and cannot be stopped again: so a majority can hold something up, and
        nobody blocks for ever. A no given before the proposal has passed is kept, and counts when it comes again.
        After a no only a transaction says yes: no signature of before brings back what was taken back.

        Where somebody holds a reserved matter or a floor (promises/), the same yes and no count for that: of accounts
        outside, too, as long as they hold one, and of steering seats, which are counted.

        One slot has the answers of 128 seats, in entries of 2 bits:

        bits  0-1  answer: of the seat whose number modulo 128 is the entry's place; one of the constants below
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: docket
uses: eip712
uses: proposals
uses: recusal
uses: seats
uses: side_counts
uses: total_weight
uses: voting
uses: weight_history


event ConsentGiven:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    holder: indexed(address)   # account of the partner
    agrees: bool   # whether it agrees
    weight: uint256   # weight; that counts towards stopping the proposal, 0 of a yes and of a no that does not count


# What a seat has said.
NOTHING: constant(uint256) = 0
AGREES: constant(uint256) = 1
REFUSES: constant(uint256) = 2
STOPS: constant(uint256) = 3    # refuses, and its weight counts towards stopping the proposal

# What becomes of an answer.
COUNTED: constant(uint256) = 0
EXPIRED: constant(uint256) = 1
INVALID_SIGNATURE: constant(uint256) = 2
NO_SEAT: constant(uint256) = 3
HAS_AGREED: constant(uint256) = 4
TAKEN_BACK: constant(uint256) = 5
SAID_BEFORE: constant(uint256) = 6

_ENTRIES: constant(uint256) = 128

_CONSENT_TYPEHASH: constant(bytes32) = keccak256(
    "Consent(uint256 proposalId,address holder,bool agrees,uint256 deadline)"
)

_answers: HashMap[uint256, HashMap[uint256, uint256]]   # proposal id => seat // 128 => answers
_agreed_by: HashMap[uint256, HashMap[uint256, address]] # proposal id => seat => account that agreed last
_outside_answers: HashMap[uint256, HashMap[address, uint256]]   # proposal id => account outside => answer
_held_outside: HashMap[address, uint256]                # account outside => how many matters and floors it holds
_steered: HashMap[uint256, HashMap[uint256, uint256]]   # proposal id => seat // 128 => answers of steering seats that count
_looking: transient(uint256)                            # id of the proposal whose actions are looked at; 0: none are
_running: transient(uint256)                            # id of the proposal that is being executed; 0: none is


# What is asked again for every answer of a batch.
struct Hearing:
    id: uint256
    proposal: proposals.Proposal
    counts: bool    # it has passed, and was not stopped before: a no counts
    base: uint256   # of its vote, or all weight there is now if that is less, where a no counts


@internal
def _begin_to_look(id: uint256):
    """
    @notice From here to `_begin` it is looked at what of the proposal is reserved. Nobody else is called in between.
    """
    self._looking = id


@internal
@view
def _require_look(id: uint256):
    assert id != 0 and self._looking == id, "matters: only in an execution"


@internal
def _begin(id: uint256):
    """
    @notice From here on the proposal is being executed.
    """
    self._looking = 0
    self._running = id


@internal
def _end():
    self._running = 0


@internal
@view
def _executed_now() -> uint256:
    """
    @notice The proposal that is being executed; 0 while none is.
    """
    return self._running


@internal
@view
def _has_agreed(seat: uint256) -> bool:
    """
    @notice Whether the account on that seat agreed to the proposal that is being executed; False while none is. The yes of
            one that has given the seat away binds nobody.
    """
    id: uint256 = self._running
    return id != 0 and self._present_answer(id, seat) == AGREES


@internal
@view
def _present_answer(id: uint256, seat: uint256) -> uint256:
    """
    @notice What the account on that seat said.
    """
    answer: uint256 = self._answer_of(id, seat)
    if answer == AGREES and self._agreed_by[id][seat] != seats._accounts[seat]:
        return NOTHING
    return answer


@internal
@view
def _answer_of(id: uint256, seat: uint256) -> uint256:
    return (self._answers[id][seat // _ENTRIES] >> (2 * (seat % _ENTRIES))) & 3


@internal
@view
def _hear(id: uint256) -> Hearing:
    """
    @notice Begins to take answers on a proposal; reverts if there is nothing more to be said about it.
    """
    proposal: proposals.Proposal = proposals._load(id)
    state: uint8 = proposals._state(id, proposal)
    has_passed: bool = state in [proposals.QUEUED, proposals.SUCCEEDED]
    assert has_passed or state in [proposals.PENDING, proposals.ACTIVE], "consents: proposal is over"
    hearing: Hearing = Hearing(
        id=id, proposal=proposal, counts=has_passed and proposal.special & proposals.AGAIN == 0, base=0
    )
    if hearing.counts:
        # Who is gone since, is suspended or has lapsed can refuse nothing.
        hearing.base = min(proposals._tally(id, proposal)[0].base, total_weight._latest())
    return hearing


@internal
def _answer(hearing: Hearing, holder: address, agrees: bool, is_signed: bool) -> uint256:
    """
    @notice Notes what `holder` says, and logs it.
    @return What keeps it from counting, if anything does.
    """
    seat_word: uint256 = seats._words[holder]
    is_watched: bool = total_weight._is_watched()
    outside: uint256 = NO_SEAT
    if is_watched and self._held_outside[holder] != 0:
        outside = self._answer_outside(hearing.id, holder, agrees, is_signed)
    if not seat_bits._holds_seat(seat_word):
        if outside == COUNTED:
            proposals._mark_heard(hearing.id)
            log ConsentGiven(proposalId=hearing.id, holder=holder, agrees=agrees, weight=0)
        return outside
    seat: uint256 = seat_bits._number(seat_word)
    before: uint256 = self._present_answer(hearing.id, seat)
    if before == AGREES:
        return HAS_AGREED
    after: uint256 = AGREES
    weight: uint256 = 0
    if agrees:
        if before != NOTHING and is_signed:
            return TAKEN_BACK
        if before == STOPS:
            side_counts._take_from_stop(
                hearing.id, weight_history._weight_at(seat_word, hearing.proposal.snapshot)
            )
    else:
        after = REFUSES
        if hearing.counts and before != STOPS:
            weight = self._stopping_weight(hearing, holder, seat_word, seat)
        if weight != 0:
            after = STOPS
            side_counts._add_to_stop(hearing.id, weight)
        # What was said before anything was reserved, or without the duty, may be said again to count for that.
        counts: bool = is_watched and not proposals._is_heard(hearing.id)
        if is_watched:
            counts = self._count_steering(hearing.id, holder, seat_word, seat, False) or counts
        if after <= before and not counts:
            return SAID_BEFORE
        after = max(after, before)
    if is_watched:
        proposals._mark_heard(hearing.id)
        if agrees:
            self._count_steering(hearing.id, holder, seat_word, seat, True)
    place: uint256 = 2 * (seat % _ENTRIES)
    others: uint256 = self._answers[hearing.id][seat // _ENTRIES] & ~(3 << place)
    self._answers[hearing.id][seat // _ENTRIES] = others | (after << place)
    if agrees:
        self._agreed_by[hearing.id][seat] = holder
    seats._stir(holder, seat_word)
    log ConsentGiven(proposalId=hearing.id, holder=holder, agrees=agrees, weight=weight)
    return COUNTED


@internal
def _answer_outside(id: uint256, holder: address, agrees: bool, is_signed: bool) -> uint256:
    """
    @notice Notes what an account outside says that holds something.
    """
    before: uint256 = self._outside_answers[id][holder]
    after: uint256 = REFUSES
    if before == AGREES:
        return HAS_AGREED
    if agrees:
        if before != NOTHING and is_signed:
            return TAKEN_BACK
        after = AGREES
    elif before == REFUSES:
        return SAID_BEFORE
    self._outside_answers[id][holder] = after
    return COUNTED


@internal
def _count_steering(id: uint256, holder: address, seat_word: uint256, seat: uint256, agrees: bool) -> bool:
    """
    @notice Counts what a steering seat with standing says, once for the seat, whoever has it: what it says last.
    @return Whether that changed anything.
    """
    place: uint256 = 2 * (seat % _ENTRIES)
    noted: uint256 = (self._steered[id][seat // _ENTRIES] >> place) & 3
    said: uint256 = NOTHING
    if voting._has_standing(docket._load(), holder, seat_word):
        if types.Role.STEERING in seats._present_role(holder, seat_word):
            said = REFUSES
            if agrees:
                said = AGREES
    # A no stays counted where the duty has ended since.
    if said == noted or (said == NOTHING and noted == REFUSES and not agrees):
        return False
    side_counts._count_steering(id, noted, said)
    others: uint256 = self._steered[id][seat // _ENTRIES] & ~(3 << place)
    self._steered[id][seat // _ENTRIES] = others | (said << place)
    return True


@internal
def _answer_signed(
    hearing: Hearing, holder: address, agrees: bool, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]
) -> uint256:
    """
    @notice The same for what `holder` signed, good until `deadline` (unix seconds).
    """
    if block.timestamp > deadline:
        return EXPIRED
    digest: bytes32 = eip712._hash_typed_data_v4(
        keccak256(abi_encode(_CONSENT_TYPEHASH, hearing.id, holder, agrees, deadline))
    )
    if not signature._is_signed_by(holder, digest, signed):
        return INVALID_SIGNATURE
    return self._answer(hearing, holder, agrees, True)


@internal
def _stop_if_most_refuse(hearing: Hearing):
    """
    @notice Stops the proposal if more than half of the base is against it. Called once all answers were noted.
    """
    if hearing.counts and 2 * side_counts._stopping(hearing.id) > hearing.base:
        proposals._stop(hearing.id)


@internal
@view
def _stopping_weight(hearing: Hearing, holder: address, seat_word: uint256, seat: uint256) -> uint256:
    """
    @notice What a no of `holder` adds towards stopping a proposal that has passed.
    """
    # Who has lapsed is out of all that its weight is compared with.
    if seat_word & (seat_bits.LAPSED | seat_bits.SILENT) != 0:
        return 0
    if not voting._has_standing(docket._load(), holder, seat_word):
        return 0
    if hearing.proposal.special & proposals.RECUSES != 0:
        if recusal._is_recused(hearing.id, seat):
            return 0
    return weight_history._weight_at(seat_word, hearing.proposal.snapshot)


@internal
@pure
def _text(problem: uint256) -> String[32]:
    if problem == EXPIRED:
        return "consents: signature expired"
    if problem == INVALID_SIGNATURE:
        return "consents: invalid signature"
    if problem == NO_SEAT:
        return "consents: holds no seat"
    if problem == HAS_AGREED:
        return "consents: has agreed"
    if problem == TAKEN_BACK:
        return "consents: was taken back"
    return "consents: said before"

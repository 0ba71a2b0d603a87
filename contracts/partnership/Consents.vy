# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Consents
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which partners say yes or no to one proposal besides their ballots: yes to what it
        does to their own deal, no to stop what has passed (see modules/partnership/voting/consents.vy); and by which it
        is shown that most of them have consented to new terms.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import signature as signatures


initializes: partnership_storage
uses: consents
uses: docket
uses: seats
uses: side_counts
uses: total_weight


event ConsentSkipped:
    holder: indexed(address)   # account of the partner whose answer it is
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    reason: String[32]   # why the answer does not count, one of the contracts' reasons


MAX_BATCH: constant(uint256) = 64
MAX_BATCH_BYTES: constant(uint256) = 8_192   # 64 answers signed by keys have 6,208
MAX_SHOWN: constant(uint256) = 2_048


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


# --- partners ---


@external
def consent(proposal_id: uint256, agrees: bool):
    """
    @notice Says yes or no to a proposal that is not over yet. A yes lets it do to the caller's own deal what it says, and
            is for good. A no counts, once the proposal has passed, towards stopping it; see consents.vy.
    """
    hearing: consents.Hearing = consents._hear(proposal_id)
    problem: uint256 = consents._answer(hearing, msg.sender, agrees, False)
    assert problem == consents.COUNTED, consents._text(problem)
    consents._stop_if_most_refuse(hearing)


# --- anyone ---


@external
def consent_by_sig(
    proposal_id: uint256,
    holder: address,
    agrees: bool,
    deadline: uint256,
    signature: Bytes[signatures.MAX_SIGNATURE],
):
    """
    @notice Relays what `holder` signed: Consent(proposalId, holder, agrees, deadline).
    @param deadline Unix seconds; last moment it may be relayed.
    """
    hearing: consents.Hearing = consents._hear(proposal_id)
    problem: uint256 = consents._answer_signed(hearing, holder, agrees, deadline, signature)
    assert problem == consents.COUNTED, consents._text(problem)
    consents._stop_if_most_refuse(hearing)


@external
def consents_by_sig(proposal_id: uint256, packed: Bytes[MAX_BATCH_BYTES], skip_bad: bool) -> uint256:
    """
    @notice Relays at most 64 answers on one proposal, each signed as Consent(proposalId, holder, agrees, deadline).
    @param packed The answers one after the other, 8,192 bytes at most, laid out like the ballots of `cast_votes_by_sig`:
           {holder: 20 bytes, zero: 4, agrees: 1, deadline: 5 (unix seconds; last moment it may be relayed), size of the
           signature: 2} and the signature.
    @param skip_bad True: an answer that does not count is logged (ConsentSkipped) and passed over. False: it reverts all.
    @return How many answers counted.
    """
    hearing: consents.Hearing = consents._hear(proposal_id)
    counted: uint256 = 0
    offset: uint256 = 0
    for i: uint256 in range(MAX_BATCH):
        if offset == len(packed):
            break
        head: uint256 = extract32(packed, offset, output_type=uint256)
        holder: address = convert(head >> 96, address)
        agrees: uint256 = (head >> 56) & 255
        deadline: uint256 = (head >> 16) & bits.MASK_40
        size: uint256 = head & bits.MASK_16
        offset += 32
        assert offset + size <= len(packed), "consents: batch is cut off"
        problem: uint256 = consents.INVALID_SIGNATURE
        if agrees <= 1 and size <= signatures.MAX_SIGNATURE:
            problem = consents._answer_signed(
                hearing,
                holder,
                agrees == 1,
                deadline,
                convert(slice(packed, offset, size), Bytes[signatures.MAX_SIGNATURE]),
            )
        offset += size
        if problem == consents.COUNTED:
            counted += 1
        else:
            assert skip_bad, consents._text(problem)
            log ConsentSkipped(holder=holder, proposalId=proposal_id, reason=consents._text(problem))
    assert offset == len(packed), "consents: too many answers"
    consents._stop_if_most_refuse(hearing)
    return counted


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def close_window(partners: DynArray[address, MAX_SHOWN]):
    """
    @notice Closes the window to accept the terms in force, once its time is over and partners with more than half of the
            weight have accepted them. Until then the version before is good enough.
    @param partners Who together have more than half, by strictly increasing address.
    """
    docket_word: uint256 = docket._load_in_force()
    version: uint256 = docket._version(docket_word)
    assert docket._is_window_open(docket_word), "terms: no window is open"
    assert block.timestamp > docket._deadline(docket_word), "terms: time to accept is left"
    accepted: uint256 = 0
    last: uint256 = 0
    for partner: address in partners:
        assert convert(partner, uint256) > last, "terms: partners out of order"
        last = convert(partner, uint256)
        seat_word: uint256 = seats._words[partner]
        weight: uint256 = seat_bits._weight(seat_word)
        if weight != 0 and seat_bits._accepted(seat_word) == version:
            accepted += weight
    assert 2 * accepted > total_weight._latest(), "terms: not by a majority"
    docket._close_window()
    log terms.WindowClosed(version=version, accepted_weight=accepted)


# --- views ---


@external
@view
@reentrant  # the escrow and capabilities ask it, in the middle of an execution
def has_agreed(account: address) -> bool:
    """
    @notice Whether the partner whose account this is, or was before its seat moved, agreed to the proposal that is being
            executed in this call; False while none is.
    """
    seat_word: uint256 = seats._words[account]
    return seat_word != 0 and consents._has_agreed(seat_bits._number(seat_word))


@external
@view
def consent_of(proposal_id: uint256, account: address) -> uint256:
    """
    @notice What the partner has said to a proposal: 0 nothing, 1 that it agrees, 2 that it refuses, 3 that it refuses and
            its weight counts towards stopping the proposal.
    """
    seat_word: uint256 = seats._words[account]
    if seat_word == 0:
        return consents._outside_answers[proposal_id][account]
    return consents._present_answer(proposal_id, seat_bits._number(seat_word))


@external
@view
def stopping_weight(proposal_id: uint256) -> uint256:
    """
    @notice The weight that counts towards stopping a proposal; more than half of its base (`proposal_tally`) stops it.
    """
    return side_counts._stopping(proposal_id)

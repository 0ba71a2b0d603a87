# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Proposals
@license GNU Affero General Public License v3.0 only
@notice A proposal from its making to its end. Its identity is OpenZeppelin's: keccak256 of the ABI-encoded actions
        and the hash of the description; the actions themselves are only in the log and come back to be executed.
        One proposal is one slot, which is why no ballot ever pays for a new one:

        proposal_word
            bits    0-39   votes_against        bits   40-79   votes_for         bits   80-119  votes_abstain, by weight
            bits  120-159  snapshot (unix seconds)
            bits  160-191  voting_period        bits  192-203  rule_version      bits  204-207  decision_class
            bits  208-221  proposer_seat
            bit   222      everyday: of the everyday class, which has no rule of its own yet
            bit   223      heard: somebody has said yes or no to it while something was reserved (consents.vy)
            bits  224-245  number, from 0
            bit   246      canceled             bit   247      executed
            bits  248-255  special: what makes it more than a sum of weight, see the constants below; 0 for most

        A special proposal has a second slot, see side_counts.vy.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import open_proposals
from contracts.modules.partnership.voting import outcome
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits


uses: open_proposals
uses: recusal
uses: rules
uses: side_counts
uses: total_weight


event ProposalCreated:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    proposer: address   # partner that proposes, or whose representative does
    targets: DynArray[address, actions.MAX_ACTIONS]   # address that each action calls or pays
    values: DynArray[uint256, actions.MAX_ACTIONS]   # wei; sent along with each action
    signatures: DynArray[String[1], actions.MAX_ACTIONS]   # empty texts, as in OpenZeppelin's Governor
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS]   # calldata of each action
    voteStart: uint256   # unix seconds; ballots count the weight of this second and are taken from the next one on
    voteEnd: uint256   # unix seconds; last moment ballots are taken, unless the vote closes early
    description: String[MAX_DESCRIPTION]   # what it is for


event ProposalExecuted:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it


event ProposalCanceled:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it


event ProposalStopped:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it


event ProposalExtended:
    proposalId: indexed(uint256)   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    extendedDeadline: uint64   # unix seconds; last moment ballots are taken; earlier than before where the vote closes early


# The outcome could not change any more; `deadline` (unix seconds) is the new one.
event VotingClosed:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    deadline: uint256   # unix seconds; last moment ballots were taken, before the one announced


struct Proposal:
    votes_against: uint256
    votes_for: uint256
    votes_abstain: uint256
    snapshot: uint256
    deadline: uint256
    rule_version: uint256
    decision_class: uint256
    proposer_seat: uint256
    everyday: bool
    number: uint256
    canceled: bool
    executed: bool
    special: uint256


MAX_DESCRIPTION: constant(uint256) = 2_048

# OpenZeppelin's ProposalState
PENDING: constant(uint8) = 0
ACTIVE: constant(uint8) = 1
CANCELED: constant(uint8) = 2
DEFEATED: constant(uint8) = 3
SUCCEEDED: constant(uint8) = 4   # may be executed now
QUEUED: constant(uint8) = 5      # has passed, the execution delay is running
EXPIRED: constant(uint8) = 6
EXECUTED: constant(uint8) = 7

# Special. The first three and the last two are the rule's, as `rules._timing` gives them.
COUNTS_SEATS: constant(uint256) = 1
DECIDES_EARLY: constant(uint256) = 2
RECUSES: constant(uint256) = 4      # somebody is or may be recused
STOPPED: constant(uint256) = 8      # by objections, or by more than half; canceled, too
CONTESTED: constant(uint256) = 16   # the contested approval is needed
AGAIN: constant(uint256) = 32       # put again after it was stopped: nobody stops it again
NOTES: constant(uint256) = 64       # it is noted who votes for it
EXTENDS: constant(uint256) = 128    # who turns the outcome late moves the end, or somebody breaks a tie

# What becomes of it if no more ballot is cast.
FAILS: constant(uint256) = 0
PASSES: constant(uint256) = 1
IS_TIED: constant(uint256) = 2      # and somebody may break that
NOT_LATE: constant(uint256) = 3     # it is too early to look

TIE_SECONDS: constant(uint256) = 7 * 24 * 60 * 60   # for who breaks a tie, from the end of the vote


_SPECIAL_SHIFT: constant(uint256) = 248
_TIMING_KEPT: constant(uint256) = 2**96 - 1   # all but whether silence passes, which its rule knows
_EVERYDAY: constant(uint256) = 1 << 222
_HEARD: constant(uint256) = 1 << 223
_CANCELED: constant(uint256) = 1 << 246
_EXECUTED: constant(uint256) = 1 << 247

_words: HashMap[uint256, uint256]       # id => proposal


@internal
def _open(
    id: uint256,
    decision_class: uint256,
    everyday: bool,
    timing: uint256,
    proposer_seat: uint256,
    number: uint256,
    in_force_since: uint256,
) -> (uint256, uint256):
    """
    @notice Opens a proposal.
    @param decision_class The one whose rule decides, see `rules._decided_by`; `everyday` if that is not its own.
    @param timing Of the rule in force for that class, see `rules._timing`.
    @param in_force_since Unix seconds. The founders' weight counts from the second after it, so no snapshot is earlier.
    @return The snapshot and the deadline, unix seconds.
    """
    assert self._words[id] == 0, "governor: already proposed"
    snapshot: uint256 = max(block.timestamp + (timing & bits.MASK_32), in_force_since + 1)
    deadline: uint256 = snapshot + ((timing >> 32) & bits.MASK_32)

    # Period, version and what is special about the class stand in the same order here as in the timing.
    self._words[id] = (
        (snapshot << 120)
        | (((timing >> 32) & _TIMING_KEPT) << 160)
        | (decision_class << 204)
        | (proposer_seat << 208)
        | (convert(everyday, uint256) << 222)
        | (number << 224)
    )
    return snapshot, deadline


@internal
@view
def _load(id: uint256) -> Proposal:
    assert self._words[id] != 0, "governor: unknown proposal"
    return self._look_up(id)


@internal
@view
def _look_up(id: uint256) -> Proposal:
    """
    @notice The proposal; nothing but zeros if there is none.
    """
    proposal_word: uint256 = self._words[id]
    snapshot: uint256 = self._snapshot(proposal_word)
    return Proposal(
        votes_against=proposal_word & bits.MASK_40,
        votes_for=(proposal_word >> 40) & bits.MASK_40,
        votes_abstain=(proposal_word >> 80) & bits.MASK_40,
        snapshot=snapshot,
        deadline=snapshot + ((proposal_word >> 160) & bits.MASK_32),
        rule_version=(proposal_word >> 192) & bits.MASK_12,
        decision_class=(proposal_word >> 204) & 15,
        proposer_seat=(proposal_word >> 208) & bits.MASK_14,
        everyday=proposal_word & _EVERYDAY != 0,
        number=self._number(proposal_word),
        canceled=proposal_word & _CANCELED != 0,
        executed=proposal_word & _EXECUTED != 0,
        special=self._special(proposal_word),
    )


@internal
def _store(id: uint256, proposal_word: uint256):
    self._words[id] = proposal_word


@internal
@view
def _is_open(proposal_word: uint256) -> bool:
    """
    @notice Whether votes are being cast: after the snapshot, up to and including the deadline.
    """
    snapshot: uint256 = self._snapshot(proposal_word)
    if block.timestamp <= snapshot or block.timestamp > snapshot + ((proposal_word >> 160) & bits.MASK_32):
        return False
    return proposal_word & _CANCELED == 0


@internal
@pure
def _special(proposal_word: uint256) -> uint256:
    return proposal_word >> _SPECIAL_SHIFT


@internal
@pure
def _snapshot(proposal_word: uint256) -> uint256:
    return (proposal_word >> 120) & bits.MASK_40


@internal
@pure
def _number(proposal_word: uint256) -> uint256:
    return (proposal_word >> 224) & bits.MASK_22


@internal
def _withdraw(id: uint256, proposal: Proposal):
    """
    @notice Cancels a proposal whose vote has not ended.
    """
    self._mark_canceled(id)
    self._free_entry(id, proposal, rules._rule_at(proposal.decision_class, proposal.rule_version))
    log ProposalCanceled(proposalId=id)


@internal
def _free_entry(id: uint256, proposal: Proposal, rule_word: uint256):
    """
    @notice Where open proposals are bounded, lets the partner propose something else instead of one that is open no more.
    """
    if self._is_bounded(proposal, rule_word):
        open_proposals._close(id, proposal.proposer_seat, proposal.deadline)


@internal
@view
def _is_bounded(proposal: Proposal, rule_word: uint256) -> bool:
    return rules._mode(rule_word) == rules.LAZY or proposal.number >= docket.MANY_PROPOSALS


@internal
def _mark_canceled(id: uint256):
    self._words[id] |= _CANCELED


@internal
def _stop(id: uint256):
    """
    @notice Ends a proposal that has passed; it may be put again, see `Proposals.propose_as`.
    """
    self._mark_canceled(id)
    self._mark_special(id, STOPPED)
    log ProposalStopped(proposalId=id)
    log ProposalCanceled(proposalId=id)


@internal
def _mark_executed(id: uint256):
    self._words[id] |= _EXECUTED


@internal
@view
def _state(id: uint256, proposal: Proposal) -> uint8:
    if proposal.executed:
        return EXECUTED
    if proposal.canceled:
        return CANCELED
    if block.timestamp <= proposal.snapshot:
        return PENDING
    if block.timestamp <= proposal.deadline:
        return ACTIVE
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = self._tally(id, proposal)[0]
    if outcome._passes(rule_word, tally):
        return self._state_once_passed(proposal, rule_word)
    if self._waits(id, proposal, rule_word, tally):
        return ACTIVE
    return DEFEATED


@internal
@view
def _is_plainly_executable(proposal: Proposal) -> bool:
    """
    @notice Whether a proposal with nothing special about it may be executed now; the same as `_state`, and shorter.
    """
    if proposal.executed or proposal.canceled or block.timestamp <= proposal.deadline:
        return False
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = self._plain_tally(proposal)
    return outcome._passes(rule_word, tally) and self._state_once_passed(proposal, rule_word) == SUCCEEDED


@internal
@view
def _state_once_passed(proposal: Proposal, rule_word: uint256) -> uint8:
    last_waiting: uint256 = proposal.deadline + rules._execution_delay(rule_word)
    if block.timestamp <= last_waiting:
        return QUEUED
    if block.timestamp <= last_waiting + rules._execution_window(rule_word):
        return SUCCEEDED
    return EXPIRED


@internal
@view
def _plain_tally(proposal: Proposal) -> outcome.Tally:
    return outcome.Tally(
        votes_for=proposal.votes_for,
        votes_against=proposal.votes_against,
        votes_abstain=proposal.votes_abstain,
        seats_for=0,
        seats_against=0,
        base=total_weight._at(proposal.snapshot),
        contested=proposal.special & CONTESTED != 0,
        tie_passes=False,
    )


@internal
@view
def _tally(id: uint256, proposal: Proposal) -> (outcome.Tally, uint256):
    """
    @notice The tally so far, and the weight of partners in recusal who may still contest it.
    """
    tally: outcome.Tally = self._plain_tally(proposal)
    contestable: uint256 = 0
    if proposal.special & RECUSES != 0:
        out: uint256 = 0
        out, contestable = recusal._weights(id, proposal.snapshot)
        tally.base -= out
    if proposal.special & (COUNTS_SEATS | EXTENDS) != 0:
        side: side_counts.Side = side_counts._side(id)
        tally.seats_against = side.seats_against
        tally.seats_for = side.seats_for
        tally.tie_passes = side.tie_passes
    return tally, contestable


@internal
@view
def _waits(id: uint256, proposal: Proposal, rule_word: uint256, tally: outcome.Tally) -> bool:
    """
    @notice Whether a vote that is over waits for who breaks its tie.
    """
    if not rules._has_tie_breaker(rule_word) or block.timestamp > proposal.deadline + TIE_SECONDS:
        return False
    side: side_counts.Side = side_counts._side(id)
    return side.ties_break and not side.tie_fails and outcome._is_tied(rule_word, tally)


@internal
def _break_tie(id: uint256, proposal: Proposal, passes: bool):
    """
    @notice Decides a proposal that waits for it. The vote was over before this second, and so are the ballots: the
            execution delay runs from here.
    """
    side_counts._decide_tie(id, passes)
    self._move_deadline(id, proposal, block.timestamp - 1)


@internal
@view
def _outcome_if_late(id: uint256, proposal_word: uint256) -> uint256:
    """
    @notice What would become of an open proposal without another ballot; NOT_LATE where a ballot in this second does not
            move the end, whatever it turns. Asked before what may turn the outcome, for `_extend_if_turned`.
    """
    if self._special(proposal_word) & EXTENDS == 0:
        return NOT_LATE
    proposal: Proposal = self._load(id)
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    if block.timestamp + rules._extension(rule_word) <= proposal.deadline or block.timestamp <= proposal.snapshot:
        return NOT_LATE
    return self._outcome(id, proposal, rule_word)


@internal
@view
def _outcome(id: uint256, proposal: Proposal, rule_word: uint256) -> uint256:
    tally: outcome.Tally = self._tally(id, proposal)[0]
    if outcome._passes(rule_word, tally):
        return PASSES
    if side_counts._side(id).ties_break and outcome._is_tied(rule_word, tally):
        return IS_TIED
    return FAILS


@internal
def _extend_if_turned(id: uint256, before: uint256):
    """
    @notice Moves the end of a vote if its outcome is not what it was `before`: as often as that happens, until it has
            been moved by one voting period.
    """
    if before == NOT_LATE:
        return
    proposal: Proposal = self._load(id)
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    deadline: uint256 = min(
        block.timestamp + rules._extension(rule_word), proposal.snapshot + 2 * rules._voting_period(rule_word)
    )
    if deadline > proposal.deadline and self._outcome(id, proposal, rule_word) != before:
        self._move_deadline(id, proposal, deadline)
        if self._is_bounded(proposal, rule_word):
            open_proposals._extend(id, proposal.proposer_seat, proposal.deadline, deadline)


@internal
def _move_deadline(id: uint256, proposal: Proposal, deadline: uint256):
    self._words[id] = (self._words[id] & ~(bits.MASK_32 << 160)) | ((deadline - proposal.snapshot) << 160)
    log ProposalExtended(proposalId=id, extendedDeadline=convert(deadline, uint64))


@internal
def _mark_special(id: uint256, special: uint256):
    self._words[id] |= special << _SPECIAL_SHIFT
    side_counts._mark(id)


@internal
@view
def _made_at(id: uint256) -> uint256:
    """
    @notice When it was made, unix seconds; up to a second later where it was made while the partnership came into force.
    """
    proposal_word: uint256 = self._words[id]
    rule_word: uint256 = rules._rule_at((proposal_word >> 204) & 15, (proposal_word >> 192) & bits.MASK_12)
    return self._snapshot(proposal_word) - rules._voting_delay(rule_word)


@internal
@view
def _is_heard(id: uint256) -> bool:
    """
    @notice Whether anybody said yes or no to it while something was reserved.
    """
    return self._words[id] & _HEARD != 0


@internal
def _mark_heard(id: uint256):
    self._words[id] |= _HEARD


@internal
def _close_if_settled(id: uint256) -> bool:
    """
    @notice Ends the voting of a proposal whose class decides early, in this second, if its outcome cannot change.
    """
    proposal: Proposal = self._load(id)
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = empty(outcome.Tally)
    contestable: uint256 = 0
    tally, contestable = self._tally(id, proposal)
    lent: uint256 = side_counts._side(id).lent
    if not outcome._is_settled(rule_word, tally, lent, contestable):
        return False
    if block.timestamp < proposal.deadline:   # in its last second it ends anyway
        self._move_deadline(id, proposal, block.timestamp)
        self._free_entry(id, proposal, rule_word)
        log VotingClosed(proposalId=id, deadline=block.timestamp)
    return True


@internal
@view
def _eta(proposal: Proposal) -> uint256:
    """
    @notice The first second in which the proposal may be executed if it passes.
    """
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    return proposal.deadline + rules._execution_delay(rule_word) + 1

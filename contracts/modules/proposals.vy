# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Proposals
@license GNU Affero General Public License v3.0 only
@notice A proposal from its making to its end. Its identity is OpenZeppelin's: keccak256 of the ABI-encoded actions
        and the hash of the description; the actions themselves are only in the log and come back to be executed.
        One proposal is one slot, which is why no ballot ever pays for a new one:

        bits    0-39   weight against       bits   40-79   weight for        bits   80-119  weight abstaining
        bits  120-159  snapshot (unix seconds)
        bits  160-191  voting period        bits  192-203  rule version      bits  204-207  decision class
        bits  208-223  seat of the proposer
        bits  224-245  number, from 0
        bit   246      canceled             bit   247      executed
        bits  248-255  special: what makes it more than a sum of weight, see the constants below; 0 for most

        A special proposal has a second slot:

        bits    0-15   seats against        bits   16-31   seats for         bits   32-47   seats abstaining
        bits   48-87   lent: weight that representatives cast, where the class decides early
        bits   88-95   objections
        bit   255      in use, so that the first ballot pays no more than the others
"""

from contracts.modules import actions
from contracts.modules import outcome
from contracts.modules import recusal
from contracts.modules import rules
from contracts.modules import total_weight


uses: recusal
uses: rules
uses: total_weight


event ProposalCreated:
    proposalId: uint256
    proposer: address
    targets: DynArray[address, actions.MAX_ACTIONS]
    values: DynArray[uint256, actions.MAX_ACTIONS]
    signatures: DynArray[String[1], actions.MAX_ACTIONS]
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS]
    voteStart: uint256
    voteEnd: uint256
    description: String[MAX_DESCRIPTION]


event ProposalExecuted:
    proposalId: uint256


event ProposalCanceled:
    proposalId: uint256


# The outcome could not change any more; `deadline` (unix seconds) is the new one.
event VotingClosed:
    proposalId: uint256
    deadline: uint256


struct Proposal:
    votes_against: uint256
    votes_for: uint256
    votes_abstain: uint256
    snapshot: uint256
    deadline: uint256
    rule_version: uint256
    decision_class: uint256
    proposer_seat: uint256
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

# Special. The first three are the rule's, as `rules._timing` gives them.
COUNTS_SEATS: constant(uint256) = 1
DECIDES_EARLY: constant(uint256) = 2
RECUSES: constant(uint256) = 4      # somebody is or may be recused
STOPPED: constant(uint256) = 8      # by objections; canceled, too
CONTESTED: constant(uint256) = 16   # the contested approval is needed
AGAIN: constant(uint256) = 32       # put again after it was stopped: nobody can object

_SPECIAL_SHIFT: constant(uint256) = 248
_LENT_SHIFT: constant(uint256) = 48
_OBJECTIONS_SHIFT: constant(uint256) = 88
_IN_USE: constant(uint256) = 1 << 255
_CANCELED: constant(uint256) = 1 << 246
_EXECUTED: constant(uint256) = 1 << 247
_MASK_12: constant(uint256) = 2**12 - 1
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_22: constant(uint256) = 2**22 - 1
_MASK_32: constant(uint256) = 2**32 - 1
_MASK_40: constant(uint256) = 2**40 - 1

_proposals: HashMap[uint256, uint256]   # id => proposal
_sides: HashMap[uint256, uint256]       # id => second slot of a special proposal
_recent: HashMap[uint256, uint256]      # seat => deadlines of its six latest proposals, 40 bits each, newest lowest


@internal
def _open(
    id: uint256, decision_class: uint256, timing: uint256, proposer_seat: uint256, number: uint256
) -> (uint256, uint256):
    """
    @notice Opens a proposal.
    @param timing Of the rule in force for its class, see `rules._timing`.
    @return The snapshot and the deadline, unix seconds.
    """
    assert self._proposals[id] == 0, "governor: already proposed"
    snapshot: uint256 = block.timestamp + (timing & _MASK_32)
    deadline: uint256 = snapshot + ((timing >> 32) & _MASK_32)

    recent: uint256 = self._recent[proposer_seat]
    assert (recent >> 200) < block.timestamp, "governor: too many open"
    self._recent[proposer_seat] = ((recent << 40) & (2**240 - 1)) | deadline

    # Period, version and what is special about the class stand in the same order here as in the timing.
    self._proposals[id] = (
        (snapshot << 120)
        | ((timing >> 32) << 160)
        | (decision_class << 204)
        | (proposer_seat << 208)
        | (number << 224)
    )
    return snapshot, deadline


@internal
@view
def _load(id: uint256) -> Proposal:
    word: uint256 = self._proposals[id]
    assert word != 0, "governor: unknown proposal"
    snapshot: uint256 = self._snapshot(word)
    return Proposal(
        votes_against=word & _MASK_40,
        votes_for=(word >> 40) & _MASK_40,
        votes_abstain=(word >> 80) & _MASK_40,
        snapshot=snapshot,
        deadline=snapshot + ((word >> 160) & _MASK_32),
        rule_version=(word >> 192) & _MASK_12,
        decision_class=(word >> 204) & 15,
        proposer_seat=(word >> 208) & _MASK_16,
        number=self._number(word),
        canceled=word & _CANCELED != 0,
        executed=word & _EXECUTED != 0,
        special=self._special(word),
    )


@internal
def _count(id: uint256, proposal: uint256, support: uint8, weight: uint256):
    """
    @notice Adds a ballot to the tally of `proposal`, the present word of `id`. A tally cannot overflow: every weight
            counts once, and the total fits.
    """
    self._proposals[id] = proposal + (weight << (40 * convert(support, uint256)))


@internal
@view
def _is_open(proposal: uint256) -> bool:
    """
    @notice Whether votes are being cast: after the snapshot, up to and including the deadline.
    """
    snapshot: uint256 = self._snapshot(proposal)
    if block.timestamp <= snapshot or block.timestamp > snapshot + ((proposal >> 160) & _MASK_32):
        return False
    return proposal & _CANCELED == 0


@internal
@pure
def _special(proposal: uint256) -> uint256:
    return proposal >> _SPECIAL_SHIFT


@internal
@pure
def _snapshot(proposal: uint256) -> uint256:
    return (proposal >> 120) & _MASK_40


@internal
@pure
def _number(proposal: uint256) -> uint256:
    return (proposal >> 224) & _MASK_22


@internal
def _mark_canceled(id: uint256):
    self._proposals[id] |= _CANCELED


@internal
def _mark_executed(id: uint256):
    self._proposals[id] |= _EXECUTED


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
    rule: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = self._tally(id, proposal)[0]
    if not outcome._passes(rule, tally):
        return DEFEATED
    last_waiting: uint256 = proposal.deadline + rules._execution_delay(rule)
    if block.timestamp <= last_waiting:
        return QUEUED
    if block.timestamp <= last_waiting + rules._execution_window(rule):
        return SUCCEEDED
    return EXPIRED


@internal
@view
def _tally(id: uint256, proposal: Proposal) -> (outcome.Tally, uint256):
    """
    @notice The tally so far, and the weight of partners in recusal who may still contest it.
    """
    tally: outcome.Tally = outcome.Tally(
        votes_for=proposal.votes_for,
        votes_against=proposal.votes_against,
        votes_abstain=proposal.votes_abstain,
        seats_for=0,
        seats_against=0,
        base=total_weight._at(proposal.snapshot),
        contested=proposal.special & CONTESTED != 0,
    )
    contestable: uint256 = 0
    if proposal.special & RECUSES != 0:
        out: uint256 = 0
        out, contestable = recusal._weights(id, proposal.snapshot)
        tally.base -= out
    if proposal.special & COUNTS_SEATS != 0:
        side: uint256 = self._sides[id]
        tally.seats_against = side & _MASK_16
        tally.seats_for = (side >> 16) & _MASK_16
    return tally, contestable


@internal
def _mark_special(id: uint256, special: uint256):
    self._proposals[id] |= special << _SPECIAL_SHIFT
    self._sides[id] |= _IN_USE


@internal
def _count_seat(id: uint256, support: uint8):
    self._sides[id] += 1 << (16 * convert(support, uint256))


@internal
def _uncount_seat(id: uint256, support: uint8):
    self._sides[id] -= 1 << (16 * convert(support, uint256))


@internal
def _lend(id: uint256, weight: uint256):
    self._sides[id] += weight << _LENT_SHIFT


@internal
def _take_back(id: uint256, weight: uint256):
    self._sides[id] -= weight << _LENT_SHIFT


@internal
def _count_objection(id: uint256) -> uint256:
    """
    @notice Adds one objection and returns how many there are; the caller sees to it that 255 are enough.
    """
    side: uint256 = self._sides[id] + (1 << _OBJECTIONS_SHIFT)
    self._sides[id] = side | _IN_USE
    return (side >> _OBJECTIONS_SHIFT) & 255


@internal
def _close_if_settled(id: uint256):
    """
    @notice Ends the voting of a proposal whose class decides early, in this second, if its outcome cannot change.
    """
    proposal: Proposal = self._load(id)
    rule: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = empty(outcome.Tally)
    contestable: uint256 = 0
    tally, contestable = self._tally(id, proposal)
    lent: uint256 = (self._sides[id] >> _LENT_SHIFT) & _MASK_40
    if block.timestamp < proposal.deadline and outcome._is_settled(rule, tally, lent, contestable):
        period: uint256 = block.timestamp - proposal.snapshot
        self._proposals[id] = (self._proposals[id] & ~(_MASK_32 << 160)) | (period << 160)
        log VotingClosed(proposalId=id, deadline=block.timestamp)


@internal
@view
def _eta(proposal: Proposal) -> uint256:
    """
    @notice The first second in which the proposal may be executed if it passes.
    """
    rule: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    return proposal.deadline + rules._execution_delay(rule) + 1


@internal
@pure
def _may_propose(proposer: address, description: String[MAX_DESCRIPTION]) -> bool:
    """
    @notice Whether `description` lets `proposer` propose it: one that ends in "#proposer=0x" and an address is for
            that address only, so nobody can put it first and then cancel it (OpenZeppelin's rule).
    """
    size: uint256 = len(description)
    if size < 52:
        return True
    if slice(description, size - 52, 12) != "#proposer=0x":
        return True
    named: uint256 = 0
    digits: Bytes[40] = convert(slice(description, size - 40, 40), Bytes[40])
    for i: uint256 in range(40):
        digit: uint256 = convert(slice(digits, i, 1), uint256)
        if digit >= 48 and digit <= 57:      # 0-9
            digit -= 48
        elif digit >= 65 and digit <= 70:    # A-F
            digit -= 55
        elif digit >= 97 and digit <= 102:   # a-f
            digit -= 87
        else:
            return True                      # not an address: an ordinary text
        named = (named << 4) | digit
    return named == convert(proposer, uint256)

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
"""

from contracts.modules import rules
from contracts.modules import total_weight


uses: rules
uses: total_weight


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


# OpenZeppelin's ProposalState
PENDING: constant(uint8) = 0
ACTIVE: constant(uint8) = 1
CANCELED: constant(uint8) = 2
DEFEATED: constant(uint8) = 3
SUCCEEDED: constant(uint8) = 4   # may be executed now
QUEUED: constant(uint8) = 5      # has passed, the execution delay is running
EXPIRED: constant(uint8) = 6
EXECUTED: constant(uint8) = 7

_CANCELED: constant(uint256) = 1 << 246
_EXECUTED: constant(uint256) = 1 << 247
_MASK_12: constant(uint256) = 2**12 - 1
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_22: constant(uint256) = 2**22 - 1
_MASK_32: constant(uint256) = 2**32 - 1
_MASK_40: constant(uint256) = 2**40 - 1

_proposals: HashMap[uint256, uint256]   # id => proposal
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

    # The period and the version stand side by side, here as in the timing.
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
def _state(proposal: Proposal) -> uint8:
    if proposal.executed:
        return EXECUTED
    if proposal.canceled:
        return CANCELED
    if block.timestamp <= proposal.snapshot:
        return PENDING
    if block.timestamp <= proposal.deadline:
        return ACTIVE
    rule: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    if not rules._passes(
        rule,
        proposal.votes_for,
        proposal.votes_against,
        proposal.votes_abstain,
        total_weight._at(proposal.snapshot),
    ):
        return DEFEATED
    last_waiting: uint256 = proposal.deadline + rules._execution_delay(rule)
    if block.timestamp <= last_waiting:
        return QUEUED
    if block.timestamp <= last_waiting + rules._execution_window(rule):
        return SUCCEEDED
    return EXPIRED


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
def _may_propose(proposer: address, description: String[2_048]) -> bool:
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

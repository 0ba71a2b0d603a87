# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership
@license GNU Affero General Public License v3.0 only
@notice How we decide: weight, proposals and the treasury. It is the partnership's own account: it holds the funds,
        only a passed proposal spends them, and it is the only authority over its Membership and RevenueEscrow.
        It speaks OpenZeppelin's IGovernor, without the queue step, on a clock of unix seconds (ERC-6372).

        What is seldom called (its rules, its beginning and its end) is code of the PartnershipAnnex, which works on
        the storage of this contract; see `__default__`.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import types
from contracts.modules import actions
from contracts.modules import docket
from contracts.modules import governor_views
from contracts.modules import proposals
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import siblings
from contracts.modules import total_weight
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


# The same modules in the same order as in PartnershipAnnex.vy: they share the storage.
initializes: docket
initializes: eip712
initializes: rules
initializes: total_weight
initializes: actions[rules := rules]
initializes: seats[total_weight := total_weight]
initializes: proposals[rules := rules, total_weight := total_weight]
initializes: voting[docket := docket, eip712 := eip712, proposals := proposals, seats := seats]
# This one has no storage.
initializes: governor_views[
    docket := docket,
    proposals := proposals,
    rules := rules,
    seats := seats,
    total_weight := total_weight,
    voting := voting,
]

exports: (
    # ERC-5267
    eip712.eip712Domain,
    # IGovernor, ERC-5805, ERC-6372
    governor_views.clock,
    governor_views.CLOCK_MODE,
    governor_views.COUNTING_MODE,
    governor_views.state,
    governor_views.proposalSnapshot,
    governor_views.proposalDeadline,
    governor_views.proposalEta,
    governor_views.proposalVotes,
    governor_views.proposalNeedsQueuing,
    governor_views.proposalThreshold,
    governor_views.hasVoted,
    governor_views.votingDelay,
    governor_views.votingPeriod,
    governor_views.quorum,
    governor_views.getVotes,
    governor_views.getPastTotalSupply,
    governor_views.nonces,
    # our own
    governor_views.in_force_since,
    governor_views.proposal_count,
    governor_views.proposal_class,
    governor_views.has_standing,
    governor_views.weight_of,
    governor_views.total,
)


event ProposalCreated:
    proposalId: uint256
    proposer: address
    targets: DynArray[address, actions.MAX_ACTIONS]
    values: DynArray[uint256, actions.MAX_ACTIONS]
    signatures: DynArray[String[1], actions.MAX_ACTIONS]
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS]
    voteStart: uint256
    voteEnd: uint256
    description: String[2_048]


event ProposalExecuted:
    proposalId: uint256


event ProposalCanceled:
    proposalId: uint256


MAX_DESCRIPTION: constant(uint256) = 2_048
MAX_ANSWER: constant(uint256) = 1_024  # bytes; the longest that a function of the annex returns is a rule

_IERC165: constant(bytes4) = 0x01ffc9a7
_IERC6372: constant(bytes4) = 0xda287a1d
_IGOVERNOR: constant(bytes4) = 0xcdbdfcee       # OpenZeppelin 5.3 and later
_IGOVERNOR_5_0: constant(bytes4) = 0x65455a86   # before getProposalId was part of it


ANNEX: public(immutable(address))


@deploy
def __init__(annex: address):
    """
    @param annex The PartnershipAnnex of the same release.
    """
    assert annex.is_contract, "partnership: no annex code"
    ANNEX = annex
    eip712.__init__("Polypact Partnership", "1")
    docket._initialize()  # an implementation counts as initialized


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # takes ether while a proposal is being executed; the annex's own functions take the lock
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Takes ether. Any other call that is not a function of this contract is one of the annex.
    """
    if len(msg.data) == 0:
        return b""
    return raw_call(ANNEX, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
@payable
def execute(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Executes a proposal that passed, once its delay is over: all actions or none.
    """
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)
    assert proposals._state(proposals._load(id)) == proposals.SUCCEEDED, "governor: not executable"
    proposals._mark_executed(id)
    log ProposalExecuted(proposalId=id)
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        actions._run(targets[i], values[i], calldatas[i])
    return id


@external
def castVoteBySig(proposalId: uint256, support: uint8, voter: address, signature: Bytes[voting.MAX_SIGNATURE]) -> uint256:
    """
    @notice Relays a ballot that `voter` signed: Ballot(proposalId, support, voter, nonce).
    """
    voting._use_signature(
        voter, voting._ballot_digest(proposalId, support, voter, seats._nonce(voter)), signature
    )
    weight: uint256 = voting._cast(proposalId, voter, support)
    log voting.VoteCast(voter=voter, proposalId=proposalId, support=support, weight=weight, reason="")
    return weight


# --- partners ---


@external
def propose(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    description: String[MAX_DESCRIPTION],
) -> uint256:
    """
    @notice Puts actions to the vote. The caller needs standing and the role of a proposer.
    @param description Any text; ending in "#proposer=0x<address>" it can be proposed by that address only.
    @return The proposal id.
    """
    seat: uint256 = seats._seats[msg.sender]
    current: uint256 = docket._slot
    assert voting._has_standing(current, seat), "governor: no standing"
    assert types.Role.PROPOSER in seats._role(seat), "governor: role may not propose"
    count: uint256 = len(targets)
    assert count != 0 and count == len(values) and count == len(calldatas), "governor: actions do not match"
    assert proposals._may_propose(msg.sender, description), "governor: for another proposer"

    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    strictest: uint256 = rules.CLASSES
    for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
        strictest = min(strictest, actions._class_of(targets[i], calldatas[i], docket._is_mapped(current)))
    timing: uint256 = docket._ordinary_timing(current)
    if strictest != rules.ORDINARY:
        timing = rules._timing(strictest)
    docket._count_proposal(current)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    snapshot, deadline = proposals._open(id, strictest, timing, seats._number(seat), docket._proposals(current))

    signatures: DynArray[String[1], actions.MAX_ACTIONS] = []
    for target: address in targets:
        signatures.append("")
    log ProposalCreated(
        proposalId=id,
        proposer=msg.sender,
        targets=targets,
        values=values,
        signatures=signatures,
        calldatas=calldatas,
        voteStart=snapshot,
        voteEnd=deadline,
        description=description,
    )
    return id


@external
def castVote(proposalId: uint256, support: uint8) -> uint256:
    """
    @notice Casts the caller's ballot: 0 against, 1 for, 2 abstain.
    @return The weight that counted.
    """
    weight: uint256 = voting._cast(proposalId, msg.sender, support)
    log voting.VoteCast(voter=msg.sender, proposalId=proposalId, support=support, weight=weight, reason="")
    return weight


@external
def castVoteWithReason(proposalId: uint256, support: uint8, reason: String[voting.MAX_TEXT]) -> uint256:
    weight: uint256 = voting._cast(proposalId, msg.sender, support)
    log voting.VoteCast(voter=msg.sender, proposalId=proposalId, support=support, weight=weight, reason=reason)
    return weight


@external
def castVoteWithReasonAndParams(
    proposalId: uint256, support: uint8, reason: String[voting.MAX_TEXT], params: Bytes[voting.MAX_TEXT]
) -> uint256:
    return voting._cast_with_params(proposalId, msg.sender, support, reason, params)


@external
def cancel(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Withdraws a proposal. Only its proposer may, until the vote has ended.
    """
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)
    proposal: proposals.Proposal = proposals._load(id)
    assert msg.sender == self._proposer(proposal), "governor: not the proposer"
    assert proposals._state(proposal) in [proposals.PENDING, proposals.ACTIVE], "governor: vote has ended"
    proposals._mark_canceled(id)
    log ProposalCanceled(proposalId=id)
    return id


# --- the Membership ---


@external
@reentrant  # called back while execute runs an action on the Membership; see _check_membership
def set_seat(
    partner: address, seat: uint256, weight: uint256, accepted_version: uint256, role: types.Role, active: bool
) -> uint256:
    """
    @notice Takes over what the Membership says of `partner`.
    @return The total weight.
    """
    self._check_membership()
    seats._set(partner, seat, weight, accepted_version, role, active)
    return total_weight._latest()


@external
@reentrant  # called back while execute amends the terms; see _check_membership
def set_terms(version: uint256, window_closes: uint256):
    self._check_membership()
    docket._set_terms(version, window_closes)


@external
def enter_force():
    self._check_membership()
    docket._enter_force()
    total_weight._start()


# --- views ---


@external
@pure
def name() -> String[20]:
    """
    @notice The name in the EIP-712 domain, as IGovernor wants it; the partnership's own name is in its Membership.
    """
    return "Polypact Partnership"


@external
@pure
def version() -> String[1]:
    return "1"


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    return interface_id in [_IERC165, _IGOVERNOR, _IGOVERNOR_5_0, _IERC6372]


@external
@view
def hashProposal(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


@external
@view
def proposalProposer(proposalId: uint256) -> address:
    return self._proposer(proposals._load(proposalId))


@external
@view
def membership() -> address:
    return siblings._membership_of(self)


@external
@view
def escrow() -> address:
    return siblings._escrow_of(self)


# --- internals ---


@internal
@view
def _check_membership():
    # While a proposal is being executed, the Membership may only call back from an action on it: nobody can use an
    # action on their own contract to leave or accept in the middle of it.
    membership: address = siblings._membership_of(self)
    assert msg.sender == membership, "partnership: not the membership"
    assert actions._calling in [empty(address), membership], "partnership: executing"


@internal
@view
def _proposer(proposal: proposals.Proposal) -> address:
    return staticcall IMembership(siblings._membership_of(self)).partner_at(proposal.proposer_seat)

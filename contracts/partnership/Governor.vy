# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Governor
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership with what IGovernor, ERC-5805 and ERC-6372 let everybody read, and with the step of
        IGovernor that a Partnership does not have.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import governor_views
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting


initializes: partnership_storage
# This one has no storage.
initializes: governor_views[
    ballot_marks := ballot_marks,
    proposals := proposals,
    rules := rules,
    seats := seats,
    total_weight := total_weight,
    voting := voting,
]

exports: (
    governor_views.clock,
    governor_views.CLOCK_MODE,
    governor_views.COUNTING_MODE,
    governor_views.name,
    governor_views.version,
    governor_views.state,
    governor_views.proposalSnapshot,
    governor_views.proposalDeadline,
    governor_views.proposalEta,
    governor_views.proposalProposer,
    governor_views.proposalVotes,
    governor_views.proposalNeedsQueuing,
    governor_views.proposalThreshold,
    governor_views.hasVoted,
    governor_views.votingDelay,
    governor_views.votingPeriod,
    governor_views.quorum,
    governor_views.getVotes,
    governor_views.getVotesWithParams,
    governor_views.getPastVotes,
    governor_views.getPastTotalSupply,
    governor_views.delegates,
    governor_views.nonces,
)


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


@external
def queue(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Always reverts: the execution delay runs by itself.
    """
    raise "governor: no queue step"


@external
@pure
def hashProposal(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice The id of a proposal: keccak256 of its ABI-encoded actions and the hash of its description.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


@external
@pure
def getProposalId(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice The id of a proposal: keccak256 of its ABI-encoded actions and the hash of its description.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)

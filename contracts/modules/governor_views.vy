# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Governor views
@license GNU Affero General Public License v3.0 only
@notice What IGovernor, ERC-5805 and ERC-6372 let everybody read. One governor has one delay, period and quorum there;
        where a Partnership has several, these views speak of the ordinary class.
"""

from contracts.modules import docket
from contracts.modules import proposals
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import total_weight
from contracts.modules import voting


uses: docket
uses: proposals
uses: rules
uses: seats
uses: total_weight
uses: voting


@external
@view
def clock() -> uint48:
    return convert(block.timestamp, uint48)


@external
@pure
def CLOCK_MODE() -> String[14]:
    return "mode=timestamp"


@external
@pure
def COUNTING_MODE() -> String[32]:
    return "support=bravo&quorum=for,abstain"


@external
@view
def state(proposalId: uint256) -> uint8:
    """
    @notice OpenZeppelin's ProposalState. Queued (5) means passed with the execution delay running, Succeeded (4)
            that it may be executed now.
    """
    return proposals._state(proposals._load(proposalId))


@external
@view
def proposalSnapshot(proposalId: uint256) -> uint256:
    return proposals._load(proposalId).snapshot


@external
@view
def proposalDeadline(proposalId: uint256) -> uint256:
    return proposals._load(proposalId).deadline


@external
@view
def proposalEta(proposalId: uint256) -> uint256:
    """
    @notice Unix seconds: the first second in which the proposal may be executed if it passes.
    """
    return proposals._eta(proposals._load(proposalId))


@external
@view
def proposalVotes(proposalId: uint256) -> (uint256, uint256, uint256):
    """
    @notice The tally: weight against, for, abstaining.
    """
    proposal: proposals.Proposal = proposals._load(proposalId)
    return proposal.votes_against, proposal.votes_for, proposal.votes_abstain


@external
@view
def proposalNeedsQueuing(proposalId: uint256) -> bool:
    return False


@external
@view
def proposalThreshold() -> uint256:
    """
    @notice 0: standing and the role of a proposer are what it takes, not weight.
    """
    return 0


@external
@view
def hasVoted(proposalId: uint256, account: address) -> bool:
    return seats._has_voted(seats._seats[account], proposals._load(proposalId).number)


@external
@view
def votingDelay() -> uint256:
    """
    @notice Of the ordinary class, in seconds.
    """
    return rules._voting_delay(rules._rules[rules.ORDINARY])


@external
@view
def votingPeriod() -> uint256:
    """
    @notice Of the ordinary class, in seconds.
    """
    return rules._voting_period(rules._rules[rules.ORDINARY])


@external
@view
def quorum(timepoint: uint256) -> uint256:
    """
    @notice The weight the ordinary class needs, on the total at `timepoint` (unix seconds, in the past).
    """
    voting._check_past(timepoint)
    return rules._quorum(rules._rules[rules.ORDINARY], total_weight._at(timepoint))


@external
@view
def getVotes(account: address, timepoint: uint256) -> uint256:
    return voting._weight_at(account, timepoint)


@external
@view
def getPastTotalSupply(timepoint: uint256) -> uint256:
    """
    @notice The total weight at `timepoint` (unix seconds, in the past).
    """
    voting._check_past(timepoint)
    return total_weight._at(timepoint)


@external
@view
def nonces(account: address) -> uint256:
    """
    @notice Of the next ballot that `account` signs.
    """
    return seats._nonce(account)


@external
@view
def in_force_since() -> uint256:
    """
    @notice Unix seconds; 0 while the partnership forms.
    """
    return docket._in_force_since(docket._slot)


@external
@view
def proposal_count() -> uint256:
    return docket._proposals(docket._slot)


@external
@view
def proposal_class(proposal_id: uint256) -> uint256:
    return proposals._load(proposal_id).decision_class


@external
@view
def has_standing(partner: address) -> bool:
    return voting._has_standing(docket._slot, seats._seats[partner])


@external
@view
def weight_of(partner: address) -> uint256:
    """
    @notice The weight as last set.
    """
    return seats._weight(seats._seats[partner])


@external
@view
def total() -> uint256:
    """
    @notice The total weight as last set.
    """
    return total_weight._latest()

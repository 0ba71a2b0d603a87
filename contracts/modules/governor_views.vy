# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Governor views
@license GNU Affero General Public License v3.0 only
@notice What IGovernor, ERC-5805 and ERC-6372 let everybody read. One governor has one delay, period and quorum there;
        where a Partnership has several, these views speak of the ordinary class.
"""

from contracts.interfaces import IMembership
from contracts.modules import outcome
from contracts.modules import proposals
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import siblings
from contracts.modules import total_weight
from contracts.modules import voting


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
@view
def state(proposalId: uint256) -> uint8:
    """
    @notice OpenZeppelin's ProposalState. Queued (5) means passed with the execution delay running, Succeeded (4)
            that it may be executed now.
    """
    return proposals._state(proposalId, proposals._load(proposalId))


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
def proposalProposer(proposalId: uint256) -> address:
    seat: uint256 = proposals._load(proposalId).proposer_seat
    return staticcall IMembership(siblings._membership_of(self)).partner_at(seat)


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
    seat: uint256 = seats._seats[account]
    voted: bool = seats._has_voted(seat, proposals._load(proposalId).number)
    return seat != 0 and voted


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
    return outcome._quorum(rules._rules[rules.ORDINARY], total_weight._at(timepoint))


@external
@view
def getVotes(account: address, timepoint: uint256 = max_value(uint256)) -> uint256:
    """
    @notice ERC-5805: the weight of `account` now. IGovernor, with a timepoint (unix seconds, in the past): then.
    """
    if timepoint == max_value(uint256):
        return seats._weight(seats._seats[account])
    return voting._weight_at(account, timepoint)


@external
@view
def getVotesWithParams(account: address, timepoint: uint256, params: Bytes[voting.MAX_TEXT]) -> uint256:
    return voting._weight_at(account, timepoint)


@external
@view
def getPastVotes(account: address, timepoint: uint256) -> uint256:
    return voting._weight_at(account, timepoint)


@external
@pure
def delegates(account: address) -> address:
    """
    @notice Everybody votes with its own weight; weight cannot be delegated, see `name_representative`.
    """
    return account


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

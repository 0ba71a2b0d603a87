# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Governor views
@license GNU Affero General Public License v3.0 only
@notice What IGovernor, ERC-5805 and ERC-6372 let everybody read. One governor has one delay, period, quorum and way of
        counting there; where a Partnership has several, these views speak of the ordinary class, and what one proposal
        needs is asked of `proposal_rule`, `proposal_quorum` and `proposal_tally`. Of a proposal that does not exist,
        `state` reverts and everything else is 0, as with OpenZeppelin.
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import outcome
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting


uses: ballot_marks
uses: proposals
uses: rules
uses: seats
uses: total_weight
uses: voting


@external
@view
def clock() -> uint48:
    """
    @notice Now, in unix seconds: snapshots and dates are times, not blocks (ERC-6372).
    """
    return convert(block.timestamp, uint48)


@external
@pure
def CLOCK_MODE() -> String[14]:
    """
    @notice What `clock` counts, in the words of ERC-6372: timestamps.
    """
    return "mode=timestamp"


@external
@view
def COUNTING_MODE() -> String[64]:
    """
    @notice How ballots of the ordinary class are counted, for OpenZeppelin's tools. `support=bravo`: 0 against, 1 for, 2
            abstain. `quorum`: which of them are measured by the quorum; in lazy consensus, where nobody has to vote, only
            who is against, and in unanimity all must be for. `seats=for,against`: partners are counted as well as weight.
            The class of one proposal may count otherwise: `proposal_rule` says how.
    """
    mode: uint256 = rules._mode(rules._in_force(rules.ORDINARY))
    if mode == rules.DUAL:
        return "support=bravo&quorum=for,abstain&seats=for,against"
    if mode == rules.LAZY:
        return "support=bravo&quorum=against"
    if mode == rules.UNANIMOUS:
        return "support=bravo&quorum=for"
    return "support=bravo&quorum=for,abstain"


@external
@pure
def name() -> String[20]:
    """
    @notice The name in the EIP-712 domain that ballots are signed in, which is what IGovernor's `name` is: the same for
            every partnership. The partnership's own name is `partnership_name`.
    """
    return "Polypact Partnership"


@external
@pure
def version() -> String[1]:
    """
    @notice Of the EIP-712 domain in which ballots and acceptances are signed.
    """
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
    """
    @notice Unix seconds: ballots count the weight of this second, and are taken from the next one on.
    """
    return proposals._look_up(proposalId).snapshot


@external
@view
def proposalDeadline(proposalId: uint256) -> uint256:
    """
    @notice Unix seconds: the last second in which ballots are taken.
    """
    return proposals._look_up(proposalId).deadline


@external
@view
def proposalEta(proposalId: uint256) -> uint256:
    """
    @notice Unix seconds: the first second in which the proposal may be executed if it passes.
    """
    if proposals._words[proposalId] == 0:
        return 0
    return proposals._eta(proposals._load(proposalId))


@external
@view
def proposalProposer(proposalId: uint256) -> address:
    """
    @notice The account that now has the seat of the partner who proposed.
    """
    if proposals._words[proposalId] == 0:
        return empty(address)
    return seats._accounts[proposals._load(proposalId).proposer_seat]


@external
@view
def proposalVotes(proposalId: uint256) -> (uint256, uint256, uint256):
    """
    @notice The tally: weight against, for, abstaining.
    """
    proposal: proposals.Proposal = proposals._look_up(proposalId)
    return proposal.votes_against, proposal.votes_for, proposal.votes_abstain


@external
@view
def proposalNeedsQueuing(proposalId: uint256) -> bool:
    """
    @notice False: the execution delay of a passed proposal runs by itself.
    """
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
    """
    @notice Whether the ballot of `account` on the proposal was counted, its own or its representative's.
    """
    proposal_word: uint256 = proposals._words[proposalId]
    return proposal_word != 0 and ballot_marks._has_voted(seats._words[account], proposals._number(proposal_word))


@external
@view
def votingDelay() -> uint256:
    """
    @notice Of the ordinary class, in seconds.
    """
    return rules._voting_delay(rules._in_force(rules.ORDINARY))


@external
@view
def votingPeriod() -> uint256:
    """
    @notice Of the ordinary class, in seconds.
    """
    return rules._voting_period(rules._in_force(rules.ORDINARY))


@external
@view
def quorum(timepoint: uint256) -> uint256:
    """
    @notice The weight the ordinary class needs, on the total at `timepoint` (unix seconds, in the past); 0 in lazy
            consensus, where nobody has to vote. What one proposal needs is `proposal_quorum`.
    """
    voting._check_past(timepoint)
    rule_word: uint256 = rules._in_force(rules.ORDINARY)
    if rules._mode(rule_word) == rules.LAZY:
        return 0
    return outcome._quorum(rule_word, total_weight._at(timepoint))


@external
@view
def getVotes(account: address, timepoint: uint256 = max_value(uint256)) -> uint256:
    """
    @notice ERC-5805: the weight of `account` now. IGovernor, with a timepoint (unix seconds, in the past): then.
    """
    if timepoint == max_value(uint256):
        return seat_bits._weight(seats._words[account])
    return voting._weight_at(account, timepoint)


@external
@view
def getVotesWithParams(account: address, timepoint: uint256, params: Bytes[voting.MAX_TEXT]) -> uint256:
    """
    @notice IGovernor: the weight of `account` at `timepoint` (unix seconds, in the past); `params` are not looked at.
    """
    return voting._weight_at(account, timepoint)


@external
@view
def getPastVotes(account: address, timepoint: uint256) -> uint256:
    """
    @notice ERC-5805: the weight of `account` at `timepoint` (unix seconds, in the past).
    """
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
@pure
def nonces(account: address) -> uint256:
    """
    @notice Of the next ballot that `account` signs (Ballot, ExtendedBallot): 0, since it is counted for each proposal, and
            one ballot of a partner's own counts there. That of an acceptance is in `partner`.
    """
    return voting.NONCE

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership views
@license GNU Affero General Public License v3.0 only
@notice What everybody may read of how a partnership decides, beyond what IGovernor has.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import outcome
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import siblings


uses: actions
uses: docket
uses: objections
uses: proposals
uses: recusal
uses: representation
uses: rules
uses: seats
uses: side_counts
uses: total_weight
uses: voting


# What a proposal's outcome is read from. Weights of the snapshot.
struct ProposalTally:
    votes_against: uint256
    votes_for: uint256
    votes_abstain: uint256
    seats_against: uint256    # counted in dual majority only
    seats_for: uint256
    seats_abstain: uint256
    base: uint256             # total weight less that of recused partners; 0 before the snapshot
    quorum: uint256           # weight that for and abstain need; in lazy consensus the bar for objections
    approval_bps: uint256     # that the proposal needs, contested or not
    objections: uint256
    contested: bool
    put_again: bool           # after it was stopped once
    stopped: bool
    stopping: uint256         # weight of those who refuse what has passed; more than half of the base stops it
    ties_break: bool          # whether somebody decides if it is tied, see types.Rule
    everyday: bool            # of the everyday class, decided by the constitutional rule


@external
@view
def escrow() -> address:
    """
    @notice The RevenueEscrow: where revenue is paid in, split and claimed.
    """
    return siblings._escrow_of(self)


@external
@view
def rule(decision_class: uint256) -> types.Rule:
    """
    @notice The rule in force for a class; for the everyday one, until it has its own, the constitutional rule.
    """
    ruling: uint256 = rules._ruling(decision_class)
    assert rules._has_rule(ruling), "rules: class has no rule"
    return rules._unpack(ruling, rules._in_force(ruling))


@external
@view
def class_name(decision_class: uint256) -> bytes32:
    """
    @notice The name that was given to a class, in UTF-8 padded with zeros; zero if none was.
    """
    return rules._names[decision_class]


@external
@view
def class_of(target: address, data: Bytes[actions.MAX_CALLDATA]) -> uint256:
    """
    @notice The class that decides on a call of `target` with `data`.
    """
    return actions._class_of(target, data, True)


@external
@view
def representative_of(partner: address) -> address:
    """
    @notice Who may cast the ballots of `partner` and propose for it; zero if nobody.
    """
    return representation._representatives[partner]


@external
@view
def may_object_until(account: address) -> uint256:
    """
    @notice Unix seconds; until then an account outside may object to proposals, 0 if it may not.
    """
    return objections._objectors[account]


@external
@view
def recused(proposal_id: uint256) -> DynArray[uint256, recusal.MAX_RECUSED]:
    """
    @notice The seats that are out of the vote on a proposal, newest first.
    """
    return recusal._seats_out(proposal_id)


@external
@view
def proposal_rule(proposal_id: uint256) -> types.Rule:
    """
    @notice The rule the proposal began with and is decided by.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    return rules._unpack(
        proposal.decision_class, rules._rule_at(proposal.decision_class, proposal.rule_version)
    )


@external
@view
def proposal_quorum(proposal_id: uint256) -> uint256:
    """
    @notice The weight for and abstaining that the proposal needs. Known once the snapshot has passed.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    voting._check_past(proposal.snapshot)
    tally: outcome.Tally = proposals._tally(proposal_id, proposal)[0]
    return outcome._quorum(rules._rule_at(proposal.decision_class, proposal.rule_version), tally.base)


@external
@view
def proposal_tally(proposal_id: uint256) -> ProposalTally:
    """
    @notice The tally so far and what it is measured by.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    tally: outcome.Tally = empty(outcome.Tally)
    if proposal.snapshot < block.timestamp:
        tally = proposals._tally(proposal_id, proposal)[0]
    side: side_counts.Side = side_counts._side(proposal_id)
    return ProposalTally(
        votes_against=proposal.votes_against,
        votes_for=proposal.votes_for,
        votes_abstain=proposal.votes_abstain,
        seats_against=side.seats_against,
        seats_for=side.seats_for,
        seats_abstain=side.seats_abstain,
        base=tally.base,
        quorum=outcome._quorum(rule_word, tally.base),
        approval_bps=outcome._approval_bps(rule_word, proposal.special & proposals.CONTESTED != 0),
        objections=side.objections,
        contested=proposal.special & proposals.CONTESTED != 0,
        put_again=proposal.special & proposals.AGAIN != 0,
        stopped=proposal.special & proposals.STOPPED != 0,
        stopping=side_counts._stopping(proposal_id),
        ties_break=side.ties_break,
        everyday=proposal.everyday,
    )


@external
@view
def in_force_since() -> uint256:
    """
    @notice Unix seconds; 0 while the partnership forms.
    """
    return docket._in_force_since(docket._load())


@external
@view
def proposal_count() -> uint256:
    """
    @notice How many proposals were made.
    """
    return docket._proposals(docket._load())


@external
@view
def proposal_class(proposal_id: uint256) -> uint256:
    """
    @notice The decision class of the proposal: 0 (strictest) to 15.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    if proposal.everyday:
        return rules.EVERYDAY
    return proposal.decision_class


@external
@view
def voted_for(proposal_id: uint256, account: address) -> bool:
    """
    @notice Whether it is noted that a partner votes for a proposal. It is noted of constitutional proposals where the terms
            ask for notice, and of those that would expel somebody.
    """
    seat_word: uint256 = seats._words[account]
    return seat_word != 0 and side_counts._votes_for(proposal_id, seat_bits._number(seat_word))


@external
@view
def has_standing(partner: address) -> bool:
    """
    @notice Whether `partner` may take part in decisions now: active, and has accepted the terms in force, or the version
            before while the window to accept runs.
    """
    return voting._has_standing(docket._load(), partner, seats._words[partner])


@external
@view
def weight_of(partner: address) -> uint256:
    """
    @notice The weight as last set.
    """
    return seat_bits._weight(seats._words[partner])


@external
@view
def total() -> uint256:
    """
    @notice The total weight as last set.
    """
    return total_weight._latest()

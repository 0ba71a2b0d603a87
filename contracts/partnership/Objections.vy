# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Objections
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership for what is to be said against a proposal, or against voting on it: who stays out of
        the vote, who contests that, and who stops one that has passed.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history


initializes: partnership_storage
uses: ballot_marks
uses: docket
uses: objections
uses: proposals
uses: recusal
uses: seats
uses: voting
uses: weight_history


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
def recuse(proposal_id: uint256, reason: String[1_024]):
    """
    @notice Takes the caller out of the vote on a proposal, for good: no ballot, and no part in the base of the quorum.
    """
    proposal: proposals.Proposal = self._load_undecided(proposal_id)
    seat_word: uint256 = seats._words[msg.sender]
    assert voting._has_standing(docket._load(), msg.sender, seat_word), "governor: no standing"
    assert not ballot_marks._has_voted(seat_word, proposal.number), "governor: already voted"
    assert recusal._recuse(proposal_id, seat_bits._number(seat_word), False), "governor: recused"
    proposals._mark_special(proposal_id, proposals.RECUSES)
    log recusal.PartnerRecused(proposalId=proposal_id, partner=msg.sender, by_class=False, reason=reason)


@external
def contest_recusal(proposal_id: uint256):
    """
    @notice Brings the caller, whom the class recused, back into the vote. The proposal then needs the contested
            approval of its class: nobody can be kept from voting by being paid a wei, and nobody decides on its own
            benefit by the usual majority.
    """
    proposal: proposals.Proposal = self._load_undecided(proposal_id)
    seat_word: uint256 = seats._words[msg.sender]
    assert voting._has_standing(docket._load(), msg.sender, seat_word), "governor: no standing"
    if block.timestamp > proposal.snapshot:
        assert weight_history._weight_at(seat_word, proposal.snapshot) != 0, "governor: no weight at snapshot"
    recusal._readmit(proposal_id, seat_bits._number(seat_word))
    proposals._mark_special(proposal_id, proposals.CONTESTED)
    log recusal.RecusalContested(proposalId=proposal_id, partner=msg.sender)


# --- steering seats and sponsors ---


@external
def object(proposal_id: uint256, reason: String[1_024]):
    """
    @notice Objects to a proposal that has passed, while its execution delay runs. See objections.vy.
    """
    standing: bool = voting._has_standing(docket._load(), msg.sender, seats._words[msg.sender])
    objections._object(proposal_id, msg.sender, standing, reason)


# --- internals ---


@internal
@view
def _load_undecided(proposal_id: uint256) -> proposals.Proposal:
    proposal: proposals.Proposal = proposals._load(proposal_id)
    assert proposals._state(proposal_id, proposal) in [proposals.PENDING, proposals.ACTIVE], "governor: vote has ended"
    return proposal

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Objections
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership for what is to be said against a proposal, or against voting on it: who stays out of
        the vote, who contests that, who objects to one that has passed, and who decides where a vote is tied.
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
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import signature as signatures
from snekmate.utils import eip712_domain_separator as eip712


initializes: partnership_storage
uses: ballot_marks
uses: docket
uses: eip712
uses: objections
uses: proposals
uses: recusal
uses: representation
uses: rules
uses: seats
uses: voting
uses: weight_history


event TieBroken:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    tie_breaker: indexed(address)   # account that decided
    passes: bool   # whether the proposal has passed


_CONTEST_TYPEHASH: constant(bytes32) = keccak256("Contest(uint256 proposalId,address partner,uint256 deadline)")


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
    before: uint256 = proposals._outcome_if_late(proposal_id, proposals._words[proposal_id])
    assert recusal._recuse(proposal_id, seat_bits._number(seat_word), False), "governor: recused"
    proposals._mark_special(proposal_id, proposals.RECUSES)
    log recusal.PartnerRecused(proposalId=proposal_id, partner=msg.sender, by_class=False, reason=reason)
    proposals._extend_if_turned(proposal_id, before)


@external
def contest_recusal(proposal_id: uint256):
    """
    @notice Brings the caller, whom the class recused, back into the vote, while ballots are taken. The proposal then needs
            the contested approval of its class: nobody can be kept from voting by being paid a wei, and nobody decides on
            its own benefit by the usual majority.
    """
    self._contest(proposal_id, msg.sender)


# --- their representatives ---


@external
def contest_recusal_as(partner: address, proposal_id: uint256):
    """
    @notice The same for `partner`, whose representative the caller is.
    """
    representation._require_acts_for(msg.sender, partner)
    self._contest(proposal_id, partner)


# --- anyone ---


@external
def contest_recusal_by_sig(
    proposal_id: uint256, partner: address, deadline: uint256, signature: Bytes[voting.MAX_SIGNATURE]
):
    """
    @notice The same for `partner`, who signed Contest(proposalId, partner, deadline).
    @param deadline Unix seconds; last moment it may be relayed.
    """
    assert block.timestamp <= deadline, "governor: ballot expired"
    digest: bytes32 = eip712._hash_typed_data_v4(
        keccak256(abi_encode(_CONTEST_TYPEHASH, proposal_id, partner, deadline))
    )
    assert signatures._is_signed_by(partner, digest, signature), "governor: invalid signature"
    self._contest(proposal_id, partner)


# --- steering seats and sponsors ---


@external
def object(proposal_id: uint256, reason: String[1_024]):
    """
    @notice Objects to a proposal that has passed, while its execution delay runs. See objections.vy.
    """
    standing: bool = voting._has_standing(docket._load(), msg.sender, seats._words[msg.sender])
    objections._object(proposal_id, msg.sender, standing, reason)


# --- who breaks ties, see types.Rule ---


@external
def break_tie(proposal_id: uint256, passes: bool):
    """
    @notice Decides a proposal whose vote ended in a tie, within 7 days of its end. Only the account that its rule names,
            while that is no partner; never on payments to that account or to anybody on the roster, nor on what the
            partnership does to itself or its escrow.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    rule_word: uint256 = rules._rule_at(proposal.decision_class, proposal.rule_version)
    seat_word: uint256 = seats._words[msg.sender]
    is_named: bool = msg.sender == rules._tie_breaker(proposal.decision_class, rule_word)
    assert is_named and (seat_word == 0 or seat_bits._is_former(seat_word)), "governor: may not break ties"
    is_over: bool = block.timestamp > proposal.deadline
    assert is_over and proposals._state(proposal_id, proposal) == proposals.ACTIVE, "governor: no tie to break"
    log TieBroken(proposalId=proposal_id, tie_breaker=msg.sender, passes=passes)
    proposals._break_tie(proposal_id, proposal, passes)


# --- internals ---


@internal
def _contest(proposal_id: uint256, partner: address):
    proposal_word: uint256 = proposals._words[proposal_id]
    assert proposal_word != 0, "governor: unknown proposal"
    # From the snapshot on: before it nobody knows who has weight, and a contest without any would only raise the bar.
    assert proposals._is_open(proposal_word), "governor: vote not active"
    seat_word: uint256 = seats._words[partner]
    assert voting._has_standing(docket._load(), partner, seat_word), "governor: no standing"
    weight: uint256 = weight_history._weight_at(seat_word, proposals._snapshot(proposal_word))
    assert weight != 0, "governor: no weight at snapshot"
    before: uint256 = proposals._outcome_if_late(proposal_id, proposal_word)
    recusal._readmit(proposal_id, seat_bits._number(seat_word))
    proposals._mark_special(proposal_id, proposals.CONTESTED)
    log recusal.RecusalContested(proposalId=proposal_id, partner=partner)
    proposals._extend_if_turned(proposal_id, before)


@internal
@view
def _load_undecided(proposal_id: uint256) -> proposals.Proposal:
    proposal: proposals.Proposal = proposals._load(proposal_id)
    is_over: bool = proposal.canceled or block.timestamp > proposal.deadline
    assert not is_over, "governor: vote has ended"
    return proposal

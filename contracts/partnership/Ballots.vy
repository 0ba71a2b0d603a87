# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ballots
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that takes ballots beyond the plain ones: with reasons, by representatives, many
        signed ones at once, and in classes that count seats, decide early or recuse.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import ballots
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history
from snekmate.utils import eip712_domain_separator as eip712


initializes: partnership_storage
uses: representation
uses: seats
uses: voting
# This one has no storage.
initializes: ballots[
    ballot_marks := ballot_marks,
    docket := docket,
    eip712 := eip712,
    proposals := proposals,
    recusal := recusal,
    representation := representation,
    seats := seats,
    side_counts := side_counts,
    voting := voting,
    weight_history := weight_history,
]

exports: ballots.cast_votes_by_sig


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


# --- anyone ---


@external
@reentrant  # the Partnership holds the lock when it hands a ballot over
def castVoteBySig(
    proposalId: uint256, support: uint8, voter: address, signature: Bytes[voting.MAX_SIGNATURE]
) -> uint256:
    """
    @notice Relays a ballot that `voter` signed; see Partnership.castVoteBySig, which hands over what is not plain.
    """
    voting._check_ballot(proposalId, support, voter, signature)
    return ballots._cast_with_params(proposalId, voter, support, False, "", b"")


@external
def castVoteWithReasonAndParamsBySig(
    proposalId: uint256,
    support: uint8,
    voter: address,
    reason: String[voting.MAX_TEXT],
    params: Bytes[voting.MAX_TEXT],
    signature: Bytes[voting.MAX_SIGNATURE],
) -> uint256:
    """
    @notice Relays a ballot with a reason that `voter` signed: ExtendedBallot(..., nonce, reason, params) with nonce 0.
    """
    voting._check_extended_ballot(proposalId, support, voter, reason, params, signature)
    return ballots._cast_with_params(proposalId, voter, support, False, reason, params)


# --- partners, or their representatives ---


@external
@reentrant  # the Partnership holds the lock when it hands a ballot over
def castVote(proposalId: uint256, support: uint8) -> uint256:
    """
    @notice Casts the caller's ballot; see Partnership.castVote, which hands over what is not plain.
    """
    return ballots._cast_with_params(proposalId, msg.sender, support, False, "", b"")


@external
def castVoteWithReason(proposalId: uint256, support: uint8, reason: String[voting.MAX_TEXT]) -> uint256:
    """
    @notice Casts the caller's ballot with a reason, which stands in the log.
    @return The weight that counted.
    """
    return ballots._cast_with_params(proposalId, msg.sender, support, False, reason, b"")


@external
def castVoteWithReasonAndParams(
    proposalId: uint256, support: uint8, reason: String[voting.MAX_TEXT], params: Bytes[voting.MAX_TEXT]
) -> uint256:
    """
    @notice The same. Parameters mean nothing here; clients that send them find them in the log.
    @return The weight that counted.
    """
    return ballots._cast_with_params(proposalId, msg.sender, support, False, reason, params)


@external
def cast_vote_as(partner: address, proposal_id: uint256, support: uint8, reason: String[voting.MAX_TEXT]) -> uint256:
    """
    @notice Casts the ballot of `partner`. The caller is its representative; the partner may overrule it until the vote
            ends.
    """
    assert msg.sender != partner, "governor: represents itself"
    representation._require_acts_for(msg.sender, partner)
    return ballots._cast_with_params(proposal_id, partner, support, True, reason, b"")


# --- partners ---


@external
def name_representative(representative: address):
    """
    @notice Lets `representative` cast the caller's ballots and propose for it, at once; zero lets nobody.
    """
    # Who is no partner any more may still take it back.
    withdraws: bool = (
        representative == empty(address) and representation._representatives[msg.sender] != empty(address)
    )
    assert withdraws or seat_bits._is_partner(seats._words[msg.sender]), "governor: no partner"
    representation._name(msg.sender, representative)

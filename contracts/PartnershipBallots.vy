# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership ballots
@license GNU Affero General Public License v3.0 only
@notice The part of a Partnership that takes ballots beyond the plain ones: with reasons, by representatives, many
        signed ones at once, and in classes that count seats, decide early or recuse. A Partnership runs this code on
        its own storage (delegatecall), so callers find these functions at the Partnership's address; what is not here
        is code of the PartnershipAnnex.
"""

from contracts.modules import actions
from contracts.modules import ballots
from contracts.modules import dao_uri
from contracts.modules import docket
from contracts.modules import messages
from contracts.modules import objections
from contracts.modules import proposals
from contracts.modules import recusal
from contracts.modules import representation
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import total_weight
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


# The same modules in the same order as in Partnership.vy: they share the storage.
initializes: docket
initializes: eip712
initializes: rules
initializes: total_weight
initializes: actions[rules := rules]
initializes: seats[total_weight := total_weight]
initializes: recusal[seats := seats]
initializes: proposals[recusal := recusal, rules := rules, total_weight := total_weight]
initializes: voting[docket := docket, eip712 := eip712, proposals := proposals, seats := seats]
initializes: representation
initializes: objections[proposals := proposals, rules := rules, seats := seats]
initializes: messages
initializes: dao_uri
# This one has no storage.
initializes: ballots[
    docket := docket,
    eip712 := eip712,
    proposals := proposals,
    recusal := recusal,
    representation := representation,
    seats := seats,
    voting := voting,
]

exports: ballots.cast_votes_by_sig


MAX_ANSWER: constant(uint256) = 1_024  # bytes; the longest that a function of the annex returns is a description


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
@reentrant  # the functions it hands over to take the lock
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Any call that is not a function of this contract is one of the PartnershipAnnex.
    """
    return raw_call(ANNEX, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
@reentrant  # the Partnership holds the lock when it hands a ballot over
def castVoteBySig(
    proposalId: uint256, support: uint8, voter: address, signature: Bytes[voting.MAX_SIGNATURE]
) -> uint256:
    """
    @notice Relays a ballot that `voter` signed; see Partnership.castVoteBySig, which hands over what is not plain.
    """
    voting._use_signature(
        voter, voting._ballot_digest(proposalId, support, voter, seats._nonce(voter)), signature
    )
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
    @notice Relays a ballot with a reason that `voter` signed: ExtendedBallot(..., nonce, reason, params).
    """
    voting._use_signature(
        voter,
        voting._extended_ballot_digest(proposalId, support, voter, seats._nonce(voter), reason, params),
        signature,
    )
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
    return ballots._cast_with_params(proposalId, msg.sender, support, False, reason, b"")


@external
def castVoteWithReasonAndParams(
    proposalId: uint256, support: uint8, reason: String[voting.MAX_TEXT], params: Bytes[voting.MAX_TEXT]
) -> uint256:
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
    assert seats._seats[msg.sender] != 0, "governor: no partner"
    representation._name(msg.sender, representative)

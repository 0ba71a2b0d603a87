# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Voting
@license GNU Affero General Public License v3.0 only
@notice How a ballot is cast, by transaction or by signature. It counts the weight at the snapshot, once, and needs
        standing at the moment it is cast. Here is what nearly every ballot takes; ballots.vy has the rest.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: ballot_marks
uses: docket
uses: eip712
uses: proposals
uses: seats
uses: weight_history


event VoteCast:
    voter: indexed(address)   # partner whose ballot it is
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    support: uint8   # number; 0 against, 1 for, 2 abstain
    weight: uint256   # weight; of the partner at the snapshot
    reason: String[1_024]   # of whoever did it, in its own words (UTF-8); may be empty


event VoteCastWithParams:
    voter: indexed(address)   # partner whose ballot it is
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    support: uint8   # number; 0 against, 1 for, 2 abstain
    weight: uint256   # weight; of the partner at the snapshot
    reason: String[1_024]   # of whoever did it, in its own words (UTF-8); may be empty
    params: Bytes[1_024]   # what the voter sent along, not looked at


MAX_TEXT: constant(uint256) = 1_024
MAX_SIGNATURE: constant(uint256) = signature.MAX_SIGNATURE

# Of a signed ballot. It is counted for each proposal anew, and only a partner's first ballot of its own counts there: so
# it is 0 whenever a ballot can count, one that was relayed cannot come again, and several that were signed at once do not
# stand in each other's way.
NONCE: constant(uint256) = 0

_BALLOT_TYPEHASH: constant(bytes32) = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)")
_EXTENDED_BALLOT_TYPEHASH: constant(bytes32) = keccak256(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
)


@internal
def _cast_plain(id: uint256, voter: address, support: uint8) -> uint256:
    """
    @notice Counts the ballot of `voter` and returns its weight, which the caller logs. Returns 0 and does nothing
            where the ballot is not plain or does not count: `ballots._cast` goes on, or says why.
    """
    proposal_word: uint256 = proposals._words[id]
    if support > 2 or not proposals._is_open(proposal_word) or proposals._special(proposal_word) != 0:
        return 0
    plain: uint256 = 0
    mark: uint256 = 0
    plain, mark = ballot_marks._plain(docket._version(docket._word), proposals._number(proposal_word))
    weight: uint256 = ballot_marks._vote_plainly(voter, plain, mark, proposals._snapshot(proposal_word))
    if weight != 0:
        proposals._store(id, proposal_word + (weight << (40 * convert(support, uint256))))
    return weight


@internal
@view
def _has_standing(docket_word: uint256, partner: address, seat_word: uint256) -> bool:
    """
    @notice Whether `partner` may take part now: it is active and accepted the terms.
    """
    if not seats._is_active(partner, seat_word):
        return False
    return docket._is_good_enough(docket_word, seat_bits._accepted(seat_word))


@internal
@view
def _check_ballot(id: uint256, support: uint8, voter: address, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Reverts unless `voter` signed Ballot(proposalId, support, voter, nonce).
    """
    digest: bytes32 = eip712._hash_typed_data_v4(
        keccak256(abi_encode(_BALLOT_TYPEHASH, id, support, voter, NONCE))
    )
    assert signature._is_signed_by(voter, digest, signed), "governor: invalid signature"


@internal
@view
def _check_extended_ballot(
    id: uint256,
    support: uint8,
    voter: address,
    reason: String[MAX_TEXT],
    params: Bytes[MAX_TEXT],
    signed: Bytes[signature.MAX_SIGNATURE],
):
    """
    @notice Reverts unless `voter` signed ExtendedBallot(proposalId, support, voter, nonce, reason, params).
    """
    digest: bytes32 = eip712._hash_typed_data_v4(
        keccak256(
            abi_encode(
                _EXTENDED_BALLOT_TYPEHASH, id, support, voter, NONCE, keccak256(reason), keccak256(params)
            )
        )
    )
    assert signature._is_signed_by(voter, digest, signed), "governor: invalid signature"


@internal
@view
def _weight_at(account: address, timepoint: uint256) -> uint256:
    """
    @notice The weight of `account` at a second of the past; 0 before the partnership entered into force.
    """
    self._check_past(timepoint)
    if timepoint < docket._in_force_since(docket._load()):
        return 0
    return weight_history._weight_at(seats._words[account], timepoint)


@internal
@view
def _check_past(timepoint: uint256):
    assert timepoint < block.timestamp, "governor: future lookup"

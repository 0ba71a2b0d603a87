# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Voting
@license GNU Affero General Public License v3.0 only
@notice How a ballot is cast, by transaction or by signature. It counts the weight at the snapshot, once, and needs
        standing at the moment it is cast.
"""

from contracts.modules import docket
from contracts.modules import proposals
from contracts.modules import seats
from contracts.modules import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: docket
uses: eip712
uses: proposals
uses: seats


event VoteCast:
    voter: indexed(address)
    proposalId: uint256
    support: uint8
    weight: uint256
    reason: String[1_024]


event VoteCastWithParams:
    voter: indexed(address)
    proposalId: uint256
    support: uint8
    weight: uint256
    reason: String[1_024]
    params: Bytes[1_024]


MAX_TEXT: constant(uint256) = 1_024
MAX_SIGNATURE: constant(uint256) = signature.MAX_SIGNATURE

_BALLOT_TYPEHASH: constant(bytes32) = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)")
_EXTENDED_BALLOT_TYPEHASH: constant(bytes32) = keccak256(
    "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
)


@internal
def _cast(id: uint256, voter: address, support: uint8) -> uint256:
    """
    @notice Counts the ballot of `voter` and returns its weight. The caller logs it.
    """
    assert support <= 2, "governor: invalid vote type"
    proposal: uint256 = proposals._proposals[id]
    assert proposal != 0, "governor: unknown proposal"
    assert proposals._is_open(proposal), "governor: vote not active"
    seat: uint256 = seats._seats[voter]
    assert self._has_standing(docket._slot, seat), "governor: no standing"
    weight: uint256 = seats._weight_at(seat, proposals._snapshot(proposal))
    assert weight != 0, "governor: no weight at snapshot"
    number: uint256 = proposals._number(proposal)
    assert not seats._has_voted(seat, number), "governor: already voted"
    seats._mark_voted(voter, seat, number)
    proposals._count(id, proposal, support, weight)
    return weight


@internal
def _cast_with_params(
    id: uint256, voter: address, support: uint8, reason: String[MAX_TEXT], params: Bytes[MAX_TEXT]
) -> uint256:
    """
    @notice The same, and logs it. Parameters mean nothing here; clients that send them expect them in the log.
    """
    weight: uint256 = self._cast(id, voter, support)
    if len(params) == 0:
        log VoteCast(voter=voter, proposalId=id, support=support, weight=weight, reason=reason)
    else:
        log VoteCastWithParams(
            voter=voter, proposalId=id, support=support, weight=weight, reason=reason, params=params
        )
    return weight


@internal
@view
def _has_standing(current: uint256, seat: uint256) -> bool:
    return docket._has_standing(current, seats._active(seat), seats._accepted(seat))


@internal
@view
def _ballot_digest(id: uint256, support: uint8, voter: address, nonce: uint256) -> bytes32:
    return eip712._hash_typed_data_v4(keccak256(abi_encode(_BALLOT_TYPEHASH, id, support, voter, nonce)))


@internal
@view
def _extended_ballot_digest(
    id: uint256, support: uint8, voter: address, nonce: uint256, reason: String[MAX_TEXT], params: Bytes[MAX_TEXT]
) -> bytes32:
    return eip712._hash_typed_data_v4(
        keccak256(
            abi_encode(
                _EXTENDED_BALLOT_TYPEHASH, id, support, voter, nonce, keccak256(reason), keccak256(params)
            )
        )
    )


@internal
def _use_signature(voter: address, digest: bytes32, signed: Bytes[signature.MAX_SIGNATURE]):
    """
    @notice Takes one signed ballot of `voter` out of circulation; reverts if the voter did not sign it.
    """
    seats._use_nonce(voter)
    assert signature._signed_by(voter, digest, signed), "governor: invalid signature"


@internal
@view
def _weight_at(account: address, timepoint: uint256) -> uint256:
    """
    @notice The weight of `account` at a second of the past; 0 before the partnership entered into force.
    """
    self._check_past(timepoint)
    if timepoint < docket._in_force_since(docket._slot):
        return 0
    return seats._weight_at(seats._seats[account], timepoint)


@internal
@view
def _check_past(timepoint: uint256):
    assert timepoint < block.timestamp, "governor: future lookup"

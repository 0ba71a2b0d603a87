# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Voting
@license GNU Affero General Public License v3.0 only
@notice How a ballot is cast, by transaction or by signature. It counts the weight at the snapshot, once, and needs
        standing at the moment it is cast. Here is what nearly every ballot takes; ballots.vy has the rest.
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
def _cast_plain(id: uint256, voter: address, support: uint8) -> uint256:
    """
    @notice Counts the ballot of `voter` and returns its weight, which the caller logs. Returns 0 and does nothing
            where the ballot is not plain or does not count: `ballots._cast` goes on, or says why.
    """
    proposal: uint256 = proposals._proposals[id]
    if support > 2 or not proposals._is_open(proposal) or proposals._special(proposal) != 0:
        return 0
    plain: uint256 = 0
    ballot: uint256 = 0
    plain, ballot = seats._plain(docket._version(docket._slot), proposals._number(proposal))
    weight: uint256 = seats._vote_plainly(voter, plain, ballot, proposals._snapshot(proposal))
    if weight != 0:
        proposals._proposals[id] = proposal + (weight << (40 * convert(support, uint256)))
    return weight


@internal
@view
def _has_standing(current: uint256, partner: address, seat: uint256) -> bool:
    return docket._has_standing(current, seats._is_active(partner, seat), seats._accepted(seat))


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

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ballots
@license GNU Affero General Public License v3.0 only
@notice Every way a ballot can count: on special proposals (see proposals.vy), of partners whose seat ends on a date, by
        a representative, over a representative's, and many signed ones in one transaction.
"""

from contracts.modules import docket
from contracts.modules import proposals
from contracts.modules import recusal
from contracts.modules import representation
from contracts.modules import seats
from contracts.modules import signature
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


uses: docket
uses: eip712
uses: proposals
uses: recusal
uses: representation
uses: seats
uses: voting


# One ballot of a batch. Its signature is the next `signature_size` bytes of the signatures that come with the batch.
struct SignedBallot:
    voter: address
    support: uint8
    deadline: uint256        # unix seconds; last moment it may be relayed
    signature_size: uint256  # bytes


event BallotSkipped:
    voter: indexed(address)
    proposalId: uint256
    reason: String[32]


MAX_BATCH: constant(uint256) = 100
MAX_BATCH_SIGNATURES: constant(uint256) = 16_384   # bytes

# A ballot counts once whatever happens, so this one needs no nonce, and can be signed by who knows nothing but the
# proposal.
_TIMED_BALLOT_TYPEHASH: constant(bytes32) = keccak256(
    "TimedBallot(uint256 proposalId,uint8 support,address voter,uint256 deadline)"
)

# Why a ballot does not count.
_NONE: constant(uint256) = 0
_INVALID_TYPE: constant(uint256) = 1
_NO_STANDING: constant(uint256) = 2
_NO_WEIGHT: constant(uint256) = 3
_RECUSED: constant(uint256) = 4
_ALREADY_VOTED: constant(uint256) = 5
_EXPIRED: constant(uint256) = 6
_INVALID_SIGNATURE: constant(uint256) = 7


@internal
def _cast(id: uint256, voter: address, support: uint8, by_representative: bool) -> uint256:
    """
    @notice Counts the ballot of `voter` and returns its weight. The caller logs it.
    """
    proposal: uint256 = self._load_open(id)
    weight: uint256 = 0
    problem: uint256 = 0
    proposal, weight, problem = self._count(id, proposal, voter, support, by_representative)
    assert problem == _NONE, self._text(problem)
    self._store(id, proposal)
    return weight


@internal
def _cast_with_params(
    id: uint256,
    voter: address,
    support: uint8,
    by_representative: bool,
    reason: String[voting.MAX_TEXT],
    params: Bytes[voting.MAX_TEXT],
) -> uint256:
    """
    @notice The same, and logs it. Parameters mean nothing here; clients that send them expect them in the log.
    """
    weight: uint256 = self._cast(id, voter, support, by_representative)
    if len(params) == 0:
        log voting.VoteCast(voter=voter, proposalId=id, support=support, weight=weight, reason=reason)
    else:
        log voting.VoteCastWithParams(
            voter=voter, proposalId=id, support=support, weight=weight, reason=reason, params=params
        )
    return weight


@internal
def _cast_batch(
    id: uint256,
    ballots: DynArray[SignedBallot, MAX_BATCH],
    signatures: Bytes[MAX_BATCH_SIGNATURES],
    skip_bad: bool,
) -> uint256:
    """
    @notice Counts many signed ballots on one proposal and returns how many counted.
    @param skip_bad Whether one that does not count is logged and passed over; otherwise it fails the whole batch.
    """
    proposal: uint256 = self._load_open(id)
    counted: uint256 = 0
    offset: uint256 = 0
    for ballot: SignedBallot in ballots:
        assert offset + ballot.signature_size <= len(signatures), "governor: signatures too short"
        assert ballot.signature_size <= signature.MAX_SIGNATURE, "governor: signature too long"
        weight: uint256 = 0
        problem: uint256 = _EXPIRED
        if block.timestamp <= ballot.deadline:
            problem = _INVALID_SIGNATURE
            digest: bytes32 = eip712._hash_typed_data_v4(
                keccak256(abi_encode(_TIMED_BALLOT_TYPEHASH, id, ballot.support, ballot.voter, ballot.deadline))
            )
            signed: Bytes[signature.MAX_SIGNATURE] = convert(
                slice(signatures, offset, ballot.signature_size), Bytes[signature.MAX_SIGNATURE]
            )
            if signature._is_signed_by(ballot.voter, digest, signed):
                proposal, weight, problem = self._count(id, proposal, ballot.voter, ballot.support, False)
        offset += ballot.signature_size
        if problem == _NONE:
            counted += 1
            log voting.VoteCast(
                voter=ballot.voter, proposalId=id, support=ballot.support, weight=weight, reason=""
            )
        else:
            assert skip_bad, self._text(problem)
            log BallotSkipped(voter=ballot.voter, proposalId=id, reason=self._text(problem))
    assert offset == len(signatures), "governor: signatures too long"
    self._store(id, proposal)
    return counted


@internal
@view
def _load_open(id: uint256) -> uint256:
    proposal: uint256 = proposals._proposals[id]
    assert proposal != 0, "governor: unknown proposal"
    assert proposals._is_open(proposal), "governor: vote not active"
    return proposal


@internal
def _store(id: uint256, proposal: uint256):
    proposals._proposals[id] = proposal
    if proposals._special(proposal) & proposals.DECIDES_EARLY != 0:
        proposals._close_if_settled(id)


@internal
def _count(
    id: uint256, proposal_before: uint256, voter: address, support: uint8, by_representative: bool
) -> (uint256, uint256, uint256):
    """
    @notice Adds the ballot of `voter` to an open proposal, whose word is `proposal_before`. The caller stores it.
    @return The new word, the weight that counted, and what keeps it from counting, if anything does.
    """
    proposal: uint256 = proposal_before
    seat: uint256 = seats._seats[voter]
    if support > 2:
        return proposal, 0, _INVALID_TYPE
    if not voting._has_standing(docket._slot, voter, seat):
        return proposal, 0, _NO_STANDING
    weight: uint256 = seats._weight_at(seat, proposals._snapshot(proposal))
    if weight == 0:
        return proposal, 0, _NO_WEIGHT
    special: uint256 = proposals._special(proposal)
    seat_number: uint256 = seats._number(seat)
    if special & proposals.RECUSES != 0:
        if recusal._is_recused(id, seat_number):
            return proposal, 0, _RECUSED

    if seats._has_voted(seat, proposals._number(proposal)):
        if by_representative:
            return proposal, 0, _ALREADY_VOTED
        was_lent: bool = False
        previous: uint8 = 0
        was_lent, previous = representation._overrule(id, seat_number)
        if not was_lent:
            return proposal, 0, _ALREADY_VOTED
        proposal -= weight << (40 * convert(previous, uint256))
        if special & proposals.COUNTS_SEATS != 0:
            proposals._uncount_seat(id, previous)
        if special & proposals.DECIDES_EARLY != 0:
            proposals._take_back(id, weight)
    else:
        seats._mark_voted(voter, seat, proposals._number(proposal))

    proposal += weight << (40 * convert(support, uint256))
    if special & proposals.COUNTS_SEATS != 0:
        proposals._count_seat(id, support)
    if by_representative:
        representation._lend(id, seat_number, support)
        if special & proposals.DECIDES_EARLY != 0:
            proposals._lend(id, weight)
    return proposal, weight, _NONE


@internal
@pure
def _text(problem: uint256) -> String[32]:
    if problem == _INVALID_TYPE:
        return "governor: invalid vote type"
    if problem == _NO_STANDING:
        return "governor: no standing"
    if problem == _NO_WEIGHT:
        return "governor: no weight at snapshot"
    if problem == _RECUSED:
        return "governor: recused"
    if problem == _ALREADY_VOTED:
        return "governor: already voted"
    if problem == _EXPIRED:
        return "governor: ballot expired"
    return "governor: invalid signature"

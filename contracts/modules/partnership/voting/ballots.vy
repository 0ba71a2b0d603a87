# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ballots
@license GNU Affero General Public License v3.0 only
@notice Every way a ballot can count: on special proposals (see proposals.vy), of partners whose seat ends on a date, by
        a representative, over a representative's, and many signed ones in one transaction.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import ballot_marks
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import side_counts
from contracts.modules.partnership.voting import voting
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import bits
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: ballot_marks
uses: docket
uses: eip712
uses: proposals
uses: recusal
uses: representation
uses: seats
uses: side_counts
uses: voting
uses: weight_history


# As OpenZeppelin's Governor logs it where an account overrules who voted for it: without it, whoever adds the VoteCast up
# counts both.
event VoteReduced:
    delegate: indexed(address)   # partner whose ballot a representative had cast
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    support: uint8   # number; of that ballot: 0 against, 1 for, 2 abstain
    weight: uint256   # weight; that does not count there any more


event BallotSkipped:
    voter: indexed(address)   # partner whose ballot it is
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    reason: String[32]   # why the ballot does not count, one of the contracts' reasons


MAX_BATCH: constant(uint256) = 64
MAX_BATCH_BYTES: constant(uint256) = 8_192   # 64 ballots signed by keys have 6,208

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


@external
def cast_votes_by_sig(proposal_id: uint256, packed: Bytes[MAX_BATCH_BYTES], skip_bad: bool) -> uint256:
    """
    @notice Relays at most 64 ballots on one proposal, each signed as
            TimedBallot(proposalId, support, voter, deadline).
    @param packed The ballots one after the other, 8,192 bytes at most. One is {voter: 20 bytes, zero: 4, support: 1,
           deadline: 5 (unix seconds; last moment it may be relayed), size of the signature: 2} and the signature;
           of a key best in the 64 bytes of EIP-2098, which is cheapest.
    @param skip_bad True: a ballot that does not count is logged (BallotSkipped) and passed over. False: it reverts all.
    @return How many ballots counted.
    """
    # Packed and in one function, because decoding and copying would cost as much as a third of a ballot.
    proposal_word: uint256 = self._load_open(proposal_id)
    before: uint256 = proposals._outcome_if_late(proposal_id, proposal_word)
    snapshot: uint256 = proposals._snapshot(proposal_word)
    plain: uint256 = 0
    mark: uint256 = 0
    plain, mark = ballot_marks._plain(docket._version(docket._word), proposals._number(proposal_word))
    if proposals._special(proposal_word) != 0:
        plain = max_value(uint256)  # as no seat is
    separator: bytes32 = eip712._domain_separator_v4()
    counted: uint256 = 0
    offset: uint256 = 0
    for i: uint256 in range(MAX_BATCH):
        if offset == len(packed):
            break
        head: uint256 = extract32(packed, offset, output_type=uint256)
        voter: address = convert(head >> 96, address)
        support: uint256 = (head >> 56) & 255
        deadline: uint256 = (head >> 16) & bits.MASK_40
        size: uint256 = head & bits.MASK_16
        offset = unsafe_add(offset, 32)
        end: uint256 = unsafe_add(offset, size)
        assert end <= len(packed), "governor: batch is cut off"
        digest: bytes32 = keccak256(
            concat(
                x"1901",
                separator,
                keccak256(abi_encode(_TIMED_BALLOT_TYPEHASH, proposal_id, support, voter, deadline)),
            )
        )
        is_signed: bool = False
        if size == signature.SHORT_SIGNATURE:
            vs: uint256 = extract32(packed, unsafe_add(offset, 32), output_type=uint256)
            is_signed = signature._is_of_key(
                voter, digest, extract32(packed, offset, output_type=uint256), vs & bits.MASK_255, 27 + (vs >> 255)
            )
        if not is_signed:
            is_signed = self._is_signed_otherwise(voter, digest, slice(packed, offset, size))
        offset = end

        problem: uint256 = _NONE
        weight: uint256 = 0
        if block.timestamp > deadline:
            problem = _EXPIRED
        elif not is_signed:
            problem = _INVALID_SIGNATURE
        else:
            if support <= 2:
                weight = ballot_marks._vote_plainly(voter, plain, mark, snapshot)
            if weight != 0:
                proposal_word = unsafe_add(proposal_word, weight << (40 * support))  # no tally is above the total weight
            else:
                proposal_word, weight, problem = self._count(proposal_id, proposal_word, voter, convert(support, uint8), False)
        if problem == _NONE:
            counted = unsafe_add(counted, 1)
            log voting.VoteCast(
                voter=voter, proposalId=proposal_id, support=convert(support, uint8), weight=weight, reason=""
            )
        else:
            assert skip_bad, self._text(problem)
            log BallotSkipped(voter=voter, proposalId=proposal_id, reason=self._text(problem))
    assert offset == len(packed), "governor: too many ballots"
    self._store(proposal_id, proposal_word, before)
    return counted


@internal
def _cast(id: uint256, voter: address, support: uint8, by_representative: bool) -> uint256:
    """
    @notice Counts the ballot of `voter` and returns its weight. The caller logs it.
    """
    proposal_word: uint256 = self._load_open(id)
    before: uint256 = proposals._outcome_if_late(id, proposal_word)
    weight: uint256 = 0
    problem: uint256 = 0
    proposal_word, weight, problem = self._count(id, proposal_word, voter, support, by_representative)
    assert problem == _NONE, self._text(problem)
    self._store(id, proposal_word, before)
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
@view
def _is_signed_otherwise(voter: address, digest: bytes32, signed: Bytes[MAX_BATCH_BYTES]) -> bool:
    """
    @notice Whether a signature that is not a short one of the voter's key is good: a long one, or a contract wallet's.
    """
    if len(signed) > signature.MAX_SIGNATURE:
        return False
    return signature._is_signed_by(voter, digest, convert(signed, Bytes[signature.MAX_SIGNATURE]))


@internal
@view
def _load_open(id: uint256) -> uint256:
    proposal_word: uint256 = proposals._words[id]
    assert proposal_word != 0, "governor: unknown proposal"
    assert proposals._is_open(proposal_word), "governor: vote not active"
    return proposal_word


@internal
def _store(id: uint256, proposal_word: uint256, before: uint256):
    proposals._store(id, proposal_word)
    closed: bool = False
    if proposals._special(proposal_word) & proposals.DECIDES_EARLY != 0:
        closed = proposals._close_if_settled(id)
    if not closed:
        proposals._extend_if_turned(id, before)


@internal
def _count(
    id: uint256, word_before: uint256, voter: address, support: uint8, by_representative: bool
) -> (uint256, uint256, uint256):
    """
    @notice Adds the ballot of `voter` to an open proposal, whose word is `word_before`. The caller stores it.
    @return The new word, the weight that counted, and what keeps it from counting, if anything does.
    """
    proposal_word: uint256 = word_before
    seat_word: uint256 = seats._words[voter]
    if support > 2:
        return proposal_word, 0, _INVALID_TYPE
    if not voting._has_standing(docket._word, voter, seat_word):
        return proposal_word, 0, _NO_STANDING
    weight: uint256 = weight_history._weight_at(seat_word, proposals._snapshot(proposal_word))
    if weight == 0:
        return proposal_word, 0, _NO_WEIGHT
    special: uint256 = proposals._special(proposal_word)
    seat_number: uint256 = seat_bits._number(seat_word)
    if special & proposals.RECUSES != 0:
        if recusal._is_recused(id, seat_number):
            return proposal_word, 0, _RECUSED

    if not ballot_marks._mark_voted(voter, seat_word, proposals._number(proposal_word)):
        if by_representative:
            return proposal_word, 0, _ALREADY_VOTED
        was_lent: bool = False
        previous: uint8 = 0
        was_lent, previous = representation._overrule(id, seat_number)
        if not was_lent:
            return proposal_word, 0, _ALREADY_VOTED
        seats._stir(voter, seat_word)
        proposal_word -= weight << (40 * convert(previous, uint256))
        log VoteReduced(delegate=voter, proposalId=id, support=previous, weight=weight)
        if special & proposals.NOTES != 0 and previous == 1:
            side_counts._strike(id, seat_number)
        if special & proposals.COUNTS_SEATS != 0:
            side_counts._uncount_seat(id, previous)
        if special & proposals.DECIDES_EARLY != 0:
            side_counts._take_back(id, weight)

    proposal_word += weight << (40 * convert(support, uint256))
    if special & proposals.NOTES != 0 and support == 1:
        side_counts._note(id, seat_number)
    if special & proposals.COUNTS_SEATS != 0:
        side_counts._count_seat(id, support)
    if by_representative:
        representation._lend(id, seat_number, support)
        if special & proposals.DECIDES_EARLY != 0:
            side_counts._lend(id, weight)
    return proposal_word, weight, _NONE


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

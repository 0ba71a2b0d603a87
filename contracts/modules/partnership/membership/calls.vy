# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Calls
@license GNU Affero General Public License v3.0 only
@notice How partners find out that one of them is gone for good. A partner may be called by another one, at most once a
        year. If it gives no sign of life in the time that the deal has for that (a ballot, an acceptance, a yes or no, or
        simply an answer), anyone may have it lapse: its weight is out of the totals,
        so that neither a lost key nor silence keeps a quorum away. It keeps its units and all else, and its weight is
        back when it answers. Only the seat of who does not answer moves by vote against its will, or rather without it.

        What would have changed in the word of its seat is noted at the call, so that a ballot costs nothing more:

        call_word
            bits    0-39   called_at (unix seconds): the last time
            bits   40-79   answer_by (unix seconds): last moment to answer; 0: no call is open
            bits   80-183  marks: page, ballots and nonce of the seat when it was called
            bits  184-199  accepted: version of the terms it had accepted then
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: eip712
uses: seats
uses: total_weight


event PartnerCalled:
    partner: indexed(address)   # account of the partner that is asked for a sign of life
    caller: indexed(address)   # account of the partner that asks
    answer_by: uint256   # unix seconds; last moment to answer before its weight may lapse


event PartnerAnswered:
    partner: indexed(address)   # account of the partner


event PartnerLapsed:
    partner: indexed(address)   # account of the partner
    version: uint256   # number; of the terms that the partner did not accept in time, 0: it did not answer a call


CALL_AGAIN_SECONDS: constant(uint256) = 365 * 24 * 60 * 60

_ANSWER_TYPEHASH: constant(bytes32) = keccak256("Answer(address partner,uint256 answerBy,uint256 deadline)")

_call_words: HashMap[uint256, uint256]  # seat => call


@internal
def _call(caller: address, partner: address, call_seconds: uint256):
    """
    @notice Asks `partner` for a sign of life.
    """
    seat_word: uint256 = seats._load(partner)
    assert partner != caller, "roster: calls itself"
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    assert seat_word & seat_bits.SILENT == 0, "roster: already lapsed"
    seat: uint256 = seat_bits._number(seat_word)
    called_at: uint256 = self._call_words[seat] & bits.MASK_40
    assert called_at == 0 or block.timestamp >= called_at + CALL_AGAIN_SECONDS, "roster: called this year"
    answer_by: uint256 = block.timestamp + call_seconds
    self._call_words[seat] = block.timestamp | (answer_by << 40) | (self._activity(seat_word) << 80)
    seats._store(partner, seat_bits._with_flag(seat_word, seat_bits.STIRRED, False))
    log PartnerCalled(partner=partner, caller=caller, answer_by=answer_by)


@internal
def _answer(partner: address):
    """
    @notice Ends a call; the weight of a partner that had not answered in time comes back.
    """
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    assert self._answer_by(seat_word) != 0 or seat_word & seat_bits.SILENT != 0, "roster: not called"
    self._end(partner, seat_word)


@internal
def _stir(partner: address):
    """
    @notice What `partner` does by this is a sign of life. Nothing is written where nobody asked for one.
    """
    seat_word: uint256 = seats._load(partner)
    if not seat_bits._is_partner(seat_word):
        return
    if seat_word & seat_bits.SILENT != 0 or self._answer_by(seat_word) != 0:
        self._end(partner, seat_word)


@internal
def _lapse(partner: address, seat_word: uint256):
    """
    @notice Takes the weight of a partner that did not answer out of the totals.
    """
    changed: uint256 = seat_bits._with_flag(seat_word, seat_bits.SILENT, True)
    seats._store(partner, seats._change(partner, seat_word, changed))
    # The last weight stays: who has it is called back by nobody.
    assert total_weight._latest() != 0, "membership: no weight left"
    log PartnerLapsed(partner=partner, version=0)


@internal
@view
def _answer_by(seat_word: uint256) -> uint256:
    """
    @notice Until when the partner with that word has to answer (unix seconds); 0 where no call is open.
    """
    call_word: uint256 = self._call_words[seat_bits._number(seat_word)]
    answer_by: uint256 = (call_word >> 40) & bits.MASK_40
    if answer_by == 0 or not seat_bits._is_partner(seat_word):
        return 0
    if seat_word & seat_bits.STIRRED != 0 or (call_word >> 80) & bits.MASK_120 != self._activity(seat_word):
        return 0
    return answer_by


@internal
@view
def _is_silent(seat_word: uint256) -> bool:
    """
    @notice Whether the partner has lapsed because of a call, and has given no sign of life since either: not even a ballot
            on what was proposed before.
    """
    return seat_word & seat_bits.SILENT != 0 and self._answer_by(seat_word) != 0


@internal
@view
def _is_unanswered(seat_word: uint256) -> bool:
    """
    @notice Whether the time to answer is over without a sign of life, and nobody has had the partner lapse yet.
    """
    if seat_word & seat_bits.SILENT != 0:
        return False
    answer_by: uint256 = self._answer_by(seat_word)
    return answer_by != 0 and block.timestamp > answer_by


@internal
def _end(partner: address, seat_word: uint256):
    seat: uint256 = seat_bits._number(seat_word)
    self._call_words[seat] = self._call_words[seat] & bits.MASK_40
    changed: uint256 = seat_bits._with_flag(seat_word, seat_bits.SILENT, False)
    seats._store(partner, seats._change(partner, seat_word, changed))
    log PartnerAnswered(partner=partner)


@internal
@view
def _asked_by(partner: address) -> uint256:
    """
    @notice What the last call said of when to answer (unix seconds), also where a sign of life has come since.
    """
    return (self._call_words[seat_bits._number(seats._load(partner))] >> 40) & bits.MASK_40


@internal
@view
def _answer_digest(partner: address, answer_by: uint256, deadline: uint256) -> bytes32:
    """
    @notice The EIP-712 digest by which `partner` answers the call it has until `answer_by` to answer.
    """
    return eip712._hash_typed_data_v4(keccak256(abi_encode(_ANSWER_TYPEHASH, partner, answer_by, deadline)))


@internal
@view
def _check_answer(
    partner: address, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]
):
    assert block.timestamp <= deadline, "terms: signature expired"
    digest: bytes32 = self._answer_digest(partner, self._asked_by(partner), deadline)
    assert signature._is_signed_by(partner, digest, signed), "terms: signature not by partner"


@internal
@pure
def _activity(seat_word: uint256) -> uint256:
    """
    @notice What of a seat's word changes with every ballot, acceptance and signature.
    """
    marks: uint256 = (seat_word >> seat_bits.PAGE_SHIFT) & bits.MASK_104
    return marks | (((seat_word >> seat_bits.ACCEPTED_SHIFT) & bits.MASK_16) << 104)

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Acceptance
@license GNU Affero General Public License v3.0 only
@notice How an account consents, and to what exactly. Who joins accepts the document, the deal, its own weight, units, role
        and probation, and what was decided so far: the number of constitutional decisions under this version of the
        terms. If any of it changes before the acceptance arrives, the acceptance is void, by transaction and by signature.
        Who is a partner and accepts newer terms accepts their document and their deal.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.shared import signature
from snekmate.utils import eip712_domain_separator as eip712


uses: deal
uses: docket
uses: eip712
uses: seats
uses: terms


_ACCEPTANCE_TYPEHASH: constant(bytes32) = keccak256(
    "Acceptance(address partner,uint256 version,bytes32 termsHash,Deal deal,uint256 weight,uint256 units,uint256 role,uint256 probationEnds,uint256 decisions,uint256 nonce,uint256 deadline)Deal(uint256 noticeSeconds,uint256 redeemableBps,uint256 ends,uint256 maxUnits,uint256 maxWeight,uint256 maxSponsorsBps,uint256 maxReserveBps,uint256 moveSeconds,uint256 callDays,uint256 deadlockDays,bool repaidAtEnd,bool withholdsSuspended)"
)
_RENEWAL_TYPEHASH: constant(bytes32) = keccak256(
    "Renewal(address partner,uint256 version,bytes32 termsHash,Deal deal,uint256 nonce,uint256 deadline)Deal(uint256 noticeSeconds,uint256 redeemableBps,uint256 ends,uint256 maxUnits,uint256 maxWeight,uint256 maxSponsorsBps,uint256 maxReserveBps,uint256 moveSeconds,uint256 callDays,uint256 deadlockDays,bool repaidAtEnd,bool withholdsSuspended)"
)


@internal
@view
def _offer_to(account: address, seat_word: uint256) -> types.Offer:
    """
    @notice What `account`, which has `seat_word`, would accept now.
    """
    version: uint256 = docket._version(docket._load())
    deal_word: uint256 = deal._load(version)
    offer: types.Offer = empty(types.Offer)
    offer.version = version
    offer.terms_hash = terms._hashes[version]
    offer.deal = deal._accepted_part(deal_word)
    if seat_bits._is_invited(seat_word):
        offer.weight, offer.units, offer.role = seats._offered(account, seat_word)
        offer.probation_ends = seats._dates_of(account, seat_word)[1]
        offer.decisions = deal._decisions(deal_word)
    return offer


@internal
@view
def _check(account: address, seat_word: uint256, accepted: types.Offer):
    """
    @notice Reverts unless `accepted` is what `account` is offered now.
    """
    version: uint256 = docket._version(docket._load())
    assert accepted.version == version and accepted.terms_hash == terms._hashes[version], "terms: not in force"
    deal_word: uint256 = deal._load(version)
    assert accepted.deal == deal._accepted_part(deal_word), "terms: not this deal"
    weight: uint256 = 0
    units: uint256 = 0
    role: types.Role = empty(types.Role)
    probation_ends: uint256 = 0
    decisions: uint256 = 0
    if seat_bits._is_invited(seat_word):
        weight, units, role = seats._offered(account, seat_word)
        probation_ends = seats._dates_of(account, seat_word)[1]
        decisions = deal._decisions(deal_word)
    assert accepted.weight == weight and accepted.units == units, "terms: not these shares"
    assert accepted.role == role, "terms: not this role"
    assert accepted.probation_ends == probation_ends, "terms: not this probation"
    assert accepted.decisions == decisions, "terms: decided since"


@internal
@view
def _digest(account: address, seat_word: uint256, deadline: uint256) -> bytes32:
    """
    @notice The EIP-712 digest by which `account` accepts what it is offered now. The domain adds the chain and the
            partnership.
    @param deadline Unix seconds; last moment the signature is good.
    """
    offer: types.Offer = self._offer_to(account, seat_word)
    nonce: uint256 = seat_bits._nonce(seat_word)
    if seat_bits._is_invited(seat_word):
        return eip712._hash_typed_data_v4(
            keccak256(
                abi_encode(
                    _ACCEPTANCE_TYPEHASH,
                    account,
                    offer.version,
                    offer.terms_hash,
                    deal._hash_struct(offer.deal),
                    offer.weight,
                    offer.units,
                    offer.role,
                    offer.probation_ends,
                    offer.decisions,
                    nonce,
                    deadline,
                )
            )
        )
    return eip712._hash_typed_data_v4(
        keccak256(
            abi_encode(
                _RENEWAL_TYPEHASH,
                account,
                offer.version,
                offer.terms_hash,
                deal._hash_struct(offer.deal),
                nonce,
                deadline,
            )
        )
    )


@internal
@view
def _check_signed(account: address, seat_word: uint256, deadline: uint256, signed: Bytes[signature.MAX_SIGNATURE]):
    assert block.timestamp <= deadline, "terms: signature expired"
    digest: bytes32 = self._digest(account, seat_word, deadline)
    assert signature._is_signed_by(account, digest, signed), "terms: signature not by partner"

"""What people sign. Made here from EIP-712 by eth_account, never from what a contract says of itself."""

from __future__ import annotations

from typing import Any

from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.house import Partnership
from tests.kit.numbers import ACTIVE, CHAIN_ID, SUSPENDED

DOMAIN_NAME = "Polypact Partnership"
"""Of the one domain in which acceptances and ballots are signed."""

ESCROW_DOMAIN_NAME = "Polypact RevenueEscrow"
"""Of what is signed to an escrow."""

FIRST = 0
"""The nonce of a ballot: it is counted for each proposal, where one ballot of a partner's own counts."""

CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141

_DOMAIN = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]
_DEAL = [
    *(
        {"name": name, "type": "uint256"}
        for name in (
            "noticeSeconds",
            "redeemableBps",
            "ends",
            "maxUnits",
            "maxWeight",
            "maxSponsorsBps",
            "maxReserveBps",
        )
    ),
    *({"name": name, "type": "uint256"} for name in ("moveSeconds", "callDays", "deadlockDays")),
]
_WHAT = [
    {"name": "partner", "type": "address"},
    {"name": "version", "type": "uint256"},
    {"name": "termsHash", "type": "bytes32"},
    {"name": "deal", "type": "Deal"},
]
_OWN = [{"name": name, "type": "uint256"} for name in ("weight", "units", "role", "probationEnds", "decisions")]
_UNTIL = [{"name": "nonce", "type": "uint256"}, {"name": "deadline", "type": "uint256"}]
_BALLOT = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "support", "type": "uint8"},
    {"name": "voter", "type": "address"},
    {"name": "nonce", "type": "uint256"},
]
_TIMED_BALLOT = [*_BALLOT[:3], {"name": "deadline", "type": "uint256"}]
_EXTENDED_BALLOT = [*_BALLOT, {"name": "reason", "type": "string"}, {"name": "params", "type": "bytes"}]

_CONTEST = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "partner", "type": "address"},
    {"name": "deadline", "type": "uint256"},
]
_CONSENT = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "holder", "type": "address"},
    {"name": "agrees", "type": "bool"},
    {"name": "deadline", "type": "uint256"},
]


_ACT = [
    {"name": "mandate", "type": "uint256"},
    {"name": "holder", "type": "address"},
    {"name": "target", "type": "address"},
    {"name": "value", "type": "uint256"},
    {"name": "data", "type": "bytes"},
    {"name": "nonce", "type": "uint256"},
    {"name": "deadline", "type": "uint256"},
]


def _typed(
    contract: str,
    kind: str,
    fields: list[dict[str, str]],
    message: dict[str, Any],
    chain_id: int,
    inner: dict[str, list[dict[str, str]]] | None = None,
    name: str = DOMAIN_NAME,
) -> SignableMessage:
    return encode_typed_data(
        full_message={
            "types": {"EIP712Domain": _DOMAIN, kind: fields, **(inner or {})},
            "primaryType": kind,
            "domain": {"name": name, "version": "1", "chainId": chain_id, "verifyingContract": contract},
            "message": message,
        }
    )


def _address(name: str) -> dict[str, str]:
    return {"name": name, "type": "address"}


def acceptance(
    venture: Partnership,
    partner: str,
    deadline: int,
    *,
    nonce: int = 0,
    chain_id: int = CHAIN_ID,
    partnership: str | None = None,
    joins: bool | None = None,
    **changed: Any,
) -> SignableMessage:
    """What `partner` signs to accept what it is offered now; `changed` are fields of the message with other values.

    Args:
        joins: Whether it signs its shares, too; where it is not said, all but partners do.
    """
    offer = venture.membership.offer_of(partner)
    deal = venture.membership.deal_of(offer.version)
    is_partner = venture.membership.status_of(partner) in (ACTIVE, SUSPENDED)
    message = {
        "partner": partner,
        "version": offer.version,
        "termsHash": offer.terms_hash,
        "deal": {field["name"]: value for field, value in zip(_DEAL, deal, strict=True)},
        "nonce": nonce,
        "deadline": deadline,
    }
    fields, kind = [*_WHAT, *_UNTIL], "Renewal"
    if joins if joins is not None else not is_partner:
        own = (offer.weight, offer.units, offer.role, offer.probation_ends, offer.decisions)
        message |= {field["name"]: value for field, value in zip(_OWN, own, strict=True)}
        fields, kind = [*_WHAT, *_OWN, *_UNTIL], "Acceptance"
    return _typed(
        partnership or venture.partnership.address, kind, fields, message | changed, chain_id, {"Deal": _DEAL}
    )


def seat_acceptance(
    venture: Partnership, account: str, partner: str, conditions: tuple[Any, ...], deadline: int
) -> SignableMessage:
    """What `account` signs to take the seat of `partner` on those conditions (a `types.Offer`)."""
    version, terms_hash, _, *own = conditions
    deal = venture.membership.deal_of(version)
    message = {
        "account": account,
        "partner": partner,
        "version": version,
        "termsHash": terms_hash,
        "deal": {field["name"]: value for field, value in zip(_DEAL, deal, strict=True)},
        "deadline": deadline,
    } | {field["name"]: value for field, value in zip(_OWN, own, strict=True)}
    fields = [_address("account"), *_WHAT, *_OWN, {"name": "deadline", "type": "uint256"}]
    return _typed(venture.partnership.address, "SeatAcceptance", fields, message, CHAIN_ID, {"Deal": _DEAL})


def seat_refusal(
    venture: Partnership, partner: str, to: str, ready_at: int, refuser: str, deadline: int
) -> SignableMessage:
    """What `refuser` signs to refuse that the seat of `partner` moves to `to`."""
    fields = [
        _address("partner"),
        _address("to"),
        {"name": "readyAt", "type": "uint256"},
        _address("refuser"),
        {"name": "deadline", "type": "uint256"},
    ]
    values = (partner, to, ready_at, refuser, deadline)
    message = {field["name"]: value for field, value in zip(fields, values, strict=True)}
    return _typed(venture.partnership.address, "SeatRefusal", fields, message, CHAIN_ID)


def answer(venture: Partnership, partner: str, answer_by: int, deadline: int) -> SignableMessage:
    """What `partner` signs to answer the call that gave it until `answer_by`."""
    fields = [
        _address("partner"),
        {"name": "answerBy", "type": "uint256"},
        {"name": "deadline", "type": "uint256"},
    ]
    message = {"partner": partner, "answerBy": answer_by, "deadline": deadline}
    return _typed(venture.partnership.address, "Answer", fields, message, CHAIN_ID)


def ballot(
    partnership: str, proposal_id: int, support: int, voter: str, nonce: int = FIRST, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `voter` signs to vote."""
    message = {"proposalId": proposal_id, "support": support, "voter": voter, "nonce": nonce}
    return _typed(partnership, "Ballot", _BALLOT, message, chain_id)


def timed_ballot(
    partnership: str, proposal_id: int, support: int, voter: str, deadline: int, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `voter` signs to vote in a batch, until `deadline` (unix seconds)."""
    message = {"proposalId": proposal_id, "support": support, "voter": voter, "deadline": deadline}
    return _typed(partnership, "TimedBallot", _TIMED_BALLOT, message, chain_id)


def consent(
    partnership: str, proposal_id: int, holder: str, agrees: bool, deadline: int, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `holder` signs to say yes or no to a proposal, until `deadline` (unix seconds)."""
    message = {"proposalId": proposal_id, "holder": holder, "agrees": agrees, "deadline": deadline}
    return _typed(partnership, "Consent", _CONSENT, message, chain_id)


def act_of(
    partnership: str,
    mandate: int,
    holder: str,
    target: str,
    value: int,
    data: bytes,
    nonce: int,
    deadline: int,
    chain_id: int = CHAIN_ID,
) -> SignableMessage:
    """What `holder` signs to act under a mandate, until `deadline` (unix seconds)."""
    message = {
        "mandate": mandate,
        "holder": holder,
        "target": target,
        "value": value,
        "data": data,
        "nonce": nonce,
        "deadline": deadline,
    }
    return _typed(partnership, "Act", _ACT, message, chain_id)


def contest_of(
    partnership: str, proposal_id: int, partner: str, deadline: int, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `partner` signs to return into a vote that the class recused it from, until `deadline` (unix seconds)."""
    message = {"proposalId": proposal_id, "partner": partner, "deadline": deadline}
    return _typed(partnership, "Contest", _CONTEST, message, chain_id)


def extended_ballot(
    partnership: str,
    proposal_id: int,
    support: int,
    voter: str,
    reason: str,
    params: bytes,
    nonce: int = FIRST,
    chain_id: int = CHAIN_ID,
) -> SignableMessage:
    """What `voter` signs to vote with a reason and parameters."""
    message = {
        "proposalId": proposal_id,
        "support": support,
        "voter": voter,
        "nonce": nonce,
        "reason": reason,
        "params": params,
    }
    return _typed(partnership, "ExtendedBallot", _EXTENDED_BALLOT, message, chain_id)


def contribute_on(
    escrow: str, holder: str, token: str, successor: str, minimum: int, nonce: int, deadline: int
) -> SignableMessage:
    """Has what `holder` is owed by an escrow be its contribution to another partnership."""
    fields = [_address(name) for name in ("holder", "token", "successor")]
    fields += [{"name": name, "type": "uint256"} for name in ("minimum", "nonce", "deadline")]
    message = {"holder": holder, "token": token, "successor": successor}
    message |= {"minimum": minimum, "nonce": nonce, "deadline": deadline}
    return _typed(escrow, "ContributeOn", fields, message, CHAIN_ID, name=ESCROW_DOMAIN_NAME)


def digest_of(message: SignableMessage) -> bytes:
    """The 32 bytes that are signed."""
    return keccak(b"\x19" + message.version + message.header + message.body)


def sign(key: LocalAccount, message: SignableMessage) -> bytes:
    """65 bytes: r, s, v."""
    return bytes(key.sign_message(message).signature)


def compact(signature: bytes) -> bytes:
    """The same signature in the 64 bytes of EIP-2098: r, then s with the parity of v in its top bit."""
    r, s, v = signature[:32], int.from_bytes(signature[32:64], "big"), signature[64]
    return r + (s | ((v - 27) << 255)).to_bytes(32, "big")


def with_high_s(signature: bytes) -> bytes:
    """The other signature that an unchecked ecrecover takes for the same: n - s, and the other parity."""
    r, s, v = signature[:32], int.from_bytes(signature[32:64], "big"), signature[64]
    return r + (CURVE_ORDER - s).to_bytes(32, "big") + bytes([55 - v])


def packed(voter: str, support: int, deadline: int, signature: bytes) -> bytes:
    """One ballot of a batch, as `cast_votes_by_sig` takes it."""
    head = bytes.fromhex(voter[2:]) + bytes(4) + support.to_bytes(1, "big") + deadline.to_bytes(5, "big")
    return head + len(signature).to_bytes(2, "big") + signature

"""What partners sign: EIP-712 messages for accepting the terms, for ballots, contests, a yes or no besides, what is
done under a mandate, and what is taken along to a successor.

Every message comes in two forms: as a dictionary (`..._data`), which wallets take by `eth_signTypedData_v4`, and as
a message that `eth_account` or an Ape account signs. Neither needs a node, so a signature can be made on a machine
that is never connected, and anyone may relay it.

The types are those of `acceptance.vy`, `voting.vy`, `ballots.vy`, `consents.vy` in `contracts/modules/partnership`, of
`Objections.vy`, `Mandates.vy` in `contracts/partnership` and of `succession.vy` in `contracts/modules/escrow`; `TYPES`
has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eth_account.messages import SignableMessage, encode_typed_data
from eth_utils.crypto import keccak

from polypact.text.deals import Deal, Offer

__all__ = [
    "ACCOUNTS",
    "OF_ESCROWS",
    "STRUCTS",
    "TYPES",
    "acceptance",
    "acceptance_data",
    "act_data",
    "answer_data",
    "ballot",
    "ballot_data",
    "consent",
    "consent_data",
    "contest",
    "contest_data",
    "contribute_on_data",
    "digest",
    "extended_ballot",
    "extended_ballot_data",
    "safe_message",
    "safe_message_data",
    "seat_acceptance_data",
    "seat_refusal_data",
    "timed_ballot",
    "timed_ballot_data",
    "to_json",
    "typed_data",
]

PARTNERSHIP_DOMAIN = "Polypact Partnership"
ESCROW_DOMAIN = "Polypact RevenueEscrow"
VERSION = "1"

_TERMS = (("partner", "address"), ("version", "uint256"), ("termsHash", "bytes32"), ("deal", "Deal"))
_OWN = (
    ("weight", "uint256"),
    ("units", "uint256"),
    ("role", "uint256"),
    ("probationEnds", "uint256"),
    ("decisions", "uint256"),
)
_BALLOT = (("proposalId", "uint256"), ("support", "uint8"), ("voter", "address"))

#: What each message says, in the order in which the contracts hash it: (name, type).
TYPES: Mapping[str, Sequence[tuple[str, str]]] = {
    "Acceptance": (
        *_TERMS,
        *_OWN,
        ("nonce", "uint256"),
        ("deadline", "uint256"),
    ),
    "Renewal": (*_TERMS, ("nonce", "uint256"), ("deadline", "uint256")),
    "Ballot": (*_BALLOT, ("nonce", "uint256")),
    "ExtendedBallot": (*_BALLOT, ("nonce", "uint256"), ("reason", "string"), ("params", "bytes")),
    "TimedBallot": (*_BALLOT, ("deadline", "uint256")),
    "Consent": (("proposalId", "uint256"), ("holder", "address"), ("agrees", "bool"), ("deadline", "uint256")),
    "Contest": (("proposalId", "uint256"), ("partner", "address"), ("deadline", "uint256")),
    "SeatAcceptance": (("account", "address"), *_TERMS, *_OWN, ("deadline", "uint256")),
    "SeatRefusal": (
        ("partner", "address"),
        ("to", "address"),
        ("readyAt", "uint256"),
        ("refuser", "address"),
        ("deadline", "uint256"),
    ),
    "Answer": (("partner", "address"), ("answerBy", "uint256"), ("deadline", "uint256")),
    "Act": (
        ("mandate", "uint256"),
        ("holder", "address"),
        ("target", "address"),
        ("value", "uint256"),
        ("data", "bytes"),
        ("nonce", "uint256"),
        ("deadline", "uint256"),
    ),
    "ContributeOn": (
        ("holder", "address"),
        ("token", "address"),
        ("successor", "address"),
        ("minimum", "uint256"),
        ("nonce", "uint256"),
        ("deadline", "uint256"),
    ),
}

#: What is signed for a RevenueEscrow, and not for its partnership.
OF_ESCROWS = frozenset(("ContributeOn",))

#: Whose signature a message with a deadline wants: the name of the field that says it. Such messages travel as files.
ACCOUNTS: Mapping[str, str] = {
    "Acceptance": "partner",
    "Renewal": "partner",
    "TimedBallot": "voter",
    "Consent": "holder",
    "Contest": "partner",
    "SeatAcceptance": "account",
    "SeatRefusal": "refuser",
    "Answer": "partner",
    "Act": "holder",
    "ContributeOn": "holder",
}

#: What such a message holds that has parts of its own.
STRUCTS: Mapping[str, Sequence[tuple[str, str]]] = {
    "Deal": (
        ("noticeSeconds", "uint256"),
        ("redeemableBps", "uint256"),
        ("ends", "uint256"),
        ("maxUnits", "uint256"),
        ("maxWeight", "uint256"),
        ("maxSponsorsBps", "uint256"),
        ("maxReserveBps", "uint256"),
        ("moveSeconds", "uint256"),
        ("callDays", "uint256"),
        ("deadlockDays", "uint256"),
    ),
}

_SAFE_INTEGER = 2**53 - 1  # the largest that JavaScript's numbers hold exactly

_DOMAIN_TYPE = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]


def acceptance_data(
    chain_id: int, partnership: str, partner: str, offer: Offer, deal: Deal, nonce: int, deadline: int, *, joins: bool
) -> dict[str, Any]:
    """The typed data by which `partner` accepts what it is offered (see `accept_by_sig` of the contract).

    Args:
        chain_id: Of the chain the partnership is on.
        partnership: Address of the Partnership, which checks the signature.
        partner: Who accepts: the account on the roster, which may be a contract wallet.
        offer: What `offer_of(partner)` says.
        deal: Of the offer's version of the terms.
        nonce: Of the partner; its next signed acceptance takes this one.
        deadline: Unix seconds; last moment the signature is good.
        joins: Whether `partner` is invited: it then signs its shares and its role as well (`Acceptance`). A partner
            accepts newer terms with their deal (`Renewal`).
    """
    own = _own(offer) if joins else {}
    message = {**_terms(partner, offer, deal), **own, "nonce": nonce, "deadline": deadline}
    return typed_data("Acceptance" if joins else "Renewal", chain_id, partnership, message)


def acceptance(
    chain_id: int, partnership: str, partner: str, offer: Offer, deal: Deal, nonce: int, deadline: int, *, joins: bool
) -> SignableMessage:
    """The message of `acceptance_data`, ready to be signed."""
    return encode_typed_data(
        full_message=acceptance_data(chain_id, partnership, partner, offer, deal, nonce, deadline, joins=joins)
    )


def seat_acceptance_data(
    chain_id: int, partnership: str, account: str, partner: str, conditions: Offer, deal: Deal, deadline: int
) -> dict[str, Any]:
    """The typed data by which `account` takes the seat of `partner` (see `take_seat_by_sig` of the contract).

    Args:
        conditions: What `seat_conditions(partner)` says.
        deal: Of the version of the terms in the conditions.
        deadline: Unix seconds; last moment the signature is good.
    """
    message = {"account": account, **_terms(partner, conditions, deal), **_own(conditions), "deadline": deadline}
    return typed_data("SeatAcceptance", chain_id, partnership, message)


def seat_refusal_data(
    chain_id: int, partnership: str, partner: str, to: str, ready_at: int, refuser: str, deadline: int
) -> dict[str, Any]:
    """The typed data by which `refuser` refuses that the seat of `partner` moves (see `refuse_move_by_sig`).

    Args:
        to: Whom the seat is offered to.
        ready_at: Unix seconds; the first moment it may be taken, as `seat_offer` says it.
        deadline: Unix seconds; last moment the signature is good.
    """
    message = _values_of("SeatRefusal", (partner, to, ready_at, refuser, deadline))
    return typed_data("SeatRefusal", chain_id, partnership, message)


def answer_data(chain_id: int, partnership: str, partner: str, answer_by: int, deadline: int) -> dict[str, Any]:
    """The typed data by which `partner` answers a call (see `answer_by_sig` of the contract).

    Args:
        answer_by: Unix seconds; until when the call asks for an answer. It is good for that call only.
        deadline: Unix seconds; last moment the signature is good.
    """
    return typed_data("Answer", chain_id, partnership, _values_of("Answer", (partner, answer_by, deadline)))


def act_data(
    chain_id: int,
    partnership: str,
    mandate: int,
    holder: str,
    target: str,
    value: int,
    data: bytes,
    nonce: int,
    deadline: int,
) -> dict[str, Any]:
    """The typed data by which `holder` uses a mandate (see `act_by_sig` of the contract).

    Args:
        mandate: Its number.
        value: Wei that go along.
        data: Calldata.
        nonce: That `mandate_of` shows; it is good once.
        deadline: Unix seconds; last moment it may be relayed.
    """
    values = (mandate, holder, target, value, "0x" + bytes(data).hex(), nonce, deadline)
    return typed_data("Act", chain_id, partnership, _values_of("Act", values))


def contribute_on_data(
    chain_id: int, escrow: str, holder: str, token: str, successor: str, minimum: int, nonce: int, deadline: int
) -> dict[str, Any]:
    """The typed data by which what `holder` can claim becomes its contribution elsewhere (see `contribute_on_by_sig`).

    Args:
        escrow: That owes it, and checks the signature.
        token: Zero for ether.
        successor: The partnership that it contributes to.
        minimum: What must arrive there at least, in the token's smallest unit.
        nonce: That `contribute_on_nonce` shows; it is good once.
        deadline: Unix seconds; last moment it may be relayed.
    """
    values = (holder, token, successor, minimum, nonce, deadline)
    return typed_data("ContributeOn", chain_id, escrow, _values_of("ContributeOn", values))


def ballot_data(
    chain_id: int, partnership: str, proposal_id: int, support: int, voter: str, nonce: int
) -> dict[str, Any]:
    """The typed data of a ballot (see `Partnership.castVoteBySig`).

    Args:
        chain_id: Of the chain the partnership is on.
        partnership: Address of the Partnership, which checks the signature.
        proposal_id: As `propose` returned it.
        support: 0 against, 1 for, 2 abstain.
        voter: The partner; may be a contract wallet.
        nonce: `Partnership.nonces(voter)`, which is 0.
    """
    return typed_data("Ballot", chain_id, partnership, _values_of("Ballot", (proposal_id, int(support), voter, nonce)))


def ballot(chain_id: int, partnership: str, proposal_id: int, support: int, voter: str, nonce: int) -> SignableMessage:
    """The message of `ballot_data`, ready to be signed."""
    return encode_typed_data(full_message=ballot_data(chain_id, partnership, proposal_id, support, voter, nonce))


def timed_ballot_data(
    chain_id: int, partnership: str, proposal_id: int, support: int, voter: str, deadline: int
) -> dict[str, Any]:
    """The typed data of a ballot for a batch (see `Partnership.cast_votes_by_sig`).

    It has a deadline instead of a nonce, so whoever knows the proposal can sign it without a node.

    Args:
        chain_id: Of the chain the partnership is on.
        partnership: Address of the Partnership, which checks the signature.
        proposal_id: As `propose` returned it.
        support: 0 against, 1 for, 2 abstain.
        voter: The partner; may be a contract wallet.
        deadline: Unix seconds; last moment it may be relayed.
    """
    values = (proposal_id, int(support), voter, deadline)
    return typed_data("TimedBallot", chain_id, partnership, _values_of("TimedBallot", values))


def timed_ballot(
    chain_id: int, partnership: str, proposal_id: int, support: int, voter: str, deadline: int
) -> SignableMessage:
    """The message of `timed_ballot_data`, ready to be signed."""
    data = timed_ballot_data(chain_id, partnership, proposal_id, support, voter, deadline)
    return encode_typed_data(full_message=data)


def consent_data(
    chain_id: int, partnership: str, proposal_id: int, holder: str, agrees: bool, deadline: int
) -> dict[str, Any]:
    """The typed data by which a partner says yes or no to a proposal (see `Partnership.consent_by_sig`).

    A yes lets the proposal do to the partner's own deal what it says, and is for good; a no counts towards stopping it
    once it has passed.

    Args:
        chain_id: Of the chain the partnership is on.
        partnership: Address of the Partnership, which checks the signature.
        proposal_id: As `propose` returned it.
        holder: The partner; may be a contract wallet.
        agrees: Whether it agrees.
        deadline: Unix seconds; last moment it may be relayed.
    """
    values = (proposal_id, holder, agrees, deadline)
    return typed_data("Consent", chain_id, partnership, _values_of("Consent", values))


def consent(
    chain_id: int, partnership: str, proposal_id: int, holder: str, agrees: bool, deadline: int
) -> SignableMessage:
    """The message of `consent_data`, ready to be signed."""
    data = consent_data(chain_id, partnership, proposal_id, holder, agrees, deadline)
    return encode_typed_data(full_message=data)


def contest_data(chain_id: int, partnership: str, proposal_id: int, partner: str, deadline: int) -> dict[str, Any]:
    """The typed data by which a partner whom the class recused returns into the vote (see `contest_recusal_by_sig`).

    Args:
        chain_id: Of the chain the partnership is on.
        partnership: Address of the Partnership, which checks the signature.
        proposal_id: As `propose` returned it.
        partner: Who returns; may be a contract wallet.
        deadline: Unix seconds; last moment it may be relayed.
    """
    return typed_data("Contest", chain_id, partnership, _values_of("Contest", (proposal_id, partner, deadline)))


def contest(chain_id: int, partnership: str, proposal_id: int, partner: str, deadline: int) -> SignableMessage:
    """The message of `contest_data`, ready to be signed."""
    return encode_typed_data(full_message=contest_data(chain_id, partnership, proposal_id, partner, deadline))


def extended_ballot_data(
    chain_id: int,
    partnership: str,
    proposal_id: int,
    support: int,
    voter: str,
    nonce: int,
    reason: str,
    params: bytes = b"",
) -> dict[str, Any]:
    """The typed data of a ballot with a reason (see `castVoteWithReasonAndParamsBySig`).

    Args:
        reason: Goes into the log; at most 1,024 bytes.
        params: Means nothing to the partnership and goes into the log; at most 1,024 bytes.
    """
    values = (proposal_id, int(support), voter, nonce, reason, "0x" + bytes(params).hex())
    return typed_data("ExtendedBallot", chain_id, partnership, _values_of("ExtendedBallot", values))


def extended_ballot(
    chain_id: int,
    partnership: str,
    proposal_id: int,
    support: int,
    voter: str,
    nonce: int,
    reason: str,
    params: bytes = b"",
) -> SignableMessage:
    """The message of `extended_ballot_data`, ready to be signed."""
    return encode_typed_data(
        full_message=extended_ballot_data(chain_id, partnership, proposal_id, support, voter, nonce, reason, params)
    )


def safe_message_data(chain_id: int, safe: str, message: SignableMessage | bytes) -> dict[str, Any]:
    """The typed data that each owner of a Safe signs so that the Safe signs `message` by ERC-1271.

    A Safe (1.3 and later, with its usual fallback handler) does not take its owners' signatures of the digest
    itself: they sign `SafeMessage(bytes message)` in the Safe's own domain, so that a signature for one Safe is
    worthless for another with the same owners.

    Args:
        chain_id: Of the chain the Safe is on.
        safe: Address of the Safe.
        message: What the Safe shall sign, for example an `acceptance`; or the bytes that it is asked about.
    """
    asked = message if isinstance(message, bytes) else digest(message)
    return {
        "types": {
            "EIP712Domain": [
                {"name": "chainId", "type": "uint256"},
                {"name": "verifyingContract", "type": "address"},
            ],
            "SafeMessage": [{"name": "message", "type": "bytes"}],
        },
        "primaryType": "SafeMessage",
        "domain": {"chainId": chain_id, "verifyingContract": safe},
        "message": {"message": "0x" + asked.hex()},
    }


def safe_message(chain_id: int, safe: str, message: SignableMessage) -> SignableMessage:
    """The message of `safe_message_data`, ready to be signed by an owner."""
    return encode_typed_data(full_message=safe_message_data(chain_id, safe, message))


def digest(message: SignableMessage) -> bytes:
    """The 32 bytes that are signed: keccak-256 of 0x19, version, header and body (EIP-191)."""
    return keccak(b"\x19" + message.version + message.header + message.body)


def to_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same typed data with big integers as decimal text, so that a wallet's JavaScript reads them exactly."""

    def convert(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: convert(item) for key, item in value.items()}
        if isinstance(value, list):
            return [convert(item) for item in value]
        if isinstance(value, int) and value > _SAFE_INTEGER:
            return str(value)
        return value

    return {key: convert(value) for key, value in data.items()}


def typed_data(kind: str, chain_id: int, partnership: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """A message of one of the `TYPES` in the domain of a partnership, or of the escrow whose address is given."""
    used = [kind, *(type_ for _, type_ in TYPES[kind] if type_ in STRUCTS)]
    return {
        "types": {
            "EIP712Domain": _DOMAIN_TYPE,
            **{
                each: [{"name": name, "type": type_} for name, type_ in (STRUCTS.get(each) or TYPES[each])]
                for each in used
            },
        },
        "primaryType": kind,
        "domain": {
            "name": ESCROW_DOMAIN if kind in OF_ESCROWS else PARTNERSHIP_DOMAIN,
            "version": VERSION,
            "chainId": chain_id,
            "verifyingContract": partnership,
        },
        "message": dict(message),
    }


def _terms(partner: str, offer: Offer, deal: Deal) -> dict[str, Any]:
    return {
        "partner": partner,
        "version": offer.version,
        "termsHash": "0x" + bytes(offer.terms_hash).hex(),
        "deal": _values_of("Deal", deal.abi()),
    }


def _own(offer: Offer) -> dict[str, Any]:
    return {
        "weight": offer.weight,
        "units": offer.units,
        "role": int(offer.role),
        "probationEnds": offer.probation_ends,
        "decisions": offer.decisions,
    }


def _values_of(kind: str, values: Sequence[Any]) -> dict[str, Any]:
    """Values by their names, which come in the order of their type."""
    return {name: value for (name, _), value in zip(STRUCTS.get(kind) or TYPES[kind], values, strict=True)}

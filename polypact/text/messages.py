"""What partners sign: EIP-712 messages for accepting the terms, for ballots, and for a yes or no besides.

Every message comes in two forms: as a dictionary (`..._data`), which wallets take by `eth_signTypedData_v4`, and as
a message that `eth_account` or an Ape account signs. Neither needs a node, so a signature can be made on a machine
that is never connected, and anyone may relay it.

The types are those of `acceptance.vy`, `voting.vy`, `ballots.vy`, `consents.vy` and `Objections.vy` in
`contracts/modules/partnership` and `contracts/partnership`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eth_account.messages import SignableMessage, encode_typed_data
from eth_utils.crypto import keccak

from polypact.text.deals import Deal, Offer

__all__ = [
    "acceptance",
    "acceptance_data",
    "ballot",
    "ballot_data",
    "consent",
    "consent_data",
    "contest",
    "contest_data",
    "digest",
    "extended_ballot",
    "extended_ballot_data",
    "safe_message",
    "safe_message_data",
    "timed_ballot",
    "timed_ballot_data",
    "to_json",
]

PARTNERSHIP_DOMAIN = "Polypact Partnership"
VERSION = "1"

_SAFE_INTEGER = 2**53 - 1  # the largest that JavaScript's numbers hold exactly

_DOMAIN_TYPE = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]


# In the order of `types.Deal`.
_DEAL_TYPE = [
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
    ("repaidAtEnd", "bool"),
    ("withholdsSuspended", "bool"),
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
    fields: list[tuple[str, str, Any]] = [
        ("partner", "address", partner),
        ("version", "uint256", offer.version),
        ("termsHash", "bytes32", "0x" + bytes(offer.terms_hash).hex()),
        ("deal", "Deal", {name: value for (name, _), value in zip(_DEAL_TYPE, deal.abi(), strict=True)}),
    ]
    if joins:
        fields += [
            ("weight", "uint256", offer.weight),
            ("units", "uint256", offer.units),
            ("role", "uint256", int(offer.role)),
            ("probationEnds", "uint256", offer.probation_ends),
            ("decisions", "uint256", offer.decisions),
        ]
    fields += [("nonce", "uint256", nonce), ("deadline", "uint256", deadline)]
    data = _typed_data(chain_id, PARTNERSHIP_DOMAIN, partnership, "Acceptance" if joins else "Renewal", fields)
    data["types"]["Deal"] = [{"name": name, "type": kind} for name, kind in _DEAL_TYPE]
    return data


def acceptance(
    chain_id: int, partnership: str, partner: str, offer: Offer, deal: Deal, nonce: int, deadline: int, *, joins: bool
) -> SignableMessage:
    """The message of `acceptance_data`, ready to be signed."""
    return encode_typed_data(
        full_message=acceptance_data(chain_id, partnership, partner, offer, deal, nonce, deadline, joins=joins)
    )


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
    return _typed_data(
        chain_id, PARTNERSHIP_DOMAIN, partnership, "Ballot", _ballot_fields(proposal_id, support, voter, nonce)
    )


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
    return _typed_data(
        chain_id,
        PARTNERSHIP_DOMAIN,
        partnership,
        "TimedBallot",
        [
            ("proposalId", "uint256", proposal_id),
            ("support", "uint8", int(support)),
            ("voter", "address", voter),
            ("deadline", "uint256", deadline),
        ],
    )


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
    return _typed_data(
        chain_id,
        PARTNERSHIP_DOMAIN,
        partnership,
        "Consent",
        [
            ("proposalId", "uint256", proposal_id),
            ("holder", "address", holder),
            ("agrees", "bool", agrees),
            ("deadline", "uint256", deadline),
        ],
    )


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
    return _typed_data(
        chain_id,
        PARTNERSHIP_DOMAIN,
        partnership,
        "Contest",
        [("proposalId", "uint256", proposal_id), ("partner", "address", partner), ("deadline", "uint256", deadline)],
    )


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
    return _typed_data(
        chain_id,
        PARTNERSHIP_DOMAIN,
        partnership,
        "ExtendedBallot",
        [
            *_ballot_fields(proposal_id, support, voter, nonce),
            ("reason", "string", reason),
            ("params", "bytes", "0x" + bytes(params).hex()),
        ],
    )


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


def safe_message_data(chain_id: int, safe: str, message: SignableMessage) -> dict[str, Any]:
    """The typed data that each owner of a Safe signs so that the Safe signs `message` by ERC-1271.

    A Safe (1.3 and later, with its usual fallback handler) does not take its owners' signatures of the digest
    itself: they sign `SafeMessage(bytes message)` in the Safe's own domain, so that a signature for one Safe is
    worthless for another with the same owners.

    Args:
        chain_id: Of the chain the Safe is on.
        safe: Address of the Safe.
        message: What the Safe shall sign, for example an `acceptance`.
    """
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
        "message": {"message": "0x" + digest(message).hex()},
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


def _ballot_fields(proposal_id: int, support: int, voter: str, nonce: int) -> list[tuple[str, str, Any]]:
    return [
        ("proposalId", "uint256", proposal_id),
        ("support", "uint8", int(support)),
        ("voter", "address", voter),
        ("nonce", "uint256", nonce),
    ]


def _typed_data(
    chain_id: int, domain: str, contract: str, primary: str, fields: Sequence[tuple[str, str, Any]]
) -> dict[str, Any]:
    return {
        "types": {
            "EIP712Domain": _DOMAIN_TYPE,
            primary: [{"name": name, "type": kind} for name, kind, _ in fields],
        },
        "primaryType": primary,
        "domain": {"name": domain, "version": VERSION, "chainId": chain_id, "verifyingContract": contract},
        "message": {name: value for name, _, value in fields},
    }

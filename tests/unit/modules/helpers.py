"""What the tests of the membership, the partnership and the ecosystem share: logs, states, refusals, signatures.

The EIP-712 messages are made here from the standard by eth_account, never from what a contract says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import boa
import pytest
from eth.exceptions import Revert
from eth_abi import decode, encode
from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils import event_abi_to_log_topic, is_address, keccak, to_checksum_address
from vyper.compiler.output import build_abi_output

from tests.conftest import DAY, HOUR, PARTS, PROPOSER, TERMS_HASH, Facets, Partnership

CHAIN_ID = 1
NOBODY = "0x" + "00" * 20
CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
FOR_EVER = 2**255

_CONTRACTS = ("Membership", *PARTS, *(part for parts in PARTS.values() for part in parts), "Ecosystem")

_DOMAIN = [
    {"name": "name", "type": "string"},
    {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"},
    {"name": "verifyingContract", "type": "address"},
]
_ACCEPTANCE = [
    {"name": "partnership", "type": "address"},
    {"name": "partner", "type": "address"},
    {"name": "version", "type": "uint256"},
    {"name": "termsHash", "type": "bytes32"},
    {"name": "nonce", "type": "uint256"},
    {"name": "deadline", "type": "uint256"},
]
_BALLOT = [
    {"name": "proposalId", "type": "uint256"},
    {"name": "support", "type": "uint8"},
    {"name": "voter", "type": "address"},
    {"name": "nonce", "type": "uint256"},
]
_TIMED_BALLOT = [*_BALLOT[:3], {"name": "deadline", "type": "uint256"}]
_EXTENDED_BALLOT = [*_BALLOT, {"name": "reason", "type": "string"}, {"name": "params", "type": "bytes"}]


# --- logs ---


def abi_type(component: dict[str, Any]) -> str:
    """The type of an ABI entry, written as eth_abi wants it: tuples in brackets."""
    kind = str(component["type"])
    if kind.startswith("tuple"):
        return f"({','.join(abi_type(part) for part in component['components'])}){kind[5:]}"
    return kind


@cache
def abi_of(name: str) -> list[dict[str, Any]]:
    """The ABI of a contract in contracts/, by its name."""
    return list(build_abi_output(deployer(name).compiler_data))


@cache
def _events() -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for name in _CONTRACTS:
        for entry in abi_of(name):
            if entry["type"] == "event":
                found[int.from_bytes(event_abi_to_log_topic(entry), "big")] = entry
    return found


def events(contract: Any) -> list[tuple[str, str, dict[str, Any]]]:
    """All logs of the last call made through `contract`, in order: the address, the event's name, its fields."""
    asked = contract.asked if isinstance(contract, Facets) else contract
    listed = []
    for _, address, topics, data in sorted(asked._computation.get_raw_log_entries()):
        entry = _events()[topics[0]]
        indexed = [field for field in entry["inputs"] if field["indexed"]]
        plain = [field for field in entry["inputs"] if not field["indexed"]]
        fields = {
            field["name"]: decode([abi_type(field)], topic.to_bytes(32, "big"))[0]
            for field, topic in zip(indexed, topics[1:], strict=True)
        }
        fields |= dict(zip([f["name"] for f in plain], decode([abi_type(f) for f in plain], data), strict=True))
        listed.append((checksum(address), entry["name"], {key: checksum(value) for key, value in fields.items()}))
    return listed


def checksum(value: Any) -> Any:
    """`value`, with an address in its checksummed form."""
    if isinstance(value, bytes) and len(value) == 20:
        return to_checksum_address(value)
    if isinstance(value, tuple | list):
        return [checksum(item) for item in value]
    if isinstance(value, str) and is_address(value):
        return to_checksum_address(value)
    return value


# --- states and refusals ---


def state_of(venture: Partnership) -> dict[str, Any]:
    """All that a call could have changed: roster, terms, weights, proposals, units and balances."""
    members, partnership, escrow = venture.membership, venture.partnership, venture.escrow
    seats = members.seats()
    accounts = [members.partner_at(seat) for seat in range(min(seats, 20))]
    return {
        "phase": members.phase(),
        "seats": seats,
        "members": members.members(),
        "roster": members.partners(0, 20),
        "terms": members.current_terms(),
        "beneficiary": members.residual_beneficiary(),
        "total": partnership.total(),
        "weights": [partnership.weight_of(account) for account in accounts],
        "standing": [partnership.has_standing(account) for account in accounts],
        "nonces": [partnership.nonces(account) for account in accounts],
        "proposals": partnership.proposal_count(),
        "in force": partnership.in_force_since(),
        "units": [escrow.units_of(account) for account in accounts],
        "total units": escrow.total_units(),
        "era": escrow.era(),
        "balances": [boa.env.get_balance(at.address) for at in (members, partnership.main, escrow)],
        "rules": [partnership.rule(number) for number in (0, 8)],
    }


@contextmanager
def refused(venture: Partnership, reason: str | None) -> Iterator[None]:
    """The call within reverts with exactly `reason` (None: without one), and nothing has changed by it."""
    before = state_of(venture)
    with reverts(reason):
        yield
    assert state_of(venture) == before


@contextmanager
def reverts(reason: str | None) -> Iterator[None]:
    """The call within reverts with exactly `reason` (None: without one), as its caller gets it."""
    try:
        yield
    except (boa.BoaError, Revert) as error:  # the second from a raw call
        answer = bytes(error.args[0] if isinstance(error, Revert) else error.call_trace.computation.output)
        assert answer == (b"" if reason is None else keccak(text="Error(string)")[:4] + encode(["string"], [reason]))
    else:
        pytest.fail(f"did not revert with {reason!r}")


# --- who acts ---


@contextmanager
def by_vote(venture: Partnership) -> Iterator[None]:
    """Acts as the partnership, as an executed proposal would; for tests that are not about deciding."""
    with boa.env.prank(venture.partnership.address):
        yield


def invite(venture: Partnership, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
    """Admits `account` without a vote."""
    with by_vote(venture):
        venture.membership.admit(account, weight, units, role, 7 * DAY)


def amend(venture: Partnership, text: bytes = b"terms 2", window_seconds: int = DAY) -> bytes:
    """Puts new terms in force without a vote, and returns their hash."""
    terms_hash = keccak(text)
    with by_vote(venture):
        venture.membership.amend_terms(terms_hash, "ipfs://terms-2", window_seconds)
    return terms_hash


def accept(venture: Partnership, account: str, terms_hash: bytes = TERMS_HASH) -> None:
    with boa.env.prank(account):
        venture.membership.accept(terms_hash)


def pay_call(to: str, amount: int = 1) -> tuple[str, int, bytes]:
    """The action of a plain payment of `amount` wei."""
    return (to, amount, b"")


def columns(actions: list[tuple[str, int, bytes]]) -> tuple[list[str], list[int], list[bytes]]:
    """Actions as the governor's functions take them."""
    return [a[0] for a in actions], [a[1] for a in actions], [a[2] for a in actions]


def second_after(seconds: int = HOUR) -> None:
    boa.env.time_travel(seconds=seconds)


# --- signatures ---


def _typed(
    domain_name: str, contract: str, kind: str, fields: list[dict[str, str]], message: dict[str, Any], chain_id: int
) -> SignableMessage:
    return encode_typed_data(
        full_message={
            "types": {"EIP712Domain": _DOMAIN, kind: fields},
            "primaryType": kind,
            "domain": {"name": domain_name, "version": "1", "chainId": chain_id, "verifyingContract": contract},
            "message": message,
        }
    )


def acceptance(
    venture: Partnership,
    partner: str,
    deadline: int,
    *,
    version: int = 1,
    terms_hash: bytes = TERMS_HASH,
    nonce: int = 0,
    chain_id: int = CHAIN_ID,
    membership: str | None = None,
    partnership: str | None = None,
) -> SignableMessage:
    """What `partner` signs to accept the terms."""
    return _typed(
        "Polypact Membership",
        membership or venture.membership.address,
        "Acceptance",
        _ACCEPTANCE,
        {
            "partnership": partnership or venture.partnership.address,
            "partner": partner,
            "version": version,
            "termsHash": terms_hash,
            "nonce": nonce,
            "deadline": deadline,
        },
        chain_id,
    )


def ballot(
    partnership: str, proposal_id: int, support: int, voter: str, nonce: int = 0, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `voter` signs to vote."""
    message = {"proposalId": proposal_id, "support": support, "voter": voter, "nonce": nonce}
    return _typed("Polypact Partnership", partnership, "Ballot", _BALLOT, message, chain_id)


def timed_ballot(
    partnership: str, proposal_id: int, support: int, voter: str, deadline: int, chain_id: int = CHAIN_ID
) -> SignableMessage:
    """What `voter` signs to vote in a batch, until `deadline` (unix seconds)."""
    message = {"proposalId": proposal_id, "support": support, "voter": voter, "deadline": deadline}
    return _typed("Polypact Partnership", partnership, "TimedBallot", _TIMED_BALLOT, message, chain_id)


def extended_ballot(
    partnership: str,
    proposal_id: int,
    support: int,
    voter: str,
    reason: str,
    params: bytes,
    nonce: int = 0,
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
    return _typed("Polypact Partnership", partnership, "ExtendedBallot", _EXTENDED_BALLOT, message, chain_id)


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


# --- mocks ---


@cache
def deployer(path: str) -> Any:
    """The compiled contract at `contracts/<path>.vy`; compiling is slow."""
    return boa.load_partial(f"contracts/{path}.vy")


def mock(name: str, *args: Any) -> Any:
    """A newly deployed contract of contracts/mocks/."""
    return deployer(f"mocks/{name}").deploy(*args)


def ready(venture: Partnership, actions: list[tuple[str, int, bytes]], text: str = "a proposal") -> int:
    """A passed proposal in its first executable second, with money for it in the treasury."""
    boa.env.set_balance(venture.partnership.address, sum(action[1] for action in actions))
    return venture.pass_proposal(actions, text)

"""What a proposal does: building actions and checking their bounds. `polypact.words` says them in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.clients.abi import ERC20, encode_arguments, interface, selector
from polypact.clients.base import ETHER
from polypact.durations import DAY
from polypact.errors import PolypactError
from polypact.income_actions import Action, IncomeActions
from polypact.roles import Role, name_word

__all__ = [
    "MAX_ACTIONS",
    "MAX_CALLDATA",
    "MAX_DESCRIPTION",
    "MAX_REASON",
    "MAX_URI",
    "Action",
    "Actions",
    "call",
    "check_bounds",
    "check_reason",
    "check_uri",
    "raw",
]

# The bounds of contracts/modules/actions.vy, voting.vy and Partnership.vy. Vyper reverts there without a reason.
MAX_ACTIONS = 16
MAX_CALLDATA = 1_024
MAX_DESCRIPTION = 2_048
MAX_REASON = 1_024
MAX_URI = 256


def check_bounds(actions: Sequence[Action], description: str = "") -> None:
    """Raises `PolypactError` for what the contract would refuse without a word."""
    if not actions:
        raise PolypactError("a proposal needs at least one action")
    if len(actions) > MAX_ACTIONS:
        raise PolypactError(f"{len(actions)} actions are too many: a proposal takes {MAX_ACTIONS}; make two proposals")
    for number, action in enumerate(actions, 1):
        if len(action.data) > MAX_CALLDATA:
            long = f"{len(action.data):,} bytes of calldata"
            raise PolypactError(f"action {number} has {long}; at most {MAX_CALLDATA:,} fit")
        if not 0 <= action.value < 2**256:
            raise PolypactError(f"action {number} sends {action.value} wei, which is no amount")
    size = len(description.encode())
    if size > MAX_DESCRIPTION:
        raise PolypactError(f"the description has {size:,} bytes; at most {MAX_DESCRIPTION:,} fit: shorten it")


def check_reason(reason: str) -> None:
    """Raises `PolypactError` for a reason that is too long for the log."""
    size = len(reason.encode())
    if size > MAX_REASON:
        raise PolypactError(f"the reason has {size:,} bytes; at most {MAX_REASON:,} fit: shorten it or link to it")


def check_uri(uri: str) -> None:
    """Raises `PolypactError` for a URI that is too long for the chain."""
    size = len(uri.encode())
    if size > MAX_URI:
        raise PolypactError(f"the URI has {size} bytes; at most {MAX_URI} fit")


class Actions:
    """Makes actions of one partnership. Sums are in the token's smallest unit, times in seconds."""

    def __init__(self, partnership: str, membership: str, escrow: str) -> None:
        self.partnership = partnership
        self.membership = membership
        self.escrow = escrow
        #: What it decides about its income.
        self.income = IncomeActions(escrow)

    def pay(self, to: str, amount: int, token: str = ETHER) -> Action:
        """Pays from the treasury."""
        if token == ETHER:
            return Action(to, amount)
        return Action(token, 0, ERC20.encode("transfer", to, amount))

    def admit(
        self, account: str, weight: int, units: int, role: Role = Role.PROPOSER, response_seconds: int = 14 * DAY
    ) -> Action:
        """Invites a new partner, who joins by accepting the terms in time."""
        return self._on_membership("admit", account, weight, units, int(role), response_seconds)

    def expel(self, partner: str) -> Action:
        return self._on_membership("expel", partner)

    def suspend(self, partner: str) -> Action:
        return self._on_membership("suspend", partner)

    def reinstate(self, partner: str) -> Action:
        return self._on_membership("reinstate", partner)

    def set_shares(self, partner: str, weight: int, units: int) -> Action:
        return self._on_membership("set_shares", partner, weight, units)

    def set_role(self, partner: str, role: Role, ends: int = 0) -> Action:
        """`ends` is the last moment of the role, 0 if it has no end."""
        return self._on_membership("set_role", partner, int(role), ends)

    def set_probation(self, partner: str, ends: int) -> Action:
        """Puts an invited account on probation until `ends`; 0 confirms a partner that is on probation."""
        return self._on_membership("set_probation", partner, ends)

    def recover_seat(self, partner: str, to: str) -> Action:
        """Offers the seat of a partner whose keys are lost to its new account; the old one has 30 days to refuse."""
        return self._on_membership("recover_seat", partner, to)

    def set_exit_terms(self, notice_seconds: int, redeemable_bps: int) -> Action:
        """The notice, and the share of the treasury of which a leaver takes its part."""
        return self._on_membership("set_exit_terms", notice_seconds, redeemable_bps)

    def amend_terms(self, terms_hash: bytes, uri: str, window_seconds: int) -> Action:
        """Puts a new version of the terms in force; partners have `window_seconds` to accept it."""
        check_uri(uri)
        return self._on_membership("amend_terms", terms_hash, uri, window_seconds)

    def set_rule(self, decision_class: int, rule: Sequence[Any]) -> Action:
        """Changes a voting rule; `rule` in the order of `types.Rule`."""
        return self._on_partnership("set_rule", decision_class, tuple(rule))

    def map_action(self, target: str, function: str | bytes, decision_class: int) -> Action:
        """Says which class decides on calls of `function` (a signature or 4 bytes; empty bytes: plain payments)."""
        chosen = selector(function) if isinstance(function, str) else function.ljust(4, b"\0")
        return self._on_partnership("map_action", target, chosen, decision_class)

    def name_class(self, decision_class: int, name: str) -> Action:
        """Names a decision class; at most 32 bytes."""
        return self._on_partnership("name_class", decision_class, name_word(name))

    def set_objector(self, account: str, until: int) -> Action:
        """Lets an account outside object to proposals until then, like a sponsor; 0 takes the right away."""
        return self._on_partnership("set_objector", account, until)

    def approve_message(self, digest: bytes, until: int) -> Action:
        """Signs a digest as the partnership (ERC-1271), good until then; 0 withdraws the signature."""
        return self._on_partnership("approve_message", digest, until)

    def set_dao_uri(self, uri: str) -> Action:
        """Says where the public description is (ERC-4824)."""
        check_uri(uri)
        return self._on_partnership("set_dao_uri", uri)

    def _on_partnership(self, function: str, *arguments: Any) -> Action:
        return Action(self.partnership, 0, interface("Partnership").encode(function, *arguments))

    def _on_membership(self, function: str, *arguments: Any) -> Action:
        return Action(self.membership, 0, interface("Membership").encode(function, *arguments))


def call(target: str, function: str, arguments: Sequence[str], value: int = 0) -> Action:
    """Any call, from a signature like `transfer(address,uint256)` and arguments as text."""
    types = _argument_types(function)
    if len(types) != len(arguments):
        raise PolypactError(f"{function} takes {len(types)} arguments, {len(arguments)} given")
    values = [_from_text(kind, text) for kind, text in zip(types, arguments, strict=True)]
    return Action(target, value, selector(function.replace(" ", "")) + encode_arguments(types, values))


def raw(target: str, data: str, value: int = 0) -> Action:
    """Any call, from calldata in hex."""
    try:
        return Action(target, value, bytes.fromhex(data.removeprefix("0x")))
    except ValueError:
        raise PolypactError(f"not hex: {data!r}; write calldata like 0xa9059cbb...") from None


def description_hash(description: str) -> bytes:
    return keccak(text=description)


def _argument_types(function: str) -> list[str]:
    text = function.replace(" ", "")
    if not text.endswith(")") or "(" not in text or not text[: text.index("(")].isidentifier():
        raise PolypactError(f"not a function signature: {function!r}; write it like transfer(address,uint256)")
    inner = text[text.index("(") + 1 : -1]
    types: list[str] = []
    depth = 0
    for part in inner.split(",") if inner else []:
        if depth:
            types[-1] += "," + part
        else:
            types.append(part)
        depth += part.count("(") - part.count(")")
    return types


def _from_text(kind: str, text: str) -> Any:
    import json

    if kind.endswith("]") or kind.startswith("("):
        try:
            items = json.loads(text)
        except json.JSONDecodeError:
            raise PolypactError(f"{kind} wants a JSON list, not {text!r}") from None
        if not isinstance(items, list):
            raise PolypactError(f"{kind} wants a JSON list, not {text!r}")
        if kind.endswith("]"):
            inner = kind[: kind.rindex("[")]
            return [_from_text(inner, _as_text(item)) for item in items]
        parts = _argument_types(f"f{kind}")
        if len(parts) != len(items):
            raise PolypactError(f"{kind} wants {len(parts)} values, {len(items)} given")
        return tuple(_from_text(part, _as_text(item)) for part, item in zip(parts, items, strict=True))
    try:
        if kind.startswith(("uint", "int")):
            return int(text, 0)
        if kind.startswith("bytes"):
            return bytes.fromhex(text.removeprefix("0x"))
        if kind == "bool":
            return {"true": True, "false": False}[text.lower()]
        if kind == "address":
            if not is_address(text):
                raise ValueError
            return to_checksum_address(text)
    except (ValueError, KeyError):
        raise PolypactError(f"{text!r} is no {kind}") from None
    return text


def _as_text(item: Any) -> str:
    import json

    return item if isinstance(item, str) else json.dumps(item)

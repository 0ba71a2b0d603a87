"""What a proposal does: building actions, checking their bounds, and saying them in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.clients.abi import ERC20, Interface, encode_arguments, interface, selector
from polypact.clients.base import ETHER
from polypact.durations import DAY, format_duration
from polypact.errors import PolypactError
from polypact.roles import Role, class_name

if TYPE_CHECKING:
    from polypact.money import Tokens

# The bounds of contracts/modules/actions.vy, voting.vy and Partnership.vy. Vyper reverts there without a reason.
MAX_ACTIONS = 16
MAX_CALLDATA = 1_024
MAX_DESCRIPTION = 2_048
MAX_REASON = 1_024


@dataclass(frozen=True)
class Action:
    """One call that the partnership makes: `value` wei and `data` to `target`."""

    target: str
    value: int = 0
    data: bytes = b""


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


class Actions:
    """Makes actions of one partnership. Sums are in the token's smallest unit, times in seconds."""

    def __init__(self, partnership: str, membership: str, escrow: str) -> None:
        self.partnership = partnership
        self.membership = membership
        self.escrow = escrow

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

    def set_role(self, partner: str, role: Role) -> Action:
        return self._on_membership("set_role", partner, int(role))

    def amend_terms(self, terms_hash: bytes, uri: str, window_seconds: int) -> Action:
        """Puts a new version of the terms in force; partners have `window_seconds` to accept it."""
        if len(uri.encode()) > 256:
            raise PolypactError(f"the URI has {len(uri.encode())} bytes; at most 256 fit")
        return self._on_membership("amend_terms", terms_hash, uri, window_seconds)

    def set_rule(self, decision_class: int, rule: Sequence[Any]) -> Action:
        """Changes a voting rule; `rule` in the order of `types.Rule`."""
        return Action(self.partnership, 0, interface("Partnership").encode("set_rule", decision_class, tuple(rule)))

    def map_action(self, target: str, function: str | bytes, decision_class: int) -> Action:
        """Says which class decides on calls of `function` (a signature or 4 bytes; empty bytes: plain payments)."""
        chosen = selector(function) if isinstance(function, str) else function.ljust(4, b"\0")
        return Action(
            self.partnership, 0, interface("Partnership").encode("map_action", target, chosen, decision_class)
        )

    def list_token(self, token: str) -> Action:
        return Action(self.escrow, 0, interface("RevenueEscrow").encode("list_token", token))

    def unlist_token(self, token: str) -> Action:
        return Action(self.escrow, 0, interface("RevenueEscrow").encode("unlist_token", token))

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


class Words:
    """Says actions in plain words, with names instead of addresses where there are names."""

    def __init__(self, actions: Actions, tokens: Tokens, names: Mapping[str, str] | None = None) -> None:
        self._own = actions
        self._tokens = tokens
        self._names = {str(to_checksum_address(address)): name for address, name in (names or {}).items()}
        self._contracts: dict[str, tuple[str, Interface]] = {
            actions.partnership: ("the partnership", interface("Partnership")),
            actions.membership: ("the membership", interface("Membership")),
            actions.escrow: ("the revenue escrow", interface("RevenueEscrow")),
        }

    def name(self, address: str) -> str:
        """A name with the shortened address, or the full address of a stranger."""
        if address in self._contracts:
            return self._contracts[address][0]
        if address in self._names:
            return f"{self._names[address]} ({address[:6]}..{address[-4:]})"
        return address

    def action(self, action: Action) -> str:
        """One sentence on what the action does."""
        extra = f", sending {self._tokens.at(ETHER).words(action.value)}" if action.value else ""
        if not action.data:
            return f"Pay {self._tokens.at(ETHER).words(action.value)} to {self.name(action.target)}"
        if action.target in self._contracts:
            where, known = self._contracts[action.target]
            decoded = known.decode_call(action.data)
            if decoded:
                function, arguments = decoded
                sentence = _SENTENCES.get(function)
                if sentence:
                    return sentence(self, arguments) + extra
                return f"Call {function}({self._arguments(arguments)}) of {where}{extra}"
        decoded = ERC20.decode_call(action.data)
        if decoded and decoded[0] in ("transfer", "approve", "transferFrom"):
            function, arguments = decoded
            amount = self._tokens.at(action.target).words(arguments["amount"])
            if function == "transfer":
                return f"Pay {amount} to {self.name(arguments['to'])}{extra}"
            if function == "approve":
                return f"Allow {self.name(arguments['spender'])} to take up to {amount} from the treasury{extra}"
            return f"Move {amount} from {self.name(arguments['from'])} to {self.name(arguments['to'])}{extra}"
        return f"Call {self.name(action.target)} with data 0x{action.data.hex()}{extra}"

    def _arguments(self, arguments: Mapping[str, Any]) -> str:
        return ", ".join(f"{name}={self._value(value)}" for name, value in arguments.items())

    def _value(self, value: Any) -> str:
        if isinstance(value, str) and is_address(value):
            return self.name(value)
        return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)


def _admit(words: Words, given: Mapping[str, Any]) -> str:
    return (
        f"Invite {words.name(given['partner'])} as a partner with weight {given['weight']:,} and "
        f"{given['units']:,} units "
        f"(role: {Role(given['role']).words}); to accept the terms within {format_duration(given['response_seconds'])}"
    )


def _set_rule(words: Words, given: Mapping[str, Any]) -> str:
    return f"Change the {class_name(given['decision_class'])} voting rule to: {rule_words(given['rule'])}"


def _map_action(words: Words, given: Mapping[str, Any]) -> str:
    chosen = bytes(given["selector"])
    what = f"calls of 0x{chosen.hex()}" if any(chosen) else "plain payments"
    for _, known in words._contracts.values():
        if chosen in known.selectors:
            what = f"calls of {known.selectors[chosen]}"
    return f"Let the {class_name(given['decision_class'])} rule decide on {what} to {words.name(given['target'])}"


_SENTENCES: dict[str, Callable[[Words, Mapping[str, Any]], str]] = {
    "admit": _admit,
    "expel": lambda words, given: f"Expel {words.name(given['partner'])}; what it earned stays claimable",
    "suspend": lambda words, given: f"Suspend {words.name(given['partner'])}: no ballot until it is reinstated",
    "reinstate": lambda words, given: f"Reinstate {words.name(given['partner'])}",
    "set_shares": lambda words, given: (
        f"Set the shares of {words.name(given['partner'])} to weight {given['weight']:,} and {given['units']:,} units"
    ),
    "set_role": lambda words, given: f"Set the role of {words.name(given['partner'])} to {Role(given['role']).words}",
    "amend_terms": lambda words, given: (
        f"Amend the terms: document 0x{given['terms_hash'].hex()}"
        f"{' at ' + given['uri'] if given['uri'] else ''}; partners have "
        f"{format_duration(given['window_seconds'])} to accept"
    ),
    "set_rule": _set_rule,
    "map_action": _map_action,
    "list_token": lambda words, given: (
        f"Add {words._tokens.at(given['token']).symbol} to the revenue tokens ({given['token']})"
    ),
    "unlist_token": lambda words, given: (
        f"Remove {words._tokens.at(given['token']).symbol} from the revenue tokens ({given['token']})"
    ),
}


def rule_words(rule: Mapping[str, Any]) -> str:
    """A voting rule (`types.Rule`) in one sentence."""
    from polypact.spec import Rule

    return Rule.model_construct(
        voting_delay=rule["voting_delay"],
        voting_period=rule["voting_period"],
        execution_delay=rule["execution_delay"],
        execution_window=rule["execution_window"],
        quorum=rule["quorum_bps"],
        approval=rule["approval_bps"],
    ).describe()


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

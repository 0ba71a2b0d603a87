"""An action of a proposal: the call that it is, any call as text, and the bounds that hold for it on chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain.abi import encode_arguments, selector
from polypact.text.errors import PolypactError

__all__ = [
    "MAX_ACTIONS",
    "MAX_CALLDATA",
    "MAX_DESCRIPTION",
    "MAX_REASON",
    "MAX_URI",
    "Action",
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


def check_uri(uri: str) -> None:
    """Raises `PolypactError` for a URI that is too long for the chain."""
    size = len(uri.encode())
    if size > MAX_URI:
        raise PolypactError(f"the URI has {size} bytes; at most {MAX_URI} fit")


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

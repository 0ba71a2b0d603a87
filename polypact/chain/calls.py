"""Any call as an action: from a signature with arguments as text, or from calldata in hex."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from eth_utils.address import is_address, to_checksum_address
from eth_utils.crypto import keccak

from polypact.capabilities.actions import Action
from polypact.chain.abi import encode_arguments, selector
from polypact.text.chain_text import bytes_of
from polypact.text.errors import PolypactError
from polypact.text.numerals import quoted, read_whole

__all__ = ["call", "description_hash", "raw"]


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
    """What a proposal's id is made of; of a description that is on chain, the hash of the bytes there."""
    return keccak(bytes_of(description))


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
            return _whole(text)
        if kind.startswith("bytes"):
            return bytes.fromhex(text.removeprefix("0x"))
        if kind == "bool":
            return {"true": True, "false": False}[text.lower()]
        if kind == "address":
            if not is_address(text):
                raise ValueError
            return to_checksum_address(text)
    except KeyError:
        raise PolypactError(f"{quoted(text)} is no {kind}") from None
    except ValueError as error:
        told = f": {error}" if "can be read as" in str(error) else ""
        raise PolypactError(f"{quoted(text)} is no {kind}{told}") from None
    return text


def _whole(text: str) -> int:
    """A whole number in digits or in hex, with a sign or without."""
    bare = text.removeprefix("-")
    number = int(bare, 16) if re.fullmatch("0x[0-9a-fA-F]{1,64}", bare) else read_whole(bare)
    return -number if bare != text else number


def _as_text(item: Any) -> str:
    return item if isinstance(item, str) else json.dumps(item)

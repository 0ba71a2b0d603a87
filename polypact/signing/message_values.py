"""What a message says, checked against its EIP-712 type when it comes out of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.text import messages

_LARGEST = 2**53 - 1  # in JSON


def struct(told: Any, fields: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A message or a part of one; `ValueError` if it has not exactly these fields."""
    if not isinstance(told, dict) or set(told) != {name for name, _ in fields}:
        raise ValueError
    return {name: _value(told[name], type_) for name, type_ in fields}


def _value(told: Any, type_: str) -> Any:
    """One field of a message; `ValueError` if it is not of the type."""
    if type_ in messages.STRUCTS:
        return struct(told, messages.STRUCTS[type_])
    if type_ == "address":
        if not isinstance(told, str) or not is_address(told):
            raise ValueError
        return str(to_checksum_address(told))
    if type_ == "bytes32":
        if not isinstance(told, str) or not told.startswith("0x") or len(bytes.fromhex(told[2:])) != 32:
            raise ValueError
        return told.lower()
    if type_ == "bytes":
        if not isinstance(told, str) or not told.startswith("0x"):
            raise ValueError
        return "0x" + bytes.fromhex(told[2:]).hex()
    if type_ == "bool":
        if not isinstance(told, bool):
            raise ValueError
        return told
    if not type_.startswith("uint"):
        raise ValueError
    number = int(told) if isinstance(told, str) and told.isascii() and told.isdigit() else told
    if not is_number(number) or number >= 2 ** int(type_[4:]):
        raise ValueError
    return number


def is_number(value: Any) -> bool:
    """Whether it is a whole number, not a truth value, and not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def frozen(value: Any) -> str:
    """The same text for the same values, to compare by."""
    return json.dumps(value, sort_keys=True)


def plain(value: Any) -> Any:
    """For JSON: numbers too large for it as decimal text."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return str(value) if isinstance(value, int) and value > _LARGEST else value

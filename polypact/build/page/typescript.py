"""Writes values as TypeScript, always the same way: lines of at most 120 columns, two spaces, double quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

__all__ = ["COLUMNS", "Code", "block", "camel", "comment", "constant", "literal", "module", "plain", "quoted"]

COLUMNS = 120

_WORD = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


@dataclass(frozen=True)
class Code:
    """An expression that is written as it is, like the name of a constant."""

    text: str


def module(about: str, *parts: str) -> str:
    """A whole file: where it comes from, what it is about, and its parts with an empty line between them."""
    head = comment(f"Written by `python -m polypact.build.page`; change its sources instead. {about}")
    return "\n\n".join(part.strip("\n") for part in (head, *parts) if part) + "\n"


def comment(text: str) -> str:
    """A comment of several lines, as few as there can be."""
    lines, line = [], "//"
    for word in text.split():
        if len(line) + 1 + len(word) > COLUMNS:
            lines.append(line)
            line = "//"
        line += f" {word}"
    return "\n".join([*lines, line])


def constant(name: str, value: Any, kind: str = "", *, about: str = "") -> str:
    """`export const NAME: kind = value;`; without a kind it keeps its exact value as its type."""
    head, tail = f"export const {name}{f': {kind}' if kind else ''} = ", "" if kind else " as const"
    return f"{block(about)}{head}{literal(value, 0, len(head) + len(tail))}{tail};"


def block(about: str, indent: int = 0) -> str:
    """A documentation comment on one line, with its line break; nothing for nothing."""
    return f"{' ' * indent}/** {about} */\n" if about else ""


def literal(value: Any, indent: int = 0, before: int = 0) -> str:
    """A value; objects and arrays go on one line where that is short enough. Whole numbers are bigint.

    Args:
        indent: Spaces that its first line stands at.
        before: Columns that are taken on that line already.
    """
    short = _flat(value)
    if indent + before + len(short) < COLUMNS - 1 or not isinstance(value, Mapping | list | tuple):
        return short
    inner = indent + 2
    if isinstance(value, Mapping):
        keys = [f"{_key(key)}: " for key in value]
        lines = [f"{key}{literal(item, inner, len(key))}" for key, item in zip(keys, value.values(), strict=True)]
        first, last = "{", "}"
    else:
        lines = [literal(item, inner) for item in value]
        first, last = "[", "]"
    told = "".join(f"{' ' * inner}{line},\n" for line in lines)
    return f"{first}\n{told}{' ' * indent}{last}"


def plain(number: int) -> Code:
    """A number that is no amount and stays below 2**53, as a number of JavaScript."""
    if abs(number) >= 2**53:
        raise ValueError(f"{number:,} is more than a number of JavaScript holds exactly")
    return Code(f"{int(number):_}")


def _flat(value: Any) -> str:
    if isinstance(value, Code):
        return value.text
    if value is None:
        return "undefined"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _flat(value.value)
    if isinstance(value, int):
        return f"{value}n"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bytes):
        return quoted(f"0x{value.hex()}")
    if isinstance(value, Mapping):
        told = ", ".join(f"{_key(key)}: {_flat(item)}" for key, item in value.items())
        return f"{{ {told} }}" if told else "{}"
    if isinstance(value, Sequence | Iterable):
        return f"[{', '.join(map(_flat, value))}]"
    raise TypeError(f"{value!r} has no form in TypeScript")


def quoted(text: str) -> str:
    """A text in double quotes, in ASCII."""
    return json.dumps(text)


def _key(key: Any) -> str:
    text = str(key)
    return text if isinstance(key, int) or _WORD.fullmatch(text) else quoted(text)


def camel(name: str) -> str:
    """`set_rule` as `setRule`; a leading underscore goes."""
    first, *rest = name.strip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)

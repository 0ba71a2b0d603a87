"""What a value of the translated Python is in TypeScript: bigint for whole numbers, hex for bytes, parts for words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polypact.build.page.structs import base, struct_of
from polypact.chain import artifacts

__all__ = [
    "ADDRESS",
    "BYTES",
    "FLAG",
    "LABEL",
    "NUMBER",
    "SOMEONE",
    "SPEAKER",
    "STRING",
    "WORDS",
    "Kind",
    "ListOf",
    "Optional",
    "Plain",
    "Record",
    "TupleOf",
    "default_of",
    "kind_of",
    "record",
]


@dataclass(frozen=True)
class Plain:
    """A value without parts that are looked at."""

    name: str
    type: str


NUMBER = Plain("number", "bigint")
BYTES = Plain("bytes", "Hex")
ADDRESS = Plain("address", "Address")
SOMEONE = Plain("someone", "Address")
"""An address that may be nobody's: zero, which Python has as None."""
FLAG = Plain("flag", "boolean")
STRING = Plain("string", "string")
"""What somebody wrote on chain."""
LABEL = Plain("label", "string")
"""A word of ours."""
WORDS = Plain("words", "Words")
SPEAKER = Plain("speaker", "Speaker")


@dataclass(frozen=True)
class ListOf:
    inner: Kind

    @property
    def type(self) -> str:
        return f"readonly {self.inner.type}[]" if " " not in self.inner.type else f"readonly ({self.inner.type})[]"


@dataclass(frozen=True)
class TupleOf:
    inner: tuple[Kind, ...]

    @property
    def type(self) -> str:
        return f"readonly [{', '.join(each.type for each in self.inner)}]"


@dataclass(frozen=True)
class Optional:
    """What may be undefined."""

    inner: Kind

    @property
    def type(self) -> str:
        return f"{self.inner.type} | undefined"


@dataclass(frozen=True)
class Record:
    """A struct of the contracts, or the arguments of a function."""

    type: str
    fields: tuple[tuple[str, Kind], ...]

    def field(self, name: str) -> Kind | None:
        return dict(self.fields).get(name)


Kind = Plain | ListOf | TupleOf | Optional | Record


def kind_of(entry: Mapping[str, Any]) -> Kind:
    """The kind of an ABI entry."""
    text, brackets = base(str(entry["type"]))
    if brackets:
        return ListOf(kind_of({**entry, "type": str(entry["type"])[: str(entry["type"]).rindex("[")]}))
    if text == "tuple":
        return Record(struct_of(entry).name, tuple((str(part["name"]), kind_of(part)) for part in entry["components"]))
    if text.startswith("uint"):
        return NUMBER
    if text.startswith("bytes"):
        return BYTES
    return {"address": ADDRESS, "bool": FLAG, "string": STRING}[text]


@cache
def record(name: str) -> Record:
    """The struct of that name in the contracts; `KeyError` if no function takes or gives one."""
    found: dict[str, Record] = {}

    def add(entry: Mapping[str, Any]) -> None:
        if base(str(entry["type"]))[0] == "tuple":
            kind = kind_of({**entry, "type": "tuple"})
            assert isinstance(kind, Record)
            found[struct_of(entry).original] = kind
            for part in entry["components"]:
                add(part)

    for contract in ("Partnership", "RevenueEscrow"):
        for entry in artifacts.interface(contract):
            for parameter in (*entry.get("inputs", []), *entry.get("outputs", [])):
                add(parameter)
    return found[name]


def default_of(kind: Kind) -> str:
    """What stands for a value that was not given."""
    if isinstance(kind, ListOf):
        return "[]"
    return {"number": "0n", "string": '""', "label": '""', "words": '""', "flag": "false", "bytes": '"0x"'}[
        kind.name if isinstance(kind, Plain) else ""
    ]

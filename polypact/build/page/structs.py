"""The structs of the contracts. An ABI has their fields and not their names; those, and what fields mean, are in the
sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from polypact.build.compiling import ROOT
from polypact.build.selectors import BuildError

__all__ = ["Field", "Struct", "base", "struct_of"]

_HEAD = re.compile(r"^struct (\w+):$")
_FIELD = re.compile(r"^    (\w+): ([^#]+?)\s*(?:#\s*(.*\S))?\s*$")


#: Names that say enough only in their module => what the page calls them.
_RENAMED = {
    "Partner": "PartnerView",
    "Entry": "LinkView",
    "Link": "SponsorShare",
    "ProposalTally": "Tally",
    "Standing": "MandateView",
    "Part": "TreasuryPart",
    "Limit": "LimitView",
}


@dataclass(frozen=True)
class Field:
    name: str
    meaning: str
    """The comment behind it, without its line break; empty if there is none."""


@dataclass(frozen=True)
class Struct:
    original: str
    source: str
    """Path below contracts/."""
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """In the page."""
        return _RENAMED.get(self.original, self.original)


def base(kind: str) -> tuple[str, str]:
    """An ABI type without its brackets, and the brackets: `tuple[]` is `tuple` and `[]`."""
    name, bracket, rest = kind.partition("[")
    return name, bracket + rest


def struct_of(entry: Mapping[str, Any]) -> Struct:
    """The struct of an ABI entry that is a tuple, or an array of such.

    Raises:
        BuildError: No source has it, or several have it under different names.
    """
    names = tuple(str(part["name"]) for part in entry["components"])
    found = _by_fields(ROOT).get(names, [])
    if len({struct.name for struct in found}) != 1:
        told = ", ".join(f"{struct.name} in {struct.source}" for struct in found) or "none"
        raise BuildError(f"one struct has to have exactly the fields {', '.join(names)}; there is {told}")
    return found[0]


@cache
def _by_fields(root: Path) -> Mapping[tuple[str, ...], Sequence[Struct]]:
    found: dict[tuple[str, ...], list[Struct]] = {}
    for struct in _read(root / "contracts"):
        found.setdefault(tuple(field.name for field in struct.fields), []).append(struct)
    return found


def _read(folder: Path) -> Iterator[Struct]:
    for path in sorted([*folder.rglob("*.vy"), *folder.rglob("*.vyi")]):
        source = path.relative_to(folder).as_posix()
        if source.startswith("mocks/"):
            continue
        name, fields = "", list[Field]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if head := _HEAD.match(line):
                name, fields = head[1], []
            elif name and (field := _FIELD.match(line)):
                fields.append(Field(field[1], field[3] or ""))
            elif name:
                yield Struct(name, source, tuple(fields))
                name = ""

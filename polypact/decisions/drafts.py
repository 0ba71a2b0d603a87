"""Proposals as files: the actions of a proposal in YAML.

    description: Pay the supplier and admit Westgate
    actions:
      - pay: {to: 0x..., amount: 1.5 ether}
      - admit: {account: 0x..., name: Westgate AG, weight: 10, units: 10, role: [proposer], respond_within: 14 days}
      - call: {target: 0x..., function: "approve(address,uint256)", arguments: [0x..., 100], value: 0}

`polypact.capabilities` has every kind of action, each with its fields. Moments (`until`) are dates, or spans from now.
Every mistake is reported at once, with its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from polypact.capabilities import draft_fields
from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import Maker
from polypact.capabilities.register import KINDS
from polypact.text.errors import PolypactError, Problem, SpecErrors
from polypact.text.yaml_lines import read_yaml

__all__ = ["Draft", "Surroundings", "make", "read_draft"]


class Surroundings(draft_fields.Surroundings, Protocol):
    """What a draft needs to know of its partnership, and who makes its actions."""

    @property
    def own(self) -> Maker: ...


@dataclass
class Draft:
    """A proposal that is not made yet. `names` are new names for addresses."""

    actions: list[Action]
    description: str = ""
    names: dict[str, str] = field(default_factory=dict)


def read_draft(path: Path, around: Surroundings) -> Draft:
    """The proposal in a YAML file.

    Raises:
        PolypactError: The file cannot be read.
        SpecErrors: Every mistake in it at once, each with its line.
    """
    parsed = read_yaml(path)
    problems = list(parsed.problems)
    data = parsed.data
    draft = Draft([])
    if not isinstance(data, Mapping):
        problems.append(Problem(None, "", "is no proposal: write `description` and `actions`"))
        raise SpecErrors(problems, parsed.source)
    for key in data:
        if key not in ("description", "actions"):
            problems.append(parsed.problem((key,), "unknown field; there are `description` and `actions`"))
    draft.description = str(data.get("description") or "").strip()
    entries = data.get("actions")
    if not isinstance(entries, Sequence) or isinstance(entries, str) or not entries:
        problems.append(parsed.problem(("actions",), "must be a list of actions"))
        entries = []
    for index, entry in enumerate(entries):
        place = ("actions", index)
        if not isinstance(entry, Mapping) or len(entry) != 1:
            problems.append(parsed.problem(place, f"must be one of {', '.join(sorted(KINDS))} with its fields"))
            continue
        kind, fields = next(iter(entry.items()))
        try:
            draft.actions.append(make(str(kind), fields, around, draft.names, path.parent))
        except (PolypactError, ValueError) as error:
            problems.append(parsed.problem((*place, kind), str(error)))
    if problems:
        raise SpecErrors(problems, parsed.source)
    return draft


def make(
    kind: str, fields: Any, around: Surroundings, names: dict[str, str] | None = None, base: Path | None = None
) -> Action:
    """One action from its kind and its fields, as in a file; `base` is the folder that files are relative to."""
    if kind not in KINDS:
        raise PolypactError(f"no such action; there are {', '.join(sorted(KINDS))}")
    if not isinstance(fields, Mapping):
        raise PolypactError("wants its fields as `{field: value, ...}`")
    chosen = KINDS[kind]
    known = (*chosen.required, *chosen.optional)
    missing = [name for name in chosen.required if name not in fields]
    unknown = [str(name) for name in fields if name not in known]
    if missing:
        raise PolypactError(f"{', '.join(missing)} missing")
    if unknown:
        raise PolypactError(f"unknown: {', '.join(unknown)}; its fields are {', '.join(known)}")
    read = draft_fields.DraftFields(fields, around, {} if names is None else names, base or Path())
    return chosen.make(around.own, read)

"""Writes docs/functions.md and docs/events.json from the contracts: `python .ci/reference.py` (`--check`: in lint).

Everything is read from sources, ABIs and benchmarks/results.json, wherever below contracts/ a file lies:

- who may call a function is the section of its file that it stands in (`# --- partners ---`); what only a vote may call
  has to assert that, and the other way round;
- reverts are the reasons that the function, and every internal function that it runs through, can give; assertions that
  no call should ever reach are left out;
- every function has a `@notice`;
- unit and meaning of an event's field are the comment behind it: `ends: uint256   # unix seconds; 0 if it has no end`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sources import Function, Source, SourceError, Tree

from polypact.capabilities.declaring import CONTRADICTION
from polypact.capabilities.revert_reasons import REASONS
from polypact.chain import artifacts
from polypact.chain.abi import signature

ROOT = Path(__file__).resolve().parent.parent

ANYONE = "anyone"
BY_VOTE = "by vote"
#: Section of what the partnership calls as part of something else; no vote can.
INSIDE = "the partnership itself"
#: What a contract says to whoever is not the partnership itself.
VOTE_REASONS = frozenset(
    {"partnership: only by vote", "escrow: not the partnership", "capabilities: not a partnership"}
    # Which ask for the partnership first.
    | {"escrow: not a treasurer", "escrow: not entitled", "escrow: not a side of it"}
)

#: Function => the row of docs/gas.md that measures it in the usual case.
GAS = {
    **{name: name for name in ("spin_up", "accept", "propose", "execute", "leave", "offer_seat", "take_seat")},
    "castVote": "ballot",
    "castVoteBySig": "ballot_signed",
    "castVoteWithReason": "ballot_reason",
    "cast_vote_as": "ballot_lent",
    "object": "objection",
    "distribute": "credit_5",
    "pay_out": "pay_out_5",
    "claim": "withdraw_ether",
    "claim_for": "claim_for_10",
    "pay": "pay_plain",
    "cast_votes_by_sig": "batch_5",
    **{name: name for name in ("give_notice", "issue_invoice", "has_standing", "standing")},
}

#: Units that a field of an event may have; a number must have one of them.
UNITS = (
    "smallest unit of the token",
    "wei",
    "unix seconds",
    "seconds",
    "days since 1970-01-01, UTC",
    "days",
    "hours",
    "amount",
    "bps",
    "units of income",
    "weight",
    "number",
    "id",
    "bits",
)


_HEAD = "| function | code | module | who may call | gas | reverts |\n|---|---|---|---|---|---|\n"


@dataclass(frozen=True)
class Row:
    """One external function of a contract."""

    contract: str
    signature: str
    shown: str
    """The signature for people."""
    name: str
    facet: str
    module: str
    who: str
    reverts: tuple[str, ...]

    @property
    def is_voted(self) -> bool:
        return BY_VOTE in self.who


def contracts(names: Iterable[str] = artifacts.NAMES) -> dict[str, tuple[str, ...]]:
    """Contract that callers see => the facets (or parts) that answer for it, itself first."""
    inner = {part for parts in artifacts.PARTS.values() for part in parts}
    return {name: (name, *artifacts.PARTS.get(name, ())) for name in names if name not in inner}


def rows(root: Path = ROOT) -> list[Row]:
    """Every external function that callers find at an address of ours.

    Raises:
        SourceError: Everything in the sources that says too little.
    """
    tree, found, problems = Tree(root), list[Row](), list[str]()
    for contract, facets in contracts().items():
        seen: dict[str, int] = {}  # signature => its place among the rows
        for facet in facets:
            source = tree.deployable(facet)
            for entry in artifacts.load(facet).abi:
                if entry["type"] != "function":
                    continue
                try:
                    row = _row(tree, contract, facet, source, entry)
                except SourceError as error:
                    problems.append(str(error))
                    continue
                place = seen.setdefault(row.signature, len(found))
                if place == len(found):
                    found.append(row)
                else:  # what the first one does not do itself it hands over to this one
                    first = found[place]
                    found[place] = replace(first, reverts=tuple(sorted({*first.reverts, *row.reverts})))
    if problems:
        raise SourceError("\n".join(problems))
    return found


def _row(tree: Tree, contract: str, facet: str, source: Source, entry: Mapping[str, Any]) -> Row:
    name = entry["name"]
    home: Source | None = source
    if name not in source.functions and name in source.exports:
        alias, _ = source.exports[name]
        dotted = source.imports.get(alias, alias)
        home = tree.source(dotted)
        module = home.name if home else dotted
    else:
        module = source.name
    function = home.functions.get(name) if home else None
    if function and not function.has_notice:
        raise SourceError(f"contracts/{module}.vy: {name} has no @notice in its docstring")
    reads = entry["stateMutability"] in ("view", "pure")
    reverts = tuple(sorted(tree.reasons(home, function))) if home and function else ()
    who = function.section if function and not reads else ANYONE
    who = _who(who, f"contracts/{module}.vy: {name}", set(reverts), reads)
    return Row(contract, signature(entry), _shown(entry, function), name, facet, module, who, reverts)


def _shown(entry: Mapping[str, Any], function: Function | None) -> str:
    """The signature with the names of structs instead of all that is in them."""
    types = [
        function.types[place] if function and argument["type"].startswith("tuple") else str(argument["type"])
        for place, argument in enumerate(entry["inputs"])
    ]
    return f"{entry['name']}({', '.join(types)})"


def _who(section: str, where: str, reverts: set[str], reads: bool) -> str:
    if reads:
        return ANYONE
    if section in ("views", "internals"):
        raise SourceError(f"{where} changes something and stands under `{section}`; say who may call it")
    if (BY_VOTE in section or section == INSIDE) != bool(VOTE_REASONS & reverts):
        raise SourceError(f"{where} stands under `{section}`, and what it asserts of its caller says otherwise")
    return section or ANYONE


def votable(root: Path = ROOT) -> dict[str, str]:
    """What only a vote may call, or a vote, too: function => contract."""
    return {row.name: row.contract for row in rows(root) if row.is_voted}


def functions_page(found: Iterable[Row], results: Mapping[str, Any]) -> str:
    """docs/functions.md."""
    parts = [
        "# Functions\n\n"
        "Generated by `python .ci/reference.py` from the contracts. For each function of a contract's address: the "
        "code that has it (the contract itself or one of its facets), the module where it is written, who may call it, "
        "gas where [gas.md](gas.md) measures the usual case, and the reasons it can revert with; "
        "`explain` of `polypact.capabilities.revert_reasons` says what each means and what to do. The structs are in "
        "`contracts/interfaces/types.vyi`. What another contract refuses is passed on as it is: `spin_up` gives the "
        "reasons of the partnership's `initialize`, `execute` those of the actions. *The partnership itself*, without "
        "*by vote*, is what it calls as part of something else, and no vote can. Functions that only read may be "
        "called by anyone.\n"
    ]
    by_contract: dict[str, list[Row]] = {}
    for row in found:
        by_contract.setdefault(row.contract, []).append(row)
    for contract, own in by_contract.items():
        parts.append(f"\n## {contract}\n\n{_HEAD}")
        parts += [_line(row, results) for row in sorted(own, key=lambda row: (row.who == ANYONE, row.who, row.name))]
    return "".join(parts)


def _line(row: Row, results: Mapping[str, Any]) -> str:
    measured = results["operations"].get(GAS.get(row.name, ""), {}).get("ours")
    gas = f"{measured:,}" if measured and not row.who.startswith("the ") else "-"
    reverts = ", ".join(reason for reason in row.reverts if REASONS.get(reason) != CONTRADICTION) or "-"
    module = row.module if row.module.startswith("snekmate") else f"{row.module}.vy"
    return f"| `{row.shown}` | {row.facet} | {module} | {row.who} | {gas} | {reverts} |\n"


def events(root: Path = ROOT) -> dict[str, Any]:
    """Event => the contracts that log it, its module, and unit and meaning of each field.

    Raises:
        SourceError: Each field that says too little.
    """
    found: dict[str, Any] = {}
    problems: list[str] = []
    homes: dict[str, list[Source]] = {}
    for source in Tree(root).all_sources():
        for event in source.events:
            homes.setdefault(event, []).append(source)
    for contract in contracts():
        for entry in artifacts.interface(contract):
            if entry["type"] != "event":
                continue
            if entry["name"] in found:
                found[entry["name"]]["contracts"].append(contract)
                continue
            own = homes.get(entry["name"], [])
            fields = _fields(entry, own, problems)
            modules = [source.name for source in own]
            found[entry["name"]] = {"contracts": [contract], "modules": modules, "fields": fields}
    if problems:
        raise SourceError("\n".join(problems))
    return dict(sorted(found.items()))


def _fields(entry: Mapping[str, Any], homes: list[Source], problems: list[str]) -> dict[str, Any]:
    described: dict[str, tuple[str, str]] = {}
    for source in homes:
        for name, (kind, comment) in source.events[entry["name"]].items():
            if comment or name not in described:
                described[name] = (kind, comment)
    where = f"contracts/{homes[0].name}.vy: event {entry['name']}" if homes else f"event {entry['name']}"
    fields = {}
    for argument in entry["inputs"]:
        comment = described.get(argument["name"], ("", ""))[1]
        unit, meaning = _unit(comment, is_number=argument["type"].startswith("uint"))
        if not comment:
            problems.append(f"{where}: no comment behind `{argument['name']}` says what it means")
        elif unit is None:
            known = ", ".join(UNITS)
            problems.append(f"{where}: the comment behind `{argument['name']}` begins with no unit; there are {known}")
        fields[argument["name"]] = {
            "type": argument["type"],
            "indexed": argument["indexed"],
            "unit": unit or "",
            "meaning": meaning,
        }
    return fields


def _unit(comment: str, is_number: bool) -> tuple[str | None, str]:
    head, _, rest = comment.partition(";")
    if head.strip() in UNITS:
        return head.strip(), rest.strip()
    return (None if is_number else ""), comment.strip()


def pages(root: Path = ROOT) -> tuple[dict[Path, str], list[str]]:
    """File => what it has to say; and what the sources do not say."""
    results = json.loads((root / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    made, problems = {}, []
    for name, make in (
        ("functions.md", lambda: functions_page(rows(root), results)),
        ("events.json", lambda: json.dumps(events(root), indent=1) + "\n"),
    ):
        try:
            made[root / "docs" / name] = make()
        except SourceError as error:
            problems += str(error).splitlines()
    problems += [
        f".ci/reference.py: no row {key} in results.json" for key in GAS.values() if key not in results["operations"]
    ]
    return made, problems


def main(arguments: list[str]) -> int:
    made, problems = pages()
    for path, text in made.items():
        if arguments == ["--check"]:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                problems.append(f"{path.relative_to(ROOT)} is stale: run python .ci/reference.py")
        else:
            path.write_text(text, encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

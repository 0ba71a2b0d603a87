"""The example terms promise what contracts do, or say that it is kept off chain: the annexes, read and compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from polypact.chain.abi import interface
from polypact.spec import load_spec
from polypact.text.durations import parse_duration

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(path.stem.removesuffix("-terms") for path in (ROOT / "examples").glob("*-terms.md"))
CONTRACTS = ("Partnership", "RevenueEscrow", "Ecosystem")
OFF_CHAIN = "off chain"

_CLAUSE = re.compile(r"^(\d+\.\d+) (.+?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`]+)`")
_CONSTANT = re.compile(r"^_?([A-Z_]+): constant\(uint256\) = ([\d_]+(?: \* [\d_]+)*)\s*(?:#.*)?$", re.MULTILINE)
_TIME = re.compile(r"\b(\d+) (days|hours|months|weeks)\b")


@dataclass(frozen=True)
class Row:
    """One line of the annex."""

    clauses: tuple[str, ...]
    by: str
    values: str
    held_by: str

    @property
    def is_off_chain(self) -> bool:
        return self.by.startswith(OFF_CHAIN)

    @property
    def settings(self) -> dict[str, str]:
        """What is set or bounded, and to what."""
        pairs = [quoted.partition(" = ") for quoted in _QUOTED.findall(self.values)]
        return {name: value for name, _, value in pairs}


@dataclass(frozen=True)
class Terms:
    """A document, its annex, and the cover page beside it."""

    name: str

    @property
    def text(self) -> str:
        return (ROOT / "examples" / f"{self.name}-terms.md").read_text()

    @property
    def spec(self) -> dict[str, Any]:
        """As it is written, every value a text."""
        written = (ROOT / "examples" / f"{self.name}.yaml").read_text()
        loaded: dict[str, Any] = yaml.load(written, Loader=yaml.BaseLoader)  # texts only
        return loaded

    @property
    def clauses(self) -> dict[str, str]:
        """Number => text, on one line."""
        body, _, _ = self.text.partition("\n## Annex")
        return {number: " ".join(text.split()) for number, text in _CLAUSE.findall(body)}

    @property
    def rows(self) -> list[Row]:
        _, _, annex = self.text.partition("\n## Annex")
        lines = [line for line in annex.splitlines() if line.startswith("| ")][1:]
        cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
        assert all(len(each) == 4 for each in cells), cells
        return [Row(tuple(re.findall(r"\d+\.\d+", each[0])), *each[1:]) for each in cells]

    def rows_of(self, clause: str) -> list[Row]:
        return [row for row in self.rows if clause in row.clauses]


@pytest.fixture(params=EXAMPLES)
def terms(request: pytest.FixtureRequest) -> Terms:
    return Terms(request.param)


@cache
def names_of_tests() -> frozenset[str]:
    found = (
        re.findall(r"^\s*def (test_\w+)", path.read_text(), re.MULTILINE) for path in (ROOT / "tests").rglob("*.py")
    )
    return frozenset(name for names in found for name in names)


@cache
def bounds() -> dict[str, int]:
    """Every constant of the contracts that is a number, as `module.NAME`."""
    found = {}
    for path in (ROOT / "contracts").rglob("*.vy"):
        for name, product in _CONSTANT.findall(path.read_text()):
            found[f"{path.stem}.{name}"] = math.prod(int(factor) for factor in product.split("*"))
    return found


def functions() -> set[str]:
    return {name for contract in CONTRACTS for name in interface(contract).functions}


def contract_rows(terms: Terms) -> Iterator[Row]:
    return (row for row in terms.rows if not row.is_off_chain)


def test_there_is_a_terms_document_beside_every_example() -> None:
    assert sorted(path.stem for path in (ROOT / "examples").glob("*.yaml")) == EXAMPLES


def test_every_clause_is_in_the_annex_and_nothing_else(terms: Terms) -> None:
    assert len(terms.clauses) > 30
    named = {clause for row in terms.rows for clause in row.clauses}
    assert set(terms.clauses) - named == set()
    assert named - set(terms.clauses) == set()
    # One line for what a contract does of it, one for what it does not.
    for clause in terms.clauses:
        kinds = [row.is_off_chain for row in terms.rows_of(clause)]
        assert len(kinds) == len(set(kinds)), clause


def test_every_function_exists(terms: Terms) -> None:
    for row in contract_rows(terms):
        named = _QUOTED.findall(row.by)
        assert named, row
        assert set(named) <= functions(), row


def test_every_setting_is_on_the_cover_page_and_every_bound_in_the_contracts(terms: Terms) -> None:
    load_spec(ROOT / "examples" / f"{terms.name}.yaml")
    for row in contract_rows(terms):
        for name, value in row.settings.items():
            if name in bounds():
                assert bounds()[name] == (int(value) if value.isdigit() else parse_duration(value)), (row, name)
            else:
                assert str(setting(terms.spec, name)) == value, (row, name)


def setting(spec: Any, path: str) -> Any:
    for part in path.split("."):
        spec = spec[int(part)] if isinstance(spec, list) else spec[part]
    return spec


def test_every_time_a_clause_names_is_one_that_holds(terms: Terms) -> None:
    """A time in the words is a value of the annex: set, bounded, or named as one that is kept off chain."""
    for clause, text in terms.clauses.items():
        rows = terms.rows_of(clause)
        if all(row.is_off_chain for row in rows):
            continue
        values = " ".join(row.values for row in rows)
        for number, unit in _TIME.findall(text):
            assert re.search(rf"\b{number} {unit}\b", values), (clause, number, unit)


def test_every_promise_has_a_test(terms: Terms) -> None:
    for row in contract_rows(terms):
        named = _QUOTED.findall(row.held_by)
        assert named, row
        assert set(named) <= names_of_tests(), row


def test_what_is_kept_off_chain_names_no_function_and_who_keeps_it(terms: Terms) -> None:
    for row in terms.rows:
        if row.is_off_chain:
            assert re.fullmatch(rf"{OFF_CHAIN}: [a-z][a-z ,']+", row.by), row
            assert not set(_QUOTED.findall(row.by)) & functions(), row


def test_document_says_what_to_read_the_annex_for(terms: Terms) -> None:
    assert "How to read it." in terms.text
    assert terms.text.count("\n## Annex") == 1

"""docs/clients.md is true: what it says is there is there, what it says is absent is absent, its bounds are ours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import boa
import pytest
from eth_utils import function_signature_to_4byte_selector

from polypact.chain.recipe import PARTS
from tests.kit.contracts import abi_of
from tests.kit.house import Partnership
from tests.kit.logs import abi_type
from tests.kit.numbers import DUAL, LAZY, MAJORITY, ORDINARY, UNANIMOUS
from tests.kit.rules import Rule
from tests.kit.verbs import by_vote

ROOT = Path(__file__).resolve().parents[3]
FILES = ("Partnership", *PARTS["Partnership"])
_QUOTED = re.compile(r"`([^`]+)`")
_SIGNATURE = re.compile(r"\w+\([\w,\[\]()]*\)")
_CONSTANT = re.compile(r"^_?([A-Z_]+): constant\(uint256\) = ([\d_]+(?: \* [\d_]+)*)\s*(?:#.*)?$", re.MULTILINE)

UNCHANGED, ASK_US, BOUNDS, ABSENT = (
    "What works unchanged",
    "What to ask instead of computing",
    "How much fits",
    "What is absent, and why",
)


@cache
def rows(section: str) -> list[list[str]]:
    """The lines of the table under a heading, without its head."""
    text = (ROOT / "docs" / "clients.md").read_text()
    _, heading, rest = text.partition(f"\n## {section}\n")
    assert heading, section
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@cache
def functions() -> frozenset[str]:
    return frozenset(
        f"{entry['name']}({','.join(abi_type(part) for part in entry['inputs'])})"
        for name in FILES
        for entry in abi_of(name)
        if entry["type"] in ("function", "event")
    )


@cache
def names_of_tests() -> frozenset[str]:
    texts = (path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    return frozenset(name for text in texts for name in re.findall(r"^\s*def (test_\w+)", text, re.MULTILINE))


@pytest.mark.parametrize("section", [UNCHANGED, ASK_US, BOUNDS])
def test_every_line_names_a_test_that_exists(section: str) -> None:
    assert len(rows(section)) > 3
    for row in rows(section):
        named = _QUOTED.findall(row[-1])
        assert named, row
        assert set(named) <= names_of_tests(), row


def test_what_works_unchanged_is_there() -> None:
    named = {signature for row in rows(UNCHANGED) for signature in _QUOTED.findall(row[0])}
    assert len(named) > 25
    assert {signature for signature in named if _SIGNATURE.fullmatch(signature)} == named
    assert named <= functions()


def test_what_to_ask_us_is_there() -> None:
    names = {signature.partition("(")[0] for signature in functions()}
    for row in rows(ASK_US):
        asked = {each.partition("(")[0] for each in _QUOTED.findall(row[1])}
        assert asked, row
        assert asked <= names, row


def test_bounds_are_those_of_the_contracts() -> None:
    constants: dict[str, set[int]] = {}
    for path in (ROOT / "contracts" / "modules").rglob("*.vy"):
        for name, product in _CONSTANT.findall(path.read_text()):
            number = 1
            for factor in product.split("*"):
                number *= int(factor)
            constants.setdefault(f"{path.stem}.{name}", set()).add(number)
    for row in rows(BOUNDS):
        [name] = _QUOTED.findall(row[2])
        assert constants[name] == {int(row[1].split()[0].replace(",", ""))}, row


def test_what_is_absent_is_refused_by_name(partnership: Partnership) -> None:
    absent = [signature for row in rows(ABSENT) for signature in _QUOTED.findall(row[0])]
    assert len(absent) > 20
    for signature in absent:
        assert _SIGNATURE.fullmatch(signature), signature
        assert signature not in functions(), signature
        data = function_signature_to_4byte_selector(signature) + bytes(32 * 8)
        called = boa.env.execute_code(to_address=partnership.partnership.address, data=data)
        assert called.is_error, signature
        assert b"partnership: no such function" in called.output, signature
    assert all(row[1] for row in rows(ABSENT))


def test_views_of_a_governor_say_what_the_ordinary_class_does(partnership: Partnership, outsider: str) -> None:
    """Of another class, and of what one proposal needs, they say nothing: our own views do."""
    governor = partnership.partnership
    modes = {
        MAJORITY: "support=bravo&quorum=for,abstain",
        DUAL: "support=bravo&quorum=for,abstain&seats=for,against",
        LAZY: "support=bravo&quorum=against",
        UNANIMOUS: "support=bravo&quorum=for",
    }
    rules = {
        MAJORITY: Rule(),
        DUAL: Rule(mode=DUAL, seat_approval_bps=5_000),
        LAZY: Rule(mode=LAZY, quorum_bps=2_000),
        UNANIMOUS: Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000),
    }
    for mode, rule in rules.items():
        with by_vote(partnership):
            governor.set_rule(ORDINARY, rule.abi())
        assert governor.COUNTING_MODE() == modes[mode]
        assert governor.votingDelay() == rule.voting_delay
        assert governor.votingPeriod() == rule.voting_period
        before = boa.env.timestamp - 1
        assert governor.quorum(before) == (0 if mode == LAZY else 100 * rule.quorum_bps // 10_000)
    # A constitutional proposal beside them has its own quorum, way of counting and times.
    proposal = partnership.propose([partnership.admit_call(outsider, 10, 10)])
    partnership.open_voting(proposal)
    assert governor.proposal_rule(proposal).mode == MAJORITY
    assert governor.proposal_quorum(proposal) == 50
    assert governor.quorum(boa.env.timestamp - 1) == 100

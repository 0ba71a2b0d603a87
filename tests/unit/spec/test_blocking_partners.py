"""Who alone can keep a class from deciding: named before anybody founds on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from polypact.spec import load_spec
from polypact.spec.class_checks import blocking_partners
from polypact.text.enums import CONSTITUTIONAL, ORDINARY, RECOVERY, Mode
from polypact.text.voting_rules import Rule

EXAMPLES = Path(__file__).parents[3] / "examples"
TIMES = {"voting_delay": 60, "voting_period": 60, "execution_delay": 3_600, "execution_window": 3_600}


def rule(**fields: object) -> Rule:
    return Rule.model_validate({**TIMES, "quorum": 0, "approval": 5_000, **fields})


def test_nobody_is_named_when_nobody_alone_can_stop_it() -> None:
    thirds = [("Ann", 1), ("Ben", 1), ("Cleo", 1)]
    assert blocking_partners(thirds, {ORDINARY: rule(quorum=6_000)}) == []
    assert blocking_partners([("Ann", 1)], {ORDINARY: rule(mode=Mode.UNANIMOUS, quorum=10_000, approval=10_000)}) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"quorum": 6_000}, "Ann by staying silent or voting against"),
        ({"approval": 7_000}, "Ann by voting against"),
        ({"approval": 7_500}, "Ann and Ben, each by voting against"),
        ({"mode": Mode.UNANIMOUS, "quorum": 10_000, "approval": 10_000}, "Ann, Ben and Cleo, each by staying silent, "),
        ({"quorum": 10_000}, "Ann, Ben and Cleo, each by staying silent or voting against"),
        ({"mode": Mode.LAZY, "quorum": 3_001}, "Ann by voting against"),
        ({"mode": Mode.DUAL, "seat_approval": 9_000}, "Ann, Ben and Cleo, each by voting against"),
    ],
)
def test_partner_is_named_with_how_when_it_alone_can_stop_it(fields: dict[str, object], told: str) -> None:
    [line] = blocking_partners([("Ann", 45), ("Ben", 30), ("Cleo", 25), ("Dan", 0)], {ORDINARY: rule(**fields)})
    assert line.startswith(f"one partner alone can keep the class 'ordinary' from deciding: {told}")


def test_dead_weight_of_45_percent_is_named_when_the_quorum_is_60() -> None:
    [line] = blocking_partners([("Ann", 45), ("Ben", 55)], {CONSTITUTIONAL: rule(quorum=6_000)})
    assert "Ann and Ben, each by staying silent" in line


def test_whose_seat_it_is_does_not_block_its_recovery_when_it_has_no_vote_on_it() -> None:
    pair = [("Ann", 1), ("Ben", 1)]
    own = {"recusal": True, "contested_approval": 6_000}
    assert blocking_partners(pair, {RECOVERY: rule(quorum=5_000, **own)}) == []
    assert len(blocking_partners(pair, {RECOVERY: rule(quorum=5_000)})) == 1
    [line] = blocking_partners([("Ann", 3), ("Ben", 1), ("Cleo", 1)], {RECOVERY: rule(quorum=5_000, **own)})
    assert "Ann by staying silent or voting against" in line


def test_tie_is_no_block_when_somebody_else_breaks_it() -> None:
    pair = [("Ann", 1), ("Ben", 1)]
    assert len(blocking_partners(pair, {ORDINARY: rule(quorum=5_000)})) == 1
    house = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955"
    assert blocking_partners(pair, {ORDINARY: rule(quorum=5_000, tie_breaker=house)}) == []
    assert len(blocking_partners([("Ann", 1), ("Ben", 2)], {ORDINARY: rule(tie_breaker=house)})) == 1


def test_examples_go_on_without_any_one_partner_where_they_say_so() -> None:
    for name, classes in (("joint-venture.yaml", [ORDINARY]), ("supplier-partnership.yaml", [RECOVERY, ORDINARY, 9])):
        spec = load_spec(EXAMPLES / name)
        founders = [(founder.name, founder.weight) for founder in spec.founders]
        told = blocking_partners(founders, {number: spec.rules[number] for number in classes})
        assert [line for line in told if "silent" in line] == []

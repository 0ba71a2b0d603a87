"""A rule that is changed in one field keeps the others, zeros included."""

from __future__ import annotations

from polypact.text.rule_changes import read_rule
from polypact.text.voting_rules import Rule

PRESENT = Rule(voting_delay=0, voting_period=3_600, execution_delay=0, execution_window=3_600, quorum=0, approval=5_000)


def test_zeros_in_force_stay_when_another_field_changes() -> None:
    changed = read_rule({"approval": "60%"}, 8, PRESENT)
    assert (changed.voting_delay, changed.execution_delay, changed.quorum, changed.approval) == (0, 0, 0, 6_000)


def test_what_a_mode_brings_is_not_kept_when_the_mode_changes() -> None:
    changed = read_rule({"mode": "lazy", "quorum": "30%"}, 8, PRESENT)
    assert (changed.quorum, changed.voting_delay) == (3_000, 0)
    back = read_rule({"mode": "majority", "quorum": "0%", "approval": "50%"}, 8, changed)
    assert (back.quorum, back.approval, back.voting_delay) == (0, 5_000, 0)

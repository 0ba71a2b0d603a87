"""Whether a vote within another one can end before it, to the second."""

from __future__ import annotations

from dataclasses import replace

from polypact.clients.proposal_records import Rule
from polypact.decisions.outer_votes import OuterVote, Span, timing_words
from polypact.text.enums import Mode, ProposalState, Support

NOW = 1_800_000_000
RULE = Rule(100, 1_000, 50, 10_000, 5_000, 5_000)
OUTER = OuterVote(1, "0x", "Harbour", 3, Support.FOR, ProposalState.ACTIVE, NOW, NOW + 1_151)


def test_a_span_counts_delay_period_and_execution_delay() -> None:
    assert Span.of_rule(RULE, NOW) == Span(NOW + 1_151, NOW + 1_151, NOW + 11_150)
    assert Span.of_rule(replace(RULE, early_decision=True), NOW) == Span(NOW + 152, NOW + 1_151, NOW + 11_150)
    lazy = replace(RULE, early_decision=True, mode=Mode.LAZY)
    assert Span.of_rule(lazy, NOW).soonest == NOW + 1_151  # silence is counted at the end


def test_in_time_in_the_last_second() -> None:
    text, is_late = timing_words(OUTER, Span.of_rule(RULE, NOW), "Harbour")
    assert not is_late and ", 0 seconds after this can be executed (" in text


def test_too_late_a_second_later() -> None:
    text, is_late = timing_words(replace(OUTER, deadline=NOW + 1_150), Span.of_rule(RULE, NOW), "Harbour")
    assert is_late and text.endswith(" at the earliest: 1 second late")


def test_only_in_time_if_decided_early() -> None:
    span = Span.of_rule(replace(RULE, early_decision=True), NOW)
    text, is_late = timing_words(replace(OUTER, deadline=NOW + 152), span, "Harbour")
    assert is_late and "in time only if this is decided early" in text and text.endswith("16 minutes 39 seconds late")
    assert "at the earliest: 1 second late" in timing_words(replace(OUTER, deadline=NOW + 151), span, "Harbour")[0]


def test_over_before_the_outer_vote_begins() -> None:
    waiting = replace(OUTER, state=ProposalState.PENDING, snapshot=NOW + 11_150, deadline=NOW + 20_000)
    text, is_late = timing_words(waiting, Span.of_rule(RULE, NOW), "Harbour")
    assert is_late and text.endswith("before the vote in Harbour begins")
    assert not timing_words(replace(waiting, snapshot=NOW + 11_149), Span.of_rule(RULE, NOW), "Harbour")[1]
    assert waiting.is_waiting(NOW + 11_150) and not waiting.is_waiting(NOW + 11_151)


def test_a_vote_that_is_over_takes_no_ballot() -> None:
    over = replace(OUTER, state=ProposalState.DEFEATED)
    text, is_late = timing_words(over, Span.of_rule(RULE, NOW), "Harbour")
    assert is_late and text == "the vote in Harbour is over (rejected): this ballot would come too late"
    assert not over.is_waiting(NOW)

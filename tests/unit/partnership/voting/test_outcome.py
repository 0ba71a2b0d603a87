"""outcome.vy against a model: when a proposal passes, and that a settled one ends as it stands, whatever comes.

What comes are ballots, of partners and over those of their representatives, recusals, contests, and the word of the
account that breaks a tie.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import boa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kit.numbers import ABSTAIN, AGAINST, DUAL, FOR, LAZY, MAJORITY, NOBODY, UNANIMOUS
from tests.kit.rules import Rule

HARNESS = """
# pragma version 0.4.3
from contracts.modules.partnership.voting import outcome

@external
@pure
def passes(rule: uint256, tally: outcome.Tally) -> bool:
    return outcome._passes(rule, tally)

@external
@pure
def is_settled(rule: uint256, tally: outcome.Tally, lent: uint256, contestable: uint256) -> bool:
    return outcome._is_settled(rule, tally, lent, contestable)
"""


TWO_THIRDS = 6_667
"""The contested approval, in bps, of a class that names none."""

SOMEBODY = "0x" + "11" * 20


@dataclass(frozen=True)
class Seat:
    """One partner: its weight, its ballot if any, and whether a representative cast that or it is recused."""

    weight: int
    ballot: int | None = None
    lent: bool = False
    by_class: bool = False
    by_itself: bool = False


@pytest.fixture(scope="module")
def outcome() -> Any:
    return boa.loads(HARNESS)


def packed(rule: Rule) -> int:
    """The word of a rule, as rules.vy draws it; times do not matter here."""
    shares = rule.quorum_bps << 128 | rule.approval_bps << 144 | rule.seat_approval_bps << 160
    return shares | rule.mode << 176 | rule.contested_bps << 212 | (rule.tie_breaker != NOBODY) << 252


def tally(seats: tuple[Seat, ...], contested: bool, tie_passes: bool = False) -> tuple[tuple[Any, ...], int, int]:
    """An `outcome.Tally`, the weight that was lent and the weight that may contest."""
    voting = [seat for seat in seats if not (seat.by_class or seat.by_itself)]
    weight = {choice: sum(s.weight for s in voting if s.ballot == choice) for choice in (AGAINST, FOR, ABSTAIN)}
    count = {choice: sum(s.ballot == choice for s in voting) for choice in (AGAINST, FOR)}
    base = sum(seat.weight for seat in voting)
    return (
        (weight[FOR], weight[AGAINST], weight[ABSTAIN], count[FOR], count[AGAINST], base, contested, tie_passes),
        sum(seat.weight for seat in voting if seat.lent),
        sum(seat.weight for seat in seats if seat.by_class),
    )


def passes(rule: Rule, counted: tuple[Any, ...]) -> bool:
    """The words of outcome.vy's docstring, in fractions."""
    votes_for, against, abstain, seats_for, seats_against, base, contested, tie_passes = counted
    approval = max(rule.approval_bps, rule.contested_bps or TWO_THIRDS) if contested else rule.approval_bps

    def wins(ayes: int, noes: int, bps: int) -> bool:
        ahead = ayes > noes or (ayes == noes and tie_passes and votes_for > 0)
        return ahead and ayes * 10_000 >= bps * (ayes + noes)

    if rule.mode == LAZY:
        silence_passes = not contested or (votes_for > against and wins(votes_for, against, approval))
        return bool(silence_passes and against < -(-rule.quorum_bps * base // 10_000))
    if rule.mode == UNANIMOUS:
        return bool(base > 0 and votes_for == base)

    enough = (votes_for + abstain) * 10_000 >= rule.quorum_bps * base
    by_seats = rule.mode != DUAL or wins(seats_for, seats_against, rule.seat_approval_bps)
    return bool(enough and wins(votes_for, against, approval) and by_seats)


def futures(seat: Seat) -> list[tuple[Seat, bool]]:
    """What may still become of a partner, and whether it contests its recusal for that."""
    free = Seat(seat.weight)
    ballots = [replace(free, ballot=choice) for choice in (AGAINST, FOR, ABSTAIN)]
    if seat.by_class:
        return [(seat, False), (free, True), *((after, True) for after in ballots)]
    if seat.by_itself or (seat.ballot is not None and not seat.lent):
        return [(seat, False)]
    if seat.lent:
        return [(seat, False), *((after, False) for after in ballots)]
    return [(seat, False), (replace(seat, by_itself=True), False), *((after, False) for after in ballots)]


ballot = st.sampled_from([AGAINST, FOR, ABSTAIN])
weight = st.integers(1, 12)
voters = st.one_of(
    st.builds(Seat, weight),
    st.builds(Seat, weight, ballot),
    st.builds(Seat, weight, ballot, lent=st.just(True)),
    st.builds(Seat, weight, by_itself=st.just(True)),
)
recused = st.builds(Seat, weight, by_class=st.just(True))


@st.composite
def rules(draw: st.DrawFn, mode: int) -> Rule:
    if mode == UNANIMOUS:
        return Rule(quorum_bps=10_000, approval_bps=10_000, mode=mode)
    quorum = draw(st.sampled_from([1, 2_000, 3_000, 3_333, 5_000, 6_667, 10_000]))
    if mode == LAZY:
        return Rule(quorum_bps=quorum, mode=mode)
    return Rule(
        quorum_bps=quorum,
        approval_bps=draw(st.sampled_from([5_000, 5_001, 6_000, 6_667])),
        seat_approval_bps=draw(st.sampled_from([5_000, 6_667, 10_000])) if mode == DUAL else 0,
        mode=mode,
        contested_bps=draw(st.sampled_from([0, 6_668, 7_500, 8_000, 9_000])),
        tie_breaker=draw(st.sampled_from([NOBODY, SOMEBODY])),
    )


def check(outcome: Any, rule: Rule, seats: tuple[Seat, ...], contested: bool, tie_passes: bool) -> None:
    tie_passes = tie_passes and rule.tie_breaker != NOBODY
    counted, lent, contestable = tally(seats, contested, tie_passes)
    stands = passes(rule, counted)
    assert outcome.passes(packed(rule), counted) == stands
    if not outcome.is_settled(packed(rule), counted, lent, contestable):
        return
    for future in product(*(futures(seat) for seat in seats)):
        later = tuple(seat for seat, _ in future)
        for word in {tie_passes, rule.tie_breaker != NOBODY}:
            ended = tally(later, contested or any(contests for _, contests in future), word)[0]
            assert passes(rule, ended) == stands, later


SETTINGS = settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("mode", [MAJORITY, DUAL, LAZY, UNANIMOUS], ids=["majority", "dual", "lazy", "unanimity"])
def test_i10_t16_a_settled_outcome_is_final_without_recusal(outcome: Any, mode: int) -> None:
    @SETTINGS
    @given(rule=rules(mode), seats=st.lists(voters, min_size=1, max_size=5).map(tuple), tie_passes=st.booleans())
    def holds(rule: Rule, seats: tuple[Seat, ...], tie_passes: bool) -> None:
        check(outcome, rule, seats, False, tie_passes)

    holds()


@pytest.mark.parametrize("mode", [MAJORITY, DUAL, LAZY, UNANIMOUS])
def test_i10_t19_a_settled_outcome_is_final_when_the_recused_may_contest(outcome: Any, mode: int) -> None:
    @SETTINGS
    @given(
        rule=rules(mode),
        seats=st.lists(st.one_of(voters, recused), min_size=1, max_size=4).map(tuple),
        contested=st.booleans(),
        tie_passes=st.booleans(),
    )
    def holds(rule: Rule, seats: tuple[Seat, ...], contested: bool, tie_passes: bool) -> None:
        check(outcome, rule, seats, contested, tie_passes)

    holds()


@pytest.mark.parametrize("mode", [MAJORITY, DUAL, LAZY, UNANIMOUS], ids=["majority", "dual", "lazy", "unanimity"])
def test_is_settled_when_all_have_voted(outcome: Any, mode: int) -> None:
    """So an early decision is never later than the last ballot, unless that is a representative's."""

    @SETTINGS
    @given(rule=rules(mode), seats=st.lists(st.builds(Seat, weight, ballot), min_size=1, max_size=5).map(tuple))
    def holds(rule: Rule, seats: tuple[Seat, ...]) -> None:
        assert outcome.is_settled(packed(rule), *tally(seats, False))

    holds()

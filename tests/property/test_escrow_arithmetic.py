"""The escrow's sums, driven straight from the partnership's address: any units, any amounts, any order."""

from __future__ import annotations

from typing import Any

import boa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.property.escrow_bench import QUICK, Bench
from tests.property.model_account import MAX_OWED
from tests.property.model_escrow import EscrowModel

MAX_UNITS = 2**32 - 1


AMOUNTS = st.one_of(st.integers(1, 20), st.integers(1, 10**24), st.integers(1, MAX_OWED))
SHARES = st.lists(st.one_of(st.integers(0, 5), st.integers(1, 10_000), st.integers(1, 2**28)), min_size=1, max_size=8)


@QUICK
@example(shares=[1], amount=MAX_OWED)
@example(shares=[MAX_UNITS - 1, 1], amount=MAX_OWED)
@example(shares=[MAX_UNITS - 7] + [1] * 7, amount=1)
@example(shares=[3, 3, 1], amount=MAX_OWED)
@given(shares=SHARES, amount=AMOUNTS)
def test_i05_a_part_is_the_whole_floor_of_its_share(bench: Bench, shares: list[int], amount: int) -> None:
    if sum(shares) == 0:
        return
    with boa.env.anchor():
        for position, units in enumerate(shares):
            bench.set_units(position, units)
        bench.earn(amount)
        parts = [bench.escrow.claimable(bench.token, partner) for partner in bench.partners[: len(shares)]]
        assert parts == [amount * units // sum(shares) for units in shares]


@QUICK
@example(shares=[1] * 8, amounts=[7] * 9)
@example(shares=[MAX_UNITS - 7] + [1] * 7, amounts=[1, 2, 3])
@given(shares=SHARES, amounts=st.lists(st.integers(1, 2**88), min_size=1, max_size=8))
def test_i04_less_than_one_wei_for_each_partner_remains(bench: Bench, shares: list[int], amounts: list[int]) -> None:
    if sum(shares) == 0:
        return
    with boa.env.anchor():
        for position, units in enumerate(shares):
            bench.set_units(position, units)
        for amount in amounts:
            bench.earn(amount)
        paid = [bench.claim(position) for position in range(len(shares))]
        assert 0 <= sum(amounts) - sum(paid) < len(shares)
        # Nothing of it is lost in between: each has the floor of all it earned, not the sum of floors.
        assert paid == [sum(amounts) * units // sum(shares) for units in shares]
        assert bench.escrow.owed(bench.token) == bench.token.balanceOf(bench.escrow) == sum(amounts) - sum(paid)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("earn"), st.integers(0, 3), st.integers(1, 10**20)),
        st.tuples(st.just("earn"), st.integers(0, 3), st.integers(1, 9)),
        st.tuples(st.just("units"), st.integers(0, 3), st.integers(0, 50)),
    ),
    min_size=1,
    max_size=28,
)


def live(bench: Bench, steps: list[tuple[str, int, int]], claims_after: list[bool]) -> list[int]:
    """Goes through `steps` from 10 units each, claiming for everybody where told and at the end."""
    with boa.env.anchor():
        for position in range(4):
            bench.set_units(position, 10)
        for (kind, position, number), claims in zip(steps, claims_after, strict=True):
            if kind == "units":
                bench.set_units(position, number)
            else:
                bench.earn(number)  # without any units it is the treasury's
            if claims:
                for claimer in range(4):
                    bench.claim(claimer)
        return [bench.claim(position) for position in range(4)]


@QUICK
@given(steps=STEPS, data=st.data())
def test_claiming_often_or_seldom_pays_the_same(bench: Bench, steps: list[tuple[str, int, int]], data: Any) -> None:
    seldom = live(bench, steps, [False] * len(steps))
    always = live(bench, steps, [True] * len(steps))
    sometimes = live(bench, steps, data.draw(st.lists(st.booleans(), min_size=len(steps), max_size=len(steps))))
    assert seldom == always == sometimes


@QUICK
@given(steps=STEPS)
def test_i05_everybody_gets_the_floor_of_the_exact_sum(bench: Bench, steps: list[tuple[str, int, int]]) -> None:
    model = EscrowModel(units=dict.fromkeys(bench.partners[:4], 10))
    token = str(bench.token.address)
    model.known.add(token)
    for kind, position, number in steps:
        if kind == "units":
            model.set_units(bench.partners[position], number)
        else:
            model.arrive(token, number)
            model.distribute(token)
    expected = [model.claimable(token, partner) for partner in bench.partners[:4]]
    assert live(bench, steps, [False] * len(steps)) == expected


@QUICK
@given(amounts=st.lists(st.integers(1, 300), min_size=2, max_size=30), split=st.integers(1, 7))
def test_t27_cutting_a_payment_up_takes_nothing_from_the_smallest(bench: Bench, amounts: list[int], split: int) -> None:
    shares = [1, 10**6, split]
    with boa.env.anchor():
        for position, units in enumerate(shares):
            bench.set_units(position, units)
        with boa.env.anchor():
            bench.earn(sum(amounts) * 10**4)
            at_once = [bench.claim(position) for position in range(3)]
        for amount in amounts:
            bench.earn(amount * 10**4)
        assert [bench.claim(position) for position in range(3)] == at_once


@settings(QUICK, max_examples=15)
@given(pages=st.integers(1, 3), extra=st.integers(-1, 2), pays=st.sampled_from(["each", "last", "first and last"]))
def test_i16_any_number_of_unit_changes_is_paid_page_by_page(bench: Bench, pages: int, extra: int, pays: str) -> None:
    changes = 32 * pages + extra
    with boa.env.anchor():
        bench.set_units(0, 1_000)
        expected = 0
        for number in range(changes):
            units = 500 + number % 2
            bench.set_units(1, units)
            if pays == "each" or number == changes - 1 or (number == 0 and pays != "last"):
                bench.earn(1_000 + units)
                expected += units
        received = 0
        for _ in range(pages + 2):
            received += bench.escrow.claim(bench.token, bench.partners[1])
            if received == expected:
                break
        assert received == expected


@settings(QUICK, max_examples=15)
@given(
    eras=st.lists(st.booleans(), min_size=1, max_size=40),
    joins=st.lists(st.integers(0, 39), min_size=1, max_size=5, unique=True),
)
def test_newcomers_find_where_they_came_in_among_many_eras(bench: Bench, eras: list[bool], joins: list[int]) -> None:
    with boa.env.anchor():
        bench.set_units(0, 5)
        expected = [0] * 8
        newcomers: list[int] = []
        for number, income in enumerate(eras):
            if number in joins:
                newcomers.append(1 + len(newcomers))
                bench.set_units(newcomers[-1], 1_000)
            bench.set_units(0, 5 + number % 2)
            if income:
                bench.earn(bench.escrow.total_units())  # one wei for each unit
                for position in newcomers:
                    expected[position] += 1_000
        assert [bench.claim(position) for position in range(1, 8)] == expected[1:]


@settings(QUICK, max_examples=25)
@example(rounds=[(2**91, False), (2**91, False), (2**86, True)])  # to exactly 0 as an era ends
@example(rounds=[(2**91, False), (1, True), (2**91, True), (1, False), (2**91 - 1, True), (7, True)])
@given(rounds=st.lists(st.tuples(st.integers(2**89, 2**91), st.booleans()), min_size=1, max_size=10))
def test_i01_the_sum_per_unit_may_wrap(bench: Bench, rounds: list[tuple[int, bool]]) -> None:
    with boa.env.anchor():
        bench.set_units(0, 1)
        expected = [0, 0]
        for amount, joined in rounds:
            bench.set_units(1, 1 if joined else 0)
            bench.earn(amount)
            bench.claim(0)
            expected[0] += amount // 2 if joined else amount
            expected[1] += amount // 2 if joined else 0
            if bench.escrow.owed(bench.token) > MAX_OWED // 3:
                bench.claim(1)
            assert bench.escrow.owed(bench.token) <= bench.token.balanceOf(bench.escrow)
        for position in range(2):
            assert 0 <= bench.claim(position) - expected[position] <= len(rounds)
        assert bench.escrow.owed(bench.token) <= 1

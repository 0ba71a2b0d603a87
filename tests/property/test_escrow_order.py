"""Each part of the order of payment against exact fractions: sponsors, contributions, reserve, vesting, pay-out."""

from __future__ import annotations

from fractions import Fraction

import boa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.kit.numbers import DAY, IN_ORDER, PRO_RATA
from tests.property.escrow_bench import QUICK, Bench
from tests.property.model_recoupment import Line
from tests.property.model_vesting import Schedule

FEWER = settings(QUICK, max_examples=20)
CONTRIBUTED = st.one_of(st.integers(1, 9), st.integers(1, 10**20), st.integers(1, 2**87))
LAST = 8  # has all units where contributions are looked at


@QUICK
@example(amounts=[1] * 8, repayments=[1, 2, 4])
@example(amounts=[2**91, 1], repayments=[2**91 - 1, 1])
@example(amounts=[3, 3, 1], repayments=[1] * 6)
@given(
    amounts=st.lists(CONTRIBUTED, min_size=1, max_size=8),
    repayments=st.lists(CONTRIBUTED, min_size=1, max_size=6),
)
def test_a_part_of_a_tranche_is_the_whole_floor_of_its_share(
    lenders: Bench, amounts: list[int], repayments: list[int]
) -> None:
    size, repaid = sum(amounts), 0
    with boa.env.anchor():
        lenders.set_units(LAST, 1)
        for position, amount in enumerate(amounts):
            lenders.record(position, amount)
        for repayment in [*repayments, max(1, size - sum(repayments))]:
            lenders.earn(repayment)
            repaid = min(size, repaid + repayment)
            parts = [lenders.claim(position) for position in range(len(amounts))]
            assert parts == [int(Fraction(amount * repaid, size)) for amount in amounts]
            assert 0 <= repaid - sum(parts) < len(amounts)
        assert parts == amounts  # until zero, and not a wei more
        assert lenders.claim(LAST) == sum(repayments) + max(1, size - sum(repayments)) - size


@FEWER
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["in order", "pro rata", "earn"]), st.integers(0, 7), CONTRIBUTED),
        min_size=2,
        max_size=20,
    )
)
def test_tranches_are_repaid_one_after_the_other(lenders: Bench, steps: list[tuple[str, int, int]]) -> None:
    line = Line()
    with boa.env.anchor():
        lenders.set_units(LAST, 1)
        for kind, position, amount in steps:
            if kind == "earn":
                lenders.earn(amount)
                line.repay(amount)
                lenders.claim(position)
                continue
            with boa.env.prank(lenders.treasury):
                lenders.escrow.set_recoupment(PRO_RATA if kind == "pro rata" else IN_ORDER)
            if line.count(str(position)) < 16:
                lenders.record(position, amount)
                line.rank(str(position), amount, shared=kind == "pro rata")
        assert tuple(lenders.escrow.recoupment_of(lenders.token)) == (line.recorded, line.repaid)
        for position in range(8):
            assert lenders.escrow.outstanding_of(lenders.token, lenders.partners[position]) == line.outstanding_of(
                str(position)
            )
            assert lenders.claim(position) == line.repaid_to(str(position))


UNITS = st.one_of(st.integers(1, 9), st.integers(1, 10_000), st.integers(1, 2**28))
VESTING = st.tuples(UNITS, UNITS, st.integers(-30, 3), st.integers(0, 9), st.integers(10, 40))


@FEWER
@example(rows=[(2, 1, 0, 1, 10)] * 8, incomes=[(1, 5)] * 3)
@given(
    rows=st.lists(VESTING, min_size=1, max_size=8),
    incomes=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 10**20)), min_size=1, max_size=8),
)
def test_income_is_split_by_what_has_vested_on_its_day(
    bench: Bench, rows: list[tuple[int, int, int, int, int]], incomes: list[tuple[int, int]]
) -> None:
    total = sum(row[0] for row in rows)
    with boa.env.anchor():
        today = boa.env.timestamp // DAY
        for position, (units, vesting, start, cliff, end) in enumerate(rows):
            bench.vest(position, vesting, start=start, cliff=max(start, cliff), end=end)
            bench.set_units(position, units)
        schedules = [
            Schedule(vesting, today + start, today + max(start, cliff), today + end)
            for _, vesting, start, cliff, end in rows
        ]
        earned, unvested = [Fraction(0)] * len(rows), [Fraction(0)] * len(rows)
        for days, amount in incomes:
            boa.env.time_travel(seconds=days * DAY)
            today += days
            bench.earn(amount)
            for position, (units, *_) in enumerate(rows):
                locked = min(units, schedules[position].locked(today))
                earned[position] += Fraction(amount * (units - locked), total)
                unvested[position] += Fraction(amount * locked, total)
        for position in range(len(rows)):
            if int(earned[position]) + int(unvested[position]) != 0:
                bench.escrow.claim(bench.token, bench.partners[position])
        paid = [bench.token.balanceOf(partner) for partner in bench.partners[: len(rows)]]
        assert paid == [int(part) for part in earned]
        assert bench.escrow.claimable(bench.token, bench.treasury) == sum(int(part) for part in unvested)


@FEWER
@example(shares=[10_000], reserve=10_000, amount=1)
@example(shares=[1] * 8, reserve=1, amount=9_999)
@given(
    shares=st.lists(st.integers(1, 1_250), max_size=8),
    reserve=st.integers(0, 10_000),
    amount=st.one_of(st.integers(1, 20_000), st.integers(1, 2**91)),
)
def test_i13_sponsors_and_the_reserve_have_the_floor_of_their_share(
    bench: Bench, shares: list[int], reserve: int, amount: int
) -> None:
    with boa.env.anchor():
        bench.set_units(LAST, 1)
        with boa.env.prank(bench.treasury):
            for position, share in enumerate(shares):
                bench.escrow.set_sponsor(bench.partners[position], share)
            bench.escrow.set_reserve(reserve)
        bench.earn(amount)
        parts = [int(Fraction(amount * share, 10_000)) for share in shares]
        assert [bench.claimable(position) for position in range(len(shares))] == parts
        reserved = int(Fraction((amount - sum(parts)) * reserve, 10_000))
        assert bench.escrow.claimable(bench.token, bench.treasury) == reserved
        assert bench.claimable(LAST) == amount - sum(parts) - reserved


@FEWER
@example(rows=[(1, 1)] * 8, amount=15)
@given(rows=st.lists(st.tuples(UNITS, UNITS), min_size=1, max_size=8), amount=st.integers(1, 2**91))
def test_i04_i05_what_is_paid_at_once_is_a_whole_number_for_every_unit(
    bench: Bench, rows: list[tuple[int, int]], amount: int
) -> None:
    total = sum(units for units, _ in rows)
    with boa.env.anchor():
        for position, (units, vesting) in enumerate(rows):
            bench.vest(position, vesting, start=0, cliff=1, end=2)  # nothing vests today
            bench.set_units(position, units)
        bench.token.mint(bench.escrow, amount)
        bench.escrow.pay_out(bench.token, sorted(bench.partners[: len(rows)], key=lambda partner: int(partner, 16)))
        locked = [min(row) for row in rows]
        paid = [bench.token.balanceOf(partner) for partner in bench.partners[: len(rows)]]
        assert paid == [amount // total * (units - part) for (units, _), part in zip(rows, locked, strict=True)]
        assert bench.escrow.undistributed(bench.token) == 0
        for position, (units, _) in enumerate(rows):
            credited = int(Fraction(amount % total * (units - locked[position]), total))
            assert bench.claimable(position) == credited
        assert bench.escrow.owed(bench.token) == amount - sum(paid)

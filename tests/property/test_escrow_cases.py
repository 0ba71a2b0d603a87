"""One history, told step by step, that comes across everything: so that no case of the long ones is left to chance."""

from __future__ import annotations

from collections import Counter

from tests.kit.numbers import DAY, ETHER
from tests.property.escrow_invariants import Everything
from tests.property.escrow_stage import HEIRS, NEWCOMERS, PATRON, STUBBORN, TREASURY, Stage

NATIVE, LISTED = 0, 1
NORTHWIND, EASTPORT, SOUTHBANK = range(3)

CASES = [
    "claimed of a sponsor",
    "claimed of a contributor",
    "claimed of the treasury",
    "claimed of a seat that moved",
    "claimed while units vest",
    "claimed beside a freeze",
    "claimed, all of it frozen",
    "claimed page by page",
    "claimed for one who fails",
    "claimed at the end",
    "paid out",
    "paid out, to one who fails",
    "paid out, to one who is frozen",
    "paid out, to one whose units vest",
    "left while units vest",
    "moved while units vest",
    "moved while frozen",
    "invoice paid",
    "tried everything",
    "refused: ",  # by a receiver
    "refused: escrow: nothing to claim",
    "refused: escrow: nothing to distribute",
    "refused: escrow: not every partner",
    "refused: escrow: partners out of order",
    "refused: escrow: sponsors above 100%",
    "refused: escrow: nothing is recouped",
    "refused: escrow: vesting days out of order",
    "refused: escrow: frozen too recently",
]


class Told(Everything):
    """A history whose books are looked at after each of its chapters."""

    def income(self, amount: int = 10_000_019) -> None:
        for which in range(len(self.tokens)):
            self.money_arrives(which, amount, "transfer")

    def order_of_payment(self) -> None:
        self.sponsor_is_set(PATRON, 1_000)
        self.sponsor_is_set(PATRON, 10_001)
        self.reserve_is_set(500)
        self.units_vest(EASTPORT, 250, -3, 4, 60)
        self.units_vest(SOUTHBANK, 100, -3, 40, 60)
        self.units_vest(SOUTHBANK, 100, 9, 0, 3)  # ends before it starts
        self.income()
        self.distribute_everything()
        self.anybody_distributes(NATIVE)

    def disputes(self) -> None:
        self.money_is_frozen(NATIVE, NORTHWIND, 1_000, 20 * DAY)
        self.money_is_frozen(NATIVE, NORTHWIND, 1_000, 30 * DAY)
        self.one_claims(NATIVE, NORTHWIND)
        self.money_is_frozen(LISTED, NORTHWIND, 10**9, 20 * DAY)
        self.one_claims(LISTED, NORTHWIND)

    def claims(self) -> None:
        self.one_claims(NATIVE, EASTPORT)
        self.one_claims(NATIVE, TREASURY)
        self.one_claims(NATIVE, PATRON)
        self.one_claims(NATIVE, STUBBORN)
        self.one_claims(LISTED, NEWCOMERS[1])
        self.many_are_claimed_for(NATIVE, [STUBBORN, SOUTHBANK, STUBBORN])

    def paid_at_once(self) -> None:
        self.time_passes(5 * DAY)
        self.income()
        for mistake in ("one is missing", "out of order", None):
            self.anybody_pays_out(NATIVE, mistake)

    def people_go(self) -> None:
        self.income(7_777)
        self.distribute_everything()
        self.one_moves(EASTPORT, HEIRS[0])
        self.one_moves(NORTHWIND, HEIRS[1])
        self.one_claims(LISTED, EASTPORT)
        self.one_leaves(SOUTHBANK, expelled=False)

    def pages(self) -> None:
        self.one_joins(NEWCOMERS[0], 50)
        self.units_change_often(NEWCOMERS[0], 35)
        self.income(99_991)
        self.distribute_everything()
        self.one_claims(LISTED, NEWCOMERS[0])

    def the_rest(self) -> None:
        self.recoupment_is_set(0)
        self.contribution_in_kind_is_recorded(LISTED, PATRON, 5)
        reference = b"legal".ljust(32, b"\0")
        self.invoice_is_issued_or_withdrawn(LISTED, reference, 100, DAY)
        self.invoice_is_paid(LISTED, reference, 60)


def test_every_case_comes_up_in_one_history_that_agrees_with_the_model(stage: Stage) -> None:
    seen: Counter[str] = Counter()
    history = type("Told", (Told,), {"stage": stage, "seen": seen})()
    try:
        for chapter in (
            history.order_of_payment,
            history.disputes,
            history.claims,
            history.paid_at_once,
            history.people_go,
            history.pages,
            history.the_rest,
        ):
            chapter()
            for token in history.tokens:
                history.check(token)
                history.check_views(token)
    finally:
        history.teardown()
    assert [case for case in CASES if seen[case] == 0] == []
    assert history.model.accounts[ETHER].paid != 0

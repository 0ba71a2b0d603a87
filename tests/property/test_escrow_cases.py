"""One history, told step by step, that comes across everything: so that no case of the long ones is left to chance."""

from __future__ import annotations

from collections import Counter

from tests.kit.numbers import DAY, ETHER
from tests.property.escrow_invariants import Everything
from tests.property.escrow_stage import HEIRS, NEWCOMERS, PATRON, STUBBORN, TREASURY, Stage

NATIVE, LISTED, OTHER = range(3)
NORTHWIND, EASTPORT, SOUTHBANK = range(3)

CASES = [
    "claimed of a sponsor",
    "claimed of a contributor",
    "claimed of the treasury",
    "claimed of a seat that moved",
    "claimed in grains",
    "claimed while units vest",
    "claimed beside a freeze",
    "claimed, all of it frozen",
    "claimed page by page",
    "claimed for one who fails",
    "claimed at the end",
    "paid out",
    "paid out, all that was claimable",
    "paid out, to one who fails",
    "paid out, to one who is frozen",
    "paid out, to one whose units vest",
    "left while units vest",
    "fewer units while some vest",
    "moved while units vest",
    "moved while frozen",
    "moved twice",
    "known by name",
    "invoice paid",
    "tried everything",
    "refused: ",  # by a receiver
    "refused: escrow: nothing to claim",
    "refused: escrow: nothing to distribute",
    "refused: escrow: not every partner",
    "refused: escrow: partners out of order",
    "refused: escrow: sponsors above 100%",
    "refused: escrow: nothing is recouped",
    "refused: escrow: above the deal's sponsors",
    "refused: escrow: above the deal's reserve",
    "refused: escrow: above the deal's capital",
    "refused: escrow: finer than a grain",
    "refused: escrow: needs its yes",
    "refused: escrow: token not known",
    "refused: escrow: token known already",
    "refused: escrow: not entitled",
    "refused: escrow: too little to tell",
    "refused: escrow: token does not move",
    "refused: escrow: seat has moved",
    "refused: escrow: has its own account",
    "refused: escrow: vesting days out of order",
    "refused: escrow: frozen too recently",
]


class Told(Everything):
    """A history whose books are looked at after each of its chapters."""

    def income(self, amount: int = 10_000_019) -> None:
        for which in range(len(self.tokens)):
            self.money_arrives(which, amount, "transfer")

    def the_other_token(self) -> None:
        self.anybody_distributes(OTHER)
        self.one_makes_a_token_known(OTHER, EASTPORT)  # nothing is here yet
        self.money_arrives(OTHER, 2**70, "transfer")
        self.one_makes_a_token_known(OTHER, HEIRS[1])
        self.the_issuer_blocks_or_frees(TREASURY)
        self.one_makes_a_token_known(OTHER, EASTPORT)
        self.the_issuer_blocks_or_frees(TREASURY)
        self.one_makes_a_token_known(OTHER, EASTPORT)
        self.one_makes_a_token_known(OTHER, NORTHWIND)
        self.the_list_changes(OTHER, 0)
        self.the_list_changes(LISTED, 7_777)
        self.units_change(EASTPORT, 301)
        self.anybody_settles(NATIVE)
        self.the_list_changes(LISTED, 0)

    def order_of_payment(self) -> None:
        self.sponsor_is_set(PATRON, 1_000)
        self.sponsor_is_set(PATRON, 10_001)
        self.sponsor_is_set(NEWCOMERS[1], 7_500)
        self.reserve_is_set(500)
        self.reserve_is_set(6_001)
        self.units_vest(EASTPORT, 250, -3, 4, 60, agrees=True)
        self.units_vest(EASTPORT, 250, -3, 5, 60, agrees=False)
        self.units_vest(SOUTHBANK, 100, -3, 40, 60, agrees=True)
        self.units_vest(SOUTHBANK, 100, 9, 0, 3, agrees=True)  # ends before it starts
        self.contribution_in_kind_is_recorded(NATIVE, PATRON, 2**91)
        self.contribution_in_kind_is_recorded(OTHER, PATRON, 1)
        self.contribution_in_kind_is_recorded(OTHER, PATRON, 5)
        self.contribution_is_agreed(OTHER, PATRON, 700)
        self.one_contributes(OTHER, PATRON, 900)
        self.income()
        self.distribute_everything()
        self.anybody_distributes(NATIVE)

    def disputes(self) -> None:
        self.money_is_frozen(NATIVE, NORTHWIND, 1_000, 20 * DAY)
        self.money_is_frozen(NATIVE, NORTHWIND, 1_000, 30 * DAY)
        self.one_claims(NATIVE, NORTHWIND)
        self.money_is_frozen(LISTED, NORTHWIND, 10**9, 20 * DAY)
        self.one_claims(LISTED, NORTHWIND)
        self.money_is_frozen(OTHER, EASTPORT, 1, 60 * DAY)
        self.one_claims(OTHER, EASTPORT)

    def claims(self) -> None:
        self.one_claims(NATIVE, EASTPORT)
        self.one_claims(NATIVE, TREASURY)
        self.one_claims(NATIVE, PATRON)
        self.one_claims(OTHER, PATRON)
        self.one_claims(NATIVE, STUBBORN)
        self.one_claims(LISTED, NEWCOMERS[1])
        self.many_are_claimed_for(NATIVE, [STUBBORN, SOUTHBANK, STUBBORN])
        self.anybody_pays_out(LISTED, None)

    def paid_at_once(self) -> None:
        self.time_passes(5 * DAY)
        self.income()
        for mistake in ("one is missing", "out of order", None):
            self.anybody_pays_out(NATIVE, mistake)
        self.anybody_pays_out(OTHER, None)

    def people_go(self) -> None:
        self.income(7_777)
        self.distribute_everything()
        self.one_moves(SOUTHBANK, PATRON)
        self.one_moves(EASTPORT, HEIRS[0])
        self.one_redirects(EASTPORT, NORTHWIND)
        self.one_redirects(HEIRS[0], SOUTHBANK)
        self.one_moves(HEIRS[0], HEIRS[1])
        self.income(8_888)
        self.anybody_pays_out(NATIVE, "one has moved")
        self.anybody_pays_out(NATIVE, None)
        self.one_claims(LISTED, EASTPORT)
        self.units_change(EASTPORT, 201)
        self.one_leaves(SOUTHBANK, expelled=False)
        self.one_leaves(STUBBORN, expelled=True)
        self.one_joins(SOUTHBANK, 20)

    def after_moving(self) -> None:
        """Whatever is decided about any account of a seat holds for the seat, and is its holder's."""
        self.money_is_frozen(NATIVE, HEIRS[1], 50, 20 * DAY)
        self.contribution_in_kind_is_recorded(LISTED, HEIRS[1], 77)
        self.contribution_is_agreed(NATIVE, HEIRS[0], 1_000)
        self.one_contributes(NATIVE, HEIRS[1], 2_000)
        self.sponsor_is_set(HEIRS[1], 100)
        self.units_vest(HEIRS[1], 50, -3, 2, 30, agrees=True)
        self.income(6_007)
        self.distribute_everything()
        for token in self.tokens:
            self.check(token)
            self.check_views(token)
        self.one_claims(NATIVE, HEIRS[0])
        self.one_claims(LISTED, HEIRS[1])
        self.one_claims(OTHER, EASTPORT)

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
            history.the_other_token,
            history.order_of_payment,
            history.disputes,
            history.claims,
            history.paid_at_once,
            history.people_go,
            history.after_moving,
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

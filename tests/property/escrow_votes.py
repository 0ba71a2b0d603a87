"""What the partnership decides about its income, by vote."""

from __future__ import annotations

from dataclasses import dataclass

import boa
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.kit.numbers import DAY
from tests.property.escrow_money import MoneySteps
from tests.property.escrow_stage import TREASURY
from tests.property.escrow_steps import AMOUNTS, COARSE, WHICH, WHO
from tests.property.model_vesting import Schedule

SHARES = st.one_of(st.sampled_from([0, 1, 3_333, 10_000, 10_001]), st.integers(0, 2_500))
MOST_SCHEDULES = 6  # of one partner; 16 are allowed
REFERENCES = st.sampled_from([b"freight".ljust(32, b"\0"), b"legal".ljust(32, b"\0")])


@dataclass
class Expected:
    """An invoice: amounts in the token's smallest unit, due in unix seconds."""

    token: str
    amount: int
    due: int
    paid: int = 0


class VoteSteps(MoneySteps):
    def __init__(self) -> None:
        super().__init__()
        self.invoices: dict[bytes, Expected] = {}
        self.scheduled: dict[str, int] = {}

    @initialize(
        sponsor=WHO,
        share=st.integers(1, 3_000),
        reserve=st.integers(0, 2_000),
        who=WHO,
        how=st.sampled_from(["listed", "by vote", "by name", "not yet"]),
        here=st.sampled_from([0, 1, 2**60, 2**70, 2**88]),
    )
    def the_order_is_set(self, sponsor: int, share: int, reserve: int, who: int, how: str, here: int) -> None:
        """Most histories have something of everything from the start."""
        self.the_other_token_comes_in(how, here)
        self.sponsor_is_set(sponsor, share)
        self.reserve_is_set(reserve)
        self.units_vest(who, 400, -3, 4, 60, agrees=True)

    def the_other_token_comes_in(self, how: str, here: int) -> None:
        """What is here by then decides on its grain."""
        if here:
            self.money_arrives(2, here, "transfer")
        if how == "listed":
            self.the_list_changes(2, 0)
        elif how != "not yet":
            self.one_makes_a_token_known(2, TREASURY if how == "by vote" else 0)

    @rule(who=WHO, share=SHARES)
    def sponsor_is_set(self, who: int, share: int) -> None:
        sponsor = self.everybody[who]
        if sponsor == self.stage.treasury:
            with boa.env.prank(self.stage.treasury), boa.reverts("escrow: not a sponsor"):
                self.escrow.set_sponsor(sponsor, share)
            return
        self.vote(lambda: self.model.set_sponsor(sponsor, share), lambda: self.escrow.set_sponsor(sponsor, share))

    @rule(share=SHARES)
    def reserve_is_set(self, share: int) -> None:
        self.vote(lambda: self.model.set_reserve(share), lambda: self.escrow.set_reserve(share))

    @rule(mode=st.sampled_from([0, 1, 1, 2, 2, 2, 3]))
    def recoupment_is_set(self, mode: int) -> None:
        self.vote(lambda: self.model.set_recoupment(mode), lambda: self.escrow.set_recoupment(mode))

    @rule(which=WHICH, who=WHO, amount=AMOUNTS)
    def contribution_is_agreed(self, which: int, who: int, amount: int) -> None:
        token, giver, amount = self.tokens[which], self.everybody[who], self.to_rank(which, amount)
        self.vote(
            lambda: self.model.agree_contribution(giver, token, amount),
            lambda: self.escrow.agree_contribution(giver, token, amount),
        )

    @rule(which=WHICH, who=WHO, amount=AMOUNTS)
    def contribution_in_kind_is_recorded(self, which: int, who: int, amount: int) -> None:
        token, giver, amount = self.tokens[which], self.everybody[who], self.to_rank(which, amount)
        if self.may_rank(token, giver):
            self.vote(
                lambda: self.model.record_contribution(giver, token, amount),
                lambda: self.escrow.record_contribution(giver, token, amount, bytes(32)),
            )

    def to_rank(self, which: int, amount: int) -> int:
        """Mostly whole grains; one in seven amounts of the token with a grain is finer."""
        return self.in_token(which, amount) if amount % 7 == 1 else amount * (COARSE if which == 2 else 1)

    @rule(
        who=WHO,
        units=st.one_of(st.just(0), st.integers(1, 600), st.integers(1, 2**29)),
        start=st.integers(-60, 20),
        cliff=st.integers(-5, 30),
        length=st.integers(0, 90),
        agrees=st.booleans(),
    )
    def units_vest(self, who: int, units: int, start: int, cliff: int, length: int, agrees: bool) -> None:
        """A later schedule, or one for more units, only with the partner's yes."""
        partner, today, key = self.everybody[who], self.model.today, self.model.key(self.everybody[who])
        if partner == self.stage.treasury or self.scheduled.get(key, 0) >= MOST_SCHEDULES:
            return
        # Only of who is on the roster anybody asks.
        agreed = [self.model.holder(key)] if agrees and key in self.model.present else []
        days = (today + start, max(today + start, today + cliff), today + length)
        if self.vote(
            lambda: self.model.set_vesting(partner, Schedule(units, *days), {key} if agreed else ()),
            lambda: self.escrow.set_vesting(partner, units, *days),
            agreed,
        ):
            self.scheduled[key] = self.scheduled.get(key, 0) + 1
            self.change(key)
            if units != 0:
                self.vested.add(key)

    @rule(which=WHICH, who=WHO, amount=st.one_of(st.just(0), AMOUNTS), seconds=st.integers(0, 181 * DAY))
    def money_is_frozen(self, which: int, who: int, amount: int, seconds: int) -> None:
        token, account, until = self.tokens[which], self.everybody[who], self.model.now + seconds
        amount = self.in_token(which, amount)
        self.vote(
            lambda: self.model.freeze(token, account, amount, until),
            lambda: self.escrow.freeze(token, account, amount, until),
        )

    @rule(which=WHICH, who=WHO)
    def money_is_unfrozen(self, which: int, who: int) -> None:
        token, account = self.tokens[which], self.everybody[who]
        self.vote(lambda: self.model.unfreeze(token, account), lambda: self.escrow.unfreeze(token, account))

    @rule(which=st.integers(1, 2), waiting=st.one_of(st.just(0), AMOUNTS))
    def the_list_changes(self, which: int, waiting: int) -> None:
        """What is waiting by then is split before a token is unlisted."""
        token = self.tokens[which]
        if waiting:
            self.money_arrives(which, waiting, "transfer")
        if token in self.model.listed:
            self.vote(lambda: self.model.unlist_token(token), lambda: self.escrow.unlist_token(token))
        else:
            self.vote(lambda: self.model.list_token(token), lambda: self.escrow.list_token(token))

    # --- invoices ---

    @rule(which=WHICH, reference=REFERENCES, amount=AMOUNTS, seconds=st.integers(1, 30 * DAY))
    def invoice_is_issued_or_withdrawn(self, which: int, reference: bytes, amount: int, seconds: int) -> None:
        invoice, escrow = self.invoices.get(reference), self.escrow
        with boa.env.prank(self.stage.treasury):
            if invoice is None:
                self.invoices[reference] = Expected(self.tokens[which], amount, boa.env.timestamp + seconds)
                escrow.issue_invoice(reference, self.tokens[which], amount, boa.env.timestamp + seconds)
            elif invoice.paid >= invoice.amount:
                with boa.reverts("escrow: invoice is paid"):
                    escrow.withdraw_invoice(reference)
            else:
                escrow.withdraw_invoice(reference)
                invoice.amount = invoice.paid
                if invoice.paid == 0:
                    del self.invoices[reference]

    @rule(which=WHICH, reference=REFERENCES, amount=AMOUNTS)
    def invoice_is_paid(self, which: int, reference: bytes, amount: int) -> None:
        token, amount = self.tokens[which], self.in_token(which, amount)
        with boa.env.prank(self.stage.customer):
            self.escrow.pay(token, amount, reference, value=amount if which == 0 else 0)
        self.model.arrive(token, amount)
        invoice = self.invoices.get(reference)
        if invoice is not None:
            self.seen["invoice paid"] += invoice.token == token
            invoice.paid += amount if invoice.token == token else 0
            assert tuple(self.escrow.invoice(reference)) == (invoice.token, invoice.amount, invoice.paid, invoice.due)

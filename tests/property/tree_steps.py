"""What happens in a tree: money comes in, is split and claimed; partners, units and time change; partnerships end.

Each step is made on the contracts and on the model, and has the same outcome on both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

import boa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import conditions, wind_up
from tests.property.machine import ChainMachine
from tests.property.model_rules import RefusalError
from tests.property.tree_books import Node
from tests.property.tree_model import Tree
from tests.property.tree_stage import MOST_NODES, PURSE, Shape, Stage

Outcome = TypeVar("Outcome")

NODE = st.integers(0, MOST_NODES - 1)
WHO = st.integers(0, 31)
WHICH = st.integers(0, 1)
AMOUNTS = st.one_of(st.integers(1, 50), st.integers(1, 10**6), st.integers(10**17, 10**20))
UNITS = st.integers(0, 1_000)


@st.composite
def shapes(draw: st.DrawFn) -> list[Shape]:
    """Of two to eight partnerships. One in three has a partner that is a partnership."""
    found = []
    for number in range(draw(st.integers(2, MOST_NODES))):
        has_member = number > 0 and draw(st.integers(0, 2)) == 0
        found.append(
            Shape(
                units=(draw(st.integers(1, 1_000)), draw(UNITS), draw(UNITS)),
                reserve_bps=draw(st.sampled_from([0, 0, 1_500])),
                member=draw(st.integers(0, number - 1)) if has_member else None,
                member_units=draw(st.integers(1, 1_000)) if has_member else 0,
            )
        )
    return found


class Steps(ChainMachine):
    """The partnerships, the model, and what is known of both."""

    stage: ClassVar[Stage]
    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.ventures: list[Partnership] = []
        self.model = Tree([], 0)
        self.agreed: set[str] = set()
        """Accounts that have agreed to pay in the step that was made last."""
        self.begun: dict[tuple[str, str], int] = {}
        self.balances = slot_of("mocks/PlainToken", "erc20", "balanceOf")

    def set_up(self, drawn: list[Shape]) -> None:
        stage = self.stage
        boa.env.set_balance(stage.customer, PURSE)
        stage.token.mint(stage.customer, 10**23)
        self.ventures = stage.spin_up(drawn)
        self.model = stage.model_of(self.ventures, drawn)
        self.begun = {(token, who): self.balance(token, who) for token in stage.tokens for who in self.purses}

    # --- the world ---

    @property
    def purses(self) -> list[str]:
        """Every account that is no escrow: whoever may pay or be paid."""
        stage = self.stage
        people = [person.address for person in stage.people]
        everybody = [*people, *stage.heirs, *stage.outsiders, stage.customer, stage.stranger]
        return [*everybody, *(venture.partnership.address for venture in self.ventures)]

    def balance(self, token: str, owner: str) -> int:
        """Of the token, from its storage: it is asked for everybody after every step."""
        if token == ETHER:
            return ether_of(owner)
        return int(boa.env.get_storage(token, slot_at(self.balances, owner)))

    def at(self, number: int) -> tuple[int, Partnership, Node]:
        """One of the partnerships there are."""
        index = number % len(self.ventures)
        return index, self.ventures[index], self.model.nodes[index]

    def token(self, which: int) -> str:
        return self.stage.tokens[which]

    def somebody(self, node: Node, number: int) -> str:
        """One who has, or had, something in that partnership."""
        accounts = [*sorted(node.keys_seen), *sorted(node.keys), self.stage.stranger]
        return accounts[number % len(accounts)]

    # --- steps ---

    def step(
        self,
        expected: Callable[[], Outcome],
        actual: Callable[[], Any],
        by: str | None = None,
        payers: tuple[str, ...] = (),
    ) -> bool:
        """Makes a step, by a stranger unless it is said by whom. `payers`: who agrees to pay by it. Returns whether it
        was done, and not refused."""
        self.agreed = set(payers)
        with boa.env.prank(by or self.stage.stranger):
            try:
                outcome = expected()
            except RefusalError as refusal:
                self.seen[f"refused: {refusal}"] += 1
                with boa.reverts(str(refusal)):
                    actual()
                return False
            got = actual()
        assert outcome is None or got == outcome
        return True

    # --- money ---

    @rule(number=NODE, which=WHICH, amount=AMOUNTS, way=st.sampled_from(["pay", "transfer", "treasury"]))
    def customer_pays(self, number: int, which: int, amount: int, way: str) -> None:
        _, venture, node = self.at(number)
        token, customer = self.token(which), self.stage.customer
        to = node.treasury if way == "treasury" else node.escrow
        self.agreed = {customer}
        self.model.pay_in(token, customer, to, amount)
        with boa.env.prank(customer):
            if way == "pay":
                if token != ETHER:
                    self.stage.token.approve(to, amount)
                venture.escrow.pay(token, amount, bytes(32), value=amount if token == ETHER else 0)
            elif token == ETHER:
                boa.env.execute_code(to_address=to, sender=customer, value=amount)
            else:
                self.stage.token.transfer(to, amount)

    @rule(number=NODE, which=WHICH)
    def anybody_distributes(self, number: int, which: int) -> None:
        _, venture, node = self.at(number)
        token = self.token(which)
        self.step(lambda: node.split(token), lambda: venture.escrow.distribute(token))

    @rule(number=NODE, which=WHICH, who=WHO)
    def anybody_claims(self, number: int, which: int, who: int) -> None:
        index, _, node = self.at(number)
        self.claim(index, self.token(which), self.somebody(node, who))

    @rule(number=NODE)
    def anybody_settles(self, number: int) -> None:
        self.settle(number % len(self.ventures))

    def settle(self, index: int) -> bool:
        """Splits what waits at one node, and has everybody paid. Returns whether there was anything."""
        moved = False
        venture, node = self.ventures[index], self.model.nodes[index]
        for token, book in node.books.items():
            if book.waiting:
                moved = self.step(partial(node.split, token), partial(venture.escrow.distribute, token))
            for key in sorted(node.keys_seen):
                if book.claimable(key):
                    moved = self.claim(index, token, key)
        return moved

    def claim(self, index: int, token: str, account: str) -> bool:
        """To the account itself, or to where it wants to be paid: that may be the escrow of another partnership."""
        venture, node = self.ventures[index], self.model.nodes[index]
        is_done = self.step(
            lambda: self.model.claim(index, token, account), lambda: venture.escrow.claim(token, account)
        )
        self.seen["moved up"] += is_done and any(node.receiver(account) == other.escrow for other in self.model.nodes)
        return is_done

    @rule(number=NODE, which=WHICH, amount=AMOUNTS)
    def money_goes_up(self, number: int, which: int, amount: int) -> None:
        """From one node on, as far as there are links: each step is one of those above."""
        index = number % len(self.ventures)
        self.customer_pays(index, which, amount, "pay")
        for _ in self.ventures:
            self.settle(index)
            self.agreed |= {self.stage.customer}
            above = [
                up for up, node in enumerate(self.model.nodes) if up != index and node.books[self.token(which)].waiting
            ]
            if not above:
                break
            index = above[0]

    # --- votes and people ---

    @rule(number=NODE, who=WHO, more=st.integers(1, 100))
    def a_vote_raises_units(self, number: int, who: int, more: int) -> None:
        _, venture, node = self.at(number)
        keys = sorted(node.units)
        key = keys[who % len(keys)]
        units = node.units[key] + more
        holder = node.holder(key)
        self.step(
            lambda: node.set_units(key, units),
            lambda: venture.membership.set_shares(holder, 1, units),
            by=node.treasury,
        )

    @rule(number=NODE, reserve_bps=st.sampled_from([0, 700, 5_000]))
    def a_vote_sets_the_reserve(self, number: int, reserve_bps: int) -> None:
        _, venture, node = self.at(number)
        self.step(
            lambda: node.set_reserve(reserve_bps), lambda: venture.escrow.set_reserve(reserve_bps), by=node.treasury
        )

    @rule(number=NODE, who=st.integers(0, 2), heir=st.integers(0, 2))
    def somebody_moves(self, number: int, who: int, heir: int) -> None:
        _, venture, node = self.at(number)
        key, to = self.stage.people[who].address, self.stage.heirs[heir]
        account = node.holder(key)
        if to in node.keys or to in node.touched:
            return
        self.agreed = set()
        with boa.env.prank(account):
            venture.membership.offer_seat(to)
        agreed = conditions(venture, account)
        self.seen["moved"] += self.step(
            lambda: node.move_seat(account, to), lambda: venture.membership.take_seat(account, agreed), by=to
        )

    @rule(number=NODE, who=NODE, up=st.booleans())
    def a_partner_that_is_a_partnership_is_paid_in_its_escrow(self, number: int, who: int, up: bool) -> None:
        _, venture, node = self.at(number)
        _, _, member = self.at(who)
        if member.treasury not in node.units:
            return
        to = member.escrow if up else member.treasury
        self.step(
            lambda: node.set_payout(member.treasury, to), lambda: venture.escrow.set_payout(to), by=member.treasury
        )

    @rule(seconds=st.one_of(st.integers(1, DAY), st.sampled_from([7 * DAY, 30 * DAY, 31 * DAY, 90 * DAY])))
    def time_passes(self, seconds: int) -> None:
        self.agreed = set()
        boa.env.time_travel(seconds=seconds)
        self.model.travel(boa.env.timestamp)

    # --- ends ---

    @rule(number=NODE, rarely=st.integers(0, 3))
    def a_vote_winds_up(self, number: int, rarely: int) -> None:
        index, venture, node = self.at(number)
        if rarely == 0:
            self.seen["wound up"] += self.step(
                lambda: self.model.wind_up(index), lambda: wind_up(venture), payers=(node.treasury,)
            )

    @rule(number=NODE, which=WHICH)
    def anybody_liquidates(self, number: int, which: int) -> None:
        """It is the treasury that pays: it has agreed to that by winding up."""
        over = [index for index, node in enumerate(self.model.nodes) if node.is_winding_up]
        index, venture, node = self.at(over[number % len(over)] if over else number)
        token = self.token(which)
        self.seen["liquidated later"] += self.step(
            lambda: self.model.liquidate(index, token),
            lambda: venture.partnership.liquidate(token),
            payers=(node.treasury,) if node.is_winding_up else (),
        )

    @rule(number=NODE, which=WHICH, amount=st.sampled_from([1, 10, 10**5]))
    def a_vote_sets_an_end(self, number: int, which: int, amount: int) -> None:
        """Income of a token: from then on it is counted."""
        index, venture, node = self.at(number)
        token = self.token(which)
        if self.step(
            lambda: self.model.set_end(index, token, amount),
            lambda: venture.partnership.set_end_conditions(token, amount, bytes(32)),
            by=node.treasury,
        ):
            self.seen["set an end"] += 1

    @rule(number=NODE)
    def anybody_ends_it(self, number: int) -> None:
        aimed = sorted(self.model.ends)
        index, venture, node = self.at(aimed[number % len(aimed)] if aimed else number)
        payers = (node.treasury,) if self.model.may_end(index) else ()
        self.seen["ended by its income"] += self.step(
            lambda: self.model.wind_up_at_end(index), venture.partnership.wind_up_at_end, payers=payers
        )

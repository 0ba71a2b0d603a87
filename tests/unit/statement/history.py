"""Anything that can happen to an escrow, at random: whatever it refuses has not happened."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import boa

from tests.kit.boa_session import BoaSession
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import created_by
from tests.kit.house import Partnership
from tests.kit.links import LinkTerms, agree, offer
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_roster, by_vote


class History:
    """Things that happen to `company`, with two tokens beside ether, one of them listed."""

    def __init__(
        self, seed: int, company: Partnership, tokens: list[Any], people: list[str], session: BoaSession
    ) -> None:
        self.random = Random(seed)
        self.session = session
        self.company = company
        self.escrow = company.escrow
        self.contracts = {token.address: token for token in tokens}
        self.tokens = [ETHER, *self.contracts]
        self.people = people
        self.above: list[str] = []
        """Escrows of sponsors."""
        self.done: list[str] = []

    def go_on(self, steps: int) -> None:
        verbs: list[Callable[[], Any]] = [
            *[self.earn] * 6,
            *[self.distribute] * 3,
            *[self.claim] * 4,
            *[self.pay_out, self.claim_for, self.wait, self.set_units, self.set_vesting] * 2,
            self.set_sponsor,
            *[self.link] * 2,
            *[self.end_link] * 2,
            self.set_rules,
            self.agree,
            self.contribute,
            self.record,
            self.freeze,
            self.unfreeze,
            self.move,
            self.settle,
            self.list_token,
            self.know_token,
            self.issue,
            self.withdraw,
            self.credit,
            self.liquidate,
        ]
        for _ in range(steps):
            verb = self.random.choice(verbs)
            self.session.bundled = self.random.random() < 0.4
            try:
                verb()
            except boa.BoaError:
                continue
            self.done.append(verb.__name__)

    # --- anyone ---

    def earn(self) -> None:
        token, amount = self.token, self.amount
        if self.random.random() < 0.5:
            return self.give(token, self.escrow.address, amount)
        payer = self.someone
        self.give(token, payer, amount)
        self.approve(token, payer, amount)
        with boa.env.prank(payer):
            self.escrow.pay(token, amount, self.reference, value=amount if token == ETHER else 0)
        return None

    def distribute(self) -> None:
        self.escrow.distribute(self.token)

    def settle(self) -> None:
        self.escrow.settle(self.token)

    def claim(self) -> None:
        if self.random.random() < 0.3:
            self.escrow.claim_many(self.random.sample(self.tokens, 2), self.someone)
        else:
            self.escrow.claim(
                self.token, self.random.choice([*self.people, *self.above, self.company.partnership.address])
            )

    def claim_for(self) -> None:
        self.escrow.claim_for(self.token, self.random.sample(self.people, 3))

    def pay_out(self) -> None:
        holders = sorted((who for who in self.people if self.escrow.units_of(who)), key=lambda who: int(who, 16))
        self.escrow.pay_out(self.token, holders)

    def contribute(self) -> None:
        token, amount, payer = self.token, self.amount, self.someone
        self.give(token, payer, amount)
        self.approve(token, payer, amount)
        with boa.env.prank(payer):
            self.escrow.contribute(token, amount, value=amount if token == ETHER else 0)

    def wait(self) -> None:
        boa.env.time_travel(seconds=self.random.choice([1, 3_600, DAY, 11 * DAY, 40 * DAY]))

    # --- the membership ---

    def set_units(self) -> None:
        with by_roster(self.company):
            self.escrow.set_units(self.someone, self.random.choice([0, 1, 7, 100, 333, 10**6]))

    def move(self) -> None:
        place, new = self.random.randrange(len(self.people)), str(boa.env.generate_address())
        boa.env.set_balance(new, 10**21)
        with by_roster(self.company):
            self.escrow.move_units(self.people[place], new)
        self.people[place] = new

    # --- the partnership ---

    def set_sponsor(self) -> None:
        self.by_vote("set_sponsor", self.someone, self.random.choice([0, 1, 333, 2_000, 5_000]))

    def link(self) -> None:
        """Somebody agrees to a link, paid to itself or to what stands where its escrow would be."""
        ends = self.random.choice([0, boa.env.timestamp + self.random.randint(1, 90 * DAY)])
        price = self.random.choice([0, 1, 10**9])
        terms = LinkTerms(
            self.someone,
            self.random.choice([1, 250, 1_000]),
            self.random.random() < 0.4,
            ends,
            self.random.choice([0, 1, 30]),
            price,
            self.token if price else ETHER,
            self.random.randint(0, 2**20),
        )
        if terms.to_escrow:
            self.above.append(created_by(terms.sponsor, 1))
            boa.env.set_code(self.above[-1], b"\0")
        offer(self.company, terms)
        agree(self.company, terms)

    def end_link(self) -> None:
        links = [entry for entry in self.escrow.links() if entry.is_agreed]
        chosen = self.random.choice(links) if links else None
        if chosen is None:
            return
        way = self.random.choice(["give_link_notice", "buy_out_link", "end_link", "waive_link"])
        if way == "waive_link":
            owners = [who for who in self.people if self.escrow.is_linked(chosen.tag, who)]
            with boa.env.prank(owners[0] if owners else chosen.credited):
                self.escrow.waive_link(chosen.tag)
        elif way == "buy_out_link":
            token, price = str(chosen.price_token), int(chosen.price)
            self.give(token, self.company.partnership.address, price)
            self.approve(token, self.company.partnership.address, price)
            with by_vote(self.company):
                self.escrow.buy_out_link(chosen.tag, price, value=price if token == ETHER else 0)
        else:
            self.by_vote(way, chosen.tag)

    def set_rules(self) -> None:
        if self.random.random() < 0.5:
            self.by_vote("set_reserve", self.random.choice([0, 1, 1_000, 3_333, 10_000]))
        else:
            self.by_vote("set_recoupment", self.random.choice([0, 1, 2]))

    def agree(self) -> None:
        self.by_vote("agree_contribution", self.someone, self.token, self.amount)

    def record(self) -> None:
        self.by_vote("record_contribution", self.someone, self.token, self.amount // 3, b"work".ljust(32, b"\0"))

    def set_vesting(self) -> None:
        today = boa.env.timestamp // DAY
        start = today + self.random.randint(-30, 30)
        cliff = start + self.random.randint(0, 60)
        units = self.random.choice([0, 5, 100, 400])
        someone = self.someone
        with by_vote_with_yes(self.company, someone):
            self.escrow.set_vesting(someone, units, start, cliff, cliff + self.random.randint(1, 400))

    def freeze(self) -> None:
        until = boa.env.timestamp + self.random.randint(1, 180 * DAY)
        self.by_vote("freeze", self.token, self.someone, self.amount // 2, until)

    def unfreeze(self) -> None:
        self.by_vote("unfreeze", self.token, self.someone)

    def list_token(self) -> None:
        self.by_vote(self.random.choice(["list_token", "unlist_token"]), self.random.choice(list(self.contracts)))

    def issue(self) -> None:
        due = boa.env.timestamp + self.random.randint(1, 60 * DAY)
        self.by_vote("issue_invoice", self.reference, self.token, self.amount, due)

    def withdraw(self) -> None:
        self.by_vote("withdraw_invoice", self.reference)

    def credit(self) -> None:
        self.out_of_treasury("credit", self.someone)

    def liquidate(self) -> None:
        self.out_of_treasury("liquidate")

    def out_of_treasury(self, function: str, *account: str) -> None:
        token, amount = self.token, self.amount
        self.give(token, self.company.partnership.address if token == ETHER else self.escrow.address, amount)
        with by_vote(self.company):
            getattr(self.escrow, function)(token, *account, amount, value=amount if token == ETHER else 0)

    def know_token(self) -> None:
        self.by_vote("know_token", self.token)

    # --- what it takes ---

    @property
    def reference(self) -> bytes:
        return self.random.choice([b"INV", b"INV-2", b"INV-3"]).ljust(32, b"\0")

    @property
    def token(self) -> str:
        return self.random.choice(self.tokens)

    @property
    def someone(self) -> str:
        return self.random.choice(self.people)

    @property
    def amount(self) -> int:
        return self.random.choice([1, 2, 3, 10, 1_000, 10**6 + 1, 10**18 + 7, self.random.randint(1, 10**20)])

    def by_vote(self, function: str, *arguments: Any) -> None:
        with by_vote(self.company):
            getattr(self.escrow, function)(*arguments)

    def give(self, token: str, to: str, amount: int) -> None:
        if token == ETHER:
            boa.env.set_balance(to, boa.env.get_balance(to) + amount)
        else:
            self.contracts[token].mint(to, amount)

    def approve(self, token: str, payer: str, amount: int) -> None:
        if token != ETHER:
            with boa.env.prank(payer):
                self.contracts[token].approve(self.escrow.address, amount)

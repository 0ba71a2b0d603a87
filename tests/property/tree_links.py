"""Links of a tree: offered, agreed to, and ended in every way; and what is tried by who may not."""

from __future__ import annotations

from functools import partial
from typing import Any

import boa
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.kit.links import LinkTerms
from tests.kit.numbers import DAY, ETHER
from tests.property.tree_books import Node
from tests.property.tree_stage import Shape
from tests.property.tree_steps import NODE, WHICH, WHO, Steps, shapes

MOST_LINKS = 8
ITSELF = 17
SHARES = st.sampled_from([1, 250, 1_000, 3_333, 6_000])
DAYS = st.sampled_from([0, 1, 30, 90])
PRICES = st.sampled_from([0, 0, 1, 10**5, 10**18])


LINK = st.fixed_dictionaries(
    {
        "number": NODE,
        "who": WHO,
        "share": SHARES,
        "up": st.booleans(),
        "end": st.sampled_from([0, 0, 5, 60]),
        "days": DAYS,
        "price": PRICES,
        "which": WHICH,
        "copy": st.integers(0, 1),
    }
)


class LinkSteps(Steps):
    """The links. `terms` of all that was ever offered stay known, so that each is tried again."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[tuple[int, LinkTerms]] = []

    @initialize(drawn=shapes(), links=st.lists(LINK, min_size=2, max_size=MOST_LINKS))
    def begin(self, drawn: list[Shape], links: list[dict[str, Any]]) -> None:
        self.set_up(drawn)
        for link in links:
            self.a_vote_offers({**link, "copy": 0})

    def sponsor_at(self, index: int, number: int) -> str:
        """Partnerships of the tree most of all: its links may run in a circle, but hardly ever from one to itself."""
        treasuries = [node.treasury for node in self.model.nodes]
        others = [*self.stage.outsiders, self.stage.people[0].address]
        pool = [*treasuries[:index], *treasuries[index + 1 :], *others]
        return treasuries[index] if number == ITSELF else pool[number % len(pool)]

    def is_partnership(self, account: str) -> bool:
        return any(node.treasury == account for node in self.model.nodes)

    def tag_of(self, index: int, terms: LinkTerms) -> int:
        return int(self.ventures[index].escrow.link_hash(terms.abi())[1])

    @rule(link=LINK)
    def a_vote_offers(self, link: dict[str, Any]) -> None:
        """Every other sponsor agrees at once."""
        index, venture, node = self.at(link["number"])
        price = link["price"]
        terms = LinkTerms(
            sponsor=self.sponsor_at(index, link["who"]),
            share_bps=link["share"],
            to_escrow=link["up"],
            ends=self.model.now + link["end"] * DAY if link["end"] else 0,
            notice_days=link["days"],
            price=price,
            price_token=self.token(link["which"]) if price else ETHER,
            number=link["copy"],
        )
        if self.step(
            lambda: self.model.offer(index, terms), lambda: venture.escrow.offer_link(terms.abi()), by=node.treasury
        ):
            self.terms.append((index, terms))
            if link["copy"] == 0:
                self.sponsor_agrees(len(self.terms) - 1)

    @rule(which=WHO)
    def a_vote_withdraws(self, which: int) -> None:
        if not self.terms:
            return
        index, terms = self.terms[which % len(self.terms)]
        _, venture, node = self.at(index)
        terms_hash = venture.escrow.link_hash(terms.abi())[0]
        self.step(
            lambda: self.model.withdraw(index, terms),
            lambda: venture.escrow.withdraw_offer(terms_hash),
            by=node.treasury,
        )

    @rule(which=WHO)
    def sponsor_agrees(self, which: int) -> None:
        """Some a second time, too late, or to what was taken back."""
        if not self.terms:
            return
        index, terms = self.terms[which % len(self.terms)]
        _, venture, node = self.at(index)
        tag, by = self.tag_of(index, terms), node.holder(node.key(terms.sponsor))
        self.seen["agreed"] += self.step(
            lambda: self.model.agree(index, terms, tag, by), lambda: venture.escrow.agree_link(terms.abi()), by=by
        )

    @rule(which=WHO, who=WHO)
    def one_side_alone_makes_no_link(self, which: int, who: int) -> None:
        """The project agrees in the sponsor's place, or somebody else does; the sponsor, to what nobody offered."""
        if not self.terms:
            return
        index, terms = self.terms[which % len(self.terms)]
        _, venture, node = self.at(index)
        other = self.somebody(node, who)
        by = node.holder(node.key(terms.sponsor))
        better = LinkTerms(**{**vars(terms), "share_bps": terms.share_bps + 1})
        for caller, tried in ((node.treasury, terms), (other, terms), (by, better)):
            if caller != node.holder(node.key(tried.sponsor)) or (index, tried) not in self.model.offers:
                tag = self.tag_of(index, tried)
                assert not self.step(
                    partial(self.model.agree, index, tried, tag, caller),
                    partial(venture.escrow.agree_link, tried.abi()),
                    by=caller,
                )

    # --- how they end ---

    def a_link(self, number: int, *, priced: bool = False) -> tuple[int, int]:
        """Whose it is, and its tag; one of no link where there is none."""
        found = [
            (index, tag)
            for index, node in enumerate(self.model.nodes)
            for tag, link in sorted(node.links.items())
            if link.price or not priced
        ]
        return found[number % len(found)] if found else (0, 1)

    def side(self, index: int, node: Node, tag: int, number: int) -> str:
        """Mostly one of the two sides."""
        sponsor = self.model.sponsor_of(index, tag) if tag in node.links else self.stage.outsiders[0]
        return [sponsor, node.treasury, sponsor, node.treasury, self.stage.stranger][number % 5]

    @rule(which=WHO, who=WHO)
    def one_gives_notice(self, which: int, who: int) -> None:
        index, tag = self.a_link(which)
        _, venture, node = self.at(index)
        by = self.side(index, node, tag, who)
        self.seen["notice"] += self.step(
            lambda: self.model.give_notice(index, tag, by), lambda: venture.escrow.give_link_notice(tag), by=by
        )

    @rule(which=WHO, tries=st.integers(0, 3))
    def one_waives(self, which: int, tries: int) -> None:
        index, tag = self.a_link(which)
        _, venture, node = self.at(index)
        by = self.side(index, node, tag, 1 if tries == 0 else 0)
        self.seen["waived"] += self.step(
            lambda: self.model.waive(index, tag, by), lambda: venture.escrow.waive_link(tag), by=by
        )

    @rule(which=WHO)
    def anybody_clears_away(self, which: int) -> None:
        self.clear(*self.a_link(which))

    def clear(self, index: int, tag: int) -> None:
        self.seen["cleared"] += self.step(
            lambda: self.model.clear(index, tag), lambda: self.ventures[index].escrow.end_link(tag)
        )

    @rule(which=WHO, much=st.sampled_from([-1, 0, 0, 0, 7]), gift=st.integers(0, 3), tries=st.integers(0, 3))
    def a_vote_buys_out(self, which: int, much: int, gift: int, tries: int) -> None:
        """Out of what the treasury has; income that waits is split with the sponsor first. Others cannot."""
        index, tag = self.a_link(which, priced=True)
        _, venture, node = self.at(index)
        link = node.links.get(tag)
        token, amount = (link.price_token, link.price + much) if link and link.price else (ETHER, 0)
        held = self.model.purses[token, node.treasury]
        if amount > held:
            if gift == 0:
                return
            self.customer_pays(index, self.stage.tokens.index(token), amount - held, "treasury")
            assert self.model.purses[token, node.treasury] == amount
        by = self.stage.stranger if tries == 0 else node.treasury
        if token != ETHER and amount > 0:
            with boa.env.prank(node.treasury):
                self.stage.token.approve(node.escrow, amount)
        value = max(amount, 0) if token == ETHER and tries else 0
        self.seen["bought out"] += self.step(
            lambda: self.model.buy_out(index, tag, amount, by),
            lambda: venture.escrow.buy_out_link(tag, max(amount, 0), value=value),
            by=by,
            payers=(node.treasury, self.stage.customer) if tries else (self.stage.customer,),
        )

"""What a tree of partnerships should do: whose money is where, and which links run between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.kit.links import LinkTerms
from tests.kit.numbers import DAY, ETHER
from tests.property.model_rules import refuse
from tests.property.tree_books import BPS, Link, Node

OFFER_DAYS = 30
MOST_LINKS = 8


@dataclass
class Tree:
    """Time is `now`, in unix seconds. Accounts are addresses."""

    nodes: list[Node]
    max_sponsors_bps: int
    now: int = 0
    purses: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(token, account) => what an account that is no escrow has more than in the beginning."""
    paid_in: Counter[str] = field(default_factory=Counter)
    """Token => what customers have paid, to whichever account of the tree."""
    offers: dict[tuple[int, LinkTerms], int] = field(default_factory=dict)
    """(node, terms) => last moment to agree."""
    ends: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Node => income of which token ends it, and at how much of all that is counted."""

    def travel(self, now: int) -> None:
        self.now = now
        for node in self.nodes:
            node.now = now

    # --- money ---

    def arrive(self, token: str, account: str, amount: int) -> None:
        """An escrow has income by it, whoever it comes from."""
        for node in self.nodes:
            if node.escrow == account:
                node.books[token].received += amount
                return
        self.purses[token, account] += amount

    def pay_in(self, token: str, customer: str, account: str, amount: int) -> None:
        self.paid_in[token] += amount
        self.purses[token, customer] -= amount
        self.arrive(token, account, amount)

    def claim(self, index: int, token: str, who: str) -> int:
        node = self.nodes[index]
        amount = node.pay(token, who)
        self.arrive(token, node.receiver(who), amount)
        return amount

    # --- links ---

    def offer(self, index: int, terms: LinkTerms) -> None:
        node = self.nodes[index]
        refuse(terms.sponsor in (node.treasury, node.escrow), "escrow: not a sponsor")
        refuse(terms.ends != 0 and terms.ends <= self.now, "escrow: end is past")
        refuse(terms.to_escrow and self._escrow_of(terms.sponsor) is None, "escrow: sponsor has no escrow")
        refuse(node.is_winding_up, "escrow: winding up")
        self.offers[index, terms] = self.now + OFFER_DAYS * DAY

    def withdraw(self, index: int, terms: LinkTerms) -> None:
        refuse((index, terms) not in self.offers, "escrow: link not offered")
        del self.offers[index, terms]

    def agree(self, index: int, terms: LinkTerms, tag: int, by: str) -> None:
        node = self.nodes[index]
        refuse(node.holder(node.key(terms.sponsor)) != by, "escrow: not its sponsor")
        refuse(node.is_winding_up, "escrow: winding up")
        refuse((index, terms) not in self.offers, "escrow: link not offered")
        refuse(self.now > self.offers[index, terms], "escrow: offer is over")
        refuse(terms.ends != 0 and terms.ends <= self.now, "escrow: end is past")
        total = terms.share_bps + sum(link.share_bps for link in node.links.values())
        refuse(tag in node.links, "escrow: link runs already")
        refuse(total > BPS, "escrow: sponsors above 100%")
        refuse(total > self.max_sponsors_bps, "escrow: above the deal's sponsors")
        refuse(len(node.links) == MOST_LINKS, "escrow: too many sponsors")
        del self.offers[index, terms]
        node.settle()
        node.links[tag] = Link(
            tag=tag,
            sponsor=node.key(by),
            credited=(self._escrow_of(by) if terms.to_escrow else None) or node.key(by),
            share_bps=terms.share_bps,
            ends=terms.ends or None,
            notice_days=terms.notice_days,
            price=terms.price,
            price_token=terms.price_token,
            to_escrow=terms.to_escrow,
        )

    def sponsor_of(self, index: int, tag: int) -> str:
        """Who holds a link now."""
        node = self.nodes[index]
        return node.holder(node.links[tag].sponsor)

    def give_notice(self, index: int, tag: int, by: str) -> None:
        node, link = self.nodes[index], self._running(index, tag)
        refuse(by not in (node.treasury, self.sponsor_of(index, tag)), "escrow: not a side of it")
        ends = self.now + link.notice_days * DAY
        refuse(link.ends is not None and ends >= link.ends, "escrow: link ends before")
        node.settle()
        link.ends = ends

    def waive(self, index: int, tag: int, by: str) -> None:
        self._running(index, tag)
        refuse(by != self.sponsor_of(index, tag), "escrow: not its sponsor")
        self.nodes[index].settle()
        del self.nodes[index].links[tag]

    def buy_out(self, index: int, tag: int, amount: int, by: str) -> None:
        node = self.nodes[index]
        refuse(by != node.treasury, "escrow: not the partnership")
        link = self._running(index, tag)
        refuse(link.price == 0, "escrow: no buy-out agreed")
        refuse(amount <= 0 and link.price_token != ETHER, "tokens: nothing arrived")
        refuse(amount < link.price, "escrow: less than the price")
        self.purses[link.price_token, node.treasury] -= amount
        book = node.books[link.price_token]
        book.received += amount
        book.bought += amount
        book.credited[link.credited] += amount
        node.settle()
        del node.links[tag]

    def clear(self, index: int, tag: int) -> None:
        node = self.nodes[index]
        refuse(tag not in node.links, "escrow: no such link")
        refuse(node.links[tag].earns(self.now), "escrow: link still runs")
        del node.links[tag]

    def _running(self, index: int, tag: int) -> Link:
        node = self.nodes[index]
        refuse(tag not in node.links, "escrow: no such link")
        refuse(not node.links[tag].earns(self.now), "escrow: link has ended")
        return node.links[tag]

    def _escrow_of(self, account: str) -> str | None:
        return next((node.escrow for node in self.nodes if node.treasury == account), None)

    # --- the end ---

    def wind_up(self, index: int) -> None:
        node = self.nodes[index]
        refuse(node.is_winding_up, "membership: not in force")
        node.is_winding_up = True
        for token in node.tokens:
            self._liquidate(node, token)

    def liquidate(self, index: int, token: str) -> int:
        node = self.nodes[index]
        refuse(not node.is_winding_up, "winding up: has not begun")
        amount = self._liquidate(node, token)
        refuse(amount == 0, "winding up: nothing to send")
        return amount

    def _liquidate(self, node: Node, token: str) -> int:
        amount = self.purses[token, node.treasury]
        self.purses[token, node.treasury] = 0
        if amount:
            node.liquidate(token, amount)
        return amount

    def set_end(self, index: int, token: str, amount: int) -> None:
        """So much income of the token from now on gives anybody the right to wind up."""
        node = self.nodes[index]
        refuse(node.is_winding_up, "membership: not in force")
        node.count_income(token)
        self.ends[index] = (token, node.income(token) + amount)

    def may_end(self, index: int) -> bool:
        node = self.nodes[index]
        if node.is_winding_up or index not in self.ends:
            return False
        token, amount = self.ends[index]
        return node.income(token) >= amount

    def wind_up_at_end(self, index: int) -> None:
        refuse(self.nodes[index].is_winding_up, "membership: not in force")
        refuse(not self.may_end(index), "winding up: no end has come")
        self.wind_up(index)

    # --- sums ---

    def held(self, token: str) -> int:
        """In all escrows and treasuries."""
        return sum(node.books[token].balance + self.purses[token, node.treasury] for node in self.nodes)

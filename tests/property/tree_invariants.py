"""What is looked at in a tree after every step, and at its end."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.kit.logs import events
from tests.kit.numbers import DAY
from tests.property.tree_books import BPS
from tests.property.tree_links import LinkSteps
from tests.property.tree_steps import NODE, WHICH

LATER = 61 * DAY  # some links have ended by then, and not all
EVERY = 3  # how many steps from one look at a node to the next
ROUNDS = 10
"""Of settling, in the end: a circle of links leaves a fraction of what goes round, each time."""


class Trees(LinkSteps):
    """Every node, in turn; every purse, always."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0
        self.last: dict[tuple[str, str], int] = {}

    @invariant()
    def only_who_agreed_has_paid(self) -> None:
        """No account has less than before, but who agreed to the step that was made; and each has what it should."""
        for token in self.stage.tokens:
            for account in self.purses if self.ventures else ():
                now = self.balance(token, account)
                assert now >= self.last.get((token, account), 0) or account in self.agreed
                assert now == self.begun[token, account] + self.model.purses[token, account]
                self.last[token, account] = now

    @invariant()
    def nothing_is_lost_on_the_way(self) -> None:
        """All that was paid in, by customers, was paid out, to people, or is held by an escrow or a treasury."""
        for token in self.stage.tokens if self.ventures else ():
            treasuries = {node.treasury for node in self.model.nodes}
            people = [who for who in self.purses if who not in treasuries and who != self.stage.customer]
            paid_out = sum(self.balance(token, who) - self.begun[token, who] for who in people)
            held = sum(
                self.balance(token, node.escrow) + self.balance(token, node.treasury) for node in self.model.nodes
            )
            spent = self.begun[token, self.stage.customer] - self.balance(token, self.stage.customer)
            assert spent == self.model.paid_in[token]
            assert spent == paid_out + held

    @invariant()
    def one_node_is_as_it_should_be(self) -> None:
        self.turn += 1
        if self.ventures and self.turn % EVERY == 0:
            turn = self.turn // EVERY
            self.check(turn % len(self.ventures), turn // len(self.ventures) % 2)

    def check(self, index: int, which: int) -> None:
        """I1 to I5 of one token, and the links."""
        node, escrow = self.model.nodes[index], self.ventures[index].escrow
        token = self.token(which)
        book = node.books[token]
        owed, balance = int(escrow.owed(token)), self.balance(token, node.escrow)
        assert balance >= owed  # I1
        assert owed == book.owed
        assert balance == book.balance  # I3
        assert escrow.undistributed(token) == book.waiting
        keys = sorted(node.keys_seen)
        claimable = {key: int(escrow.claimable(token, key)) for key in keys}
        assert claimable == {key: book.claimable(key) for key in keys}  # I4, I5
        assert 0 <= owed - sum(claimable.values()) < len(keys)  # I2
        for former, key in node.keys.items():  # whichever account of a seat is asked for
            assert escrow.claimable(token, former) == claimable.get(key, 0)
        assert escrow.income_of(token) == node.income(token)
        shown = {link.tag: (link.sponsor, link.share_bps, link.ends or None) for link in escrow.links()}
        assert shown == {
            tag: (self.model.sponsor_of(index, tag), link.share_bps, link.ends) for tag, link in node.links.items()
        }
        for tag, link in node.links.items():
            assert escrow.is_linked(tag, self.model.sponsor_of(index, tag)) == link.earns(self.model.now)

    @rule(number=NODE, which=WHICH, amount=st.one_of(st.integers(1, 50), st.integers(1, 10**19)))
    def one_split_is_measured(self, number: int, which: int, amount: int) -> None:
        """I13, by what is logged: a sponsor has its share of all of it, less than a wei off, after its end nothing."""
        self.customer_pays(number, which, amount, "transfer")
        _, venture, node = self.at(number)
        token, waiting = self.token(which), node.books[self.token(which)].waiting
        running = [link for link in node.links.values() if link.earns(self.model.now)]
        self.step(lambda: node.split(token), lambda: venture.escrow.distribute(token), payers=(self.stage.customer,))
        logged = [fields["amount"] for _, name, fields in events(venture.escrow) if name == "SponsorCredited"]
        parts = [waiting * link.share_bps // BPS for link in running]
        assert sorted(logged) == sorted(part for part in parts if part)
        for link, part in zip(running, parts, strict=True):
            assert 0 <= Fraction(waiting * link.share_bps, BPS) - part < 1
        self.seen["measured"] += bool(parts)

    def finish(self) -> None:
        """Everybody settles and claims, again and again; what is left is less than one wei for each who has anything,
        where no money goes round in a circle."""
        last = len(self.ventures) - 1
        if self.ventures:  # also a history of few steps has something to look at
            self.a_vote_sets_an_end(last, 0, 1)
            self.time_passes(LATER)
        for index in range(len(self.ventures)):
            self.check(index, 1)
            self.one_split_is_measured(index, 0, 10_007)
            self.only_who_agreed_has_paid()
        for index, node in enumerate(self.model.nodes):
            for tag in [tag for tag, link in node.links.items() if not link.earns(self.model.now)]:
                self.clear(index, tag)
        if last in self.model.ends:
            self.anybody_ends_it(sorted(self.model.ends).index(last))
            self.only_who_agreed_has_paid()
        for _ in range(ROUNDS):
            if sum(self.settle(index) for index in range(len(self.ventures))) == 0:
                self.seen["settled to the end"] += 1
                for node in self.model.nodes:
                    for book in node.books.values():
                        assert book.balance < len(node.keys_seen)
                break
        self.only_who_agreed_has_paid()
        self.nothing_is_lost_on_the_way()
        for index in range(len(self.ventures)):
            for which in (0, 1):
                self.check(index, which)
        super().finish()

"""A project buys its sponsor out, or gives it notice; afterwards no right of the former sponsor is left there.

A sponsor that is a partnership has a link that is paid to its escrow, matters that end with the link, one that does
not, a floor, a mandate, and has said yes or no to proposals. What is left of that is looked for in what executes, in
the views, and in storage: by the known keys, and in every slot there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.chain import storage_of
from tests.kit.clock import travel_to
from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import Action, House, Partnership
from tests.kit.links import LinkTerms
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, ORDINARY
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.promises import Matter
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import pay_call

COIN = 10**18
PRICE = 3 * COIN
NOTICE_DAYS = 90
SUPPLIER = "0x" + "51" * 20


@dataclass
class Spinout:
    """A project, its sponsor, and what ties them."""

    project: Partnership
    sponsor: Partnership
    terms: LinkTerms
    tag: int
    matter: Matter
    """On payments of ether; it ends with the link."""

    @property
    def account(self) -> str:
        return str(self.sponsor.partnership.address)

    def by_sponsor(self, action: Action, text: str) -> None:
        """As its own vote decides."""
        self.sponsor.decide([action], text)

    def by_project(self, action: Action, text: str) -> None:
        self.project.decide([action], text)

    def call(self, name: str, *arguments: object) -> Action:
        """At the project's escrow."""
        escrow = self.project.escrow
        return (escrow.address, 0, getattr(escrow, name).prepare_calldata(*arguments))

    def own_call(self, name: str, *arguments: object) -> Action:
        """Of the project itself."""
        own = self.project.partnership
        return (own.address, 0, getattr(own, name).prepare_calldata(*arguments))

    def earned(self, amount: int = 10 * COIN) -> int:
        """What the sponsor gets of an income."""
        escrow = self.project.escrow
        before = int(escrow.claimable(ETHER, self.sponsor.escrow.address))
        arrive(escrow, ETHER, amount)
        escrow.distribute(ETHER)
        return int(escrow.claimable(ETHER, self.sponsor.escrow.address)) - before

    def propose_payment(self, text: str) -> int:
        """A payment that has passed, of one wei."""
        return self.project.pass_proposal([pay_call(SUPPLIER, 1)], text)

    def pay(self, text: str) -> None:
        self.project.execute([pay_call(SUPPLIER, 1)], text)

    def buy_out(self) -> None:
        """The price is a payment of ether, which the sponsor has a say on: its silence takes ten days."""
        made = boa.env.timestamp
        action = (self.project.escrow.address, PRICE, self.call("buy_out_link", self.tag, PRICE)[2])
        self.project.pass_proposal([action], "buy the sponsor out")
        with refused(self.project, "matters: its holder has time"):
            self.project.execute([action], "buy the sponsor out")
        travel_to(made + 10 * DAY + 1)
        self.project.execute([action], "buy the sponsor out")

    def give_notice(self) -> None:
        """And have it end, and cleared away by anybody."""
        self.by_project(self.call("give_link_notice", self.tag), "give notice")
        ends = boa.env.timestamp + NOTICE_DAYS * DAY
        travel_to(ends)
        assert self.earned() == 2 * COIN  # to its last second
        travel_to(ends + 1)
        self.project.escrow.end_link(self.tag)

    def claim_all(self) -> int:
        return int(self.project.escrow.claim(ETHER, self.sponsor.escrow.address))


@pytest.fixture
def spinout(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> Spinout:
    """The sponsor has a fifth of all income. It has refused one payment and agreed to another one."""
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, replace(LAX, execution_window=200 * DAY)))
    people = [key(name) for name in ("mill", "dyer", "weaver")]
    project = house.spin_up(people, WEIGHTS, UNITS, rules=rules, salt=b"project".ljust(32))
    sponsor = house.spin_up(founders, WEIGHTS, UNITS, salt=b"sponsor".ljust(32))
    for venture in (project, sponsor):
        venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(project.partnership.address, 10 * COIN)
    terms = LinkTerms(sponsor.partnership.address, 2_000, to_escrow=True, notice_days=NOTICE_DAYS, price=PRICE)
    tag = int(project.escrow.link_hash(terms.abi())[1])
    matter = Matter(holder=sponsor.partnership.address, days=10, notice_days=0, link=tag)
    made = Spinout(project, sponsor, terms, tag, matter)
    made.by_project(made.own_call("reserve_matter", matter.abi()), "its say")
    made.by_project(made.call("offer_link", terms.abi()), "offer the link")
    made.by_sponsor(made.call("agree_link", terms.abi()), "agree to the link")
    assert made.earned() == 2 * COIN
    return made


@pytest.fixture(params=["buy_out", "give_notice"])
def way(request: pytest.FixtureRequest) -> Callable[[Spinout], None]:
    """How it becomes independent."""
    return {"buy_out": Spinout.buy_out, "give_notice": Spinout.give_notice}[request.param]


def say_by_vote(spinout: Spinout, proposal: int, agrees: bool) -> None:
    """The sponsor answers on a proposal of the project, as its own vote decides."""
    spinout.by_sponsor(spinout.own_call("consent", proposal, agrees), f"{agrees} to {proposal}")


def test_the_sponsor_has_its_say_as_long_as_the_link_runs(spinout: Spinout) -> None:
    refuses, agrees = spinout.propose_payment("one"), spinout.propose_payment("two")
    say_by_vote(spinout, refuses, False)
    say_by_vote(spinout, agrees, True)
    with refused(spinout.project, "matters: its holder refuses"):
        spinout.pay("one")
    spinout.pay("two")
    assert ether_of(SUPPLIER) == 1


def test_what_was_earned_is_honoured_to_the_wei(spinout: Spinout, way: Callable[[Spinout], None]) -> None:
    """Income that waits in the last second is split with the sponsor; the price comes on top; then nothing more."""
    arrive(spinout.project.escrow, ETHER, 7 * COIN)
    before = 2 * COIN
    way(spinout)
    bought = way is Spinout.buy_out
    expected = before + 7 * COIN // 5 + (PRICE if bought else 2 * COIN)
    assert spinout.earned() == 0
    assert spinout.claim_all() == expected
    assert ether_of(spinout.sponsor.escrow.address) == expected
    assert ether_of(spinout.project.partnership.address) == (7 if bought else 10) * COIN


def test_no_right_is_left(spinout: Spinout, way: Callable[[Spinout], None]) -> None:
    """A no that was said counts for nothing any more, and no new one does; nothing is waited for."""
    project, own, account = spinout.project, spinout.project.partnership, spinout.account
    refused_once = spinout.propose_payment("one")
    say_by_vote(spinout, refused_once, False)
    way(spinout)
    assert project.escrow.links() == []
    assert not project.escrow.is_linked(spinout.tag, account)
    spinout.pay("one")  # in spite of the no
    spinout.propose_payment("two")
    spinout.pay("two")  # at once
    assert ether_of(SUPPLIER) == 2
    for name, arguments, reason in (
        ("agree_link", (spinout.terms.abi(),), "escrow: link not offered"),
        ("give_link_notice", (spinout.tag,), "escrow: no such link"),
        ("waive_link", (spinout.tag,), "escrow: no such link"),
        ("buy_out_link", (spinout.tag, PRICE), "escrow: not the partnership"),
        ("offer_link", (spinout.terms.abi(),), "escrow: not the partnership"),
    ):
        with boa.env.prank(account), refused(project, reason):
            getattr(project.escrow, name)(*arguments)
    # What is left of its say is a record that binds nobody. By vote it goes, too.
    matter = (ETHER, bytes(4), account, bytes(32))
    spinout.by_project(spinout.own_call("give_matter_notice", *matter), "no say")
    boa.env.time_travel(seconds=1)
    own.end_matter(*matter)
    third = spinout.propose_payment("three")
    with boa.env.prank(account), refused(project, "consents: holds no seat"):
        own.consent(third, False)
    spinout.pay("three")
    assert storage_is_clean(spinout, refused_once)
    # Address, partners, history and terms are what they were.
    assert [seat.holder for seat in project.membership.partners(0, 9)] == [each.address for each in project.founders]
    assert own.state(refused_once) == 7
    assert project.membership.current_terms().version == 1


def storage_is_clean(spinout: Spinout, answered: int) -> bool:
    """By the known keys, and then in every slot: nothing names the former sponsor, its escrow or the link."""
    project, account, above = spinout.project, spinout.account, spinout.sponsor.escrow.address
    spinout.claim_all()

    def escrow_word(module: str, variable: str, *keys: int | str) -> int:
        base = slot_of("RevenueEscrow", module, variable)
        return int(boa.env.get_storage(project.escrow.address, slot_at(base, *keys)))

    def own_word(module: str, variable: str, *keys: int | str) -> int:
        base = slot_of("Partnership", module, variable)
        return int(boa.env.get_storage(project.partnership.address, slot_at(base, *keys)))

    terms_hash = int.from_bytes(project.escrow.link_hash(spinout.terms.abi())[0], "big")
    for index in range(8):
        assert escrow_word("sponsors", "_link_words", index) == 0
    assert escrow_word("agreed_links", "_price_words", spinout.tag) == 0
    assert escrow_word("agreed_links", "_offers", terms_hash) == 0
    for key in (account, above):
        assert escrow_word("dues", "_due", ETHER, key) == 0
    for place in range(4):
        for variable in ("_matter_words", "_detail_words", "_arguments"):
            assert own_word("matters", variable, ETHER, 0, place) == 0
    assert own_word("matters", "_reserved_words", 0) == 0
    assert own_word("consents", "_held_outside", account) == 0
    # A no of long ago, on a proposal that was executed all the same.
    assert own_word("consents", "_outside_answers", answered, account) == 2
    for place in (project.partnership.address, project.escrow.address):
        for (_, slot), value in storage_of(place).items():
            digits = f"{value:064x}"
            for named in (account, above):
                assert named[2:].lower() not in digits, f"slot {slot} of {place} still names it"
    return True

"""A line per payment and invoice, and the totals of one partner through all accounts of its seat."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.chain.events import decoder
from polypact.statement import Statement
from polypact.statement.partners import only
from tests.kit.boa_session import BoaSession
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_roster, by_vote
from tests.unit.statement.conftest import Run


def reference(text: str) -> bytes:
    return text.encode().ljust(32, b"\0")


@pytest.fixture
def due() -> int:
    return int(boa.env.timestamp) + 10 * DAY


@pytest.fixture
def issue(company: Partnership, due: int) -> Callable[..., None]:
    def make(name: str, amount: int = 1_000, token: str = ETHER) -> None:
        with by_vote(company):
            company.escrow.issue_invoice(reference(name), token, amount, due)

    return make


@pytest.fixture
def pay(company: Partnership, customer: str) -> Callable[..., None]:
    def make(name: str, amount: int = 1_000) -> None:
        boa.env.set_balance(customer, 10**18)
        with boa.env.prank(customer):
            company.escrow.pay(ETHER, amount, reference(name) if name else bytes(32), value=amount)

    return make


def status_of(made: Statement) -> dict[str, tuple[str, int]]:
    return {
        invoice.reference.rstrip(b"\0").decode(): (invoice.status(made.end), invoice.paid_before(made.end))
        for invoice in made.invoices
    }


def test_invoices_are_told_as_they_stood_at_the_end(
    company: Partnership,
    issue: Callable[..., None],
    pay: Callable[..., None],
    due: int,
    statement: Callable[..., Statement],
) -> None:
    for name in ("open", "paid", "half", "late", "gone", "rest"):
        issue(name)
    pay("paid")
    pay("half", 400)
    pay("rest", 1)
    with by_vote(company):
        company.escrow.withdraw_invoice(reference("gone"))
        company.escrow.withdraw_invoice(reference("rest"))
    before = int(boa.env.timestamp) + 1
    assert status_of(statement()) == {
        "open": ("open", 0),
        "paid": ("paid", 1_000),
        "half": ("part-paid", 400),
        "late": ("open", 0),
        "gone": ("withdrawn", 0),
        "rest": ("part-paid, the rest withdrawn", 1),
    }
    boa.env.time_travel(seconds=11 * DAY)
    pay("late")
    pay("half", 600)
    made = statement()
    assert made.all_problems == []
    assert status_of(made) == {
        "open": ("open, overdue", 0),
        "paid": ("paid", 1_000),
        "half": ("paid late", 1_000),
        "late": ("paid late", 1_000),
        "gone": ("withdrawn", 0),
        "rest": ("part-paid, the rest withdrawn", 1),
    }
    # What was settled before a period is not in it; what came after its end is not counted.
    assert set(status_of(statement(start=before))) == {"open", "half", "late"}
    assert status_of(statement(end=before))["half"] == ("part-paid", 400)
    assert due < made.time


def test_invoice_that_is_issued_again_after_it_was_withdrawn(
    company: Partnership, issue: Callable[..., None], pay: Callable[..., None], statement: Callable[..., Statement]
) -> None:
    issue("INV")
    with by_vote(company):
        company.escrow.withdraw_invoice(reference("INV"))
    issue("INV", 7)
    pay("INV", 9)
    made = statement()
    assert made.all_problems == []
    assert [(each.asked, each.paid, each.status(made.end)) for each in made.invoices] == [
        (1_000, 0, "withdrawn"),
        (7, 9, "paid"),
    ]


@pytest.mark.parametrize("event", ["InvoiceIssued", "RevenuePaid", "InvoiceWithdrawn"])
def test_differs_when_an_event_of_an_invoice_is_missing(
    event: str,
    company: Partnership,
    issue: Callable[..., None],
    pay: Callable[..., None],
    session: BoaSession,
    statement: Callable[..., Statement],
) -> None:
    issue("INV")
    pay("INV", 400)
    with by_vote(company):
        company.escrow.withdraw_invoice(reference("INV"))
    assert statement().adds_up
    topic = bytes.fromhex(decoder("RevenueEscrow").topic(event)[2:])
    session.raw = [log for log in session.raw if log["topics"][0] != topic]
    made = statement()
    # Without the event that issued it there is no invoice to ask for; then its end is an end of nothing.
    assert not made.adds_up


def test_every_payment_is_a_line(
    company: Partnership,
    founders: list[LocalAccount],
    customer: str,
    pay: Callable[..., None],
    statement: Callable[..., Statement],
) -> None:
    pay("INV-1", 1_000)
    pay("", 500)
    boa.env.set_balance(founders[0].address, 10**18)
    with boa.env.prank(founders[0].address):
        company.escrow.contribute(ETHER, 77, value=77)
    company.escrow.distribute(ETHER)
    company.escrow.claim(ETHER, founders[1].address)
    made = statement()
    lines = [(paid.what, paid.account, paid.amount, paid.reference.rstrip(b"\0")) for paid in made.payments]
    mine = company.escrow.units_of(founders[1].address) * (1_500 - made.of(ETHER).tiers.reserve) // 1_000
    assert lines[:2] == [("received", customer, 1_000, b"INV-1"), ("received", customer, 500, b"")]
    assert ("capital received", founders[0].address, 77, b"") in lines
    assert lines[-1] == ("paid", founders[1].address, mine, b"")
    assert [paid.what for paid in only(made, [founders[1].address]).payments] == ["paid"]


@pytest.fixture
def moved(company: Partnership, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> list[str]:
    """A partner that earned with three accounts, one after the other, and was paid with each."""
    accounts = [founders[0].address, key("second").address, key("third").address]
    for old, new in zip(accounts, [*accounts[1:], ""], strict=True):
        boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 1_003)
        company.escrow.distribute(ETHER)
        company.escrow.claim(ETHER, old)
        boa.env.time_travel(seconds=40 * DAY)
        if new:
            with by_roster(company):
                company.escrow.move_units(old, new)
    boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 1_000)
    company.escrow.distribute(ETHER)
    return accounts


def test_a_partner_is_all_accounts_of_its_seat(
    moved: list[str], company: Partnership, statement: Callable[..., Statement]
) -> None:
    made = statement()
    assert made.all_problems == []
    for account in moved:
        assert made.seats.accounts(account) == moved
    own = only(made, moved)
    entry = own.of(ETHER)
    assert [line.account for line in entry.lines] == [moved[-1]]
    assert entry.whole.closing == company.escrow.claimable(ETHER, moved[-1])
    assert entry.whole.remainder == 0
    # Half of the units, of three times 1,003 and once 1,000, less a reserve of a tenth.
    assert entry.tiers.split == (3 * 903 + 900) // 2
    # Each payment in the name of the account that had the seat then.
    assert [paid.account for paid in own.payments] == moved
    assert sum(paid.amount for paid in own.payments) == entry.whole.paid
    assert own.problems == made.problems and own.adds_up


def test_differs_when_nobody_says_that_a_seat_moved(
    moved: list[str], session: BoaSession, statement: Callable[..., Statement]
) -> None:
    topic = bytes.fromhex(decoder("RevenueEscrow").topic("HolderChanged")[2:])
    session.raw = [log for log in session.raw if log["topics"][0] != topic]
    assert not statement().adds_up


def test_partner_that_left_and_came_back(
    company: Partnership, founders: list[LocalAccount], statement: Callable[..., Statement]
) -> None:
    who = founders[1].address
    for units in (300, 0, 120):
        with by_roster(company):
            company.escrow.set_units(who, units)
        boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 10_007)
        company.escrow.distribute(ETHER)
        boa.env.time_travel(seconds=35 * DAY)
    made = statement()
    assert made.all_problems == []
    own = only(made, [who]).of(ETHER)
    # Of 9,007 after the reserve: 300 of 1,000 units, none, 120 of 820.
    credited = [month.tiers.split for month in own.months if month.tiers.split]
    assert credited == [9_007 * 300 // 1_000, 9_007 * 120 // 820]
    assert own.whole.closing == company.escrow.claimable(ETHER, who)


def test_files_have_a_line_each(
    run: Run,
    company: Partnership,
    founders: list[LocalAccount],
    issue: Callable[..., None],
    pay: Callable[..., None],
    tmp_path: Path,
) -> None:
    issue("=HYPERLINK(1)")
    pay("=HYPERLINK(1)", 250)
    company.escrow.distribute(ETHER)
    company.escrow.claim(ETHER, founders[0].address)
    paid, invoices = tmp_path / "payments.csv", tmp_path / "invoices.csv"
    done = run("statement", "harbour", "--payments-csv", str(paid), "--invoices-csv", str(invoices), "--payments")
    assert done.exit_code == 0
    with paid.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["what"], row["amount_smallest_unit"]) for row in rows] == [("received", "250"), ("paid", "112")]
    assert rows[0]["reference"] == "'=HYPERLINK(1)"
    with invoices.open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["expected_smallest_unit"], row["paid_smallest_unit"], row["status"]) == ("1000", "250", "part-paid")
    lines = [line for line in done.stdout.splitlines() if "=HYPERLINK(1)" in line]
    assert len(lines) == 2
    assert rows[0]["transaction"] in lines[0]
    data = json.loads(run("statement", "harbour", "--payments", "--json").stdout)
    assert [line["what"] for line in data["payments"]] == ["received", "paid"]
    assert data["invoices"][0]["status"] == "part-paid"
    assert "payments" not in json.loads(run("statement", "harbour", "--json").stdout)

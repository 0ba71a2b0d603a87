"""RevenueEscrow.issue_invoice, withdraw_invoice, and pay with an invoice's reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.numbers import DAY, ETHER, PROPOSER, TREASURER
from tests.kit.verbs import by_vote, join, lapse_over_terms

NUMBER = b"2026-0017".ljust(32, b"\0")
OTHER = b"2026-0018".ljust(32, b"\0")
MAX_AMOUNT = 2**128 - 1
NO_INVOICE = (ETHER, 0, 0, 0)


@pytest.fixture
def treasurer(partnership: Partnership, outsider: str) -> str:
    """A partner with that role."""
    join(partnership, outsider, role=PROPOSER | TREASURER)
    return outsider


@pytest.fixture
def issue(partnership: Partnership) -> Callable[..., int]:
    """Issues an invoice by vote; returns when it is due."""

    def go(token: Any = ETHER, amount: int = 1_000, reference: bytes = NUMBER, seconds: int = 30 * DAY) -> int:
        due = int(boa.env.timestamp) + seconds
        with by_vote(partnership):
            partnership.escrow.issue_invoice(reference, token, amount, due)
        return due

    return go


@pytest.fixture
def pay(formation: Partnership, customer: str) -> Callable[..., int]:
    def go(amount: int, reference: bytes = NUMBER) -> int:
        with boa.env.prank(customer):
            return int(formation.escrow.pay(ETHER, amount, reference, value=amount))

    return go


def invoice(escrow: Any, reference: bytes = NUMBER) -> tuple[Any, ...]:
    return tuple(escrow.invoice(reference))


def test_expects_a_payment_and_counts_what_is_paid(escrow: Any, issue: Any, pay: Any, customer: str) -> None:
    due = issue()
    assert logged(escrow) == [("InvoiceIssued", NUMBER, ETHER, 1_000, due)]
    assert invoice(escrow) == (ETHER, 1_000, 0, due)
    pay(400)
    assert logged(escrow) == [("RevenuePaid", customer, ETHER, NUMBER, 400)]
    assert invoice(escrow) == (ETHER, 1_000, 400, due)
    boa.env.time_travel(seconds=60 * DAY)
    pay(700)  # late, and too much
    assert invoice(escrow) == (ETHER, 1_000, 1_100, due)
    assert escrow.undistributed(ETHER) == 1_100


def test_counts_what_arrived_of_a_token(escrow: Any, issue: Any, listed: Any, customer: str) -> None:
    due = issue(listed)
    listed.mint(customer, 10_000)
    with boa.env.prank(customer):
        listed.approve(escrow, 10_000)
        received = escrow.pay(listed, 1_000, NUMBER)
    assert received == listed.counts(1_000)
    assert invoice(escrow) == (listed.address, 1_000, received, due)


def test_counts_nothing_of_other_tokens_references_and_plain_transfers(
    escrow: Any, issue: Any, pay: Any, listed: Any
) -> None:
    due = issue(listed)
    issue(reference=OTHER)
    pay(10)
    pay(10, bytes(32))
    pay(10, b"\xff" * 32)
    boa.env.set_balance(escrow.address, 1_000)
    assert invoice(escrow) == (listed.address, 1_000, 0, due)
    assert invoice(escrow, OTHER)[2] == 0
    for reference in (bytes(32), b"\xff" * 32):
        assert invoice(escrow, reference) == NO_INVOICE


def test_a_treasurer_may_and_others_may_not(
    partnership: Partnership, treasurer: str, northwind: str, customer: str, refused: Any
) -> None:
    escrow, due = partnership.escrow, boa.env.timestamp + DAY
    with boa.env.prank(treasurer):
        escrow.issue_invoice(NUMBER, ETHER, 1_000, due)
        escrow.issue_invoice(OTHER, ETHER, 1_000, due)
        escrow.withdraw_invoice(OTHER)
    for caller in (northwind, customer, escrow.address):
        with boa.env.prank(caller):
            with refused("escrow: not a treasurer"):
                escrow.issue_invoice(OTHER, ETHER, 1_000, due)
            with refused("escrow: not a treasurer"):
                escrow.withdraw_invoice(NUMBER)


@pytest.mark.parametrize("end", ["suspended", "expelled", "role taken", "role over", "left", "lapsed"])
def test_t69_refuses_who_is_treasurer_no_more(partnership: Partnership, treasurer: str, refused: Any, end: str) -> None:
    members = partnership.membership
    with by_vote(partnership):
        if end == "suspended":
            members.suspend(treasurer)
        elif end == "expelled":
            members.expel(treasurer)
        elif end == "role taken":
            members.set_role(treasurer, PROPOSER, 0)
        elif end == "role over":
            members.set_role(treasurer, TREASURER, boa.env.timestamp + DAY)
    if end == "lapsed":
        lapse_over_terms(partnership, treasurer)
    if end == "left":
        with boa.env.prank(treasurer):
            members.leave()
    boa.env.time_travel(seconds=DAY)
    if end == "role over":  # the last moment is still good
        with boa.env.prank(treasurer):
            partnership.escrow.issue_invoice(OTHER, ETHER, 1, boa.env.timestamp + DAY)
    boa.env.time_travel(seconds=1)
    with boa.env.prank(treasurer), refused("escrow: not a treasurer"):
        partnership.escrow.issue_invoice(NUMBER, ETHER, 1_000, boa.env.timestamp + DAY)


def test_refuses_invoices_that_make_no_sense(escrow: Any, issue: Any, refused: Any) -> None:
    with refused("escrow: no reference"):
        issue(reference=bytes(32))
    for amount in (0, MAX_AMOUNT + 1):
        with refused("escrow: no amount"):
            issue(amount=amount)
    for seconds in (0, -1, 2**40):
        with refused("escrow: due date has passed"):
            issue(seconds=seconds)
    issue(amount=MAX_AMOUNT)
    with refused("escrow: invoice exists"):
        issue()


def test_withdraws_an_invoice_and_its_reference_may_be_used_again(
    partnership: Partnership, issue: Any, pay: Any, listed: Any
) -> None:
    escrow = partnership.escrow
    issue()
    with by_vote(partnership):
        escrow.withdraw_invoice(NUMBER)
    assert logged(escrow) == [("InvoiceWithdrawn", NUMBER, 1_000)]
    assert invoice(escrow) == NO_INVOICE
    pay(10)
    assert invoice(escrow) == NO_INVOICE
    due = issue(listed, 7)
    assert invoice(escrow) == (listed.address, 7, 0, due)


def test_writes_the_rest_off_when_a_part_was_paid(partnership: Partnership, issue: Any, pay: Any, refused: Any) -> None:
    escrow = partnership.escrow
    due = issue()
    pay(400)
    with by_vote(partnership):
        escrow.withdraw_invoice(NUMBER)
        assert logged(escrow) == [("InvoiceWithdrawn", NUMBER, 600)]
        assert invoice(escrow) == (ETHER, 400, 400, due)
        with refused("escrow: invoice is paid"):
            escrow.withdraw_invoice(NUMBER)
        with refused("escrow: invoice exists"):
            escrow.issue_invoice(NUMBER, ETHER, 1, due)
        with refused("escrow: no such invoice"):
            escrow.withdraw_invoice(OTHER)


def test_t39_counts_up_to_the_bound_and_no_further(escrow: Any, issue: Any, mock: Any, customer: str) -> None:
    token = mock("PlainToken", 0)
    due = issue(token, MAX_AMOUNT)
    token.mint(customer, 2**255)
    with boa.env.prank(customer):
        token.approve(escrow, 2**255)
        for amount in (MAX_AMOUNT - 1, 2, 2**200):
            escrow.pay(token, amount, NUMBER)
    assert invoice(escrow) == (token.address, MAX_AMOUNT, MAX_AMOUNT, due)


def test_refuses_nobodys_payment_when_the_partnership_forms(forming: Partnership, pay: Any, refused: Any) -> None:
    with refused("escrow: not in force"):
        pay(10)

"""RevenueEscrow.pay: revenue with a reference."""

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER
from tests.kit.tokens import cost_of

INVOICE = b"invoice 2026-11".ljust(32, b"\0")

RETURNS_FALSE, TRANSFER_REVERTS, MOVES_NOTHING = 1, 2, 4  # StubbornToken.Mood


@pytest.fixture
def buyer(customer: str, escrow: Any) -> Callable[..., str]:
    """A customer who has some of a token and approved the escrow."""

    def prepare(token: Any, amount: int) -> str:
        token.mint(customer, cost_of(token, amount))
        with boa.env.prank(customer):
            token.approve(escrow, amount)
        return customer

    return prepare


def test_takes_ether_when_it_comes_along(escrow: Any, customer: str) -> None:
    with boa.env.prank(customer):
        assert escrow.pay(ETHER, 1_000, INVOICE, value=1_000) == 1_000
    assert logged(escrow) == [("RevenuePaid", customer, ETHER, INVOICE, 1_000)]
    assert ether_of(escrow.address) == escrow.undistributed(ETHER) == 1_000
    assert escrow.owed(ETHER) == 0


def test_takes_tokens_when_they_are_approved(escrow: Any, listed: Any, buyer: Any) -> None:
    customer = buyer(listed, 1_000)
    before = listed.balanceOf(customer)
    with boa.env.prank(customer):
        assert escrow.pay(listed, 600, INVOICE) == listed.counts(600)
    assert logged(escrow) == [
        *listed.moves(customer, escrow, 600),
        ("RevenuePaid", customer, listed.address, INVOICE, listed.counts(600)),
    ]
    assert listed.balanceOf(customer) == before - listed.costs(600)
    assert listed.balanceOf(escrow) == escrow.undistributed(listed) == listed.lands(600)
    assert escrow.owed(listed) == 0


def test_takes_tokens_when_they_are_not_listed(escrow: Any, unlisted: Any, buyer: Any) -> None:
    with boa.env.prank(buyer(unlisted, 5)):
        assert escrow.pay(unlisted, 5, bytes(32)) == unlisted.counts(5)
    assert escrow.undistributed(unlisted) == unlisted.lands(5)


def test_adds_up_when_paid_twice(escrow: Any, listed: Any, buyer: Any) -> None:
    with boa.env.prank(buyer(listed, 100)):
        escrow.pay(listed, 30, INVOICE)
        assert escrow.pay(listed, 70, INVOICE) == listed.counts(70)
    assert escrow.undistributed(listed) == listed.lands(30) + listed.lands(70)


def test_refuses_when_the_partnership_forms(forming: Partnership, customer: str, refused: Any) -> None:
    with boa.env.prank(customer), refused("escrow: not in force"):
        forming.escrow.pay(ETHER, 1_000, INVOICE, value=1_000)


def test_refuses_when_the_formation_has_failed(failed: Partnership, customer: str, refused: Any) -> None:
    with boa.env.prank(customer), refused("escrow: not in force"):
        failed.escrow.pay(ETHER, 1_000, INVOICE, value=1_000)


def test_refuses_when_the_amount_is_zero(escrow: Any, customer: str, refused: Any) -> None:
    with boa.env.prank(customer), refused("escrow: nothing to pay"):
        escrow.pay(ETHER, 0, INVOICE)


@pytest.mark.parametrize("sent", [0, 999, 1_001])
def test_refuses_when_the_ether_is_not_the_amount(escrow: Any, customer: str, refused: Any, sent: int) -> None:
    with boa.env.prank(customer), refused("tokens: ether sent is not amount"):
        escrow.pay(ETHER, 1_000, INVOICE, value=sent)


def test_refuses_when_ether_comes_with_a_token(escrow: Any, listed: Any, buyer: Any, refused: Any) -> None:
    with boa.env.prank(buyer(listed, 10)), refused("tokens: ether sent with a token"):
        escrow.pay(listed, 10, INVOICE, value=1)


def test_passes_the_reason_on_when_the_allowance_is_too_small(
    escrow: Any, listed: Any, buyer: Any, refused: Any
) -> None:
    with boa.env.prank(buyer(listed, 10)), refused(listed.refusal("token: allowance too small")):
        escrow.pay(listed, 11, INVOICE)


def test_t29_what_arrived_is_credited_when_token_takes_a_fee(
    escrow: Any, mock: Any, buyer: Any, northwind: str
) -> None:
    token = mock("FeeToken", 250)
    customer = buyer(token, 1_000)
    with boa.env.prank(customer):
        assert escrow.pay(token, 1_000, INVOICE) == 975
    assert logged(escrow)[-1] == ("RevenuePaid", customer, token.address, INVOICE, 975)
    assert escrow.distribute(token) == 975
    assert escrow.claimable(token, northwind) == 487


def test_t29_refuses_when_the_fee_takes_everything(escrow: Any, mock: Any, buyer: Any, state: Any) -> None:
    token = mock("FeeToken", 10_000)
    customer = buyer(token, 1_000)
    before = state()
    with boa.env.prank(customer), boa.reverts("tokens: nothing arrived"):
        escrow.pay(token, 1_000, INVOICE)
    assert state() == before
    assert token.balanceOf(customer) == 1_000


def test_t31_takes_a_token_that_returns_nothing(escrow: Any, mock: Any, buyer: Any, eastport: str) -> None:
    token = mock("NoReturnToken")
    with boa.env.prank(buyer(token, 1_000)):
        assert escrow.pay(token, 1_000, INVOICE) == 1_000
    escrow.distribute(token)
    assert escrow.claim(token, eastport) == 300
    assert token.balanceOf(eastport) == 300


def test_t31_refuses_when_the_token_returns_false(escrow: Any, mock: Any, buyer: Any) -> None:
    token = mock("StubbornToken")
    customer = buyer(token, 1_000)
    token.set_mood(RETURNS_FALSE)
    with boa.env.prank(customer), boa.reverts("tokens: transfer failed"):
        escrow.pay(token, 1_000, INVOICE)
    assert token.held_by(customer) == 1_000
    assert token.allowance(customer, escrow) == 1_000


def test_t31_refuses_when_the_token_only_says_it_moved(escrow: Any, mock: Any, buyer: Any) -> None:
    token = mock("StubbornToken")
    customer = buyer(token, 1_000)
    token.set_mood(MOVES_NOTHING)
    with boa.env.prank(customer), boa.reverts("tokens: nothing arrived"):
        escrow.pay(token, 1_000, INVOICE)
    assert escrow.undistributed(token) == 0


def test_t31_passes_the_reason_on_when_the_token_reverts(escrow: Any, mock: Any, buyer: Any) -> None:
    token = mock("StubbornToken")
    customer = buyer(token, 1_000)
    token.set_mood(TRANSFER_REVERTS)
    with boa.env.prank(customer), boa.reverts("token: frozen"):
        escrow.pay(token, 1_000, INVOICE)


def test_t31_refuses_when_there_is_no_code_at_the_token(escrow: Any, customer: str, outsider: str, state: Any) -> None:
    before = state()
    with boa.env.prank(customer), boa.reverts():
        escrow.pay(outsider, 1_000, INVOICE)
    assert state() == before


@pytest.mark.parametrize("decimals", [0, 77])
@pytest.mark.parametrize("amount", [1, 10**18, 2**92 - 1, 2**92, 10**77])
def test_t39_takes_any_amount_when_the_token_has_odd_decimals(
    escrow: Any, mock: Any, buyer: Any, decimals: int, amount: int
) -> None:
    token = mock("PlainToken", decimals)
    with boa.env.prank(buyer(token, amount)):
        assert escrow.pay(token, amount, INVOICE) == amount
    assert escrow.undistributed(token) == min(amount, 2**92 - 1)


@pytest.mark.parametrize("function", ["pay", "contribute", "distribute", "claim", "claim_many", "release", "claimable"])
def test_t33_a_token_cannot_call_back_when_it_is_being_paid_in(
    escrow: Any, mock: Any, buyer: Any, earn: Any, southbank: str, function: str
) -> None:
    token = mock("HookToken")
    earn(token, 1_000)
    arguments = {
        "pay": (token.address, 1, INVOICE),
        "contribute": (token.address, 1),
        "distribute": (token.address,),
        "claim": (token.address, southbank),
        "claim_many": ([token.address], southbank),
        "release": (token.address,),
        "claimable": (token.address, southbank),
    }[function]
    customer = buyer(token, 50)
    token.arm(escrow, getattr(escrow, function).prepare_calldata(*arguments), function == "claimable")
    with boa.env.prank(customer):
        assert escrow.pay(token, 50, INVOICE) == 50
    assert (token.calls(), token.successes()) == (2, 0)
    assert escrow.undistributed(token) == 50
    assert escrow.owed(token) == 1_000

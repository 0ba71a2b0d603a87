"""A token that calls the escrow back in the middle of a transfer gets into few functions, and changes nothing there."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from polypact.chain.recipe import PARTS
from tests.kit.contracts import abi_of
from tests.kit.house import Partnership
from tests.kit.numbers import ETHER

INVOICE = b"invoice 2026-11".ljust(32, b"\0")

# What is asked for in the middle of something: units, links and counted income are, and what never changes may be.
ASKED = {"units_of", "units_before", "is_linked", "income_of"}
FIXED = {"supportsInterface", "facets", "facetAddress", "facetAddresses", "facetFunctionSelectors"}
FIXED |= {"link_hash", "eip712Domain"}


def functions() -> list[dict[str, Any]]:
    """Every function of the escrow and its facets."""
    return [
        entry
        for contract in ("RevenueEscrow", *PARTS["RevenueEscrow"])
        for entry in abi_of(contract)
        if entry["type"] == "function"
    ]


def nothing(argument: dict[str, Any]) -> Any:
    """The emptiest value of what a function takes."""
    kind = str(argument["type"])
    if kind == "tuple":
        return tuple(nothing(part) for part in argument["components"])
    if kind == "bytes":
        return b""
    if kind.endswith("[]"):
        return []
    if kind == "bool":
        return False
    if kind.startswith("bytes"):
        return bytes(int(kind.removeprefix("bytes")))
    return ETHER if kind == "address" else 0


#: What the escrow calls itself while it holds the lock, and nobody else may.
ITS_OWN = {"prove", "follow_units", "claim_each"}
ONLY_ITSELF = b"escrow: only itself"


def start(partnership: Partnership, token: Any, transfer: str, partner: str) -> None:
    """Has the escrow move the token in one of the ways it does: in its own code and in two facets."""
    escrow = partnership.escrow
    with boa.env.prank(partner):
        if transfer == "claim":
            assert escrow.claim(token, partner) == 500
        elif transfer == "claim_for":
            assert escrow.claim_for(token, [partner]) == 500
        elif transfer == "claim_many":
            assert escrow.claim_many([token], partner) == [500]
        elif transfer == "pay":
            assert escrow.pay(token, 60, INVOICE) == 60
        else:
            assert escrow.contribute(token, 60) == 60


@pytest.mark.parametrize("transfer", ["claim", "claim_for", "claim_many", "pay", "contribute"])
def test_t33_no_function_but_those_asked_for_answers_in_the_middle_of_a_transfer(
    partnership: Partnership, mock: Any, northwind: str, transfer: str
) -> None:
    escrow, token = partnership.escrow, mock("HookToken")
    token.mint(escrow, 1_000)
    escrow.distribute(token)
    token.mint(northwind, 100)
    with boa.env.prank(northwind):
        token.approve(escrow, 100)
    entries = functions()
    assert len(entries) > 50
    for entry in entries:
        empty = [nothing(argument) for argument in entry["inputs"]]
        is_view = entry["stateMutability"] in ("view", "pure")
        with boa.env.anchor():
            token.arm(escrow, getattr(escrow, entry["name"]).prepare_calldata(*empty), is_view)
            start(partnership, token, transfer, northwind)
            assert token.calls() >= 2, entry["name"]
            if entry["name"] in ITS_OWN:
                assert token.successes() == 0 and ONLY_ITSELF in token.answer(), entry["name"]
            elif entry["name"] in ASKED | FIXED:
                assert token.successes() == token.calls(), entry["name"]
            else:  # the lock gives no reason; a function that got past it would give one, or an answer
                assert (token.successes(), token.answer()) == (0, b""), entry["name"]


def test_t33_views_answer_when_nothing_is_being_moved(escrow: Any) -> None:
    """What the test above takes for the lock is the lock."""
    views = [entry for entry in functions() if entry["stateMutability"] == "view"]
    assert len(views) > 20
    for entry in views:
        getattr(escrow, entry["name"])(*(nothing(argument) for argument in entry["inputs"]))


def test_t33_t34_what_a_hook_gives_in_the_middle_of_a_payment_is_revenue(
    escrow: Any, mock: Any, customer: str, northwind: str
) -> None:
    token = mock("HookToken")
    token.mint(customer, 100)
    with boa.env.prank(customer):
        token.approve(escrow, 100)
        token.arm(token, token.mint.prepare_calldata(escrow, 5), False)
        assert escrow.pay(token, 90, INVOICE) == 90  # what the hook gave is not of this customer
    assert escrow.distribute(token) == token.balanceOf(escrow) == 100
    token.arm(token, token.mint.prepare_calldata(escrow, 5), False)
    assert escrow.claim(token, northwind) == 50
    assert escrow.undistributed(token) == 10

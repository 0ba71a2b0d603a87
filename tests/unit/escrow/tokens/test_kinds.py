"""The kinds of tokens do what the registry says of them, so that tests may compute with it."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.logs import logged
from tests.kit.token_effects import Bombing
from tests.kit.tokens import KINDS, Kind, Promise

ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


@pytest.fixture
def sender() -> str:
    return str(boa.env.generate_address("sender"))


@pytest.fixture
def receiver() -> str:
    return str(boa.env.generate_address("receiver"))


def transfer(token: Any, sender: str, receiver: str, amount: int) -> tuple[int, int]:
    """What the sender has less, and the receiver more."""
    before = token.balanceOf(sender), token.balanceOf(receiver)
    with boa.env.prank(sender):
        token.transfer(receiver, amount)
    boa.env.evm.vm.state.clear_transient_storage()  # as the end of a transaction does
    return before[0] - token.balanceOf(sender), token.balanceOf(receiver) - before[1]


@ALL
def test_a_transfer_does_what_the_kind_says(kind: Kind, sender: str, receiver: str) -> None:
    token = kind.make()
    assert token.mint(sender, 1_000) == 1_000
    assert transfer(token, sender, receiver, 200) == (token.costs(200), token.lands(200))
    if not isinstance(token, Bombing):  # titanoboa keeps no logs of a call it cannot decode
        with boa.env.prank(sender):
            token.transfer(receiver, 50)
        assert logged(token) == token.moves(sender, receiver, 50)


@ALL
def test_exact_kinds_are_exact_and_others_are_not(kind: Kind, sender: str, receiver: str) -> None:
    token = kind.make()
    token.mint(sender, 2_003)
    moved = [transfer(token, sender, receiver, amount) == (amount, amount) for amount in (13, 990)]
    counted = [token.counts(amount) == amount for amount in (13, 990)]
    assert all(moved + counted) == (Promise.EXACT not in kind.breaks)


@ALL
def test_large_amounts_are_approved_and_moved_when_the_kind_says_so(kind: Kind, sender: str, receiver: str) -> None:
    token, amount = kind.make(), 2**256 - 2

    def try_it() -> None:
        token.mint(sender, amount)
        with boa.env.prank(sender):
            token.approve(receiver, amount)
        assert transfer(token, sender, receiver, amount)[0] == token.costs(amount)

    if Promise.LARGE in kind.breaks:
        with boa.reverts():
            try_it()
    else:
        try_it()


@ALL
def test_balances_change_after_income_when_the_kind_is_not_still(kind: Kind, sender: str) -> None:
    token = kind.make()
    token.mint(sender, 1_000)
    token.after_income()
    changed = token.balanceOf(sender) - 1_000
    if kind.name != "FickleToken":  # its balances change within a transaction, and back
        assert (changed == 0) == (Promise.STILL not in kind.breaks)
    if changed < 0:
        assert Promise.COVERED in kind.breaks


@ALL
def test_a_kind_is_described(kind: Kind) -> None:
    assert kind.name in KINDS and kind.says and kind.says[0].islower() and len(kind.says) < 80

"""The kinds of tokens the escrow is tested with, and what can be expected of each.

`pytest tests/unit/escrow --token FeeToken` runs the escrow's tests with that kind in the place of plain tokens,
`--token all` with every kind, and `-m slow` (as ./run slow does) with all but the plain one, leaving out the tests
that touch no token. What a kind changes in the numbers stands in its class: tests ask `lands`, `costs`, `counts` and
`moves` of the token instead of writing them down. A test that needs what not every kind promises says so:
`@pytest.mark.needs(Promise.COVERED)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from tests.kit.contracts import mock, mock_at
from tests.kit.numbers import NOBODY
from tests.kit.token_effects import (
    Bombing,
    Growing,
    Peeping,
    Quiet,
    Reentering,
    Shrinking,
    Surcharged,
    Taxed,
    Token,
)

# StubbornToken.Mood
BALANCE_REVERTS, BALANCE_BURNS_GAS, BALANCE_IS_MAX = 8, 64, 128
# MaliciousLogic.Malice
STEALS, LIES, MINTS, REVERTS = 1, 2, 4, 8


class Promise(StrEnum):
    """What most tokens promise. Amounts are in the token's smallest unit."""

    EXACT = "what is sent is what arrives and what the sender loses"
    COVERED = "what the escrow has taken in stays there until it pays it out"
    STILL = "balances change by transfers alone"
    LARGE = "any amount below 2**256 can be approved and moved"


@dataclass(frozen=True)
class Kind:
    """One line of the registry. `neighbours` are more tokens that the partnership lists beside the one of the tests."""

    name: str
    says: str
    deploy: Callable[[], Any]
    token: type[Token] = Token
    breaks: frozenset[Promise] = frozenset()
    neighbours: Callable[[], list[Any]] = list

    def make(self) -> Token:
        return self.token(self.deploy())


def _upgradeable() -> Any:
    return mock_at("PlainToken", mock("UpgradeableToken", mock("PlainToken", 18)).address)


def _hostile() -> list[Any]:
    """Five tokens that have turned bad while they are listed: whatever one changes, it meets them all."""
    stubborn = [mock("StubbornToken") for _ in range(3)]
    for token, mood in zip(stubborn, (BALANCE_REVERTS, BALANCE_BURNS_GAS, BALANCE_IS_MAX), strict=True):
        token.set_mood(mood)
    bomb = mock("BombToken")
    bomb.set_reverts(True)
    seized = mock("UpgradeableToken", mock("MaliciousLogic", REVERTS, NOBODY))
    return [*stubborn, bomb, seized]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("PlainToken", "does what the standard says", partial(mock, "PlainToken", 18)),
        Kind("NoDecimals", "has no decimals", partial(mock, "PlainToken", 0)),
        Kind("ManyDecimals", "has 77 decimals", partial(mock, "PlainToken", 77)),
        Kind("NoReturnToken", "its transfers return nothing", partial(mock, "NoReturnToken")),
        Kind("FalseToken", "returns false instead of reverting", partial(mock, "FalseToken"), Quiet),
        Kind("BlocklistToken", "can block accounts", partial(mock, "BlocklistToken")),
        Kind("PausableToken", "can be paused", partial(mock, "PausableToken")),
        Kind("StubbornToken", "can be told to fail or lie, in good mood", partial(mock, "StubbornToken"), Bombing),
        Kind("UpgradeableToken", "is a proxy whose logic can change", _upgradeable),
        Kind("CallbackToken", "calls back to claim", partial(mock, "CallbackToken"), Reentering),
        Kind("PeepingToken", "calls back to read", partial(mock, "CallbackToken"), Peeping),
        Kind("ZeroRefusingToken", "refuses to move nothing", partial(mock, "ZeroRefusingToken")),
        Kind("MaxIsAllToken", "takes 2**256 - 1 for everything", partial(mock, "MaxIsAllToken")),
        Kind("BombToken", "answers 32 KB to everything", partial(mock, "BombToken"), Bombing),
        Kind(
            "CappedApprovalToken",
            "refuses approvals and transfers above 96 bits",
            partial(mock, "CappedApprovalToken"),
            breaks=frozenset({Promise.LARGE}),
        ),
        Kind(
            "FeeToken",
            "takes a tenth from the receiver",
            partial(mock, "FeeToken", 1_000),
            Taxed,
            frozenset({Promise.EXACT, Promise.LARGE}),
        ),
        Kind(
            "FeeOnTopToken",
            "takes a tenth from the sender, beside the amount",
            partial(mock, "FeeOnTopToken", 1_000),
            Surcharged,
            frozenset({Promise.EXACT, Promise.COVERED, Promise.LARGE}),
        ),
        Kind(
            "FickleToken",
            "reads richer after a transfer, until the transaction ends",
            partial(mock, "FickleToken", 7),
            breaks=frozenset({Promise.STILL}),
        ),
        Kind(
            "GrowingToken",
            "rebases up between the distribution and the claims",
            partial(mock, "RebasingToken"),
            Growing,
            frozenset({Promise.EXACT, Promise.STILL, Promise.LARGE}),
        ),
        Kind(
            "ShrinkingToken",
            "rebases down between the distribution and the claims",
            partial(mock, "RebasingToken"),
            Shrinking,
            frozenset(Promise),
        ),
        Kind(
            "HostileNeighbours",
            "does what the standard says, listed beside five tokens that do not",
            partial(mock, "PlainToken", 18),
            neighbours=_hostile,
        ),
    )
}

PLAIN = KINDS["PlainToken"]
UNUSUAL = [kind for kind in KINDS.values() if not kind.breaks and kind != PLAIN]  # they keep every promise


def cost_of(token: Any, amount: int) -> int:
    """What it takes to send `amount` of any mock token, of a kind or not."""
    return token.costs(amount) if isinstance(token, Token) else amount

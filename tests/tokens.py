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
from functools import cache, partial
from typing import Any

import boa

Event = tuple[Any, ...]

NOBODY = "0x" + "00" * 20
WAD = 10**18

# StubbornToken.Mood
BALANCE_REVERTS, BALANCE_BURNS_GAS, BALANCE_IS_MAX = 8, 64, 128
# MaliciousLogic.Malice
STEALS, LIES, MINTS, REVERTS = 1, 2, 4, 8


@cache
def mock_source(name: str) -> Any:
    """contracts/mocks/<name>.vy, compiled once in a run."""
    return boa.load_partial(f"contracts/mocks/{name}.vy")


def mock(name: str, *arguments: Any) -> Any:
    """Deploys a mock by its name."""
    return mock_source(name).deploy(*arguments)


class Promise(StrEnum):
    """What most tokens promise. Amounts are in the token's smallest unit."""

    EXACT = "what is sent is what arrives and what the sender loses"
    COVERED = "what the escrow has taken in stays there until it pays it out"
    STILL = "balances change by transfers alone"
    LARGE = "any amount below 2**256 can be approved and moved"


class Token:
    """A mock token, with what one transfer does to those who take part. All else is asked of the contract."""

    def __init__(self, contract: Any) -> None:
        self.contract = contract
        self.address: str = contract.address

    def __getattr__(self, name: str) -> Any:
        return getattr(self.contract, name)

    def mint(self, to: Any, amount: int) -> int:
        """Makes `amount` out of nothing; returns what `to` has more by it."""
        before = self.balanceOf(to)
        self.contract.mint(to, amount)
        return int(self.balanceOf(to) - before)

    def lands(self, amount: int) -> int:
        """What the receiver of a transfer of `amount` has more."""
        return amount

    def costs(self, amount: int) -> int:
        """What the sender of a transfer of `amount` has less."""
        return amount

    def counts(self, amount: int) -> int:
        """What the escrow takes for arrived when `amount` is paid in."""
        return self.lands(amount)

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        """The events of a transfer of `amount`."""
        return [("Transfer", _address(sender), _address(to), amount)]

    def refusal(self, reason: str) -> str:
        """What the escrow reverts with when the token will not move money, for the `reason` most tokens give."""
        return reason

    def meet(self, escrow: Any, partner: str) -> None:
        """Tells the token where it is used."""

    def after_income(self) -> None:
        """What happens to the token between its distribution and the claims."""

    def check(self) -> None:
        """What must hold after every test."""


class Quiet(Token):
    """Returns false instead of reverting."""

    def refusal(self, reason: str) -> str:
        return "tokens: transfer failed"


class Taxed(Token):
    """A tenth of every transfer is taken from the receiver."""

    def lands(self, amount: int) -> int:
        return amount - amount // 10

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return [*super().moves(sender, to, amount), ("Transfer", _address(to), NOBODY, amount // 10)]


class Surcharged(Token):
    """A tenth of every transfer is taken from the sender, beside the amount."""

    def costs(self, amount: int) -> int:
        return amount + amount // 10

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return [*super().moves(sender, to, amount), ("Transfer", _address(sender), NOBODY, amount // 10)]


class Drifting(Token):
    """All balances read 7 more from a transfer to the end of its transaction."""

    def counts(self, amount: int) -> int:
        return amount + 7


class Bombing(Token):
    """Its answers are too long for titanoboa to decode."""

    def __init__(self, contract: Any) -> None:
        super().__init__(contract)
        self.balanceOf = contract.held_by

    def transfer(self, to: Any, amount: int) -> None:
        boa.env.raw_call(self.address, data=self.contract.transfer.prepare_calldata(to, amount))


class Rebasing(Token):
    """What it says of shares: exact for multiples of 5 as long as the index is one of 0.8, 1, 1.25, 2.5 and 5."""

    factor: int

    def __init__(self, contract: Any) -> None:
        super().__init__(contract)
        contract.rebase(WAD * 5 // 4)

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return super().moves(sender, to, -(-amount * WAD // self.contract.index()))


class Growing(Rebasing):
    """Balances double after every income."""

    def after_income(self) -> None:
        self.contract.rebase(self.contract.index() * 2)


class Shrinking(Rebasing):
    """Balances lose a fifth after every income."""

    def after_income(self) -> None:
        self.contract.rebase(self.contract.index() * 4 // 5)


class Reentering(Token):
    """Calls the escrow back before and after every transfer, to be paid what a partner has earned."""

    read_only = False

    def meet(self, escrow: Any, partner: str) -> None:
        function = escrow.claimable if self.read_only else escrow.claim
        self.contract.arm(escrow, function.prepare_calldata(self, partner), self.read_only)

    def check(self) -> None:
        assert self.contract.successes() == 0, "the token's hook got into the escrow in the middle of a call"


class Peeping(Reentering):
    """The same by static call, to read what somebody can claim in the middle of a payment."""

    read_only = True


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


def _address(account: Any) -> str:
    return str(getattr(account, "address", account))


def _upgradeable() -> Any:
    return mock_source("PlainToken").at(mock("UpgradeableToken", mock("PlainToken", 18)).address)


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
        Kind("HookToken", "calls back to claim", partial(mock, "HookToken"), Reentering),
        Kind("PeepingToken", "calls back to read", partial(mock, "HookToken"), Peeping),
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
            frozenset({Promise.EXACT}),
        ),
        Kind(
            "FeeOnTopToken",
            "takes a tenth from the sender, beside the amount",
            partial(mock, "FeeOnTopToken", 1_000),
            Surcharged,
            frozenset({Promise.EXACT, Promise.COVERED}),
        ),
        Kind(
            "FickleToken",
            "reads richer after a transfer, until the transaction ends",
            partial(mock, "FickleToken", 7),
            Drifting,
            frozenset({Promise.EXACT, Promise.COVERED, Promise.LARGE}),
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
WELL_BEHAVED = [kind for kind in KINDS.values() if not kind.breaks]


def named(name: str) -> list[Kind]:
    """The kinds that `--token` asks for.

    Raises:
        ValueError: there is no such kind; the message says which there are.
    """
    if name == "all":
        return list(KINDS.values())
    if name not in KINDS:
        raise ValueError(f"--token {name}: no such kind of token; use all or one of {', '.join(KINDS)}")
    return [KINDS[name]]


def cost_of(token: Any, amount: int) -> int:
    """What it takes to send `amount` of any mock token, of a kind or not."""
    return token.costs(amount) if isinstance(token, Token) else amount

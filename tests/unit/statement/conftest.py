"""Statements of an escrow on titanoboa: its real client, on a session that answers from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import boa
import pytest
from click.testing import CliRunner, Result
from eth_account.signers.local import LocalAccount

from polypact.chain.tokens import NATIVE, Token
from polypact.cli.common import Desk
from polypact.clients.escrow import RevenueEscrow
from polypact.statement import Statement, build
from polypact.text.deals import Capital
from tests.kit.boa_session import BoaSession, recorded
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.numbers import ETHER, PRO_RATA
from tests.kit.people import UNITS, WEIGHTS

Run = Callable[..., Result]
MOST_CAPITAL = 2**112 - 1


@pytest.fixture
def session() -> Iterator[BoaSession]:
    """Records what is logged from now on."""
    with recorded() as made:
        yield made


@pytest.fixture
def token() -> Any:
    """A listed ERC-20 with 6 decimals."""
    return mock("PlainToken", 6)


def capital_in(*tokens: str) -> list[Capital]:
    """As much capital as anybody records here."""
    return [Capital(token, MOST_CAPITAL, MOST_CAPITAL) for token in tokens]


@pytest.fixture
def company(session: BoaSession, house: House, founders: list[LocalAccount], token: Any) -> Partnership:
    """In force, with a treasury's reserve of 10% and contributions repaid pro rata."""
    made = house.spin_up(
        founders,
        WEIGHTS,
        UNITS,
        tokens=[token.address],
        reserve_bps=1_000,
        recoupment=PRO_RATA,
        capital=capital_in(ETHER, token.address),
    )
    made.accept_all()
    boa.env.time_travel(seconds=86_400)
    return made


@pytest.fixture
def statement(session: BoaSession, company: Partnership) -> Callable[..., Statement]:
    """Makes the statement as of now, as `build` does."""

    def make(**options: Any) -> Statement:
        return build(RevenueEscrow(company.escrow.address, session), **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def people(founders: list[LocalAccount], company: Partnership) -> dict[str, str]:
    """Names by address; the second one is a formula to a spreadsheet."""
    names = ("Northwind", "=SUM(A1:A9)", "Southbank")
    return {
        **{founder.address: name for founder, name in zip(founders, names, strict=True)},
        company.partnership.address: "Treasury",
    }


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, session: BoaSession, company: Partnership, people: dict[str, str], token: Any
) -> Run:
    from polypact.cli import revenue, statement

    by_name = {name: address for address, name in people.items()}
    place = SimpleNamespace(
        escrow=RevenueEscrow(company.escrow.address, session),  # type: ignore[arg-type]
        since=0,
        names=people,
        name=lambda address: people.get(address, address),
        account=lambda name: by_name.get(name, name),
        members=SimpleNamespace(name="Harbour Joint Venture"),
        tokens=SimpleNamespace(
            at=lambda address: NATIVE if address == ETHER else Token(address, "USDX", 6),
            named=lambda name: Token(name, "USDX", 6),
        ),
    )

    @contextmanager
    def connect(self: Desk) -> Iterator[BoaSession]:
        yield session

    monkeypatch.setattr(Desk, "session", connect)
    monkeypatch.setattr(statement, "open_place", lambda *_: place)
    return lambda *arguments: CliRunner(mix_stderr=False).invoke(revenue.cli, [*arguments])

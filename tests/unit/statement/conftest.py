"""Statements of an escrow on titanoboa: its real client, on a session that answers from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import boa
import pytest
from click.testing import CliRunner, Result
from eth_account.signers.local import LocalAccount
from eth_utils import to_canonical_address

from polypact.chain.node_errors import RefusedError
from polypact.chain.tokens import NATIVE, Token
from polypact.cli.common import Desk
from polypact.clients.escrow import RevenueEscrow
from polypact.statement import Statement, build
from polypact.text.deals import Capital
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.numbers import ETHER, PRO_RATA
from tests.kit.people import UNITS, WEIGHTS

Run = Callable[..., Result]
MOST_CAPITAL = 2**112 - 1


@dataclass
class BoaSession:
    """What a client and the reader of logs ask a node for."""

    raw: list[dict[str, Any]] = field(default_factory=list)
    transactions: int = 0
    bundled: bool = False
    """Whether what follows within the same second is one transaction."""
    chain_id: int = 1337
    network: str = "titanoboa"
    batch_size: int = 0

    @property
    def web3(self) -> Any:
        return SimpleNamespace(eth=SimpleNamespace(get_logs=self._get_logs))

    @property
    def block(self) -> int:
        return self.transactions  # one block each

    def now(self, block: int | None = None) -> int:
        return int(boa.env.timestamp)

    def balance(self, address: str, block: int | None = None) -> int:
        return int(boa.env.get_balance(address))

    def call(self, to: str, data: bytes, block: int | None = None, **_: Any) -> bytes:
        done = boa.env.execute_code(to_address=to, data=data, is_modifying=False)
        if done.is_error:
            raise RefusedError(str(done.error), "")
        return bytes(done.output)

    def call_many(self, calls: Sequence[tuple[str, bytes]], block: int | None = None) -> list[bytes]:
        return [self.call(to, data) for to, data in calls]

    def _get_logs(self, query: dict[str, Any]) -> list[dict[str, Any]]:
        wanted = to_canonical_address(query["address"])
        first, last = query["fromBlock"], query["toBlock"]
        return [log for log in self.raw if log["address"] == wanted and first <= log["blockNumber"] <= last]

    def record(self, computation: Any) -> None:
        """Keeps the logs of one transaction, or of one more call of the last one."""
        if not (self.bundled and self.raw and self.raw[-1]["blockTimestamp"] == self.now()):
            self.transactions += 1
        for _, address, topics, data in sorted(computation.get_raw_log_entries()):
            self.raw.append(
                {
                    "address": address,
                    "topics": [topic.to_bytes(32, "big") for topic in topics],
                    "data": data,
                    "blockNumber": self.block,
                    "blockTimestamp": self.now(),
                    "logIndex": len(self.raw),
                    "transactionHash": self.transactions.to_bytes(32, "big"),
                }
            )


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> BoaSession:
    """Records what is logged from now on."""
    made = BoaSession()
    execute = boa.env.execute_code

    def recording(*arguments: Any, **options: Any) -> Any:
        done = execute(*arguments, **options)
        boa.env.evm.vm.state.clear_transient_storage()  # as a chain does after each transaction, and titanoboa does not
        if options.get("is_modifying", True) and not done.is_error:
            made.record(done)
        return done

    monkeypatch.setattr(boa.env, "execute_code", recording)
    return made


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

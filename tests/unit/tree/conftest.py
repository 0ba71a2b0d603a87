"""Trees of partnerships on titanoboa, read through a session that answers from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boa
import pytest
from click.testing import CliRunner, Result
from eth_account.signers.local import LocalAccount

from polypact.chain.node import Receipt
from polypact.chain.node_errors import RefusedError
from polypact.cli.common import Desk
from polypact.clients.base import Client
from tests.kit.boa_session import BoaSession, recorded
from tests.kit.house import House, Partnership

Start = Callable[..., Partnership]
Run = Callable[..., Result]


@pytest.fixture
def session() -> Iterator[BoaSession]:
    """Records what is logged from now on, and takes reads that are put together."""
    with recorded() as made:
        made.batch_size = 1_000
        yield made


@pytest.fixture
def start(session: BoaSession, house: House, founders: list[LocalAccount]) -> Start:
    """Starts a partnership of two founders, in force, with this name."""
    made: list[Partnership] = []

    def go(name: str) -> Partnership:
        salt = len(made).to_bytes(32, "big")
        each = house.spin_up(founders[:2], [1, 1], [60, 40], name=name, salt=salt)
        each.accept_all()
        made.append(each)
        return each

    return go


@pytest.fixture
def sending(monkeypatch: pytest.MonkeyPatch, session: BoaSession, outsider: str) -> None:
    """Clients send through titanoboa, as somebody whom all this does not concern."""

    def write(self: Client, function: str, *arguments: Any, **_: Any) -> Receipt:
        data = self.encode(function, *arguments)
        done = boa.env.execute_code(to_address=self.address, data=data, sender=outsider)
        if done.is_error:
            raise RefusedError("refused", "")
        logs = [log for log in session.raw if log["blockNumber"] == session.block]
        return Receipt("0x", session.block, 21_000, None, logs)

    monkeypatch.setattr(Client, "write", write)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, session: BoaSession) -> Run:
    """Runs `tree` in a folder without a record."""
    from polypact.cli.tree import cli

    @contextmanager
    def connect(self: Desk) -> Iterator[BoaSession]:
        self.chain_id = session.chain_id
        yield session

    monkeypatch.setattr(Desk, "session", connect)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner(mix_stderr=False, env={"COLUMNS": "140"}).invoke(cli, [*arguments])

"""The replay of the log against the contract, whatever happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from eth_account.signers.local import LocalAccount

from polypact.statement import Statement
from polypact.statement.partners import only
from tests.kit.boa_session import BoaSession
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.unit.statement.history import History

SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_with_the_chain_after_any_history(
    seed: int,
    company: Partnership,
    session: BoaSession,
    token: Any,
    statement: Callable[..., Statement],
    founders: list[LocalAccount],
    outsider: str,
    key: Callable[[str], LocalAccount],
) -> None:
    people = [founder.address for founder in founders] + [key(name).address for name in ("westgate", "sponsor")]
    people.append(mock("RejectingReceiver").address)
    plentiful = mock("PlainToken", 18)
    plentiful.mint(outsider, 2**110)  # its books are kept in grains
    history = History(seed, company, [token, mock("PlainToken", 0), plentiful], people, session)
    for _ in range(8):
        history.go_on(15)
        made = statement()
        assert made.all_problems == made.side_problems == []
        for entry in made.tokens:
            for month in entry.months:
                assert month.opening + month.tiers.split - month.paid == month.closing
                assert all(movement.closing >= 0 for movement in month.movements)
            assert entry.whole.closing + entry.contributions_held == entry.owed
            for account in [line.account for line in entry.lines]:
                own = only(made, made.seats.accounts(account)).of(entry.token)
                for period in [*own.months, own.whole]:
                    assert period.opening + period.tiers.split - period.paid == period.closing
                    assert period.closing == sum(movement.closing for movement in period.movements)
    assert len(history.done) > 50

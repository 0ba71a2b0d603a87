"""What is refused: with exactly which reason, and that nothing has changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import boa
import pytest
from eth.exceptions import Revert
from eth_abi import encode
from eth_utils import keccak

from tests.kit.chain import contents
from tests.kit.house import Partnership

# Who is asked for where partners are decided on, and where their units are kept.
ROSTER_BY_VOTE_ONLY = "partnership: only by vote"
UNITS_BY_ROSTER_ONLY = "escrow: not the partnership"


Refused = Callable[[str], AbstractContextManager[None]]
"""The type of the fixture `refused` of the escrow's tests."""


@contextmanager
def refused(venture: Partnership, reason: str | None) -> Iterator[None]:
    """The call within reverts with exactly `reason` (None: without one), and nothing on the chain has changed by it."""
    before = contents()
    with reverts(reason):
        yield
    assert contents() == before


@contextmanager
def reverts(reason: str | None) -> Iterator[None]:
    """The call within reverts with exactly `reason` (None: without one), as its caller gets it."""
    try:
        yield
    except (boa.BoaError, Revert) as error:  # the second from a raw call
        answer = bytes(error.args[0] if isinstance(error, Revert) else error.call_trace.computation.output)
        assert answer == (b"" if reason is None else keccak(text="Error(string)")[:4] + encode(["string"], [reason]))
    else:
        pytest.fail(f"did not revert with {reason!r}")


def state_of(venture: Partnership) -> dict[str, Any]:
    """All that a call could have changed: roster, terms, weights, proposals, units and balances."""
    members, partnership, escrow = venture.membership, venture.partnership, venture.escrow
    seats = members.seat_count()
    accounts = [members.partner_at(seat) for seat in range(min(seats, 20))]
    return {
        "phase": members.phase(),
        "seats": seats,
        "members": members.members(),
        "roster": members.partners(0, 20),
        "terms": members.current_terms(),
        "beneficiary": members.residual_beneficiary(),
        "total": partnership.total(),
        "weights": [partnership.weight_of(account) for account in accounts],
        "standing": [partnership.has_standing(account) for account in accounts],
        "nonces": [partnership.nonces(account) for account in accounts],
        "proposals": partnership.proposal_count(),
        "in force": partnership.in_force_since(),
        "units": [escrow.units_of(account) for account in accounts],
        "total units": escrow.total_units(),
        "era": escrow.era(),
        "balances": [boa.env.get_balance(at.address) for at in (members, partnership, escrow)],
        "rules": [partnership.rule(number) for number in (0, 8)],
    }

"""What the tests of leaving and moving have their partners do."""

from __future__ import annotations

from collections.abc import Sequence

import boa

from tests.conftest import DAY, PROPOSER, Partnership
from tests.unit.modules.helpers import accept, by_vote, invite

REDEMPTION = 90 * DAY
RECOVERY = 30 * DAY


def set_exit_terms(venture: Partnership, notice_seconds: int = 0, redeemable_bps: int = 10_000) -> None:
    """Sets notice and redeemable share without a vote."""
    with by_vote(venture):
        venture.membership.set_exit_terms(notice_seconds, redeemable_bps)


def give_notice(venture: Partnership, partner: str) -> None:
    with boa.env.prank(partner):
        venture.membership.give_notice()


def leave(venture: Partnership, partner: str, tokens: Sequence[str] = ()) -> None:
    with boa.env.prank(partner):
        if tokens:
            venture.membership.leave(list(tokens))
        else:
            venture.membership.leave()


def redeem(venture: Partnership, partner: str, tokens: Sequence[str]) -> None:
    with boa.env.prank(partner):
        venture.membership.redeem(list(tokens))


def take(venture: Partnership, partner: str, to: str) -> None:
    with boa.env.prank(to):
        venture.membership.take_seat(partner)


def move(venture: Partnership, partner: str, to: str) -> None:
    """Moves the seat of `partner` to `to`, as the partner wants it."""
    with boa.env.prank(partner):
        venture.membership.offer_seat(to)
    take(venture, partner, to)


def join(venture: Partnership, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
    """Makes `account` a partner without a vote."""
    invite(venture, account, weight, units, role)
    accept(venture, account)


def sorted_tokens(*tokens: str) -> list[str]:
    """As `redeem` wants them: strictly increasing."""
    return sorted(tokens, key=lambda token: int(token, 16))

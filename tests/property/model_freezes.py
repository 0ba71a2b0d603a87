"""Money that is kept back in a dispute: up to an amount, until a date, and not again for thirty days."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.kit.numbers import DAY
from tests.property.model_rules import refuse

LONGEST = 180 * DAY
PAUSE = 30 * DAY
MAX_FROZEN = 2**128 - 1


@dataclass
class Freezes:
    """By token and account: amount in the token's smallest unit, and the end in unix seconds."""

    newest: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def amount(self, token: str, account: str, now: int) -> int:
        """What is kept back at `now`."""
        amount, until = self.newest.get((token, account), (0, 0))
        return amount if now < until else 0

    def freeze(self, token: str, account: str, amount: int, until: int, now: int) -> None:
        refuse(not 0 < amount <= MAX_FROZEN, "escrow: no amount to freeze")
        refuse(until <= now, "escrow: freeze is over already")
        refuse(until > now + LONGEST, "escrow: more than 180 days")
        last = self.newest.get((token, account))
        refuse(last is not None and now < last[1] + PAUSE, "escrow: frozen too recently")
        self.newest[token, account] = (amount, until)

    def unfreeze(self, token: str, account: str, now: int) -> None:
        refuse(self.amount(token, account, now) == 0, "escrow: not frozen")
        self.newest[token, account] = (0, now)

    def hand_on(self, token: str, account: str, to: str, amount: int, now: int) -> None:
        """Freezes `amount` of `to` instead of `account`, together with what is frozen there; the later date holds."""
        kept, until = self.newest[token, account]
        self.newest[token, account] = (kept - amount, until)
        total = min(MAX_FROZEN, amount + self.amount(token, to, now))
        self.newest[token, to] = (total, max(until, self.newest.get((token, to), (0, 0))[1]))

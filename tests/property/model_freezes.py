"""Money that is kept back in a dispute: up to an amount, until a date, and not again for thirty days."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.kit.numbers import DAY
from tests.property.model_rules import refuse

LONGEST = 180 * DAY
PAUSE = 30 * DAY
MAX_FROZEN = 2**216 - 1


@dataclass
class Freezes:
    """By token and key: amount in the token's smallest unit, and the end in unix seconds."""

    newest: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def amount(self, token: str, key: str, now: int) -> int:
        """What is kept back at `now`."""
        amount, until = self.newest.get((token, key), (0, 0))
        return amount if now < until else 0

    def freeze(self, token: str, key: str, amount: int, until: int, now: int) -> None:
        refuse(not 0 < amount <= MAX_FROZEN, "escrow: no amount to freeze")
        refuse(until <= now, "escrow: freeze is over already")
        refuse(until > now + LONGEST, "escrow: more than 180 days")
        last = self.newest.get((token, key))
        refuse(last is not None and now < last[1] + PAUSE, "escrow: frozen too recently")
        self.newest[token, key] = (amount, until)

    def unfreeze(self, token: str, key: str, now: int) -> None:
        refuse(self.amount(token, key, now) == 0, "escrow: not frozen")
        self.newest[token, key] = (0, now)

"""One `pay_out`: the partners' part of a distribution, paid at once instead of credited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from polypact.chain.events import Event
from polypact.statement.holdings import DAY, Holdings

_PAID = ("RevenueClaimed", "PaymentDeferred")


@dataclass
class PayOut:
    """What a RevenuePaidOut credits, in the token's smallest unit, and the events that have to follow it."""

    token: str
    block: int
    transaction: str
    credited: dict[str, int]
    """Partner => its part; it was paid, or stays for its next claim."""
    unvested: int
    """The treasury's."""
    _to_come: list[tuple[tuple[str, ...], str, int]]
    """Names of which the next event has one, partner and amount; the last one comes first."""

    def expects(self, event: Event) -> bool:
        """Whether the event is the next one of it."""
        if not self._to_come:
            return False
        if event.name == "UnvestedCredited" and event.transaction == self.transaction and not event["amount"]:
            return True
        names, partner, amount = self._to_come[-1]
        is_next = event.name in names and event.transaction == self.transaction
        is_next = is_next and (event["token"], event["partner"], event["amount"]) == (self.token, partner, amount)
        if is_next:
            self._to_come.pop()
        return is_next

    def missing(self) -> list[str]:
        """Events that did not follow it."""
        if not self._to_come:
            return []
        names, partner, amount = self._to_come[-1]
        more = f", and {len(self._to_come) - 1} more" if len(self._to_come) > 1 else ""
        return [f"block {self.block}: no {' or '.join(names)} of {amount} for {partner} follows the pay-out{more}"]


def pay_out_of(event: Event, holdings: Holdings, holder: Callable[[str], str]) -> PayOut:
    """What a RevenuePaidOut means: everybody's part rounded down, in the order of the addresses that had the seats."""
    amount, total = event["amount"], event["total_units"]
    credited: dict[str, int] = {}
    to_come: list[tuple[tuple[str, ...], str, int]] = []
    all_unvested = 0
    for partner in sorted(holdings.units, key=lambda account: int(holder(account), 16)):
        held = holdings.units[partner]
        locked = holdings.locked(partner, held, holdings.era, event.time // DAY)
        unvested = amount * locked // total
        part = amount * held // total - unvested
        all_unvested += unvested
        if unvested:
            to_come.append((("UnvestedCredited",), partner, unvested))
        if part:
            credited[partner] = part
            to_come.append((_PAID, partner, part))
    return PayOut(event["token"], event.block, event.transaction, credited, all_unvested, to_come[::-1])

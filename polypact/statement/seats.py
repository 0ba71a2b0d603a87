"""Seats that moved: every event is read as one of whoever holds the seat by now, as the escrow's views name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from polypact.chain.events import Event

#: Fields that name an account with something in the escrow. Payers and beneficiaries are no such accounts.
_FIELDS = frozenset({"partner", "sponsor", "contributor", "account", "credited"})


class Seats:
    """Who holds what whom held before, by the log."""

    def __init__(self, events: Iterable[Event]) -> None:
        moves = [event for event in events if event.name == "HolderChanged"]
        newest = {event["key"]: event["current"] for event in moves}
        #: Account that had a seat once => account that has it now.
        self.newest: dict[str, str] = {
            account: newest[event["key"]] for event in moves for account in (event["key"], event["current"])
        }
        #: Account that has a seat now => account that had it at the moment of the event that was read last.
        self.holders: dict[str, str] = {current: key for key, current in newest.items()}
        #: Account that has a seat now => all that had it, in order, itself last.
        self.chains: dict[str, list[str]] = {}
        for event in moves:
            now = newest[event["key"]]
            chain = self.chains.setdefault(now, [event["key"]])
            chain.append(event["current"])
        for now, chain in self.chains.items():
            self.chains[now] = [*dict.fromkeys(account for account in chain if account != now), now]

    def read(self, event: Event) -> Event:
        """The event in the name of the account that has the seat now."""
        if not self.newest:
            return event
        if event.name == "HolderChanged":
            self.holders[self.newest[event["key"]]] = event["current"]
            return event
        named = {field: self.newest.get(event[field], event[field]) for field in _FIELDS & event.arguments.keys()}
        return replace(event, arguments={**event.arguments, **named}) if named else event

    def accounts(self, account: str) -> list[str]:
        """All accounts that had the same seat as this one, the present holder last."""
        return self.chains.get(self.newest.get(account, account), [account])

    def holder(self, account: str) -> str:
        """Who had the seat of `account` when the last event was made."""
        return self.holders.get(account, account)

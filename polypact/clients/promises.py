"""What a partnership promised by name, and who may do what without a vote, read in two requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polypact.capabilities.actions import Action
from polypact.chain.batch import Batch
from polypact.chain.node import Receipt
from polypact.clients.base import Client, created_by
from polypact.clients.escrow import RevenueEscrow
from polypact.text import messages
from polypact.text.promises import Floor, Limit, Mandate, Matter

__all__ = ["GivenMandate", "MatterKey", "Promised", "Promises", "key_of"]

#: Target, selector and first argument: what a matter is about.
MatterKey = tuple[str, bytes, bytes]


def key_of(matter: Matter) -> MatterKey:
    """What a matter is about."""
    return matter.target, bytes(matter.selector), bytes(matter.argument)


@dataclass(frozen=True)
class GivenMandate:
    """A mandate as it stands. Times in unix seconds."""

    number: int
    mandate: Mandate
    is_over: bool
    paused_until: int
    """0 if it never was."""
    left: int
    """Of its limit, now."""
    nonce: int
    """Of its next use by a signature."""
    arguments: tuple[bytes, ...] = ()
    """The first arguments that it is for; none if it is for any."""

    def is_paused(self, now: int) -> bool:
        return now <= self.paused_until


@dataclass(frozen=True)
class Promised:
    """All that was promised and given."""

    matters: Sequence[Matter] = ()
    """Also those that have ended and were not taken off."""
    floors: Sequence[Floor] = ()
    mandates: Sequence[GivenMandate] = ()
    limits: Mapping[int, Limit] = field(default_factory=dict)
    """By number, those that matters and mandates name, with what is left of them."""
    reserved_in: Mapping[MatterKey, int] = field(default_factory=dict)
    """The block in which a matter was reserved; the last one of several that are about the same."""
    unlinked: frozenset[tuple[int, str]] = frozenset()
    """Tag and holder of links that do not run, yet or any more: what goes with them binds nobody."""

    def is_idle(self, matter: Matter, now: int) -> bool:
        """Whether a matter binds nobody now: its end is past, or its link does not run; `now` in unix seconds."""
        return matter.is_over(now) or (matter.link, matter.holder) in self.unlinked


class Promises(Client):
    """The part of a Partnership's client that is about promises and mandates."""

    contract = "Partnership"

    # --- reading ---

    def all(self, since: int = 0, *, mandates: bool = True) -> Promised:
        """All that was promised and given.

        Args:
            since: Block to read the log from, which tells whom a mandate names.
            mandates: Whether mandates are wanted, too.
        """
        batch = Batch(self.session)
        finish = self.ask_all(batch, since, mandates=mandates)
        batch.run()
        return finish()

    def ask_all(self, batch: Batch, since: int = 0, *, mandates: bool = True) -> Callable[[], Promised]:
        """The same, with what can be asked at once in a batch; what follows from it is asked in one more."""
        matters, floors = self.ask(batch, "reserved_matters"), self.ask(batch, "treasury_floors")
        count = self.ask(batch, "mandate_count") if mandates else lambda: 0
        logs = self.ask_events(batch, "MatterReserved", "MandateGiven", since=since)

        escrow = RevenueEscrow(created_by(self.address, 1), self.session)

        def finish() -> Promised:
            reserved = [Matter.of(record) for record in matters()]
            more = Batch(self.session)
            standing = {n: self.ask(more, "mandate_of", n) for n in range(1, int(count()) + 1)}
            numbers = sorted({matter.limit for matter in reserved if matter.limit})
            limits = {number: self.ask(more, "limit", number) for number in numbers}
            named = {
                int(log["number"]): tuple(bytes(one) for one in log["arguments"])
                for log in logs()
                if log.name == "MandateGiven"
            }
            reserved_in = {
                key_of(Matter.of(log["matter"])): log.block for log in logs() if log.name == "MatterReserved"
            }
            links = {(one.link, one.holder): escrow.ask(more, "is_linked", *_link(one)) for one in reserved if one.link}
            more.run()
            unlinked = frozenset(link for link, runs in links.items() if not runs())
            mandates = [_given(n, answer(), named.get(n, ())) for n, answer in standing.items()]
            left = {number: Limit(**answer()) for number, answer in limits.items()}
            for one in mandates:
                of = one.mandate
                left.setdefault(of.limit, Limit(of.counted, of.maximum, of.period_hours, one.left))
            return Promised(reserved, [Floor.of(record) for record in floors()], mandates, left, reserved_in, unlinked)

        return finish

    def mandate(self, number: int) -> GivenMandate:
        """One mandate, without the arguments that it names."""
        return _given(number, self.read("mandate_of", number))

    # --- who holds it ---

    def act(self, number: int, action: Action, sender: Any = None) -> Receipt:
        """Does what a mandate of the sender allows."""
        return self.write("act", number, action.target, action.value, action.data, sender=sender)

    def act_data(self, number: int, holder: str, action: Action, nonce: int, deadline: int) -> dict[str, Any]:
        """What `holder` signs for somebody to do the same (EIP-712), good until `deadline` (unix seconds)."""
        about = (self.session.chain_id, self.address, number, holder)
        return messages.act_data(*about, action.target, action.value, action.data, nonce, deadline)

    def resign(self, number: int, sender: Any = None) -> Receipt:
        """Gives a mandate of the sender up."""
        return self.write("resign_mandate", number, sender=sender)

    def pause(self, number: int, sender: Any = None) -> Receipt:
        """Keeps a mandate from being used for 14 days, once, as a steering partner."""
        return self.write("pause_mandate", number, sender=sender)

    def end_matter(self, matter: Matter, sender: Any = None) -> Receipt:
        """Takes a matter off: its holder at any time, anyone once it has ended."""
        return self.write("end_matter", matter.target, matter.selector, matter.holder, matter.argument, sender=sender)

    def end_floor(self, floor: Floor, sender: Any = None) -> Receipt:
        """Takes a floor off: its holder at any time, anyone once it has ended."""
        return self.write("end_floor", floor.token, floor.holder, sender=sender)


def _link(matter: Matter) -> tuple[int, str]:
    return matter.link, matter.holder


def _given(number: int, standing: Mapping[str, Any], arguments: tuple[bytes, ...] = ()) -> GivenMandate:
    return GivenMandate(
        number,
        Mandate.of(standing["mandate"]),
        bool(standing["is_over"]),
        int(standing["paused_until"]),
        int(standing["left"]),
        int(standing["nonce"]),
        arguments,
    )

"""Links of a project to its sponsors, at the escrow of the project, read in two requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from polypact.chain.batch import Batch
from polypact.chain.events import Event
from polypact.chain.node import Receipt
from polypact.clients.base import Client
from polypact.text.enums import ETHER
from polypact.text.links import LinkTerms

__all__ = ["LINK_EVENTS", "Link", "LinkState", "LinkTerms", "Links", "VotedShare"]

LINK_EVENTS = (
    "LinkOffered",
    "LinkOfferWithdrawn",
    "LinkAgreed",
    "LinkNoticeGiven",
    "LinkBoughtOut",
    "LinkEnded",
)


class LinkState(Enum):
    """How far a link has come."""

    OFFERED = "offered"
    LAPSED = "offer over"
    WITHDRAWN = "offer taken back"
    RUNNING = "runs"
    OVER = "over"
    """Its time is over, and nobody has cleared it away."""
    ENDED = "ended"

    @property
    def is_past(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self in (LinkState.LAPSED, LinkState.WITHDRAWN, LinkState.ENDED)


@dataclass(frozen=True)
class Link:
    """A link as it stands, or stood. Times in unix seconds, 0 where there is none."""

    terms: LinkTerms
    """As it was offered; `ends` of it is the date that was agreed."""
    state: LinkState
    sponsor: str
    """Who holds it now; of an offer, who may agree. Zero where that cannot be found out."""
    credited: str = ETHER
    """The account that earns, once it is agreed."""
    offered_until: int = 0
    agreed_at: int = 0
    ends: int = 0
    """The last second it earns, by its date or a notice."""
    notice_by: str = ETHER
    """Who gave notice."""
    ended_at: int = 0
    ended_by: str = ETHER
    bought_out: int = 0
    """What was paid for its end."""

    given_tag: int | None = None
    """Of a link whose offer the node has forgotten; the number of its terms is not known then."""

    @property
    def tag(self) -> int:
        """By which it is named."""
        return self.terms.tag if self.given_tag is None else self.given_tag

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agreed to it, be it over or not."""
        return self.state in (LinkState.RUNNING, LinkState.OVER, LinkState.ENDED)


@dataclass(frozen=True)
class VotedShare:
    """A share of the income that a vote gave, and may change."""

    sponsor: str
    share_bps: int


@dataclass
class _Life:
    """What the log tells of one offer and what became of it."""

    terms: LinkTerms
    is_withdrawn: bool = False
    agreed_in: int = 0
    ends: int = 0
    notice_by: str = ETHER
    ended_in: int = 0
    ended_by: str = ETHER
    bought_out: int = 0
    credited: str = ETHER

    @property
    def is_offered(self) -> bool:
        return not self.is_withdrawn and not self.agreed_in

    @property
    def is_agreed(self) -> bool:
        return bool(self.agreed_in) and not self.ended_in


def _lives(logs: Sequence[Event]) -> list[_Life]:
    """All offers and what became of each, oldest first, from the events in their order."""
    lives: list[_Life] = []
    for log in logs:
        if log.name == "LinkOffered":
            terms = LinkTerms.of(log.arguments)
            if not any(life.is_offered and life.terms == terms for life in lives):  # offered again: it lasts longer
                lives.append(_Life(terms))
        elif log.name == "LinkOfferWithdrawn":
            for life in lives:
                life.is_withdrawn |= life.is_offered and life.terms.hash == bytes(log["terms_hash"])
        elif log.name == "LinkAgreed":
            told = (log["tag"], log["share_bps"], log["ends"])
            offers = [life for life in lives if life.is_offered and _agreed_to(life.terms) == told]
            for life in offers[-1:]:  # none where the log begins after the offer
                life.agreed_in, life.ends, life.credited = log.block, int(log["ends"]), log["credited"]
        else:
            for life in lives:
                if life.is_agreed and life.terms.tag == log["tag"]:
                    _goes_on(life, log)
    return lives


def _agreed_to(terms: LinkTerms) -> tuple[int, int, int]:
    return terms.tag, terms.share_bps, terms.ends


def _goes_on(life: _Life, log: Event) -> None:
    if log.name == "LinkNoticeGiven":
        life.notice_by, life.ends = log["by"], int(log["ends"])
    elif log.name == "LinkBoughtOut":
        life.bought_out = int(log["amount"])
    elif log.name == "LinkEnded":
        life.ended_in, life.ended_by, life.credited = log.block, log["by"], log["credited"]


class Links(Client):
    """The part of a RevenueEscrow's client that is about links."""

    contract = "RevenueEscrow"

    # --- reading ---

    def all(self, since: int = 0) -> tuple[list[Link], list[VotedShare]]:
        """Every link that was ever offered, oldest first, and the shares that a vote gave.

        Args:
            since: Block to read the log from.
        """
        first, more = Batch(self.session), Batch(self.session)
        then = self.ask_all(first, since)
        first.run()
        finish = then(more)
        more.run()
        return finish()

    def ask_all(
        self, batch: Batch, since: int = 0
    ) -> Callable[[Batch], Callable[[], tuple[list[Link], list[VotedShare]]]]:
        """The same in a batch, and in one more for what follows from that: many escrows can be asked together."""
        entries, now = self.ask(batch, "links"), batch.time()
        logs = self.ask_events(batch, *LINK_EVENTS, since=since)

        def then(more: Batch) -> Callable[[], tuple[list[Link], list[VotedShare]]]:
            lives, running = _lives(logs()), {int(entry["tag"]): entry for entry in entries() if entry["is_agreed"]}
            offers = [life.terms for life in lives if life.is_offered]
            until = {terms: self.ask(more, "offer_of", terms.abi()) for terms in offers}
            holder = {terms: self.ask(more, "holder_of", terms.sponsor) for terms in offers}
            blocks = {block for life in lives for block in (life.agreed_in, life.ended_in) if block}
            asked = {block: more.time(block) for block in sorted(blocks)}

            def finish() -> tuple[list[Link], list[VotedShare]]:
                times = {0: 0, **{block: time() for block, time in asked.items()}}
                links = [
                    _offered(life.terms, int(until[life.terms]()), str(holder[life.terms]()), now())
                    if life.is_offered
                    else _agreed(life, running, times, now())
                    for life in lives
                ]
                told = {life.terms.tag for life in lives if life.is_agreed}
                links += [_forgotten(entry, now()) for tag, entry in running.items() if tag not in told]
                voted = [entry for entry in entries() if not entry["is_agreed"]]
                return links, [VotedShare(str(entry["sponsor"]), int(entry["share_bps"])) for entry in voted]

            return finish

        return then

    # --- the sponsor ---

    def agree(self, terms: LinkTerms, sender: Any = None) -> Receipt:
        """Agrees to a link that is offered to the sender."""
        return self.write("agree_link", terms.abi(), sender=sender)

    def waive(self, tag: int, sender: Any = None) -> Receipt:
        """Gives a link of the sender up at once, for later income."""
        return self.write("waive_link", tag, sender=sender)

    def give_notice(self, tag: int, sender: Any = None) -> Receipt:
        """Has a link of the sender end when its notice is over."""
        return self.write("give_link_notice", tag, sender=sender)

    # --- anyone ---

    def end(self, tag: int, sender: Any = None) -> Receipt:
        """Clears a link away whose time is over."""
        return self.write("end_link", tag, sender=sender)


def _offered(terms: LinkTerms, until: int, holder: str, now: int) -> Link:
    is_over = now > until or (terms.ends and now >= terms.ends)
    state = LinkState.LAPSED if is_over else LinkState.OFFERED
    return Link(terms, state, holder, offered_until=until, ends=terms.ends)


def _agreed(life: _Life, running: Mapping[int, Mapping[str, Any]], times: Mapping[int, int], now: int) -> Link:
    if life.is_withdrawn:
        return Link(life.terms, LinkState.WITHDRAWN, life.terms.sponsor)
    link = Link(
        life.terms,
        LinkState.ENDED,
        life.terms.sponsor,
        credited=life.credited,
        agreed_at=times[life.agreed_in],
        ends=life.ends,
        notice_by=life.notice_by,
        ended_at=times[life.ended_in],
        ended_by=life.ended_by,
        bought_out=life.bought_out,
    )
    entry = running.get(life.terms.tag)
    if not life.is_agreed or entry is None:
        return link
    return replace(link, **_of_now(entry, now))


def _forgotten(entry: Mapping[str, Any], now: int) -> Link:
    """A link of whose beginning the log tells nothing."""
    told = {name: entry[name] for name in LinkTerms.__dataclass_fields__ if name in entry}
    return Link(LinkTerms(**told), **_of_now(entry, now), given_tag=int(entry["tag"]))


def _of_now(entry: Mapping[str, Any], now: int) -> dict[str, Any]:
    ends = int(entry["ends"])
    state = LinkState.OVER if ends and now > ends else LinkState.RUNNING
    return {"state": state, "sponsor": str(entry["sponsor"]), "credited": str(entry["credited"]), "ends": ends}

"""What the commands on links share: finding a link, which side acts how, and what is refused before it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polypact.cli.common import open_place
from polypact.cli.promising import propose
from polypact.cli.proposing import Manner
from polypact.text.errors import PolypactError
from polypact.text.links import LinkTerms, format_tag, parse_tag

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place
    from polypact.clients.links import Link, LinkState


@dataclass(frozen=True)
class Side:
    """How a sponsor does its part."""

    partnership: str | None
    """It is a partnership, which votes on it."""
    wallet: bool
    """It is a contract that makes calls by its own means."""
    description: str
    manner: Manner

    @property
    def is_nobody(self) -> bool:
        """Whether nothing was said of a sponsor."""
        return self.partnership is None and not self.wallet


@dataclass(frozen=True)
class Act:
    """A call that a sponsor makes at the escrow of a project."""

    function: str
    arguments: tuple[Any, ...]
    until: int = 0
    """Unix seconds; the last moment for it, 0 if there is none."""

    def action(self, project: Place) -> Action:
        """The same as an action of a proposal."""
        from polypact.capabilities.actions import Action

        return Action(project.escrow.address, 0, project.escrow.encode(self.function, *self.arguments))


def named(place: Place, text: str, *states: LinkState) -> Link:
    """The link of a name like 0x1a2b3c; of several of one name the one that is alive, else the last.

    Raises:
        PolypactError: There is none, or it is in none of these states, or there are several.
    """
    from polypact.cli import link_view

    tag = parse_tag(text)
    found = [link for link in place.links.all(place.since)[0] if link.tag == tag]
    if not found:
        raise PolypactError(f"{place.title} has no link {format_tag(tag)}; `link list` shows those there are")
    wanted = [link for link in found if not states or link.state in states]
    if not wanted:
        now = place.now()
        state = link_view.state_words(place, found[-1], now)
        raise PolypactError(f"the link {format_tag(tag)} {state}: nothing of the kind can be done about it")
    alive = [link for link in wanted if not link.state.is_past]
    if len(alive) > 1:
        raise PolypactError(
            f"{len(alive)} links of {place.title} are called {format_tag(tag)}, on different terms, so the name says "
            "not which one is meant: have the project take one offer back (`withdraw_offer`, with the hash of its "
            "terms) and offer it with another `number`"
        )
    return alive[0] if alive else wanted[-1]


def warn_of_offer(desk: Desk, place: Place, terms: LinkTerms) -> None:
    """Says so if it is likely that a link is never agreed to, though it may be offered."""
    from polypact.clients.partnership import Partnership
    from polypact.text.enums import Phase
    from polypact.text.shares import format_bps

    if place.is_partnership(terms.sponsor):
        phase = Partnership(terms.sponsor, place.session).members.phase
        if phase != Phase.IN_FORCE:
            desk.warn(f"{place.name(terms.sponsor)} is {phase.words}; whether it ever agrees is its own affair")
    ceiling, given = place.deal()[0].max_sponsors_bps, sum(place.escrow.sponsors().values())
    if given + terms.share_bps > ceiling:
        desk.warn(
            f"the deal lets all sponsors have {format_bps(ceiling)} together, and {format_bps(given)} are given: as "
            "long as that is so, nobody can agree to this"
        )


# --- the sponsor's part ---


def is_done_elsewhere(desk: Desk, place: Place, link: Link, side: Side, act: Act) -> bool:
    """Shows a link, and has its sponsor do its part where that is a vote or a wallet; else it is left to the account.

    Raises:
        PolypactError: It could not be done, or neither the account nor what was named is the sponsor.
    """
    from polypact.cli import link_view

    for line in link_view.lines(place, link, [], place.now()):
        desk.say(line)
    if side.partnership is not None:
        sponsor, action = sponsor_place(place, link, side.partnership), act.action(place)
        check_in_time(sponsor, [action], act.until, f"the offer of {format_tag(link.tag)} is over by then")
        propose(desk, sponsor, [action], side.description, side.manner)
        return True
    try_as(place, link.sponsor, act)
    if side.wallet:
        desk.result(*call_to_make(place, link, act))
        return True
    refuse_other_sender(place, link)
    return False


def sponsor_place(project: Place, link: Link, name: str) -> Place:
    """The partnership that is the sponsor of a link.

    Raises:
        PolypactError: It is not.
    """
    place = open_place(project.session, name)
    if place.partnership.address != link.sponsor:
        raise PolypactError(
            f"the sponsor of {format_tag(link.tag)} is {project.name(link.sponsor)} ({link.sponsor}), not {name}"
        )
    return place


def check_in_time(place: Place, actions: Sequence[Action], until: int, why: str) -> None:
    """Raises if a vote on actions could not be executed by then; `until` in unix seconds, 0 for ever."""
    from polypact.decisions.outer_votes import span_of_draft
    from polypact.text.durations import format_timestamp

    earliest = span_of_draft(place.partnership, actions, place.now()).soonest
    if until and earliest > until:
        raise PolypactError(
            f"{place.title} could execute this on {format_timestamp(earliest)} at the earliest, and {why} "
            f"({format_timestamp(until)}); nothing was proposed"
        )


def try_as(place: Place, sponsor: str, act: Act) -> None:
    """Raises for what the contract would refuse the sponsor, before anybody is asked."""
    place.session.call(place.escrow.address, act.action(place).data, sender=sponsor)


def refuse_other_sender(place: Place, link: Link) -> None:
    """Raises unless the account that sends is the sponsor."""
    if place.session.sender == link.sponsor:
        return
    how = "run this with --account of it"
    if place.is_partnership(link.sponsor):
        how = "it is a partnership: have it vote with --sponsor"
    elif place.session.code(link.sponsor):
        how = "it is a contract: --wallet shows the call that it has to make"
    raise PolypactError(
        f"the sponsor of {format_tag(link.tag)} is {place.name(link.sponsor)} ({link.sponsor}); {how}; nothing was sent"
    )


def call_to_make(place: Place, link: Link, act: Act) -> tuple[dict[str, Any], str]:
    """The call that a wallet has to make, for a program and for people."""
    action = act.action(place)
    data = {
        "wallet": link.sponsor,
        "link": format_tag(link.tag),
        "target": action.target,
        "value": "0",
        "data": f"0x{action.data.hex()}",
    }
    told = [
        f"{place.words.name(link.sponsor)} makes this call, by its own means; nothing was sent:",
        f"  to     {action.target}  (the revenue escrow of {place.title})",
        "  value  0",
        f"  data   0x{action.data.hex()}",
    ]
    return data, "\n".join(told)


def refuse_late_notice(place: Place, link: Link) -> None:
    """Raises where a notice given now would change nothing."""
    from polypact.text.durations import DAY, format_timestamp

    if link.ends and place.now() + link.terms.notice_days * DAY >= link.ends:
        raise PolypactError(
            f"{format_tag(link.tag)} ends on {format_timestamp(link.ends)} anyway, before a notice given now would be "
            "over; nothing was sent"
        )

"""Projects for people: how far one is, what its sponsors have, when it ends, and what may be done next."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polypact.cli import link_view, promised_view
from polypact.clients.links import LinkState
from polypact.text.enums import Phase, Status
from polypact.text.errors import PolypactError
from polypact.text.links import format_tag

if TYPE_CHECKING:
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place
    from polypact.clients.links import Link, VotedShare
    from polypact.clients.membership import Partner
    from polypact.clients.projects import Project
    from polypact.decisions.ending import Ends


@dataclass(frozen=True)
class Seen:
    """A project as it stands; times in unix seconds."""

    name: str
    phase: Phase
    now: int
    formation_deadline: int
    partners: Sequence[Partner]
    links: Sequence[Link]
    voted: Sequence[VotedShare]
    waits: Mapping[Link, Sequence[link_view.Waiting]]
    ends: Ends

    @classmethod
    def of(cls, place: Place) -> Seen:
        """Reads it."""
        from polypact.decisions.ending import ends_of

        members, now = place.members, place.now()
        links, voted = place.links.all(place.since)
        partners = [one for one in members.roster() if one.status in (Status.INVITED, Status.ACTIVE, Status.SUSPENDED)]
        waits = link_view.waiting(place, links)
        ends = ends_of(place.partnership, now)
        about = (place.title, members.phase, now, members.formation_deadline, partners)
        return cls(*about, [link for link in links if not link.state.is_past], voted, waits, ends)


def lines(place: Place, seen: Seen) -> list[str]:
    """It in words."""
    from polypact.text.durations import format_relative, format_timestamp

    told = [
        f"{seen.name}: {seen.phase.words}",
        f"  partnership  {place.partnership.address}",
        f"  escrow       {place.escrow.address}",
    ]
    if seen.formation_deadline:
        until = f"{format_timestamp(seen.formation_deadline)}, {format_relative(seen.formation_deadline, seen.now)}"
        told.append(f"  founders accept until {until}")
    for one in seen.partners:
        state = "" if one.status == Status.ACTIVE else f", {one.status.words}"
        told.append(
            f"  partner      {place.words.name(one.account)}: weight {one.weight:,}, {one.units:,} units{state}"
        )
    for link in seen.links:
        told += [f"  {line}" for line in link_view.lines(place, link, seen.waits.get(link, ()), seen.now)]
    told += [f"  {link_view.voted_line(place, share)}" for share in seen.voted]
    return [*told, *(f"  {line}" for line in end_lines(place, seen.ends))]


def end_lines(place: Place, ends: Ends) -> list[str]:
    """What lets anybody begin winding up, and how near that is."""
    from polypact.text.durations import format_relative, format_timestamp

    told = []
    if ends.date:
        when = f"{format_timestamp(ends.date)}, {format_relative(ends.date, ends.now)}"
        told.append(f"end: from {when}, anybody may begin winding up")
    told += promised_view.end_lines(place, ends.conditions)
    if ends.income_waits:
        arrived = place.words.amount(ends.conditions.token, ends.arrived)
        told.append(f"end: {arrived} arrived and are not split yet; with them the income is there")
    return told


def next_lines(desk: Desk, place: Place, seen: Seen | None = None, asked: Container[str] = ()) -> list[str]:
    """What may be done next, each with its command.

    Args:
        asked: Partnerships that were asked to do their part just now.
    """
    seen = seen or Seen.of(place)
    called = place.recorded_name or place.partnership.address
    told = []
    waiting = {one.account: "accept" for one in seen.partners if one.status == Status.INVITED}
    offered = {link.sponsor: link for link in seen.links if link.state == LinkState.OFFERED}
    for account in (each for each in dict.fromkeys([*waiting, *offered]) if each not in asked):
        name, own = place.name(account), account in waiting
        if place.is_partnership(account):
            command = desk.command("project", "join", called, "--sponsor", account, account="OF-A-PARTNER")
        elif own:
            command = desk.command("partner", "accept", called, account="ITS-ACCOUNT")
        else:
            tag = format_tag(offered[account].tag)
            command = desk.command("link", "agree", called, tag, account="ITS-ACCOUNT")
        told.append(f"next: {name} {'accepts the terms' if own else 'agrees to its link'}:\n  {command}")
    if seen.phase == Phase.IN_FORCE and seen.ends.has_come:
        told.append(f"next: anybody may end it:\n  {desk.command('project', 'end', called, account='ANY-ACCOUNT')}")
    return told


def data(place: Place, seen: Seen) -> dict[str, Any]:
    """A project for a program."""
    return {
        "name": seen.name,
        "phase": seen.phase.name.lower(),
        "partnership": place.partnership.address,
        "escrow": place.escrow.address,
        "formation_deadline": seen.formation_deadline,
        "partners": [
            {
                "account": one.account,
                "name": place.names.get(one.account, ""),
                "status": one.status.name.lower(),
                "weight": one.weight,
                "units": one.units,
            }
            for one in seen.partners
        ],
        "links": [link_view.data(place, link, seen.waits.get(link, ()), seen.now) for link in seen.links],
        "by_vote": [link_view.voted_data(place, share) for share in seen.voted],
        "ends": {
            "date": seen.ends.date,
            **promised_view.end_data(place, seen.ends.conditions),
            "has_come": seen.ends.has_come,
        },
    }


def brief(place: Place, one: Project) -> dict[str, Any]:
    """A project in a list, for a program."""
    return {
        "name": one.name,
        "partnership": one.partnership,
        "escrow": one.escrow,
        "phase": one.phase.name.lower(),
        "status": one.status.name.lower(),
        "links": [
            {
                "link": format_tag(link.tag),
                "state": link.state.value,
                "share_bps": link.terms.share_bps,
                "to_escrow": link.terms.to_escrow,
                "ends": link.ends,
            }
            for link in one.links
        ],
    }


# --- what is refused before its end ---


def refuse_unless_in_force(place: Place) -> None:
    """Raises unless a project can be ended."""
    name, phase = place.title, place.members.phase
    if phase == Phase.WINDING_UP:
        raise PolypactError(f"{name} is winding up already; what comes late is divided with `partnership liquidate`")
    if phase != Phase.IN_FORCE:
        raise PolypactError(f"{name} cannot be wound up: it is {phase.words}")


def refuse_without_milestone(place: Place, ends: Ends) -> None:
    """Raises if there is no milestone to be reached."""
    if not any(ends.conditions.milestone):
        raise PolypactError(f"no milestone ends {place.title}")
    if ends.conditions.is_reached:
        raise PolypactError("the milestone is reached: anybody may end it")


def refuse_before_its_end(desk: Desk, place: Place, ends: Ends) -> None:
    """Raises if nothing has come that ends a project; says what would."""
    if ends.has_come:
        return
    name, told = place.title, "; ".join(line.removeprefix("end: ") for line in end_lines(place, ends))
    if ends.income_waits:
        called = place.recorded_name or place.partnership.address
        split = desk.command("revenue", "distribute", called, place.words.symbol(ends.conditions.token))
        raise PolypactError(f"the income that ends {name} has arrived and is not split yet: run `{split}` first")
    raise PolypactError(
        f"nothing has come that ends {name} ({told or 'only a vote ends it'}); with --by-vote its partners decide it"
    )

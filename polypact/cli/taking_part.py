"""A partnership takes part in a project: one proposal of its own that contributes, accepts and agrees to its links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from polypact.cli.linking import check_in_time
from polypact.cli.proposing import Manner, proposed
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.common import Desk
    from polypact.cli.launching import Launch
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal


def ask_sponsors(launch: Launch, places: Sequence[Place], manner: Manner) -> None:
    """Raises, before anything is sent, if the part of a sponsor could not be proposed or not be decided in time."""
    from polypact.capabilities.actions import Action
    from polypact.text.durations import DAY
    from polypact.text.enums import ETHER

    seen: set[str] = set()
    for place in places:
        own = place.partnership.address
        if own in seen:
            raise PolypactError(f"{place.called} is named twice with --sponsor; name each partnership once")
        seen.add(own)
        is_founder = own in launch.founders
        if not is_founder and own not in launch.sponsors:
            raise PolypactError(
                f"the spec names {place.called} ({own}) neither as a founder nor as a sponsor; nothing was sent"
            )
        _refuse_who_may_not_propose(place, manner)
        if launch.is_recorded:
            continue  # what it still has to do there is asked of the project
        _refuse_without_capital(place, *launch.required.get(own, (ETHER, 0)), manner)
        until = launch.deadline if is_founder else launch.deadline + 30 * DAY
        # What it will call is not there yet; like any call at a stranger it is of the ordinary class.
        plain = [Action(ETHER, 0, b"\0" * 4)]
        check_in_time(place, plain, until, "the project no longer waits for it then")


def _refuse_who_may_not_propose(place: Place, manner: Manner) -> None:
    from polypact.text.enums import Phase, Role

    name = place.called
    if place.members.phase not in (Phase.IN_FORCE, Phase.WINDING_UP):
        raise PolypactError(f"{name} decides nothing: it is {place.members.phase.words}; nothing was sent")
    who = place.account(manner.partner) if manner.partner is not None else place.session.sender
    if not place.partnership.has_standing(who) or Role.PROPOSER not in place.members.partner(who).role:
        raise PolypactError(
            f"{place.name(who)} may propose nothing in {name}; run this again with the account of a partner of {name} "
            "and --sponsor for that one alone; nothing was sent"
        )


def _refuse_without_capital(place: Place, token: str, capital: int, manner: Manner) -> None:
    """Raises if the treasury has not got what it shall contribute, and nobody wants it proposed all the same."""
    held = place.tokens.balance(token, place.partnership.address) if capital else 0
    if held < capital and not manner.anyway:
        has, gives = place.words.amount(token, held), place.words.amount(token, capital)
        raise PolypactError(
            f"{place.title} has {has} in its treasury, and shall contribute {gives}: get it the money first, or "
            "propose it all the same with --anyway; nothing was proposed"
        )


def take_part(
    desk: Desk, project: Place, own: Place, description: str, manner: Manner, founded: int | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Proposes to a partnership what it still has to do in a project; for a program, and for people.

    Where that is on the table already, or nothing is left to do, that is said and nothing is proposed.

    Args:
        founded: The block of the founding, if it shall take part in nothing but what was offered in that.
    """
    from polypact.cli.proposal_view import data, label, next_words
    from polypact.decisions.drafts import Draft
    from polypact.decisions.taking_part import part_to_take

    part = part_to_take(project.partnership, own.partnership.address, project.since, founded)
    actions, agreed = list(part.actions), part.agreed
    name = project.title
    if part.beside:
        join = desk.command("project", "join", project.called, "--sponsor", own.called)
        desk.warn(
            f"{own.title} has {' and '.join(part.beside)} that the spec says nothing of; to take that, too: {join}"
        )
    if not actions:
        if not _takes_part(project, own):
            raise PolypactError(f"{own.called} was not invited to {name}, and is offered no link there")
        return {"actions": [], "next": "nothing is left to do"}, [f"has nothing left to do in {name}"]
    if there := _on_the_table(own, actions):
        now = own.now()
        return data(own, there, now), [f"votes on it already ({label(there)}): {next_words(there, now)}"]
    _refuse_without_capital(own, part.token, part.capital, manner)
    if project.recorded_name:
        own.learn(project.partnership.address, project.recorded_name)
        own.learn(project.escrow.address, f"escrow of {project.recorded_name}")
    until = [link.offered_until for link in agreed]
    if deadline := project.members.formation_deadline:
        until.append(deadline)
    check_in_time(own, actions, min(until, default=0), f"{name} no longer waits for it then")
    text = description or f"Take part in {name} ({project.partnership.address})"
    return proposed(desk, own, Draft(actions, text), manner)


def _takes_part(project: Place, own: Place) -> bool:
    from polypact.text.enums import Status

    account = own.partnership.address
    links, _ = project.links.all(project.since)
    return project.members.partner(account).status != Status.NONE or any(link.sponsor == account for link in links)


def _on_the_table(own: Place, actions: Sequence[Action]) -> Proposal | None:
    """An open proposal of exactly these actions."""
    open_ones = (found for found in own.partnership.proposals(own.since) if found.is_open)
    return next((found for found in open_ones if list(found.actions) == list(actions)), None)

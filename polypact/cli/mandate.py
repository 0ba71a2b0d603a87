"""`ape run mandate`: what somebody may do in the partnership's name without a vote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import promised_view
from polypact.cli.action_options import action_counts, action_options, chosen_actions
from polypact.cli.call_option import CALL_COUNTS, call_option, one_call
from polypact.cli.common import Command, Desk, Group, open_place, shared_options
from polypact.cli.offline import Offline, offline_options, write_message
from polypact.cli.promising import description_option, made, number_argument, propose
from polypact.cli.proposing import Manner, proposer_options, say_actions
from polypact.cli.variadic import VariadicCommand, values
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.open_partnership import Place
    from polypact.clients.promises import GivenMandate


@click.group(cls=Group)
def cli() -> None:
    """Mandates: what somebody may do in the partnership's name without a vote, within a limit."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("mandate")
@click.option("--limit", type=click.IntRange(1), metavar="NUMBER", help="Share a limit that there is: no `up to` then.")
@description_option
@proposer_options
@shared_options
def give(
    desk: Desk,
    partnership: str,
    mandate: str,
    limit: int | None,
    description: str,
    manner: Manner,
) -> None:
    """Propose a MANDATE, in a sentence like "treasurer may pay up to 5,000 usdx a month until 2027-12-31".

    It may also `admit partners`, `freeze`, `unfreeze`, `issue invoices`, `withdraw invoices`, `list tokens` and `call
    FUNCTION at TARGET`, and name whom it is for: "northwind may pay up to 2 ether a week to eastport until ...".
    """
    with desk.session() as session:
        place = open_place(session, partnership)
        fields: dict[str, Any] = {"mandate": mandate, **({"limit": limit} if limit else {})}
        propose(desk, place, [made("give_mandate", fields, place)], description, manner)


@cli.command(cls=Command)
@click.argument("partnership")
@number_argument
@description_option
@proposer_options
@shared_options
def revoke(
    desk: Desk,
    partnership: str,
    number: int,
    description: str,
    manner: Manner,
) -> None:
    """Propose to take a mandate back, at once, by the class that decides on what it allows."""
    with desk.session() as session:
        place = open_place(session, partnership)
        propose(desk, place, [made("revoke_mandate", {"mandate": number}, place)], description, manner)


@cli.command("list", cls=Command)
@click.argument("partnership")
@click.option("--all", "with_over", is_flag=True, help="Also those that are over.")
@shared_options
def show(desk: Desk, partnership: str, with_over: bool) -> None:
    """Show who may do what without a vote, how much of it is left now, and until when."""
    with desk.session() as session:
        place = open_place(session, partnership)
        now = place.now()
        found = [one for one in place.partnership.promises.all(place.since).mandates if with_over or not one.is_over]
        told = [f"{one.number}. {promised_view.mandate_line(place, one, now)}" for one in found]
        data = {"mandates": [promised_view.mandate_data(place, one, now) for one in found]}
        desk.result(data, "\n".join(told) or "no mandates")


@cli.command(cls=VariadicCommand, variadic={**action_counts(), **CALL_COUNTS})
@click.argument("partnership")
@number_argument
@click.argument("file", type=click.Path(path_type=Path), required=False)
@action_options
@call_option
@offline_options
@shared_options
def use(
    desk: Desk,
    partnership: str,
    number: int,
    file: Path | None,
    calls: Sequence[str],
    offline: Offline,
    **options: Any,
) -> None:
    """Do what a mandate of --account allows, or sign it for somebody to relay: one action, like --pay TO AMOUNT.

    Every option of `proposal new` that is about one action is taken, and a YAML FILE with one.
    """
    from polypact.decisions import drafts

    wanted = [*chosen_actions(options), *(one_call(values(given)) for given in calls)]
    with desk.session() as session:
        place = open_place(session, partnership)
        draft = drafts.read_draft(file, place) if file else drafts.Draft([])
        for kind, fields in wanted:
            draft.actions.append(made(kind, fields, place))
        if len(draft.actions) != 1:
            raise PolypactError(f"a mandate is used for one action, and {len(draft.actions)} are named")
        action = draft.actions[0]
        given = _given(place, number)
        if offline:
            promises = place.partnership.promises
            write_message(
                desk,
                place,
                offline,
                lambda holder, until: promises.act_data(number, holder, action, given.nonce, until),
            )
            return
        _say(desk, place, given)
        say_actions(desk, place, [action])
        _check(place, given, session.sender, action)
        desk.confirm(f"Do this under mandate {number}?")
        receipt = place.partnership.promises.act(number, action)
        after = place.partnership.promises.mandate(number)
        left = promised_view.left_words(place, given.mandate, after.left)
        desk.sent(
            f"done under mandate {number}: {place.words.action(action)}; {left} left now",
            receipt,
            mandate=number,
            holder=session.sender,
            target=action.target,
            value=str(action.value),
            data=f"0x{action.data.hex()}",
            left=str(after.left),
        )


def _say(desk: Desk, place: Place, given: GivenMandate) -> None:
    desk.say(f"mandate {given.number}: {promised_view.mandate_line(place, given, place.now())}")


def _check(place: Place, given: GivenMandate, sender: str, action: Action) -> None:
    """Raises for what the contract would refuse, before anybody is asked."""
    place.session.call(
        place.partnership.address,
        place.partnership.encode("act", given.number, action.target, action.value, action.data),
        sender,
    )


@cli.command(cls=Command)
@click.argument("partnership")
@number_argument
@shared_options
def pause(desk: Desk, partnership: str, number: int) -> None:
    """Keep a mandate from being used for 14 days, once, as a steering partner."""
    from polypact.text.durations import format_timestamp

    with desk.session() as session:
        place = open_place(session, partnership)
        _say(desk, place, _given(place, number))
        desk.confirm(f"Pause mandate {number} for 14 days? It can be paused once.")
        receipt = place.partnership.promises.pause(number)
        until = place.partnership.promises.mandate(number).paused_until
        text = f"mandate {number} cannot be used until {format_timestamp(until)}"
        desk.sent(text, receipt, mandate=number, paused_until=until)


@cli.command(cls=Command)
@click.argument("partnership")
@number_argument
@shared_options
def resign(desk: Desk, partnership: str, number: int) -> None:
    """Give a mandate of --account up, for good."""
    with desk.session() as session:
        place = open_place(session, partnership)
        _say(desk, place, _given(place, number))
        desk.confirm(f"Give mandate {number} up, for good?")
        receipt = place.partnership.promises.resign(number)
        desk.sent(f"{place.name(session.sender)} gave mandate {number} up", receipt, mandate=number)


def _given(place: Place, number: int) -> GivenMandate:
    from polypact.chain.node_errors import RefusedError

    try:
        return place.partnership.promises.mandate(number)
    except RefusedError:
        raise PolypactError(f"there is no mandate {number}; `mandate list` shows those there are") from None

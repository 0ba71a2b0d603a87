"""`ape run project`: partnerships with sponsors, which begin, earn for others, and end on conditions of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from polypact.cli import project_view
from polypact.cli.common import Command, Desk, Group, open_place, row, shared_options, table
from polypact.cli.ending import liquidated, sums
from polypact.cli.launching import Choice, Launch, launch_options
from polypact.cli.promising import description_option, propose
from polypact.cli.proposing import Manner, proposer_options
from polypact.cli.taking_part import ask_sponsors, take_part
from polypact.text.links import format_tag


@click.group(cls=Group)
def cli() -> None:
    """Projects: start one under sponsors, see them, end one."""


@cli.command(cls=Command)
@launch_options
@click.option(
    "--sponsor",
    "sponsors",
    multiple=True,
    metavar="PARTNERSHIP",
    help="A partnership that the spec names as a founder or a sponsor: its part is proposed there. Repeatable.",
)
@description_option
@proposer_options
@shared_options
def start(desk: Desk, choice: Choice, sponsors: Sequence[str], description: str, manner: Manner) -> None:
    """Spin up the project that SPEC describes, and propose to each --sponsor to take part in it.

    Anybody may spin a project up: it binds nobody until its founders accept. What is proposed to a sponsor is one
    decision: contribute what is asked of it, accept the terms, and agree to its link, all or nothing, and nothing that
    was offered after the founding. Run again, with the account of a partner of another sponsor, it finds the project
    and goes on.
    """
    spec = choice.read()
    with desk.session() as session:
        places = [open_place(session, name) for name in sponsors]
        launch = Launch(desk, session, choice, spec)
        ask_sponsors(launch, places, manner)
        launch.say()
        made, is_new = launch.go()
        project = open_place(session, made.partnership)
        data: dict[str, Any] = {
            "name": launch.name,
            "partnership": made.partnership,
            "escrow": made.escrow,
            "is_new": is_new,
            "gas_used": launch.gas_used,
            "proposals": [],
        }
        told = [
            f"{launch.name} {f'is deployed, with {launch.gas_used:,} gas' if is_new else 'was deployed before'}:",
            f"  partnership  {made.partnership}\n  escrow       {made.escrow}",
        ]
        for place in places:
            found, lines = take_part(desk, project, place, description, manner, made.block)
            data["proposals"].append({"sponsor": place.partnership.address, "name": place.title, **found})
            told += [f"{place.title}:", *(f"  {line}" for line in lines)]
        asked = [place.partnership.address for place in places]
        data["next"] = project_view.next_lines(desk, project, asked=asked)
        desk.result(data, *told, *data["next"])


@cli.command(cls=Command)
@click.argument("project")
@click.option("--sponsor", required=True, metavar="PARTNERSHIP", help="The partnership that takes part.")
@description_option
@proposer_options
@shared_options
def join(desk: Desk, project: str, sponsor: str, description: str, manner: Manner) -> None:
    """Propose to a partnership what it still has to do in PROJECT: contribute, accept the terms, agree to its links."""
    with desk.session() as session:
        place, own = open_place(session, project), open_place(session, sponsor)
        data, told = take_part(desk, place, own, description, manner)
        desk.result(data, *told)


@cli.command("list", cls=Command)
@click.argument("partnership")
@shared_options
def list_projects(desk: Desk, partnership: str) -> None:
    """Show the projects of PARTNERSHIP: where it is or was a sponsor or a partner, or is asked to be."""
    from polypact.clients.projects import projects_of
    from polypact.text.shares import format_bps

    with desk.session() as session:
        place = open_place(session, partnership)
        ecosystems = place.ecosystems()
        found = projects_of(session, place.partnership.address, list(ecosystems), min(ecosystems.values(), default=0))
        made = table("project", "address", "phase", "as a partner", "links")
        for one in found:
            links = [
                f"{format_tag(link.tag)} {format_bps(link.terms.share_bps)} {link.state.value}" for link in one.links
            ]
            row(made, one.name, one.partnership, one.phase.words, one.status.words, ", ".join(links) or "-")
        data = {"partnership": place.partnership.address, "projects": [project_view.brief(place, one) for one in found]}
        desk.result(data, made if found else "no projects")


@cli.command(cls=Command)
@click.argument("project")
@shared_options
def show(desk: Desk, project: str) -> None:
    """Show PROJECT: how far it is, what its sponsors have, when it ends, and what may be done next."""
    with desk.session() as session:
        place = open_place(session, project)
        seen = project_view.Seen.of(place)
        data = {**project_view.data(place, seen), "next": project_view.next_lines(desk, place, seen)}
        desk.result(data, *project_view.lines(place, seen), *data["next"])


@cli.command(cls=Command)
@click.argument("project")
@click.option("--by-vote", is_flag=True, help="Propose to wind up now, though nothing has come that ends it.")
@click.option(
    "--milestone", is_flag=True, help="Propose to decide that its milestone is reached; anybody ends it then."
)
@description_option
@proposer_options
@shared_options
def end(desk: Desk, project: str, by_vote: bool, milestone: bool, description: str, manner: Manner) -> None:
    """Begin winding PROJECT up, once its date has come, its income is there or its milestone is reached. Anybody may.

    The treasury goes to the escrow at once: contributions that were not repaid first, then partners by units.
    """
    from polypact.decisions.ending import ends_of

    if by_vote and milestone:
        raise click.UsageError("--by-vote ends it now, --milestone lets anybody end it: give one")
    with desk.session() as session:
        place = open_place(session, project)
        project_view.refuse_unless_in_force(place)
        ends = ends_of(place.partnership, place.now())
        if by_vote:
            propose(desk, place, [place.own.wind_up()], description, manner)
            return
        if milestone:
            project_view.refuse_without_milestone(place, ends)
            propose(desk, place, [place.own.reach_milestone(ends.conditions.milestone)], description, manner)
            return
        project_view.refuse_before_its_end(desk, place, ends)
        for line in project_view.end_lines(place, ends):
            desk.say(line)
        desk.confirm(f"Wind up {place.title}, for good? Nobody can take it back.")
        receipt = place.partnership.end.begin_at_end()
        sent = liquidated(place, receipt)
        desk.sent(f"{place.title} is winding up{sums(sent)}", receipt, liquidated=sent)

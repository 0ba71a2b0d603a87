"""`ape run partnership split|merge|move`: the successors of a partnership, and who gets what, before anybody votes.

Nothing is sent: specs and proposals are written as files, for people to read, change and put to the vote.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import succession_drafts, succession_view, successor_specs
from polypact.cli.common import Command, Desk, open_place, shared_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.session import Session
    from polypact.cli.open_partnership import Place
    from polypact.decisions.drafts import Draft
    from polypact.decisions.succession import Trial, Way

_PATH = click.Path(path_type=Path)


@dataclass(frozen=True)
class Wanted:
    """What of the options was given."""

    into: Sequence[str]
    """Successors to be, as `NAME: PARTNER, PARTNER`."""
    to: Sequence[str]
    """Successors there are."""
    keep: Sequence[str]
    keep_for: str
    out: Path
    ecosystem: str
    terms: Path | None


def succession_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --into, --to, --keep, --for, --out, --terms and --ecosystem; the command gets them as `wanted`."""

    @click.option(
        "--into",
        multiple=True,
        metavar="NAME[: PARTNER, ...]",
        help="First: write the spec of this successor, with these partners; of a single one, with all. Repeatable.",
    )
    @click.option(
        "--to",
        multiple=True,
        metavar="SUCCESSOR",
        help="Then: a successor that was deployed; write the proposals, and show who gets what. Repeatable.",
    )
    @click.option("--keep", multiple=True, metavar="SUM", help="Stays in the treasury for debts. Repeatable.")
    @click.option("--for", "keep_for", default="30 days", show_default=True, help="For how long that stays.")
    @click.option("--out", type=_PATH, default=Path(), help="Folder to write to; this one by default.")
    @click.option("--terms", type=_PATH, help="Of --into: the document of the terms in force, to the byte.")
    @click.option("--ecosystem", default="default", show_default=True, help="Of --into: where successors are deployed.")
    @wraps(function)
    def command(
        *args: Any,
        into: Sequence[str],
        to: Sequence[str],
        keep: Sequence[str],
        keep_for: str,
        out: Path,
        ecosystem: str,
        terms: Path | None,
        **kwargs: Any,
    ) -> Any:
        return function(*args, wanted=Wanted(into, to, keep, keep_for, out, ecosystem, terms), **kwargs)

    return command


@click.command(cls=Command)
@click.argument("partnership")
@succession_options
@shared_options
def split(desk: Desk, partnership: str, wanted: Wanted) -> None:
    """Split PARTNERSHIP into several: write the specs (--into), then the proposals (--to), and show who gets what.

    One proposal winds it up, if all successors are in force then. Each partner takes its part along to its successor
    (`partnership take-along`), or is paid out.
    """
    _succeed(desk, [partnership], wanted, "split", least=2)


@click.command(cls=Command)
@click.argument("partnerships", metavar="PARTNERSHIP PARTNERSHIP...", nargs=-1, required=True)
@succession_options
@shared_options
def merge(desk: Desk, partnerships: Sequence[str], wanted: Wanted) -> None:
    """Merge several partnerships into one: write its spec (--into), then the proposals (--to), and show who gets what.

    Each of them decides on its own winding up, which wants the successor in force; none waits for the others.
    """
    if len(partnerships) < 2:
        raise click.UsageError("name two partnerships or more; one alone is moved (`partnership move`)")
    _succeed(desk, partnerships, wanted, "merge", most=1)


@click.command(cls=Command)
@click.argument("partnership")
@succession_options
@shared_options
def move(desk: Desk, partnership: str, wanted: Wanted) -> None:
    """Move PARTNERSHIP to a new one, of a new release say: write its spec (--into), then the proposals (--to)."""
    _succeed(desk, [partnership], wanted, "move", most=1)


COMMANDS = (split, merge, move)


def _succeed(
    desk: Desk, partnerships: Sequence[str], wanted: Wanted, kind: str, least: int = 1, most: int = 16
) -> None:
    if bool(wanted.into) == bool(wanted.to):
        raise click.UsageError("give --into to write specs of successors, or --to with those that were deployed")
    count = len(wanted.into or wanted.to)
    if not least <= count <= most:
        named = f"{least} or more" if least > 1 else "one"
        raise click.UsageError(f"a {kind} has {named} successor{'s' if least > 1 else ''}, and {count} are named")
    with desk.session() as session:
        ending = _different([open_place(session, name) for name in partnerships])
        for place in ending:
            _check_in_force(place)
        if wanted.into:
            _write_specs(desk, ending, wanted)
        else:
            _write_proposals(desk, session, ending, wanted, kind)


def _write_specs(desk: Desk, ending: Sequence[Place], wanted: Wanted) -> None:
    planned = successor_specs.planned(ending, wanted.into)
    written = successor_specs.write_specs(ending, planned, wanted.out, wanted.ecosystem, wanted.terms)
    made = succession_view.planned_table(ending, planned)
    lines = [f"wrote {path}" for path in written]
    for one in successor_specs.left_out(ending, planned):
        lines.append(f"{one} is in no successor: it is paid out when it claims")
    data = {
        "specs": [str(path) for path in written],
        "successors": {
            name: [{"account": h.account, "name": h.name, "weight": h.weight, "units": h.units} for h in heirs]
            for name, heirs in planned.items()
        },
    }
    deploy = [f"  {desk.command('deploy', str(path))}" for path in written]
    then = "read and change them; then deploy each, have its founders accept, and run this again with --to:"
    desk.result(data, made, *lines, then, *deploy)


def _write_proposals(desk: Desk, session: Session, ending: Sequence[Place], wanted: Wanted, kind: str) -> None:
    from polypact.decisions.succession import heirs_of
    from polypact.text.enums import Phase

    successors = _different([open_place(session, name) for name in wanted.to])
    for place in successors:
        if any(place.partnership.address == old.partnership.address for old in ending):
            raise PolypactError(f"{place.called} winds up itself, and cannot be its own successor")
        phase = place.members.phase
        if phase not in (Phase.FORMING, Phase.IN_FORCE):
            raise PolypactError(f"{place.members.name} is {phase.words}, and can be nobody's successor")
        if phase == Phase.FORMING:
            desk.warn(f"{place.members.name} is not in force yet; until it is, no winding up can be executed")
    ways = heirs_of([place.partnership for place in successors])
    drafts = [succession_drafts.winding_up(place, successors, wanted.keep, wanted.keep_for) for place in ending]
    for place, draft in zip(ending, drafts, strict=True):
        _check_pays(place, draft)
    trial = _tried(session, ending, successors, [list(draft.actions) for draft in drafts], ways)
    for place, draft in zip(ending, drafts, strict=True):
        if refused := _not_proposable(place, draft):
            desk.warn(f"the winding up of {place.members.name} cannot be proposed as things are now: {refused}")
        for line in succession_view.release_lines(place, successors):
            desk.warn(line)
        if why := trial.failures.get(place.partnership.address):
            desk.warn(f"the winding up of {place.members.name} would fail as things are now: {why}")
    agreed = succession_drafts.agreements(successors, trial, ways)
    written = succession_drafts.write_drafts(ending, drafts, successors, agreed, wanted.out, kind)
    hows = succession_view.ways_to_go(ending, ways, trial)
    table, notes = succession_view.who_gets_what(ending, successors, ways, trial, hows)
    desk.result(
        succession_view.data(ending, successors, ways, trial, hows, written),
        table,
        *notes,
        *(f"wrote {one.path}" for one in written),
        *succession_view.next_steps(desk, ending, successors, written),
    )


def _tried(
    session: Session,
    ending: Sequence[Place],
    successors: Sequence[Place],
    actions: Sequence[Sequence[Any]],
    ways: dict[str, list[Way]],
) -> Trial:
    from polypact.decisions.succession import Ending, try_succession

    endings = [
        Ending(place.partnership, does, succession_drafts.accounts(place), place.known_tokens())
        for place, does in zip(ending, actions, strict=True)
    ]
    escrows = {place.partnership.address: place.partnership.escrow for place in successors}
    return try_succession(session, endings, ways, escrows)


def _check_pays(place: Place, draft: Draft) -> None:
    """Raises unless the treasury has the wei that show that the successors are in force."""
    needed, held = sum(action.value for action in draft.actions), place.partnership.balance()
    if held < needed:
        raise PolypactError(
            f"the winding up of {place.members.name} pays {needed} wei, one to each successor, and its treasury has "
            f"{held}: send it some ether first; nothing was written"
        )


def _not_proposable(place: Place, draft: Draft) -> str:
    """Why nobody could put it to the vote: classes that do not go together, say; empty if somebody can."""
    from polypact.chain.node_errors import RefusedError
    from polypact.clients.proposal_records import columns

    why = "nobody has standing"
    for partner in successor_specs.seated(place):
        if not place.partnership.has_standing(partner.account):
            continue
        data = place.partnership.encode("propose", *columns(draft.actions), "successors")
        try:
            place.session.call(place.partnership.address, data, partner.account)
        except RefusedError as error:
            why = str(error)
        else:
            return ""
    return why


def _different(places: Sequence[Place]) -> list[Place]:
    """The same; `PolypactError` if one of them is named twice."""
    seen: dict[str, str] = {}
    for place in places:
        address = place.partnership.address
        if address in seen:
            raise PolypactError(f"{seen[address]} and {place.called} are the same partnership, {address}")
        seen[address] = place.called
    return list(places)


def _check_in_force(place: Place) -> None:
    from polypact.decisions.succession import ended

    if why := ended(place.partnership):
        raise PolypactError(f"{why}; nothing is left to split, merge or move")

"""Putting a draft to the vote: what `proposal new`, `proposal again` and `rules propose` share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from polypact.cli import proposal_view
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal
    from polypact.decisions.drafts import Draft

F = TypeVar("F", bound=Callable[..., Any])


def proposer_options(function: F) -> F:
    """Adds --as and --beneficiary; the command gets `partner` and `beneficiaries`."""
    as_option = click.option("--as", "partner", metavar="PARTNER", help="Propose as the representative of PARTNER.")
    beneficiary = click.option(
        "--beneficiary",
        "beneficiaries",
        multiple=True,
        metavar="PARTNER",
        help="Who gains by it without being paid by an action; out of the vote where the class recuses. Repeatable.",
    )
    return as_option(beneficiary(function))


def put_to_vote(
    desk: Desk,
    place: Place,
    draft: Draft,
    partner: str | None = None,
    beneficiaries: Sequence[str] = (),
    again: Proposal | None = None,
) -> None:
    """Shows what a draft does, asks, proposes it and shows what happens next."""
    from polypact.capabilities.actions import check_bounds

    if not draft.description:
        raise PolypactError("a proposal needs a description: say with --description what it is for")
    check_bounds(draft.actions, draft.description)
    who = place.account(partner) if partner else None
    named = [place.account(text) for text in beneficiaries]
    for address, name in draft.names.items():
        place.learn(address, name)
    say_actions(desk, place, draft.actions)
    desk.confirm("Put this to the vote?")
    id = place.partnership.propose(draft.actions, draft.description, partner=who, beneficiaries=named, again=again)
    place.save_names(draft.names)
    made = place.partnership.proposal(id, place.since)
    data = proposal_view.data(place, made, place.now())
    desk.result(data, f"proposed {id}", *recused_line(place, made), data["next"])


def say_actions(desk: Desk, place: Place, actions: Sequence[Any]) -> None:
    """What actions do, one line each."""
    for number, action in enumerate(actions, 1):
        desk.say(f"  {number}. {place.words.action(action)}")


def recused_line(place: Place, proposal: Proposal) -> list[str]:
    """Who is out of the vote, if anybody is."""
    names = [place.name(partner) for partner in place.partnership.recused(proposal)]
    return [f"out of the vote, because it concerns them: {', '.join(names)}"] if names else []

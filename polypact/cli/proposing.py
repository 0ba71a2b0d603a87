"""Putting a draft to the vote: what `proposal new`, `proposal again` and `rules propose` share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from polypact.cli import message_view, outer_view, promised_view, proposal_view
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place
    from polypact.clients.proposal_records import Proposal
    from polypact.decisions.drafts import Draft
    from polypact.decisions.simulation import Simulation

#: Which argument of a call gets a seat, a right or money from it.
_NEWCOMERS = {
    "admit": "partner",
    "recover_seat": "to",
    "set_sponsor": "sponsor",
    "set_objector": "account",
    "transfer": "to",
    # Of another partnership:
    "name_representative": "representative",
    "offer_seat": "to",
    "set_payout": "to",
}

#: Which argument of a call says to whom something is promised.
_PROMISED = {"reserve_matter": "matter", "set_floor": "promise", "give_mandate": "mandate"}


@dataclass(frozen=True)
class Manner:
    """How it is proposed: what of the options was given."""

    partner: str | None
    """Whom the account represents, as a person names it."""
    beneficiaries: Sequence[str]
    anyway: bool
    """Whether to propose what would fail as things are now."""
    unmarked: bool
    """Whether to leave away the mark of the proposer."""


def proposer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --as, --beneficiary, --anyway and --unmarked; the command gets them as `manner`."""

    @click.option("--as", "partner", metavar="PARTNER", help="Propose as the representative of PARTNER.")
    @click.option(
        "--beneficiary",
        "beneficiaries",
        multiple=True,
        metavar="PARTNER",
        help="Who gains by it without being paid by an action; out of the vote where the class recuses. Repeatable.",
    )
    @click.option("--anyway", is_flag=True, help="Propose it though an action would fail as things are now.")
    @click.option(
        "--unmarked",
        is_flag=True,
        help="Leave away the last line #proposer=..., which keeps others from putting the same text first.",
    )
    @wraps(function)
    def command(
        *args: Any, partner: str | None, beneficiaries: Sequence[str], anyway: bool, unmarked: bool, **kwargs: Any
    ) -> Any:
        return function(*args, manner=Manner(partner, beneficiaries, anyway, unmarked), **kwargs)

    return command


def put_to_vote(desk: Desk, place: Place, draft: Draft, manner: Manner, again: Proposal | None = None) -> None:
    """Shows what a draft does, tries it, asks, proposes it and shows what happens next.

    Args:
        again: The stopped proposal that is put again.
    """
    data, told = proposed(desk, place, draft, manner, again)
    desk.result(data, *told)


def proposed(
    desk: Desk, place: Place, draft: Draft, manner: Manner, again: Proposal | None = None
) -> tuple[dict[str, Any], list[str]]:
    """The same, and leaves it to the caller to show what happens next: for a program, and for people."""
    from polypact.capabilities.actions import check_bounds
    from polypact.decisions.link_offers import check_offers
    from polypact.decisions.outer_votes import outer_votes, span_of_draft

    if not draft.description.strip():
        raise PolypactError("a proposal needs a description: say with --description what it is for")
    who = place.account(manner.partner) if manner.partner is not None else None
    check_bounds(draft.actions, draft.description)
    text = draft.description if manner.unmarked else _marked(draft.description, who or place.session.sender)
    named = [place.account(one) for one in manner.beneficiaries]
    place.check_names(draft.names)
    for address, name in draft.names.items():
        place.learn(address, name)
    say_actions(desk, place, draft.actions)
    for message in place.messages:
        for line in message_view.lines(message):
            desk.say(f"  {line}")
    _check_newcomers(place, draft.actions)
    within = outer_votes(place.partnership, draft.actions)
    waiting = [vote.number for vote in within if vote.is_waiting(place.now())]
    check_offers(place.partnership, draft.actions, place.since)
    tried = try_actions(desk, place, draft.actions, manner.anyway, waiting)
    asked = promised_view.asked_of(place, draft.actions, tried=tried)
    for line in promised_view.need_lines(place, asked):
        desk.say(f"  {line}")
    casts = []
    if within:
        casts = outer_view.casting(place, within, span_of_draft(place.partnership, draft.actions, place.now()))
    for told in casts:
        (desk.warn if told.is_late else desk.say)(told.text)
    desk.confirm("Put this to the vote?")
    id = place.partnership.propose(draft.actions, text, partner=who, beneficiaries=named, again=again)
    place.save_names(draft.names)
    made = place.partnership.proposal(id, place.since)
    data = proposal_view.data(place, made, place.now())
    data["consents"] = promised_view.need_data(place, asked)
    data["votes_elsewhere"] = [told.data for told in casts]
    return data, [f"proposed {proposal_view.label(made)}, id {id}", *recused_line(place, made), data["next"]]


def _marked(description: str, proposer: str) -> str:
    from polypact.capabilities.actions import MAX_DESCRIPTION
    from polypact.text.proposer_mark import marked

    text = marked(description, proposer)
    if (over := len(text.encode()) - MAX_DESCRIPTION) > 0:
        size = len(description.encode())
        raise PolypactError(
            f"the description has {size:,} bytes; at most {size - over:,} fit beside the line that marks its proposer: "
            "shorten it, or leave that line away with --unmarked"
        )
    return text


def _check_newcomers(place: Place, actions: Sequence[Action]) -> None:
    """Raises if an account that anybody has the key of would get a seat, a right or money on a public chain."""
    from polypact.chain.abi import ERC20, interface
    from polypact.text.enums import ETHER

    own = {place.partnership.address: interface("Partnership"), place.partnership.escrow: interface("RevenueEscrow")}
    for action in actions:
        if not action.data:
            place.newcomer(action.target)
            continue
        others = (ERC20, *own.values())
        known = (own[action.target],) if action.target in own else others
        if call := next(filter(None, (one.decode_call(action.data) for one in known)), None):
            function, arguments = call
            newcomer = arguments.get(_NEWCOMERS.get(function, ""), ETHER)
            # The zero address is nobody (any more), a share of zero takes one away.
            if newcomer != ETHER and list(arguments.values())[-1]:
                place.newcomer(newcomer)
            promise = arguments.get(_PROMISED.get(function, ""))
            if promise and int(promise["holder"], 16):
                place.newcomer(promise["holder"])


def try_actions(
    desk: Desk, place: Place, actions: Sequence[Action], anyway: bool, waiting: Sequence[int] = ()
) -> Simulation:
    """Tries actions on the present state, and says which would fail. What needs somebody's yes is no failure.

    Args:
        waiting: The numbers of those that cast a ballot in a vote that has not begun.

    Raises:
        PolypactError: One would fail for another reason than that the money is not there yet, and not `anyway`.
    """
    from polypact.decisions.asking import OWN_DEAL
    from polypact.decisions.simulation import lacks_money, simulate

    tried = simulate(place.partnership, actions)
    # What is tried alone may only lack what an action before it would do.
    anyway = anyway or not tried.is_cumulative
    refused = []
    for number, step in enumerate(tried.steps, 1):
        if not step.reason or step.reason in OWN_DEAL:
            continue
        if lacks_money(place.partnership, step):
            desk.warn(f"action {number} would fail as things are now, because the treasury has not got the money yet")
        elif number in waiting:
            desk.warn(f"action {number} would fail as things are now, because the vote there has not begun")
        else:
            refused.append(f"action {number} would fail as things are now: {step.reason}")
    if refused and not anyway:
        raise PolypactError(f"{' '.join(refused)} Nothing was proposed; --anyway proposes it all the same.")
    for line in refused:
        desk.warn(line)
    return tried


def say_proposal(desk: Desk, place: Place, proposal: Proposal) -> None:
    """What a proposal is called, and what it does."""
    desk.say(f"{proposal_view.label(proposal)} {proposal_view.title(place, proposal)}")
    say_actions(desk, place, proposal.actions)


def say_actions(desk: Desk, place: Place, actions: Sequence[Action]) -> None:
    """What actions do, one line each."""
    for number, action in enumerate(actions, 1):
        desk.say(f"  {number}. {place.words.action(action)}")


def recused_line(place: Place, proposal: Proposal) -> list[str]:
    """Who is out of the vote, if anybody is."""
    names = [place.name(partner) for partner in place.partnership.recused(proposal)]
    return [f"out of the vote, because it concerns them: {', '.join(names)}"] if names else []

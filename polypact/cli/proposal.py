"""`ape run proposal`: what partners decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, Group, brief, row, shared_options, short, table
from polypact.cli.variadic import VariadicCommand, values
from polypact.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.place import Place
    from polypact.clients.partnership import Proposal

_PATH = click.Path(path_type=Path)


@click.group(cls=Group)
def cli() -> None:
    """Proposals: make them, vote, execute."""


@cli.command(cls=VariadicCommand, variadic={"--pay": (2, 3), "--call": (2, 40)})
@click.argument("partnership")
@click.argument("file", type=_PATH, required=False)
@click.option("--description", default="", help="What it is for; may have several lines.")
@click.option("--pay", multiple=True, metavar="TO AMOUNT [TOKEN]", help='Like --pay Eastport "1.5 ether".')
@click.option("--admit", metavar="ACCOUNT", help="Invite a partner; with --weight, --units, --role, --name.")
@click.option("--weight", type=int, help="Of --admit: voting power.")
@click.option("--units", type=int, help="Of --admit: claim on revenue.")
@click.option("--role", default="proposer", show_default=True, help="Of --admit: duties, separated by commas, or ''.")
@click.option("--name", default="", help="Of --admit: the company's name, for the record.")
@click.option("--respond-within", default="14 days", show_default=True, help="Of --admit: time to accept.")
@click.option("--expel", metavar="PARTNER", help="Remove a partner.")
@click.option("--amend-terms", "amended", type=_PATH, metavar="FILE", help="New terms; with --uri, --window.")
@click.option("--uri", default="", help="Of --amend-terms: where partners can read it.")
@click.option("--window", default="30 days", show_default=True, help="Of --amend-terms: time to accept it.")
@click.option(
    "--call",
    "calls",
    multiple=True,
    metavar="TARGET SIGNATURE ARGS...",
    help="Any call; or TARGET 0xCALLDATA. A last value=AMOUNT sends ether along.",
)
@shared_options
def new(
    desk: Desk,
    partnership: str,
    file: Path | None,
    description: str,
    pay: Sequence[str],
    admit: str | None,
    weight: int | None,
    units: int | None,
    role: str,
    name: str,
    respond_within: str,
    expel: str | None,
    amended: Path | None,
    uri: str,
    window: str,
    calls: Sequence[str],
) -> None:
    """Propose actions to the partners of PARTNERSHIP, from options or from a YAML FILE, or both."""
    from polypact import drafts
    from polypact.actions import check_bounds

    if admit and (weight is None or units is None):
        raise click.UsageError("--admit wants --weight and --units")
    with desk.session() as session:
        place = _open(session, partnership)
        draft = drafts.read_draft(file, place) if file else drafts.Draft([])

        def add(kind: str, **fields: Any) -> None:
            try:
                draft.actions.append(drafts.make(kind, fields, place, draft.names))
            except ValueError as error:
                raise PolypactError(f"--{kind.replace('_', '-')}: {error}") from None

        for payment in pay:
            to, amount, *unit = values(payment)
            add("pay", to=to, amount=" ".join([amount, *unit]))
        if admit:
            invited = {"account": admit, "weight": weight, "units": units, "role": role}
            if name:
                invited["name"] = name
            add("admit", **invited, respond_within=respond_within)
        if expel:
            add("expel", partner=expel)
        if amended:
            add("amend_terms", file=str(amended), uri=uri, window=window)
        for given in calls:
            kind, fields = _call(values(given))
            add(kind, **fields)
        text = description or draft.description
        if not text:
            raise PolypactError("a proposal needs a description: say with --description what it is for")
        check_bounds(draft.actions, text)
        for address, who in draft.names.items():
            place.learn(address, who)
        words = place.words
        for number, action in enumerate(draft.actions, 1):
            desk.say(f"  {number}. {words.action(action)}")
        desk.confirm("Put this to the vote?")
        id = place.partnership.propose(draft.actions, text)
        place.save_names(draft.names)
        proposal = place.partnership.proposal(id, place.since)
        desk.result(
            _data(place, proposal),
            f"proposed {id}",
            _next(place, proposal),
        )


@cli.command("list", cls=Command)
@click.argument("partnership")
@click.option("--open", "only_open", is_flag=True, help="Only those to which something can still happen.")
@shared_options
def list_proposals(desk: Desk, partnership: str, only_open: bool) -> None:
    """Show the proposals of PARTNERSHIP, oldest first."""
    with desk.session() as session:
        place = _open(session, partnership)
        found = [p for p in place.partnership.proposals(place.since) if p.is_open or not only_open]
        desk.result({"proposals": [_data(place, proposal) for proposal in found]}, overview(place, found))


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def show(desk: Desk, partnership: str, id: str) -> None:
    """Show a proposal: what it does in plain words, the tally, and what happens next.

    ID may be shortened; `latest` is the newest proposal.
    """
    from polypact.durations import format_timestamp
    from polypact.roles import class_name

    with desk.session() as session:
        place = _open(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        ballots = place.partnership.ballots(proposal.id, place.since)
        data = _data(place, proposal)
        data["ballots"] = [
            {
                "voter": b.voter,
                "name": place.names.get(b.voter, ""),
                "support": b.support.words,
                "weight": b.weight,
                "reason": b.reason,
            }
            for b in ballots
        ]
        lines = [
            f"Proposal {proposal.id}",
            *(f"  {line}" for line in proposal.description.splitlines()),
            f"  by {place.name(proposal.proposer)}; decided by the {class_name(proposal.decision_class)} rule",
            "What it does:",
            *(f"  {number}. {place.words.action(action)}" for number, action in enumerate(proposal.actions, 1)),
            "Tally:",
            f"  for {proposal.votes_for:,}   against {proposal.votes_against:,}   abstain {proposal.votes_abstain:,}",
            f"  quorum {_quorum(proposal)}",
        ]
        lines += [
            f"  {place.name(b.voter)}: {b.support.words} ({b.weight:,}){': ' + b.reason if b.reason else ''}"
            for b in ballots
        ]
        lines += [
            f"Votes count as of  {format_timestamp(proposal.snapshot)}",
            f"Vote ends          {format_timestamp(proposal.deadline)}",
            f"State: {proposal.state.words}. {_next(place, proposal)}",
        ]
        desk.result(data, "\n".join(lines))


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@click.argument("choice", type=click.Choice(["for", "against", "abstain"], case_sensitive=False))
@click.option("--reason", default="", help="Goes into the chain's log, for everybody to read.")
@shared_options
def vote(desk: Desk, partnership: str, id: str, choice: str, reason: str) -> None:
    """Cast the ballot of --account on a proposal."""
    from polypact.roles import Support

    with desk.session() as session:
        place = _open(session, partnership)
        sender = session.sender
        proposal = place.partnership.proposal(id, place.since)
        desk.say(_title(place, proposal))
        for number, action in enumerate(proposal.actions, 1):
            desk.say(f"  {number}. {place.words.action(action)}")
        desk.confirm(f"Vote {choice.lower()}?")
        receipt = place.partnership.vote(proposal.id, Support[choice.upper()], reason)
        after = place.partnership.proposal(str(proposal.id), place.since)
        desk.sent(
            f"{place.name(sender)} voted {choice.lower()}: for {after.votes_for:,}, against {after.votes_against:,}, "
            f"abstain {after.votes_abstain:,}, quorum {_quorum(after)}",
            receipt,
            proposal=str(proposal.id),
            voter=sender,
            support=choice.lower(),
            votes_for=after.votes_for,
            votes_against=after.votes_against,
            votes_abstain=after.votes_abstain,
        )


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def execute(desk: Desk, partnership: str, id: str) -> None:
    """Execute a proposal that passed, once its delay is over. Anybody may."""
    with desk.session() as session:
        place = _open(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        for number, action in enumerate(proposal.actions, 1):
            desk.say(f"  {number}. {place.words.action(action)}")
        desk.confirm("Execute this?")
        receipt = place.partnership.execute(proposal)
        desk.sent(f"executed {short(proposal.id)}", receipt, proposal=str(proposal.id))


@cli.command(cls=Command)
@click.argument("partnership")
@click.argument("id")
@shared_options
def cancel(desk: Desk, partnership: str, id: str) -> None:
    """Withdraw your own proposal, until its vote has ended."""
    with desk.session() as session:
        place = _open(session, partnership)
        proposal = place.partnership.proposal(id, place.since)
        desk.confirm("Withdraw this proposal?")
        receipt = place.partnership.cancel(proposal)
        desk.sent(f"withdrew {short(proposal.id)}", receipt, proposal=str(proposal.id))


def overview(place: Place, found: Sequence[Proposal]) -> Any:
    """Proposals as a table."""
    numbers = ("for", "against", "abstain")
    made = table("id", "what", "state", *numbers, "quorum", "vote ends", right=numbers)
    for proposal in found:
        title = _title(place, proposal)
        row(
            made,
            short(proposal.id),
            title[:60],
            proposal.state.words,
            f"{proposal.votes_for:,}",
            f"{proposal.votes_against:,}",
            f"{proposal.votes_abstain:,}",
            _quorum(proposal),
            brief(proposal.deadline),
        )
    return made


def _title(place: Place, proposal: Proposal) -> str:
    lines = proposal.description.strip().splitlines()
    return lines[0] if lines else place.words.action(proposal.actions[0])


def _open(session: Any, partnership: str) -> Place:
    from polypact.cli.place import Place

    return Place(session, partnership)


def _call(given: list[str]) -> tuple[str, dict[str, Any]]:
    """`TARGET SIGNATURE ARGS...` or `TARGET 0xCALLDATA`, with or without a last `value=AMOUNT`."""
    fields: dict[str, Any] = {"target": given[0]}
    if given[-1].startswith("value="):
        fields["value"] = given.pop().removeprefix("value=")
    if len(given) < 2:
        raise click.UsageError("--call wants TARGET SIGNATURE ARGS... or TARGET 0xCALLDATA")
    if given[1].startswith("0x"):
        if len(given) > 2:
            raise click.UsageError("--call with calldata takes no arguments besides value=AMOUNT")
        return "raw", {**fields, "data": given[1]}
    return "call", {**fields, "function": given[1], "arguments": given[2:]}


def _quorum(proposal: Proposal) -> str:
    if proposal.quorum is None:
        return f"{proposal.rule.quorum_bps / 100:g}% of all weight"
    taken = proposal.votes_for + proposal.votes_abstain
    return f"{taken:,} of {proposal.quorum:,}{' (reached)' if taken >= proposal.quorum else ''}"


def _next(place: Place, proposal: Proposal) -> str:
    from polypact.durations import format_relative, format_timestamp
    from polypact.roles import ProposalState

    now = place.session.now()

    def moment(timestamp: int) -> str:
        return f"{format_timestamp(timestamp)}, {format_relative(timestamp, now)}"

    if proposal.state == ProposalState.PENDING:
        return f"Next: the vote begins {moment(proposal.snapshot + 1)} and ends {moment(proposal.deadline)}."
    if proposal.state == ProposalState.ACTIVE:
        return (
            f"Next: partners vote until {moment(proposal.deadline)}; if it passes, anybody may execute it from "
            f"{moment(proposal.executable_from)}."
        )
    if proposal.state == ProposalState.QUEUED:
        return f"Next: anybody may execute it from {moment(proposal.executable_from)}."
    if proposal.state == ProposalState.SUCCEEDED:
        return f"Next: anybody may execute it until {moment(proposal.executable_until)}."
    return "Nothing more happens to it."


def _data(place: Place, proposal: Proposal) -> dict[str, Any]:
    return {
        "id": str(proposal.id),
        "description": proposal.description,
        "proposer": proposal.proposer,
        "state": proposal.state.name.lower(),
        "decision_class": proposal.decision_class,
        "votes_for": proposal.votes_for,
        "votes_against": proposal.votes_against,
        "votes_abstain": proposal.votes_abstain,
        "quorum": proposal.quorum,
        "snapshot": proposal.snapshot,
        "deadline": proposal.deadline,
        "executable_from": proposal.executable_from,
        "executable_until": proposal.executable_until,
        "actions": [
            {
                "words": place.words.action(action),
                "target": action.target,
                "value": str(action.value),
                "data": "0x" + action.data.hex(),
            }
            for action in proposal.actions
        ],
        "next": _next(place, proposal),
    }

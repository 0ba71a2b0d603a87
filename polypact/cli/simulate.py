"""`ape run proposal simulate`: what a proposal would do if it were executed now."""

from __future__ import annotations

from pathlib import Path

import click

from polypact.cli.common import Command, Desk, open_place, row, shared_options, table


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("proposal", metavar="PROPOSAL|FILE")
@shared_options
def simulate(desk: Desk, partnership: str, proposal: str) -> None:
    """Try the actions of a proposal, or of a YAML FILE, on the present state. Nothing is sent.

    Shows the balances that would change, what would be logged, and why an action would fail. The exit code is 1 if one
    would.
    """
    from polypact.decisions import drafts
    from polypact.decisions.plain_words import event_words
    from polypact.decisions.simulation import simulate as run

    with desk.session() as session:
        place = open_place(session, partnership)
        if proposal.endswith((".yaml", ".yml")):
            draft = drafts.read_draft(Path(proposal), place)
            for address, name in draft.names.items():
                place.learn(address, name)
            actions = list(draft.actions)
        else:
            actions = list(place.partnership.proposal(proposal, place.since).actions)
        found = run(place.partnership, actions)
        lines: list[str] = []
        if not found.is_cumulative:
            lines.append(
                "This node cannot simulate, so each action was tried alone on the present state, not on what the ones "
                "before it would leave; balances and events are not known."
            )
        for number, step in enumerate(found.steps, 1):
            lines.append(f"{number}. {place.words.action(step.action)}")
            lines.append(f"   would fail: {step.reason}" if step.reason else "   would work")
            lines += [f"   - {event_words(place.words, log)}" for log in step.events]
        made = table("account", "token", "change", right=("change",))
        for change in found.changes:
            token = place.tokens.at(change.token)
            sign = "+" if change.amount > 0 else ""
            row(made, place.words.name(change.account), token.symbol, f"{sign}{token.number(change.amount)}")
        if found.failed:
            lines.append("A proposal does all of its actions or none: as things are now, this one would do none.")
        data = {
            "works": not found.failed,
            "cumulative": found.is_cumulative,
            "steps": [
                {
                    "words": place.words.action(step.action),
                    "works": not step.reason,
                    "reason": step.reason,
                    "events": [event_words(place.words, log) for log in step.events],
                }
                for step in found.steps
            ],
            "changes": [
                {
                    "account": change.account,
                    "name": place.words.name(change.account),
                    "token": change.token,
                    "symbol": place.tokens.at(change.token).symbol,
                    "amount": str(change.amount),
                }
                for change in found.changes
            ],
        }
        desk.result(data, "\n".join(lines), *([made] if found.changes else []))
        if found.failed:
            raise SystemExit(1)

"""`ape run proposal simulate`: what a proposal would do if it were executed now."""

from __future__ import annotations

from pathlib import Path

import click

from polypact.cli import promised_view
from polypact.cli.common import Command, Desk, open_place, row, shared_options, table


@click.command(cls=Command)
@click.argument("partnership")
@click.argument("proposal", metavar="PROPOSAL|FILE")
@shared_options
def simulate(desk: Desk, partnership: str, proposal: str) -> None:
    """Try the actions of a proposal, or of a YAML FILE, on the present state. Nothing is sent.

    Shows the balances that would change, what would be logged, why an action would fail, and whose consent it needs.
    The exit code is 1 if an action would fail, or the consent that a proposal needs is not there.
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
            actions, known = list(draft.actions), None
        else:
            known = place.partnership.proposal(proposal, place.since)
            actions = list(known.actions)
        found = run(place.partnership, actions)
        asked = promised_view.asked_of(place, actions, known, found)
        # Whose own deal is made worse is asked, which nobody can answer to what is only tried.
        own = {need.action: need for need in asked.needs if need.matter is None and need.floor is None}
        failed = [number for number, step in enumerate(found.steps) if step.reason and number not in own]
        missing = asked.open if known is not None else []
        lines: list[str] = []
        if not found.is_cumulative:
            lines.append(
                "This node cannot simulate, so each action was tried alone on the present state, not on what the ones "
                "before it would leave; balances and events are not known."
            )
        for number, step in enumerate(found.steps, 1):
            lines.append(f"{number}. {place.words.action(step.action)}")
            fails = number - 1 in failed
            lines.append(f"   would fail: {step.reason}" if fails else "   would work")
            lines += [f"   - {event_words(place.words, log)}" for log in step.events]
        made = table("account", "token", "change", right=("change",))
        for change in found.changes:
            token = place.tokens.at(change.token)
            sign = "+" if change.amount > 0 else ""
            row(made, place.words.name(change.account), token.symbol, f"{sign}{token.number(change.amount)}")
        if asked.needs:
            lines.append("Consent:")
            lines += [f"  {line}" for line in promised_view.need_lines(place, asked)]
        if missing:
            lines.append("Without the consent that is missing it cannot be executed now.")
        if failed:
            lines.append("A proposal does all of its actions or none: as things are now, this one would do none.")
        data = {
            "works": not failed and not missing,
            "consents": promised_view.need_data(place, asked),
            "cumulative": found.is_cumulative,
            "steps": [
                {
                    "words": place.words.action(step.action),
                    "works": number not in failed,
                    "reason": step.reason if number in failed else "",
                    "events": [event_words(place.words, log) for log in step.events],
                }
                for number, step in enumerate(found.steps)
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
        if failed or missing:
            raise SystemExit(1)

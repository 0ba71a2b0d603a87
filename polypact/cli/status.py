"""`ape run status`: one partnership at a glance."""

from __future__ import annotations

import click

from polypact.cli.common import Command, Desk, row, shared_options, table


@click.command(cls=Command)
@click.argument("partnership")
@shared_options
def cli(desk: Desk, partnership: str) -> None:
    """Show PARTNERSHIP: phase, terms, roster, rules, open proposals, money."""
    from polypact.actions import rule_words
    from polypact.cli.partner import roster
    from polypact.cli.place import Place
    from polypact.cli.proposal import overview
    from polypact.durations import format_relative, format_timestamp
    from polypact.roles import class_name

    with desk.session() as session:
        place = Place(session, partnership, at_a_glance=True)
        seen = place.snapshot()
        now, terms, uri, deadline, rules = seen.now, seen.terms, seen.terms_uri, seen.formation_deadline, seen.rules
        partners, roster_table = roster(place, seen.roster, seen.acceptances)
        proposals = [proposal for proposal in seen.proposals if proposal.is_open]

        head = [
            f"{seen.name}: {seen.phase.words}",
            f"  partnership  {place.partnership.address}",
            f"  membership   {place.members.address}",
            f"  escrow       {place.escrow.address}",
            f"  terms        version {terms.version}, document 0x{terms.hash.hex()}{f', {uri}' if uri else ''}",
        ]
        if deadline:
            head.append(f"  founders accept until {format_timestamp(deadline)}, {format_relative(deadline, now)}")
        if terms.window_closes > now:
            closes = f"{format_timestamp(terms.window_closes)}, {format_relative(terms.window_closes, now)}"
            head.append(f"  partners accept the new terms until {closes}")
        rule_lines = [f"  {class_name(number)}: {rule_words(rule.__dict__)}" for number, rule in rules.items()]
        money = table("token", "treasury", "escrow", "to distribute", right=("treasury", "escrow", "to distribute"))
        for held in seen.balances:
            amounts = (held.treasury, held.escrow, held.undistributed)
            row(money, held.token.symbol, *(held.token.number(amount) for amount in amounts))
        desk.result(
            {
                "name": seen.name,
                "phase": seen.phase.name.lower(),
                "chain_id": session.chain_id,
                "partnership": place.partnership.address,
                "membership": place.members.address,
                "escrow": place.escrow.address,
                "terms": {
                    "version": terms.version,
                    "hash": "0x" + terms.hash.hex(),
                    "uri": uri,
                    "window_closes": terms.window_closes,
                },
                "formation_deadline": deadline,
                "partners": partners,
                "rules": {
                    class_name(number): {**rule.__dict__, "words": rule_words(rule.__dict__)}
                    for number, rule in rules.items()
                },
                "open_proposals": [
                    {
                        "id": str(p.id),
                        "description": p.description,
                        "state": p.state.name.lower(),
                        "deadline": p.deadline,
                    }
                    for p in proposals
                ],
                "balances": [
                    {
                        "token": held.token.address,
                        "symbol": held.token.symbol,
                        "treasury": str(held.treasury),
                        "escrow": str(held.escrow),
                        "undistributed": str(held.undistributed),
                    }
                    for held in seen.balances
                ],
            },
            "\n".join(head),
            roster_table,
            "Rules:\n" + "\n".join(rule_lines),
            *([overview(place, proposals)] if proposals else ["no open proposals"]),
            money,
        )

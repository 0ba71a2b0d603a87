"""`ape run status`: one partnership at a glance."""

from __future__ import annotations

import click

from polypact.cli.common import Command, Desk, open_place, row, shared_options, table


@click.command(cls=Command)
@click.argument("partnership")
@shared_options
def cli(desk: Desk, partnership: str) -> None:
    """Show PARTNERSHIP: phase, terms, roster, rules, open proposals, money."""
    from dataclasses import asdict

    from polypact.cli.proposal_view import overview
    from polypact.cli.roster import Known, missing_words, roster
    from polypact.decisions.plain_words import rule_words
    from polypact.text.durations import format_relative, format_timestamp
    from polypact.text.enums import class_name
    from polypact.text.sentences import exit_words

    with desk.session() as session:
        place = open_place(session, partnership, at_a_glance=True)
        seen = place.snapshot()
        now, terms, uri, deadline, rules = seen.now, seen.terms, seen.terms_uri, seen.formation_deadline, seen.rules
        known = Known(terms, now, seen.acceptances, seen.representatives)
        partners, roster_table = roster(place, seen.roster, known)
        proposals = [proposal for proposal in seen.proposals if proposal.is_open]

        head = [
            f"{seen.name}: {seen.phase.words}",
            f"  partnership  {place.partnership.address}",
            f"  escrow       {place.escrow.address}",
            f"  terms        version {terms.version}, document 0x{terms.hash.hex()}{f', {uri}' if uri else ''}",
        ]
        if deadline:
            head.append(f"  founders accept until {format_timestamp(deadline)}, {format_relative(deadline, now)}")
        if terms.window_is_open:
            closes = f"{format_timestamp(terms.window_closes)}, {format_relative(terms.window_closes, now)}"
            more = "" if terms.window_closes >= now else "; it goes on until most of the weight has accepted"
            head.append(f"  partners accept the new terms until {closes}{more}")
        if terms.version > 1 and (missing := missing_words(place, seen.roster, known)):
            head.append(f"  accepted     {missing}")
        names = place.words.class_name
        rule_lines = [f"  {names(number)}: {rule_words(rule.__dict__)}" for number, rule in rules.items()]
        head.append(f"  leaving      {exit_words(seen.deal.notice_seconds, seen.deal.redeemable_bps)}")
        money = table("token", "treasury", "escrow", "to distribute", right=("treasury", "escrow", "to distribute"))
        for held in seen.balances:
            amounts = (held.treasury, held.escrow, held.undistributed)
            row(money, held.token.symbol, *(held.token.number(amount) for amount in amounts))
        for token in seen.silent:
            row(money, token.symbol, "does not answer", "-", "-")
        desk.result(
            {
                "name": seen.name,
                "phase": seen.phase.name.lower(),
                "chain_id": session.chain_id,
                "partnership": place.partnership.address,
                "escrow": place.escrow.address,
                "terms": {
                    "version": terms.version,
                    "hash": "0x" + terms.hash.hex(),
                    "uri": uri,
                    "window_closes": terms.window_closes,
                },
                "formation_deadline": deadline,
                "deal": asdict(seen.deal),
                "partners": partners,
                "rules": {
                    class_name(number): {
                        **rule.__dict__,
                        "name": place.class_names.get(number, ""),
                        "words": rule_words(rule.__dict__),
                    }
                    for number, rule in rules.items()
                },
                "open_proposals": [
                    {
                        "number": p.number,
                        "id": str(p.id),
                        "title": p.title,
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
                "silent_tokens": [token.address for token in seen.silent],
            },
            "\n".join(head),
            roster_table,
            "Rules:\n" + "\n".join(rule_lines),
            *([overview(place, proposals)] if proposals else ["no open proposals"]),
            money,
        )

"""`ape run partnership prove`: money in is money out over a partnership that ended and its successors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, open_place, row, shared_options, table
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.statement.succession import Flow, Proof


@click.command(cls=Command)
@click.argument("partnerships", metavar="PARTNERSHIP...", nargs=-1, required=True)
@click.option("--to", multiple=True, required=True, metavar="SUCCESSOR", help="To which parts were taken. Repeatable.")
@click.option(
    "--token", "asked", multiple=True, metavar="TOKEN", help="Also this token: symbol or address; may be repeated."
)
@shared_options
def prove(desk: Desk, partnerships: Sequence[str], to: Sequence[str], asked: Sequence[str]) -> None:
    """Prove that all that came into PARTNERSHIPS was paid out, is there, or is capital of a successor: to the wei.

    Everything is read from the events of all of them, compared with what the contracts say, and matched transaction by
    transaction. The exit code is 1 if anything differs.
    """
    from polypact.statement.succession import Side
    from polypact.statement.succession import prove as run

    with desk.session() as session:
        ending = [open_place(session, name) for name in partnerships]
        successors = [open_place(session, name) for name in to]
        _check_different([*ending, *successors])
        tokens = [ending[0].tokens.named(name).address for name in asked]
        sides = [[Side(place.partnership, place.since) for place in places] for places in (ending, successors)]
        found = run(sides[0], sides[1], tokens)
        places = {place.partnership.address: place for place in (*ending, *successors)}
        desk.result(_data(found, places), _table(found, places), *_verdict(found, places))
        if not found.adds_up:
            raise SystemExit(1)


def _check_different(places: Sequence[Place]) -> None:
    seen: dict[str, str] = {}
    for place in places:
        address = place.partnership.address
        if address in seen:
            raise PolypactError(f"{seen[address]} and {place.called} are the same partnership, {address}")
        seen[address] = place.called


def _table(found: Proof, places: Mapping[str, Place]) -> Any:
    sums = ("came in", "paid out", "taken along", "to claim", "waits", "in the treasury")
    made = table("of", "token", *sums, right=sums, lead=2)
    for flow in found.flows:
        place = places[flow.partnership]
        token = place.tokens.at(flow.token)
        values = (flow.came, flow.paid, sum(flow.along.values()), flow.owed, flow.waits, flow.treasury)
        row(made, place.members.name, token.symbol, *(token.number(value) for value in values))
    return made


def _verdict(found: Proof, places: Mapping[str, Place]) -> list[str]:
    lines = []
    for flow in found.flows:
        place = places[flow.partnership]
        token = place.tokens.at(flow.token)
        for successor, amount in flow.along.items():
            name = places[successor].members.name if successor in places else successor
            lines.append(
                f"{token.words(amount)} of {place.members.name} went to {name}, and {_arrived(flow, successor)}"
            )
        if flow.treasury:
            lines.append(
                f"{token.words(flow.treasury)} are in the treasury of {place.members.name}: what is not kept for debts "
                "goes to the escrow by `partnership liquidate`"
            )
    if found.not_counted:
        some = ", ".join(found.not_counted[:3]) + (", ..." if len(found.not_counted) > 3 else "")
        lines.append(
            f"not counted are {len(found.not_counted)} tokens that nobody listed: {some}; --token has one count, too"
        )
    if found.adds_up:
        return [*lines, "it adds up to the wei: what came in was paid out, was taken along, or is here"]
    return [*lines, "it does NOT add up:", *(f"  {problem}" for problem in found.problems)]


def _arrived(flow: Flow, successor: str) -> str:
    lost = flow.along[successor] - flow.arrived[successor]
    return f"{lost} of the smallest unit did not arrive" if lost else "all of it arrived"


def _data(found: Proof, places: Mapping[str, Place]) -> dict[str, Any]:
    return {
        "adds_up": found.adds_up,
        "problems": list(found.problems),
        "not_counted": list(found.not_counted),
        "compared": sum(made.compared for made in found.statements),
        "flows": [
            {
                "partnership": flow.partnership,
                "name": places[flow.partnership].members.name,
                "token": flow.token,
                "came_in": str(flow.came),
                "liquidated": str(flow.liquidated),
                "repaid": str(flow.repaid),
                "paid_out": str(flow.paid),
                "taken_along": {successor: str(amount) for successor, amount in flow.along.items()},
                "arrived": {successor: str(amount) for successor, amount in flow.arrived.items()},
                "to_claim": str(flow.owed),
                "waits": str(flow.waits),
                "treasury": str(flow.treasury),
            }
            for flow in found.flows
        ],
    }


COMMANDS = (prove,)

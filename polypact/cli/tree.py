"""`ape run tree`: a partnership, its sponsors and its projects, what each earns of which, and what waits where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, Group, shared_options, short

if TYPE_CHECKING:
    from polypact.chain.session import Session
    from polypact.cli.grove import Grove
    from polypact.tree import Tree
    from polypact.tree.settling import Done


class _TreeGroup(Group):
    """A group that shows what is named, where that is none of its commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_TreeGroup)
def cli() -> None:
    """Show the tree of PARTNERSHIP (`tree PARTNERSHIP`, or `tree show PARTNERSHIP`), or move income up in it."""


@cli.command(cls=Command)
@click.argument("partnership")
@click.option("--chart", "chart_file", type=click.Path(path_type=Path), help="Draw it, as .svg or .png.")
@shared_options
def show(desk: Desk, partnership: str, chart_file: Path | None) -> None:
    """Show the partnerships that PARTNERSHIP is tied to by links or seats, from the top down, and what waits where."""
    from polypact.tree import chart

    if chart_file and not chart_file.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {chart_file.absolute().parent}")
    with desk.session() as session:
        grove = _open(session, partnership)
        tree = grove.tree
        if chart_file:
            chart.draw(tree, chart_file, grove.name, grove.facts, grove.tie_lines)
        _warn(desk, tree)
        told = "\n".join(grove.lines())
        desk.result(grove.data(), told, *([f"drawn in {chart_file}"] if chart_file else []))


@cli.command(cls=Command)
@click.argument("partnership")
@shared_options
def settle(desk: Desk, partnership: str) -> None:
    """Move what waits in the tree up to the top: every project splits what arrived and pays those above, leaves first.

    Anybody may: nobody is paid but who earned it, into its own escrow where that was agreed. What a partnership gets is
    income there, and its own partners claim their part as always.
    """
    from polypact.tree.settling import settle as settled

    with desk.session() as session:
        grove = _open(session, partnership)
        _warn(desk, grove.tree)
        if not grove.tree.within():
            data: dict[str, list[str]] = {"transactions": [], "moved": [], "failed": []}
            desk.result(data, f"{grove.name(grove.tree.asked)} has no project and no sponsor; nothing was sent")
            return
        sender = session.sender  # without an account that is the error, and nothing that a project refused
        desk.confirm(f"Move income up through {len(grove.tree.nodes)} partnerships, sent by {sender}?")
        done = []
        for one in settled(session, grove.tree):
            done.append(one)
            desk.say(_told(grove, one))
        _finish(desk, grove, done)


def _open(session: Session, partnership: str) -> Grove:
    from polypact.cli.grove import Grove

    return Grove(session, partnership)


def _warn(desk: Desk, tree: Tree) -> None:
    if tree.is_cut:
        desk.warn(f"there are more than {len(tree.nodes)} partnerships; the rest was not read")
    if tree.strangers:
        some = ", ".join(tree.strangers[:3]) + (", ..." if len(tree.strangers) > 3 else "")
        desk.warn(
            f"{len(tree.strangers)} contracts of code that is not known here say that they belong to it, and are left "
            f"out: {some}. A partnership of another ecosystem is shown where that ecosystem is recorded in deployments/"
        )


def _told(grove: Grove, one: Done) -> str:
    from polypact.tree.settling import Split

    whose = grove.name(grove.owner(one.what.escrow))
    if isinstance(one.what, Split):
        what = f"{whose}: split {grove.symbol(one.what.token)}"
        what += " and all listed tokens" if one.what.with_listed else ""
    else:
        payments = one.paid or one.what.payments
        sums = ", ".join(f"{grove.words(each.token, each.amount)} to {grove.holder(each.account)}" for each in payments)
        what = f"{whose}: paid {sums}" if one.paid or one.trouble else f"{whose}: paid nothing"
    if one.trouble:
        return f"{what}: not done, {one.trouble}"
    return (
        f"{what} (transaction {short(one.receipt.transaction)}, {one.receipt.gas_used:,} gas)" if one.receipt else what
    )


def _finish(desk: Desk, grove: Grove, done: Sequence[Done]) -> None:
    moved = [payment for one in done for payment in one.paid]
    totals: dict[str, int] = {}
    for payment in moved:
        totals[payment.token] = totals.get(payment.token, 0) + payment.amount
    sent = [one for one in done if one.receipt]
    failed = [one for one in done if one.trouble]
    sums = ", ".join(grove.words(token, amount) for token, amount in totals.items())
    text = f"moved {sums} in {len(sent)} transactions" if moved else "nothing waits in any project for who is above it"
    data: Mapping[str, Any] = {
        "transactions": [
            {"escrow": one.what.escrow, "transaction": one.receipt.transaction, "gas_used": one.receipt.gas_used}
            for one in sent
            if one.receipt
        ],
        "moved": [
            {
                "from": grove.owner(payment.escrow),
                "to": payment.account,
                "token": payment.token,
                "symbol": grove.symbol(payment.token),
                "amount": str(payment.amount),
            }
            for payment in moved
        ],
        "failed": [{"escrow": one.what.escrow, "why": one.trouble} for one in failed],
    }
    desk.result(data, text)
    if failed:
        desk.warn(f"{len(failed)} transactions were refused; what they should have moved waits where it was")
        raise SystemExit(1)

"""`ape run deploy`: from a spec to a partnership on chain."""

from __future__ import annotations

import click

from polypact.cli.common import Command, Desk, shared_options
from polypact.cli.launching import Choice, Launch, launch_options


@click.command(cls=Command)
@launch_options
@shared_options
def cli(desk: Desk, choice: Choice) -> None:
    """Deploy the partnership that SPEC describes.

    The ecosystem it names is deployed first if it is not on this chain yet. Before anything is sent it is shown who
    founds it with which account, what the gas will cost, and the addresses as soon as they are known. What was deployed
    is recorded in deployments/<chain id>.json; a run that was cut short is finished by running the same command again.
    """
    spec = choice.read()
    with desk.session() as session:
        # Every mistake comes before any transaction.
        launch = Launch(desk, session, choice, spec)
        launch.say()
        made, is_new = launch.go()
        name, used = launch.name, launch.gas_used
        data = {
            "name": name,
            "partnership": made.partnership,
            "escrow": made.escrow,
            "ecosystem": made.ecosystem,
            "chain_id": session.chain_id,
            "terms_hash": made.terms_hash,
            "terms_uri": made.terms_uri,
            "block": made.block,
            "transaction": made.transaction,
            "gas_used": used,
            "is_new": is_new,
            "record": str(launch.deployments.path),
        }
        founders = ", ".join(repr(founder.name) for founder in launch.spec.founders)
        accept = desk.command("partner", "accept", name, account="ITS-ACCOUNT")
        desk.result(
            data,
            f"{name} {f'is deployed, with {used:,} gas' if is_new else 'was deployed before; nothing was sent'}:",
            f"  partnership  {made.partnership}\n  escrow       {made.escrow}",
            f"  ecosystem    {made.ecosystem}\n  terms        {made.terms_hash}",
            f"  recorded in  {launch.deployments.path}",
            f"next: every founder ({founders}) reads the terms and accepts them, each with its own account:",
            f"  {accept}",
        )

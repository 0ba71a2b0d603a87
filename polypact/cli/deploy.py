"""`ape run deploy`: from a spec to a partnership on chain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from polypact.cli.common import Command, Desk, shared_options
from polypact.text.errors import PolypactError


@click.command(cls=Command)
@click.argument("spec", type=click.Path(path_type=Path))
@click.option(
    "--set", "settings", metavar="NAME=ADDRESS", multiple=True, help="Another address for a name. Repeatable."
)
@click.option("--salt", default="", help="Any text: with another one the same spec gives another partnership.")
@click.option("--as", "recorded_name", metavar="NAME", help="Name in the record; its own by default.")
@shared_options
def cli(desk: Desk, spec: Path, settings: Sequence[str], salt: str, recorded_name: str | None) -> None:
    """Deploy the partnership that SPEC describes.

    The ecosystem it names is deployed first if it is not on this chain yet. What was deployed is recorded in
    deployments/<chain id>.json; a run that was cut short is finished by running the same command again.
    """
    from polypact.spec import load_spec

    loaded = load_spec(spec).with_accounts(_settings(settings))
    from eth_utils.address import is_address
    from eth_utils.crypto import keccak

    from polypact.chain.accounts import find_account
    from polypact.chain.deployments import Deployments
    from polypact.spec.launch import deploy_ecosystem, is_live, spin_up

    with desk.session() as session:
        deployments = Deployments(session.chain_id)

        def resolve(name: str) -> str:
            return str(find_account(name, session.is_development).address)

        def progress(what: str, gas: int) -> None:
            desk.say(f"deployed {what} ({gas:,} gas)")

        now = session.now()
        built = loaded.build(now, resolve)  # every mistake comes before any transaction
        desk.say(loaded.describe(now))
        desk.say(f"on {session.network}, chain {session.chain_id}, by {session.sender}")
        ecosystem_name = loaded.ecosystem
        if is_address(ecosystem_name):
            ecosystem = ecosystem_name
            if not session.code(ecosystem):
                raise PolypactError(f"there is no ecosystem at {ecosystem} on chain {session.chain_id}")
            desk.confirm("Deploy this partnership?")
        else:
            record = deployments.ecosystems.get(ecosystem_name)
            if record and is_live(session, record):
                desk.confirm("Deploy this partnership?")
            else:
                desk.say(f"the ecosystem {ecosystem_name!r} is not on this chain yet; it is deployed first")
                desk.confirm("Deploy the ecosystem and this partnership?")
                record = deploy_ecosystem(session, deployments, ecosystem_name, progress)
            ecosystem = record.ecosystem
        word = bytes(32) if not salt else keccak(text=salt)
        name = recorded_name or loaded.name
        made, is_new = spin_up(session, deployments, name, ecosystem, loaded, spec, resolve, word, progress, built)
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
            "is_new": is_new,
            "record": str(deployments.path),
        }
        desk.result(
            data,
            f"{name} {'is deployed' if is_new else 'was deployed before; nothing was sent'}:",
            f"  partnership  {made.partnership}\n  escrow       {made.escrow}",
            f"  ecosystem    {made.ecosystem}\n  terms        {made.terms_hash}\n  recorded in  {deployments.path}",
            f"next: every founder reads the terms and runs `ape run partner accept {name!r}`",
        )


def _settings(settings: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for setting in settings:
        name, equals, address = setting.partition("=")
        if not equals or not name or not address:
            raise click.UsageError(f"--set wants NAME=ADDRESS, not {setting!r}")
        given[name] = address
    return given

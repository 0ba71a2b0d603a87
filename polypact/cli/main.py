"""`polypact deploy | message | names | partner | partnership | proposal | ...`: the commands.

They are those of `scripts/` without `ape run`; what only reads is ready sooner, because Ape is not loaded.
"""

from __future__ import annotations

from importlib import import_module

import click

from polypact.cli.common import Group

NAMES = (
    "consent",
    "deploy",
    "floor",
    "link",
    "mandate",
    "matter",
    "message",
    "names",
    "page",
    "partner",
    "partnership",
    "project",
    "proposal",
    "revenue",
    "rules",
    "status",
    "tree",
)


class _Later(Group):
    """A group whose commands are loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NAMES:
            return None
        found: click.Command = import_module(f"polypact.cli.{cmd_name}").cli
        return found


@click.group(cls=_Later)
def cli() -> None:
    """Partnerships on Ethereum: deploy one, accept its terms, decide, earn."""

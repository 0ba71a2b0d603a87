"""`ape run rules show|propose PARTNERSHIP`: see `polypact.cli.rules`."""

from polypact.cli.rules import cli

__all__ = ["cli"]

"""`ape run names`: see `polypact.cli.names`."""

from polypact.cli.names import cli

__all__ = ["cli"]

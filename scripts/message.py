"""`ape run message show|sign|add|join|relay FILE`: see `polypact.cli.message`."""

from polypact.cli.message import cli

__all__ = ["cli"]

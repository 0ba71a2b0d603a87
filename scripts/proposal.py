"""`ape run proposal new|list|show|vote|relay|simulate|execute|... PARTNERSHIP`: see `polypact.cli.proposal`."""

from polypact.cli.proposal import cli

__all__ = ["cli"]

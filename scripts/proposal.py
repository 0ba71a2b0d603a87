"""`ape run proposal new|list|show|vote|execute|cancel PARTNERSHIP`: see `polypact.cli.proposal`."""

from polypact.cli.proposal import cli

__all__ = ["cli"]

"""`ape run floor set|list|end PARTNERSHIP`: see `polypact.cli.floor`."""

from polypact.cli.floor import cli

__all__ = ["cli"]

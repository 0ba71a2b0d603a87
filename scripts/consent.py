"""`ape run consent give|refuse|list PARTNERSHIP`: see `polypact.cli.consent`."""

from polypact.cli.consent import cli

__all__ = ["cli"]

"""`ape run page [PARTNERSHIP]`: see `polypact.cli.page`."""

from polypact.cli.page import cli

__all__ = ["cli"]

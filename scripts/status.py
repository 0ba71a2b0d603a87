"""`ape run status PARTNERSHIP`: see `polypact.cli.status`."""

from polypact.cli.status import cli

__all__ = ["cli"]

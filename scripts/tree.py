"""`ape run tree PARTNERSHIP`, `ape run tree settle PARTNERSHIP`: see `polypact.cli.tree`."""

from polypact.cli.tree import cli

__all__ = ["cli"]

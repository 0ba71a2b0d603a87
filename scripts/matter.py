"""`ape run matter reserve|list|end PARTNERSHIP`: see `polypact.cli.matter`."""

from polypact.cli.matter import cli

__all__ = ["cli"]

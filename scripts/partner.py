"""`ape run partner accept|sign|relay|list|represent|move|notice|leave|... PARTNERSHIP`: see `polypact.cli.partner`."""

from polypact.cli.partner import cli

__all__ = ["cli"]

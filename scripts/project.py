"""`ape run project start|join|list|show|end`: see `polypact.cli.project`."""

from polypact.cli.project import cli

__all__ = ["cli"]

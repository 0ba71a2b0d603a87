"""`ape run deploy SPEC`: see `polypact.cli.deploy`."""

from polypact.cli.deploy import cli

__all__ = ["cli"]

"""`ape run revenue pay|distribute|claim|show PARTNERSHIP`: see `polypact.cli.revenue`."""

from polypact.cli.revenue import cli

__all__ = ["cli"]

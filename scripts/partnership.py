"""`ape run partnership wind-up|liquidate PARTNERSHIP`: see `polypact.cli.partnership`."""

from polypact.cli.partnership import cli

__all__ = ["cli"]

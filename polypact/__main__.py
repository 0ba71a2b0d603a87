"""`python -m polypact`, the same as `polypact`."""

from polypact.cli.main import cli

cli(prog_name="polypact")

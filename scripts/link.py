"""`ape run link offer|agree|notice|buy-out|waive|end|list|show PROJECT`: see `polypact.cli.link`."""

from polypact.cli.link import cli

__all__ = ["cli"]

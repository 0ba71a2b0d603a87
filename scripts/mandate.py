"""`ape run mandate give|list|use|pause|resign|revoke PARTNERSHIP`: see `polypact.cli.mandate`."""

from polypact.cli.mandate import cli

__all__ = ["cli"]

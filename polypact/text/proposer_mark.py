"""The mark at the end of a proposal's description that only its proposer can use: OpenZeppelin's `#proposer=0x...`.

A proposal's id is made of its actions and its description. Without the mark anybody may put the same first: with other
beneficiaries, or to withdraw it again.
"""

from __future__ import annotations

import re

from eth_utils.address import to_checksum_address

__all__ = ["marked", "unmarked"]

_MARK = re.compile(r"#proposer=0x([0-9a-fA-F]{40})\Z")


def marked(description: str, proposer: str) -> str:
    """The description with the mark of `proposer` in a last line; one that ends in a mark stays as it is."""
    return description if _MARK.search(description) else f"{description}\n#proposer={to_checksum_address(proposer)}"


def unmarked(description: str) -> str:
    """The description for people, without a mark."""
    return _MARK.sub("", description).rstrip() if _MARK.search(description) else description

"""What the revert reasons of the contracts mean, and what to do, from all capabilities.

Every reason in `contracts/` and in the signature check they use has its line in one of them; a test reads the contracts
and fails if one is missing or no longer exists.
"""

from __future__ import annotations

from polypact.capabilities.register import CAPABILITIES

__all__ = ["REASONS", "explain"]

REASONS: dict[str, str] = {reason: meaning for each in CAPABILITIES for reason, meaning in each.reasons.items()}

_NODE_PREFIXES = ("execution reverted: ", "revert: ")


def explain(reason: str) -> str:
    """Says in plain words what a contract's revert reason means and what to do about it.

    Args:
        reason: As the contract gave it, like `governor: already voted`; what nodes put before it may stand there.

    Returns:
        One or two sentences; an unknown reason comes back unchanged.
    """
    bare = reason.strip()
    for prefix in _NODE_PREFIXES:
        bare = bare.removeprefix(prefix)
    return REASONS.get(bare.strip("'\""), reason)

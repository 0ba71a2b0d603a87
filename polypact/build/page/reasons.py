"""`reasons.ts`: what the contracts' reasons for refusing mean."""

from __future__ import annotations

from polypact.build.page.typescript import constant, module
from polypact.capabilities.revert_reasons import REASONS

__all__ = ["render"]

_ABOUT = "What each reason that a contract refuses with means, and what to do."


def render() -> str:
    """The text of `reasons.ts`."""
    return module(_ABOUT, constant("REASONS", dict(sorted(REASONS.items())), "Readonly<Record<string, string>>"))

"""How the models say no: with the contract's own words, before anything has changed."""

from __future__ import annotations


class RefusalError(Exception):
    """A step that must revert, with the reason."""


def refuse(is_wrong: bool, reason: str) -> None:
    """Raises: RefusalError, if it is wrong."""
    if is_wrong:
        raise RefusalError(reason)

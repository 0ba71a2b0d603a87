"""Notes on what is being sent, written before it is sent: who was cut short finds it, and sends nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polypact.chain.record_files import load, update

__all__ = ["Journal"]


class Journal:
    """Notes: step => what was about to be done. They are on disk only, since other programs may write, too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        load(path)  # a damaged journal is said before anything is done

    def get(self, step: str) -> dict[str, Any] | None:
        """The facts of a step, none where the note is damaged; `None` if nothing is noted."""
        found = load(self.path).get(step)
        return found if found is None or isinstance(found, dict) else {}

    def note(self, step: str, **facts: Any) -> None:
        """Writes facts of a step down, on disk when this returns."""

        def change(steps: dict[str, Any]) -> dict[str, Any]:
            return {**steps, step: {**(steps.get(step) or {}), **facts}}

        update(self.path, change)

    def begin(self, step: str, instead_of: str | None = None, **facts: Any) -> bool:
        """Notes a step that nobody else has begun.

        Args:
            instead_of: The transaction that the present note of this step is about, if there may be one.

        Returns:
            Whether the note was made; not if another program was faster.
        """
        won: list[bool] = []

        def change(steps: dict[str, Any]) -> dict[str, Any]:
            noted = steps.get(step)
            won.append(noted is None or (isinstance(noted, dict) and noted.get("transaction") == instead_of))
            return {**steps, step: facts} if won[0] else steps

        update(self.path, change)
        return won[0]

    def forget(self, *steps: str, transaction: str | None = None) -> None:
        """Takes finished steps out; an empty journal leaves no file.

        Args:
            transaction: Only notes about this one.
        """

        def is_done(step: str, noted: Any) -> bool:
            about = noted.get("transaction") if isinstance(noted, dict) else None
            return step in steps and transaction in (None, about)

        if self.path.exists():
            update(self.path, lambda noted: {step: facts for step, facts in noted.items() if not is_done(step, facts)})

    def __iter__(self) -> Iterator[str]:
        return iter(load(self.path))

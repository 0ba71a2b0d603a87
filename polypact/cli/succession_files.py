"""Files that `partnership split|merge|move` writes: what they are called, and that none is written over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from polypact.text.errors import PolypactError
from polypact.text.names import same_name


def slug(name: str) -> str:
    """A name as a file is called."""
    plain = re.sub(r"[^a-z0-9]+", "-", same_name(name)).strip("-")
    return plain or "partnership"


def refuse_existing(paths: Sequence[Path]) -> None:
    """Raises if one of the files is there, or two of them would be the same."""
    twice = [str(path) for path in paths if paths.count(path) > 1]
    if twice:
        raise PolypactError(f"two files would be called {twice[0]}; give the partnerships names that differ more")
    for path in paths:
        if path.exists():
            raise PolypactError(f"{path} is there already; move it away, or write to another folder with --out")


def write(path: Path, text: str) -> None:
    """Writes a file, and its folder where that is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None

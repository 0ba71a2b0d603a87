"""The files that commands write: what would keep one from being written is said before anything is signed or read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

__all__ = ["OutFile"]


class OutFile(click.Path):
    """A file to write; its folder must be there, and must let us write."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = path.parent
        if path.is_dir():
            self.fail(f"{path} is a folder; name a file in it", param, ctx)
        if not folder.is_dir():
            self.fail(f"there is no folder {folder}; make it first, nothing was signed or sent", param, ctx)
        target = path if path.exists() else folder
        if not os.access(target, os.W_OK):
            self.fail(f"no permission to write {path}; nothing was signed or sent", param, ctx)
        return path

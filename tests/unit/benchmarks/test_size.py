"""Storage layouts that are kept, and those that have gone stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import size
from polypact.chain import recipe


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(size, "FOLDER", tmp_path)
    monkeypatch.setattr(size, "layout_of", lambda name: f"layout of {name}\n")
    return tmp_path


def test_layouts_are_fresh_once_written_and_old_ones_are_gone(folder: Path) -> None:
    (folder / "Former.json").write_text("{}")
    assert size.stale_layouts() == [*sorted(recipe.NAMES), "Former"]
    size.write_layouts()
    assert size.stale_layouts() == []
    assert sorted(path.stem for path in folder.iterdir()) == sorted(recipe.NAMES)


def test_layout_is_stale_when_it_differs_or_belongs_to_no_contract(folder: Path) -> None:
    size.write_layouts()
    (folder / "Terms.json").write_text("another")
    (folder / "Roster.json").unlink()
    (folder / "Former.json").write_text("{}")
    assert size.stale_layouts() == ["Roster", "Terms", "Former"]

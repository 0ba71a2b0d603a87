"""`python -m assurance` can still plant each of its bugs: the sources have them where it thinks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assurance import project
from assurance.bugs import BUGS, Bug


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_bug_is_planted_in_one_place(bug: Bug, tmp_path: Path) -> None:
    shutil.copytree(project.ROOT / "contracts", tmp_path / "contracts")
    before = (tmp_path / "contracts" / bug.file).read_text(encoding="utf-8")
    bug.plant(tmp_path)
    assert (tmp_path / "contracts" / bug.file).read_text(encoding="utf-8") != before
    with pytest.raises(ValueError, match="not one"):
        Bug(bug.name, bug.file, "what nobody wrote", "").plant(tmp_path)

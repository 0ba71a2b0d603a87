"""What the page takes from the package is current, and whoever changes the package learns that it has to be written."""

from __future__ import annotations

from pathlib import Path

from polypact.build.page import files


def test_every_module_is_current() -> None:
    assert files.stale() == []


def test_what_differs_is_stale_and_written_anew(tmp_path: Path) -> None:
    written = [*files.write(tmp_path)]
    assert len(written) == len(files.stale(tmp_path / "elsewhere")) and files.stale(tmp_path) == []
    folder = tmp_path / files.FOLDER
    (folder / "reasons.ts").write_text((folder / "reasons.ts").read_text() + "\n")
    (folder / "abi.ts").unlink()
    (folder / "old.ts").write_text("export {};\n")
    stale = [f"{files.FOLDER.as_posix()}/{name}.ts" for name in ("abi", "reasons", "old")]
    assert files.stale(tmp_path) == stale
    assert [*files.write(tmp_path)] == stale
    assert files.stale(tmp_path) == [] and not (folder / "old.ts").exists()

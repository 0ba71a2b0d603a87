"""What a release of the page is, and how copies of it are compared."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from polypact.page import release as module
from polypact.page.release import LIST, SITE, Release, compare_folder, read_site, told, whole
from polypact.page.server import _TYPES
from polypact.text.errors import PolypactError
from tests.unit.page.conftest import FILES, listed, write_page


@pytest.fixture
def made() -> Release:
    return Release.read(listed(FILES)[LIST], "the test")


def test_the_hash_of_the_whole_is_that_of_the_lines_of_sha256sum(made: Release) -> None:
    lines = "".join(f"{hashlib.sha256(FILES[path]).hexdigest()}  {path}\n" for path in sorted(FILES))
    assert made.build == whole(made.files) == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"build": "x", "files": []}', b"\xff"])
def test_what_lists_no_files_is_refused(text: bytes) -> None:
    with pytest.raises(PolypactError, match=r"^there lists no files of a page$"):
        Release.read(text, "there")


def test_a_list_that_contradicts_itself_is_refused() -> None:
    data = json.loads(listed(FILES)[LIST])
    data["files"]["icon.svg"] = "0" * 64
    with pytest.raises(PolypactError, match="there contradicts itself: its build does not follow from its files"):
        Release.read(json.dumps(data).encode(), "there")


def test_copies_are_compared(made: Release, tmp_path: Path) -> None:
    folder = write_page(tmp_path, listed(FILES))
    assert compare_folder(made, folder) == []
    (folder / "site-config.json").write_text("{}")
    assert compare_folder(made, folder) == []
    assert told("here", made, []) == f"here is the page of this release to the byte: build {made.build}, 6 files"
    (folder / "index.html").write_bytes(FILES["index.html"] + b" ")
    (folder / "icon.svg").unlink()
    (folder / "assets" / "more.js").write_text("more()")
    found = compare_folder(made, folder)
    assert found == ["icon.svg is missing", "index.html is another", "assets/more.js is not of it"]
    assert told("here", made, found) == (
        f"here is not the page of this release (build {made.build}): icon.svg is missing, index.html is another, "
        "assets/more.js is not of it"
    )
    assert told("here", made, ["x"] * 6).endswith("x, x, x, x, and 2 more")


def test_a_page_that_was_changed_is_not_served(tmp_path: Path) -> None:
    folder = write_page(tmp_path, listed(FILES))
    assert read_site(folder) == listed(FILES)
    (folder / "assets" / "main-ABC.js").write_bytes(b"steal()")
    with pytest.raises(PolypactError, match=r"was changed: assets/main-ABC.js is another; install it again"):
        read_site(folder)
    (folder / "assets" / "main-ABC.js").unlink()
    with pytest.raises(PolypactError, match=r"main-ABC.js is missing; the page is not whole"):
        read_site(folder)


def test_an_installation_without_a_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SITE", tmp_path)
    with pytest.raises(
        PolypactError, match=r"not part of this installation: .* has no release\.json; \./run build makes it"
    ):
        Release.installed()


def test_the_page_of_this_release_is_whole() -> None:
    release = Release.installed()
    assert compare_folder(release, SITE) == []
    assert set(read_site()) == {*release.files, LIST}
    assert {Path(path).suffix for path in release.files} <= set(_TYPES)  # the server knows what each is

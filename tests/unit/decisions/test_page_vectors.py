"""The partners' page works out in the browser what contract and package work out: by cases that both look at."""

from __future__ import annotations

import os

import pytest

from tests.kit.page_vectors import FOLDER, VECTORS, text_of


@pytest.mark.parametrize("name", VECTORS)
def test_the_page_is_tested_with_what_is_right_now(name: str) -> None:
    path, text = FOLDER / name, text_of(name)
    if os.environ.get("WRITE_VECTORS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "run this test with WRITE_VECTORS=1 to write it again"

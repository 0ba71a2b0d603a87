"""The tree that the page's reading is held against is what this package reads."""

from __future__ import annotations

import json

from polypact.tree import TieKind, read
from tests.unit.tree.page_tree import PATH, Recorded, figures


def test_record_says_what_is_read() -> None:
    data = json.loads(PATH.read_text(encoding="ascii"))
    for told in data["trees"]:
        tree = read(Recorded(data), told["asked"])
        assert figures(tree) == told
    assert {tie["kind"] for tie in data["trees"][0]["ties"]} == {kind.value for kind in TieKind}
    assert data["trees"][0]["strangers"]

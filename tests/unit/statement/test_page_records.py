"""The histories that the page's statement is held against say what this statement says of them."""

from __future__ import annotations

import pytest

from tests.unit.statement import page_record


@pytest.mark.parametrize("name", sorted(path.stem for path in page_record.FOLDER.glob("*.json")))
def test_record_says_what_the_statement_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = page_record.read(name)
    made = page_record.statement_of(data, monkeypatch)
    assert page_record.figures(made) == data["statement"]
    assert page_record.tables(made) == data["tables"]
    assert made.adds_up


def test_there_are_histories_of_all_that_happens() -> None:
    found = [page_record.read(path.stem) for path in page_record.FOLDER.glob("*.json")]
    assert len(found) >= 5
    topics = {log[4][0] for data in found for log in data["logs"]}
    from polypact.chain.events import decoder
    from polypact.statement.replay import _HANDLERS

    missing = [name for name in _HANDLERS if decoder("RevenueEscrow").topic(name) not in topics]
    assert missing == []

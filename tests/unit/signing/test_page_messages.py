"""The page's tests compare with what the commands make now, and the commands read what the page writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polypact.signing.message_files import MessageFile
from polypact.text.errors import PolypactError
from tests.kit import page_messages


def test_page_compares_with_what_the_commands_make(tmp_path: Path) -> None:
    made = page_messages.text(tmp_path)
    fresh = tmp_path / page_messages.FILE.name
    fresh.write_text(made, encoding="utf-8")
    kept = page_messages.FILE.read_text(encoding="utf-8") if page_messages.FILE.exists() else ""
    assert kept == made, f"cp {fresh} {page_messages.FILE}"


@pytest.mark.parametrize(
    "case", json.loads(page_messages.FILE.read_text(encoding="utf-8"))["kinds"], ids=lambda one: one["kind"]
)
def test_commands_read_what_the_page_writes(case: dict[str, str], tmp_path: Path) -> None:
    # The page's own test holds that it writes this text, with a signature of its own.
    path = tmp_path / "page.json"
    path.write_text(case["signed"], encoding="utf-8")
    file, faults = MessageFile.read(path).checked()
    assert (file.kind, len(file.signatures), faults) == (case["kind"], 1, [])
    changed = case["signed"].replace(str(page_messages.DEADLINE), str(page_messages.DEADLINE + 1))
    path.write_text(changed, encoding="utf-8")
    assert len(MessageFile.read(path).checked()[1]) == 1
    path.write_text(case["signed"].replace('"signer"', '"Signer"'), encoding="utf-8")
    with pytest.raises(PolypactError, match="damaged"):
        MessageFile.read(path)

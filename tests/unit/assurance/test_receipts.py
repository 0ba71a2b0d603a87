"""When a receipt matches, when a run is worth one, and which layer runs all the same."""

from __future__ import annotations

import datetime
import json

import pytest

from assurance import receipts
from tests.unit.assurance.conftest import LAYER, Repository


def receipt_of(repository: Repository, calls: int = 100) -> receipts.Receipt:
    counts = {"tests": 1, "calls": calls}
    return receipts.Receipt(date=datetime.date(2026, 1, 2), seconds=1_234, counts=counts, inputs=repository.inputs())


def notes_of(repository: Repository, **changes: object) -> receipts.Notes:
    whole: dict[str, object] = {
        "exit": 0,
        "outcomes": {"passed": 1},
        "skipped": {"Odd does not promise that": 1},
        "counts": {"tests": 1, "calls": 100},
        "read": ["tests/helper.py", "pyproject.toml", "assurance/noting.py"],
    }
    return receipts.Notes.model_validate(whole | changes)


def test_receipt_matches_the_same_inputs(repository: Repository) -> None:
    assert receipts.mismatch(LAYER, receipt_of(repository), repository.inputs()) == ""


def test_mismatch_says_what_changed_and_since_when(repository: Repository) -> None:
    receipt = receipt_of(repository)
    repository.change("data/settings.toml", "100", "99")
    repository.change("package-lock.json", "1.2.3", "1.3.0")
    assert receipts.mismatch(LAYER, receipt, repository.inputs()) == (
        "sources (data/*.toml), tools (@made/up 1.2.3 => 1.3.0) changed since 2026-01-02"
    )


def test_receipt_with_lesser_counts_does_not_match(repository: Repository) -> None:
    lesser = receipt_of(repository, calls=99)
    assert receipts.mismatch(LAYER, lesser, repository.inputs()) == "99 calls where the full settings make 100"


def test_no_receipt_does_not_match(repository: Repository) -> None:
    assert receipts.mismatch(LAYER, None, repository.inputs()) == "it has no receipt"


def test_whole_run_is_worth_a_receipt(repository: Repository) -> None:
    assert receipts.shortcomings(LAYER, notes_of(repository), repository.root) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exit": 1, "outcomes": {"passed": 1, "failed": 2}}, "2 tests failed"),
        ({"exit": 2}, "pytest ended with 2"),
        ({"outcomes": {"passed": 1, "expected to fail": 1}}, "1 tests expected to fail"),
        ({"skipped": {"needs the local node": 3}}, "3 tests skipped: needs the local node"),
        ({"counts": {"tests": 1, "calls": 99}}, "99 calls where the full settings make 100"),
        ({"counts": {"tests": 0, "calls": 100}}, "0 tests where the full settings make 1"),
        ({"read": ["tests/odd.py"]}, "it reads tests/odd.py, which its entry in assurance/layers.py does not name"),
    ],
)
def test_lesser_run_is_not(repository: Repository, changes: dict[str, object], said: str) -> None:
    assert receipts.shortcomings(LAYER, notes_of(repository, **changes), repository.root) == [said]


def test_file_is_read_as_it_was_written_and_knows_no_former_layers(repository: Repository) -> None:
    receipt = receipt_of(repository)
    receipts.write(repository.root, "former", receipt, ["former", "thing"])
    receipts.write(repository.root, "thing", receipt, ["thing"])
    assert receipts.read(repository.root) == {"thing": receipt}


@pytest.mark.parametrize("text", ["", "[]", '{"thing": {}}', '{"thing": 1}', "<<<<<<< HEAD"])
def test_file_that_is_not_ours_is_refused_in_one_line(repository: Repository, text: str) -> None:
    repository.write(receipts.FILE, text)
    with pytest.raises(receipts.ReceiptsError, match=r"^assurance/receipts\.json: .*run \./run slow --all$"):
        receipts.read(repository.root)


def test_receipt_with_a_field_too_many_is_refused(repository: Repository) -> None:
    content = receipt_of(repository).model_dump(mode="json") | {"by": "hand"}
    repository.write(receipts.FILE, json.dumps({"thing": content}))
    with pytest.raises(receipts.ReceiptsError, match=r"thing\.by"):
        receipts.read(repository.root)


def test_every_layer_is_chosen_by_some_commit_whatever_the_order() -> None:
    layers = [LAYER, *(receipts.Layer(name, "", (name,), {}) for name in "abc")]
    turns = [receipts.chosen(f"{number:040x}", layers).name for number in range(8)]
    assert turns == ["a", "b", "c", "thing"] * 2
    assert receipts.chosen("f" * 40, layers) == receipts.chosen("f" * 40, layers[::-1])

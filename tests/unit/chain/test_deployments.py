"""The record of what was deployed, and the journal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polypact.chain.deployments import Deployments, EcosystemRecord, Journal, PartnershipRecord, recorded
from polypact.text.errors import PolypactError

A, B, C = ("0x" + digit * 40 for digit in "123")


def record(partnership: str = A) -> PartnershipRecord:
    return PartnershipRecord(partnership, B, C, C, "0x0", 7, "0xt", "0xh", "", "a.yaml", "0xs", {A: "Ann"}, {})


@pytest.fixture
def deployments(tmp_path: Path) -> Deployments:
    made = Deployments(5, tmp_path)
    made.partnerships["Harbour Joint Venture"] = record()
    made.ecosystems["default"] = EcosystemRecord(A, B, C, {"Terms": A, "Order": B}, 1, "0xt")
    made.save()
    return made


def test_what_was_saved_is_read_again(deployments: Deployments, tmp_path: Path) -> None:
    again = Deployments(5, tmp_path)
    assert again.partnerships == deployments.partnerships
    assert again.ecosystems == deployments.ecosystems
    assert sorted(path.name for path in tmp_path.iterdir()) == ["5.json"]


@pytest.mark.parametrize("name", ["Harbour Joint Venture", "harbour joint venture", "harbour-joint-venture", A, B])
def test_found_by_name_or_by_any_of_its_addresses(deployments: Deployments, name: str) -> None:
    assert deployments.partnership(name) == A


def test_unrecorded_address_is_taken_as_it_is(deployments: Deployments) -> None:
    assert deployments.partnership("0x" + "9" * 40) == "0x" + "9" * 40


@pytest.mark.parametrize(
    ("name", "message"),
    [("Mole", r"no partnership 'Mole' in .*5.json \(recorded: 'Harbour Joint Venture'\)"), ("0x12", "is no address")],
)
def test_unknown_name(deployments: Deployments, name: str, message: str) -> None:
    with pytest.raises(PolypactError, match=message):
        deployments.partnership(name)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot read"),
        ("[]", "is not a record"),
        ('{"chain_id": 6}', "is the record of chain 6, not of chain 5"),
        ('{"chain_id": 5, "partnerships": {"x": {"colour": 1}}}', "is not a record of this release"),
    ],
)
def test_damaged_record_is_never_written_over(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "5.json").write_text(content)
    with pytest.raises(PolypactError, match=message):
        Deployments(5, tmp_path)
    assert (tmp_path / "5.json").read_text() == content


def test_a_failed_write_leaves_the_old_record(
    deployments: Deployments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tmp_path / "5.json").read_text()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    deployments.partnerships["Another"] = record(B)
    with pytest.raises(PolypactError, match="cannot write"):
        deployments.save()
    assert (tmp_path / "5.json").read_text() == before


def test_recorded_tells_the_chain_when_one_record_has_the_partnership(deployments: Deployments, tmp_path: Path) -> None:
    deployments.journal.note("step", nonce=1)
    assert recorded("harbour-joint-venture", folder=tmp_path) == (5, "Harbour Joint Venture", A)
    assert recorded(B, 5, tmp_path) == (5, "Harbour Joint Venture", A)
    assert recorded("0x" + "9" * 40, 6, tmp_path) == (6, "", "0x" + "9" * 40)


def test_recorded_is_refused_when_the_chain_is_not_sure(deployments: Deployments, tmp_path: Path) -> None:
    other = Deployments(7, tmp_path)
    other.partnerships["Harbour Joint Venture"] = record(B)
    other.save()
    assert recorded("Harbour Joint Venture", 7, tmp_path) == (7, "Harbour Joint Venture", B)
    for name, chain, message in (
        ("Harbour Joint Venture", None, "recorded on the chains 5, 7; say which one with --chain"),
        ("Mole", None, "no partnership 'Mole' in"),
        ("Harbour Joint Venture", 9, "no partnership 'Harbour Joint Venture' in .*9.json"),
        ("0x" + "9" * 40, None, "give its address and --chain"),
    ):
        with pytest.raises(PolypactError, match=message):
            recorded(name, chain, tmp_path)


def test_journal_is_on_disk_at_once_and_gone_when_done(tmp_path: Path) -> None:
    path = tmp_path / "5.journal.json"
    journal = Journal(path)
    journal.note("one", nonce=1)
    journal.note("one", transaction="0xt")
    journal.note("two", nonce=2)
    assert json.loads(path.read_text()) == {"one": {"nonce": 1, "transaction": "0xt"}, "two": {"nonce": 2}}
    assert list(Journal(path)) == ["one", "two"]
    journal.forget("one", "never")
    assert Journal(path).get("one") is None
    journal.forget("two")
    assert not path.exists()

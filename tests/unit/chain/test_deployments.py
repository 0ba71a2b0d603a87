"""The record of what was deployed, and the journal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polypact.chain import record_files
from polypact.chain.deployments import Deployments, EcosystemRecord, PartnershipRecord, recorded
from polypact.chain.journal import Journal
from polypact.chain.record_files import merged
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


# --- several programs at once ---


def test_t101_what_two_programs_recorded_is_both_there(tmp_path: Path) -> None:
    """Both read the record before either wrote."""
    first, second = Deployments(5, tmp_path), Deployments(5, tmp_path)
    first.partnerships["Harbour"], second.partnerships["Mole"] = record(A), record(B)
    first.save()
    second.save()
    assert {name: entry.partnership for name, entry in second.partnerships.items()} == {"Harbour": A, "Mole": B}
    assert Deployments(5, tmp_path).partnerships == second.partnerships


def test_t101_names_that_two_programs_added_are_both_there(deployments: Deployments, tmp_path: Path) -> None:
    other = Deployments(5, tmp_path)
    mine, theirs = deployments.partnerships["Harbour Joint Venture"], other.partnerships["Harbour Joint Venture"]
    theirs.names[B] = "Bea"
    other.save()
    mine.names[C] = "Cid"
    deployments.save()
    assert mine.names == {A: "Ann", B: "Bea", C: "Cid"}
    mine.names[A] = "Anna"  # who holds on to an entry goes on writing to it
    deployments.save()
    assert Deployments(5, tmp_path).partnerships["Harbour Joint Venture"].names == {A: "Anna", B: "Bea", C: "Cid"}


def test_t101_one_name_for_two_partnerships_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    first, second = Deployments(5, tmp_path), Deployments(5, tmp_path)
    first.partnerships["Harbour"], second.partnerships["Harbour"] = record(A), record(B)
    first.save()
    before = (tmp_path / "5.json").read_text()
    with pytest.raises(
        PolypactError, match=f"just recorded 'Harbour' in .*, at {A}; this one is at {B}: .*--record-as"
    ):
        second.save()
    assert (tmp_path / "5.json").read_text() == before
    again = Deployments(5, tmp_path)
    again.partnerships["Harbour"] = record(B)  # deployed anew by one who knows of the former
    again.save()
    assert Deployments(5, tmp_path).partnerships["Harbour"].partnership == B


def test_t101_of_two_ecosystems_at_once_the_first_is_used(tmp_path: Path) -> None:
    first, second = Deployments(5, tmp_path), Deployments(5, tmp_path)
    first.ecosystems["default"] = EcosystemRecord(A, B, C, {"Terms": A}, 1, "0xt")
    second.ecosystems["default"] = EcosystemRecord(B, C, A, {"Order": B}, 2, "0xu")
    first.save()
    second.save()
    assert second.ecosystems == first.ecosystems == Deployments(5, tmp_path).ecosystems


def test_t101_record_that_was_damaged_meanwhile_is_not_written_over(deployments: Deployments, tmp_path: Path) -> None:
    for content, message in (("{", "cannot read"), ('{"chain_id": 6}', "is the record of chain 6, not of chain 5")):
        (tmp_path / "5.json").write_text(content)
        with pytest.raises(PolypactError, match=message):
            deployments.save()
        assert (tmp_path / "5.json").read_text() == content


WRITER = """
import sys
from pathlib import Path
from polypact.chain.deployments import Deployments, PartnershipRecord
folder, who = Path(sys.argv[1]), int(sys.argv[2])
for number in range(12):
    made = Deployments(5, folder)
    address = f"0x{who:020x}{number:020x}"
    made.partnerships[f"{who}-{number}"] = PartnershipRecord(address, *[""] * 4, 1, *[""] * 5, {address: "x"}, {})
    made.save()
    made.journal.note(f"{who}-{number}", nonce=number)
    made.journal.note("shared", **{str(who): number})
"""


def test_t101_nothing_is_lost_when_programs_write_at_once(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(who)]) for who in range(4)]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    made = Deployments(5, tmp_path)
    wanted = {f"{who}-{number}" for who in range(4) for number in range(12)}
    assert set(made.partnerships) == wanted
    assert set(made.journal) == wanted | {"shared"}
    assert made.journal.get("shared") == {str(who): 11 for who in range(4)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["5.journal.json", "5.json"]


HOLDER = """
import sys
from pathlib import Path
from polypact.chain.record_files import _locked
with _locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_t101_lock_is_waited_for_and_ends_with_who_held_it(
    deployments: Deployments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"locked\n"
    monkeypatch.setattr(record_files, "PATIENCE", 0.1)
    deployments.partnerships["Another"] = record(B)
    with pytest.raises(PolypactError, match="another program has been writing to"):
        deployments.save()
    holder.kill()
    holder.wait(10)
    deployments.save()
    assert "Another" in Deployments(5, tmp_path).partnerships
    holder.stdout.close()


def test_t101_folder_without_locks_is_written_all_the_same(
    deployments: Deployments, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(handle: int, how: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    deployments.partnerships["Another"] = record(B)
    deployments.save()
    assert "Another" in Deployments(5, tmp_path).partnerships


def test_t101_only_one_of_two_begins_a_step(tmp_path: Path) -> None:
    first, second = Journal(tmp_path / "5.journal.json"), Journal(tmp_path / "5.journal.json")
    assert first.begin("pay", transaction="0x1", nonce=1)
    assert not second.begin("pay", transaction="0x2", nonce=1)
    assert second.get("pay") == {"transaction": "0x1", "nonce": 1}
    assert second.begin("pay", instead_of="0x1", transaction="0x3")
    assert not first.begin("pay", instead_of="0x1", transaction="0x4")
    first.forget("pay", transaction="0x1")
    assert first.get("pay") == {"transaction": "0x3"}
    first.forget("pay", transaction="0x3")
    assert not first.path.exists()


@pytest.mark.parametrize("content", ["{", "[]", "\xff"])
def test_t101_damaged_journal_is_said_at_once_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "5.journal.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(PolypactError, match=r"5\.journal\.json"):
        Deployments(5, tmp_path)
    assert path.read_text(encoding="latin-1") == content


RECORDS = st.recursive(
    st.integers(0, 3), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=8
).map(lambda made: made if isinstance(made, dict) else {"a": made})


@given(RECORDS, RECORDS)
def test_t101_what_one_program_changed_is_what_comes_of_it(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merged(base, changed, base) == changed
    assert merged(base, base, changed) == changed


@given(RECORDS, RECORDS, RECORDS)
def test_t101_what_either_program_added_is_kept(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    both = merged(base, mine, theirs)
    for made, other in ((mine, theirs), (theirs, mine)):
        for key, value in made.items():
            if base.get(key) != value and key not in other and key not in base:
                assert both[key] == value


def test_exact_name_comes_first_and_a_name_that_may_be_two_is_refused(deployments: Deployments) -> None:
    """Money goes where a name says: the one that is called so, and none of two that are nearly called so."""
    deployments.partnerships["harbour-joint-venture"] = record(B)
    assert deployments.partnership("harbour-joint-venture") == B
    assert deployments.partnership("Harbour Joint Venture") == A
    with pytest.raises(PolypactError, match="may be any of 'Harbour Joint Venture', 'harbour-joint-venture' in"):
        deployments.partnership("HARBOUR joint venture")

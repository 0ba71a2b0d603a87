"""The address book: one name for one address on a chain, and no writer loses what another wrote."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from polypact.chain.address_book import AddressBook
from polypact.text.errors import PolypactError

CRANE, MILL = "0x" + "11" * 20, "0x" + "22" * 20


def record(folder: Path, **names: str) -> None:
    entry = {
        **dict.fromkeys(("escrow", "ecosystem", "creator"), "0x" + "99" * 20),
        **dict.fromkeys(("salt", "transaction", "terms_hash", "terms_uri", "spec", "spec_hash"), ""),
        "partnership": "0x" + "77" * 20,
        "block": 1,
        "names": names,
    }
    (folder / "1337.json").write_text(json.dumps({"chain_id": 1337, "partnerships": {"Harbour": entry}}))


def test_name_is_kept_per_chain_and_forgotten_again(tmp_path: Path) -> None:
    assert AddressBook(1337, tmp_path).add("Crane GmbH", CRANE.lower()) == CRANE
    assert AddressBook(1337, tmp_path).names == {CRANE: "Crane GmbH"}
    assert AddressBook(1, tmp_path).names == {}
    assert AddressBook(1337, tmp_path).add("Crane GmbH", CRANE) == CRANE  # once more is the same
    assert AddressBook(1337, tmp_path).remove("crane gmbh") == (CRANE, "Crane GmbH")
    assert AddressBook(1337, tmp_path).names == {}
    with pytest.raises(PolypactError, match="no name 'crane gmbh' in"):
        AddressBook(1337, tmp_path).remove("crane gmbh")


def test_name_stands_for_one_address_and_an_address_has_one_name(tmp_path: Path) -> None:
    record(tmp_path, **{MILL: "Mill Ltd"})
    book = AddressBook(1337, tmp_path)
    book.add("Crane GmbH", CRANE)
    for name, address, why in (
        ("crane  GMBH", "0x" + "33" * 20, "a name stands for one address"),
        ("Other", CRANE, "an address has one name"),
        ("Mill Ltd", "0x" + "33" * 20, "a name stands for one address"),
        ("Another Mill", MILL, "an address has one name"),
        ("Harbour", "0x" + "33" * 20, "a name stands for one address"),
        ("treasury", "0x" + "33" * 20, "has a meaning of its own"),
        ("Zero", "0x" + "00" * 20, "the zero address is nobody's"),
        ("Short", "0x33", "not an address"),
    ):
        with pytest.raises(PolypactError, match=why):
            book.add(name, address)
    assert AddressBook(1337, tmp_path).names == {CRANE: "Crane GmbH"}


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"names": []}', '{"names": {"0x1": "a"}}', '{"chain_id": 1, "names": {}}']
)
def test_damaged_book_is_refused_when_it_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "1337.names.json").write_text(text)
    with pytest.raises(PolypactError, match=r"1337\.names\.json"):
        AddressBook(1337, tmp_path)


def test_t101_both_names_are_kept_when_two_programs_write_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from polypact.chain.address_book import AddressBook\n"
        "book = AddressBook(1337, Path(sys.argv[1]))\n"
        "for number in range(20): book.add(f'{sys.argv[2]} number {number}', f'0x{int(sys.argv[3]) + number:040x}')"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), word, str(start)])
        for word, start in (("crane", 1_000), ("mill", 2_000))
    ]
    assert [each.wait(60) for each in running] == [0, 0]
    assert len(AddressBook(1337, tmp_path).names) == 40

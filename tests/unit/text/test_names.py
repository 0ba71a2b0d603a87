"""Names that cannot be taken for something else, and the mark of a proposer."""

from __future__ import annotations

import pytest

from polypact.text.names import check_name, same_name
from polypact.text.proposer_mark import marked, unmarked
from polypact.text.public_keys import PUBLIC, public_key_trouble

ANN = "0x" + "11" * 20


@pytest.mark.parametrize("name", ["Crane GmbH", "3i plc", "東京海運", "Ångström & Söhne", "O'Hara", "Παπαδόπουλος"])
def test_names_of_companies_are_taken(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "cannot be empty"),
        ("  ", "cannot be empty"),
        (" Ann", "cannot begin or end with a space"),
        ("Ann\n", "cannot begin or end with a space"),
        ("An\x1bn", "line break or an invisible character"),
        ("An\u200bn", "line break or an invisible character"),
        ("An\u202en", "line break or an invisible character"),
        ("x" * 101, "at most 100 characters"),
        ("Treasury", "has a meaning of its own"),
        ("own", "has a meaning of its own"),
        ("0xabc", "looks like an address"),
        ("ab" * 20, "looks like an address"),
        ("TEST::0", "looks like a test account"),
        ("12", "looks like a number"),
        ("1,000", "looks like a number"),
        ("#12", "looks like a number"),
        ("#a", "cannot begin with '#'"),
        ("--yes", "cannot begin with '-'"),
        ("N\N{CYRILLIC SMALL LETTER O}rthwind", "mixes letters that look alike, Cyrillic and Latin"),
    ],
)
def test_name_is_refused_when_it_could_be_something_else(name: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_name(name)


def test_names_are_the_same_when_people_would_not_tell_them_apart() -> None:
    assert (
        same_name("Crane  GmbH")
        == same_name("crane gmbh")
        == same_name("\N{FULLWIDTH LATIN CAPITAL LETTER C}rane GmbH")
    )
    assert same_name("Crane GmbH") != same_name("Crane AG")


def test_mark_ends_the_description_once_and_is_not_shown() -> None:
    text = marked("Pay\n\nat last", ANN)
    assert text == f"Pay\n\nat last\n#proposer={ANN}"
    assert marked(text, "0x" + "22" * 20) == text
    assert unmarked(text) == "Pay\n\nat last"
    assert unmarked(f"see #proposer={ANN} there") == f"see #proposer={ANN} there"


def test_accounts_of_the_public_mnemonic_are_known() -> None:
    from eth_account import Account

    Account.enable_unaudited_hdwallet_features()
    mnemonic = " ".join(["test"] * 11 + ["junk"])
    first = {Account.from_mnemonic(mnemonic, account_path=f"m/44'/60'/0'/0/{n}").address for n in (0, 7, 19)}
    assert first <= PUBLIC
    assert len(PUBLIC) == 20
    assert "everybody has its key" in public_key_trouble(first.pop())
    assert public_key_trouble(ANN) == ""

"""Acceptances as files."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.signing.acceptance_files import Acceptance, combine
from polypact.text.deals import Deal
from polypact.text.errors import PolypactError

OWNERS = sorted((Account.from_key(keccak(text=name)) for name in ("a", "b")), key=lambda owner: int(owner.address, 16))
WALLET = "0x" + "7" * 40


@pytest.fixture
def acceptance() -> Acceptance:
    return Acceptance(
        name="Harbour",
        chain_id=1337,
        partnership="0x" + "1" * 40,
        partner=WALLET,
        version=1,
        terms_hash="0x" + "ab" * 32,
        deal=asdict(Deal(notice_seconds=60)),
        weight=20,
        units=200,
        role=3,
        probation_ends=0,
        decisions=4,
        joins=True,
        nonce=0,
        deadline=2_000_000_000,
    )


def signed(acceptance: Acceptance, owner: LocalAccount) -> Acceptance:
    message = encode_typed_data(full_message=acceptance.data())
    return acceptance.signed(owner.address, bytes(owner.sign_message(message).signature))


def test_file_keeps_everything(acceptance: Acceptance, tmp_path: Path) -> None:
    for kept in (acceptance, signed(acceptance, OWNERS[0])):
        kept.write(tmp_path / "a.json")
        assert Acceptance.read(tmp_path / "a.json") == kept


def test_owners_in_any_order_give_the_same_signature(acceptance: Acceptance) -> None:
    first, second = (signed(acceptance, owner) for owner in OWNERS)
    joined = combine([second, first])
    assert joined == combine([first, second])
    assert joined == bytes.fromhex(first.signature[2:] + second.signature[2:])


def test_own_key_stays_as_it_is(acceptance: Acceptance) -> None:
    own = signed(replace(acceptance, partner=OWNERS[0].address), OWNERS[0])
    assert combine([own]) == bytes.fromhex(own.signature[2:])


def test_a_safe_signs_in_its_own_domain(acceptance: Acceptance) -> None:
    safe = replace(acceptance, is_safe=True)
    assert safe.data()["primaryType"] == "SafeMessage"
    assert safe.data()["domain"] == {"chainId": 1337, "verifyingContract": WALLET}
    assert len(combine([signed(safe, owner) for owner in OWNERS])) == 130


def test_t51_files_about_different_acceptances_are_refused(acceptance: Acceptance) -> None:
    other = replace(acceptance, partner="0x" + "8" * 40)
    with pytest.raises(PolypactError, match="not about the same acceptance"):
        combine([signed(acceptance, OWNERS[0]), signed(other, OWNERS[1])])


def test_signature_that_is_not_the_signers(acceptance: Acceptance) -> None:
    forged = replace(signed(acceptance, OWNERS[0]), signer=OWNERS[1].address)
    with pytest.raises(PolypactError, match="is by"):
        combine([forged])
    with pytest.raises(PolypactError, match="no signature yet"):
        combine([acceptance])
    with pytest.raises(PolypactError, match="damaged"):
        combine([replace(forged, signature="0x1234")])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "something else"},
        {"partner": "0x12"},
        {"terms_hash": "0x12"},
        {"nonce": "1"},
        {"colour": "red"},
        {"deal": {"notice": 1}},
        {"deal": []},
        {"role": "any"},
        {"signature": "0xzz"},
    ],
)
def test_damaged_file(acceptance: Acceptance, tmp_path: Path, change: dict[str, str]) -> None:
    path = tmp_path / "a.json"
    acceptance.write(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(PolypactError):
        Acceptance.read(path)


def test_no_file_and_no_json(tmp_path: Path) -> None:
    with pytest.raises(PolypactError, match="cannot read"):
        Acceptance.read(tmp_path / "none.json")
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(PolypactError, match="is not JSON"):
        Acceptance.read(tmp_path / "a.json")

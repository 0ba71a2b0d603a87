"""Messages as files: what they keep, what is refused, and files about one message."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eth_account.signers.local import LocalAccount

from polypact.clients.voting import MAX_BATCH, MAX_BATCH_BYTES, SignedVote, pack
from polypact.signing.collecting import check_writable, collect
from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import BY_APPROVAL, Signature, compact
from polypact.signing.wallets import CONTRACT, SAFE, Wallet
from polypact.text.enums import Support
from polypact.text.errors import PolypactError
from polypact.text.messages import ACCOUNTS, STRUCTS, TYPES, typed_data
from tests.kit.contracts import mock
from tests.kit.numbers import CHAIN_ID
from tests.unit.signing.conftest import DEADLINE, HOUSE, PROPOSAL, Signing

WALLET = "0x" + "7" * 40
Keys = list[LocalAccount]

EXAMPLES: dict[str, Any] = {
    "address": WALLET,
    "bytes32": "0x" + "ab" * 32,
    "bool": True,
    "string": "x",
    "bytes": "0x01",
}


def example(kind: str) -> MessageFile:
    """A message of that kind, every field filled."""

    def of(fields: Any) -> dict[str, Any]:
        return {name: of(STRUCTS[type_]) if type_ in STRUCTS else EXAMPLES.get(type_, 1) for name, type_ in fields}

    message = {**of(TYPES[kind]), "deadline": DEADLINE}
    return MessageFile.of(typed_data(kind, CHAIN_ID, HOUSE, message), "Harbour")


@pytest.fixture
def own(keys: Keys) -> Signing:
    """A key's ballot."""
    return Signing(keys[0].address)


@pytest.fixture
def path(own: Signing, keys: Keys, tmp_path: Path) -> Path:
    """The file of a ballot that is signed."""
    written = tmp_path / "a.json"
    own.file.with_signatures([own.by(keys[0])]).write(written)
    return written


def test_file_keeps_everything_when_read_again(
    own: Signing, safe: Callable[..., str], keys: Keys, tmp_path: Path
) -> None:
    inner = safe(keys[:3], 2)
    nested = Signing(safe([keys[5], inner], 1))
    of_nested_types = Signing(mock("NestedTypesWallet", keys[0].address).address)
    for kept in (
        own.file,
        own.file.with_signatures([own.by(keys[0])]),
        nested.file.with_signatures([nested.by(keys[0], inner), Signature(keys[5].address, b"", BY_APPROVAL)]),
        of_nested_types.file.with_signatures([of_nested_types.by(keys[0])]),
    ):
        kept.write(tmp_path / "deep" / "a.json")
        assert MessageFile.read(tmp_path / "deep" / "a.json") == kept
    told = json.loads((tmp_path / "deep" / "a.json").read_text())
    assert told["message"]["proposalId"] == str(PROPOSAL)


@pytest.mark.parametrize("kind", sorted(ACCOUNTS))
def test_every_message_with_a_deadline_travels(kind: str, tmp_path: Path) -> None:
    made = example(kind)
    assert (made.account, made.deadline) == (WALLET, DEADLINE)
    made.write(tmp_path / "a.json")
    read = MessageFile.read(tmp_path / "a.json")
    assert read == made
    assert read.data == made.data


def test_every_message_that_can_be_signed_has_its_account_named() -> None:
    """A ballot with a nonce is signed with a node at hand; what has a deadline travels."""
    assert set(ACCOUNTS) == {kind for kind, fields in TYPES.items() if "deadline" in dict(fields)}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "polypact ballot"},
        {"colour": "red"},
        {"partnership": "harbour"},
        {"partnership": {"name": "x", "address": "0x12", "chain_id": 1}},
        {"partnership": {"name": "x", "address": HOUSE, "chain_id": "1"}},
        {"partnership": {"name": "x", "address": HOUSE, "chain_id": True}},
        {"partnership": {"name": 5, "address": HOUSE, "chain_id": 1}},
        {"partnership": {"address": HOUSE, "chain_id": 1}},
        {"message.type": "Ballot"},
        {"message.type": "Order"},
        {"message.type": 5},
        {"message.voter": "0x12"},
        {"message.voter": 5},
        {"message.proposalId": "-5"},
        {"message.proposalId": str(2**256)},
        {"message.proposalId": "9" * 5_000},
        {"message.support": 256},
        {"message.support": 3},
        {"message.support": True},
        {"message.support": 1.0},
        {"message.deadline": "tomorrow"},
        {"message.deadline": 2**40},
        {"message.deadline": -1},
        {"message.reason": "more"},
        {"message": []},
        {"wallets": [{"address": WALLET, "kind": "bank"}]},
        {"wallets": [{"address": WALLET, "kind": "safe", "owners": [HOUSE], "threshold": 2}]},
        {"wallets": [{"address": WALLET, "kind": "erc7739"}]},
        {"wallets": [{"address": WALLET, "kind": "safe"}] * 2},
        {"wallets": 5},
        {"wallets": [{"address": f"0x{number:040x}", "kind": "safe"} for number in range(129)]},
        {"signatures": [{"signer": WALLET, "signature": f"0x{number:04x}"} for number in range(513)]},
        {"signatures": [{"signer": WALLET, "signature": "0xzz"}]},
        {"signatures": [{"signer": WALLET, "signature": "12"}]},
        {"signatures": [{"signer": "0x12", "signature": "0x12"}]},
        {"signatures": [{"signer": WALLET, "signature": "0x12", "by": "magic"}]},
        {"signatures": [{"signer": WALLET, "signature": "0x12", "for": [WALLET] * 3}]},
        {"signatures": [{"signer": WALLET, "signature": "0x" + "12" * 2_081}]},
        {"signatures": ["0x12"]},
        {"signatures": None},
    ],
)
def test_read_is_refused_when_the_file_was_edited(path: Path, change: dict[str, Any]) -> None:
    told = json.loads(path.read_text())
    for name, value in change.items():
        first, _, second = name.partition(".")
        if second:
            told[first][second] = value
        else:
            told[first] = value
    path.write_text(json.dumps(told))
    with pytest.raises(PolypactError, match=r"is damaged|is not of the right kind"):
        MessageFile.read(path)


def test_read_is_refused_when_a_field_is_missing(path: Path) -> None:
    whole = json.loads(path.read_text())
    for part in whole:
        path.write_text(json.dumps({name: value for name, value in whole.items() if name != part}))
        with pytest.raises(PolypactError, match=r"is damaged|is not of the right kind"):
            MessageFile.read(path)
    for part in whole["message"]:
        message = {name: value for name, value in whole["message"].items() if name != part}
        path.write_text(json.dumps({**whole, "message": message}))
        with pytest.raises(PolypactError, match="is damaged"):
            MessageFile.read(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "[" * 100_000, '"\\ud800"'])
def test_read_is_refused_when_it_is_no_file_of_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(PolypactError, match=r"is not JSON|is not of the right kind"):
        MessageFile.read(tmp_path / "a.json")
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    with pytest.raises(PolypactError, match="is not JSON"):
        MessageFile.read(tmp_path / "a.json")
    with pytest.raises(PolypactError, match="cannot read"):
        MessageFile.read(tmp_path / "none.json")


@pytest.mark.parametrize(
    "change", [{"support": 0}, {"deadline": DEADLINE + 1}, {"proposalId": 5}, {"chain_id": 5}, {"partnership": WALLET}]
)
def test_t51_signature_is_set_aside_when_it_is_of_another_message(
    own: Signing, keys: Keys, change: dict[str, Any]
) -> None:
    by = own.by(keys[0])
    other = replace(own.file, **change) if set(change) & {"chain_id", "partnership"} else own.file
    message = {**own.file.message, **change} if other is own.file else own.file.message
    good, faults = replace(other, message=message).with_signatures([by]).checked()
    assert good.signatures == ()
    assert [fault.endswith("or of another message; sign again") for fault in faults] == [True]


def test_t51_signature_is_set_aside_when_another_made_it(own: Signing, keys: Keys) -> None:
    good, faults = own.file.with_signatures([replace(own.by(keys[0]), signer=keys[1].address)]).checked()
    assert (good.signatures, len(faults)) == ((), 1)
    by = own.by(keys[0])
    spoilt = [replace(by, data=data) for data in (by.data[:-1], by.data[:-1] + b"\x05", bytes(64) + b"\x1b", b"")]
    good, faults = own.file.with_signatures([*spoilt, by]).checked()
    assert good.signatures == (by,)
    assert len(faults) == 4


def test_signature_is_the_contracts_when_a_wallet_writes_it_otherwise(own: Signing, keys: Keys) -> None:
    """EIP-2098, without the 27, and with the high s of some key servers."""
    by = own.by(keys[0]).data
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
    high = by[:32] + (order - int.from_bytes(by[32:64])).to_bytes(32) + bytes([55 - by[64]])
    for other in (compact(by), by[:64] + bytes([by[64] - 27]), high):
        assert own.file.check(keys[0].address, other).data == by


def test_compact_leaves_a_signature_as_it_is_when_it_is_not_of_a_key() -> None:
    for other in (b"", bytes(64), bytes(65), bytes(130), bytes(32) + b"\xff" + bytes(31) + b"\x1b"):
        assert compact(other) == other


def test_who_may_sign_is_known_without_a_node(safe: Callable[..., str], keys: Keys) -> None:
    inner = safe([keys[0], keys[1]], 1)
    signing = Signing(safe([keys[0], inner], 2))
    assert signing.file.paths_of(keys[0].address) == [(), (inner,)]
    assert signing.file.paths_of(keys[1].address) == [(inner,)]
    assert signing.file.paths_of(keys[2].address) == []
    own = replace(signing.file, wallets=())
    assert own.paths_of(keys[0].address) == []
    assert own.paths_of(own.account) == [()]
    # A wallet that does not tell its owners takes anybody's word; the chain will judge.
    for kind in (SAFE, CONTRACT):
        assert replace(own, wallets=(Wallet(own.account, kind),)).paths_of(keys[2].address) == [()]


def test_a_safe_that_owns_itself_ends_nothing(keys: Keys) -> None:
    first, second = (Wallet(at, SAFE, "1.4.1", (WALLET, HOUSE, keys[0].address), 1) for at in (WALLET, HOUSE))
    file = replace(example("TimedBallot"), wallets=(first, second))
    assert () in file.paths_of(keys[0].address)
    assert max(map(len, file.paths_of(keys[0].address))) == 2


# --- several files ---


def test_collect_puts_files_about_one_message_together(
    own: Signing, safe: Callable[..., str], keys: Keys, tmp_path: Path
) -> None:
    of_safe = Signing(safe(keys[:3], 2))
    own.file.with_signatures([own.by(keys[0])]).write(tmp_path / "1.json")
    own.file.with_signatures([own.by(keys[0])]).write(tmp_path / "2.json")
    for name, owner in (("3.json", keys[0]), ("4.json", keys[1])):
        replace(of_safe.file, name=name).with_signatures([of_safe.by(owner)]).write(tmp_path / name)
    (tmp_path / "5.json").write_text("{")
    (tmp_path / "6.txt").write_text("no message")
    found = collect([tmp_path, tmp_path / "4.json"])
    names = [[path.name for path in of] for of, _ in found.files]
    assert names == [["1.json", "2.json"], ["3.json", "4.json"]]
    assert [len(file.signatures) for _, file in found.files] == [1, 2]
    [(path, reason)] = found.skipped
    assert (path.name, reason.split(";")[0]) == ("5.json", "is not JSON")


def test_collect_is_refused_when_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(PolypactError, match=r"there are no .json files"):
        collect([tmp_path])
    assert "cannot read" in collect([tmp_path / "nowhere"]).skipped[0][1]


def test_t102_files_with_other_deadlines_are_known_to_be_apart(own: Signing) -> None:
    later = replace(own.file, message={**own.file.message, "deadline": DEADLINE + 1})
    against = replace(own.file, message={**own.file.message, "support": 0})
    assert own.file.differs_in_deadline(later)
    assert not own.file.differs_in_deadline(own.file)
    assert not own.file.differs_in_deadline(against)
    with pytest.raises(PolypactError, match="not about the same message"):
        own.file.merged(later)


def test_folder_is_made_and_a_file_that_cannot_be_is_refused_before_signing(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "a.json")
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == []
    (tmp_path / "file").write_text("kept")
    with pytest.raises(PolypactError, match="nothing was signed"):
        check_writable(tmp_path / "file" / "a.json")
    check_writable(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "kept"


# --- as the contracts take many ---


def test_pack_is_head_and_signature_when_packed() -> None:
    other = "0x" + "3" * 40
    votes: list[SignedVote] = [
        (other, Support.ABSTAIN, 2**40 - 1, b"\xaa" * 64),
        (WALLET, Support.AGAINST, 1, b"\xbb" * 130),
    ]
    assert pack(votes) == (
        bytes.fromhex(other[2:])
        + bytes(4)
        + b"\x02"
        + b"\xff" * 5
        + b"\x00\x40"
        + b"\xaa" * 64
        + bytes.fromhex(WALLET[2:])
        + bytes(4)
        + b"\x00"
        + bytes(4)
        + b"\x01"
        + b"\x00\x82"
        + b"\xbb" * 130
    )


def test_t25_pack_is_refused_when_one_transaction_does_not_take_it() -> None:
    vote: SignedVote = (HOUSE, Support.FOR, 1, bytes(64))
    assert len(pack([vote] * MAX_BATCH)) == MAX_BATCH * 96
    long: SignedVote = (WALLET, Support.FOR, 1, bytes(MAX_BATCH_BYTES - 32))
    assert len(pack([long])) == MAX_BATCH_BYTES
    for votes in ([vote] * (MAX_BATCH + 1), [long, vote]):
        with pytest.raises(PolypactError, match="a batch takes 64 ballots of together 8,192 bytes"):
            pack(votes)

"""Ballots as files, and as the contract takes them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.clients.voting import MAX_BATCH, MAX_BATCH_BYTES, SignedVote, pack
from polypact.signing.ballot_files import BallotFile, collect, vote_of
from polypact.signing.signatures import compact
from polypact.text.enums import Support
from polypact.text.errors import PolypactError

ANN, BEN = sorted((Account.from_key(keccak(text=name)) for name in ("ann", "ben")), key=lambda o: int(o.address, 16))
HOUSE = "0x" + "2" * 40
WALLET = "0x" + "7" * 40
ID = str(2**255 + 7)


@pytest.fixture
def ballot() -> BallotFile:
    return BallotFile("Harbour", 1337, HOUSE, ID, "for", ANN.address, 2_000_000_000)


def signed(ballot: BallotFile, by: LocalAccount) -> BallotFile:
    message = encode_typed_data(full_message=ballot.data())
    return ballot.signed(by.address, bytes(by.sign_message(message).signature))


def test_file_keeps_everything_when_read_again(ballot: BallotFile, tmp_path: Path) -> None:
    made = signed(ballot, ANN)
    made.write(tmp_path / "a.json")
    assert BallotFile.read(tmp_path / "a.json") == made
    assert json.loads((tmp_path / "a.json").read_text())["proposal"] == ID


def test_data_is_the_timed_ballot_when_signed_by_a_key(ballot: BallotFile) -> None:
    data = ballot.data()
    assert data["primaryType"] == "TimedBallot"
    assert data["domain"] == {
        "name": "Polypact Partnership",
        "version": "1",
        "chainId": 1337,
        "verifyingContract": HOUSE,
    }
    assert data["message"] == {
        "proposalId": int(ID),
        "support": 1,
        "voter": ANN.address,
        "deadline": 2_000_000_000,
    }


def test_vote_is_short_when_the_voter_signed_itself(ballot: BallotFile) -> None:
    made = signed(ballot, ANN)
    voter, support, deadline, signature = vote_of([made])
    assert (voter, support, deadline) == (ANN.address, Support.FOR, 2_000_000_000)
    long = bytes.fromhex(made.signature[2:])
    assert len(signature) == 64
    assert signature[:32] == long[:32]
    assert int.from_bytes(signature[32:]) == int.from_bytes(long[32:64]) | (long[64] - 27) << 255


def test_compact_leaves_a_signature_as_it_is_when_it_is_not_of_a_key() -> None:
    for other in (b"", bytes(64), bytes(65), bytes(130), bytes(32) + b"\xff" + bytes(31) + b"\x1b"):
        assert compact(other) == other


def test_vote_is_what_the_owners_signed_when_the_voter_is_a_wallet(ballot: BallotFile) -> None:
    of_wallet = replace(ballot, voter=WALLET)
    first, second = signed(of_wallet, ANN), signed(of_wallet, BEN)
    both = bytes.fromhex(first.signature[2:] + second.signature[2:])
    assert vote_of([second, first])[3] == both
    assert vote_of([first])[3] == both[:65]
    safe = replace(of_wallet, is_safe=True)
    assert safe.data()["primaryType"] == "SafeMessage"
    assert len(vote_of([signed(safe, ANN), signed(safe, BEN)])[3]) == 130


def test_t51_vote_is_refused_when_another_signed(ballot: BallotFile) -> None:
    with pytest.raises(PolypactError, match="is by"):
        vote_of([replace(signed(ballot, ANN), choice="against")])
    with pytest.raises(PolypactError, match="is by"):
        vote_of([replace(signed(ballot, BEN), signer=ANN.address)])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "polypact acceptance signature"},
        {"voter": "0x12"},
        {"partnership": "harbour"},
        {"signer": ""},
        {"signature": ""},
        {"signature": "0xzz"},
        {"proposal": 5},
        {"proposal": "-5"},
        {"proposal": str(2**256)},
        {"choice": "FOR"},
        {"choice": "perhaps"},
        {"deadline": "tomorrow"},
        {"deadline": 2**40},
        {"deadline": -1},
        {"chain_id": "1337"},
        {"is_safe": "no"},
        {"colour": "red"},
    ],
)
def test_read_is_refused_when_the_file_is_damaged(ballot: BallotFile, tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "a.json"
    signed(ballot, ANN).write(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(PolypactError, match=r"is damaged|is not of the right kind"):
        BallotFile.read(path)


def test_collect_joins_owners_and_names_what_is_no_good_when_mixed(ballot: BallotFile, tmp_path: Path) -> None:
    of_wallet = replace(ballot, voter=WALLET)
    signed(ballot, ANN).write(tmp_path / "1.json")
    signed(ballot, ANN).write(tmp_path / "2.json")
    signed(of_wallet, ANN).write(tmp_path / "3.json")
    signed(of_wallet, BEN).write(tmp_path / "4.json")
    (tmp_path / "5.json").write_text("{")
    (tmp_path / "6.txt").write_text("no ballot")
    found = collect(tmp_path)
    assert [[path.name for path, _ in files] for files in found.ballots.values()] == [["1.json"], ["3.json", "4.json"]]
    assert [(path.name, reason) for path, reason in found.skipped] == [
        ("2.json", "the same ballot, signed by the same account, is there already"),
        ("5.json", "is not JSON; give a file of `proposal vote --sign`"),
    ]


def test_collect_is_refused_when_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(PolypactError, match=r"there are no .json files"):
        collect(tmp_path)
    with pytest.raises(PolypactError, match="is no folder"):
        collect(tmp_path / "nowhere")


def test_pack_is_head_and_signature_when_packed() -> None:
    votes: list[SignedVote] = [
        (ANN.address, Support.ABSTAIN, 2**40 - 1, b"\xaa" * 64),
        (WALLET, Support.AGAINST, 1, b"\xbb" * 130),
    ]
    assert pack(votes) == (
        bytes.fromhex(ANN.address[2:])
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
    vote: SignedVote = (ANN.address, Support.FOR, 1, bytes(64))
    assert len(pack([vote] * MAX_BATCH)) == MAX_BATCH * 96
    long: SignedVote = (WALLET, Support.FOR, 1, bytes(MAX_BATCH_BYTES - 32))
    assert len(pack([long])) == MAX_BATCH_BYTES
    for votes in ([vote] * (MAX_BATCH + 1), [long, vote]):
        with pytest.raises(PolypactError, match="a batch takes 64 ballots of together 8,192 bytes"):
            pack(votes)

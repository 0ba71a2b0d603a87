"""Ballots that travel as files: signed apart from any node, collected in a folder, and relayed in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eth_utils.address import is_address

from polypact.clients.voting import SignedVote
from polypact.signing.signatures import compact
from polypact.signing.signed_files import damaged, in_domain_of_safe, join, read_fields, write_fields
from polypact.text import messages
from polypact.text.enums import Support
from polypact.text.errors import PolypactError

KIND = "polypact ballot"
_WRITTEN_BY = "`proposal vote --sign`"


@dataclass(frozen=True)
class BallotFile:
    """One signed ballot with everything it takes to check it. `deadline` in unix seconds."""

    name: str
    """Of the partnership, for people; not signed."""
    chain_id: int
    partnership: str
    proposal: str
    """The id in decimal digits: too large for numbers in JSON."""
    choice: str
    """`for`, `against` or `abstain`."""
    voter: str
    deadline: int
    is_safe: bool = False
    """The voter is a Safe: its owners sign the Safe's own wrapping of the message."""
    signer: str = ""
    signature: str = ""

    @property
    def support(self) -> Support:
        return Support[self.choice.upper()]

    @classmethod
    def read(cls, path: Path) -> BallotFile:
        """From a file; `PolypactError` if it is none or damaged."""
        data = read_fields(path, [KIND], _WRITTEN_BY)
        try:
            made = cls(**data)
            sound = all(map(is_address, (made.partnership, made.voter, made.signer)))
            sound = sound and isinstance(made.chain_id, int) and isinstance(made.deadline, int)
            sound = sound and isinstance(made.is_safe, bool)
            sound = sound and made.proposal.isascii() and made.proposal.isdigit() and int(made.proposal) < 2**256
            sound = sound and 0 <= made.deadline < 2**40 and made.support.words == made.choice
            sound = sound and len(bytes.fromhex(made.signature.removeprefix("0x"))) > 0
        except (TypeError, ValueError, AttributeError, KeyError):
            sound = False
        if not sound:
            raise damaged(path)
        return made

    def write(self, path: Path) -> None:
        write_fields(path, KIND, asdict(self))

    def data(self) -> dict[str, Any]:
        """The EIP-712 message to sign."""
        plain = messages.timed_ballot_data(
            self.chain_id, self.partnership, int(self.proposal), int(self.support), self.voter, self.deadline
        )
        return in_domain_of_safe(plain, self.is_safe, self.voter)

    def signed(self, signer: str, signature: bytes) -> BallotFile:
        return replace(self, signer=signer, signature="0x" + signature.hex())

    @property
    def facts(self) -> tuple[Any, ...]:
        """What is signed; the owners of one wallet sign the same."""
        return (self.chain_id, self.partnership, self.proposal, self.choice, self.voter, self.deadline, self.is_safe)


@dataclass
class Collected:
    """The ballots of a folder: by what they are about, and the files that are no good with the reason."""

    ballots: dict[tuple[Any, ...], list[tuple[Path, BallotFile]]]
    skipped: list[tuple[Path, str]]


def collect(folder: Path) -> Collected:
    """Every `*.json` in a folder; files of the owners of one wallet come together."""
    if not folder.is_dir():
        raise PolypactError(f"{folder} is no folder; give the one with the files of {_WRITTEN_BY}")
    found = Collected({}, [])
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise PolypactError(f"there are no .json files in {folder}; put those of {_WRITTEN_BY} there")
    for path in paths:
        try:
            ballot = BallotFile.read(path)
        except PolypactError as error:
            found.skipped.append((path, str(error).removeprefix(f"{path} ")))
            continue
        same = found.ballots.setdefault(ballot.facts, [])
        if any(other.signer == ballot.signer for _, other in same):
            found.skipped.append((path, "the same ballot, signed by the same account, is there already"))
        else:
            same.append((path, ballot))
    return found


def vote_of(files: Sequence[BallotFile]) -> SignedVote:
    """The ballot as the contract takes it, from one signer's file or from those of a wallet's owners."""
    first = files[0]
    signature = join(files, first.voter)
    if [file.signer for file in files] == [first.voter]:
        signature = compact(signature)  # a wallet gets what its owners signed, unchanged
    return first.voter, first.support, first.deadline, signature

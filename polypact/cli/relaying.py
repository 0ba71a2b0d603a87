"""Relaying a folder of signed ballots: checking each against the chain, and sending them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from polypact.capabilities.revert_reasons import explain
from polypact.chain.batch import Batch
from polypact.chain.node_errors import RefusedError
from polypact.clients.voting import MAX_BATCH, MAX_BATCH_BYTES, SignedVote, pack, packed_vote
from polypact.signing.ballot_files import BallotFile, collect, vote_of
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place

Skipped = list[tuple[Path, str]]


@dataclass(frozen=True)
class Ready:
    """A ballot that would count, and the first of its files."""

    path: Path
    proposal: int
    vote: SignedVote


def check(place: Place, folder: Path) -> tuple[dict[int, list[Ready]], Skipped]:
    """The ballots of a folder that would count now, by proposal, and the files that would not with the reason."""
    found = collect(folder)
    skipped = found.skipped
    ready: list[Ready] = []
    for files in found.ballots.values():
        paths = [path for path, _ in files]
        ballots = [ballot for _, ballot in files]
        reason = _misplaced(place, ballots[0])
        if reason is None:
            try:
                ready.append(Ready(paths[0], int(ballots[0].proposal), vote_of(ballots)))
                continue
            except PolypactError as error:
                reason = str(error)
        skipped += [(path, reason) for path in paths]

    # Each is tried alone, so that every one that does not count is known with its reason.
    batch = Batch(place.session)
    house = place.partnership
    tried = [house.ask(batch, "cast_votes_by_sig", b.proposal, pack([b.vote]), False) for b in ready]
    batch.run()
    good: dict[int, list[Ready]] = {}
    for ballot, answer in zip(ready, tried, strict=True):
        try:
            answer()
        except RefusedError as error:
            skipped.append((ballot.path, str(error)))
        else:
            good.setdefault(ballot.proposal, []).append(ballot)
    return good, skipped


def _misplaced(place: Place, ballot: BallotFile) -> str | None:
    if ballot.chain_id != place.session.chain_id:
        return f"signed for chain {ballot.chain_id}, {place.session.network} is chain {place.session.chain_id}"
    if ballot.partnership != place.partnership.address:
        return f"signed for the partnership {ballot.partnership}, not for {place.partnership.address}"
    return None


def send(place: Place, good: Mapping[int, Sequence[Ready]]) -> tuple[list[tuple[Ready, int]], Skipped, list[Receipt]]:
    """Sends the ballots. Gives those that counted with their weight, those that did not after all, and the receipts."""
    counted: list[tuple[Ready, int]] = []
    skipped: Skipped = []
    receipts: list[Receipt] = []
    for proposal, ballots in good.items():
        for part in _parts(ballots):
            receipt = place.partnership.votes_by_sig(proposal, [ballot.vote for ballot in part])
            receipts.append(receipt)
            told = [log for log in place.partnership.decode_logs(receipt) if log.name in ("VoteCast", "BallotSkipped")]
            # The contract logs one or the other of each ballot, in their order.
            for ballot, log in zip(part, told, strict=False):
                if log.name == "VoteCast":
                    counted.append((ballot, int(log["weight"])))
                else:
                    skipped.append((ballot.path, explain(str(log["reason"]))))
    return counted, skipped, receipts


def _parts(ballots: Sequence[Ready]) -> Iterator[list[Ready]]:
    """As many as one transaction takes."""
    part: list[Ready] = []
    size = 0
    for ballot in ballots:
        length = len(packed_vote(ballot.vote))
        if part and (len(part) == MAX_BATCH or size + length > MAX_BATCH_BYTES):
            yield part
            part, size = [], 0
        part.append(ballot)
        size += length
    if part:
        yield part

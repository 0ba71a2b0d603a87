"""Relaying signed messages: checking each against the chain, and sending them, ballots together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.capabilities.revert_reasons import explain
from polypact.chain.batch import Batch
from polypact.chain.node_errors import RefusedError
from polypact.clients.base import Client
from polypact.clients.voting import MAX_BATCH, MAX_BATCH_BYTES, SignedVote, pack, packed_vote
from polypact.signing.collecting import collect
from polypact.signing.joining import joined
from polypact.signing.message_files import MessageFile
from polypact.signing.wallet_reading import ChainWallets
from polypact.text.durations import format_timestamp
from polypact.text.errors import PolypactError
from polypact.text.messages import OF_ESCROWS

if TYPE_CHECKING:
    from polypact.chain.node import Receipt
    from polypact.cli.open_partnership import Place

Skipped = list[tuple[Path, str]]

ACCEPTANCES = ("Acceptance", "Renewal")
#: What goes many at once: the function, and the events by which it says of each whether it counted.
BATCHES = {
    "TimedBallot": ("cast_votes_by_sig", "VoteCast", "BallotSkipped"),
    "Consent": ("consents_by_sig", "ConsentGiven", "ConsentSkipped"),
}


@dataclass(frozen=True)
class Ready:
    """A message that would count, the files it came in, and the signature of its account."""

    paths: list[Path]
    file: MessageFile
    signature: bytes
    call: tuple[Any, ...]
    """The function that takes it alone, and its arguments."""

    @property
    def vote(self) -> SignedVote:
        """Of a ballot or an answer: as the contract takes it."""
        return _vote_of(self.file, self.signature)


def _vote_of(file: MessageFile, signature: bytes) -> SignedVote:
    choice = file["support"] if file.kind == "TimedBallot" else int(file["agrees"])
    return file.account, choice, file.deadline, signature


Call = tuple[Any, ...]


def _accepting(file: MessageFile, _: Place, signature: bytes) -> Call:
    return "accept_by_sig", file.account, file.deadline, signature


def _taking_seat(file: MessageFile, place: Place, signature: bytes) -> Call:
    conditions = place.members.seat_conditions(file["partner"]).abi()
    return "take_seat_by_sig", file["partner"], file.account, conditions, file.deadline, signature


def _refusing_move(file: MessageFile, _: Place, signature: bytes) -> Call:
    return "refuse_move_by_sig", file["partner"], [file.account], [file.deadline], [signature]


def _answering(file: MessageFile, _: Place, signature: bytes) -> Call:
    return "answer_by_sig", file.account, file.deadline, signature


def _contesting(file: MessageFile, _: Place, signature: bytes) -> Call:
    return "contest_recusal_by_sig", file["proposalId"], file.account, file.deadline, signature


def _acting(file: MessageFile, _: Place, signature: bytes) -> Call:
    call = file["target"], file["value"], bytes.fromhex(file["data"][2:])
    return "act_by_sig", file["mandate"], file.account, *call, file.deadline, signature


def _taking_along(file: MessageFile, _: Place, signature: bytes) -> Call:
    about = file.account, file["token"], file["successor"], file["minimum"]
    return "contribute_on_by_sig", *about, file.deadline, signature


#: What goes alone: makes the name of the function and its arguments.
SINGLES: Mapping[str, Callable[[MessageFile, Place, bytes], Call]] = {
    "Acceptance": _accepting,
    "Renewal": _accepting,
    "SeatAcceptance": _taking_seat,
    "SeatRefusal": _refusing_move,
    "Answer": _answering,
    "Contest": _contesting,
    "Act": _acting,
    "ContributeOn": _taking_along,
}


@dataclass
class Outcome:
    """What was sent, with the weight of the ballots that counted, and what was not after all."""

    relayed: list[tuple[Ready, int]]
    skipped: Skipped
    receipts: list[Receipt]


def check(place: Place, paths: Sequence[Path]) -> tuple[list[Ready], Skipped]:
    """The messages among files and folders that would count now, and the files that would not with the reason."""
    found = collect(paths)
    skipped = found.skipped
    now = place.now()
    wallets = ChainWallets(place.session)
    ready: list[Ready] = []
    every = [file for _, file in found.files]
    for of, file in found.files:
        try:
            _check_place(place, file, now)
            signature = _signature(wallets, file, every)
            ready.append(Ready(of, file, signature, _call(file, place, signature)))
        except PolypactError as error:
            skipped += [(path, str(error)) for path in of]

    # Each is tried alone, so that every one that does not count is known with its reason.
    batch = Batch(place.session)
    tried = [_asked_of(place, one.file).ask(batch, *one.call) for one in ready]
    batch.run()
    good: list[Ready] = []
    for one, answer in zip(ready, tried, strict=True):
        try:
            answer()
        except RefusedError as error:
            skipped += [(path, str(error)) for path in one.paths]
        else:
            good.append(one)
    return good, skipped


def _check_place(place: Place, file: MessageFile, now: int) -> None:
    if file.chain_id != place.session.chain_id:
        here = f"{place.session.network} is chain {place.session.chain_id}"
        raise PolypactError(f"wrong chain: signed for chain {file.chain_id}, {here}")
    if file.partnership != (own := _asked_of(place, file).address):
        raise PolypactError(f"signed for the {_kind_of_asked(file)} {file.partnership}, not for {own}")
    if file.deadline < now:
        raise PolypactError(f"it was good until {format_timestamp(file.deadline)}, which is over; sign again")
    if file.kind in ACCEPTANCES:
        _check_offer(place, file)
    if file.kind == "Act" and place.partnership.promises.mandate(file["mandate"]).nonce != file["nonce"]:
        raise PolypactError("the mandate was used by a signature since: a signature is good once; sign again")
    if file.kind == "ContributeOn":
        _check_taking(place, file)
    if file.kind == "SeatAcceptance":
        current = place.members.taking_data(file.account, file["partner"], file.deadline)["message"]
        _refuse_changed(first_difference(file.message, current))


def _asked_of(place: Place, file: MessageFile) -> Client:
    return place.escrow if file.kind in OF_ESCROWS else place.partnership


def _kind_of_asked(file: MessageFile) -> str:
    return "escrow" if file.kind in OF_ESCROWS else "partnership"


def _check_taking(place: Place, file: MessageFile) -> None:
    if place.escrow.contribute_on_nonce(file.account) != file["nonce"]:
        raise PolypactError("another one that it signed was relayed since: a signature is good once; sign again")


def _check_offer(place: Place, file: MessageFile) -> None:
    """Refuses an acceptance of something else than what is offered now, and names the difference."""
    data = place.members.acceptance_data(file.account, file.deadline)
    if data["primaryType"] != file.kind or data["message"]["nonce"] != file["nonce"]:
        who = place.name(file.account)
        raise PolypactError(f"{who} has accepted since, or was invited anew: a signature is good once; sign again")
    _refuse_changed(first_difference(file.message, data["message"]))


def _refuse_changed(changed: str | None) -> None:
    if changed:
        raise PolypactError(f"what is offered has changed since it was signed ({changed}); sign again")


def first_difference(signed: Mapping[str, Any], current: Mapping[str, Any]) -> str | None:
    """What of a message is not as it would be written now, in words; `None` if all is."""
    before, after = _flat(signed), _flat(current)
    changed = (f"{name} was {before[name]} and is {after[name]}" for name in after if before[name] != after[name])
    return next(changed, None)


def _flat(message: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in message.items():
        flat |= _flat(value) if isinstance(value, Mapping) else {name: value}
    return flat


def _signature(wallets: ChainWallets, file: MessageFile, every: Sequence[MessageFile]) -> bytes:
    try:
        return joined(file, wallets)
    except PolypactError as error:
        moments = sorted({format_timestamp(one.deadline) for one in every if file.differs_in_deadline(one)})
        if not moments:
            raise
        raise PolypactError(
            f"{error}; other files say the same until another moment, {' and '.join(moments)}, so their signatures can "
            "never be joined with these: have everybody sign one file"
        ) from None


def _call(file: MessageFile, place: Place, signature: bytes) -> Call:
    if file.kind in SINGLES:
        return SINGLES[file.kind](file, place, signature)
    function, _, _ = BATCHES[file.kind]
    return function, file["proposalId"], pack([_vote_of(file, signature)]), False


def send(place: Place, good: Sequence[Ready]) -> Outcome:
    """Sends what goes alone one by one, and ballots and answers on one proposal together."""
    outcome = Outcome([], [], [])
    batches: dict[tuple[str, int], list[Ready]] = {}
    for one in good:
        if one.file.kind not in BATCHES:
            try:
                receipt = _asked_of(place, one.file).write(*one.call)
            except PolypactError as error:  # what was sent before has been sent, and is told
                outcome.skipped += [(path, str(error)) for path in one.paths]
            else:
                outcome.receipts.append(receipt)
                outcome.relayed.append((one, 0))
        else:
            batches.setdefault((one.file.kind, one.file["proposalId"]), []).append(one)
    for (kind, proposal), those in batches.items():
        function, counted, skipped = BATCHES[kind]
        for part in _parts(those):
            try:
                receipt = place.partnership.write(function, proposal, pack([one.vote for one in part]), True)
            except PolypactError as error:
                outcome.skipped += [(path, str(error)) for one in part for path in one.paths]
                continue
            outcome.receipts.append(receipt)
            told = [log for log in place.partnership.decode_logs(receipt) if log.name in (counted, skipped)]
            # The contract logs one or the other of each, in their order.
            for one, log in zip(part, told, strict=False):
                if log.name == counted:
                    outcome.relayed.append((one, int(log["weight"])))
                else:
                    outcome.skipped += [(path, explain(str(log["reason"]))) for path in one.paths]
    return outcome


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

"""Who we are: the terms, the roster, and who has accepted what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polypact import messages
from polypact.batch import Batch
from polypact.clients.abi import Log
from polypact.clients.base import Client, word
from polypact.documents import Document
from polypact.errors import PolypactError
from polypact.roles import Phase, Role, Status
from polypact.session import Receipt

PAGE = 100


@dataclass(frozen=True)
class Partner:
    """One partner's record. `respond_by` is in unix seconds, 0 for founders."""

    account: str
    seat: int
    status: Status
    weight: int
    units: int
    role: Role
    accepted_version: int
    respond_by: int
    nonce: int


@dataclass(frozen=True)
class Terms:
    """The version in force. Until `window_closes` (unix seconds, 0 for none) the version before is good enough."""

    version: int
    hash: bytes
    window_closes: int


class Membership(Client):
    """A partnership's Membership."""

    contract = "Membership"

    # --- reading ---

    @property
    def name(self) -> str:
        """The partnership's name."""
        return str(self.read("name"))

    @property
    def partnership(self) -> str:
        return str(self.read("partnership"))

    @property
    def escrow(self) -> str:
        return str(self.read("escrow"))

    @property
    def phase(self) -> Phase:
        return Phase(self.read("phase"))

    @property
    def formation_deadline(self) -> int:
        """Unix seconds; 0 once the formation is over."""
        return int(self.read("formation_deadline"))

    def terms(self) -> Terms:
        """The version in force."""
        return Terms(**self.read("current_terms"))

    def terms_uri(self, version: int | None = None, since: int = 0) -> str:
        """Where to read a version of the terms (the newest if none is given), from the log."""
        topics = [] if version is None else [f"0x{version:064x}"]
        published = self.events("TermsPublished", since=since, topics=topics)
        return str(published[-1]["uri"]) if published else ""

    def partner(self, account: str) -> Partner:
        """The record of `account`; status NONE if it was never on the roster."""
        return _partner(self.read("partner", account))

    def roster(self) -> list[Partner]:
        """Every seat that was ever given, in order; former partners included."""
        batch = Batch(self.session)
        roster = self.ask_roster(batch, int(self.read("seats")))
        batch.run()
        return roster()

    def ask_roster(self, batch: Batch, seats: int) -> Callable[[], list[Partner]]:
        """The roster in a batch; `seats` is how many there are."""
        pages = [self.ask(batch, "partners", start, PAGE) for start in range(0, seats, PAGE)]
        return lambda: [_partner(record) for page in pages for record in page()]

    def has_standing(self, account: str) -> bool:
        """Whether `account` may vote now: active, and has accepted the terms in force."""
        return bool(self.read("has_standing", account))

    def acceptances(self, since: int = 0) -> dict[str, tuple[int, int]]:
        """Who accepted when: partner => (newest version accepted, unix seconds)."""
        batch = Batch(self.session)
        accepted = self.ask_acceptances(batch, self.events("TermsAccepted", since=since))
        batch.run()
        return accepted()

    def ask_acceptances(self, batch: Batch, logs: Sequence[Log]) -> Callable[[], dict[str, tuple[int, int]]]:
        """The acceptances in a batch, from their events."""
        times = {number: batch.time(number) for number in sorted({log.block for log in logs})}
        return lambda: {log["partner"]: (int(log["version"]), times[log.block]()) for log in logs}

    # --- partners ---

    def accept(self, document: Document | bytes | None = None, sender: Any = None) -> Receipt:
        """Accepts the terms in force.

        Args:
            document: The document that is agreed to, or its hash. If it is not the version in force, `PolypactError`
                is raised and nothing is sent. Without it the hash on chain is accepted as it stands.
        """
        agreed = self.terms().hash
        given = document.hash if isinstance(document, Document) else document or agreed
        if given != agreed:
            raise PolypactError(
                f"the document's hash is 0x{given.hex()}, the terms in force are 0x{agreed.hex()}; ask which is right"
            )
        return self.write("accept", agreed, sender=sender)

    def leave(self, sender: Any = None) -> Receipt:
        """Leaves at once; what was earned stays claimable."""
        return self.write("leave", sender=sender)

    # --- anyone ---

    def accept_by_sig(self, partner: str, deadline: int, signature: bytes, sender: Any = None) -> Receipt:
        """Relays the acceptance that `partner` signed, good until `deadline` (unix seconds)."""
        return self.write("accept_by_sig", partner, deadline, signature, sender=sender)

    def lapse(self, partner: str, sender: Any = None) -> Receipt:
        """Takes the weight of a partner that did not accept new terms in time out of the totals."""
        return self.write("lapse", partner, sender=sender)

    def acceptance_data(self, partner: str, deadline: int) -> dict[str, Any]:
        """What `partner` signs to accept the terms in force (EIP-712), good until `deadline` (unix seconds)."""
        terms = self.terms()
        record = self.partner(partner)
        if record.status == Status.NONE:
            raise PolypactError(f"{partner} is not on the roster of {self.name}")
        return messages.acceptance_data(
            self.session.chain_id,
            self.address,
            self.partnership,
            partner,
            terms.version,
            terms.hash,
            record.nonce,
            deadline,
        )

    def history(self, partner: str, since: int = 0) -> list[Any]:
        """What happened to one partner: its events, oldest first."""
        names = [name for name, entry in self.interface.events.items() if _is_about_partner(entry)]
        return [log for log in self.events(*names, since=since, topics=[word(partner)]) if log["partner"] == partner]


def _partner(record: dict[str, Any]) -> Partner:
    return Partner(**{**record, "status": Status(record["status"]), "role": Role(record["role"])})


def _is_about_partner(entry: Mapping[str, Any]) -> bool:
    first = entry["inputs"][0]
    return bool(first["name"] == "partner" and first["indexed"])

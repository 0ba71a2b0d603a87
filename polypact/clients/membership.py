"""Who we are: the terms, the roster, and who has accepted what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polypact.chain.batch import Batch
from polypact.chain.events import Event
from polypact.chain.node import Receipt
from polypact.clients.base import Client, word
from polypact.text import messages
from polypact.text.deals import Capital, Deal, Offer
from polypact.text.documents import Document
from polypact.text.enums import ETHER, Phase, Role, Status
from polypact.text.errors import PolypactError

PAGE = 100

#: The bound of contracts/modules/partnership/membership/departure.vy.
MAX_TOKENS = 16


#: What says who has accepted what, and whose weight counts.
ACCEPTANCE_EVENTS = ("TermsAccepted", "SeatMoved", "PartnerLapsed")


@dataclass(frozen=True)
class Partner:
    """One partner's record. Times in unix seconds, 0 where there is none."""

    account: str
    seat: int
    status: Status
    weight: int
    units: int
    role: Role
    accepted_version: int
    respond_by: int
    """Last moment to accept an invitation."""
    nonce: int
    role_ends: int = 0
    """Last moment of the role."""
    probation_ends: int = 0
    """Last moment of the seat, unless it is confirmed."""
    leaves_at: int = 0
    """First moment to leave after notice."""
    redeem_by: int = 0
    """Last moment for a former partner to take its part of the treasury."""


@dataclass(frozen=True)
class Terms:
    """The version in force. Until `window_closes` (unix seconds, 0 for none) the version before is good enough."""

    version: int
    hash: bytes
    window_closes: int


class Membership(Client):
    """The terms and the roster of a partnership, at its address."""

    contract = "Partnership"

    # --- reading ---

    @property
    def name(self) -> str:
        """The partnership's name."""
        return str(self.read("partnership_name"))

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
        roster = self.ask_roster(batch, int(self.read("seat_count")))
        batch.run()
        return roster()

    def ask_roster(self, batch: Batch, seats: int) -> Callable[[], list[Partner]]:
        """The roster in a batch; `seats` is how many there are."""
        pages = [self.ask(batch, "partners", start, PAGE) for start in range(0, seats, PAGE)]
        return lambda: [_partner(record) for page in pages for record in page()]

    def deal(self, version: int | None = None) -> Deal:
        """The deal of a version of the terms; of the one in force if none is given."""
        return Deal.of(self.read("deal_of", self.terms().version if version is None else version))

    def capital(self, since: int = 0) -> list[Capital]:
        """The capital that may be repaid under the version in force, from the log."""
        last = self.events("DealSet", since=since)[-1]
        return [Capital(str(entry["token"]), int(entry["money"]), int(entry["in_kind"])) for entry in last["capital"]]

    def offer(self, account: str) -> Offer:
        """What `account` would accept now."""
        return Offer.of(self.read("offer_of", account))

    def seat_offer(self, partner: str) -> tuple[str, int] | None:
        """Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds)."""
        to, ready_at = self.read("seat_offer", partner)
        return None if to == ETHER else (str(to), int(ready_at))

    def former_accounts(self, partner: str, since: int = 0) -> list[str]:
        """The accounts from which the seat of `partner` moved to it, newest first."""
        moved = {log["to"]: str(log["partner"]) for log in self.events("SeatMoved", since=since)}
        found: list[str] = []
        while (partner := moved.get(partner, "")) and partner not in found:
            found.append(partner)
        return found

    def acceptances(self, since: int = 0) -> dict[str, tuple[int, int]]:
        """Who accepted when: partner => (newest version accepted, unix seconds); it moves with the seat."""
        batch = Batch(self.session)
        accepted = self.ask_acceptances(batch, self.events(*ACCEPTANCE_EVENTS, since=since))
        batch.run()
        return accepted()

    def ask_acceptances(self, batch: Batch, logs: Sequence[Event]) -> Callable[[], dict[str, tuple[int, int]]]:
        """The acceptances in a batch, from `ACCEPTANCE_EVENTS` among others, oldest first."""
        newest: dict[str, tuple[int, int]] = {}
        for log in logs:
            if log.name == "TermsAccepted":
                newest[log["partner"]] = (int(log["version"]), log.block)
            elif log.name == "SeatMoved" and log["partner"] in newest:
                newest.setdefault(log["to"], newest[log["partner"]])
        times = {block: batch.time(block) for block in sorted({block for _, block in newest.values()})}
        return lambda: {partner: (version, times[block]()) for partner, (version, block) in newest.items()}

    def lapsed(self, since: int = 0) -> set[str]:
        """The partners whose weight is out of the totals, from the log."""
        return lapsed(self.events(*ACCEPTANCE_EVENTS, since=since))

    # --- partners ---

    def accept(
        self, document: Document | bytes | None = None, offer: Offer | None = None, sender: Any = None
    ) -> Receipt:
        """Accepts the terms in force, their deal, and the shares that are offered.

        Args:
            document: The document that is agreed to, or its hash. If it is not the version in force, `PolypactError`
                is raised and nothing is sent. Without it the hash on chain is accepted as it stands.
            offer: What is agreed to, as it was read and shown (`offer`): if it has changed since, the partnership
                refuses. Without it the offer is accepted as it stands.
        """
        account = sender or self.session.sender
        agreed = offer or self.offer(str(getattr(account, "address", account)))
        given = document.hash if isinstance(document, Document) else document or agreed.terms_hash
        if given != agreed.terms_hash:
            raise PolypactError(
                f"the document's hash is 0x{given.hex()}, the terms in force are 0x{agreed.terms_hash.hex()}; "
                "ask which is right"
            )
        return self.write("accept", agreed.abi(), sender=sender)

    def give_notice(self, sender: Any = None) -> Receipt:
        """Starts the notice that the terms ask for before the sender can leave."""
        return self.write("give_notice", sender=sender)

    def leave(self, tokens: Sequence[str] = (), sender: Any = None) -> Receipt:
        """Leaves, and takes the sender's part of the treasury in `tokens` along, if the terms know redemption.

        What was earned stays claimable. Without tokens, `redeem` takes the part within 90 days.
        """
        if tokens:
            return self.write("leave", in_order(tokens), sender=sender)
        return self.write("leave", sender=sender)

    def redeem(self, tokens: Sequence[str], sender: Any = None) -> Receipt:
        """Pays the sender, who left or was expelled, its part of the treasury in `tokens`; it can do that once."""
        return self.write("redeem", in_order(tokens), sender=sender)

    def offer_seat(self, to: str, sender: Any = None) -> Receipt:
        """Offers the sender's seat to another account of the same partner."""
        return self.write("offer_seat", to, sender=sender)

    def keep_seat(self, sender: Any = None) -> Receipt:
        """Withdraws the offer of the sender's seat, or refuses the one that was made by vote."""
        return self.write("keep_seat", sender=sender)

    def take_seat(self, partner: str, sender: Any = None) -> Receipt:
        """Takes over the seat of `partner` that is offered to the sender."""
        return self.write("take_seat", partner, sender=sender)

    # --- anyone ---

    def accept_by_sig(self, partner: str, deadline: int, signature: bytes, sender: Any = None) -> Receipt:
        """Relays the acceptance that `partner` signed, good until `deadline` (unix seconds)."""
        return self.write("accept_by_sig", partner, deadline, signature, sender=sender)

    def end_probation(self, partner: str, sender: Any = None) -> Receipt:
        """Takes a partner off the roster whose probation ended without being confirmed."""
        return self.write("end_probation", partner, sender=sender)

    def forfeit(self, partner: str, sender: Any = None) -> Receipt:
        """Ends the right of a former partner, whose 90 days are over, to take its part of the treasury."""
        return self.write("forfeit", partner, sender=sender)

    def lapse(self, partner: str, sender: Any = None) -> Receipt:
        """Takes the weight of a partner that did not accept new terms in time out of the totals."""
        return self.write("lapse", partner, sender=sender)

    def acceptance_data(self, partner: str, deadline: int) -> dict[str, Any]:
        """What `partner` signs to accept the terms in force (EIP-712), good until `deadline` (unix seconds)."""
        record = self.partner(partner)
        if record.status == Status.NONE:
            raise PolypactError(f"{partner} is not on the roster of {self.name}")
        offer = self.offer(partner)
        return messages.acceptance_data(
            self.session.chain_id,
            self.address,
            partner,
            offer,
            self.deal(offer.version),
            record.nonce,
            deadline,
            joins=record.status == Status.INVITED,
        )

    def history(self, partner: str, since: int = 0) -> list[Any]:
        """What happened to one partner: its events, oldest first."""
        names = [name for name, entry in self.interface.events.items() if _is_about_partner(entry)]
        return [log for log in self.events(*names, since=since, topics=[word(partner)]) if log["partner"] == partner]


def lapsed(logs: Sequence[Event]) -> set[str]:
    """The partners whose weight is out of the totals, from `ACCEPTANCE_EVENTS` among others, oldest first."""
    found: set[str] = set()
    for log in logs:
        if log.name == "PartnerLapsed":
            found.add(log["partner"])
        elif log.name == "TermsAccepted":
            found.discard(log["partner"])
        elif log.name == "SeatMoved" and log["partner"] in found:
            found.add(log["to"])
    return found


def in_order(tokens: Sequence[str]) -> list[str]:
    """Tokens as the contract wants them: by address, ether first; `PolypactError` if there are too many."""
    ordered = sorted(set(tokens), key=lambda token: int(token, 16))
    if len(ordered) > MAX_TOKENS:
        raise PolypactError(f"{len(ordered)} tokens are too many: {MAX_TOKENS} can be taken at once")
    return ordered


def _partner(record: dict[str, Any]) -> Partner:
    return Partner(**{**record, "status": Status(record["status"]), "role": Role(record["role"])})


def _is_about_partner(entry: Mapping[str, Any]) -> bool:
    first = entry["inputs"][0]
    return bool(first["name"] == "partner" and first["indexed"])

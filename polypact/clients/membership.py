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

#: The bound of contracts/modules/partnership/membership/treasury.vy.
MAX_TOKENS = 10


#: What says who has accepted what.
ACCEPTANCE_EVENTS = ("TermsAccepted", "SeatMoved")


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
    holder: str = ""
    """Who has the seat now: the account itself, unless it moved."""
    answer_by: int = 0
    """Last moment to answer a call."""
    is_lapsed: bool = False
    """Its weight does not count until it accepts the terms in force, or answers a call."""
    suspended_until: int = 0
    """Last moment of its suspension."""


@dataclass(frozen=True)
class Part:
    """What of one token of the treasury goes with a partner who leaves, in its smallest unit."""

    token: str
    held: int
    """By the treasury."""
    amount: int


@dataclass(frozen=True)
class Terms:
    """The version in force. Until `window_closes` (unix seconds, 0 for none) the version before is good enough."""

    version: int
    hash: bytes
    window_closes: int
    window_is_open: bool = False
    """It runs on until partners with more than half of the weight have accepted."""


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

    def required_of(self, founder: str) -> tuple[str, int]:
        """Token and amount that a founder must have contributed for its acceptance to count; 0 if nothing is asked."""
        token, amount = self.read("required_of", founder)
        return str(token), int(amount)

    def seat_offer(self, partner: str) -> tuple[str, int] | None:
        """Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds)."""
        to, ready_at = self.read("seat_offer", partner)
        return None if to == ETHER else (str(to), int(ready_at))

    def seat_conditions(self, partner: str) -> Offer:
        """What an account that takes the seat of `partner` consents to."""
        return Offer.of(self.read("seat_conditions", partner))

    def holder_of(self, account: str) -> str:
        """Who has now the seat that `account` has or had; the zero address if it was never on the roster."""
        return str(self.read("holder_of", account))

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

    def redeemable(self, partner: str, tokens: Sequence[str] = ()) -> list[Part]:
        """What of the treasury `partner` would take along if it left now: ether, the listed tokens and `tokens`."""
        return [Part(**record) for record in self.read("redeemable", partner, in_order(tokens))]

    def owed_to(self, token: str, account: str) -> int:
        """What the treasury still owes `account`, who left."""
        return int(self.read("owed_to", token, account)[0])

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
        """Leaves, and takes the sender's part of the treasury along, by the deal it accepted.

        Ether and the listed tokens go along without being named; `tokens` are others. What was earned stays claimable.
        """
        if tokens:
            return self.write("leave", in_order(tokens), sender=sender)
        return self.write("leave", sender=sender)

    def leave_dissenting(self, proposal_id: int, tokens: Sequence[str] = (), sender: Any = None) -> Receipt:
        """Leaves without notice over a constitutional decision that has passed and that the sender did not vote for."""
        return self.write("leave_dissenting", proposal_id, in_order(tokens), sender=sender)

    def offer_seat(self, to: str, sender: Any = None) -> Receipt:
        """Offers the sender's seat to another account of the same partner."""
        return self.write("offer_seat", to, sender=sender)

    def keep_seat(self, sender: Any = None) -> Receipt:
        """Withdraws the offer of the sender's seat, or refuses the one that was made by vote."""
        return self.write("keep_seat", sender=sender)

    def refuse_move(self, partner: str, sender: Any = None) -> Receipt:
        """Refuses that the seat of `partner` moves; partners with more than a third of the others' weight end it."""
        return self.write("refuse_move", partner, sender=sender)

    def take_seat(self, partner: str, conditions: Offer | None = None, sender: Any = None) -> Receipt:
        """Takes over the seat of `partner` that is offered to the sender, and accepts what is bound to it.

        Args:
            conditions: What is agreed to, as it was read and shown (`seat_conditions`): if it has changed since, the
                partnership refuses. Without it, it is accepted as it stands.
        """
        agreed = conditions or self.seat_conditions(partner)
        return self.write("take_seat", partner, agreed.abi(), sender=sender)

    def call_partner(self, partner: str, sender: Any = None) -> Receipt:
        """Asks `partner` for a sign of life, at most once a year."""
        return self.write("call_partner", partner, sender=sender)

    def answer(self, sender: Any = None) -> Receipt:
        """The sender's sign of life; if it comes late, its weight comes back."""
        return self.write("answer", sender=sender)

    def withdraw(self, contributed: Sequence[str], sender: Any = None) -> Receipt:
        """Takes back what the sender, a founder, accepted and contributed, before the partnership is in force.

        Args:
            contributed: Every token in which it contributed, `ETHER` for ether.
        """
        return self.write("withdraw", sorted(set(contributed), key=lambda token: int(token, 16)), sender=sender)

    # --- anyone ---

    def accept_by_sig(self, partner: str, deadline: int, signature: bytes, sender: Any = None) -> Receipt:
        """Relays the acceptance that `partner` signed, good until `deadline` (unix seconds)."""
        return self.write("accept_by_sig", partner, deadline, signature, sender=sender)

    def close_window(self, accepted: Sequence[str], sender: Any = None) -> Receipt:
        """Closes the window to accept the terms in force; `accepted` have more than half of the weight together."""
        return self.write("close_window", sorted(set(accepted), key=lambda one: int(one, 16)), sender=sender)

    def end_suspension(self, partner: str, sender: Any = None) -> Receipt:
        """Ends the suspension of a partner after its 90 days."""
        return self.write("end_suspension", partner, sender=sender)

    def end_notice(self, partner: str, sender: Any = None) -> Receipt:
        """Takes a partner off the roster that was expelled, once its notice is over."""
        return self.write("end_notice", partner, sender=sender)

    def end_probation(self, partner: str, sender: Any = None) -> Receipt:
        """Takes a partner off the roster whose probation ended without being confirmed."""
        return self.write("end_probation", partner, sender=sender)

    def pay_owed(self, token: str, account: str, sender: Any = None) -> Receipt:
        """Pays `account`, who left, the part of a token that did not move when it left."""
        return self.write("pay_owed", token, account, sender=sender)

    def lapse(self, partner: str, sender: Any = None) -> Receipt:
        """Takes the weight of a partner out of the totals that did not answer a call, or did not accept new terms."""
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

    def taking_data(self, account: str, partner: str, deadline: int) -> dict[str, Any]:
        """What `account` signs to take the seat of `partner` (EIP-712), good until `deadline` (unix seconds)."""
        conditions = self.seat_conditions(partner)
        deal = self.deal(conditions.version)
        holder = self.holder_of(partner)
        return messages.seat_acceptance_data(
            self.session.chain_id, self.address, account, holder, conditions, deal, deadline
        )

    def refusal_data(self, partner: str, refuser: str, deadline: int) -> dict[str, Any]:
        """What `refuser` signs to refuse that the seat of `partner` moves, good until `deadline` (unix seconds)."""
        offered = self.seat_offer(partner)
        if offered is None:
            raise PolypactError(f"the seat of {partner} is not offered to anybody")
        holder = self.holder_of(partner)
        return messages.seat_refusal_data(self.session.chain_id, self.address, holder, *offered, refuser, deadline)

    def answer_data(self, partner: str, deadline: int) -> dict[str, Any]:
        """What `partner` signs to answer the call it has, good until `deadline` (unix seconds)."""
        asked = self.events("PartnerCalled", topics=[word(partner)])
        if not asked:
            raise PolypactError(f"nobody has called {partner}")
        return messages.answer_data(self.session.chain_id, self.address, partner, int(asked[-1]["answer_by"]), deadline)

    def history(self, partner: str, since: int = 0) -> list[Any]:
        """What happened to one partner: its events, oldest first."""
        names = [name for name, entry in self.interface.events.items() if _is_about_partner(entry)]
        return [log for log in self.events(*names, since=since, topics=[word(partner)]) if log["partner"] == partner]


def in_order(tokens: Sequence[str]) -> list[str]:
    """Tokens as the contract wants them: by address, ether first; `PolypactError` if there are too many."""
    ordered = sorted(set(tokens), key=lambda token: int(token, 16))
    if len(ordered) > MAX_TOKENS:
        raise PolypactError(f"{len(ordered)} tokens are too many: {MAX_TOKENS} can be named")
    return ordered


def _partner(record: dict[str, Any]) -> Partner:
    return Partner(**{**record, "status": Status(record["status"]), "role": Role(record["role"])})


def _is_about_partner(entry: Mapping[str, Any]) -> bool:
    first = entry["inputs"][0]
    return bool(first["name"] == "partner" and first["indexed"])

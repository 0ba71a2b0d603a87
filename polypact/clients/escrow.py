"""What we earn: revenue in, split by units, claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polypact.chain.abi import ERC20
from polypact.chain.node import Receipt
from polypact.chain.node_errors import RefusedError
from polypact.chain.session import Session
from polypact.clients.base import Client
from polypact.text.enums import ETHER
from polypact.text.field_types import RECOUPMENTS
from polypact.text.messages import contribute_on_data
from polypact.text.sentences import reference_word


@dataclass(frozen=True)
class Invoice:
    """A payment that is expected. Sums in the token's smallest unit."""

    reference: bytes
    token: str
    amount: int
    paid: int
    due: int
    """Unix seconds; last moment to pay in time."""

    def status(self, now: int) -> str:
        """`paid`, `part-paid`, `open`, or the latter two with `, overdue`."""
        if self.paid >= self.amount:
            return "paid"
        return f"{'part-paid' if self.paid else 'open'}{', overdue' if now > self.due else ''}"


class RevenueEscrow(Client):
    """A partnership's RevenueEscrow. The token `ETHER` (the zero address) stands for ether."""

    contract = "RevenueEscrow"

    # --- reading ---

    @property
    def partnership(self) -> str:
        return str(self.read("partnership"))

    def listed_tokens(self) -> list[str]:
        """The ERC-20 tokens that are settled before every change of units."""
        return list(self.read("listed_tokens"))

    def is_known(self, token: str) -> bool:
        """Whether what arrives in a token can be split: ether, and tokens told apart from all others."""
        return bool(self.read("is_known", token))

    def known_tokens(self) -> list[str]:
        """Ether (the zero address) and every token that is known, listed or not."""
        return list(self.read("known_tokens"))

    def grain(self, token: str) -> int:
        """What everything that is booked in a token is a multiple of, in its smallest unit."""
        return int(self.read("grain", token))

    def claimable(self, token: str, partner: str) -> int:
        """What `claim` would pay now."""
        return int(self.read("claimable", token, partner))

    def holder_of(self, account: str) -> str:
        """The account that holds now what `account` has or had in the escrow: itself, or whoever took its seat."""
        return str(self.read("holder_of", account))

    def contribution_of(self, token: str, contributor: str) -> int:
        """What `contributor` has contributed so far."""
        return int(self.read("contribution_of", token, contributor))

    def outstanding_of(self, token: str, contributor: str) -> int:
        """What is still to be repaid to a contributor out of income."""
        return int(self.read("outstanding_of", token, contributor))

    def frozen(self, token: str, account: str) -> int:
        """What is kept back now of what `account` is owed, or will be."""
        return int(self.read("frozen", token, account))

    def vested_units_of(self, partner: str) -> int:
        """How many units of a partner count today."""
        return int(self.read("vested_units_of", partner))

    def sponsors(self) -> dict[str, int]:
        """Who shares in the income before anybody else => share in bps, of all its links together."""
        shares: dict[str, int] = {}
        for link in self.read("sponsor_links"):
            sponsor = str(link["sponsor"])
            shares[sponsor] = shares.get(sponsor, 0) + int(link["share_bps"])
        return shares

    def order(self) -> tuple[dict[str, int], str, int]:
        """In which order income is paid: sponsors and their shares, how contributions are repaid, the reserve (bps)."""
        return self.sponsors(), RECOUPMENTS[self.read("recoupment_mode")], int(self.read("reserve_bps"))

    def invoice(self, reference: str | bytes) -> Invoice | None:
        """An invoice that was issued, or `None`."""
        found = self.read("invoice", reference_word(reference))
        return Invoice(reference_word(reference), **found) if found["due"] else None

    def invoices(self, since: int = 0) -> list[Invoice]:
        """Every invoice that is expected or was paid, in the order of issue; `since` is a block."""
        logs = self.events("InvoiceIssued", since=since)
        references = list(dict.fromkeys(bytes(log["reference"]) for log in logs))
        found = self.read_many([("invoice", reference) for reference in references])
        return [
            Invoice(reference, **fields) for reference, fields in zip(references, found, strict=True) if fields["due"]
        ]

    def undistributed(self, token: str) -> int:
        """What `distribute` would split now: nothing of a token that does not answer, so that it hides no other."""
        try:
            return int(self.read("undistributed", token))
        except RefusedError:
            if token == ETHER:
                raise
            return 0

    def owed(self, token: str) -> int:
        """What is credited and not yet paid, contributions of the formation included."""
        return int(self.read("owed", token))

    def balance(self, token: str, block: int | None = None) -> int:
        """What the escrow holds."""
        if token == ETHER:
            return self.session.balance(self.address, block)
        answer = self.session.call(token, ERC20.encode("balanceOf", self.address), block=block)
        return int(ERC20.decode_output("balanceOf", answer))

    # --- anyone ---

    def pay(self, token: str, amount: int, reference: str | bytes = b"", sender: Any = None) -> Receipt:
        """Pays revenue in and records what it is for. An ERC-20 must have been approved, see `approve`.

        Args:
            reference: Of the invoice: a text (31 bytes or fewer stay readable, of a longer one the hash is recorded)
                or 32 bytes.
        """
        value = amount if token == ETHER else 0
        return self.write("pay", token, amount, reference_word(reference), value=value, sender=sender, once=True)

    def earlier_payment(self, token: str, amount: int, reference: str | bytes = b"") -> Receipt | None:
        """The receipt of the same payment, if an earlier run of the session's account sent it and was cut short."""
        value = amount if token == ETHER else 0
        return self.earlier("pay", token, amount, reference_word(reference), value=value)

    def approve(self, token: str, amount: int, sender: Any = None) -> Receipt | None:
        """Lets the escrow take `amount` of an ERC-20 from the sender; nothing is sent if it already may."""
        session = self.session if sender is None else Session(self.session.provider, sender)
        answer = session.call(token, ERC20.encode("allowance", session.sender, self.address))
        if int(ERC20.decode_output("allowance", answer)) >= amount:
            return None
        return session.send(token, ERC20.encode("approve", self.address, amount))

    def distribute(self, token: str, sender: Any = None) -> Receipt:
        """Splits what arrived since the last time among the partners by units."""
        return self.write("distribute", token, sender=sender)

    def know_token(self, token: str, sender: Any = None) -> Receipt:
        """Has a token that is not listed be split; for partners, contributors and sponsors, once a year each."""
        return self.write("know_token", token, sender=sender)

    def settle(self, token: str = ETHER, sender: Any = None) -> Receipt:
        """Distributes ether, all listed tokens and `token`, as far as anything arrived."""
        return self.write("settle", token, sender=sender)

    def agreed_contribution(self, token: str, contributor: str) -> int:
        """What a contributor may still pay in to be repaid out of income."""
        return int(self.read("agreed_contribution", token, contributor))

    def pay_out(self, token: str, partners: Sequence[str], sender: Any = None) -> Receipt:
        """Splits what arrived and pays everybody who has units at once; at most 128 partners, in any order."""
        return self.write("pay_out", token, sorted(partners, key=lambda each: int(each, 16)), sender=sender)

    def claim_for(self, token: str, partners: Sequence[str], sender: Any = None) -> Receipt:
        """Pays each of at most 128 accounts what it earned in `token`; one that takes nothing stops nobody."""
        return self.write("claim_for", token, list(partners), sender=sender)

    def claim(self, token: str, partner: str, sender: Any = None) -> Receipt:
        """Pays `partner` what it earned in `token`."""
        return self.write("claim", token, partner, sender=sender)

    def claim_many(self, tokens: Sequence[str], partner: str, sender: Any = None) -> Receipt:
        """Pays `partner` what it earned in each of at most 16 tokens."""
        return self.write("claim_many", list(tokens), partner, sender=sender)

    def contribute(self, token: str, amount: int, sender: Any = None) -> Receipt:
        """Pays capital into the treasury, on record."""
        value = amount if token == ETHER else 0
        return self.write("contribute", token, amount, value=value, sender=sender, once=True)

    def earlier_contribution(self, token: str, amount: int) -> Receipt | None:
        """The receipt of the same contribution, if an earlier run of the session's account sent it and was stopped."""
        return self.earlier("contribute", token, amount, value=amount if token == ETHER else 0)

    def release(self, token: str, sender: Any = None) -> Receipt:
        """Moves the contributions of the formation to the treasury."""
        return self.write("release", token, sender=sender)

    def reclaim(self, token: str, contributor: str, sender: Any = None) -> Receipt:
        """Pays a contribution back after a formation that failed."""
        return self.write("reclaim", token, contributor, sender=sender)

    def wind_down(self, token: str, sender: Any = None) -> Receipt:
        """Sends what is nobody's to the convener, once the formation has failed."""
        return self.write("wind_down", token, sender=sender)

    # --- successors ---

    def contribute_on_nonce(self, holder: str) -> int:
        """The nonce that `holder` signs next."""
        return int(self.read("contribute_on_nonce", holder))

    def contribute_on(self, token: str, successor: str, minimum: int = 0, sender: Any = None) -> Receipt:
        """Has what the sender can claim in `token` be its contribution to another partnership."""
        return self.write("contribute_on", token, successor, minimum, sender=sender)

    def contribute_on_data(
        self, holder: str, token: str, successor: str, minimum: int, deadline: int
    ) -> dict[str, Any]:
        """What `holder` signs for somebody to have the same done (EIP-712), good until `deadline` (unix seconds)."""
        nonce = self.contribute_on_nonce(holder)
        about = (self.session.chain_id, self.address, holder)
        return contribute_on_data(*about, token, successor, minimum, nonce, deadline)

    # --- treasurers ---

    def issue_invoice(self, reference: str | bytes, token: str, amount: int, due: int, sender: Any = None) -> Receipt:
        """Expects a payment with this reference; `due` in unix seconds."""
        return self.write("issue_invoice", reference_word(reference), token, amount, due, sender=sender)

    def withdraw_invoice(self, reference: str | bytes, sender: Any = None) -> Receipt:
        """Expects no more for an invoice."""
        return self.write("withdraw_invoice", reference_word(reference), sender=sender)

    # --- partners ---

    def set_payout(self, to: str, sender: Any = None) -> Receipt:
        """Has the sender's claims paid to `to`; the zero address means to the sender itself."""
        return self.write("set_payout", to, sender=sender)

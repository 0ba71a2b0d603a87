"""Acceptances that travel as files: the facts to sign, and the signatures, for companies that sign apart from a node.

A partner behind a contract wallet has its owners sign; anyone joins their files and relays them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from eth_utils.address import is_address

from polypact.clients.membership import Membership
from polypact.signing.signed_files import damaged, in_domain_of_safe, join, read_fields, write_fields
from polypact.text import messages
from polypact.text.deals import Deal, Offer
from polypact.text.enums import Role, Status
from polypact.text.errors import PolypactError

FACTS = "polypact acceptance facts"
SIGNATURE = "polypact acceptance signature"


@dataclass(frozen=True)
class Acceptance:
    """What is signed, and by whom. `deadline` in unix seconds."""

    name: str
    """Of the partnership, for people; not signed."""
    chain_id: int
    partnership: str
    partner: str
    version: int
    terms_hash: str
    deal: Mapping[str, Any]
    """See `text.deals.Deal`."""
    weight: int
    units: int
    role: int
    probation_ends: int
    decisions: int
    joins: bool
    """Whether the partner is invited, and so accepts its shares and its role as well."""
    nonce: int
    deadline: int
    is_safe: bool = False
    """The partner is a Safe: its owners sign the Safe's own wrapping of the message."""
    signer: str = ""
    signature: str = ""

    @classmethod
    def of(cls, membership: Membership, partner: str, deadline: int, is_safe: bool = False) -> Acceptance:
        """The facts of `partner` accepting the terms in force, read from the chain."""
        record = membership.partner(partner)
        name = membership.name
        if record.status == Status.NONE:
            raise PolypactError(f"{partner} is not on the roster of {name}")
        offer = membership.offer(partner)
        return cls(
            name=name,
            chain_id=membership.session.chain_id,
            partnership=membership.address,
            partner=partner,
            version=offer.version,
            terms_hash="0x" + offer.terms_hash.hex(),
            deal=asdict(membership.deal(offer.version)),
            weight=offer.weight,
            units=offer.units,
            role=int(offer.role),
            probation_ends=offer.probation_ends,
            decisions=offer.decisions,
            joins=record.status == Status.INVITED,
            nonce=record.nonce,
            deadline=deadline,
            is_safe=is_safe,
        )

    @classmethod
    def read(cls, path: Path) -> Acceptance:
        """From a file of facts or a signature."""
        data = read_fields(path, [FACTS, SIGNATURE], "`partner facts` or `partner sign`")
        try:
            made = cls(**data)
            bytes.fromhex(made.signature.removeprefix("0x"))
            sound = len(bytes.fromhex(made.terms_hash.removeprefix("0x"))) == 32
            sound = sound and all(map(is_address, (made.partnership, made.partner)))
            sound = sound and all(isinstance(n, int) for n in (made.chain_id, made.version, made.nonce, made.deadline))
            Deal(**made.deal)
            Role(made.role)
        except (TypeError, ValueError, AttributeError):
            sound = False
        if not sound:
            raise damaged(path)
        return made

    def write(self, path: Path) -> None:
        write_fields(path, SIGNATURE if self.signature else FACTS, asdict(self))

    def data(self) -> dict[str, Any]:
        """The EIP-712 message to sign."""
        plain = messages.acceptance_data(
            self.chain_id,
            self.partnership,
            self.partner,
            Offer(
                version=self.version,
                terms_hash=bytes.fromhex(self.terms_hash[2:]),
                deal=0,
                weight=self.weight,
                units=self.units,
                role=Role(self.role),
                probation_ends=self.probation_ends,
                decisions=self.decisions,
            ),
            Deal(**self.deal),
            self.nonce,
            self.deadline,
            joins=self.joins,
        )
        return in_domain_of_safe(plain, self.is_safe, self.partner)

    def signed(self, signer: str, signature: bytes) -> Acceptance:
        return replace(self, signer=signer, signature="0x" + signature.hex())

    def _facts(self) -> Mapping[str, Any]:
        return {**asdict(self), "signer": "", "signature": "", "name": ""}


def combine(acceptances: Sequence[Acceptance]) -> bytes:
    """The signature that the partnership wants, from one signer's file or from those of a wallet's owners."""
    first = acceptances[0]
    for acceptance in acceptances:
        if acceptance._facts() != first._facts():
            raise PolypactError("the files are not about the same acceptance; sign the same facts again")
        if not acceptance.signature:
            raise PolypactError("a file has facts and no signature yet; sign it with `partner sign --facts`")
    return join(acceptances, first.partner)

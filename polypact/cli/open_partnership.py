"""One partnership as the commands see it: its clients, and the names of the people and tokens around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.abi import Interface, interface
from polypact.chain.accounts import find_account
from polypact.chain.address_book import AddressBook
from polypact.chain.batch import Batch
from polypact.chain.deployments import Deployments, PartnershipRecord
from polypact.chain.session import Session
from polypact.chain.tokens import Tokens
from polypact.clients.actions import Actions
from polypact.clients.escrow import RevenueEscrow
from polypact.clients.overview import Glance, Snapshot
from polypact.clients.partnership import Partnership
from polypact.clients.proposal_records import class_names
from polypact.decisions.plain_words import Words
from polypact.signing.message_files import MessageFile
from polypact.signing.wallets import Question
from polypact.text.chain_text import one_line
from polypact.text.deals import Capital, Deal
from polypact.text.durations import format_timestamp
from polypact.text.enums import ETHER, class_number
from polypact.text.errors import PolypactError
from polypact.text.names import check_name, same_name
from polypact.text.promises import Mandate
from polypact.text.public_keys import public_key_trouble
from polypact.tree.reading import implementation_of


class Place:
    """What PARTNERSHIP on a command line stands for.

    `at_a_glance` asks for what `snapshot` wants together with the rest.
    """

    def __init__(self, session: Session, name_or_address: str, at_a_glance: bool = False) -> None:
        self.session = session
        #: As it was called on the command line.
        self.called = name_or_address
        self.deployments = Deployments(session.chain_id)
        session.journal = self.deployments.journal
        self.partnership = Partnership(self.deployments.partnership(name_or_address), session)
        found = self.deployments.find(self.partnership.address)
        self.record: PartnershipRecord | None = found[1] if found else None
        self.recorded_name = found[0] if found else None
        if self.record and self.record.partnership != self.partnership.address:
            self.partnership = Partnership(self.record.partnership, session)
        batch = Batch(session)
        check = self.partnership.ask_check(batch)
        listed = self.partnership.revenue.ask(batch, "listed_tokens")
        named = self.partnership.ask_events(batch, "ClassNamed", since=self.since)
        self._glance = Glance(batch, self.partnership, self.since) if at_a_glance else None
        batch.run()
        check()
        self.members = self.partnership.members
        self.escrow = self.partnership.revenue
        #: The links of its income to sponsors.
        self.links = self.partnership.links
        self.names: dict[str, str] = dict(self.record.names) if self.record else {}
        for other_name, other in self.deployments.partnerships.items():
            self.names.setdefault(other.partnership, other_name)
            if other.partnership != self.partnership.address:
                self.names.setdefault(other.escrow, f"escrow of {other_name}")
        for address, given in AddressBook(session.chain_id).names.items():
            self.names.setdefault(address, given)
        self.tokens = Tokens(session, self.record.tokens if self.record else {})
        self.listed: list[str] = list(listed())
        self.tokens.learn(self.listed)
        #: What the actions that were read sign.
        self.messages: list[MessageFile] = []
        self._elsewhere: dict[str, Other] = {}
        #: The names that decision classes were given, by their numbers.
        self.class_names = class_names(named())
        self._others: dict[str, tuple[str, Interface] | None] = {}
        self.words = self._words()

    @property
    def since(self) -> int:
        """The block to read the log from."""
        return self.record.block if self.record else 0

    @property
    def title(self) -> str:
        """What it is called in a sentence: by the record, or by itself, in one line."""
        return self.recorded_name or one_line(self.members.name)

    def name(self, address: str) -> str:
        """A person's name, or the shortened address."""
        return self.names.get(address) or f"{address[:8]}..{address[-4:]}"

    def account(self, text: str) -> str:
        """The address of a name from the record or the address book, an address, or the alias of an Ape account."""
        if is_address(text):
            if text.lower() == ETHER:
                raise PolypactError("the zero address is nobody's; give the address of an account or a contract")
            return str(to_checksum_address(text))
        if text.lower().startswith("0x"):
            raise PolypactError(f"{text!r} is no address: it needs 40 hex digits and a right checksum")
        own = {"treasury": self.partnership.address, "escrow": self.partnership.escrow}
        if text.lower() in own:
            return own[text.lower()]
        matches = [address for address, name in self.names.items() if same_name(name) == same_name(text)]
        if len(matches) == 1:
            return matches[0]
        if len(matches) > 1:
            raise PolypactError(f"{len(matches)} accounts are named {text!r}; give the address")
        try:
            return str(find_account(text, self.session.is_development).address)
        except PolypactError:
            known = ", ".join(repr(name) for name in sorted(self.names.values())) or "none"
            raise PolypactError(f"nobody here is called {text!r} (known names: {known}); give an address") from None

    def ecosystems(self) -> dict[str, int]:
        """The ecosystems on record, this partnership's own first, and the block that each one's log begins in."""
        own = {self.record.ecosystem: self.record.block} if self.record else {}
        known = {each.ecosystem: each.block for each in self.deployments.ecosystems.values()}
        return {address: known.get(address, 0) for address in {**own, **known} if self.session.code(address)}

    def is_partnership(self, address: str) -> bool:
        """Whether it is this partnership, or another one of the same release."""
        own = self._own_accounts["Partnership"]
        return address == own or bool((found := self._other(address)) and found[1] is interface("Partnership"))

    def is_stranger(self, other: Place) -> bool:
        """Whether another one runs code neither of this release nor of an ecosystem on record."""
        code = self.session.code(other.partnership.address)
        known = {each.partnership_implementation for each in self.deployments.ecosystems.values()}
        return code != self.session.code(self.partnership.address) and implementation_of(code) not in known

    def refuse_escrow(self, account: str) -> None:
        """Raises if it is the escrow of a partnership, which agrees to nothing."""
        if (found := self._other(account)) and found[1] is interface("RevenueEscrow"):
            owner = RevenueEscrow(account, self.session).partnership
            raise PolypactError(
                f"{account} is the escrow of {self.words.name(owner)}, and an escrow agrees to nothing: name the "
                "partnership"
            )

    def newcomer(self, text: str) -> str:
        """The same, of an account that shall have a say or be paid from now on: on a public chain not one whose key
        everybody has."""
        account = self.account(text)
        if not self.session.is_development and (trouble := public_key_trouble(account)):
            raise PolypactError(f"{trouble}; nothing was sent")
        return account

    def revenue_tokens(self) -> list[str]:
        """Ether, the tokens that are listed and those the record names."""
        named = list(self.record.tokens.values()) if self.record else []
        return list(dict.fromkeys([ETHER, *self.listed, *named]))

    def known_tokens(self) -> list[str]:
        """The same, and every other token in which anybody can have earned something."""
        return list(dict.fromkeys([*self.revenue_tokens(), *self.escrow.known_tokens()]))

    def snapshot(self) -> Snapshot:
        """The partnership at a glance."""
        if self._glance is None:
            raise ValueError("this place was opened without at_a_glance")
        return self._glance.finish(self.tokens, self.revenue_tokens())

    @property
    def own(self) -> Actions:
        """Makes the partnership's actions."""
        return self.partnership.actions

    def deal(self) -> tuple[Deal, list[Capital]]:
        """The deal of the terms in force, and the capital that may be repaid under it."""
        return self.members.deal(), self.members.capital(self.since)

    def mandate(self, number: int) -> Mandate:
        """A mandate that was given."""
        return self.partnership.promises.mandate(number).mandate

    def message_to_sign(self, path: Path) -> tuple[bytes, int]:
        """What the partnership signs so that the message in a file is its own, and until when; see `messages`."""
        file = MessageFile.read(path)
        if file.account != self.partnership.address or file.chain_id != self.session.chain_id:
            raise PolypactError(f"{path} is to be signed by {file.account} on chain {file.chain_id}, not by us here")
        if file.deadline < self.now():
            raise PolypactError(
                f"{path} was good until {format_timestamp(file.deadline)}, which is over; write it anew"
            )
        self.messages.append(file)
        return Question.of(file.data).digest, file.deadline

    def elsewhere(self, partnership: str) -> Other:
        """Another partnership, by its name or address."""
        if partnership not in self._elsewhere:
            self._elsewhere[partnership] = Other(Place(self.session, partnership), self)
        return self._elsewhere[partnership]

    def now(self) -> int:
        """Unix seconds of the newest block."""
        return self.session.now()

    def class_number(self, text: str) -> int:
        """The decision class of a name or a number."""
        try:
            return class_number(text, self.class_names)
        except ValueError as error:
            raise PolypactError(str(error)) from None

    def _words(self) -> Words:
        return Words(self.own, self.tokens, self.names, self.class_names, self._other)

    def _other(self, address: str) -> tuple[str, Interface] | None:
        """What another partnership of the same release, or its escrow, is called, and its functions."""
        if address not in self._others:
            code = self.session.code(address)
            own = {contract: self.session.code(at) for contract, at in self._own_accounts.items()} if code else {}
            found = next((contract for contract, like in own.items() if like == code), None)
            self._others[address] = (self.words.name(address), interface(found)) if found else None
        return self._others[address]

    @property
    def _own_accounts(self) -> dict[str, str]:
        return {"Partnership": self.partnership.address, "RevenueEscrow": self.partnership.escrow}

    def check_names(self, names: Mapping[str, str]) -> None:
        """Raises unless these new names (address => name) can be told from all others."""
        for address, name in names.items():
            try:
                check_name(name)
            except ValueError as error:
                raise PolypactError(f"the name of {address}: {error}") from None
            for other, known in [*self.names.items(), *names.items()]:
                if other != address and same_name(known) == same_name(name):
                    raise PolypactError(f"{name!r} is the name of {other} already; take another one for {address}")

    def learn(self, address: str, name: str) -> None:
        """Uses a name for an address from now on."""
        self.names[address] = name
        self._others.clear()
        self.words = self._words()

    def save_names(self, names: Mapping[str, str]) -> None:
        """Records names, if the partnership is in the record."""
        if self.record and names:
            self.record.names.update(names)
            self.deployments.save()


class Other:
    """Another partnership, as a draft of this one asks about it; see `capabilities.draft_fields.Elsewhere`."""

    def __init__(self, place: Place, asking: Place) -> None:
        if place.partnership.address == asking.partnership.address:
            raise PolypactError(f"{place.called} is this partnership itself; name another one")
        self.place = place

    @property
    def address(self) -> str:
        return self.place.partnership.address

    @property
    def escrow(self) -> str:
        return self.place.partnership.escrow

    @property
    def tokens(self) -> Tokens:
        return self.place.tokens

    def account(self, text: str) -> str:
        return self.place.account(text)

    def proposal_id(self, text: str) -> int:
        return self.place.partnership.proposal(text, self.place.since).id

    def offered(self, account: str) -> tuple[Any, ...]:
        return tuple(self.place.members.offer(account).abi())

    def conditions(self, partner: str) -> tuple[Any, ...]:
        return tuple(self.place.members.seat_conditions(partner).abi())

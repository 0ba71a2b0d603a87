"""How the fields of an action are read from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from polypact.text.deals import Capital, Deal
from polypact.text.durations import DAY, parse_day, parse_duration, parse_moment
from polypact.text.enums import ETHER, Role, class_number
from polypact.text.errors import PolypactError
from polypact.text.numerals import read_whole
from polypact.text.promises import Mandate
from polypact.text.rule_changes import complaint
from polypact.text.sentences import reference_word
from polypact.text.validation import WRITTEN

__all__ = ["DraftFields", "Elsewhere", "KnownToken", "KnownTokens", "Surroundings"]


class KnownToken(Protocol):
    """A token that was found."""

    @property
    def address(self) -> str: ...


class KnownTokens(Protocol):
    """Knows tokens by their names."""

    def amount(self, text: str) -> tuple[KnownToken, int]:
        """Token and smallest units of a sum like `250 USDX`."""
        ...

    def named(self, name: str) -> KnownToken:
        """The token of a symbol or an address."""
        ...

    def refuse_currency(self, address: str) -> None:
        """Raises a `PolypactError` if a token is the chain's own currency at another address."""
        ...


class Elsewhere(Protocol):
    """Another partnership, of which this one is a partner, or may become one."""

    @property
    def address(self) -> str: ...

    @property
    def escrow(self) -> str: ...

    @property
    def tokens(self) -> KnownTokens: ...

    def account(self, text: str) -> str:
        """An account as it is known there."""
        ...

    def proposal_id(self, text: str) -> int:
        """The whole id of a proposal, by its number, the beginning of its id, or `latest`."""
        ...

    def offered(self, account: str) -> tuple[Any, ...]:
        """What `account` would accept there now, as the contract takes it."""
        ...

    def conditions(self, partner: str) -> tuple[Any, ...]:
        """What whoever takes the seat of `partner` accepts, as the contract takes it."""
        ...


class Surroundings(Protocol):
    """What a draft needs to know of its partnership."""

    @property
    def tokens(self) -> KnownTokens: ...

    @property
    def class_names(self) -> Mapping[int, str]: ...

    def now(self) -> int: ...

    def account(self, text: str) -> str: ...

    def deal(self) -> tuple[Deal, list[Capital]]:
        """The deal of the terms in force, and the capital that may be repaid under it."""
        ...

    def revenue_tokens(self) -> Sequence[str]:
        """Ether, and the tokens that it is usually paid in."""
        ...

    def mandate(self, number: int) -> Mandate:
        """A mandate that was given."""
        ...

    def message_to_sign(self, path: Path) -> tuple[bytes, int]:
        """What the partnership signs so that a message in a file is its own, and until when (unix seconds)."""
        ...

    def elsewhere(self, partnership: str) -> Elsewhere:
        """Another partnership, by its name or address."""
        ...


@dataclass
class DraftFields:
    """The fields of one action, read as what they stand for; complaints are `PolypactError`."""

    given: Mapping[str, Any]
    around: Surroundings
    names: dict[str, str]
    base: Path

    def text(self, name: str, default: str = "") -> str:
        return str(self.given.get(name, default))

    def account(self, name: str) -> str:
        return self.around.account(self.text(name))

    def number(self, name: str) -> int:
        value = self.given[name]
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        try:
            return read_whole(value.strip() if isinstance(value, str) else str(value))
        except ValueError as error:
            raise PolypactError(f"{name} must be a whole number: {error}") from None

    def seconds(self, name: str, default: str) -> int:
        return parse_duration(self.text(name, default))

    def days(self, name: str, least: int, most: int, default: str = "") -> int:
        """Whole days, as a number or a span of time."""
        text = self.text(name, default).strip()
        seconds = read_whole(text) * DAY if text.isascii() and text.isdigit() else parse_duration(text)
        if seconds % DAY or not least * DAY <= seconds <= most * DAY:
            raise PolypactError(f"{name} must be whole days, {least} to {most}")
        return seconds // DAY

    def moment(self, name: str) -> int:
        return parse_moment(self.text(name), self.around.now())

    def day(self, name: str, *, last: bool = False) -> int:
        """A moment; a bare date is its first second in UTC, or its `last`."""
        return parse_day(self.text(name), self.around.now(), last=last)

    def word(self, name: str) -> bytes:
        try:
            value = bytes.fromhex(self.text(name).removeprefix("0x"))
        except ValueError:
            value = b""
        if len(value) != 32:
            raise PolypactError(f"{name} must be 0x and 64 hexadecimal digits")
        return value

    def amount(self, name: str) -> tuple[KnownToken, int]:
        """Token and smallest units of a sum like `250 USDX`."""
        return self.around.tokens.amount(self.text(name))

    def token(self, name: str) -> str:
        return self.around.tokens.named(self.text(name)).address

    def new_token(self, name: str) -> str:
        """A token to be paid in, which must not be the chain's own currency at another address."""
        address = self.token(name)
        self.around.tokens.refuse_currency(address)
        return address

    def reference(self, name: str) -> bytes:
        """32 bytes for a text, see `reference_word`; nothing for an empty one."""
        return reference_word(self.text(name)) if self.text(name) else bytes(32)

    def field(self, name: str, kind: Any) -> Any:
        """A value as it is written in a spec; `kind` is one of `text.field_types`."""
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(kind).validate_python(self.given[name], context=WRITTEN)
        except ValidationError as error:
            raise PolypactError(f"{name} {complaint(error.errors()[0])}") from None

    def decision_class(self) -> int:
        return class_number(self.text("class"), self.around.class_names)

    def role(self, name: str) -> Role:
        value = self.given.get(name, "proposer")
        names = value if isinstance(value, Sequence) and not isinstance(value, str) else str(value).split(",")
        return Role.from_names(str(item).strip() for item in names if str(item).strip())

    def value(self) -> int:
        if self.text("value", "0") in ("0", ""):
            return 0
        token, amount = self.amount("value")
        if token.address != ETHER:
            raise PolypactError("value must be in ether")
        return amount

"""What the words of a spec stand for: its names of accounts and tokens, its sums and its days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from eth_utils.address import is_address, to_checksum_address
from pydantic import BeforeValidator

from polypact.capabilities.declaring import ESCROW
from polypact.clients.actions import own_function
from polypact.spec.class_checks import read_field
from polypact.text import field_types as fields
from polypact.text.durations import DAY, parse_day, parse_duration
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import OWN, OWN_ESCROW
from polypact.text.numerals import quoted, read_number, read_whole
from polypact.text.sentences import reference_word

__all__ = ["Day", "Names", "offline_names", "whole_days"]

_ETHER_DECIMALS = {"ether": 18, "eth": 18, "gwei": 9, "wei": 0}


def whole_days(least: int, most: int) -> BeforeValidator:
    """Whole days, as a number or a span of time."""

    def read(value: Any) -> int:
        text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not text:
            raise ValueError("is empty; give it a number of days")
        seconds = read_whole(text) * DAY if text.isdigit() else parse_duration(text)
        if seconds % DAY or not least * DAY <= seconds <= most * DAY:
            raise ValueError(f"must be whole days, {least} to {most}, not {value}")
        return seconds // DAY

    return BeforeValidator(read)


def _day(value: Any) -> str:
    text = str(value).strip()
    parse_day(text, 0)
    return text


Day = Annotated[str, BeforeValidator(_day)]


class Names:
    """The names of a spec, for who reads promises in it.

    Args:
        account: Gives the address of a name.
        tokens: The names under which tokens are listed.
        decimals: How many a token has.
        now: Unix seconds from which spans are counted.
        is_partnership: Whether there is a partnership at an address.
    """

    def __init__(
        self,
        account: Callable[[str], str],
        tokens: Sequence[str],
        decimals: Callable[[str], int],
        now: int,
        is_partnership: Callable[[str], bool] = lambda address: False,
    ) -> None:
        self._account = account
        self._tokens = tokens
        self._decimals = decimals
        self._now = now
        self.is_partnership = is_partnership

    def account(self, text: str) -> str:
        return self._account(text)

    def amount(self, text: str) -> tuple[str, int]:
        number, _, unit = text.strip().partition(" ")
        if not unit.strip():
            raise PolypactError(f"{quoted(text)} has no currency; write it like `20,000 usdx` or `1.5 ether`")
        token = self.token(unit.strip())
        try:
            value = read_number(number)
        except ValueError as error:
            raise PolypactError(f"not an amount: {error}") from None
        decimals = _ETHER_DECIMALS[unit.strip().lower()] if token == ETHER else self._decimals(token)
        units = value * 10**decimals
        if units.denominator != 1 or units == 0:
            raise PolypactError(f"{quoted(text)} is not a whole number above 0 of the smallest unit")
        return token, int(units)

    def token(self, text: str) -> str:
        if text.lower() in _ETHER_DECIMALS:
            return ETHER
        named = {token.lower(): token for token in self._tokens}
        return self._account(named.get(text.lower(), text))

    def currencies(self) -> Sequence[str]:
        return [ETHER, *(self._account(token) for token in self._tokens)]

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        found = own_function(function)
        return (OWN_ESCROW if found[0] == ESCROW else OWN, found[1]) if found else None

    def now(self) -> int:
        return self._now

    def moment(self, text: str | None) -> int:
        """The last moment of a day that is still to come, in unix seconds; 0 for none."""
        if text is None:
            return 0
        moment = parse_day(text, self._now, last=True)
        if moment <= self._now:
            raise PolypactError(f"{text} is in the past; name a later day, or leave it out")
        return moment


def offline_names(accounts: Mapping[str, str], tokens: Sequence[str], now: int) -> Names:
    """Names that stand for something, whatever it is, to read promises before there is a chain."""

    def account(text: str) -> str:
        if is_address(text):
            return str(to_checksum_address(text))
        if text in accounts:
            return accounts[text]
        if read_field(fields.Account, text) is None:
            raise PolypactError(f"{quoted(text)} is no name of an account, and no address")
        return str(to_checksum_address("0x" + reference_word(text.ljust(33))[:20].hex()))

    return Names(account, tokens, lambda token: 18, now)

"""Sums of money as people write and read them: `1.5 ether`, `250 USDX`, `1000 wei`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.abi import ERC20, UnreadableError
from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError
from polypact.chain.session import Session
from polypact.text.chain_text import word_text
from polypact.text.currencies import currency_trouble
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.numerals import LIKE_NUMBER, quoted, read_number

_ETHER_UNITS = {"wei": 0, "gwei": 9, "ether": 18, "eth": 18}
_AMOUNT = re.compile(rf"(?P<number>{LIKE_NUMBER})(?:\s+(?P<unit>\S.*))?", re.ASCII)
_MORE_DIGITS = re.compile(r"[\d.,'_]+(\s|$)", re.ASCII)
_DIGITS = re.compile(r"[\d.,'_\s]+", re.ASCII)


@dataclass(frozen=True)
class Token:
    """A token's name and scale; ether is one of them."""

    address: str
    symbol: str
    decimals: int

    def words(self, amount: int) -> str:
        """An amount in the smallest unit, exactly: `1.5 ETH`."""
        return f"{self.number(amount)} {self.symbol}"

    def number(self, amount: int) -> str:
        """The same without the symbol."""
        whole, rest = divmod(abs(amount), 10**self.decimals)
        digits = str(rest).rjust(self.decimals, "0").rstrip("0") if rest else ""
        return f"{'-' if amount < 0 else ''}{whole:,}{'.' + digits if digits else ''}"


NATIVE = Token(ETHER, "ETH", 18)


class Tokens:
    """The tokens of one chain, asked once each.

    `known` are the tokens that may be named by their symbol: symbol, or any name => address.
    """

    def __init__(self, session: Session, known: Mapping[str, str] | None = None) -> None:
        self._session = session
        self._cache: dict[str, Token] = {ETHER: NATIVE}
        self._given_names = {to_checksum_address(address): name for name, address in (known or {}).items()}
        self._unasked: list[str] = []
        self._known = {name.lower(): to_checksum_address(address) for name, address in (known or {}).items()}
        self._symbols: dict[str, list[str]] = {}

    def at(self, address: str) -> Token:
        """The token at an address. One that does not tell its symbol is named by its address; one that does
        not tell its decimals is counted in its smallest unit."""
        batch = Batch(self._session)
        token = self.ask(batch, address)
        batch.run()
        return token()

    def ask(self, batch: Batch, address: str) -> Callable[[], Token]:
        """The same in a batch."""
        address = to_checksum_address(address)
        if address in self._cache:
            return lambda: self._cache[address]
        answers = {name: batch.call(address, ERC20.encode(name)) for name in ("symbol", "decimals")}

        def token() -> Token:
            symbol, decimals = (_told(name, answer) for name, answer in answers.items())
            # A token may call itself what it likes, but not ether.
            readable = isinstance(symbol, str) and symbol.isprintable() and 0 < len(symbol) <= 20
            readable = readable and str(symbol).lower() not in _ETHER_UNITS
            name = str(symbol) if readable else self._given_names.get(address, f"{address[:6]}..{address[-4:]}")
            return self._cache.setdefault(address, Token(address, name, decimals if isinstance(decimals, int) else 0))

        return token

    def learn(self, addresses: list[str]) -> None:
        """Lets the tokens at these addresses be named by their symbols; they are asked when it comes to that."""
        self._unasked += addresses

    def named(self, name: str) -> Token:
        """The token of a symbol or an address; `ether`, `eth` and `wei` mean ether."""
        if name.lower() in _ETHER_UNITS:
            return NATIVE
        if is_address(name):
            if to_checksum_address(name) != ETHER and not self._session.code(name):
                raise PolypactError(f"there is no contract at {name}, so it is no token of this chain")
            return self.at(name)
        self._ask_symbols()
        if name.lower() in self._known:
            return self.at(self._known[name.lower()])
        if found := self._symbols.get(name.lower()):
            if len(found) > 1:
                raise PolypactError(f"{len(found)} tokens call themselves {name}: give the address of {_either(found)}")
            return self.at(found[0])
        addresses = dict.fromkeys(
            [*self._known.values(), *(each for found in self._symbols.values() for each in found)]
        )
        known = ", ".join(["ether", *sorted(self.at(address).symbol for address in addresses)])
        raise PolypactError(f"unknown token {name!r}: give its address, or one of {known}")

    def refuse_currency(self, address: str) -> None:
        """Raises a `PolypactError` if a token is the chain's own currency at another address."""
        if address != ETHER and (trouble := currency_trouble(self._session.chain_id, address)):
            raise PolypactError(trouble)

    def balance(self, address: str, owner: str) -> int:
        """What `owner` holds of a token, in the smallest unit."""
        if address == ETHER:
            return self._session.balance(owner)
        return _held(address, self._session.call(address, ERC20.encode("balanceOf", owner)))

    def ask_balance(self, batch: Batch, address: str, owner: str) -> Callable[[], int]:
        """The same in a batch."""
        if address == ETHER:
            return batch.balance(owner)
        answer = batch.call(address, ERC20.encode("balanceOf", owner))
        return lambda: _held(address, answer())

    def amount(self, text: str) -> tuple[Token, int]:
        """What `1.5 ether`, `250 USDX`, `3 0x<token>` or a plain number of wei means: token and smallest units."""
        found = _AMOUNT.fullmatch(text.strip())
        if found is None:
            raise PolypactError(
                f"not an amount: {quoted(text)}; write it like `1.5 ether`, `250 USDX` or a number of wei"
            )
        number, unit = found["number"], found["unit"] or ""
        if _MORE_DIGITS.match(unit):  # "1 000 ether": no symbol of a token begins so
            number = _DIGITS.match(found[0])[0].strip()  # type: ignore[index]
        try:
            value = read_number(number)
        except ValueError as error:
            raise PolypactError(f"not an amount: {error}") from None
        token = self.named(unit) if unit else NATIVE
        self.refuse_currency(token.address)
        decimals = _ETHER_UNITS.get(unit.lower(), token.decimals) if unit else 0
        units = value * 10**decimals
        if units.denominator != 1:
            raise PolypactError(f"{text} is not a whole number of the smallest unit ({decimals} decimals)")
        if units == 0:
            raise PolypactError(f"not an amount above 0: {text!r}")
        if units >= 2**256:
            raise PolypactError(f"{quoted(text)} is more than any token can have; check the number")
        return token, int(units)

    def _ask_symbols(self) -> None:
        batch = Batch(self._session)
        tokens = [self.ask(batch, address) for address in self._unasked]
        batch.run()
        for token in tokens:
            found = self._symbols.setdefault(token().symbol.lower(), [])
            if token().address not in found:
                found.append(token().address)
        self._unasked.clear()


def _held(token: str, answer: bytes) -> int:
    # Looked at here, because what decodes an answer may fill a short one up.
    if len(answer) < 32:
        raise PolypactError(f"{token} is no token: it does not tell what anybody holds")
    return int(ERC20.decode_output("balanceOf", answer))


def _either(addresses: list[str]) -> str:
    return f"{', '.join(addresses[:-1])} or {addresses[-1]}"


def _told(function: str, answer: Callable[[], bytes]) -> object:
    told = b""
    try:
        told = answer()
        return ERC20.decode_output(function, told)
    except NodeError:
        raise
    except UnreadableError:
        # Of before there was a standard, when a symbol was a word.
        return word_text(told) if function == "symbol" and len(told) == 32 else None
    except PolypactError:
        return None  # what a token answers is not ours

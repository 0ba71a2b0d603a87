"""What tokens are called in a statement. A token may call itself what it likes, also like another one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from polypact.chain.node_errors import NodeError
from polypact.chain.tokens import NATIVE, Token
from polypact.statement.model import Statement
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.session import Session

#: The decimals a token may have; what claims more is counted in its smallest unit.
MAX_DECIMALS = 77


def labelled(statement: Statement, at: Callable[[str], Token], session: Session) -> Callable[[str], Token]:
    """`at` for the statement's tokens, so that no two of them look alike and none of them can stop it.

    A symbol that is not plain ASCII, or is another one's when case and look are left out, is followed by the shortened
    address. Only tokens with a part of their own are asked for their symbol.
    """
    asked = {entry.token: _ask(entry.token, at, session) for entry in statement.tokens}
    alike = [_skeleton(token.symbol) for token in (*asked.values(), NATIVE)]
    found: dict[str, Token] = {NATIVE.address: NATIVE}
    for address, token in asked.items():
        is_plain = token.symbol.isascii() and alike.count(_skeleton(token.symbol)) == 1
        if address not in found:
            found[address] = token if is_plain else replace(token, symbol=f"{token.symbol} {_short(address)}")
    return lambda address: found.get(address) or Token(address, address, 0)


def _ask(address: str, at: Callable[[str], Token], session: Session) -> Token:
    try:
        token = at(address)
    except NodeError:
        session.now()  # is it the node? Then that is what has to be said.
        return Token(address, _short(address), 0)
    except PolypactError:
        return Token(address, _short(address), 0)
    return token if token.decimals <= MAX_DECIMALS else replace(token, decimals=0)


def _short(address: str) -> str:
    return f"{address[:8]}..{address[-4:]}"


def _skeleton(symbol: str) -> str:
    # Also O for 0 and l for 1: what is read for each other.
    folded = "".join(_letters(symbol))
    return folded.replace("0", "o").replace("1", "l").replace("i", "l").replace("5", "s").replace(".", "")


def _letters(symbol: str) -> Iterable[str]:
    return (letter for letter in unicodedata.normalize("NFKD", symbol).casefold() if not unicodedata.combining(letter))

"""Sums as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from polypact.chain.tokens import NATIVE, Token, Tokens
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError


@pytest.fixture
def tokens(chain: Any) -> Tokens:
    made = Tokens(chain.session)
    made.learn([chain.usdx])
    return made


@pytest.mark.parametrize(
    ("text", "wei"),
    [
        ("1.5 ether", 15 * 10**17),
        ("0.000000000000000001 ETH", 1),
        ("2 gwei", 2 * 10**9),
        ("7", 7),
        ("7 wei", 7),
        ("1_000 wei", 1_000),
        (".5 ether", 5 * 10**17),
        ("1.50 gwei", 15 * 10**8),
    ],
)
def test_ether(tokens: Tokens, text: str, wei: int) -> None:
    assert tokens.amount(text) == (NATIVE, wei)


def test_token_by_symbol_and_by_address(tokens: Tokens, chain: Any) -> None:
    usdx = Token(chain.usdx, "USDX", 6)
    assert tokens.amount("250 usdx") == (usdx, 250 * 10**6)
    assert tokens.amount(f"0.000001 {chain.usdx}") == (usdx, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ether",
        "-1 ether",
        "1.5",
        "0 ether",
        "1e3 ether",
        "NaN",
        "1.0000001 USDX",
        "0.5 wei",
        "1 DOLLAR",
        "\u0661 ether",
    ],
)
def test_what_is_no_amount_is_refused(tokens: Tokens, text: str) -> None:
    with pytest.raises(PolypactError):
        tokens.amount(text)


def test_address_without_code_is_no_token(tokens: Tokens) -> None:
    with pytest.raises(PolypactError, match="no contract at"):
        tokens.amount("1 0x" + "11" * 20)


def test_token_that_answers_nonsense_is_named_by_its_address(chain: Any) -> None:
    token = Tokens(chain.session).at(chain.odd)
    assert (token.symbol, token.decimals) == (f"{chain.odd[:6]}..{chain.odd[-4:]}", 0)


def test_token_cannot_call_itself_ether(chain: Any) -> None:
    tokens = Tokens(chain.session)
    tokens.learn([chain.liar])
    assert tokens.at(chain.liar).symbol != "ETH"
    assert tokens.named("ETH").address == ETHER


def test_a_recorded_name_stands_in_for_a_missing_symbol(chain: Any) -> None:
    assert Tokens(chain.session, {"ODD": chain.odd}).at(chain.odd).symbol == "ODD"


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [(0, 18, "0"), (1, 18, "0.000000000000000001"), (1_500_000, 6, "1.5"), (12_345, 0, "12,345"), (-5, 1, "-0.5")],
)
def test_words_are_exact(amount: int, decimals: int, text: str) -> None:
    assert Token(ETHER, "T", decimals).words(amount) == f"{text} T"

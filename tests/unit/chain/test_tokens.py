"""Sums as people write them."""

from __future__ import annotations

from typing import Any

import pytest
from eth_abi.abi import encode
from hypothesis import given
from hypothesis import strategies as st

from polypact.chain.tokens import NATIVE, Token, Tokens
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from tests.unit.made_up_chain import FakeSession


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
        ("1,500 ether", 1_500 * 10**18),
        ("1'000.5 ether", 10_005 * 10**17),
        ("  1.5\tether ", 15 * 10**17),
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
        "1\u00a0ether",
        "1 ether 2",
        "1ether",
        "9" * 80 + " ether",
        "9" * 5_000,
        "0." + "0" * 5_000 + "1 ether",
    ],
)
def test_what_is_no_amount_is_refused(tokens: Tokens, text: str) -> None:
    with pytest.raises(PolypactError):
        tokens.amount(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,5 ether", "'1,5' can be read as 1.5 or as 15: write one of these"),
        ("2,5 usdx", "'2,5' can be read as 2.5 or as 25"),
        ("1.234,56 usdx", "can be read as 1234.56 or as 1.23456"),
        ("0,500 ether", "can be read as 0.500 or as 500"),
        ("1 000", "'1 000' can be read as 1.000 or as 1000"),
        ("1 000 ether", "'1 000' can be read as 1.000 or as 1000"),
        ("15,00", "can be read as 15.00 or as 1500"),
    ],
)
def test_t99_amount_that_can_be_read_in_two_ways(tokens: Tokens, text: str, message: str) -> None:
    with pytest.raises(PolypactError, match=message):
        tokens.amount(text)


@given(st.integers(1, 2**256 - 1), st.integers(0, 30))
def test_t99_what_is_shown_can_be_written(amount: int, decimals: int) -> None:
    token = Token("0x" + "11" * 20, "THING", decimals)
    tokens = Tokens(FakeSession(), {"THING": token.address})  # type: ignore[arg-type]
    tokens._cache[token.address] = token
    assert tokens.amount(token.words(amount)) == (token, amount)


def test_address_without_code_is_no_token(tokens: Tokens) -> None:
    with pytest.raises(PolypactError, match="no contract at"):
        tokens.amount("1 0x" + "11" * 20)


def test_token_that_answers_nonsense_is_named_by_its_address(chain: Any) -> None:
    token = Tokens(chain.session).at(chain.odd)
    assert (token.symbol, token.decimals) == (f"{chain.odd[:6]}..{chain.odd[-4:]}", 0)


def word(text: bytes) -> bytes:
    return text.ljust(32, b"\0")


@pytest.mark.parametrize(
    ("answer", "symbol"),
    [
        (word(b"MKR"), "MKR"),
        (word(b"\xffab"), "\\xffab"),
        (encode(["bytes"], [b"\xffab"]), "\\xffab"),
        (word(b""), ""),
        (word(b"ether"), ""),
        (word(b"a\nb"), ""),
        (encode(["bytes"], [b"\x1b[2J"]), ""),
        (b"\xff" * 64, ""),
        (b"\xff" * 31, ""),
        ((32).to_bytes(32, "big") + b"\xff" * 32, ""),
    ],
)
def test_t97_symbol_is_whatever_bytes_a_token_tells(chain: Any, answer: bytes, symbol: str) -> None:
    """Also a word instead of a text, as tokens told it before there was a standard."""
    chain.session.tokens[chain.odd] = (answer, 18)
    nameless = f"{chain.odd[:6]}..{chain.odd[-4:]}"
    assert Tokens(chain.session).at(chain.odd) == Token(chain.odd, symbol or nameless, 18)


def test_token_is_not_guessed_when_two_have_its_symbol(chain: Any) -> None:
    chain.session.tokens[chain.liar] = ("usdx", 6)
    tokens = Tokens(chain.session)
    tokens.learn([chain.usdx, chain.liar, chain.usdx])
    with pytest.raises(PolypactError, match=f"2 tokens call themselves USDX: .* {chain.usdx} or {chain.liar}"):
        tokens.amount("5 USDX")
    assert tokens.amount(f"5 {chain.liar}")[0].address == chain.liar
    named = Tokens(chain.session, {"USDX": chain.usdx})
    named.learn([chain.liar])
    assert named.amount("5 USDX")[0].address == chain.usdx


def test_what_a_token_does_not_tell_is_said(chain: Any) -> None:
    with pytest.raises(PolypactError, match="is no token: it does not tell what anybody holds"):
        Tokens(chain.session).balance(chain.odd, chain.usdx)


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

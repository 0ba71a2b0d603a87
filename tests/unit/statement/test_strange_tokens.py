"""Tokens that refuse, lie, or look like another: what nobody listed neither stops nor falsifies a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import to_canonical_address

from polypact.chain.node_errors import NodeError
from polypact.chain.tokens import NATIVE, Token
from polypact.statement import Statement
from polypact.statement.labels import labelled
from polypact.statement.model import Standing
from tests.kit.boa_session import BoaSession
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.money import make_known
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote

#: Of `balanceOf`: reverts, answers too little, too much, burns all gas, answers 2**256 - 1.
BAD_MOODS = [2**place for place in range(3, 8)]
SILENT_MOODS = [BAD_MOODS[0], BAD_MOODS[1], BAD_MOODS[3]]


@pytest.fixture
def strange(company: Partnership, founders: list[LocalAccount]) -> Any:
    """A token nobody listed that was split and claimed, beside some ether."""
    made = mock("StubbornToken")
    make_known(company, made)
    made.mint(company.escrow.address, 10**18 + 1)
    company.escrow.distribute(made.address)
    company.escrow.claim(made.address, founders[0].address)
    boa.env.set_balance(company.escrow.address, 1_001)
    company.escrow.distribute(ETHER)
    return made


@pytest.mark.parametrize("mood", BAD_MOODS)
def test_t96_token_that_nobody_listed_changes_no_verdict(
    mood: int, strange: Any, statement: Callable[..., Statement], company: Partnership
) -> None:
    strange.set_mood(mood)
    made = statement()
    assert made.adds_up
    assert made.tokens[0].token == ETHER
    assert strange.address not in [entry.token for entry in made.tokens]
    (other,) = made.others
    assert (other.token, other.tiers.split) == (strange.address, 10**18 + 1)
    assert other.owed == company.escrow.owed(strange.address) == other.tiers.split - other.paid
    assert made.side_problems == []


@pytest.mark.parametrize("mood", SILENT_MOODS)
def test_t96_token_that_was_asked_for_counts(mood: int, strange: Any, statement: Callable[..., Statement]) -> None:
    asked = [strange.address]
    assert statement(asked=asked).adds_up
    strange.set_mood(mood)
    made = statement(asked=asked)
    assert not made.adds_up
    assert made.of(strange.address).standing is Standing.ASKED
    assert made.of(strange.address).balance is None
    assert made.all_problems == [
        f"{strange.address}: the token does not answer balanceOf: nobody can tell what the escrow holds of it"
    ]


def test_listed_token_counts_until_it_is_unlisted(
    strange: Any, company: Partnership, statement: Callable[..., Statement]
) -> None:
    with by_vote(company):
        company.escrow.list_token(strange.address)
    strange.set_mood(BAD_MOODS[0])
    assert not statement().adds_up
    strange.set_mood(0)
    with by_vote(company):
        company.escrow.unlist_token(strange.address)
    strange.set_mood(BAD_MOODS[0])
    made = statement()
    assert made.adds_up
    assert made.of(strange.address).standing is Standing.FORMER
    assert made.of(strange.address).tiers.split == 10**18 + 1
    assert len(made.side_problems) == 1


def test_log_of_a_token_that_nobody_listed_changes_no_verdict(
    strange: Any, session: BoaSession, statement: Callable[..., Statement]
) -> None:
    own = to_canonical_address(strange.address).rjust(32, b"\0")
    place = next(place for place, log in enumerate(session.raw) if log["topics"][1:2] == [own])
    del session.raw[place]  # what was split
    made = statement()
    assert made.adds_up
    assert made.others[0].problems


def test_a_node_that_fails_is_no_strange_token(
    strange: Any, session: BoaSession, statement: Callable[..., Statement], monkeypatch: pytest.MonkeyPatch
) -> None:
    # "out of gas" is said of one call; a node that is gone answers nothing.
    call = session.call

    def out_of_gas(to: str, data: bytes, **options: Any) -> bytes:
        if to == strange.address:
            raise NodeError("the node refused: out of gas")
        return call(to, data, **options)

    monkeypatch.setattr(session, "call", out_of_gas, raising=False)
    asked = [strange.address]
    assert statement(asked=asked).of(strange.address).balance is None

    def gone(block: int | None = None) -> int:
        if made:
            raise NodeError("the node does not answer")
        made.append(block)
        return int(boa.env.timestamp)

    made: list[int | None] = []
    monkeypatch.setattr(session, "now", gone, raising=False)
    with pytest.raises(NodeError, match="does not answer"):
        statement(asked=asked)


@pytest.mark.parametrize("forgets", [1, 2, 3])
def test_node_that_forgets_is_asked_at_a_newer_block(
    forgets: int,
    strange: Any,
    company: Partnership,
    session: BoaSession,
    statement: Callable[..., Statement],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # It knows nothing of a block any more once there is a newer one, and that comes while it is asked.
    now, left = session.now, [forgets]

    def forgetful(block: int | None = None) -> int:
        if block is not None and left[0]:
            left[0] -= 1
            boa.env.set_balance(company.escrow.address, boa.env.get_balance(company.escrow.address) + 1_000)
            company.escrow.distribute(ETHER)
            raise NodeError("the node refused: missing trie node")
        return now()

    monkeypatch.setattr(session, "now", forgetful, raising=False)
    before = company.escrow.owed(ETHER)
    if forgets == 3:
        with pytest.raises(NodeError, match="missing trie node"):
            statement()
        return
    made = statement()
    assert made.adds_up
    assert made.of(ETHER).owed == before + 1_000 * forgets


@pytest.mark.parametrize(
    ("symbols", "plain"),
    [
        (["USDC", "DAI"], [True, True]),
        (["USDC", "USDC"], [False, False]),
        (["USDC", "usdc"], [False, False]),
        (["USDC", "U5DC"], [False, False]),
        (["USDC", "\N{CYRILLIC CAPITAL LETTER ES}USD"], [True, False]),
        (["ETH", "DAI"], [False, True]),
        (["E\N{COMBINING DOT BELOW}TH", "DAI"], [False, True]),
        (["DAI", "\N{HANGUL FILLER}"], [True, False]),
    ],
)
def test_t96_symbol_that_is_not_its_own_has_an_address(
    symbols: list[str],
    plain: list[bool],
    session: BoaSession,
    company: Partnership,
    statement: Callable[..., Statement],
) -> None:
    addresses = [mock("PlainToken", 6).address for _ in symbols]
    known = {ETHER: NATIVE, **{a: Token(a, symbol, 6) for a, symbol in zip(addresses, symbols, strict=True)}}
    plain_token = company.escrow.listed_tokens()[0]
    known[plain_token] = Token(plain_token, "XYZ", 6)
    token = labelled(statement(asked=addresses), known.__getitem__, session)  # type: ignore[arg-type]
    for address, symbol, is_plain in zip(addresses, symbols, plain, strict=True):
        assert token(address).symbol == (symbol if is_plain else f"{symbol} {address[:8]}..{address[-4:]}")
    assert token(ETHER) == NATIVE
    assert token("0x" + "ab" * 20).symbol == "0x" + "ab" * 20


@pytest.mark.parametrize("decimals", [0, 77, 78, 255])
def test_decimals_that_nobody_can_mean_are_none(
    decimals: int, session: BoaSession, statement: Callable[..., Statement]
) -> None:
    address = mock("PlainToken", decimals).address
    token = labelled(statement(asked=[address]), lambda each: Token(each, "XYZ", decimals), session)  # type: ignore[arg-type]
    assert token(address).decimals == (decimals if decimals <= 77 else 0)


def test_token_that_does_not_say_its_symbol_stops_nothing(
    session: BoaSession, statement: Callable[..., Statement]
) -> None:
    address = mock("PlainToken", 6).address

    def at(each: str) -> Token:
        raise NodeError("the node refused: out of gas")

    token = labelled(statement(asked=[address]), at, session)  # type: ignore[arg-type]
    assert token(address) == Token(address, f"{address[:8]}..{address[-4:]}", 0)

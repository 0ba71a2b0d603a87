"""What a partnership does as a partner of another one: its calls, its words, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from polypact.capabilities.actions import Action
from polypact.capabilities.elsewhere import DEEDS
from polypact.chain.abi import interface
from polypact.decisions.drafts import make
from polypact.decisions.plain_words import Words
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from tests.unit.made_up_chain import CRANE, ELM, ESCROW, HARBOUR, HARBOUR_ESCROW, OFFER, Around

NAMES = {HARBOUR: "Harbour", HARBOUR_ESCROW: "the escrow of Harbour", ELM: "Elm", CRANE: "Crane"}


def done(around: Around, deed: str, *given: Any) -> Action:
    return make("elsewhere", {"partnership": "Harbour", "do": deed, "with": list(given)}, around)


def said(around: Around, action: Action) -> str:
    return Words(around.own, around.tokens, NAMES).action(action)


def there(function: str, *arguments: Any) -> Action:
    return Action(HARBOUR, 0, interface("Partnership").encode(function, *arguments))


def in_escrow(function: str, *arguments: Any, value: int = 0) -> Action:
    return Action(HARBOUR_ESCROW, value, interface("RevenueEscrow").encode(function, *arguments))


def test_votes_in_another_partnership(around: Around) -> None:
    fields = {"partnership": "Harbour", "proposal": 3, "choice": "For"}
    ballot = make("vote_in", fields, around)
    assert ballot == there("castVote", 333, 1)
    assert said(around, ballot) == "At Harbour (0x7777..7777), if it is a Partnership: Vote for on its proposal 333"
    with_reason = make("vote_in", {**fields, "choice": "against", "reason": "too dear"}, around)
    assert with_reason == there("castVoteWithReason", 333, 0, "too dear")
    assert said(around, with_reason).endswith("Vote against on its proposal 333, because: too dear")
    with pytest.raises(PolypactError, match="must be for, against or abstain, not 'maybe'"):
        make("vote_in", {**fields, "choice": "maybe"}, around)
    with pytest.raises(PolypactError, match="at most 1,024 fit"):
        make("vote_in", {**fields, "reason": "x" * 1_025}, around)


def test_every_deed_is_one_call_and_is_said(around: Around) -> None:
    usdx = around.tokens.named("USDX").address
    expected = {
        ("accept",): (there("accept", OFFER), "Accept version 2 of its terms, document 0xcdcdcd"),
        ("consent", "3", "yes"): (there("consent", 333, True), "Say yes to its proposal 333"),
        ("represent", "Elm"): (there("name_representative", ELM), "Let Elm (0x5555..5555) vote and propose for us"),
        ("answer",): (there("answer"), "Answer a call: we are there"),
        ("notice",): (there("give_notice"), "Give notice that we leave"),
        ("leave", "USDX"): (there("leave", [usdx]), "Leave, and take its part of USDX along"),
        ("leave-dissenting", "3"): (there("leave_dissenting", 333, []), "Leave without notice over its proposal 333"),
        ("offer-seat", "Elm"): (there("offer_seat", ELM), "Offer our seat to Elm (0x5555..5555)"),
        ("keep-seat",): (there("keep_seat"), "Keep our seat"),
        ("take-seat", "Crane there"): (there("take_seat", CRANE, OFFER), "Take over the seat of Crane (0x4444..4444)"),
        ("payout", "escrow"): (in_escrow("set_payout", ESCROW), "Have what we earn paid to the revenue escrow"),
        ("contribute", "2 ether"): (in_escrow("contribute", ETHER, 2 * 10**18, value=2 * 10**18), "Contribute 2 ETH"),
        ("take-along", "ether", "Harbour", 7): (
            in_escrow("contribute_on", ETHER, HARBOUR, 7),
            "Contribute what we can claim in ETH to Harbour (0x7777..7777)",
        ),
    }
    assert {deed for deed, *_ in expected} == set(DEEDS)
    for (deed, *given), (action, words) in expected.items():
        assert done(around, deed, *given) == action, deed
        assert words in said(around, action), deed


def test_the_other_ways_of_saying_it(around: Around) -> None:
    assert done(around, "consent", "3", False) == there("consent", 333, False)
    assert done(around, "represent", "nobody") == there("name_representative", ETHER)
    assert done(around, "leave") == there("leave")
    assert done(around, "payout", "treasury") == in_escrow("set_payout", ETHER)
    assert done(around, "contribute", "5", "USDX").value == 0
    assert said(around, done(around, "represent", "nobody")).endswith("Let nobody vote and propose for us any more")
    assert said(around, done(around, "payout", "treasury")).endswith("Have what we earn paid to the treasury")
    assert said(around, done(around, "leave")).endswith(": Leave")


@pytest.mark.parametrize(
    ("deed", "given", "reason"),
    [
        ("rule", [], "nothing is called 'rule' that is done elsewhere; there are accept, consent"),
        ("accept", ["x"], "accept takes nothing more, and 1 were given"),
        ("consent", ["3"], r"consent takes PROPOSAL yes\|no, and 1 were given"),
        ("consent", ["3", "perhaps"], "yes or no, not 'perhaps'"),
        ("represent", ["Oak"], "nobody here is called 'Oak'"),
    ],
)
def test_refuses_what_is_no_deed(around: Around, deed: str, given: list[str], reason: str) -> None:
    with pytest.raises(PolypactError, match=reason):
        done(around, deed, *given)


def test_refuses_an_unknown_partnership(around: Around) -> None:
    with pytest.raises(PolypactError, match="no partnership 'Nowhere'"):
        make("elsewhere", {"partnership": "Nowhere", "do": "accept"}, around)


def test_the_page_names_every_deed() -> None:
    page = Path("docs/succession.md").read_text()
    assert [deed for deed in DEEDS if not re.search(rf"[ `]{deed}\b", page)] == []


def test_a_choice_that_is_none_is_said(around: Around) -> None:
    assert said(around, there("castVote", 333, 7)).endswith("Vote 7, which is no choice, on its proposal 333")

"""Actions: their calldata, their bounds, and their plain words."""

from __future__ import annotations

from typing import Any

import pytest
from eth_utils import keccak

from polypact.capabilities.actions import MAX_ACTIONS, Action, check_bounds, check_reason
from polypact.capabilities.register import SENTENCES
from polypact.chain.abi import interface
from polypact.chain.calls import call, raw
from polypact.chain.events import Event
from polypact.chain.tokens import Tokens
from polypact.clients.actions import Actions
from polypact.clients.proposal_records import Rule as ChainRule
from polypact.decisions.plain_words import Words, event_words
from polypact.text.deals import Capital, Deal
from polypact.text.durations import format_timestamp
from polypact.text.enums import ETHER, Role
from polypact.text.errors import PolypactError

PARTNERSHIP, ESCROW = ("0x" + digit * 40 for digit in "13")
DEAL = Deal(notice_seconds=86_400, redeemable_bps=2_500, max_units=1_250, max_weight=125)
SUPPLIER = "0x" + "44" * 20
STRANGER = "0x" + "55" * 20
RULE_FIELDS = tuple(ChainRule.__dataclass_fields__)


@pytest.fixture
def actions() -> Actions:
    return Actions(PARTNERSHIP, ESCROW)


@pytest.fixture
def words(actions: Actions, chain: Any) -> Words:
    return Words(actions, Tokens(chain.session), {SUPPLIER: "Crane Works"})


def test_payments(actions: Actions, words: Words, chain: Any) -> None:
    assert actions.pay(SUPPLIER, 5) == Action(SUPPLIER, 5, b"")
    assert words.action(actions.pay(SUPPLIER, 15 * 10**17)) == "Pay 1.5 ETH to Crane Works (0x4444..4444)"
    in_token = actions.pay(STRANGER, 2_500_000, chain.usdx)
    assert in_token.data[:4] == keccak(text="transfer(address,uint256)")[:4]
    assert words.action(in_token) == f"Pay 2.5 USDX to {STRANGER}"


def test_decisions_on_partners_in_words(actions: Actions, words: Words) -> None:
    said = [
        words.action(action)
        for action in (
            actions.admit(SUPPLIER, 10, 2_000, Role.PROPOSER | Role.TREASURER, 7 * 86_400),
            actions.expel(SUPPLIER),
            actions.suspend(SUPPLIER),
            actions.reinstate(SUPPLIER),
            actions.set_shares(SUPPLIER, 1, 0),
            actions.set_role(SUPPLIER, Role(0)),
            actions.set_role(SUPPLIER, Role.STEERING, 1_800_000_000),
            actions.set_probation(SUPPLIER, 1_800_000_000),
            actions.set_probation(SUPPLIER, 0),
            actions.recover_seat(SUPPLIER, STRANGER),
            actions.amend_terms(b"\x11" * 32, "ipfs://two", 3_600, DEAL, [Capital(ETHER, 2 * 10**18, 0)]),
        )
    ]
    name = "Crane Works (0x4444..4444)"
    assert said == [
        f"Invite {name} as a partner with weight 10 and 2,000 units (role: proposer, treasurer); "
        "to accept the terms within 7 days",
        f"Expel {name}: its weight ends at once, its units with the notice of its deal, 30 days at least",
        f"Suspend {name}: no ballot for 90 days at most",
        f"Reinstate {name}",
        f"Set the shares of {name} to weight 1 and 0 units",
        f"Set the role of {name} to none",
        f"Set the role of {name} to steering until {format_timestamp(1_800_000_000)}",
        f"Put {name} on probation until {format_timestamp(1_800_000_000)}",
        f"Confirm {name} as a partner without an end",
        f"Offer the seat of {name}, whose keys are lost, to {STRANGER}; the old account has 30 days to refuse",
        f"Amend the terms: document 0x{'11' * 32} at ipfs://two; partners have 1 hour to accept. The deal: "
        "leaving: 1 day after giving notice, with its part by units of 25% of the treasury; "
        "ceilings: 1,250 units and 125 weight in all, 0% of income to sponsors, 0% of the rest to the treasury; "
        "a seat moves 7 days after it is offered; who is called has 60 days to answer; "
        "up to 2 ETH paid in and 0 ETH in kind may be repaid",
    ]


def test_rules_and_tokens_in_words(actions: Actions, words: Words, chain: Any) -> None:
    rule = (3_600, 86_400, 0, 600, 4_000, 6_667, 0, 0, False, False, 0, 0, 0, ETHER)
    assert words.action(actions.set_rule(8, rule)).startswith("Change the ordinary voting rule to: vote begins 1 hour")
    mapped = actions.map_action(PARTNERSHIP, "admit(address,uint256,uint256,uint256,uint256)", 8)
    assert words.action(mapped) == "Let the ordinary rule decide on calls of admit to the partnership"
    plain = actions.map_action(SUPPLIER, b"", 9)
    assert words.action(plain) == "Let the 9 rule decide on plain payments to Crane Works (0x4444..4444)"


def test_what_the_partnership_says_of_itself_in_words(actions: Actions, chain: Any) -> None:
    words = Words(actions, Tokens(chain.session), {SUPPLIER: "Crane Works"}, {9: "errands"})
    name, moment = "Crane Works (0x4444..4444)", format_timestamp(1_800_000_000)
    said = {
        "Name the errands class: small things": actions.name_class(9, "small things"),
        f"Let {name} object to proposals until {moment}": actions.set_objector(SUPPLIER, 1_800_000_000),
        f"Take the right to object to proposals from {name}": actions.set_objector(SUPPLIER, 0),
        f"Sign the message 0x{'ab' * 32} as the partnership until {moment}": actions.approve_message(
            b"\xab" * 32, 1_800_000_000
        ),
        f"Withdraw the partnership's signature of the message 0x{'ab' * 32}": actions.approve_message(b"\xab" * 32, 0),
        "Say that the public description is at ipfs://us": actions.set_dao_uri("ipfs://us"),
        f"Let the errands rule decide on plain payments to {name}": actions.map_action(SUPPLIER, b"", 9),
    }
    assert [words.action(action) for action in said.values()] == list(said)


def test_events_in_words(actions: Actions, chain: Any) -> None:
    words = Words(actions, Tokens(chain.session), {SUPPLIER: "Crane Works"}, {9: "errands"})
    name, moment = "Crane Works (0x4444..4444)", format_timestamp(1_800_000_000)
    rule = dict(
        zip(RULE_FIELDS, (3_600, 86_400, 0, 600, 4_000, 6_667, 0, 0, False, False, 0, 0, 0, ETHER), strict=True)
    )
    said: list[tuple[str, str, dict[str, Any]]] = [
        (
            f"Role changed: partner {name}, previous proposer, current none, ends {moment}",
            "RoleChanged",
            {"partner": SUPPLIER, "previous": 1, "current": 0, "ends": 1_800_000_000},
        ),
        (f"Probation set: partner {name}, ends never", "ProbationSet", {"partner": SUPPLIER, "ends": 0}),
        (
            "Class named: decision class errands, name small things",
            "ClassNamed",
            {"decision_class": 9, "name": b"small things".ljust(32, b"\0")},
        ),
        (f"Transfer: to {name}, amount 2.5 USDX", "Transfer", {"to": SUPPLIER, "amount": 2_500_000}),
        ("Wound down: token 0x" + "00" * 20 + ", amount 1 ETH", "WoundDown", {"token": ETHER, "amount": 10**18}),
    ]
    for text, event, arguments in said:
        assert event_words(words, Event(event, arguments, chain.usdx, 0, 0, "0x")) == text
    changed = event_words(words, Event("RuleSet", {"decision_class": 8, "rule": rule}, PARTNERSHIP, 0, 0, "0x"))
    assert changed.startswith("Rule set: decision class ordinary, rule vote begins 1 hour after")


def test_sentences_are_about_functions_that_there_are() -> None:
    """A function that is renamed in the contracts must not fall back to raw calldata unnoticed."""
    known = {name for contract in ("Partnership", "RevenueEscrow") for name in interface(contract).functions}
    assert set(SENTENCES) <= known


def test_unknown_calls_show_their_calldata(words: Words) -> None:
    assert words.action(Action(STRANGER, 7, b"\xde\xad\xbe\xef")) == (
        f"Call {STRANGER} with data 0xdeadbeef, sending 0.000000000000000007 ETH"
    )
    # The right selector with arguments that do not decode is no call of ours.
    broken = Action(PARTNERSHIP, 0, interface("Partnership").encode("expel", SUPPLIER)[:20])
    assert words.action(broken).startswith("Call the partnership with data 0x")


def test_call_from_text() -> None:
    made = call(
        STRANGER, "f(address,(uint8,bool)[],bytes,string)", [SUPPLIER, "[[1, true], [2, false]]", "0x01", "hi"], 3
    )
    assert made.data[:4] == keccak(text="f(address,(uint8,bool)[],bytes,string)")[:4]
    assert made.value == 3


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("f", [], "not a function signature"),
        ("f(uint8)", [], "takes 1 arguments, 0 given"),
        ("f(uint8)", ["x"], "'x' is no uint8"),
        ("f(uint8)", ["256"], "does not fit"),
        ("f(address)", ["0x12"], "is no address"),
        ("f(bool)", ["yes"], "is no bool"),
        ("f(uint8[])", ["1"], "wants a JSON list"),
        ("f((uint8,bool))", ["[1]"], "wants 2 values"),
    ],
)
def test_call_from_text_that_does_not_fit(function: str, arguments: list[str], message: str) -> None:
    with pytest.raises(PolypactError, match=message):
        call(STRANGER, function, arguments)


def test_raw_calldata() -> None:
    assert raw(STRANGER, "0xabcd", 1) == Action(STRANGER, 1, b"\xab\xcd")
    with pytest.raises(PolypactError, match="not hex"):
        raw(STRANGER, "0xabc")


def test_t25_bounds() -> None:
    fine = [Action(STRANGER, 0, bytes(1_024))] * MAX_ACTIONS
    check_bounds(fine, "x" * 2_048)
    check_reason("x" * 1_024)
    for wrong, text in (
        ([], "x"),
        ([*fine, fine[0]], "x"),
        ([Action(STRANGER, 0, bytes(1_025))], "x"),
        ([Action(STRANGER, 2**256)], "x"),
        (fine, "x" * 2_049),
        (fine, "\u00e9" * 1_025),
    ):
        with pytest.raises(PolypactError):
            check_bounds(wrong, text)
    with pytest.raises(PolypactError):
        check_reason("x" * 1_025)


def test_uri_that_is_too_long(actions: Actions) -> None:
    with pytest.raises(PolypactError, match="at most 256 fit"):
        actions.amend_terms(bytes(32), "x" * 257, 3_600, DEAL)

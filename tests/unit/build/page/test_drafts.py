"""What the page's forms make is what the commands make of the same, call by call."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from polypact.capabilities.draft_fields import DraftFields
from polypact.capabilities.register import KINDS
from polypact.chain.tokens import NATIVE, Token
from polypact.clients.actions import Actions
from polypact.clients.base import created_by
from polypact.text.deals import Capital, Deal
from polypact.text.enums import ETHER
from polypact.text.promises import Mandate
from tests.unit.build.page.node import run

HOUSE = "0x1111111111111111111111111111111111111111"
USDX = Token("0x2222222222222222222222222222222222222222", "USDX", 6)
EASTPORT = "0x3333333333333333333333333333333333333333"
WESTGATE = "0x4444444444444444444444444444444444444444"
NOW = 1_800_000_000
LATER = 1_830_297_599  # 2027-12-31T23:59:59Z
FIRST = 1_830_211_200  # 2027-12-31T00:00:00Z
DEAL = Deal(60 * 86_400, 2_500, 0, 125, 125, 1_000, 2_000, 7 * 86_400, 90, 60)
CAPITAL = [Capital(ETHER, 3 * 10**18, 0), Capital(USDX.address, 5_000_000, 7_000_000)]
RULE = {
    "mode": "majority",
    "voting_delay": "86400",
    "voting_period": "432000",
    "execution_delay": "172800",
    "execution_window": "1209600",
    "quorum": "30%",
    "approval": "50%",
    "early_decision": "yes",
    "recusal": "yes",
    "objections": "2",
    "contested": "66.67%",
    "extension": "3600",
    "tie_breaker": WESTGATE,
}

#: Kind, what is typed into its form, what is written into a proposal's file.
SAME: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("pay", {"to": EASTPORT, "amount": f"1.5|{ETHER}"}, {"to": EASTPORT, "amount": "1.5 ether"}),
    ("pay", {"to": EASTPORT, "amount": f"1,250.5|{USDX.address}"}, {"to": EASTPORT, "amount": "1,250.5 USDX"}),
    (
        "issue_invoice",
        {"reference": "2026-0117", "amount": f"10|{ETHER}", "due": str(LATER)},
        {"reference": "2026-0117", "amount": "10 ether", "due": "2027-12-31"},
    ),
    ("withdraw_invoice", {"reference": "2026-0117"}, {"reference": "2026-0117"}),
    (
        "agree_contribution",
        {"contributor": EASTPORT, "amount": f"50|{ETHER}"},
        {"contributor": EASTPORT, "amount": "50 ether"},
    ),
    (
        "record_contribution",
        {"contributor": EASTPORT, "amount": f"5000|{USDX.address}", "reference": "the press, as valued in March 2026"},
        {"contributor": EASTPORT, "amount": "5000 USDX", "reference": "the press, as valued in March 2026"},
    ),
    (
        "freeze",
        {"account": EASTPORT, "amount": f"250|{USDX.address}", "until": str(FIRST)},
        {"account": EASTPORT, "amount": "250 USDX", "until": "2027-12-31"},
    ),
    ("unfreeze", {"account": EASTPORT, "token": USDX.address}, {"account": EASTPORT, "token": "USDX"}),
    ("wind_up", {"keep": f"5|{ETHER}", "days": "30"}, {"keep": "5 ether", "for": "30 days"}),
    ("wind_up", {}, {}),
    (
        "admit",
        {"account": WESTGATE, "weight": "20", "units": "1,000", "role": "9", "respond_within": "14"},
        {"account": WESTGATE, "weight": 20, "units": 1_000, "role": "proposer, treasurer", "respond_within": "14 days"},
    ),
    (
        "set_shares",
        {"partner": EASTPORT, "weight": "10", "units": "0"},
        {"partner": EASTPORT, "weight": 10, "units": 0},
    ),
    ("set_role", {"partner": EASTPORT, "role": "0"}, {"partner": EASTPORT, "role": []}),
    (
        "set_role",
        {"partner": EASTPORT, "role": "2", "until": str(LATER)},
        {"partner": EASTPORT, "role": "steering", "until": "2027-12-31T23:59:59Z"},
    ),
    (
        "set_probation",
        {"partner": EASTPORT, "until": str(LATER)},
        {"partner": EASTPORT, "until": "2027-12-31T23:59:59Z"},
    ),
    (
        "set_vesting",
        {"partner": EASTPORT, "units": "100", "from": str(NOW), "cliff": str(LATER), "until": str(LATER + 86_400)},
        {"partner": EASTPORT, "units": 100, "from": "2027-01-15", "cliff": "2027-12-31", "until": "2028-01-01"},
    ),
    ("expel", {"partner": EASTPORT}, {"partner": EASTPORT}),
    ("suspend", {"partner": EASTPORT}, {"partner": EASTPORT}),
    ("reinstate", {"partner": EASTPORT}, {"partner": EASTPORT}),
    ("recover_seat", {"partner": EASTPORT, "to": WESTGATE}, {"partner": EASTPORT, "to": WESTGATE}),
    (
        "set_rule",
        {"class": "8", **RULE},
        {
            "class": "ordinary",
            "mode": "majority",
            "voting_delay": "1 day",
            "voting_period": "5 days",
            "execution_delay": "2 days",
            "execution_window": "14 days",
            "quorum": "30%",
            "approval": "50%",
            "early_decision": "yes",
            "recusal": "yes",
            "objections": 2,
            "contested_approval": "66.67%",
            "extension": "1 hour",
            "tie_breaker": WESTGATE,
        },
    ),
    ("name_class", {"class": "9", "name": "small things"}, {"class": "9", "name": "small things"}),
    (
        "map_action",
        {"target": USDX.address, "selector": "0xa9059cbb", "class": "9"},
        {"target": USDX.address, "function": "transfer(address,uint256)", "class": "9"},
    ),
    ("map_action", {"target": EASTPORT, "class": "9"}, {"target": EASTPORT, "function": "", "class": "9"}),
    (
        "set_objector",
        {"account": WESTGATE, "until": str(LATER)},
        {"account": WESTGATE, "until": "2027-12-31T23:59:59Z"},
    ),
    ("set_dao_uri", {"uri": "ipfs://description"}, {"uri": "ipfs://description"}),
    (
        "give_mandate",
        {
            "who": "role",
            "role": "8",
            "may": "pay",
            "up_to": f"5000|{USDX.address}",
            "period": "month",
            "until": str(LATER),
        },
        {"mandate": "treasurer may pay up to 5,000 usdx a month until 2027-12-31"},
    ),
    (
        "give_mandate",
        {
            "who": "account",
            "holder": EASTPORT,
            "may": "pay",
            "up_to": f"2|{ETHER}",
            "period": "week",
            "payee": WESTGATE,
            "until": str(LATER),
        },
        {"mandate": f"{EASTPORT} may pay up to 2 ether a week to {WESTGATE} until 2027-12-31"},
    ),
    (
        "give_mandate",
        {"who": "role", "role": "4", "may": "freeze", "times": "3", "period": "month", "until": str(LATER)},
        {"mandate": "mediator may freeze up to 3 times a month until 2027-12-31"},
    ),
    (
        "reserve_matter",
        {
            "what": "payments",
            "token": USDX.address,
            "above": f"20000|{USDX.address}",
            "period": "month",
            "who": "account",
            "holder": EASTPORT,
            "days": "10",
            "notice": "90",
        },
        {"what": "payments above 20,000 usdx a month", "holder": EASTPORT, "days": "10 days"},
    ),
    (
        "reserve_matter",
        {
            "what": "payments",
            "token": ETHER,
            "period": "month",
            "payee": WESTGATE,
            "who": "steering",
            "steering": "2",
            "days": "7",
            "until": str(LATER),
            "notice": "30",
        },
        {
            "what": f"payments in ether to {WESTGATE}",
            "holder": "2 steering seats",
            "days": "7 days",
            "until": "2027-12-31",
            "notice": "30 days",
        },
    ),
    (
        "reserve_matter",
        {"what": "admission", "period": "month", "who": "account", "holder": EASTPORT, "days": "10", "notice": "90"},
        {"what": "admission", "holder": EASTPORT, "days": "10 days"},
    ),
    (
        "reserve_matter",
        {
            "what": "all_calls",
            "target": WESTGATE,
            "period": "month",
            "who": "account",
            "holder": EASTPORT,
            "days": "1",
            "notice": "0",
        },
        {"what": f"all calls at {WESTGATE}", "holder": EASTPORT, "days": "1 day", "notice": "0 days"},
    ),
    (
        "set_floor",
        {"keep": f"10|{ETHER}", "holder": EASTPORT, "until": str(LATER), "notice": "90"},
        {"keep": "10 ether", "holder": EASTPORT, "until": "2027-12-31"},
    ),
    ("give_floor_notice", {"token": USDX.address, "holder": EASTPORT}, {"token": "USDX", "holder": EASTPORT}),
    (
        "offer_link",
        {
            "sponsor": EASTPORT,
            "share": "10%",
            "to_escrow": "yes",
            "until": str(LATER),
            "notice": "90",
            "buy_out": f"50|{ETHER}",
        },
        {
            "sponsor": EASTPORT,
            "share": "10%",
            "to": "escrow",
            "until": "2027-12-31",
            "notice": "90 days",
            "buy_out": "50 ether",
        },
    ),
    ("offer_link", {"sponsor": EASTPORT, "share": "0.5%", "notice": "0"}, {"sponsor": EASTPORT, "share": "0.5%"}),
    ("give_link_notice", {"link": "0x1a2b3c"}, {"link": "0x1a2b3c"}),
    (
        "buy_out_link",
        {"link": "0x1a2b3c", "amount": f"50|{ETHER}"},
        {"link": "0x1a2b3c", "amount": "50 ether"},
    ),
    ("set_sponsor", {"sponsor": EASTPORT, "share": "10%"}, {"sponsor": EASTPORT, "share": "10%"}),
    ("set_reserve", {"share": "12.5%"}, {"share": "12.5%"}),
    ("set_recoupment", {"mode": "pro rata"}, {"mode": "pro rata"}),
    ("know_token", {"token": USDX.address}, {"token": USDX.address}),
    ("list_token", {"token": USDX.address}, {"token": USDX.address}),
    ("unlist_token", {"token": USDX.address}, {"token": USDX.address}),
    (
        "raw",
        {"target": EASTPORT, "data": "0x1234", "value": "0.5"},
        {"target": EASTPORT, "data": "0x1234", "value": "0.5 ether"},
    ),
]


class _Tokens:
    def amount(self, text: str) -> tuple[Token, int]:
        number, unit = text.replace(",", "").split()
        token = self.named(unit)
        whole, _, fraction = number.partition(".")
        return token, int(whole + fraction.ljust(token.decimals, "0"))

    def named(self, name: str) -> Token:
        return USDX if name.lower() in ("usdx", USDX.address.lower()) else NATIVE

    def refuse_currency(self, address: str) -> None:
        pass


class _Around:
    """Everybody is called by the address."""

    tokens = _Tokens()
    class_names: Mapping[int, str] = {9: "small"}

    def now(self) -> int:
        return NOW

    def account(self, text: str) -> str:
        return text

    def deal(self) -> tuple[Deal, list[Capital]]:
        return DEAL, CAPITAL

    def revenue_tokens(self) -> Sequence[str]:
        return [ETHER, USDX.address]

    def mandate(self, number: int) -> Mandate:
        raise AssertionError(number)


def _by_file(kind: str, given: Mapping[str, Any], base: Path) -> list[dict[str, str]]:
    actions = Actions(HOUSE, created_by(HOUSE, 1))
    made = KINDS[kind].make(actions, DraftFields(given, _Around(), {}, base))  # type: ignore[arg-type]
    return [{"target": made.target, "value": str(made.value), "data": f"0x{made.data.hex()}"}]


def _by_form(*forms: tuple[str, Mapping[str, str]]) -> list[Any]:
    given = {
        "partnership": HOUSE,
        "escrow": created_by(HOUSE, 1),
        "token": USDX.address,
        "now": NOW,
        "forms": [{"kind": kind, "values": dict(values)} for kind, values in forms],
    }
    return list(json.loads(run("drafts/differential.ts", "drafted", json.dumps(given))))


def test_forms_make_the_calls_that_files_make(tmp_path: Path) -> None:
    found = _by_form(*((kind, values) for kind, values, _ in SAME))
    for (kind, values, given), made in zip(SAME, found, strict=True):
        assert made == _by_file(kind, given, tmp_path), f"{kind} {values}"


def test_amended_terms_keep_of_the_deal_what_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_bytes(b"# Terms\n")
    capital = [{"token": each.token, "money": str(each.money), "in_kind": str(each.in_kind)} for each in CAPITAL]
    values = {
        "document": "0x" + b"# Terms\n".hex(),
        "uri": "ipfs://terms",
        "window": "30",
        "notice": "90",
        "redeemable": "25%",
        "max_units": "125",
        "max_weight": "125",
        "max_sponsors": "10%",
        "max_reserve": "20%",
        "move": "7",
        "call": "90",
        "deadlock": "60",
        "capital": "0x" + json.dumps(capital).encode().hex(),
    }
    given = {"file": "terms.md", "uri": "ipfs://terms", "window": "30 days", "deal": {"notice": "90 days"}}
    assert _by_form(("amend_terms", values)) == [_by_file("amend_terms", given, tmp_path)]


def test_every_form_is_compared() -> None:
    compared = {kind for kind, *_ in SAME} | {
        "amend_terms",
        "vote_in",
        "join",
    }  # the latter two ask another partnership's chain
    assert set(json.loads(run("drafts/differential.ts", "kinds", ""))) == compared


@pytest.mark.parametrize(
    ("kind", "values", "problem"),
    [
        ("pay", {"to": EASTPORT, "amount": f"1.5.0|{ETHER}"}, "amount: number"),
        ("pay", {"to": EASTPORT, "amount": f"0|{ETHER}"}, "amount: zero"),
        ("pay", {"to": "Eastport", "amount": f"1|{ETHER}"}, "to: address"),
        ("pay", {"to": EASTPORT, "amount": f"1|{WESTGATE}"}, "amount: unknown"),
        ("pay", {"to": EASTPORT, "amount": ""}, "amount: missing"),
        ("admit", {"account": WESTGATE, "weight": "1.5", "units": "1", "respond_within": "14"}, "weight: number"),
        ("admit", {"account": WESTGATE, "weight": str(2**41), "units": "1", "respond_within": "14"}, "weight: range"),
        ("issue_invoice", {"reference": "1", "amount": f"1|{ETHER}", "due": str(NOW - 1)}, "due: past"),
        ("raw", {"target": EASTPORT, "data": "1234"}, "data: hex"),
        ("name_class", {"class": "9", "name": "x" * 33}, "name: long"),
    ],
)
def test_forms_say_what_is_wrong_where(kind: str, values: dict[str, str], problem: str) -> None:
    assert _by_form((kind, values)) == [problem]

"""Actions on income as files: every kind, its call, and what it says in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from eth_utils import to_checksum_address

from polypact.capabilities.actions import Action
from polypact.clients.actions import Actions
from polypact.decisions.drafts import make
from polypact.decisions.plain_words import Words
from polypact.text.durations import DAY, format_timestamp, parse_timestamp
from polypact.text.errors import PolypactError
from polypact.text.field_types import RECOUPMENTS
from polypact.text.links import LinkTerms, format_tag
from polypact.text.sentences import income_order, reference_word, reference_words
from tests.unit.made_up_chain import CRANE, ELM, INCOME_KINDS, NOW, Around

ETHER = "0x" + "00" * 20
USDX = str(to_checksum_address("0x" + "Aa" * 20))
REFERENCE = reference_word("INV-7")
LONG = "the press in hall two, as valued by the auditors on the first of March"
DUE = parse_timestamp("2027-06-30T23:59:59Z")
NAME = "Crane Works (0x4444..4444)"
SPAN = {"units": 100, "from": "2026-01-01", "until": "2030-01-01"}

Case = tuple[str, dict[str, Any], Action, str]


def cases(own: Actions) -> list[Case]:
    """Kind, fields, the call they make, and its plain words."""
    start, cliff, end = (parse_timestamp(f"{year}-01-01T00:00:00Z") for year in (2026, 2027, 2030))
    vesting = f"Have 100 units of {NAME} vest from 2026-01-01 to 2030-01-01"
    forgone = "; what they would have earned before goes to the treasury"
    later = "out of income what it contributes from now on, up to 2.5 USDX"
    return [
        ("list_token", {"token": "USDX"}, own.list_token(USDX), f"Add USDX to the revenue tokens ({USDX})"),
        ("unlist_token", {"token": "USDX"}, own.unlist_token(USDX), f"Remove USDX from the revenue tokens ({USDX})"),
        (
            "know_token",
            {"token": "USDX"},
            own.know_token(USDX),
            f"Have what arrives in USDX be split when it is asked for ({USDX})",
        ),
        (
            "set_sponsor",
            {"sponsor": "Crane", "share": "12.5%"},
            own.set_sponsor(CRANE, 1_250),
            f"Give {NAME} 12.5% of all later income, before anybody else",
        ),
        (
            "remove_sponsor",
            {"sponsor": "Crane"},
            own.set_sponsor(CRANE, 0),
            f"End the share of {NAME} in the income",
        ),
        (
            "set_reserve",
            {"share": "5%"},
            own.set_reserve(500),
            "Set the treasury's share of what sponsors and contributors leave of later income to 5%",
        ),
        *(
            ("set_recoupment", {"mode": name}, own.set_recoupment(number), f"Have it that contributions {words}")
            for number, (name, words) in enumerate(
                zip(
                    RECOUPMENTS,
                    (
                        "are not repaid out of income",
                        "are repaid out of income in order",
                        "are repaid out of income pro rata",
                    ),
                    strict=True,
                )
            )
        ),
        *links(own),
        (
            "agree_contribution",
            {"contributor": "Crane", "amount": "2.5 USDX"},
            own.agree_contribution(CRANE, USDX, 2_500_000),
            f"Agree to repay {NAME} {later}",
        ),
        (
            "record_contribution",
            {"contributor": "Crane", "amount": "1 ether", "reference": LONG},
            own.record_contribution(CRANE, "0x" + "00" * 20, 10**18, reference_word(LONG)),
            f"Record that {NAME} contributed in kind, valued at 1 ETH, to be repaid out of income "
            f"(0x{reference_word(LONG).hex()})",
        ),
        (
            "record_contribution",
            {"contributor": "Crane", "amount": "1 USDX"},
            own.record_contribution(CRANE, USDX, 10**6, bytes(32)),
            f"Record that {NAME} contributed in kind, valued at 1 USDX, to be repaid out of income",
        ),
        (
            "set_vesting",
            {"partner": "Crane", "cliff": "2027-01-01", **SPAN},
            own.set_vesting(CRANE, 100, start, cliff, end),
            f"{vesting}, none before 2027-01-01{forgone}",
        ),
        (
            "set_vesting",
            {"partner": "Crane", **SPAN},
            own.set_vesting(CRANE, 100, start, start, end),
            vesting + forgone,
        ),
        (
            "end_vesting",
            {"partner": "Crane"},
            own.end_vesting(CRANE),
            f"End the vesting of {NAME}: all its units count from now on",
        ),
        (
            "freeze",
            {"account": "Crane", "amount": "250 USDX", "until": "60 days"},
            own.freeze(USDX, CRANE, 250_000_000, NOW + 60 * DAY),
            f"Keep back 250 USDX of what {NAME} is owed, until {format_timestamp(NOW + 60 * DAY)}",
        ),
        (
            "unfreeze",
            {"account": "Crane", "token": "USDX"},
            own.unfreeze(USDX, CRANE),
            f"Free what is kept back of {NAME} in USDX",
        ),
        (
            "issue_invoice",
            {"reference": "INV-7", "amount": "1000 USDX", "due": "2027-06-30"},
            own.issue_invoice(REFERENCE, USDX, 10**9, DUE),
            f"Expect 1,000 USDX for INV-7, due {format_timestamp(DUE)}",
        ),
        (
            "withdraw_invoice",
            {"reference": "INV-7"},
            own.withdraw_invoice(REFERENCE),
            "Expect no more for INV-7",
        ),
        (
            "recover_nft",
            {"collection": "Elm", "token_id": 7},
            own.recover_nft(ELM, 7),
            f"Move NFT 7 of {ELM}, sent to the escrow by mistake, to the treasury",
        ),
    ]


def links(own: Actions) -> list[Case]:
    """The same of links to sponsors."""
    last, share = parse_timestamp("2028-12-31T23:59:59Z"), f"{NAME} has 10% of all later income, before anybody else"
    plain = LinkTerms(CRANE, 1_000)
    dear = LinkTerms(CRANE, 1_000, True, last, 90, 50 * 10**6, USDX, 3)
    full = {"until": "2028-12-31", "notice": "90 days", "buy_out": "50 USDX", "to": "escrow", "number": 3}
    return [
        (
            "offer_link",
            {"sponsor": "Crane", "share": "10%"},
            own.offer_link(plain),
            f"Offer the link {format_tag(plain.tag)}: {share}, paid to itself; either side ends it at once; no buy-out "
            "agreed",
        ),
        (
            "offer_link",
            {"sponsor": "Crane", "share": "10%", **full},
            own.offer_link(dear),
            f"Offer the link {format_tag(dear.tag)}: {share}, until {format_timestamp(last)}, paid to its escrow; "
            "either side ends it with 90 days of notice; to be bought out for 50 USDX",
        ),
        (
            "withdraw_offer",
            {"hash": "0x" + "ab" * 32},
            own.withdraw_offer(b"\xab" * 32),
            "Take back the offer of the link 0x" + "ab" * 32,
        ),
        (
            "give_link_notice",
            {"link": "0x00fe01"},
            own.give_link_notice(0xFE01),
            "Give notice of the link 0x00fe01 to its sponsor",
        ),
        (
            "buy_out_link",
            {"link": "0x00fe01", "amount": "5 ether"},
            own.buy_out_link(0xFE01, 5 * 10**18, 5 * 10**18),
            "Buy out the link 0x00fe01 for 5,000,000,000,000,000,000 (smallest unit of its price), sending 5 ETH",
        ),
        (
            "buy_out_link",
            {"link": "0x00fe01", "amount": "5 USDX"},
            own.buy_out_link(0xFE01, 5 * 10**6),
            "Buy out the link 0x00fe01 for 5,000,000 (smallest unit of its price)",
        ),
        ("count_income", {"token": "USDX"}, own.count_income(USDX), "Have it be counted how much USDX comes in"),
    ]


def test_every_kind_makes_its_call_and_says_so(around: Around) -> None:
    words = Words(around.own, around.tokens, {CRANE: "Crane Works"})
    tried = cases(around.own)
    for kind, fields, action, said in tried:
        assert make(kind, fields, around) == action, kind
        assert words.action(action) == said
    assert {kind for kind, *_ in tried} == INCOME_KINDS


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("set_sponsor", {"sponsor": "Crane", "share": "0%"}, r"share is 0%; it must be from 0.01% to 100%"),
        ("set_reserve", {"share": 5}, "share has no unit"),
        ("set_recoupment", {"mode": "at random"}, "must be none, in order or pro rata, not at random"),
        ("agree_contribution", {"contributor": "Crane", "amount": "0 USDX"}, "not an amount above 0"),
        ("set_vesting", {"partner": "Crane", **SPAN, "units": 0}, "units must be from 1 to"),
        ("set_vesting", {"partner": "Crane", **SPAN, "from": "2031-01-01"}, "the days are out of order"),
        ("set_vesting", {"partner": "Crane", **SPAN, "cliff": "2031-01-01"}, "the days are out of order"),
        ("set_vesting", {"partner": "Crane", **SPAN, "from": "soon"}, "not a moment in ISO 8601: 'soon'"),
        ("offer_link", {"sponsor": "Crane", "share": "10%", "to": "me"}, "to must be one of sponsor, escrow, not 'me'"),
        ("offer_link", {"sponsor": "Crane", "share": "10%", "notice": "5 hours"}, "notice must be whole days"),
        ("give_link_notice", {"link": "fe01"}, "a link is named by 0x and 6 hexadecimal digits"),
        ("freeze", {"account": "Crane", "amount": "250 USDX"}, "until missing"),
        ("issue_invoice", {"reference": "x", "amount": "much", "due": "1 day"}, "not an amount: 'much'"),
        ("recover_nft", {"collection": "Elm", "token_id": "first"}, "token_id must be a whole number"),
    ],
)
def test_make_is_refused_when_a_field_is_wrong(around: Around, kind: str, fields: dict[str, Any], message: str) -> None:
    with pytest.raises((PolypactError, ValueError), match=message):
        make(kind, fields, around)


def test_references_are_readable_when_short() -> None:
    assert reference_words(REFERENCE) == "INV-7"
    assert reference_words(reference_word(LONG)) == f"0x{reference_word(LONG).hex()}"
    assert reference_words(b"\xff" * 32) == "0x" + "ff" * 32


def test_order_of_payment_in_words() -> None:
    assert income_order({}, "none", 0) == "partners by units"
    assert income_order({}, "none", 500) == "5% to the treasury, then partners by units"
    assert income_order({"Crane": 1_000, "Elm": 50}, "in order", 500) == (
        "10% to Crane, then 0.5% to Elm, then contributions repaid in order, then 5% of the rest to the treasury, "
        "then partners by units"
    )

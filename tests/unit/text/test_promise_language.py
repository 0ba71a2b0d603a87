"""Promises and mandates in a manager's words, read as calls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from eth_utils import keccak, to_checksum_address

from polypact.text.durations import parse_timestamp
from polypact.text.enums import ETHER, Role
from polypact.text.errors import PolypactError
from polypact.text.promise_language import SaidCalls, holder, mandate, reserved
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, READY, TRANSFER, VALUE

OWN, ESCROW, NORTHWIND, EASTPORT, LENDER, USDX, EURX = (
    str(to_checksum_address("0x" + digit * 40)) for digit in "123456a"
)
NOW = 1_800_000_000
MONTH = 30 * 24
PEOPLE = {"northwind": NORTHWIND, "eastport": EASTPORT, "the-lender": LENDER}
TOKENS = {"usdx": (USDX, 6), "eurx": (EURX, 2), "ether": (ETHER, 18)}


class Somebody:
    """Knows two partners, a lender and three currencies."""

    def account(self, text: str) -> str:
        if text not in PEOPLE:
            raise PolypactError(f"nobody here is called {text!r}")
        return PEOPLE[text]

    def amount(self, text: str) -> tuple[str, int]:
        number, _, unit = text.partition(" ")
        if unit not in TOKENS:
            raise PolypactError(f"unknown token {unit!r}")
        token, decimals = TOKENS[unit]
        return token, int(number.replace(",", "")) * 10**decimals

    def token(self, text: str) -> str:
        return TOKENS[text][0]

    def currencies(self) -> Sequence[str]:
        return [ETHER, USDX]

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        if function in ("freeze", "unfreeze", "issue_invoice", "withdraw_invoice", "list_token", "set_reserve"):
            return ESCROW, keccak(text=function)[:4]
        return None if function == "transfer_all" else (OWN, keccak(text=function)[:4])

    def now(self) -> int:
        return NOW


KNOWN = Somebody()


def word(address: str) -> bytes:
    return bytes(12) + bytes.fromhex(address[2:])


def own(function: str) -> tuple[str, bytes]:
    return OWN, keccak(text=function)[:4]


def told(calls: SaidCalls) -> tuple[str, bytes, bytes | None, int, int, int]:
    return calls.target, calls.selector, calls.argument, calls.counted, calls.maximum, calls.period_hours


AMOUNT = FIRST_ARGUMENT + 1
NO_LIMIT = (None, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("payments above 20,000 usdx a month", [(USDX, ANY_CALL, None, AMOUNT, 20_000 * 10**6, MONTH)]),
        ("payments above 5 ether per week", [(ETHER, bytes(4), None, VALUE, 5 * 10**18, 7 * 24)]),
        ("payments above 5 ether in 10 days", [(ETHER, bytes(4), None, VALUE, 5 * 10**18, 240)]),
        ("payments above 5 ether every 36 hours", [(ETHER, bytes(4), None, VALUE, 5 * 10**18, 36)]),
        ("payments", [(ETHER, bytes(4), *NO_LIMIT), (USDX, ANY_CALL, *NO_LIMIT)]),
        ("Payments in eurx", [(EURX, ANY_CALL, *NO_LIMIT)]),
        (
            "payments in usdx to eastport and northwind",
            [(USDX, ANY_CALL, word(EASTPORT), 0, 0, 0), (USDX, ANY_CALL, word(NORTHWIND), 0, 0, 0)],
        ),
        ("budget overruns above 1 usdx a year", [(USDX, ANY_CALL, None, AMOUNT, 10**6, 365 * 24)]),
        (
            "related-party payments to eastport",
            [(ETHER, bytes(4), word(EASTPORT), 0, 0, 0), (USDX, ANY_CALL, word(EASTPORT), 0, 0, 0)],
        ),
        (
            "related-party payments to eastport above 2 ether a quarter",
            [(ETHER, bytes(4), word(EASTPORT), VALUE, 2 * 10**18, 90 * 24)],
        ),
        ("admission", [(*own("admit"), *NO_LIMIT)]),
        ("admission above 10 units a year", [(*own("admit"), None, FIRST_ARGUMENT + 2, 10, 365 * 24)]),
        ("change of business", [(*own("amend_terms"), *NO_LIMIT)]),
        ("the change of terms", [(*own("amend_terms"), *NO_LIMIT)]),
        ("change of rules", [(*own("set_rule"), *NO_LIMIT), (*own("map_action"), *NO_LIMIT)]),
        ("borrowing", [(*own("approve_message"), *NO_LIMIT)]),
        ("borrowing at the-lender", [(*own("approve_message"), *NO_LIMIT), (LENDER, ANY_CALL, *NO_LIMIT)]),
        ("disposal of IP at the-lender", [(LENDER, ANY_CALL, *NO_LIMIT)]),
        ("all calls at the-lender", [(LENDER, ANY_CALL, *NO_LIMIT)]),
        ("calls of set_reserve", [(ESCROW, keccak(text="set_reserve")[:4], *NO_LIMIT)]),
        (
            "calls of swap(uint256, address) at the-lender above 3 times a day",
            [(LENDER, keccak(text="swap(uint256,address)")[:4], None, CALLS, 3, 24)],
        ),
        (
            "calls of borrow(uint256) at the-lender above 2 ether a day",
            [(LENDER, keccak(text="borrow(uint256)")[:4], None, VALUE, 2 * 10**18, 24)],
        ),
    ],
)
def test_reserved_is_the_calls_when_words_are_known(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [told(calls) for calls in reserved(text, KNOWN)] == expected


def test_said_alone_is_the_same_call_when_read_again() -> None:
    for text in ("change of rules", "related-party payments to eastport, northwind", "borrowing at the-lender"):
        for calls in reserved(text, KNOWN):
            said = calls.said.replace(USDX, "usdx")
            assert [told(one) for one in reserved(said, KNOWN)] == [told(calls)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("world peace", "'world peace' is nothing that can be reserved; write one of payments"),
        ("budget overruns", "say above what, like `budget overruns above 20,000 usdx a month`"),
        ("related-party payments", "say to whom"),
        ("disposal of IP", "say of which contracts"),
        ("all calls", "say of which contracts"),
        ("payments above 5 ether", "say in which time"),
        ("payments above 5 ether a fortnight", "the time is hour, day, week, month, quarter, year, or whole"),
        ("payments above 5 ether in 90 minutes", "the time is hour"),
        ("payments above 5 ether every 1096 days", "3 years at most"),
        ("payments above 0 ether a month", "a limit is above 0"),
        ("payments above 3 times a month", "of payments a sum is counted"),
        ("payments in usdx above 5 ether a month", "no such sum goes along"),
        ("payments at the-lender", "`at` means nothing here"),
        ("payments above 1 ether a day above 2 ether a day", "says `above` twice"),
        ("admission above 5 ether a year to eastport", "`to` means nothing here"),
        ("expulsion above 10 units a year", "`above` means nothing here"),
        ("calls of set_rule above 10 units a year", "units are counted of admissions only"),
        ("calls of recover_seat", "recover_seat cannot be reserved"),
        ("calls of give_link_notice", "give_link_notice cannot be reserved"),
        ("calls of give_matter_notice", "give_matter_notice cannot be reserved"),
        ("calls of transfer_all", "a partnership decides on no function named transfer_all"),
        ("calls of swap at the-lender", "write the function with its types"),
        ("payments to nobody", "nobody here is called 'nobody'"),
    ],
)
def test_reserved_is_refused_in_one_line_when_words_are_wrong(text: str, message: str) -> None:
    with pytest.raises(PolypactError, match=message) as refused:
        reserved(text, KNOWN)
    assert "\n" not in str(refused.value)


def test_holder_is_an_account_or_steering_seats() -> None:
    assert holder("northwind", KNOWN) == (NORTHWIND, 0)
    assert holder("2 steering seats", KNOWN) == (ETHER, 2)
    assert holder("a steering seat", KNOWN) == (ETHER, 1)
    for text in ("0 steering seats", "16 steering seats"):
        with pytest.raises(PolypactError, match="1 to 15 steering seats"):
            holder(text, KNOWN)


END = parse_timestamp("2027-12-31T23:59:59Z")


@pytest.mark.parametrize(
    ("text", "expected", "arguments"),
    [
        (
            "treasurer may pay up to 5,000 usdx a month until 2027-12-31",
            (USDX, TRANSFER, ETHER, Role.TREASURER, True, END, 0, AMOUNT, 5_000 * 10**6, MONTH),
            [],
        ),
        (
            "northwind may pay up to 2 ether a week to eastport, the-lender until 2027-12-31",
            (ETHER, bytes(4), NORTHWIND, 0, False, END, 0, VALUE, 2 * 10**18, 168),
            [word(EASTPORT), word(LENDER)],
        ),
        (
            "the mediator may freeze up to 3 times a month until 10 days",
            (ESCROW, keccak(text="freeze")[:4], ETHER, Role.MEDIATOR, True, NOW + 864_000, 0, CALLS, 3, MONTH),
            [],
        ),
        (
            "every treasurer or steering may issue invoices up to once a day until 2027-12-31",
            (
                *(ESCROW, keccak(text="issue_invoice")[:4], ETHER, Role.TREASURER | Role.STEERING),
                *(True, END, 0, CALLS, 1, 24),
            ),
            [],
        ),
        (
            "eastport may admit partners up to 10 units a year until 2027-12-31",
            (*own("admit"), EASTPORT, 0, True, END, 0, FIRST_ARGUMENT + 2, 10, 365 * 24),
            [],
        ),
        (
            "eastport may call swap(uint256) at the-lender up to 1 ether a day until 2027-12-31",
            (LENDER, keccak(text="swap(uint256)")[:4], EASTPORT, 0, True, END, 0, VALUE, 10**18, 24),
            [],
        ),
    ],
)
def test_mandate_is_as_said_when_words_are_known(
    text: str, expected: tuple[object, ...], arguments: list[bytes]
) -> None:
    made, named = mandate(text, KNOWN)
    assert made.abi() == expected
    assert named == arguments


def test_mandate_shares_a_limit_when_one_is_named() -> None:
    made, _ = mandate("treasurer may pay in usdx until 2027-12-31", KNOWN, limit=4)
    assert (made.target, made.limit, made.counted, made.maximum) == (USDX, 4, 0, 0)
    with pytest.raises(PolypactError, match="leave `up to` away where a limit is named"):
        mandate("treasurer may pay up to 1 usdx a day until 2027-12-31", KNOWN, limit=4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treasurer pays 5 ether", "write it like `treasurer may pay up to"),
        ("treasurer may pay up to 5 ether a month", "write it like `treasurer may pay up to"),
        ("treasurer may pay up to 5 ether a month until later", "not a moment in ISO 8601"),
        ("treasurer may pay until 2027-12-31", "say `up to` how much in which time"),
        ("treasurer may dance up to 3 times a day until 2027-12-31", "a mandate is to pay, admit partners, freeze"),
        ("treasurer may pay up to 3 times a day until 2027-12-31", "of payments a sum is counted"),
        ("cook may pay up to 5 ether a month until 2027-12-31", "nobody here is called 'cook'"),
        ("eastport may admit partners up to 5 ether a year until 2027-12-31", "no such sum goes along"),
    ],
)
def test_mandate_is_refused_in_one_line_when_words_are_wrong(text: str, message: str) -> None:
    with pytest.raises(PolypactError, match=message) as refused:
        mandate(text, KNOWN)
    assert "\n" not in str(refused.value)


def test_the_page_says_what_every_name_stands_for() -> None:
    page = Path("docs/promises.md").read_text()
    rows = "\n".join(line for line in page.splitlines() if line.startswith("| `"))
    assert [
        name for name in (*READY, "payments", "budget overruns", "related-party payments") if name not in rows
    ] == []
    for name, functions in READY.items():
        assert all(f"`{function}`" in row for row in rows.splitlines() if f"`{name}`" in row for function in functions)

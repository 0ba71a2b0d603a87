"""The PDF document: how long it is, and what becomes of names that its font cannot draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import boa
import matplotlib as mpl
import pytest
from eth_account.signers.local import LocalAccount
from fontTools.ttLib import TTFont

from polypact.chain.tokens import NATIVE, Token
from polypact.clients.escrow import RevenueEscrow
from polypact.statement import Statement, build
from polypact.statement.partners import only
from polypact.statement.periods import month_of
from polypact.statement.report import letters, pdf
from polypact.statement.report.pdf_appendix import Names
from polypact.statement.report.pdf_page import Press, Sheet
from polypact.text.errors import PolypactError
from tests.kit.boa_session import BoaSession
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.money import make_known
from tests.kit.numbers import DAY, ETHER, PRO_RATA
from tests.kit.people import key_of
from tests.kit.verbs import by_vote
from tests.unit.statement.conftest import capital_in

FIRM = "Harbour Joint Venture"


@pytest.fixture
def five(session: BoaSession, house: House) -> list[LocalAccount]:
    return [key_of(name) for name in ("northwind", "eastport", "southbank", "westgate", "midland")]


@pytest.fixture
def names(five: list[LocalAccount], quarter: Partnership, outsider: str) -> dict[str, str]:
    called = ("Northwind Energy B.V.", "Eastport Terminals", "Southbank Capital", "Westgate Logistics", "Midland Water")
    return {
        **{partner.address: name for partner, name in zip(five, called, strict=True)},
        quarter.partnership.address: "Treasury",
        outsider: "Harbour Authority",
    }


@pytest.fixture
def quarter(
    session: BoaSession, house: House, five: list[LocalAccount], token: Any, outsider: str, customer: str
) -> Partnership:
    """Three months of five partners, a sponsor and a reserve, in ether and a token; with a token nobody listed."""
    now = int(boa.env.timestamp)
    boa.env.time_travel(seconds=month_of(month_of(now) + 32 * DAY) - now)
    weights, units = [30, 25, 20, 15, 10], [300, 250, 200, 150, 100]
    capital = capital_in(token.address)
    made = house.spin_up(
        five, weights, units, tokens=[token.address], reserve_bps=1_000, recoupment=PRO_RATA, capital=capital
    )
    made.accept_all()
    escrow, junk = made.escrow, mock("StubbornToken")
    today = boa.env.timestamp // DAY
    with by_vote(made):
        escrow.set_sponsor(outsider, 500)
        escrow.record_contribution(five[1].address, token.address, 5 * 10**10, b"quay".ljust(32, b"\0"))
    with by_vote_with_yes(made, five[4].address):
        escrow.set_vesting(five[4].address, 100, today, today + 40, today + 400)
    for month in range(3):
        for invoice in range(4):
            amount = 10**11 * (month + 1) + 10**9 * invoice + 7
            token.mint(customer, amount)
            reference = f"INV-2026-{month}{invoice}".encode().ljust(32, b"\0")
            with by_vote(made):
                escrow.issue_invoice(reference, token.address, amount, boa.env.timestamp + 30 * DAY)
            with boa.env.prank(customer):
                token.approve(escrow.address, amount)
                escrow.pay(token.address, amount, reference)
            boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + 7 * 10**18 + 12_345 * invoice)
            for each in (token.address, ETHER):
                escrow.distribute(each)
            boa.env.time_travel(seconds=5 * DAY)
        escrow.claim_for(token.address, [partner.address for partner in five])
        escrow.claim(ETHER, five[month].address)
        boa.env.time_travel(seconds=9 * DAY)
    make_known(made, junk)
    junk.mint(escrow.address, 10**24)
    escrow.distribute(junk.address)
    junk.set_mood(8)  # from now on `balanceOf` reverts
    token.mint(escrow.address, 123_456_789)  # waits to be split
    return made


@pytest.fixture
def made(session: BoaSession, quarter: Partnership) -> Statement:
    return build(RevenueEscrow(quarter.escrow.address, session))  # type: ignore[arg-type]


@pytest.fixture
def at(token: Any) -> Callable[[str], Token]:
    return lambda address: NATIVE if address == ETHER else Token(address, "USDX", 6)


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", content))


def known() -> set[int]:
    """The letters of the font."""
    return set(range(0x3000)) | set(range(0xFB50, 0xFEFD))


def test_a_quarter_of_five_partners_fits_four_pages(
    made: Statement, names: dict[str, str], at: Callable[[str], Token], five: list[LocalAccount]
) -> None:
    assert made.adds_up
    assert len(made.of(ETHER).months) == 3
    assert len([entry for entry in made.tokens if entry.is_of_interest]) == 2
    content = pdf.render(made, names.__getitem__, at, FIRM)
    assert pages_of(content) <= 4
    assert content == pdf.render(made, names.__getitem__, at, FIRM)
    partner = only(made, [five[0].address])
    assert pages_of(pdf.render(partner, names.__getitem__, at, FIRM)) <= 2


def test_payments_make_it_longer_only_when_asked_for(
    made: Statement, names: dict[str, str], at: Callable[[str], Token], customer: str
) -> None:
    names[customer] = "Customer"
    short, long = (pages_of(pdf.render(made, names.__getitem__, at, FIRM, itemised)) for itemised in (False, True))
    assert short < long


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Northwind", "Northwind"),
        ("Морской порт", "Морской порт"),
        # Hebrew from the right, what is Latin or a number in it from the left, brackets turned.
        ("\u05e0\u05de\u05dc (7) Ltd", "Ltd (7) \u05dc\u05de\u05e0"),
        ("\u05e0\u05de\u05dc 12", "12 \u05dc\u05de\u05e0"),
        # Arabic with the forms of initial, medial and final letters; lam and alef are one.
        ("\u0645\u0631\u062d\u0628\u0627", "\ufe8e\ufe92\ufea3\ufeae\ufee3"),
        ("\u0633\u0644\u0627\u0645", "\ufee1\ufefc\ufeb3"),
        ("Harbour \u6e2f", "Harbour \u25a1"),
        # A mark stays with its letter.
        ("\u05d1\u05bc\u05d0", "\u05d0\u05d1\u05bc"),
    ],
)
def test_names_are_drawn_as_they_are_read(name: str, drawn: str) -> None:
    assert letters.drawable(letters.isolated(name), known()) == drawn
    around = letters.drawable(f"1. {letters.isolated(name)} (0xabc), {letters.isolated(name)}", known())
    assert around == f"1. {drawn} (0xabc), {drawn}"


@pytest.mark.parametrize(
    "text", ["\u05d0 1-2 b", "a (\u0628) 3%", "\u202eabc", "", "1", "\u05bc", "\u0627\u0644\u0627 \u0627"]
)
def test_no_letter_is_lost(text: str) -> None:
    drawn = letters.drawable(letters.isolated(text), set(range(0x110000)))
    parts = unicodedata.normalize("NFKC", drawn)  # takes the forms of letters back
    assert sorted(parts.replace(")", "(")) == sorted(text.replace(")", "("))


def test_name_that_cannot_be_drawn_is_reported_with_its_address() -> None:
    press = Press()
    names = Names(press, {"0xaa": "Northwind", "0xbb": "Harbour \u6e2f\u53e3"}.__getitem__)
    assert letters.bare(names.of("0xaa")) == "Northwind (0xaa..0xaa)"
    assert letters.bare(names.of("0xbb")) == "Harbour \u6e2f\u53e3 [1] (0xbb..0xbb)"
    assert names.alone("0xbb") == "0xbb..0xbb"
    assert press.spelled("Harbour \u6e2f\u53e3") == "Harbour U+6E2F U+53E3"
    assert press.missing("Harbour \u6e2f\u53e3") == ["\u6e2f", "\u53e3"]
    assert len(list(names.listing())) == 2


def test_font_that_is_given_draws_what_ours_cannot(tmp_path: Path) -> None:
    # A copy of our font that has but a harbour (U+6E2F), drawn like an A.
    font = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")
    for table in font["cmap"].tables:
        table.cmap = {0x6E2F: "A"}
    font.save(tmp_path / "harbour.ttf")
    press = Press(tmp_path / "harbour.ttf")
    assert press.missing("Harbour \u6e2f\u53e3") == ["\u53e3"]
    content, pages = press.document([press.heading("\u6e2f", 1)], "\u6e2f", "\u6e2f", 1)
    assert pages == 1 and content.count(b"/FontFile2") > Press().document([], "", "", 1)[0].count(b"/FontFile2")


def test_file_that_is_no_font_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"no font")
    for file in (tmp_path / "no.ttf", tmp_path / "nowhere.ttf"):
        with pytest.raises(PolypactError, match="no TrueType font that can be used") as error:
            Press(file)
        assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("decimals", [0, 77])
def test_sums_of_any_token_stand_on_the_page(
    decimals: int, made: Statement, names: dict[str, str], quarter: Partnership
) -> None:
    token = Token(quarter.escrow.listed_tokens()[0], "USDX", decimals)
    sheet = Sheet(token, [entry.owed for entry in made.tokens] + [2**96])
    for amount in (0, 1, 10**decimals, 2**96):
        words = sheet.words(amount)
        shown = Decimal(words.replace(",", "")) if amount else 0
        assert shown * (1 if "smallest" in sheet.unit else 10**decimals) == amount
    content = pdf.render(made, names.__getitem__, lambda a: NATIVE if a == ETHER else token, FIRM)
    assert pages_of(content) <= 6


def test_names_that_want_to_break_the_page(
    made: Statement, at: Callable[[str], Token], names: dict[str, str], customer: str, recwarn: pytest.WarningsRecorder
) -> None:
    evil = ["\u202eevil\u2066", "x" * 200, "a\nb\tc", "<b>&amp;</b>", "\u2068\u2068", "\0", "", "$x_1$"]
    called = dict(zip([*names, customer], evil, strict=True))
    content = pdf.render(made, called.__getitem__, at, evil[0], True)
    assert pages_of(content) >= 4
    assert not [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)]

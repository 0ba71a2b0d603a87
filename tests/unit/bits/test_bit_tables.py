"""Every table of bits in a docstring is what the code does (see bit_tables.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.bits.bit_tables import Reader

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = (
    "modules/shared",
    "modules/escrow",
    "modules/partnership",
    "escrow",
    "partnership",
    "ecosystem",
    "capabilities",
)


# These draw an entry of which a word holds several; what they do is counted out in tests of their own.
ENTRIES = {"consents.vy", "open_proposals.vy", "recusal.vy", "total_weight.vy"}

# Only there so that the first ballot pays no more than the others.
UNREAD = {"side_word.in_use"}

# At the founding there are no other seats than the founders'.
# A limit begins full.
TWICE = {"seats as docket_word.founders", "maximum as limit_word.left"}


def sources() -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / "contracts" / folder).rglob("*.vy"))]
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths if path.name not in ENTRIES}


def test_tables_are_what_the_code_does() -> None:
    # The escrow packs every word in one expression; the Partnership sets many fields alone.
    reader = Reader(sources(), UNREAD, packed="contracts/modules/escrow/", twice=TWICE)
    assert reader.problems == []
    assert len(reader.tables) >= 20


GOOD = '''
"""
@title Made up

        seat_word
            bits    0-39   weight
            bit    40      dated
            bits   41-56   number: on the roster
"""

from contracts.modules.shared import bits

struct Seat:
    weight: uint256
    dated: bool
    number: uint256

_DATED: constant(uint256) = 2**40
_IS_HEAVY: constant(uint256) = (2**40 - 2**30)   # any of these bits is set then

_seat_words: HashMap[address, uint256]


@internal
@view
def _load(account: address) -> Seat:
    seat_word: uint256 = self._seat_words[account]
    return Seat(weight=seat_word & bits.MASK_40, dated=(seat_word >> 40) & 1 == 1, number=seat_word >> 41)


@internal
def _store(account: address, seat: Seat):
    self._seat_words[account] = seat.weight | (convert(seat.dated, uint256) << 40) | (seat.number << 41)


@internal
@view
def _is_heavy(account: address) -> bool:
    return self._seat_words[account] & _IS_HEAVY != 0


@internal
def _date(account: address):
    self._seat_words[account] |= _DATED
'''

FAULTS = {
    "a field drawn too wide": ("0-39   weight", "0-40   weight", "are in each other's way"),
    "a field drawn too narrow": ("0-39   weight", "0-38   weight", "takes no field out of seat_word"),
    "a field drawn elsewhere": ("41-56   number", "42-56   number", "takes no field out of seat_word"),
    "a field that nobody reads": ("number=seat_word >> 41", "number=0", "nothing reads number"),
    "a field that nobody writes": (" | (seat.number << 41)", "", "nothing writes number"),
    "a bound that reaches into the next field": ("2**40 - 2**30", "2**41 - 2**30", "takes no field out of seat_word"),
    "a bound that does not reach the end": ("2**40 - 2**30", "2**39 - 2**30", "takes no field out of seat_word"),
    "a bound that is put to no question": ("& _IS_HEAVY != 0", "& _IS_HEAVY == 5", "takes no field out of seat_word"),
    "the wrong mask": ("seat_word & bits.MASK_40", "seat_word & bits.MASK_32", "takes no field out of seat_word"),
    "a field taken for another": (
        "weight=seat_word & bits.MASK_40, dated=(seat_word >> 40) & 1 == 1, number=seat_word >> 41",
        "number=seat_word & bits.MASK_40, dated=(seat_word >> 40) & 1 == 1, weight=seat_word >> 41",
        "weight of seat_word is taken for number",
    ),
    "a field put into another": ("(seat.number << 41)", "(seat.weight << 41)", "weight is put where number"),
    "a shift to no field": ("(seat.number << 41)", "(seat.number << 42)", "begins no field of seat_word"),
    "a word without a table": ("        seat_word\n", "        A seat:\n", "no row of a table"),
    "bits drawn in a line": ("@title Made up", "@title Made up {weight: 40, dated: 1}", "no row of a table"),
}


@pytest.fixture(scope="module")
def bits() -> dict[str, str]:
    return {"bits.vy": (ROOT / "contracts/modules/shared/bits.vy").read_text()}


def test_good_table_is_accepted(bits: dict[str, str]) -> None:
    assert Reader({"made_up.vy": GOOD} | bits).problems == []


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found(bits: dict[str, str], fault: str) -> None:
    old, new, complaint = FAULTS[fault]
    assert old in GOOD
    problems = Reader({"made_up.vy": GOOD.replace(old, new)} | bits).problems
    assert any(complaint in problem for problem in problems), problems

"""What several layers say alike: how partners leave, in which order income is paid, what an invoice's reference is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from eth_utils.crypto import keccak

from polypact.text.chain_text import bytes_of
from polypact.text.durations import format_duration
from polypact.text.field_types import RECOUPMENTS
from polypact.text.shares import format_bps

__all__ = ["end_words", "exit_words", "format_day", "income_order", "reference_word", "reference_words"]


def exit_words(notice: int, redeemable: int) -> str:
    """How partners leave, in plain words; `notice` in seconds, `redeemable` in bps."""
    when = f"{format_duration(notice)} after giving notice" if notice else "at once"
    if not redeemable:
        return f"{when}, without a part of the treasury"
    return f"{when}, with its part by units of {format_bps(redeemable)} of the treasury"


def income_order(sponsors: Mapping[str, int], recoupment: str, reserve_bps: int) -> str:
    """The order in which income is paid, in one sentence; `sponsors` are names and shares in bps."""
    tiers = [f"{format_bps(share)} to {name}" for name, share in sponsors.items()]
    if recoupment != RECOUPMENTS[0]:
        tiers.append(f"contributions repaid {recoupment}")
    if reserve_bps:
        tiers.append(f"{format_bps(reserve_bps)} {'of the rest ' if tiers else ''}to the treasury")
    return ", then ".join([*tiers, "partners by units"])


def end_words(income: str, milestone: bytes) -> str:
    """What lets anybody begin winding up: a sum of income in words, empty for none, or a milestone, zeros for none."""
    told = [f"income has come to {income}"] if income else []
    if any(milestone):
        told.append(f"the milestone {reference_words(milestone)!r} is reached")
    return " or ".join(told)


def format_day(day: int) -> str:
    """A day since 1970 (UTC) as a date."""
    try:
        return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day):%Y-%m-%d}"
    except OverflowError:
        return f"day {day} since 1970"


def reference_word(reference: str | bytes) -> bytes:
    """An invoice reference as 32 bytes: a short text left aligned, of a longer one the keccak-256."""
    raw = bytes_of(reference) if isinstance(reference, str) else bytes(reference)
    if isinstance(reference, bytes) and len(raw) == 32:
        return raw
    return raw.ljust(32, b"\0") if len(raw) < 32 else keccak(raw)


def reference_words(reference: bytes) -> str:
    """The text of an invoice's reference, or the hash that stands for a longer one."""
    text = reference.rstrip(b"\0")
    try:
        said = text.decode()
    except UnicodeDecodeError:
        said = ""
    return said if said.isprintable() and len(text) < 32 and said else f"0x{reference.hex()}"

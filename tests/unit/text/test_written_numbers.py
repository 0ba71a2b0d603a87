"""Numbers with their units in specs and rules."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from polypact.text.durations import is_duration, parse_duration
from polypact.text.field_types import Approval, Notice, Weight
from polypact.text.validation import WRITTEN


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value, context=WRITTEN)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Weight, 35, 35),
        (Weight, "3,500", 3_500),
        (Weight, "1'000'000", 1_000_000),
        (Approval, "66.67%", 6_667),
        (Approval, "6,667 bps", 6_667),
        (Notice, "1.5 days", 129_600),
        (Notice, "86,400 seconds", 86_400),
    ],
)
def test_written_number_is_taken(kind: Any, written: Any, value: int) -> None:
    assert read(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (Weight, "3,5", "can be read as 3.5 or as 35"),
        (Weight, "3.500,0", "can be read as 3500.0 or as 3.5000"),
        (Weight, "40", "must be a whole number without quotes"),
        (Weight, "\u0664\u0660", "must be a whole number"),
        (Approval, "66,67%", "can be read as 66.67 or as 6667"),
        (Approval, "\u0665\u0660%", "must be a share"),
        (Approval, "50." + "0" * 40 + "1%", "is too exact"),
        (Notice, "1,5 days", "can be read as 1.5 or as 15"),
        (Notice, "1 day 1,5 hours", "can be read as 1.5 or as 15"),
        (Notice, "1.5.2 days", "can be read as 15.2 or as 152"),
        (Notice, "9" * 5_000 + " days", "too long for a number"),
    ],
)
def test_t99_written_number_is_refused(kind: Any, written: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        read(kind, written)


def test_t99_span_with_a_comma_is_a_span() -> None:
    assert is_duration("1,5 hours")
    assert parse_duration("1 day, 5 hours") == 29 * 3_600
    assert parse_duration("1,000 hours") == 3_600_000

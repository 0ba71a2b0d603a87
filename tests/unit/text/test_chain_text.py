"""Text on chain, of whatever bytes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polypact.capabilities.actions import Action, check_bounds, check_reason
from polypact.text.chain_text import ChainText, bytes_of, one_line, text_of, word_text
from polypact.text.errors import PolypactError
from polypact.text.sentences import reference_word


def test_t97_bytes_that_are_no_utf8_are_shown_and_kept() -> None:
    text = text_of(b"\xffab")
    assert text == "\\xffab"
    assert bytes_of(text) == b"\xffab"
    assert bytes_of("\\xffab") == b"\\xffab"
    assert word_text(b"caf\xe9".ljust(32, b"\0")) == "caf\\xe9"


def test_t97_half_a_character_of_a_terminal_is_refused() -> None:
    for check in (bytes_of, check_reason, lambda text: check_bounds([Action("0x")], text), reference_word):
        with pytest.raises(PolypactError, match="character 2 of a text is no character"):
            check("a\udcff")


@given(st.binary(max_size=60))
@example(b"\xed\xa0\x80")  # half of a pair
@example(b"\xc3")
def test_t97_any_bytes_come_back(raw: bytes) -> None:
    text = text_of(raw)
    assert bytes_of(text) == raw
    assert text.encode().decode() == text
    assert isinstance(text, ChainText) == (raw.decode("utf-8", "ignore").encode() != raw)


@given(st.text())
@example("a\nError: all is well\r\x1b[2J")
@example("x" * 10_000)
def test_t97_what_a_stranger_says_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line.isprintable()
    assert len(line) <= 303

"""Text as it stands on a chain, where nothing makes anybody write UTF-8.

What is no UTF-8 is shown with an escape for each byte (`\\xff`), so that nobody can end a command for everybody by
putting such bytes on chain. What is shown is not what is hashed: who needs the bytes asks `bytes_of`.
"""

from __future__ import annotations

from polypact.text.errors import PolypactError

__all__ = ["ChainText", "bytes_of", "one_line", "text_of", "word_text"]

#: A reason or a message of a stranger's contract or node is shown up to here.
_LONGEST_LINE = 300


class ChainText(str):
    """Text that is no UTF-8 on chain; `raw` is what stands there."""

    raw: bytes

    def __new__(cls, raw: bytes) -> ChainText:
        made = super().__new__(cls, raw.decode("utf-8", "backslashreplace"))
        made.raw = raw
        return made


def text_of(raw: bytes) -> str:
    """Bytes from a chain as text; those that are no UTF-8 with visible escapes."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ChainText(raw)


def bytes_of(text: str) -> bytes:
    """The bytes of a text: those on chain, if it came from there.

    Raises:
        PolypactError: It has half a character, as terminals and files make it of bytes that are no text.
    """
    if isinstance(text, ChainText):
        return text.raw
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise PolypactError(f"character {error.start + 1} of a text is no character; write it in UTF-8") from None


def word_text(word: bytes) -> str:
    """The text of a word that is filled up with zeros."""
    return text_of(word.rstrip(b"\0"))


def one_line(text: str) -> str:
    """What a stranger said, as one line that can be printed: line breaks are spaces, and what is too long is cut."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 2 * _LONGEST_LINE])
    line = " ".join(line.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..."

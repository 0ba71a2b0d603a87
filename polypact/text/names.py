"""What people, companies and outsiders may be called, so that a name never stands for something else."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_NAME", "RESERVED", "check_name", "same_name"]

MAX_NAME = 100

#: Words that commands read as something of their own.
RESERVED = ("treasury", "escrow", "own", "nobody", "latest", "ether", "eth", "gwei", "wei")

# Scripts with letters that look alike.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def check_name(name: str) -> str:
    """The name as it is kept.

    Raises:
        ValueError: It could be taken for something else; the message says for what.
    """
    text = unicodedata.normalize("NFC", name)
    if not text.strip():
        raise ValueError("a name cannot be empty")
    if text != text.strip():
        raise ValueError("a name cannot begin or end with a space")
    if not text.isprintable():
        raise ValueError("a name cannot have a line break or an invisible character")
    if len(text) > MAX_NAME:
        raise ValueError(f"a name has at most {MAX_NAME} characters, not {len(text)}")
    folded = same_name(text)
    if folded in RESERVED:
        raise ValueError(f"{text!r} has a meaning of its own in the commands; take another name")
    if re.match(r"0x", folded) or re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", folded):
        raise ValueError(f"{text!r} looks like an address; take another name")
    if folded.startswith("test::"):
        raise ValueError(f"{text!r} looks like a test account of Ape; take another name")
    if not any(letter.isalpha() for letter in text):
        raise ValueError(f"{text!r} looks like a number; a name has at least one letter")
    if text.startswith(("-", "#", "@")):
        raise ValueError(f"a name cannot begin with {text[0]!r}")
    for word in text.split(" "):
        scripts = {script for letter in word if (script := _script(letter))}
        if len(scripts) > 1:
            raise ValueError(f"{word!r} mixes letters that look alike, {' and '.join(sorted(scripts))}; take one kind")
    return text


def same_name(name: str) -> str:
    """A form of a name that is the same for names that people would not tell apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    word = unicodedata.name(letter, "").split(" ")[0]
    return word.title() if word in _ALIKE else ""

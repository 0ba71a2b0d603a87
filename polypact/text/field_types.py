"""What may stand in a field of a spec, and how it is written.

The bounds are those of the contracts (`rules.vy`, `seats.vy`, `departure.vy`, `sponsors.vy` and their like), so that
nothing accepted here is refused on chain for its numbers. A person writes every time and share with its unit (`1 day`,
`50%`, `6667 bps`); Python code may pass whole seconds and basis points.
"""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from eth_utils.address import is_checksum_address, to_checksum_address
from pydantic import BeforeValidator

from polypact.text.durations import DAY, MINUTE, format_duration, is_duration, parse_duration, parse_timestamp
from polypact.text.enums import Mode, Role, class_number
from polypact.text.shares import BPS
from polypact.text.written_numbers import share, span, whole_number

__all__ = [
    "LIKE_KEY",
    "MAX_CONTESTED",
    "MAX_FORMATION",
    "MAX_TOTAL_UNITS",
    "MAX_TOTAL_WEIGHT",
    "RECOUPMENTS",
    "Account",
    "Address",
    "Approval",
    "ClassLabel",
    "ClassNumber",
    "ContestedApproval",
    "Deadline",
    "DocumentHash",
    "DocumentUri",
    "ExecutionDelay",
    "ExecutionWindow",
    "Extension",
    "FilePath",
    "Label",
    "Line",
    "ModeName",
    "Name",
    "Notice",
    "Objections",
    "PartnershipName",
    "Quorum",
    "Recoupment",
    "Redeemable",
    "Reserve",
    "RoleNames",
    "SponsorShare",
    "Units",
    "VotingDelay",
    "VotingPeriod",
    "Weight",
    "YesNo",
    "is_like_key",
    "read_address",
]

#: How contributions are repaid out of income, by the number it has on chain (recoupment.vy).
RECOUPMENTS = ("none", "in order", "pro rata")
MAX_TOTAL_WEIGHT = 2**40 - 1
MAX_TOTAL_UNITS = 2**32 - 1
MAX_FORMATION = 365 * DAY
MAX_NAME_BYTES = 31
MAX_URI_BYTES = 256
MAX_CLASS_NAME_BYTES = 32
MAX_CONTESTED = 9_000
MAX_OBJECTIONS = 255
MAX_NOTICE = 180 * DAY
ZERO = "0x" + "00" * 20

LIKE_KEY = "looks like a private key; take it out of this file at once and write the address instead"

_SCHEMES = ("https", "http", "ipfs", "ipns", "ar")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,63}")


def is_like_key(value: object) -> bool:
    """Whether this is text that could be a private key."""
    return isinstance(value, str) and re.fullmatch(r"(0x)?[0-9a-fA-F]{64}", value.strip()) is not None


def _text(value: Any) -> str:
    """Plain text of one printable line. Control and direction marks are out: they make a name look like another."""
    if value is None:
        raise ValueError("is empty; give it a value")
    if not isinstance(value, str):
        raise ValueError(f"must be text; if {value} is meant as text, put it in quotes")
    if not value.strip():
        raise ValueError("is empty; give it a value")
    if value != value.strip():
        raise ValueError("begins or ends with a space; take it off")
    if not value.isprintable():
        raise ValueError("has a line break or an invisible character; write it on one line without")
    return value


def _partnership_name(value: Any) -> str:
    text = _text(value)
    size = len(text.encode())
    if size > MAX_NAME_BYTES:
        raise ValueError(f"is {size} bytes long; the chain keeps {MAX_NAME_BYTES} at most, so shorten it")
    return text


def _name(value: Any) -> str:
    text = _text(value)
    _refuse_key(text)
    if not _NAME.fullmatch(text):
        raise ValueError(f"not a name: {text}; use letters, digits, `-`, `_`, `.` and `:`, a letter first, 64 at most")
    return text


def _label(value: Any) -> str:
    text = _text(value)
    if len(text) > 100:
        raise ValueError("is longer than 100 characters; shorten it")
    return text


def _refuse_key(text: str) -> None:
    # Never repeat it: what is printed ends up in logs.
    if is_like_key(text):
        raise ValueError(LIKE_KEY)


def _address(value: Any) -> str:
    text = _text(value)
    _refuse_key(text)
    if re.fullmatch(r"[0-9a-fA-F]{40}", text):
        raise ValueError(f"an address begins with 0x: write 0x{text}")
    if not text.startswith("0x"):
        raise ValueError(f"not an address: {text}; it must be 0x and 40 hexadecimal digits")
    if not re.fullmatch(r"0x[0-9a-fA-F]{40}", text):
        raise ValueError(
            f"not an address: {text} has {len(text) - 2} digits after 0x, or others than 0-9 and a-f; it must have 40"
        )
    digits = text[2:]
    if digits not in (digits.lower(), digits.upper()) and not is_checksum_address(text):
        raise ValueError(f"wrong EIP-55 checksum: {text} was changed somewhere; copy the address again from its source")
    if text == ZERO:
        raise ValueError("the zero address is nobody's; write the address of an account or contract")
    return str(to_checksum_address(text))


def read_address(text: str) -> str:
    """The checksum address that `text` is.

    Raises:
        ValueError: It is none; the message says why.
    """
    return _address(text)


def _account(value: Any) -> str:
    text = _text(value)
    if text.startswith(("0x", "0X")) or re.fullmatch(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}", text):
        return _address(text)
    return _name(text)


def _role(value: Any) -> Role:
    if isinstance(value, Role):
        return value
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"must be one of {Role(15).words}, or a list of them")
    if len(set(names)) != len(names):
        raise ValueError("names a role twice; keep one")
    return Role.from_names(names)


def _deadline(value: Any) -> str:
    if value is None:
        raise ValueError("is empty; give a date like 2026-12-31T18:00:00+01:00 or a span like `14 days`")
    if not isinstance(value, str):
        raise ValueError(f"has no unit: write a span like `{value} days`, or a date like 2026-12-31T18:00:00+01:00")
    if is_duration(value):
        seconds = parse_duration(value)
        if not MINUTE <= seconds <= MAX_FORMATION:
            raise ValueError(f"is {format_duration(seconds)} from now; it must be from 1 minute to 365 days")
    else:
        parse_timestamp(value)
    return value


def _document_hash(value: Any) -> bytes:
    if isinstance(value, bytes) and len(value) == 32 and any(value):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"0x[0-9a-fA-F]{64}", value):
        raise ValueError("must be the keccak-256 of the document: 0x and 64 hexadecimal digits")
    if int(value, 16) == 0:
        raise ValueError("is all zeros; write the keccak-256 of the document")
    return bytes.fromhex(value[2:])


def _document_uri(value: Any) -> str:
    text = _text(value)
    if not text.isascii() or " " in text:
        raise ValueError("has a space or a letter that an address on the web cannot have; write it percent-encoded")
    if len(text) > MAX_URI_BYTES:
        raise ValueError(f"is {len(text)} bytes long; at most {MAX_URI_BYTES}")
    try:
        scheme = urlsplit(text).scheme
    except ValueError:
        raise ValueError(f"not an address on the web: {text}; check it") from None
    if scheme not in _SCHEMES:
        raise ValueError(f"must begin with one of {', '.join(f'{scheme}:' for scheme in _SCHEMES)}; not {text}")
    return text


def _class(value: Any) -> int:
    return class_number(value)


def _class_label(value: Any) -> str:
    text = _text(value)
    size = len(text.encode())
    if size > MAX_CLASS_NAME_BYTES:
        raise ValueError(f"is {size} bytes long; the chain keeps {MAX_CLASS_NAME_BYTES} at most, so shorten it")
    if text.isdigit():
        raise ValueError(f"is a number: {text}; give the class a word, or leave the name out")
    return text


def _mode(value: Any) -> Mode:
    if isinstance(value, Mode):
        return value
    return Mode.from_name(_text(value))


def _yes_no(value: Any) -> bool:
    said = {"yes": True, "no": False}.get(value) if isinstance(value, str) else value
    if not isinstance(said, bool):
        raise ValueError(f"must be yes or no, not {value}")
    return said


def _recoupment(value: Any) -> str:
    said = _text(value).lower()
    if said not in RECOUPMENTS:
        raise ValueError(f"must be {', '.join(RECOUPMENTS[:-1])} or {RECOUPMENTS[-1]}, not {value}")
    return said


PartnershipName = Annotated[str, BeforeValidator(_partnership_name)]
FilePath = Annotated[str, BeforeValidator(_text)]
Line = Annotated[str, BeforeValidator(_text)]
Label = Annotated[str, BeforeValidator(_label)]
Name = Annotated[str, BeforeValidator(_name)]
Address = Annotated[str, BeforeValidator(_address)]
Account = Annotated[str, BeforeValidator(_account)]
Weight = Annotated[int, whole_number(MAX_TOTAL_WEIGHT)]
Units = Annotated[int, whole_number(MAX_TOTAL_UNITS)]
RoleNames = Annotated[Role, BeforeValidator(_role)]
Deadline = Annotated[str, BeforeValidator(_deadline)]
DocumentHash = Annotated[bytes, BeforeValidator(_document_hash)]
DocumentUri = Annotated[str, BeforeValidator(_document_uri)]
Notice = Annotated[int, span(0, MAX_NOTICE)]
Redeemable = Annotated[int, share(0)]
Reserve = Annotated[int, share(0)]
SponsorShare = Annotated[int, share(1)]
Recoupment = Annotated[str, BeforeValidator(_recoupment)]
ClassNumber = Annotated[int, BeforeValidator(_class)]
ClassLabel = Annotated[str, BeforeValidator(_class_label)]
ModeName = Annotated[Mode, BeforeValidator(_mode)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
VotingDelay = Annotated[int, span(0, 30 * DAY)]
VotingPeriod = Annotated[int, span(MINUTE, 90 * DAY)]
ExecutionDelay = Annotated[int, span(0, 90 * DAY)]
ExecutionWindow = Annotated[int, span(10 * MINUTE, 365 * DAY)]
Extension = Annotated[int, span(0, 90 * DAY)]
Quorum = Annotated[int, share(0)]
Approval = Annotated[int, share(BPS // 2)]
ContestedApproval = Annotated[int, share(BPS // 2, MAX_CONTESTED)]
Objections = Annotated[int, whole_number(MAX_OBJECTIONS, "More partners than that never object")]

"""Promises and mandates as a manager writes them, read as the calls that they are about.

    payments above 20,000 usdx a month              borrowing at the-lender
    payments in usdx to eastport, westgate          disposal of IP at the-collection
    related-party payments to eastport              budget overruns above 5 ether a month
    admission above 10 units a year                 change of business
    calls of swap(uint256) at 0x...                 all calls at 0x...

    treasurer may pay up to 5,000 usdx a month until 2027-12-31
    northwind may pay up to 2 ether a week to eastport, the-supplier until 2027-12-31
    mediator may freeze up to 3 times a month until 2027-12-31

A month is 30 days, a quarter 90, a year 365. `READY` of `promises` has the names of what the partnership itself does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from eth_utils.crypto import keccak

from polypact.text.durations import DAY, HOUR, WEEK, is_duration, parse_day, parse_duration
from polypact.text.enums import ETHER, Role
from polypact.text.errors import PolypactError
from polypact.text.numerals import LIKE_NUMBER, quoted, read_whole
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, NO_CALL, READY, TRANSFER, VALUE, Mandate

__all__ = ["Known", "SaidCalls", "holder", "mandate", "reserved"]

MOST_HOURS = 3 * 365 * 24
MAX_STEERING = 15
_MOST = 2**96 - 1
MAX_NAMED = 16

_PERIODS = {"hour": HOUR, "day": DAY, "week": WEEK, "month": 30 * DAY, "quarter": 90 * DAY, "year": 365 * DAY}
#: What a payment is called, by what it is about.
_PAYMENTS = ("payments", "budget overruns", "related-party payments")
#: What is done with contracts that are named with `at`; and what of the partnership's own belongs to it.
_AT = {"borrowing": ("approve_message",), "disposal of ip": (), "all calls": ()}
#: Of whom no vote can promise to ask anybody: how promises end, how a lost key is replaced.
_FREE = (
    "give_matter_notice",
    "give_floor_notice",
    "revoke_mandate",
    "recover_seat",
    "give_link_notice",
    "buy_out_link",
)

# `in 30 days` belongs to a limit, `in usdx` says the currency.
_CLAUSE = re.compile(r"\s+(in(?!\s+\d)|to|above|at|up to)\s+", re.IGNORECASE)
_MANDATE = re.compile(r"(?P<who>.+?)\s+may\s+(?P<does>.+)\s+until\s+(?P<until>.+)", re.IGNORECASE | re.DOTALL)
_TIMES = re.compile(rf"(?P<count>{LIKE_NUMBER})\s+times|(?P<once>once)|(?P<twice>twice)", re.IGNORECASE | re.ASCII)
_UNITS = re.compile(rf"(?P<count>{LIKE_NUMBER})\s+units", re.IGNORECASE | re.ASCII)
_SEATS = re.compile(r"(?P<count>a|\d{1,2})\s+steering\s+seats?", re.IGNORECASE | re.ASCII)

#: What a mandate may be for on the partnership's own functions, besides `admit`.
_DUTIES = {
    "freeze": "freeze",
    "unfreeze": "unfreeze",
    "issue invoices": "issue_invoice",
    "withdraw invoices": "withdraw_invoice",
    "list tokens": "list_token",
}


class Known(Protocol):
    """Who reads knows names, tokens and the partnership's own functions."""

    def account(self, text: str) -> str: ...

    def amount(self, text: str) -> tuple[str, int]:
        """Token and smallest units of a sum like `250 USDX`."""
        ...

    def token(self, text: str) -> str: ...

    def currencies(self) -> Sequence[str]:
        """Ether, and the tokens that it is usually paid in."""
        ...

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        """Target and selector of a function of the partnership or its escrow that a vote can call."""
        ...

    def now(self) -> int: ...


@dataclass(frozen=True)
class SaidCalls:
    """One kind of call as the contracts take it, with a limit or without (`counted` 0)."""

    said: str
    """The phrase for it alone."""
    target: str
    selector: bytes
    argument: bytes | None = None
    counted: int = 0
    maximum: int = 0
    period_hours: int = 0
    own: str = ""
    """The function, if it is one of the partnership or its escrow."""


@dataclass(frozen=True)
class _Phrase:
    head: str
    clauses: Mapping[str, str]

    @classmethod
    def read(cls, text: str, *known: str) -> _Phrase:
        head, *rest = _CLAUSE.split(" ".join(text.split()))
        clauses: dict[str, str] = {}
        for word, value in zip(rest[::2], rest[1::2], strict=True):
            if word.lower() in clauses:
                raise PolypactError(f"{quoted(text)} says `{word.lower()}` twice; write two of them")
            if word.lower() not in known:
                raise PolypactError(f"{quoted(text)}: `{word.lower()}` means nothing here")
            clauses[word.lower()] = value
        return cls(head, clauses)

    def allow(self, text: str, *known: str) -> None:
        for word in self.clauses:
            if word not in known:
                raise PolypactError(f"{quoted(text)}: `{word}` means nothing here")


def reserved(text: str, known: Known) -> list[SaidCalls]:
    """The calls that a reserved matter is about; several where the words stand for several.

    Raises:
        PolypactError: It says nothing that can be reserved; the message says what to write.
    """
    phrase = _Phrase.read(text, "in", "to", "above", "at")
    head = phrase.head.lower()
    if head in _PAYMENTS:
        phrase.allow(text, "in", "to", "above")
        return list(_payments(text, head, phrase, known))
    if head in _AT:
        phrase.allow(text, "at")
        return list(_at(text, head, phrase, known))
    if head.startswith("calls of "):
        phrase.allow(text, "at", "above")
        return [_one_call(text, phrase, known)]
    ready = head.removeprefix("the ")
    if ready in READY:
        phrase.allow(text, *(("above",) if ready == "admission" else ()))
        found = [_own(function, known) for function in READY[ready]]
        if "above" in phrase.clauses:
            found = [_limited(found[0], phrase.clauses["above"], known)]
        return found
    names = ", ".join([*_PAYMENTS, "borrowing", "disposal of IP", *READY])
    raise PolypactError(
        f"{quoted(text)} is nothing that can be reserved; write one of {names}, `calls of FUNCTION at TARGET` or "
        "`all calls at TARGET`"
    )


def _payments(text: str, head: str, phrase: _Phrase, known: Known) -> Iterator[SaidCalls]:
    if head == "budget overruns" and "above" not in phrase.clauses:
        raise PolypactError(f"{quoted(text)}: say above what, like `budget overruns above 20,000 usdx a month`")
    if head == "related-party payments" and "to" not in phrase.clauses:
        raise PolypactError(f"{quoted(text)}: say to whom, like `related-party payments to eastport`")
    payees = _names(phrase.clauses["to"]) if "to" in phrase.clauses else [""]
    above = phrase.clauses.get("above", "")
    tokens = list(known.currencies())
    if "in" in phrase.clauses:
        tokens = [known.token(phrase.clauses["in"])]
    elif above:
        tokens = [_sum(above, known)[0]]
    for payee in payees:
        argument = _word(known.account(payee)) if payee else None
        for token in tokens:
            currency = phrase.clauses.get("in") or ("ether" if token == ETHER else token)
            said = f"payments in {currency}{f' to {payee}' if payee else ''}{f' above {above}' if above else ''}"
            # All calls at a token, as what lets others take it is a payment, too; of these transfers are counted.
            calls = SaidCalls(said, token, NO_CALL if token == ETHER else ANY_CALL, argument)
            yield _limited(calls, above, known) if above else calls


def _at(text: str, head: str, phrase: _Phrase, known: Known) -> Iterator[SaidCalls]:
    targets = _names(phrase.clauses["at"]) if "at" in phrase.clauses else []
    if head != "borrowing" and not targets:
        raise PolypactError(f"{quoted(text)}: say of which contracts, like `{phrase.head} at 0x...`")
    for function in _AT[head]:
        yield _own(function, known)
    for target in targets:
        yield SaidCalls(f"all calls at {target}", known.account(target), ANY_CALL)


def _own(function: str, known: Known) -> SaidCalls:
    found = known.own_call(function)
    if found is None or function in _FREE:
        raise PolypactError(
            f"{function} cannot be reserved" if found else f"a partnership decides on no function named {function}"
        )
    return SaidCalls(f"calls of {function}", *found, own=function)


def _one_call(text: str, phrase: _Phrase, known: Known) -> SaidCalls:
    function = phrase.head[len("calls of ") :].replace(" ", "")
    if "at" not in phrase.clauses:
        found = _own(function, known)
    elif not re.fullmatch(r"\w+\(.*\)", function):
        raise PolypactError(
            f"{quoted(text)}: write the function with its types, like `calls of swap(uint256) at 0x...`"
        )
    else:
        target = phrase.clauses["at"]
        found = SaidCalls(f"calls of {function} at {target}", known.account(target), keccak(text=function)[:4])
    return _limited(found, phrase.clauses["above"], known) if "above" in phrase.clauses else found


# --- limits ---


def _limited(calls: SaidCalls, text: str, known: Known) -> SaidCalls:
    """Calls with a limit like `20,000 usdx a month`, `3 times a week`, `10 units a year`."""
    much, hours = _period(text)
    if times := _TIMES.fullmatch(much):
        count = 1 if times["once"] else 2 if times["twice"] else _whole(times["count"])
        counted = CALLS
    elif units := _UNITS.fullmatch(much):
        if calls.own != "admit":
            raise PolypactError(f"{quoted(text)}: units are counted of admissions only")
        count, counted = _whole(units["count"]), FIRST_ARGUMENT + 2
    else:
        token, count = known.amount(much)
        if token == ETHER and calls.selector != ANY_CALL and not calls.own:
            counted = VALUE  # that goes along
        elif token == calls.target and calls.selector in (TRANSFER, ANY_CALL):
            counted = FIRST_ARGUMENT + 1
        else:
            raise PolypactError(f"{quoted(text)}: no such sum goes along with these calls")
    if not 0 < count <= _MOST:
        raise PolypactError(f"{quoted(text)}: a limit is above 0 and below 2**96 of the smallest unit")
    return replace(calls, counted=counted, maximum=count, period_hours=hours)


def _sum(text: str, known: Known) -> tuple[str, int]:
    much, _ = _period(text)
    if _TIMES.fullmatch(much):
        raise PolypactError(f"{quoted(text)}: of payments a sum is counted, like `20,000 usdx a month`")
    return known.amount(much)


def _period(text: str) -> tuple[str, int]:
    """What stands before ` a month`, ` per 10 days` and so on, and the hours of that."""
    parts = re.fullmatch(r"(?P<much>.+?)\s+(?:an?|per|each|every|in)\s+(?P<time>.+)", text, re.IGNORECASE)
    if parts is None:
        raise PolypactError(f"{quoted(text)}: say in which time, like `20,000 usdx a month`")
    time = parts["time"].lower()
    seconds = _PERIODS.get(time, 0)
    if not seconds and is_duration(time):
        try:
            seconds = parse_duration(time)
        except ValueError as error:
            raise PolypactError(f"{quoted(text)}: {error}") from None
    if not seconds or seconds % HOUR or seconds // HOUR > MOST_HOURS:
        raise PolypactError(
            f"{quoted(text)}: the time is {', '.join(_PERIODS)}, or whole hours or days, 3 years at most"
        )
    return parts["much"], seconds // HOUR


def _whole(text: str) -> int:
    try:
        return read_whole(text)
    except ValueError as error:
        raise PolypactError(str(error)) from None


# --- who ---


def holder(text: str, known: Known) -> tuple[str, int]:
    """Who is asked: an account, or so many steering seats (then the account is zero)."""
    if seats := _SEATS.fullmatch(" ".join(text.split())):
        count = 1 if seats["count"].lower() == "a" else int(seats["count"])
        if not 1 <= count <= MAX_STEERING:
            raise PolypactError(f"{quoted(text)}: 1 to {MAX_STEERING} steering seats can be asked")
        return ETHER, count
    return known.account(text), 0


def _role(text: str) -> Role | None:
    words = re.sub(r"^(the|a|any|every)\s+", "", text.lower())
    try:
        return Role.from_names(re.split(r"\s+or\s+|\s*,\s*", words))
    except ValueError:
        return None


# --- mandates ---


def mandate(text: str, known: Known, limit: int = 0) -> tuple[Mandate, list[bytes]]:
    """A mandate and the first arguments that it is for, none for any.

    Args:
        limit: The number of a limit that there is, instead of a new one.

    Raises:
        PolypactError: It cannot be read; the message says what to write.
    """
    parts = _MANDATE.fullmatch(" ".join(text.split()))
    if parts is None:
        raise PolypactError(
            f"{quoted(text)} is no mandate; write it like `treasurer may pay up to 5,000 usdx a month until 2027-12-31`"
        )
    try:
        ends = parse_day(parts["until"], known.now(), last=True)
    except ValueError as error:
        raise PolypactError(f"{quoted(text)}: {error}") from None
    if ends <= known.now():
        raise PolypactError(f"{quoted(text)}: {parts['until']} is in the past; name a later day")
    phrase = _Phrase.read(parts["does"], "to", "at", "up to", "in")
    if ("up to" in phrase.clauses) == bool(limit):
        wanted = "leave `up to` away where a limit is named" if limit else "say `up to` how much in which time"
        raise PolypactError(f"{quoted(text)}: {wanted}")
    calls = _duty(text, phrase, known)
    if not limit:
        calls = _limited(calls, phrase.clauses["up to"], known)
    arguments = [_word(known.account(name)) for name in _names(phrase.clauses.get("to", ""))]
    if len(arguments) > MAX_NAMED:
        raise PolypactError(f"{len(arguments)} are named; a mandate names {MAX_NAMED} at most")
    role = _role(parts["who"])
    made = Mandate(
        target=calls.target,
        selector=calls.selector,
        holder=ETHER if role else known.account(parts["who"]),
        role=int(role or 0),
        any_argument=not arguments,
        ends=ends,
        limit=limit,
        counted=calls.counted,
        maximum=calls.maximum,
        period_hours=calls.period_hours,
    )
    return made, arguments


def _duty(text: str, phrase: _Phrase, known: Known) -> SaidCalls:
    head = phrase.head.lower()
    if head == "pay":
        phrase.allow(text, "to", "up to", "in")
        token = known.token(phrase.clauses["in"]) if "in" in phrase.clauses else None
        if token is None:
            if "up to" not in phrase.clauses:
                raise PolypactError(f"{quoted(text)}: say `in` which currency")
            token = _sum(phrase.clauses["up to"], known)[0]
        return SaidCalls("pay", token, NO_CALL if token == ETHER else TRANSFER)
    if head in ("admit", "admit partners"):
        phrase.allow(text, "up to")
        return _own("admit", known)
    if head in _DUTIES:
        phrase.allow(text, "up to", "to")
        return _own(_DUTIES[head], known)
    if head.startswith("call ") and "at" in phrase.clauses:
        phrase.allow(text, "up to", "to", "at")
        return _one_call(text, _Phrase(f"calls of {phrase.head[5:]}", {"at": phrase.clauses["at"]}), known)
    duties = ", ".join(["pay", "admit partners", *_DUTIES])
    raise PolypactError(f"{quoted(text)}: a mandate is to {duties}, or to `call FUNCTION at TARGET`")


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r",|\s+and\s+", text) if name.strip()]


def _word(address: str) -> bytes:
    return bytes.fromhex(address[2:]).rjust(32, b"\0")

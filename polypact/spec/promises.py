"""What a spec promises by name, and who may do what without a vote, in the words a manager would use.

    reserved_matters:
      - what: payments above 20,000 usdx a month    # see `text.promise_language`
        holder: northwind                           # who is asked; or `2 steering seats`
        days: 10                                    # to answer; silence after that is consent
        until: 2029-12-31                           # may be left out
        notice: 365 days                            # by which a vote ends it; 90 days if nothing is said
    floors:
      - keep: 10,000 usdx
        holder: eastport
    mandates:
      - treasurer may pay up to 5,000 usdx a month until 2027-12-31
    end_conditions:
      income: 500,000 usdx                          # so much income, or the milestone, lets anybody begin winding up
      milestone: the crane is sold

A token is named as in `tokens` or `accounts`; how many decimals it has is asked of the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from eth_utils.address import is_address, to_checksum_address
from pydantic import BeforeValidator

from polypact.capabilities.declaring import ESCROW
from polypact.clients.actions import Actions, own_function
from polypact.spec.class_checks import Finding, RuleView, read_field
from polypact.text import field_types as fields
from polypact.text.durations import DAY, format_duration, parse_day, parse_duration
from polypact.text.enums import CONSTITUTIONAL, ETHER, EVERYDAY, ORDINARY, class_name
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import OWN, OWN_ESCROW, FoundingCall, pack
from polypact.text.numerals import quoted, read_number, read_whole
from polypact.text.promise_language import SaidCalls, holder, mandate, reserved
from polypact.text.promises import ANY_CALL, Floor, Matter
from polypact.text.sentences import reference_word
from polypact.text.validation import StrictModel
from polypact.text.yaml_lines import FieldPath

__all__ = ["EndConditions", "FloorTerms", "Names", "Promised", "ReservedMatter", "check_promises", "offline_names"]

MAX_DAYS = 90
MAX_FOUNDING_NOTICE_DAYS = 3 * 365
#: That a class waits longer than the days of what it decides on.
_LEEWAY_DAYS = 7
_ETHER_DECIMALS = {"ether": 18, "eth": 18, "gwei": 9, "wei": 0}


def _days(least: int, most: int) -> BeforeValidator:
    """Whole days, as a number or a span of time."""

    def read(value: Any) -> int:
        text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not text:
            raise ValueError("is empty; give it a number of days")
        seconds = read_whole(text) * DAY if text.isdigit() else parse_duration(text)
        if seconds % DAY or not least * DAY <= seconds <= most * DAY:
            raise ValueError(f"must be whole days, {least} to {most}, not {value}")
        return seconds // DAY

    return BeforeValidator(read)


def _day(value: Any) -> str:
    text = str(value).strip()
    parse_day(text, 0)
    return text


Days = Annotated[int, _days(1, MAX_DAYS)]
NoticeDays = Annotated[int, _days(0, MAX_FOUNDING_NOTICE_DAYS)]
Day = Annotated[str, BeforeValidator(_day)]


class ReservedMatter(StrictModel):
    """What somebody is asked about before it is done.

    Attributes:
        what: In words, see `text.promise_language`.
        holder: An account as founders are named, or `2 steering seats`.
        days: That its silence lasts before it is consent, 1 to 90.
        until: A date, a moment or a span; the last moment it holds. None for no end.
        notice: Whole days by which a vote ends it, at most three years.
    """

    what: fields.Line
    holder: fields.Line
    days: Days
    until: Day | None = None
    notice: NoticeDays = 90


class FloorTerms(StrictModel):
    """Below what the treasury does not fall without somebody's yes.

    Attributes:
        keep: A sum like `10,000 usdx`.
        holder: Whose yes is needed: an account as founders are named.
        until: As of a reserved matter.
        notice: As of a reserved matter.
    """

    keep: fields.Line
    holder: fields.Line
    until: Day | None = None
    notice: NoticeDays = 90


class EndConditions(StrictModel):
    """What lets anybody begin winding up, besides the end date of the deal.

    Attributes:
        income: A sum of one token like `500,000 usdx`, that income since the founding comes to.
        milestone: A text; that it is reached is decided by vote.
    """

    income: fields.Line | None = None
    milestone: fields.Line | None = None


class Names:
    """The names of a spec, for who reads promises in it.

    Args:
        account: Gives the address of a name.
        tokens: The names under which tokens are listed.
        decimals: How many a token has.
        now: Unix seconds from which spans are counted.
    """

    def __init__(
        self, account: Callable[[str], str], tokens: Sequence[str], decimals: Callable[[str], int], now: int
    ) -> None:
        self._account = account
        self._tokens = tokens
        self._decimals = decimals
        self._now = now

    def account(self, text: str) -> str:
        return self._account(text)

    def amount(self, text: str) -> tuple[str, int]:
        number, _, unit = text.strip().partition(" ")
        if not unit.strip():
            raise PolypactError(f"{quoted(text)} has no currency; write it like `20,000 usdx` or `1.5 ether`")
        token = self.token(unit.strip())
        try:
            value = read_number(number)
        except ValueError as error:
            raise PolypactError(f"not an amount: {error}") from None
        decimals = _ETHER_DECIMALS[unit.strip().lower()] if token == ETHER else self._decimals(token)
        units = value * 10**decimals
        if units.denominator != 1 or units == 0:
            raise PolypactError(f"{quoted(text)} is not a whole number above 0 of the smallest unit")
        return token, int(units)

    def token(self, text: str) -> str:
        if text.lower() in _ETHER_DECIMALS:
            return ETHER
        named = {token.lower(): token for token in self._tokens}
        return self._account(named.get(text.lower(), text))

    def currencies(self) -> Sequence[str]:
        return [ETHER, *(self._account(token) for token in self._tokens)]

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        found = own_function(function)
        return (OWN_ESCROW if found[0] == ESCROW else OWN, found[1]) if found else None

    def now(self) -> int:
        return self._now


@dataclass(frozen=True)
class Promised:
    """What of a spec is promised and given."""

    matters: Sequence[ReservedMatter | None] = ()
    """None for what could not be read; as of the others."""
    floors: Sequence[FloorTerms | None] = ()
    mandates: Sequence[str | None] = ()
    ends: EndConditions | None = None

    @classmethod
    def view(cls, data: Mapping[str, Any]) -> Promised:
        """What can be read of a spec that may be full of mistakes."""

        def entries(name: str, kind: Any) -> list[Any]:
            given = data.get(name)
            return [read_field(kind, one) for one in given] if isinstance(given, list) else []

        return cls(
            entries("reserved_matters", ReservedMatter),
            entries("floors", FloorTerms),
            entries("mandates", fields.Line),
            read_field(EndConditions, data["end_conditions"]) if data.get("end_conditions") else None,
        )

    def compiled(self, known: Names) -> tuple[bytes, list[Finding]]:
        """`Config.calls`, and what is wrong in it as far as names and tokens show it."""
        findings: list[Finding] = []
        made: list[FoundingCall] = []
        for path, make in self._makers(known):
            try:
                made += [FoundingCall(data) for data in make()]
            except (PolypactError, ValueError) as error:
                findings.append((path, str(error)))
        try:
            return pack(made), findings
        except PolypactError as error:
            return b"", [*findings, (("reserved_matters" if self.matters else "mandates",), str(error))]

    def _makers(self, known: Names) -> Iterator[tuple[FieldPath, Callable[[], list[bytes]]]]:
        for index, matter in enumerate(self.matters):
            if matter is not None:
                yield ("reserved_matters", index), partial(_reserve, matter, known)
        for index, floor in enumerate(self.floors):
            if floor is not None:
                yield ("floors", index), partial(_set_floor, floor, known)
        for index, text in enumerate(self.mandates):
            if text is not None:
                yield ("mandates", index), partial(_give, text, known)
        if self.ends is not None:
            yield ("end_conditions",), partial(_set_ends, self.ends, known)

    def lines(self) -> list[str]:
        """It in words, as they were written."""
        told = [
            f"reserved: {one.what}: {one.holder} can stop it, within {_days_words(one.days)}{_ends_words(one)}"
            for one in self.matters
            if one
        ]
        told += [
            f"floor: {one.keep} stay in the treasury unless {one.holder} agrees{_ends_words(one)}"
            for one in self.floors
            if one
        ]
        told += [f"mandate: {one}" for one in self.mandates if one]
        if self.ends is not None:
            ways = [f"income has come to {self.ends.income}"] if self.ends.income else []
            ways += [f"the milestone {self.ends.milestone!r} is reached"] if self.ends.milestone else []
            told.append(f"anybody may begin winding up once {' or '.join(ways)}")
        return told


#: Makes the actions of a founding, whose own addresses are not known yet.
_OWN = Actions(OWN, OWN_ESCROW)


def _reserve(written: ReservedMatter, known: Names) -> list[bytes]:
    account, steering = holder(written.holder, known)
    matters = [
        Matter(
            target=calls.target,
            selector=calls.selector,
            has_argument=calls.argument is not None,
            argument=calls.argument or bytes(32),
            holder=account,
            steering=steering,
            days=written.days,
            ends=_moment(written.until, known),
            notice_days=written.notice,
            counted=calls.counted,
            maximum=calls.maximum,
            period_hours=calls.period_hours,
        )
        for calls in reserved(written.what, known)
    ]
    return [_OWN.reserve_matter(matter).data for matter in matters]


def _set_floor(written: FloorTerms, known: Names) -> list[bytes]:
    token, amount = known.amount(written.keep)
    if token not in known.currencies():
        raise PolypactError(f"{written.keep} is of a token that `tokens` does not list; add it there")
    floor = Floor(token, amount, known.account(written.holder), _moment(written.until, known), written.notice)
    return [_OWN.set_floor(floor).data]


def _give(written: str, known: Names) -> list[bytes]:
    return [_OWN.give_mandate(*mandate(written, known)).data]


def _set_ends(written: EndConditions, known: Names) -> list[bytes]:
    token, amount = known.amount(written.income) if written.income else (ETHER, 0)
    word = reference_word(written.milestone) if written.milestone else bytes(32)
    return [_OWN.set_end_conditions(token, amount, word).data]


def _moment(text: str | None, known: Names) -> int:
    if text is None:
        return 0
    moment = parse_day(text, known.now(), last=True)
    if moment <= known.now():
        raise PolypactError(f"{text} is in the past; name a later day, or leave `until` out")
    return moment


def _days_words(days: int) -> str:
    return format_duration(days * DAY)


def _ends_words(one: ReservedMatter | FloorTerms) -> str:
    until = f", until {one.until}" if one.until else ""
    return f"{until}; a vote ends it {f'with {_days_words(one.notice)} of notice' if one.notice else 'at once'}"


# --- what can be said without a chain ---


def offline_names(accounts: Mapping[str, str], tokens: Sequence[str], now: int) -> Names:
    """Names that stand for something, whatever it is, to read promises before there is a chain."""

    def account(text: str) -> str:
        if is_address(text):
            return str(to_checksum_address(text))
        if text in accounts:
            return accounts[text]
        if read_field(fields.Account, text) is None:
            raise PolypactError(f"{quoted(text)} is no name of an account, and no address")
        return str(to_checksum_address("0x" + reference_word(text.ljust(33))[:20].hex()))

    return Names(account, tokens, lambda token: 18, now)


def check_promises(promised: Promised, known: Names, rules: Mapping[int, RuleView]) -> Iterator[Finding]:
    """What is wrong in promises, and which class would wait too shortly for who is asked."""
    yield from promised.compiled(known)[1]
    for index, written in enumerate(promised.matters):
        try:
            found = reserved(written.what, known) if written else []
        except PolypactError:
            continue  # is told already
        for number in sorted({number for calls in found for number in _classes(calls, rules) if number in rules}):
            reach = _reach(rules[number])
            if written and reach is not None and reach < (written.days + _LEEWAY_DAYS) * DAY:
                yield (
                    ("reserved_matters", index, "days"),
                    f"are too many for the class {class_name(number)}, which decides on it: from a proposal to its "
                    f"last chance of being executed are {format_duration(reach)}, and it takes {written.days} days and "
                    "a week; lengthen its `execution_window`, or name fewer days",
                )


def _classes(calls: SaidCalls, rules: Mapping[int, RuleView]) -> list[int]:
    """The classes that certainly decide on calls, of those that have a rule here."""
    if calls.target == ETHER or calls.selector == ANY_CALL:
        return list(rules)
    if calls.own:
        return [EVERYDAY if EVERYDAY in rules and calls.own == "admit" else CONSTITUTIONAL]
    return [ORDINARY]


def _reach(rule: RuleView) -> int | None:
    """Seconds from a proposal to its last chance of being executed; `None` if that could not be read."""
    names = ["voting_delay", "execution_delay", "execution_window"]
    if not rule.values.get("early_decision"):
        names.append("voting_period")
    times = [rule.values.get(name, None if name in rule.given else 0) for name in names]
    return None if None in times else sum(time for time in times if time is not None)

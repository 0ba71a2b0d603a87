"""All that a spec promises, gives and offers with the founding: the calls that it makes, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from polypact.spec.class_checks import Finding, RuleView, read_field
from polypact.spec.names import Names
from polypact.spec.promises import (
    Ends,
    FloorTerms,
    ReservedMatter,
    days_words,
    ends_words,
    give,
    reserve,
    set_ends,
    set_floor,
)
from polypact.spec.sponsors import SponsorTerms, check_sponsors
from polypact.text import field_types as fields
from polypact.text.durations import DAY, format_duration
from polypact.text.enums import CONSTITUTIONAL, ETHER, EVERYDAY, ORDINARY, class_name
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import FoundingCall, pack
from polypact.text.links import LinkTerms
from polypact.text.promise_language import SaidCalls, reserved
from polypact.text.promises import ANY_CALL
from polypact.text.yaml_lines import FieldPath

__all__ = ["Promised", "check_promises"]

#: That a class waits longer than the days of what it decides on.
_LEEWAY_DAYS = 7


@dataclass(frozen=True)
class Promised:
    """What of a spec is promised and given."""

    matters: Sequence[ReservedMatter | None] = ()
    """None for what could not be read; as of the others."""
    floors: Sequence[FloorTerms | None] = ()
    mandates: Sequence[str | None] = ()
    ends: Ends | None = None
    sponsors: Sequence[SponsorTerms | None] = ()

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
            read_field(Ends, data["ends"]) if data.get("ends") else None,
            entries("sponsors", SponsorTerms),
        )

    def compiled(self, known: Names) -> tuple[bytes, list[Finding]]:
        """`Config.calls`, and what is wrong in it as far as names and tokens show it."""
        findings: list[Finding] = []
        made: list[FoundingCall] = []
        for path, make in self._makers(known):
            try:
                made += make()
            except (PolypactError, ValueError) as error:
                findings.append((path, str(error)))
        try:
            return pack(made), findings
        except PolypactError as error:
            where = next((name for name in ("reserved_matters", "mandates", "sponsors") if self._has(name)), "floors")
            return b"", [*findings, ((where,), str(error))]

    def _has(self, section: str) -> bool:
        return bool(self.matters if section == "reserved_matters" else getattr(self, section))

    def _makers(self, known: Names) -> Iterator[tuple[FieldPath, Callable[[], list[FoundingCall]]]]:
        for path, matter in self.written_matters():
            if path[0] == "reserved_matters":
                yield path, partial(_own, reserve, matter, known)
        for index, floor in enumerate(self.floors):
            if floor is not None:
                yield ("floors", index), partial(_own, set_floor, floor, known)
        for index, text in enumerate(self.mandates):
            if text is not None:
                yield ("mandates", index), partial(_own, give, text, known)
        if self.ends is not None:
            yield ("ends",), partial(_own, set_ends, self.ends, known)
        offered: list[LinkTerms] = []
        for index, sponsor in enumerate(self.sponsors):
            if sponsor is not None:
                yield ("sponsors", index), partial(sponsor.calls, known, offered)

    def written_matters(self) -> Iterator[tuple[FieldPath, ReservedMatter]]:
        """What is reserved to somebody, sponsors included, and where that is written."""
        for index, matter in enumerate(self.matters):
            if matter is not None:
                yield ("reserved_matters", index), matter
        for index, sponsor in enumerate(self.sponsors):
            if sponsor is not None:
                for number, asked in enumerate(sponsor.reserved_matters):
                    yield ("sponsors", index, "reserved_matters", number), sponsor.matter(asked)

    def lines(self) -> list[str]:
        """It in words, as they were written."""
        told = [
            f"reserved: {one.what}: {one.holder} can stop it, within {days_words(one.days)}{ends_words(one)}"
            for one in self.matters
            if one
        ]
        told += [
            f"floor: {one.keep} stay in the treasury unless {one.holder} agrees{ends_words(one)}"
            for one in self.floors
            if one
        ]
        told += [f"mandate: {one}" for one in self.mandates if one]
        if self.ends is not None and (ways := self.ends.words()):
            told.append(f"anybody may begin winding up once {ways}")
        return [*told, *(line for sponsor in self.sponsors if sponsor for line in sponsor.lines())]


def _own(make: Callable[..., list[bytes]], written: Any, known: Names) -> list[FoundingCall]:
    return [FoundingCall(data) for data in make(written, known)]


def check_promises(promised: Promised, known: Names, rules: Mapping[int, RuleView]) -> Iterator[Finding]:
    """What is wrong in promises, and which class would wait too shortly for who is asked."""
    yield from promised.compiled(known)[1]
    yield from check_sponsors(promised.sponsors)
    for path, written in promised.written_matters():
        try:
            found = reserved(written.what, known)
        except PolypactError:
            continue  # is told already
        for number in sorted({number for calls in found for number in _classes(calls, rules) if number in rules}):
            reach = _reach(rules[number])
            if reach is not None and reach < (written.days + _LEEWAY_DAYS) * DAY:
                yield (
                    (*path, "days"),
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

"""Voting rules: how one class of decisions is made, and what holds where a spec says nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationInfo, model_validator

from polypact.text import field_types as fields
from polypact.text.durations import DAY, HOUR, format_duration
from polypact.text.enums import CONSTITUTIONAL, ETHER, EVERYDAY, ORDINARY, Mode, class_name
from polypact.text.shares import BPS, format_bps
from polypact.text.validation import TOGETHER, WRITTEN, StrictModel

__all__ = ["DEFAULT_RULES", "Rule", "check_rule", "share_words"]

HALF = BPS // 2

# What a mode leaves no choice about, or where it has a usual choice.
_FILLED: dict[Mode, dict[str, str]] = {
    Mode.MAJORITY: {},
    Mode.DUAL: {"seat_approval": "50%"},
    Mode.LAZY: {"approval": "50%"},
    Mode.UNANIMOUS: {"quorum": "100%", "approval": "100%"},
}


class Rule(StrictModel):
    """How one class of decisions is made.

    Attributes:
        name: Of the class, at most 32 bytes; without one it keeps the name it has.
        voting_delay: Seconds from proposing to the snapshot of weights, when the vote begins; 0 to 30 days.
        voting_period: Seconds the vote runs; 1 minute to 90 days.
        execution_delay: Seconds from the end of the vote until it may be executed; 0 to 90 days.
        execution_window: Seconds in which it may be executed; 10 minutes to 365 days.
        mode: `majority` of weight, `dual` (of weight and of partners), `lazy` (passes unless enough are against) or
            `unanimous`.
        quorum: bps of all weight that must vote for or abstain; 0 to 10,000. In `lazy`, the share against that stops a
            proposal.
        approval: bps of the weight for and against that must be for; 5,000 to 10,000. A tie always fails.
        seat_approval: bps of the partners for and against that must be for, in `dual`; 5,000 to 10,000.
        early_decision: The vote closes as soon as its outcome cannot change any more.
        recusal: Partners whom a proposal pays or concerns do not vote on it; in `majority` and `dual`.
        objections: How many steering seats or sponsors stop a passed proposal once; 0 if none can.
        contested_approval: bps that a proposal needs instead of `approval` once it was stopped, or a recusal contested;
            above `approval`, at most 9,000. A class that names none takes two thirds.
        extension: Seconds; who turns the outcome later than that before the end of the vote moves its end to that long
            after, as often as it happens, by one voting period in all. 0: the end stays.
        tie_breaker: Address of an account outside that decides a tie, but not on payments to partners or to itself; in
            `majority` and `dual` with an approval of 50%, not in the constitutional and the everyday class.
    """

    name: fields.ClassLabel = ""
    voting_delay: fields.VotingDelay
    voting_period: fields.VotingPeriod
    execution_delay: fields.ExecutionDelay
    execution_window: fields.ExecutionWindow
    mode: fields.ModeName = Mode.MAJORITY
    quorum: fields.Quorum
    approval: fields.Approval
    seat_approval: fields.Approval = 0
    early_decision: fields.YesNo = False
    recusal: fields.YesNo = False
    objections: fields.Objections = 0
    contested_approval: fields.ContestedApproval = 0
    extension: fields.Extension = 0
    tie_breaker: fields.Address | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        try:
            mode = data.get("mode", Mode.MAJORITY)
            mode = mode if isinstance(mode, Mode) else Mode.from_name(str(mode))
        except ValueError:
            return data  # reported where the mode is read
        return {**_FILLED[mode], **data}

    @model_validator(mode="after")
    def _fits_together(self, info: ValidationInfo) -> Rule:
        found = list(check_rule(self.__dict__, [name for name, value in self.__dict__.items() if value]))
        if found:
            raise ValueError(f"{TOGETHER}: " + "; ".join(f"{name} {text}" for name, text in found))
        return self

    @classmethod
    def from_chain(cls, rule: Mapping[str, Any]) -> Rule:
        """From the fields of `types.Rule`, also of one that somebody proposed and no contract would take."""
        return cls.model_construct(
            **{name: rule[name] for name in _SAME_NAME},
            mode=Mode(rule["mode"]) if rule["mode"] in iter(Mode) else rule["mode"],
            quorum=rule["quorum_bps"],
            approval=rule["approval_bps"],
            seat_approval=rule["seat_approval_bps"],
            contested_approval=rule["contested_bps"],
            tie_breaker=rule["tie_breaker"] if int(rule["tie_breaker"], 16) else None,
        )

    def to_abi(self) -> tuple[Any, ...]:
        """The ABI tuple of `types.Rule`."""
        return (
            self.voting_delay,
            self.voting_period,
            self.execution_delay,
            self.execution_window,
            self.quorum,
            self.approval,
            self.seat_approval,
            int(self.mode),
            self.early_decision,
            self.recusal,
            self.objections,
            self.contested_approval,
            self.extension,
            self.tie_breaker or ETHER,
        )

    def changed(self, given: Mapping[str, Any]) -> Rule:
        """This rule with other values for some fields, checked as a whole; values as a person writes them.

        Raises:
            ValidationError: The changed rule does not hold together.
        """
        mode = (
            Mode.from_name(str(given["mode"])) if str(given.get("mode", "")).upper() in Mode.__members__ else self.mode
        )
        # What a mode brings with it, or leaves no choice about, is not carried over to another one.
        brought = {**_FILLED[self.mode], **_FILLED[mode]} if mode != self.mode else {}
        in_force = {name: value for name, value in self.__dict__.items() if value or name in _ALWAYS_SAID}
        kept = {name: value for name, value in in_force.items() if name not in (*brought, *given)}
        if not mode.is_vote:
            kept = {name: value for name, value in kept.items() if name not in ("objections", "recusal", "tie_breaker")}
        uses = [{**kept, **given}.get(name) for name in ("objections", "recusal")]
        if not mode.is_vote or all(use in (None, False, 0, "no") for use in uses):
            kept.pop("contested_approval", None)
        return Rule.model_validate({**_written(kept), **given}, context=WRITTEN)

    def describe(self) -> str:
        """In one sentence."""
        until = ", or until its outcome is settled" if self.early_decision else ""
        parts = [
            f"vote begins {format_duration(self.voting_delay)} after the proposal and runs "
            f"{format_duration(self.voting_period)}{until}",
            self._bar(),
        ]
        if self.recusal:
            parts.append("who gains by it or is its subject does not vote")
        if self.objections:
            many = "1 objection" if self.objections == 1 else f"{self.objections} objections"
            stop = "stops" if self.objections == 1 else "stop"
            parts.append(f"{many} of steering partners or sponsors {stop} it once")
        if self.extension:
            parts.append(
                f"who turns the outcome in the last {format_duration(self.extension)} moves the end to that long after"
            )
        if self.tie_breaker:
            parts.append(f"{self.tie_breaker} decides a tie, but not on payments to partners")
        if self.contested_approval:
            parts.append(f"stopped or contested, it needs {format_bps(self.contested_approval)} of for and against")
        parts.append(
            f"executed {format_duration(self.execution_delay)} later, within {format_duration(self.execution_window)}"
        )
        return "; ".join(parts)

    def _bar(self) -> str:
        if self.mode not in iter(Mode):
            return f"counts in a way that does not exist ({int(self.mode)})"
        if self.mode == Mode.LAZY:
            return f"passes unless {format_bps(self.quorum)} of all weight are against (nobody has to vote for it)"
        if self.mode == Mode.UNANIMOUS:
            return "needs all weight to be for"
        quorum = f"needs {format_bps(self.quorum)} of all weight taking part (for or abstaining)"
        if self.mode != Mode.DUAL:
            return f"{quorum} and {share_words(self.approval)} of for and against"
        seats = f"{share_words(self.seat_approval)} of the partners for and against"
        return f"{quorum}, {share_words(self.approval)} of the weight and {seats}"


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a rule as a person writes them."""
    seconds = ("voting_delay", "voting_period", "execution_delay", "execution_window", "extension")
    shares = ("quorum", "approval", "seat_approval", "contested_approval")
    units = {**dict.fromkeys(seconds, " seconds"), **dict.fromkeys(shares, " bps")}
    return {name: f"{value}{units[name]}" if name in units else value for name, value in values.items()}


# Fields without a default: a zero in force is a value like any other.
_ALWAYS_SAID = ("voting_delay", "voting_period", "execution_delay", "execution_window", "quorum", "approval")

_SAME_NAME = (
    "voting_delay",
    "voting_period",
    "execution_delay",
    "execution_window",
    "early_decision",
    "recusal",
    "objections",
    "extension",
)


def check_rule(
    values: Mapping[str, Any], given: Collection[str], decision_class: int | None = None
) -> Iterator[tuple[str, str]]:
    """What does not fit together in one rule, as (field, message); the bounds of `_check` in rules.vy.

    Args:
        values: Of the fields that could be read. A number that was not given may be missing or 0.
        given: Names of the fields that were given, readable or not.
        decision_class: The class it is for; `None` if that is not known.
    """
    mode = values.get("mode", None if "mode" in given else Mode.MAJORITY)
    if mode is None:
        return
    quorum, approval, contested = (values.get(name) for name in ("quorum", "approval", "contested_approval"))
    if mode != Mode.DUAL and "seat_approval" in given:
        yield "seat_approval", f"counts partners, and the mode {_word(mode)} does not; take it out, or use `mode: dual`"
    if mode == Mode.LAZY:
        if decision_class == CONSTITUTIONAL:
            yield (
                "mode",
                "is lazy, but the constitutional class cannot decide by silence; use another one",
            )
        if quorum == 0:
            yield "quorum", "is the share against that stops a proposal in the mode lazy; it must be above 0%"
        if "approval" in given and approval not in (None, HALF):
            yield "approval", "means nothing in the mode lazy, where nobody has to vote for it; take it out"
    if mode == Mode.UNANIMOUS:
        for name, share in (("quorum", quorum), ("approval", approval)):
            if name in given and share not in (None, BPS):
                yield name, "is always 100% in the mode unanimous; take it out"

    if values.get("recusal") and not mode.is_vote:
        yield "recusal", f"is not possible in the mode {_word(mode)}; take it out, or use majority or dual"
    objections = values.get("objections") or 0
    if objections and not mode.is_vote:
        yield "objections", f"are not possible in the mode {_word(mode)}; take them out, or use majority or dual"
    if objections and mode.is_vote and (values.get("execution_delay") or HOUR) < HOUR:
        yield "execution_delay", "must be at least 1 hour, so that there is time to object"
    yield from _check_contested(values, given, mode, approval, contested)
    yield from _check_end(values, mode, approval, decision_class)


def _check_end(
    values: Mapping[str, Any], mode: Mode, approval: int | None, decision_class: int | None
) -> Iterator[tuple[str, str]]:
    period = values.get("voting_period")
    if period is not None and (values.get("extension") or 0) > period:
        yield "extension", f"is longer than the vote, which runs {format_duration(period)}; make it shorter"
    if not values.get("tie_breaker"):
        return
    if decision_class in (CONSTITUTIONAL, EVERYDAY):
        yield (
            "tie_breaker",
            f"is not possible in the class {class_name(decision_class)}, which decides on the partners' own matters; "
            "take it out",
        )
    if not mode.is_vote or approval not in (None, HALF):
        yield (
            "tie_breaker",
            "is for the modes majority and dual with an approval of 50%, where there are ties; take it out",
        )


def _check_contested(
    values: Mapping[str, Any], given: Collection[str], mode: Mode, approval: int | None, contested: int | None
) -> Iterator[tuple[str, str]]:
    uses = [name for name in ("objections", "recusal") if values.get(name)]
    most = format_bps(fields.MAX_CONTESTED)
    if not mode.is_vote or not uses:
        unsure = mode.is_vote and any(name in given and name not in values for name in ("objections", "recusal"))
        if "contested_approval" in given and not unsure:
            yield "contested_approval", "is for a vote with `objections` or `recusal`; this rule has none, take it out"
    elif approval is not None and approval >= fields.MAX_CONTESTED:
        yield (
            "approval",
            f"must be below {most} in a rule with `{uses[0]}`: the contested approval is above it and {most} at most, "
            "so that nobody blocks for ever",
        )
    elif "contested_approval" not in given:
        yield (
            "contested_approval",
            f"is missing: with `{uses[0]}`, say which share a proposal needs once it was stopped or a recusal is "
            f"contested, above `approval` and {most} at most",
        )
    elif contested is not None and approval is not None and contested <= approval:
        yield "contested_approval", f"must be above `approval`, which is {format_bps(approval)}"


def share_words(bps: int) -> str:
    """What a share of for and against asks for: half of it is more than half, because a tie fails."""
    return "more than half" if bps == HALF else f"at least {format_bps(bps)}"


def _word(mode: Mode) -> str:
    return mode.name.lower()


DEFAULT_RULES: dict[int, Rule] = {
    CONSTITUTIONAL: Rule(
        voting_delay=2 * DAY,
        voting_period=7 * DAY,
        execution_delay=3 * DAY,
        execution_window=30 * DAY,
        quorum=5_000,
        approval=6_667,
    ),
    ORDINARY: Rule(
        voting_delay=DAY,
        voting_period=5 * DAY,
        execution_delay=2 * DAY,
        execution_window=14 * DAY,
        quorum=3_000,
        approval=5_000,
    ),
}

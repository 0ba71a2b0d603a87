"""What must be true of the rules of a spec together: which classes there are, their names, and lost keys.

What may be meant, but should be known before anybody founds on it, is a warning: that one partner alone can keep a
class from deciding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from polypact.text import field_types as fields
from polypact.text.durations import DAY
from polypact.text.enums import CLASS_NAMES, CONSTITUTIONAL, ORDINARY, RECOVERY, Mode, class_name
from polypact.text.shares import BPS
from polypact.text.validation import WRITTEN
from polypact.text.voting_rules import Rule, check_rule
from polypact.text.yaml_lines import FieldPath

__all__ = [
    "Finding",
    "RuleView",
    "blocking_partners",
    "check_classes",
    "check_time_to_leave",
    "read_field",
    "rule_view",
]

Finding = tuple[FieldPath, str]


@dataclass(frozen=True)
class RuleView:
    """What could be read of a rule; `given` says which fields are there, readable or not."""

    values: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @property
    def needs_everybody(self) -> bool:
        """Whether no decision passes without the ballot of each partner, by whatever name that goes."""
        mode = self.values.get("mode", None if "mode" in self.given else Mode.MAJORITY)
        is_vote = mode is not None and mode.is_vote
        return bool(mode == Mode.UNANIMOUS or (is_vote and self.values.get("quorum") == BPS))


def read_field(kind: Any, value: Any) -> Any:
    """A value as a person wrote it; `None` if it cannot be read."""
    try:
        return TypeAdapter(kind).validate_python(value, context=WRITTEN)
    except ValidationError:
        return None


def rule_view(raw: Any) -> RuleView:
    """What can be read of a rule that may be full of mistakes."""
    if not isinstance(raw, dict):
        return RuleView()
    read = {
        name: read_field(info.rebuild_annotation(), raw[name])
        for name, info in Rule.model_fields.items()
        if name in raw
    }
    return RuleView({name: value for name, value in read.items() if value is not None}, frozenset(map(str, raw)))


def check_classes(rules: Mapping[str, RuleView]) -> Iterator[Finding]:
    """Everything about the rules of a spec, by how their classes are written."""
    numbers: dict[int, str] = {}
    for written, rule in rules.items():
        number = read_field(fields.ClassNumber, written)
        for name, message in check_rule(rule.values, rule.given, number):
            yield ("rules", written, name), message
        if number is None:
            continue
        if number in numbers:
            yield ("rules", written), f"is the same class as `{numbers[number]}`; keep one of them"
        numbers.setdefault(number, written)
    for needed in (CONSTITUTIONAL, ORDINARY):
        if needed not in numbers:
            yield (
                ("rules",),
                f"the rule of the class `{class_name(needed)}` is missing; add it, or leave out `rules` as a whole "
                "to take the defaults",
            )
    yield from _check_class_names({number: (written, rules[written]) for number, written in numbers.items()})
    constitutional, recovery = (numbers.get(number) for number in (CONSTITUTIONAL, RECOVERY))
    if constitutional is not None and rules[constitutional].needs_everybody:
        if recovery is None:
            yield (
                ("rules", constitutional, _asks_for_everybody(rules[constitutional])),
                "needs everybody, so that one lost key would end all decisions; add a rule for the class `recovery`, "
                "by which the others can move the seat of a lost key",
            )
        elif rules[recovery].needs_everybody:
            yield (
                ("rules", recovery, _asks_for_everybody(rules[recovery])),
                "needs everybody, and so does the constitutional class: one lost key would end all decisions; "
                "use majority, dual or lazy, with a quorum below 100%",
            )


def check_time_to_leave(rules: Mapping[str, RuleView]) -> Iterator[Finding]:
    """What the constitutional rule needs where the deal knows notice or redemption, as rules.vy."""
    for written, rule in rules.items():
        if read_field(fields.ClassNumber, written) != CONSTITUTIONAL:
            continue
        delay, window = (rule.values.get(name) for name in ("execution_delay", "execution_window"))
        if delay is not None and delay < 3 * DAY:
            yield (
                ("rules", written, "execution_delay"),
                "must be at least 3 days, because the deal knows notice or redemption: who did not want a decision has "
                "that time to leave on the old deal",
            )
        if window is not None and window > 30 * DAY:
            yield (
                ("rules", written, "execution_window"),
                "must be at most 30 days, because the deal knows notice or redemption: a passed decision must not hang "
                "over who may leave",
            )


def _asks_for_everybody(rule: RuleView) -> str:
    return "mode" if rule.values.get("mode") == Mode.UNANIMOUS else "quorum"


def blocking_partners(founders: Sequence[tuple[str, int]], rules: Mapping[int, Rule]) -> list[str]:
    """Which founder alone can keep which class from deciding though all others are for it, and how; a line per class.

    Args:
        founders: Name and weight of each.
        rules: By decision class.
    """
    voters = [(name, weight) for name, weight in founders if weight]
    if len(voters) < 2:
        return []
    found = []
    for number, rule in sorted(rules.items()):
        silent = [name for name, _ in voters if _blocks(name, voters, number, rule, against=False)]
        against = [
            name for name, _ in voters if name not in silent and _blocks(name, voters, number, rule, against=True)
        ]
        ways = [(silent, "by staying silent or voting against"), (against, "by voting against")]
        if rule.mode == Mode.UNANIMOUS:
            ways[0] = (silent, "by staying silent, abstaining or voting against")
        told = [f"{_each(names)} {how}" for names, how in ways if names]
        if told:
            name = rule.name or class_name(number)
            found.append(f"one partner alone can keep the class {name!r} from deciding: {'; '.join(told)}")
    return found


def _blocks(name: str, voters: Sequence[tuple[str, int]], number: int, rule: Rule, *, against: bool) -> bool:
    """Whether one of the voters alone can keep the class from deciding.

    Whose seat it is has no vote on moving it, where the rule says so: then it is enough that it can about one other.
    """
    weights = dict(voters)
    subjects = [each for each in weights if each != name] if number == RECOVERY and rule.recusal else [""]
    left = [{each: weight for each, weight in weights.items() if each != subject} for subject in subjects]
    return any(
        not _passes(rule, there[name], sum(there.values()), len(there), against=against)
        for there in left
        if len(there) > 1
    )


def _passes(rule: Rule, weight: int, total: int, seats: int, *, against: bool) -> bool:
    """Whether a proposal passes that all but one are for; that one has `weight`, and is against or stays silent.

    As `_passes` in contracts/modules/partnership/voting/outcome.vy.
    """
    bar = (rule.quorum * total + BPS - 1) // BPS
    if rule.mode == Mode.LAZY:
        return not (against and weight >= bar)
    if rule.mode == Mode.UNANIMOUS:
        return False
    if total - weight < bar:
        return False
    if against and rule.tie_breaker and rule.mode == Mode.MAJORITY and 2 * weight == total:
        return True  # somebody else decides
    if not _wins(total - weight, weight if against else 0, rule.approval):
        return False
    return rule.mode != Mode.DUAL or _wins(seats - 1, 1 if against else 0, rule.seat_approval)


def _wins(count_for: int, count_against: int, approval: int) -> bool:
    return count_for > count_against and count_for * BPS >= approval * (count_for + count_against)


def _each(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}, each"


def _check_class_names(classes: Mapping[int, tuple[str, RuleView]]) -> Iterator[Finding]:
    taken = {word: number for number, word in CLASS_NAMES.items()}
    for number, (written, rule) in classes.items():
        name = rule.values.get("name")
        if not name:
            continue
        other = taken.setdefault(name.lower(), number)
        if other != number:
            yield ("rules", written, "name"), f"is the name of the class {class_name(other)} too; give it its own"

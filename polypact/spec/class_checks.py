"""What must be true of the rules of a spec together: which classes there are, their names, and lost keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from polypact.text import field_types as fields
from polypact.text.enums import CLASS_NAMES, CONSTITUTIONAL, ORDINARY, RECOVERY, Mode, class_name
from polypact.text.validation import WRITTEN
from polypact.text.voting_rules import Rule, check_rule
from polypact.text.yaml_lines import FieldPath

__all__ = ["Finding", "RuleView", "check_classes", "read_field", "rule_view"]

Finding = tuple[FieldPath, str]


@dataclass(frozen=True)
class RuleView:
    """What could be read of a rule; `given` says which fields are there, readable or not."""

    values: Mapping[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @property
    def is_unanimous(self) -> bool:
        return self.values.get("mode") == Mode.UNANIMOUS


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
    if constitutional is not None and rules[constitutional].is_unanimous:
        if recovery is None:
            yield (
                ("rules", constitutional, "mode"),
                "needs everybody, so that one lost key would end all decisions; add a rule for the class `recovery`, "
                "by which the others can move the seat of a lost key",
            )
        elif rules[recovery].is_unanimous:
            yield (
                ("rules", recovery, "mode"),
                "needs everybody, and so does the constitutional class: one lost key would end all decisions; "
                "use majority, dual or lazy",
            )


def _check_class_names(classes: Mapping[int, tuple[str, RuleView]]) -> Iterator[Finding]:
    taken = {word: number for number, word in CLASS_NAMES.items()}
    for number, (written, rule) in classes.items():
        name = rule.values.get("name")
        if not name:
            continue
        other = taken.setdefault(name.lower(), number)
        if other != number:
            yield ("rules", written, "name"), f"is the name of the class {class_name(other)} too; give it its own"

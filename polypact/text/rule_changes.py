"""A voting rule in a proposal: the whole rule, or what shall be different from the one in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from polypact.text.errors import PolypactError
from polypact.text.validation import TOGETHER, WRITTEN
from polypact.text.voting_rules import Rule, check_rule

__all__ = ["RuleError", "complaint", "read_rule"]


def read_rule(given: Mapping[str, Any], decision_class: int, present: Rule | None = None) -> Rule:
    """A rule from its fields as a person writes them; what is not given stays as in `present`.

    Raises:
        RuleError: Everything that is wrong with it, in one line.
    """
    try:
        rule = present.changed(given) if present else Rule.model_validate(given, context=WRITTEN)
    except ValidationError as error:
        raise RuleError([found for detail in error.errors() for found in _told(detail)]) from None
    written = [name for name, value in rule.__dict__.items() if value]
    if found := list(check_rule(rule.__dict__, written, decision_class)):
        raise RuleError(found)
    return rule


class RuleError(PolypactError):
    """What is wrong with a rule: (field, message) each, the field empty for the rule as a whole."""

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name} {message}".strip() for name, message in found))
        self.found = found


def _told(detail: Any) -> list[tuple[str, str]]:
    text = complaint(detail)
    if text.startswith(f"{TOGETHER}: "):
        parts = text.removeprefix(f"{TOGETHER}: ").split("; ")
        # "field message", several of them; a message may have a semicolon of its own.
        joined: list[str] = []
        for part in parts:
            if joined and part.partition(" ")[0] not in Rule.model_fields:
                joined[-1] += f"; {part}"
            else:
                joined.append(part)
        return [(name, message) for name, _, message in (part.partition(" ") for part in joined)]
    return [(".".join(map(str, detail["loc"])), text)]


def complaint(detail: Any) -> str:
    """What pydantic says of one field, in our words."""
    if detail["type"] == "missing":
        return "is missing"
    if detail["type"] == "extra_forbidden":
        return "is no field of a rule"
    return str(detail["ctx"]["error"]) if detail["type"] == "value_error" else str(detail["msg"])

"""Proposals as files: the actions of a proposal in YAML.

    description: Pay the supplier and admit Westgate
    actions:
      - pay: {to: 0x..., amount: 1.5 ether}
      - pay: {to: Eastport Ltd, amount: 250 USDX}
      - admit: {account: 0x..., name: Westgate AG, weight: 10, units: 10, role: [proposer], respond_within: 14 days}
      - amend_terms: {file: terms-2.md, uri: "ipfs://...", window: 30 days}
      - set_rule: {class: ordinary, voting_delay: 1 day, voting_period: 4 days, execution_delay: 1 day,
                   execution_window: 14 days, quorum: 40%, approval: 50%}
      - map_action: {target: 0x..., function: "transfer(address,uint256)", class: 9}
      - call: {target: 0x..., function: "approve(address,uint256)", arguments: [0x..., 100], value: 0}
      - raw: {target: 0x..., data: 0x..., value: 0}

also `expel`, `suspend`, `reinstate` and `confirm: {partner}`, `set_shares: {partner, weight, units}`,
`set_role: {partner, role, until}`, `set_probation: {partner, until}`, `recover_seat: {partner, to}`,
`set_exit_terms: {notice, redeemable}`, `name_class: {class, name}`, `set_objector: {account, until}`,
`remove_objector: {account}`, `approve_message: {digest, until}`, `withdraw_message: {digest}`, `set_dao_uri: {uri}`,
and what is decided about income, see `polypact.decisions.income_drafts`. A voting rule has all the fields that it has
in a spec. Moments (`until`) are dates, or spans from now. Every mistake is reported at once, with its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polypact.chain.actions import Action, call, raw
from polypact.decisions.draft_fields import Fields, Kind, Surroundings
from polypact.decisions.income_drafts import INCOME_KINDS
from polypact.text.documents import Document
from polypact.text.errors import PolypactError, Problem, SpecErrors
from polypact.text.field_types import ClassLabel, Notice, Redeemable
from polypact.text.rule_changes import read_rule
from polypact.text.voting_rules import Rule
from polypact.text.yaml_lines import read_yaml

__all__ = ["KINDS", "Draft", "Surroundings", "make", "read_draft"]


@dataclass
class Draft:
    """A proposal that is not made yet. `names` are new names for addresses."""

    actions: list[Action]
    description: str = ""
    names: dict[str, str] = field(default_factory=dict)


def read_draft(path: Path, around: Surroundings) -> Draft:
    """The proposal in a YAML file.

    Raises:
        PolypactError: The file cannot be read.
        SpecErrors: Every mistake in it at once, each with its line.
    """
    parsed = read_yaml(path)
    problems = list(parsed.problems)
    data = parsed.data
    draft = Draft([])
    if not isinstance(data, Mapping):
        problems.append(Problem(None, "", "is no proposal: write `description` and `actions`"))
        raise SpecErrors(problems, parsed.source)
    for key in data:
        if key not in ("description", "actions"):
            problems.append(parsed.problem((key,), "unknown field; there are `description` and `actions`"))
    draft.description = str(data.get("description") or "").strip()
    entries = data.get("actions")
    if not isinstance(entries, Sequence) or isinstance(entries, str) or not entries:
        problems.append(parsed.problem(("actions",), "must be a list of actions"))
        entries = []
    for index, entry in enumerate(entries):
        place = ("actions", index)
        if not isinstance(entry, Mapping) or len(entry) != 1:
            problems.append(parsed.problem(place, f"must be one of {', '.join(sorted(KINDS))} with its fields"))
            continue
        kind, fields = next(iter(entry.items()))
        try:
            draft.actions.append(make(str(kind), fields, around, draft.names, path.parent))
        except (PolypactError, ValueError) as error:
            problems.append(parsed.problem((*place, kind), str(error)))
    if problems:
        raise SpecErrors(problems, parsed.source)
    return draft


def make(
    kind: str, fields: Any, around: Surroundings, names: dict[str, str] | None = None, base: Path | None = None
) -> Action:
    """One action from its kind and its fields, as in a file; `base` is the folder that files are relative to."""
    if kind not in KINDS:
        raise PolypactError(f"no such action; there are {', '.join(sorted(KINDS))}")
    if not isinstance(fields, Mapping):
        raise PolypactError("wants its fields as `{field: value, ...}`")
    maker, required, optional = KINDS[kind]
    missing = [name for name in required if name not in fields]
    unknown = [str(name) for name in fields if name not in (*required, *optional)]
    if missing:
        raise PolypactError(f"{', '.join(missing)} missing")
    if unknown:
        raise PolypactError(f"unknown: {', '.join(unknown)}; its fields are {', '.join((*required, *optional))}")
    return maker(Fields(fields, around, {} if names is None else names, base or Path()))


def _pay(fields: Fields) -> Action:
    text = fields.text("amount")
    if "token" in fields.given:
        text = f"{text} {fields.text('token')}"
    token, amount = fields.around.tokens.amount(text)
    return fields.own.pay(fields.account("to"), amount, token.address)


def _admit(fields: Fields) -> Action:
    account = fields.account("account")
    if "name" in fields.given:
        fields.names[account] = fields.text("name")
    weight, units = fields.number("weight"), fields.number("units")
    if weight >= 2**40 or units >= 2**32:
        raise PolypactError("weight must be below 2**40 and units below 2**32")
    return fields.own.admit(account, weight, units, fields.role("role"), fields.seconds("respond_within", "14 days"))


def _amend_terms(fields: Fields) -> Action:
    document = Document.from_file(fields.base / fields.text("file"))
    return fields.own.amend_terms(document.hash, fields.text("uri"), fields.seconds("window", "30 days"))


def _set_rule(fields: Fields) -> Action:
    decision_class = fields.decision_class()
    given = {name: value for name, value in fields.given.items() if name != "class"}
    return fields.own.set_rule(decision_class, read_rule(given, decision_class).to_abi())


def _map_action(fields: Fields) -> Action:
    function = fields.text("function")
    return fields.own.map_action(fields.account("target"), function or b"", fields.decision_class())


def _set_role(fields: Fields) -> Action:
    ends = fields.moment("until") if "until" in fields.given else 0
    return fields.own.set_role(fields.account("partner"), fields.role("role"), ends)


def _set_exit_terms(fields: Fields) -> Action:
    return fields.own.set_exit_terms(fields.field("notice", Notice), fields.field("redeemable", Redeemable))


def _call(fields: Fields) -> Action:
    import json

    arguments = fields.given.get("arguments", [])
    if not isinstance(arguments, Sequence) or isinstance(arguments, str):
        raise PolypactError("arguments must be a list")
    texts = [item if isinstance(item, str) else json.dumps(item) for item in arguments]
    return call(fields.account("target"), fields.text("function"), texts, fields.value())


#: Kind of action => how it is made, required fields, optional fields.
KINDS: dict[str, Kind] = {
    "pay": (_pay, ("to", "amount"), ("token",)),
    "admit": (_admit, ("account", "weight", "units"), ("name", "role", "respond_within")),
    "expel": (lambda fields: fields.own.expel(fields.account("partner")), ("partner",), ()),
    "suspend": (lambda fields: fields.own.suspend(fields.account("partner")), ("partner",), ()),
    "reinstate": (lambda fields: fields.own.reinstate(fields.account("partner")), ("partner",), ()),
    "set_shares": (
        lambda fields: fields.own.set_shares(
            fields.account("partner"), fields.number("weight"), fields.number("units")
        ),
        ("partner", "weight", "units"),
        (),
    ),
    "set_role": (_set_role, ("partner", "role"), ("until",)),
    "set_probation": (
        lambda fields: fields.own.set_probation(fields.account("partner"), fields.moment("until")),
        ("partner", "until"),
        (),
    ),
    "confirm": (lambda fields: fields.own.set_probation(fields.account("partner"), 0), ("partner",), ()),
    "recover_seat": (
        lambda fields: fields.own.recover_seat(fields.account("partner"), fields.account("to")),
        ("partner", "to"),
        (),
    ),
    "set_exit_terms": (_set_exit_terms, ("notice", "redeemable"), ()),
    "name_class": (
        lambda fields: fields.own.name_class(fields.decision_class(), fields.field("name", ClassLabel)),
        ("class", "name"),
        (),
    ),
    "set_objector": (
        lambda fields: fields.own.set_objector(fields.account("account"), fields.moment("until")),
        ("account", "until"),
        (),
    ),
    "remove_objector": (lambda fields: fields.own.set_objector(fields.account("account"), 0), ("account",), ()),
    "approve_message": (
        lambda fields: fields.own.approve_message(fields.word("digest"), fields.moment("until")),
        ("digest", "until"),
        (),
    ),
    "withdraw_message": (lambda fields: fields.own.approve_message(fields.word("digest"), 0), ("digest",), ()),
    "set_dao_uri": (lambda fields: fields.own.set_dao_uri(fields.text("uri")), ("uri",), ()),
    "amend_terms": (_amend_terms, ("file",), ("uri", "window")),
    "set_rule": (_set_rule, ("class",), tuple(name for name in Rule.model_fields if name != "name")),
    "map_action": (_map_action, ("target", "class"), ("function",)),
    **INCOME_KINDS,
    "call": (_call, ("target", "function"), ("arguments", "value")),
    "raw": (
        lambda fields: raw(fields.account("target"), fields.text("data"), fields.value()),
        ("target", "data"),
        ("value",),
    ),
}

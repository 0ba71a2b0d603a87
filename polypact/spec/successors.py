"""The spec of a successor: what a partnership is that is split, merged or moved, written as a new one's cover page.

Names, weights, units, roles, rules, terms and deal are those there are; a person changes what shall be otherwise before
it is deployed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from polypact.text.deal_fields import MAX_CAPITAL
from polypact.text.deals import Deal
from polypact.text.durations import format_duration
from polypact.text.enums import ETHER, Role, class_name
from polypact.text.shares import format_bps
from polypact.text.voting_rules import Rule

__all__ = ["MAX_CAPITAL", "Heir", "Origin", "capital_ceiling", "spec_text"]

FORMATION = "30 days"


@dataclass(frozen=True)
class Heir:
    """A partner of a successor to be."""

    account: str
    name: str
    weight: int
    units: int
    role: Role = Role.PROPOSER

    def joined(self, other: Heir) -> Heir:
        """The same account's weight and units in two partnerships that become one."""
        return Heir(
            self.account, self.name, self.weight + other.weight, self.units + other.units, self.role | other.role
        )


@dataclass(frozen=True)
class Origin:
    """What a successor takes over. Sums in a token's smallest unit."""

    terms_hash: bytes
    terms_uri: str
    terms_file: str
    """Relative to the folder of the specs; empty if there is none at hand."""
    rules: Mapping[int, Rule]
    class_names: Mapping[int, str]
    deal: Deal
    tokens: Sequence[str]
    """That are listed."""
    recoupment: str
    reserve_bps: int
    capital: Mapping[str, int] = field(default_factory=dict)
    """Token => what its partners may bring along."""
    left_behind: Sequence[str] = ()
    """What is promised or given there and not taken over, one line each."""


def capital_ceiling(amount: int) -> int:
    """What may be repaid of a token at most: what is there today, and a quarter more, as income goes on."""
    return amount + amount // 4


def spec_text(name: str, heirs: Sequence[Heir], origin: Origin, ecosystem: str) -> str:
    """The spec in YAML."""
    lines = [
        "# Written from what is there, to be read and changed before it is deployed: ape run deploy FILE",
        f"name: {_text(name)}",
        f"ecosystem: {_text(ecosystem)}",
        "",
        "# The same document as before. For a new one write its `file:` and `uri:`, and leave the hash out.",
        "terms:",
        *([f"  file: {_text(origin.terms_file)}"] if origin.terms_file else []),
        *([f"  uri: {_text(origin.terms_uri)}"] if origin.terms_uri else []),
        f'  hash: "0x{origin.terms_hash.hex()}"',
        "",
        f"formation_deadline: {FORMATION}",
        "",
        "# Weights and units are those of now.",
        "founders:",
        *(line for heir in heirs for line in _founder(heir)),
        "",
        "rules:",
        *(line for number in sorted(origin.rules) for line in _rule(number, origin)),
        "",
        "# What partners bring along is their capital here, up to these ceilings and as far as a vote agrees to repay",
        "# it (agree-....yaml); without that it is a gift to the treasury, in which all share by units.",
        f"recoupment: {_recoupment(origin)}",
        *([f"reserve: {format_bps(origin.reserve_bps)}"] if origin.reserve_bps else []),
        *_deal(origin),
        *(["tokens:", *(f'  - "{token}"' for token in origin.tokens)] if origin.tokens else []),
    ]
    if origin.left_behind:
        lines += ["", "# Not taken over; write it anew if it shall hold here, too:"]
        lines += [f"#   {_one_line(line)}" for line in origin.left_behind]
    return "\n".join(lines) + "\n"


def _founder(heir: Heir) -> Iterable[str]:
    yield f'  - account: "{heir.account}"'
    yield f"    name: {_text(heir.name)}"
    yield f"    weight: {heir.weight}"
    yield f"    units: {heir.units}"
    yield f"    role: [{', '.join(heir.role.names)}]"


def _rule(number: int, origin: Origin) -> Iterable[str]:
    rule = origin.rules[number]
    yield f"  {class_name(number)}:"
    if name := origin.class_names.get(number):
        yield f"    name: {_text(name)}"
    yield f"    mode: {rule.mode.name.lower()}"
    for field_name in ("voting_delay", "voting_period", "execution_delay", "execution_window"):
        yield f"    {field_name}: {format_duration(getattr(rule, field_name))}"
    yield f"    quorum: {rule.quorum} bps"
    yield f"    approval: {rule.approval} bps"
    for field_name in ("seat_approval", "contested_approval"):
        if value := getattr(rule, field_name):
            yield f"    {field_name}: {value} bps"
    for field_name in ("early_decision", "recusal"):
        if getattr(rule, field_name):
            yield f"    {field_name}: yes"
    if rule.objections:
        yield f"    objections: {rule.objections}"
    if rule.extension:
        yield f"    extension: {format_duration(rule.extension)}"
    if rule.tie_breaker:
        yield f'    tie_breaker: "{rule.tie_breaker}"'


def _recoupment(origin: Origin) -> str:
    # Where none were repaid, what one brings along would be shared with who brings nothing.
    return "pro rata" if origin.recoupment == "none" else origin.recoupment


def _deal(origin: Origin) -> Iterable[str]:
    deal = origin.deal
    yield "deal:"
    if deal.notice_seconds:
        yield f"  notice: {format_duration(deal.notice_seconds)}"
    if deal.redeemable_bps:
        yield f"  redeemable: {deal.redeemable_bps} bps"
    if deal.max_sponsors_bps:
        yield f"  sponsors_ceiling: {deal.max_sponsors_bps} bps"
    yield f"  reserve_ceiling: {deal.max_reserve_bps} bps"
    yield f"  seat_move: {format_duration(deal.move_seconds) if deal.move_seconds else 0}"
    yield f"  answer_call: {deal.call_days} days"
    if deal.deadlock_days:
        yield f"  deadlock: {deal.deadlock_days} days"
    yield "  # Ceilings of units and weight are the founders' total and a quarter more, and there is no end date."
    if origin.capital:
        yield "  capital:"
        for token, amount in origin.capital.items():
            yield f"    {'ether' if token == ETHER else json.dumps(token)}: {{money: {amount}}}"


def _text(value: str) -> str:
    """A string as YAML takes it, whatever is in it."""
    return json.dumps(value, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())

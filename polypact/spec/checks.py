"""What must be true of a spec as a whole: founders, rules, tokens, terms and dates that fit together.

The checks work on a view that holds only what could be read, so that they report what they can even if other fields
are wrong: a person sees every mistake at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polypact.spec.class_checks import Finding, RuleView, check_classes, check_time_to_leave, read_field, rule_view
from polypact.spec.names import offline_names
from polypact.spec.promised import Promised, check_promises
from polypact.spec.sponsors import all_shares
from polypact.text import field_types as fields
from polypact.text.documents import Document
from polypact.text.durations import format_timestamp, is_duration, parse_timestamp
from polypact.text.enums import Role
from polypact.text.errors import PolypactError
from polypact.text.names import check_name, same_name
from polypact.text.shares import format_bps
from polypact.text.voting_rules import DEFAULT_RULES
from polypact.text.yaml_lines import FieldPath, show_path

__all__ = [
    "FounderView",
    "SpecView",
    "TermsView",
    "check_accounts",
    "check_all",
    "check_deadline",
    "check_document",
    "read_terms",
    "view_of",
]

MAX_FOUNDERS = 64
MAX_TOKENS = 8


@dataclass(frozen=True)
class FounderView:
    """What could be read of one founder; None where it could not."""

    account: str | None = None
    name: str | None = None
    weight: int | None = None
    units: int | None = None
    role: Role | None = None


@dataclass(frozen=True)
class TermsView:
    """What could be read of the terms. `given` says which fields are there, readable or not."""

    file: str | None = None
    hash: bytes | None = None
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SpecView:
    """What could be read of a spec; None for a section that is missing or unreadable."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    founders: tuple[FounderView, ...] | None = None
    rules: Mapping[str, RuleView] | None = None
    tokens: tuple[str | None, ...] = ()
    terms: TermsView | None = None
    deadline: str | None = None
    has_exit_terms: bool = False
    """Whether the deal knows notice or redemption."""
    promised: Promised = field(default_factory=Promised)
    sponsors_ceiling: int | None = None
    token_names: tuple[str, ...] = ()
    """Of the tokens, as they are written."""


def check_all(view: SpecView) -> Iterator[Finding]:
    """Everything that does not depend on the time or on other files."""
    if view.founders is not None:
        yield from _check_founders(view.founders)
    yield from check_accounts(view)
    if view.rules is not None:
        yield from check_classes(view.rules)
        if view.has_exit_terms:
            yield from check_time_to_leave(view.rules)
    yield from _check_deal(view)
    known = offline_names(view.accounts, view.token_names, 0)
    yield from check_promises(view.promised, known, _by_number(view.rules))
    if len(view.tokens) > MAX_TOKENS:
        yield ("tokens",), f"are {len(view.tokens)}; at most {MAX_TOKENS} can be listed"
    if view.terms is not None:
        yield from _check_terms(view.terms)


def _check_deal(view: SpecView) -> Iterator[Finding]:
    """What of the deal does not fit to what is offered."""
    shares = all_shares(view.promised.sponsors)
    if view.sponsors_ceiling is not None and view.sponsors_ceiling < shares:
        yield (
            ("deal", "sponsors_ceiling"),
            f"is below what the sponsors are offered together, {format_bps(shares)}; name that or more, or none: then "
            "it is that and a quarter more",
        )


def _by_number(rules: Mapping[str, RuleView] | None) -> dict[int, RuleView]:
    """The rules by the numbers of their classes; the defaults where there are none."""
    if rules is None:
        return {number: RuleView(rule.__dict__, frozenset(rule.__dict__)) for number, rule in DEFAULT_RULES.items()}
    numbers = {read_field(fields.ClassNumber, written): rule for written, rule in rules.items()}
    return {number: rule for number, rule in numbers.items() if number is not None}


def check_accounts(view: SpecView) -> Iterator[Finding]:
    """No account is a founder twice, and no token is listed twice, by whatever name."""
    accounts = [founder.account for founder in view.founders or ()]
    yield from _check_twice(accounts, view.accounts, "founders", "account", "Give each founder an account of its own")
    yield from _check_twice(view.tokens, view.accounts, "tokens", None, "List each token once")


def check_deadline(deadline: str, now: int) -> Iterator[Finding]:
    """An absolute formation deadline is still to come, and within a year.

    Args:
        deadline: As the spec says.
        now: Unix seconds.
    """
    if is_duration(deadline):
        return  # counted from now, and bounded where it is read
    moment = parse_timestamp(deadline)
    if moment <= now:
        yield (
            ("formation_deadline",),
            f"is in the past: {format_timestamp(moment)}; name a later one, or a span like `14 days`",
        )
    elif moment > now + fields.MAX_FORMATION:
        yield ("formation_deadline",), f"is more than a year ahead: {format_timestamp(moment)}; name an earlier one"


def read_terms(terms: TermsView, base: Path) -> tuple[Document | None, list[Finding]]:
    """The terms document, if the spec names a file, and what is wrong with it: it is missing, or not what was hashed.

    Args:
        terms: What the spec says of it.
        base: The folder of the spec.
    """
    if terms.file is None:
        return None, []
    try:
        found = Document.from_file(base / terms.file)
    except PolypactError as error:
        return None, [(("terms", "file"), str(error))]
    return found, list(check_document(terms, found.hash))


def check_document(terms: TermsView, found: bytes) -> Iterator[Finding]:
    """The terms document is the one that was hashed; `found` is the hash of what was read."""
    if terms.hash is not None and terms.hash != found:
        yield (
            ("terms", "hash"),
            f"document changed since the spec was hashed: {terms.file} now has 0x{found.hex()}; "
            "bring the agreed file back, or have everybody read the new one and write its hash here",
        )


def view_of(raw: Any) -> SpecView:
    """What can be read of a spec that may be full of mistakes."""
    data = raw if isinstance(raw, dict) else {}
    book = data.get("accounts")
    founders = data.get("founders")
    rules = data.get("rules")
    tokens = data.get("tokens")
    deal = data.get("deal")
    accounts = (
        {name: read_field(fields.Address, value) for name, value in book.items()} if isinstance(book, dict) else {}
    )
    return SpecView(
        accounts={name: address for name, address in accounts.items() if address is not None},
        founders=tuple(_founder_view(founder) for founder in founders) if isinstance(founders, list) else None,
        rules={str(name): rule_view(rule) for name, rule in rules.items()} if isinstance(rules, dict) else None,
        tokens=tuple(read_field(fields.Account, token) for token in tokens) if isinstance(tokens, list) else (),
        terms=_terms_view(data.get("terms")),
        deadline=read_field(fields.Deadline, data.get("formation_deadline")),
        promised=Promised.view(data),
        sponsors_ceiling=read_field(fields.Reserve, deal["sponsors_ceiling"])
        if isinstance(deal, dict) and deal.get("sponsors_ceiling")
        else None,
        token_names=tuple(map(str, tokens)) if isinstance(tokens, list) else (),
        has_exit_terms=isinstance(deal, dict)
        and any(
            read_field(kind, deal[name])
            for name, kind in (("notice", fields.Notice), ("redeemable", fields.Redeemable))
            if name in deal
        ),
    )


def _founder_view(raw: Any) -> FounderView:
    if not isinstance(raw, dict):
        return FounderView()
    return FounderView(
        account=read_field(fields.Account, raw.get("account")),
        name=read_field(fields.Label, raw.get("name")),
        weight=read_field(fields.Weight, raw.get("weight")),
        units=read_field(fields.Units, raw.get("units")),
        role=read_field(fields.RoleNames, raw.get("role", "proposer")),
    )


def _terms_view(raw: Any) -> TermsView | None:
    if not isinstance(raw, dict):
        return None
    return TermsView(
        file=read_field(fields.FilePath, raw.get("file")),
        hash=read_field(fields.DocumentHash, raw.get("hash")),
        given=frozenset(raw),
    )


def _check_founders(founders: tuple[FounderView, ...]) -> Iterator[Finding]:
    if not founders:
        yield ("founders",), "nobody is named; a partnership needs at least one founder"
        return
    if len(founders) > MAX_FOUNDERS:
        yield (
            ("founders",),
            f"are {len(founders)}; at most {MAX_FOUNDERS} can found a partnership, admit the others later",
        )
    yield from _check_names(founders)
    for index, founder in enumerate(founders):
        if founder.weight == 0 and founder.units == 0:
            yield ("founders", index), "has no weight and no units; give it at least one of them"
    weights = [founder.weight for founder in founders]
    units = [founder.units for founder in founders]
    yield from _check_total(weights, "weight", fields.MAX_TOTAL_WEIGHT)
    yield from _check_total(units, "units", fields.MAX_TOTAL_UNITS)
    if all(weight == 0 for weight in weights):
        yield ("founders",), "nobody has weight, so nothing could ever be decided; give weight to at least one founder"
    if all(founder.role is not None and Role.PROPOSER not in founder.role for founder in founders):
        yield ("founders",), "nobody may propose, so nothing could ever be decided; give a founder the role proposer"


def _check_names(founders: tuple[FounderView, ...]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, founder in enumerate(founders):
        if founder.name is None:
            continue
        try:
            check_name(founder.name)
        except ValueError as error:
            yield ("founders", index, "name"), str(error)
        first = seen.setdefault(same_name(founder.name), index)
        if first != index:
            yield ("founders", index, "name"), f"is the name of founders[{first}] too; give each founder its own"


def _check_total(amounts: Iterable[int | None], what: str, most: int) -> Iterator[Finding]:
    total = sum(amount or 0 for amount in amounts)
    if total > most:
        yield (
            ("founders",),
            f"the {what} of all together is too large: {total:,}; at most {most:,}. "
            "Use smaller numbers in the same proportion",
        )


def _check_twice(
    accounts: Iterable[str | None], book: Mapping[str, str], section: str, last: str | None, advice: str
) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for index, account in enumerate(accounts):
        if account is None:
            continue
        address = book.get(account, account)
        first = seen.setdefault(address, index)
        if first != index:
            path: FieldPath = (section, index) if last is None else (section, index, last)
            shown = account if account == address else f"{account} ({address})"
            yield path, f"{shown} is {show_path((section, first))} too. {advice}"


def _check_terms(terms: TermsView) -> Iterator[Finding]:
    if not terms.given & {"file", "uri"}:
        yield ("terms",), "name the document: `file` (beside the spec), `uri`, or both"
    elif "file" not in terms.given and "hash" not in terms.given:
        yield (
            ("terms",),
            "without `file` the `hash` of the document is needed, because nothing is downloaded; add one of them",
        )

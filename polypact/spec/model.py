"""The spec: the cover page of a partnership, written in YAML.

The cover page says who founds it with what weight and units, by which rules it decides, and which document holds the
terms; the document's hash binds both together. `examples/` has complete specs. A short one:

    name: Harbour Joint Venture
    terms:
      file: joint-venture-terms.md
    formation_deadline: 14 days
    accounts:
      northwind: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
    founders:
      - account: northwind      # from `accounts`, an address, or the alias of an Ape account
        name: Northwind Shipping GmbH
        weight: 60              # votes
        units: 60               # parts of the revenue
        role: [proposer, treasurer]
      - account: 0x70997970C51812dc3A010C7d01b50e0d17dc79C8
        name: Eastport Ltd
        weight: 40
        units: 40
    rules:
      constitutional: {voting_delay: 2 days, voting_period: 7 days, execution_delay: 3 days,
                       execution_window: 30 days, quorum: 50%, approval: 66.67%}
      ordinary: {voting_delay: 1 day, voting_period: 5 days, execution_delay: 2 days,
                 execution_window: 14 days, quorum: 30%, approval: 50%}

Times and shares always have their unit beside them: `90 minutes`, `66.67%`, `6667 bps`. Rules may be left out as a
whole; then `DEFAULT_RULES` hold. What else a rule may say (its mode, early decision, recusal, objections) is told by
`Rule`, what the deal may say (notice, redemption, ceilings) by `DealTerms`, what is promised by name, and when it ends,
by `promises`, what sponsors are offered by `sponsors`; `dao_uri`, `reserve` and `recoupment` are fields of the `Spec`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from eth_utils.address import is_address, to_checksum_address
from pydantic import Field, PrivateAttr, ValidationError, ValidationInfo, model_validator

from polypact.chain.recipe import Config
from polypact.spec.checks import (
    FounderView,
    SpecView,
    TermsView,
    check_accounts,
    check_all,
    check_deadline,
    check_document,
    read_terms,
    view_of,
)
from polypact.spec.class_checks import Finding, RuleView
from polypact.spec.names import Names
from polypact.spec.promised import Promised
from polypact.spec.promises import Ends, FloorTerms, ReservedMatter
from polypact.spec.sponsors import SponsorTerms, all_shares
from polypact.text import field_types as fields
from polypact.text.deal_fields import DealTerms
from polypact.text.deals import Deal
from polypact.text.documents import Document
from polypact.text.durations import format_relative, format_timestamp, is_duration, parse_day, parse_moment
from polypact.text.enums import ETHER, Role, class_name, name_word
from polypact.text.errors import PolypactError, Problem, SpecErrors
from polypact.text.sentences import income_order
from polypact.text.validation import TOGETHER, WRITTEN, StrictModel, nearest, problems_of
from polypact.text.voting_rules import DEFAULT_RULES, Rule
from polypact.text.written_numbers import whole_number
from polypact.text.yaml_lines import FieldPath, Parsed, read_yaml, show_path

__all__ = ["DEFAULT_RULES", "Built", "Founder", "Rule", "Spec", "Terms", "load_spec"]


class Terms(StrictModel):
    """The document that holds the terms.

    Attributes:
        file: Path, relative to the spec.
        uri: Where partners can read it: https, ipfs, ar; at most 256 bytes. It goes into the chain's log.
        hash: keccak-256 of the document, 32 bytes (`0x...` in YAML). If it is given, the file must still match it.
    """

    file: fields.FilePath | None = None
    uri: fields.DocumentUri | None = None
    hash: fields.DocumentHash | None = None


class Contribution(StrictModel):
    """What a founder must have contributed.

    Attributes:
        token: An address, a name of the spec's address book, or `ether`.
        amount: In the token's smallest unit.
    """

    token: fields.Account
    amount: Annotated[int, whole_number(2**112 - 1, "That is more than any token has")]


class Founder(StrictModel):
    """A founding partner.

    Attributes:
        account: An address, a name of the spec's address book, or the alias of an Ape account.
        name: For people; not on chain.
        weight: Voting power, below 2**40.
        units: Claim on revenue, below 2**32.
        role: Named duties; `proposer` if nothing is said. With `[]` the partner votes and nothing else.
        contributes: What it must have contributed for its acceptance to count.
    """

    account: fields.Account
    name: fields.Label
    weight: fields.Weight
    units: fields.Units
    role: fields.RoleNames = Role.PROPOSER
    contributes: Contribution | None = None


#: Gives how many decimals the token at an address has.
Decimals = Callable[[str], int]


def _owed(what: Contribution | None) -> str:
    return f"; joins only with {what.amount:,} of {what.token} (smallest unit) contributed" if what else ""


@dataclass(frozen=True)
class Built:
    """What of a spec goes to the chain: `config` as `types.Config`, its deadline counted from `now` (unix seconds)."""

    now: int
    config: tuple[Any, ...]


class Spec(StrictModel):
    """A partnership to be.

    Attributes:
        name: 1 to 31 bytes of UTF-8.
        terms: The document.
        formation_deadline: As written: a moment in ISO 8601 with its time zone, or a span counted from the moment of
            deploying. Until then every founder must have accepted.
        founders: In the order of their seats. The first is the convener.
        founders_bound: Until when no founder withdraws, written like the deadline; without it each may until all have
            accepted.
        rules: By decision class, 0 (strictest) to 15; in YAML `constitutional` (0), `recovery` (4: moves the seat of a
            lost key), `ordinary` (8) or the number.
        tokens: ERC-20 tokens it is usually paid in, at most 8: addresses, or names as for accounts.
        ecosystem: Address, or name of a recorded deployment.
        accounts: The address book: name => address.
        deal: What everybody accepts beside the document: notice, redemption, ceilings and more.
        dao_uri: Where the public description is (ERC-4824).
        reserve: bps of what sponsors and contributors leave of income that goes to the treasury, before the partners.
        recoupment: How contributions are repaid out of income: `none`, `in order` or `pro rata`.
        reserved_matters: What somebody is asked about before it is done; see `promises`.
        floors: Below what the treasury does not fall without somebody's yes.
        mandates: What somebody may do without a vote, a sentence each.
        ends: What lets anybody begin winding up: a date (which is part of the deal), income, a milestone.
        sponsors: Links that are offered with the founding; see `sponsors`.
    """

    name: fields.PartnershipName
    terms: Terms
    formation_deadline: fields.Deadline
    founders_bound: fields.Deadline | None = None
    founders: tuple[Founder, ...]
    rules: dict[fields.ClassNumber, Rule] = Field(default_factory=lambda: dict(DEFAULT_RULES))
    tokens: tuple[fields.Account, ...] = ()
    ecosystem: fields.Account = "default"
    accounts: dict[fields.Name, fields.Address] = Field(default_factory=dict)
    deal: DealTerms = Field(default_factory=DealTerms)
    dao_uri: fields.DocumentUri | None = None
    reserve: fields.Reserve = 0
    recoupment: fields.Recoupment = "none"
    reserved_matters: tuple[ReservedMatter, ...] = ()
    floors: tuple[FloorTerms, ...] = ()
    mandates: tuple[fields.Line, ...] = ()
    ends: Ends | None = None
    sponsors: tuple[SponsorTerms, ...] = ()

    _source: str = PrivateAttr("spec")
    _base: Path = PrivateAttr(default_factory=Path)
    _document: Document | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _fits_together(self, info: ValidationInfo) -> Spec:
        if info.context:
            return self  # read from a file, where the same is checked of what could be read, with its lines
        findings = list(check_all(self._view()))
        if findings:
            raise ValueError(f"{TOGETHER}: " + "; ".join(f"{show_path(path)}: {text}" for path, text in findings))
        return self

    def deadline(self, now: int) -> int:
        """The formation deadline in unix seconds.

        Args:
            now: Unix seconds from which a span is counted; best the time of the chain's latest block.
        """
        return parse_moment(self.formation_deadline, now)

    def with_accounts(self, overrides: Mapping[str, str]) -> Spec:
        """The same spec with other addresses for some names, like a contract wallet that was deployed meanwhile.

        Args:
            overrides: name => address. A name must be in the address book, or be used by a founder or a token.

        Raises:
            PolypactError: A name is used nowhere, or an address is none.
            SpecErrors: Two founders or tokens would now be the same account.
        """
        sponsors = (sponsor.account for sponsor in self.sponsors)
        used = {*self.accounts, *(founder.account for founder in self.founders), *sponsors, *self.tokens}
        known = sorted(name for name in used if not is_address(name))
        book = dict(self.accounts)
        for name, address in overrides.items():
            if name not in known:
                hint = nearest(name, known) or f"; there are {', '.join(known) or 'none'}"
                raise PolypactError(f"{self._source} has no account named {name}{hint}")
            try:
                book[name] = fields.read_address(address)
            except ValueError as error:
                raise PolypactError(f"the address given for {name}: {error}") from None
        changed = self.model_copy(update={"accounts": book})
        changed._refuse(check_accounts(changed._view()))
        return changed

    def terms_document(self, base: Path | None = None) -> Document:
        """The terms document.

        Args:
            base: Folder that `terms.file` is relative to; that of the spec it was loaded from if none is given.

        Raises:
            PolypactError: The file is missing or empty.
            SpecErrors: It is not the document that the spec's hash names.
        """
        uri = self.terms.uri or ""
        if self.terms.file is None:
            assert self.terms.hash is not None  # checked when the spec was made
            return Document(self.terms.hash, uri)
        if base is None and self._document is not None:
            return replace(self._document, uri=uri)  # read when the spec was
        document = Document.from_file((self._base if base is None else base) / self.terms.file, uri)
        self._refuse(check_document(TermsView(self.terms.file, self.terms.hash), document.hash))
        return document

    def build(
        self,
        now: int,
        resolve: Callable[[str], str],
        decimals: Decimals | None = None,
        is_partnership: Callable[[str], bool] = lambda address: False,
    ) -> Built:
        """All that is deployed of it, checked; see `to_config`."""
        return Built(now, self.to_config(now, resolve, self.terms_document().hash, decimals, is_partnership))

    def to_config(
        self,
        now: int,
        resolve: Callable[[str], str],
        terms_hash: bytes,
        decimals: Decimals | None = None,
        is_partnership: Callable[[str], bool] = lambda address: False,
    ) -> tuple[Any, ...]:
        """The ABI tuple of `types.Config`, which `Ecosystem.spin_up` takes.

        Args:
            now: Unix seconds; best the time of the chain's latest block.
            resolve: Gives the address of a name that is not in the address book (an Ape alias); raises a
                PolypactError where there is none.
            terms_hash: keccak-256 of the terms document, 32 bytes (`terms_document().hash`).
            decimals: How many a token has; wanted where a promise or a mandate names a sum of one.
            is_partnership: Whether there is a partnership at an address: what a sponsor earns goes to its escrow then.

        Raises:
            PolypactError: The hash is none.
            SpecErrors: A name has no address, two founders or tokens are the same account, the deadline is over, or
                the hash is not the one in the spec. All of them at once.
        """
        if len(terms_hash) != 32 or not any(terms_hash):
            raise PolypactError("the hash of the terms must have 32 bytes and not be zero; hash the document first")
        findings = list(check_deadline(self.formation_deadline, now))
        if self.terms.hash is not None and terms_hash != self.terms.hash:
            findings.append(
                (("terms", "hash"), f"document changed since the spec was hashed: it has 0x{terms_hash.hex()}")
            )
        book = dict(self.accounts)
        names: list[tuple[FieldPath, str]] = [
            (("founders", index, "account"), founder.account) for index, founder in enumerate(self.founders)
        ]
        names += [(("tokens", index), token) for index, token in enumerate(self.tokens)]
        book.setdefault("ether", ETHER)
        names += [(("deal", "capital", token), token) for token in self.deal.capital]
        names += [(("sponsors", index, "account"), sponsor.account) for index, sponsor in enumerate(self.sponsors)]
        owed = [(index, founder, founder.contributes) for index, founder in enumerate(self.founders)]
        names += [(("founders", index, "contributes", "token"), what.token) for index, _, what in owed if what]
        for path, name in names:
            try:
                book[name] = self._address_of(name, book, resolve)
            except PolypactError as error:
                findings.append((path, str(error)))
        view = self._view()
        resolved = SpecView(accounts=book, founders=view.founders, tokens=view.tokens)
        address_of = partial(self._address_of, book=book, resolve=resolve)
        known = Names(address_of, self.tokens, decimals or _no_decimals, now, is_partnership)
        calls, more = self.promised.compiled(known)
        self._refuse([*findings, *more, *self._check_end(now), *check_accounts(resolved)])
        return Config(
            name=self.name,
            terms_hash=terms_hash,
            terms_uri=self.terms.uri or "",
            formation_deadline=self.deadline(now),
            founders=[
                (book[founder.account], founder.weight, founder.units, int(founder.role)) for founder in self.founders
            ],
            rules=[
                (number, name_word(self.rules[number].name), self.rules[number].to_abi())
                for number in sorted(self.rules)
            ],
            tokens=[book[token] for token in self.tokens],
            deal=self._deal(now),
            capital=self.deal.capital_of(lambda token: book[token]),
            dao_uri=self.dao_uri or "",
            reserve_bps=self.reserve,
            recoupment=fields.RECOUPMENTS.index(self.recoupment),
            bound_until=parse_moment(self.founders_bound, now) if self.founders_bound else 0,
            required=[(book[founder.account], book[what.token], what.amount) for _, founder, what in owed if what],
            calls=calls,
        ).abi()

    @property
    def promised(self) -> Promised:
        """What is promised and given."""
        return Promised(self.reserved_matters, self.floors, self.mandates, self.ends, self.sponsors)

    def _deal(self, now: int) -> Deal:
        date = self.ends.date if self.ends else None
        ends = parse_day(date, now, last=True) if date else 0
        return replace(self.deal.founding(self.reserve, all_shares(self.sponsors)), ends=ends)

    def _check_end(self, now: int) -> Iterator[Finding]:
        """It does not end before it can have begun."""
        ends = self._deal(now).ends
        if ends and ends <= self.deadline(now):
            yield (
                ("ends", "date"),
                f"is before the founders have to have accepted: {format_timestamp(ends)}; name a later one",
            )

    def describe(self, now: int | None = None) -> str:
        """The spec in plain words, defaults included, several lines.

        Args:
            now: Unix seconds from which a span is counted; the present if none is given.
        """
        present = int(time.time()) if now is None else now
        deadline = self.deadline(present)
        by = f"{format_timestamp(deadline)}, {format_relative(deadline, present)}"
        if is_duration(self.formation_deadline):
            by = f"{self.formation_deadline} after deploying (deployed now: {by})"
        named = [part for part in (self.terms.file, self.terms.uri) if part]
        lines = [
            f"{self.name}, in the ecosystem {self.ecosystem}",
            f"  terms: {', '.join(named)}",
            f"  every founder accepts within: {by}"
            if is_duration(self.formation_deadline)
            else f"  every founder accepts by: {by}",
            *([f"  no founder withdraws within: {self.founders_bound}"] if self.founders_bound else []),
            "  founders:",
            *self._describe_founders(),
            "  rules" + (" (defaults)" if self.rules == DEFAULT_RULES else "") + ":",
            *(f"    {self._class(number)}: {self.rules[number].describe()}" for number in sorted(self.rules)),
            f"  revenue: ether{''.join(f', {token}' for token in self.tokens)}",
            "  the deal:",
            *(f"    {line}" for line in self._told_deal(present).lines()),
            f"  income: {income_order({}, self.recoupment, self.reserve)}",
            *(["  promised and given:"] if (told := self.promised.lines()) else []),
            *(f"    {line}" for line in told),
        ]
        return "\n".join(lines)

    def _told_deal(self, now: int) -> Deal:
        """The deal, with the ceilings that follow from the founders."""
        deal = self._deal(now)
        weights = sum(founder.weight for founder in self.founders)
        units = sum(founder.units for founder in self.founders)
        return replace(
            deal,
            max_weight=deal.max_weight or min(weights + weights // 4, fields.MAX_TOTAL_WEIGHT),
            max_units=deal.max_units or min(units + units // 4, fields.MAX_TOTAL_UNITS),
        )

    def _class(self, number: int) -> str:
        name = self.rules[number].name
        return f"{class_name(number)} ({name})" if name else class_name(number)

    def _describe_founders(self) -> list[str]:
        weights = sum(founder.weight for founder in self.founders)
        units = sum(founder.units for founder in self.founders)
        lines = []
        for founder in self.founders:
            address = self.accounts.get(founder.account)
            account = founder.account if address is None else f"{founder.account}, {address}"
            lines.append(
                f"    {founder.name} ({account}): weight {founder.weight} of {weights}, "
                f"units {founder.units} of {units}, role {founder.role.words}{_owed(founder.contributes)}"
            )
        return lines

    def _view(self) -> SpecView:
        return SpecView(
            accounts=self.accounts,
            founders=tuple(
                FounderView(founder.account, founder.name, founder.weight, founder.units, founder.role)
                for founder in self.founders
            ),
            rules={str(number): RuleView(_told(rule), frozenset(_told(rule))) for number, rule in self.rules.items()},
            tokens=self.tokens,
            terms=TermsView(
                self.terms.file,
                self.terms.hash,
                frozenset(name for name in ("file", "uri", "hash") if getattr(self.terms, name) is not None),
            ),
            deadline=self.formation_deadline,
            has_exit_terms=bool(self.deal.notice or self.deal.redeemable),
            promised=self.promised,
            sponsors_ceiling=self.deal.sponsors_ceiling,
            token_names=self.tokens,
        )

    def _refuse(self, findings: Iterable[Finding]) -> None:
        problems = [Problem(None, show_path(path), text) for path, text in findings]
        if problems:
            raise SpecErrors(problems, self._source)

    @staticmethod
    def _address_of(name: str, book: Mapping[str, str], resolve: Callable[[str], str]) -> str:
        if name in book:
            return book[name]
        if is_address(name):
            return name
        address = resolve(name)
        if not is_address(address):
            raise PolypactError(f"{name} stands for {address}, which is no address")
        return str(to_checksum_address(address))


def _no_decimals(token: str) -> int:
    raise PolypactError(f"how many decimals {token} has is asked of a chain; there is none here")


def _told(rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in rule.__dict__.items() if value}


def load_spec(path: Path, now: int | None = None) -> Spec:
    """Reads and checks a spec.

    Args:
        path: Of the YAML file. The terms file is looked for beside it.
        now: Unix seconds; an absolute formation deadline must be later. The present if none is given.

    Raises:
        PolypactError: The file cannot be read.
        SpecErrors: Every mistake in it at once, each with its line.
    """
    parsed = read_yaml(path)
    problems = list(parsed.problems)
    spec = None
    if parsed.data is None:
        raise SpecErrors(
            [Problem(None, "", "is empty; write a spec, or start from one of the examples")], parsed.source
        )
    try:
        spec = Spec.model_validate(parsed.data, context=WRITTEN)
    except ValidationError as error:
        problems += [p for p in problems_of(error, parsed, Spec) if not p.message.startswith(f"{TOGETHER}: ")]
    document, findings = _check_together(parsed, path.parent, int(time.time()) if now is None else now)
    problems += [parsed.problem(field_path, message) for field_path, message in findings]
    if problems or spec is None:
        raise SpecErrors(problems, parsed.source)
    spec._source = parsed.source
    spec._base = path.parent
    spec._document = document
    return spec


def _check_together(parsed: Parsed, base: Path, now: int) -> tuple[Document | None, list[Finding]]:
    view = view_of(parsed.data)
    findings = list(check_all(view))
    document = None
    if view.deadline is not None:
        findings += check_deadline(view.deadline, now)
    if view.terms is not None:
        document, more = read_terms(view.terms, base)
        findings += more
    return document, findings

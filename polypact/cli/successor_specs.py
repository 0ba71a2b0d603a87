"""The successors to be: who is in which, and their specs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from polypact.cli.succession_files import refuse_existing, slug, write
from polypact.text.errors import PolypactError
from polypact.text.names import check_name, same_name

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.membership import Partner
    from polypact.spec.successors import Heir, Origin

Planned = Mapping[str, Sequence["Heir"]]
"""Successor to be => its partners."""


def seated(place: Place) -> list[Partner]:
    """The partners who have a seat now."""
    from polypact.text.enums import Status

    return [one for one in place.members.roster() if one.status in (Status.ACTIVE, Status.SUSPENDED, Status.EXPELLED)]


def planned(ending: Sequence[Place], into: Sequence[str]) -> dict[str, list[Heir]]:
    """The successors to be, from what was written, with the weight and the units of now.

    Raises:
        PolypactError: A name is none or there twice, a partner is unknown or in two of them.
    """
    there = _heirs(ending)
    found: dict[str, list[Heir]] = {}
    placed: dict[str, str] = {}
    for text in into:
        name, colon, rest = text.partition(":")
        name = name.strip()
        try:
            check_name(name)
        except ValueError as error:
            raise PolypactError(f"--into: {error}") from None
        if same_name(name) in map(same_name, found):
            raise PolypactError(f"--into: two successors are called {name!r}")
        wanted = [part.strip() for part in rest.split(",") if part.strip()]
        if not wanted and (colon or len(into) > 1):
            raise PolypactError(f"--into: say who the partners of {name!r} are: `{name}: PARTNER, PARTNER`")
        chosen = [_account(ending, one, there) for one in wanted] or list(there)
        for account in chosen:
            if account in placed:
                raise PolypactError(f"--into: {there[account].name} is in {placed[account]!r} already")
            placed[account] = name
        found[name] = [there[account] for account in chosen]
    return found


def left_out(ending: Sequence[Place], plan: Planned) -> list[str]:
    """Partners who are in no successor, by name."""
    placed = {heir.account for heirs in plan.values() for heir in heirs}
    return [heir.name for account, heir in _heirs(ending).items() if account not in placed]


def _heirs(ending: Sequence[Place]) -> dict[str, Heir]:
    from polypact.spec.successors import Heir

    found: dict[str, Heir] = {}
    for place in ending:
        for one in seated(place):
            name = place.names.get(one.account) or f"Partner {one.account[2:8]}"
            heir = Heir(one.account, name, one.weight, one.units, one.role)
            found[one.account] = found[one.account].joined(heir) if one.account in found else heir
    return found


def _account(ending: Sequence[Place], text: str, there: Mapping[str, Heir]) -> str:
    troubles = []
    for place in ending:
        try:
            account = place.members.holder_of(known := place.account(text))
        except PolypactError as error:
            troubles.append(str(error))
            continue
        for candidate in (account, known):
            if candidate in there:
                return candidate
        troubles.append(f"{text} is no partner of {place.members.name}")
    raise PolypactError(f"--into: {troubles[-1]}")


def write_specs(
    ending: Sequence[Place], plan: Planned, folder: Path, ecosystem: str, document: Path | None
) -> list[Path]:
    """Writes a spec for each successor, and reads it back.

    Args:
        document: The terms in force, if they are at hand.

    Raises:
        SpecErrors: One would not do, with what is wrong with it: it is there, for a person to put right.
    """
    from polypact.spec import load_spec
    from polypact.spec.successors import spec_text

    origin = _origin(ending, folder, document)
    paths = [folder / f"{slug(name)}.yaml" for name in plan]
    refuse_existing(paths)
    for path, (name, heirs) in zip(paths, plan.items(), strict=True):
        write(path, spec_text(name, heirs, origin, ecosystem))
    for path in paths:
        load_spec(path)
    return paths


def _terms_file(place: Place, folder: Path, document: Path | None) -> str:
    """Where the terms in force are, from the folder of the specs: what was named, or where the old spec had them.

    Raises:
        PolypactError: What was named are other terms, or they are nowhere to be found and have no public address.
    """
    from polypact.text.documents import Document
    from polypact.text.yaml_lines import read_yaml

    terms = place.members.terms()
    found = document
    if document is not None:
        Document(terms.hash).check_copy(document)
    elif place.record is not None and Path(place.record.spec).is_file():
        written = read_yaml(Path(place.record.spec)).data
        named = written.get("terms") if isinstance(written, dict) else None
        name = named.get("file") if isinstance(named, dict) else None
        there = Path(place.record.spec).parent / str(name)
        if name and there.is_file() and Document.from_file(there).hash == terms.hash:
            found = there
    if found is not None:
        return os.path.relpath(found, folder)
    if not place.members.terms_uri(terms.version, place.since):
        raise PolypactError(
            f"the terms of {place.members.name} have no public address: say where the document is with --terms FILE"
        )
    return ""


def _origin(ending: Sequence[Place], folder: Path, document: Path | None) -> Origin:
    """What the successors take over: of several that merge, of the first one."""
    from polypact.cli import promised_view
    from polypact.spec.successors import MAX_CAPITAL, Origin, capital_ceiling
    from polypact.text.voting_rules import Rule

    place = ending[0]
    terms = place.members.terms()
    rules = {
        number: Rule.from_chain(rule.__dict__ | {}) for number, rule in place.partnership.rules(place.since).items()
    }
    promised = place.partnership.promises.all(place.since)
    claims: dict[str, int] = {}
    for one in ending:
        for token in one.revenue_tokens():
            claims[token] = claims.get(token, 0) + _held(one, token)
    capital = {token: capital_ceiling(amount) for token, amount in claims.items() if amount}
    most = dict(list(capital.items())[:MAX_CAPITAL])
    behind = [
        *(f"capital in {token}: a deal names {MAX_CAPITAL} tokens" for token in capital if token not in most),
        *([f"the public description at {uri}"] if (uri := place.partnership.dao_uri) else []),
        *(f"{old.members.name}: {line}" for old in ending[1:] for line in ["its rules, terms and deal"]),
        *promised_view.lines(place, promised, place.now()),
        *(f"sponsor {place.name(who)}" for who in place.escrow.sponsors()),
        *(f"units of {place.name(one.account)} vest" for one in seated(place) if _vests(place, one.account)),
    ]
    return Origin(
        terms_hash=terms.hash,
        terms_file=_terms_file(place, folder, document),
        terms_uri=place.members.terms_uri(terms.version, place.since),
        rules=rules,
        class_names=place.class_names,
        deal=place.members.deal(),
        tokens=[token for old in ending for token in old.listed],
        recoupment=place.escrow.order()[1],
        reserve_bps=place.escrow.order()[2],
        capital=most,
        left_behind=behind,
    )


def _held(place: Place, token: str) -> int:
    """What there is of a token; nothing of one that does not tell."""
    from polypact.chain.node_errors import NodeError

    try:
        owners = (place.partnership.address, place.partnership.escrow)
        return sum(place.tokens.balance(token, owner) for owner in owners)
    except NodeError:
        raise
    except PolypactError:
        return 0


def _vests(place: Place, account: str) -> bool:
    return int(place.escrow.read("vesting_of", account)["end_day"]) * 86_400 > place.now()

"""What `partnership split|merge|move` writes: specs of successors, and the proposals of both sides."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.text.errors import PolypactError
from polypact.text.names import check_name, same_name

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.clients.membership import Partner
    from polypact.decisions.drafts import Draft
    from polypact.decisions.succession import Trial, Way
    from polypact.spec.successors import Heir, Origin

#: The most actions of one proposal (actions.vy).
_MOST = 16

Planned = Mapping[str, Sequence["Heir"]]
"""Successor to be => its partners."""


# --- who is there ---


def seated(place: Place) -> list[Partner]:
    """The partners who have a seat now."""
    from polypact.text.enums import Status

    return [one for one in place.members.roster() if one.status in (Status.ACTIVE, Status.SUSPENDED, Status.EXPELLED)]


def accounts(place: Place) -> list[str]:
    """Whoever may have something to claim: partners, sponsors, contributors, who is gone, and the treasury."""
    roster = [one.account for one in place.members.roster()]
    contributors = [str(log["contributor"]) for log in place.escrow.events("Contributed", since=place.since)]
    every = [*roster, *place.escrow.sponsors(), *contributors, place.partnership.address]
    holders = place.escrow.read_many([("holder_of", account) for account in dict.fromkeys(every)])
    return list(dict.fromkeys(map(str, holders)))


# --- specs ---


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


def write_specs(ending: Sequence[Place], plan: Planned, folder: Path, ecosystem: str) -> list[Path]:
    """Writes a spec for each successor, and reads it back.

    Raises:
        SpecErrors: One would not do, with what is wrong with it: it is there, for a person to put right.
    """
    from polypact.spec import load_spec
    from polypact.spec.successors import spec_text

    origin = _origin(ending)
    paths = [folder / f"{slug(name)}.yaml" for name in plan]
    _refuse_existing(paths)
    for path, (name, heirs) in zip(paths, plan.items(), strict=True):
        _write(path, spec_text(name, heirs, origin, ecosystem))
    for path in paths:
        load_spec(path)
    return paths


def _origin(ending: Sequence[Place]) -> Origin:
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


# --- proposals ---


def winding_up(place: Place, successors: Sequence[Place], keep: Sequence[str], keep_for: str) -> Draft:
    """The proposal by which a partnership ends: nothing of it happens unless all successors are in force."""
    from polypact.decisions import drafts

    kept = {"keep": list(keep), "for": keep_for} if keep else {}
    made = drafts.Draft([])
    for kind, fields in (*_checks(successors), ("wind_up", kept)):
        try:
            made.actions.append(drafts.make(kind, fields, place))
        except ValueError as error:
            raise PolypactError(f"--keep: {error}") from None
    made.description = ""
    return made


def _checks(successors: Sequence[Place]) -> list[tuple[str, dict[str, Any]]]:
    return [("check_in_force", {"partnership": one.partnership.address}) for one in successors]


def agreements(
    successors: Sequence[Place], trial: Trial, ways: Mapping[str, Sequence[Way]]
) -> dict[str, list[dict[str, Any]]]:
    """Successor => the actions by which it agrees to repay what its partners bring along, and a quarter more."""
    from polypact.spec.successors import capital_ceiling

    found: dict[str, list[dict[str, Any]]] = {}
    for place in successors:
        if place.escrow.order()[1] == "none":
            continue  # it repays nobody
        sums: dict[tuple[str, str], int] = {}
        # One that would be refused, of a token that is not known there say, would spoil all of them; it is told.
        refused = {journey.claim for journey in trial.journeys if journey.reason}
        for claim in trial.claims:
            goes_there = any(way.successor == place.partnership.address for way in ways.get(claim.account, ()))
            if claim.then and goes_there and claim not in refused:
                key = claim.account, claim.token
                sums[key] = sums.get(key, 0) + claim.then
        found[place.partnership.address] = [
            {"agree_contribution": {"contributor": account, "amount": _exact(place, token, capital_ceiling(amount))}}
            for (account, token), amount in sums.items()
        ]
    return found


def _exact(place: Place, token: str, amount: int) -> str:
    """A sum as a draft takes it, whatever a token calls itself."""
    from polypact.text.enums import ETHER

    if token == ETHER:
        return f"{amount} wei"
    decimals = place.tokens.at(token).decimals
    whole, part = divmod(amount, 10**decimals)
    return f"{whole}{f'.{part:0{decimals}d}' if decimals else ''} {token}"


def write_drafts(
    ending: Sequence[Place],
    drafts: Sequence[Draft],
    successors: Sequence[Place],
    agreed: Mapping[str, Sequence[dict[str, Any]]],
    folder: Path,
    kind: str,
) -> dict[str, Path]:
    """Writes the proposals; gives what each is called, `wind-up NAME` or `agree NAME`, and where it is."""
    names = ", ".join(one.members.name for one in successors)
    found: dict[str, Path] = {}
    texts: dict[Path, str] = {}
    for place, draft in zip(ending, drafts, strict=True):
        path = folder / f"wind-up-{slug(place.members.name)}.yaml"
        comments = [place.words.action(action) for action in draft.actions]
        about = {"split": f"Split into {names}", "merge": f"Merge into {names}", "move": f"Move to {names}"}[kind]
        entries = [*({k: f} for k, f in _checks(successors)), {"wind_up": _kept(draft, place)}]
        texts[path] = _draft_text(about, comments, entries)
        found[f"wind-up {place.members.name}"] = path
    for place in successors:
        entries = list(agreed.get(place.partnership.address, ()))
        for number, start in enumerate(range(0, len(entries), _MOST), 1):
            more = f"-{number}" if len(entries) > _MOST else ""
            path = folder / f"agree-{slug(place.members.name)}{more}.yaml"
            texts[path] = _draft_text(
                "Agree to repay what partners bring along",
                ["what each can claim today, and a quarter more, as income goes on"],
                entries[start : start + _MOST],
            )
            found[f"agree {place.members.name}{more}"] = path
    _refuse_existing(list(texts))
    for path, text in texts.items():
        _write(path, text)
    return found


def _kept(draft: Draft, place: Place) -> dict[str, Any]:
    from polypact.chain.abi import interface

    call = interface("Partnership").decode_call(draft.actions[-1].data)
    assert call is not None  # it is ours
    kept = call[1]["kept"]
    if not kept:
        return {}
    sums = [_exact(place, str(entry["token"]), int(entry["amount"])) for entry in kept]
    return {"keep": sums, "for": f"{call[1]['kept_days']} days"}


def _draft_text(about: str, comments: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> str:
    lines = [f"description: {json.dumps(about, ensure_ascii=False)}", "actions:"]
    lines += [f"  # {' '.join(comment.split())}" for comment in comments]
    # JSON is YAML.
    lines += [f"  - {json.dumps(entry, ensure_ascii=False)}" for entry in entries]
    return "\n".join(lines) + "\n"


# --- files ---


def slug(name: str) -> str:
    """A name as a file is called."""
    plain = re.sub(r"[^a-z0-9]+", "-", same_name(name)).strip("-")
    return plain or "partnership"


def _refuse_existing(paths: Sequence[Path]) -> None:
    twice = [str(path) for path in paths if paths.count(path) > 1]
    if twice:
        raise PolypactError(f"two files would be called {twice[0]}; give the partnerships names that differ more")
    for path in paths:
        if path.exists():
            raise PolypactError(f"{path} is there already; move it away, or write to another folder with --out")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None

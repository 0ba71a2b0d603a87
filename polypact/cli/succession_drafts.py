"""The proposals of both sides: the winding up, and what successors agree to repay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.cli.succession_files import refuse_existing, slug, write
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.decisions.drafts import Draft
    from polypact.decisions.succession import Trial, Way

#: The most actions of one proposal (actions.vy).
_MOST = 16


def accounts(place: Place) -> list[str]:
    """Whoever may have something to claim: partners, sponsors, contributors, who is gone, and the treasury."""
    roster = [one.account for one in place.members.roster()]
    contributors = [str(log["contributor"]) for log in place.escrow.events("Contributed", since=place.since)]
    every = [*roster, *place.escrow.sponsors(), *contributors, place.partnership.address]
    holders = place.escrow.read_many([("holder_of", account) for account in dict.fromkeys(every)])
    return list(dict.fromkeys(map(str, holders)))


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


@dataclass(frozen=True)
class Written:
    """A proposal in a file."""

    kind: str
    """`wind-up` or `agree`."""
    place: Place
    """Whose vote it is."""
    whose: str
    """What that is called, told apart from all others here."""
    path: Path

    @property
    def name(self) -> str:
        return f"{self.kind} {self.whose}"


def write_drafts(
    ending: Sequence[Place],
    drafts: Sequence[Draft],
    successors: Sequence[Place],
    agreed: Mapping[str, Sequence[dict[str, Any]]],
    folder: Path,
    kind: str,
) -> list[Written]:
    """Writes the proposals of both sides."""
    names = ", ".join(one.members.name for one in successors)
    found: list[Written] = []
    texts: list[str] = []
    called, files = _told_apart(ending)
    for place, draft in zip(ending, drafts, strict=True):
        address = place.partnership.address
        comments = [place.words.action(action) for action in draft.actions]
        about = {"split": f"Split into {names}", "merge": f"Merge into {names}", "move": f"Move to {names}"}[kind]
        entries = [*({k: f} for k, f in _checks(successors)), {"wind_up": _kept(draft, place)}]
        texts.append(_draft_text(about, comments, entries))
        found.append(Written("wind-up", place, called[address], folder / f"wind-up-{files[address]}.yaml"))
    called, files = _told_apart(successors)
    for place in successors:
        address = place.partnership.address
        entries = list(agreed.get(address, ()))
        for number, start in enumerate(range(0, len(entries), _MOST), 1):
            more = f"-{number}" if len(entries) > _MOST else ""
            text = _draft_text(
                "Agree to repay what partners bring along",
                ["what each can claim today, and a quarter more, as income goes on"],
                entries[start : start + _MOST],
            )
            texts.append(text)
            path = folder / f"agree-{files[address]}{more}.yaml"
            found.append(Written("agree", place, f"{called[address]}{more}", path))
    refuse_existing([one.path for one in found])
    for one, text in zip(found, texts, strict=True):
        write(one.path, text)
    return found


def _told_apart(places: Sequence[Place]) -> tuple[dict[str, str], dict[str, str]]:
    """What partnerships and their files are called, by address; names on a chain are anybody's, and may be the same."""
    names = {place.partnership.address: place.members.name for place in places}
    slugs = {address: slug(name) for address, name in names.items()}
    called = {a: name if list(names.values()).count(name) == 1 else f"{name} ({a})" for a, name in names.items()}
    files = {a: f if list(slugs.values()).count(f) == 1 else f"{f}-{a[2:10].lower()}" for a, f in slugs.items()}
    return called, files


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

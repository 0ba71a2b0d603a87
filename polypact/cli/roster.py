"""The roster for people: everybody who is, was or may become a partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from polypact.cli.common import brief, row, short, table
from polypact.text.enums import Status

if TYPE_CHECKING:
    from polypact.cli.open_partnership import Place
    from polypact.cli.printing import Sheet
    from polypact.clients.membership import Partner, Terms


@dataclass(frozen=True)
class Known:
    """What is known of partners besides their records; `now` and times in unix seconds."""

    terms: Terms
    now: int
    accepted: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Partner => (newest version accepted, when)."""
    representatives: Mapping[str, str] = field(default_factory=dict)
    """Partner => who votes and proposes for it."""

    def is_missing(self, partner: Partner) -> bool:
        """Whether a partner has still to accept the terms in force."""
        is_partner = partner.status in (Status.ACTIVE, Status.SUSPENDED)
        return is_partner and partner.accepted_version < self.terms.version


def roster(place: Place, partners: Sequence[Partner], known: Known) -> tuple[list[dict[str, object]], Sheet]:
    """The roster as data and as a table."""
    columns = ("seat", "partner", "account", "status", "weight", "units", "role", "accepted", "notes")
    made = table(*columns, right=("seat", "weight", "units"), lead=3)
    data: list[dict[str, object]] = []
    for partner in partners:
        when = known.accepted.get(partner.account)
        data.append(
            {
                "seat": partner.seat,
                "account": partner.account,
                "name": place.names.get(partner.account, ""),
                "status": partner.status.name.lower(),
                "weight": partner.weight,
                "units": partner.units,
                "role": partner.role.names,
                "accepted_version": partner.accepted_version,
                "accepted_at": when[1] if when else None,
                "has_accepted": partner.accepted_version == known.terms.version,
                "respond_by": partner.respond_by,
                "role_ends": partner.role_ends,
                "probation_ends": partner.probation_ends,
                "leaves_at": partner.leaves_at,
                "holder": partner.holder,
                "answer_by": partner.answer_by,
                "is_lapsed": partner.is_lapsed,
                "suspended_until": partner.suspended_until,
                "representative": known.representatives.get(partner.account),
            }
        )
        row(
            made,
            partner.seat,
            place.names.get(partner.account, "-"),
            short(partner.account),
            partner.status.name.lower(),
            f"{partner.weight:,}",
            f"{partner.units:,}",
            partner.role.words,
            _accepted(partner, when),
            "; ".join(_notes(place, partner, known)),
        )
    return data, made


def missing_words(place: Place, partners: Sequence[Partner], known: Known) -> str:
    """Who has still to accept the terms in force, in one line; empty if nobody is missing."""
    names = [place.name(partner.account) for partner in partners if known.is_missing(partner)]
    there = [partner for partner in partners if partner.status in (Status.ACTIVE, Status.SUSPENDED)]
    return f"{len(names)} of {len(there)} partners have not: {', '.join(names)}" if names else ""


def _accepted(partner: Partner, when: tuple[int, int] | None) -> str:
    if when is None:
        return f"v{partner.accepted_version}" if partner.accepted_version else "-"
    return f"v{when[0]} {brief(when[1])}"


def _notes(place: Place, partner: Partner, known: Known) -> Iterator[str]:
    if partner.status == Status.INVITED and partner.respond_by:
        yield f"may accept until {brief(partner.respond_by)}"
    if partner.is_lapsed:
        yield "lapsed: its weight does not count until it accepts the terms or answers"
    if known.is_missing(partner):
        in_time = partner.accepted_version == known.terms.version - 1 and known.terms.window_is_open
        until = f", may until {brief(known.terms.window_closes)}" if in_time else ", and has no vote until it does"
        if in_time and known.terms.window_closes < known.now:
            until = ", may until most of the others have"
        yield f"has not accepted version {known.terms.version}{until}"
    if partner.answer_by:
        yield f"called, to answer by {brief(partner.answer_by)}"
    if partner.suspended_until and partner.status == Status.SUSPENDED:
        yield f"suspended until {brief(partner.suspended_until)}"
    if partner.account in known.representatives and partner.status in (Status.ACTIVE, Status.SUSPENDED):
        yield f"represented by {place.name(known.representatives[partner.account])}"
    if partner.role_ends:
        yield f"role until {brief(partner.role_ends)}"
    if partner.probation_ends:
        yield f"on probation until {brief(partner.probation_ends)}"
    if partner.leaves_at:
        if partner.status == Status.EXPELLED:
            yield f"expelled, stays until {brief(partner.leaves_at)} at most"
        else:
            yield f"gave notice, may leave from {brief(partner.leaves_at)}"

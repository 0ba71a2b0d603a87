"""The roster for people: everybody who is, was or may become a partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from polypact.cli.common import brief, row, short, table
from polypact.text.enums import Status

if TYPE_CHECKING:
    from rich.table import Table

    from polypact.cli.open_partnership import Place
    from polypact.clients.membership import Partner


def roster(
    place: Place,
    partners: Sequence[Partner],
    accepted: Mapping[str, tuple[int, int]],
    representatives: Mapping[str, str],
) -> tuple[list[dict[str, object]], Table]:
    """The roster as data and as a table; `accepted` is partner => (version, when)."""
    columns = ("seat", "partner", "account", "status", "weight", "units", "role", "accepted", "notes")
    made = table(*columns, right=("seat", "weight", "units"))
    data: list[dict[str, object]] = []
    for partner in partners:
        when = accepted.get(partner.account)
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
                "respond_by": partner.respond_by,
                "role_ends": partner.role_ends,
                "probation_ends": partner.probation_ends,
                "leaves_at": partner.leaves_at,
                "representative": representatives.get(partner.account),
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
            f"v{when[0]} {brief(when[1])}" if when else "-",
            "; ".join(_notes(place, partner, representatives)),
        )
    return data, made


def _notes(place: Place, partner: Partner, representatives: Mapping[str, str]) -> Iterator[str]:
    if partner.account in representatives and partner.status in (Status.ACTIVE, Status.SUSPENDED):
        yield f"represented by {place.name(representatives[partner.account])}"
    if partner.role_ends:
        yield f"role until {brief(partner.role_ends)}"
    if partner.probation_ends:
        yield f"on probation until {brief(partner.probation_ends)}"
    if partner.leaves_at:
        yield f"gave notice, may leave from {brief(partner.leaves_at)}"

"""Who gets what when partnerships have successors, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from polypact.cli.common import row, table
from polypact.text.shares import format_part

if TYPE_CHECKING:
    from polypact.cli.common import Desk
    from polypact.cli.open_partnership import Place
    from polypact.cli.succession_drafts import Written
    from polypact.cli.successor_specs import Planned
    from polypact.decisions.succession import Trial, Way


#: A partnership, and an account that may have something to claim there.
Holder = tuple[str, str]


def planned_table(ending: Sequence[Place], plan: Planned) -> Any:
    """The successors to be, and each partner's part in them."""
    made = table("successor", "partner", "weight", "units", "of its units", right=("weight", "units", "of its units"))
    for name, heirs in plan.items():
        total = sum(heir.units for heir in heirs)
        for heir in heirs:
            part = format_part(heir.units, total) if total else ""
            row(made, name, heir.name, f"{heir.weight:,}", f"{heir.units:,}", part)
    return made


def release_lines(place: Place, successors: Sequence[Place]) -> list[str]:
    """Which successors run other code: another release."""
    own = place.session.code(place.partnership.address)
    return [
        f"{one.members.name} is of another release than {place.members.name}: its functions may differ; what it does "
        "with what is taken along is tried below"
        for one in successors
        if place.session.code(one.partnership.address) != own
    ]


def who_gets_what(
    ending: Sequence[Place],
    successors: Sequence[Place],
    ways: Mapping[str, Sequence[Way]],
    trial: Trial,
    hows: Mapping[Holder, str],
) -> tuple[Any, list[str]]:
    """The table, and what has to be said besides."""
    right = ("today", "in the end")
    made = table("of", "account", "token", *right, "part in", "how", right=right, lead=2)
    names = {one.partnership.address: one.members.name for one in successors}
    notes: list[str] = []
    for place in ending:
        for claim in trial.claims:
            if claim.partnership != place.partnership.address or not (claim.then or claim.account in ways):
                continue
            if not claim.then and any(other.then for other in trial.of(claim.partnership, claim.account)):
                continue
            token = place.tokens.at(claim.token)
            row(
                made,
                place.members.name,
                who(place, claim.account),
                token.symbol,
                token.number(claim.today),
                token.number(claim.then),
                _parts(ways.get(claim.account, ()), names),
                hows[claim.partnership, claim.account],
            )
    for journey in trial.journeys:
        place = next(one for one in ending if one.partnership.address == journey.claim.partnership)
        token, account = place.tokens.at(journey.claim.token), who(place, journey.claim.account)
        there = names[journey.successor]
        if journey.reason:
            notes.append(
                f"{account} could not take {token.symbol} along to {there} as things are now: {journey.reason}"
            )
        elif journey.repaid_first < journey.arrives:
            gift = token.words(journey.arrives - journey.repaid_first)
            notes.append(
                f"{account}: of what it takes along to {there}, {gift} are not agreed to be repaid: a gift there"
            )
    for place in ending:
        for (address, address_of_token), amount in trial.unclaimed.items():
            # Less than one of the smallest unit for each account is nobody's.
            least = place.escrow.grain(address_of_token) * len(trial.claims)
            if address == place.partnership.address and amount > least:
                token = place.tokens.at(address_of_token)
                notes.append(
                    f"{token.words(amount)} of {place.members.name} are nobody's to claim yet: frozen, or earned "
                    "by units that have not vested; that is the treasury's once those claim (then `partnership "
                    "liquidate`)"
                )
    notes.append(
        "Who does nothing keeps its claim here, and is paid out by anybody's `revenue claim`. A claim before "
        "`take-along` leaves nothing to take along: what was paid out can then be contributed (`take-along` offers it)."
    )
    return made, notes


def who(place: Place, account: str) -> str:
    """An account of a partnership by its name."""
    return "the treasury" if account == place.partnership.address else place.name(account)


def ways_to_go(ending: Sequence[Place], ways: Mapping[str, Sequence[Way]], trial: Trial) -> dict[Holder, str]:
    """What everybody does to take its part along; each account is asked for once."""
    places = {place.partnership.address: place for place in ending}
    holders = dict.fromkeys((claim.partnership, claim.account) for claim in trial.claims)
    return {holder: how(places[holder[0]], holder[1], ways) for holder in holders}


def how(place: Place, account: str, ways: Mapping[str, Sequence[Way]]) -> str:
    """What an account does to take its part along."""
    if account == place.partnership.address:
        return "back to the treasury (`revenue claim`), then `partnership liquidate`"
    if account not in ways:
        return "is paid out"
    if place.is_partnership(account):
        return "a vote of its own (`--in ... take-along`)"
    if not place.session.code(account):
        return "take-along, or signed"
    from polypact.signing.wallet_reading import ChainWallets
    from polypact.signing.wallets import KEY

    wallet = ChainWallets(place.session).look_up(account)
    if wallet.kind == KEY:
        return "take-along, or signed"
    if wallet.owners:
        return f"needs the signatures of {wallet.threshold} of {len(wallet.owners)} owners (take-along --unsigned)"
    return "needs a signature (take-along --unsigned), or its own call"


def _parts(ways: Sequence[Way], names: Mapping[str, str]) -> str:
    told = []
    for way in ways:
        part = format_part(way.units, way.total) if way.total and way.units else "no units"
        told.append(f"{names[way.successor]} ({part})")
    return " or ".join(told) or "none"


def data(
    ending: Sequence[Place],
    successors: Sequence[Place],
    ways: Mapping[str, Sequence[Way]],
    trial: Trial,
    hows: Mapping[Holder, str],
    written: Sequence[Written],
) -> dict[str, Any]:
    """The same for a program; sums in the token's smallest unit."""
    places = {place.partnership.address: place for place in ending}
    journeys = {(j.claim.partnership, j.claim.account, j.claim.token): j for j in trial.journeys}
    return {
        "ending": [place.partnership.address for place in ending],
        "successors": {
            place.partnership.address: {"name": place.members.name, "phase": place.members.phase.name.lower()}
            for place in successors
        },
        "claims": [
            {
                "partnership": claim.partnership,
                "account": claim.account,
                "name": who(places[claim.partnership], claim.account),
                "token": claim.token,
                "today": str(claim.today),
                "then": str(claim.then),
                "parts": [
                    {"successor": way.successor, "units": way.units, "total_units": way.total}
                    for way in ways.get(claim.account, ())
                ],
                "how": hows[claim.partnership, claim.account],
                "takes_along": _journey(journeys.get((claim.partnership, claim.account, claim.token))),
            }
            for claim in trial.claims
            if claim.then or claim.account in ways
        ],
        "failures": dict(trial.failures),
        "unclaimed": [
            {"partnership": partnership, "token": token, "amount": str(amount)}
            for (partnership, token), amount in trial.unclaimed.items()
        ],
        "files": {one.name: str(one.path) for one in written},
    }


def _journey(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "successor": found.successor,
        "arrives": str(found.arrives),
        "repaid_first": str(found.repaid_first),
        "reason": found.reason,
    }


def next_steps(
    desk: Desk, ending: Sequence[Place], successors: Sequence[Place], written: Sequence[Written]
) -> list[str]:
    """What comes now, in order."""
    lines = ["next:"]
    for one in sorted(written, key=lambda one: one.kind):  # who agrees does so first
        does = "agrees first" if one.kind == "agree" else "decides"
        lines.append(f"  {one.whose} {does}: {desk.command('proposal', 'new', one.place.called, str(one.path))}")
    to = [word for one in successors for word in ("--to", one.called)]
    return [
        *lines,
        "  when that is executed, and what has arrived is split (`revenue distribute`), each partner runs",
        f"  {desk.command('partnership', 'take-along', ending[0].called, 'SUCCESSOR', account='ITS-ACCOUNT')}",
        f"  and anybody: {desk.command('partnership', 'prove', *(one.called for one in ending), *to)}",
    ]

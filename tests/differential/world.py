"""What the generator knows of a history so far: read from the former side, which is right by definition."""

from __future__ import annotations

from dataclasses import dataclass

from tests.differential.allowed import ACTIVE, EXPELLED, INVITED, LEFT, MOVED, SUSPENDED
from tests.differential.sides import EVERYBODY, START, Side
from tests.differential.values import M, P, Proposal, at

FORMING, IN_FORCE, VOID, ENDED = 1, 2, 4, 8
PENDING, OPEN, CANCELED, DEFEATED, SUCCEEDED, QUEUED, EXPIRED, EXECUTED = range(8)

_FIELDS = 13


@dataclass(frozen=True)
class Partner:
    """One row of the roster, in the order of `types.Partner`; times are seconds since the start."""

    account: str
    seat: int
    status: int
    weight: int
    units: int
    role: int
    accepted: int
    respond_by: int
    nonce: int
    role_ends: int
    probation_ends: int
    leaves_at: int
    redeem_by: int


@dataclass(frozen=True)
class Ballotage:
    """A proposal and where it stands; times are seconds since the start."""

    proposal: Proposal
    state: int
    snapshot: int
    deadline: int
    eta: int
    window: int


class World:
    """The state of the former side at one moment."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.time = side.chain.now - START
        self.phase = int(side.read(M, "phase"))
        self.version, self.terms_hash, closes = side.read(M, "current_terms")
        self.window_closes = closes - START if closes else 0
        self.formation_deadline = max(int(side.read(M, "formation_deadline")) - START, 0)
        self.partners = self._roster()

    def _roster(self) -> dict[str, Partner]:
        raw = self.side.ask(M, "partners", 0, 100).output
        names = {own: name for name, own in self.side.addresses.items()}
        found = {}
        words = [int.from_bytes(raw[i : i + 32]) for i in range(64, len(raw), 32)]
        for row in range(int.from_bytes(raw[32:64])):
            account, *fields = words[_FIELDS * row : _FIELDS * (row + 1)]
            for index in (6, 8, 9, 10, 11):  # the times
                fields[index] = max(fields[index] - START, 0)
            name = names[account.to_bytes(20)]
            found[name] = Partner(name, *fields)
        # an account that gave its seat away is on no page any more
        for name in EVERYBODY:
            if name not in found:
                record = self.side.read(M, "partner", at(name))
                if record[2]:
                    found[name] = Partner(name, *(0 if i in (6, 8, 9, 10, 11) else f for i, f in enumerate(record[1:])))
        return found

    def by_status(self, *statuses: int) -> list[str]:
        return [name for name, partner in self.partners.items() if partner.status in statuses]

    @property
    def active(self) -> list[str]:
        return self.by_status(ACTIVE)

    @property
    def present(self) -> list[str]:
        return self.by_status(ACTIVE, SUSPENDED)

    @property
    def listed(self) -> list[str]:
        return self.by_status(ACTIVE, SUSPENDED, INVITED)

    @property
    def invited(self) -> list[str]:
        return self.by_status(INVITED)

    @property
    def former(self) -> list[str]:
        return self.by_status(LEFT, EXPELLED)

    @property
    def moved(self) -> list[str]:
        return self.by_status(MOVED)

    @property
    def fresh(self) -> list[str]:
        """Who was never on the roster."""
        return [name for name in EVERYBODY if name not in self.partners]

    def stands(self, name: str) -> bool:
        return bool(self.side.read(P, "has_standing", at(name)))

    def ballotage(self, proposal: Proposal) -> Ballotage | None:
        """Where a proposal stands; None if there is none."""
        from tests.differential.values import Id

        id_ = Id(proposal)
        state = self.side.ask(P, "state", id_)
        if not state.ok:
            return None
        rule = self.side.read(P, "proposal_rule", id_)
        times = [
            int(self.side.read(P, view, id_)) - START
            for view in ("proposalSnapshot", "proposalDeadline", "proposalEta")
        ]
        return Ballotage(proposal, int.from_bytes(state.output), times[0], times[1], times[2], int(rule[3]))

    def moments(self) -> list[int]:
        """When something about the roster or the terms ends."""
        found = [self.window_closes, self.formation_deadline]
        for partner in self.partners.values():
            found += [
                partner.respond_by,
                partner.role_ends,
                partner.probation_ends,
                partner.leaves_at,
                partner.redeem_by,
            ]
            if partner.leaves_at:
                found.append(partner.leaves_at + 90 * 86_400)
        return [moment for moment in found if moment > self.time]

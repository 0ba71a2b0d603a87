"""What may differ between the former three accounts and the present two, and why. Everything else must be equal.

Each entry is as narrow as it can be. Whoever changes behaviour on purpose adds an entry here, or removes what it is
about from the test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# types.Status
INVITED, ACTIVE, SUSPENDED, LEFT, EXPELLED, MOVED = 1, 2, 4, 8, 16, 32

# types.Partner, in its order
FIELDS = (
    "account",
    "seat",
    "status",
    "weight",
    "units",
    "role",
    "accepted_version",
    "respond_by",
    "nonce",
    "role_ends",
    "probation_ends",
    "leaves_at",
    "redeem_by",
)
STATUS, WEIGHT, UNITS, ROLE, ACCEPTED, RESPOND_BY, NONCE, ROLE_ENDS, PROBATION_ENDS = range(2, 11)


@dataclass(frozen=True)
class Allowed:
    """The differences that are meant."""

    # (function or view, what the former said, what the present says); "" for any function
    reasons: frozenset[tuple[str, str, str]] = frozenset(
        {
            # there is no Membership of its own any more that could know who calls
            ("", "membership: not the partnership", "partnership: only by vote"),
            ("", "escrow: not the membership", "escrow: not the partnership"),
            # of who is out, the roster does not keep how long it was on probation
            ("end_probation", "roster: has left", "membership: not on probation"),
            ("end_probation", "membership: probation is running", "membership: not on probation"),
            # it asks for a partner first
            ("name_representative", "governor: represents itself", "governor: no partner"),
            # a selector that no facet has
            ("execute", "governor: action failed", "partnership: no such function"),
        }
    )
    # (function, what the former refused with) where the present may do it: both sides then go on without the call
    lifted: frozenset[tuple[str, str]] = frozenset(
        {
            # The bound of six open proposals stays where silence passes, and is counted by another rule.
            ("propose", "governor: too many open"),
            ("propose_as", "governor: too many open"),
        }
    )
    # (function, what the present refuses with) where the former did it, and the status the caller must have for that;
    # none: any status. Both sides then go on without the call.
    narrowed: Mapping[tuple[str, str], frozenset[int]] = field(
        default_factory=lambda: {
            # An offer that ended when its partner left or accepted terms could still be withdrawn; now it is gone.
            # That no offer is missing which holds is seen in `seat_offer`.
            ("keep_seat", "membership: seat is not offered"): frozenset(),
            # Who is out may withdraw its representative, but not name one.
            ("name_representative", "governor: no partner"): frozenset({LEFT, EXPELLED}),
        }
    )
    # Functions of the roster that name a partner and need no vote: the former recused that partner where a proposal
    # called one, the present only for what is decided by vote. Both sides then go on without the proposal.
    unlisted: frozenset[str] = frozenset({"lapse", "end_probation", "forfeit"})
    # (view, what the former answered with, what the present does): a reason, or "" for an answer
    views: frozenset[tuple[str, str, str]] = frozenset()
    # fields of `partner` that mean nothing in a status, where the present may say 0
    dropped: Mapping[int, frozenset[int]] = field(
        default_factory=lambda: {
            # of who is out, the roster keeps the seat, the status and the time to redeem
            LEFT: frozenset({WEIGHT, UNITS, ROLE, ACCEPTED, RESPOND_BY, ROLE_ENDS, PROBATION_ENDS}),
            EXPELLED: frozenset({WEIGHT, UNITS, ROLE, ACCEPTED, RESPOND_BY, ROLE_ENDS, PROBATION_ENDS}),
            MOVED: frozenset({ACCEPTED}),
            # an invited account has not accepted anything, also where it had as a partner of before
            INVITED: frozenset({ACCEPTED}),
            # the term of an invitation is over with the answer
            ACTIVE: frozenset({RESPOND_BY}),
            SUSPENDED: frozenset({RESPOND_BY}),
        }
    )
    # functions after which the same logs may come in another order
    reordered: frozenset[str] = frozenset()
    # former name of an event => present name
    events: Mapping[str, str] = field(default_factory=dict)

    def same_reason(self, function: str, former: str, present: str) -> bool:
        if former == present:
            return True
        return not self.reasons.isdisjoint({("", former, present), (function, former, present)})

    @staticmethod
    def is_idle(event: str, fields: Mapping[str, object]) -> bool:
        """Whether the former logged a change of units from none to none.

        Setting a vesting schedule for an account without units began an era of its own; now nothing happens to its
        units, so that the last ones of a former partner stay what it redeems by. The eras after it are one less.
        """
        return event == "UnitsChanged" and fields["previous"] == fields["current"] == 0

    @staticmethod
    def was_never_a_partner(record: Sequence[object]) -> bool:
        """Whether the account of a former side's record declined its invitation, or lost it.

        The present recuses it like who left; the former did not. Both sides then go on without the proposal.
        """
        return record[STATUS] in (LEFT, EXPELLED) and record[ACCEPTED] == 0

    def same_partner(self, former: Sequence[object], present: Sequence[object], ballots: int) -> str:
        """What differs in the answers of `partner`, in words; empty if nothing does that must not.

        Args:
            ballots: `nonces` of the former side, how many signed ballots of the account were relayed.
        """
        status = former[STATUS]
        assert isinstance(status, int)
        dropped = self.dropped.get(status, frozenset())
        for index in range(len(former)):
            if former[index] == present[index] or (index in dropped and present[index] == 0):
                continue
            if index == NONCE and self._same_nonce(int(str(former[index])), int(str(present[index])), ballots, status):
                continue
            return f"{FIELDS[index]} was {former[index]!r}, is {present[index]!r}, with status {status}"
        return ""

    @staticmethod
    def _same_nonce(former: int, present: int, ballots: int, status: int) -> bool:
        # One account, one counter: what a partner signs for its roster and for its ballots is counted together. The
        # ballots of an account that gave its seat away went on with the seat, and it counts on from both.
        return present == former + ballots or (status == MOVED and present > former)

"""Who the partners are, with what weight, units and role.

    - admit: {account: 0x..., name: Westgate AG, weight: 10, units: 10, role: [proposer], respond_within: 14 days}
    - set_shares: {partner: Westgate AG, weight: 20, units: 10}
    - set_role: {partner: Westgate AG, role: [treasurer], until: 2027-12-31T00:00:00Z}
    - set_probation: {partner: 0x..., until: 180 days}

also `expel`, `suspend`, `reinstate` and `confirm: {partner}`.
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import (
    CONTRADICTION,
    PARTNERSHIP,
    Capability,
    Flag,
    Kind,
    Maker,
    Option,
    until,
)
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import DAY, format_duration
from polypact.text.enums import Role
from polypact.text.errors import PolypactError

__all__ = ["ROSTER", "RosterActions"]


class RosterActions(Maker):
    """Actions on the roster. Times in seconds."""

    def admit(
        self, account: str, weight: int, units: int, role: Role = Role.PROPOSER, response_seconds: int = 14 * DAY
    ) -> Action:
        """Invites a new partner, who joins by accepting the terms in time."""
        return self.on(PARTNERSHIP, "admit", account, weight, units, int(role), response_seconds)

    def expel(self, partner: str) -> Action:
        return self.on(PARTNERSHIP, "expel", partner)

    def suspend(self, partner: str) -> Action:
        return self.on(PARTNERSHIP, "suspend", partner)

    def reinstate(self, partner: str) -> Action:
        return self.on(PARTNERSHIP, "reinstate", partner)

    def set_shares(self, partner: str, weight: int, units: int) -> Action:
        return self.on(PARTNERSHIP, "set_shares", partner, weight, units)

    def set_role(self, partner: str, role: Role, ends: int = 0) -> Action:
        """`ends` is the last moment of the role, 0 if it has no end."""
        return self.on(PARTNERSHIP, "set_role", partner, int(role), ends)

    def set_probation(self, partner: str, ends: int) -> Action:
        """Puts an invited account on probation until `ends`; 0 confirms a partner that is on probation."""
        return self.on(PARTNERSHIP, "set_probation", partner, ends)


def _admit(make: RosterActions, fields: DraftFields) -> Action:
    account = fields.account("account")
    if fields.text("name"):
        fields.names[account] = fields.text("name")
    weight, units = fields.number("weight"), fields.number("units")
    if weight >= 2**40 or units >= 2**32:
        raise PolypactError("weight must be below 2**40 and units below 2**32")
    return make.admit(account, weight, units, fields.role("role"), fields.seconds("respond_within", "14 days"))


def _set_role(make: RosterActions, fields: DraftFields) -> Action:
    ends = fields.moment("until") if "until" in fields.given else 0
    return make.set_role(fields.account("partner"), fields.role("role"), ends)


_ADMIT = Flag(
    Option("--admit", "account", "Invite a partner; with --weight, --units, --role, --name.", "ACCOUNT"),
    (
        Option("--weight", "weight", "Of --admit: voting power."),
        Option("--units", "units", "Of --admit: claim on revenue."),
        Option("--role", "role", "Of --admit: duties, separated by commas, or ''.", default="proposer"),
        Option("--name", "name", "Of --admit: the company's name, for the record."),
        Option("--respond-within", "respond_within", "Of --admit: time to accept.", default="14 days"),
    ),
)

ROSTER = Capability[RosterActions](
    kinds={
        "admit": Kind(_admit, ("account", "weight", "units"), ("name", "role", "respond_within"), flag=_ADMIT),
        "expel": Kind(
            lambda make, fields: make.expel(fields.account("partner")),
            ("partner",),
            flag=Flag(Option("--expel", "partner", "Remove a partner.", "PARTNER")),
        ),
        "suspend": Kind(lambda make, fields: make.suspend(fields.account("partner")), ("partner",)),
        "reinstate": Kind(lambda make, fields: make.reinstate(fields.account("partner")), ("partner",)),
        "set_shares": Kind(
            lambda make, fields: make.set_shares(
                fields.account("partner"), fields.number("weight"), fields.number("units")
            ),
            ("partner", "weight", "units"),
        ),
        "set_role": Kind(_set_role, ("partner", "role"), ("until",)),
        "set_probation": Kind(
            lambda make, fields: make.set_probation(fields.account("partner"), fields.moment("until")),
            ("partner", "until"),
        ),
        "confirm": Kind(
            lambda make, fields: make.set_probation(fields.account("partner"), 0), ("partner",), calls="set_probation"
        ),
    },
    words={
        "admit": lambda say, given: (
            f"Invite {say.name(given['partner'])} as a partner with weight {given['weight']:,} and "
            f"{given['units']:,} units (role: {Role(given['role']).words}); to accept the terms within "
            f"{format_duration(given['response_seconds'])}"
        ),
        "expel": lambda say, given: (
            f"Expel {say.name(given['partner'])}: its weight ends at once, its units with the notice of its deal, "
            "30 days at least"
        ),
        "suspend": lambda say, given: f"Suspend {say.name(given['partner'])}: no ballot for 90 days at most",
        "reinstate": lambda say, given: f"Reinstate {say.name(given['partner'])}",
        "set_shares": lambda say, given: (
            f"Set the shares of {say.name(given['partner'])} to weight {given['weight']:,} and {given['units']:,} units"
        ),
        "set_role": lambda say, given: (
            f"Set the role of {say.name(given['partner'])} to {Role(given['role']).words}{until(given['ends'])}"
        ),
        "set_probation": lambda say, given: (
            f"Put {say.name(given['partner'])} on probation{until(given['ends'])}"
            if given["ends"]
            else f"Confirm {say.name(given['partner'])} as a partner without an end"
        ),
    },
    moments=("ends", "respond_by"),
    reasons={
        "membership: no weight left": (
            "This would leave nobody with voting weight, so nothing could be decided any more. Give weight to "
            "somebody else first."
        ),
        "membership: not in force": (
            "The partnership is not in force: founders are still accepting, the formation failed, or it has ended. "
            "Look at its status."
        ),
        "membership: not on probation": "The partner is not on probation. Look at the roster.",
        "membership: probation is running": "The probation is not over yet. Wait for its end.",
        "roster: above the units ceiling": (
            "All units together would be above the ceiling of the deal. Give fewer, or change the deal with the terms."
        ),
        "roster: above the weight ceiling": (
            "All weight together, also of suspended and lapsed partners, would be above the ceiling of the deal. Give "
            "less, or change the deal with the terms."
        ),
        "roster: call the partner first": (
            "Only the seat of a partner that did not answer a call moves by vote, unless it agrees to the "
            "proposal. Call "
            "it, and have it lapse if it does not answer in time."
        ),
        "roster: called this year": "The partner was called less than a year ago. Wait until a year is over.",
        "roster: calls itself": "A partner cannot call itself. Have another partner call it.",
        "roster: not called": "Nobody waits for an answer of this partner. Nothing is left to do.",
        "roster: not expelled": "The partner was not expelled. Look at the roster.",
        "roster: still in the base": (
            "Weight lapses over new terms 7 days after the window to accept them closed. Wait until then."
        ),
        "roster: still suspended": "The suspension is not over yet; the roster says when it is.",
        "roster: suspended not long ago": (
            "After a suspension a partner is not suspended again for 90 days. Wait until they are over."
        ),
        "roster: was expelled": "The partner was expelled and its notice is running: only its end can "
        "come, or it leaves.",
        "roster: without its consent": (
            "Less weight or units, or an earlier end of its probation, needs the partner's yes to the "
            "proposal. Have it "
            "say so (`proposal consent`) before the proposal is executed."
        ),
        "roster: already lapsed": "The weight of this partner is out of the totals already. Nothing is left to do.",
        "roster: already on the roster": (
            "The account is a partner or invited already. Name each account once; change a partner's weight and units "
            "by a proposal."
        ),
        "roster: date is not ahead": "The date is not in the future. Name a later one, or 0 for none.",
        "roster: full": "The roster has no free seat: 10,000 accounts were ever invited.",
        "roster: has left": "The account has left or was expelled. It can come back if it is admitted again by vote.",
        "roster: has standing": (
            "The partner has accepted the terms in force, or still has time to accept them or to answer. "
            "Nothing lapses."
        ),
        "roster: invitation expired": "The invitation has run out. Ask a partner to propose another.",
        "roster: its own contract": "A partnership's own contracts cannot be its partners. Name another account.",
        "roster: no weight and no units": "A partner needs weight, units or both. Give it at least one of them.",
        "roster: not a partner": "The account is not an active or suspended partner. Look at the roster.",
        "roster: not active": "The partner is not active. Look at the roster.",
        "roster: not on the roster": (
            "The account was never invited to this partnership. Check the account and the partnership."
        ),
        "roster: not two elders for it": (
            "Expelling takes the votes of at least two partners who did not join after the one it is about. Without "
            "them it cannot be expelled."
        ),
        "roster: not suspended": "The partner is not suspended, so there is nothing to reinstate.",
        "roster: seat has moved": "The seat of this account has moved to another one. Use that account.",
        "roster: units too large": (
            "Units must be below 2**32 (4,294,967,296). Use smaller numbers in the same proportion."
        ),
        "roster: weight too large": (
            "Weight must be below 2**40 (1,099,511,627,776). Use smaller numbers in the same proportion."
        ),
        "roster: zero address": "The zero address cannot be a partner. Name an account that somebody controls.",
        "seats: invited": CONTRADICTION,
        "seats: not former": CONTRADICTION,
        "seats: not invited": CONTRADICTION,
        "seats: too many signatures": (
            "This founder has taken back as much as it can. Accept by a transaction, or leave it."
        ),
        "weight: total too large": "All weights together must stay below 2**40 (1,099,511,627,776). Give less.",
    },
)

"""The end: winding up, what stays in the treasury for debts meanwhile, and what gives anybody the right to begin it.

- wind_up: {keep: [5 ether, 250 USDX], for: 30 days}
- set_end_conditions: {income: 500,000 USDX, milestone: the crane stands}
- reach_milestone: {milestone: the crane stands}

Without `keep` nothing stays. End conditions replace those there are; without any of the two there are none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Kind, Maker, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.durations import DAY
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.sentences import end_words, reference_words

__all__ = ["WINDING_UP", "WindingUpActions"]

#: The bounds of contracts/modules/partnership/winding_up.vy.
MAX_KEPT = 8
MAX_KEPT_DAYS = 180


class WindingUpActions(Maker):
    """Actions on the end. Sums in the token's smallest unit."""

    def wind_up(self, kept: Sequence[tuple[str, int]] = (), kept_days: int = 30) -> Action:
        """Begins winding up; of each token so much stays in the treasury, for so many days."""
        if len(kept) > MAX_KEPT:
            raise PolypactError(f"{len(kept)} tokens are too many: {MAX_KEPT} can be kept")
        return self.on(PARTNERSHIP, "wind_up", [tuple(entry) for entry in kept], kept_days if kept else 0)

    def set_end_conditions(self, token: str = ETHER, amount: int = 0, milestone: bytes = bytes(32)) -> Action:
        """Says at which income of a token, or milestone, anybody may begin winding up; 0 and zeros for none."""
        return self.on(PARTNERSHIP, "set_end_conditions", token, amount, milestone)

    def reach_milestone(self, milestone: bytes) -> Action:
        """Decides that the milestone is reached."""
        return self.on(PARTNERSHIP, "reach_milestone", milestone)


def _wind_up(make: WindingUpActions, fields: DraftFields) -> Action:
    named = fields.given.get("keep") or []
    sums = [named] if isinstance(named, str) else list(named)
    kept = [fields.around.tokens.amount(str(text)) for text in sums]
    seconds = fields.seconds("for", "30 days")
    if seconds % DAY or not 0 < seconds <= MAX_KEPT_DAYS * DAY:
        raise PolypactError(f"for must be whole days, 1 to {MAX_KEPT_DAYS}")
    return make.wind_up([(token.address, amount) for token, amount in kept], seconds // DAY)


def _words(say: Speaker, given: Mapping[str, Any]) -> str:
    kept = [say.amount(entry["token"], entry["amount"]) for entry in given["kept"]]
    stays = f"; {', '.join(kept)} stay for debts, for {given['kept_days']} days" if kept else ""
    return f"Wind up: the treasury goes to contributors and then to partners by units{stays}"


def _set_ends(make: WindingUpActions, fields: DraftFields) -> Action:
    token, amount = ETHER, 0
    if fields.text("income"):
        known, amount = fields.amount("income")
        token = known.address
    return make.set_end_conditions(token, amount, fields.reference("milestone"))


def _ends_words(say: Speaker, given: Mapping[str, Any]) -> str:
    told = end_words(say.amount(given["token"], given["amount"]) if given["amount"] else "", bytes(given["milestone"]))
    return f"Let anybody begin winding up once {told}" if told else "Take back what lets anybody begin winding up"


WINDING_UP = Capability[WindingUpActions](
    kinds={
        "wind_up": Kind(_wind_up, (), ("keep", "for")),
        "set_end_conditions": Kind(_set_ends, (), ("income", "milestone")),
        "reach_milestone": Kind(
            lambda make, fields: make.reach_milestone(fields.reference("milestone")), ("milestone",)
        ),
    },
    words={
        "wind_up": _words,
        "set_end_conditions": _ends_words,
        "reach_milestone": lambda say, given: (
            f"Decide that the milestone {reference_words(bytes(given['milestone']))!r} is reached; anybody may then "
            "begin winding up"
        ),
    },
    moments=("kept_until",),
    reasons={
        "escrow: winding up": (
            "Units and order of payment stand still since winding up began. What comes in is split as they stood then."
        ),
        "membership: winding up": "The partnership is winding up, and nobody joins it any more.",
        "winding up: has not begun": "Winding up has not begun. It begins by a vote, or on a ground of the deal.",
        "winding up: keeps nothing": "A token is named of which nothing is kept. Leave it out, or name an amount.",
        "winding up: kept 1 to 180 days": "What is kept for debts stays 1 to 180 days. Name such a number of days.",
        "winding up: last partner has time": (
            "One partner is left, and winds up itself; others may once that has been so for 180 days."
        ),
        "winding up: only transfers": (
            "The partnership winds up: a proposal sends a listed token, and does nothing else with it. Pay by a "
            "transfer."
        ),
        "winding up: milestone was reached": "It was decided before that the milestone is reached.",
        "winding up: more than is kept": (
            "The partnership winds up: a proposal can spend what is kept for debts, and the rest is the partners'. Pay "
            "less."
        ),
        "winding up: no deadlock": (
            "These two votes are no deadlock: one of them was outvoted, or nobody was for it, or its class passes by "
            "silence. A deadlock is a tie, or more for it than against it and still too few."
        ),
        "winding up: no end has come": (
            "No end has come: the end date of the deal is not past, income has not come to the amount that was named, "
            "and no milestone is reached. Look at the status."
        ),
        "winding up: no quorum": "In one of these two votes too few took part. It shows no deadlock.",
        "winding up: no such ground": "The deal names no deadlock as a ground to wind up. Decide it by a vote.",
        "winding up: no such milestone": "No milestone is named so. Write it as it was named, to the letter.",
        "winding up: not rejected": "One of these two proposals was not rejected. Look at their states.",
        "winding up: not the last partner": (
            "Other partners are left, or the account never was one. Wind up by a vote, or leave."
        ),
        "winding up: nothing to send": (
            "Nothing of this token can leave the treasury: there is none, it is kept for debts or owed to who left, it "
            "has nobody to go to, or it does not move."
        ),
        "winding up: token given twice": "A token is named twice. Name each token once.",
        "winding up: too long after": "The second vote came too long after the first: 180 days at most.",
        "winding up: too long ago": "The second vote is more than 180 days ago. Put it to the vote again.",
        "winding up: too soon after": "The second vote came too soon after the first. The deal says how many days.",
    },
)

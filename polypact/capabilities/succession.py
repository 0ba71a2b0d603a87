"""Taking one's part along into another partnership, when this one is split, merged or moved.

- check_in_force: {partnership: North Half}       # else the whole proposal does nothing

The contracts have no call that checks this and nothing else. What refuses where a partnership is not in force is a
payment of income to its escrow: a wei says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Kind, Maker, Speaker
from polypact.text.enums import ETHER
from polypact.text.sentences import reference_word, reference_words

__all__ = ["CHECKS", "SUCCESSION", "SuccessionActions"]

#: The reference of the wei that shows a successor in force.
CHECKS = reference_word("in force?")


class SuccessionActions(Maker):
    """Actions on successors."""

    def check_in_force(self, escrow: str) -> Action:
        """Fails unless the partnership of that escrow is in force; pays it a wei of income."""
        return self.at(escrow, ESCROW, "pay", ETHER, 1, CHECKS, value=1)


def _pay(say: Speaker, given: Mapping[str, Any]) -> str:
    if given["token"] == ETHER and given["amount"] == 1 and bytes(given["reference"]) == CHECKS:
        return "Check that it is in force, by a wei of income"
    reference = f" for {reference_words(bytes(given['reference']))}" if any(given["reference"]) else ""
    return f"Pay {say.amount(given['token'], given['amount'])} of income{reference}"


SUCCESSION = Capability[SuccessionActions](
    kinds={
        "check_in_force": Kind(
            lambda make, fields: make.check_in_force(fields.around.elsewhere(fields.text("partnership")).escrow),
            ("partnership",),
            calls="",
        ),
    },
    abroad={"pay": _pay},
    reasons={
        "escrow: bad signature": (
            "The account did not sign this, or signed something before that was not relayed. Have it signed with the "
            "nonce that `contribute_on_nonce` gives."
        ),
        "escrow: less has arrived": (
            "Less has arrived at the other partnership than should. Check its address; of a token that takes a fee, "
            "ask for less."
        ),
        "escrow: more has left": (
            "The token took more out of the escrow than was owed. Claim it, and contribute what was paid."
        ),
        "escrow: no successor there": "There is no escrow of another partnership at that address. Check the address.",
        "escrow: contributor is no partner": (
            "Only for accounts that are invited, or are partners, may somebody else contribute. Check the account."
        ),
        "escrow: signature expired": "The time to relay this signature is over. Have it signed again.",
        "tokens: approval failed": "The token let the other escrow take nothing. Claim it, and contribute that.",
    },
)

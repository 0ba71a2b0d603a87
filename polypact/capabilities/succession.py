"""Taking one's part along into another partnership. Nothing here is voted on."""

from __future__ import annotations

from polypact.capabilities.declaring import Capability, Maker

__all__ = ["SUCCESSION"]


SUCCESSION = Capability[Maker](
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

"""In which order income is paid, and in which tokens it comes.

    - set_sponsor: {sponsor: 0x..., share: 10%}
    - set_reserve: {share: 5%}
    - set_recoupment: {mode: in order}                  # none, in order, pro rata

also `remove_sponsor: {sponsor}`, `list_token` and `unlist_token: {token}`.
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import BY_VOTE, ESCROW, Capability, Kind, Maker
from polypact.text.field_types import RECOUPMENTS, Recoupment, Reserve, SponsorShare
from polypact.text.shares import format_bps

__all__ = ["INCOME_ORDER", "IncomeOrderActions"]

_REPAID = ("are not repaid out of income", "are repaid out of income in order", "are repaid out of income pro rata")


class IncomeOrderActions(Maker):
    """Actions on the order of payment. Shares in bps."""

    def list_token(self, token: str) -> Action:
        return self.on(ESCROW, "list_token", token)

    def unlist_token(self, token: str) -> Action:
        return self.on(ESCROW, "unlist_token", token)

    def set_sponsor(self, sponsor: str, share_bps: int) -> Action:
        """Gives `sponsor` a share of all later income, before anybody else; 0 ends it."""
        return self.on(ESCROW, "set_sponsor", sponsor, share_bps)

    def set_reserve(self, reserve_bps: int) -> Action:
        """Sets the treasury's share of what sponsors and contributors leave of later income."""
        return self.on(ESCROW, "set_reserve", reserve_bps)

    def set_recoupment(self, mode: int) -> Action:
        """Sets how contributions are repaid out of income: 0 not at all, 1 in order, 2 pro rata."""
        return self.on(ESCROW, "set_recoupment", mode)


INCOME_ORDER = Capability[IncomeOrderActions](
    kinds={
        "list_token": Kind(lambda make, fields: make.list_token(fields.token("token")), ("token",)),
        "unlist_token": Kind(lambda make, fields: make.unlist_token(fields.token("token")), ("token",)),
        "set_sponsor": Kind(
            lambda make, fields: make.set_sponsor(fields.account("sponsor"), fields.field("share", SponsorShare)),
            ("sponsor", "share"),
        ),
        "remove_sponsor": Kind(
            lambda make, fields: make.set_sponsor(fields.account("sponsor"), 0), ("sponsor",), calls="set_sponsor"
        ),
        "set_reserve": Kind(lambda make, fields: make.set_reserve(fields.field("share", Reserve)), ("share",)),
        "set_recoupment": Kind(
            lambda make, fields: make.set_recoupment(RECOUPMENTS.index(fields.field("mode", Recoupment))), ("mode",)
        ),
    },
    words={
        "list_token": lambda say, given: f"Add {say.symbol(given['token'])} to the revenue tokens ({given['token']})",
        "unlist_token": lambda say, given: (
            f"Remove {say.symbol(given['token'])} from the revenue tokens ({given['token']})"
        ),
        "set_sponsor": lambda say, given: (
            f"Give {say.name(given['sponsor'])} {format_bps(given['share_bps'])} of all later income, "
            "before anybody else"
            if given["share_bps"]
            else f"End the share of {say.name(given['sponsor'])} in the income"
        ),
        "set_reserve": lambda say, given: (
            f"Set the treasury's share of what sponsors and contributors leave of later income to "
            f"{format_bps(given['reserve_bps'])}"
        ),
        "set_recoupment": lambda say, given: (
            f"Have it that contributions {_REPAID[given['mode']]}"
            if given["mode"] < len(_REPAID)
            else f"Set the recoupment to {given['mode']}, which does not exist"
        ),
    },
    reasons={
        "escrow: no code at token": (
            "There is no contract at the address of the token on this chain. Check the address and the network."
        ),
        "escrow: no such function": (
            "The escrow has no such function. Check that the client and the contract are of the same release; to pay, "
            "send ether without data."
        ),
        "escrow: no such recoupment": (
            "There is no such way to repay contributions. Use 0 (none), 1 (in order) or 2 (pro rata)."
        ),
        "escrow: not a sponsor": (
            "This account has no share to end, or is one of the partnership's own contracts, which cannot be "
            "sponsors. Look at the list of sponsors."
        ),
        "escrow: not the partnership": BY_VOTE,
        "escrow: reserve above 100%": "The treasury's share of income is above 100%. Name one from 0% to 100%.",
        "escrow: sponsors above 100%": "All sponsors together would get more than 100% of the income. Lower a share.",
        "escrow: token listed already": "The token is on the list already. Name each token once.",
        "escrow: token not listed": "The token is not on the list. Look at the listed tokens first.",
        "escrow: too many sponsors": "At most 8 sponsors can share in the income. End another link first.",
        "escrow: too many tokens": "At most 8 tokens can be listed. Take one off the list first.",
    },
)

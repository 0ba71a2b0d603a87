"""In which order income is paid, and in which tokens it comes.

    - set_sponsor: {sponsor: 0x..., share: 10%}
    - set_reserve: {share: 5%}
    - set_recoupment: {mode: in order}                  # none, in order, pro rata

also `remove_sponsor: {sponsor}`, `list_token`, `unlist_token` and `know_token: {token}`.
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

    def know_token(self, token: str) -> Action:
        """Has a token that is not listed be split when somebody asks for it by its address."""
        return self.on(ESCROW, "know_token", token)

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
        "list_token": Kind(lambda make, fields: make.list_token(fields.new_token("token")), ("token",)),
        "unlist_token": Kind(lambda make, fields: make.unlist_token(fields.token("token")), ("token",)),
        "know_token": Kind(lambda make, fields: make.know_token(fields.new_token("token")), ("token",)),
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
        "know_token": lambda say, given: (
            f"Have what arrives in {say.symbol(given['token'])} be split when it is asked for ({given['token']})"
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
        "escrow: above the deal's reserve": (
            "The deal that the partners accepted has a ceiling for the treasury's share of income. Name a lower "
            "share, or "
            "amend the terms first."
        ),
        "escrow: above the deal's sponsors": (
            "The deal that the partners accepted has a ceiling for all sponsors' shares together. Name a lower share, "
            "or "
            "amend the terms first."
        ),
        "escrow: another token's money": (
            "Moving this token moves ether or a token that is known: it is another address of the same money, which "
            "would "
            "be counted twice. Use the address that is known."
        ),
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
        "escrow: not entitled": (
            "Only a partner with units, a contributor or a sponsor can have a token be known, or a vote. Ask one of "
            "them."
        ),
        "escrow: not the partnership": BY_VOTE,
        "escrow: one token a year": (
            "This account had a token be known less than a year ago. Ask another partner, or put it to the vote."
        ),
        "escrow: reserve above 100%": "The treasury's share of income is above 100%. Name one from 0% to 100%.",
        "escrow: sponsors above 100%": "All sponsors together would get more than 100% of the income. Lower a share.",
        "escrow: token does not move": (
            "The token took a transfer to the treasury, and nothing left the escrow. Do not use this token."
        ),
        "escrow: token known already": "The token is known already. Distribute what arrived in it.",
        "escrow: token listed already": "The token is on the list already. Name each token once.",
        "escrow: token not known": (
            "The escrow books nothing in a token before it is listed or known. Have it be known first: any partner, "
            "contributor or sponsor can (`revenue know`), or a vote (`know_token`)."
        ),
        "escrow: token not listed": "The token is not on the list. Look at the listed tokens first.",
        "escrow: too little to tell": (
            "To tell this token apart from others takes two millionths of a token in the escrow, at most, or two of "
            "its smallest unit. Send that much there first. A first contribution in it has to be as large."
        ),
        "escrow: too many sponsors": "At most 8 sponsors can share in the income. End another link first.",
        "escrow: too many tokens": "At most 8 tokens can be listed, and with those at most 16 be known by vote, and "
        "16 more by others.",
    },
)

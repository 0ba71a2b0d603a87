"""The treasury: paying out of it, what is sent to the partnership by mistake, and what is owed to who left.

- pay: {to: 0x..., amount: 1.5 ether}
- pay: {to: Eastport Ltd, amount: 250 USDX}
- recover_nft: {collection: 0x..., token_id: 7}
"""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ESCROW, Capability, Flag, Kind, Maker, Option
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.enums import ETHER

__all__ = ["TREASURY", "TreasuryActions"]


class TreasuryActions(Maker):
    """Actions on the treasury. Sums in the token's smallest unit."""

    def pay(self, to: str, amount: int, token: str = ETHER) -> Action:
        """Pays from the treasury."""
        return Action(to, amount) if token == ETHER else self.transfer(token, to, amount)

    def recover_nft(self, collection: str, token_id: int) -> Action:
        """Moves an ERC-721 token that was sent to the escrow by mistake to the treasury."""
        return self.on(ESCROW, "recover_nft", collection, token_id)


def _pay(make: TreasuryActions, fields: DraftFields) -> Action:
    text = fields.text("amount")
    if "token" in fields.given:
        text = f"{text} {fields.text('token')}"
    token, amount = fields.around.tokens.amount(text)
    return make.pay(fields.account("to"), amount, token.address)


_PAY = Flag(
    Option("--pay", "to", 'Like --pay Eastport "1.5 ether".', "TO AMOUNT [TOKEN]"),
    fields=("to", "amount"),
    counts=(2, 3),
)

TREASURY = Capability[TreasuryActions](
    kinds={
        "pay": Kind(_pay, ("to", "amount"), ("token",), calls="", flag=_PAY),
        "recover_nft": Kind(
            lambda make, fields: make.recover_nft(fields.account("collection"), fields.number("token_id")),
            ("collection", "token_id"),
        ),
    },
    words={
        "recover_nft": lambda say, given: (
            f"Move NFT {given['token_id']} of {given['collection']}, sent to the escrow by mistake, to the treasury"
        ),
    },
    reasons={
        "escrow: a revenue token": (
            "The contract is or may be a token that revenue comes in, so it is not moved as an NFT. Only ERC-721 "
            "tokens sent by mistake can be recovered."
        ),
        "escrow: nothing left": "The escrow holds nothing of this token that is nobody's. Check the token.",
        "escrow: still a partnership": (
            "The escrow can only be wound down once the formation has failed. To end a partnership, wind it up."
        ),
        "treasury: nothing left": "The treasury holds nothing of this token. Check the token.",
        "treasury: nothing owed": "The treasury owes this account nothing of this token. Check both.",
        "treasury: owed to who left": (
            "A part of this token is owed to who left: a proposal can only transfer what exceeds it. Have it paid "
            "first (`partner pay-owed`)."
        ),
        "treasury: still a partnership": (
            "The treasury can only be wound down once the formation has failed. To end a partnership, wind it up."
        ),
        "treasury: token does not move": (
            "The token does not move now, neither to who left nor into the escrow. Try again later; it stays owed."
        ),
        "treasury: tokens not increasing": (
            "The tokens must be in the order of their addresses, each once. Sort them; ether (zero) comes first."
        ),
    },
)

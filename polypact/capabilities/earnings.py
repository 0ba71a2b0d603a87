"""Splitting income, claiming and paying out. Nothing here is decided by vote."""

from __future__ import annotations

from polypact.capabilities.declaring import Capability, Maker

__all__ = ["EARNINGS"]

EARNINGS = Capability[Maker](
    reasons={
        "escrow: has its own account": (
            "This account has units, contributions, a share or a payout address of its own in the escrow, so it cannot "
            "take over those of another account. Use a new account for the seat."
        ),
        "escrow: no units": (
            "No partner holds units, so there is nobody to split revenue among. Give units to a partner by vote first."
        ),
        "escrow: not every partner": (
            "Paying out at once needs everybody who has units. Read the roster again and name all of them."
        ),
        "escrow: not in force": "The partnership is not in force yet: every founder must accept the terms first.",
        "escrow: nobody's": (
            "This is the implementation that escrows are clones of, and nobody could ever claim what is paid to it. "
            "Pay to the escrow that the partnership names."
        ),
        "escrow: only itself": "The escrow makes this call itself, in the middle of others. There is nothing to call.",
        "escrow: nothing to claim": (
            "The partner has nothing to claim in this token now. Distribute new revenue first, or check the token and "
            "the partner."
        ),
        "escrow: nothing to distribute": (
            "No revenue in this token has arrived since the last distribution. Check the token, or wait for a payment."
        ),
        "escrow: nothing to pay": "The amount to pay is 0. Name an amount.",
        "escrow: partners out of order": (
            "The partners must come in the order of their addresses, each once. Sort them."
        ),
        "escrow: seat has moved": (
            "The seat of this account has moved to another one, which holds all that this one had in the escrow. Use "
            "that account."
        ),
        "escrow: treasury is paid itself": (
            "What is the treasury's goes to the partnership itself, always. Pay from there by a proposal."
        ),
        "tokens: ether sent is not amount": "The ether sent along is not the amount. Send exactly the amount named.",
        "tokens: ether sent with a token": "Ether was sent along with a payment in a token. Send none.",
        "tokens: not enough gas": (
            "Too little gas was sent to give every receiver its part. Send more; what is not used comes back."
        ),
        "tokens: nothing arrived": "The token reported success, but nothing arrived. Do not use this token.",
        "tokens: receiver refused ether": "The receiver does not take ether. Set a payout address that does.",
        "tokens: transfer failed": (
            "The token refused the transfer. Check the balance, the allowance and whether the token blocks one of the "
            "accounts."
        ),
    },
)

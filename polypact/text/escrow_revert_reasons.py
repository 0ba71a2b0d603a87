"""What the revert reasons of the RevenueEscrow mean, and what to do; see `polypact.text.revert_reasons`."""

from __future__ import annotations

from typing import Final

__all__ = ["BY_VOTE", "ESCROW_REASONS", "NO_CODE", "ONLY_INSIDE"]

ONLY_INSIDE = "Only the partnership's own contracts may make this call; use the function meant for partners."
BY_VOTE = "Only the partnership itself may do this: make a proposal and have it passed and executed."
NO_CODE = (
    "There is no contract at the address of the {}. Deploy the contracts of one release, in order, and give their "
    "addresses."
)

ESCROW_REASONS: Final[dict[str, str]] = {
    # RevenueEscrow and its annex
    "escrow: a revenue token": "The contract is or may be a token that revenue comes in, so it is not moved as an "
    "NFT. Only ERC-721 tokens sent by mistake can be recovered.",
    "escrow: contribution too large": "The amount is more than can ever be repaid (2**96 of the smallest unit). Name "
    "a smaller one.",
    "escrow: distribute first": "Income in this token waits to be split, and must not repay what is contributed only "
    "now. Distribute it first, then contribute.",
    "escrow: due date has passed": "The due date of the invoice is not in the future. Name a later one.",
    "escrow: formation has not failed": "Contributions are owed back only if the formation failed. Wait for its "
    "deadline, or release them to the treasury once the partnership is in force.",
    "escrow: freeze is over already": "The date until which to freeze is not in the future. Name a later one.",
    "escrow: frozen too recently": "This account was frozen in this token before. Thirty days must pass after the end "
    "of that, so that nothing is kept back for ever.",
    "escrow: initialized": "This escrow was set up before, which happens once. Spin up a new partnership instead.",
    "escrow: invoice exists": "There is an invoice with this reference. Give the new one another reference, or "
    "withdraw the old one first.",
    "escrow: invoice is paid": "The invoice is paid in full, so there is nothing to withdraw.",
    "escrow: more than 180 days": "A freeze can last 180 days at most. Name an earlier date.",
    "escrow: no amount to freeze": "The amount to freeze is 0 or too large. Name another.",
    "escrow: no amount": "The amount of the invoice is 0 or too large. Name another.",
    "escrow: no code at annex": NO_CODE.format("escrow annex"),
    "escrow: no code at token": "There is no contract at the address of the token on this chain. Check the address and "
    "the network.",
    "escrow: no partnership": "The partnership is void or has ended, so nothing can be contributed any more.",
    "escrow: no reference": "An invoice needs a reference. Give it one.",
    "escrow: no such function": "The escrow has no such function. Check that the client and the contract are of the "
    "same release; to pay, send ether without data.",
    "escrow: no such invoice": "No invoice with this reference is expected. Look at the list of invoices.",
    "escrow: no such recoupment": "There is no such way to repay contributions. Use 0 (none), 1 (in order) or 2 (pro "
    "rata).",
    "escrow: no units": "No partner holds units, so there is nobody to split revenue among. Give units to a partner "
    "by vote first.",
    "escrow: not a partner": "Only units of a partner can vest. Name a partner.",
    "escrow: not a sponsor": "This account has no share to end, or is one of the partnership's own contracts, which "
    "cannot be sponsors. Look at the list of sponsors.",
    "escrow: not a treasurer": "Only a partner with standing and the role of a treasurer, or the partnership by vote, "
    "may do this. Ask one of them.",
    "escrow: not every partner": "Paying out at once needs everybody who has units. Read the roster again and name "
    "all of them.",
    "escrow: not frozen": "Nothing of this account is frozen in this token now. There is nothing to lift.",
    "escrow: not in force": "The partnership is not in force yet: every founder must accept the terms first.",
    "escrow: not its partnership": "This escrow was not created by that partnership. Use the escrow that the "
    "partnership names.",
    "escrow: not the membership": ONLY_INSIDE,
    "escrow: not the partnership": BY_VOTE,
    "escrow: nothing is recouped": "The partnership does not repay contributions out of income. Have that decided "
    "first (set_recoupment).",
    "escrow: nothing left": "The escrow holds nothing of this token that is nobody's. Check the token.",
    "escrow: nothing to claim": "The partner has nothing to claim in this token now. Distribute new revenue first, or "
    "check the token and the partner.",
    "escrow: nothing to contribute": "The amount to contribute is 0. Name an amount.",
    "escrow: nothing to distribute": "No revenue in this token has arrived since the last distribution. Check the "
    "token, or wait for a payment.",
    "escrow: nothing to pay": "The amount to pay is 0. Name an amount.",
    "escrow: nothing to release": "No contributions in this token wait for the treasury. Check the token.",
    "escrow: nothing to return": "This account has no contribution in this token to get back. Check the account and "
    "the token; it may have been paid back already.",
    "escrow: partners out of order": "The partners must come in the order of their addresses, each once. Sort them.",
    "escrow: reserve above 100%": "The treasury's share of income is above 100%. Name one from 0% to 100%.",
    "escrow: seat has moved": "The seat of this account has moved to another one, which receives what this one earned. "
    "Set the payout address from that account.",
    "escrow: sponsors above 100%": "All sponsors together would get more than 100% of the income. Lower a share.",
    "escrow: still a partnership": "The escrow can only be wound down once the formation has failed or the last "
    "partner has left.",
    "escrow: token listed already": "The token is on the list already. Name each token once.",
    "escrow: token not listed": "The token is not on the list. Look at the listed tokens first.",
    "escrow: too many contributions": "This contributor has 16 contributions in this token that are not repaid. "
    "Record more once the first are.",
    "escrow: too many schedules": "This partner had 16 vesting schedules. Change its units instead.",
    "escrow: too many sponsors": "At most 8 sponsors can share in the income. End another link first.",
    "escrow: too many tokens": "At most 8 tokens can be listed. Take one off the list first.",
    "escrow: too many units to vest": "Units must be below 2**32 (4,294,967,296). Name fewer.",
    "escrow: too much of this token": "The escrow has no room for so much of one token. Contribute less, or after "
    "partners have claimed.",
    "escrow: vesting days out of order": "Vesting must start before it ends, with the cliff in between. Put the days "
    "in order.",
    "escrow: vesting ends too late": "Vesting must end within ten years. Name an earlier day.",
    "escrow: vesting is over already": "The last day of the vesting is not in the future. Name a later one.",
    "escrow: vesting starts too early": "Vesting can take ten years at most. Name a later start.",
    # Tokens
    "tokens: ether sent is not amount": "The ether sent along is not the amount. Send exactly the amount named.",
    "tokens: ether sent with a token": "Ether was sent along with a payment in a token. Send none.",
    "tokens: not enough gas": "Too little gas was sent to give every receiver its part. Send more; what is not used "
    "comes back.",
    "tokens: nothing arrived": "The token reported success, but nothing arrived. Do not use this token.",
    "tokens: receiver refused ether": "The receiver does not take ether. Set a payout address that does.",
    "tokens: transfer failed": "The token refused the transfer. Check the balance, the allowance and whether the token "
    "blocks one of the accounts.",
    # Units
    "units: total too large": "All units together must stay below 2**32 (4,294,967,296). Give fewer.",
}

"""What a partnership can decide about its income: calls of its RevenueEscrow."""

from __future__ import annotations

from typing import Any

from polypact.chain.abi import interface
from polypact.chain.actions import Action
from polypact.text.durations import DAY


class IncomeActions:
    """Makes actions on one escrow. Sums are in the token's smallest unit, shares in bps, moments in unix seconds."""

    def __init__(self, escrow: str) -> None:
        self.escrow = escrow

    def list_token(self, token: str) -> Action:
        return self._call("list_token", token)

    def unlist_token(self, token: str) -> Action:
        return self._call("unlist_token", token)

    def set_sponsor(self, sponsor: str, share_bps: int) -> Action:
        """Gives `sponsor` a share of all later income, before anybody else; 0 ends it."""
        return self._call("set_sponsor", sponsor, share_bps)

    def set_reserve(self, reserve_bps: int) -> Action:
        """Sets the treasury's share of what sponsors and contributors leave of later income."""
        return self._call("set_reserve", reserve_bps)

    def set_recoupment(self, mode: int) -> Action:
        """Sets how contributions are repaid out of income: 0 not at all, 1 in order, 2 pro rata."""
        return self._call("set_recoupment", mode)

    def agree_contribution(self, contributor: str, token: str, amount: int) -> Action:
        """Agrees to repay what `contributor` pays into the treasury from now on, up to `amount`."""
        return self._call("agree_contribution", contributor, token, amount)

    def record_contribution(self, contributor: str, token: str, amount: int, reference: bytes) -> Action:
        """Records what was given in kind, at an agreed value, to be repaid; `reference` has 32 bytes."""
        return self._call("record_contribution", contributor, token, amount, reference)

    def set_vesting(self, partner: str, units: int, start: int, cliff: int, end: int) -> Action:
        """Has `units` of a partner vest from `start` to `end`, none before `cliff`; each counts as its day, UTC."""
        return self._call("set_vesting", partner, units, start // DAY, cliff // DAY, end // DAY)

    def end_vesting(self, partner: str) -> Action:
        """Has all units of a partner count from now on."""
        return self._call("set_vesting", partner, 0, 0, 0, 0)

    def freeze(self, token: str, account: str, amount: int, until: int) -> Action:
        """Keeps back `amount` of what an account is owed, until then; 180 days at most."""
        return self._call("freeze", token, account, amount, until)

    def unfreeze(self, token: str, account: str) -> Action:
        """Ends a freeze before its date."""
        return self._call("unfreeze", token, account)

    def issue_invoice(self, reference: bytes, token: str, amount: int, due: int) -> Action:
        """Expects a payment with this reference (32 bytes)."""
        return self._call("issue_invoice", reference, token, amount, due)

    def withdraw_invoice(self, reference: bytes) -> Action:
        """Expects no more for an invoice."""
        return self._call("withdraw_invoice", reference)

    def recover_nft(self, collection: str, token_id: int) -> Action:
        """Moves an ERC-721 token that was sent to the escrow by mistake to the treasury."""
        return self._call("recover_nft", collection, token_id)

    def _call(self, function: str, *arguments: Any) -> Action:
        return Action(self.escrow, 0, interface("RevenueEscrow").encode(function, *arguments))

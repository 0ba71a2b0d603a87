"""Makes the actions that a partnership decides on: calls of its own contracts, and payments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polypact.chain.abi import ERC20, ETHER, interface, selector
from polypact.chain.actions import Action, check_uri
from polypact.clients.income_actions import IncomeActions
from polypact.text.durations import DAY
from polypact.text.enums import Role, name_word

__all__ = ["Actions"]


class Actions:
    """Makes actions of one partnership. Sums are in the token's smallest unit, times in seconds."""

    def __init__(self, partnership: str, membership: str, escrow: str) -> None:
        self.partnership = partnership
        self.membership = membership
        self.escrow = escrow
        #: What it decides about its income.
        self.income = IncomeActions(escrow)

    def pay(self, to: str, amount: int, token: str = ETHER) -> Action:
        """Pays from the treasury."""
        if token == ETHER:
            return Action(to, amount)
        return Action(token, 0, ERC20.encode("transfer", to, amount))

    def admit(
        self, account: str, weight: int, units: int, role: Role = Role.PROPOSER, response_seconds: int = 14 * DAY
    ) -> Action:
        """Invites a new partner, who joins by accepting the terms in time."""
        return self._on_membership("admit", account, weight, units, int(role), response_seconds)

    def expel(self, partner: str) -> Action:
        return self._on_membership("expel", partner)

    def suspend(self, partner: str) -> Action:
        return self._on_membership("suspend", partner)

    def reinstate(self, partner: str) -> Action:
        return self._on_membership("reinstate", partner)

    def set_shares(self, partner: str, weight: int, units: int) -> Action:
        return self._on_membership("set_shares", partner, weight, units)

    def set_role(self, partner: str, role: Role, ends: int = 0) -> Action:
        """`ends` is the last moment of the role, 0 if it has no end."""
        return self._on_membership("set_role", partner, int(role), ends)

    def set_probation(self, partner: str, ends: int) -> Action:
        """Puts an invited account on probation until `ends`; 0 confirms a partner that is on probation."""
        return self._on_membership("set_probation", partner, ends)

    def recover_seat(self, partner: str, to: str) -> Action:
        """Offers the seat of a partner whose keys are lost to its new account; the old one has 30 days to refuse."""
        return self._on_membership("recover_seat", partner, to)

    def set_exit_terms(self, notice_seconds: int, redeemable_bps: int) -> Action:
        """The notice, and the share of the treasury of which a leaver takes its part."""
        return self._on_membership("set_exit_terms", notice_seconds, redeemable_bps)

    def amend_terms(self, terms_hash: bytes, uri: str, window_seconds: int) -> Action:
        """Puts a new version of the terms in force; partners have `window_seconds` to accept it."""
        check_uri(uri)
        return self._on_membership("amend_terms", terms_hash, uri, window_seconds)

    def set_rule(self, decision_class: int, rule: Sequence[Any]) -> Action:
        """Changes a voting rule; `rule` in the order of `types.Rule`."""
        return self._on_partnership("set_rule", decision_class, tuple(rule))

    def map_action(self, target: str, function: str | bytes, decision_class: int) -> Action:
        """Says which class decides on calls of `function` (a signature or 4 bytes; empty bytes: plain payments)."""
        chosen = selector(function) if isinstance(function, str) else function.ljust(4, b"\0")
        return self._on_partnership("map_action", target, chosen, decision_class)

    def name_class(self, decision_class: int, name: str) -> Action:
        """Names a decision class; at most 32 bytes."""
        return self._on_partnership("name_class", decision_class, name_word(name))

    def set_objector(self, account: str, until: int) -> Action:
        """Lets an account outside object to proposals until then, like a sponsor; 0 takes the right away."""
        return self._on_partnership("set_objector", account, until)

    def approve_message(self, digest: bytes, until: int) -> Action:
        """Signs a digest as the partnership (ERC-1271), good until then; 0 withdraws the signature."""
        return self._on_partnership("approve_message", digest, until)

    def set_dao_uri(self, uri: str) -> Action:
        """Says where the public description is (ERC-4824)."""
        check_uri(uri)
        return self._on_partnership("set_dao_uri", uri)

    def _on_partnership(self, function: str, *arguments: Any) -> Action:
        return Action(self.partnership, 0, interface("Partnership").encode(function, *arguments))

    def _on_membership(self, function: str, *arguments: Any) -> Action:
        return Action(self.membership, 0, interface("Membership").encode(function, *arguments))

"""How a partnership ends: what begins winding up, and what leaves the treasury then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from polypact.capabilities.actions import Action
from polypact.chain.calls import description_hash
from polypact.chain.node import Receipt
from polypact.clients.base import Client
from polypact.clients.proposal_records import columns


@dataclass(frozen=True)
class EndConditions:
    """What lets anyone begin winding up, besides the end date of the deal. Sums in the token's smallest unit."""

    token: str
    amount: int
    """Of income; 0 for none."""
    come_in: int
    milestone: bytes
    """A short text, or the hash of a longer one; zeros for none."""
    is_reached: bool


class WindingUp(Client):
    """The end of a partnership, at its address. Winding up begins by a proposal (`actions.wind_up`) or by these."""

    contract = "Partnership"

    def kept(self, token: str) -> tuple[int, int]:
        """How much of `token` stays in the treasury for debts now, and until when anything does (unix seconds)."""
        amount, until = self.read("kept", token)
        return int(amount), int(until)

    def conditions(self) -> EndConditions:
        """What lets anyone begin winding up, besides the end date of the deal."""
        return EndConditions(*self.read("end_conditions"))

    def begin_at_end(self, sender: Any = None) -> Receipt:
        """Begins winding up from the end date of the deal on, or once an end condition has come true. Anyone may."""
        return self.write("wind_up_at_end", sender=sender)

    def begin_alone(self, sender: Any = None) -> Receipt:
        """Begins winding up where the sender is the only partner left, or a former one and that is so for 180 days."""
        return self.write("wind_up_alone", sender=sender)

    def begin_on_deadlock(self, actions: Sequence[Action], earlier: str, later: str, sender: Any = None) -> Receipt:
        """Begins winding up where the same actions failed twice by a tie or short of the approval.

        Args:
            earlier: Description of the first proposal.
            later: Description of the second one.
        """
        hashes = (description_hash(earlier), description_hash(later))
        return self.write("wind_up_deadlock", *columns(actions), *hashes, sender=sender)

    def liquidate(self, token: str, sender: Any = None) -> Receipt:
        """Sends to the escrow what of `token` does not stay for debts, and has it split. Anyone may."""
        return self.write("liquidate", token, sender=sender)

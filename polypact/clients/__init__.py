"""Clients of the contracts, on the provider that Ape is connected to or on a `Session` of ours.

- one module per contract (`partnership` with its ballots in `voting`), on `base`
- `proposal_records`: rules, proposals and ballots as plain records; `overview`: a partnership at a glance
- `actions`: the calls that a partnership decides on, as the capabilities declare them

Imports `chain`, `capabilities` and `text`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polypact.clients.ecosystem import Ecosystem
    from polypact.clients.escrow import RevenueEscrow
    from polypact.clients.membership import Membership
    from polypact.clients.partnership import Partnership

__all__ = ["Ecosystem", "Membership", "Partnership", "RevenueEscrow"]

_HOMES = {
    "Ecosystem": "ecosystem",
    "Membership": "membership",
    "Partnership": "partnership",
    "RevenueEscrow": "escrow",
}


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: a command that needs no chain shall not wait for web3.
    if name in _HOMES:
        return getattr(import_module(f"polypact.clients.{_HOMES[name]}"), name)
    raise AttributeError(name)

"""Polypact: partnerships on Ethereum, from a YAML spec to money in a partner's wallet.

Layers, each of which imports only what stands above it:

- `text`: what people write and what they are told; knows no chain;
- `capabilities`: what a partnership can decide, a file for each concern;
- `chain`: one chain through one node, and the code of our contracts;
- `clients`: the contracts at their addresses;
- `signing`, `spec`, `decisions`: what is done with them;
- `statement`: who earned what, proved;
- `cli`: the commands.

Beside them: `build` compiles the contracts into the package, `devnet` lets time pass on a development node.

What Python code needs most is here: `from polypact import Partnership, load_spec`. It is loaded when it is first asked
for, so that `import polypact` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polypact.capabilities.actions import Action
    from polypact.chain.deployments import Deployments
    from polypact.chain.session import Session, connect
    from polypact.chain.tokens import Token, Tokens
    from polypact.clients.actions import Actions
    from polypact.clients.ecosystem import Ecosystem
    from polypact.clients.escrow import RevenueEscrow
    from polypact.clients.membership import Membership
    from polypact.clients.partnership import Partnership
    from polypact.decisions.drafts import read_draft
    from polypact.decisions.plain_words import Words
    from polypact.decisions.simulation import simulate
    from polypact.spec.launch import deploy_ecosystem, spin_up
    from polypact.spec.model import Spec, load_spec
    from polypact.statement.making import build as build_statement
    from polypact.text.documents import Document
    from polypact.text.enums import ETHER, Mode, Phase, ProposalState, Role, Status, Support
    from polypact.text.errors import PolypactError

__version__ = "0.1.0"

__all__ = [
    "ETHER",
    "Action",
    "Actions",
    "Deployments",
    "Document",
    "Ecosystem",
    "Membership",
    "Mode",
    "Partnership",
    "Phase",
    "PolypactError",
    "ProposalState",
    "RevenueEscrow",
    "Role",
    "Session",
    "Spec",
    "Status",
    "Support",
    "Token",
    "Tokens",
    "Words",
    "build_statement",
    "connect",
    "deploy_ecosystem",
    "load_spec",
    "read_draft",
    "simulate",
    "spin_up",
]

#: Name => where it lives, `module:name` if it has another name there.
_HOMES = {
    "ETHER": "text.enums",
    "Action": "capabilities.actions",
    "Actions": "clients.actions",
    "Deployments": "chain.deployments",
    "Document": "text.documents",
    "Ecosystem": "clients.ecosystem",
    "Membership": "clients.membership",
    "Mode": "text.enums",
    "Partnership": "clients.partnership",
    "Phase": "text.enums",
    "PolypactError": "text.errors",
    "ProposalState": "text.enums",
    "RevenueEscrow": "clients.escrow",
    "Role": "text.enums",
    "Session": "chain.session",
    "Spec": "spec.model",
    "Status": "text.enums",
    "Support": "text.enums",
    "Token": "chain.tokens",
    "Tokens": "chain.tokens",
    "Words": "decisions.plain_words",
    "build_statement": "statement.making:build",
    "connect": "chain.session",
    "deploy_ecosystem": "spec.launch",
    "load_spec": "spec.model",
    "read_draft": "decisions.drafts",
    "simulate": "decisions.simulation",
    "spin_up": "spec.launch",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'polypact' has no attribute {name!r}")
    module, _, other = _HOMES[name].partition(":")
    return getattr(import_module(f"polypact.{module}"), other or name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

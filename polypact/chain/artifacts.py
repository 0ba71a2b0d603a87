"""What the contracts compile to: ABI and init code, as files in `polypact/artifacts/`.

The package carries them, so that an installed `polypact` needs neither the contracts nor a compiler. They are written
by `python -m polypact.build`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "artifacts"

#: In the order in which they are deployed: each part comes before the one that hands calls over to it.
NAMES = (
    "PartnershipProposals",
    "PartnershipAnnex",
    "PartnershipBallots",
    "Partnership",
    "Membership",
    "RevenueEscrowAnnex",
    "RevenueEscrow",
    "Ecosystem",
)


#: What a contract hands calls over to, in the order in which they are asked.
PARTS = {
    "Partnership": ("PartnershipBallots", "PartnershipAnnex", "PartnershipProposals"),
    "RevenueEscrow": ("RevenueEscrowAnnex",),
}


@dataclass(frozen=True)
class Artifact:
    """One compiled contract."""

    name: str
    abi: list[dict[str, Any]]
    bytecode: str
    """Init code, 0x-prefixed; constructor arguments are appended to it."""
    runtime_size: int
    """Bytes on chain, immutables included."""
    compiler: str
    source_hash: str
    """The compiler's hash over the source and everything it imports."""


@cache
def load(name: str) -> Artifact:
    """The compiled contract of that name, one of `NAMES`; `KeyError` for any other."""
    if name not in NAMES:
        raise KeyError(name)
    return Artifact(**json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


@cache
def interface(name: str) -> list[dict[str, Any]]:
    """The ABI that callers of the contract need.

    A contract of several parts answers for all of them, so its ABI is that of all of them.
    """
    names = (name, *PARTS.get(name, ()))
    found: dict[Any, dict[str, Any]] = {}
    for part in names:
        for entry in load(part).abi:
            if entry["type"] != "constructor":
                found.setdefault(_key(entry), entry)
    return list(found.values())


def _key(entry: dict[str, Any]) -> Any:
    return entry["type"], entry.get("name", ""), tuple(str(argument["type"]) for argument in entry.get("inputs", []))

"""What the contracts compile to: ABI and init code, as files of this package.

The package carries them, so that an installed `polypact` needs neither the contracts nor a compiler. They are written
by `python -m polypact.build`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "artifacts"

#: In the order in which they are deployed: the annex comes before the partnership that is built on it.
NAMES = ("PartnershipAnnex", "Partnership", "Membership", "RevenueEscrow", "Ecosystem")


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

    A Partnership answers for its annex as well (it delegates what is seldom called), so its ABI is that of both.
    """
    abi = [entry for entry in load(name).abi if entry["type"] != "constructor"]
    if name != "Partnership":
        return abi
    known = {_key(entry) for entry in abi}
    extra = [entry for entry in load("PartnershipAnnex").abi if entry["type"] != "constructor"]
    return abi + [entry for entry in extra if _key(entry) not in known]


def _key(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["type"], entry.get("name", "")

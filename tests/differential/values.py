"""The arguments of a call as both sides understand them.

The two sides have other addresses, proposal ids and signatures; so a call names its values, and each side makes its
own of them. Everything here is immutable and prints as the Python that makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

# who is nobody's account: the partnership, who keeps its roster, what it earned
P, M, E = "P", "M", "E"
NOBODY = "0"  # the zero address, and ether as a token
TOKEN, NFT = "token", "nft"
ECOSYSTEM = "ecosystem"

HOUR = 3600
DAY = 24 * HOUR


@cache
def key(name: str) -> LocalAccount:
    """The key of an account, or of the owner of a contract wallet."""
    made: LocalAccount = Account.from_key(keccak(text=f"differential {name}"))
    return made


@dataclass(frozen=True)
class Named:
    """The address of an account, a contract or a token by its name."""

    name: str

    def __repr__(self) -> str:
        return f"at({self.name!r})"


at = cache(Named)


@dataclass(frozen=True)
class Data:
    """Calldata of a function of one of the contracts; none at all without a function."""

    target: str
    function: str = ""
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Action:
    target: str
    value: int = 0
    data: Data | bytes = b""


@dataclass(frozen=True)
class Proposal:
    """A proposal, known by its actions and its text."""

    text: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Columns:
    """The three lists of a proposal's actions: three arguments."""

    proposal: Proposal


@dataclass(frozen=True)
class Id:
    proposal: Proposal


@dataclass(frozen=True)
class Acceptance:
    """The signature of `partner` under the terms in force. `flaw`: "" none, "signer" by another key, "date" for
    another deadline, "again" the one that was made last."""

    partner: str
    deadline: int
    flaw: str = ""


@dataclass(frozen=True)
class Ballot:
    """The signature of `voter` under a plain ballot, or with reason and params under an extended one. `flaw`: "" none,
    "signer" by another key, "nonce" with the next nonce, "again" the one that was made last."""

    proposal: Proposal
    voter: str
    support: int
    extended: tuple[str, bytes] | None = None
    flaw: str = ""


@dataclass(frozen=True)
class Timed:
    """One ballot of a batch; `form`: "short" (EIP-2098), "long" or "wrong"."""

    voter: str
    support: int
    deadline: int
    form: str = "short"


@dataclass(frozen=True)
class Batch:
    """The packed ballots of `cast_votes_by_sig`."""

    proposal: Proposal
    ballots: tuple[Timed, ...]


@dataclass(frozen=True)
class Call:
    """One transaction at `time` (seconds since the start of the history)."""

    time: int
    sender: str
    target: str
    function: str
    args: tuple[Any, ...] = ()
    value: int = 0

    def __str__(self) -> str:
        value = f", value={self.value}" if self.value else ""
        return f"Call({self.time}, {self.sender!r}, {self.target!r}, {self.function!r}, {show(self.args)}{value}),"


def show(value: Any) -> str:
    """The Python that makes a value, short."""
    if isinstance(value, bytes) and len(value) > 8:
        return f"bytes({len(value)})" if not any(value) else f"bytes.fromhex({value.hex()!r})"
    if isinstance(value, tuple):
        return f"({', '.join(map(show, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Named) or not is_dataclass(value):
        return repr(value)
    parts = (show(getattr(value, part.name)) for part in fields(value))
    return f"{type(value).__name__}({', '.join(parts)})"

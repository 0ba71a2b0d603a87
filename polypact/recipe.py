"""What an ecosystem is made of, and what a new partnership takes: the one recipe of all that deploy.

Data and one loop over it. Whoever deploys brings a way to make one contract: `launch` a session, the tests titanoboa,
the benchmarks web3, the forge project Solidity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass(frozen=True)
class Step:
    """One contract to deploy."""

    contract: str
    takes: tuple[Any, ...] = ()
    """What its constructor takes. The name of a contract deployed before stands for its address, also in a list."""
    recorded: str = ""
    """The field of `EcosystemRecord` that keeps its address."""


#: In the order in which they are deployed: each part comes before the one that hands calls over to it.
STEPS = (
    Step("PartnershipProposals", recorded="proposals_part"),
    Step("PartnershipAnnex", ("PartnershipProposals",), "annex"),
    Step("PartnershipBallots", ("PartnershipAnnex",), "ballots_part"),
    Step("Partnership", ("PartnershipBallots", "PartnershipProposals"), "partnership_implementation"),
    Step("Membership", (), "membership_implementation"),
    Step("RevenueEscrowAnnex", (), "escrow_annex"),
    Step("RevenueEscrow", ("RevenueEscrowAnnex",), "escrow_implementation"),
    Step("Ecosystem", ("Partnership", "Membership", "RevenueEscrow"), "ecosystem"),
)

NAMES = tuple(step.contract for step in STEPS)

#: What a contract hands calls over to, in the order in which they are asked.
PARTS: dict[str, tuple[str, ...]] = {
    "Partnership": ("PartnershipBallots", "PartnershipAnnex", "PartnershipProposals"),
    "RevenueEscrow": ("RevenueEscrowAnnex",),
}

#: What a partnership consists of => its contract, and the function of the partnership that gives its address; none for
#: the partnership's own.
ACCOUNTS = {
    "partnership": ("Partnership", ""),
    "membership": ("Membership", "membership"),
    "escrow": ("RevenueEscrow", "escrow"),
}


def deploy(make: Callable[[str, list[Any]], Made], contract: str = NAMES[-1]) -> dict[str, Made]:
    """Makes `contract` and all it needs, in order: an ecosystem with its implementations if nothing else is said.

    Args:
        make: Deploys the contract of a name. Gets the constructor's arguments, with what it returned before in the
            place of names.

    Returns:
        Name => what `make` returned.
    """
    made: dict[str, Made] = {}
    needed = _needed_by(contract)
    for step in STEPS:
        if step.contract in needed:
            made[step.contract] = make(step.contract, filled(step.takes, made))
    return made


def step_of(contract: str) -> Step:
    """The step that deploys `contract`; `KeyError` if none does."""
    for step in STEPS:
        if step.contract == contract:
            return step
    raise KeyError(contract)


def filled(takes: Sequence[Any], made: dict[str, Any]) -> list[Any]:
    """A constructor's arguments, with what was made in the place of names."""
    return [
        filled(argument, made) if isinstance(argument, list | tuple) else made.get(argument, argument)
        for argument in takes
    ]


def named_in(takes: Sequence[Any]) -> list[str]:
    """The contracts that a constructor's arguments name, in order."""
    found = []
    for argument in takes:
        if isinstance(argument, list | tuple):
            found += named_in(argument)
        elif argument in NAMES:
            found.append(argument)
    return found


def _needed_by(contract: str) -> set[str]:
    return {contract}.union(*(_needed_by(name) for name in named_in(step_of(contract).takes)))


@dataclass(frozen=True)
class Config:
    """What a new partnership is made from: `types.Config`, field for field. Spans in seconds, shares in bps."""

    name: str
    terms_hash: bytes
    terms_uri: str
    formation_deadline: int
    """Unix seconds."""
    founders: Sequence[tuple[str, int, int, int]]
    """Account, weight, units, role."""
    rules: Sequence[tuple[int, bytes, tuple[Any, ...]]]
    """Class, its name padded to 32 bytes, `types.Rule`."""
    tokens: Sequence[str] = ()
    notice_seconds: int = 0
    redeemable_bps: int = 0
    dao_uri: str = ""
    reserve_bps: int = 0
    recoupment: int = 0

    def abi(self) -> tuple[Any, ...]:
        """What `Ecosystem.spin_up` takes."""
        values = [getattr(self, name) for name in self.__dataclass_fields__]
        return tuple(list(value) if isinstance(value, list | tuple) else value for value in values)

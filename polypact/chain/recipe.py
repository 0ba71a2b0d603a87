"""What an ecosystem is made of, and what a new partnership takes: the one recipe of all that deploy.

Data and one loop over it. Whoever deploys brings a way to make one contract: `launch` a session, the tests titanoboa,
the benchmarks web3, the forge project Solidity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from polypact.chain.diamonds import DIAMONDS
from polypact.text.deals import Capital, Deal

Made = TypeVar("Made")


@dataclass(frozen=True)
class Step:
    """One contract to deploy."""

    contract: str
    folder: str
    """Where its source is, below `contracts/`."""
    takes: tuple[Any, ...] = ()
    """What its constructor takes. The name of a contract deployed before stands for its address, also in a list."""


def _steps() -> Iterator[Step]:
    for diamond in DIAMONDS:
        for deployment in diamond.deployments:
            takes = () if deployment.facets is None else (deployment.facets,)
            yield Step(deployment.name, diamond.folder, takes)
    yield Step("Ecosystem", "ecosystem", tuple(diamond.name for diamond in DIAMONDS))


#: In the order in which they are deployed: facets come before the main contract that runs them.
STEPS = tuple(_steps())

NAMES = tuple(step.contract for step in STEPS)

#: The facets of each account, by the name of its main contract.
PARTS: dict[str, tuple[str, ...]] = {diamond.name: diamond.facets for diamond in DIAMONDS}

#: What a partnership consists of => its contract, and the function of the partnership that gives its address; none for
#: the partnership's own. Who is a partner is decided at the partnership's own address.
ACCOUNTS = {
    "partnership": ("Partnership", ""),
    "membership": ("Partnership", ""),
    "escrow": ("RevenueEscrow", "escrow"),
}


def source_of(contract: str) -> str:
    """The path of a contract's source below `contracts/`, without `.vy`; what is no name of the recipe is a path."""
    found = [step for step in STEPS if step.contract == contract]
    return f"{found[0].folder}/{contract}" if found else contract


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
    deal: Deal = Deal()  # noqa: RUF009 - frozen
    capital: Sequence[Capital] = ()
    dao_uri: str = ""
    reserve_bps: int = 0
    recoupment: int = 0
    bound_until: int = 0
    """Unix seconds; last moment in which no founder can withdraw, 0 if each can until all have accepted."""
    required: Sequence[tuple[str, str, int]] = ()
    """Founder, token, amount: what it must have contributed for its acceptance to count."""
    calls: bytes = b""
    """What it does at its founding besides, packed; see `types.Config`."""

    def abi(self) -> tuple[Any, ...]:
        """What `Ecosystem.spin_up` takes."""
        return tuple(_abi(getattr(self, name)) for name in self.__dataclass_fields__)


def _abi(value: Any) -> Any:
    if isinstance(value, Deal | Capital):
        return value.abi()
    if isinstance(value, list | tuple):
        return [entry.abi() if isinstance(entry, Capital) else entry for entry in value]
    return value

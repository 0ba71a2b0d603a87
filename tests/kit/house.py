"""The deployed house, and the partnerships that it spins up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import boa
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.chain import recipe
from polypact.text.deals import Deal
from tests.kit.clock import travel_to
from tests.kit.contracts import compile_all, deployer
from tests.kit.facets import Facets
from tests.kit.numbers import CONSTITUTIONAL, DAY, FOR, ORDINARY, PROPOSER, TERMS_HASH, TERMS_URI
from tests.kit.rules import LAX, STRICT, Rule

Action = tuple[str, int, bytes]
"""Target, wei, calldata."""


#: A deal that keeps nothing from being done; ceilings and delays are tested where they are meant.
WIDE = Deal(max_units=2**32 - 1, max_weight=2**40 - 1, max_sponsors_bps=10_000, max_reserve_bps=10_000, move_seconds=0)


@dataclass
class Partnership:
    """One spun-up partnership and its founders. What it consists of stands in `recipe.ACCOUNTS`."""

    partnership: Any
    membership: Any
    """Where who is a partner is decided on."""
    escrow: Any
    founders: list[LocalAccount] = field(default_factory=list)

    def accept_all(self) -> None:
        for founder in self.founders:
            offer = self.membership.offer_of(founder.address)
            with boa.env.prank(founder.address):
                self.membership.accept(offer)

    def admit_call(self, account: str, weight: int, units: int, role: int = PROPOSER) -> Action:
        data = self.membership.admit.prepare_calldata(account, weight, units, role, 7 * DAY)
        return (self.membership.address, 0, data)

    def propose(self, actions: Sequence[Action], text: str = "a proposal", by: str | None = None) -> int:
        with boa.env.prank(by or self.founders[0].address):
            return int(self.partnership.propose(*columns(actions), text))

    def vote(self, proposal_id: int, support: int = FOR, by: Sequence[str] | None = None) -> None:
        for voter in by or [founder.address for founder in self.founders]:
            with boa.env.prank(voter):
                self.partnership.castVote(proposal_id, support)

    def execute(self, actions: Sequence[Action], text: str = "a proposal", value: int = 0) -> None:
        self.partnership.execute(*columns(actions), keccak(text.encode()), value=value)

    def open_voting(self, proposal_id: int) -> None:
        """Moves to the first second in which ballots are taken."""
        travel_to(self.partnership.proposalSnapshot(proposal_id) + 1)

    def pass_proposal(self, actions: Sequence[Action], text: str = "a proposal") -> int:
        """Proposes, lets every founder vote for it, and moves to where it can be executed."""
        proposal_id = self.propose(actions, text)
        self.open_voting(proposal_id)
        self.vote(proposal_id)
        travel_to(self.partnership.proposalEta(proposal_id))
        return proposal_id

    def decide(self, actions: Sequence[Action], text: str = "a proposal") -> int:
        """From the proposal to its execution."""
        proposal_id = self.pass_proposal(actions, text)
        self.execute(actions, text)
        return proposal_id


class House:
    """The implementations and an ecosystem, by the names of their contracts."""

    def __init__(self, contracts: dict[str, Any]) -> None:
        self.contracts = contracts
        self.partnership, self.membership, self.escrow = (
            contracts[recipe.ACCOUNTS[account][0]] for account in ("partnership", "membership", "escrow")
        )
        self.ecosystem = contracts["Ecosystem"]

    def __getitem__(self, contract: str) -> Any:
        return self.contracts[contract]

    def with_new_ecosystem(self) -> House:
        """The same implementations, with an ecosystem that has made nothing yet."""
        takes = recipe.filled(recipe.step_of("Ecosystem").takes, self.contracts)
        return House({**self.contracts, "Ecosystem": make("Ecosystem", takes)})

    def config(
        self,
        founders: Sequence[LocalAccount],
        weights: Sequence[int],
        units: Sequence[int],
        *,
        rules: Sequence[tuple[int, Rule]] = ((CONSTITUTIONAL, STRICT), (ORDINARY, LAX)),
        roles: Sequence[int] | None = None,
        deadline: int | None = None,
        name: str = "Harbour Joint Venture",
        deal: Deal = WIDE,
        **more: Any,
    ) -> tuple[Any, ...]:
        """A `types.Config`; `more` are other fields of `recipe.Config`."""
        roles = roles or [PROPOSER] * len(founders)
        return recipe.Config(
            name=name,
            terms_hash=TERMS_HASH,
            terms_uri=TERMS_URI,
            formation_deadline=deadline or boa.env.timestamp + 7 * DAY,
            founders=list(zip([f.address for f in founders], weights, units, roles, strict=True)),
            rules=[(number, bytes(32), rule.abi()) for number, rule in rules],
            deal=deal,
            **more,
        ).abi()

    def spin_up(
        self, founders: Sequence[LocalAccount], *args: Any, salt: bytes = bytes(32), **kwargs: Any
    ) -> Partnership:
        address = self.ecosystem.spin_up(self.config(founders, *args, **kwargs), salt)
        return self.at(address, founders)

    def at(self, address: str, founders: Sequence[LocalAccount]) -> Partnership:
        """The partnership at `address`. Accounts that are the partnership's own are the same object."""
        partnership = Facets(address, recipe.ACCOUNTS["partnership"][0])
        membership, escrow = (
            Facets(getattr(partnership, function)(), contract) if function else partnership
            for contract, function in (recipe.ACCOUNTS["membership"], recipe.ACCOUNTS["escrow"])
        )
        return Partnership(partnership, membership, escrow, list(founders))


class Govern(Protocol):
    """The type of the fixture `govern`: makes a partnership, in force, whose ordinary class has a rule."""

    def __call__(
        self,
        rule: Rule,
        *,
        weights: Sequence[int] = ...,
        roles: Sequence[int] | None = ...,
        others: Sequence[tuple[int, Rule]] = ...,
        deal: Deal = ...,
    ) -> Partnership: ...


def build_house() -> House:
    """Deploys everything as `recipe` has it."""
    compile_all(recipe.NAMES)
    return House(recipe.deploy(make))


def make(contract: str, arguments: Sequence[Any]) -> Any:
    """Deploys a contract with what its constructor takes; contracts stand for their addresses."""
    return deployer(contract).deploy(*map(_plain, arguments))


def _plain(argument: Any) -> Any:
    if isinstance(argument, list | tuple):
        return [_plain(entry) for entry in argument]
    return getattr(argument, "address", argument)


def columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    """Actions as the governor's functions take them."""
    return [a[0] for a in actions], [a[1] for a in actions], [a[2] for a in actions]

"""A tree of real partnerships, and its model as a history begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import WIDE, House, Partnership
from tests.kit.money import make_known
from tests.kit.numbers import ETHER
from tests.property.tree_books import Node
from tests.property.tree_model import Tree

MOST_NODES = 8
PURSE = 10**26
"""Of everybody, in ether; and of the customer in the token, so that its books have no grain."""
DEAL = replace(WIDE, max_sponsors_bps=8_000)


@dataclass(frozen=True)
class Shape:
    """One partnership of a tree: the units of the three people, its treasury's share, and which partnership that was
    made before is a partner of it, if any, with how many units."""

    units: tuple[int, int, int]
    reserve_bps: int = 0
    member: int | None = None
    member_units: int = 0


@dataclass
class Stage:
    """Who is there in every history."""

    house: House
    people: list[LocalAccount]
    """The founders of every partnership."""
    heirs: list[str]
    """To whom they move their seats."""
    outsiders: list[str]
    """Sponsors who are nobody's partners."""
    customer: str
    stranger: str
    """Who has nothing to do with any of it, and tries."""
    token: Any

    @property
    def tokens(self) -> tuple[str, str]:
        return (ETHER, str(self.token.address))

    def spin_up(self, shapes: Sequence[Shape]) -> list[Partnership]:
        made: list[Partnership] = []
        for number, shape in enumerate(shapes):
            founders: list[Any] = list(self.people)
            units = list(shape.units)
            if shape.member is not None:
                founders.append(made[shape.member].partnership)
                units.append(shape.member_units)
            venture = self.house.spin_up(
                founders,
                [1] * len(founders),
                units,
                salt=f"tree {number}".encode().ljust(32),
                deal=DEAL,
                tokens=[self.token.address],
                reserve_bps=shape.reserve_bps,
            )
            venture.accept_all()
            make_known(venture, self.token)
            made.append(venture)
        boa.env.time_travel(seconds=1)
        return made

    def model_of(self, ventures: Sequence[Partnership], shapes: Sequence[Shape]) -> Tree:
        nodes = [
            Node(
                treasury=venture.partnership.address,
                escrow=venture.escrow.address,
                tokens=self.tokens,
                units=dict(
                    zip(
                        [founder.address for founder in venture.founders],
                        [*shape.units, shape.member_units],
                        strict=False,
                    )
                ),
                reserve_bps=shape.reserve_bps,
            )
            for venture, shape in zip(ventures, shapes, strict=True)
        ]
        tree = Tree(nodes, DEAL.max_sponsors_bps)
        tree.travel(boa.env.timestamp)
        return tree


def set_stage(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> Stage:
    token = mock("PlainToken", 18)
    names = ["first heir", "second heir", "third heir"]
    heirs = [str(key(name).address) for name in names]
    outsiders = [str(key(name).address) for name in ("lender", "patron")]
    customer, stranger = (str(key(name).address) for name in ("customer", "stranger"))
    return Stage(house, founders, heirs, outsiders, customer, stranger, token)

"""What every history of promises starts with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.money import make_known
from tests.kit.numbers import CONSTITUTIONAL, DAY, ORDINARY, PROPOSER, STEERING
from tests.kit.rules import LAX, STRICT

BEGUN = 2_000  # wei, and of the token, in the treasury
WINDOW = 40 * DAY


@dataclass
class Stage:
    """Three partners: one who proposes, one whose seat moves, a steering one. Outside: a lender and a clerk."""

    partnership: Partnership
    token: Any
    payer: str
    mover: str
    steering: str
    heirs: list[str]
    lender: str
    clerk: str
    stranger: str


def set_stage(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]) -> Stage:
    token = mock("PlainToken", 18)
    rules = [
        (CONSTITUTIONAL, replace(STRICT, execution_window=WINDOW)),
        (ORDINARY, replace(LAX, execution_window=WINDOW)),
    ]
    partnership = house.spin_up(
        founders,
        [50, 30, 20],
        [500, 300, 200],
        rules=rules,
        roles=[PROPOSER, PROPOSER, PROPOSER | STEERING],
        tokens=[token.address],
    )
    partnership.accept_all()
    make_known(partnership, token)
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(partnership.partnership.address, BEGUN)
    token.mint(partnership.partnership.address, BEGUN)
    names = ["first heir", "second heir", "lender", "clerk", "stranger"]
    first, second, lender, clerk, stranger = (str(key(name).address) for name in names)
    payer, mover, steering = (founder.address for founder in founders)
    return Stage(partnership, token, payer, mover, steering, [first, second], lender, clerk, stranger)

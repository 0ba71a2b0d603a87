"""What every history of an escrow starts with: who is there, and what they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.numbers import DAY, ETHER, PRO_RATA, PROPOSER
from tests.kit.tokens import KINDS, Kind
from tests.kit.verbs import by_vote
from tests.property.model_escrow import EscrowModel

PURSE = 2**128  # of everybody, in every token
FORMATION = [(0, 1_000), (1, 500), (1, 7)]  # founder, contribution: to be repaid pro rata
GIFT = 333  # of a patron who is no founder, and is repaid nothing


@dataclass
class Stage:
    """Founders in force, who have put something in; a partner who refuses ether; people who may become partners; a
    patron; heirs who may take over a seat; a customer and an outsider. One token is listed, the other can block people.
    """

    partnership: Partnership
    stubborn: Any
    tokens: list[Any]
    people: list[str]  # founders, newcomers, the patron and the heirs
    outsider: str
    customer: str

    @property
    def treasury(self) -> str:
        return str(self.partnership.partnership.address)

    @property
    def everybody(self) -> list[str]:
        """Whoever may be owed something."""
        return [*self.people[:3], str(self.stubborn.address), *self.people[3:], self.treasury]

    @property
    def addresses(self) -> list[str]:
        return [ETHER, *(token.address for token in self.tokens)]


FOUNDERS, STUBBORN, NEWCOMERS, PATRON, HEIRS, TREASURY = range(3), 3, range(4, 6), 6, range(7, 9), 9
UNITS = [500, 300, 200, 7]


def set_stage(
    house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount], token_kind: Kind
) -> Stage:
    tokens = make_tokens(token_kind)
    listed = [token.address for token in (tokens[0], *token_kind.neighbours())]
    partnership = house.spin_up(founders, [50, 30, 20], UNITS[:3], tokens=listed, recoupment=PRO_RATA)
    names = ["first newcomer", "second newcomer", "patron", "first heir", "second heir"]
    people = [*(founder.address for founder in founders), *(str(key(name).address) for name in names)]
    outsider, customer = (str(key(name).address) for name in ("outsider", "customer"))
    for account in [*people, customer]:
        boa.env.set_balance(account, PURSE)
        for token in tokens:
            token.mint(account, PURSE)
            with boa.env.prank(account):
                token.approve(partnership.escrow, PURSE)
    for token in [ETHER, *tokens]:
        gifts = [(people[position], amount) for position, amount in FORMATION]
        for account, amount in [*gifts, (people[PATRON - 1], GIFT)]:
            with boa.env.prank(account):
                partnership.escrow.contribute(token, amount, value=amount if token == ETHER else 0)
    partnership.accept_all()
    stubborn = mock("RejectingReceiver")
    with by_vote(partnership):
        partnership.membership.admit(stubborn, 1, UNITS[STUBBORN], PROPOSER, DAY)
    stubborn.act(
        partnership.membership,
        partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(stubborn.address)),
    )
    for token in tokens:
        token.meet(partnership.escrow, founders[0].address)
    return Stage(partnership, stubborn, tokens, people, outsider, customer)


def make_tokens(token_kind: Kind) -> list[Any]:
    """One of the kind, which is listed, and one whose issuer can block accounts."""
    return [token_kind.make(), KINDS["BlocklistToken"].make()]


def model_of(stage: Stage, refuses: Callable[[str, str], bool]) -> EscrowModel:
    """What the model knows as a history begins."""
    everybody, tokens = stage.everybody, stage.addresses
    model = EscrowModel(
        units=dict(zip(everybody, [*UNITS, *[0] * (len(everybody) - len(UNITS))], strict=True)),
        settled={ETHER, tokens[1]},
        treasury=stage.treasury,
        now=boa.env.timestamp,
        refuses=refuses,
        recoupment=PRO_RATA,
    )
    for token in tokens:
        account = model.accounts[token]
        for position, amount in FORMATION:
            account.line.rank(everybody[position], amount, shared=True)
        account.held = account.owed = account.received = account.line.recorded + GIFT
    return model

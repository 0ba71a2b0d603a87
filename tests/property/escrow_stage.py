"""What every history of an escrow starts with: who is there, and what they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import boa
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital
from tests.kit.contracts import mock
from tests.kit.house import WIDE, House, Partnership
from tests.kit.numbers import DAY, ETHER, PRO_RATA, PROPOSER
from tests.kit.tokens import KINDS, Kind
from tests.kit.verbs import accept, by_vote
from tests.property.model_escrow import EscrowModel

PURSE = 2**128  # of everybody, in ether and in the listed token
LARGE_PURSE = 2**140  # in the other one, whose books are kept in grains
FORMATION = [(0, 1_000), (1, 500), (1, 7)]  # founder, contribution: to be repaid pro rata
WITHDRAWN = (2, 99)  # of a founder who took it back and came again
GIFT = 333  # of a patron who is no founder, and is repaid nothing
MONEY, IN_KIND = 2**93, 2**90  # that may stand on the line, in grains of the usual tokens
DEAL = replace(WIDE, max_sponsors_bps=8_000, max_reserve_bps=6_000)


@dataclass
class Stage:
    """Founders in force, who have put something in; a partner who refuses ether; people who may become partners; a
    patron; heirs who may take over a seat; a customer and an outsider. One token is listed. The other one is neither
    listed nor known; it can block people, and there are more than 2**96 of it.
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
    capital = [Capital(ETHER, MONEY, IN_KIND), Capital(tokens[0].address, MONEY, IN_KIND)]
    capital.append(Capital(tokens[1].address, 2**111, 2**108))
    partnership = house.spin_up(
        founders, [50, 30, 20], UNITS[:3], tokens=listed, recoupment=PRO_RATA, deal=DEAL, capital=capital
    )
    names = ["first newcomer", "second newcomer", "patron", "first heir", "second heir"]
    people = [*(founder.address for founder in founders), *(str(key(name).address) for name in names)]
    outsider, customer = (str(key(name).address) for name in ("outsider", "customer"))
    for account in [*people, customer]:
        boa.env.set_balance(account, PURSE)
        tokens[0].mint(account, 10_000)  # little at first, so that it has no grain
        for token in tokens:
            with boa.env.prank(account):
                token.approve(partnership.escrow, LARGE_PURSE)
    form(partnership, tokens[0], people)
    for account in [*people, customer]:
        tokens[0].mint(account, PURSE)
        tokens[1].mint(account, LARGE_PURSE)
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


def form(partnership: Partnership, token: Any, people: list[str]) -> None:
    """From the contributions to the last acceptance; one founder takes its own back in between."""
    escrow = partnership.escrow
    gifts = [(people[position], amount) for position, amount in [*FORMATION, WITHDRAWN]]
    for asset in (ETHER, token):
        for account, amount in [*gifts, (people[PATRON - 1], GIFT)]:
            with boa.env.prank(account):
                escrow.contribute(asset, amount, value=amount if asset == ETHER else 0)
    accept(partnership, people[WITHDRAWN[0]])
    with boa.env.prank(people[WITHDRAWN[0]]):
        partnership.partnership.withdraw([ETHER, token.address])
    partnership.accept_all()


def make_tokens(token_kind: Kind) -> list[Any]:
    """One of the kind, which is listed, and one whose issuer can block accounts."""
    return [token_kind.make(), KINDS["BlocklistToken"].make()]


def ask(token: Any, question: str, otherwise: int) -> int:
    """The number that a token answers, as the escrow reads it: the first 32 bytes, whatever comes behind them."""
    answer = boa.env.execute_code(to_address=token.address, data=keccak(text=question)[:4])
    if answer.is_error or len(answer.output) < 32:
        return otherwise
    return int.from_bytes(answer.output[:32], "big")


def model_of(stage: Stage, refuses: Callable[[str, str], bool]) -> EscrowModel:
    """What the model knows as a history begins."""
    everybody, tokens = stage.everybody, stage.addresses
    model = EscrowModel(
        units=dict(zip(everybody, [*UNITS, *[0] * (len(everybody) - len(UNITS))], strict=True)),
        treasury=stage.treasury,
        listed={tokens[1]},
        known={ETHER, tokens[1]},
        decimals={ETHER: 18, **{token.address: ask(token, "decimals()", 18) for token in stage.tokens}},
        supply={token.address: ask(token, "totalSupply()", 2**256 - 1) for token in stage.tokens},
        now=boa.env.timestamp,
        refuses=refuses,
        recoupment=PRO_RATA,
        capital={tokens[0]: (MONEY, IN_KIND), tokens[1]: (MONEY, IN_KIND), tokens[2]: (2**111, 2**108)},
        max_sponsors_bps=DEAL.max_sponsors_bps,
        max_reserve_bps=DEAL.max_reserve_bps,
        present=set(everybody[:4]),
        touched={*everybody[:4], everybody[PATRON]},
        special={everybody[position] for position, _ in FORMATION},
    )
    for token in tokens[:2]:
        account = model.accounts[token]
        for position, amount in FORMATION:
            account.line.rank(everybody[position], amount, shared=True)
        account.received = account.line.recorded + GIFT + WITHDRAWN[1]
        account.paid = WITHDRAWN[1]
        account.held = account.owed = account.line.recorded + GIFT
    return model

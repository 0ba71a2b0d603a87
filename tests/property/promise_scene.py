"""A partnership with a treasury that promises things: who is there, what it has, and how the world goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import boa
from boa import BoaError
from eth_abi import decode
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit.house import Action, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote, move
from tests.property.machine import ChainMachine
from tests.property.promise_model import STEERING, Deed, Promises, Proposal
from tests.property.promise_stage import Stage

SUPPLIER, ACCOMPLICE = "0x" + "51" * 20, "0x" + "52" * 20
PAYEES = st.sampled_from([SUPPLIER, ACCOMPLICE])
IS_ETHER = st.booleans()
AMOUNTS = st.integers(1, 400)
WHICH = st.integers(0, 15)
ENDS = st.sampled_from([0, 0, 15])
NOTICES = st.sampled_from([0, 5])


def reason_of(error: BoaError) -> str:
    (reason,) = decode(["string"], bytes(error.call_trace.computation.output)[4:])
    return str(reason)


class Scene(ChainMachine):
    """A partnership with a treasury, and what it has promised."""

    stage: ClassVar[Stage]
    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        stage = self.stage
        self.venture: Partnership = stage.partnership
        self.own = stage.partnership.partnership
        self.tokens = (ETHER, str(stage.token.address))
        accounts = {account: account for account in (stage.mover, stage.payer, stage.steering)}
        self.model = Promises({**accounts, STEERING: stage.steering}, now=boa.env.timestamp)
        self.proposals: list[Proposal] = []
        self.agreed: set[tuple[str, str]] = set()
        """(token, holder of a floor) of all who agreed to what was done in the newest step."""
        self.allowed: set[tuple[str, str]] = set()
        """The same of what may be taken by allowances."""
        self.heirs = list(stage.heirs)

    # --- who and what ---

    @property
    def holders(self) -> list[str]:
        return [self.stage.lender, self.stage.mover, STEERING]

    def holder(self, number: int) -> str:
        return self.holders[number % 3]

    def held(self) -> dict[str, int]:
        return {ETHER: ether_of(self.own.address), self.tokens[1]: int(self.stage.token.balanceOf(self.own.address))}

    def tick(self) -> None:
        self.model.now = boa.env.timestamp

    def action(self, deed: Deed) -> Action:
        if deed.token == ETHER:
            return (deed.payee, deed.amount, b"")
        make = self.stage.token.approve if deed.is_allowance else self.stage.token.transfer
        return (deed.token, 0, make.prepare_calldata(deed.payee, deed.amount))

    def attempt(self, call: Callable[[], Any]) -> str:
        """What a call is refused with; empty if it is done."""
        try:
            call()
        except BoaError as error:
            return reason_of(error)
        return ""

    def left(self) -> dict[int, int]:
        """What every limit has left now; no more than it can have."""
        found = {number: int(self.own.limit(number).left) for number in self.model.usages}
        for number, usage in self.model.usages.items():
            assert found[number] <= usage.most(self.model.now)
        return found

    def note_used(self, before: dict[int, int]) -> None:
        """What was done within limits, as the contracts reckon it; and that this is never too much."""
        for number, usage in self.model.usages.items():
            used = before[number] - int(self.own.limit(number).left)
            if used:
                usage.uses.append((self.model.now, used))
                usage.check()

    # --- the world ---

    @rule()
    def accomplices_take(self) -> None:
        """All that they were allowed to, and is there: what no check after an execution would see."""
        self.agreed = self.allowed
        self.allowed = set()
        for who in (SUPPLIER, ACCOMPLICE):
            allowed = int(self.stage.token.allowance(self.own.address, who))
            taken = min(allowed, self.held()[self.tokens[1]])
            if taken:
                with boa.env.prank(who):
                    self.stage.token.transferFrom(self.own.address, who, taken)
            if allowed != taken:
                with by_vote(self.venture):
                    self.stage.token.approve(who, 0)

    @rule(ether=IS_ETHER, amount=st.integers(1, 1_000))
    def money_comes(self, ether: bool, amount: int) -> None:
        if ether:
            boa.env.set_balance(self.own.address, self.held()[ETHER] + amount)
        else:
            self.stage.token.mint(self.own.address, amount)

    @rule(seconds=st.one_of(st.integers(1, 3 * DAY), st.sampled_from([DAY, 5 * DAY, 15 * DAY])))
    def time_passes(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)
        self.tick()

    @rule()
    def a_holder_moves_its_seat(self) -> None:
        if self.heirs:
            to = self.heirs.pop(0)
            move(self.venture, self.model.present(self.stage.mover), to)
            self.model.accounts[self.stage.mover] = to
            self.tick()
            self.seen["moved"] += 1

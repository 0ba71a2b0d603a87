"""How one step is made on the escrow and on its model, and must have the same outcome on both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar, TypeVar

import boa
from hypothesis import strategies as st

from tests.kit.consents import by_vote_with_yes
from tests.kit.numbers import ETHER
from tests.property.escrow_stage import STUBBORN, Stage, model_of
from tests.property.machine import ChainMachine
from tests.property.model_rules import RefusalError

Outcome = TypeVar("Outcome")

ONE_PAGE = 31  # changes of units, or stretches of income while units vest, that one claim goes through at least
CALLS = 8  # enough for every history a machine can make

WHO = st.integers(0, 9)
WHICH = st.integers(0, 2)
AMOUNTS = st.one_of(st.integers(1, 10), st.integers(1, 10**6), st.integers(10**17, 10**21), st.integers(2**89, 2**92))
COARSE = 10**9  # what amounts are multiplied by in the token that has a grain


class Steps(ChainMachine):
    """The contracts, the model, and what is known of both."""

    stage: ClassVar[Stage]
    seen: ClassVar[Counter[str]]  # what has happened in all histories of the machine

    def __init__(self) -> None:
        super().__init__()
        stage = self.stage
        self.escrow = stage.partnership.escrow
        self.membership = stage.partnership.membership
        self.everybody = stage.everybody
        self.tokens = stage.addresses
        self.contracts = dict(zip(self.tokens[1:], stage.tokens, strict=True))
        self.blocked: set[str] = set()
        self.model = model_of(stage, self.refuses)
        self.vested: set[str] = set()  # keys that ever had a schedule
        self.changes: Counter[tuple[str, str]] = Counter()  # (token, key) => of its units, since it last claimed
        self.read: Counter[tuple[str, str]] = Counter()  # (token, key) => distributions when it last claimed
        self.spent: Counter[tuple[str, str]] = Counter()  # (token, account) => contributed
        self.purse = {(token, who): self.balance(token, who) for token in self.tokens for who in self.everybody}

    # --- the world ---

    def balance(self, token: str, owner: str) -> int:
        if token == ETHER:
            return int(boa.env.get_balance(owner))
        return int(self.contracts[token].balanceOf(owner))

    def refuses(self, token: str, address: str) -> bool:
        if token == self.tokens[2]:
            return address in self.blocked
        return token == ETHER and address == self.everybody[STUBBORN]

    def travel(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)
        self.model.now = boa.env.timestamp

    @property
    def keys(self) -> list[str]:
        """Everything that anybody has stands under one of these."""
        return sorted({self.model.key(who) for who in self.everybody})

    def in_token(self, which: int, amount: int) -> int:
        """An amount as large as it should be in that token; in the one with a grain mostly no whole number of them."""
        return amount * COARSE + amount % 3 if which == 2 else amount

    # --- steps ---

    def step(
        self,
        expected: Callable[[], Outcome],
        actual: Callable[[], Any],
        by: str | None = None,
        agrees: Sequence[str] = (),
    ) -> Outcome | None:
        """Makes a step, by somebody outside unless it is said by whom. Returns the outcome, None if it is refused."""
        with ExitStack() as stack:
            if agrees:
                stack.enter_context(by_vote_with_yes(self.stage.partnership, *agrees))
            stack.enter_context(boa.env.prank(by or self.stage.outsider))
            try:
                outcome = expected()
            except RefusalError as refusal:
                reason = str(refusal)
                self.seen[f"refused: {reason}"] += 1
                with boa.reverts(*([reason] if reason else [])):
                    actual()
                return None
            got = actual()
        assert outcome is None or got == outcome
        return outcome

    def vote(self, expected: Callable[[], None], actual: Callable[[], Any], agrees: Sequence[str] = ()) -> bool:
        """A step of the partnership, that some agree to. Returns whether it was done; nobody else can."""
        with boa.env.prank(self.stage.outsider), boa.reverts("escrow: not the partnership"):
            actual()
        return self.is_done(lambda: self.step(expected, actual, by=self.stage.treasury, agrees=agrees))

    def is_done(self, call: Callable[[], Any]) -> bool:
        """Whether a step is made, and not refused."""
        refusals = self.refusals()
        call()
        return self.refusals() == refusals

    def refusals(self) -> int:
        return sum(count for name, count in self.seen.items() if name.startswith("refused"))

    def change(self, who: str) -> None:
        """Notes that the units of `who` have changed, or how they vest."""
        for token in self.tokens:
            self.changes[token, self.model.key(who)] += 1

    # --- claims, in as many calls as it takes ---

    def at_once(self, token: str, who: str) -> bool:
        """Whether one call is known to be enough to claim all of it."""
        key = self.model.key(who)
        stretches = self.model.accounts[token].distributions - self.read[token, key] if key in self.vested else 0
        return max(stretches, self.changes[token, key]) < ONE_PAGE

    def has_read(self, token: str, who: str) -> None:
        key = self.model.key(who)
        self.changes[token, key] = 0
        self.read[token, key] = self.model.accounts[token].distributions

    def claim_pages(self, token: str, who: str) -> int:
        """Claims until there is nothing left."""
        paid = 0
        for _ in range(CALLS):
            try:
                paid += self.escrow.claim(token, who)
            except boa.BoaError:
                break
        with boa.reverts("escrow: nothing to claim"):
            self.escrow.claim(token, who)
        return paid

    def claimable_in_full(self, token: str, who: str) -> int:
        """What `who` can claim now in as many calls as it takes."""
        if self.at_once(token, who):
            return int(self.escrow.claimable(token, who))
        if self.refuses(token, self.model.receiver(who)):
            return self.model.claimable(token, who)
        with boa.env.anchor():
            return self.claim_pages(token, who)

"""Whatever happens to an escrow, in whatever order: it agrees with the model, and the invariants hold.

One machine makes the history: people join, leave, are expelled, come back and get other units through the Membership;
money arrives in every way; some of it is split and claimed. Each test adds what it looks at after every step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.conftest import DAY, ETHER, PROPOSER, TERMS_HASH, House, Partnership
from tests.property.model_escrow import EscrowModel
from tests.token_effects import mock
from tests.tokens import UNUSUAL, Kind

EXAMPLES = settings(
    max_examples=5,
    stateful_step_count=24,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
ONE_PAGE = 32  # MAX_HOLDINGS: changes of units one claim goes through
CALLS = 8  # enough for every history a machine can make


@dataclass
class Stage:
    """What every history starts with: founders in force, a partner who refuses ether, two tokens, people outside."""

    partnership: Partnership
    stubborn: Any
    tokens: list[Any]  # the first is listed, the second is not
    newcomers: list[str]
    outsider: str
    customer: str


@pytest.fixture(scope="module")
def stage(
    house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount], token_kind: Kind
) -> Iterator[Stage]:
    with boa.env.anchor():
        tokens = [token_kind.make(), token_kind.make()]
        listed = [token.address for token in (tokens[0], *token_kind.neighbours())]
        partnership = house.spin_up(founders, [50, 30, 20], [500, 300, 200], tokens=listed)
        partnership.accept_all()
        for token in tokens:
            token.meet(partnership.escrow, founders[0].address)
        stubborn = mock("RejectingReceiver")
        with boa.env.prank(partnership.partnership.address):
            partnership.membership.admit(stubborn, 1, 7, PROPOSER, DAY)
        stubborn.act(partnership.membership, partnership.membership.accept.prepare_calldata(TERMS_HASH))
        newcomers = [str(key(f"newcomer {number}").address) for number in range(3)]
        outsider, customer = (str(key(name).address) for name in ("outsider", "customer"))
        for token in tokens:
            token.mint(customer, 2**128)
            with boa.env.prank(customer):
                token.approve(partnership.escrow, 2**128)
        boa.env.set_balance(customer, 2**128)
        yield Stage(partnership, stubborn, tokens, newcomers, outsider, customer)


UNITS = st.one_of(st.integers(0, 3), st.integers(0, 1_000), st.integers(0, 2**29))
AMOUNTS = st.one_of(st.integers(1, 10), st.integers(1, 10**6), st.integers(10**17, 10**21), st.integers(2**94, 2**96))
WHO = st.integers(0, 6)
WHICH = st.integers(0, 2)


class History(RuleBasedStateMachine):
    """The rules. Every step is made on the contracts and on the model, and must have the same outcome."""

    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.isolation = boa.env.anchor()
        self.isolation.__enter__()
        stage = self.stage
        self.escrow = stage.partnership.escrow
        self.membership = stage.partnership.membership
        self.governor = stage.partnership.partnership.address
        self.founders = [founder.address for founder in stage.partnership.founders]
        self.everybody = [*self.founders, str(stage.stubborn.address), *stage.newcomers]
        self.tokens = [ETHER, *(token.address for token in stage.tokens)]
        self.contracts = dict(zip(self.tokens[1:], stage.tokens, strict=True))
        self.present = set(self.everybody[:4])
        self.model = EscrowModel(
            units=dict(zip(self.everybody, [500, 300, 200, 7, 0, 0, 0], strict=True)),
            settled={ETHER, self.tokens[1]},
        )
        # (token, partner) => changes of units since the last claim that paid
        self.changes = {(token, who): 0 for token in self.tokens for who in self.everybody}
        self.wealth = self.holdings(stage.outsider)

    def teardown(self) -> None:
        self.isolation.__exit__(None, None, None)

    # --- what the steps are made of ---

    def balance(self, token: str, owner: str) -> int:
        if token == ETHER:
            return int(boa.env.get_balance(owner))
        return int(self.contracts[token].balanceOf(owner))

    def holdings(self, owner: str) -> list[int]:
        return [self.balance(token, owner) for token in self.tokens]

    def claim_in_full(self, token: str, partner: str, amount: int) -> None:
        """Claims until `amount` has been paid, a page of unit changes at a time."""
        paid = 0
        for _ in range(CALLS):
            paid += self.escrow.claim(token, partner)
            if paid >= amount:
                break
        assert paid == amount

    def claimable_in_full(self, token: str, partner: str) -> int:
        """What `partner` can claim now in as many calls as it takes."""
        if self.changes[token, partner] < ONE_PAGE:
            return int(self.escrow.claimable(token, partner))
        if token == ETHER and partner == self.stage.stubborn.address:
            return self.model.accounts[token].claimable(partner)
        expected = self.model.accounts[token].claimable(partner)
        if expected != 0:
            with boa.env.anchor():
                self.claim_in_full(token, partner, expected)
        return expected

    def change(self, partner: str, units: int) -> None:
        """What the model knows of a change that the Membership has pushed."""
        self.model.set_units(partner, units)
        for token in self.tokens:
            self.changes[token, partner] += 1

    # --- money in ---

    @rule(which=WHICH, amount=AMOUNTS, how=st.sampled_from(["transfer", "pay", "force"]))
    def money_arrives(self, which: int, amount: int, how: str) -> None:
        token, escrow = self.tokens[which], self.escrow
        with boa.env.prank(self.stage.customer):
            if how == "pay":
                assert escrow.pay(token, amount, bytes(32), value=amount if token == ETHER else 0) == amount
            elif token != ETHER:
                self.contracts[token].transfer(escrow, amount)
            elif how == "transfer":
                boa.env.raw_call(escrow.address, value=amount)
            else:
                boa.env.set_balance(escrow.address, boa.env.get_balance(escrow.address) + amount)
        self.model.arrive(token, amount)

    @rule(which=WHICH)
    def anybody_distributes(self, which: int) -> None:
        token = self.tokens[which]
        with boa.env.prank(self.stage.outsider):
            if self.model.total == 0:
                with boa.reverts("escrow: no units"):
                    self.escrow.distribute(token)
            elif self.model.distributable(token) == 0:
                with boa.reverts("escrow: nothing to distribute"):
                    self.escrow.distribute(token)
            else:
                assert self.escrow.distribute(token) == self.model.distribute(token)

    # --- money out ---

    @rule(which=WHICH, who=WHO)
    def one_claims(self, which: int, who: int) -> None:
        token, partner = self.tokens[which], self.everybody[who]
        amount = self.model.accounts[token].claimable(partner)
        before = self.balance(token, partner)
        if amount == 0:
            if self.changes[token, partner] < ONE_PAGE:
                with boa.reverts("escrow: nothing to claim"):
                    self.escrow.claim(token, partner)
            return
        if token == ETHER and partner == self.stage.stubborn.address:
            if self.changes[token, partner] < ONE_PAGE:  # else a claim may only go through changes, and send nothing
                with boa.reverts():
                    self.escrow.claim(token, partner)
            return
        self.claim_in_full(token, partner, amount)
        assert self.balance(token, partner) == before + self.model.claim(token, partner)
        self.changes[token, partner] = 0

    @rule(who=WHO)
    def one_claims_all(self, who: int) -> None:
        partner = self.everybody[who]
        tokens = [token for token in self.tokens if token != ETHER or partner != self.stage.stubborn.address]
        if any(self.changes[token, partner] >= ONE_PAGE for token in tokens):
            return
        expected = [self.model.accounts[token].claimable(partner) for token in tokens]
        if not any(expected):
            with boa.reverts("escrow: nothing to claim"):
                self.escrow.claim_many(tokens, partner)
            return
        assert self.escrow.claim_many(tokens, partner) == expected
        for token, amount in zip(tokens, expected, strict=True):
            if amount != 0:
                self.model.claim(token, partner)
                self.changes[token, partner] = 0

    # --- who is a partner ---

    @rule(who=st.integers(1, 6), units=UNITS)
    def one_joins(self, who: int, units: int) -> None:
        partner = self.everybody[who]
        if partner in self.present:
            return
        with boa.env.prank(self.governor):
            self.membership.admit(partner, 1, units, PROPOSER, DAY)
        accept = self.membership.accept.prepare_calldata(TERMS_HASH)
        if partner == self.stage.stubborn.address:
            self.stage.stubborn.act(self.membership, accept)
        else:
            with boa.env.prank(partner):
                self.membership.accept(TERMS_HASH)
        self.present.add(partner)
        if units != 0:
            self.change(partner, units)

    @rule(who=st.integers(1, 6), expelled=st.booleans())
    def one_leaves(self, who: int, expelled: bool) -> None:
        partner = self.everybody[who]
        if partner not in self.present:
            return
        if expelled or partner == self.stage.stubborn.address:
            with boa.env.prank(self.governor):
                self.membership.expel(partner)
        else:
            with boa.env.prank(partner):
                self.membership.leave()
        self.present.remove(partner)
        if self.model.units[partner] != 0:
            self.change(partner, 0)

    @rule(who=WHO, units=UNITS)
    def units_change(self, who: int, units: int) -> None:
        partner = self.everybody[who]
        if partner not in self.present:
            return
        with boa.env.prank(self.governor):
            self.membership.set_shares(partner, 1, units)
        if self.model.units[partner] != units:
            self.change(partner, units)

    @rule(who=WHO, times=st.integers(ONE_PAGE - 2, ONE_PAGE + 3))
    @precondition(lambda self: max(self.changes.values()) < 2 * ONE_PAGE)
    def units_change_often(self, who: int, times: int) -> None:
        partner = self.everybody[who]
        if partner not in self.present:
            return
        for number in range(times):
            units = self.model.units[partner] ^ (1 + number % 2)  # always another number
            with boa.env.prank(self.governor):
                self.membership.set_shares(partner, 1, units)
            self.change(partner, units)

    @rule(which=st.integers(1, 2))
    def the_list_changes(self, which: int) -> None:
        token = self.tokens[which]
        with boa.env.prank(self.governor):
            if token in self.model.settled:
                self.escrow.unlist_token(token)
            else:
                self.escrow.list_token(token)
        self.model.settled ^= {token}


class Agreement(History):
    """The contract says what the model says."""

    @invariant()
    def views_agree(self) -> None:
        for token in self.tokens:
            account = self.model.accounts[token]
            assert self.escrow.owed(token) == account.owed
            assert self.escrow.undistributed(token) == self.model.distributable(token)
        assert self.escrow.total_units() == self.model.total
        assert [self.escrow.units_of(who) for who in self.everybody] == [
            self.model.units[who] for who in self.everybody
        ]


class Solvent(History):
    @invariant()
    def balance_covers_what_is_owed(self) -> None:
        for token in self.tokens:
            assert self.balance(token, self.escrow.address) >= self.escrow.owed(token)


class Accounted(History):
    @invariant()
    def owed_is_claimable_and_fractions(self) -> None:
        for token in self.tokens:
            claimable = sum(self.claimable_in_full(token, who) for who in self.everybody)
            rest = self.escrow.owed(token) - claimable
            # Each one's fraction is below one wei: exactly these, and nothing else, is owed and not yet claimable.
            assert rest == self.model.fractions(token, self.everybody)
            assert 0 <= rest < len(self.everybody)


class Conserved(History):
    @invariant()
    def nothing_comes_or_goes(self) -> None:
        for token in self.tokens:
            account = self.model.accounts[token]
            assert account.received == account.paid + self.balance(token, self.escrow.address)


class Separate(History):
    """Leaving changes nobody else's claims; each is what the model says before and after."""

    @rule(who=st.integers(1, 6))
    def one_leaves_after_everything_is_split(self, who: int) -> None:
        leaver = self.everybody[who]
        if leaver not in self.present or self.model.total == 0:
            return
        for token in self.tokens:
            if self.model.distribute(token) != 0:
                self.escrow.distribute(token)
        before = [[self.claimable_in_full(token, other) for other in self.everybody] for token in self.tokens]
        owed = [self.escrow.owed(token) for token in self.tokens]
        self.one_leaves(who, expelled=False)
        # What was waiting over 96 bits may be split in the same call.
        settled = [position for position, token in enumerate(self.tokens) if self.escrow.owed(token) == owed[position]]
        for position in settled:
            token = self.tokens[position]
            assert [self.claimable_in_full(token, other) for other in self.everybody] == before[position]
            assert self.balance(token, self.escrow.address) >= owed[position]


class Outside(History):
    @rule(which=WHICH, who=WHO)
    def outsider_tries_everything(self, which: int, who: int) -> None:
        token, escrow, outsider = self.tokens[which], self.escrow, self.stage.outsider
        attempts: list[tuple[Any, ...]] = [
            (escrow.claim, token, outsider),
            (escrow.claim_many, self.tokens, outsider),
            (escrow.reclaim, token, outsider),
            (escrow.release, token),
            (escrow.wind_down, token),
            (escrow.set_units, outsider, 1_000),
            (escrow.enter_force,),
            (escrow.list_token, self.tokens[2]),
            (escrow.unlist_token, self.tokens[1]),
            (escrow.initialize, outsider, [], 0, 0),
            (self.membership.accept, TERMS_HASH),
            (self.membership.admit, outsider, 1, 1, PROPOSER, DAY),
        ]
        with boa.env.prank(outsider):
            escrow.set_payout(self.everybody[who])
            escrow.set_payout(outsider)
            for function, *arguments in attempts:
                with boa.reverts():
                    function(*arguments)

    @invariant()
    def outsider_is_no_richer(self) -> None:
        assert self.holdings(self.stage.outsider) == self.wealth


class Payable(History):
    """At the end of every history everybody who can claim something claims it, and all of it is there."""

    def teardown(self) -> None:
        try:
            for token in self.tokens:
                for partner in self.everybody:
                    amount = self.model.accounts[token].claimable(partner)
                    if amount != 0 and (token != ETHER or partner != self.stage.stubborn.address):
                        self.claim_in_full(token, partner, amount)
                        self.model.claim(token, partner)
                rest = self.escrow.owed(token)
                if token == ETHER:
                    rest -= self.model.accounts[token].claimable(str(self.stage.stubborn.address))
                assert 0 <= rest < len(self.everybody)
        finally:
            super().teardown()


class Everything(Agreement, Solvent, Accounted, Conserved, Outside, Payable):
    """All of it in one history, and no hook of a token gets anywhere."""

    @invariant()
    def hooks_get_nowhere(self) -> None:
        for token in self.stage.tokens:
            token.check()


def play(machine: type[History], stage: Stage, examples: settings = EXAMPLES) -> None:
    run_state_machine_as_test(type(machine.__name__, (machine,), {"stage": stage}), settings=examples)


def test_escrow_agrees_with_the_model(stage: Stage) -> None:
    play(Agreement, stage)


def test_i01_balance_covers_what_is_owed(stage: Stage) -> None:
    play(Solvent, stage)


def test_i02_owed_is_what_can_be_claimed_and_less_than_one_wei_for_each_partner(stage: Stage) -> None:
    play(Accounted, stage)


def test_i03_what_was_received_is_paid_or_still_there(stage: Stage) -> None:
    play(Conserved, stage)


def test_i11_one_leaving_changes_nobody_elses_claim(stage: Stage) -> None:
    play(Separate, stage)


def test_i15_an_outsider_gets_no_richer(stage: Stage) -> None:
    play(Outside, stage)


def test_i16_whoever_earned_can_claim_at_the_end(stage: Stage) -> None:
    play(Payable, stage)


@pytest.mark.slow
@pytest.mark.parametrize("token_kind", UNUSUAL, ids=lambda kind: kind.name, indirect=True)
def test_i01_i02_i03_i15_i16_hold_with_every_kind_of_token_that_keeps_its_promises(stage: Stage) -> None:
    play(Everything, stage, settings(EXAMPLES, max_examples=2))

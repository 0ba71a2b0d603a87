"""T87, T93, T95: no sequence of votes of everybody else lowers what a silent partner gets on leaving below what the deal it
accepted and the treasury at that moment give, keeps it from leaving, or takes back what it was given.

The others decide whatever they like, by the partnership's authority and within the ceilings of the deal: shares, admissions,
new terms with other deals, payments, capital, the list of tokens. Tokens stop moving and move again. The silent partner does
nothing, neither votes nor accepts; after every step it is asked what would happen if it left now.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from polypact.text.deals import Deal
from tests.kit.contracts import mock
from tests.kit.house import House
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER, IN_ORDER, PROPOSER
from tests.kit.verbs import accept, amend, by_vote, deal_in_force
from tests.property.machine import ChainMachine

OTHERS = 4
UNITS = st.integers(0, 2_000)
TRANSFER_REVERTS = 2
DEAL = Deal(redeemable_bps=5_000, max_units=100_000, max_weight=100_000)


class SilentPartner(ChainMachine):
    """`house` and `keys` come from the fixtures. The first key is the silent partner's."""

    house: House
    keys: list[LocalAccount]

    @initialize(bps=st.sampled_from([1, 3_333, 10_000]), units=st.lists(UNITS, min_size=2, max_size=2))
    def found(self, bps: int, units: list[int]) -> None:
        self.tokens = [mock("StubbornToken") for _ in range(2)]
        self.deal = replace(DEAL, redeemable_bps=bps)
        addresses = [token.address for token in self.tokens]
        self.venture = self.house.spin_up(
            self.keys[:3], [10, 10, 10], [1_000, *units], tokens=addresses, deal=self.deal, recoupment=IN_ORDER
        )
        self.venture.accept_all()
        self.silent = self.keys[0].address
        self.listed = set(range(2))
        boa.env.time_travel(seconds=DAY)

    def decide(self, act: Callable[[], Any]) -> None:
        """What the others decide and the contracts allow; what they do not allow has tests of its own."""
        with by_vote(self.venture), suppress(boa.BoaError):
            act()

    @rule(who=st.integers(1, OTHERS), weight=st.integers(0, 50), units=UNITS)
    def reshare(self, who: int, weight: int, units: int) -> None:
        self.decide(lambda: self.venture.membership.set_shares(self.keys[who].address, weight, units))

    @rule(who=st.integers(1, OTHERS), units=UNITS)
    def admit(self, who: int, units: int) -> None:
        self.decide(lambda: self.venture.membership.admit(self.keys[who].address, 1, units, PROPOSER, DAY))
        with suppress(boa.BoaError):
            accept(self.venture, self.keys[who].address)

    @rule(who=st.integers(1, OTHERS))
    def another_leaves(self, who: int) -> None:
        with boa.env.prank(self.keys[who].address), suppress(boa.BoaError):
            self.venture.membership.leave()

    @rule(amount=st.integers(0, 10**24), number=st.integers(-1, 1))
    def earn(self, amount: int, number: int) -> None:
        if number < 0:
            treasury = self.venture.partnership.address
            boa.env.set_balance(treasury, ether_of(treasury) + amount)
        else:
            self.tokens[number].mint(self.venture.partnership.address, amount)

    @rule(part=st.integers(0, 100), number=st.integers(-1, 1))
    def spend(self, part: int, number: int) -> None:
        """As an executed proposal would, which the check of what is owed is part of."""
        treasury, to = self.venture.partnership.address, self.keys[-1].address
        if number < 0:
            boa.env.set_balance(treasury, ether_of(treasury) * part // 100)
            return
        token = self.tokens[number]
        amount = token.held_by(treasury) * part // 100
        owed = self.venture.partnership.owed_to(token.address, to)[1]
        if token.held_by(treasury) - amount >= owed:
            self.decide(lambda: token.transfer(to, amount, sender=treasury))

    @rule(bps=st.integers(0, 10_000), notice=st.sampled_from([0, 180 * DAY]), ceiling=st.integers(20_000, 2**32 - 1))
    def new_terms(self, bps: int, notice: int, ceiling: int) -> None:
        """Terms that the silent partner does not accept: worse ones, as far as the others like."""
        deal = replace(deal_in_force(self.venture), redeemable_bps=bps, notice_seconds=notice, max_units=ceiling)
        with suppress(boa.BoaError):
            amend(self.venture, f"terms {boa.env.timestamp}".encode(), deal=deal)
        for key in self.keys[1:]:
            with suppress(boa.BoaError):
                accept(self.venture, key.address)

    @rule(who=st.integers(1, 2), amount=st.integers(1, 10**20))
    def lend(self, who: int, amount: int) -> None:
        contributor = self.keys[who].address
        boa.env.set_balance(contributor, 10**22)
        self.decide(lambda: self.venture.escrow.agree_contribution(contributor, ETHER, amount))
        with boa.env.prank(contributor), suppress(boa.BoaError):
            self.venture.escrow.contribute(ETHER, amount, value=amount)

    @rule(number=st.integers(0, 1), lists=st.booleans())
    def list_token(self, number: int, lists: bool) -> None:
        function = self.venture.escrow.list_token if lists else self.venture.escrow.unlist_token
        self.decide(lambda: function(self.tokens[number].address))

    @rule(number=st.integers(0, 1), stops=st.booleans())
    def token_stops(self, number: int, stops: bool) -> None:
        self.tokens[number].set_mood(TRANSFER_REVERTS if stops else 0)

    @rule(suspends=st.booleans())
    def suspend(self, suspends: bool) -> None:
        members = self.venture.membership
        self.decide(lambda: (members.suspend if suspends else members.reinstate)(self.silent))

    @rule(days=st.integers(1, 100))
    def wait(self, days: int) -> None:
        boa.env.time_travel(seconds=days * DAY)

    @invariant()
    def leaving_gives_what_the_deal_and_the_treasury_give(self) -> None:
        venture, treasury = self.venture, self.venture.partnership.address
        if venture.membership.members() == 1:
            return  # the last one winds up
        units, total = venture.escrow.vested_units_of(self.silent), venture.escrow.total_units()
        assert units == 1_000  # whatever the others did
        listed = {str(address) for address in venture.escrow.listed_tokens()}
        expected = {}
        for token in (ETHER, *listed):
            held = ether_of(treasury) if token == ETHER else self.at(token).held_by(treasury)
            stays = self.outstanding(token) + venture.partnership.owed_to(token, self.silent)[1]
            expected[token] = max(0, held - stays) * self.deal.redeemable_bps * units // (10_000 * total)
        with boa.env.anchor():
            before = {token: self.held(token) for token in expected}
            with boa.env.prank(self.silent):
                venture.membership.leave()
            for token, part in expected.items():
                owed = venture.partnership.owed_to(token, self.silent)[0]
                waiting = venture.escrow.claimable(token, self.silent)
                assert self.held(token) - before[token] + owed + waiting == part

    def at(self, token: str) -> Any:
        return next(known for known in self.tokens if known.address == token)

    def held(self, token: str) -> int:
        return ether_of(self.silent) if token == ETHER else int(self.at(token).held_by(self.silent))

    def outstanding(self, token: str) -> int:
        return sum(self.venture.escrow.outstanding_of(token, key.address) for key in self.keys)


def play(house: House, key: Callable[[str], LocalAccount], examples: int, steps: int) -> None:
    SilentPartner.house = house
    SilentPartner.keys = [key(f"partner {number}") for number in range(OTHERS + 2)]
    sizes = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(SilentPartner, settings=sizes)


def test_t87_a_silent_partner_leaves_with_its_part(house: House, key: Callable[[str], LocalAccount]) -> None:
    play(house, key, examples=5, steps=20)


@pytest.mark.slow
def test_t87_a_silent_partner_leaves_with_its_part_after_long_histories(
    house: House, key: Callable[[str], LocalAccount]
) -> None:
    play(house, key, examples=60, steps=60)

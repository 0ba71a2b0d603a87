"""I6: whatever happens to the roster, weights and units add up, now and at every second of the past.

A plain Python model follows the same calls; the contracts must agree with it on every outcome, refusals included.
Governance is not the point here, so the partnership's authority is exercised directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boa
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.conftest import ACTIVE, DAY, EXPELLED, HOUR, INVITED, LEFT, PROPOSER, SUSPENDED, TERMS, House, travel_to

ACCOUNTS = 7
FOUNDERS = 3
WHO = st.integers(0, ACCOUNTS - 1)
SHARE = st.integers(0, 1_000)
LITTLE_TIME = st.sampled_from([0, 0, 1, 1, 2, 60])


@dataclass
class Member:
    """What the model knows of one account; `weights` are (second it was set in, weight)."""

    status: int = 0
    weight: int = 0
    units: int = 0
    accepted: int = 0
    respond_by: int = 0
    lapsed: bool = False
    weights: list[tuple[int, int]] = field(default_factory=list)

    def counted(self) -> int:
        return self.weight if self.status == ACTIVE and not self.lapsed else 0

    def earning(self) -> int:
        return self.units if self.status in (ACTIVE, SUSPENDED) else 0

    def weight_at(self, timepoint: int) -> int:
        """A weight counts from the second after the one it was set in."""
        return next((weight for moment, weight in reversed(self.weights) if moment < timepoint), 0)


class RosterMachine(RuleBasedStateMachine):
    """Random calls on one partnership's roster; `house` and `keys` come from the fixtures."""

    house: House
    keys: list[LocalAccount]

    def __init__(self) -> None:
        super().__init__()
        self.anchor = boa.env.anchor()
        self.anchor.__enter__()

    def teardown(self) -> None:
        self.anchor.__exit__(None, None, None)

    @initialize(shares=st.lists(st.tuples(st.integers(1, 1_000), SHARE), min_size=FOUNDERS, max_size=FOUNDERS))
    def found(self, shares: list[tuple[int, int]]) -> None:
        venture = self.house.spin_up(self.keys[:FOUNDERS], [w for w, _ in shares], [u for _, u in shares])
        self.governor, self.roster, self.escrow = venture.partnership, venture.membership, venture.escrow
        self.start = boa.env.timestamp
        self.version, self.closes = 1, 0
        self.people = [Member() for _ in range(ACCOUNTS)]
        for member, (weight, units) in zip(self.people, shares, strict=False):
            member.status, member.weight, member.units = ACTIVE, weight, units
            member.accepted = 1
            self.note(member)
        venture.accept_all()

    def note(self, member: Member) -> None:
        member.weights.append((boa.env.timestamp, member.counted()))

    def attempt(self, allowed: bool, call: Callable[[], Any], by: str | None = None) -> bool:
        """Makes `call`, which must succeed just where the model says so."""
        with boa.env.prank(by or self.governor.address):
            try:
                call()
            except boa.BoaError:
                assert not allowed
                return False
        assert allowed
        return True

    def members(self) -> int:
        return sum(member.status in (ACTIVE, SUSPENDED) for member in self.people)

    def is_last(self, member: Member) -> bool:
        return self.members() == 1 and member.status in (ACTIVE, SUSPENDED)

    @rule(seconds=st.sampled_from([1, 1, 59, HOUR, DAY]))
    def wait(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)

    @rule(who=WHO, weight=SHARE, units=SHARE, later=LITTLE_TIME)
    def admit(self, who: int, weight: int, units: int, later: int) -> None:
        boa.env.time_travel(seconds=later)
        member = self.people[who]
        allowed = member.status in (0, LEFT, EXPELLED) and weight + units > 0
        address = self.keys[who].address
        if self.attempt(allowed, lambda: self.roster.admit(address, weight, units, PROPOSER, DAY)):
            member.status, member.weight, member.units, member.lapsed = INVITED, weight, units, False
            member.respond_by = boa.env.timestamp + DAY

    @rule(who=WHO, later=LITTLE_TIME)
    def accept(self, who: int, later: int) -> None:
        boa.env.time_travel(seconds=later)
        member = self.people[who]
        renews = member.status in (ACTIVE, SUSPENDED) and member.accepted < self.version
        joins = member.status == INVITED and boa.env.timestamp <= member.respond_by
        terms = keccak(TERMS) if self.version == 1 else self.terms(self.version)
        if self.attempt(renews or joins, lambda: self.roster.accept(terms), by=self.keys[who].address):
            member.status = ACTIVE if joins else member.status
            member.accepted, member.lapsed = self.version, False
            self.note(member)

    @rule(who=WHO, later=LITTLE_TIME, expelled=st.booleans())
    def remove(self, who: int, later: int, expelled: bool) -> None:
        boa.env.time_travel(seconds=later)
        member, address = self.people[who], self.keys[who].address
        if self.is_last(member):
            return  # the end of the partnership has tests of its own
        allowed = member.status in (INVITED, ACTIVE, SUSPENDED)
        if expelled:
            done = self.attempt(allowed, lambda: self.roster.expel(address))
        else:
            done = self.attempt(allowed, lambda: self.roster.leave(), by=address)
        if done:
            member.status = EXPELLED if expelled else LEFT
            self.note(member)

    @rule(who=WHO, later=LITTLE_TIME, back=st.booleans())
    def suspend_or_reinstate(self, who: int, later: int, back: bool) -> None:
        boa.env.time_travel(seconds=later)
        member, address = self.people[who], self.keys[who].address
        call = self.roster.reinstate if back else self.roster.suspend
        if self.attempt(member.status == (SUSPENDED if back else ACTIVE), lambda: call(address)):
            member.status = ACTIVE if back else SUSPENDED
            self.note(member)

    @rule(who=WHO, weight=SHARE, units=SHARE, later=LITTLE_TIME)
    def set_shares(self, who: int, weight: int, units: int, later: int) -> None:
        boa.env.time_travel(seconds=later)
        member, address = self.people[who], self.keys[who].address
        allowed = member.status in (INVITED, ACTIVE, SUSPENDED) and weight + units > 0
        if self.attempt(allowed, lambda: self.roster.set_shares(address, weight, units)):
            member.weight, member.units = weight, units
            self.note(member)

    @rule(window=st.sampled_from([HOUR, DAY]))
    def amend(self, window: int) -> None:
        terms = self.terms(self.version + 1)
        if self.attempt(boa.env.timestamp > self.closes, lambda: self.roster.amend_terms(terms, "", window)):
            self.version += 1
            self.closes = boa.env.timestamp + window

    @rule(who=WHO, patience=st.booleans())
    def lapse(self, who: int, patience: bool) -> None:
        if patience and boa.env.timestamp <= self.closes:
            travel_to(self.closes + 1)
        member = self.people[who]
        late = member.accepted < self.version and boa.env.timestamp > self.closes
        allowed = member.status == ACTIVE and not member.lapsed and late
        if self.attempt(allowed, lambda: self.roster.lapse(self.keys[who].address), by=self.keys[-1].address):
            member.lapsed = True
            self.note(member)

    @rule(back=st.integers(1, 4_000), who=WHO)
    def look_back(self, back: int, who: int) -> None:
        self.check_past(max(boa.env.timestamp - back, self.start - 1), who)

    def check_past(self, timepoint: int, who: int) -> None:
        if timepoint >= boa.env.timestamp:
            return
        expected = [member.weight_at(timepoint) for member in self.people]
        assert self.governor.getVotes(self.keys[who].address, timepoint) == expected[who]
        assert self.governor.getPastTotalSupply(timepoint) == sum(expected)

    @staticmethod
    def terms(version: int) -> bytes:
        return keccak(text=f"terms {version}")

    @invariant()
    def totals_are_sums(self) -> None:
        assert self.governor.total() == sum(member.counted() for member in self.people)
        assert self.escrow.total_units() == sum(member.earning() for member in self.people)
        assert self.roster.members() == self.members()

    @invariant()
    def everybody_is_as_the_model_says(self) -> None:
        listed = {row[0]: row for row in self.roster.partners(0, 20)}
        assert len(listed) == self.roster.seats() == sum(member.status != 0 for member in self.people)
        assert sorted(row[1] for row in listed.values()) == list(range(len(listed)))  # no seat twice
        for member, key in zip(self.people, self.keys, strict=False):
            if member.status:
                assert listed[key.address][2:5] == (member.status, member.weight, member.units)
                assert self.governor.weight_of(key.address) == member.counted()
                assert self.escrow.units_of(key.address) == member.earning()
                timely = member.accepted + 1 == self.version and boa.env.timestamp <= self.closes
                standing = member.status == ACTIVE and (member.accepted == self.version or timely)
                assert self.governor.has_standing(key.address) == standing
                assert self.roster.has_standing(key.address) == standing

    @invariant()
    def every_change_is_remembered(self) -> None:
        moments = sorted({moment for member in self.people for moment, _ in member.weights})
        for moment in moments[:2] + moments[-5:]:
            for timepoint in (moment, moment + 1):
                self.check_past(timepoint, moment % ACCOUNTS)


def test_i06_weights_and_units_add_up(house: House, key: Callable[[str], LocalAccount]) -> None:
    RosterMachine.house = house
    RosterMachine.keys = [key(f"member {number}") for number in range(ACCOUNTS + 1)]
    run_state_machine_as_test(RosterMachine, settings=settings(max_examples=10, stateful_step_count=40, deadline=None))

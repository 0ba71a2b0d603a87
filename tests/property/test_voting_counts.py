"""I7, I8, I9, I10, I14, I17: votes over random proposals, voters, times and routes, against a plain Python model.

Every example begins with 66 open proposals, so that ballots are spread over two pages and late ballots fall on the
older one. Classes of every mode: test_voting_modes.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import House
from tests.kit.numbers import (
    CANCELED,
    DAY,
    DEFEATED,
    EXECUTED,
    EXPIRED,
    FREE_SECONDS,
    HOUR,
    OPEN,
    ORDINARY,
    PENDING,
    QUEUED,
    SUCCEEDED,
    SUSPENSION_SECONDS,
)
from tests.kit.rules import Rule
from tests.kit.signatures import FIRST, ballot, extended_ballot, sign
from tests.kit.verbs import by_vote
from tests.property.machine import ChainMachine

FOUNDERS = 12
RULE = Rule(voting_delay=HOUR, voting_period=2 * DAY, execution_delay=HOUR, execution_window=DAY, quorum_bps=2_000)
ROUTES = ["transaction", "reason", "params", "signature", "extended signature", "stale signature"]
FINAL = {CANCELED, DEFEATED, EXPIRED, EXECUTED}
WHO = st.integers(0, FOUNDERS)  # the last one is an outsider
WHICH = st.integers(0, 200)


@dataclass
class Proposal:
    """What the model knows of one proposal."""

    id: int
    text: str
    proposer: int
    snapshot: int
    tally: list[int] = field(default_factory=lambda: [0, 0, 0])
    voted: set[int] = field(default_factory=set)
    canceled: bool = False
    executed: bool = False

    @property
    def deadline(self) -> int:
        return self.snapshot + RULE.voting_period


class VotingMachine(ChainMachine):
    """Random proposing, voting, leaving and executing; `house` and `keys` come from the fixtures."""

    house: House
    keys: list[LocalAccount]

    @initialize(weights=st.lists(st.integers(0, 50), min_size=FOUNDERS, max_size=FOUNDERS), gap=st.integers(0, 300))
    def found(self, weights: list[int], gap: int) -> None:
        weights = [weights[0] + 1, *weights[1:]]
        venture = self.house.spin_up(self.keys[:FOUNDERS], weights, [1] * FOUNDERS, rules=((0, RULE), (ORDINARY, RULE)))
        self.venture, self.governor, self.roster = venture, venture.partnership, venture.membership
        self.kept, self.suspended_until = [*weights, 0], [0] * FOUNDERS
        self.history = [[(boa.env.timestamp, weight)] for weight in weights] + [[]]
        self.active = [True] * FOUNDERS + [False]
        self.proposals: list[Proposal] = []
        self.used: list[Callable[[], Any]] = []
        self.final: dict[int, int] = {}
        venture.accept_all()
        boa.env.time_travel(seconds=DAY)
        for number in range(66):
            assert self.put(number % (FOUNDERS - 1))
            boa.env.time_travel(seconds=gap)
        travel_to(max(boa.env.timestamp, self.proposals[10].snapshot + 1))

    # --- the model ---

    def weight_at(self, who: int, timepoint: int) -> int:
        return next((weight for moment, weight in reversed(self.history[who]) if moment < timepoint), 0)

    def total_at(self, timepoint: int) -> int:
        return sum(self.weight_at(who, timepoint) for who in range(FOUNDERS))

    def state_of(self, proposal: Proposal) -> int:
        now = boa.env.timestamp
        if proposal.executed:
            return EXECUTED
        if proposal.canceled:
            return CANCELED
        if now <= proposal.snapshot:
            return PENDING
        if now <= proposal.deadline:
            return OPEN
        against, favour, abstain = proposal.tally
        needed = -(-RULE.quorum_bps * self.total_at(proposal.snapshot) // 10_000)
        if favour + abstain < needed or favour <= against:
            return DEFEATED
        waited = now - proposal.deadline
        if waited <= RULE.execution_delay:
            return QUEUED
        return SUCCEEDED if waited <= RULE.execution_delay + RULE.execution_window else EXPIRED

    def pick(self, which: int) -> Proposal:
        return self.proposals[which % len(self.proposals)]

    def attempt(self, allowed: bool, call: Callable[[], Any], by: str) -> bool:
        """Makes `call`, which must succeed just where the model says so."""
        with boa.env.prank(by):
            try:
                call()
            except boa.BoaError:
                assert not allowed
                return False
        assert allowed
        return True

    # --- what people do ---

    def put(self, who: int) -> bool:
        text, address = f"proposal {len(self.proposals)}", self.keys[who].address
        now = boa.env.timestamp
        made: list[int] = []
        call = self.governor.propose
        done = self.attempt(
            self.active[who], lambda: made.append(call([self.keys[-1].address], [0], [b""], text)), by=address
        )
        if done:
            self.proposals.append(Proposal(made[0], text, who, now + RULE.voting_delay))
        return done

    @rule(who=WHO)
    def propose(self, who: int) -> None:
        self.put(who)

    @rule(seconds=st.sampled_from([0, 1, 60, HOUR, DAY]))
    def wait(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)

    @rule(which=WHICH, edge=st.sampled_from(["snapshot", "deadline", "delay", "window"]), over=st.integers(0, 1))
    def wait_for_an_edge(self, which: int, edge: str, over: int) -> None:
        proposal = self.pick(which)
        moment = {
            "snapshot": proposal.snapshot,
            "deadline": proposal.deadline,
            "delay": proposal.deadline + RULE.execution_delay,
            "window": proposal.deadline + RULE.execution_delay + RULE.execution_window,
        }[edge]
        travel_to(max(boa.env.timestamp, moment + over))

    @rule(
        which=WHICH,
        voters=st.lists(WHO, min_size=1, max_size=5),
        support=st.integers(0, 3),
        route=st.sampled_from(ROUTES),
    )
    def vote(self, which: int, voters: list[int], support: int, route: str) -> None:
        for who in voters:
            self.cast(self.pick(which), who, support, route)

    def cast(self, proposal: Proposal, who: int, support: int, route: str) -> None:
        governor, key = self.governor, self.keys[who]
        weight = self.weight_at(who, proposal.snapshot)
        allowed = (
            support <= 2
            and self.state_of(proposal) == OPEN
            and self.active[who]
            and weight > 0
            and who not in proposal.voted
            and not route.startswith("stale")
        )
        relayed = "signature" in route
        if relayed:
            nonce = FIRST + route.startswith("stale")
            if route.startswith("extended"):
                message = extended_ballot(governor.address, proposal.id, support, key.address, "why", b"x", nonce)
                given = (proposal.id, support, key.address, "why", b"x", sign(key, message))
                call = lambda: governor.castVoteWithReasonAndParamsBySig(*given)  # noqa: E731
            else:
                signature = sign(key, ballot(governor.address, proposal.id, support, key.address, nonce))
                call = lambda: governor.castVoteBySig(proposal.id, support, key.address, signature)  # noqa: E731
        elif route == "reason":
            call = lambda: governor.castVoteWithReason(proposal.id, support, "why")  # noqa: E731
        elif route == "params":
            call = lambda: governor.castVoteWithReasonAndParams(proposal.id, support, "why", b"x")  # noqa: E731
        else:
            call = lambda: governor.castVote(proposal.id, support)  # noqa: E731
        if self.attempt(allowed, call, by=self.keys[-1].address if relayed else key.address):
            proposal.tally[support] += weight
            proposal.voted.add(who)
            if relayed:
                self.used.append(call)
        self.check(proposal)

    @rule(which=WHICH)
    def relay_a_used_ballot_again(self, which: int) -> None:
        """I14."""
        if self.used:
            self.attempt(False, self.used[which % len(self.used)], by=self.keys[-1].address)

    @rule(which=WHICH, who=WHO)
    def cancel(self, which: int, who: int) -> None:
        proposal = self.pick(which)
        allowed = who == proposal.proposer and self.state_of(proposal) in (PENDING, OPEN)
        given = ([self.keys[-1].address], [0], [b""], keccak(text=proposal.text))
        if self.attempt(allowed, lambda: self.governor.cancel(*given), by=self.keys[who].address):
            proposal.canceled = True

    @rule(which=WHICH)
    def execute(self, which: int) -> None:
        """I9: executed only if it passed, after the delay, not canceled, and once."""
        proposal = self.pick(which)
        given = ([self.keys[-1].address], [0], [b""], keccak(text=proposal.text))
        allowed = self.state_of(proposal) == SUCCEEDED
        if self.attempt(allowed, lambda: self.governor.execute(*given), by=self.keys[-1].address):
            proposal.executed = True

    @rule(which=WHICH, support=st.integers(0, 1))
    def decide(self, which: int, support: int) -> None:
        """Everybody votes the same way on one proposal, and time goes on to where it can be executed."""
        proposal = self.pick(which)
        if self.state_of(proposal) == OPEN:
            for who in range(FOUNDERS):
                self.cast(proposal, who, support, "transaction")
            travel_to(proposal.deadline + RULE.execution_delay + 1)
            self.execute(which)

    @rule(who=st.integers(1, FOUNDERS - 1), weight=st.integers(0, 60), agrees=st.booleans())
    def set_weight(self, who: int, weight: int, agrees: bool) -> None:
        """Less of it only with the partner's yes."""
        address = self.keys[who].address
        allowed = agrees or weight >= self.kept[who]
        with by_vote_with_yes(self.venture, address) if agrees else by_vote(self.venture):
            done = self.attempt(allowed, lambda: self.roster.set_shares(address, weight, 1), by=self.governor.address)
        if done:
            self.kept[who] = weight
            self.history[who].append((boa.env.timestamp, weight if self.active[who] else 0))

    @rule(who=st.integers(1, FOUNDERS - 1))
    def suspend_or_reinstate(self, who: int) -> None:
        """I17: without standing nobody votes, whatever the weight at the snapshot was."""
        address, now = self.keys[who].address, boa.env.timestamp
        call = self.roster.suspend if self.active[who] else self.roster.reinstate
        was = self.suspended_until[who]
        allowed = not self.active[who] or was == 0 or now > was + FREE_SECONDS
        if self.attempt(allowed, lambda: call(address), by=self.governor.address):
            self.active[who] = not self.active[who]
            self.suspended_until[who] = now + (0 if self.active[who] else SUSPENSION_SECONDS)
            self.history[who].append((now, self.kept[who] if self.active[who] else 0))

    # --- what must hold ---

    def check(self, proposal: Proposal) -> None:
        tally = tuple(self.governor.proposalVotes(proposal.id))
        assert tally == tuple(proposal.tally)
        assert sum(tally) <= self.total_at(proposal.snapshot)  # I7
        # I8: counted once each, and the ballots are remembered one by one
        assert sum(tally) == sum(self.weight_at(who, proposal.snapshot) for who in proposal.voted)
        voted = {who for who, key in enumerate(self.keys) if self.governor.hasVoted(proposal.id, key.address)}
        assert voted == proposal.voted

    @invariant()
    def states_are_as_the_model_says(self) -> None:
        """And I10: a final state is never left."""
        for proposal in self.proposals[:3] + self.proposals[-3:] + [p for p in self.proposals if p.voted][-4:]:
            state = self.governor.state(proposal.id)
            assert state == self.state_of(proposal)
            assert self.final.get(proposal.id, state) == state
            if state in FINAL:
                self.final[proposal.id] = state

    @invariant()
    def old_ballots_stay(self) -> None:
        for proposal in [p for p in self.proposals if p.voted][:2]:
            self.check(proposal)


def play(house: House, key: Callable[[str], LocalAccount], examples: int) -> None:
    VotingMachine.house = house
    VotingMachine.keys = [key(f"voter {number}") for number in range(FOUNDERS + 1)]
    sizes = settings(max_examples=examples, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(VotingMachine, settings=sizes)


def test_i07_i08_i09_i10_i14_i17_votes_are_counted_right(house: House, key: Callable[[str], LocalAccount]) -> None:
    play(house, key, examples=4)


@pytest.mark.slow
def test_i07_i08_i09_i10_i14_i17_votes_are_counted_right_in_many_histories(
    house: House, key: Callable[[str], LocalAccount]
) -> None:
    play(house, key, examples=12)

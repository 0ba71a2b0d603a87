"""I7, I8, I9, I10, I14, I17: votes in classes of every mode, against a plain Python model.

Partners move, are represented and recused, and ballots come one by one or in batches.
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
    NOBODY,
    OPEN,
    PENDING,
    QUEUED,
    SUCCEEDED,
    SUSPENSION_SECONDS,
)
from tests.kit.rules import STRICT, Rule
from tests.kit.signatures import FIRST, ballot, sign, timed_ballot
from tests.kit.verbs import by_vote, conditions, own
from tests.property.machine import ChainMachine
from tests.property.model_vote import DUAL, LAZY, MAJORITY, UNANIMOUS, Vote

FINAL = {CANCELED, DEFEATED, EXPIRED, EXECUTED}
WHICH = st.integers(0, 200)
SEATS = 5
SPARES = 4
PEOPLE = SEATS + SPARES + 2  # founders, new accounts of theirs, and two who only represent
SEAT = st.integers(0, SEATS - 1)
SUPPORT = st.sampled_from([0, 0, 1, 1, 1, 2, 2, 3])
EDGES = ["snapshot", "late", "deadline", "delay", "window"]
CLASSES = {8: MAJORITY, 9: DUAL, 10: LAZY, 11: UNANIMOUS}
KINDS = st.sampled_from(["good", "good", "good", "good", "late", "forged"])


@st.composite
def rules_of(draw: st.DrawFn, mode: int) -> Rule:
    whole = mode == UNANIMOUS
    approval = 10_000 if whole else draw(st.sampled_from([5_000, 5_001, 6_667, 8_000]))
    recusal = mode in (MAJORITY, DUAL) and draw(st.booleans())
    return Rule(
        voting_delay=60,
        voting_period=2 * DAY,
        execution_delay=HOUR,
        execution_window=DAY,
        quorum_bps=10_000 if whole else draw(st.sampled_from([1, 2_000, 3_333, 5_000, 10_000])),
        approval_bps=approval,
        seat_approval_bps=draw(st.sampled_from([5_000, 6_667, 10_000])) if mode == DUAL else 0,
        mode=mode,
        early_decision=draw(st.booleans()),
        recusal=recusal,
        contested_bps=draw(st.sampled_from([approval + 1, 9_000])) if recusal else 0,
        extension=draw(st.sampled_from([0, HOUR, DAY, 2 * DAY])),
    )


@dataclass
class Special:
    """What the model knows of a proposal in a class of any mode."""

    id: int
    text: str
    seat: int
    decision_class: int
    rule: Rule
    snapshot: int
    deadline: int
    ballots: dict[int, int] = field(default_factory=dict)
    lent: set[int] = field(default_factory=set)
    recused: dict[int, bool] = field(default_factory=dict)
    contested: bool = False
    executed: bool = False
    settled: bool | None = None  # how it ended, if it ended early


class ModesMachine(ChainMachine):
    """`house` and `keys` come from the fixtures."""

    house: House
    keys: list[LocalAccount]

    @initialize(
        weights=st.lists(st.sampled_from([0, 1, 1, 2, 3, 10, 33, 50]), min_size=SEATS, max_size=SEATS),
        rules=st.tuples(*(rules_of(mode) for mode in CLASSES.values())),
    )
    def found(self, weights: list[int], rules: tuple[Rule, ...]) -> None:
        weights = [weights[0] or 1, *weights[1:]]
        self.rules = dict(zip(CLASSES, rules, strict=True))
        venture = self.house.spin_up(self.keys[:SEATS], weights, [1] * SEATS, rules=((0, STRICT), *self.rules.items()))
        self.venture, self.governor, self.roster = venture, venture.partnership, venture.membership
        self.targets = {number: f"0x{0xC1A55000 + number:040x}" for number in CLASSES}  # beyond precompiles
        self.kept, self.suspended_until = list(weights), [0] * SEATS
        self.history = [[(boa.env.timestamp, weight)] for weight in weights]
        self.account = list(range(SEATS))  # seat => which key holds it
        self.spares = list(range(SEATS, SEATS + SPARES))
        self.representative: dict[int, int] = {}  # seat => key
        self.active = [True] * SEATS
        self.proposals: list[Special] = []
        self.used: list[Callable[[], Any]] = []
        self.final: dict[int, int] = {}
        self.step = self.extended = 0
        venture.accept_all()
        with by_vote(venture):
            for number, target in self.targets.items():
                self.governor.map_action(target, bytes(4), number)
        boa.env.time_travel(seconds=DAY)
        for number in CLASSES:
            self.propose(0, number, [1])
        boa.env.time_travel(seconds=61)

    # --- the model ---

    def address(self, seat: int) -> str:
        return str(self.keys[self.account[seat]].address)

    def weight_at(self, seat: int, timepoint: int) -> int:
        return next((weight for moment, weight in reversed(self.history[seat]) if moment < timepoint), 0)

    def vote_on(self, proposal: Special) -> Vote:
        rule = proposal.rule
        return Vote(
            rule.mode,
            rule.quorum_bps,
            rule.approval_bps,
            rule.seat_approval_bps,
            rule.contested_bps,
            {seat: self.weight_at(seat, proposal.snapshot) for seat in range(SEATS)},
            proposal.ballots,
            frozenset(proposal.lent),
            proposal.recused,
            proposal.contested,
        )

    def state_of(self, proposal: Special) -> int:
        now, rule = boa.env.timestamp, proposal.rule
        if proposal.executed:
            return EXECUTED
        if now <= proposal.snapshot:
            return PENDING
        if now <= proposal.deadline:
            return OPEN
        if not self.vote_on(proposal).passes():
            return DEFEATED
        waited = now - proposal.deadline
        if waited <= rule.execution_delay:
            return QUEUED
        return SUCCEEDED if waited <= rule.execution_delay + rule.execution_window else EXPIRED

    def pick(self, which: int) -> Special:
        return self.proposals[-1 - which % min(len(self.proposals), 6)]

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

    def counts(self, proposal: Special, seat: int, support: int, by_representative: bool = False) -> bool:
        """Whether a ballot counts; if so, it is noted."""
        allowed = (
            self.state_of(proposal) == OPEN
            and support <= 2
            and self.active[seat]
            and self.weight_at(seat, proposal.snapshot) > 0
            and seat not in proposal.recused
            and (seat not in proposal.ballots or (seat in proposal.lent and not by_representative))
        )
        if allowed:
            proposal.ballots[seat] = support
            (proposal.lent.add if by_representative else proposal.lent.discard)(seat)
        return allowed

    def outcome_if_late(self, proposal: Special) -> bool | None:
        """What would become of it without another ballot, in the time in which a turn moves the end; None before."""
        now = boa.env.timestamp
        is_late = proposal.snapshot < now and now + proposal.rule.extension > proposal.deadline
        return self.vote_on(proposal).passes() if proposal.rule.extension and is_late else None

    def moved_end(self, proposal: Special, before: bool | None) -> int:
        """The end of a vote after what may have turned its outcome, by one voting period in all at the most."""
        if before is None or before is self.vote_on(proposal).passes():
            return proposal.deadline
        latest = proposal.snapshot + 2 * proposal.rule.voting_period
        return max(proposal.deadline, min(boa.env.timestamp + proposal.rule.extension, latest))

    def close(self, proposal: Special, before: bool | None) -> None:
        """After a ballot: the vote is closed just where nothing can change its outcome any more."""
        now, rule = boa.env.timestamp, proposal.rule
        deadline = self.governor.proposalDeadline(proposal.id)
        vote = self.vote_on(proposal)
        # With two majorities, and where somebody may overrule or contest, it may wait longer than it must.
        contestable = any(vote.weights[seat] for seat, by_class in proposal.recused.items() if by_class)
        exact = rule.mode != DUAL and not proposal.lent and not contestable
        is_asked = rule.early_decision and (deadline == now or (exact and now < deadline))
        is_settled = is_asked and vote.endings() == {vote.passes()}
        if deadline == now and (now < proposal.deadline or is_settled):
            assert is_settled
            proposal.deadline, proposal.settled = now, vote.passes()
            return
        self.extend(proposal, before)
        assert not (is_settled and exact and now < deadline)

    def extend(self, proposal: Special, before: bool | None) -> None:
        """After what may have turned the outcome late."""
        end = self.moved_end(proposal, before)
        assert self.governor.proposalDeadline(proposal.id) == end
        self.extended += end != proposal.deadline
        proposal.deadline = end

    # --- what people do ---

    @rule(seat=SEAT, number=st.sampled_from(list(CLASSES)), gaining=st.lists(SEAT, max_size=2))
    def propose(self, seat: int, number: int, gaining: list[int]) -> None:
        now, rule, text = boa.env.timestamp, self.rules[number], f"proposal {len(self.proposals)}"
        undecided = sum(
            other.seat == seat and other.rule.mode == LAZY and other.settled is None and other.deadline >= now
            for other in self.proposals
        )
        has_room = rule.mode != LAZY or undecided < 6
        named = [self.address(each) for each in gaining]
        if named:
            text = own(self.address(seat), text)
        made: list[int] = []
        given = (self.address(seat), [self.targets[number]], [0], [b""], text, named, bytes(32))
        if self.attempt(
            self.active[seat] and has_room, lambda: made.append(self.governor.propose_as(*given)), by=self.address(seat)
        ):
            snapshot = now + rule.voting_delay
            proposal = Special(made[0], text, seat, number, rule, snapshot, snapshot + rule.voting_period)
            if rule.recusal:
                proposal.recused = dict.fromkeys(gaining, True)  # also who is suspended, and may be back
            self.proposals.append(proposal)
            assert self.governor.proposal_class(made[0]) == number

    @rule(seconds=st.sampled_from([1, 61, HOUR, DAY]))
    def wait(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)

    @rule(
        which=WHICH, edge=st.sampled_from(["snapshot", "late", "deadline", "delay", "window"]), over=st.integers(0, 1)
    )
    def wait_for_an_edge(self, which: int, edge: str, over: int) -> None:
        proposal = self.pick(which)
        moment = {
            "snapshot": proposal.snapshot,
            "late": max(proposal.snapshot, proposal.deadline - proposal.rule.extension),
            "deadline": proposal.deadline,
            "delay": proposal.deadline + proposal.rule.execution_delay,
            "window": proposal.deadline + proposal.rule.execution_delay + proposal.rule.execution_window,
        }[edge]
        travel_to(max(boa.env.timestamp, moment + over))

    @rule(
        which=WHICH,
        seats=st.lists(SEAT, min_size=1, max_size=4),
        support=SUPPORT,
        route=st.sampled_from(["transaction", "reason", "signature", "stale signature"]),
    )
    def vote(self, which: int, seats: list[int], support: int, route: str) -> None:
        proposal, governor = self.pick(which), self.governor
        for seat in seats:
            key, by, before = self.keys[self.account[seat]], self.address(seat), self.outcome_if_late(proposal)
            if "signature" in route:
                nonce = FIRST + route.startswith("stale")
                signature = sign(key, ballot(governor.address, proposal.id, support, key.address, nonce))
                given = (proposal.id, support, key.address, signature)
                call = lambda given=given: governor.castVoteBySig(*given)  # noqa: E731
                by = self.keys[-1].address
            elif route == "reason":
                call = lambda: governor.castVoteWithReason(proposal.id, support, "why")  # noqa: E731
            else:
                call = lambda: governor.castVote(proposal.id, support)  # noqa: E731
            allowed = not route.startswith("stale") and self.counts(proposal, seat, support)
            if self.attempt(allowed, call, by=by):
                if route == "signature":
                    self.used.append(call)
                self.close(proposal, before)

    @rule(which=WHICH, parts=st.integers(0, 4))
    def turn_late(self, which: int, parts: int) -> None:
        """All who have not voted do so against the outcome as it stands, near the end."""
        proposal = self.pick(which)
        if self.state_of(proposal) == OPEN:
            moment = proposal.deadline - proposal.rule.extension * parts // 4
            travel_to(max(boa.env.timestamp, proposal.snapshot + 1, moment))
            self.vote(which, list(range(SEATS)), int(not self.vote_on(proposal).passes()), "transaction")

    @rule(which=WHICH, seat=SEAT, support=SUPPORT, who=st.integers(SEATS, PEOPLE - 1))
    def vote_as(self, which: int, seat: int, support: int, who: int) -> None:
        proposal = self.pick(which)
        before = self.outcome_if_late(proposal)
        named = self.representative.get(seat)
        if named is not None and support:
            who = named  # mostly the right one
        allowed = named == who and who != self.account[seat]
        allowed = allowed and self.counts(proposal, seat, support, by_representative=True)
        given = (self.address(seat), proposal.id, support, "")
        if self.attempt(allowed, lambda: self.governor.cast_vote_as(*given), by=self.keys[who].address):
            self.close(proposal, before)

    @rule(which=WHICH, ballots=st.lists(st.tuples(SEAT, SUPPORT, KINDS), max_size=6), skip_bad=st.booleans())
    def vote_in_a_batch(self, which: int, ballots: list[tuple[int, int, str]], skip_bad: bool) -> None:
        proposal, now = self.pick(which), boa.env.timestamp
        packed, counted, bad = b"", 0, False
        outcome, before = self.outcome_if_late(proposal), (dict(proposal.ballots), set(proposal.lent))
        for seat, support, kind in ballots:
            signer = self.keys[-1 if kind == "forged" else self.account[seat]]
            deadline = now - 1 if kind == "late" else now
            voter = self.address(seat)
            signature = sign(signer, timed_ballot(self.governor.address, proposal.id, support, voter, deadline))
            head = bytes.fromhex(voter[2:]) + bytes(4) + bytes([support]) + deadline.to_bytes(5, "big")
            packed += head + len(signature).to_bytes(2, "big") + signature
            if kind == "good" and self.counts(proposal, seat, support):
                counted += 1
            else:
                bad = True
        allowed = self.state_of(proposal) == OPEN and (skip_bad or not bad)
        answer: list[int] = []
        call = self.governor.cast_votes_by_sig
        if self.attempt(allowed, lambda: answer.append(call(proposal.id, packed, skip_bad)), by=self.keys[-1].address):
            assert answer == [counted]
            self.close(proposal, outcome)
            if not bad:  # once more it counts for nothing
                self.attempt(not packed, lambda: call(proposal.id, packed, False), by=self.keys[-1].address)
        else:
            proposal.ballots, proposal.lent = before

    @rule(which=WHICH)
    def relay_a_used_ballot_again(self, which: int) -> None:
        """I14."""
        if self.used:
            self.attempt(False, self.used[which % len(self.used)], by=self.keys[-1].address)

    @rule(seat=SEAT, who=st.integers(SEATS, PEOPLE))
    def represent(self, seat: int, who: int) -> None:
        address = self.keys[who].address if who < PEOPLE else NOBODY
        if self.attempt(
            who != self.account[seat], lambda: self.governor.name_representative(address), by=self.address(seat)
        ):
            if who < PEOPLE:
                self.representative[seat] = who
            else:
                self.representative.pop(seat, None)

    @rule(seat=SEAT, which=WHICH, support=SUPPORT)
    def move(self, seat: int, which: int, support: int) -> None:
        """T11: to a new account, and the old one has no ballot any more. Who is suspended offers nothing."""
        if not self.spares:
            return
        old, new = self.account[seat], self.spares[-1]
        given, taker = self.keys[old].address, self.keys[new].address
        if not self.attempt(self.active[seat], lambda: self.roster.offer_seat(taker), by=given):
            return
        agreed = conditions(self.venture, given)
        assert (agreed[3], agreed[4]) == (self.kept[seat], 1)
        self.attempt(True, lambda: self.roster.take_seat(given, agreed), by=taker)
        self.account[seat] = self.spares.pop()
        self.representative.pop(seat, None)
        proposal = self.pick(which)
        self.attempt(False, lambda: self.governor.castVote(proposal.id, support), by=self.keys[old].address)

    @rule(which=WHICH, seat=SEAT)
    def recuse(self, which: int, seat: int) -> None:
        proposal = self.pick(which)
        undecided, before = self.state_of(proposal) in (PENDING, OPEN), self.outcome_if_late(proposal)
        allowed = undecided and self.active[seat] and seat not in proposal.ballots and seat not in proposal.recused
        if self.attempt(allowed, lambda: self.governor.recuse(proposal.id, "kin"), by=self.address(seat)):
            proposal.recused[seat] = False
            self.extend(proposal, before)

    @rule(which=WHICH, seat=SEAT)
    def contest(self, which: int, seat: int) -> None:
        proposal = self.pick(which)
        weighs = self.state_of(proposal) == OPEN and self.weight_at(seat, proposal.snapshot) != 0
        before = self.outcome_if_late(proposal)
        allowed = weighs and self.active[seat] and proposal.recused.get(seat, False)
        if self.attempt(allowed, lambda: self.governor.contest_recusal(proposal.id), by=self.address(seat)):
            del proposal.recused[seat]
            proposal.contested = True
            self.extend(proposal, before)

    @rule(seat=st.integers(1, SEATS - 1))
    def suspend_or_reinstate(self, seat: int) -> None:
        """I17: without standing nobody votes, whatever the weight at the snapshot was."""
        now, was = boa.env.timestamp, self.suspended_until[seat]
        call = self.roster.suspend if self.active[seat] else self.roster.reinstate
        allowed = not self.active[seat] or was == 0 or now > was + FREE_SECONDS
        if self.attempt(allowed, lambda: call(self.address(seat)), by=self.governor.address):
            self.active[seat] = not self.active[seat]
            self.suspended_until[seat] = now + (0 if self.active[seat] else SUSPENSION_SECONDS)
            self.history[seat].append((now, self.kept[seat] if self.active[seat] else 0))

    @rule(seat=st.integers(1, SEATS - 1), weight=st.integers(0, 60), agrees=st.booleans())
    def set_weight(self, seat: int, weight: int, agrees: bool) -> None:
        """Less of it only with the partner's yes."""
        address = self.address(seat)
        allowed = agrees or weight >= self.kept[seat]
        with by_vote_with_yes(self.venture, address) if agrees else by_vote(self.venture):
            done = self.attempt(allowed, lambda: self.roster.set_shares(address, weight, 1), by=self.governor.address)
        if done:
            self.kept[seat] = weight
            self.history[seat].append((boa.env.timestamp, weight if self.active[seat] else 0))

    @rule(which=WHICH)
    def execute(self, which: int) -> None:
        """I9."""
        proposal = self.pick(which)
        given = ([self.targets[proposal.decision_class]], [0], [b""], keccak(text=proposal.text))
        allowed = self.state_of(proposal) == SUCCEEDED
        if self.attempt(allowed, lambda: self.governor.execute(*given), by=self.keys[-1].address):
            proposal.executed = True

    # --- what must hold ---

    @invariant()
    def tallies_are_as_the_model_says(self) -> None:
        """Of two proposals by turns."""
        self.step += 1
        for proposal in {id(each): each for each in (self.pick(self.step), self.pick(self.step // 2))}.values():
            vote = self.vote_on(proposal)
            tally = self.governor.proposal_tally(proposal.id)
            weights = [vote.weight(support) for support in range(3)]
            assert list(tally[:3]) == weights == list(self.governor.proposalVotes(proposal.id))
            if proposal.rule.mode == DUAL:
                assert list(tally[3:6]) == [vote.seats(support) for support in range(3)]
            if proposal.snapshot < boa.env.timestamp:
                assert tally[6] == vote.base()
                assert sum(weights) <= vote.base() <= sum(vote.weights.values())  # I7
            assert tally[10] == proposal.contested
            assert set(self.governor.recused(proposal.id)) == set(proposal.recused)
            voted = {seat for seat in range(SEATS) if self.governor.hasVoted(proposal.id, self.address(seat))}
            assert voted == set(proposal.ballots)  # I8
            if proposal.settled is not None:
                assert vote.passes() is proposal.settled

    @invariant()
    def states_are_as_the_model_says(self) -> None:
        """And I10: a final state is never left."""
        for proposal in self.proposals[-6 + self.step % 2 :: 2]:
            state = self.governor.state(proposal.id)
            assert state == self.state_of(proposal)
            assert self.final.get(proposal.id, state) == state
            if state in FINAL:
                self.final[proposal.id] = state

    @invariant()
    def weights_of_the_past_follow_the_seats(self) -> None:
        """I6, by account."""
        for proposal in self.proposals[-1:]:
            if proposal.snapshot < boa.env.timestamp and self.step % 4 == 0:
                listed = [self.governor.getPastVotes(self.address(seat), proposal.snapshot) for seat in range(SEATS)]
                assert listed == list(self.vote_on(proposal).weights.values())
                assert self.governor.getPastTotalSupply(proposal.snapshot) == sum(listed)


def play_modes(house: House, key: Callable[[str], LocalAccount], examples: int, steps: int) -> None:
    ModesMachine.house = house
    ModesMachine.keys = [key(f"voter {number}") for number in range(PEOPLE)]
    sizes = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(ModesMachine, settings=sizes)


def test_i07_i08_i09_i10_i14_i17_votes_of_every_mode_are_counted_right(
    house: House, key: Callable[[str], LocalAccount]
) -> None:
    play_modes(house, key, examples=6, steps=35)


@pytest.mark.slow
def test_i07_i08_i09_i10_i14_i17_votes_of_every_mode_are_counted_right_in_long_histories(
    house: House, key: Callable[[str], LocalAccount]
) -> None:
    play_modes(house, key, examples=10, steps=50)

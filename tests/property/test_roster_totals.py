"""I6, I11: whatever happens to the roster, weights and units add up, now and at every second of the past, and nobody's
going touches what the others have earned.

A plain Python model follows the same calls; the contracts must agree with it on every outcome, refusals included.
Governance is not the point here, so the partnership's authority is exercised directly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, House
from tests.kit.numbers import (
    ACTIVE,
    DAY,
    ETHER,
    EXPELLED,
    HOUR,
    INVITED,
    LEFT,
    MOVED,
    NOBODY,
    PROPOSER,
    SUSPENDED,
    TERMS,
)
from tests.kit.people import in_order
from tests.property.machine import ChainMachine

ACCOUNTS = 9
FOUNDERS = 3
WHO = st.integers(0, ACCOUNTS - 1)
SHARE = st.integers(0, 1_000)
LITTLE_TIME = st.sampled_from([0, 0, 1, 1, 2, 60])
DATE = st.sampled_from([0, 1, HOUR, DAY])  # seconds ahead; 0: never
RECOVERY = MIN_EXPULSION = 30 * DAY
CALL = 60 * DAY
WINDOW_LAG = 7 * DAY  # from the end of a window until weight lapses, and until the next one
YEAR = 365 * DAY
SUSPENSION = FREE = 90 * DAY
NOTICE_GOOD = 90 * DAY  # after the first moment to leave
NO_CONDITIONS = (0, bytes(32), 0, 0, 0, 0, 0, 0)
BALANCE = 10**20  # wei in the treasury before anybody leaves


@dataclass
class Member:
    """What the model knows of one account; `weights` are (second it was set in, weight)."""

    status: int = 0
    weight: int = 0
    units: int = 0
    accepted: int = 0
    respond_by: int = 0
    lapsed: bool = False
    silent: bool = False
    """Did not answer a call, and its weight was taken out."""
    going: bool = False
    """Was expelled, and its notice is running."""
    called_at: int | None = None
    answer_by: int = 0
    suspended_until: int = 0
    moved_to: int | None = None
    role_ends: int = 0
    probation_ends: int = 0
    leaves_at: int = 0
    offered: tuple[int, int, int, bool] | None = None
    """To whom, from when it may be taken, what was accepted then, and whether by vote for silence."""
    weights: list[tuple[int, int]] = field(default_factory=list)

    def counted(self) -> int:
        return self.weight if self.status == ACTIVE and not self.lapsed and not self.silent else 0

    def earning(self) -> int:
        return self.units if self.status in (ACTIVE, SUSPENDED) else 0

    def has_notice(self) -> bool:
        return self.leaves_at != 0 and boa.env.timestamp <= self.leaves_at + NOTICE_GOOD

    def offer(self) -> tuple[int, int] | None:
        """Whom the seat is offered to, and from when on.

        An offer ends when its partner leaves or accepts terms; one for its silence when it answers.
        """
        if self.offered is None or not self.is_partner() or self.offered[2] != self.accepted:
            return None
        return self.offered[:2] if self.silent or not self.offered[3] else None

    def shown(self) -> int:
        return EXPELLED if self.going else self.status

    def is_partner(self) -> bool:
        return self.status in (ACTIVE, SUSPENDED)

    def is_present(self) -> bool:
        return self.status in (INVITED, ACTIVE, SUSPENDED)

    def weight_at(self, timepoint: int) -> int:
        """A weight counts from the second after the one it was set in."""
        return next((weight for moment, weight in reversed(self.weights) if moment < timepoint), 0)


class RosterMachine(ChainMachine):
    """Random calls on one partnership's roster; `house` and `keys` come from the fixtures."""

    house: House
    keys: list[LocalAccount]

    @initialize(shares=st.lists(st.tuples(st.integers(1, 1_000), SHARE), min_size=FOUNDERS, max_size=FOUNDERS))
    def found(self, shares: list[tuple[int, int]]) -> None:
        venture = self.house.spin_up(self.keys[:FOUNDERS], [w for w, _ in shares], [u for _, u in shares])
        self.governor, self.roster, self.escrow = venture.partnership, venture.membership, venture.escrow
        self.start = boa.env.timestamp
        self.version, self.closes, self.closed = 1, 0, True
        self.step = 0
        self.deals = [(0, 0), (0, 0)]  # version => notice and redeemable share
        boa.env.set_balance(self.governor.address, BALANCE)
        self.people = [Member() for _ in range(ACCOUNTS)]
        for member, (weight, units) in zip(self.people, shares, strict=False):
            member.status, member.weight, member.units = ACTIVE, weight, units
            member.accepted = 1
            member.weights.append((self.start - 1, weight))  # founders' weights count from the first second in force
        venture.accept_all()

    def at(self, who: int) -> Member:
        """Who has the seat that an account has or had: what a vote or anybody says of the one is about the other."""
        member = self.people[who]
        return member if member.moved_to is None else self.at(member.moved_to)

    def place_of(self, member: Member) -> int:
        return next(who for who, other in enumerate(self.people) if other is member)

    def answer(self, member: Member) -> None:
        """Any sign of life ends a call."""
        member.answer_by, member.silent = 0, False
        self.note(member)

    def renew(self, member: Member) -> None:
        """Who accepts the terms in force has lapsed no more, and its notice was under the deal before."""
        if not member.going and member.accepted != self.version:
            member.leaves_at = 0
        member.accepted, member.lapsed = self.version, False
        self.answer(member)

    def window_is_open(self) -> bool:
        return self.version > 1 and (not self.closed or boa.env.timestamp <= self.closes)

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
        return sum(member.is_partner() for member in self.people)

    def total(self) -> int:
        return sum(member.counted() for member in self.people)

    def is_last(self, member: Member) -> bool:
        return self.members() == 1 and member.is_partner()

    def has_standing(self, member: Member) -> bool:
        timely = member.accepted + 1 == self.version and self.window_is_open()
        return self.is_active(member) and (member.accepted == self.version or timely)

    @staticmethod
    def has_ended(member: Member) -> bool:
        """Whether its probation is over."""
        return member.probation_ends != 0 and boa.env.timestamp > member.probation_ends

    def is_active(self, member: Member) -> bool:
        return member.status == ACTIVE and not self.has_ended(member)

    def claims(self) -> list[int]:
        return [int(self.escrow.claimable(ETHER, key.address)) for key in self.keys[:ACCOUNTS]]

    def earn(self, amount: int) -> None:
        """Lets `amount` wei arrive, and splits it if anybody has units."""
        boa.env.set_balance(self.escrow.address, boa.env.get_balance(self.escrow.address) + amount)
        if self.escrow.total_units() and self.escrow.undistributed(ETHER):
            self.escrow.distribute(ETHER)

    @rule(seconds=st.sampled_from([1, 1, 59, HOUR, DAY]))
    def wait(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)

    @rule(who=WHO, weight=SHARE, units=SHARE, later=LITTLE_TIME)
    def admit(self, who: int, weight: int, units: int, later: int) -> None:
        boa.env.time_travel(seconds=later)
        member = self.at(who)
        allowed = member.status in (0, LEFT, EXPELLED) and weight + units > 0
        address = self.keys[who].address
        if self.attempt(allowed, lambda: self.roster.admit(address, weight, units, PROPOSER, DAY)):
            member.status, member.weight, member.units, member.lapsed = INVITED, weight, units, False
            member.suspended_until = 0
            member.respond_by = boa.env.timestamp + DAY
            member.offered = None

    @rule(who=WHO, later=LITTLE_TIME)
    def accept(self, who: int, later: int) -> None:
        boa.env.time_travel(seconds=later)
        member = self.people[who]
        renews = member.status in (ACTIVE, SUSPENDED) and member.accepted < self.version
        joins = member.status == INVITED and boa.env.timestamp <= member.respond_by
        terms = keccak(TERMS) if self.version == 1 else self.terms(self.version)
        offer = self.roster.offer_of(self.keys[who].address)
        assert offer.terms_hash == terms
        if self.attempt(renews or joins, lambda: self.roster.accept(offer), by=self.keys[who].address):
            member.status = ACTIVE if joins else member.status
            member.respond_by = 0
            self.renew(member)

    def go(self, member: Member, status: int) -> None:
        """What the model knows of a partner, or of an invited account, that goes."""
        member.status = status
        member.weight = member.units = member.accepted = member.respond_by = 0
        member.role_ends = member.probation_ends = member.leaves_at = 0
        member.going = member.silent = member.lapsed = False
        member.answer_by = 0
        self.note(member)

    @rule(who=WHO, later=LITTLE_TIME, expelled=st.booleans(), income=st.sampled_from([0, 1, 10**9 + 7]))
    def remove(self, who: int, later: int, expelled: bool, income: int) -> None:
        boa.env.time_travel(seconds=later)
        address = self.keys[who].address
        member = self.at(who) if expelled else self.people[who]
        if self.is_last(member):
            return  # the end of the partnership has tests of its own
        self.earn(income)
        claims, part, held = self.claims(), self.part(member), boa.env.get_balance(address)
        allowed = member.is_present()
        if expelled:
            allowed = allowed and not member.going and (not member.is_partner() or self.total() > member.counted())
            done = self.attempt(allowed, lambda: self.roster.expel(address))
            if done and member.is_partner():
                notice = max(self.deals[member.accepted][0], MIN_EXPULSION)
                member.status, member.going, member.weight = SUSPENDED, True, 0
                member.leaves_at, member.offered = boa.env.timestamp + notice, None
                self.note(member)
                done = False
        else:
            bound = (
                not member.going
                and not self.has_ended(member)
                and self.deals[member.accepted][0] != 0
                and member.is_partner()
                and member.accepted == self.version
            )
            if bound and not (member.has_notice() and member.leaves_at <= boa.env.timestamp):
                allowed = False
            done = self.attempt(allowed, lambda: self.roster.leave(), by=address)
        if done:
            self.go(member, EXPELLED if expelled else LEFT)
        assert boa.env.get_balance(address) - held == (part if done else 0)
        assert self.claims() == claims  # I11

    def part(self, member: Member) -> int:
        """What a partner takes along of the treasury, in wei."""
        units = sum(other.earning() for other in self.people)
        treasury = boa.env.get_balance(self.governor.address)
        return treasury * self.deals[member.accepted][1] * member.earning() // (10_000 * max(units, 1))

    @rule(who=WHO, patience=st.booleans())
    def give_notice(self, who: int, patience: bool) -> None:
        member = self.people[who]
        allowed = member.is_partner() and not member.has_notice() and not member.going
        if self.attempt(allowed, lambda: self.roster.give_notice(), by=self.keys[who].address):
            member.leaves_at = boa.env.timestamp + self.deals[member.accepted][0]
        if patience and member.is_partner():
            travel_to(max(boa.env.timestamp, member.leaves_at))

    @rule(who=WHO, ahead=DATE)
    def set_role(self, who: int, ahead: int) -> None:
        member, address = self.at(who), self.keys[who].address
        ends = ahead and boa.env.timestamp + ahead
        if self.attempt(member.is_present(), lambda: self.roster.set_role(address, PROPOSER, ends)):
            member.role_ends = ends

    @rule(who=WHO, ahead=DATE)
    def set_probation(self, who: int, ahead: int) -> None:
        member, address = self.at(who), self.keys[who].address
        ends = ahead and boa.env.timestamp + ahead
        # An earlier end needs the partner's yes, which nobody gives here.
        longer = member.probation_ends != 0 and (ends == 0 or ends >= member.probation_ends)
        allowed = member.status == INVITED or (member.is_partner() and longer)
        if self.attempt(allowed, lambda: self.roster.set_probation(address, ends)):
            member.probation_ends = ends

    @rule(who=WHO, over=st.sampled_from([None, 0, 1]))
    def end_probation(self, who: int, over: int | None) -> None:
        member, address = self.at(who), self.keys[who].address
        if self.is_last(member):
            return
        if over is not None and member.is_present() and member.probation_ends:
            travel_to(max(boa.env.timestamp, member.probation_ends + over))
        claims = self.claims()
        allowed = member.is_present() and 0 < member.probation_ends < boa.env.timestamp
        if self.attempt(allowed, lambda: self.roster.end_probation(address), by=self.keys[-1].address):
            self.go(member, LEFT)
        assert self.claims() == claims  # I11

    @rule(who=WHO, to=WHO, by_vote=st.booleans(), patience=st.booleans())
    def offer(self, who: int, to: int, by_vote: bool, patience: bool) -> None:
        address, target = self.keys[who].address, self.keys[to].address
        member = self.at(who) if by_vote else self.people[who]
        free = self.people[to].status == 0
        if by_vote:
            allowed = free and member.is_partner() and member.silent
            done = self.attempt(allowed, lambda: self.roster.recover_seat(address, target))
        else:
            done = self.attempt(free and self.is_active(member), lambda: self.roster.offer_seat(target), by=address)
        if done:
            if not by_vote:
                self.answer(member)
            member.offered = (to, boa.env.timestamp + RECOVERY * by_vote, member.accepted, by_vote)
        if member.offered and patience:
            self.take(who, 0)

    @rule(who=WHO)
    def keep(self, who: int) -> None:
        member = self.people[who]
        if self.attempt(member.offer() is not None, lambda: self.roster.keep_seat(), by=self.keys[who].address):
            member.offered = None
            self.answer(member)

    @rule(who=WHO, early=st.integers(0, 1))
    def take(self, who: int, early: int) -> None:
        """Whoever the seat was offered to takes it, a second too early or not; it accepts what is bound to it."""
        member = self.at(who)
        offer = member.offer()
        to, ready_at = offer or ((who + 1) % ACCOUNTS, 0)
        travel_to(max(boa.env.timestamp, ready_at - early))
        allowed = offer is not None and self.people[to].status == 0 and boa.env.timestamp >= ready_at
        claims = self.claims()
        address = self.keys[who].address
        agreed = self.roster.seat_conditions(address) if member.is_partner() else NO_CONDITIONS
        if self.attempt(allowed, lambda: self.roster.take_seat(address, agreed), by=self.keys[to].address):
            from_whom = self.place_of(member)
            member.offered = None
            self.people[to] = member
            self.people[from_whom] = Member(status=MOVED, moved_to=to)
            self.renew(member)
            claims[to] = claims[from_whom]  # what was earned is the seat's, by whichever account it is asked for
        assert self.claims() == claims  # I11

    @rule(caller=WHO, who=WHO, patience=st.booleans())
    def call(self, caller: int, who: int, patience: bool) -> None:
        member, by = self.at(who), self.people[caller]
        if patience and member.called_at is not None:
            travel_to(max(boa.env.timestamp, member.called_at + YEAR))
        may = member.called_at is None or boa.env.timestamp >= member.called_at + YEAR
        allowed = self.has_standing(by) and member.is_partner() and member is not by and not member.silent and may
        address = self.keys[who].address
        if self.attempt(allowed, lambda: self.roster.call_partner(address), by=self.keys[caller].address):
            member.called_at, member.answer_by = boa.env.timestamp, boa.env.timestamp + CALL

    @rule(who=WHO)
    def say_something(self, who: int) -> None:
        member = self.people[who]
        allowed = member.is_partner() and (member.answer_by != 0 or member.silent)
        if self.attempt(allowed, lambda: self.roster.answer(), by=self.keys[who].address):
            self.answer(member)

    @rule(who=WHO)
    def propose(self, who: int) -> None:
        """Who has standing and a role that has not ended may, to the second."""
        member, address = self.people[who], self.keys[who].address
        allowed = self.has_standing(member) and not 0 < member.role_ends < boa.env.timestamp
        with boa.env.anchor():
            self.attempt(allowed, lambda: self.governor.propose([self.keys[-1].address], [1], [b""], ""), by=address)

    @rule(who=WHO, later=LITTLE_TIME, back=st.booleans())
    def suspend_or_reinstate(self, who: int, later: int, back: bool) -> None:
        boa.env.time_travel(seconds=later)
        member, address = self.at(who), self.keys[who].address
        call = self.roster.reinstate if back else self.roster.suspend
        allowed = member.status == (SUSPENDED if back else ACTIVE) and not member.going
        if not back:
            free = member.suspended_until == 0 or boa.env.timestamp > member.suspended_until + FREE
            allowed = allowed and free and self.total() > member.counted()  # no vote takes the last weight
        if self.attempt(allowed, lambda: call(address)):
            member.status = ACTIVE if back else SUSPENDED
            member.suspended_until = boa.env.timestamp + (0 if back else SUSPENSION)
            member.offered = member.offered if back else None
            self.note(member)

    @rule(who=WHO, patience=st.booleans())
    def end_what_is_over(self, who: int, patience: bool) -> None:
        """A suspension after its 90 days, and the notice of who was expelled: by anybody."""
        member, address = self.at(who), self.keys[who].address
        if self.is_last(member):
            return
        if patience and member.status == SUSPENDED:
            travel_to(max(boa.env.timestamp, member.leaves_at if member.going else member.suspended_until + 1))
        is_over = member.status == SUSPENDED and not member.going and boa.env.timestamp > member.suspended_until
        if self.attempt(is_over, lambda: self.roster.end_suspension(address), by=self.keys[-1].address):
            member.status = ACTIVE
            self.note(member)
        claims = self.claims()
        is_over = member.going and boa.env.timestamp >= member.leaves_at
        if self.attempt(is_over, lambda: self.roster.end_notice(address), by=self.keys[-1].address):
            self.go(member, EXPELLED)
        assert self.claims() == claims  # I11

    @rule(who=WHO, weight=SHARE, units=SHARE, later=LITTLE_TIME)
    def set_shares(self, who: int, weight: int, units: int, later: int) -> None:
        """Nobody agrees here, so a partner's shares only become more."""
        boa.env.time_travel(seconds=later)
        member, address = self.at(who), self.keys[who].address
        allowed = member.is_present() and weight + units > 0 and not member.going
        if member.is_partner():
            allowed = allowed and weight >= member.weight and units >= member.units
            counts = member.status == ACTIVE and not member.lapsed and not member.silent
            allowed = allowed and self.total() - member.counted() + weight * counts > 0
        if self.attempt(allowed, lambda: self.roster.set_shares(address, weight, units)):
            member.weight, member.units = weight, units
            self.note(member)

    @rule(
        window=st.sampled_from([7 * DAY, 10 * DAY]),
        notice=st.sampled_from([0, HOUR, 2 * DAY]),
        redeemable_bps=st.sampled_from([0, 0, 3_333, 10_000]),
        patience=st.booleans(),
    )
    def amend(self, window: int, notice: int, redeemable_bps: int, patience: bool) -> None:
        if patience and self.version > 1 and self.closed:
            travel_to(max(boa.env.timestamp, self.closes + WINDOW_LAG + 1))
        terms = self.terms(self.version + 1)
        deal = replace(WIDE, notice_seconds=notice, redeemable_bps=redeemable_bps).abi()
        allowed = not self.window_is_open()
        allowed = allowed and (self.version == 1 or boa.env.timestamp > self.closes + WINDOW_LAG)
        if self.attempt(allowed, lambda: self.roster.amend_terms(terms, "", window, deal, [])):
            self.version += 1
            self.deals.append((notice, redeemable_bps))
            self.closes, self.closed = boa.env.timestamp + window, False

    @rule(patience=st.booleans())
    def close_window(self, patience: bool) -> None:
        """By all who have accepted, if they are more than half."""
        if patience and not self.closed:
            travel_to(max(boa.env.timestamp, self.closes + 1))
        accepted = {
            key.address: member.counted()
            for key, member in zip(self.keys, self.people, strict=False)
            if member.accepted == self.version
        }
        allowed = self.window_is_open() and boa.env.timestamp > self.closes
        allowed = allowed and 2 * sum(accepted.values()) > self.total()
        shown = in_order(*accepted)
        if self.attempt(allowed, lambda: self.roster.close_window(shown), by=self.keys[-1].address):
            self.closes, self.closed = boa.env.timestamp, True

    @rule(who=WHO, patience=st.booleans())
    def lapse(self, who: int, patience: bool) -> None:
        member = self.at(who)
        if patience:
            over = member.answer_by if member.answer_by else self.closes + WINDOW_LAG
            travel_to(max(boa.env.timestamp, over + 1))
        now, address = boa.env.timestamp, self.keys[who].address
        is_unanswered = member.is_partner() and not member.silent and 0 < member.answer_by < now
        if is_unanswered:
            is_last_weight = self.total() == member.counted() != 0 or self.total() == 0
            if self.attempt(not is_last_weight, lambda: self.roster.lapse(address), by=self.keys[-1].address):
                member.silent = True
                self.note(member)
            return
        # Who is two versions behind had its window, and 7 days more, for the first of them.
        late = member.accepted + 1 < self.version
        if member.accepted + 1 == self.version:
            late = not self.window_is_open() and now > self.closes + WINDOW_LAG
        allowed = member.status == ACTIVE and not member.lapsed and late
        if self.attempt(allowed, lambda: self.roster.lapse(address), by=self.keys[-1].address):
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
        total = self.governor.getPastTotalSupply(timepoint)
        assert total == sum(expected)  # T89: from the first second in force

    @staticmethod
    def terms(version: int) -> bytes:
        return keccak(text=f"terms {version}")

    @invariant()
    def totals_are_sums(self) -> None:
        assert self.governor.total() == self.total()
        assert self.escrow.total_units() == sum(member.earning() for member in self.people)
        assert self.roster.members() == self.members()

    @invariant()
    def everybody_is_as_the_model_says(self) -> None:
        """The roster as a whole after every step, and what the other contracts say of three accounts by turns."""
        self.step += 1
        listed = {row[0]: row for row in self.roster.partners(0, 20)}
        seated = [member for member in self.people if member.status not in (0, MOVED)]
        assert len(listed) == self.roster.seat_count() == len(seated)
        assert sorted(row[1] for row in listed.values()) == list(range(len(listed)))  # no seat twice
        for member, key in zip(self.people, self.keys, strict=False):
            if member in seated:
                row = listed[key.address]
                assert row[2:5] == (member.shown(), member.weight, member.units)
                assert row[6:8] == (member.accepted, member.respond_by)
                assert row[9:12] == (member.role_ends, member.probation_ends, member.leaves_at)
                assert (row.answer_by, row.is_lapsed) == (member.answer_by, member.lapsed or member.silent)
            else:
                assert key.address not in listed
        for who in range(self.step % 3, ACCOUNTS, 3):
            member, address = self.people[who], self.keys[who].address
            assert self.roster.partner(address)[2] == member.shown()
            to, ready_at = self.at(who).offer() or (None, 0)
            assert self.roster.seat_offer(address) == (NOBODY if to is None else self.keys[to].address, ready_at)
            assert self.governor.weight_of(address) == member.counted()
            assert self.escrow.units_of(address) == self.at(who).earning()
            assert self.roster.holder_of(address) == (
                NOBODY if member.status == 0 else self.keys[self.place_of(self.at(who))].address
            )
            assert self.governor.has_standing(address) == self.has_standing(member)

    @invariant()
    def every_change_is_remembered(self) -> None:
        moments = sorted({moment for member in self.people for moment, _ in member.weights})
        for moment in {moments[self.step % len(moments)], moments[-1]}:
            for timepoint in (moment, moment + 1):
                self.check_past(timepoint, self.step % ACCOUNTS)


def play(house: House, key: Callable[[str], LocalAccount], examples: int, steps: int) -> None:
    RosterMachine.house = house
    RosterMachine.keys = [key(f"member {number}") for number in range(ACCOUNTS + 1)]
    sizes = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(RosterMachine, settings=sizes)


def test_i06_i11_weights_and_units_add_up(house: House, key: Callable[[str], LocalAccount]) -> None:
    play(house, key, examples=3, steps=40)


@pytest.mark.slow
def test_i06_i11_weights_and_units_add_up_in_long_histories(house: House, key: Callable[[str], LocalAccount]) -> None:
    play(house, key, examples=12, steps=70)

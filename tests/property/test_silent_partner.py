"""T87, T93, T95: what a silent partner gets on leaving.

No sequence of votes of everybody else lowers it below what the deal it accepted and the treasury at that moment give,
keeps it from leaving, or takes back what it was given. The others agree to everything and decide whatever they like, by
the authority of the partnership: shares, admissions, new terms with other deals, payments, capital, the list of tokens;
to suspend, call or expel it, and to wind up. Tokens stop moving and move again. The silent partner does nothing: it
neither votes nor accepts. After every step it is asked what would happen if it left now.

Its units stay whole, and all units together stay within the ceiling of the deal it accepted for as long as it has not
had the window of a newer one to leave; then within that of the newer one.
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
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from polypact.text.deals import Deal
from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House
from tests.kit.money import ether_of
from tests.kit.numbers import CALL_SECONDS, DAY, ETHER, IN_ORDER, PROPOSER, WINDING_UP
from tests.kit.people import in_order
from tests.kit.verbs import accept, amend, by_vote, deal_in_force, outlast_base, wind_up
from tests.property.machine import ChainMachine

OTHERS = 4
OWN = 1_000
UNITS = st.integers(0, 2_000)
CEILING = 4_000
TRANSFER_REVERTS = 2
DEAL = Deal(max_units=CEILING, max_weight=100_000, max_sponsors_bps=2_000, max_reserve_bps=2_000)


class SilentPartner(ChainMachine):
    """`house` and `keys` come from the fixtures. The first key is the silent partner's."""

    house: House
    keys: list[LocalAccount]

    @initialize(
        bps=st.sampled_from([1, 3_333, 10_000]),
        notice=st.sampled_from([0, 60 * DAY]),
        units=st.lists(st.integers(0, 1_500), min_size=2, max_size=2),
    )
    def found(self, bps: int, notice: int, units: list[int]) -> None:
        self.tokens = [mock("StubbornToken") for _ in range(2)]
        self.deal = replace(DEAL, redeemable_bps=bps, notice_seconds=notice)
        addresses = [token.address for token in self.tokens]
        self.venture = self.house.spin_up(
            self.keys[:3], [10, 10, 10], [OWN, *units], tokens=addresses, deal=self.deal, recoupment=IN_ORDER
        )
        self.venture.accept_all()
        self.silent = self.keys[0].address
        self.others = [key.address for key in self.keys[1 : OTHERS + 1]]
        self.ceilings = [CEILING]
        self.gone = False
        boa.env.time_travel(seconds=DAY)

    def decide(self, act: Callable[[], Any]) -> None:
        """What the others agree to and the contracts allow; what they do not allow has tests of its own."""
        with by_vote_with_yes(self.venture, *self.others), suppress(boa.BoaError):
            act()

    @rule(who=st.integers(0, OTHERS), weight=st.integers(0, 50), units=UNITS)
    def reshare(self, who: int, weight: int, units: int) -> None:
        """Also the silent partner's own, which it never agrees to lower; more would be a gift."""
        least = OWN if who == 0 else 0
        self.decide(lambda: self.venture.membership.set_shares(self.keys[who].address, weight, max(least, units)))
        if who == 0 and not self.gone:
            with boa.env.anchor(), by_vote_with_yes(self.venture, *self.others), boa.reverts():
                self.venture.membership.set_shares(self.silent, 10**5, self.own() - 1)

    @rule(who=st.integers(1, OTHERS), units=st.sampled_from([CEILING - OWN, CEILING, 2 * CEILING, 10**6]))
    def dilute(self, who: int, units: int) -> None:
        """As far as the ceilings let them, and further; then back, so that there is room for more of it."""
        self.reshare(who, 50, units)
        self.no_share_falls_below_units_by_the_ceiling()
        self.reshare(who, 50, 0)

    @rule(who=st.integers(1, OTHERS), units=UNITS)
    def admit(self, who: int, units: int) -> None:
        self.decide(lambda: self.venture.membership.admit(self.keys[who].address, 1, units, PROPOSER, DAY))
        with suppress(boa.BoaError):
            accept(self.venture, self.keys[who].address)

    @rule(who=st.integers(1, OTHERS))
    def another_leaves(self, who: int) -> None:
        with boa.env.prank(self.keys[who].address), suppress(boa.BoaError):
            self.venture.membership.leave()

    @rule(units=st.integers(1, 2 * OWN), days=st.integers(1, 3_000))
    def vesting_is_set(self, units: int, days: int) -> None:
        today = boa.env.timestamp // DAY
        self.decide(lambda: self.venture.escrow.set_vesting(self.silent, units, today, today + days, today + days))

    @rule(sponsor=st.integers(1, OTHERS), share=st.integers(0, 3_000), reserves=st.booleans())
    def order_is_set(self, sponsor: int, share: int, reserves: bool) -> None:
        escrow, account = self.venture.escrow, self.keys[sponsor].address
        self.decide(lambda: escrow.set_reserve(share) if reserves else escrow.set_sponsor(account, share))

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

    @rule(
        bps=st.integers(0, 10_000),
        notice=st.sampled_from([0, 180 * DAY]),
        ceiling=st.sampled_from([CEILING // 2, CEILING, 2 * CEILING, 2**32 - 1]),
        patience=st.booleans(),
    )
    def new_terms(self, bps: int, notice: int, ceiling: int, patience: bool) -> None:
        """Terms that the silent partner does not accept: worse ones, as far as the others like."""
        terms = self.venture.membership.current_terms()
        if patience and terms.version > 1 and not terms.window_is_open:
            outlast_base(self.venture)
        deal = replace(deal_in_force(self.venture), redeemable_bps=bps, notice_seconds=notice, max_units=ceiling)
        with suppress(boa.BoaError):
            amend(self.venture, f"terms {boa.env.timestamp}".encode(), deal=deal)
            self.ceilings.append(ceiling)
        self.dilute(1, 2 * CEILING)
        for key in self.keys[1:]:
            with suppress(boa.BoaError):
                accept(self.venture, key.address)

    @rule(lapses=st.booleans())
    @precondition(lambda self: self.venture.membership.current_terms().window_is_open)
    def window_is_closed(self, lapses: bool) -> None:
        members = self.venture.membership
        travel_to(max(boa.env.timestamp, int(members.current_terms().window_closes) + 1))
        accepted = members.current_terms().version
        shown = [one for one in self.others if members.partner(one).accepted_version == accepted]
        with suppress(boa.BoaError):
            members.close_window(in_order(*shown))
        if lapses:
            outlast_base(self.venture)
            with suppress(boa.BoaError):
                members.lapse(self.silent)

    @rule(who=st.integers(1, OTHERS))
    def called_and_lapsed(self, who: int) -> None:
        members = self.venture.membership
        with boa.env.prank(self.keys[who].address), suppress(boa.BoaError):
            members.call_partner(self.silent)
            boa.env.time_travel(seconds=CALL_SECONDS + 1)
            members.lapse(self.silent)

    @rule(ends=st.booleans())
    def expelled(self, ends: bool) -> None:
        """Its units stay until its notice is over; then it is paid like who leaves."""
        members = self.venture.membership
        with by_vote(self.venture), suppress(boa.BoaError):
            members.expel(self.silent)
        leaves_at = int(members.partner(self.silent).leaves_at)
        if ends and leaves_at and not self.gone and members.members() > 1:
            travel_to(max(boa.env.timestamp, leaves_at))
            with suppress(boa.BoaError), boa.env.anchor():
                members.end_notice(self.silent)
                self.gone = True
            if self.gone:
                self.check_leaving(lambda: members.end_notice(self.silent))

    @rule()
    @precondition(lambda self: not self.gone and self.venture.membership.members() > 1)
    def wound_up(self) -> None:
        """It has at least what it would have had on leaving, out of everything that moves."""
        expected = self.expected()
        with boa.env.anchor():
            before = {token: self.has(token) for token in expected}
            wind_up(self.venture)
            assert self.venture.membership.phase() == WINDING_UP
            for token, part in expected.items():
                # A listed token that nobody had told apart by then is sent on when anybody asks for it.
                with suppress(boa.BoaError):
                    self.venture.partnership.liquidate(token)
                if token == ETHER or self.at(token).mood() == 0:
                    assert self.has(token) - before[token] >= part

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
        members = self.venture.membership
        if self.gone or members.members() == 1:
            return  # the last one winds up
        with boa.env.anchor():
            seat = members.partner(self.silent)
            is_held = seat.accepted_version == members.current_terms().version and not self.is_going()
            if self.deal.notice_seconds and is_held:
                with boa.env.prank(self.silent):
                    members.give_notice()
                travel_to(int(members.partner(self.silent).leaves_at))
                assert members.partner(self.silent).leaves_at <= boa.env.timestamp
            with boa.env.prank(self.silent):
                self.check_leaving(lambda: members.leave())

    @invariant()
    def no_share_falls_below_units_by_the_ceiling(self) -> None:
        terms = self.venture.membership.current_terms()
        had_its_window = terms.version > 1 and not terms.window_is_open
        ceiling = self.ceilings[-1] if had_its_window else min(self.ceilings[-2:])
        assert self.venture.escrow.total_units() <= ceiling

    def is_going(self) -> bool:
        return bool(self.venture.membership.partner(self.silent).leaves_at)

    def own(self) -> int:
        """The silent partner's units, which others can only add to."""
        units = int(self.venture.escrow.units_of(self.silent))
        assert units >= OWN
        assert self.venture.escrow.vested_units_of(self.silent) == units
        return units

    def expected(self) -> dict[str, int]:
        """By token: its part by the deal it accepted, of what the treasury has now."""
        venture, treasury = self.venture, self.venture.partnership.address
        units, total = self.own(), venture.escrow.total_units()
        parts = {}
        for token in (ETHER, *(str(address) for address in venture.escrow.listed_tokens())):
            held = ether_of(treasury) if token == ETHER else self.at(token).held_by(treasury)
            stays = self.outstanding(token) + venture.partnership.owed_to(token, self.silent)[1]
            parts[token] = max(0, held - stays) * self.deal.redeemable_bps * units // (10_000 * total)
        return parts

    def check_leaving(self, leave: Callable[[], Any]) -> None:
        expected = self.expected()
        before = {token: self.has(token) for token in expected}
        leave()
        for token, part in expected.items():
            assert self.has(token) - before[token] == part

    def has(self, token: str) -> int:
        """In its purse, owed by the treasury, or to be claimed in the escrow."""
        held = ether_of(self.silent) if token == ETHER else int(self.at(token).held_by(self.silent))
        owed = int(self.venture.partnership.owed_to(token, self.silent)[0])
        return held + owed + int(self.venture.escrow.claimable(token, self.silent))

    def at(self, token: str) -> Any:
        return next(known for known in self.tokens if known.address == token)

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
    play(house, key, examples=10, steps=40)

"""People join, leave, are expelled, come back, get other units and move to other accounts, through the roster."""

from __future__ import annotations

from typing import Any

import boa
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.kit.consents import by_vote_with_yes
from tests.kit.numbers import DAY, MIN_EXPULSION_SECONDS, PROPOSER
from tests.kit.verbs import by_vote, conditions
from tests.property.escrow_stage import HEIRS, NEWCOMERS, STUBBORN
from tests.property.escrow_steps import ONE_PAGE, Steps

UNITS = st.one_of(st.integers(0, 3), st.integers(0, 1_000), st.integers(0, 2**29))
LEAST_UNITS = 100  # of the first founder, so that no unit ever earns 2**92 grains: see test_escrow_faults.py
MOVERS = st.sampled_from([0, 1, 2, *NEWCOMERS, *HEIRS])
OTHERS = st.sampled_from([1, 2, STUBBORN, *NEWCOMERS])


class PeopleSteps(Steps):
    def act(self, account: str, function: Any, *arguments: Any) -> None:
        """Has an account call a function, also the partner that is a contract."""
        if account == self.everybody[STUBBORN]:
            self.stage.stubborn.act(self.membership, function.prepare_calldata(*arguments))
        else:
            with boa.env.prank(account):
                function(*arguments)

    def seat_of(self, who: int) -> tuple[str, str]:
        """The key and the holder of a seat, by an account that has or had it."""
        key = self.model.key(self.everybody[who])
        return key, self.model.holder(key)

    @rule(who=OTHERS, units=UNITS)
    def one_joins(self, who: int, units: int) -> None:
        key, partner = self.seat_of(who)
        if key in self.model.present:
            return
        with by_vote(self.stage.partnership):
            self.membership.admit(self.everybody[who], 1, units, PROPOSER, DAY)
        self.act(partner, self.membership.accept, self.membership.offer_of(partner))
        self.model.present.add(key)
        if units != 0:
            self.model.set_units(key, units)
            self.change(key)

    @rule(who=st.one_of(OTHERS, st.sampled_from(HEIRS)), expelled=st.booleans())
    def one_leaves(self, who: int, expelled: bool) -> None:
        """Expelled, it keeps its units until its notice is over."""
        key, partner = self.seat_of(who)
        if not self.may_leave(key):
            return
        if expelled:
            with by_vote(self.stage.partnership):
                self.membership.expel(self.everybody[who])
            assert self.escrow.units_of(partner) == self.model.units[key]
            self.travel(MIN_EXPULSION_SECONDS)
            self.membership.end_notice(self.everybody[who])
        else:
            self.act(partner, self.membership.leave)
        self.model.present.remove(key)
        if self.model.units[key] != 0:
            self.seen["left while units vest"] += self.model.locked(key) != 0
            self.model.set_units(key, 0)
            self.change(key)

    def may_leave(self, key: str) -> bool:
        """The first founder stays, or whoever has its seat."""
        return key in self.model.present and key != self.everybody[0]

    @rule(who=st.one_of(MOVERS, st.just(STUBBORN)), units=UNITS)
    def units_change(self, who: int, units: int) -> None:
        key = self.seat_of(who)[0]
        if key in self.model.present:
            self.set_shares(self.everybody[who], units + (LEAST_UNITS if key == self.everybody[0] else 0))

    @rule(who=MOVERS, times=st.integers(ONE_PAGE - 1, ONE_PAGE + 4))
    @precondition(lambda self: sum(self.changes.values()) < 6 * ONE_PAGE)
    def units_change_often(self, who: int, times: int) -> None:
        key = self.seat_of(who)[0]
        if key in self.model.present:
            for number in range(times):
                self.set_shares(self.everybody[who], self.model.units[key] ^ (1 + number % 2))  # always another number

    def set_shares(self, account: str, units: int) -> None:
        """As a vote that the partner agrees to, by any account of its seat."""
        key = self.model.key(account)
        with by_vote_with_yes(self.stage.partnership, self.model.holder(key)):
            self.membership.set_shares(account, 1, units)
        if self.model.units[key] != units:
            self.seen["fewer units while some vest"] += units < self.model.units[key] and self.model.locked(key) != 0
            self.model.set_units(key, units)
            self.change(key)

    @rule(who=MOVERS, heir=st.sampled_from(HEIRS))
    def one_moves(self, who: int, heir: int) -> None:
        """Nothing of what stands under the key is touched by that."""
        (key, partner), to = self.seat_of(who), self.everybody[heir]
        is_new = to not in self.model.keys and to not in self.model.present
        if key not in self.model.present or not is_new or partner == self.everybody[STUBBORN]:
            return
        with boa.env.prank(partner):
            self.membership.offer_seat(to)
        agreed = conditions(self.stage.partnership, partner)
        if self.is_done(
            lambda: self.step(
                lambda: self.model.move_seat(partner, to),
                lambda: self.membership.take_seat(partner, agreed),
                by=to,
            )
        ):
            self.seen["moved while units vest"] += self.model.locked(key) != 0
            self.seen["moved while frozen"] += any(
                self.model.freezes.amount(token, key, self.model.now) != 0 for token in self.tokens
            )
            self.seen["moved twice"] += partner != key

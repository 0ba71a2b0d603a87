"""People join, leave, are expelled, come back, get other units and move to other accounts, through the roster."""

from __future__ import annotations

import boa
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.kit.numbers import DAY, PROPOSER
from tests.property.escrow_stage import HEIRS, NEWCOMERS, STUBBORN
from tests.property.escrow_steps import ONE_PAGE, Steps

UNITS = st.one_of(st.integers(0, 3), st.integers(0, 1_000), st.integers(0, 2**29))
LEAST_UNITS = 100  # of the first founder, so that no unit ever earns 2**96 wei: see test_escrow_faults.py
MOVERS = st.sampled_from([0, 1, 2, *NEWCOMERS])
OTHERS = st.sampled_from([1, 2, STUBBORN, *NEWCOMERS])


class PeopleSteps(Steps):
    @rule(who=OTHERS, units=UNITS)
    def one_joins(self, who: int, units: int) -> None:
        partner = self.everybody[who]
        if partner in self.present or partner in self.model.successors:
            return
        with boa.env.prank(self.stage.treasury):
            self.membership.admit(partner, 1, units, PROPOSER, DAY)
        accept = self.membership.accept.prepare_calldata(self.membership.offer_of(partner))
        if who == STUBBORN:
            self.stage.stubborn.act(self.membership, accept)
        else:
            with boa.env.prank(partner):
                self.membership.accept(self.membership.offer_of(boa.env.eoa))
        self.present.add(partner)
        if units != 0:
            self.model.set_units(partner, units)
            self.change(partner)

    @rule(who=st.one_of(OTHERS, st.sampled_from(HEIRS)), expelled=st.booleans())
    def one_leaves(self, who: int, expelled: bool) -> None:
        partner = self.everybody[who]
        if not self.may_leave(partner):
            return
        if expelled or who == STUBBORN:
            with boa.env.prank(self.stage.treasury):
                self.membership.expel(partner)
        else:
            with boa.env.prank(partner):
                self.membership.leave()
        self.present.remove(partner)
        if self.model.units[partner] != 0:
            self.seen["left while units vest"] += self.model.locked(partner) != 0
            self.model.set_units(partner, 0)
            self.change(partner)

    def may_leave(self, partner: str) -> bool:
        """The first founder stays, or whoever has its seat. A schedule without units would stay, too: see
        test_escrow_faults.py."""
        first = self.everybody[0]
        stays = self.model.successors.get(first, first)
        has_only_schedule = partner in self.model.schedules and self.model.units[partner] == 0
        return partner in self.present and partner != stays and not has_only_schedule

    @rule(who=st.one_of(MOVERS, st.sampled_from([STUBBORN, *HEIRS])), units=UNITS)
    def units_change(self, who: int, units: int) -> None:
        partner = self.everybody[who]
        if partner not in self.present:
            return
        if self.model.successors.get(self.everybody[0], self.everybody[0]) == partner:
            units += LEAST_UNITS
        self.set_shares(partner, units)

    @rule(who=MOVERS, times=st.integers(ONE_PAGE - 1, ONE_PAGE + 4))
    @precondition(lambda self: sum(self.changes.values()) < 6 * ONE_PAGE)
    def units_change_often(self, who: int, times: int) -> None:
        partner = self.everybody[who]
        if partner in self.present:
            for number in range(times):
                self.set_shares(partner, self.model.units[partner] ^ (1 + number % 2))  # always another number

    def set_shares(self, partner: str, units: int) -> None:
        with boa.env.prank(self.stage.treasury):
            self.membership.set_shares(partner, 1, units)
        if self.model.units[partner] != units:
            self.model.set_units(partner, units)
            self.change(partner)

    @rule(who=MOVERS, heir=st.sampled_from(HEIRS))
    def one_moves(self, who: int, heir: int) -> None:
        partner, to = self.everybody[who], self.everybody[heir]
        # An heir's seat was never anybody's; and what is frozen must be known in one call.
        is_new = to not in self.present and to not in self.model.successors.values()
        if partner not in self.present or not is_new or not all(self.at_once(token, partner) for token in self.tokens):
            return
        with boa.env.prank(partner):
            self.membership.offer_seat(to)
        with boa.env.prank(to):
            self.membership.take_seat(partner)
        self.seen["moved while units vest"] += self.model.locked(partner) != 0
        self.seen["moved while frozen"] += any(
            self.model.freezes.amount(token, partner, self.model.now) != 0 for token in self.tokens
        )
        self.present ^= {partner, to}
        if partner in self.model.schedules:
            self.vested.add(to)
        self.model.move(partner, to)
        self.change(partner)
        self.change(to)

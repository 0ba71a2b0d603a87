"""Promises are made and ended: reserved matters and floors."""

from __future__ import annotations

from typing import Any

import boa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit import promises as kit
from tests.kit.numbers import DAY, ETHER, NOBODY
from tests.kit.verbs import by_vote
from tests.property.promise_model import STEERING, Floor, Matter
from tests.property.promise_scene import ENDS, IS_ETHER, NOTICES, SUPPLIER, WHICH, Scene

MATTER = st.fixed_dictionaries(
    {
        "ether": IS_ETHER,
        "wide": st.booleans(),
        "payee": st.booleans(),
        "holder": WHICH,
        "days": st.integers(1, 20),
        "ends": ENDS,
        "notice": NOTICES,
        "maximum": st.sampled_from([0, 0, 50, 300]),
    }
)
FLOOR_OF = st.fixed_dictionaries(
    {
        "ether": IS_ETHER,
        "amount": st.integers(1, 2_500),
        "holder": st.integers(0, 1),
        "ends": ENDS,
        "notice": NOTICES,
    }
)


class Making(Scene):
    """What is promised by vote, and given up by its holder, by vote, or because it is over."""

    @rule(drawn=MATTER)
    def a_vote_reserves(self, drawn: dict[str, Any]) -> None:
        model, who, maximum = self.model, self.holder(drawn["holder"]), drawn["maximum"]
        ether, days, token = drawn["ether"], drawn["days"], self.tokens[0 if drawn["ether"] else 1]
        matter = Matter(
            token=token,
            all_calls=drawn["wide"] and not ether,
            payee=SUPPLIER if drawn["payee"] else "",
            holder=who,
            days=days,
            since=model.now,
            ends=model.now + drawn["ends"] * DAY if drawn["ends"] else 0,
            notice_days=drawn["notice"],
        )
        if any(self.is_same(matter, other) for other in model.matters):
            return
        on_call = [other for other in model.matters if (other.token, other.all_calls) == (token, matter.all_calls)]
        if len(on_call) == 4:
            return
        target, selector, argument, account = self.named(matter)
        limit = model.new_limit(maximum, 24 * 7) if maximum else 0
        matter.limit = limit
        kit.reserve(
            self.venture,
            kit.Matter(
                target=target,
                selector=selector,
                has_argument=drawn["payee"],
                argument=argument,
                holder=account,
                steering=1 if who == STEERING else 0,
                days=days,
                ends=matter.ends,
                notice_days=matter.notice_days,
                counted=(kit.VALUE if ether else kit.ARGUMENT + 1) if maximum else 0,
                maximum=maximum,
                period_hours=24 * 7 if maximum else 0,
            ),
        )
        model.matters.append(matter)

    def is_same(self, one: Matter, other: Matter) -> bool:
        return self.named(one) == self.named(other)

    def named(self, matter: Matter) -> tuple[str, bytes, bytes, str]:
        """Target, selector, first argument and holder, by which it is named in calls."""
        argument = kit.word(matter.payee) if matter.payee else bytes(32)
        holder = NOBODY if matter.holder == STEERING else self.model.present(matter.holder)
        if matter.token == ETHER:
            return ETHER, kit.PLAIN, argument, holder
        return matter.token, kit.ANY_CALL if matter.all_calls else kit.TRANSFER, argument, holder

    @rule(which=WHICH, way=st.sampled_from(["holder", "stranger", "vote"]))
    def a_matter_ends(self, which: int, way: str) -> None:
        model = self.model
        if len(model.matters) < 2:  # so that answers go on being heard
            return
        matter = model.matters[which % len(model.matters)]
        target, selector, argument, holder = self.named(matter)
        if way == "vote":
            ends = model.now + matter.notice_days * DAY
            expected = "matters: ends before" if matter.ends and ends >= matter.ends else ""
            with by_vote(self.venture):
                got = self.attempt(lambda: self.own.give_matter_notice(target, selector, holder, argument))
            assert got == expected
            if not expected:
                matter.ends = ends
            return
        by = self.stage.stranger if way == "stranger" or holder == NOBODY else holder
        is_over = matter.ends != 0 and model.now > matter.ends
        expected = "" if is_over or by == holder else "matters: not its holder"
        with boa.env.prank(by):
            assert self.attempt(lambda: self.own.end_matter(target, selector, holder, argument)) == expected
        if not expected:
            model.matters.remove(matter)

    @rule(drawn=FLOOR_OF)
    def a_vote_sets_a_floor(self, drawn: dict[str, Any]) -> None:
        token, who, model = self.tokens[0 if drawn["ether"] else 1], self.holder(drawn["holder"]), self.model
        if any((floor.token, floor.holder) == (token, who) for floor in model.floors):
            return
        if token != ETHER:  # what was allowed before is taken before
            self.accomplices_take()
            self.agreed = self.agreed | {(token, who)}
        ends = model.now + drawn["ends"] * DAY if drawn["ends"] else 0
        floor = Floor(token, drawn["amount"], who, ends, drawn["notice"])
        kit.set_floor(self.venture, kit.Floor(token, floor.amount, model.present(who), ends, floor.notice_days))
        model.floors.append(floor)

    @rule(which=WHICH, way=st.sampled_from(["holder", "stranger", "vote"]))
    def a_floor_ends(self, which: int, way: str) -> None:
        model = self.model
        if not model.floors:
            return
        floor = model.floors[which % len(model.floors)]
        holder = model.present(floor.holder)
        if way == "vote":
            ends = model.now + floor.notice_days * DAY
            expected = "floors: ends before" if floor.ends and ends >= floor.ends else ""
            with by_vote(self.venture):
                assert self.attempt(lambda: self.own.give_floor_notice(floor.token, holder)) == expected
            if not expected:
                floor.ends = ends
            return
        expected = "" if way == "holder" or not floor.holds(model.now) else "floors: not its holder"
        with boa.env.prank(holder if way == "holder" else self.stage.stranger):
            assert self.attempt(lambda: self.own.end_floor(floor.token, holder)) == expected
        if not expected:
            model.floors.remove(floor)

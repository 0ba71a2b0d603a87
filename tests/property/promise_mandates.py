"""Mandates are given, used and ended; and how a history of promises begins. See promise_model.py."""

from __future__ import annotations

from typing import Any

import boa
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.kit import promises as kit
from tests.kit.numbers import DAY, ETHER
from tests.property.promise_making import FLOOR_OF, MATTER
from tests.property.promise_model import Deed, Mandate
from tests.property.promise_proposals import Deciding
from tests.property.promise_scene import ACCOMPLICE, AMOUNTS, IS_ETHER, PAYEES, SUPPLIER, WHICH

MANDATE = st.fixed_dictionaries(
    {
        "ether": IS_ETHER,
        "outside": st.booleans(),
        "days": st.sampled_from([10, 60]),
        "maximum": st.sampled_from([7, 100, 300]),
        "hours": st.sampled_from([1, 24 * 7]),
    }
)


class Steps(Deciding):
    """All the steps."""

    @initialize(
        matters=st.lists(MATTER, min_size=1, max_size=4),
        floors=st.lists(FLOOR_OF, max_size=2),
        mandates=st.lists(MANDATE, min_size=1, max_size=2),
    )
    def begin(
        self, matters: list[dict[str, Any]], floors: list[dict[str, Any]], mandates: list[dict[str, Any]]
    ) -> None:
        """Something is reserved from the beginning, so that all that is said is heard."""
        for matter in matters:
            self.a_vote_reserves(matter)
        for floor in floors:
            self.a_vote_sets_a_floor(floor)
        for mandate in mandates:
            self.a_vote_gives_a_mandate(mandate)

    # --- mandates ---

    @rule(drawn=MANDATE)
    def a_vote_gives_a_mandate(self, drawn: dict[str, Any]) -> None:
        model, ether, maximum, hours = self.model, drawn["ether"], drawn["maximum"], drawn["hours"]
        token = self.tokens[0 if ether else 1]
        holder = self.stage.clerk if drawn["outside"] else self.stage.mover
        given = kit.Mandate(
            target=token,
            selector=kit.PLAIN if ether else kit.TRANSFER,
            holder=model.present(holder),
            ends=model.now + drawn["days"] * DAY,
            counted=kit.VALUE if ether else kit.ARGUMENT + 1,
            maximum=maximum,
            period_hours=hours,
        )
        number = kit.give(self.venture, given)
        model.mandates[number] = Mandate(token, holder, given.ends, model.new_limit(maximum, hours))

    @rule(which=WHICH, amount=AMOUNTS, payee=PAYEES, who=st.integers(0, 5), allowance=st.integers(0, 7))
    def somebody_acts(self, which: int, amount: int, payee: str, who: int, allowance: int) -> None:
        """Mostly its holder; sometimes to itself, or with a call that it is not for."""
        model = self.model
        if not model.mandates:
            return
        number = sorted(model.mandates)[which % len(model.mandates)]
        mandate = model.mandates[number]
        holder = model.present(mandate.holder)
        by = [holder, holder, holder, holder, self.stage.stranger, self.stage.payer][who]
        to = holder if allowance == 1 else payee
        self._acts(number, Deed(mandate.token, to, amount, mandate.token != ETHER and allowance == 0), by)

    @rule(which=WHICH, part=st.integers(1, 4))
    def its_holder_acts(self, which: int, part: int) -> None:
        """With a mandate that runs, within what is left, where it may: so that limits are used up in every history."""
        model, left, held = self.model, self.left(), self.held()
        running = {n: one for n, one in model.mandates.items() if not one.is_over and model.now <= one.ends}
        deeds = [
            (number, Deed(mandate.token, payee, amount))
            for number, mandate in sorted(running.items())
            for payee in (SUPPLIER, ACCOMPLICE)
            if (amount := min(left[mandate.limit], held[mandate.token]) // part)
        ]
        free = [(number, deed) for number, deed in deeds if not model.holds_up([deed], None, dict(left))]
        if free or deeds:
            number, deed = (free or deeds)[which % len(free or deeds)]
            self._acts(number, deed, model.present(running[number].holder))

    def _acts(self, number: int, deed: Deed, by: str) -> None:
        """Tries it, and looks whether the partnership lets it happen when it should, and then only."""
        model = self.model
        mandate = model.mandates[number]
        holder, to, amount = model.present(mandate.holder), deed.payee, deed.amount
        before, held = self.left(), self.held()
        if amount > held[mandate.token]:
            return
        left = dict(before)
        allowed = (
            not mandate.is_over
            and model.now <= mandate.ends
            and model.now > mandate.paused_until
            and by == holder
            and to != holder
            and not deed.is_allowance
            and amount <= left[mandate.limit]
        )
        left[mandate.limit] -= amount
        allowed = allowed and not model.holds_up([deed], None, left) and not model.below([deed], None, held)
        target, value, data = self.action(deed)
        got = self.attempt(lambda: kit.act(self.venture, number, target, value, data, by=by))
        self.seen["acted" if not got else "refused to act"] += 1
        assert (got == "") == allowed, got
        if got:
            assert self.held() == held
        else:
            self.note_used(before)

    @rule(which=WHICH, way=st.sampled_from(["revoke", "resign", "pause"]))
    def a_mandate_ends(self, which: int, way: str) -> None:
        model = self.model
        if not model.mandates:
            return
        number = sorted(model.mandates)[which % len(model.mandates)]
        mandate = model.mandates[number]
        gone = mandate.is_over or model.now > mandate.ends
        expected = "mandates: none, or over" if gone else ""
        if way == "pause":
            expected = expected or ("mandates: was paused before" if mandate.paused_until else "")
            with boa.env.prank(self.stage.steering):
                assert self.attempt(lambda: self.own.pause_mandate(number)) == expected
            mandate.paused_until = mandate.paused_until if expected else model.now + 14 * DAY
            return
        with boa.env.prank(self.own.address if way == "revoke" else model.present(mandate.holder)):
            selector = kit.PLAIN if mandate.token == ETHER else kit.TRANSFER
            end = {
                "revoke": lambda: self.own.revoke_mandate(mandate.token, selector, number),
                "resign": lambda: self.own.resign_mandate(number),
            }[way]
            assert self.attempt(end) == expected
        mandate.is_over = mandate.is_over or not expected

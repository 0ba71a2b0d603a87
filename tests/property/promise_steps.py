"""Promises are made and ended, proposals made, answered and executed, mandates given and used; see promise_model.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import boa
from boa import BoaError
from eth_abi import decode
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.kit import promises as kit
from tests.kit.house import Action, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import DAY, ETHER, NOBODY, OPEN, PENDING, QUEUED, SUCCEEDED
from tests.kit.verbs import by_vote, move, say
from tests.property.machine import ChainMachine
from tests.property.promise_model import STEERING, YES, Deed, Floor, Mandate, Matter, Promises, Proposal
from tests.property.promise_stage import Stage

SUPPLIER, ACCOMPLICE = "0x" + "51" * 20, "0x" + "52" * 20
PAYEES = st.sampled_from([SUPPLIER, ACCOMPLICE])
IS_ETHER = st.booleans()
AMOUNTS = st.integers(1, 400)
WHICH = st.integers(0, 15)
DEEDS = st.lists(st.tuples(IS_ETHER, PAYEES, AMOUNTS, st.integers(0, 4)), min_size=1, max_size=3)
ANSWERS = st.lists(st.tuples(WHICH, st.booleans()), max_size=2)
ENDS = st.sampled_from([0, 0, 15])
NOTICES = st.sampled_from([0, 5])
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
MANDATE = st.fixed_dictionaries(
    {
        "ether": IS_ETHER,
        "outside": st.booleans(),
        "days": st.sampled_from([10, 60]),
        "maximum": st.sampled_from([7, 100, 300]),
        "hours": st.sampled_from([1, 24 * 7]),
    }
)
HEARD = ("matters: its holder refuses", "matters: its holder has time", "matters: reserved")
FLOOR = "floors: holder's yes needed"


def reason_of(error: BoaError) -> str:
    (reason,) = decode(["string"], bytes(error.call_trace.computation.output)[4:])
    return str(reason)


class Steps(ChainMachine):
    """A partnership with a treasury, and what it has promised."""

    stage: ClassVar[Stage]
    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        stage = self.stage
        self.venture: Partnership = stage.partnership
        self.own = stage.partnership.partnership
        self.tokens = (ETHER, str(stage.token.address))
        accounts = {account: account for account in (stage.mover, stage.payer, stage.steering)}
        self.model = Promises({**accounts, STEERING: stage.steering}, now=boa.env.timestamp)
        self.proposals: list[Proposal] = []
        self.agreed: set[tuple[str, str]] = set()
        """(token, holder of a floor) of all who agreed to what was done in the newest step."""
        self.allowed: set[tuple[str, str]] = set()
        """The same of what may be taken by allowances."""
        self.heirs = list(stage.heirs)

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

    # --- who and what ---

    @property
    def holders(self) -> list[str]:
        return [self.stage.lender, self.stage.mover, STEERING]

    def holder(self, number: int) -> str:
        return self.holders[number % 3]

    def held(self) -> dict[str, int]:
        return {ETHER: ether_of(self.own.address), self.tokens[1]: int(self.stage.token.balanceOf(self.own.address))}

    def tick(self) -> None:
        self.model.now = boa.env.timestamp

    def action(self, deed: Deed) -> Action:
        if deed.token == ETHER:
            return (deed.payee, deed.amount, b"")
        make = self.stage.token.approve if deed.is_allowance else self.stage.token.transfer
        return (deed.token, 0, make.prepare_calldata(deed.payee, deed.amount))

    def attempt(self, call: Callable[[], Any]) -> str:
        """What a call is refused with; empty if it is done."""
        try:
            call()
        except BoaError as error:
            return reason_of(error)
        return ""

    def left(self) -> dict[int, int]:
        """What every limit has left now; no more than it can have."""
        found = {number: int(self.own.limit(number).left) for number in self.model.usages}
        for number, usage in self.model.usages.items():
            assert found[number] <= usage.most(self.model.now)
        return found

    def note_used(self, before: dict[int, int]) -> None:
        """What was done within limits, as the contracts reckon it; and that this is never too much."""
        for number, usage in self.model.usages.items():
            used = before[number] - int(self.own.limit(number).left)
            if used:
                usage.uses.append((self.model.now, used))
                usage.check()

    # --- promises ---

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

    # --- proposals ---

    @rule(deeds=DEEDS, early=ANSWERS, later=ANSWERS, days=st.sampled_from([0, 3, 12, 22]))
    def a_proposal_goes_all_the_way(
        self,
        deeds: list[tuple[bool, str, int, int]],
        early: list[tuple[int, bool]],
        later: list[tuple[int, bool]],
        days: int,
    ) -> None:
        self.a_proposal_passes(deeds, early)
        for who, agrees in later:
            self.a_holder_answers(len(self.proposals) - 1, who, agrees)
        self.time_passes(days * DAY)
        self.anybody_executes(len(self.proposals) - 1)

    @rule(deeds=DEEDS, early=ANSWERS)
    def a_proposal_passes(self, deeds: list[tuple[bool, str, int, int]], early: list[tuple[int, bool]]) -> None:
        """One allowance in five of what is not ether. Some answer while the vote runs."""
        made = [
            Deed(self.tokens[0 if ether else 1], payee, amount, not ether and kind == 0)
            for ether, payee, amount, kind in deeds
        ]
        text = f"proposal {len(self.proposals)}"
        number = self.venture.propose([self.action(deed) for deed in made], text, by=self.stage.payer)
        self.tick()
        proposal = Proposal(made, text, self.model.now)
        self.proposals.append(proposal)
        for who, agrees in early:
            self.one_answers(proposal, number, self.holder(who), agrees, has_passed=False)
        self.venture.open_voting(number)
        self.venture.vote(number, by=[self.stage.payer, self.stage.steering])
        boa.env.time_travel(seconds=int(self.own.proposalEta(number)) - boa.env.timestamp)
        self.tick()

    def number_of(self, proposal: Proposal) -> int:
        columns = list(zip(*[self.action(deed) for deed in proposal.deeds], strict=True))
        text = boa.eval(f'keccak256("{proposal.text}")')
        return int(self.own.hashProposal(*[list(column) for column in columns], text))

    @rule(which=WHICH, who=WHICH, agrees=st.booleans())
    def a_holder_answers(self, which: int, who: int, agrees: bool) -> None:
        if self.proposals:
            proposal = self.proposals[which % len(self.proposals)]
            self.one_answers(proposal, self.number_of(proposal), self.holder(who), agrees, has_passed=True)

    def one_answers(self, proposal: Proposal, number: int, holder: str, agrees: bool, *, has_passed: bool) -> None:
        """As the one who has the seat now. A yes is for good."""
        model = self.model
        seat = self.stage.steering if holder == STEERING else holder
        account, said = model.present(seat), model.answer(proposal, seat)
        refuses_again = said is False and agrees is False
        counts = has_passed and seat != self.stage.lender
        expected = ""
        if self.own.state(number) not in (PENDING, OPEN, SUCCEEDED, QUEUED):
            expected = "consents: proposal is over"
        elif seat == self.stage.lender and not self.holds_anything(seat):
            expected = "consents: holds no seat"
        elif said is True:
            expected = "consents: has agreed"
        elif refuses_again and (not counts or seat in proposal.counted):
            expected = "consents: said before"
        assert self.attempt(lambda: say(self.venture, number, agrees, account)) == expected
        if expected:
            return
        proposal.answers[seat] = (agrees, account)
        if counts and not agrees:
            proposal.counted.add(seat)
        else:
            proposal.counted.discard(seat)

    def holds_anything(self, account: str) -> bool:
        return any(account == promise.holder for promise in (*self.model.matters, *self.model.floors))

    @rule(which=WHICH)
    def anybody_executes(self, which: int) -> None:
        """It is done unless something that was promised speaks against it; then nothing has happened."""
        if not self.proposals:
            return
        proposal, model = self.proposals[which % len(self.proposals)], self.model
        before, held = self.left(), self.held()
        if any(sum(deed.amount for deed in proposal.deeds if deed.token == token) > held[token] for token in held):
            return
        actions = [self.action(deed) for deed in proposal.deeds]
        if self.own.state(self.number_of(proposal)) != SUCCEEDED:
            with boa.reverts("governor: not executable"):
                self.venture.execute(actions, proposal.text)
            return
        held_up = model.holds_up(proposal.deeds, proposal, dict(before))
        below = model.below(proposal.deeds, proposal, held)
        got = self.attempt(lambda: self.venture.execute(actions, proposal.text))
        self.seen[got or "executed"] += 1
        assert (got in HEARD) == bool(held_up)
        assert (got == FLOOR) == (bool(below) and not held_up)
        assert got in (*HEARD, FLOOR, "")
        if got:
            assert self.held() == held
            return
        self.proposals.remove(proposal)
        self.note_used(before)
        yes = {(floor.token, floor.holder) for floor in model.floors if model.answer(proposal, floor.holder) is YES}
        self.agreed = yes
        if any(deed.is_allowance for deed in proposal.deeds):
            self.allowed |= yes

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
        deed = Deed(mandate.token, to, amount, mandate.token != ETHER and allowance == 0)
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

    # --- the world ---

    @rule()
    def accomplices_take(self) -> None:
        """All that they were allowed to, and is there: what no check after an execution would see."""
        self.agreed = self.allowed
        self.allowed = set()
        for who in (SUPPLIER, ACCOMPLICE):
            allowed = int(self.stage.token.allowance(self.own.address, who))
            taken = min(allowed, self.held()[self.tokens[1]])
            if taken:
                with boa.env.prank(who):
                    self.stage.token.transferFrom(self.own.address, who, taken)
            if allowed != taken:
                with by_vote(self.venture):
                    self.stage.token.approve(who, 0)

    @rule(ether=IS_ETHER, amount=st.integers(1, 1_000))
    def money_comes(self, ether: bool, amount: int) -> None:
        if ether:
            boa.env.set_balance(self.own.address, self.held()[ETHER] + amount)
        else:
            self.stage.token.mint(self.own.address, amount)

    @rule(seconds=st.one_of(st.integers(1, 3 * DAY), st.sampled_from([DAY, 5 * DAY, 15 * DAY])))
    def time_passes(self, seconds: int) -> None:
        boa.env.time_travel(seconds=seconds)
        self.tick()

    @rule()
    def a_holder_moves_its_seat(self) -> None:
        if self.heirs:
            to = self.heirs.pop(0)
            move(self.venture, self.model.present(self.stage.mover), to)
            self.model.accounts[self.stage.mover] = to
            self.tick()
            self.seen["moved"] += 1

"""Proposals are made, answered by whoever holds something, and executed."""

from __future__ import annotations

import boa
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.kit.numbers import DAY, ETHER, OPEN, PENDING, QUEUED, SUCCEEDED
from tests.kit.verbs import say
from tests.property.promise_making import Making
from tests.property.promise_model import STEERING, YES, Deed, Proposal
from tests.property.promise_scene import AMOUNTS, IS_ETHER, PAYEES, SUPPLIER, WHICH

DEEDS = st.lists(st.tuples(IS_ETHER, PAYEES, AMOUNTS, st.integers(0, 4)), min_size=1, max_size=3)
ANSWERS = st.lists(st.tuples(WHICH, st.booleans()), max_size=2)
HEARD = ("matters: its holder refuses", "matters: its holder has time", "matters: reserved")
FLOOR = "floors: holder's yes needed"


class Deciding(Making):
    """What is done by vote, unless something that was promised speaks against it."""

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

    @rule(which=WHICH, part=st.integers(1, 4), refuses=st.booleans())
    def what_is_reserved_is_proposed(self, which: int, part: int, refuses: bool) -> None:
        """Refused by its holder or not answered at all: so that somebody is heard in every history."""
        model = self.model
        running = [matter for matter in model.matters if not matter.ends or model.now < matter.ends]
        if not running:
            return
        matter = running[which % len(running)]
        amount = self.held()[matter.token] // part
        if not amount:
            return
        self.a_proposal_passes([(matter.token == ETHER, matter.payee or SUPPLIER, amount, 1)], [])
        if refuses:
            self.a_holder_answers(len(self.proposals) - 1, self.holders.index(matter.holder), False)
        self.anybody_executes(len(self.proposals) - 1)

    @rule(deeds=DEEDS, early=ANSWERS)
    def a_proposal_passes(self, deeds: list[tuple[bool, str, int, int]], early: list[tuple[int, bool]]) -> None:
        """One allowance in five of what is not ether. Some answer while the vote runs."""
        made = [
            Deed(self.tokens[0 if ether else 1], payee, amount, not ether and kind == 0)
            for ether, payee, amount, kind in deeds
        ]
        text = f"proposal {self.own.proposal_count()}"
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

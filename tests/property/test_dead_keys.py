"""T85, T86, T92: random partnerships, of whose weight up to 40% has lost its keys, can always decide, and wind up.

Whoever is left calls those who are silent, has them lapse, and then decides in every class, from whatever rules the
founders began with: also where nobody who is left may propose, where all must agree, or where half of the weight is
needed that is there no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import (
    ACTIVE,
    CALL_SECONDS,
    CONSTITUTIONAL,
    DAY,
    DUAL,
    EVERYDAY,
    FOR,
    LAZY,
    MAJORITY,
    OPEN,
    ORDINARY,
    PROPOSER,
    RECOVERY,
    RECOVERY_SECONDS,
    STEERING,
    UNANIMOUS,
    WINDING_UP,
)
from tests.kit.rules import LAX, Rule
from tests.kit.verbs import accept, close_window, conditions, contest, deal_in_force, outlast_base

MOST_DEAD_BPS = 4_000
WHOLE = 10_000
PARTNERS = st.integers(2, 7)


@st.composite
def rules_of(draw: st.DrawFn, *modes: int) -> Rule:
    """Any rule of one of these modes, as strict as it gets."""
    mode = draw(st.sampled_from(modes))
    whole = mode == UNANIMOUS
    recusal = mode in (MAJORITY, DUAL) and draw(st.booleans())
    approvals = [5_000, 6_667, 8_999] if recusal else [5_000, 6_667, WHOLE]
    return Rule(
        execution_delay=3 * DAY,
        quorum_bps=WHOLE if whole else draw(st.sampled_from([1, 3_000, 6_000, WHOLE])),
        approval_bps=WHOLE if whole else draw(st.sampled_from(approvals)),
        seat_approval_bps=draw(st.sampled_from([5_000, WHOLE])) if mode == DUAL else 0,
        mode=mode,
        early_decision=draw(st.booleans()),
        recusal=recusal,
        contested_bps=9_000 if recusal else 0,
        extension=draw(st.sampled_from([0, DAY])),
    )


VOTES = (MAJORITY, DUAL)
RULES = st.fixed_dictionaries(
    {
        CONSTITUTIONAL: rules_of(MAJORITY, DUAL, UNANIMOUS),
        ORDINARY: rules_of(MAJORITY, DUAL, LAZY, UNANIMOUS),
        RECOVERY: st.one_of(st.none(), rules_of(*VOTES)),
        EVERYDAY: st.one_of(st.none(), rules_of(*VOTES, UNANIMOUS)),
    }
)


class Left:
    """Those who are left of a partnership, and what they can do together."""

    def __init__(self, venture: Partnership, alive: Sequence[str]) -> None:
        self.venture, self.alive = venture, list(alive)

    def have_lapse(self, dead: Sequence[str]) -> None:
        for silent in dead:
            with boa.env.prank(self.alive[0]):
                self.venture.membership.call_partner(silent)
        boa.env.time_travel(seconds=CALL_SECONDS + 1)
        for silent in dead:
            self.venture.membership.lapse(silent)
        boa.env.time_travel(seconds=1)

    def decide(self, action: Action, text: str) -> None:
        """All of them are for it; whom it concerns contests that it is out of the vote."""
        venture, governor = self.venture, self.venture.partnership
        proposal = venture.propose([action], text, by=self.alive[-1])
        venture.open_voting(proposal)
        seats = {venture.membership.partner(voter).seat: voter for voter in self.alive}
        for seat in governor.recused(proposal):
            if seat in seats:
                contest(venture, proposal, seats[seat])
        for voter in self.alive:
            if governor.state(proposal) == OPEN:  # it may be decided early
                venture.vote(proposal, FOR, by=[voter])
        travel_to(int(governor.proposalEta(proposal)))
        venture.execute([action], text)


@st.composite
def partnerships(draw: st.DrawFn) -> tuple[list[int], list[int], list[bool]]:
    """Weights, roles, and whose keys are lost."""
    count = draw(PARTNERS)
    weights = draw(st.lists(st.integers(1, 50), min_size=count, max_size=count))
    roles = draw(st.lists(st.sampled_from([0, PROPOSER, STEERING]), min_size=count, max_size=count))
    roles[draw(st.integers(0, count - 1))] = PROPOSER  # without any there is no such partnership
    dead = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    lost = sum(weight for weight, gone in zip(weights, dead, strict=True) if gone)
    assume(lost * WHOLE <= MOST_DEAD_BPS * sum(weights))
    return weights, roles, dead


def check(
    house: House, keys: list[LocalAccount], who: tuple[list[int], list[int], list[bool]], rules: dict[int, Rule | None]
) -> None:
    weights, roles, gone = who
    if rules[CONSTITUTIONAL].mode == UNANIMOUS and rules[RECOVERY] is None:
        rules = {**rules, RECOVERY: LAX}  # else there is no such partnership
    given = [(number, rule) for number, rule in rules.items() if rule is not None]
    founders, outsider = keys[: len(weights)], keys[-1].address
    venture = house.spin_up(founders, weights, [100] * len(weights), rules=given, roles=roles)
    venture.accept_all()
    members, governor = venture.membership, venture.partnership
    boa.env.set_balance(governor.address, 10**18)
    boa.env.time_travel(seconds=1)
    dead = [founder.address for founder, lost in zip(founders, gone, strict=True) if lost]
    left = Left(venture, [founder.address for founder in founders if founder.address not in dead])
    left.have_lapse(dead)
    assert governor.total() == sum(weight for weight, lost in zip(weights, gone, strict=True) if not lost)

    # what is everyday: somebody who may propose
    proposer = left.alive[-1]
    left.decide((governor.address, 0, members.set_role.prepare_calldata(proposer, PROPOSER, 0)), "who proposes")
    # what is ordinary: a payment
    before = ether_of(outsider)
    left.decide((outsider, 10**17, b""), "a payment")
    assert ether_of(outsider) == before + 10**17
    # what is constitutional: new terms, which those who are left accept
    terms, deal = b"\x01" * 32, deal_in_force(venture).abi()
    left.decide((governor.address, 0, members.amend_terms.prepare_calldata(terms, "", 7 * DAY, deal, [])), "terms")
    for partner in left.alive:
        accept(venture, partner)
    close_window(venture, *left.alive)
    outlast_base(venture)
    # a lost key: its seat goes to a new one, which votes from then on
    if dead:
        new = keys[-2].address
        left.decide((governor.address, 0, members.recover_seat.prepare_calldata(dead[0], new)), "a lost key")
        boa.env.time_travel(seconds=RECOVERY_SECONDS)
        agreed = conditions(venture, dead[0])
        with boa.env.prank(new):
            members.take_seat(dead[0], agreed)
        assert members.status_of(new) == ACTIVE
        assert governor.weight_of(new) == weights[gone.index(True)]
        left.alive.insert(0, new)
        boa.env.time_travel(seconds=1)
    # and the end
    left.decide((governor.address, 0, governor.wind_up.prepare_calldata([], 0)), "the end")
    assert members.phase() == WINDING_UP
    assert ether_of(governor.address) == 0
    for partner in left.alive:
        assert venture.escrow.claimable("0x" + "00" * 20, partner) == 9 * 10**17 // len(weights)


QUICK = settings(max_examples=8, deadline=None)
SLOW = settings(max_examples=30, deadline=None)


@pytest.fixture
def keys(key: Callable[[str], LocalAccount]) -> list[LocalAccount]:
    return [key(f"partner {number}") for number in range(9)]


def check_any(house: House, keys: list[LocalAccount], how: settings) -> None:
    """Random partnerships, so many as `how` says."""

    @settings(how)
    @given(who=partnerships(), rules=RULES)
    def with_any(who: tuple[list[int], list[int], list[bool]], rules: dict[int, Rule | None]) -> None:
        with boa.env.anchor():
            check(house, keys, who, rules)

    with_any()


def test_t85_who_is_left_decides_and_winds_up(house: House, keys: list[LocalAccount]) -> None:
    check_any(house, keys, QUICK)


@pytest.mark.slow
def test_t85_who_is_left_decides_and_winds_up_in_many_partnerships(house: House, keys: list[LocalAccount]) -> None:
    check_any(house, keys, SLOW)

"""Dual majority, lazy consensus and unanimity: every bar exactly, and the rule a proposal began with."""

from __future__ import annotations

import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership
from tests.kit.logs import events
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CONSTITUTIONAL,
    DEFEATED,
    DUAL,
    EVERYDAY,
    FOR,
    LAZY,
    ORDINARY,
    QUEUED,
    RECOVERY,
    SUCCEEDED,
    UNANIMOUS,
)
from tests.kit.refusals import refused, reverts
from tests.kit.rules import Rule
from tests.kit.verbs import by_vote, end_vote, pay_call, vote_each

Votes = tuple[int | None, int | None, int | None]

ALL = Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000)


# The end of a tally: neither contested nor put again, stopped, refused, with a tie to break, or everyday.
NOT_SPECIAL = (False, False, False, 0, False, False)


def dual(seats: int, quorum: int = 3_000, approval: int = 5_000) -> Rule:
    return Rule(mode=DUAL, quorum_bps=quorum, approval_bps=approval, seat_approval_bps=seats)


def lazy(bar: int) -> Rule:
    return Rule(mode=LAZY, quorum_bps=bar)


CASES: list[tuple[Rule, tuple[int, int, int], Votes, int, str]] = [
    (dual(5_000), (60, 20, 20), (FOR, AGAINST, AGAINST), DEFEATED, "one big partner against two small ones"),
    (dual(5_000), (60, 20, 20), (AGAINST, FOR, FOR), DEFEATED, "two small partners against a big one"),
    (dual(5_000), (60, 20, 20), (FOR, AGAINST, ABSTAIN), DEFEATED, "a tie of seats"),
    (dual(5_000), (50, 25, 25), (AGAINST, FOR, FOR), DEFEATED, "a tie of weight"),
    (dual(5_000), (60, 20, 20), (FOR, FOR, AGAINST), QUEUED, "a majority of both"),
    (dual(5_000), (60, 20, 20), (FOR, None, None), QUEUED, "the only seat that votes"),
    (dual(5_000), (60, 20, 20), (FOR, ABSTAIN, ABSTAIN), QUEUED, "seats that abstain count on no side"),
    (dual(6_666), (60, 20, 20), (FOR, FOR, AGAINST), QUEUED, "two seats of three above 66.66%"),
    (dual(6_667), (60, 20, 20), (FOR, FOR, AGAINST), DEFEATED, "two seats of three below 66.67%"),
    (dual(5_000, quorum=3_000), (50, 30, 20), (None, FOR, None), QUEUED, "dual, exactly at the quorum"),
    (dual(5_000, quorum=3_001), (50, 30, 20), (None, FOR, None), DEFEATED, "dual, below the quorum"),
    (dual(5_000, approval=8_000), (60, 20, 20), (FOR, FOR, AGAINST), QUEUED, "dual, exactly at the approval"),
    (dual(5_000, approval=8_001), (60, 20, 20), (FOR, FOR, AGAINST), DEFEATED, "dual, below the approval"),
    (dual(5_000, quorum=0), (60, 20, 20), (ABSTAIN, ABSTAIN, ABSTAIN), DEFEATED, "dual, all abstain"),
    (dual(5_000, quorum=0), (60, 20, 20), (None, None, None), DEFEATED, "dual, nobody votes"),
    (dual(10_000, 10_000, 10_000), (60, 20, 20), (FOR, FOR, FOR), QUEUED, "dual, everybody"),
    (lazy(3_000), (50, 30, 20), (None, None, None), QUEUED, "lazy, nobody votes"),
    (lazy(3_000), (50, 30, 20), (ABSTAIN, ABSTAIN, ABSTAIN), QUEUED, "lazy, all abstain"),
    (lazy(3_000), (50, 30, 20), (None, None, AGAINST), QUEUED, "lazy, below the bar"),
    (lazy(3_000), (50, 30, 20), (None, AGAINST, None), DEFEATED, "lazy, exactly at the bar"),
    (lazy(3_000), (50, 30, 20), (FOR, AGAINST, FOR), DEFEATED, "lazy, ballots for do not outweigh the bar"),
    (lazy(3_001), (50, 30, 20), (None, AGAINST, None), QUEUED, "lazy, the bar is rounded up"),
    (lazy(10_000), (50, 30, 20), (AGAINST, AGAINST, None), QUEUED, "lazy, not quite all object"),
    (lazy(10_000), (50, 30, 20), (AGAINST, AGAINST, AGAINST), DEFEATED, "lazy, all object"),
    (lazy(1), (50, 30, 20), (FOR, FOR, AGAINST), DEFEATED, "lazy, the lowest bar"),
    (ALL, (50, 30, 20), (FOR, FOR, FOR), QUEUED, "unanimous"),
    (ALL, (98, 1, 1), (FOR, FOR, None), DEFEATED, "unanimity, one is missing"),
    (ALL, (98, 1, 1), (FOR, FOR, ABSTAIN), DEFEATED, "unanimity, one abstains"),
    (ALL, (98, 1, 1), (FOR, FOR, AGAINST), DEFEATED, "unanimity, one is against"),
    (ALL, (50, 30, 20), (ABSTAIN, ABSTAIN, ABSTAIN), DEFEATED, "unanimity, all abstain"),
    (ALL, (50, 30, 20), (None, None, None), DEFEATED, "unanimity, nobody votes"),
]


@pytest.mark.parametrize(("rule", "weights", "votes", "outcome", "why"), CASES, ids=[case[-1] for case in CASES])
def test_t16_is_decided_at_the_bars_of_its_mode(
    govern: Govern, outsider: str, rule: Rule, weights: tuple[int, int, int], votes: Votes, outcome: int, why: str
) -> None:
    venture = govern(rule, weights=weights)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    vote_each(venture, proposal, votes)
    assert end_vote(venture, proposal) == outcome, why
    travel_to(venture.partnership.proposalEta(proposal))
    assert venture.partnership.state(proposal) == (SUCCEEDED if outcome == QUEUED else DEFEATED)


def test_tally_counts_seats_in_dual_majority(govern: Govern, outsider: str) -> None:
    venture = govern(dual(6_000, quorum=2_500, approval=7_000))
    proposal = venture.propose([pay_call(outsider)])
    assert tuple(venture.partnership.proposal_tally(proposal)) == (0, 0, 0, 0, 0, 0, 0, 0, 7_000, 0, *NOT_SPECIAL)
    venture.open_voting(proposal)
    vote_each(venture, proposal, (AGAINST, FOR, ABSTAIN))
    assert [log[1] for log in events(venture.partnership)] == ["VoteCast"]
    tally = tuple(venture.partnership.proposal_tally(proposal))
    assert tally == (50, 30, 20, 1, 1, 1, 100, 25, 7_000, 0, *NOT_SPECIAL)
    assert venture.partnership.proposalVotes(proposal) == (50, 30, 20)


def test_tally_counts_no_seats_in_a_majority_of_weight(partnership: Partnership, proposal: int) -> None:
    vote_each(partnership, proposal, (AGAINST, FOR, ABSTAIN))
    tally = tuple(partnership.partnership.proposal_tally(proposal))
    assert tally == (50, 30, 20, 0, 0, 0, 100, 30, 5_000, 0, *NOT_SPECIAL)


@pytest.mark.parametrize("began", [dual(5_000), lazy(3_000), ALL], ids=["dual", "lazy", "unanimity"])
def test_t13_keeps_the_mode_it_began_with(govern: Govern, outsider: str, began: Rule) -> None:
    """60 for and 40 against, two seats against one: each of the three modes would defeat it, a majority pass it."""
    venture = govern(began, weights=(60, 20, 20))
    proposal = venture.propose([pay_call(outsider)])
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, Rule(quorum_bps=0, execution_delay=0).abi())
    venture.open_voting(proposal)
    vote_each(venture, proposal, (FOR, AGAINST, AGAINST))
    assert end_vote(venture, proposal) == DEFEATED
    assert venture.partnership.proposal_rule(proposal) == began.abi()
    for rule in (Rule(), lazy(10_000)):
        with by_vote(venture):
            venture.partnership.set_rule(ORDINARY, rule.abi())
        assert venture.partnership.state(proposal) == DEFEATED
    later = venture.propose([pay_call(outsider)], "under the new rule")
    assert venture.partnership.proposal_rule(later) == lazy(10_000).abi()


def test_t13_a_plain_proposal_stays_plain_when_its_class_begins_to_count_seats(govern: Govern, outsider: str) -> None:
    venture = govern(Rule(), weights=(60, 20, 20))
    proposal = venture.propose([pay_call(outsider)])
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, dual(10_000).abi())
    venture.open_voting(proposal)
    vote_each(venture, proposal, (FOR, AGAINST, AGAINST))
    assert end_vote(venture, proposal) == QUEUED


@pytest.mark.parametrize("place", [0, 1, 2])
def test_t17_a_lazy_action_does_not_hide_one_of_a_stricter_mode(govern: Govern, outsider: str, place: int) -> None:
    """Whatever their order: with any action of the unanimous class, silence is no consent."""
    venture = govern(lazy(10_000), others=[(3, ALL)])
    with by_vote(venture):
        venture.partnership.map_action(outsider, b"\x11" * 4, 3)
    actions = [pay_call(outsider), pay_call(outsider)]
    assert venture.partnership.proposal_class(venture.propose(actions, "lax")) == ORDINARY
    actions.insert(place, (outsider, 0, b"\x11" * 4 + bytes(32)))
    proposal = venture.propose(actions, "with one that is strict")
    assert venture.partnership.proposal_class(proposal) == 3
    assert [venture.partnership.class_of(a[0], a[2]) for a in actions].count(3) == 1
    venture.open_voting(proposal)
    assert end_vote(venture, proposal) == DEFEATED


def test_recovery_is_decided_by_its_class_when_that_has_a_rule(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(Rule())
    data = venture.membership.recover_seat.prepare_calldata(founders[1].address, outsider)
    governor, members = venture.partnership, venture.membership.address
    assert governor.class_of(members, data) == EVERYDAY
    assert governor.proposal_class(venture.propose([(members, 0, data)], "no rule")) == EVERYDAY
    with by_vote(venture):
        governor.set_rule(RECOVERY, Rule(quorum_bps=1).abi())
    assert governor.class_of(members, data) == RECOVERY
    assert governor.class_of(members, data[:4]) == RECOVERY
    assert governor.class_of(members, data[:3]) == EVERYDAY
    assert governor.class_of(venture.escrow.address, data) == EVERYDAY
    assert governor.class_of(outsider, data) == ORDINARY
    assert governor.proposal_class(venture.propose([(members, 0, data)], "alone")) == RECOVERY
    with refused(venture, "governor: classes do not go together"):
        venture.propose([(members, 0, data), pay_call(outsider)], "t17")
    with by_vote(venture):
        governor.map_action(members, data[:4], ORDINARY)
    assert governor.class_of(members, data) == ORDINARY


def test_unanimity_reverts_when_a_lost_key_would_be_the_end(govern: Govern) -> None:
    venture = govern(Rule())
    governor = venture.partnership
    with by_vote(venture):
        with refused(venture, "rules: no way to recover a key"):
            governor.set_rule(CONSTITUTIONAL, ALL.abi())
        governor.set_rule(RECOVERY, ALL.abi())
        with refused(venture, "rules: no way to recover a key"):
            governor.set_rule(CONSTITUTIONAL, ALL.abi())
        governor.set_rule(RECOVERY, Rule().abi())
        governor.set_rule(CONSTITUTIONAL, ALL.abi())
        with refused(venture, "rules: no way to recover a key"):
            governor.set_rule(RECOVERY, ALL.abi())
    assert governor.rule(CONSTITUTIONAL) == ALL.abi()
    with reverts("rules: no way to recover a key"):
        govern(Rule(), others=[(CONSTITUTIONAL, ALL)])


def test_constitutional_class_cannot_be_lazy(partnership: Partnership) -> None:
    with by_vote(partnership), refused(partnership, "rules: constitutional is lazy"):
        partnership.partnership.set_rule(CONSTITUTIONAL, lazy(5_000).abi())

"""How a proposal is decided: Partnership.state at every bar, and what may not change it later."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.numbers import ABSTAIN, AGAINST, DAY, DEFEATED, FOR, NOBODY, ORDINARY, QUEUED, SUCCEEDED
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import by_vote, pay_call

# Weights 50, 30 and 20; None does not vote.
VOTES = [
    # quorum, approval, votes, outcome
    (3_000, 5_000, (FOR, AGAINST, AGAINST), DEFEATED, "a tie fails"),
    (3_000, 5_000, (FOR, AGAINST, ABSTAIN), QUEUED, "more for than against"),
    (3_000, 5_000, (AGAINST, FOR, FOR), DEFEATED, "the other tie"),
    (3_000, 5_000, (None, FOR, None), QUEUED, "exactly at the quorum"),
    (3_001, 5_000, (None, FOR, None), DEFEATED, "the quorum is rounded up"),
    (5_000, 5_000, (None, FOR, ABSTAIN), QUEUED, "abstaining counts for the quorum"),
    (5_000, 5_000, (None, FOR, AGAINST), DEFEATED, "voting against does not"),
    (0, 5_000, (ABSTAIN, ABSTAIN, ABSTAIN), DEFEATED, "all abstain"),
    (0, 5_000, (None, None, None), DEFEATED, "nobody votes"),
    (0, 5_000, (None, None, FOR), QUEUED, "no quorum and one vote"),
    (0, 6_250, (FOR, AGAINST, ABSTAIN), QUEUED, "exactly at the approval"),
    (0, 6_251, (FOR, AGAINST, ABSTAIN), DEFEATED, "just below the approval"),
    (0, 10_000, (FOR, FOR, FOR), QUEUED, "unanimous"),
    (0, 10_000, (FOR, FOR, AGAINST), DEFEATED, "not unanimous"),
    (10_000, 5_000, (FOR, ABSTAIN, ABSTAIN), QUEUED, "everybody is there"),
    (10_000, 5_000, (FOR, FOR, None), DEFEATED, "somebody is missing"),
]


@pytest.mark.parametrize(("quorum", "approval", "votes", "outcome", "why"), VOTES, ids=[row[-1] for row in VOTES])
def test_t16_is_decided_at_the_bars(
    house: House,
    founders: list[LocalAccount],
    outsider: str,
    quorum: int,
    approval: int,
    votes: tuple[int | None, ...],
    outcome: int,
    why: str,
) -> None:
    rule = Rule(quorum_bps=quorum, approval_bps=approval)
    venture = house.spin_up(founders, [50, 30, 20], [1, 1, 1], rules=((0, rule), (ORDINARY, rule)))
    venture.accept_all()
    boa.env.time_travel(seconds=1)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    for founder, support in zip(founders, votes, strict=True):
        if support is not None:
            venture.vote(proposal, support, by=[founder.address])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    assert venture.partnership.state(proposal) == outcome, why
    travel_to(venture.partnership.proposalEta(proposal))
    assert venture.partnership.state(proposal) == (SUCCEEDED if outcome == QUEUED else DEFEATED)


def test_t13_a_defeated_proposal_stays_defeated_when_rules_are_loosened(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    governor = partnership.partnership
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[2].address])  # 20 of the 30 it needs
    travel_to(governor.proposalDeadline(proposal) + 1)
    assert governor.state(proposal) == DEFEATED
    for number in range(3):
        with by_vote(partnership):
            governor.set_rule(ORDINARY, Rule(quorum_bps=number, execution_delay=0, execution_window=300 * DAY).abi())
        assert governor.state(proposal) == DEFEATED
    assert governor.proposal_quorum(proposal) == 30
    assert governor.proposal_rule(proposal) == Rule().abi()
    travel_to(governor.proposalEta(proposal))
    with refused(partnership, "governor: not executable"):
        partnership.execute([pay_call(outsider)])


def test_t13_an_open_proposal_keeps_its_rule_when_rules_are_replaced_twice(
    partnership: Partnership, outsider: str
) -> None:
    governor = partnership.partnership
    first = partnership.propose([pay_call(outsider)], "first")
    with by_vote(partnership):
        governor.set_rule(ORDINARY, Rule(quorum_bps=9_000, voting_period=DAY).abi())
    second = partnership.propose([pay_call(outsider)], "second")
    with by_vote(partnership):
        governor.set_rule(ORDINARY, Rule(quorum_bps=1, voting_delay=7).abi())
    third = partnership.propose([pay_call(outsider)], "third")
    boa.env.time_travel(seconds=DAY)
    assert [governor.proposal_quorum(proposal) for proposal in (first, second, third)] == [30, 90, 1]
    assert [governor.proposal_rule(proposal)[4] for proposal in (first, second, third)] == [3_000, 9_000, 1]
    lengths = [governor.proposalDeadline(p) - governor.proposalSnapshot(p) for p in (first, second, third)]
    assert lengths == [3 * DAY, DAY, 3 * DAY]


def test_quorum_is_of_the_weight_at_the_snapshot_when_partners_leave_later(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    assert partnership.partnership.total() == 50
    assert partnership.partnership.proposal_quorum(proposal) == 30


@pytest.mark.parametrize("name", ["state", "proposal_class", "proposal_rule", "proposal_quorum", "proposal_tally"])
def test_reverts_when_the_proposal_is_unknown(partnership: Partnership, name: str) -> None:
    with refused(partnership, "governor: unknown proposal"):
        getattr(partnership.partnership, name)(1)


def test_answers_nothing_of_an_unknown_proposal_as_openzeppelin_does(partnership: Partnership, outsider: str) -> None:
    """Also of who has voted on the proposal with the first number, which unknown ones must not be taken for."""
    governor, voter = partnership.partnership, partnership.founders[0].address
    first = partnership.propose([pay_call(outsider)])
    partnership.open_voting(first)
    partnership.vote(first, by=[voter])
    assert governor.hasVoted(first, voter)
    for name in ("proposalSnapshot", "proposalDeadline", "proposalEta"):
        assert getattr(governor, name)(1) == 0
    assert governor.proposalProposer(1) == NOBODY
    assert governor.proposalVotes(1) == (0, 0, 0)
    assert governor.hasVoted(1, voter) is False
    assert governor.proposalNeedsQueuing(1) is False


def test_proposal_quorum_reverts_when_the_snapshot_is_to_come(partnership: Partnership, outsider: str) -> None:
    proposal = partnership.propose([pay_call(outsider)])
    travel_to(partnership.partnership.proposalSnapshot(proposal))
    with refused(partnership, "governor: future lookup"):
        partnership.partnership.proposal_quorum(proposal)
    boa.env.time_travel(seconds=1)
    assert partnership.partnership.proposal_quorum(proposal) == 30

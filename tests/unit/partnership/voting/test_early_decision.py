"""Early decision: the vote closes in the second of the ballot after which the outcome cannot change, and not before."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CANCELED,
    DAY,
    DEFEATED,
    DUAL,
    FOR,
    HOUR,
    LAZY,
    OPEN,
    QUEUED,
    SUCCEEDED,
    UNANIMOUS,
)
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import (
    accept,
    by_vote,
    contest,
    end_vote,
    join,
    pay_call,
    propose_as,
    recuse,
    relay,
    represent,
    signed,
    vote_as,
    vote_each,
)

EARLY = Rule(early_decision=True)
ALL = Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000, early_decision=True)
RECUSING = Rule(early_decision=True, recusal=True, contested_bps=8_000)


def opened(venture: Partnership, to: str, after: int = HOUR) -> int:
    """A proposal to pay, `after` seconds into its vote."""
    proposal = venture.propose([pay_call(to)])
    venture.open_voting(proposal)
    boa.env.time_travel(seconds=after)
    return proposal


def closed(venture: Partnership, proposal: int) -> bool:
    """Whether the vote ends now."""
    return bool(venture.partnership.proposalDeadline(proposal) == boa.env.timestamp)


def test_closes_in_the_second_of_the_ballot_that_settles_it(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(EARLY)
    governor = venture.partnership
    proposal = opened(venture, outsider)
    venture.vote(proposal, by=[founders[0].address])  # 50 for; the others could still make it a tie
    assert [log[1] for log in events(governor)] == ["VoteCast"]
    boa.env.time_travel(seconds=HOUR)
    venture.vote(proposal, by=[founders[2].address])
    now = boa.env.timestamp
    assert [log[1:] for log in events(governor)] == [
        ("ProposalExtended", {"proposalId": proposal, "extendedDeadline": now}),
        ("VotingClosed", {"proposalId": proposal, "deadline": now}),
        (
            "VoteCast",
            {"voter": founders[2].address, "proposalId": proposal, "support": FOR, "weight": 20, "reason": ""},
        ),
    ]
    assert governor.proposalDeadline(proposal) == now
    assert governor.proposalEta(proposal) == now + DAY + 1
    assert governor.state(proposal) == OPEN
    boa.env.time_travel(seconds=1)
    assert governor.state(proposal) == QUEUED
    with boa.env.prank(founders[1].address), refused(venture, "governor: vote not active"):
        governor.castVote(proposal, AGAINST)
    with boa.env.prank(founders[0].address), refused(venture, "governor: vote has ended"):
        governor.cancel(*columns([pay_call(outsider)]), keccak(text="a proposal"))


def test_t12_ballots_of_the_second_in_which_it_closes_count(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(EARLY)
    proposal = opened(venture, outsider)
    vote_each(venture, proposal, (FOR, None, FOR))
    assert closed(venture, proposal)
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    assert [log[1] for log in events(venture.partnership)] == ["VoteCast"]  # closed once
    assert venture.partnership.proposalVotes(proposal) == (30, 70, 0)
    assert end_vote(venture, proposal) == QUEUED


def test_t20_the_execution_delay_runs_from_the_second_in_which_it_closed(govern: Govern, outsider: str) -> None:
    venture = govern(EARLY)
    governor = venture.partnership
    boa.env.set_balance(governor.address, 1)
    proposal = opened(venture, outsider)
    vote_each(venture, proposal, (FOR, FOR, None))
    now = boa.env.timestamp
    for moment in (now + 1, now + DAY):
        travel_to(moment)
        assert governor.state(proposal) == QUEUED
        with refused(venture, "governor: not executable"):
            venture.execute([pay_call(outsider)])
    travel_to(now + DAY + 1)
    assert governor.state(proposal) == SUCCEEDED
    with boa.env.anchor():
        travel_to(now + DAY + 14 * DAY)
        assert governor.state(proposal) == SUCCEEDED
        boa.env.time_travel(seconds=1)
        with refused(venture, "governor: not executable"):
            venture.execute([pay_call(outsider)])
    venture.execute([pay_call(outsider)])


def test_the_proposer_may_cancel_in_the_second_in_which_it_closes(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """The deadline itself belongs to the vote."""
    venture = govern(EARLY)
    proposal = opened(venture, outsider)
    vote_each(venture, proposal, (FOR, FOR, None))
    with boa.env.prank(founders[0].address):
        venture.partnership.cancel(*columns([pay_call(outsider)]), keccak(text="a proposal"))
    assert venture.partnership.state(proposal) == CANCELED


def test_closes_a_second_before_the_deadline_and_not_in_it(govern: Govern, outsider: str) -> None:
    venture = govern(EARLY)
    governor = venture.partnership
    for ahead, logs in ((1, ["ProposalExtended", "VotingClosed", "VoteCast"]), (0, ["VoteCast"])):
        with boa.env.anchor():
            proposal = opened(venture, outsider)
            travel_to(governor.proposalDeadline(proposal) - ahead)
            vote_each(venture, proposal, (None, FOR, FOR))
            venture.vote(proposal, by=[venture.founders[0].address])
            assert [log[1] for log in events(governor)] == logs
            assert closed(venture, proposal)


SETTLED = [
    # rule, weights, ballots in order of the founders, whether the last of them closes the vote, and how it ends then
    (EARLY, (51, 29, 20), (FOR,), True, QUEUED, "more than half for"),
    (EARLY, (50, 30, 20), (FOR,), False, None, "half for may become a tie"),
    (EARLY, (50, 30, 20), (AGAINST,), True, DEFEATED, "half against"),
    (EARLY, (49, 31, 20), (AGAINST,), False, None, "less than half against"),
    (EARLY, (50, 30, 20), (ABSTAIN, ABSTAIN), False, None, "the rest may carry it"),
    (EARLY, (50, 30, 20), (ABSTAIN, AGAINST), True, DEFEATED, "the rest is too little"),
    (Rule(early_decision=True, quorum_bps=10_000), (80, 10, 10), (FOR, FOR), False, None, "the quorum is missing"),
    (Rule(early_decision=True, quorum_bps=9_000), (80, 10, 10), (FOR, FOR), True, QUEUED, "exactly the quorum"),
    (Rule(early_decision=True, quorum_bps=9_001), (80, 10, 10), (FOR, AGAINST), True, DEFEATED, "out of reach"),
    (Rule(early_decision=True, approval_bps=8_000), (80, 10, 10), (FOR,), True, QUEUED, "exactly the approval"),
    (Rule(early_decision=True, approval_bps=8_001), (80, 10, 10), (FOR,), False, None, "the approval is open"),
    (Rule(early_decision=True, approval_bps=8_001), (80, 10, 10), (FOR, ABSTAIN), True, QUEUED, "8/9 at the worst"),
    (ALL, (98, 1, 1), (FOR, FOR), False, None, "unanimity needs the last"),
    (ALL, (98, 1, 1), (FOR, AGAINST), True, DEFEATED, "no unanimity: against"),
    (ALL, (98, 1, 1), (FOR, ABSTAIN), True, DEFEATED, "no unanimity: abstains"),
    (ALL, (98, 1, 1), (FOR, FOR, FOR), True, QUEUED, "unanimous"),
    (Rule(mode=LAZY, early_decision=True), (50, 30, 20), (None, AGAINST), True, DEFEATED, "the bar is reached"),
    (Rule(mode=LAZY, early_decision=True), (50, 29, 21), (None, AGAINST), False, None, "the bar is near"),
    (Rule(mode=LAZY, early_decision=True), (50, 30, 20), (FOR,), False, None, "the bar may be reached"),
    (Rule(mode=LAZY, early_decision=True), (50, 30, 20), (FOR, ABSTAIN), True, QUEUED, "the bar is out of reach"),
    (Rule(mode=DUAL, seat_approval_bps=5_000, early_decision=True), (98, 1, 1), (FOR,), False, None, "seats are open"),
    (
        Rule(mode=DUAL, seat_approval_bps=5_000, early_decision=True),
        (98, 1, 1),
        (AGAINST,),
        True,
        DEFEATED,
        "the weight is lost",
    ),
    (
        Rule(mode=DUAL, seat_approval_bps=5_000, early_decision=True),
        (98, 1, 1),
        (FOR, AGAINST, FOR),
        True,
        QUEUED,
        "all seats have voted",
    ),
]


@pytest.mark.parametrize(("rule", "weights", "votes", "closes", "ends", "why"), SETTLED, ids=[r[-1] for r in SETTLED])
def test_closes_exactly_when_nothing_can_change(
    govern: Govern,
    outsider: str,
    rule: Rule,
    weights: tuple[int, int, int],
    votes: tuple[int | None, ...],
    closes: bool,
    ends: int | None,
    why: str,
) -> None:
    venture = govern(rule, weights=weights)
    proposal = opened(venture, outsider)
    vote_each(venture, proposal, (*votes, None, None)[:3])
    assert closed(venture, proposal) == closes, why
    if closes:
        assert end_vote(venture, proposal) == ends


def test_t11_weight_that_was_lent_counts_as_undecided(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """All are represented and for it: any partner may still overrule, so it closes only with their own ballots."""
    venture = govern(EARLY)
    for founder in founders:
        represent(venture, founder.address, outsider)
    proposal = opened(venture, outsider)
    for founder in founders:
        vote_as(venture, founder.address, proposal, by=outsider)
        assert not closed(venture, proposal)
    venture.vote(proposal, FOR, by=[founders[2].address])
    assert not closed(venture, proposal)
    venture.vote(proposal, FOR, by=[founders[0].address])  # 70 of their own
    assert closed(venture, proposal)
    assert venture.partnership.proposalVotes(proposal) == (0, 100, 0)


def test_t11_a_lent_ballot_against_defeats_nothing_early(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    for rule in (EARLY, ALL, Rule(mode=LAZY, early_decision=True)):
        with boa.env.anchor():
            venture = govern(rule)
            represent(venture, founders[0].address, outsider)
            proposal = opened(venture, outsider)
            vote_as(venture, founders[0].address, proposal, AGAINST, by=outsider)
            assert not closed(venture, proposal)
            with boa.env.anchor():
                venture.vote(proposal, AGAINST, by=[founders[0].address])
                assert closed(venture, proposal)
                assert end_vote(venture, proposal) == DEFEATED
            vote_each(venture, proposal, (FOR, FOR, FOR))
            assert closed(venture, proposal)
            assert end_vote(venture, proposal) == QUEUED


def test_stays_open_while_a_recused_partner_may_contest(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """50 of a base of 60 are for; if the recused 40 contest, 50 of 100 are not the contested 80%."""
    venture = govern(RECUSING, weights=(40, 50, 10))
    proposal = opened(venture, founders[0].address)
    venture.vote(proposal, FOR, by=[founders[1].address])
    assert not closed(venture, proposal)
    with boa.env.anchor():
        contest(venture, proposal, founders[0].address)
        vote_each(venture, proposal, (AGAINST, None, FOR))
        assert closed(venture, proposal)
        assert end_vote(venture, proposal) == DEFEATED
    assert end_vote(venture, proposal) == QUEUED


def test_is_not_changed_in_its_last_second_by_a_partner_without_weight(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """60 for and 20 against pass; the contested 80% they are not."""
    venture = govern(RECUSING, weights=(60, 20, 20))
    with by_vote(venture):
        venture.membership.admit(outsider, 0, 10, 1, DAY)
    accept(venture, outsider)
    proposal = opened(venture, outsider)
    vote_each(venture, proposal, (None, AGAINST, None))
    venture.vote(proposal, by=[founders[0].address])
    assert closed(venture, proposal)
    with suppress(boa.BoaError):
        contest(venture, proposal, outsider)
    assert end_vote(venture, proposal) == QUEUED


def test_closes_at_the_contested_approval_once_it_was_contested(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(RECUSING, weights=(40, 50, 10))
    proposal = opened(venture, founders[0].address)
    contest(venture, proposal, founders[0].address)
    vote_each(venture, proposal, (None, AGAINST, None))  # 50 against already keep it from 80%
    assert closed(venture, proposal)
    assert end_vote(venture, proposal) == DEFEATED


def test_closes_with_the_next_ballot_when_a_partner_recused_itself(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(EARLY, weights=(40, 40, 20))
    proposal = opened(venture, outsider)
    venture.vote(proposal, FOR, by=[founders[0].address])
    recuse(venture, proposal, founders[1].address)  # nothing is open any more but 20
    assert not closed(venture, proposal)
    venture.vote(proposal, AGAINST, by=[founders[2].address])
    assert closed(venture, proposal)
    assert end_vote(venture, proposal) == QUEUED


def test_closes_once_when_a_batch_settles_it(govern: Govern, founders: list[LocalAccount], outsider: str) -> None:
    venture = govern(EARLY)
    proposal = opened(venture, outsider)
    assert relay(venture, proposal, [signed(venture, founder, proposal) for founder in founders]) == 3
    assert [log[1] for log in events(venture.partnership)] == ["VoteCast"] * 3 + ["ProposalExtended", "VotingClosed"]
    assert closed(venture, proposal)


def test_the_weight_of_a_partner_without_a_ballot_is_undecided(
    govern: Govern, founders: list[LocalAccount], customer: str, outsider: str
) -> None:
    """Who joined after the snapshot decides nothing: neither its weight nor its ballot."""
    venture = govern(EARLY, weights=(51, 29, 20))
    proposal = opened(venture, outsider)
    join(venture, customer, weight=1_000)
    venture.vote(proposal, FOR, by=[founders[0].address])
    assert closed(venture, proposal)
    with boa.env.prank(customer), refused(venture, "governor: no weight at snapshot"):
        venture.partnership.castVote(proposal, AGAINST)


@pytest.mark.parametrize(
    ("rule", "recused"),
    [
        pytest.param(Rule(early_decision=True, quorum_bps=6_000, approval_bps=6_667), False, id="majority"),
        pytest.param(Rule(mode=DUAL, seat_approval_bps=6_667, early_decision=True), False, id="dual"),
        pytest.param(RECUSING, True, id="majority, recusing"),
        pytest.param(ALL, False, id="unanimity"),
        pytest.param(Rule(mode=LAZY, quorum_bps=5_000, early_decision=True), False, id="lazy"),
    ],
)
def test_no_later_ballot_would_have_changed_what_closed_early(
    govern: Govern, founders: list[LocalAccount], outsider: str, rule: Rule, recused: bool
) -> None:
    """Every history of two founders: if it closed, all that the third could have done leads to the same end."""
    venture = govern(rule, weights=(45, 35, 20))
    beneficiary = founders[2].address if recused else outsider
    proposal = propose_as(venture, founders[0].address, [pay_call(beneficiary)])
    venture.open_voting(proposal)
    deadline = venture.partnership.proposalDeadline(proposal)
    settled = 0
    for first, second in product((None, AGAINST, FOR, ABSTAIN), repeat=2):
        with boa.env.anchor():
            vote_each(venture, proposal, (first, second, None))
            if venture.partnership.proposalDeadline(proposal) == deadline:
                continue
            settled += 1
            ends = set()
            for contests, last in product((False, True) if recused else (True,), (None, AGAINST, FOR, ABSTAIN)):
                with boa.env.anchor():
                    if recused and contests:  # in the very second it closed: nobody can tell them apart
                        contest(venture, proposal, beneficiary)
                    if contests:
                        vote_each(venture, proposal, (None, None, last))
                    ends.add(end_vote(venture, proposal))
            assert len(ends) == 1, (first, second)
    assert settled > 0

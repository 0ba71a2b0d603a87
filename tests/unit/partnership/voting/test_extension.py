"""Who turns the outcome late moves the end of the vote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership
from tests.kit.logs import logged
from tests.kit.numbers import AGAINST, DAY, DEFEATED, DUAL, FOR, HOUR, LAZY, OPEN, ORDINARY, QUEUED
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import (
    by_vote,
    contest,
    end_vote,
    join,
    pay_call,
    recuse,
    relay,
    represent,
    signed,
    vote_as,
)

E = 6 * HOUR
LATE = Rule(extension=E)


@pytest.fixture
def venture(govern: Govern) -> Partnership:
    """Weights 50, 30 and 20; three days of voting, and the last six hours count."""
    return govern(LATE)


@pytest.fixture
def proposal(venture: Partnership, outsider: str) -> int:
    made = venture.propose([pay_call(outsider)])
    venture.open_voting(made)
    return made


def end(venture: Partnership, proposal: int) -> int:
    return int(venture.partnership.proposalDeadline(proposal))


def extended(proposal: int, deadline: int) -> tuple[object, ...]:
    return ("ProposalExtended", proposal, deadline)


def test_a_ballot_that_turns_the_outcome_late_moves_the_end(
    venture: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """50 for, then 50 against in the last second: the others have six hours to answer, and the tally is what they make
    of it."""
    governor = venture.partnership
    venture.vote(proposal, FOR, by=[founders[0].address])
    before = end(venture, proposal)
    travel_to(before)
    with boa.env.prank(founders[1].address):
        governor.castVote(proposal, AGAINST)
    assert end(venture, proposal) == before  # 50 for, 30 against: it passes as before
    with boa.env.prank(founders[2].address):
        governor.castVote(proposal, AGAINST)
    assert extended(proposal, before + E) in logged(governor)
    assert end(venture, proposal) == before + E
    travel_to(before + E)
    assert governor.state(proposal) == OPEN
    join_late = venture.founders[0].address
    with boa.env.prank(join_late), refused(venture, "governor: already voted"):
        governor.castVote(proposal, FOR)
    travel_to(before + E + 1)
    assert governor.state(proposal) == DEFEATED
    assert governor.proposalEta(proposal) == before + E + DAY + 1


@pytest.mark.parametrize("ahead", [0, 1, E - 1, E, E + 1])
def test_late_are_the_last_seconds_and_no_earlier(
    venture: Partnership, proposal: int, founders: list[LocalAccount], ahead: int
) -> None:
    before = end(venture, proposal)
    travel_to(before - ahead)
    venture.vote(proposal, FOR, by=[founders[0].address])
    assert end(venture, proposal) == (before - ahead + E if ahead < E else before)


@pytest.mark.parametrize("way", ["batch", "signature", "reason", "representative", "overruled", "recusal"])
def test_whatever_turns_it_moves_the_end(
    venture: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, way: str
) -> None:
    governor, big = venture.partnership, founders[0]
    represent(venture, big.address, outsider)
    venture.vote(proposal, FOR, by=[founders[2].address])
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    if way == "overruled":
        vote_as(venture, big.address, proposal, FOR, by=outsider)
    before = end(venture, proposal)
    travel_to(before - 10)
    if way == "batch":
        relay(venture, proposal, [signed(venture, big, proposal, FOR)])
    elif way == "signature":
        from tests.kit.signatures import ballot, sign

        governor.castVoteBySig(
            proposal, FOR, big.address, sign(big, ballot(governor.address, proposal, FOR, big.address))
        )
    elif way == "reason":
        with boa.env.prank(big.address):
            governor.castVoteWithReason(proposal, FOR, "late")
    elif way == "representative":
        vote_as(venture, big.address, proposal, FOR, by=outsider)
    elif way == "overruled":
        venture.vote(proposal, AGAINST, by=[big.address])
    else:
        with boa.env.anchor():
            venture.vote(proposal, FOR, by=[big.address])
        # 20 for of 100 do not reach the quorum of 30%; without the 50 they would, but 30 are against.
        recuse(venture, proposal, big.address)
        assert end(venture, proposal) == before
        return
    assert end(venture, proposal) == before - 10 + E


def test_a_recusal_and_a_contest_that_turn_it_move_the_end(govern: Govern, founders: list[LocalAccount]) -> None:
    """25 of 100 are below the quorum of 30%; of the 80 without who is paid they are above it."""
    rule = replace(LATE, recusal=True, contested_bps=8_000)
    venture = govern(rule, weights=(55, 20, 25))
    governor = venture.partnership
    proposal = venture.propose([pay_call(founders[1].address)])
    venture.open_voting(proposal)
    venture.vote(proposal, FOR, by=[founders[2].address])
    before = end(venture, proposal)
    with boa.env.anchor():
        travel_to(before)
        contest(venture, proposal, founders[1].address)
        assert logged(governor)[-1] == extended(proposal, before + E)
    with boa.env.anchor():
        travel_to(before - 1)
        contest(venture, proposal, founders[1].address)
        recuse(venture, proposal, founders[1].address)  # once more the other way, in the same second
        assert end(venture, proposal) == before - 1 + E
        travel_to(before + 100)
        recuse(venture, proposal, founders[0].address)
        assert governor.state(proposal) == OPEN


def test_it_is_moved_as_often_as_it_happens_and_by_one_voting_period_in_all(
    govern: Govern, key: Callable[[str], LocalAccount], founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(Rule(extension=DAY, quorum_bps=0), weights=(1, 1, 1))
    voters = [key(f"voter {number}") for number in range(10)]
    for voter in voters:
        join(venture, voter.address, 2)
    boa.env.time_travel(seconds=1)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    first = end(venture, proposal)
    venture.vote(proposal, FOR, by=[founders[0].address])
    ends = []
    for number, voter in enumerate(voters):
        travel_to(end(venture, proposal))
        venture.vote(proposal, AGAINST if number % 2 == 0 else FOR, by=[voter.address])
        ends.append(end(venture, proposal))
        if number >= 4:
            break
    assert ends[:3] == [first + DAY, first + 2 * DAY, first + 3 * DAY]
    assert ends[3:] == [first + 3 * DAY] * 2  # three days of voting are once more three days
    assert end_vote(venture, proposal) == DEFEATED


@pytest.mark.parametrize("change", [{"mode": LAZY, "quorum_bps": 2_500}, {"mode": DUAL, "seat_approval_bps": 5_000}])
def test_in_every_mode(govern: Govern, founders: list[LocalAccount], outsider: str, change: dict[str, int]) -> None:
    venture = govern(replace(LATE, **change))
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    if change["mode"] == DUAL:
        venture.vote(proposal, FOR, by=[founders[0].address])
    before = end(venture, proposal)
    travel_to(before)
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    assert end(venture, proposal) == before + E


def test_what_is_settled_closes_and_is_not_extended(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(replace(LATE, early_decision=True))
    governor = venture.partnership
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    travel_to(end(venture, proposal) - 5)
    now = boa.env.timestamp
    with boa.env.anchor():
        batch = [signed(venture, founder, proposal, FOR) for founder in (founders[0], founders[2])]
        relay(venture, proposal, batch)
        assert [entry for entry in logged(governor) if entry[0] != "VoteCast"] == [
            extended(proposal, now),
            ("VotingClosed", proposal, now),
        ]
    venture.vote(proposal, FOR, by=[founders[0].address])  # 20 more cannot turn 50 against 30: settled
    assert end(venture, proposal) in (now, now + E)


def test_a_proposal_in_a_class_that_counts_open_ones_stays_open_as_long(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """Where silence passes, six proposals of one partner are open at a time: one that was extended is."""
    venture = govern(replace(LATE, mode=LAZY, quorum_bps=2_500))
    made = [venture.propose([pay_call(outsider)], str(number)) for number in range(6)]
    first = end(venture, made[0])
    travel_to(first)
    venture.vote(made[0], AGAINST, by=[founders[1].address])
    travel_to(first + 1)
    for number in range(5):
        venture.propose([pay_call(outsider)], f"more {number}")
    with refused(venture, "governor: too many open"):
        venture.propose([pay_call(outsider)], "one too many")
    travel_to(first + E + 1)
    assert venture.propose([pay_call(outsider)], "now")


def test_keeps_the_rule_it_began_with(venture: Partnership, proposal: int, founders: list[LocalAccount]) -> None:
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, Rule().abi())
    before = end(venture, proposal)
    travel_to(before)
    venture.vote(proposal, FOR, by=[founders[0].address])
    assert end(venture, proposal) == before + E
    assert end_vote(venture, proposal) == QUEUED


def test_an_ordinary_class_moves_nothing(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    made = partnership.propose([pay_call(outsider)])
    before = end(partnership, made)
    travel_to(before)
    partnership.vote(made, FOR, by=[founders[0].address])
    assert end(partnership, made) == before


@pytest.mark.parametrize("ahead", [0, 1])
def test_what_the_last_ballot_settles_is_not_extended_even_in_the_last_second(
    govern: Govern, founders: list[LocalAccount], outsider: str, ahead: int
) -> None:
    """50 against of 100 stop it where silence passes, whatever the others do: they turn the outcome, and settle it."""
    venture = govern(replace(LATE, mode=LAZY, quorum_bps=5_000, early_decision=True))
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    before = end(venture, proposal)
    travel_to(before - ahead)
    venture.vote(proposal, AGAINST, by=[founders[0].address])
    assert end(venture, proposal) == before - ahead
    boa.env.time_travel(seconds=1)
    assert venture.partnership.state(proposal) == DEFEATED

"""A plain proposal and its ballots, through the Partnership itself and through the functions that can do more.

The everyday calls have a way of their own, which is short. It must do what the full way does, to the last storage slot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.chain import storage_of
from tests.kit.clock import second_after, travel_to
from tests.kit.house import Partnership
from tests.kit.logs import Event, events
from tests.kit.numbers import ABSTAIN, AGAINST, DEFEATED, EXECUTED, FOR, PROPOSER, QUEUED
from tests.kit.refusals import state_of
from tests.kit.signatures import extended_ballot, sign
from tests.kit.verbs import end_vote, join, pay_call, propose_as, relay, represent, signed, vote_as

Cast = Callable[[Partnership, LocalAccount, int, int], Any]
"""Casts a ballot of somebody: the venture, the voter's key, the proposal, the support."""

SUPPLIER = "0x" + "51" * 20
REPRESENTATIVE = "0x" + "4e" * 20
ACTIONS = [pay_call(SUPPLIER, 7), pay_call(SUPPLIER, 2)]
TEXT = "pay the supplier"


# --- the short way ---


def by_hand(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    with boa.env.prank(voter.address):
        venture.partnership.castVote(proposal, support)


# --- the full way ---


def with_reason(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    with boa.env.prank(voter.address):
        venture.partnership.castVoteWithReason(proposal, support, "")


def with_params(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    with boa.env.prank(voter.address):
        venture.partnership.castVoteWithReasonAndParams(proposal, support, "", b"")


def with_params_by_signature(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    message = extended_ballot(venture.partnership.address, proposal, support, voter.address, "", b"")
    venture.partnership.castVoteWithReasonAndParamsBySig(
        proposal, support, voter.address, "", b"", sign(voter, message)
    )


def in_a_batch(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    assert relay(venture, proposal, [signed(venture, voter, proposal, support)]) == 1


def by_representative(venture: Partnership, voter: LocalAccount, proposal: int, support: int) -> None:
    vote_as(venture, voter.address, proposal, support, by=REPRESENTATIVE)


# Full way => the short one that leaves the same storage behind.
SAME_STORAGE = {with_reason: by_hand, with_params: by_hand, in_a_batch: by_hand, with_params_by_signature: by_hand}


def put(venture: Partnership, *, short: bool) -> int:
    if short:
        return venture.propose(ACTIONS, TEXT)
    return propose_as(venture, venture.founders[0].address, ACTIONS, TEXT)


def seen(venture: Partnership, proposal: int, voters: Sequence[LocalAccount]) -> dict[str, Any]:
    governor = venture.partnership
    return {
        **state_of(venture),
        "state": governor.state(proposal),
        "tally": governor.proposal_tally(proposal),
        "votes": governor.proposalVotes(proposal),
        "voted": [governor.hasVoted(proposal, voter.address) for voter in voters],
        "recused": governor.recused(proposal),
        "proposer": governor.proposalProposer(proposal),
        "dates": (
            governor.proposalSnapshot(proposal),
            governor.proposalDeadline(proposal),
            governor.proposalEta(proposal),
        ),
        "class": (governor.proposal_class(proposal), governor.proposal_rule(proposal)),
        "supplier": boa.env.get_balance(SUPPLIER),
    }


def story(
    venture: Partnership, ballots: Sequence[tuple[LocalAccount, int, Cast]], *, short: bool
) -> tuple[list[list[Event]], list[dict[str, Any]], dict[tuple[str, int], int]]:
    """From the proposal to its execution: what every call logged, what was to be seen after it, storage at the end."""
    logs, sights = [], []
    voters = [voter for voter, _, _ in ballots]
    with boa.env.anchor():
        boa.env.set_balance(venture.partnership.address, 9)
        proposal = put(venture, short=short)

        def look() -> None:
            logs.append(events(venture.partnership))
            sights.append(seen(venture, proposal, voters))

        look()
        venture.open_voting(proposal)
        for voter, support, cast in ballots:
            cast(venture, voter, proposal, support)
            look()
        state = end_vote(venture, proposal)
        sights.append(seen(venture, proposal, voters))
        if state == QUEUED:
            travel_to(venture.partnership.proposalEta(proposal))
            venture.execute(ACTIONS, TEXT)
            look()
        accounts = (venture.partnership, venture.membership, venture.escrow)
        return logs, sights, {key: value for at in accounts for key, value in storage_of(at.address).items()}


@pytest.fixture
def voters(
    partnership: Partnership, founders: list[LocalAccount], key: Callable[[str], LocalAccount]
) -> list[LocalAccount]:
    """The founders and three more, with odd weights; each is represented."""
    others = [key(f"another voter {number}") for number in range(3)]
    for number, voter in enumerate(others):
        join(partnership, voter.address, weight=7 + 12 * number, role=PROPOSER)
    for voter in (*founders, *others):
        represent(partnership, voter.address, REPRESENTATIVE)
    second_after()
    return [*founders, *others]


@pytest.mark.parametrize("full", SAME_STORAGE, ids=lambda cast: str(cast.__name__))
def test_the_short_way_leaves_what_the_full_way_leaves(
    partnership: Partnership, voters: list[LocalAccount], full: Cast
) -> None:
    short = SAME_STORAGE[full]
    supports = [FOR, AGAINST, ABSTAIN, FOR, FOR, AGAINST]
    ours = story(partnership, [(*vote, short) for vote in zip(voters, supports, strict=True)], short=True)
    theirs = story(partnership, [(*vote, full) for vote in zip(voters, supports, strict=True)], short=False)
    for mine, other in zip(ours, theirs, strict=True):
        assert mine == other
    assert ours[1][-1]["state"] == EXECUTED
    assert ours[1][-1]["supplier"] == 9
    assert len({str(sight) for sight in ours[1]}) == len(ours[1])  # every step was to be seen


@pytest.mark.parametrize("seed", range(12))
def test_any_ballots_over_any_ways_come_to_the_same(
    partnership: Partnership, voters: list[LocalAccount], seed: int
) -> None:
    """Also ballots of a representative, which leave a mark in storage: all that can be seen agrees."""
    random = Random(seed)
    chosen = random.sample(voters, random.randint(1, len(voters)))
    supports = [random.choice((AGAINST, FOR, FOR, ABSTAIN)) for _ in chosen]
    full = [random.choice((*SAME_STORAGE, by_representative)) for _ in chosen]
    short = [by_hand] * len(full)
    ours = story(partnership, list(zip(chosen, supports, short, strict=True)), short=True)
    theirs = story(partnership, list(zip(chosen, supports, full, strict=True)), short=False)
    assert ours[:2] == theirs[:2]
    assert ours[1][-1]["state"] in (DEFEATED, EXECUTED)


def test_the_two_ways_refuse_alike(partnership: Partnership, voters: list[LocalAccount], outsider: str) -> None:
    """Voting twice, too early, too late, for nothing, as nobody: the same reason on each way."""
    governor = partnership.partnership
    voter = voters[0]

    def reasons(short: bool) -> list[str]:
        casts = {
            True: (governor.castVote, ()),
            False: (governor.castVoteWithReason, ("",)),
        }
        cast, more = casts[short]
        found = []

        def refused(who: str, number: int, support: int) -> None:
            with boa.env.prank(who), pytest.raises(boa.BoaError) as caught:
                cast(number, support, *more)
            found.append(str(caught.value.call_trace.computation.output))

        with boa.env.anchor():
            proposal = put(partnership, short=short)
            refused(voter.address, proposal, FOR)
            partnership.open_voting(proposal)
            refused(voter.address, proposal, 3)
            refused(outsider, proposal, FOR)
            refused(voter.address, proposal + 1, FOR)
            with boa.env.prank(voter.address):
                cast(proposal, FOR, *more)
            refused(voter.address, proposal, FOR)
            end_vote(partnership, proposal)
            refused(voters[1].address, proposal, FOR)
            with pytest.raises(boa.BoaError) as caught:
                put(partnership, short=short)
            found.append(str(caught.value.call_trace.computation.output))
        return found

    assert reasons(True) == reasons(False)
    assert len(set(reasons(True))) >= 5

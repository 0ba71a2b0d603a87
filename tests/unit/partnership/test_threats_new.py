"""Ways to abuse what is new in voting: batches, recusal, early decision, objections."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.numbers import (
    AGAINST,
    CANCELED,
    CONSTITUTIONAL,
    DAY,
    DEFEATED,
    FOR,
    OPEN,
    ORDINARY,
    PROPOSER,
    QUEUED,
    STEERING,
    SUCCEEDED,
)
from tests.kit.refusals import reverts
from tests.kit.rules import STRICT, Rule
from tests.kit.signatures import sign, timed_ballot
from tests.kit.verbs import contest, end_vote, object_to, own, pay_call, propose_as, represent, vote_as, vote_each


def spin_up(house: House, founders: list[LocalAccount], rule: Rule, steering: bool = False) -> Partnership:
    """In force, with weights 50, 30, 20 and `rule` for ordinary proposals."""
    roles = [PROPOSER | (STEERING if steering else 0)] * 3
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, rule))
    venture = house.spin_up(founders, [50, 30, 20], [1, 1, 1], rules=rules, roles=roles)
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    return venture


def packed_ballot(
    venture: Partnership, proposal: int, signer: LocalAccount, voter: str, support: int, deadline: int
) -> bytes:
    """One ballot of a batch: voter, four zeros, support, deadline, size of the signature, signature."""
    signed = sign(signer, timed_ballot(venture.partnership.address, proposal, support, voter, deadline))
    head = bytes.fromhex(voter[2:]) + bytes(4) + bytes([support]) + deadline.to_bytes(5, "big")
    return head + len(signed).to_bytes(2, "big") + signed


@pytest.mark.parametrize("bad", ["forged", "expired", "twice", "no such vote", "no partner"])
def test_t70_one_bad_ballot_costs_the_others_of_a_batch_nothing(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, bad: str
) -> None:
    first, second, third = founders
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    now = int(boa.env.timestamp)
    poison = {
        "forged": (first, second.address, AGAINST, now),
        "expired": (second, second.address, AGAINST, now - 1),
        "twice": (first, first.address, AGAINST, now),
        "no such vote": (second, second.address, 3, now),
        "no partner": (first, outsider, AGAINST, now),
    }[bad]
    good = [packed_ballot(partnership, proposal, each, each.address, FOR, now) for each in (first, third)]
    batch = good[0] + packed_ballot(partnership, proposal, *poison) + good[1]
    with boa.reverts():
        partnership.partnership.cast_votes_by_sig(proposal, batch, False)
    assert partnership.partnership.proposalVotes(proposal) == (0, 0, 0)
    assert partnership.partnership.cast_votes_by_sig(proposal, batch, True) == 2
    assert partnership.partnership.proposalVotes(proposal) == (0, 70, 0)


RECUSING = Rule(recusal=True, contested_bps=8_000)


def test_t19_t71_paying_opponents_a_wei_does_not_keep_them_from_voting(
    house: House, founders: list[LocalAccount], outsider: str
) -> None:
    """They contest it, and what was to pass without them needs the contested approval."""
    venture = spin_up(house, founders, RECUSING)
    boa.env.set_balance(venture.partnership.address, 1_000)
    actions = [pay_call(outsider, 900), pay_call(founders[1].address), pay_call(founders[2].address)]
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    venture.vote(proposal, by=[founders[0].address])
    for opponent in founders[1:]:
        with reverts("governor: recused"):
            venture.vote(proposal, AGAINST, by=[opponent.address])
    contest(venture, proposal, founders[1].address)
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    assert end_vote(venture, proposal) == DEFEATED  # 50 of 80 is no 80%


def test_t19_t71_contesting_does_not_let_a_beneficiary_decide_for_itself(
    house: House, founders: list[LocalAccount]
) -> None:
    venture = spin_up(house, founders, RECUSING)
    proposal = venture.propose([pay_call(founders[0].address)])
    venture.open_voting(proposal)
    contest(venture, proposal, founders[0].address)
    vote_each(venture, proposal, [FOR, FOR, AGAINST])
    assert end_vote(venture, proposal) == QUEUED  # exactly 80%
    other = venture.propose([pay_call(founders[0].address)], "another")
    venture.open_voting(other)
    contest(venture, other, founders[0].address)
    vote_each(venture, other, [FOR, AGAINST, FOR])
    assert end_vote(venture, other) == DEFEATED


@pytest.mark.parametrize("support", [FOR, AGAINST])
def test_t11_t72_no_vote_closes_early_over_ballots_their_owners_may_overrule(
    house: House, founders: list[LocalAccount], outsider: str, support: int
) -> None:
    venture = spin_up(house, founders, Rule(early_decision=True))
    for founder in founders[:2]:
        represent(venture, founder.address, outsider)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    deadline = venture.partnership.proposalDeadline(proposal)
    for founder in founders[:2]:
        vote_as(venture, founder.address, proposal, support, by=outsider)
    assert venture.partnership.proposalDeadline(proposal) == deadline
    boa.env.time_travel(seconds=1)
    assert venture.partnership.state(proposal) == OPEN
    venture.vote(proposal, FOR if support == AGAINST else AGAINST, by=[founders[0].address])
    venture.vote(proposal, FOR if support == AGAINST else AGAINST, by=[founders[1].address])
    assert venture.partnership.proposalDeadline(proposal) == boa.env.timestamp  # 80 of 100 by their owners


def test_t18_nobody_blocks_for_ever(house: House, founders: list[LocalAccount], outsider: str) -> None:
    venture = spin_up(house, founders, Rule(objections=1, contested_bps=8_000), steering=True)
    boa.env.set_balance(venture.partnership.address, 1)
    actions = [pay_call(outsider)]
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    vote_each(venture, proposal, [FOR, FOR, AGAINST])
    end_vote(venture, proposal)
    object_to(venture, proposal, founders[2].address)
    assert venture.partnership.state(proposal) == CANCELED
    stopped, text = boa.eval('keccak256("a proposal")'), own(founders[0].address, "again")
    again = propose_as(venture, founders[0].address, actions, text, stopped=stopped)
    venture.open_voting(again)
    vote_each(venture, again, [FOR, FOR, AGAINST])
    end_vote(venture, again)
    with reverts("governor: was stopped before"):
        object_to(venture, again, founders[2].address)
    travel_to(venture.partnership.proposalEta(again))
    assert venture.partnership.state(again) == SUCCEEDED
    venture.execute(actions, text)
    assert boa.env.get_balance(venture.partnership.address) == 0

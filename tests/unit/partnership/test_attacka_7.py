from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, Govern, columns
from tests.kit.numbers import AGAINST, DAY, FOR, IN_FORCE
from tests.kit.rules import Rule
from tests.kit.verbs import own, pay_call, propose_as, set_exit_terms, by_vote, deal_in_force, amend, accept


def test_a7_two_in_a_hundred_do_not_end_it_by_naming_the_others(
    govern: Govern, northwind: str, eastport: str, southbank: str, customer: str
) -> None:
    rule = Rule(recusal=True, contested_bps=6_000)  # a quorum of 30%
    venture = govern(rule, weights=[98, 1, 1], deal=replace(WIDE, deadlock_days=30))
    actions = [pay_call(customer)]
    texts = [own(eastport, text) for text in ("once", "twice")]
    for text in texts:
        proposal = propose_as(venture, eastport, actions, text, beneficiaries=[northwind])
        venture.open_voting(proposal)
        venture.vote(proposal, FOR, by=[eastport])
        venture.vote(proposal, AGAINST, by=[southbank])
        travel_to(venture.partnership.proposalDeadline(proposal) + 30 * DAY)
    with boa.env.prank(eastport), boa.reverts():
        venture.partnership.wind_up_deadlock(*columns(actions), keccak(text=texts[0]), keccak(text=texts[1]))


def test_a7_two_in_a_hundred_do_not_end_it_while_the_others_are_silent(
    govern: Govern, northwind: str, eastport: str, southbank: str, customer: str
) -> None:
    venture = govern(Rule(quorum_bps=0), weights=[98, 1, 1], deal=replace(WIDE, deadlock_days=30))
    actions = [pay_call(customer)]
    for text in ("once", "twice"):
        proposal = venture.propose(actions, text, by=eastport)
        venture.open_voting(proposal)
        venture.vote(proposal, FOR, by=[eastport])
        venture.vote(proposal, AGAINST, by=[southbank])
        travel_to(venture.partnership.proposalDeadline(proposal) + 30 * DAY)
    with boa.env.prank(eastport), boa.reverts():
        venture.partnership.wind_up_deadlock(*columns(actions), keccak(text="once"), keccak(text="twice"))


def test_a8_a_decision_proposed_before_there_was_notice_opens_its_exit(
    govern: Govern, northwind: str, eastport: str, southbank: str
) -> None:
    strict = Rule(quorum_bps=5_000, approval_bps=6_667, execution_delay=3 * DAY, voting_period=30 * DAY)
    venture = govern(Rule(), others=[(0, strict)])
    escrow = venture.escrow
    harmful = [(escrow.address, 0, escrow.set_reserve.prepare_calldata(10_000))]
    proposal = venture.propose(harmful, by=northwind)
    # A day later new terms ask for 60 days of notice, and all accept them.
    amend(venture, deal=replace(deal_in_force(venture), notice_seconds=60 * DAY, redeemable_bps=10_000))
    for one in (northwind, eastport, southbank):
        accept(venture, one)
    venture.open_voting(proposal)
    venture.vote(proposal, FOR, by=[northwind, eastport])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    with boa.env.prank(southbank):
        venture.membership.leave_dissenting(proposal)

"""Ways to keep a partner in, to let nobody out in time, or to end what the others want to go on with."""

from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import WIDE, Action, Govern, Partnership, columns
from tests.kit.money import arrive, ether_of, make_known
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CONSTITUTIONAL,
    DAY,
    ETHER,
    EVERYDAY,
    FOR,
    FOR_EVER,
    IN_FORCE,
    LEFT,
    ORDINARY,
    QUEUED,
)
from tests.kit.refusals import refused
from tests.kit.rules import STRICT, Rule
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    deal_in_force,
    give_notice,
    leave,
    move,
    own,
    pay_call,
    propose_as,
    say,
    set_exit_terms,
    wind_up,
)

NOTICE = 60 * DAY


def dissent(venture: Partnership, partner: str, proposal: int) -> None:
    with boa.env.prank(partner):
        venture.partnership.leave_dissenting(proposal)


def amend_call(venture: Partnership) -> Action:
    members = venture.membership
    deal = deal_in_force(venture).abi()
    return (members.address, 0, members.amend_terms.prepare_calldata(keccak(b"terms 2"), "", 7 * DAY, deal, []))


# --- new terms ---


def test_t88_the_constitutional_rule_decides_on_new_terms_whatever_the_everyday_one_says(
    partnership: Partnership,
) -> None:
    governor = partnership.partnership
    with by_vote(partnership):
        governor.set_rule(EVERYDAY, Rule(voting_delay=0, voting_period=60, execution_delay=0, quorum_bps=1).abi())
    proposal = partnership.propose([amend_call(partnership)])
    period = governor.proposalDeadline(proposal) - governor.proposalSnapshot(proposal)
    assert period == STRICT.voting_period
    selector = amend_call(partnership)[2][:4]
    with by_vote(partnership), refused(partnership, "rules: only constitutional"):
        governor.map_action(partnership.membership.address, selector, ORDINARY)


def test_t88_new_terms_open_an_exit(partnership: Partnership, northwind: str, eastport: str, southbank: str) -> None:
    set_exit_terms(partnership, NOTICE, 10_000)
    proposal = partnership.propose([amend_call(partnership)])
    partnership.open_voting(proposal)
    partnership.vote(proposal, FOR, by=[northwind, eastport])
    travel_to(partnership.partnership.proposalDeadline(proposal) + 1)
    dissent(partnership, southbank, proposal)
    assert partnership.membership.status_of(southbank) == LEFT


def test_t88_notice_given_under_an_old_deal_is_none_under_the_one_accepted_since(
    partnership: Partnership, southbank: str
) -> None:
    give_notice(partnership, southbank)  # the deal asks for none: it may leave at once
    amend(partnership, deal=replace(deal_in_force(partnership), notice_seconds=NOTICE))
    accept(partnership, southbank)
    with refused(partnership, "membership: give notice first"):
        leave(partnership, southbank)


# --- decisions ---


def test_t88_a_decision_proposed_before_there_was_notice_opens_an_exit(
    govern: Govern, northwind: str, eastport: str, southbank: str
) -> None:
    venture = govern(Rule(), others=[(CONSTITUTIONAL, replace(STRICT, voting_period=30 * DAY))])
    escrow = venture.escrow
    proposal = venture.propose([(escrow.address, 0, escrow.set_reserve.prepare_calldata(10_000))], by=northwind)
    amend(venture, deal=replace(deal_in_force(venture), notice_seconds=NOTICE, redeemable_bps=10_000))
    for one in (northwind, eastport, southbank):
        accept(venture, one)
    venture.open_voting(proposal)
    venture.vote(proposal, FOR, by=[northwind, eastport])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    dissent(venture, southbank, proposal)
    assert venture.membership.status_of(southbank) == LEFT


def test_t88_the_time_to_leave_stays_while_somebody_is_on_a_deal_with_an_exit(partnership: Partnership) -> None:
    set_exit_terms(partnership, NOTICE, 10_000)
    amend(partnership, deal=replace(deal_in_force(partnership), notice_seconds=0, redeemable_bps=0))
    with by_vote(partnership), refused(partnership, "rules: no time to leave"):
        partnership.partnership.set_rule(CONSTITUTIONAL, replace(STRICT, execution_delay=0).abi())


def test_t87_who_is_to_be_expelled_may_leave_from_the_passing_on(
    partnership: Partnership, northwind: str, eastport: str, southbank: str
) -> None:
    """Not only from the execution on, before which the majority could pay everything out."""
    set_exit_terms(partnership, NOTICE, 10_000)
    members = partnership.membership
    proposal = partnership.propose([(members.address, 0, members.expel.prepare_calldata(southbank))])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[northwind])
    travel_to(partnership.partnership.proposalDeadline(proposal))
    partnership.vote(proposal, by=[eastport])
    with refused(partnership, "membership: exit is not open"):
        dissent(partnership, southbank, proposal)
    boa.env.time_travel(seconds=1)
    assert partnership.partnership.state(proposal) == QUEUED
    with refused(partnership, "membership: opens no exit"):
        dissent(partnership, eastport, proposal)
    dissent(partnership, southbank, proposal)
    assert members.status_of(southbank) == LEFT


# --- a yes ---


def test_t84_the_yes_of_who_sold_the_seat_does_not_bind_who_took_it(
    partnership: Partnership, southbank: str, new: str
) -> None:
    members = partnership.membership
    cut = [(members.address, 0, members.set_shares.prepare_calldata(southbank, 1, 1))]
    proposal = partnership.pass_proposal(cut)
    say(partnership, proposal, True, southbank)
    move(partnership, southbank, new)
    with refused(partnership, "roster: without its consent"):
        partnership.execute(cut)
    say(partnership, proposal, True, new)  # its own binds it
    partnership.execute(cut)
    assert members.partner(new).units == 1


# --- a deadlock ---


def deadlocked(venture: Partnership, texts: list[str], votes: list[tuple[str, int]], named: list[str]) -> list[Action]:
    """The same payment put to the vote once under each text, 30 days apart, with those ballots."""
    actions = [pay_call(ETHER)]
    proposer = votes[0][0]
    for text in texts:
        proposal = propose_as(venture, proposer, actions, text, beneficiaries=named)
        venture.open_voting(proposal)
        for voter, support in votes:
            venture.vote(proposal, support, by=[voter])
        travel_to(venture.partnership.proposalDeadline(proposal) + 30 * DAY)
    return actions


def test_t16_two_in_a_hundred_do_not_end_it_by_having_the_others_recused(
    govern: Govern, northwind: str, eastport: str, southbank: str
) -> None:
    rule = Rule(recusal=True, contested_bps=6_000)
    venture = govern(rule, weights=[98, 1, 1], deal=replace(WIDE, deadlock_days=30))
    texts = [own(eastport, "once"), own(eastport, "twice")]
    actions = deadlocked(venture, texts, [(eastport, FOR), (southbank, AGAINST)], [northwind])
    with boa.env.prank(eastport), refused(venture, "winding up: no quorum"):
        venture.partnership.wind_up_deadlock(*columns(actions), *(keccak(text=text) for text in texts))
    assert venture.membership.phase() == IN_FORCE


def test_t16_two_in_a_hundred_do_not_end_it_while_the_others_are_silent(
    govern: Govern, eastport: str, southbank: str
) -> None:
    venture = govern(Rule(quorum_bps=0), weights=[98, 1, 1], deal=replace(WIDE, deadlock_days=30))
    texts = [own(eastport, "once"), own(eastport, "twice")]
    actions = deadlocked(venture, texts, [(eastport, FOR), (southbank, AGAINST)], [])
    with boa.env.prank(eastport), refused(venture, "winding up: no quorum"):
        venture.partnership.wind_up_deadlock(*columns(actions), *(keccak(text=text) for text in texts))


def test_t16_two_in_a_hundred_do_not_end_it_while_the_others_abstain(
    govern: Govern, northwind: str, eastport: str, southbank: str
) -> None:
    """Who abstains lets the others decide, and blocks nothing."""
    venture = govern(Rule(), weights=[98, 1, 1], deal=replace(WIDE, deadlock_days=30))
    texts = [own(eastport, "once"), own(eastport, "twice")]
    actions = deadlocked(venture, texts, [(eastport, FOR), (southbank, AGAINST), (northwind, ABSTAIN)], [])
    with boa.env.prank(eastport), refused(venture, "winding up: no quorum"):
        venture.partnership.wind_up_deadlock(*columns(actions), *(keccak(text=text) for text in texts))


# --- while it winds up ---


@pytest.mark.parametrize("claims", ["before", "within"])
def test_t93_no_vote_spends_late_money_of_which_nothing_is_kept(
    partnership: Partnership, outsider: str, claims: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote(partnership):
        escrow.set_reserve(5_000)
    wind_up(partnership)
    arrive(escrow, ETHER, 1_000)
    actions = [pay_call(outsider, 500)]
    if claims == "within":
        settle = (escrow.address, 0, escrow.settle.prepare_calldata(ETHER))
        actions = [settle, (escrow.address, 0, escrow.claim.prepare_calldata(ETHER, treasury)), *actions]
    partnership.pass_proposal(actions)
    if claims == "before":
        escrow.distribute(ETHER)
        escrow.claim(ETHER, treasury)
    with refused(partnership, "winding up: more than is kept"):
        partnership.execute(actions)


def test_t93_what_is_kept_is_spent_once(partnership: Partnership, outsider: str) -> None:
    treasury = partnership.partnership.address
    boa.env.set_balance(treasury, 100)
    wind_up(partnership, [(ETHER, 100)], 100)
    for text in ("once", "twice"):
        partnership.pass_proposal([pay_call(outsider, 100)], text)
    before = ether_of(outsider)
    partnership.execute([pay_call(outsider, 100)], "once")
    boa.env.set_balance(treasury, 100)  # what comes late
    with refused(partnership, "winding up: more than is kept"):
        partnership.execute([pay_call(outsider, 100)], "twice")
    assert ether_of(outsider) - before == 100
    partnership.partnership.liquidate(ETHER)
    assert ether_of(treasury) == 0


@pytest.mark.parametrize("through", ["propose", "propose_as"])
def test_t93_what_begins_winding_up_spends_nothing_of_what_it_keeps(
    partnership: Partnership, northwind: str, outsider: str, through: str
) -> None:
    """What it spent after that would still be kept, and spent again of what comes late."""
    treasury = partnership.partnership
    boa.env.set_balance(treasury.address, 1_000)
    begin = (treasury.address, 0, treasury.wind_up.prepare_calldata([(ETHER, 400)], 30))
    pay = pay_call(outsider, 400)
    with refused(partnership, "governor: winding up comes last"):
        if through == "propose":
            partnership.propose([begin, pay])
        else:
            propose_as(partnership, northwind, [begin, pay])
    before = ether_of(outsider)
    partnership.decide([pay, begin])
    assert (ether_of(outsider) - before, ether_of(treasury.address)) == (400, 400)


def test_t93_no_vote_gives_an_allowance_while_it_winds_up(partnership: Partnership, outsider: str) -> None:
    """It takes nothing yet; what comes late would be taken by it before anybody calls `liquidate`."""
    token = mock("PlainToken", 18)
    make_known(partnership, token)
    with by_vote(partnership):
        partnership.escrow.list_token(token.address)
    wind_up(partnership)
    actions = [(token.address, 0, token.approve.prepare_calldata(outsider, 1))]
    partnership.pass_proposal(actions)
    with refused(partnership, "winding up: only transfers"):
        partnership.execute(actions)


def test_t93_no_vote_signs_while_it_winds_up(partnership: Partnership) -> None:
    """A permit is an allowance. To withdraw one is no harm."""
    treasury = partnership.partnership
    wind_up(partnership)
    signs = [(treasury.address, 0, treasury.approve_message.prepare_calldata(keccak(b"permit"), FOR_EVER))]
    partnership.pass_proposal(signs)
    with refused(partnership, "treasury: owed to who left"):
        partnership.execute(signs)
    partnership.decide([(treasury.address, 0, treasury.approve_message.prepare_calldata(keccak(b"permit"), 0))])

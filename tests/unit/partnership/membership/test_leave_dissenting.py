"""Partnership.leave_dissenting: who did not vote for a constitutional decision goes before it is executed, without notice."""

from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Deal
from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.logs import logged
from tests.kit.money import gained
from tests.kit.numbers import ABSTAIN, AGAINST, CONSTITUTIONAL, DAY, ETHER, FOR, LEFT, ORDINARY, PROPOSER
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import invite, leave, pay_call, vote_each

TREASURY = 10_000
PART = 1_000  # of southbank: 200 of 1,000 units, and half is redeemable
RULE = replace(STRICT, execution_delay=3 * DAY, execution_window=14 * DAY)


@pytest.fixture
def venture(house: House, founders: list[LocalAccount]) -> Partnership:
    """60 days of notice, and half of the treasury is redeemable."""
    deal = Deal(notice_seconds=60 * DAY, redeemable_bps=5_000, max_reserve_bps=1_000)
    rules = ((CONSTITUTIONAL, RULE), (ORDINARY, LAX))
    made = house.spin_up(founders, WEIGHTS, UNITS, rules=rules, deal=deal)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, TREASURY)
    return made


def reserve(venture: Partnership, bps: int = 500) -> list[Action]:
    """A constitutional decision."""
    return [(venture.escrow.address, 0, venture.escrow.set_reserve.prepare_calldata(bps))]


def put(venture: Partnership, actions: list[Action], votes: list[int | None]) -> int:
    """A proposal in the first second after its vote."""
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    vote_each(venture, proposal, votes)
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    return proposal


def dissent(venture: Partnership, partner: str, proposal: int) -> None:
    with boa.env.prank(partner):
        venture.partnership.leave_dissenting(proposal)


@pytest.mark.parametrize("vote", [AGAINST, ABSTAIN, None])
def test_t88_who_did_not_vote_for_it_leaves_without_notice_and_is_paid(
    venture: Partnership, southbank: str, vote: int | None
) -> None:
    with refused(venture, "membership: give notice first"):
        leave(venture, southbank)
    proposal = put(venture, reserve(venture), [FOR, FOR, vote])
    assert gained(southbank, lambda: dissent(venture, southbank, proposal)) == PART
    assert [row[0] for row in logged(venture.partnership)] == [
        "DelegateVotesChanged",
        "UnitsChanged",
        "PartnerLeft",
        "Redeemed",
    ]
    assert venture.membership.partner(southbank)[2] == LEFT


def test_t88_it_goes_until_the_decision_is_executed_or_expires(venture: Partnership, southbank: str) -> None:
    actions = reserve(venture)
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    vote_each(venture, proposal, [FOR, FOR, None])
    ends = venture.partnership.proposalDeadline(proposal)
    travel_to(ends)
    with refused(venture, "membership: exit is not open"):
        dissent(venture, southbank, proposal)
    for moment in (ends + 1, ends + 3 * DAY, ends + 3 * DAY + 14 * DAY):
        with boa.env.anchor():
            travel_to(moment)
            dissent(venture, southbank, proposal)
    with boa.env.anchor():
        travel_to(ends + 3 * DAY + 14 * DAY + 1)
        with refused(venture, "membership: exit is not open"):
            dissent(venture, southbank, proposal)
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute(actions)
    with refused(venture, "membership: exit is not open"):
        dissent(venture, southbank, proposal)


def test_who_voted_for_it_is_held_to_its_notice(venture: Partnership, northwind: str) -> None:
    proposal = put(venture, reserve(venture), [FOR, FOR, None])
    with refused(venture, "membership: voted for it"):
        dissent(venture, northwind, proposal)


def test_a_rejected_decision_opens_nothing(venture: Partnership, southbank: str) -> None:
    proposal = put(venture, reserve(venture), [FOR, AGAINST, AGAINST])
    with refused(venture, "membership: exit is not open"):
        dissent(venture, southbank, proposal)


def test_ordinary_and_everyday_decisions_open_nothing(venture: Partnership, southbank: str, outsider: str) -> None:
    everyday = (venture.partnership.address, 0, venture.membership.set_role.prepare_calldata(southbank, PROPOSER, 0))
    for actions in ([pay_call(outsider, 1)], [everyday]):
        proposal = put(venture, actions, [FOR, FOR, None])
        with refused(venture, "membership: opens no exit"):
            dissent(venture, southbank, proposal)


def test_winding_up_alone_opens_nothing_but_with_anything_else_does(venture: Partnership, southbank: str) -> None:
    ending = (venture.partnership.address, 0, venture.partnership.wind_up.prepare_calldata([], 0))
    alone = put(venture, [ending], [FOR, FOR, None])
    assert venture.partnership.proposal_class(alone) == CONSTITUTIONAL
    with refused(venture, "membership: opens no exit"):
        dissent(venture, southbank, alone)
    bundled = put(venture, [*reserve(venture), ending], [FOR, FOR, None])
    assert gained(southbank, lambda: dissent(venture, southbank, bundled)) == PART


def test_names_tokens_like_leave(venture: Partnership, southbank: str) -> None:
    proposal = put(venture, reserve(venture), [FOR, FOR, None])
    with boa.env.prank(southbank), refused(venture, "treasury: tokens not increasing"):
        venture.partnership.leave_dissenting(proposal, [ETHER, ETHER])


def test_reverts_when_not_a_partner_or_no_proposal(venture: Partnership, southbank: str, outsider: str) -> None:
    proposal = put(venture, reserve(venture), [FOR, FOR, None])
    with refused(venture, "roster: not on the roster"):
        dissent(venture, outsider, proposal)
    invite(venture, outsider)
    with refused(venture, "roster: not a partner"):
        dissent(venture, outsider, proposal)
    with refused(venture, "governor: unknown proposal"):
        dissent(venture, southbank, proposal + 1)


def test_t88_the_notice_of_new_terms_holds_nobody_that_never_accepted_them(
    venture: Partnership, southbank: str
) -> None:
    """Neither before the vote on them is executed, nor after it."""
    deal = Deal(*venture.partnership.deal_of(1))
    worse = replace(deal, notice_seconds=180 * DAY, redeemable_bps=0)
    call = venture.membership.amend_terms.prepare_calldata(b"\x01" * 32, "", 7 * DAY, worse.abi(), [])
    actions: list[Action] = [(venture.partnership.address, 0, call)]
    proposal = put(venture, actions, [FOR, FOR, None])
    with boa.env.anchor():
        assert gained(southbank, lambda: dissent(venture, southbank, proposal)) == PART
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute(actions)
    assert gained(southbank, lambda: leave(venture, southbank)) == PART

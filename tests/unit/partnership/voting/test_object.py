"""Partnership.object and set_objector: stopping a passed proposal once, and putting it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership
from tests.kit.logs import events
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CANCELED,
    DAY,
    DEFEATED,
    EXECUTED,
    FOR,
    HOUR,
    MEDIATOR,
    OPEN,
    ORDINARY,
    PROPOSER,
    QUEUED,
    STEERING,
    SUCCEEDED,
)
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import (
    by_vote,
    end_vote,
    join,
    miss_terms,
    move,
    object_to,
    own,
    pay_call,
    propose_as,
    represent,
    vote_each,
)

TWO = Rule(objections=2, contested_bps=8_000)
ONE = Rule(objections=1, contested_bps=8_000)
TEXT = "a proposal"
STOPPED = keccak(text=TEXT)
NOT = "governor: may not object"


@pytest.fixture
def venture(govern: Govern) -> Partnership:
    """Two objections stop an ordinary proposal; the first and the second founder have steering seats."""
    return govern(TWO, roles=[PROPOSER | STEERING, STEERING, PROPOSER | MEDIATOR])


def passed(venture: Partnership, to: str, text: str = TEXT, by: Sequence[str] | None = None) -> int:
    """A proposal that `by`, or else all, are for, in the first second of its execution delay."""
    proposal = venture.propose([pay_call(to)], text)
    venture.open_voting(proposal)
    venture.vote(proposal, by=by)
    assert end_vote(venture, proposal) == QUEUED
    return proposal


def grant(venture: Partnership, account: str, until: int) -> None:
    with by_vote(venture):
        venture.partnership.set_objector(account, until)


def stopped(venture: Partnership, to: str, text: str = TEXT) -> int:
    """A proposal that passed and that the first two founders stopped."""
    proposal = passed(venture, to, text)
    for founder in venture.founders[:2]:
        object_to(venture, proposal, founder.address)
    return proposal


def test_t18_stops_a_passed_proposal_when_enough_object(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    governor = venture.partnership
    proposal = passed(venture, outsider)
    object_to(venture, proposal, founders[1].address, "too dear")
    first = {"proposalId": proposal, "objector": founders[1].address, "objections": 1, "reason": "too dear"}
    assert events(governor) == [(governor.address, "Objected", first)]
    assert governor.state(proposal) == QUEUED
    assert governor.proposal_tally(proposal)[9:13] == (1, False, False, False)
    object_to(venture, proposal, founders[0].address)
    assert [log[1:] for log in events(governor)] == [
        ("Objected", {"proposalId": proposal, "objector": founders[0].address, "objections": 2, "reason": ""}),
        ("ProposalStopped", {"proposalId": proposal}),
        ("ProposalCanceled", {"proposalId": proposal}),
    ]
    assert governor.state(proposal) == CANCELED
    assert governor.proposal_tally(proposal)[9:13] == (2, False, False, True)
    travel_to(governor.proposalEta(proposal))
    assert governor.state(proposal) == CANCELED  # I10
    with refused(venture, "governor: not executable"):
        venture.execute([pay_call(outsider)])


def test_t18_is_executed_when_too_few_object(venture: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    proposal = passed(venture, outsider)
    object_to(venture, proposal, founders[0].address)
    travel_to(venture.partnership.proposalEta(proposal))
    boa.env.set_balance(venture.partnership.address, 1)
    venture.execute([pay_call(outsider)])
    assert venture.partnership.state(proposal) == EXECUTED


def test_t18_can_be_objected_to_in_its_execution_delay_only(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    governor, steering = venture.partnership, founders[0].address
    proposal = venture.propose([pay_call(outsider)])
    last = governor.proposalDeadline(proposal)

    def refuse() -> None:
        with refused(venture, "governor: no time to object"):
            object_to(venture, proposal, steering)

    refuse()
    venture.open_voting(proposal)
    venture.vote(proposal)
    refuse()
    travel_to(last)
    assert governor.state(proposal) == OPEN
    refuse()
    for first_or_last in (last + 1, last + DAY):
        travel_to(first_or_last)
        with boa.env.anchor():
            object_to(venture, proposal, steering)
    travel_to(last + DAY + 1)
    assert governor.state(proposal) == SUCCEEDED
    refuse()
    travel_to(last + 16 * DAY)
    refuse()


@pytest.mark.parametrize("how", ["defeated", "canceled", "executed", "stopped"])
def test_reverts_when_there_is_nothing_to_stop(
    venture: Partnership, founders: list[LocalAccount], outsider: str, how: str
) -> None:
    governor, steering = venture.partnership, founders[0].address
    if how == "stopped":
        proposal = stopped(venture, outsider)
    elif how == "executed":
        proposal = passed(venture, outsider)
        travel_to(governor.proposalEta(proposal))
        boa.env.set_balance(governor.address, 1)
        venture.execute([pay_call(outsider)])
    else:
        proposal = venture.propose([pay_call(outsider)])
        if how == "canceled":
            with boa.env.prank(steering):
                governor.cancel([outsider], [1], [b""], STOPPED)
        end_vote(venture, proposal)
    with refused(venture, "governor: no time to object"):
        object_to(venture, proposal, steering)


def test_reverts_when_the_proposal_is_unknown(venture: Partnership, founders: list[LocalAccount]) -> None:
    with refused(venture, "governor: unknown proposal"):
        object_to(venture, 1, founders[0].address)


@pytest.mark.parametrize("who", ["outsider", "other role", "suspended", "expelled", "old terms", "representative"])
def test_t18_reverts_when_without_the_right(
    venture: Partnership, founders: list[LocalAccount], outsider: str, customer: str, who: str
) -> None:
    proposal = passed(venture, customer)
    someone = founders[1].address
    if who in ("outsider", "representative"):
        someone = outsider
        if who == "representative":
            represent(venture, founders[0].address, outsider)
    elif who == "other role":
        someone = founders[2].address
    elif who == "old terms":
        miss_terms(venture, someone)
        proposal = passed(venture, customer, "later", by=[founders[0].address, founders[2].address])
    else:
        with by_vote(venture):
            {"suspended": venture.membership.suspend, "expelled": venture.membership.expel}[who](someone)
    with refused(venture, NOT):
        object_to(venture, proposal, someone)
    assert venture.partnership.proposal_tally(proposal)[9] == 0


def test_t18_reverts_when_the_role_has_ended(venture: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    proposal = passed(venture, outsider)
    ends = boa.env.timestamp + HOUR
    with by_vote(venture):
        venture.membership.set_role(founders[2].address, STEERING, ends)
    travel_to(ends)
    with boa.env.anchor():
        object_to(venture, proposal, founders[2].address)
    travel_to(ends + 1)
    with refused(venture, NOT):
        object_to(venture, proposal, founders[2].address)


def test_t18_a_sponsor_objects_until_its_right_ends(
    venture: Partnership, founders: list[LocalAccount], customer: str, outsider: str
) -> None:
    governor = venture.partnership
    proposal = passed(venture, outsider)
    until = boa.env.timestamp + HOUR
    grant(venture, customer, until)
    assert [log[1:] for log in events(governor)] == [("ObjectorSet", {"account": customer, "until": until})]
    assert governor.may_object_until(customer) == until
    travel_to(until)
    with boa.env.anchor():
        object_to(venture, proposal, customer, "against our agreement")
        with refused(venture, "governor: already objected"):
            object_to(venture, proposal, customer)
        object_to(venture, proposal, founders[0].address)
        assert governor.state(proposal) == CANCELED
    travel_to(until + 1)
    with refused(venture, NOT):
        object_to(venture, proposal, customer)


def test_t18_a_sponsor_objects_no_more_when_its_right_was_withdrawn(
    venture: Partnership, customer: str, outsider: str
) -> None:
    proposal = passed(venture, outsider)
    grant(venture, customer, 2**256 - 1)
    grant(venture, customer, 0)
    with refused(venture, NOT):
        object_to(venture, proposal, customer)


def test_set_objector_reverts_when_it_is_the_zero_address(venture: Partnership) -> None:
    with refused(venture, "governor: zero address"):
        grant(venture, "0x" + "00" * 20, 2**40)


def test_set_objector_is_decided_by_vote(partnership: Partnership, customer: str) -> None:
    governor = partnership.partnership
    partnership.decide([(governor.address, 0, governor.set_objector.prepare_calldata(customer, 2**40))])
    assert [log[1] for log in events(governor)] == ["ProposalExecuted", "ObjectorSet"]
    assert governor.may_object_until(customer) == 2**40


def test_t18_reverts_when_it_objected_already(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """Nor as a sponsor besides, nor from the account that its seat moved to."""
    proposal = passed(venture, outsider)
    object_to(venture, proposal, founders[0].address)
    with refused(venture, "governor: already objected"):
        object_to(venture, proposal, founders[0].address)
    grant(venture, founders[0].address, 2**40)
    with refused(venture, "governor: already objected"):
        object_to(venture, proposal, founders[0].address)
    with by_vote(venture):
        venture.membership.set_role(founders[0].address, 0, 0)
    with refused(venture, "governor: already objected"):
        object_to(venture, proposal, founders[0].address)


def test_t18_reverts_when_the_seat_objected_before_it_moved(
    venture: Partnership, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    proposal = passed(venture, customer)
    object_to(venture, proposal, founders[0].address)
    move(venture, founders[0].address, outsider)
    with refused(venture, "governor: already objected"):
        object_to(venture, proposal, outsider)
    with refused(venture, NOT):
        object_to(venture, proposal, founders[0].address)


def test_t18_a_sponsor_objects_once_when_it_becomes_a_steering_partner(
    venture: Partnership, customer: str, outsider: str
) -> None:
    proposal = passed(venture, outsider)
    grant(venture, customer, 2**40)
    object_to(venture, proposal, customer)
    join(venture, customer, role=STEERING)
    with refused(venture, "governor: already objected"):
        object_to(venture, proposal, customer)


def test_reverts_when_the_class_has_no_objections(govern: Govern, founders: list[LocalAccount], outsider: str) -> None:
    venture = govern(Rule(), roles=[PROPOSER | STEERING] * 3)
    proposal = passed(venture, outsider)
    with refused(venture, "governor: class has no objections"):
        object_to(venture, proposal, founders[0].address)


def test_t13_keeps_the_objections_that_it_began_with(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(ONE, roles=[PROPOSER | STEERING] * 3)
    proposal = passed(venture, outsider)
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, Rule(execution_delay=0).abi())
    object_to(venture, proposal, founders[0].address)
    assert venture.partnership.state(proposal) == CANCELED
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, Rule().abi())
    plain = passed(venture, outsider, "without objections")
    with by_vote(venture):
        venture.partnership.set_rule(ORDINARY, ONE.abi())
    with refused(venture, "governor: class has no objections"):
        object_to(venture, plain, founders[0].address)


def test_t18_255_objections_stop_it_and_254_do_not(
    govern: Govern, key: Callable[[str], LocalAccount], outsider: str
) -> None:
    venture = govern(Rule(objections=255, contested_bps=8_000), roles=[PROPOSER | STEERING] * 3)
    proposal = passed(venture, outsider)
    for number in range(255):
        sponsor = f"0x{number + 1:040x}"
        grant(venture, sponsor, 2**40)
        assert venture.partnership.state(proposal) == QUEUED
        object_to(venture, proposal, sponsor)
    assert venture.partnership.state(proposal) == CANCELED


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((FOR, FOR, AGAINST), QUEUED),  # exactly 80%
        ((FOR, AGAINST, FOR), DEFEATED),  # 70%
        ((FOR, None, None), QUEUED),  # all of those who vote
        ((FOR, ABSTAIN, AGAINST), DEFEATED),  # 50 of 70
    ],
)
def test_t18_put_again_it_needs_the_contested_approval(
    venture: Partnership, founders: list[LocalAccount], outsider: str, votes: tuple[int | None, ...], outcome: int
) -> None:
    governor = venture.partnership
    stopped(venture, outsider)
    again = propose_as(
        venture, founders[2].address, [pay_call(outsider)], own(founders[2].address, "once more"), stopped=STOPPED
    )
    venture.open_voting(again)
    assert governor.proposal_tally(again)[8:13] == (8_000, 0, True, True, False)
    vote_each(venture, again, votes)
    assert end_vote(venture, again) == outcome


def test_t18_put_again_nobody_can_object(
    venture: Partnership, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    governor = venture.partnership
    stopped(venture, outsider)
    again = propose_as(
        venture, founders[0].address, [pay_call(outsider)], own(founders[0].address, "once more"), stopped=STOPPED
    )
    venture.open_voting(again)
    venture.vote(again)
    end_vote(venture, again)
    grant(venture, customer, 2**40)
    for someone in (founders[0].address, founders[1].address, customer):
        with refused(venture, "governor: was stopped before"):
            object_to(venture, again, someone)
    travel_to(governor.proposalEta(again))
    boa.env.set_balance(governor.address, 1)
    venture.execute([pay_call(outsider)], own(founders[0].address, "once more"))
    assert governor.state(again) == EXECUTED


def test_t18_put_as_new_it_can_be_stopped_again(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """Who puts it again without saying so has the usual majority, and the usual objections."""
    stopped(venture, outsider)
    new = stopped(venture, outsider, "as if new")
    assert venture.partnership.proposal_tally(new)[9:13] == (2, False, False, True)


@pytest.mark.parametrize("what", ["another text", "no hash of a text", "other actions", "passed", "canceled"])
def test_t18_reverts_when_it_was_not_stopped(
    venture: Partnership, founders: list[LocalAccount], outsider: str, customer: str, what: str
) -> None:
    """Objections cannot be had out of the way by claiming that there were some."""
    if what in ("passed", "canceled"):
        if what == "passed":
            passed(venture, outsider)
        else:
            venture.propose([pay_call(outsider)])
            with boa.env.prank(founders[0].address):
                venture.partnership.cancel([outsider], [1], [b""], STOPPED)
    else:
        stopped(venture, outsider)
    claimed = {"another text": keccak(b"another"), "no hash of a text": b"\x01" * 32}.get(what, STOPPED)
    to = customer if what == "other actions" else outsider
    with refused(venture, "governor: was not stopped"):
        propose_as(venture, founders[0].address, [pay_call(to)], own(founders[0].address, "once more"), stopped=claimed)


def test_t18_put_again_it_may_be_proposed_again_when_it_failed(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    stopped(venture, outsider)
    first = propose_as(
        venture, founders[0].address, [pay_call(outsider)], own(founders[0].address, "once more"), stopped=STOPPED
    )
    assert end_vote(venture, first) == DEFEATED
    second = propose_as(
        venture, founders[0].address, [pay_call(outsider)], own(founders[0].address, "and more"), stopped=STOPPED
    )
    assert venture.partnership.proposal_tally(second)[10:13] == (True, True, False)
    with refused(venture, "governor: was not stopped"):
        propose_as(
            venture,
            founders[0].address,
            [pay_call(outsider)],
            own(founders[0].address, "x"),
            stopped=keccak(text=own(founders[0].address, "once more")),
        )


def test_reverts_when_put_again_with_the_same_text(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    text = own(founders[0].address)
    stopped(venture, outsider, text)
    with refused(venture, "governor: already proposed"):
        propose_as(venture, founders[0].address, [pay_call(outsider)], text, stopped=keccak(text=text))


def test_an_objector_cannot_take_the_text_away_from_who_puts_it_again(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """The id does not say what it is put again for: put first as an ordinary one, it could be stopped for ever."""
    stopped(venture, outsider)
    proposer = founders[2].address
    actions, text = [pay_call(outsider)], own(proposer, "once more")
    for unnamed in ("once more", own(founders[1].address, "once more"), text + " "):
        with refused(venture, "governor: name the proposer" if unnamed != text else ""):
            propose_as(venture, proposer, actions, unnamed, stopped=STOPPED)
    with refused(venture, "governor: for another proposer"):
        venture.propose(actions, text, by=founders[0].address)
    again = propose_as(venture, proposer, actions, text, stopped=STOPPED)
    assert venture.partnership.proposal_tally(again)[11]


def test_stops_a_proposal_of_a_special_class(govern: Govern, founders: list[LocalAccount], outsider: str) -> None:
    """In the delay that runs from an early decision, with somebody recused."""
    rule = Rule(objections=1, contested_bps=8_000, early_decision=True, recusal=True)
    venture = govern(rule, roles=[PROPOSER | STEERING] * 3)
    proposal = venture.propose([pay_call(founders[1].address)])
    venture.open_voting(proposal)
    vote_each(venture, proposal, (FOR, None, FOR))
    assert end_vote(venture, proposal) in (QUEUED, OPEN)
    object_to(venture, proposal, founders[1].address, "the recused may object, too")
    assert venture.partnership.state(proposal) == CANCELED
    again = propose_as(
        venture,
        founders[0].address,
        [pay_call(founders[1].address)],
        own(founders[0].address, "once more"),
        stopped=STOPPED,
    )
    assert venture.partnership.recused(again) == [1]
    venture.open_voting(again)
    assert venture.partnership.proposal_tally(again)[8:13] == (8_000, 0, True, True, False)


def test_t18_tally_says_which_approval_is_needed_before_the_snapshot(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    stopped(venture, outsider)
    again = propose_as(
        venture, founders[2].address, [pay_call(outsider)], own(founders[2].address, "once more"), stopped=STOPPED
    )
    assert venture.partnership.proposal_tally(again)[8:13] == (8_000, 0, True, True, False)

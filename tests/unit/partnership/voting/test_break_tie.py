"""Partnership.break_tie: an account outside decides what two sides of one size cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Action, Govern, Partnership
from tests.kit.logs import logged
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CANCELED,
    CONSTITUTIONAL,
    DAY,
    DEFEATED,
    DUAL,
    EVERYDAY,
    EXECUTED,
    FOR,
    HOUR,
    ORDINARY,
    QUEUED,
    SUCCEEDED,
)
from tests.kit.numbers import OPEN as WAITS  # what IGovernor calls active
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import (
    by_vote,
    contest,
    end_vote,
    invite,
    join,
    leave,
    own,
    pay_call,
    propose_as,
    recuse,
    say,
    vote_each,
)

TIE_SECONDS = 7 * DAY  # proposals.vy
HALVES = (50, 30, 20)
TIED = (FOR, AGAINST, AGAINST)


@pytest.fixture
def house_of_tests(key: Callable[[str], LocalAccount]) -> str:
    """The account that the rule names: a test house."""
    return str(key("test house").address)


@pytest.fixture
def rule(house_of_tests: str) -> Rule:
    return Rule(tie_breaker=house_of_tests)


@pytest.fixture
def venture(govern: Govern, rule: Rule) -> Partnership:
    return govern(rule)


def voted(venture: Partnership, actions: Sequence[Action], votes: Sequence[int | None] = TIED, text: str = "x") -> int:
    """A proposal in the first second after its vote."""
    proposal = venture.propose(actions, text)
    venture.open_voting(proposal)
    vote_each(venture, proposal, votes)
    end_vote(venture, proposal)
    return proposal


def break_tie(venture: Partnership, proposal: int, passes: bool, by: str) -> None:
    with boa.env.prank(by):
        venture.partnership.break_tie(proposal, passes)


def test_passes_when_the_account_is_for_it(venture: Partnership, house_of_tests: str, supplier: str) -> None:
    governor = venture.partnership
    proposal = voted(venture, [pay_call(supplier, 5)])
    assert governor.state(proposal) == WAITS
    assert governor.proposal_tally(proposal).ties_break is True
    ended = governor.proposalDeadline(proposal)
    boa.env.time_travel(seconds=DAY)
    now = boa.env.timestamp
    break_tie(venture, proposal, True, house_of_tests)
    assert logged(governor) == [
        ("TieBroken", proposal, house_of_tests, True),
        ("ProposalExtended", proposal, now - 1),
    ]
    assert governor.state(proposal) == QUEUED  # in the same second, and nobody can vote in it
    with boa.env.prank(venture.founders[1].address), refused(venture, "governor: vote not active"):
        governor.castVote(proposal, AGAINST)
    assert governor.proposalDeadline(proposal) == now - 1 > ended
    assert governor.proposalEta(proposal) == now + DAY
    travel_to(now + DAY - 1)
    with refused(venture, "governor: not executable"):
        venture.execute([pay_call(supplier, 5)], "x")
    travel_to(now + DAY)
    assert governor.state(proposal) == SUCCEEDED
    boa.env.set_balance(governor.address, 5)
    venture.execute([pay_call(supplier, 5)], "x")
    assert governor.state(proposal) == EXECUTED


def test_is_defeated_when_the_account_is_against_it(venture: Partnership, house_of_tests: str, supplier: str) -> None:
    proposal = voted(venture, [pay_call(supplier)])
    break_tie(venture, proposal, False, house_of_tests)
    assert venture.partnership.state(proposal) == DEFEATED
    for passes in (True, False):
        with refused(venture, "governor: no tie to break"):
            break_tie(venture, proposal, passes, house_of_tests)


def test_is_defeated_when_the_account_says_nothing(venture: Partnership, house_of_tests: str, supplier: str) -> None:
    governor = venture.partnership
    proposal = voted(venture, [pay_call(supplier)])
    travel_to(governor.proposalDeadline(proposal) + TIE_SECONDS)
    assert governor.state(proposal) == WAITS
    with boa.env.anchor():
        break_tie(venture, proposal, True, house_of_tests)
        assert governor.state(proposal) == QUEUED
    boa.env.time_travel(seconds=1)
    assert governor.state(proposal) == DEFEATED
    with refused(venture, "governor: no tie to break"):
        break_tie(venture, proposal, True, house_of_tests)


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        ((FOR, AGAINST, AGAINST), WAITS),
        ((AGAINST, FOR, FOR), WAITS),
        ((FOR, AGAINST, ABSTAIN), QUEUED),
        ((AGAINST, FOR, ABSTAIN), DEFEATED),
        ((ABSTAIN, ABSTAIN, ABSTAIN), DEFEATED),  # nobody is for it
        ((ABSTAIN, None, None), DEFEATED),
        ((None, None, None), DEFEATED),
    ],
)
def test_a_tie_is_as_much_for_as_against(
    venture: Partnership, house_of_tests: str, supplier: str, votes: Sequence[int | None], state: int
) -> None:
    proposal = voted(venture, [pay_call(supplier)], votes)
    assert venture.partnership.state(proposal) == state
    if state != WAITS:
        with refused(venture, "governor: no tie to break"):
            break_tie(venture, proposal, True, house_of_tests)


def test_no_tie_below_the_quorum(govern: Govern, rule: Rule, house_of_tests: str, supplier: str) -> None:
    venture = govern(replace(rule, quorum_bps=8_001), weights=(40, 40, 20))
    proposal = voted(venture, [pay_call(supplier)], (FOR, AGAINST, None))
    assert venture.partnership.state(proposal) == DEFEATED


@pytest.mark.parametrize(
    ("weights", "votes", "state"),
    [
        ((50, 50, 1), (FOR, AGAINST, None), WAITS),  # weight and seats
        ((60, 40, 1), (FOR, AGAINST, None), WAITS),  # seats
        ((40, 60, 1), (FOR, AGAINST, None), DEFEATED),
        ((50, 25, 25), (FOR, AGAINST, AGAINST), DEFEATED),  # a tie of weight, and seats are against it
        ((50, 25, 25), (AGAINST, FOR, FOR), WAITS),
    ],
)
def test_dual_majority_has_ties_of_either(
    govern: Govern, rule: Rule, supplier: str, weights: Sequence[int], votes: Sequence[int | None], state: int
) -> None:
    venture = govern(replace(rule, mode=DUAL, seat_approval_bps=5_000), weights=weights)
    assert venture.partnership.state(voted(venture, [pay_call(supplier)], votes)) == state


def test_only_the_named_account_and_only_after_the_vote(
    venture: Partnership, house_of_tests: str, supplier: str, northwind: str, outsider: str
) -> None:
    proposal = venture.propose([pay_call(supplier)], "x")
    for ahead in (lambda: None, lambda: venture.open_voting(proposal)):
        ahead()
        with refused(venture, "governor: no tie to break"):
            break_tie(venture, proposal, True, house_of_tests)
    vote_each(venture, proposal, TIED)
    travel_to(venture.partnership.proposalDeadline(proposal))
    with refused(venture, "governor: no tie to break"):
        break_tie(venture, proposal, True, house_of_tests)
    boa.env.time_travel(seconds=1)
    for someone in (northwind, outsider):
        with refused(venture, "governor: may not break ties"):
            break_tie(venture, proposal, True, someone)
    with refused(venture, "governor: unknown proposal"):
        break_tie(venture, 1, True, house_of_tests)


@pytest.mark.parametrize("how", ["invited", "partner", "left"])
def test_not_while_it_is_a_partner(venture: Partnership, house_of_tests: str, supplier: str, how: str) -> None:
    """Whoever is on the roster has its vote there; who has left is outside again."""
    proposal = voted(venture, [pay_call(supplier)])
    invite(venture, house_of_tests)
    if how != "invited":
        with boa.env.anchor():
            pass
        with boa.env.prank(house_of_tests):
            venture.membership.accept(venture.membership.offer_of(house_of_tests))
    if how == "left":
        leave(venture, house_of_tests)
        break_tie(venture, proposal, True, house_of_tests)
        return
    with refused(venture, "governor: may not break ties"):
        break_tie(venture, proposal, True, house_of_tests)


TRANSFER = bytes.fromhex("a9059cbb")


def word(value: str | int) -> bytes:
    return (int(value, 16) if isinstance(value, str) else value).to_bytes(32, "big")


def test_never_on_payments_to_partners_or_to_itself(
    venture: Partnership, house_of_tests: str, supplier: str, northwind: str, customer: str, outsider: str
) -> None:
    """Partners of every kind: invited, suspended, and one that has left; by ether, by a token, or called."""
    governor = venture.partnership
    join(venture, customer)
    leave(venture, customer)
    invite(venture, outsider)
    boa.env.time_travel(seconds=1)
    refused_ones: list[list[Action]] = [
        [pay_call(northwind)],
        [pay_call(house_of_tests)],
        [(house_of_tests, 0, b"\x11" * 4)],
        [(supplier, 0, TRANSFER + word(northwind) + word(1))],
        [(supplier, 0, TRANSFER + word(house_of_tests) + word(1))],
        [pay_call(customer)],
        [pay_call(outsider)],
        [pay_call(supplier), pay_call(northwind)],
    ]
    for number, actions in enumerate(refused_ones):
        with boa.env.anchor():
            proposal = voted(venture, actions, text=str(number))
            assert governor.state(proposal) == DEFEATED, actions
            with refused(venture, "governor: no tie to break"):
                break_tie(venture, proposal, True, house_of_tests)
    assert governor.state(voted(venture, [(supplier, 0, TRANSFER + word(supplier) + word(1))])) == WAITS


def test_never_where_somebody_is_named_to_gain_by_it(
    venture: Partnership, house_of_tests: str, supplier: str, northwind: str
) -> None:
    proposal = propose_as(venture, northwind, [pay_call(supplier)], own(northwind), beneficiaries=[supplier])
    venture.open_voting(proposal)
    vote_each(venture, proposal, TIED)
    assert end_vote(venture, proposal) == DEFEATED


@pytest.mark.parametrize("account", ["partnership", "escrow"])
def test_never_on_what_the_partnership_does_to_itself(venture: Partnership, house_of_tests: str, account: str) -> None:
    """Also where such an action was mapped to the class."""
    address = venture.partnership.address if account == "partnership" else venture.escrow.address
    data = (
        venture.membership.set_role.prepare_calldata(house_of_tests, 1, 0)
        if account == "partnership"
        else venture.escrow.withdraw_invoice.prepare_calldata(bytes(32))
    )
    with by_vote(venture):
        venture.partnership.map_action(address, data[:4], ORDINARY)
    proposal = voted(venture, [(address, 0, data)])
    assert venture.partnership.proposal_class(proposal) == ORDINARY
    assert venture.partnership.state(proposal) == DEFEATED


def test_nothing_else_happens_while_it_waits(
    venture: Partnership, house_of_tests: str, supplier: str, northwind: str, eastport: str
) -> None:
    governor = venture.partnership
    proposal = voted(venture, [pay_call(supplier)])
    with boa.env.prank(northwind), refused(venture, "governor: vote not active"):
        governor.castVote(proposal, FOR)
    with refused(venture, "governor: vote has ended"):
        recuse(venture, proposal, eastport)
    with refused(venture, "governor: vote not active"):
        contest(venture, proposal, eastport)
    with refused(venture, "governor: not executable"):
        venture.execute([pay_call(supplier)], "x")
    with boa.env.anchor(), boa.env.prank(northwind):
        governor.cancel([supplier], [1], [b""], keccak(text="x"))
        assert governor.state(proposal) == CANCELED
        boa.env.set_balance(governor.address, 1)
        with refused(venture, "governor: no tie to break"):
            break_tie(venture, proposal, True, house_of_tests)


def test_partners_stop_what_was_decided_for_them(
    venture: Partnership, house_of_tests: str, supplier: str, eastport: str, southbank: str, northwind: str
) -> None:
    governor = venture.partnership
    proposal = voted(venture, [pay_call(supplier)])
    break_tie(venture, proposal, True, house_of_tests)
    for partner in (eastport, southbank):
        say(venture, proposal, False, partner)  # half of the base does not
    assert governor.state(proposal) == QUEUED
    say(venture, proposal, False, northwind)
    assert governor.state(proposal) == CANCELED


def test_a_contested_vote_is_not_tied(govern: Govern, rule: Rule, founders: list[LocalAccount], supplier: str) -> None:
    """It needs more than half, and two sides of one size have not got it."""
    venture = govern(replace(rule, recusal=True, contested_bps=8_000))
    named = own(founders[0].address)
    proposal = propose_as(
        venture, founders[0].address, [pay_call(supplier)], named, beneficiaries=[founders[1].address]
    )
    venture.open_voting(proposal)
    contest(venture, proposal, founders[1].address)
    vote_each(venture, proposal, TIED)
    assert end_vote(venture, proposal) == DEFEATED


def test_an_early_end_waits_from_then_on(govern: Govern, rule: Rule, house_of_tests: str, supplier: str) -> None:
    venture = govern(replace(rule, early_decision=True))
    governor = venture.partnership
    proposal = venture.propose([pay_call(supplier)], "x")
    venture.open_voting(proposal)
    vote_each(venture, proposal, (FOR, AGAINST, None))
    assert ("VotingClosed", proposal, boa.env.timestamp) not in logged(governor)  # 20 may still be for it
    vote_each(venture, proposal, (None, None, AGAINST))
    now = boa.env.timestamp
    assert ("VotingClosed", proposal, now) in logged(governor)
    boa.env.time_travel(seconds=1)
    assert governor.state(proposal) == WAITS
    break_tie(venture, proposal, True, house_of_tests)
    assert governor.state(proposal) == QUEUED
    assert governor.proposalEta(proposal) == now + 1 + DAY


def test_a_ballot_that_makes_a_tie_late_moves_the_end(govern: Govern, rule: Rule, supplier: str) -> None:
    """From passing to a tie, which is not what it was, though no side has won."""
    venture = govern(replace(rule, extension=HOUR))
    proposal = venture.propose([pay_call(supplier)], "x")
    venture.open_voting(proposal)
    vote_each(venture, proposal, (FOR, AGAINST, None))
    end = venture.partnership.proposalDeadline(proposal)
    travel_to(end)
    vote_each(venture, proposal, (None, None, AGAINST))
    assert venture.partnership.proposalDeadline(proposal) == end + HOUR


def test_keeps_the_account_of_the_rule_it_began_with(
    venture: Partnership, rule: Rule, house_of_tests: str, supplier: str, outsider: str
) -> None:
    governor = venture.partnership
    proposal = voted(venture, [pay_call(supplier)])
    with by_vote(venture):
        governor.set_rule(ORDINARY, replace(rule, tie_breaker=outsider).abi())
        governor.set_rule(ORDINARY, Rule().abi())
    assert governor.proposal_rule(proposal)[13] == house_of_tests
    assert governor.rule(ORDINARY)[13] == "0x" + "00" * 20
    with refused(venture, "governor: may not break ties"):
        break_tie(venture, proposal, True, outsider)
    break_tie(venture, proposal, True, house_of_tests)
    assert governor.state(proposal) == QUEUED


@pytest.mark.parametrize("number", [CONSTITUTIONAL, EVERYDAY])
def test_nobody_breaks_ties_about_the_partners_own_matters(venture: Partnership, rule: Rule, number: int) -> None:
    with by_vote(venture), refused(venture, "rules: class has no tie breaker"):
        venture.partnership.set_rule(number, rule.abi())


@pytest.mark.parametrize(
    "change",
    [
        {"approval_bps": 5_001},
        {"mode": 2},
        {"mode": 3, "quorum_bps": 10_000, "approval_bps": 10_000},
    ],
)
def test_only_where_there_are_ties(venture: Partnership, rule: Rule, change: dict[str, int]) -> None:
    with by_vote(venture), refused(venture, "rules: no tie at that approval"):
        venture.partnership.set_rule(ORDINARY, replace(rule, **change).abi())

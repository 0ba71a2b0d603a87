"""Partnership.wind_up and what it begins by, and liquidate: how a partnership ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital, Deal
from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import Action, House, Partnership, columns
from tests.kit.logs import events, logged
from tests.kit.money import ether_of, make_known
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CONSTITUTIONAL,
    DAY,
    DEADLOCK,
    DECIDED,
    DEFEATED,
    END_DATE,
    ETHER,
    FOR,
    IN_ORDER,
    LAST_PARTNER,
    LAZY,
    ORDINARY,
    PROPOSER,
    RECOVERY_SECONDS,
    WINDING_UP,
)
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT, Rule
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    invite,
    join,
    leave,
    move,
    pay_call,
    set_exit_terms,
    silence,
    take,
    vote_each,
    wind_up,
)

TREASURY = 10_000
CAPITAL = [Capital(ETHER, 10**6, 0)]


@pytest.fixture
def listed() -> Any:
    return mock("PlainToken", 18)


@pytest.fixture
def venture(house: House, founders: list[LocalAccount], listed: Any) -> Partnership:
    """10,000 wei and 5,000 of a listed token are in the treasury. Capital is repaid in order."""
    made = house.spin_up(founders, WEIGHTS, UNITS, tokens=[listed.address], recoupment=IN_ORDER, capital=CAPITAL)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, TREASURY)
    listed.mint(made.partnership.address, 5_000)
    return made


def treasury(venture: Partnership) -> int:
    return ether_of(venture.partnership.address)


def claimable(venture: Partnership, token: str = ETHER) -> list[int]:
    return [venture.escrow.claimable(token, founder.address) for founder in venture.founders]


# --- by vote ---


def test_begins_when_decided_and_divides_at_once(venture: Partnership, listed: Any) -> None:
    call = venture.partnership.wind_up.prepare_calldata([], 0)
    venture.decide([(venture.partnership.address, 0, call)], "the end")
    escrow = venture.escrow.address
    assert logged(venture.partnership)[1:] == [
        ("WindingUpBegun", DECIDED, [], 0),
        ("Liquidated", ETHER, TREASURY, 0, 1_000),
    ]
    assert venture.partnership.phase() == WINDING_UP
    # Of a token that nobody has told apart yet the proof could fail, and it would be income: it moves by itself.
    venture.partnership.liquidate(listed.address)
    assert ("Transfer", venture.partnership.address, escrow, 5_000) in logged(venture.partnership)
    assert logged(venture.partnership)[-1] == ("Liquidated", listed.address, 5_000, 0, 1_000)
    assert (treasury(venture), listed.balanceOf(venture.partnership.address)) == (0, 0)
    assert claimable(venture) == [5_000, 3_000, 2_000]
    assert claimable(venture, listed.address) == [2_500, 1_500, 1_000]


def test_keeps_what_is_for_debts_until_its_date(venture: Partnership, listed: Any, customer: str) -> None:
    wind_up(venture, [(ETHER, 4_000), (listed.address, 9_999)], 30)
    until = boa.env.timestamp + 30 * DAY
    assert logged(venture.partnership)[0] == (
        "WindingUpBegun",
        DECIDED,
        [[ETHER, 4_000], [listed.address, 9_999]],
        until,
    )
    assert (treasury(venture), listed.balanceOf(venture.partnership.address)) == (4_000, 5_000)
    assert venture.partnership.kept(ETHER) == (4_000, until)
    for token in (ETHER, listed.address):
        with refused(venture, "winding up: nothing to send"):
            venture.partnership.liquidate(token)
    venture.decide([pay_call(customer, 3_000)], "an old bill")  # proposals go on, and spend what is kept
    assert treasury(venture) == 1_000
    travel_to(until)
    with refused(venture, "winding up: nothing to send"):
        venture.partnership.liquidate(ETHER)
    boa.env.time_travel(seconds=1)
    assert venture.partnership.kept(ETHER) == (0, until)
    assert [venture.partnership.liquidate(token) for token in (ETHER, listed.address)] == [1_000, 5_000]
    assert claimable(venture) == [3_500, 2_100, 1_400]


def test_t93_what_was_passed_before_finds_the_money_gone(
    venture: Partnership, customer: str, founders: list[LocalAccount]
) -> None:
    actions = [pay_call(customer, TREASURY)]
    venture.pass_proposal(actions)
    wind_up(venture)
    with refused(venture, "governor: action failed"):
        venture.execute(actions)
    assert claimable(venture) == [5_000, 3_000, 2_000]


def test_t06_what_comes_late_is_divided_like_the_rest(venture: Partnership, outsider: str, customer: str) -> None:
    """Nobody who stays longer has more of it, and nobody can leave or join any more."""
    wind_up(venture)
    boa.env.set_balance(venture.partnership.address, 1_000)
    with boa.env.prank(outsider):
        assert venture.partnership.liquidate(ETHER) == 1_000
    assert claimable(venture) == [5_500, 3_300, 2_200]
    with boa.env.prank(customer):
        venture.escrow.pay(ETHER, 1_000, bytes(32), value=1_000)
    venture.escrow.distribute(ETHER)
    assert claimable(venture) == [6_000, 3_600, 2_400]


def test_tokens_that_nobody_listed_are_divided_when_asked_for(venture: Partnership) -> None:
    other = mock("PlainToken", 6)
    other.mint(venture.partnership.address, 1_000)
    wind_up(venture)
    assert other.balanceOf(venture.partnership.address) == 1_000
    make_known(venture, other)
    assert venture.partnership.liquidate(other.address) == 1_000
    assert claimable(venture, other.address) == [500, 300, 200]


def test_t95_contributions_come_before_the_units(venture: Partnership, eastport: str, northwind: str) -> None:
    with by_vote(venture):
        venture.escrow.agree_contribution(eastport, ETHER, 4_000)
    with boa.env.prank(eastport):
        venture.escrow.contribute(ETHER, 4_000, value=4_000)
    leave(venture, eastport)  # keeps its place in the line
    with by_vote(venture):
        venture.escrow.set_recoupment(0)  # switches nothing off here
    wind_up(venture)
    assert ("Liquidated", ETHER, 14_000, 4_000, 700) in logged(venture.partnership)
    assert venture.escrow.claimable(ETHER, eastport) == 4_000
    assert venture.escrow.claimable(ETHER, northwind) == 10_000 * 5 // 7


def test_units_count_whether_they_have_vested_or_not(venture: Partnership, eastport: str) -> None:
    today = boa.env.timestamp // DAY
    with by_vote_with_yes(venture, eastport):
        venture.escrow.set_vesting(eastport, 300, today, today + 1_000, today + 1_000)
    boa.env.set_balance(venture.escrow.address, 1_000)
    venture.escrow.distribute(ETHER)
    assert venture.escrow.claimable(ETHER, eastport) == 0
    wind_up(venture)
    assert claimable(venture) == [5_500, 3_000, 2_200]
    # Income goes by the schedule, as it did; what has not vested comes back to all by way of the treasury.
    boa.env.set_balance(venture.escrow.address, ether_of(venture.escrow.address) + 1_000)
    venture.escrow.distribute(ETHER)
    assert claimable(venture) == [6_000, 3_000, 2_400]
    venture.escrow.claim(ETHER, eastport)
    venture.escrow.claim(ETHER, venture.partnership.address)
    assert venture.partnership.liquidate(ETHER) == 600
    assert claimable(venture) == [6_300, 180, 2_520]


def test_no_sponsor_and_no_reserve_takes_of_it(venture: Partnership, customer: str) -> None:
    with by_vote(venture):
        venture.escrow.set_sponsor(customer, 2_000)
        venture.escrow.set_reserve(1_000)
    wind_up(venture)
    assert claimable(venture) == [5_000, 3_000, 2_000]
    assert venture.escrow.claimable(ETHER, customer) == 0
    boa.env.set_balance(venture.escrow.address, ether_of(venture.escrow.address) + 1_000)
    venture.escrow.distribute(ETHER)  # of later income they have theirs
    assert venture.escrow.claimable(ETHER, customer) == 200
    assert venture.escrow.claimable(ETHER, venture.partnership.address) == 80


def test_income_that_nobody_had_split_is_not_mixed_with_it(venture: Partnership, customer: str) -> None:
    with by_vote(venture):
        venture.escrow.set_sponsor(customer, 2_000)
    boa.env.set_balance(venture.escrow.address, 1_000)
    wind_up(venture)
    assert venture.escrow.undistributed(ETHER) == 1_000
    venture.escrow.distribute(ETHER)
    assert venture.escrow.claimable(ETHER, customer) == 200
    assert claimable(venture) == [5_400, 3_240, 2_160]


def test_an_expelled_or_suspended_partner_has_its_part(venture: Partnership, southbank: str) -> None:
    with by_vote(venture):
        venture.membership.suspend(southbank)
    wind_up(venture)
    assert venture.escrow.claimable(ETHER, southbank) == 2_000


def test_t29_what_is_owed_to_who_left_stays(venture: Partnership, southbank: str, northwind: str) -> None:
    token = mock("StubbornToken")
    token.mint(venture.partnership.address, 1_000)
    make_known(venture, token)
    set_exit_terms(venture, 0, 10_000)
    token.set_mood(2)
    leave(venture, southbank, [token.address])
    token.set_mood(0)
    wind_up(venture)
    assert venture.partnership.liquidate(token.address) == 800
    with refused(venture, "winding up: nothing to send"):
        venture.partnership.liquidate(token.address)
    assert venture.partnership.pay_owed(token.address, southbank) == 200
    assert token.held_by(southbank) == 200


def test_without_units_only_contributors_are_paid_and_votes_spend_the_rest(
    house: House, founders: list[LocalAccount], customer: str
) -> None:
    made = house.spin_up(founders, WEIGHTS, [0, 0, 0], recoupment=IN_ORDER, capital=CAPITAL)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    with by_vote(made):
        made.escrow.agree_contribution(founders[1].address, ETHER, 4_000)
    with boa.env.prank(founders[1].address):
        made.escrow.contribute(ETHER, 4_000, value=4_000)
    boa.env.set_balance(made.partnership.address, TREASURY)
    wind_up(made)
    assert claimable(made) == [0, 4_000, 0]
    with refused(made, "winding up: nothing to send"):
        made.partnership.liquidate(ETHER)
    made.decide([pay_call(customer, 6_000)])
    assert treasury(made) == 0


@pytest.mark.parametrize("mood", [1, 2, 4, 8, 64])
def test_no_token_keeps_a_partnership_from_ending(venture: Partnership, mood: int) -> None:
    token = mock("StubbornToken")
    token.mint(venture.partnership.address, 1_000)
    with by_vote(venture):
        venture.escrow.list_token(token.address)
    token.set_mood(mood)
    wind_up(venture)
    assert claimable(venture) == [5_000, 3_000, 2_000]
    with refused(venture, "winding up: nothing to send"):
        venture.partnership.liquidate(token.address)
    token.set_mood(0)
    assert venture.partnership.liquidate(token.address) == 1_000
    assert claimable(venture, token.address) == [500, 300, 200]


def test_takes_what_arrives_of_a_token_with_a_fee(venture: Partnership) -> None:
    token = mock("FeeToken", 1_000)
    make_known(venture, token)
    token.mint(venture.partnership.address, 1_000)
    wind_up(venture)
    assert venture.partnership.liquidate(token.address) == 900
    assert claimable(venture, token.address) == [450, 270, 180]


# --- what stands still ---


Act = Callable[[Partnership, str, str], Any]

STANDS_STILL: dict[str, tuple[Act, str]] = {
    "admit": (lambda v, a, b: invite(v, b), "membership: not in force"),
    "expel": (lambda v, a, b: v.membership.expel(a), "membership: not in force"),
    "suspend": (lambda v, a, b: v.membership.suspend(a), "membership: not in force"),
    "set_shares": (lambda v, a, b: v.membership.set_shares(a, 1, 1), "membership: not in force"),
    "set_role": (lambda v, a, b: v.membership.set_role(a, PROPOSER, 0), "membership: not in force"),
    "amend_terms": (lambda v, a, b: amend(v), "membership: not in force"),
    "set_rule": (lambda v, a, b: v.partnership.set_rule(ORDINARY, LAX.abi()), "membership: not in force"),
    "map_action": (lambda v, a, b: v.partnership.map_action(b, b"abcd", ORDINARY), "membership: not in force"),
    "wind_up": (lambda v, a, b: wind_up(v), "membership: not in force"),
    "set_sponsor": (lambda v, a, b: v.escrow.set_sponsor(b, 1), "escrow: winding up"),
    "set_reserve": (lambda v, a, b: v.escrow.set_reserve(1), "escrow: winding up"),
    "set_recoupment": (lambda v, a, b: v.escrow.set_recoupment(2), "escrow: winding up"),
    "agree_contribution": (lambda v, a, b: v.escrow.agree_contribution(a, ETHER, 1), "escrow: winding up"),
    "record_contribution": (
        lambda v, a, b: v.escrow.record_contribution(a, ETHER, 1, bytes(32)),
        "escrow: winding up",
    ),
    "set_vesting": (lambda v, a, b: v.escrow.set_vesting(a, 1, 1, 1, 30_000), "escrow: winding up"),
}


@pytest.mark.parametrize("what", STANDS_STILL)
def test_roster_units_order_and_rules_stand_still(
    venture: Partnership, eastport: str, outsider: str, what: str
) -> None:
    act, reason = STANDS_STILL[what]
    wind_up(venture)
    with by_vote(venture), refused(venture, reason):
        act(venture, eastport, outsider)


def test_nobody_leaves_joins_or_contributes_any_more(venture: Partnership, eastport: str, outsider: str) -> None:
    invite(venture, outsider)
    wind_up(venture)
    with refused(venture, "membership: not in force"):
        leave(venture, eastport)
    with refused(venture, "membership: winding up"):
        accept(venture, outsider)
    with boa.env.prank(eastport), refused(venture, "escrow: no partnership"):
        venture.escrow.contribute(ETHER, 5, value=5)


def test_collecting_listing_and_moving_seats_go_on(
    venture: Partnership, eastport: str, southbank: str, outsider: str, customer: str
) -> None:
    wind_up(venture)
    venture.escrow.claim(ETHER, southbank)
    with by_vote(venture):
        venture.escrow.list_token(mock("PlainToken", 6).address)
    move(venture, eastport, outsider)
    assert ether_of(outsider) == 1_000 * 10**18
    venture.escrow.claim(ETHER, eastport)
    assert ether_of(outsider) == 1_000 * 10**18 + 3_000
    venture.founders = venture.founders[:1]
    silence(venture, southbank, venture.founders[0].address)
    with by_vote(venture):
        venture.membership.recover_seat(southbank, customer)
    boa.env.time_travel(seconds=RECOVERY_SECONDS)
    take(venture, southbank, customer)
    assert venture.membership.partner(customer).weight == 20


def test_votes_go_on(venture: Partnership, eastport: str) -> None:
    wind_up(venture, [(ETHER, 4_000)], 30)
    assert venture.partnership.has_standing(eastport)
    assert venture.partnership.standing(eastport) == (True, PROPOSER, 30)
    proposal = venture.propose([pay_call(eastport, 1)])
    venture.open_voting(proposal)
    venture.vote(proposal, 0)
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    assert venture.partnership.state(proposal) == DEFEATED


def test_who_has_not_accepted_the_newest_terms_may_still_do_so(venture: Partnership, eastport: str) -> None:
    terms_hash = amend(venture)
    others = [founder.address for founder in venture.founders if founder.address != eastport]
    for other in others:
        accept(venture, other, terms_hash)
    close_window(venture, *others)
    wind_up(venture)
    assert not venture.partnership.has_standing(eastport)
    accept(venture, eastport, terms_hash)
    assert venture.partnership.has_standing(eastport)


# --- bounds ---


@pytest.mark.parametrize(
    ("kept", "days", "reason"),
    [
        ([(ETHER, 1)], 0, "winding up: kept 1 to 180 days"),
        ([(ETHER, 1)], 181, "winding up: kept 1 to 180 days"),
        ([(ETHER, 1)], 2**256 - 1, "winding up: kept 1 to 180 days"),
        ([(ETHER, 0)], 30, "winding up: keeps nothing"),
        ([(ETHER, 1), (ETHER, 1)], 30, "winding up: token given twice"),
    ],
)
def test_reverts_when_out_of_bounds(venture: Partnership, kept: list[tuple[str, int]], days: int, reason: str) -> None:
    with refused(venture, reason):
        wind_up(venture, kept, days)


def test_reverts_when_not_by_vote(venture: Partnership, northwind: str, outsider: str) -> None:
    for caller in (northwind, outsider):
        with boa.env.prank(caller), refused(venture, "partnership: only by vote"):
            venture.partnership.wind_up([], 0)


def test_reverts_before_it_begins(venture: Partnership, forming: Partnership) -> None:
    for made in (venture, forming):
        with refused(made, "winding up: has not begun"):
            made.partnership.liquidate(ETHER)
    with refused(forming, "membership: not in force"):
        wind_up(forming)


def test_t67_no_vote_liquidates_or_credits_by_itself(venture: Partnership, northwind: str) -> None:
    for call in (
        venture.escrow.liquidate.prepare_calldata(ETHER, 1),
        venture.escrow.credit.prepare_calldata(ETHER, northwind, 1),
    ):
        with refused(venture, "governor: not by vote"):
            venture.propose([(venture.escrow.address, 1, call)])


# --- the last partner ---


def test_t88_the_last_partner_winds_up(venture: Partnership, founders: list[LocalAccount], southbank: str) -> None:
    for founder in founders[:2]:
        leave(venture, founder.address)
    with boa.env.prank(southbank):
        venture.partnership.wind_up_alone()
    assert events(venture.partnership)[0][2]["ground"] == LAST_PARTNER
    assert venture.escrow.claimable(ETHER, southbank) == TREASURY
    boa.env.set_balance(venture.escrow.address, TREASURY + 500)
    venture.escrow.distribute(ETHER)  # later income goes by the units as they stood
    assert venture.escrow.claimable(ETHER, southbank) == TREASURY + 500


def test_a_former_partner_winds_up_where_the_last_one_is_gone_for_180_days(
    venture: Partnership, founders: list[LocalAccount], eastport: str, southbank: str, outsider: str
) -> None:
    leave(venture, founders[0].address)
    boa.env.time_travel(seconds=DAY)
    leave(venture, eastport)
    since = boa.env.timestamp
    travel_to(since + 180 * DAY)
    with boa.env.prank(eastport), refused(venture, "winding up: last partner has time"):
        venture.partnership.wind_up_alone()
    boa.env.time_travel(seconds=1)
    with boa.env.prank(outsider), refused(venture, "roster: not on the roster"):
        venture.partnership.wind_up_alone()
    with boa.env.anchor():
        join(venture, outsider)
        for caller in (eastport, southbank, outsider):
            with boa.env.prank(caller), refused(venture, "winding up: not the last partner"):
                venture.partnership.wind_up_alone()
    with boa.env.prank(eastport):
        venture.partnership.wind_up_alone()
    assert venture.escrow.claimable(ETHER, southbank) == TREASURY


def test_reverts_when_others_are_left(venture: Partnership, founders: list[LocalAccount]) -> None:
    leave(venture, founders[0].address)
    for founder in founders:
        with boa.env.prank(founder.address), refused(venture, "winding up: not the last partner"):
            venture.partnership.wind_up_alone()


def test_an_invited_account_is_not_the_last_partner(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for founder in founders[:2]:
        leave(venture, founder.address)
    invite(venture, outsider)
    boa.env.time_travel(seconds=181 * DAY)
    with boa.env.prank(outsider), refused(venture, "winding up: not the last partner"):
        venture.partnership.wind_up_alone()


# --- the end date ---


def test_anyone_winds_up_from_the_end_date_on(house: House, founders: list[LocalAccount], outsider: str) -> None:
    ends = boa.env.timestamp + 100 * DAY
    made = house.spin_up(founders, WEIGHTS, UNITS, deal=Deal(ends=ends))
    made.accept_all()
    boa.env.set_balance(made.partnership.address, TREASURY)
    travel_to(ends - 1)
    with boa.env.prank(outsider), refused(made, "winding up: no end has come"):
        made.partnership.wind_up_at_end()
    travel_to(ends)
    with boa.env.prank(outsider):
        made.partnership.wind_up_at_end()
    assert logged(made.partnership)[0] == ("WindingUpBegun", END_DATE, [], 0)
    assert claimable(made) == [5_000, 3_000, 2_000]
    with refused(made, "membership: not in force"):
        made.partnership.wind_up_at_end()


def test_nobody_winds_up_without_an_end_date(venture: Partnership, northwind: str) -> None:
    boa.env.time_travel(seconds=1_000 * DAY)
    with boa.env.prank(northwind), refused(venture, "winding up: no end has come"):
        venture.partnership.wind_up_at_end()


# --- a deadlock ---


def halves(house: House, founders: list[LocalAccount], ordinary: Rule = LAX, days: int = 30) -> Partnership:
    """Two partners with half of the weight each, whose terms know a deadlock."""
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, ordinary))
    made = house.spin_up(founders[:2], [50, 50], [600, 400], rules=rules, deal=Deal(deadlock_days=days))
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, TREASURY)
    return made


def vote_on(venture: Partnership, actions: list[Action], text: str, votes: Sequence[int | None]) -> int:
    """Puts it to the vote, with the ballots of the founders in their order; returns the deadline."""
    proposal = venture.propose(actions, text)
    venture.open_voting(proposal)
    vote_each(venture, proposal, votes)
    deadline = int(venture.partnership.proposalDeadline(proposal))
    travel_to(deadline + 1)
    return deadline


def end_by(venture: Partnership, actions: list[Action], earlier: str, later: str, by: str) -> None:
    with boa.env.prank(by):
        venture.partnership.wind_up_deadlock(*columns(actions), keccak(text=earlier), keccak(text=later))


@pytest.mark.parametrize("number", [0, 1])
def test_t16_either_of_two_equal_partners_winds_up_after_the_second_tie(
    house: House, founders: list[LocalAccount], customer: str, number: int
) -> None:
    venture = halves(house, founders)
    actions = [pay_call(customer, 5)]
    first = vote_on(venture, actions, "once", [FOR, AGAINST])
    assert first < boa.env.timestamp
    boa.env.time_travel(seconds=30 * DAY)
    vote_on(venture, actions, "twice", [FOR, AGAINST])
    end_by(venture, actions, "once", "twice", venture.founders[number].address)
    assert logged(venture.partnership)[0] == ("WindingUpBegun", DEADLOCK, [], 0)
    assert claimable(venture) == [6_000, 4_000]


@pytest.mark.parametrize(
    ("apart", "reason"),
    [
        (30 * DAY - 1, "winding up: too soon after"),
        (30 * DAY, None),
        (180 * DAY, None),
        (180 * DAY + 1, "winding up: too long after"),
    ],
)
def test_the_two_votes_end_30_to_180_days_apart(
    house: House, founders: list[LocalAccount], customer: str, apart: int, reason: str | None
) -> None:
    venture = halves(house, founders)
    actions = [pay_call(customer, 5)]
    first = vote_on(venture, actions, "once", [FOR, AGAINST])
    travel_to(first + apart - LAX.voting_delay - LAX.voting_period)
    assert vote_on(venture, actions, "twice", [FOR, AGAINST]) == first + apart
    if reason is None:
        end_by(venture, actions, "once", "twice", venture.founders[0].address)
        assert venture.partnership.phase() == WINDING_UP
    else:
        with refused(venture, reason):
            end_by(venture, actions, "once", "twice", venture.founders[0].address)


def test_a_deadlock_of_long_ago_is_none(house: House, founders: list[LocalAccount], customer: str) -> None:
    venture = halves(house, founders)
    actions = [pay_call(customer, 5)]
    vote_on(venture, actions, "once", [FOR, AGAINST])
    boa.env.time_travel(seconds=40 * DAY)
    second = vote_on(venture, actions, "twice", [FOR, AGAINST])
    travel_to(second + 180 * DAY + 1)
    with refused(venture, "winding up: too long ago"):
        end_by(venture, actions, "once", "twice", venture.founders[0].address)


OUTCOMES: dict[str, tuple[list[int | None], str]] = {
    "outvoted": ([ABSTAIN, AGAINST], "winding up: no deadlock"),
    "nobody for it": ([ABSTAIN, ABSTAIN], "winding up: no deadlock"),
    "nobody voted": ([None, None], "winding up: no quorum"),
    "passed": ([FOR, ABSTAIN], "winding up: not rejected"),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("which", [0, 1])
def test_a_proposal_that_was_outvoted_or_passed_is_no_deadlock(
    house: House, founders: list[LocalAccount], customer: str, outcome: str, which: int
) -> None:
    """Else whoever puts nonsense to the vote twice ends the partnership."""
    venture = halves(house, founders)
    votes, reason = OUTCOMES[outcome]
    ballots: list[list[int | None]] = [[FOR, AGAINST], [FOR, AGAINST]]
    ballots[which] = votes
    actions = [pay_call(customer, 5)]
    vote_on(venture, actions, "once", ballots[0])
    boa.env.time_travel(seconds=30 * DAY)
    vote_on(venture, actions, "twice", ballots[1])
    with refused(venture, reason):
        end_by(venture, actions, "once", "twice", venture.founders[0].address)


def test_short_of_the_approval_is_a_deadlock_where_more_are_for_it(
    house: House, founders: list[LocalAccount], customer: str
) -> None:
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, replace(LAX, approval_bps=7_500)))
    venture = house.spin_up(founders, [40, 30, 30], UNITS, rules=rules, deal=Deal(deadlock_days=30))
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    actions = [pay_call(customer, 5)]
    for text, votes in (
        ("once", [FOR, FOR, AGAINST]),
        ("twice", [FOR, FOR, AGAINST]),
        ("outvoted", [FOR, AGAINST, AGAINST]),
    ):
        vote_on(venture, actions, text, votes)
        boa.env.time_travel(seconds=30 * DAY)
    with refused(venture, "winding up: no deadlock"):
        end_by(venture, actions, "twice", "outvoted", founders[2].address)
    end_by(venture, actions, "once", "twice", founders[2].address)


def test_reverts_when_the_terms_know_no_deadlock(venture: Partnership, customer: str, northwind: str) -> None:
    with refused(venture, "winding up: no such ground"):
        end_by(venture, [pay_call(customer)], "once", "twice", northwind)


def test_reverts_when_not_by_a_partner_or_not_the_same_actions(
    house: House, founders: list[LocalAccount], customer: str, outsider: str
) -> None:
    venture = halves(house, founders)
    vote_on(venture, [pay_call(customer, 5)], "once", [FOR, AGAINST])
    boa.env.time_travel(seconds=30 * DAY)
    vote_on(venture, [pay_call(customer, 6)], "twice", [FOR, AGAINST])
    with refused(venture, "roster: not on the roster"):
        end_by(venture, [pay_call(customer, 5)], "once", "twice", outsider)
    with refused(venture, "governor: unknown proposal"):
        end_by(venture, [pay_call(customer, 5)], "once", "twice", venture.founders[0].address)
    with refused(venture, "winding up: too soon after"):
        end_by(venture, [pay_call(customer, 5)], "once", "once", venture.founders[0].address)


def test_silence_where_silence_passes_is_no_deadlock(house: House, founders: list[LocalAccount], customer: str) -> None:
    lazy = Rule(mode=LAZY, quorum_bps=2_000)
    venture = halves(house, founders, lazy)
    actions = [pay_call(customer, 5)]
    vote_on(venture, actions, "once", [FOR, AGAINST])
    boa.env.time_travel(seconds=30 * DAY)
    vote_on(venture, actions, "twice", [FOR, AGAINST])
    with refused(venture, "winding up: no deadlock"):
        end_by(venture, actions, "once", "twice", venture.founders[0].address)

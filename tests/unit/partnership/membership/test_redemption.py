"""Partnership.leave: the part of the treasury that goes with a leaver, at once."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.logs import events, logged
from tests.kit.money import ether_of, gained, make_known
from tests.kit.numbers import ACTIVE, DAY, ETHER, IN_ORDER, LEFT
from tests.kit.people import UNITS, WEIGHTS, in_order
from tests.kit.refusals import refused
from tests.kit.verbs import accept, by_vote, invite, join, leave, move, pay_call, set_exit_terms, silence

TREASURY = 10_000
REDEEMABLE = 5_000
CAPITAL = [Capital(ETHER, 10**6, 0)]


@pytest.fixture
def listed() -> Any:
    return mock("PlainToken", 18)


@pytest.fixture
def venture(house: House, founders: list[LocalAccount], listed: Any) -> Partnership:
    """Half of the treasury is redeemable, and 10,000 wei are in it. One token is listed. Capital is repaid in order."""
    made = house.spin_up(founders, WEIGHTS, UNITS, tokens=[listed.address], recoupment=IN_ORDER)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    set_exit_terms(made, 0, REDEEMABLE, CAPITAL)
    boa.env.set_balance(made.partnership.address, TREASURY)
    return made


def treasury(venture: Partnership) -> int:
    return ether_of(venture.partnership.address)


def part(units: int, whole: int = 1_000, held: int = TREASURY, bps: int = REDEEMABLE) -> int:
    return int(Fraction(held * bps * units, 10_000 * whole))


def vest(venture: Partnership, partner: str, units: int, start: int, cliff: int, end: int) -> None:
    """Days are counted from today."""
    today = boa.env.timestamp // DAY
    with by_vote_with_yes(venture, partner):
        venture.escrow.set_vesting(partner, units, today + start, today + cliff, today + end)


# --- what is paid ---


def test_pays_the_part_of_ether_and_of_listed_tokens_when_a_partner_leaves(
    venture: Partnership, eastport: str, listed: Any
) -> None:
    listed.mint(venture.partnership.address, 777)
    assert gained(eastport, lambda: leave(venture, eastport)) == part(300)
    assert logged(venture.membership) == [
        ("DelegateVotesChanged", eastport, 30, 0),
        ("UnitsChanged", eastport, 300, 0, 1),
        ("PartnerLeft", eastport),
        ("Redeemed", eastport, ETHER, 1_500),
        ("Transfer", venture.partnership.address, eastport, 116),
        ("Redeemed", eastport, listed.address, 116),
    ]
    assert listed.balanceOf(eastport) == part(300, held=777) == 116
    assert (treasury(venture), listed.balanceOf(venture.partnership.address)) == (8_500, 661)


def test_pays_the_part_of_other_tokens_that_are_named_and_of_none_that_is_not(
    venture: Partnership, eastport: str, listed: Any
) -> None:
    named = sorted((mock("PlainToken", 6) for _ in range(3)), key=lambda token: int(token.address, 16))
    for token in (*named, listed):
        token.mint(venture.partnership.address, 10**30)
        make_known(venture, token)
    leave(venture, eastport, in_order(ETHER, listed.address, named[0].address, named[2].address))
    assert [token.balanceOf(eastport) for token in named] == [part(300, held=10**30), 0, part(300, held=10**30)]
    assert listed.balanceOf(eastport) == part(300, held=10**30)  # once, though it is named as well
    assert treasury(venture) == TREASURY - part(300)


def test_says_before_what_goes_along(venture: Partnership, eastport: str, outsider: str, listed: Any) -> None:
    other = mock("PlainToken", 6)
    make_known(venture, other)
    listed.mint(venture.partnership.address, 777)
    other.mint(venture.partnership.address, 1_000)
    vest(venture, eastport, 300, 0, 0, 3)
    boa.env.time_travel(seconds=DAY)
    said = venture.partnership.redeemable(eastport, [other.address])
    assert [(row.token, row.held) for row in said] == [(ETHER, TREASURY), (listed.address, 777), (other.address, 1_000)]
    ether = gained(eastport, lambda: leave(venture, eastport, [other.address]))
    assert [row.amount for row in said] == [ether, listed.balanceOf(eastport), other.balanceOf(eastport)]
    assert ether == part(100)
    for nobody in (eastport, outsider):
        assert venture.partnership.redeemable(nobody, []) == []


def test_rounds_down_and_leaves_the_dust_in_the_treasury(venture: Partnership, southbank: str) -> None:
    set_exit_terms(venture, 0, 3_333)
    boa.env.set_balance(venture.partnership.address, 10_007)
    assert gained(southbank, lambda: leave(venture, southbank)) == part(200, held=10_007, bps=3_333) == 667
    assert treasury(venture) == 10_007 - 667


def test_pays_and_logs_nothing_where_the_part_is_no_whole_one(
    venture: Partnership, southbank: str, listed: Any
) -> None:
    listed.mint(venture.partnership.address, 9)  # a tenth of 9
    boa.env.set_balance(venture.partnership.address, 0)
    leave(venture, southbank)
    assert "Redeemed" not in [name for _, name, _ in events(venture.membership)]
    assert listed.balanceOf(venture.partnership.address) == 9
    assert venture.membership.partner(southbank)[2] == LEFT


def test_pays_nothing_where_nothing_is_redeemable(partnership: Partnership, southbank: str) -> None:
    boa.env.set_balance(partnership.partnership.address, TREASURY)
    token = mock("PlainToken", 18)
    make_known(partnership, token)
    assert gained(southbank, lambda: leave(partnership, southbank, [token.address])) == 0
    assert treasury(partnership) == TREASURY


def test_pays_nothing_to_who_has_no_units_and_to_who_was_only_invited(venture: Partnership, outsider: str) -> None:
    join(venture, outsider, weight=10, units=0)
    assert gained(outsider, lambda: leave(venture, outsider)) == 0
    invite(venture, outsider, units=1_000)
    assert gained(outsider, lambda: leave(venture, outsider)) == 0
    assert treasury(venture) == TREASURY


def test_pays_to_the_payout_address(venture: Partnership, southbank: str, customer: str, listed: Any) -> None:
    listed.mint(venture.partnership.address, 1_000)
    with boa.env.prank(southbank):
        venture.escrow.set_payout(customer)
    assert gained(customer, lambda: leave(venture, southbank)) == part(200)
    assert listed.balanceOf(customer) == 100


def test_t05_what_was_earned_stays_claimable_besides(venture: Partnership, eastport: str, northwind: str) -> None:
    boa.env.set_balance(venture.escrow.address, 1_000)
    leave(venture, eastport)
    boa.env.set_balance(venture.escrow.address, 1_700)
    venture.escrow.distribute(ETHER)
    assert gained(eastport, lambda: venture.escrow.claim(ETHER, eastport)) == 300
    assert gained(northwind, lambda: venture.escrow.claim(ETHER, northwind)) == 500 + 500


def test_i11_changes_no_other_claim(venture: Partnership, founders: list[LocalAccount], eastport: str) -> None:
    boa.env.set_balance(venture.escrow.address, 1_000)
    venture.escrow.distribute(ETHER)
    before = [venture.escrow.claimable(ETHER, founder.address) for founder in founders]
    leave(venture, eastport)
    assert [venture.escrow.claimable(ETHER, founder.address) for founder in founders] == before
    assert ether_of(venture.escrow.address) == venture.escrow.owed(ETHER) == 1_000


def test_a_suspended_partner_and_one_who_lapsed_have_the_same_right(
    venture: Partnership, eastport: str, southbank: str, northwind: str
) -> None:
    with by_vote(venture):
        venture.membership.suspend(southbank)
    silence(venture, eastport, by=northwind)
    assert gained(southbank, lambda: leave(venture, southbank)) == part(200)
    assert gained(eastport, lambda: leave(venture, eastport)) == part(300, 800, 9_000)


@pytest.mark.parametrize("order", list(permutations(range(3), 2)), ids=str)
def test_t62_the_order_of_leaving_makes_no_difference_where_all_is_redeemable(
    venture: Partnership, founders: list[LocalAccount], order: tuple[int, ...]
) -> None:
    set_exit_terms(venture, 0, 10_000)
    for who in order:
        leaver = founders[who].address
        assert gained(leaver, lambda leaver=leaver: leave(venture, leaver)) == 10 * UNITS[who]


# --- units that vest ---


def test_t78_units_that_have_not_vested_give_no_part(venture: Partnership, eastport: str, southbank: str) -> None:
    vest(venture, eastport, 200, -50, 0, 50)  # 100 of 200 have vested, 100 more were never bound
    vest(venture, southbank, 200, 0, 100, 100)
    assert gained(eastport, lambda: leave(venture, eastport)) == part(200)
    assert gained(southbank, lambda: leave(venture, southbank)) == 0
    assert venture.membership.partner(southbank)[2] == LEFT


def test_counts_the_units_of_those_who_stay_whether_vested_or_not(
    venture: Partnership, northwind: str, eastport: str
) -> None:
    vest(venture, northwind, 500, 0, 100, 100)
    assert gained(eastport, lambda: leave(venture, eastport)) == part(300)


def test_pays_all_of_it_from_the_last_day_on_and_less_a_second_before(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 300, 0, 0, 3)
    end = venture.escrow.vesting_of(eastport).end_day * DAY
    for moment, vested in ((end - 1, 200), (end, 300)):
        with boa.env.anchor():
            travel_to(moment)
            assert gained(eastport, lambda: leave(venture, eastport)) == part(vested)


def test_vesting_goes_on_when_the_seat_moves(venture: Partnership, eastport: str, outsider: str) -> None:
    vest(venture, eastport, 300, -50, 0, 50)
    move(venture, eastport, outsider)
    assert gained(outsider, lambda: leave(venture, outsider)) == part(150)


def test_comes_back_with_new_units_that_are_its_own(venture: Partnership, eastport: str) -> None:
    vest(venture, eastport, 300, 0, 100, 100)
    leave(venture, eastport)
    join(venture, eastport, 10, 300)
    assert venture.escrow.vested_units_of(eastport) == 300
    assert gained(eastport, lambda: leave(venture, eastport)) == part(300)


# --- capital ---


def contribute(venture: Partnership, partner: str, amount: int) -> None:
    with by_vote(venture):
        venture.escrow.agree_contribution(partner, ETHER, amount)
    with boa.env.prank(partner):
        venture.escrow.contribute(ETHER, amount, value=amount)


def test_t95_capital_comes_back_once_by_the_line_and_not_by_leaving(
    venture: Partnership, eastport: str, northwind: str
) -> None:
    """A contributor takes nothing of what is still to be repaid, its own included, and keeps its place in the line."""
    contribute(venture, eastport, 4_000)
    assert gained(eastport, lambda: leave(venture, eastport)) == part(300)  # of the 10,000 that were there before
    assert venture.escrow.outstanding_of(ETHER, eastport) == 4_000
    boa.env.set_balance(venture.escrow.address, 4_700)
    venture.escrow.distribute(ETHER)
    assert gained(eastport, lambda: venture.escrow.claim(ETHER, eastport)) == 4_000
    assert gained(northwind, lambda: venture.escrow.claim(ETHER, northwind)) == 500


def test_t87_units_without_capital_take_nothing_of_anothers_capital(
    venture: Partnership, northwind: str, southbank: str
) -> None:
    """80% of the units and no capital took 80 of the 100 that the other had put in."""
    set_exit_terms(venture, 0, 10_000, CAPITAL)
    boa.env.set_balance(venture.partnership.address, 0)
    contribute(venture, southbank, 100)
    with by_vote(venture):
        venture.membership.set_shares(northwind, 50, 2_000)
    assert gained(northwind, lambda: leave(venture, northwind)) == 0
    assert treasury(venture) == 100


def test_t95_what_was_repaid_is_free_again(venture: Partnership, eastport: str, southbank: str) -> None:
    contribute(venture, eastport, 4_000)
    boa.env.set_balance(venture.escrow.address, 1_000)
    venture.escrow.distribute(ETHER)  # 3,000 are left to be repaid, of 14,000
    assert gained(southbank, lambda: leave(venture, southbank)) == part(200, held=11_000)


def test_pays_nothing_where_more_is_to_be_repaid_than_there_is(
    venture: Partnership, eastport: str, southbank: str
) -> None:
    contribute(venture, eastport, 4_000)
    boa.env.set_balance(venture.partnership.address, 3_999)
    assert gained(southbank, lambda: leave(venture, southbank)) == 0


# --- what others decide ---


def test_t87_no_vote_after_the_leaving_changes_what_was_paid(
    venture: Partnership, southbank: str, northwind: str
) -> None:
    """Units inflated a million times, the treasury emptied, another share: it has its part by then."""
    assert gained(southbank, lambda: leave(venture, southbank)) == part(200)
    with by_vote(venture):
        venture.membership.set_shares(northwind, 50, 2 * 10**9)
    set_exit_terms(venture, 0, 0)
    for gone in ("redeem", "forfeit"):
        assert not hasattr(venture.partnership, gone)
    assert treasury(venture) == TREASURY - part(200)


def test_t87_a_dissenter_takes_its_part_before_the_proposal_is_executed(
    venture: Partnership, founders: list[LocalAccount], southbank: str, outsider: str
) -> None:
    """It opposed the spending; the delay gives it the time to go with what it has today."""
    actions = [pay_call(outsider, 9_000)]
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    venture.vote(proposal, by=[founder.address for founder in founders[:2]])
    venture.vote(proposal, support=0, by=[southbank])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    assert gained(southbank, lambda: leave(venture, southbank)) == 1_000
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute(actions)
    assert treasury(venture) == 0


@pytest.mark.parametrize("way", ["end_probation", "end_notice"])
def test_who_is_taken_off_the_roster_is_paid_like_who_leaves(
    venture: Partnership, outsider: str, customer: str, way: str
) -> None:
    invite(venture, outsider, weight=10, units=1_000)
    with by_vote(venture):
        venture.membership.set_probation(outsider, boa.env.timestamp + DAY)
    accept(venture, outsider)
    if way == "end_notice":
        with by_vote(venture):
            assert gained(outsider, lambda: venture.membership.expel(outsider)) == 0
        travel_to(venture.membership.partner(outsider).leaves_at)
    else:
        boa.env.time_travel(seconds=2 * DAY)
    with boa.env.prank(customer):
        assert gained(outsider, lambda: getattr(venture.membership, way)(outsider)) == part(1_000, 2_000)


# --- the list of tokens ---


def test_reverts_when_the_tokens_do_not_increase(venture: Partnership, southbank: str) -> None:
    low, high = in_order(mock("PlainToken", 18).address, mock("PlainToken", 18).address)
    for token in (low, high):
        make_known(venture, token)
    for wrong in ([low, low], [high, low], [low, ETHER], [ETHER, ETHER], [ETHER, high, low], [ETHER, low, high, high]):
        with refused(venture, "treasury: tokens not increasing"):
            leave(venture, southbank, wrong)
    leave(venture, southbank, [ETHER, low, high])


def test_takes_10_named_tokens_and_no_more(venture: Partnership, southbank: str) -> None:
    tokens = in_order(*(mock("PlainToken", 0).address for _ in range(11)))
    for token in tokens:
        make_known(venture, token)
    with refused(venture, None):
        leave(venture, southbank, tokens)
    leave(venture, southbank, tokens[:10])


def test_a_named_token_needs_to_be_no_known_one_and_what_is_no_token_has_no_part(
    venture: Partnership, southbank: str, outsider: str
) -> None:
    token = mock("PlainToken", 18)
    token.mint(venture.partnership.address, 1_000)
    no_tokens = [outsider, venture.escrow.address, mock("Collectible").address]
    said = venture.partnership.redeemable(southbank, in_order(token.address, *no_tokens))
    assert [row.token for row in said if row.amount] == [ETHER, token.address]
    leave(venture, southbank, in_order(token.address, *no_tokens))
    assert token.balanceOf(southbank) == 100
    assert [venture.partnership.owed_to(one, southbank) for one in no_tokens] == [(0, 0)] * 3


def test_a_known_token_without_code_gives_nothing(venture: Partnership, southbank: str, outsider: str) -> None:
    """It had code when it became known."""
    make_known(venture, outsider)
    assert gained(southbank, lambda: leave(venture, southbank, [outsider])) == part(200)


# --- in the middle of it ---


@pytest.mark.parametrize("what", ["leave", "execute", "pay_owed", "liquidate", "end_probation"])
def test_t20_a_receiver_that_is_being_paid_changes_nothing(
    venture: Partnership, customer: str, listed: Any, what: str
) -> None:
    """It calls back while its ether arrives, before its tokens are sent: everything is looked at before."""
    wallet = mock("ScriptedWallet")
    listed.mint(venture.partnership.address, 1_000)
    invite(venture, wallet.address, units=1_000)
    wallet.call(
        venture.membership.address,
        0,
        venture.membership.accept.prepare_calldata(venture.membership.offer_of(wallet.address)),
    )
    invite(venture, customer, units=1_000)
    with by_vote(venture):
        venture.membership.set_probation(customer, boa.env.timestamp + DAY)
    accept(venture, customer)
    boa.env.time_travel(seconds=2 * DAY)
    calls: dict[str, Callable[[], bytes]] = {
        "leave": lambda: venture.membership.leave.prepare_calldata(),
        "execute": lambda: venture.partnership.execute.prepare_calldata([customer], [1], [b""], bytes(32)),
        "pay_owed": lambda: venture.partnership.pay_owed.prepare_calldata(listed.address, wallet.address),
        "liquidate": lambda: venture.partnership.liquidate.prepare_calldata(ETHER),
        "end_probation": lambda: venture.partnership.end_probation.prepare_calldata(customer),
    }
    wallet.plan(venture.partnership.address, calls[what]())
    wallet.call(venture.membership.address, 0, venture.membership.leave.prepare_calldata([]))
    assert not wallet.succeeded()
    assert (ether_of(wallet.address), venture.escrow.claimable(ETHER, wallet.address)) == (part(1_000, 3_000), 0)
    assert venture.membership.partner(customer)[2] == ACTIVE
    assert listed.balanceOf(wallet.address) == part(1_000, 3_000, 1_000)

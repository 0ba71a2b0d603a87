"""Partnership.redeem, and leave with tokens: the part of the treasury that goes with a leaver."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import deployer, mock
from tests.kit.house import Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import DAY, ENDED, ETHER, HOUR, LEFT, REDEMPTION_SECONDS
from tests.kit.people import in_order
from tests.kit.refusals import refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    give_notice,
    invite,
    join,
    leave,
    move,
    pay_call,
    redeem,
    set_exit_terms,
)

UNITS = [500, 300, 200]


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    """Half of the treasury is redeemable, and 10,000 wei are in it."""
    set_exit_terms(partnership, 0, 5_000)
    boa.env.set_balance(partnership.partnership.address, 10_000)
    return partnership


def treasury(venture: Partnership) -> int:
    return int(boa.env.get_balance(venture.partnership.address))


def gained(account: str, call: Callable[[], Any]) -> int:
    """The ether that `call` brings `account`, in wei."""
    before = boa.env.get_balance(account)
    call()
    return int(boa.env.get_balance(account) - before)


# --- what is paid ---


def test_pays_the_part_of_the_units_when_a_partner_leaves_with_tokens(venture: Partnership, eastport: str) -> None:
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == 10_000 // 2 * 300 // 1_000
    assert events(venture.membership) == [
        (
            venture.partnership.address,
            "DelegateVotesChanged",
            {"delegate": eastport, "previousVotes": 30, "newVotes": 0},
        ),
        (venture.escrow.address, "UnitsChanged", {"partner": eastport, "previous": 300, "current": 0, "era": 1}),
        (venture.membership.address, "PartnerLeft", {"partner": eastport}),
        (venture.partnership.address, "Redeemed", {"partner": eastport, "token": ETHER, "amount": 1_500}),
    ]
    assert treasury(venture) == 8_500
    assert venture.membership.partner(eastport)[11:] == (0, 0)


def test_pays_the_part_of_every_token_that_is_named(venture: Partnership, eastport: str) -> None:
    tokens = in_order(mock("PlainToken", 18).address, mock("PlainToken", 6).address)
    held = [deployer("mocks/PlainToken").at(token) for token in tokens]
    for token, amount in zip(held, (777, 10**30), strict=True):
        token.mint(venture.partnership.address, amount)
    leave(venture, eastport, tokens)
    assert [token.balanceOf(eastport) for token in held] == [
        777 * 300 * 5_000 // (1_000 * 10_000),
        10**30 * 300 * 5_000 // (1_000 * 10_000),
    ]
    assert treasury(venture) == 10_000  # ether was not named


def test_pays_later_when_a_partner_left_without_tokens(venture: Partnership, eastport: str) -> None:
    assert gained(eastport, lambda: leave(venture, eastport)) == 0
    assert venture.membership.partner(eastport)[11:] == (0, boa.env.timestamp + REDEMPTION_SECONDS)
    boa.env.time_travel(seconds=DAY)
    assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == 1_500
    assert events(venture.membership) == [
        (
            venture.partnership.address,
            "Redeemed",
            {"partner": eastport, "token": ETHER, "amount": 1_500},
        )
    ]
    assert venture.membership.partner(eastport)[11:] == (0, 0)


@pytest.mark.parametrize("late", [0, 1])
@pytest.mark.parametrize("way", ["leave", "expel"])
def test_pays_for_90_days_to_the_second_whether_left_or_expelled(
    venture: Partnership, eastport: str, way: str, late: int
) -> None:
    if way == "leave":
        leave(venture, eastport)
    else:
        with by_vote(venture):
            venture.membership.expel(eastport)
    travel_to(venture.membership.partner(eastport)[12] + late)
    if late:
        with refused(venture, "membership: too late to redeem"):
            redeem(venture, eastport, [ETHER])
    else:
        assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == 1_500


def test_t63_pays_by_the_share_of_the_day_the_partner_left(venture: Partnership, eastport: str, southbank: str) -> None:
    """No vote takes a leaver's part away afterwards, or gives it more."""
    leave(venture, eastport)
    set_exit_terms(venture, 0, 0)
    leave(venture, southbank)
    set_exit_terms(venture, 0, 10_000)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, southbank, [ETHER])
    before = venture.escrow.total_units()
    assert gained(eastport, lambda: redeem(venture, eastport, [ETHER])) == 5_000 * 300 // (before + 300)


def test_rounds_down_and_leaves_the_dust_in_the_treasury(venture: Partnership, southbank: str) -> None:
    set_exit_terms(venture, 0, 3_333)
    boa.env.set_balance(venture.partnership.address, 10_007)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == 10_007 * 3_333 * 200 // (10_000 * 1_000)
    assert treasury(venture) == 10_007 - 667


def test_pays_nothing_and_logs_nothing_of_a_token_the_treasury_has_too_little_of(
    venture: Partnership, southbank: str
) -> None:
    few = mock("PlainToken", 0)
    few.mint(venture.partnership.address, 9)  # a tenth of 9 is no whole one
    boa.env.set_balance(venture.partnership.address, 0)
    leave(venture, southbank, [ETHER, few.address])
    assert "Redeemed" not in [name for _, name, _ in events(venture.membership)]
    assert few.balanceOf(venture.partnership.address) == 9
    assert venture.membership.partner(southbank)[2] == LEFT


def test_the_floor_stays_whatever_the_others_take(
    venture: Partnership, northwind: str, eastport: str, southbank: str
) -> None:
    """What one has taken is not there for the next, and each takes half of its part at the most."""
    assert gained(northwind, lambda: leave(venture, northwind, [ETHER])) == 2_500
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == 7_500 // 2 * 300 // 500
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == 5_250 // 2
    assert treasury(venture) == 2_625
    assert venture.membership.phase() == ENDED


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_t62_everybody_who_takes_its_part_on_leaving_gets_just_that(
    venture: Partnership, founders: list[LocalAccount], order: tuple[int, ...]
) -> None:
    """With all of the treasury redeemable the order of leaving makes no difference."""
    set_exit_terms(venture, 0, 10_000)
    for who in order:
        leaver = founders[who].address
        assert gained(leaver, lambda leaver=leaver: leave(venture, leaver, [ETHER])) == 10 * UNITS[who]
    assert treasury(venture) == 0


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
def test_t62_two_who_left_before_either_redeemed_get_no_more_than_their_parts(
    venture: Partnership, founders: list[LocalAccount], order: tuple[int, ...]
) -> None:
    """The units of who may still redeem count for everybody who redeems; those who stay keep their 20%."""
    set_exit_terms(venture, 0, 10_000)
    for who in order:
        leave(venture, founders[who].address)
    for who in reversed(order):
        leaver = founders[who].address
        paid = gained(leaver, lambda leaver=leaver: redeem(venture, leaver, [ETHER]))
        assert paid <= 10 * UNITS[who]
    assert treasury(venture) >= 2_000


def test_t62_the_last_leaver_does_not_take_what_others_may_still_redeem(
    venture: Partnership, founders: list[LocalAccount]
) -> None:
    set_exit_terms(venture, 0, 10_000)
    for founder in founders:
        leave(venture, founder.address)
    paid = [
        gained(founder.address, lambda founder=founder: redeem(venture, founder.address, [ETHER]))
        for founder in founders
    ]
    assert paid == [5_000, 3_000, 2_000]


def test_t06_the_last_partner_winds_down_what_the_floor_kept(
    venture: Partnership, northwind: str, eastport: str, southbank: str
) -> None:
    for leaver in (northwind, eastport, southbank):
        leave(venture, leaver, [ETHER])
    rest = treasury(venture)
    with boa.env.prank(northwind):
        assert gained(southbank, lambda: venture.partnership.wind_down(ETHER)) == rest
    assert treasury(venture) == 0


def test_t05_what_was_earned_stays_claimable_besides(venture: Partnership, eastport: str, northwind: str) -> None:
    boa.env.set_balance(venture.escrow.address, 1_000)
    leave(venture, eastport, [ETHER])
    boa.env.set_balance(venture.escrow.address, 1_700)
    venture.escrow.distribute(ETHER)
    assert gained(eastport, lambda: venture.escrow.claim(ETHER, eastport)) == 300
    assert gained(northwind, lambda: venture.escrow.claim(ETHER, northwind)) == 500 + 500


def test_i11_changes_no_other_claim(venture: Partnership, founders: list[LocalAccount], eastport: str) -> None:
    boa.env.set_balance(venture.escrow.address, 1_000)
    venture.escrow.distribute(ETHER)
    before = [venture.escrow.claimable(ETHER, founder.address) for founder in founders]
    leave(venture, eastport, [ETHER])
    assert [venture.escrow.claimable(ETHER, founder.address) for founder in founders] == before
    assert boa.env.get_balance(venture.escrow.address) == venture.escrow.owed(ETHER) == 1_000


def test_a_dissenter_takes_its_part_before_the_proposal_is_executed(
    venture: Partnership, founders: list[LocalAccount], southbank: str, outsider: str
) -> None:
    """It opposed the spending; the delay gives it the time to go with what it has today."""
    actions = [pay_call(outsider, 9_000)]
    proposal = venture.propose(actions)
    venture.open_voting(proposal)
    venture.vote(proposal, by=[founder.address for founder in founders[:2]])
    venture.vote(proposal, support=0, by=[southbank])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == 1_000
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute(actions)
    assert treasury(venture) == 0


def test_a_suspended_partner_and_one_who_lapsed_have_the_same_right(
    venture: Partnership, eastport: str, southbank: str, northwind: str
) -> None:
    with by_vote(venture):
        venture.membership.suspend(southbank)
    accept(venture, northwind, amend(venture, window_seconds=HOUR))
    boa.env.time_travel(seconds=2 * HOUR)
    venture.membership.lapse(eastport)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == 1_000
    assert gained(eastport, lambda: leave(venture, eastport, [ETHER])) == 9_000 // 2 * 300 // 800


def test_goes_by_the_units_the_partner_had_when_it_left(venture: Partnership, southbank: str, eastport: str) -> None:
    """Newcomers and later changes of units change the whole it is measured by, not the part."""
    leave(venture, southbank)
    with by_vote(venture):
        venture.membership.set_shares(eastport, 30, 1_300)
        with boa.reverts("roster: has left"):
            venture.membership.set_shares(southbank, 1, 1)
    assert gained(southbank, lambda: redeem(venture, southbank, [ETHER])) == 5_000 * 200 // 2_000


# --- awkward tokens ---


def test_t29_a_token_that_takes_a_fee_costs_the_leaver_the_fee(venture: Partnership, southbank: str) -> None:
    token = mock("FeeToken", 1_000)
    token.mint(venture.partnership.address, 1_000)
    leave(venture, southbank, [token.address])
    assert token.balanceOf(southbank) == 90
    assert token.balanceOf(venture.partnership.address) == 900


def test_t31_takes_a_token_that_returns_nothing(venture: Partnership, southbank: str) -> None:
    token = mock("NoReturnToken")
    token.mint(venture.partnership.address, 1_000)
    leave(venture, southbank, [token.address])
    assert token.balanceOf(southbank) == 100


RETURNS_FALSE, TRANSFER_REVERTS, BALANCE_REVERTS = 1, 2, 8


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        (RETURNS_FALSE, "tokens: transfer failed"),
        (TRANSFER_REVERTS, "token: frozen"),
        (BALANCE_REVERTS, "token: out of order"),
    ],
)
def test_t31_reverts_as_a_whole_when_a_token_fails_and_works_without_it(
    venture: Partnership, southbank: str, mood: int, reason: str
) -> None:
    token = mock("StubbornToken")
    token.mint(venture.partnership.address, 1_000)
    leave(venture, southbank)
    token.set_mood(mood)
    with refused(venture, reason):
        redeem(venture, southbank, [ETHER, token.address])
    assert gained(southbank, lambda: redeem(venture, southbank, [ETHER])) == 1_000


def test_reverts_when_a_token_has_no_code(venture: Partnership, southbank: str, outsider: str) -> None:
    with refused(venture, None):
        leave(venture, southbank, [outsider])


def test_reverts_when_the_tokens_do_not_increase(venture: Partnership, southbank: str) -> None:
    low, high = in_order(mock("PlainToken", 18).address, mock("PlainToken", 18).address)
    leave(venture, southbank)
    for wrong in ([low, low], [high, low], [low, ETHER], [ETHER, ETHER], [ETHER, high, low], [ETHER, low, high, high]):
        with refused(venture, "treasury: tokens not increasing"):
            redeem(venture, southbank, wrong)
    redeem(venture, southbank, [ETHER, low, high])


def test_takes_16_tokens_and_no_more(venture: Partnership, southbank: str) -> None:
    tokens = in_order(*(mock("PlainToken", 0).address for _ in range(17)))
    leave(venture, southbank)
    with refused(venture, None):
        redeem(venture, southbank, tokens)
    redeem(venture, southbank, tokens[:16])
    assert venture.membership.partner(southbank)[12] == 0


def test_t28_reverts_when_the_receiver_refuses_ether_and_still_lets_it_leave(venture: Partnership) -> None:
    wallet, members = mock("RejectingReceiver"), venture.membership
    invite(venture, wallet.address)
    wallet.act(members.address, members.accept.prepare_calldata(members.offer_of(wallet.address)))
    with refused(venture, "tokens: receiver refused ether"):
        wallet.act(members.address, members.leave.prepare_calldata([ETHER]))
    wallet.act(members.address, members.leave.prepare_calldata())
    assert members.partner(wallet.address)[2] == LEFT


# --- once only, and for nobody else ---


def test_t62_reverts_when_redeemed_already(venture: Partnership, eastport: str, southbank: str) -> None:
    token = mock("PlainToken", 18)
    token.mint(venture.partnership.address, 1_000)
    leave(venture, eastport, [ETHER])
    leave(venture, southbank)
    redeem(venture, southbank, [ETHER])
    for former in (eastport, southbank):
        for tokens in ([ETHER], [token.address], []):
            with refused(venture, "membership: nothing to redeem"):
                redeem(venture, former, tokens)


def test_naming_no_token_gives_the_right_up(venture: Partnership, southbank: str) -> None:
    leave(venture, southbank)
    assert gained(southbank, lambda: redeem(venture, southbank, [])) == 0
    assert events(venture.membership) == []
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, southbank, [ETHER])


def test_reverts_when_nothing_is_redeemable(partnership: Partnership, southbank: str) -> None:
    with refused(partnership, "membership: nothing to redeem"):
        leave(partnership, southbank, [ETHER])
    leave(partnership, southbank)
    assert partnership.membership.partner(southbank)[11:] == (0, 0)
    set_exit_terms(partnership, 0, 10_000)
    with refused(partnership, "membership: nothing to redeem"):
        redeem(partnership, southbank, [ETHER])


def test_reverts_when_the_leaver_has_no_units(venture: Partnership, outsider: str) -> None:
    join(venture, outsider, weight=10, units=0)
    with refused(venture, "membership: nothing to redeem"):
        leave(venture, outsider, [ETHER])
    leave(venture, outsider)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, outsider, [ETHER])


def test_reverts_when_not_a_former_partner(venture: Partnership, southbank: str, outsider: str) -> None:
    with refused(venture, "roster: not on the roster"):
        redeem(venture, outsider, [ETHER])
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, southbank, [ETHER])
    give_notice(venture, southbank)  # what says when it may leave does not say until when it may redeem
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, southbank, [ETHER])
    move(venture, southbank, outsider)
    for account in (southbank, outsider):
        with refused(venture, "membership: nothing to redeem"):
            redeem(venture, account, [ETHER])


def test_reverts_when_only_invited(venture: Partnership, outsider: str) -> None:
    invite(venture, outsider, units=1_000)
    with refused(venture, "membership: nothing to redeem"):
        leave(venture, outsider, [ETHER])
    leave(venture, outsider)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, outsider, [ETHER])
    invite(venture, outsider, units=1_000)
    with by_vote(venture):
        venture.membership.expel(outsider)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, outsider, [ETHER])


def test_t63_admission_waits_until_the_old_right_is_used_or_over(
    venture: Partnership, southbank: str, eastport: str
) -> None:
    """Expelling and admitting at once would be a way to take it away."""
    with by_vote(venture):
        venture.membership.expel(southbank)
    with refused(venture, "roster: may still redeem"):
        invite(venture, southbank)
    redeem(venture, southbank, [ETHER])
    invite(venture, southbank)
    leave(venture, eastport)
    travel_to(venture.membership.partner(eastport)[12])
    with refused(venture, "roster: may still redeem"):
        invite(venture, eastport)
    with refused(venture, "membership: may still redeem"):
        venture.membership.forfeit(eastport)
    boa.env.time_travel(seconds=1)
    with refused(venture, "roster: may still redeem"):
        invite(venture, eastport)
    venture.membership.forfeit(eastport)
    join(venture, eastport)
    with refused(venture, "membership: nothing to redeem"):
        redeem(venture, eastport, [ETHER])


def test_t62_who_comes_back_redeems_by_its_new_units_only(venture: Partnership, southbank: str) -> None:
    leave(venture, southbank, [ETHER])
    join(venture, southbank, weight=1, units=8)
    held = treasury(venture)
    assert gained(southbank, lambda: leave(venture, southbank, [ETHER])) == held * 8 // (2 * 808)


# --- re-entering ---


def wallet_partner(venture: Partnership, units: int = 1_000) -> Any:
    """A partner that is a program."""
    wallet = mock("ScriptedWallet")
    invite(venture, wallet.address, weight=10, units=units)
    wallet.call(
        venture.membership.address,
        0,
        venture.membership.accept.prepare_calldata(venture.membership.offer_of(wallet.address)),
    )
    return wallet


def _terms(venture: Partnership) -> bytes:
    return bytes(venture.membership.current_terms()[1])


def test_t22_reverts_when_an_action_of_a_proposal_makes_a_former_partner_redeem(venture: Partnership) -> None:
    wallet, members = wallet_partner(venture), venture.membership
    wallet.call(members.address, 0, members.leave.prepare_calldata())
    wallet.plan(members.address, members.redeem.prepare_calldata([ETHER]))
    venture.decide([pay_call(wallet.address, 10)])
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert boa.env.get_balance(wallet.address) == 10
    assert members.partner(wallet.address)[12] != 0  # it still may, afterwards
    wallet.plan(ETHER, b"")
    wallet.call(members.address, 0, members.redeem.prepare_calldata([ETHER]))
    assert boa.env.get_balance(wallet.address) == 10 + 9_990 // 2 * 1_000 // 2_000


def test_t22_reverts_when_an_action_of_a_proposal_makes_a_partner_leave_with_tokens(venture: Partnership) -> None:
    wallet, members = wallet_partner(venture), venture.membership
    wallet.plan(members.address, members.leave.prepare_calldata([ETHER]))
    venture.decide([pay_call(wallet.address, 10)])
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert wallet.answer() == b""  # the lock
    assert members.members() == 4


@pytest.mark.parametrize("what", ["redeem", "leave", "execute"])
def test_t62_a_receiver_that_calls_back_gets_nothing_twice(venture: Partnership, outsider: str, what: str) -> None:
    wallet, members, governor = wallet_partner(venture), venture.membership, venture.partnership
    actions = [pay_call(outsider, 1)]
    venture.pass_proposal(actions)
    calls: dict[str, tuple[str, bytes]] = {
        "redeem": (members.address, members.redeem.prepare_calldata([ETHER])),
        "leave": (members.address, members.leave.prepare_calldata([ETHER])),
        "execute": (
            governor.address,
            governor.execute.prepare_calldata(*columns(actions), keccak(text="a proposal")),
        ),
    }
    wallet.plan(*calls[what])
    wallet.call(members.address, 0, members.leave.prepare_calldata([ETHER]))
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert boa.env.get_balance(wallet.address) == 2_500
    assert treasury(venture) == 7_500
    assert members.members() == 3
    venture.execute(actions)  # the proposal itself was good


def test_t06_t62_the_last_partner_cannot_wind_down_while_it_is_being_paid(
    venture: Partnership, founders: list[LocalAccount]
) -> None:
    wallet, members, governor = wallet_partner(venture), venture.membership, venture.partnership
    for founder in founders:
        leave(venture, founder.address)
    wallet.plan(governor.address, governor.wind_down.prepare_calldata(ETHER))
    wallet.call(members.address, 0, members.leave.prepare_calldata([ETHER]))
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert members.phase() == ENDED


def test_t62_who_lets_the_time_pass_leaves_its_part_to_the_others(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """Its units count until anybody says that its time is over."""
    set_exit_terms(venture, 0, 10_000)
    first, second, _ = (founder.address for founder in founders)
    leave(venture, first)
    travel_to(venture.membership.partner(first)[12] + 1)
    with refused(venture, "membership: too late to redeem"):
        redeem(venture, first, [ETHER])
    with boa.env.anchor():
        assert gained(second, lambda: leave(venture, second, [ETHER])) == 3_000
    with boa.env.prank(outsider):
        venture.membership.forfeit(first)
    assert gained(second, lambda: leave(venture, second, [ETHER])) == 6_000
    with refused(venture, "membership: nothing to redeem"):
        venture.membership.forfeit(first)


def test_t06_nothing_is_wound_down_while_somebody_may_still_redeem(
    venture: Partnership, founders: list[LocalAccount]
) -> None:
    set_exit_terms(venture, 0, 10_000)
    for founder in founders:
        leave(venture, founder.address)
    with refused(venture, "treasury: still a partnership"):
        venture.partnership.wind_down(ETHER)
    for founder in founders:
        redeem(venture, founder.address, [])
    assert venture.partnership.wind_down(ETHER) == 10_000

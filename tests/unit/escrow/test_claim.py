"""RevenueEscrow.claim: one partner's part of one token."""

from collections.abc import Callable, Sequence
from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of, send_ether
from tests.kit.numbers import DAY, ETHER, PROPOSER
from tests.kit.people import UNITS
from tests.kit.tokens import Promise
from tests.kit.verbs import by_vote

RETURNS_FALSE, TRANSFER_REVERTS, MOVES_NOTHING = 1, 2, 4  # StubbornToken.Mood


def claim_all(escrow: Any, token: Any, partner: str, expected: int, calls: int) -> None:
    """Claims until `expected` is paid, in at most `calls` calls."""
    paid = 0
    for _ in range(calls):
        paid += escrow.claim(token, partner)
        if paid >= expected:
            break
    assert paid == expected
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(token, partner)


def test_pays_ether_to_the_partner_when_anybody_calls(
    escrow: Any, earn: Any, northwind: str, outsider: str, eastport: str
) -> None:
    earn(ETHER, 1_000)
    before, gas_payer = ether_of(northwind), ether_of(outsider)
    with boa.env.prank(outsider):
        assert escrow.claim(ETHER, northwind) == 500
    assert logged(escrow) == [("RevenueClaimed", northwind, ETHER, 500)]
    assert ether_of(northwind) == before + 500
    assert ether_of(outsider) == gas_payer
    assert ether_of(escrow.address) == escrow.owed(ETHER) == 500
    assert escrow.claimable(ETHER, northwind) == 0
    assert escrow.claimable(ETHER, eastport) == 300


def test_pays_tokens_when_earned(escrow: Any, earn: Any, listed: Any, southbank: str) -> None:
    earn(listed, 1_000)
    held = listed.balanceOf(escrow)
    assert escrow.claim(listed, southbank) == 200
    assert logged(escrow) == [
        ("RevenueClaimed", southbank, listed.address, 200),
        *listed.moves(escrow, southbank, 200),
    ]
    assert listed.balanceOf(southbank) == listed.lands(200)
    assert listed.balanceOf(escrow) == held - listed.costs(200)
    assert escrow.owed(listed) == 800


def test_pays_to_the_payout_address_when_one_is_set(
    escrow: Any, earn: Any, listed: Any, northwind: str, customer: str
) -> None:
    with boa.env.prank(northwind):
        escrow.set_payout(customer)
    earn(listed, 1_000)
    earn(ETHER, 1_000)
    before = ether_of(customer)
    escrow.claim(listed, northwind)
    assert logged(escrow)[0] == ("RevenueClaimed", northwind, listed.address, 500)
    escrow.claim(ETHER, northwind)
    assert (listed.balanceOf(customer), listed.balanceOf(northwind)) == (listed.lands(500), 0)
    assert ether_of(customer) == before + 500


def test_refuses_when_nothing_was_earned(escrow: Any, northwind: str, refused: Any) -> None:
    with refused("escrow: nothing to claim"):
        escrow.claim(ETHER, northwind)


def test_refuses_when_everything_was_claimed(escrow: Any, earn: Any, northwind: str, refused: Any) -> None:
    earn(ETHER, 1_000)
    escrow.claim(ETHER, northwind)
    with refused("escrow: nothing to claim"):
        escrow.claim(ETHER, northwind)


def test_refuses_when_the_account_is_no_partner(escrow: Any, earn: Any, outsider: str, refused: Any) -> None:
    earn(ETHER, 1_000)
    with boa.env.prank(outsider), refused("escrow: nothing to claim"):
        escrow.claim(ETHER, outsider)


def test_refuses_when_only_a_fraction_of_a_wei_was_earned(escrow: Any, earn: Any, southbank: str, refused: Any) -> None:
    earn(ETHER, 4)
    with refused("escrow: nothing to claim"):
        escrow.claim(ETHER, southbank)


def test_refuses_when_the_money_has_not_been_distributed(
    escrow: Any, listed: Any, northwind: str, refused: Any
) -> None:
    listed.mint(escrow, 1_000)
    with refused("escrow: nothing to claim"):
        escrow.claim(listed, northwind)


def test_refuses_when_the_token_has_no_code(escrow: Any, outsider: str, northwind: str, refused: Any) -> None:
    with refused("escrow: nothing to claim"):
        escrow.claim(outsider, northwind)


def test_keeps_the_fraction_when_claiming_often(escrow: Any, earn: Any, southbank: str) -> None:
    paid = 0
    for _ in range(20):
        earn(ETHER, 7)  # 1.4 each
        paid += escrow.claim(ETHER, southbank)
    assert paid == 28


def test_pays_by_the_units_of_each_time_when_they_changed(
    escrow: Any, earn: Any, set_units: Any, southbank: str, northwind: str
) -> None:
    earn(ETHER, 1_000)  # 200 of 1,000
    set_units(southbank, 1_200)
    earn(ETHER, 2_000)  # 1,200 of 2,000
    set_units(southbank, 0)
    earn(ETHER, 800)  # 0 of 800
    set_units(southbank, 800)
    earn(ETHER, 1_600)  # 800 of 1,600
    assert escrow.claim(ETHER, southbank) == 200 + 1_200 + 0 + 800
    assert escrow.claim(ETHER, northwind) == 500 + 500 + 500 + 500


def test_pays_a_newcomer_only_what_came_later(
    escrow: Any, earn: Any, set_units: Any, outsider: str, eastport: str
) -> None:
    earn(ETHER, 1_000)
    set_units(eastport, 800)
    earn(ETHER, 1_500)
    set_units(outsider, 500)
    assert escrow.claimable(ETHER, outsider) == 0
    earn(ETHER, 2_000)
    assert escrow.claim(ETHER, outsider) == 500


@pytest.mark.parametrize("income_eras", [1, 2, 3, 7, 8, 9, 31, 40])
def test_finds_the_start_when_many_eras_had_income(
    escrow: Any, earn: Any, set_units: Any, outsider: str, eastport: str, income_eras: int
) -> None:
    for era in range(1, income_eras + 1):
        set_units(eastport, 300 + era % 2)
        earn(ETHER, 10_010)
    set_units(outsider, 1_000)
    earn(ETHER, 100 * escrow.total_units())
    assert escrow.claim(ETHER, outsider) == 100_000


def test_finds_the_start_of_each_of_many_newcomers(
    escrow: Any, earn: Any, set_units: Any, partnership: Partnership
) -> None:
    newcomers = [boa.env.generate_address(f"newcomer {number}") for number in range(12)]
    for newcomer in newcomers:
        set_units(newcomer, 1_000)
        earn(ETHER, escrow.total_units())  # one wei for each unit
    for position, newcomer in enumerate(newcomers):
        assert escrow.claim(ETHER, newcomer) == 1_000 * (len(newcomers) - position)
    for founder, units in zip(partnership.founders, UNITS, strict=True):
        assert escrow.claim(ETHER, founder.address) == units * len(newcomers)
    assert escrow.owed(ETHER) == 0


def test_pays_page_by_page_when_units_changed_more_often_than_one_claim_goes_through(
    escrow: Any, earn: Any, set_units: Any, eastport: str
) -> None:
    expected = 0
    for change in range(1, 81):
        set_units(eastport, change)
        earn(ETHER, escrow.total_units())
        expected += change
    assert escrow.claimable(ETHER, eastport) == sum(range(1, 32))  # 32 holdings, the one of the formation included
    claim_all(escrow, ETHER, eastport, expected, calls=3)


def test_i16_pays_when_units_changed_often_before_the_first_income(
    escrow: Any, earn: Any, set_units: Any, outsider: str
) -> None:
    for change in range(40):
        set_units(outsider, 1_000 + change % 2)
    set_units(outsider, 1_000)
    earn(ETHER, 2_000)
    claim_all(escrow, ETHER, outsider, 1_000, calls=2)
    assert escrow.owed(ETHER) == 1_000


def test_i16_pays_when_units_changed_often_between_two_incomes(
    escrow: Any, earn: Any, set_units: Any, eastport: str
) -> None:
    earn(ETHER, 1_000)
    escrow.claim(ETHER, eastport)
    for change in range(70):
        set_units(eastport, 300 + change % 2)
    set_units(eastport, 300)
    earn(ETHER, 1_000)
    claim_all(escrow, ETHER, eastport, 300, calls=3)


def test_i16_pays_when_a_partner_was_away_for_many_changes(
    escrow: Any, earn: Any, set_units: Any, eastport: str
) -> None:
    for _ in range(40):
        set_units(eastport, 0)
        earn(ETHER, 700)
        set_units(eastport, 300)
    earn(ETHER, 1_000)
    claim_all(escrow, ETHER, eastport, 300, calls=3)


def test_i16_pays_when_each_holding_earned_less_than_a_wei(
    escrow: Any, earn: Any, set_units: Any, outsider: str
) -> None:
    for change in range(40):
        set_units(outsider, 1 + change % 2)
        earn(ETHER, 1)
    set_units(outsider, 1_000)
    earn(ETHER, 2_000)
    claim_all(escrow, ETHER, outsider, 1_000, calls=2)
    assert escrow.owed(ETHER) == 1_000 + 40


def alone_and_rich(escrow: Any, token: Any, set_units: Any, partners: Sequence[str]) -> None:
    """Has one unit earn 2**92 in all, so that the sum per unit wraps to exactly 0 as an era ends."""
    for partner in partners[1:]:
        set_units(partner, 0)
    set_units(partners[0], 1)
    for _ in range(2):
        token.mint(escrow, 2**91)
        escrow.distribute(token)
        escrow.claim(token, partners[0])
        set_units(partners[1], 1)
        set_units(partners[1], 0)


def test_i01_owes_no_more_than_it_has_when_the_sum_per_unit_wraps_to_zero(
    escrow: Any, set_units: Any, mock: Any, partnership: Partnership
) -> None:
    token = mock("PlainToken", 18)
    partners = [founder.address for founder in partnership.founders]
    alone_and_rich(escrow, token, set_units, partners)
    set_units(partners[1], 1)
    token.mint(escrow, 2**90)
    escrow.distribute(token)
    assert [escrow.claimable(token, partner) for partner in partners] == [2**89, 2**89, 0]
    assert escrow.owed(token) == 2**90


def test_pays_right_when_the_sum_per_unit_wraps_in_the_middle(
    escrow: Any, set_units: Any, mock: Any, partnership: Partnership, outsider: str
) -> None:
    token = mock("PlainToken", 18)
    northwind, eastport, southbank = (founder.address for founder in partnership.founders)
    set_units(eastport, 0)
    set_units(southbank, 0)
    set_units(northwind, 1)
    for round_ in range(4):
        token.mint(escrow, 2**91 + 12_345)
        escrow.distribute(token)
        assert escrow.claim(token, northwind) == 2**91 + 12_345
        set_units(outsider, round_ + 1)
        token.mint(escrow, 1_000 * (round_ + 2))
        escrow.distribute(token)
        assert escrow.claim(token, northwind) == 1_000
        assert escrow.claim(token, outsider) == 1_000 * (round_ + 1)
        set_units(outsider, 0)
    assert escrow.owed(token) == 0


def test_t05_pays_when_the_partner_has_left(partnership: Partnership, earn: Any, eastport: str) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    with boa.env.prank(eastport):
        partnership.membership.leave()
    assert escrow.units_of(eastport) == 0
    earn(ETHER, 700)
    assert escrow.claim(ETHER, eastport) == 300
    assert escrow.claimable(ETHER, eastport) == 0


def test_t05_pays_when_the_partner_was_expelled(partnership: Partnership, customer: str, eastport: str) -> None:
    escrow = partnership.escrow
    boa.env.set_balance(escrow.address, 1_000)  # not even distributed yet
    with by_vote(partnership):
        partnership.membership.expel(eastport)
    escrow.distribute(ETHER)
    assert escrow.claim(ETHER, eastport) == 300


def test_t05_pays_once_when_the_partner_leaves_and_comes_back(
    partnership: Partnership, earn: Any, eastport: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    escrow.claim(ETHER, eastport)
    with boa.env.prank(eastport):
        partnership.membership.leave()
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, eastport)
    with by_vote(partnership):
        partnership.membership.admit(eastport, 30, 300, PROPOSER, DAY)
    with boa.env.prank(eastport):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))
    assert escrow.claimable(ETHER, eastport) == 0
    earn(ETHER, 1_000)
    assert escrow.claim(ETHER, eastport) == 300


@pytest.mark.parametrize("receiver", ["RejectingReceiver", "GasBurningReceiver", "BombReceiver"])
def test_t28_only_the_receiver_fails_when_it_cannot_take_ether(
    escrow: Any, earn: Any, listed: Any, mock: Any, set_units: Any, northwind: str, receiver: str
) -> None:
    partner = mock(receiver)
    if receiver == "BombReceiver":
        partner.set_reverts(True)
    set_units(partner.address, 1_000)
    earn(ETHER, 2_000)
    earn(listed, 2_000)
    with boa.reverts("tokens: receiver refused ether"):
        escrow.claim(ETHER, partner)
    assert escrow.claimable(ETHER, partner) == 1_000
    assert escrow.owed(ETHER) == 2_000
    assert escrow.claim(ETHER, northwind) == 500
    assert escrow.claim(listed, partner) == 1_000


@pytest.mark.parametrize("receiver", ["RejectingReceiver", "GasBurningReceiver"])
def test_t28_is_paid_elsewhere_when_the_receiver_names_another_address(
    escrow: Any, earn: Any, mock: Any, set_units: Any, customer: str, receiver: str
) -> None:
    partner = mock(receiver)
    set_units(partner.address, 1_000)
    earn(ETHER, 2_000)
    partner.act(escrow, escrow.set_payout.prepare_calldata(customer))
    before = ether_of(customer)
    assert escrow.claim(ETHER, partner) == 1_000
    assert ether_of(customer) == before + 1_000


def test_t28_pays_without_copying_the_answer_when_it_is_a_blob(
    escrow: Any, earn: Any, mock: Any, set_units: Any, customer: str
) -> None:
    partner = mock("BombReceiver")
    set_units(partner.address, 1_000)
    earn(ETHER, 2_000)
    making = send_ether(partner.address, 0, customer)
    assert len(making.output) >= 256 * 1_024
    # Copying the answer would cost at least 150,000 more.
    assert escrow.claim(ETHER, partner, gas=making.get_gas_used() + 100_000) == 1_000
    assert ether_of(partner.address) == 1_000


@pytest.mark.parametrize(
    "function", ["claim", "claim_many", "distribute", "pay", "contribute", "release", "set_payout", "wind_down"]
)
def test_t33_a_receiver_cannot_call_back_when_it_is_being_paid(
    escrow: Any, earn: Any, listed: Any, mock: Any, set_units: Any, function: str
) -> None:
    partner = mock("ReenteringReceiver")
    set_units(partner.address, 1_000)
    earn(ETHER, 2_000)
    earn(listed, 2_000)
    listed.mint(escrow, 100)
    arguments = {
        "claim": (ETHER, partner.address),
        "claim_many": ([ETHER, listed.address], partner.address),
        "distribute": (listed.address,),
        "pay": (ETHER, 0, bytes(32)),
        "contribute": (ETHER, 0),
        "release": (ETHER,),
        "set_payout": (partner.address,),
        "wind_down": (listed.address,),
    }[function]
    partner.arm(escrow, getattr(escrow, function).prepare_calldata(*arguments))
    waiting = escrow.undistributed(listed)
    assert escrow.claim(ETHER, partner) == 1_000
    assert (partner.calls(), partner.successes()) == (1, 0)
    assert ether_of(partner.address) == escrow.owed(ETHER) == 1_000
    assert escrow.undistributed(listed) == waiting


@pytest.mark.parametrize("function", ["claimable", "owed", "undistributed", "vested_units_of", "total_units"])
def test_t33_views_do_not_answer_when_a_payment_is_half_done(
    escrow: Any, earn: Any, mock: Any, northwind: str, function: str
) -> None:
    token = mock("HookToken")
    earn(token, 1_000)
    arguments = {
        "claimable": (token.address, northwind),
        "owed": (token.address,),
        "undistributed": (token.address,),
        "vested_units_of": (northwind,),
        "total_units": (),
    }[function]
    token.arm(escrow, getattr(escrow, function).prepare_calldata(*arguments), True)
    assert escrow.claim(token, northwind) == 500
    assert (token.calls(), token.successes()) == (2, 0)


def test_t33_units_are_told_when_a_payment_is_half_done(escrow: Any, set_units: Any, mock: Any, eastport: str) -> None:
    """The partnership asks for them when a partner's seat is asked for, in the middle of anything."""
    token = mock("HookToken")
    set_units(eastport, 250)
    token.mint(escrow, 950)
    escrow.distribute(token)
    for view, units in ((escrow.units_of, 250), (escrow.units_before, 300)):
        with boa.env.anchor():
            token.arm(escrow, view.prepare_calldata(eastport), True)
            assert escrow.claim(token, eastport) == 250
            assert (token.calls(), token.successes()) == (2, 2)
            assert token.answer() == units.to_bytes(32, "big")


def test_t33_a_token_cannot_claim_again_when_it_is_being_claimed(
    escrow: Any, earn: Any, mock: Any, northwind: str
) -> None:
    token = mock("HookToken")
    earn(token, 1_000)
    token.arm(escrow, escrow.claim.prepare_calldata(token, northwind), False)
    assert escrow.claim(token, northwind) == 500
    assert (token.calls(), token.successes()) == (2, 0)
    assert token.balanceOf(northwind) == token.balanceOf(escrow) == 500


def test_t22_a_receiver_cannot_leave_when_it_is_being_paid(partnership: Partnership, earn: Any, mock: Any) -> None:
    escrow, membership = partnership.escrow, partnership.membership
    partner = mock("ReenteringReceiver")
    with by_vote(partnership):
        membership.admit(partner, 10, 1_000, PROPOSER, DAY)
    partner.act(membership, membership.accept.prepare_calldata(membership.offer_of(partner.address)))
    earn(ETHER, 2_000)
    partner.arm(membership, membership.leave.prepare_calldata())
    assert escrow.claim(ETHER, partner) == 1_000
    assert (partner.calls(), partner.successes()) == (1, 0)
    assert escrow.units_of(partner) == 1_000


def test_t29_sends_what_is_owed_when_the_token_takes_a_fee(escrow: Any, earn: Any, mock: Any, northwind: str) -> None:
    token = mock("FeeToken", 1_000)
    earn(token, 1_000)
    assert escrow.claim(token, northwind) == 500
    assert token.balanceOf(northwind) == 450
    assert escrow.owed(token) == token.balanceOf(escrow) == 500


@pytest.mark.parametrize("mood", [RETURNS_FALSE, TRANSFER_REVERTS])
def test_t31_keeps_the_claim_when_the_token_does_not_pay(
    escrow: Any, earn: Any, mock: Any, northwind: str, mood: int
) -> None:
    token = mock("StubbornToken")
    token.mint(escrow, 1_000)
    escrow.distribute(token)
    token.set_mood(mood)
    with boa.reverts("tokens: transfer failed" if mood == RETURNS_FALSE else "token: frozen"):
        escrow.claim(token, northwind)
    assert escrow.claimable(token, northwind) == 500
    token.set_mood(0)
    assert escrow.claim(token, northwind) == 500


def test_t32_others_are_paid_when_one_partner_is_blocked(
    escrow: Any, earn: Any, mock: Any, northwind: str, eastport: str, southbank: str
) -> None:
    token = mock("BlocklistToken")
    earn(token, 1_000)
    token.set_blocked(eastport, True)
    with boa.reverts("token: blocked"):
        escrow.claim(token, eastport)
    assert escrow.claim(token, northwind) == 500
    assert escrow.claim(token, southbank) == 200
    assert escrow.claimable(token, eastport) == 300


def test_t32_a_blocked_partner_is_paid_when_it_names_another_address(
    escrow: Any, earn: Any, mock: Any, eastport: str, customer: str
) -> None:
    token = mock("BlocklistToken")
    earn(token, 1_000)
    token.set_blocked(eastport, True)
    with boa.env.prank(eastport):
        escrow.set_payout(customer)
    assert escrow.claim(token, eastport) == 300
    assert token.balanceOf(customer) == 300


@pytest.mark.needs(Promise.COVERED)
@pytest.mark.parametrize("kind", ["RebasingToken", "PlainToken"])
def test_t30_other_tokens_are_untouched_when_a_balance_shrinks(
    escrow: Any, earn: Any, mock: Any, listed: Any, northwind: str, eastport: str, southbank: str, kind: str
) -> None:
    token = mock(kind, *([18] if kind == "PlainToken" else []))
    for money in (token, listed, ETHER):
        earn(money, 1_000)
    if kind == "RebasingToken":
        token.rebase(6 * 10**17)
    else:
        token.shrink(escrow, 400)
    assert token.balanceOf(escrow) == 600
    # Documented: of a token that shrank, those who claim first are paid in full.
    assert escrow.undistributed(token) == 0
    assert escrow.claim(token, northwind) == 500
    with boa.reverts("token: balance too small"):
        escrow.claim(token, eastport)
    assert escrow.claimable(token, eastport) == 300
    for money in (listed, ETHER):
        assert escrow.owed(money) == 1_000
        assert [escrow.claim(money, partner) for partner in (northwind, eastport, southbank)] == UNITS
    # What arrives next fills the hole before it is income.
    if kind == "PlainToken":
        token.mint(escrow, 500)
        assert escrow.undistributed(token) == 100
        assert [escrow.claim(token, partner) for partner in (eastport, southbank)] == [300, 200]


@pytest.mark.needs(Promise.STILL)
def test_i11_others_keep_their_claims_when_one_leaves(
    partnership: Partnership, earn: Any, listed: Any, northwind: str, eastport: str, southbank: str
) -> None:
    escrow = partnership.escrow
    for money in (ETHER, listed):
        earn(money, 1_001)
    before = [escrow.claimable(money, who) for money in (ETHER, listed) for who in (northwind, eastport, southbank)]
    with boa.env.prank(eastport):
        partnership.membership.leave()
    after = [escrow.claimable(money, who) for money in (ETHER, listed) for who in (northwind, eastport, southbank)]
    assert after == before
    assert (escrow.owed(ETHER), escrow.owed(listed)) == (1_001, 1_001)


@pytest.fixture
def meddle(escrow: Any, outsider: str, listed: Any) -> Callable[[], None]:
    """Everything somebody without any right can try."""

    def attempt() -> None:
        attempts: list[tuple[Any, ...]] = [
            (escrow.claim, ETHER, outsider),
            (escrow.claim, listed, outsider),
            (escrow.claim_many, [ETHER, listed], outsider),
            (escrow.reclaim, ETHER, outsider),
            (escrow.release, ETHER),
            (escrow.wind_down, ETHER),
            (escrow.wind_down, listed),
            (escrow.set_units, outsider, 1_000),
            (escrow.enter_force,),
            (escrow.list_token, listed),
            (escrow.unlist_token, listed),
            (escrow.initialize, outsider, [], 0, 0),
        ]
        with boa.env.prank(outsider):
            escrow.set_payout(outsider)
            for function, *arguments in attempts:
                with boa.reverts():
                    function(*arguments)

    return attempt


@pytest.mark.needs(Promise.COVERED)
def test_t35_nobody_can_sweep_what_is_owed(
    escrow: Any, earn: Any, listed: Any, outsider: str, meddle: Any, northwind: str, eastport: str, southbank: str
) -> None:
    for money in (ETHER, listed):
        earn(money, 1_000)
    before = ether_of(outsider), listed.balanceOf(outsider)
    meddle()
    assert (ether_of(outsider), listed.balanceOf(outsider)) == before
    for money in (ETHER, listed):
        assert [escrow.claim(money, partner) for partner in (northwind, eastport, southbank)] == UNITS


@pytest.mark.needs(Promise.STILL)
def test_t35_not_even_the_partnership_can_move_what_is_owed(
    partnership: Partnership, earn: Any, listed: Any, refused: Any
) -> None:
    escrow = partnership.escrow
    earn(listed, 1_000)
    held = listed.balanceOf(escrow)
    with by_vote(partnership):
        with refused("escrow: nothing to release"):
            escrow.release(listed)
        with refused("escrow: still a partnership"):
            escrow.wind_down(listed)
        escrow.unlist_token(listed)
    share = (escrow.address, 0, escrow.set_units.prepare_calldata(partnership.partnership.address, 10**6))
    with refused("governor: not by vote"):
        partnership.propose([share])
    assert (escrow.owed(listed), listed.balanceOf(escrow)) == (1_000, held)

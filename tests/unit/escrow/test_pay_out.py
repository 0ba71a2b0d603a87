"""RevenueEscrow.pay_out: splits what arrived and pays every partner at once."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.clock import today
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of, short_of_gas
from tests.kit.numbers import DAY, ETHER
from tests.kit.people import in_order
from tests.kit.tokens import Promise
from tests.kit.verbs import by_roster, by_vote, move
from tests.unit.escrow.test_claim_for import BAD_RECEIVERS, bad_receiver


@pytest.fixture
def everybody(northwind: str, eastport: str, southbank: str) -> list[str]:
    return in_order(northwind, eastport, southbank)


@pytest.fixture
def part(northwind: str, eastport: str, southbank: str) -> dict[str, int]:
    """Units of each partner, of 1,000."""
    return {northwind: 500, eastport: 300, southbank: 200}


def test_pays_ether_at_once(escrow: Any, everybody: list[str], part: dict[str, int], outsider: str) -> None:
    arrive(escrow, ETHER, 1_000)
    before = [ether_of(partner) for partner in everybody]
    with boa.env.prank(outsider):
        assert escrow.pay_out(ETHER, everybody) == 1_000
    assert logged(escrow) == [
        ("RevenuePaidOut", ETHER, 1_000, 1_000, 0),
        *(("RevenueClaimed", partner, ETHER, part[partner]) for partner in everybody),
    ]
    assert [ether_of(p) - b for p, b in zip(everybody, before, strict=True)] == [part[p] for p in everybody]
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, everybody[0])


@pytest.mark.needs(Promise.COVERED)
def test_pays_tokens_at_once(escrow: Any, listed: Any, everybody: list[str], part: dict[str, int]) -> None:
    arrive(escrow, listed, 1_000)
    arrived = escrow.undistributed(listed)
    assert escrow.pay_out(listed, everybody) == arrived
    assert [listed.balanceOf(partner) for partner in everybody] == [
        listed.lands(arrived // 1_000 * part[partner]) for partner in everybody
    ]
    assert escrow.owed(listed) == arrived % 1_000


def test_leaves_what_was_distributed_before_alone(escrow: Any, earn: Any, everybody: list[str], eastport: str) -> None:
    earn(ETHER, 1_000)
    arrive(escrow, ETHER, 2_000)
    assert escrow.pay_out(ETHER, everybody) == 2_000
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 1_000
    assert escrow.claim(ETHER, eastport) == 300


def test_t26_i04_pays_whole_numbers_per_unit_and_credits_the_rest(
    escrow: Any, everybody: list[str], part: dict[str, int]
) -> None:
    for amount in (1, 3, 7, 999, 1_001, 10**18 + 1):
        with boa.env.anchor():
            arrive(escrow, ETHER, amount)
            before = [ether_of(partner) for partner in everybody]
            escrow.pay_out(ETHER, everybody)
            paid = [ether_of(p) - b for p, b in zip(everybody, before, strict=True)]
            assert paid == [amount // 1_000 * part[partner] for partner in everybody]
            assert (escrow.undistributed(ETHER), escrow.owed(ETHER)) == (0, amount % 1_000)
            credited = [escrow.claimable(ETHER, partner) for partner in everybody]
            assert credited == [amount % 1_000 * part[partner] // 1_000 for partner in everybody]


def test_goes_down_the_order_of_payment(
    partnership: Partnership, everybody: list[str], part: dict[str, int], outsider: str, customer: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote(partnership):
        escrow.set_recoupment(1)
        escrow.set_sponsor(outsider, 2_500)
        escrow.set_reserve(1_000)
        escrow.record_contribution(customer, ETHER, 250, b"work".ljust(32, b"\0"))
    arrive(escrow, ETHER, 2_000)
    era = escrow.era()
    assert escrow.pay_out(ETHER, everybody) == 2_000
    logs = logged(escrow)
    # 500 to the sponsor, 250 repaid, 125 of 1,250 to the treasury, 1,125 by units: 1 for each, and 125 credited
    assert logs[:5] == [
        ("SponsorCredited", outsider, ETHER, 500),
        ("ContributionsRepaid", ETHER, 250),
        ("ReserveCredited", ETHER, 125),
        ("RevenueDistributed", ETHER, 125, 1_000, era),
        ("RevenuePaidOut", ETHER, 1_000, 1_000, era),
    ]
    assert [event[3] for event in logs[5:]] == [part[partner] for partner in everybody]
    assert [escrow.claimable(ETHER, account) for account in (outsider, customer, treasury)] == [500, 250, 125]
    assert escrow.owed(ETHER) == 875 + 125
    assert escrow.undistributed(ETHER) == 0


def test_refuses_when_partners_are_missing_twice_or_out_of_order(
    escrow: Any, everybody: list[str], refused: Any, outsider: str
) -> None:
    arrive(escrow, ETHER, 1_000)
    a, b, c = everybody
    for partners in ([b, a, c], [a, c, b], [a, a, b, c], [ETHER, a, b, c], [a, b, c, c]):
        with refused("escrow: partners out of order"):
            escrow.pay_out(ETHER, partners)
    for partners in ([], [a], [b, c], [a, b], in_order(a, b, outsider)):
        with refused("escrow: not every partner"):
            escrow.pay_out(ETHER, partners)


def test_passes_over_who_has_no_units(escrow: Any, everybody: list[str], outsider: str) -> None:
    arrive(escrow, ETHER, 1_000)
    before = ether_of(outsider)
    assert escrow.pay_out(ETHER, in_order(*everybody, outsider)) == 1_000
    assert ether_of(outsider) == before


def test_refuses_when_nothing_arrived_and_nothing_is_to_be_claimed(
    escrow: Any, everybody: list[str], refused: Any
) -> None:
    with refused("escrow: nothing to claim"):
        escrow.pay_out(ETHER, everybody)


def test_t94_pays_everybody_when_somebody_distributed_just_before(
    escrow: Any, earn: Any, everybody: list[str], outsider: str, refused: Any
) -> None:
    arrive(escrow, ETHER, 1_000)
    with boa.env.prank(outsider):
        escrow.distribute(ETHER)
    before = [ether_of(partner) for partner in everybody]
    assert escrow.pay_out(ETHER, everybody) == 1_000
    assert sorted(ether_of(p) - b for p, b in zip(everybody, before, strict=True)) == [200, 300, 500]
    with refused("escrow: nothing to claim"):
        escrow.pay_out(ETHER, everybody)


def test_t08_refuses_when_the_partnership_forms(forming: Partnership, everybody: list[str], refused: Any) -> None:
    arrive(forming.escrow, ETHER, 1_000)
    with refused("escrow: not in force"):
        forming.escrow.pay_out(ETHER, everybody)


def test_t06_refuses_when_nobody_has_units(ended: Partnership, everybody: list[str], refused: Any) -> None:
    arrive(ended.escrow, ETHER, 1_000)
    for partners in ([], everybody):
        with refused("escrow: no units"):
            ended.escrow.pay_out(ETHER, partners)


@pytest.mark.parametrize("name", BAD_RECEIVERS)
def test_t28_credits_only_the_receiver_that_does_not_take_it(
    escrow: Any, set_units: Any, mock: Any, everybody: list[str], part: dict[str, int], name: str, outsider: str
) -> None:
    receiver = bad_receiver(mock, name)
    set_units(receiver.address, 1_000)
    arrive(escrow, ETHER, 2_000)
    partners = in_order(*everybody, receiver.address)
    assert escrow.pay_out(ETHER, partners, gas=1_500_000) == 2_000
    assert logged(escrow)[1:] == [
        ("PaymentDeferred", receiver.address, ETHER, 1_000)
        if partner == receiver.address
        else ("RevenueClaimed", partner, ETHER, part[partner])
        for partner in partners
    ]
    assert escrow.owed(ETHER) == ether_of(escrow.address) == escrow.claimable(ETHER, receiver.address) == 1_000
    # Twice more, beside income that was distributed.
    arrive(escrow, ETHER, 200)
    escrow.distribute(ETHER)
    arrive(escrow, ETHER, 2_000)
    escrow.pay_out(ETHER, partners, gas=1_500_000)
    assert escrow.claimable(ETHER, receiver.address) == 1_000 + 100 + 1_000
    with boa.env.prank(receiver.address):
        escrow.set_payout(outsider)
    assert escrow.claim(ETHER, receiver.address) == 2_100
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 100


def test_t28_t76_reverts_or_pays_when_too_little_gas_is_sent(
    escrow: Any, set_units: Any, mock: Any, everybody: list[str]
) -> None:
    receiver = mock("HungryReceiver")
    set_units(receiver.address, 1_000)
    arrive(escrow, ETHER, 2_000)
    partners = in_order(*everybody, receiver.address)

    def pay(limit: int) -> None:
        escrow.pay_out(ETHER, partners, gas=limit)
        assert ether_of(receiver.address) == 1_000, "a good receiver was made to fail"

    assert short_of_gas(pay, 500_000)
    with boa.reverts("tokens: not enough gas"):
        escrow.pay_out(ETHER, partners, gas=150_000)
    assert ether_of(escrow.address) == escrow.undistributed(ETHER) == 2_000


def test_t33_t22_nobody_is_paid_twice_when_a_receiver_calls_back(
    partnership: Partnership, set_units: Any, mock: Any, everybody: list[str]
) -> None:
    escrow = partnership.escrow
    receiver = mock("ReenteringReceiver")
    set_units(receiver.address, 1_000)
    arrive(escrow, ETHER, 2_000)
    partners = in_order(*everybody, receiver.address)
    calls = [
        (escrow, escrow.pay_out.prepare_calldata(ETHER, partners)),
        (escrow, escrow.distribute.prepare_calldata(ETHER)),
        (escrow, escrow.settle.prepare_calldata(ETHER)),
        (escrow, escrow.claimable.prepare_calldata(ETHER, receiver.address)),
        (escrow, escrow.undistributed.prepare_calldata(ETHER)),
        (escrow, escrow.contribute.prepare_calldata(ETHER, 0)),
    ]
    for target, call in calls:
        with boa.env.anchor():
            receiver.arm(target, call)
            escrow.pay_out(ETHER, partners)
            assert (receiver.calls(), receiver.successes()) == (1, 0)
            assert ether_of(receiver.address) == 1_000
            assert (escrow.owed(ETHER), ether_of(escrow.address)) == (0, 0)


def test_t34_what_a_receiver_sends_back_is_income_again(
    escrow: Any, set_units: Any, mock: Any, everybody: list[str]
) -> None:
    boomerang = mock("ScriptedWallet")
    boomerang.plan(boomerang, boomerang.call.prepare_calldata(escrow.address, 1_000, b""))
    set_units(boomerang.address, 1_000)
    arrive(escrow, ETHER, 2_000)
    escrow.pay_out(ETHER, in_order(*everybody, boomerang.address))
    assert (escrow.owed(ETHER), escrow.undistributed(ETHER)) == (0, 1_000)


def test_t34_a_partner_whose_payout_address_is_the_escrow_shares_with_all(
    escrow: Any, everybody: list[str], northwind: str
) -> None:
    with boa.env.prank(northwind):
        escrow.set_payout(escrow.address)
    arrive(escrow, ETHER, 1_000)
    escrow.pay_out(ETHER, everybody)
    assert (escrow.owed(ETHER), escrow.undistributed(ETHER)) == (0, 500)


def test_t31_nothing_is_owed_when_the_token_says_it_paid_and_did_not(
    escrow: Any, mock: Any, everybody: list[str]
) -> None:
    token = mock("StubbornToken")
    arrive(escrow, token, 1_000)
    token.set_mood(4)  # MOVES_NOTHING
    escrow.pay_out(token, everybody)
    token.set_mood(0)
    assert (escrow.owed(token), escrow.undistributed(token)) == (0, 1_000)


def test_t31_refuses_when_the_token_says_that_it_did_not_pay(escrow: Any, mock: Any, everybody: list[str]) -> None:
    token = mock("StubbornToken")
    arrive(escrow, token, 1_000)
    token.set_mood(1)  # RETURNS_FALSE
    with boa.reverts("tokens: transfer failed"):
        escrow.pay_out(token, everybody)
    assert (escrow.owed(token), escrow.undistributed(token)) == (0, 1_000)


def test_t31_credits_everybody_when_the_token_does_not_pay(
    escrow: Any, mock: Any, everybody: list[str], part: dict[str, int]
) -> None:
    token = mock("StubbornToken")
    arrive(escrow, token, 1_000)
    token.set_mood(2)  # TRANSFER_REVERTS
    escrow.pay_out(token, everybody)
    token.set_mood(0)
    assert escrow.owed(token) == 1_000
    assert [escrow.claim(token, partner) for partner in everybody] == [part[partner] for partner in everybody]


def test_t31_i01_owes_no_more_than_it_has_when_a_token_moves_the_money_and_denies_it(
    escrow: Any, mock: Any, everybody: list[str]
) -> None:
    token = mock("DenyingToken")
    arrive(escrow, token, 1_000)
    try:
        escrow.pay_out(token, everybody)
    except boa.BoaError:
        assert token.balanceOf(escrow) == 1_000
    assert token.balanceOf(escrow) >= escrow.owed(token)


def test_t30_credits_who_comes_last_when_the_token_takes_a_fee_on_top(
    escrow: Any, mock: Any, everybody: list[str], part: dict[str, int]
) -> None:
    token = mock("FeeOnTopToken", 1_000)
    arrive(escrow, token, 1_000)
    escrow.pay_out(token, everybody)
    first, second, last = (part[partner] for partner in everybody)
    assert token.balanceOf(everybody[0]) == first
    assert token.balanceOf(everybody[1]) == second
    assert token.balanceOf(everybody[2]) == 0  # 1,000 - 110% of what went before is less than 110% of the last part
    assert escrow.owed(token) == last
    # Documented: such a token is short by its fees; income that comes later fills the gap first.
    assert token.balanceOf(escrow) == 1_000 - (first + second) * 11 // 10
    arrive(escrow, token, 1_000)
    assert escrow.claim(token, everybody[2]) == last


def test_t33_a_token_cannot_call_back(escrow: Any, mock: Any, everybody: list[str], part: dict[str, int]) -> None:
    token = mock("HookToken")
    arrive(escrow, token, 1_000)
    for call in (
        escrow.pay_out.prepare_calldata(token, everybody),
        escrow.distribute.prepare_calldata(token),
        escrow.owed.prepare_calldata(token),
    ):
        with boa.env.anchor():
            token.arm(escrow, call, False)
            escrow.pay_out(token, everybody)
            assert token.successes() == 0
            assert [token.balanceOf(partner) for partner in everybody] == [part[partner] for partner in everybody]
            assert escrow.owed(token) == 0


def test_pays_the_new_account_when_a_seat_has_moved(
    partnership: Partnership, everybody: list[str], eastport: str, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    arrive(escrow, ETHER, 1_000)
    move(partnership, eastport, outsider)
    others = [partner for partner in everybody if partner != eastport]
    for wrong in (everybody, in_order(*others, outsider, eastport), in_order(others[0], outsider, eastport)):
        with refused("escrow: seat has moved"):
            escrow.pay_out(ETHER, wrong)
    before = ether_of(outsider)
    escrow.pay_out(ETHER, in_order(*others, outsider))
    assert ("RevenueClaimed", outsider, ETHER, 300) in logged(escrow)
    assert ether_of(outsider) == before + 300
    assert escrow.claimable(ETHER, eastport) == 0


def test_t40_credits_a_partner_of_whom_something_is_frozen(
    partnership: Partnership, everybody: list[str], northwind: str
) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.freeze(ETHER, northwind, 120, boa.env.timestamp + DAY)
    arrive(escrow, ETHER, 1_000)
    escrow.pay_out(ETHER, everybody)
    assert ("PaymentDeferred", northwind, ETHER, 500) in logged(escrow)
    assert escrow.claim(ETHER, northwind) == 380
    boa.env.time_travel(seconds=DAY)
    arrive(escrow, ETHER, 1_000)
    escrow.pay_out(ETHER, everybody)
    assert ("RevenueClaimed", northwind, ETHER, 500) in logged(escrow)
    assert escrow.claim(ETHER, northwind) == 120
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


def test_gives_the_treasury_what_unvested_units_earn(
    partnership: Partnership, everybody: list[str], northwind: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote_with_yes(partnership, northwind):
        escrow.set_vesting(northwind, 400, today() - 30, today(), today() + 70)  # 120 of 400 have vested
    arrive(escrow, ETHER, 3_999)
    before = ether_of(northwind)
    assert escrow.pay_out(ETHER, everybody) == 3_999
    assert ("UnvestedCredited", northwind, ETHER, 3 * 280) in logged(escrow)
    assert ether_of(northwind) == before + 3 * (500 - 280)
    assert escrow.claimable(ETHER, treasury) == 3 * 280
    assert escrow.owed(ETHER) == 3 * 280 + 999
    escrow.claim(ETHER, northwind)
    assert ether_of(northwind) == before + 3 * (500 - 280) + 999 * 220 // 1_000
    assert escrow.claimable(ETHER, treasury) == 3 * 280 + 999 * 280 // 1_000


def test_pays_128_partners(escrow: Any, set_units: Any, everybody: list[str]) -> None:
    for partner in everybody:
        set_units(partner, 0)
    crowd = in_order(*(boa.env.generate_address(f"one of many {number}") for number in range(128)))
    units = [number + 1 for number in range(128)]
    for partner, held in zip(crowd, units, strict=True):
        set_units(partner, held)
    amount = 10**18 + 7
    arrive(escrow, ETHER, amount)
    escrow.pay_out(ETHER, crowd, gas=16_000_000)
    assert [ether_of(partner) for partner in crowd] == [amount // sum(units) * held for held in units]
    assert (escrow.undistributed(ETHER), escrow.owed(ETHER)) == (0, amount % sum(units))


def test_t27_small_holders_are_not_starved_when_every_income_is_paid_out_alone(
    escrow: Any, set_units: Any, mock: Any, everybody: list[str], northwind: str, eastport: str, southbank: str
) -> None:
    token = mock("PlainToken", 0)
    set_units(northwind, 900)
    set_units(eastport, 50)
    set_units(southbank, 50)
    for _ in range(20):
        arrive(escrow, token, 19)  # 0.95 each for the small ones
        try:
            escrow.pay_out(token, everybody)
        except boa.BoaError:
            escrow.distribute(token)
    received = token.balanceOf(southbank) + escrow.claimable(token, southbank)
    assert received >= 20 * 19 * 50 // 1_000 - 1


def test_i13_upstream_takes_its_share_of_an_income_once(
    partnership: Partnership, mock: Any, everybody: list[str], outsider: str
) -> None:
    escrow = partnership.escrow
    token = mock("PlainToken", 0)
    for partner in everybody:
        with by_roster(partnership):
            escrow.set_units(partner, 0)
    crowd = in_order(*(boa.env.generate_address(f"one of many {number}") for number in range(100)))
    for partner in crowd:
        with by_roster(partnership):
            escrow.set_units(partner, 1)
    with by_vote(partnership):
        escrow.set_sponsor(outsider, 5_000)
    arrive(escrow, token, 180)
    for _ in range(8):
        try:
            escrow.pay_out(token, crowd, gas=16_000_000)
        except boa.BoaError:
            break
    assert escrow.claimable(token, outsider) <= 90

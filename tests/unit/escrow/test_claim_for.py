"""RevenueEscrow.claim_for: many partners at once; one that cannot be paid harms nobody."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of, short_of_gas
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote

BAD_RECEIVERS = ["RejectingReceiver", "GasBurningReceiver", "BombReceiver"]


def bad_receiver(mock: Any, name: str) -> Any:
    receiver = mock(name)
    if name == "BombReceiver":
        receiver.set_reverts(True)
    return receiver


def test_pays_everybody_its_own(escrow: Any, earn: Any, northwind: str, eastport: str, southbank: str) -> None:
    earn(ETHER, 1_000)
    partners = [southbank, northwind, eastport]
    before = [ether_of(partner) for partner in partners]
    assert escrow.claim_for(ETHER, partners) == 1_000
    assert logged(escrow) == [
        ("RevenueClaimed", southbank, ETHER, 200),
        ("RevenueClaimed", northwind, ETHER, 500),
        ("RevenueClaimed", eastport, ETHER, 300),
    ]
    assert [ether_of(p) - b for p, b in zip(partners, before, strict=True)] == [200, 500, 300]
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 0


def test_pays_tokens(escrow: Any, earn: Any, listed: Any, northwind: str, eastport: str) -> None:
    earn(listed, 1_000)
    assert escrow.claim_for(listed, [northwind, eastport]) == 800
    assert (listed.balanceOf(northwind), listed.balanceOf(eastport)) == (listed.lands(500), listed.lands(300))
    assert escrow.owed(listed) == 200


def test_refuses_when_nobody_has_anything(escrow: Any, earn: Any, outsider: str, customer: str, refused: Any) -> None:
    earn(ETHER, 1_000)
    for partners in ([], [outsider], [outsider, customer]):
        with refused("escrow: nothing to claim"):
            escrow.claim_for(ETHER, partners)


def test_passes_over_those_who_have_nothing(escrow: Any, earn: Any, northwind: str, outsider: str) -> None:
    earn(ETHER, 1_000)
    assert escrow.claim_for(ETHER, [outsider, northwind, outsider]) == 500
    assert logged(escrow) == [("RevenueClaimed", northwind, ETHER, 500)]


def test_t02_pays_once_when_an_account_is_listed_twice(escrow: Any, earn: Any, northwind: str) -> None:
    earn(ETHER, 1_000)
    assert escrow.claim_for(ETHER, [northwind] * 128) == 500
    assert escrow.owed(ETHER) == 500


@pytest.mark.parametrize("name", BAD_RECEIVERS)
def test_t28_only_the_bad_receiver_waits_when_one_does_not_take_its_ether(
    escrow: Any, earn: Any, set_units: Any, mock: Any, northwind: str, southbank: str, name: str, outsider: str
) -> None:
    receiver = bad_receiver(mock, name)
    set_units(receiver.address, 1_000)
    earn(ETHER, 2_000)
    assert escrow.claim_for(ETHER, [northwind, receiver.address, southbank], gas=1_000_000) == 700
    assert logged(escrow) == [
        ("RevenueClaimed", northwind, ETHER, 500),
        ("PaymentDeferred", receiver.address, ETHER, 1_000),
        ("RevenueClaimed", southbank, ETHER, 200),
    ]
    assert escrow.claimable(ETHER, receiver.address) == 1_000
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 1_300
    # It earns on, and is paid all of it once it names an address that takes ether.
    earn(ETHER, 200)
    with boa.env.prank(receiver.address):
        escrow.set_payout(outsider)
    before = ether_of(outsider)
    assert escrow.claim(ETHER, receiver.address) == 1_100
    assert ether_of(outsider) == before + 1_100
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, receiver.address)


def test_t28_credits_once_when_a_bad_receiver_is_listed_again_and_again(
    escrow: Any, earn: Any, set_units: Any, mock: Any
) -> None:
    receiver = mock("RejectingReceiver")
    set_units(receiver.address, 1_000)
    earn(ETHER, 2_000)
    for _ in range(3):
        assert escrow.claim_for(ETHER, [receiver.address] * 5) == 0
        assert logged(escrow) == [("PaymentDeferred", receiver.address, ETHER, 1_000)] * 5
        assert escrow.claimable(ETHER, receiver.address) == 1_000
        assert escrow.owed(ETHER) == 2_000


def test_t28_keeps_the_fraction_when_a_payment_was_deferred(
    escrow: Any, earn: Any, set_units: Any, mock: Any, outsider: str
) -> None:
    receiver = mock("RejectingReceiver")
    set_units(receiver.address, 500)  # a third
    for _ in range(3):
        earn(ETHER, 100)
        escrow.claim_for(ETHER, [receiver.address])
    with boa.env.prank(receiver.address):
        escrow.set_payout(outsider)
    assert escrow.claim(ETHER, receiver.address) == 100


def test_t28_t76_reverts_or_pays_when_too_little_gas_is_sent(escrow: Any, earn: Any, set_units: Any, mock: Any) -> None:
    receiver = mock("HungryReceiver")
    set_units(receiver.address, 1_000)
    earn(ETHER, 2_000)

    def claim(limit: int) -> None:
        assert escrow.claim_for(ETHER, [receiver.address], gas=limit) == 1_000

    assert short_of_gas(claim, 400_000)
    with boa.reverts("tokens: not enough gas"):
        escrow.claim_for(ETHER, [receiver.address], gas=140_000)
    assert escrow.claimable(ETHER, receiver.address) == 1_000


def test_t32_others_are_paid_when_a_token_blocks_one(
    escrow: Any, earn: Any, mock: Any, northwind: str, eastport: str, outsider: str
) -> None:
    token = mock("BlocklistToken")
    earn(token, 1_000)
    token.set_blocked(northwind, True)
    assert escrow.claim_for(token, [northwind, eastport]) == 300
    assert token.balanceOf(eastport) == 300
    with boa.env.prank(northwind):
        escrow.set_payout(outsider)
    assert escrow.claim_for(token, [northwind]) == 500
    assert token.balanceOf(outsider) == 500


def test_t31_refuses_when_the_token_has_lost_its_code(escrow: Any, earn: Any, mock: Any, northwind: str) -> None:
    token = mock("PlainToken", 18)
    earn(token, 1_000)
    boa.env.set_code(token.address, b"")
    with boa.reverts("tokens: transfer failed"):
        escrow.claim_for(token, [northwind])
    assert escrow.claimable(token, northwind) == 500


def test_t31_i01_i15_pays_nobody_twice_when_a_token_moves_the_money_and_denies_it(
    escrow: Any, earn: Any, mock: Any, southbank: str
) -> None:
    token = mock("DenyingToken")
    earn(token, 1_000)
    try:
        escrow.claim_for(token, [southbank] * 5)
    except boa.BoaError:
        assert token.balanceOf(southbank) == 0
    assert token.balanceOf(southbank) <= 200
    assert token.balanceOf(escrow) >= escrow.owed(token)


def test_t33_nobody_is_paid_twice_when_a_receiver_calls_back(
    escrow: Any, earn: Any, set_units: Any, mock: Any, northwind: str
) -> None:
    receiver = mock("ReenteringReceiver")
    set_units(receiver.address, 1_000)
    earn(ETHER, 2_000)
    calls = [
        escrow.claim_for.prepare_calldata(ETHER, [receiver.address, northwind]),
        escrow.claim.prepare_calldata(ETHER, receiver.address),
        escrow.settle.prepare_calldata(ETHER),
        escrow.owed.prepare_calldata(ETHER),  # of the other part: the same lock
        escrow.set_payout.prepare_calldata(northwind),
    ]
    for call in calls:
        with boa.env.anchor():
            receiver.arm(escrow, call)
            assert escrow.claim_for(ETHER, [receiver.address]) == 1_000
            assert (receiver.calls(), receiver.successes()) == (1, 0)
            assert escrow.owed(ETHER) == 1_000


def test_t40_pays_what_is_not_frozen(
    partnership: Partnership, earn: Any, northwind: str, eastport: str, southbank: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    with by_vote(partnership):
        escrow.freeze(ETHER, northwind, 120, boa.env.timestamp + DAY)
        escrow.freeze(ETHER, eastport, 10_000, boa.env.timestamp + DAY)
    assert escrow.claim_for(ETHER, [northwind, eastport, southbank]) == 380 + 200
    assert escrow.owed(ETHER) == 120 + 300
    boa.env.time_travel(seconds=DAY)
    assert escrow.claim_for(ETHER, [northwind, eastport]) == 420


def test_pays_partner_sponsor_contributor_and_treasury_at_once(
    partnership: Partnership, northwind: str, eastport: str, southbank: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote(partnership):
        escrow.set_recoupment(1)
        escrow.set_sponsor(northwind, 1_000)
        escrow.record_contribution(northwind, ETHER, 100, b"work".ljust(32, b"\0"))
        escrow.set_reserve(5_000)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    # 1,000: 100 to the sponsor, 100 repaid, half of 800 to the treasury, 400 by units
    before = ether_of(treasury)
    assert escrow.claim_for(ETHER, [northwind, treasury, eastport, southbank]) == 1_000
    assert [event[3] for event in logged(escrow)] == [100 + 100 + 200, 400, 120, 80]
    assert ether_of(treasury) == before + 400
    assert escrow.owed(ETHER) == 0

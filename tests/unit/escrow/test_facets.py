"""The escrow and its facets at one address; tests/unit/diamonds has what holds for every account."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import function_signature_to_4byte_selector as selector_of

from polypact.build.selectors import MAX_ANSWER
from tests.kit.facets import Facets
from tests.kit.house import House, Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of, make_known, reason_of, send_ether
from tests.kit.numbers import ETHER, IN_ORDER, PRO_RATA
from tests.kit.verbs import by_vote
from tests.unit.escrow.test_initialize import clone, creator

__all__ = ["clone", "creator"]


def test_t42_a_facet_is_under_nobodys_authority(house: House, outsider: str) -> None:
    order, ledger = house["Order"], house["Ledger"]
    assert ledger.partnership() == ledger.address
    with boa.env.prank(outsider):
        for call in (
            lambda: order.set_reserve(1),
            lambda: order.set_sponsor(outsider, 1),
            lambda: order.freeze(ETHER, outsider, 1, boa.env.timestamp + 1),
            lambda: order.record_contribution(outsider, ETHER, 1, bytes(32)),
            lambda: order.recover_nft(outsider, 1),
            lambda: house["Payouts"].move_units(outsider, house.escrow.address),
        ):
            with boa.reverts("escrow: not the partnership"):
                call()


def test_t42_nobody_can_use_the_implementation_through_its_facets(house: House, outsider: str) -> None:
    implementation = Facets(house.escrow.address, "RevenueEscrow")
    with boa.env.prank(outsider), boa.reverts("escrow: not the partnership"):
        implementation.set_reserve(1)


def test_t42_ether_for_the_implementation_comes_back(house: House, escrow: Any, customer: str) -> None:
    """Nobody could ever claim it there; at an escrow it is income."""
    assert reason_of(send_ether(house.escrow.address, 5, customer)) == "escrow: nobody's"
    assert not send_ether(escrow.address, 5, customer).is_error
    assert (ether_of(house.escrow.address), ether_of(escrow.address)) == (0, 5)


def test_settles_for_one_escrow_only(
    pair: list[Partnership], house: House, founders: list[LocalAccount], outsider: str
) -> None:
    """What is settled, at the facet itself or at another escrow, is its own money and nobody else's."""
    one, other = (venture.escrow for venture in pair)
    facet = house["Payouts"]
    for account in (one, other, facet):
        boa.env.set_balance(account.address, 30)
    with boa.env.prank(outsider):
        facet.settle(ETHER)
        one.settle(ETHER)
    assert (one.owed(ETHER), other.owed(ETHER), house["Ledger"].owed(ETHER)) == (30, 0, 0)
    assert (facet.claimable(ETHER, founders[0].address), ether_of(facet.address)) == (0, 30)
    assert (one.claimable(ETHER, founders[0].address), other.claimable(ETHER, founders[0].address)) == (10, 0)


def test_refuses_functions_that_no_part_has(escrow: Any, customer: str) -> None:
    for data in (b"\x00" * 4, b"\xff" * 36, b"\x01", b"\x12\x34\x56", selector_of("initialize()") + bytes(3_000)):
        for amount in (0, 5):
            assert reason_of(send_ether(escrow.address, amount, customer, data)) == "escrow: no such function"
    assert ether_of(escrow.address) == 0


def test_refuses_ether_with_a_function_of_a_facet_that_takes_none(escrow: Any, customer: str) -> None:
    data = escrow.reserve_bps.prepare_calldata()
    assert send_ether(escrow.address, 5, customer, data).is_error
    assert not send_ether(escrow.address, 0, customer, data).is_error


def test_passes_the_longest_answer_on(
    partnership: Partnership, escrow: Any, listed_at_first: list[str], another: Any
) -> None:
    sponsors = [boa.env.generate_address(f"sponsor {number}") for number in range(8)]
    with by_vote(partnership):
        for sponsor in sponsors:
            escrow.set_sponsor(sponsor, 7)
        more = [another().address for _ in range(8 - len(listed_at_first))]
        for token in more:
            escrow.list_token(token)
    assert [(link.sponsor, link.share_bps) for link in escrow.sponsor_links()] == [(s, 7) for s in sponsors]
    assert len(escrow.sponsor_links.contract._computation.output) == 32 * 18 < MAX_ANSWER
    assert escrow.listed_tokens() == [*listed_at_first, *more]


# --- the order of payment from the first day ---


@pytest.mark.parametrize(("reserve", "mode"), [(0, 0), (1, 0), (0, IN_ORDER), (10_000, PRO_RATA)])
def test_initialize_sets_reserve_and_recoupment(clone: Any, creator: str, reserve: int, mode: int) -> None:
    clone.initialize(creator, [], reserve, mode)
    expected: list[tuple[Any, ...]] = [("ReserveSet", reserve)] if reserve else []
    assert logged(clone) == expected + ([("RecoupmentSet", mode)] if mode else [])
    assert (clone.reserve_bps(), clone.recoupment_mode()) == (reserve, mode)
    assert (clone.partnership(), clone.total_units(), clone.era()) == (creator, 0, 0)


def test_initialize_refuses_what_is_out_of_bounds(clone: Any, creator: str) -> None:
    for reserve, mode, reason in (
        (10_001, 0, "escrow: reserve above 100%"),
        (2**256 - 1, 0, "escrow: reserve above 100%"),
        (0, 3, "escrow: no such recoupment"),
        (0, 2**256 - 1, "escrow: no such recoupment"),
    ):
        with boa.reverts(reason):
            clone.initialize(creator, [], reserve, mode)
    assert clone.partnership() == ETHER


def test_spin_up_hands_reserve_and_recoupment_on(house: House, founders: list[LocalAccount]) -> None:
    for number, (reserve, mode) in enumerate([(0, 0), (123, IN_ORDER), (9_999, PRO_RATA)]):
        venture = house.spin_up(
            founders, [1, 1, 1], [1, 1, 2], salt=bytes([number]) * 32, reserve_bps=reserve, recoupment=mode
        )
        escrow = venture.escrow
        assert (escrow.reserve_bps(), escrow.recoupment_mode()) == (reserve, mode)
        venture.accept_all()
        arrive(escrow, ETHER, 10_000)
        escrow.distribute(ETHER)
        assert escrow.claimable(ETHER, venture.partnership.address) == reserve


def test_spin_up_refuses_a_reserve_above_everything(house: House, founders: list[LocalAccount]) -> None:
    with boa.reverts("escrow: reserve above 100%"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"x" * 32, reserve_bps=10_001)
    with boa.reverts("escrow: no such recoupment"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"x" * 32, recoupment=3)


def test_t39_i01_a_special_founder_is_paid_once_when_the_sum_per_unit_goes_round_to_zero(
    house: House, founders: list[LocalAccount], mock: Any, outsider: str
) -> None:
    token = mock("PlainToken", 77)
    venture = house.spin_up(founders, [1, 1, 1], [1, 0, 0], salt=b"z" * 32)
    venture.accept_all()
    make_known(venture, token)
    escrow, founder = venture.escrow, founders[0].address
    with by_vote(venture):
        escrow.set_sponsor(outsider, 5_000)
        escrow.freeze(token, founder, 1, boa.env.timestamp + 1)  # makes it special
    boa.env.time_travel(seconds=1)
    for number in range(4):
        token.mint(escrow, 2**91)
        escrow.distribute(token)
        assert escrow.claim(token, founder) == 2**90
        if number < 3:
            escrow.claim(token, outsider)
    assert escrow.claimable(token, founder) == 0
    assert escrow.claimable(token, outsider) == escrow.owed(token) == 2**90

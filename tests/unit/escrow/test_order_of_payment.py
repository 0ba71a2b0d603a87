"""RevenueEscrow.set_sponsor, set_reserve and set_recoupment: who comes before the partners, and from when on.

Expected numbers come from `split`, the order of payment written down once more in fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.house import House, Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ETHER, ORDINARY
from tests.kit.people import in_order
from tests.kit.verbs import by_roster, by_vote

BPS = 10_000
ALL_CHANGES = ("set_sponsor", "set_reserve", "set_recoupment")


def split(amount: int, sponsors_bps: list[int], to_repay: int, reserve_bps: int) -> tuple[list[int], int, int, int]:
    """What each sponsor, the contributors, the treasury and the partners together get of an income."""
    upstream = [int(Fraction(amount * bps, BPS) // 1) for bps in sponsors_bps]
    rest = amount - sum(upstream)
    repaid = min(rest, to_repay)
    reserved = int(Fraction((rest - repaid) * reserve_bps, BPS) // 1)
    return upstream, repaid, reserved, rest - repaid - reserved


@pytest.fixture
def sponsors() -> list[str]:
    return [boa.env.generate_address(f"sponsor {number}") for number in range(9)]


@pytest.fixture
def link(partnership: Partnership) -> Callable[[str, int], None]:
    """Gives a sponsor a share by vote."""

    def go(sponsor: str, share_bps: int) -> None:
        with by_vote(partnership):
            partnership.escrow.set_sponsor(sponsor, share_bps)

    return go


def links(escrow: Any) -> list[tuple[str, int]]:
    return [(link.sponsor, link.share_bps) for link in escrow.sponsor_links()]


# --- sponsors ---


def test_credits_a_sponsor_before_anybody_else(partnership: Partnership, link: Any, outsider: str) -> None:
    escrow = partnership.escrow
    link(outsider, 1_250)
    assert logged(escrow) == [("SponsorSet", outsider, 1_250)]
    assert links(escrow) == [(outsider, 1_250)]
    arrive(escrow, ETHER, 1_000)
    assert escrow.distribute(ETHER) == 1_000
    assert logged(escrow) == [
        ("SponsorCredited", outsider, ETHER, 125),
        ("RevenueDistributed", ETHER, 875, 1_000, 0),
    ]
    before = ether_of(outsider)
    assert escrow.claim(ETHER, outsider) == 125
    assert ether_of(outsider) == before + 125


def test_t26_i13_every_tier_rounds_down_and_nothing_is_lost(
    partnership: Partnership, link: Any, sponsors: list[str], customer: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    shares = [1, 333, 1_111, 2_222, 17, 909, 3, 1_234]
    for sponsor, share in zip(sponsors, shares, strict=False):
        link(sponsor, share)
    with by_vote(partnership):
        escrow.set_reserve(777)
        escrow.set_recoupment(1)
        escrow.record_contribution(customer, ETHER, 5_000, b"work".ljust(32, b"\0"))
    due = dict.fromkeys([*sponsors[:8], customer, treasury], 0)
    units, partners, left = Fraction(0), [500, 300, 200], 5_000
    for amount in (1, 2, 9, 10_000, 9_999, 123_457, 10**18 + 1):
        upstream, repaid, reserved, rest = split(amount, shares, left, 777)
        left -= repaid
        units += rest
        for account, part in zip(due, [*upstream, repaid, reserved], strict=True):
            due[account] += part
        before = {sponsor: escrow.claimable(ETHER, sponsor) for sponsor in sponsors[:8]}
        arrive(escrow, ETHER, amount)
        escrow.distribute(ETHER)
        for sponsor, share in zip(sponsors, shares, strict=False):
            got = escrow.claimable(ETHER, sponsor) - before[sponsor]
            assert 0 <= Fraction(amount * share, BPS) - got < 1
        assert {account: escrow.claimable(ETHER, account) for account in due} == due
    expected = [units * held // 1_000 for held in partners]
    assert [escrow.claimable(ETHER, founder.address) for founder in partnership.founders] == expected
    assert escrow.owed(ETHER) == ether_of(escrow.address)
    assert 0 <= escrow.owed(ETHER) - sum(due.values()) - sum(expected) < 3


def test_changes_and_ends_a_link(partnership: Partnership, link: Any, sponsors: list[str]) -> None:
    escrow = partnership.escrow
    for number in range(4):
        link(sponsors[number], 100 + number)
    link(sponsors[1], 500)
    assert links(escrow) == [(sponsors[0], 100), (sponsors[1], 500), (sponsors[2], 102), (sponsors[3], 103)]
    link(sponsors[1], 0)
    assert logged(escrow) == [("SponsorSet", sponsors[1], 0)]
    assert links(escrow) == [(sponsors[0], 100), (sponsors[3], 103), (sponsors[2], 102)]
    link(sponsors[2], 0)
    link(sponsors[0], 0)
    link(sponsors[3], 0)
    assert links(escrow) == []
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert [escrow.claimable(ETHER, sponsor) for sponsor in sponsors[:4]] == [0] * 4


def test_t38_refuses_the_ninth_link_and_more_than_everything(
    partnership: Partnership, link: Any, sponsors: list[str], refused: Any
) -> None:
    for sponsor in sponsors[:8]:
        link(sponsor, 1_250)
    with refused("escrow: sponsors above 100%"):
        link(sponsors[0], 1_251)
    link(sponsors[7], 1_249)
    with refused("escrow: too many sponsors"):
        link(sponsors[8], 1)
    with refused("escrow: sponsors above 100%"):
        link(sponsors[8], 2)
    with refused("escrow: sponsors above 100%"):
        link(sponsors[0], BPS + 1)
    link(sponsors[3], 0)
    link(sponsors[8], 1_250)
    arrive(partnership.escrow, ETHER, BPS)
    partnership.escrow.distribute(ETHER)
    assert partnership.escrow.claimable(ETHER, sponsors[8]) == 1_250


def test_t38_refuses_a_share_beyond_all_numbers_with_a_reason(
    partnership: Partnership, link: Any, sponsors: list[str], refused: Any
) -> None:
    with refused("escrow: sponsors above 100%"):
        link(sponsors[0], 2**256 - 1)


def test_t38_refuses_a_share_beyond_all_numbers_with_a_reason_when_there_is_another_link(
    partnership: Partnership, link: Any, sponsors: list[str], refused: Any
) -> None:
    link(sponsors[1], 100)
    with refused("escrow: sponsors above 100%"):
        link(sponsors[0], 2**256 - 1)


def test_t38_partners_get_nothing_and_everybody_can_claim_when_sponsors_have_it_all(
    partnership: Partnership, link: Any, sponsors: list[str], northwind: str
) -> None:
    escrow = partnership.escrow
    link(sponsors[0], 9_999)
    link(sponsors[1], 1)
    arrive(escrow, ETHER, 10_001)
    escrow.distribute(ETHER)
    assert [escrow.claim(ETHER, sponsor) for sponsor in sponsors[:2]] == [9_999, 1]
    with boa.reverts("escrow: nothing to claim"):
        escrow.claim(ETHER, northwind)  # half of the wei that rounding left
    arrive(escrow, ETHER, 1)
    escrow.distribute(ETHER)
    assert escrow.claim(ETHER, northwind) == 1


def test_t03_refuses_its_own_contracts_and_nobody(partnership: Partnership, link: Any, refused: Any) -> None:
    for account in (ETHER, partnership.escrow.address, partnership.partnership.address):
        with refused("escrow: not a sponsor"):
            link(account, 100)


def test_refuses_to_end_a_link_that_is_not_there(
    partnership: Partnership, link: Any, sponsors: list[str], refused: Any
) -> None:
    with refused("escrow: not a sponsor"):
        link(sponsors[0], 0)
    link(sponsors[0], 10)
    with refused("escrow: not a sponsor"):
        link(sponsors[1], 0)


def test_t37_a_sponsor_that_refuses_ether_stops_nobody(
    partnership: Partnership, link: Any, mock: Any, northwind: str, outsider: str
) -> None:
    escrow = partnership.escrow
    for name in ("RejectingReceiver", "GasBurningReceiver", "BombReceiver"):
        with boa.env.anchor():
            sponsor = mock(name)
            if name == "BombReceiver":
                sponsor.set_reverts(True)
            link(sponsor.address, 5_000)
            arrive(escrow, ETHER, 1_000)
            escrow.distribute(ETHER)
            with boa.reverts("tokens: receiver refused ether"):
                escrow.claim(ETHER, sponsor.address, gas=1_000_000)
            assert escrow.claim(ETHER, northwind) == 250
            assert escrow.claim_for(ETHER, [sponsor.address], gas=1_000_000) == 0
            assert escrow.claimable(ETHER, sponsor.address) == 500
            with boa.env.prank(sponsor.address):
                escrow.set_payout(outsider)
            assert escrow.claim(ETHER, sponsor.address) == 500


def test_t38_two_escrows_that_sponsor_each_other_stay_solvent(
    house: House, founders: list[LocalAccount], outsider: str
) -> None:
    ventures = [house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=bytes([number]) * 32) for number in (1, 2)]
    first, second = (venture.escrow for venture in ventures)
    for venture, other in zip(ventures, reversed(ventures), strict=True):
        venture.accept_all()
        with by_vote(venture):
            venture.escrow.set_sponsor(other.escrow.address, 5_000)
    arrive(first, ETHER, 2**20)
    left = [0, 0]
    for _ in range(15):
        for number, (escrow, other) in enumerate(((first, second), (second, first))):
            arrived = escrow.undistributed(ETHER)
            if arrived == 0:
                continue
            escrow.distribute(ETHER)
            left[number] += arrived - arrived // 2
            if arrived // 2:
                with boa.env.prank(outsider):
                    assert escrow.claim(ETHER, other.address) == arrived // 2
            assert ether_of(escrow.address) >= escrow.owed(ETHER)
    assert sum(left) == 2**20
    for number, escrow in enumerate((first, second)):
        assert escrow.owed(ETHER) == ether_of(escrow.address) == left[number]
        paid = [escrow.claim(ETHER, founder.address) for founder in founders]
        assert paid == [left[number] // 4, left[number] // 4, left[number] // 2]


def test_t38_money_goes_round_and_is_nobodys_when_two_escrows_give_each_other_everything(
    house: House, founders: list[LocalAccount]
) -> None:
    ventures = [house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=bytes([number]) * 32) for number in (1, 2)]
    first, second = (venture.escrow for venture in ventures)
    for venture, other in zip(ventures, reversed(ventures), strict=True):
        venture.accept_all()
        with by_vote(venture):
            venture.escrow.set_sponsor(other.escrow.address, BPS)
    arrive(first, ETHER, 1_000)
    for _ in range(3):
        for escrow, other in ((first, second), (second, first)):
            escrow.distribute(ETHER)
            assert escrow.claim(ETHER, other.address) == 1_000
            assert escrow.owed(ETHER) == ether_of(escrow.address) == 0
    with by_vote(ventures[0]):
        first.set_sponsor(second.address, 0)  # splits what is there by the old order
    assert first.claim(ETHER, second.address) == 1_000


# --- the reserve ---


def test_sets_the_reserve(partnership: Partnership) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote(partnership):
        escrow.set_reserve(2_000)
    assert logged(escrow) == [("ReserveSet", 2_000)]
    assert escrow.reserve_bps() == 2_000
    arrive(escrow, ETHER, 1_004)
    escrow.distribute(ETHER)
    assert logged(escrow) == [("ReserveCredited", ETHER, 200), ("RevenueDistributed", ETHER, 804, 1_000, 0)]
    before = ether_of(treasury)
    assert escrow.claim(ETHER, treasury) == 200
    assert ether_of(treasury) == before + 200


def test_takes_everything_and_nothing_as_a_reserve(partnership: Partnership, northwind: str, refused: Any) -> None:
    escrow = partnership.escrow
    with by_vote(partnership):
        with refused("escrow: above the deal's reserve"):
            escrow.set_reserve(BPS + 1)
        escrow.set_reserve(BPS)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert logged(escrow) == [("ReserveCredited", ETHER, 1_000)]
    with by_vote(partnership):
        escrow.set_reserve(0)
    arrive(escrow, ETHER, 1_000)
    escrow.distribute(ETHER)
    assert escrow.claimable(ETHER, northwind) == 500


def test_refuses_an_unknown_way_to_recoup(partnership: Partnership, refused: Any) -> None:
    with by_vote(partnership):
        for mode in (3, 4, 2**256 - 1):
            with refused("escrow: no such recoupment"):
                partnership.escrow.set_recoupment(mode)
        for mode in (1, 2, 0):
            partnership.escrow.set_recoupment(mode)
            assert logged(partnership.escrow) == [("RecoupmentSet", mode)]
            assert partnership.escrow.recoupment_mode() == mode


# --- from when on ---


@pytest.mark.parametrize("change", ["set_sponsor", "set_reserve", "record_contribution", "unlist_token"])
def test_t36_t73_t94_a_change_applies_to_later_income_only(
    partnership: Partnership, change: str, listed: Any, unlisted: Any, outsider: str, northwind: str
) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    changes = {
        "set_sponsor": lambda: escrow.set_sponsor(outsider, BPS),
        "set_reserve": lambda: escrow.set_reserve(BPS),
        "record_contribution": lambda: escrow.record_contribution(outsider, listed, 10**6, bytes(32)),
        "unlist_token": lambda: escrow.unlist_token(listed),
    }
    with by_vote(partnership):
        escrow.set_recoupment(1)
    for token in (ETHER, listed, unlisted):
        arrive(escrow, token, 1_000)
    waiting = {token: escrow.undistributed(token) for token in (ETHER, listed)}
    with by_vote(partnership):
        changes[change]()
    for token in (ETHER, listed):
        assert escrow.claimable(token, northwind) == waiting[token] // 2
        assert [escrow.claimable(token, new) for new in (outsider, treasury)] == [0, 0]
    # Documented: a token that nobody listed is split by the order of the day it is distributed.
    escrow.distribute(unlisted)
    assert (escrow.claimable(unlisted, northwind) == 0) == (change in ("set_sponsor", "set_reserve"))


@pytest.mark.parametrize("change", ALL_CHANGES)
def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any, change: str
) -> None:
    escrow = partnership.escrow
    arguments = (outsider, 1) if change == "set_sponsor" else (1,)
    for caller in (northwind, outsider, escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            getattr(escrow, change)(*arguments)


@pytest.mark.parametrize("change", ALL_CHANGES)
def test_t33_refuses_a_change_in_the_middle_of_a_payment(
    partnership: Partnership, mock: Any, outsider: str, change: str
) -> None:
    """A vote that is executed by a receiver's callback waits for the payment to end."""
    escrow = partnership.escrow
    arguments = (outsider, 1) if change == "set_sponsor" else (1,)
    call = (escrow.address, 0, getattr(escrow, change).prepare_calldata(*arguments))
    text = "in the middle"
    partnership.pass_proposal([call], text)
    receiver = mock("ReenteringReceiver")
    with by_roster(partnership):
        escrow.set_units(receiver.address, 1_000)
    execute = partnership.partnership.execute.prepare_calldata([call[0]], [0], [call[2]], keccak(text=text))
    receiver.arm(partnership.partnership.address, execute)
    arrive(escrow, ETHER, 2_000)
    escrow.pay_out(ETHER, in_order(receiver.address, *(founder.address for founder in partnership.founders)))
    assert (receiver.calls(), receiver.successes()) == (1, 0)
    partnership.execute([call], text)
    assert escrow.sponsor_links() or escrow.reserve_bps() or escrow.recoupment_mode()


# --- by which vote ---


def test_t24_the_constitutional_class_decides_unless_a_vote_maps_another(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    escrow, governor = partnership.escrow, partnership.partnership
    due = boa.env.timestamp + 365 * 86_400
    call = (escrow.address, 0, escrow.issue_invoice.prepare_calldata(b"I-1".ljust(32, b"\0"), ETHER, 5, due))
    other = (escrow.address, 0, escrow.set_recoupment.prepare_calldata(1))

    def decided_by_northwind_against_eastport(action: tuple[str, int, bytes], text: str) -> bool:
        proposal = partnership.propose([action], text)
        partnership.open_voting(proposal)
        partnership.vote(proposal, by=[founders[0].address])
        partnership.vote(proposal, 0, by=[founders[1].address])
        boa.env.time_travel(seconds=5 * 86_400)
        return bool(governor.state(proposal) in (4, 5))

    assert not decided_by_northwind_against_eastport(call, "before")  # 62.5%, and two thirds are needed
    select = call[2][:4]
    partnership.decide(
        [(governor.address, 0, governor.map_action.prepare_calldata(escrow.address, select, ORDINARY))], "map it"
    )
    assert decided_by_northwind_against_eastport(call, "after")
    assert not decided_by_northwind_against_eastport(other, "another function")
    boa.env.time_travel(seconds=86_400)
    partnership.execute([call], "after")
    assert escrow.invoice(b"I-1".ljust(32, b"\0")).amount == 5
    with by_vote(partnership), boa.reverts("rules: only constitutional"):
        governor.map_action(escrow.address, other[2][:4], ORDINARY)

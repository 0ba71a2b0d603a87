"""Partnership.admit."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import slot_of
from tests.kit.house import WIDE, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, HOUR, INVITED, NOBODY, PROPOSER, STEERING
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, by_vote, invite


def test_invites_when_decided_by_vote(partnership: Partnership, outsider: str) -> None:
    call = partnership.membership.admit.prepare_calldata(outsider, 25, 250, PROPOSER | STEERING, 7 * DAY)
    partnership.decide([(partnership.membership.address, 0, call)])
    respond_by = boa.env.timestamp + 7 * DAY
    assert events(partnership.partnership)[1:] == [
        (
            partnership.membership.address,
            "PartnerInvited",
            {
                "partner": outsider,
                "seat": 3,
                "weight": 25,
                "units": 250,
                "role": PROPOSER | STEERING,
                "respond_by": respond_by,
            },
        )
    ]
    expected = (outsider, 3, INVITED, 25, 250, PROPOSER | STEERING, 0, respond_by, 0, 0, 0, 0, 0)
    assert partnership.membership.partner(outsider) == expected
    assert partnership.membership.partner_at(3) == outsider
    assert (partnership.membership.seat_count(), partnership.membership.members()) == (4, 3)
    assert partnership.partnership.total() == 100
    assert partnership.escrow.total_units() == 1_000


def test_gives_the_old_seat_when_a_former_partner_is_admitted(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    with boa.env.prank(founders[1].address):
        partnership.membership.leave()
    invite(partnership, founders[1].address, weight=7, units=70, role=0)
    assert partnership.membership.seat_count() == 3
    record = partnership.membership.partner(founders[1].address)
    assert record[:6] == (founders[1].address, 1, INVITED, 7, 70, 0)
    assert partnership.partnership.total() == 70


def test_is_not_lapsed_when_a_lapsed_partner_comes_back(partnership: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(partnership):
        partnership.membership.amend_terms(b"\x01" * 32, "", HOUR, WIDE.abi(), [])
    boa.env.time_travel(seconds=DAY)
    partnership.membership.lapse(founders[0].address)
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    invite(partnership, founders[0].address, weight=40)
    accept(partnership, founders[0].address, b"\x01" * 32)
    assert partnership.partnership.weight_of(founders[0].address) == 40


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(HOUR - 1, "terms: less than 1 hour"), (180 * DAY + 1, "terms: more than 180 days")],
)
def test_reverts_when_the_time_to_respond_is_out_of_bounds(
    partnership: Partnership, outsider: str, seconds: int, reason: str
) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.admit(outsider, 1, 1, 0, seconds)


@pytest.mark.parametrize("seconds", [HOUR, 180 * DAY])
def test_invites_when_the_time_to_respond_is_at_a_bound(partnership: Partnership, outsider: str, seconds: int) -> None:
    with by_vote(partnership):
        partnership.membership.admit(outsider, 1, 1, 0, seconds)
    assert partnership.membership.partner(outsider)[7] == boa.env.timestamp + seconds


def test_t02_reverts_when_on_the_roster(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
    for account in (outsider, founders[0].address, founders[1].address):
        with by_vote(partnership), refused(partnership, "roster: already on the roster"):
            partnership.membership.admit(account, 99, 99, 0, DAY)


def test_t03_reverts_when_it_is_the_partnerships_own_contract(partnership: Partnership) -> None:
    for own in (partnership.partnership, partnership.membership, partnership.escrow):
        with by_vote(partnership), refused(partnership, "roster: its own contract"):
            partnership.membership.admit(own.address, 1, 1, 0, DAY)


def test_t03_reverts_when_it_is_the_zero_address(partnership: Partnership) -> None:
    with by_vote(partnership), refused(partnership, "roster: zero address"):
        partnership.membership.admit(NOBODY, 1, 1, 0, DAY)


@pytest.mark.parametrize(
    ("weight", "units", "reason"),
    [
        (0, 0, "roster: no weight and no units"),
        (2**40, 1, "roster: weight too large"),
        (1, 2**32, "roster: units too large"),
    ],
)
def test_t03_reverts_when_the_shares_are_out_of_bounds(
    partnership: Partnership, outsider: str, weight: int, units: int, reason: str
) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.admit(outsider, weight, units, 0, DAY)


def test_keeps_the_shares_when_they_are_the_largest(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, weight=2**40 - 1, units=2**32 - 1, role=15)
    assert partnership.membership.partner(outsider)[3:6] == (2**40 - 1, 2**32 - 1, 15)


def test_t04_reverts_when_the_roster_is_full(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """10,000 seats; the number of those given is written straight into the slot, the last real seat given for real."""
    slot = slot_of("Partnership", "docket", "_word")
    word = boa.env.get_storage(partnership.membership.address, slot)
    seats = 0x3FFF << 123
    boa.env.set_storage(partnership.membership.address, slot, (word & ~seats) | (9_999 << 123))
    assert partnership.membership.seat_count() == 9_999
    invite(partnership, "0x" + "77" * 20)
    assert partnership.membership.partner("0x" + "77" * 20)[1] == 9_999
    with by_vote(partnership), refused(partnership, "roster: full"):
        partnership.membership.admit(outsider, 1, 1, 0, DAY)
    with boa.env.prank(founders[2].address):
        partnership.membership.leave()
    invite(partnership, founders[2].address)  # a former partner has a seat
    assert partnership.membership.partner(founders[2].address)[2] == INVITED


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address, partnership.escrow.address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.admit(outsider, 1, 1, 0, DAY)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, outsider: str) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.admit(outsider, 1, 1, 0, DAY)

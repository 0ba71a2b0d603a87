"""Partnership.admit."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Deal
from tests.kit.contracts import slot_of
from tests.kit.house import WIDE, House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, HOUR, INVITED, MOVED, NOBODY, PROPOSER, STEERING
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, amend, by_vote, close_window, invite, join, lapse_over_terms, leave, move, silence


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
    expected = (outsider, 3, INVITED, 25, 250, PROPOSER | STEERING, 0, respond_by, 0, 0, 0, 0, outsider, 0, False, 0)
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
    back = founders[1].address
    new = lapse_over_terms(partnership, back)
    leave(partnership, back)
    invite(partnership, back, weight=40)
    accept(partnership, back, new)
    assert partnership.partnership.weight_of(back) == 40
    assert not partnership.membership.partner(back).is_lapsed


def test_t83_invites_who_has_the_seat_now(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """A partner that moved and left is invited on the seat it had, by whichever of its accounts it is named."""
    named, new = founders[1].address, "0x" + "77" * 20
    move(partnership, named, new)
    with by_vote(partnership), refused(partnership, "roster: already on the roster"):
        partnership.membership.admit(named, 5, 5, PROPOSER, DAY)
    leave(partnership, new)
    invite(partnership, named, weight=5, units=5)
    assert partnership.membership.partner(new)[1:5] == (1, INVITED, 5, 5)
    assert partnership.membership.partner(named)[2] == MOVED
    assert partnership.membership.seat_count() == 3


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
    invite(partnership, outsider, weight=2**40 - 101, units=2**32 - 1_001, role=15)
    assert partnership.membership.partner(outsider)[3:6] == (2**40 - 101, 2**32 - 1_001, 15)


@pytest.mark.parametrize(
    ("weight", "units", "reason"),
    [(25, 250, None), (26, 250, "roster: above the weight ceiling"), (25, 251, "roster: above the units ceiling")],
)
def test_t92_reverts_when_there_would_be_more_than_the_deal_allows(
    house: House, founders: list[LocalAccount], outsider: str, weight: int, units: int, reason: str | None
) -> None:
    """Founders' totals and a quarter, where the config says nothing: nobody's share falls below units / ceiling."""
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=Deal())
    venture.accept_all()
    if reason is None:
        join(venture, outsider, weight, units)
        assert (venture.partnership.total(), venture.escrow.total_units()) == (125, 1_250)
        return
    with by_vote(venture), refused(venture, reason):
        venture.membership.admit(outsider, weight, units, PROPOSER, DAY)


@pytest.mark.parametrize("out", ["suspended", "silent", "lapsed"])
def test_t92_weight_that_does_not_count_now_is_given_all_the_same(
    house: House, founders: list[LocalAccount], outsider: str, out: str
) -> None:
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=Deal())
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    partner = founders[1].address
    if out == "suspended":
        with by_vote(venture):
            venture.membership.suspend(partner)
    elif out == "silent":
        silence(venture, partner, founders[0].address)
    else:
        lapse_over_terms(venture, partner)
    assert venture.partnership.total() == 70
    with by_vote(venture), refused(venture, "roster: above the weight ceiling"):
        venture.membership.admit(outsider, 26, 1, PROPOSER, DAY)
    leave(venture, partner)
    invite(venture, outsider, 55, 1)


def test_t92_two_invitations_do_not_join_above_the_ceiling(
    house: House, founders: list[LocalAccount], outsider: str
) -> None:
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=Deal())
    venture.accept_all()
    other = "0x" + "79" * 20
    for account in (outsider, other):
        invite(venture, account, 25, 250)
    accept(venture, outsider)
    with boa.env.prank(other), refused(venture, "roster: above the weight ceiling"):
        venture.membership.accept(venture.membership.offer_of(other))


def test_t92_a_higher_ceiling_holds_when_the_window_to_accept_it_has_closed(
    house: House, founders: list[LocalAccount], outsider: str
) -> None:
    """Until then who has not accepted it could be diluted on a deal it never agreed to."""
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=Deal())
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    terms_hash = amend(venture, deal=WIDE)
    with by_vote(venture), refused(venture, "roster: above the units ceiling"):
        venture.membership.admit(outsider, 1, 251, PROPOSER, DAY)
    for founder in (founders[0], founders[2]):
        accept(venture, founder.address, terms_hash)
    close_window(venture, founders[0].address, founders[2].address)
    join(venture, outsider, 1, 9_000)
    assert venture.escrow.total_units() == 10_000


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

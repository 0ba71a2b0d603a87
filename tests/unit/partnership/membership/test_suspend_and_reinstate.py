"""Partnership.suspend and reinstate."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, DAY, ETHER, FREE_SECONDS, SUSPENDED, SUSPENSION_SECONDS
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, by_vote, invite, lapse_over_terms, move, pay_call


def test_takes_the_weight_but_not_the_units_when_suspended(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    suspended = founders[0].address
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    with by_vote(partnership):
        partnership.membership.suspend(suspended)
    until = boa.env.timestamp + SUSPENSION_SECONDS
    assert events(partnership.membership) == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": suspended, "previousVotes": 50, "newVotes": 0},
        ),
        (partnership.membership.address, "PartnerSuspended", {"partner": suspended, "until": until}),
    ]
    assert partnership.membership.partner(suspended).suspended_until == until
    assert partnership.membership.partner(suspended)[2:5] == (SUSPENDED, 50, 500)
    assert partnership.membership.members() == 3
    assert partnership.partnership.total() == 50
    with boa.env.prank(suspended), refused(partnership, "governor: no standing"):
        partnership.partnership.castVote(proposal, 1)
    boa.env.set_balance(partnership.escrow.address, 100)
    partnership.escrow.distribute(ETHER)
    assert partnership.escrow.claimable(ETHER, suspended) == 50


def test_gives_the_weight_back_when_reinstated(partnership: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
        partnership.membership.reinstate(founders[0].address)
    assert events(partnership.membership) == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": founders[0].address, "previousVotes": 0, "newVotes": 50},
        ),
        (partnership.membership.address, "PartnerReinstated", {"partner": founders[0].address}),
    ]
    assert partnership.membership.partner(founders[0].address)[2] == ACTIVE
    assert partnership.partnership.total() == 100
    assert partnership.partnership.has_standing(founders[0].address)


def test_comes_back_without_standing_when_terms_changed_meanwhile(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
    new = lapse_over_terms(partnership)
    with by_vote(partnership):
        partnership.membership.reinstate(founders[0].address)
    assert not partnership.partnership.has_standing(founders[0].address)
    partnership.membership.lapse(founders[0].address)
    accept(partnership, founders[0].address, new)
    assert partnership.partnership.has_standing(founders[0].address)
    assert partnership.partnership.total() == 100


def test_stays_lapsed_when_suspended_and_reinstated(partnership: Partnership, founders: list[LocalAccount]) -> None:
    lapse_over_terms(partnership, founders[1].address)
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
        partnership.membership.reinstate(founders[1].address)
    assert partnership.partnership.total() == 70


def test_ends_by_anyones_call_after_90_days(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    suspended = founders[1].address
    with by_vote(partnership):
        partnership.membership.suspend(suspended)
    until = boa.env.timestamp + SUSPENSION_SECONDS
    travel_to(until)
    with refused(partnership, "roster: still suspended"):
        partnership.membership.end_suspension(suspended)
    travel_to(until + 1)
    with boa.env.prank(outsider):
        partnership.membership.end_suspension(suspended)
    assert events(partnership.membership)[-1][1:] == ("PartnerReinstated", {"partner": suspended})
    assert partnership.partnership.total() == 100
    assert partnership.partnership.has_standing(suspended)


@pytest.mark.parametrize("way", ["by vote", "by time"])
def test_is_not_suspended_again_for_90_days(partnership: Partnership, founders: list[LocalAccount], way: str) -> None:
    """Else a suspension would be endless, and consent to a cut worth nothing."""
    members, suspended = partnership.membership, founders[1].address
    with by_vote(partnership):
        members.suspend(suspended)
    if way == "by vote":
        boa.env.time_travel(seconds=10 * DAY)
        with by_vote(partnership):
            members.reinstate(suspended)
        ended = boa.env.timestamp
    else:
        ended = boa.env.timestamp + SUSPENSION_SECONDS
        travel_to(ended + 5 * DAY)
        members.end_suspension(suspended)
    moved = "0x" + "77" * 20
    travel_to(ended + FREE_SECONDS)
    for account in (suspended, moved):
        if account == moved:
            move(partnership, suspended, moved)
        with by_vote(partnership), refused(partnership, "roster: suspended not long ago"):
            members.suspend(account)
    travel_to(ended + FREE_SECONDS + 1)
    with by_vote(partnership):
        members.suspend(suspended)
    assert members.partner(moved)[2] == SUSPENDED


def test_t83_finds_the_seat_after_it_has_moved(partnership: Partnership, founders: list[LocalAccount]) -> None:
    named, new, newer = founders[1].address, "0x" + "77" * 20, "0x" + "78" * 20
    move(partnership, named, new)
    move(partnership, new, newer)
    with by_vote(partnership):
        partnership.membership.suspend(named)
    assert partnership.membership.partner(newer)[2] == SUSPENDED
    with by_vote(partnership):
        partnership.membership.reinstate(new)
    assert partnership.membership.partner(newer)[2] == ACTIVE
    assert partnership.partnership.total() == 100


def test_reverts_when_the_partner_has_another_status(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
    for account in (outsider, founders[0].address):
        with by_vote(partnership), refused(partnership, "roster: not active"):
            partnership.membership.suspend(account)
    for account in (outsider, founders[1].address):
        with by_vote(partnership), refused(partnership, "roster: not suspended"):
            partnership.membership.reinstate(account)


@pytest.mark.parametrize("name", ["suspend", "reinstate"])
def test_reverts_when_never_on_the_roster(partnership: Partnership, outsider: str, name: str) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        getattr(partnership.membership, name)(outsider)


@pytest.mark.parametrize("name", ["suspend", "reinstate"])
def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, name: str
) -> None:
    for caller in (outsider, founders[1].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            getattr(partnership.membership, name)(founders[0].address)


@pytest.mark.parametrize("name", ["suspend", "reinstate"])
def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount], name: str) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        getattr(forming.membership, name)(founders[0].address)

"""Partnership.expel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import (
    CONSTITUTIONAL,
    DAY,
    ETHER,
    EXPELLED,
    LEFT,
    MIN_EXPULSION_SECONDS,
    ORDINARY,
    WINDING_UP,
)
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import accept, by_vote, expel, invite, join, lapse_over_terms, leave, move, set_exit_terms


def passed(venture: Partnership, partner: str, voters: list[str]) -> list[Action]:
    """The actions of a passed proposal that expels `partner`, in its first executable second."""
    actions = [(venture.membership.address, 0, venture.membership.expel.prepare_calldata(partner))]
    proposal = venture.propose(actions, by=voters[0])
    venture.open_voting(proposal)
    venture.vote(proposal, by=voters)
    travel_to(venture.partnership.proposalEta(proposal))
    return actions


def test_takes_weight_and_units_away_when_decided_by_vote(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    expelled = founders[2].address
    partnership.execute(passed(partnership, expelled, [founder.address for founder in founders[:2]]))
    leaves_at = boa.env.timestamp + MIN_EXPULSION_SECONDS
    assert events(partnership.partnership)[1:] == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": expelled, "previousVotes": 20, "newVotes": 0},
        ),
        (partnership.membership.address, "PartnerExpelled", {"partner": expelled, "leaves_at": leaves_at}),
    ]
    record = partnership.membership.partner(expelled)
    assert (record.status, record.weight, record.units, record.leaves_at) == (EXPELLED, 0, 200, leaves_at)
    assert partnership.membership.members() == 3
    assert (partnership.partnership.total(), partnership.escrow.total_units()) == (80, 1_000)
    assert not partnership.partnership.has_standing(expelled)
    travel_to(leaves_at - 1)
    with refused(partnership, "membership: notice is running"):
        partnership.membership.end_notice(expelled)
    travel_to(leaves_at)
    partnership.membership.end_notice(expelled)
    assert events(partnership.membership)[-1] == (
        partnership.membership.address,
        "ExpulsionEnded",
        {"partner": expelled},
    )
    assert partnership.membership.partner(expelled)[2] == EXPELLED
    assert partnership.membership.members() == 2
    assert (partnership.partnership.total(), partnership.escrow.total_units()) == (80, 800)


@pytest.mark.parametrize(("notice", "waits"), [(0, 30 * DAY), (31 * DAY, 31 * DAY)])
def test_t87_keeps_its_units_through_the_notice_of_its_deal_and_30_days_at_least(
    partnership: Partnership, founders: list[LocalAccount], notice: int, waits: int
) -> None:
    set_exit_terms(partnership, notice, 0)
    expelled = founders[1].address
    with by_vote(partnership):
        partnership.membership.expel(expelled)
    assert partnership.membership.partner(expelled).leaves_at == boa.env.timestamp + waits
    boa.env.time_travel(seconds=waits - 1)
    boa.env.set_balance(partnership.escrow.address, 1_000)
    partnership.escrow.distribute(ETHER)
    assert partnership.escrow.claimable(ETHER, expelled) == 300


def test_t87_leaves_when_it_wants_once_it_is_expelled(partnership: Partnership, founders: list[LocalAccount]) -> None:
    set_exit_terms(partnership, 90 * DAY, 0)
    with by_vote(partnership):
        partnership.membership.expel(founders[1].address)
    leave(partnership, founders[1].address)
    assert partnership.membership.partner(founders[1].address)[2] == LEFT
    with refused(partnership, "roster: not expelled"):
        partnership.membership.end_notice(founders[1].address)


@pytest.mark.parametrize("before", ["suspended", "lapsed"])
def test_t87_no_weight_comes_back_to_who_is_expelled(
    partnership: Partnership, founders: list[LocalAccount], before: str
) -> None:
    expelled = founders[1].address
    new = lapse_over_terms(partnership, expelled) if before == "lapsed" else b""
    with by_vote(partnership):
        if before == "suspended":
            partnership.membership.suspend(expelled)
        partnership.membership.expel(expelled)
    if before == "lapsed":
        accept(partnership, expelled, new)
    boa.env.time_travel(seconds=200 * DAY)
    for call in (partnership.membership.end_suspension, partnership.membership.reinstate):
        with by_vote(partnership), refused(partnership, "roster: was expelled"):
            call(expelled)
    assert (partnership.partnership.weight_of(expelled), partnership.partnership.total()) == (0, 70)


def test_t83_expels_who_has_the_seat_now(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    """The vote named the account that had it when the proposal was made."""
    named = founders[1].address
    call = (partnership.membership.address, 0, partnership.membership.expel.prepare_calldata(named))
    proposal = partnership.propose([call])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[0].address, founders[2].address])
    travel_to(partnership.partnership.proposalEta(proposal))
    move(partnership, named, outsider)
    partnership.execute([call])
    assert events(partnership.partnership)[-1][2]["partner"] == outsider
    assert partnership.membership.partner(outsider)[2] == EXPELLED
    assert partnership.partnership.total() == 70


def test_t05_leaves_the_money_claimable_when_a_partner_is_expelled(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    expelled = founders[2].address
    boa.env.set_balance(partnership.escrow.address, 1_000)
    expel(partnership, expelled)
    assert partnership.escrow.claimable(ETHER, expelled) == 200
    before = boa.env.get_balance(expelled)
    assert partnership.escrow.claim(ETHER, expelled) == 200
    assert boa.env.get_balance(expelled) == before + 200


def test_withdraws_the_invitation_when_invited(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.expel(outsider)
    assert events(partnership.membership) == [
        (partnership.membership.address, "PartnerExpelled", {"partner": outsider, "leaves_at": 0})
    ]
    with boa.env.prank(outsider), refused(partnership, "roster: has left"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))


def test_t06_reverts_when_the_last_partner_would_be_expelled(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Nobody could decide anything after it. The last partner winds up."""
    with by_vote(partnership):
        for founder in founders[:2]:
            partnership.membership.expel(founder.address)
    with by_vote(partnership), refused(partnership, "membership: no weight left"):
        partnership.membership.expel(founders[2].address)
    boa.env.time_travel(seconds=MIN_EXPULSION_SECONDS)
    for founder in founders[:2]:
        partnership.membership.end_notice(founder.address)
    with boa.env.prank(founders[2].address):
        partnership.membership.wind_up_alone()
    assert partnership.membership.phase() == WINDING_UP


def test_reverts_when_not_on_the_roster(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        partnership.membership.expel(outsider)
    expel(partnership, founders[0].address)
    with by_vote(partnership), refused(partnership, "roster: has left"):
        partnership.membership.expel(founders[0].address)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.expel(founders[1].address)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.expel(founders[0].address)


# --- the partners who did not join after it ---


def test_t87_takes_two_who_did_not_join_after_it(
    house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount]
) -> None:
    """An ally with all the weight expels nobody by itself, nor with one of those who were there before."""
    venture = house.spin_up(founders, [10, 10, 10], [100, 100, 100])
    venture.accept_all()
    north, east, target = (founder.address for founder in founders)
    ally, friend = key("ally").address, key("friend").address
    for newcomer in (ally, friend):
        join(venture, newcomer, weight=1_000, units=1)
    boa.env.time_travel(seconds=1)
    for voters in ([ally, friend], [ally, friend, north]):
        with boa.env.anchor():
            actions = passed(venture, target, voters)
            with refused(venture, "roster: not two elders for it"):
                venture.execute(actions)
    with boa.env.anchor():
        venture.execute(passed(venture, target, [ally, north, east]))
        assert venture.membership.status_of(target) == EXPELLED
    # Who joined later has more elders; of two newcomers, each came before or after the other.
    with boa.env.anchor():
        venture.execute(passed(venture, friend, [ally, north]))
        assert venture.membership.status_of(friend) == EXPELLED
    actions = passed(venture, ally, [friend, target])
    with refused(venture, "roster: not two elders for it"):
        venture.execute(actions)


def test_t87_of_two_partners_neither_expels_the_other(house: House, founders: list[LocalAccount]) -> None:
    venture = house.spin_up(founders[:2], [10, 1], [100, 100])
    venture.accept_all()
    boa.env.time_travel(seconds=1)
    actions = passed(venture, founders[1].address, [founders[0].address])
    with refused(venture, "roster: not two elders for it"):
        venture.execute(actions)


def test_a_vote_that_closes_early_may_keep_the_second_elder_out(house: House, founders: list[LocalAccount]) -> None:
    """docs/security.md says so: the elder with less weight votes first."""
    quick = replace(LAX, early_decision=True)
    classes = ((CONSTITUTIONAL, replace(STRICT, early_decision=True)), (ORDINARY, quick))
    venture = house.spin_up(founders, [60, 20, 20], [100, 100, 100], rules=classes)
    venture.accept_all()
    boa.env.time_travel(seconds=1)
    north, east, target = (founder.address for founder in founders)
    with boa.env.anchor():
        actions = passed(venture, target, [north])
        with boa.env.prank(east), boa.reverts():
            venture.partnership.castVote(venture.partnership.hashProposal(*columns(actions), keccak(b"a proposal")), 1)
        with refused(venture, "roster: not two elders for it"):
            venture.execute(actions)
    venture.execute(passed(venture, target, [east, north]))
    assert venture.membership.status_of(target) == EXPELLED

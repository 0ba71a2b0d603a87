"""Partnership.set_probation and end_probation: a seat that ends on a date unless it is confirmed."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, DAY, ETHER, FOR, LEFT, PROPOSER, WINDING_UP
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.signatures import ballot, sign
from tests.kit.verbs import accept, by_vote, invite, leave, pay_call, reshare, set_exit_terms, wind_up


@pytest.fixture
def newcomer(key: Callable[[str], LocalAccount]) -> LocalAccount:
    return key("outsider")


@pytest.fixture
def ends(partnership: Partnership) -> int:
    """The last second of the probation."""
    return int(boa.env.timestamp) + 60 * DAY


def set_probation(venture: Partnership, partner: str, ends: int) -> None:
    with by_vote(venture):
        venture.membership.set_probation(partner, ends)


@pytest.fixture
def trial(partnership: Partnership, newcomer: LocalAccount, ends: int) -> Partnership:
    """The newcomer is a partner on probation, with weight 10 and units 10."""
    invite(partnership, newcomer.address)
    set_probation(partnership, newcomer.address, ends)
    accept(partnership, newcomer.address)
    boa.env.time_travel(seconds=DAY)
    return partnership


# --- the date ---


def test_admits_on_probation_in_one_vote(partnership: Partnership, newcomer: LocalAccount, ends: int) -> None:
    members = partnership.membership
    call = members.set_probation.prepare_calldata(newcomer.address, ends)
    partnership.decide([partnership.admit_call(newcomer.address, 10, 10), (members.address, 0, call)])
    assert events(partnership.partnership)[-1] == (
        members.address,
        "ProbationSet",
        {"partner": newcomer.address, "ends": ends},
    )
    assert members.partner(newcomer.address)[10] == ends
    accept(partnership, newcomer.address)
    assert members.partner(newcomer.address)[10] == ends
    assert partnership.partnership.total() == 110


def test_has_standing_to_the_last_second(trial: Partnership, newcomer: LocalAccount, ends: int, customer: str) -> None:
    proposal = trial.propose([pay_call(customer)], by=newcomer.address)
    trial.open_voting(proposal)
    travel_to(trial.partnership.proposalDeadline(proposal))
    for moment, standing in ((ends, True), (ends + 1, False)):
        travel_to(moment)
        assert trial.partnership.has_standing(newcomer.address) is standing


@pytest.mark.parametrize("route", ["transaction", "signature"])
@pytest.mark.parametrize("late", [0, 1])
def test_i17_votes_and_proposes_to_the_last_second(
    trial: Partnership, newcomer: LocalAccount, ends: int, customer: str, route: str, late: int
) -> None:
    travel_to(ends - DAY)
    proposal = trial.propose([pay_call(customer)])
    travel_to(ends + late)
    governor = trial.partnership

    def cast() -> None:
        if route == "transaction":
            trial.vote(proposal, by=[newcomer.address])
        else:
            signature = sign(newcomer, ballot(governor.address, proposal, FOR, newcomer.address))
            governor.castVoteBySig(proposal, FOR, newcomer.address, signature)

    if late:
        with refused(trial, "governor: no standing"):
            cast()
        with refused(trial, "governor: no standing"):
            trial.propose([pay_call(customer)], "another", by=newcomer.address)
        assert governor.proposalVotes(proposal) == (0, 0, 0)
    else:
        cast()
        trial.propose([pay_call(customer)], "another", by=newcomer.address)
        assert governor.proposalVotes(proposal) == (0, 10, 0)


def test_confirms_when_the_date_is_taken_away(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    set_probation(trial, newcomer.address, 0)
    assert events(trial.membership) == [
        (trial.membership.address, "ProbationSet", {"partner": newcomer.address, "ends": 0})
    ]
    travel_to(ends + 1)
    assert trial.partnership.has_standing(newcomer.address)
    with refused(trial, "membership: not on probation"):
        trial.membership.end_probation(newcomer.address)


def test_confirms_even_after_the_date_while_the_seat_was_not_ended(
    trial: Partnership, newcomer: LocalAccount, ends: int
) -> None:
    travel_to(ends + 1)
    set_probation(trial, newcomer.address, 0)
    assert trial.partnership.has_standing(newcomer.address)


def test_the_date_moves_while_on_probation(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    set_probation(trial, newcomer.address, ends + DAY)
    travel_to(ends + DAY)
    with refused(trial, "membership: probation is running"):
        trial.membership.end_probation(newcomer.address)
    boa.env.time_travel(seconds=1)
    trial.membership.end_probation(newcomer.address)


def test_an_invited_account_is_confirmed_before_it_accepts(
    partnership: Partnership, newcomer: LocalAccount, ends: int
) -> None:
    invite(partnership, newcomer.address)
    set_probation(partnership, newcomer.address, ends)
    set_probation(partnership, newcomer.address, 0)
    accept(partnership, newcomer.address)
    assert partnership.membership.partner(newcomer.address)[10] == 0


def test_t64_puts_no_partner_on_probation_afterwards(
    partnership: Partnership, founders: list[LocalAccount], trial: Partnership, newcomer: LocalAccount, ends: int
) -> None:
    """Expelling needs the vote for that; a date would be a way around it."""
    with refused(partnership, "membership: not on probation"):
        set_probation(partnership, founders[1].address, ends)
    set_probation(trial, newcomer.address, 0)
    with refused(partnership, "membership: not on probation"):
        set_probation(trial, newcomer.address, ends)
    assert partnership.membership.partner(founders[1].address)[10] == 0


def test_role_dates_and_probation_do_not_touch_each_other(
    trial: Partnership, newcomer: LocalAccount, ends: int
) -> None:
    with by_vote(trial):
        trial.membership.set_role(newcomer.address, PROPOSER, ends - 5)
    assert trial.membership.partner(newcomer.address)[9:11] == (ends - 5, ends)
    set_probation(trial, newcomer.address, ends + 5)
    assert trial.membership.partner(newcomer.address)[9:11] == (ends - 5, ends + 5)
    with by_vote(trial):
        trial.membership.set_role(newcomer.address, PROPOSER, 0)
    assert trial.membership.partner(newcomer.address)[9:11] == (0, ends + 5)
    set_probation(trial, newcomer.address, 0)
    assert trial.membership.partner(newcomer.address)[9:11] == (0, 0)


@pytest.mark.parametrize("back", [0, 1])
def test_reverts_when_the_date_is_not_ahead(partnership: Partnership, newcomer: LocalAccount, back: int) -> None:
    invite(partnership, newcomer.address)
    with refused(partnership, "roster: date is not ahead"):
        set_probation(partnership, newcomer.address, boa.env.timestamp - back)
    with refused(partnership, "roster: date is not ahead"):
        set_probation(partnership, newcomer.address, 2**40)
    set_probation(partnership, newcomer.address, 2**40 - 1)
    set_probation(partnership, newcomer.address, boa.env.timestamp + 1)


def test_reverts_when_not_by_the_partnership(
    trial: Partnership, founders: list[LocalAccount], newcomer: LocalAccount, ends: int
) -> None:
    for caller in (newcomer.address, founders[0].address):
        with boa.env.prank(caller), refused(trial, ROSTER_BY_VOTE_ONLY):
            trial.membership.set_probation(newcomer.address, ends + 1)


def test_reverts_when_it_has_left_or_never_came(
    trial: Partnership, newcomer: LocalAccount, customer: str, ends: int
) -> None:
    with refused(trial, "roster: not on the roster"):
        set_probation(trial, customer, ends)
    leave(trial, newcomer.address)
    with refused(trial, "roster: has left"):
        set_probation(trial, newcomer.address, 0)


# --- the end ---


def test_anyone_ends_it_in_the_first_second_after(
    trial: Partnership, newcomer: LocalAccount, ends: int, customer: str
) -> None:
    travel_to(ends)
    with boa.env.prank(customer), refused(trial, "membership: probation is running"):
        trial.membership.end_probation(newcomer.address)
    travel_to(ends + 1)
    with boa.env.prank(customer):
        trial.membership.end_probation(newcomer.address)
    partner = newcomer.address
    assert events(trial.membership) == [
        (
            trial.partnership.address,
            "DelegateVotesChanged",
            {"delegate": partner, "previousVotes": 10, "newVotes": 0},
        ),
        (trial.escrow.address, "UnitsChanged", {"partner": partner, "previous": 10, "current": 0, "era": 2}),
        (trial.membership.address, "ProbationEnded", {"partner": partner}),
    ]
    assert trial.membership.partner(partner)[2] == LEFT
    assert (trial.membership.members(), trial.partnership.total(), trial.escrow.total_units()) == (3, 100, 1_000)


def test_weight_and_units_count_until_it_is_ended(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    travel_to(ends + DAY)
    assert (trial.partnership.total(), trial.escrow.total_units()) == (110, 1_010)
    trial.membership.end_probation(newcomer.address)
    assert (trial.partnership.total(), trial.escrow.total_units()) == (100, 1_000)


def test_t05_what_it_earned_stays_claimable_and_its_part_of_the_treasury_is_paid(
    trial: Partnership, newcomer: LocalAccount, ends: int
) -> None:
    set_exit_terms(trial, 30 * DAY, 10_000)
    boa.env.set_balance(trial.partnership.address, 1_010)
    boa.env.set_balance(trial.escrow.address, 1_010)
    travel_to(ends + 1)
    before = boa.env.get_balance(newcomer.address)
    trial.membership.end_probation(newcomer.address)
    trial.escrow.claim(ETHER, newcomer.address)
    assert boa.env.get_balance(newcomer.address) == before + 10 + 10


def test_it_may_leave_before_by_the_notice_of_the_terms(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    set_exit_terms(trial, 30 * DAY)
    with refused(trial, "membership: give notice first"):
        leave(trial, newcomer.address)
    travel_to(ends + 1)
    with boa.env.prank(newcomer.address):
        trial.membership.end_probation(newcomer.address)  # an ended seat holds nobody
    assert trial.membership.partner(newcomer.address)[2] == LEFT


def test_comes_back_without_a_date_when_admitted_again(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    travel_to(ends + 1)
    trial.membership.end_probation(newcomer.address)
    invite(trial, newcomer.address)
    accept(trial, newcomer.address)
    assert trial.membership.partner(newcomer.address)[9:11] == (0, 0)
    assert trial.membership.partner(newcomer.address)[2] == ACTIVE
    assert trial.partnership.has_standing(newcomer.address)


def test_t68_ending_the_last_weight_leaves_a_way_out_for_the_others(
    trial: Partnership, founders: list[LocalAccount], newcomer: LocalAccount, ends: int
) -> None:
    """Nothing can be decided any more, and nothing is locked up: who stays can leave, and the last winds up."""
    for founder in founders[1:]:
        reshare(trial, founder.address, 0, 300)
    leave(trial, founders[0].address)
    travel_to(ends + 1)
    trial.membership.end_probation(newcomer.address)
    assert (trial.partnership.total(), trial.membership.members()) == (0, 2)
    boa.env.set_balance(trial.partnership.address, 77)
    boa.env.set_balance(trial.escrow.address, 600)
    leave(trial, founders[1].address)
    with boa.env.prank(founders[2].address):
        trial.partnership.wind_up_alone()
    assert [trial.escrow.claimable(ETHER, founder.address) for founder in founders[1:]] == [300, 300 + 77]


def test_t06_t68_the_last_seat_does_not_end_by_its_date(
    trial: Partnership, founders: list[LocalAccount], newcomer: LocalAccount, ends: int
) -> None:
    for founder in founders:
        leave(trial, founder.address)
    travel_to(ends + 1)
    with refused(trial, "membership: last one winds up"):
        trial.membership.end_probation(newcomer.address)
    with boa.env.prank(newcomer.address):
        trial.partnership.wind_up_alone()
    assert trial.membership.phase() == WINDING_UP


def test_ends_no_seat_of_a_plain_partner(
    trial: Partnership, founders: list[LocalAccount], newcomer: LocalAccount, customer: str, ends: int
) -> None:
    with by_vote(trial):
        trial.membership.set_role(founders[1].address, PROPOSER, ends)  # a role that ends is no probation
    travel_to(ends + 1)
    for founder in founders:
        with refused(trial, "membership: not on probation"):
            trial.membership.end_probation(founder.address)
    with refused(trial, "roster: not on the roster"):
        trial.membership.end_probation(customer)
    trial.membership.end_probation(newcomer.address)
    with refused(trial, "membership: not on probation"):
        trial.membership.end_probation(newcomer.address)


def test_reverts_when_winding_up(trial: Partnership, newcomer: LocalAccount, ends: int) -> None:
    travel_to(ends + 1)
    wind_up(trial)
    with refused(trial, "membership: not in force"):
        trial.membership.end_probation(newcomer.address)

"""Partnership.call_partner, answer and lapse of who does not answer: partners find out who is gone for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, CALL_SECONDS, DAY, FOR_EVER, ORDINARY, SUSPENDED
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.signatures import answer, ballot, digest_of, sign, timed_ballot
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    call,
    close_window,
    expel,
    invite,
    join,
    leave,
    move,
    offer,
    pay_call,
    relay,
    represent,
    reshare,
    signed,
    silence,
    vote_as,
)

YEAR = 365 * DAY


@pytest.fixture
def caller(founders: list[LocalAccount]) -> str:
    """The first founder, who calls: weight 50."""
    return str(founders[0].address)


@pytest.fixture
def quiet(founders: list[LocalAccount]) -> LocalAccount:
    """The second founder, who is called: weight 30, units 300."""
    return founders[1]


def answered(venture: Partnership, partner: str) -> None:
    with boa.env.prank(partner):
        venture.membership.answer()


def test_t85_takes_the_weight_of_who_does_not_answer_out_of_the_base(
    partnership: Partnership, caller: str, quiet: LocalAccount, outsider: str
) -> None:
    members, partner = partnership.membership, quiet.address
    answer_by = call(partnership, partner, caller)
    assert answer_by == boa.env.timestamp + CALL_SECONDS
    assert events(members) == [
        (members.address, "PartnerCalled", {"partner": partner, "caller": caller, "answer_by": answer_by})
    ]
    travel_to(answer_by)
    with refused(partnership, "roster: has standing"):
        members.lapse(partner)
    travel_to(answer_by + 1)
    with boa.env.prank(outsider):
        members.lapse(partner)
    assert events(members)[-1][1:] == ("PartnerLapsed", {"partner": partner, "version": 0})
    assert partnership.partnership.total() == 70
    record = members.partner(partner)
    assert (record.status, record.weight, record.units, record.is_lapsed) == (ACTIVE, 30, 300, True)
    assert partnership.escrow.units_of(partner) == 300
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    assert partnership.partnership.proposal_tally(proposal).base == 70
    with boa.env.prank(partner), refused(partnership, "governor: no weight at snapshot"):
        partnership.partnership.castVote(proposal, 1)
    answered(partnership, partner)
    assert events(members)[-1][1:] == ("PartnerAnswered", {"partner": partner})
    assert partnership.partnership.total() == 100
    assert not members.partner(partner).is_lapsed
    with refused(partnership, "roster: has standing"):
        members.lapse(partner)


# Whatever a partner does or signs is a sign of life.
Sign = Callable[[Partnership, LocalAccount, int], None]


def votes(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    venture.vote(proposal, by=[partner.address])


def votes_by_signature(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    nonce = venture.partnership.nonces(partner.address)
    message = ballot(venture.partnership.address, proposal, 1, partner.address, nonce)
    venture.partnership.castVoteBySig(proposal, 1, partner.address, sign(partner, message))


def votes_in_a_batch(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    assert relay(venture, proposal, [signed(venture, partner, proposal)]) == 1


def accepts(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    accept(venture, partner.address, amend(venture))


def answers(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    answered(venture, partner.address)


def answers_by_signature(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    asked = venture.membership.partner(partner.address).answer_by
    message = answer(venture, partner.address, asked, FOR_EVER)
    assert venture.membership.answer_digest(partner.address, FOR_EVER) == digest_of(message)
    venture.membership.answer_by_sig(partner.address, FOR_EVER, sign(partner, message))


def offers_its_seat(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    offer(venture, partner.address, "0x" + "77" * 20)


def moves(venture: Partnership, partner: LocalAccount, proposal: int) -> None:
    move(venture, partner.address, "0x" + "77" * 20)


@pytest.mark.parametrize(
    "life",
    [
        votes,
        votes_by_signature,
        votes_in_a_batch,
        accepts,
        answers,
        answers_by_signature,
        offers_its_seat,
        moves,
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_t85_any_sign_of_life_ends_a_call(
    partnership: Partnership, caller: str, quiet: LocalAccount, outsider: str, life: Sign, late: bool
) -> None:
    """Also one that comes after the time to answer, as long as nobody had the partner lapse."""
    members = partnership.membership
    answer_by = call(partnership, quiet.address, caller)
    if late:
        travel_to(answer_by + 1)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    life(partnership, quiet, proposal)
    assert members.partner(members.holder_of(quiet.address)).answer_by == 0
    travel_to(answer_by + 100 * DAY)
    with refused(partnership, "roster: has standing"):
        members.lapse(quiet.address)
    assert partnership.partnership.total() == 100


def test_t85_a_ballot_on_an_old_proposal_is_a_sign_of_life(
    partnership: Partnership, caller: str, quiet: LocalAccount, outsider: str
) -> None:
    """One that is more than 64 proposals back is marked elsewhere than in the word of the seat."""
    with by_vote(partnership):
        partnership.partnership.set_rule(ORDINARY, Rule(voting_delay=0, voting_period=30 * DAY).abi())
    proposals = [partnership.propose([pay_call(outsider)], f"{number}") for number in range(66)]
    partnership.open_voting(proposals[-1])
    partnership.vote(proposals[-1], by=[quiet.address])
    answer_by = call(partnership, quiet.address, caller)
    boa.env.time_travel(seconds=1)
    partnership.vote(proposals[0], by=[quiet.address])
    travel_to(answer_by + 1)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(quiet.address)


def test_t85_a_ballot_over_that_of_the_representative_is_a_sign_of_life(
    partnership: Partnership, caller: str, quiet: LocalAccount, outsider: str
) -> None:
    represent(partnership, quiet.address, outsider)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    vote_as(partnership, quiet.address, proposal, by=outsider)
    quiet_at = partnership.membership.partner(quiet.address).nonce
    answer_by = call(partnership, quiet.address, caller)
    partnership.vote(proposal, support=0, by=[quiet.address])
    assert partnership.membership.partner(quiet.address).nonce == quiet_at
    travel_to(answer_by + 1)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(quiet.address)


def test_t85_is_called_once_a_year_at_most(
    partnership: Partnership, founders: list[LocalAccount], caller: str, quiet: LocalAccount
) -> None:
    """Also from another partner, and also when its seat has moved meanwhile."""
    members, asked = partnership.membership, boa.env.timestamp
    call(partnership, quiet.address, caller)
    answered(partnership, quiet.address)
    for moment in (asked, asked + YEAR - 1):
        travel_to(moment)
        for by in (caller, founders[2].address):
            with boa.env.prank(by), refused(partnership, "roster: called this year"):
                members.call_partner(quiet.address)
    move(partnership, quiet.address, "0x" + "77" * 20)
    with boa.env.prank(caller), refused(partnership, "roster: called this year"):
        members.call_partner(quiet.address)
    travel_to(asked + YEAR)
    with boa.env.prank(caller):
        members.call_partner(quiet.address)
    assert members.partner("0x" + "77" * 20).answer_by == boa.env.timestamp + CALL_SECONDS


def test_has_the_time_of_the_deal_that_the_called_one_accepted(
    house: House, founders: list[LocalAccount], caller: str, quiet: LocalAccount
) -> None:
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=replace(WIDE, call_days=100))
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    amend(venture, deal=replace(WIDE, call_days=30))
    assert call(venture, quiet.address, caller) == boa.env.timestamp + 100 * DAY


def test_reverts_when_who_calls_is_no_partner_with_standing(
    partnership: Partnership, founders: list[LocalAccount], quiet: LocalAccount, outsider: str
) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(founders[2].address)
    for by in (outsider, founders[2].address, partnership.partnership.address):
        with boa.env.prank(by), refused(partnership, "governor: no standing"):
            partnership.membership.call_partner(quiet.address)


def test_reverts_when_who_is_called_is_no_partner(
    partnership: Partnership, founders: list[LocalAccount], caller: str, quiet: LocalAccount, outsider: str
) -> None:
    members = partnership.membership
    with boa.env.prank(caller), refused(partnership, "roster: not on the roster"):
        members.call_partner(outsider)
    invite(partnership, outsider)
    leave(partnership, founders[2].address)
    for account in (outsider, founders[2].address):
        with boa.env.prank(caller), refused(partnership, "roster: not a partner"):
            members.call_partner(account)
    with boa.env.prank(caller), refused(partnership, "roster: calls itself"):
        members.call_partner(caller)
    silence(partnership, quiet.address, caller)
    with boa.env.prank(caller), refused(partnership, "roster: already lapsed"):
        members.call_partner(quiet.address)


def test_t85_one_cannot_call_itself_by_its_old_account(partnership: Partnership, caller: str) -> None:
    move(partnership, caller, "0x" + "77" * 20)
    with boa.env.prank("0x" + "77" * 20), refused(partnership, "roster: calls itself"):
        partnership.membership.call_partner(caller)


def test_reverts_when_there_is_nothing_to_answer(partnership: Partnership, quiet: LocalAccount) -> None:
    with boa.env.prank(quiet.address), refused(partnership, "roster: not called"):
        partnership.membership.answer()


def test_t85_an_answer_that_was_signed_is_good_for_one_call(
    partnership: Partnership, caller: str, quiet: LocalAccount
) -> None:
    """Else somebody could keep a dead partner alive with what it signed in its life."""
    members = partnership.membership
    asked = call(partnership, quiet.address, caller)
    kept = sign(quiet, answer(partnership, quiet.address, asked, FOR_EVER))
    members.answer_by_sig(quiet.address, FOR_EVER, kept)
    with refused(partnership, "terms: signature not by partner"):
        members.answer_by_sig(quiet.address, FOR_EVER, kept)
    boa.env.time_travel(seconds=YEAR)
    asked = call(partnership, quiet.address, caller)
    with refused(partnership, "terms: signature not by partner"):
        members.answer_by_sig(quiet.address, FOR_EVER, kept)
    deadline = boa.env.timestamp
    late = sign(quiet, answer(partnership, quiet.address, asked, deadline))
    travel_to(deadline + 1)
    with refused(partnership, "terms: signature expired"):
        members.answer_by_sig(quiet.address, deadline, late)


def test_t85_a_suspended_partner_that_does_not_answer_comes_back_when_both_are_over(
    partnership: Partnership, caller: str, quiet: LocalAccount
) -> None:
    members, partner = partnership.membership, quiet.address
    with by_vote(partnership):
        members.suspend(partner)
    silence(partnership, partner, caller)
    assert members.partner(partner)[2] == SUSPENDED and members.partner(partner).is_lapsed
    boa.env.time_travel(seconds=100 * DAY)
    members.end_suspension(partner)
    assert (partnership.partnership.weight_of(partner), partnership.partnership.total()) == (0, 70)
    answered(partnership, partner)
    assert (partnership.partnership.weight_of(partner), partnership.partnership.total()) == (30, 100)


def test_t85_the_last_weight_does_not_lapse(partnership: Partnership, caller: str, quiet: LocalAccount) -> None:
    reshare(partnership, caller, 0, 1)
    reshare(partnership, partnership.founders[2].address, 0, 1)
    travel_to(call(partnership, quiet.address, caller) + 1)
    with refused(partnership, "membership: no weight left"):
        partnership.membership.lapse(quiet.address)


def test_a_call_does_not_outlive_the_membership(partnership: Partnership, caller: str, quiet: LocalAccount) -> None:
    answer_by = call(partnership, quiet.address, caller)
    leave(partnership, quiet.address)
    join(partnership, quiet.address)
    travel_to(answer_by + 1)
    assert partnership.membership.partner(quiet.address).answer_by == 0
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(quiet.address)


def test_an_expelled_one_that_did_not_answer_leaves_no_weight_behind(
    partnership: Partnership, caller: str, quiet: LocalAccount
) -> None:
    silence(partnership, quiet.address, caller)
    expel(partnership, quiet.address)
    join(partnership, quiet.address, weight=7, units=7)
    assert partnership.partnership.total() == 77
    assert not partnership.membership.partner(quiet.address).is_lapsed


def test_t85_a_dead_key_is_carried_over_to_a_new_account(
    house: House, founders: list[LocalAccount], quiet: LocalAccount, outsider: str
) -> None:
    """Constitution unanimous, and one of three has lost its key: it lapses, and the rest goes on deciding."""
    venture = house.spin_up(founders, WEIGHTS, UNITS)
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    first, third = founders[0].address, founders[2].address
    silence(venture, quiet.address, first)
    members = venture.membership
    action = (members.address, 0, members.recover_seat.prepare_calldata(quiet.address, outsider))
    proposal = venture.propose([action])
    venture.open_voting(proposal)
    venture.vote(proposal, by=[first, third])
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute([action])
    boa.env.time_travel(seconds=30 * DAY)
    agreed = members.seat_conditions(quiet.address)
    with boa.env.prank(outsider):
        members.take_seat(quiet.address, agreed)
    assert venture.partnership.total() == 100
    assert members.partner(outsider)[2:5] == (ACTIVE, 30, 300)


def test_timed_ballots_of_who_lapsed_do_not_count_on_later_proposals(
    partnership: Partnership, caller: str, quiet: LocalAccount, outsider: str
) -> None:
    silence(partnership, quiet.address, caller)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    message = timed_ballot(partnership.partnership.address, proposal, 1, quiet.address, 2**40 - 1)
    assert sign(quiet, message)
    with refused(partnership, "governor: no weight at snapshot"):
        relay(partnership, proposal, [signed(partnership, quiet, proposal)])


def test_who_lapsed_and_missed_the_terms_is_back_by_accepting(
    partnership: Partnership, founders: list[LocalAccount], caller: str, quiet: LocalAccount
) -> None:
    silence(partnership, quiet.address, caller)
    new = amend(partnership)
    for founder in (founders[0], founders[2]):
        accept(partnership, founder.address, new)
    close_window(partnership, founders[0].address, founders[2].address)
    accept(partnership, quiet.address, new)
    assert partnership.partnership.total() == 100

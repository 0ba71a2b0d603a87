"""Partnership.lapse."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, LAPSE_SECONDS, PROPOSER
from tests.kit.refusals import refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    give_notice,
    invite,
    lapse_over_terms,
    leave,
    move,
    outlast_base,
    set_exit_terms,
    silence,
)


def test_takes_the_weight_out_of_the_total_when_the_window_has_closed(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    lapsed = founders[1].address
    terms_hash = amend(partnership)
    for other in (founders[0], founders[2]):
        accept(partnership, other.address, terms_hash)
    close_window(partnership, founders[0].address, founders[2].address)
    outlast_base(partnership)
    with boa.env.prank(outsider):
        partnership.membership.lapse(lapsed)
    assert events(partnership.membership) == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": lapsed, "previousVotes": 30, "newVotes": 0},
        ),
        (partnership.membership.address, "PartnerLapsed", {"partner": lapsed, "version": 2}),
    ]
    assert partnership.partnership.total() == 70
    assert partnership.partnership.weight_of(lapsed) == 0
    assert partnership.membership.partner(lapsed)[3] == 30
    assert partnership.membership.partner(lapsed).is_lapsed
    assert partnership.escrow.units_of(lapsed) == 300
    assert partnership.membership.members() == 3


def test_a_lapsed_partner_leaves_when_it_wants(partnership: Partnership, founders: list[LocalAccount]) -> None:
    lapse_over_terms(partnership, founders[1].address)
    leave(partnership, founders[1].address)
    assert partnership.partnership.total() == 70
    assert partnership.escrow.total_units() == 700


def test_reverts_when_the_window_is_open(partnership: Partnership, founders: list[LocalAccount]) -> None:
    amend(partnership)
    travel_to(partnership.membership.current_terms()[2])
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(founders[0].address)


def test_reverts_when_the_partner_accepted(partnership: Partnership, founders: list[LocalAccount]) -> None:
    terms_hash = amend(partnership)
    for founder in founders[:2]:
        accept(partnership, founder.address, terms_hash)
    close_window(partnership, founders[0].address, founders[1].address)
    outlast_base(partnership)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(founders[0].address)


def test_reverts_when_lapsed_already(partnership: Partnership, founders: list[LocalAccount]) -> None:
    lapse_over_terms(partnership, founders[1].address)
    with refused(partnership, "roster: already lapsed"):
        partnership.membership.lapse(founders[1].address)


def test_reverts_when_the_partner_is_not_active(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
    lapse_over_terms(partnership)
    for account in (outsider, founders[0].address):
        with refused(partnership, "roster: not active"):
            partnership.membership.lapse(account)


def test_reverts_when_never_on_the_roster(partnership: Partnership, outsider: str) -> None:
    with refused(partnership, "roster: not on the roster"):
        partnership.membership.lapse(outsider)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with refused(forming, "membership: not in force"):
        forming.membership.lapse(founders[0].address)


def test_keeps_notice_dates_and_role_when_it_lapses(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    set_exit_terms(partnership, 30 * DAY)
    ends = boa.env.timestamp + 100 * DAY
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_probation(outsider, ends)
        partnership.membership.set_role(outsider, PROPOSER, ends - 1)
    accept(partnership, outsider)
    give_notice(partnership, outsider)
    before = partnership.membership.partner(outsider)
    new = lapse_over_terms(partnership, outsider, text=b"terms 3")
    after = partnership.membership.partner(outsider)
    assert after.is_lapsed and tuple(after)[:14] == tuple(before)[:14]
    assert before[9:12] == (ends - 1, ends, before[11]) and before[11] != 0
    assert partnership.partnership.total() == 100
    accept(partnership, outsider, new)
    accepted = partnership.membership.partner(outsider)
    assert (
        accepted[9:11] == before[9:11] and accepted.leaves_at == 0
    )  # notice under the old deal is none under this one
    assert accepted[12:] == before[12:]
    assert partnership.partnership.total() == 110


def test_takes_no_weight_twice_when_the_probation_ends_after_it(partnership: Partnership, outsider: str) -> None:
    ends = boa.env.timestamp + 20 * DAY
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_probation(outsider, ends)
    accept(partnership, outsider)
    lapse_over_terms(partnership, outsider)
    travel_to(ends + 1)
    partnership.membership.end_probation(outsider)
    assert partnership.partnership.total() == 100
    assert partnership.escrow.total_units() == 1_000


def test_t84_who_takes_the_seat_has_accepted_the_terms_in_force(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    lapse_over_terms(partnership, founders[1].address)
    move(partnership, founders[1].address, outsider)
    assert partnership.partnership.total() == 100
    record = partnership.membership.partner(outsider)
    assert (record.accepted_version, record.is_lapsed, record.weight) == (2, False, 30)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(founders[1].address)


def test_t89_lapsed_weight_stays_in_the_base_for_7_days_to_the_second(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    terms_hash = amend(partnership)
    for founder in founders[:2]:
        accept(partnership, founder.address, terms_hash)
    close_window(partnership, founders[0].address, founders[1].address)
    closed = partnership.membership.current_terms().window_closes
    for moment in (closed + 1, closed + LAPSE_SECONDS):
        travel_to(moment)
        assert not partnership.partnership.has_standing(founders[2].address)
        with refused(partnership, "roster: still in the base"):
            partnership.membership.lapse(founders[2].address)
        assert partnership.partnership.total() == 100
    travel_to(closed + LAPSE_SECONDS + 1)
    partnership.membership.lapse(founders[2].address)
    assert partnership.partnership.total() == 80


def test_t89_who_does_not_answer_nor_accept_lapses_once_and_comes_back_once(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Both ways out of the totals together: the weight is taken out once and given back when both have ended."""
    first, second = founders[0].address, founders[1].address
    new = lapse_over_terms(partnership, second)
    silence(partnership, second, first)
    assert partnership.partnership.total() == 70
    with boa.env.prank(second):
        partnership.membership.answer()
    assert partnership.partnership.total() == 70
    accept(partnership, second, new)
    assert partnership.partnership.total() == 100

"""Partnership.lapse."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, PROPOSER
from tests.kit.refusals import refused
from tests.kit.verbs import accept, amend, by_vote, give_notice, invite, move, set_exit_terms


def test_takes_the_weight_out_of_the_total_when_the_window_has_closed(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    lapsed = founders[0].address
    amend(partnership)
    travel_to(partnership.membership.current_terms()[2] + 1)
    with boa.env.prank(outsider):
        partnership.membership.lapse(lapsed)
    assert events(partnership.membership) == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": lapsed, "previousVotes": 50, "newVotes": 0},
        ),
        (partnership.membership.address, "PartnerLapsed", {"partner": lapsed, "version": 2}),
    ]
    assert partnership.partnership.total() == 50
    assert partnership.partnership.weight_of(lapsed) == 0
    assert partnership.membership.partner(lapsed)[3] == 50
    assert partnership.escrow.units_of(lapsed) == 500
    assert partnership.membership.members() == 3


def test_a_lapsed_partner_leaves_when_it_wants(partnership: Partnership, founders: list[LocalAccount]) -> None:
    amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
    partnership.membership.lapse(founders[0].address)
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    assert partnership.partnership.total() == 50
    assert partnership.escrow.total_units() == 500


def test_reverts_when_the_window_is_open(partnership: Partnership, founders: list[LocalAccount]) -> None:
    amend(partnership)
    travel_to(partnership.membership.current_terms()[2])
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(founders[0].address)


def test_reverts_when_the_partner_accepted(partnership: Partnership, founders: list[LocalAccount]) -> None:
    accept(partnership, founders[0].address, amend(partnership))
    boa.env.time_travel(seconds=2 * DAY)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(founders[0].address)


def test_reverts_when_lapsed_already(partnership: Partnership, founders: list[LocalAccount]) -> None:
    amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
    partnership.membership.lapse(founders[0].address)
    with refused(partnership, "roster: already lapsed"):
        partnership.membership.lapse(founders[0].address)


def test_reverts_when_the_partner_is_not_active(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
    amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
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
    new = amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
    partnership.membership.lapse(outsider)
    assert partnership.membership.partner(outsider) == before
    assert before[9:] == (ends - 1, ends, before[11], 0)
    assert partnership.partnership.total() == 100
    accept(partnership, outsider, new)
    assert partnership.membership.partner(outsider)[9:] == before[9:]
    assert partnership.partnership.total() == 110


def test_takes_no_weight_twice_when_the_probation_ends_after_it(partnership: Partnership, outsider: str) -> None:
    ends = boa.env.timestamp + 10 * DAY
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_probation(outsider, ends)
    accept(partnership, outsider)
    amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
    partnership.membership.lapse(outsider)
    travel_to(ends + 1)
    partnership.membership.end_probation(outsider)
    assert partnership.partnership.total() == 100
    assert partnership.escrow.total_units() == 1_000


def test_follows_the_seat_when_it_moves(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    new = amend(partnership)
    boa.env.time_travel(seconds=2 * DAY)
    partnership.membership.lapse(founders[1].address)
    move(partnership, founders[1].address, outsider)
    assert partnership.partnership.total() == 70
    with refused(partnership, "roster: already lapsed"):
        partnership.membership.lapse(outsider)
    accept(partnership, outsider, new)
    assert partnership.partnership.total() == 100

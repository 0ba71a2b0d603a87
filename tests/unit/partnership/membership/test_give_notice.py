"""Partnership.give_notice."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, LEFT
from tests.kit.refusals import refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    expel,
    give_notice,
    invite,
    join,
    lapse_over_terms,
    leave,
    move,
    set_exit_terms,
)

NOTICE = 30 * DAY


def test_starts_the_notice_of_the_terms(partnership: Partnership, founders: list[LocalAccount]) -> None:
    set_exit_terms(partnership, NOTICE)
    partner, leaves_at = founders[1].address, boa.env.timestamp + NOTICE
    give_notice(partnership, partner)
    assert events(partnership.membership) == [
        (partnership.membership.address, "NoticeGiven", {"partner": partner, "leaves_at": leaves_at})
    ]
    assert partnership.membership.partner(partner)[11] == leaves_at
    # Until it leaves it stays a partner like the others.
    assert partnership.partnership.has_standing(partner)
    assert (partnership.partnership.total(), partnership.escrow.total_units()) == (100, 1_000)


def test_lets_the_partner_go_in_the_very_second_it_is_over(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    set_exit_terms(partnership, NOTICE)
    partner = founders[1].address
    with refused(partnership, "membership: give notice first"):
        leave(partnership, partner)
    give_notice(partnership, partner)
    leaves_at = partnership.membership.partner(partner)[11]
    travel_to(leaves_at - 1)
    with refused(partnership, "membership: notice is running"):
        leave(partnership, partner)
    travel_to(leaves_at)
    leave(partnership, partner)
    assert partnership.membership.partner(partner)[2] == LEFT
    assert partnership.membership.partner(partner)[11] == 0


def test_is_over_when_new_terms_are_accepted(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """Else notice of an hour, given in good time, would take 90 days out of a deal with 180 days of it."""
    partner = founders[1].address
    set_exit_terms(partnership, NOTICE)
    give_notice(partnership, partner)
    set_exit_terms(partnership, 180 * DAY)
    assert partnership.membership.partner(partner).leaves_at == 0
    with refused(partnership, "membership: give notice first"):
        leave(partnership, partner)
    give_notice(partnership, partner)
    assert partnership.membership.partner(partner).leaves_at == boa.env.timestamp + 180 * DAY
    set_exit_terms(partnership, 0)
    leave(partnership, partner)


def test_a_dissenter_from_new_terms_needs_none(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """At once, not only when the window has closed; who accepts them is bound by them."""
    set_exit_terms(partnership, NOTICE)
    dissenter, consenting = founders[1].address, founders[2].address
    new = amend(partnership, window_seconds=30 * DAY)
    accept(partnership, consenting, new)
    with refused(partnership, "membership: give notice first"):
        leave(partnership, consenting)
    leave(partnership, dissenter)
    assert partnership.membership.partner(dissenter)[2] == LEFT


def test_a_lapsed_dissenter_needs_none_and_a_late_consent_binds(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    set_exit_terms(partnership, NOTICE)
    with by_vote(partnership):
        partnership.membership.set_shares(founders[0].address, 51, 500)
    new = lapse_over_terms(partnership, founders[1].address, founders[2].address)
    accept(partnership, founders[1].address, new)
    with refused(partnership, "membership: give notice first"):
        leave(partnership, founders[1].address)
    leave(partnership, founders[2].address)


def test_an_invited_account_needs_none_to_decline(partnership: Partnership, outsider: str) -> None:
    set_exit_terms(partnership, NOTICE)
    invite(partnership, outsider)
    with refused(partnership, "roster: not a partner"):
        give_notice(partnership, outsider)
    leave(partnership, outsider)
    assert partnership.membership.partner(outsider)[2] == LEFT


def test_runs_for_a_suspended_partner_too(partnership: Partnership, founders: list[LocalAccount]) -> None:
    set_exit_terms(partnership, NOTICE)
    partner = founders[1].address
    with by_vote(partnership):
        partnership.membership.suspend(partner)
    with refused(partnership, "membership: give notice first"):
        leave(partnership, partner)
    give_notice(partnership, partner)
    boa.env.time_travel(seconds=NOTICE - 1)
    with refused(partnership, "membership: notice is running"):
        leave(partnership, partner)
    boa.env.time_travel(seconds=1)
    leave(partnership, partner)


def test_goes_along_when_the_seat_moves(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    set_exit_terms(partnership, NOTICE)
    give_notice(partnership, founders[1].address)
    leaves_at = partnership.membership.partner(founders[1].address)[11]
    move(partnership, founders[1].address, outsider)
    assert partnership.membership.partner(founders[1].address)[11] == 0
    assert partnership.membership.partner(outsider)[11] == leaves_at
    travel_to(leaves_at - 1)
    with refused(partnership, "membership: notice is running"):
        leave(partnership, outsider)
    travel_to(leaves_at)
    leave(partnership, outsider)


def test_starts_anew_when_a_leaver_is_admitted_again(partnership: Partnership, outsider: str) -> None:
    set_exit_terms(partnership, NOTICE, 0)
    join(partnership, outsider)
    give_notice(partnership, outsider)
    boa.env.time_travel(seconds=NOTICE)
    leave(partnership, outsider)
    join(partnership, outsider)
    assert partnership.membership.partner(outsider)[11] == 0
    with refused(partnership, "membership: give notice first"):
        leave(partnership, outsider)


def test_reverts_when_it_was_given(partnership: Partnership, founders: list[LocalAccount]) -> None:
    set_exit_terms(partnership, NOTICE)
    give_notice(partnership, founders[1].address)
    boa.env.time_travel(seconds=DAY)
    with refused(partnership, "membership: notice was given"):
        give_notice(partnership, founders[1].address)


def test_reverts_when_not_a_partner(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with refused(partnership, "roster: not on the roster"):
        give_notice(partnership, outsider)
    leave(partnership, founders[1].address)
    expel(partnership, founders[2].address)
    for former in founders[1:]:
        with refused(partnership, "roster: not a partner"):
            give_notice(partnership, former.address)
    move(partnership, founders[0].address, outsider)
    with refused(partnership, "roster: not a partner"):
        give_notice(partnership, founders[0].address)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with refused(forming, "membership: not in force"):
        give_notice(forming, founders[0].address)


def test_is_good_for_90_days_after_it_is_over(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """Else everybody would give it on the first day, and nobody could count on it."""
    set_exit_terms(partnership, NOTICE)
    partner = founders[1].address
    give_notice(partnership, partner)
    travel_to(partnership.membership.partner(partner)[11] + 90 * DAY)
    with boa.env.anchor():
        leave(partnership, partner)
        assert partnership.membership.partner(partner)[2] == LEFT
    boa.env.time_travel(seconds=1)
    with refused(partnership, "membership: give notice first"):
        leave(partnership, partner)
    give_notice(partnership, partner)
    assert partnership.membership.partner(partner)[11] == boa.env.timestamp + NOTICE

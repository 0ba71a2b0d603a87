"""What a partnership tells about its roster: the roster in pages, phases, who receives what is left."""

from __future__ import annotations

from collections.abc import Callable

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.numbers import ACTIVE, DAY, ETHER, FORMING, IN_FORCE, INVITED, LEFT, NOBODY, PROPOSER, STEERING, VOID
from tests.kit.refusals import reverts
from tests.kit.verbs import accept, by_vote, give_notice, invite, leave, set_exit_terms


def test_partner_is_empty_when_never_on_the_roster(partnership: Partnership, outsider: str) -> None:
    assert partnership.membership.partner(outsider) == (NOBODY, *[0] * 11, NOBODY, 0, False, 0)
    assert partnership.membership.partner_at(3) == NOBODY
    assert not partnership.partnership.has_standing(outsider)


def test_partners_are_listed_in_pages(house: House, key: Callable[[str], LocalAccount]) -> None:
    many = [key(f"founder {number}") for number in range(64)]
    venture = house.spin_up(many, [1] * 64, [1] * 64)
    for founder in many:
        accept(venture, founder.address)
    for number in range(40):
        invite(venture, f"0x{number + 1:040x}")
    everyone = [founder.address for founder in many] + [f"0x{number + 1:040x}" for number in range(40)]

    def listed(start: int, count: int) -> list[str]:
        return [str(row[0]).lower() for row in venture.membership.partners(start, count)]

    expected = [account.lower() for account in everyone]
    assert listed(0, 10) == expected[:10]
    assert listed(95, 10) == expected[95:]
    assert listed(0, 1_000) == expected[:100]
    assert listed(103, 1) == expected[103:]
    assert listed(104, 1) == []
    assert listed(2**256 - 1, 2**256 - 1) == []
    assert listed(5, 0) == []
    assert venture.membership.partners(70, 1)[0] == venture.membership.partner(everyone[70])


def test_phase_and_beneficiary_follow_the_formation(forming: Partnership, founders: list[LocalAccount]) -> None:
    deadline = forming.membership.formation_deadline()
    assert (forming.membership.phase(), forming.membership.residual_beneficiary()) == (FORMING, ETHER)
    travel_to(deadline)
    assert forming.membership.phase() == FORMING
    travel_to(deadline + 1)
    assert forming.membership.phase() == VOID
    assert forming.membership.residual_beneficiary() == founders[0].address
    assert forming.membership.formation_deadline() == deadline


def test_phase_stays_in_force_when_the_formation_deadline_goes_by(forming: Partnership) -> None:
    deadline = forming.membership.formation_deadline()
    forming.accept_all()
    travel_to(deadline + 1)
    assert forming.membership.phase() == IN_FORCE
    assert forming.membership.residual_beneficiary() == ETHER


def test_acceptance_digest_reverts_when_never_on_the_roster(forming: Partnership, outsider: str) -> None:
    with reverts("roster: not on the roster"):
        forming.membership.acceptance_digest(outsider, 1)


def test_partner_tells_everything_in_the_order_of_its_struct(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    set_exit_terms(partnership, 7 * DAY, 5_000)
    now = int(boa.env.timestamp)
    invite(partnership, outsider, weight=11, units=12, role=PROPOSER | STEERING)
    with by_vote(partnership):
        partnership.membership.set_role(outsider, STEERING, now + 40 * DAY)
        partnership.membership.set_probation(outsider, now + 50 * DAY)
    dates, own = (now + 40 * DAY, now + 50 * DAY), (outsider, 0, False, 0)
    listed = (outsider, 3, INVITED, 11, 12, STEERING, 0, now + 7 * DAY, 0, *dates, 0, *own)
    assert partnership.membership.partner(outsider) == listed
    accept(partnership, outsider)
    give_notice(partnership, outsider)
    listed = (outsider, 3, ACTIVE, 11, 12, STEERING, 2, 0, 1, *dates, now + 7 * DAY, *own)
    assert partnership.membership.partner(outsider) == listed
    travel_to(now + 7 * DAY)
    leave(partnership, outsider)
    listed = (outsider, 3, LEFT, 0, 0, 0, 0, 0, 2, 0, 0, 0, *own)
    assert partnership.membership.partner(outsider) == listed
    assert partnership.membership.partners(3, 1) == [listed]


def test_seat_offer_is_empty_when_there_is_none(partnership: Partnership, outsider: str) -> None:
    assert partnership.membership.seat_offer(outsider) == (NOBODY, 0)

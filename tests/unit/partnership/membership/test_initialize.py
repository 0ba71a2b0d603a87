"""Who is invited when a partnership is made, and on what terms (initialize, as the ecosystem calls it)."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import House
from tests.kit.logs import events
from tests.kit.numbers import DAY, FORMING, INVITED, NOBODY, PROPOSER, STEERING, TERMS_HASH, TERMS_URI
from tests.kit.refusals import reverts

YEAR = 365 * DAY


def test_invites_the_founders_when_spun_up(house: House, founders: list[LocalAccount]) -> None:
    deadline = boa.env.timestamp + 7 * DAY
    venture = house.spin_up(founders, [50, 30, 20], [500, 300, 200], roles=[PROPOSER | STEERING, PROPOSER, 0])
    members = venture.membership
    logs = [
        log for log in events(house.ecosystem) if log[0] == members.address and log[1] not in ("RuleSet", "DealSet")
    ]
    assert logs == [
        (
            members.address,
            "TermsPublished",
            {"version": 1, "terms_hash": TERMS_HASH, "uri": TERMS_URI, "window_closes": 0},
        ),
        *(
            (
                members.address,
                "PartnerInvited",
                {
                    "partner": founder.address,
                    "seat": seat,
                    "weight": weight,
                    "units": units,
                    "role": role,
                    "respond_by": 0,
                },
            )
            for seat, (founder, weight, units, role) in enumerate(
                zip(founders, [50, 30, 20], [500, 300, 200], [PROPOSER | STEERING, PROPOSER, 0], strict=True)
            )
        ),
    ]
    assert members.partnership_name() == "Harbour Joint Venture"
    assert members.escrow() == venture.escrow.address
    assert members.phase() == FORMING
    assert members.formation_deadline() == deadline
    assert members.current_terms() == (1, TERMS_HASH, 0, False)
    assert members.terms_hash(1) == TERMS_HASH
    assert (members.seat_count(), members.members()) == (3, 0)
    second = founders[1].address
    assert members.partner(second) == (second, 1, INVITED, 30, 300, PROPOSER, *[0] * 6, second, 0, False, 0)


@pytest.mark.parametrize("name", ["X", "a" * 31, "Kontor & Sons 2026"])
def test_keeps_the_name_when_it_has_any_length(house: House, founders: list[LocalAccount], name: str) -> None:
    assert house.spin_up(founders, [1, 1, 1], [1, 1, 1], name=name).membership.partnership_name() == name


def test_reverts_when_the_name_is_empty(house: House, founders: list[LocalAccount]) -> None:
    with reverts("membership: name is empty"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], name="")


def test_reverts_when_the_deadline_has_passed(house: House, founders: list[LocalAccount]) -> None:
    now = boa.env.timestamp
    with reverts("membership: deadline passed"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], deadline=now)
    assert house.spin_up(founders, [1, 1, 1], [1, 1, 1], deadline=now + 1).membership.phase() == FORMING


def test_reverts_when_the_deadline_is_more_than_a_year_ahead(house: House, founders: list[LocalAccount]) -> None:
    now = boa.env.timestamp
    with reverts("membership: deadline too far"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], deadline=now + YEAR + 1)
    assert house.spin_up(founders, [1, 1, 1], [1, 1, 1], deadline=now + YEAR).membership.phase() == FORMING


def test_reverts_when_the_terms_have_no_hash(house: House, founders: list[LocalAccount]) -> None:
    config = list(house.config(founders, [1, 1, 1], [1, 1, 1]))
    config[1] = bytes(32)
    with reverts("terms: hash is empty"):
        house.ecosystem.spin_up(tuple(config), bytes(32))


def test_reverts_when_no_founder_has_weight(house: House, founders: list[LocalAccount]) -> None:
    with reverts("membership: no weight"):
        house.spin_up(founders, [0, 0, 0], [1, 1, 1])
    with reverts("membership: no weight"):
        house.spin_up([], [], [])


def test_t02_reverts_when_a_founder_is_named_twice(house: House, founders: list[LocalAccount]) -> None:
    twice = [founders[0], founders[1], founders[0]]
    before = house.ecosystem.partnership_count()
    with reverts("roster: already on the roster"):
        house.spin_up(twice, [1, 1, 1], [1, 1, 1])
    assert house.ecosystem.partnership_count() == before


def test_t03_reverts_when_a_founder_has_neither_weight_nor_units(house: House, founders: list[LocalAccount]) -> None:
    with reverts("roster: no weight and no units"):
        house.spin_up(founders, [1, 0, 1], [1, 0, 1])


def test_t03_reverts_when_a_founder_is_the_zero_address(house: House, founders: list[LocalAccount]) -> None:
    config = list(house.config(founders, [1, 1, 1], [1, 1, 1]))
    config[4] = [(NOBODY, 1, 1, PROPOSER), *config[4][1:]]
    with reverts("roster: zero address"):
        house.ecosystem.spin_up(tuple(config), bytes(32))


def test_reverts_when_weight_or_units_do_not_fit(house: House, founders: list[LocalAccount]) -> None:
    with reverts("roster: weight too large"):
        house.spin_up(founders, [2**40, 1, 1], [1, 1, 1])
    with reverts("roster: units too large"):
        house.spin_up(founders, [1, 1, 1], [2**32, 1, 1])


def test_takes_64_founders_when_the_list_is_full(house: House, key: Callable[[str], LocalAccount]) -> None:
    many = [key(f"founder {number}") for number in range(64)]
    venture = house.spin_up(many, [1] * 64, [1] * 64)
    assert venture.membership.seat_count() == 64
    assert [row[0] for row in venture.membership.partners(0, 100)] == [founder.address for founder in many]

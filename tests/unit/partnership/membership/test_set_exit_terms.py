"""Partnership.set_exit_terms, and the exit terms a partnership begins with."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused, reverts
from tests.kit.verbs import by_vote


def test_sets_notice_and_share_when_decided_by_vote(partnership: Partnership) -> None:
    assert partnership.membership.exit_terms() == (0, 0)
    call = partnership.membership.set_exit_terms.prepare_calldata(30 * DAY, 2_500)
    partnership.decide([(partnership.membership.address, 0, call)])
    assert events(partnership.partnership)[1:] == [
        (partnership.membership.address, "ExitTermsSet", {"notice_seconds": 30 * DAY, "redeemable_bps": 2_500})
    ]
    assert partnership.membership.exit_terms() == (30 * DAY, 2_500)


@pytest.mark.parametrize("terms", [(180 * DAY, 10_000), (0, 0), (1, 1), (0, 10_000), (180 * DAY, 0)])
def test_takes_the_bounds(partnership: Partnership, terms: tuple[int, int]) -> None:
    with by_vote(partnership):
        partnership.membership.set_exit_terms(7, 7)
        partnership.membership.set_exit_terms(*terms)
    assert partnership.membership.exit_terms() == terms


@pytest.mark.parametrize(
    ("notice_seconds", "redeemable_bps", "reason"),
    [
        (180 * DAY + 1, 0, "membership: notice too long"),
        (2**256 - 1, 0, "membership: notice too long"),
        (0, 10_001, "membership: redeemable above 100%"),
        (0, 2**256 - 1, "membership: redeemable above 100%"),
    ],
)
def test_reverts_when_out_of_bounds(
    partnership: Partnership, notice_seconds: int, redeemable_bps: int, reason: str
) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.set_exit_terms(notice_seconds, redeemable_bps)
    assert partnership.membership.exit_terms() == (0, 0)


def test_a_partnership_begins_with_those_of_its_config(house: House, founders: list[LocalAccount]) -> None:
    venture = house.spin_up(founders, [1, 1, 1], [1, 1, 1], notice_seconds=14 * DAY, redeemable_bps=10_000)
    logged = [fields for _, name, fields in events(house.ecosystem) if name == "ExitTermsSet"]
    assert logged == [{"notice_seconds": 14 * DAY, "redeemable_bps": 10_000}]
    assert venture.membership.exit_terms() == (14 * DAY, 10_000)


def test_founding_logs_none_when_the_config_has_none(house: House, founders: list[LocalAccount]) -> None:
    house.spin_up(founders, [1, 1, 1], [1, 1, 1])
    assert "ExitTermsSet" not in [name for _, name, _ in events(house.ecosystem)]


def test_founding_reverts_when_out_of_bounds(house: House, founders: list[LocalAccount]) -> None:
    with reverts("membership: notice too long"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], notice_seconds=180 * DAY + 1)
    with reverts("membership: redeemable above 100%"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], redeemable_bps=10_001)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.set_exit_terms(0, 10_000)


def test_reverts_when_the_partnership_is_forming(forming: Partnership) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.set_exit_terms(0, 10_000)

"""Partnership.set_shares."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ETHER
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, by_vote, invite, lapse_over_terms, move


def test_changes_weight_and_units_when_decided_by_vote(partnership: Partnership, founders: list[LocalAccount]) -> None:
    partner = founders[1].address
    call = partnership.membership.set_shares.prepare_calldata(partner, 33, 333)
    partnership.decide([(partnership.membership.address, 0, call)])
    assert events(partnership.partnership)[1:] == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": partner, "previousVotes": 30, "newVotes": 33},
        ),
        (partnership.escrow.address, "UnitsChanged", {"partner": partner, "previous": 300, "current": 333, "era": 1}),
        (partnership.membership.address, "SharesChanged", {"partner": partner, "weight": 33, "units": 333}),
    ]
    assert partnership.membership.partner(partner)[3:5] == (33, 333)
    assert partnership.partnership.total() == 103
    assert partnership.escrow.total_units() == 1_033


def test_pushes_only_what_changed(partnership: Partnership, founders: list[LocalAccount]) -> None:
    partner = founders[1].address
    with by_vote(partnership):
        partnership.membership.set_shares(partner, 31, 300)
        assert [name for _, name, _ in events(partnership.membership)] == ["DelegateVotesChanged", "SharesChanged"]
        partnership.membership.set_shares(partner, 31, 301)
        assert [name for _, name, _ in events(partnership.membership)] == ["UnitsChanged", "SharesChanged"]
        partnership.membership.set_shares(partner, 31, 301)
        assert [name for _, name, _ in events(partnership.membership)] == ["SharesChanged"]
    assert partnership.escrow.era() == 1


def test_splits_earlier_income_by_the_old_units(partnership: Partnership, founders: list[LocalAccount]) -> None:
    boa.env.set_balance(partnership.escrow.address, 1_000)
    with by_vote(partnership):
        partnership.membership.set_shares(founders[2].address, 20, 2_000)
    assert partnership.escrow.claimable(ETHER, founders[2].address) == 200


def test_waits_for_the_acceptance_when_invited(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_shares(outsider, 11, 111)
    assert [name for _, name, _ in events(partnership.membership)] == ["SharesChanged"]
    assert partnership.partnership.total() == 100
    accept(partnership, outsider)
    assert partnership.partnership.weight_of(outsider) == 11
    assert partnership.escrow.units_of(outsider) == 111


def test_keeps_the_weight_out_when_suspended_or_lapsed(partnership: Partnership, founders: list[LocalAccount]) -> None:
    lapsed, suspended = founders[1].address, founders[2].address
    lapse_over_terms(partnership, lapsed)
    with by_vote(partnership):
        partnership.membership.suspend(suspended)
        partnership.membership.set_shares(lapsed, 60, 600)
        partnership.membership.set_shares(suspended, 60, 600)
    assert partnership.partnership.total() == 50
    assert partnership.escrow.total_units() == 1_700
    with by_vote(partnership):
        partnership.membership.reinstate(suspended)
    assert partnership.partnership.total() == 110


def test_t83_changes_who_has_the_seat_now(partnership: Partnership, founders: list[LocalAccount]) -> None:
    named, new = founders[1].address, "0x" + "77" * 20
    move(partnership, named, new)
    with by_vote(partnership):
        partnership.membership.set_shares(named, 40, 400)
    assert events(partnership.membership)[-1] == (
        partnership.membership.address,
        "SharesChanged",
        {"partner": new, "weight": 40, "units": 400},
    )
    assert partnership.membership.partner(new)[3:5] == (40, 400)
    assert partnership.escrow.units_of(new) == 400


@pytest.mark.parametrize(
    ("weight", "units", "reason"),
    [
        (0, 0, "roster: no weight and no units"),
        (2**40, 1, "roster: weight too large"),
        (1, 2**32, "roster: units too large"),
        (2**40 - 1, 500, "weight: total too large"),
        (50, 2**32 - 1, "units: total too large"),
    ],
)
def test_t03_reverts_when_the_shares_are_out_of_bounds(
    partnership: Partnership, founders: list[LocalAccount], weight: int, units: int, reason: str
) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.set_shares(founders[0].address, weight, units)


def test_reverts_when_not_on_the_roster(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        partnership.membership.set_shares(outsider, 1, 1)
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    with by_vote(partnership), refused(partnership, "roster: has left"):
        partnership.membership.set_shares(founders[0].address, 1, 1)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.set_shares(founders[0].address, 99, 99)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.set_shares(founders[0].address, 1, 1)

"""Partnership.leave."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ETHER, LEFT
from tests.kit.refusals import refused
from tests.kit.verbs import accept, by_vote, invite, leave, pay_call


def test_takes_weight_and_units_away_when_a_partner_leaves(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    leaver = founders[2].address
    with boa.env.prank(leaver):
        partnership.membership.leave()
    assert events(partnership.membership) == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": leaver, "previousVotes": 20, "newVotes": 0},
        ),
        (partnership.escrow.address, "UnitsChanged", {"partner": leaver, "previous": 200, "current": 0, "era": 1}),
        (partnership.membership.address, "PartnerLeft", {"partner": leaver}),
    ]
    assert partnership.membership.partner(leaver)[2] == LEFT
    assert partnership.membership.members() == 2
    assert partnership.membership.seat_count() == 3
    assert partnership.partnership.total() == 80
    assert partnership.escrow.total_units() == 800
    assert not partnership.partnership.has_standing(leaver)
    assert not partnership.partnership.has_standing(leaver)


def test_t05_leaves_the_money_claimable_when_a_partner_leaves(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """What arrived before is split by the old units even though nobody had distributed it."""
    leaver = founders[0].address
    boa.env.set_balance(partnership.escrow.address, 1_000)
    with boa.env.prank(leaver):
        partnership.membership.leave()
    boa.env.set_balance(partnership.escrow.address, 1_500)
    partnership.escrow.distribute(ETHER)
    assert partnership.escrow.claimable(ETHER, leaver) == 500
    before = boa.env.get_balance(leaver)
    partnership.escrow.claim(ETHER, leaver)
    assert boa.env.get_balance(leaver) == before + 500


def test_declines_when_invited(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    with boa.env.prank(outsider):
        partnership.membership.leave()
    assert events(partnership.membership) == [(partnership.membership.address, "PartnerLeft", {"partner": outsider})]
    assert partnership.membership.partner(outsider)[2] == LEFT
    assert partnership.membership.members() == 3
    with boa.env.prank(outsider), refused(partnership, "roster: has left"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))


def test_leaves_when_suspended(partnership: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
    with boa.env.prank(founders[1].address):
        partnership.membership.leave()
    assert partnership.membership.members() == 2
    assert partnership.partnership.total() == 70
    assert partnership.escrow.units_of(founders[1].address) == 0


def test_pushes_no_units_when_the_partner_had_none(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, weight=1, units=0)
    accept(partnership, outsider)
    with boa.env.prank(outsider):
        partnership.membership.leave()
    assert [name for _, name, _ in events(partnership.membership)] == ["DelegateVotesChanged", "PartnerLeft"]


def test_t06_the_last_partner_does_not_leave(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """It winds up; see test_wind_up.py. A suspended partner is one, too."""
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
    leave(partnership, founders[0].address)
    with boa.env.anchor():
        leave(partnership, founders[1].address)
        with refused(partnership, "membership: last one winds up"):
            leave(partnership, founders[2].address)
    leave(partnership, founders[2].address)
    with refused(partnership, "membership: last one winds up"):
        leave(partnership, founders[1].address)


def test_an_invited_account_declines_beside_the_last_partner(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for founder in founders[:2]:
        leave(partnership, founder.address)
    invite(partnership, outsider)
    leave(partnership, outsider)
    assert partnership.membership.partner(outsider)[2] == LEFT


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    accept(forming, founders[0].address)
    with boa.env.prank(founders[0].address), refused(forming, "membership: not in force"):
        forming.membership.leave()


def test_reverts_when_not_on_the_roster(partnership: Partnership, outsider: str) -> None:
    with boa.env.prank(outsider), refused(partnership, "roster: not on the roster"):
        partnership.membership.leave()


def test_reverts_when_the_partner_has_left(partnership: Partnership, founders: list[LocalAccount]) -> None:
    with boa.env.prank(founders[0].address):
        partnership.membership.leave()
    with boa.env.prank(founders[0].address), refused(partnership, "roster: has left"):
        partnership.membership.leave()


def test_t22_reverts_when_an_action_of_a_proposal_makes_a_partner_leave(partnership: Partnership) -> None:
    wallet = mock("ScriptedWallet")
    invite(partnership, wallet.address)
    wallet.call(
        partnership.membership.address,
        0,
        partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
    )
    boa.env.set_balance(partnership.partnership.address, 10)
    wallet.plan(partnership.membership.address, partnership.membership.leave.prepare_calldata())
    partnership.decide([pay_call(wallet.address, 10)])
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert wallet.answer() == b""  # the lock
    assert partnership.membership.members() == 4
    assert boa.env.get_balance(wallet.address) == 10

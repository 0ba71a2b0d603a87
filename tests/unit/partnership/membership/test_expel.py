"""Partnership.expel."""

from __future__ import annotations

import boa
from eth_account.signers.local import LocalAccount

from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ENDED, ETHER, EXPELLED
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import by_vote, invite


def test_takes_weight_and_units_away_when_decided_by_vote(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    expelled = founders[2].address
    call = partnership.membership.expel.prepare_calldata(expelled)
    partnership.decide([(partnership.membership.address, 0, call)])
    assert events(partnership.partnership)[1:] == [
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": expelled, "previousVotes": 20, "newVotes": 0},
        ),
        (partnership.escrow.address, "UnitsChanged", {"partner": expelled, "previous": 200, "current": 0, "era": 1}),
        (partnership.membership.address, "PartnerExpelled", {"partner": expelled}),
    ]
    assert partnership.membership.partner(expelled)[2] == EXPELLED
    assert partnership.membership.members() == 2
    assert partnership.partnership.total() == 80
    assert not partnership.partnership.has_standing(expelled)


def test_t05_leaves_the_money_claimable_when_a_partner_is_expelled(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    expelled = founders[2].address
    boa.env.set_balance(partnership.escrow.address, 1_000)
    with by_vote(partnership):
        partnership.membership.expel(expelled)
    assert partnership.escrow.claimable(ETHER, expelled) == 200
    before = boa.env.get_balance(expelled)
    assert partnership.escrow.claim(ETHER, expelled) == 200
    assert boa.env.get_balance(expelled) == before + 200


def test_withdraws_the_invitation_when_invited(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.expel(outsider)
    assert events(partnership.membership) == [
        (partnership.membership.address, "PartnerExpelled", {"partner": outsider})
    ]
    with boa.env.prank(outsider), refused(partnership, "roster: has left"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))


def test_t06_reverts_when_the_last_partner_would_be_expelled(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Nobody could decide anything after it. The last partner ends the partnership by leaving."""
    with by_vote(partnership):
        for founder in founders[:2]:
            partnership.membership.expel(founder.address)
    with by_vote(partnership), refused(partnership, "membership: no weight left"):
        partnership.membership.expel(founders[2].address)
    with boa.env.prank(founders[2].address):
        partnership.membership.leave()
    assert partnership.membership.phase() == ENDED
    assert partnership.membership.residual_beneficiary() == founders[2].address


def test_reverts_when_not_on_the_roster(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        partnership.membership.expel(outsider)
    with by_vote(partnership):
        partnership.membership.expel(founders[0].address)
    with by_vote(partnership), refused(partnership, "roster: has left"):
        partnership.membership.expel(founders[0].address)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.expel(founders[1].address)


def test_reverts_when_the_partnership_is_forming(forming: Partnership, founders: list[LocalAccount]) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.expel(founders[0].address)

"""RevenueEscrow.contribute_for: a partner contributes with the money of somebody else, who may be a stranger."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of
from tests.kit.numbers import ETHER, IN_ORDER, PRO_RATA
from tests.kit.tokens import Promise
from tests.kit.verbs import by_roster, by_vote, invite


def give_for(escrow: Any, contributor: str, amount: int, by: str) -> None:
    boa.env.set_balance(by, ether_of(by) + amount)
    with boa.env.prank(by):
        escrow.contribute_for(contributor, ETHER, amount, value=amount)


def test_is_a_contribution_of_the_founder(forming: Partnership, northwind: str, outsider: str) -> None:
    escrow = forming.escrow
    with by_vote(forming):
        escrow.set_recoupment(IN_ORDER)
    give_for(escrow, northwind, 900, outsider)
    assert logged(escrow) == [
        ("Contributed", northwind, ETHER, 900),
        ("ContributionRanked", northwind, ETHER, 900, 0),
        ("ContributionPaid", outsider, northwind, ETHER, 900),
    ]
    assert (escrow.contribution_of(ETHER, northwind), escrow.contribution_of(ETHER, outsider)) == (900, 0)
    assert (escrow.outstanding_of(ETHER, northwind), escrow.contributions_held(ETHER)) == (900, 900)


def test_is_owed_back_to_the_founder(failed: Partnership, northwind: str, outsider: str) -> None:
    forming = failed
    boa.env.time_travel(seconds=-29 * 86_400)
    give_for(forming.escrow, northwind, 900, outsider)
    boa.env.time_travel(seconds=29 * 86_400)
    before = ether_of(northwind)
    forming.escrow.reclaim(ETHER, northwind)
    assert ether_of(northwind) - before == 900


def test_takes_tokens_of_who_pays(forming: Partnership, listed: Any, northwind: str, outsider: str) -> None:
    escrow = forming.escrow
    listed.mint(outsider, 1_000)
    with boa.env.prank(outsider):
        listed.approve(escrow, 400)
        received = escrow.contribute_for(northwind, listed, 400)
    assert received == escrow.contribution_of(listed, northwind) == listed.counts(400)


def test_uses_what_was_agreed_and_goes_to_the_treasury(partnership: Partnership, eastport: str, outsider: str) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with by_vote(partnership):
        escrow.set_recoupment(PRO_RATA)
        escrow.agree_contribution(eastport, ETHER, 100)
    give_for(escrow, eastport, 160, outsider)
    assert (escrow.agreed_contribution(ETHER, eastport), escrow.outstanding_of(ETHER, eastport)) == (0, 100)
    assert (ether_of(treasury), escrow.contribution_of(ETHER, eastport)) == (160, 160)


def test_is_that_of_the_seat_that_moved(partnership: Partnership, eastport: str, new: str, outsider: str) -> None:
    escrow = partnership.escrow
    invite(partnership, new)
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    give_for(escrow, new, 5, outsider)
    assert logged(escrow)[0] == ("Contributed", new, ETHER, 5)
    assert escrow.contribution_of(ETHER, eastport) == 5


def test_t109_a_stranger_cannot_poison_an_account_that_a_seat_shall_move_to(
    partnership: Partnership, eastport: str, new: str, customer: str, refused: Any
) -> None:
    """Who has something in the escrow can take no seat over."""
    escrow = partnership.escrow
    boa.env.set_balance(customer, 1)
    with boa.env.prank(customer), refused("escrow: contributor is no partner"):
        escrow.contribute_for(new, ETHER, 1, value=1)
    with by_roster(partnership):
        escrow.move_units(eastport, new)
    assert escrow.units_of(new) == 300


def test_t109_a_stranger_cannot_use_up_the_places_of_a_contributor(
    partnership: Partnership, eastport: str, southbank: str, outsider: str, refused: Any
) -> None:
    """In order, every contribution after somebody else's is an entry of its own; half of 16 stay the partner's."""
    escrow = partnership.escrow
    with by_vote(partnership):
        escrow.set_recoupment(IN_ORDER)
        escrow.agree_contribution(eastport, ETHER, 1_000)
        escrow.agree_contribution(southbank, ETHER, 1_000)
    for _ in range(8):
        give_for(escrow, eastport, 1, outsider)
        give_for(escrow, southbank, 1, outsider)
    boa.env.set_balance(outsider, 1)
    with boa.env.prank(outsider), refused("escrow: too many contributions"):
        escrow.contribute_for(eastport, ETHER, 1, value=1)
    boa.env.set_balance(eastport, 500)
    with boa.env.prank(eastport):
        escrow.contribute(ETHER, 500, value=500)
    assert escrow.outstanding_of(ETHER, eastport) == 508


@pytest.mark.needs(Promise.COVERED)
def test_t109_a_stranger_cannot_keep_a_founder_from_withdrawing(
    forming: Partnership, listed: Any, listed_at_first: list[str], eastport: str, outsider: str
) -> None:
    """Dust in a token that it did not name would stop it: so it may name all, also those without a contribution."""
    boa.env.set_balance(eastport, 70)
    with boa.env.prank(eastport):
        forming.escrow.contribute(ETHER, 70, value=70)
    listed.mint(outsider, 1_000)
    with boa.env.prank(outsider):
        listed.approve(forming.escrow, 1_000)
        forming.escrow.contribute_for(eastport, listed, 1_000)
    with boa.env.prank(eastport):
        with boa.reverts("escrow: name all its tokens"):
            forming.partnership.withdraw([ETHER])
        forming.partnership.withdraw([ETHER, *listed_at_first])
    assert ether_of(eastport) == 70
    assert listed.balanceOf(eastport) != 0


def test_refuses_who_is_no_partner(partnership: Partnership, outsider: str, customer: str, refused: Any) -> None:
    own = (partnership.partnership.address, partnership.escrow.address)
    for contributor in (customer, ETHER, *own):
        with boa.env.prank(outsider), refused("escrow: contributor is no partner"):
            partnership.escrow.contribute_for(contributor, ETHER, 0)


@pytest.mark.parametrize("amount", [0, 5])
def test_refuses_what_contribute_refuses(
    partnership: Partnership, eastport: str, outsider: str, refused: Any, amount: int
) -> None:
    reason = "tokens: ether sent is not amount" if amount else "escrow: nothing to contribute"
    with boa.env.prank(outsider), refused(reason):
        partnership.escrow.contribute_for(eastport, ETHER, amount)

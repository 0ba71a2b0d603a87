from __future__ import annotations

import boa

from polypact.text.deals import Capital
from tests.kit.house import Partnership
from tests.kit.money import arrive, ether_of, gained
from tests.kit.numbers import DAY, ETHER, IN_ORDER
from tests.kit.verbs import accept, amend, by_vote, close_window, deal_in_force, leave, set_exit_terms


def test_a13_the_treasurys_own_dues_are_not_frozen(partnership: Partnership, southbank: str) -> None:
    venture = partnership
    set_exit_terms(venture, 0, 10_000)
    treasury = venture.partnership.address
    with by_vote(venture):
        venture.escrow.set_reserve(10_000)
        venture.escrow.freeze(ETHER, treasury, 10**30, boa.env.timestamp + 180 * DAY)
    arrive(venture.escrow, ETHER, 1_000)
    venture.escrow.distribute(ETHER)
    with boa.env.prank(southbank):
        venture.escrow.claim(ETHER, treasury)
    assert gained(southbank, lambda: leave(venture, southbank)) == 200


def test_a13_the_treasury_contributes_nothing_to_itself(partnership: Partnership, southbank: str) -> None:
    venture = partnership
    amend(venture, b"capital", deal=deal_in_force(venture)._replace(redeemable_bps=10_000) if hasattr(deal_in_force(venture), "_replace") else __import__("dataclasses").replace(deal_in_force(venture), redeemable_bps=10_000), capital=[Capital(ETHER, 10_000, 10_000)])
    everybody = [one.address for one in venture.founders]
    for one in everybody:
        accept(venture, one)
    close_window(venture, *everybody)
    treasury = venture.partnership.address
    boa.env.set_balance(treasury, 10_000)
    with by_vote(venture):
        venture.escrow.set_recoupment(IN_ORDER)
        venture.escrow.agree_contribution(treasury, ETHER, 10_000)
        venture.escrow.contribute(ETHER, 10_000, value=10_000)
    assert ether_of(treasury) == 10_000
    assert gained(southbank, lambda: leave(venture, southbank)) == 2_000

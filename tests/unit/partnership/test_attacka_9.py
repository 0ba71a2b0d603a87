from __future__ import annotations

from contextlib import suppress

import boa

from tests.kit.house import Partnership
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote, pay_call, wind_up


def test_a9_a_vote_spends_late_money_of_which_nothing_is_kept(partnership: Partnership, outsider: str) -> None:
    venture = partnership
    with by_vote(venture):
        venture.escrow.set_reserve(5_000)
    wind_up(venture)
    arrive(venture.escrow, ETHER, 1_000)
    venture.escrow.distribute(ETHER)
    treasury = venture.partnership.address
    actions = [
        (venture.escrow.address, 0, venture.escrow.claim.prepare_calldata(ETHER, treasury)),
        pay_call(outsider, 500),
    ]
    venture.pass_proposal(actions)
    before = ether_of(outsider)
    with suppress(boa.BoaError):
        venture.execute(actions)
    assert ether_of(outsider) == before


def test_a9_what_is_kept_is_spent_once(partnership: Partnership, outsider: str) -> None:
    venture = partnership
    treasury = venture.partnership.address
    boa.env.set_balance(treasury, 100)
    wind_up(venture, [(ETHER, 100)], 100)
    before = ether_of(outsider)
    for text in ("once", "twice"):
        actions = [pay_call(outsider, 100)]
        venture.pass_proposal(actions, text)
        with suppress(boa.BoaError):
            venture.execute(actions, text)
        with suppress(boa.BoaError):
            venture.partnership.liquidate(ETHER)
        boa.env.set_balance(treasury, 100)  # what comes late
        with suppress(boa.BoaError):
            venture.partnership.liquidate(ETHER)
    assert ether_of(outsider) - before == 100

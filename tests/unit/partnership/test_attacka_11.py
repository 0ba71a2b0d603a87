from __future__ import annotations

from dataclasses import replace

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.money import ether_of, gained
from tests.kit.numbers import CONSTITUTIONAL, DAY, EXECUTED, LEFT
from tests.kit.rules import STRICT
from tests.kit.verbs import (
    accept, amend, by_vote, deal_in_force, give_notice, invite, leave, pay_call, say, set_exit_terms, move, join, close_window,
)


def test_a11_notice_of_an_old_deal_is_none_under_a_new_one(partnership: Partnership, southbank: str) -> None:
    venture = partnership
    give_notice(venture, southbank)  # the deal asks for none: it may leave at once
    amend(venture, deal=replace(deal_in_force(venture), notice_seconds=60 * DAY))
    accept(venture, southbank)
    with boa.reverts("membership: give notice first"):
        leave(venture, southbank)


def test_a11_the_delay_stays_while_somebody_is_on_a_deal_with_an_exit(partnership: Partnership) -> None:
    venture = partnership
    set_exit_terms(venture, 60 * DAY, 10_000)
    amend(venture, deal=replace(deal_in_force(venture), notice_seconds=0, redeemable_bps=0))
    with by_vote(venture), boa.reverts("rules: no time to leave"):
        venture.partnership.set_rule(CONSTITUTIONAL, replace(STRICT, execution_delay=0).abi())


def test_a11_capital_that_waits_in_the_escrow_does_not_lessen_a_part(house, founders) -> None:
    from tests.kit.people import UNITS, WEIGHTS
    from tests.kit.numbers import IN_ORDER, ETHER
    from polypact.text.deals import Capital
    made = house.spin_up(founders, WEIGHTS, UNITS, recoupment=IN_ORDER, capital=[Capital(ETHER, 10**20, 0).abi()])
    with boa.env.prank(founders[0].address):
        made.escrow.contribute(ETHER, 10_000, value=10_000)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    amend(made, deal=replace(deal_in_force(made), redeemable_bps=10_000), capital=[Capital(ETHER, 10**20, 0)])
    accept(made, founders[2].address)
    boa.env.set_balance(made.partnership.address, 5_000)
    assert gained(founders[2].address, lambda: leave(made, founders[2].address)) == 1_000


def test_a11_a_yes_of_who_sold_the_seat_does_not_bind_who_took_it(
    partnership: Partnership, southbank: str, new: str
) -> None:
    venture = partnership
    me = venture.membership.address
    cut = [(me, 0, venture.membership.set_shares.prepare_calldata(southbank, 1, 1))]
    proposal = venture.pass_proposal(cut)
    say(venture, proposal, True, southbank)
    move(venture, southbank, new)
    assert venture.membership.partner(new).units == 200
    with boa.reverts("roster: without its consent"):
        venture.execute(cut)

"""A majority tries to cut a small partner: its own deal, its share, its seat; and what it does when terms change."""

from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Deal
from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.money import arrive, ether_of, gained
from tests.kit.numbers import AGAINST, CONSTITUTIONAL, DAY, ETHER, LEFT, ORDINARY, PROPOSER, SUCCEEDED
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import accept, leave, say

COIN = 10**18
UNITS = [600, 300, 100]
RULE = replace(STRICT, execution_delay=3 * DAY, execution_window=30 * DAY)


@pytest.fixture
def weir(house: House, founders: list[LocalAccount]) -> Partnership:
    """Southbank has a tenth of weight and units. 60 days of notice; all of the treasury is redeemable, which has 10
    ether; units never come to more than 1,250, weight not to more than 125."""
    deal = Deal(notice_seconds=60 * DAY, redeemable_bps=10_000, max_units=1_250, max_weight=125)
    rules = ((CONSTITUTIONAL, RULE), (ORDINARY, LAX))
    made = house.spin_up(founders, [60, 30, 10], UNITS, rules=rules, deal=deal)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, 10 * COIN)
    return made


def own_call(venture: Partnership, name: str, *arguments: object) -> Action:
    return (venture.partnership.address, 0, getattr(venture.membership, name).prepare_calldata(*arguments))


def pass_against(venture: Partnership, actions: list[Action], text: str, against: str) -> int:
    """All but one are for it, and it can be executed."""
    proposal = venture.propose(actions, text)
    venture.open_voting(proposal)
    majority = [founder.address for founder in venture.founders if founder.address != against]
    venture.vote(proposal, by=majority)
    if not venture.partnership.recused(proposal):
        venture.vote(proposal, AGAINST, by=[against])
    travel_to(venture.partnership.proposalEta(proposal))
    assert venture.partnership.state(proposal) == SUCCEEDED
    return proposal


def earn(venture: Partnership, partner: str, amount: int = 10 * COIN) -> int:
    """What a partner gets of an income."""
    before = int(venture.escrow.claimable(ETHER, partner))
    arrive(venture.escrow, ETHER, amount)
    venture.escrow.distribute(ETHER)
    return int(venture.escrow.claimable(ETHER, partner)) - before


def test_its_own_deal_is_not_made_worse_without_its_yes(weir: Partnership, southbank: str) -> None:
    today = boa.env.timestamp // DAY
    later = (southbank, 100, today, today + 300, today + 900)
    tries = [
        ("roster: without its consent", own_call(weir, "set_shares", southbank, 10, 99)),
        ("roster: without its consent", own_call(weir, "set_shares", southbank, 9, 100)),
        ("escrow: needs its yes", (weir.escrow.address, 0, weir.escrow.set_vesting.prepare_calldata(*later))),
    ]
    for number, (reason, action) in enumerate(tries):
        proposal = pass_against(weir, [action], f"cut {number}", southbank)
        with refused(weir, reason):
            weir.execute([action], f"cut {number}")
        say(weir, proposal, False, southbank)
        with refused(weir, reason):
            weir.execute([action], f"cut {number}")
    assert earn(weir, southbank) == COIN
    # What it agrees to is done, and is to the unit what it agreed to.
    fewer = own_call(weir, "set_shares", southbank, 10, 50)
    proposal = pass_against(weir, [fewer], "fewer", southbank)
    say(weir, proposal, True, southbank)
    weir.execute([fewer], "fewer")
    assert weir.escrow.units_of(southbank) == 50


def test_its_share_falls_to_its_units_of_the_ceiling_and_no_further(
    weir: Partnership, southbank: str, outsider: str, customer: str
) -> None:
    too_many = own_call(weir, "admit", outsider, 10, 251, PROPOSER, 7 * DAY)
    pass_against(weir, [too_many], "too many", southbank)
    with refused(weir, "roster: above the units ceiling"):
        weir.execute([too_many], "too many")
    crony = own_call(weir, "admit", outsider, 10, 250, PROPOSER, 7 * DAY)
    pass_against(weir, [crony], "a crony", southbank)
    weir.execute([crony], "a crony")
    accept(weir, outsider)
    assert earn(weir, southbank) == 10 * COIN * 100 // 1_250
    one_more = own_call(weir, "admit", customer, 1, 1, PROPOSER, 7 * DAY)
    pass_against(weir, [one_more], "one more", southbank)
    with refused(weir, "roster: above the units ceiling"):
        weir.execute([one_more], "one more")


def test_leaves_before_terms_change_with_its_part_of_the_treasury(weir: Partnership, southbank: str) -> None:
    """More units than it agreed to would be possible: it goes, on the deal that it accepted."""
    with refused(weir, "membership: give notice first"):
        leave(weir, southbank)
    diluting = Deal(notice_seconds=60 * DAY, max_units=10_000, max_weight=125, move_seconds=7 * DAY)
    change = own_call(weir, "amend_terms", b"\x02" * 32, "ipfs://terms-2", 7 * DAY, diluting.abi(), [])
    proposal = pass_against(weir, [change], "new terms", southbank)

    def go() -> None:
        with boa.env.prank(southbank):
            weir.partnership.leave_dissenting(proposal)

    assert gained(southbank, go) == COIN  # a tenth of 10 ether
    assert weir.membership.partner(southbank)[2] == LEFT
    weir.execute([change], "new terms")
    assert ether_of(weir.partnership.address) == 9 * COIN
    assert earn(weir, southbank) == 0


def test_whoever_stays_is_bound_by_new_terms_only_once_it_accepts_them(weir: Partnership, southbank: str) -> None:
    """It has until the end of the window; leaving then needs no notice, as it is held by nothing it did not accept."""
    diluting = Deal(notice_seconds=180 * DAY, max_units=10_000, max_weight=125, move_seconds=7 * DAY)
    change = own_call(weir, "amend_terms", b"\x02" * 32, "ipfs://terms-2", 7 * DAY, diluting.abi(), [])
    pass_against(weir, [change], "new terms", southbank)
    weir.execute([change], "new terms")
    assert gained(southbank, lambda: leave(weir, southbank)) == COIN


def test_is_expelled_with_its_notice_and_its_part(weir: Partnership, southbank: str) -> None:
    """Its weight ends at once; its units earn through 60 days of notice, to the second."""
    out = own_call(weir, "expel", southbank)
    pass_against(weir, [out], "out", southbank)
    weir.execute([out], "out")
    ends = boa.env.timestamp + 60 * DAY
    assert weir.partnership.weight_of(southbank) == 0
    assert earn(weir, southbank) == COIN
    travel_to(ends - 1)
    assert earn(weir, southbank) == COIN
    with refused(weir, "membership: notice is running"):
        weir.membership.end_notice(southbank)
    travel_to(ends)
    assert gained(southbank, lambda: weir.membership.end_notice(southbank)) == COIN
    assert earn(weir, southbank) == 0
    assert weir.escrow.claim(ETHER, southbank) == 2 * COIN


def test_leaves_from_the_passing_of_its_expulsion_on(weir: Partnership, southbank: str) -> None:
    out = own_call(weir, "expel", southbank)
    proposal = weir.propose([out], "out")
    weir.open_voting(proposal)
    weir.vote(proposal, by=[founder.address for founder in weir.founders if founder.address != southbank])
    travel_to(weir.partnership.proposalDeadline(proposal) + 1)

    def go() -> None:
        with boa.env.prank(southbank):
            weir.partnership.leave_dissenting(proposal)

    assert gained(southbank, go) == COIN

"""Partnership.set_floor and what executes above it: no way to take more than is promised to stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, Partnership, columns
from tests.kit.logs import logged
from tests.kit.money import make_known
from tests.kit.numbers import DAY, ETHER, NOBODY
from tests.kit.promises import Floor, Mandate, Matter, set_floor
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, leave, move, pay_call, say, set_exit_terms, wind_up

SUPPLIER = "0x" + "51" * 20
NEEDED = "floors: holder's yes needed"


@pytest.fixture
def lender(key: Callable[[str], LocalAccount]) -> str:
    return str(key("lender").address)


@pytest.fixture
def venture(partnership: Partnership, lender: str) -> Partnership:
    """With 1,500 wei, of which 1,000 are promised to stay."""
    boa.env.set_balance(partnership.partnership.address, 1_500)
    set_floor(partnership, Floor(holder=lender))
    return partnership


@pytest.fixture
def token(partnership: Partnership, lender: str) -> Any:
    """A token of which 1,000 are promised to stay, and 1,500 are there."""
    made = mock("PlainToken", 18)
    made.mint(partnership.partnership.address, 1_500)
    list_token(partnership, made)
    set_floor(partnership, Floor(token=made.address, holder=lender))
    return made


def list_token(venture: Partnership, token: Any) -> None:
    with by_vote(venture):
        venture.escrow.list_token(token.address)


# --- what an execution leaves ---


def test_pays_down_to_the_floor_and_not_below(venture: Partnership) -> None:
    venture.decide([pay_call(SUPPLIER, 500)], "down to it")
    venture.pass_proposal([pay_call(SUPPLIER, 1)], "below it")
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 1)], "below it")


def test_the_yes_of_its_holder_lets_it_pass(venture: Partnership, lender: str) -> None:
    proposal = venture.pass_proposal([pay_call(SUPPLIER, 600)])
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 600)])
    say(venture, proposal, True, lender)
    venture.execute([pay_call(SUPPLIER, 600)])
    assert boa.env.get_balance(SUPPLIER) == 600


def test_silence_is_no(venture: Partnership) -> None:
    venture.pass_proposal([pay_call(SUPPLIER, 600)])
    boa.env.time_travel(seconds=13 * DAY)
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 600)])


def test_counts_what_is_there_at_the_end(venture: Partnership) -> None:
    """However it got there: what comes back in the same execution is as if it had not gone."""
    venture.pass_proposal([pay_call(SUPPLIER, 600)])
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 600)])
    boa.env.set_balance(boa.env.eoa, 100)
    venture.execute([pay_call(SUPPLIER, 600)], value=100)  # whoever executes adds what is missing
    assert boa.env.get_balance(venture.partnership.address) == 1_000


def test_what_is_below_it_already_is_not_held_up(venture: Partnership) -> None:
    boa.env.set_balance(venture.partnership.address, 800)
    target = mock("ActionTarget")
    venture.decide([(target.address, 0, target.bump.prepare_calldata(1))], "nothing goes")
    venture.pass_proposal([pay_call(SUPPLIER, 1)], "a wei goes")
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 1)], "a wei goes")


def test_of_a_token(partnership: Partnership, token: Any, lender: str) -> None:
    def pay(amount: int) -> Action:
        return (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, amount))

    partnership.decide([pay(200), pay(300)], "down to it")
    proposal = partnership.pass_proposal([pay(1)], "below it")
    with refused(partnership, NEEDED):
        partnership.execute([pay(1)], "below it")
    say(partnership, proposal, True, lender)
    partnership.execute([pay(1)], "below it")


@pytest.mark.parametrize("call", ["approve", "transferFrom", "mint", "nothing"])
def test_t119_no_other_call_at_its_token(partnership: Partnership, token: Any, lender: str, call: str) -> None:
    """An allowance would be taken after the balance was looked at."""
    data = {
        "approve": token.approve.prepare_calldata(SUPPLIER, 1),
        "transferFrom": token.transferFrom.prepare_calldata(SUPPLIER, SUPPLIER, 0),
        "mint": token.mint.prepare_calldata(SUPPLIER, 1),
        "nothing": b"abc",
    }[call]
    action = (token.address, 0, data)
    proposal = partnership.pass_proposal([action])
    with refused(partnership, NEEDED):
        partnership.execute([action])
    if call in ("approve", "mint"):
        say(partnership, proposal, True, lender)
        partnership.execute([action])


def test_t119_nothing_is_signed_while_a_token_has_one(partnership: Partnership, token: Any, lender: str) -> None:
    own = partnership.partnership
    sign = (own.address, 0, own.approve_message.prepare_calldata(b"\x01" * 32, 2**40))
    proposal = partnership.pass_proposal([sign])
    with refused(partnership, NEEDED):
        partnership.execute([sign])
    say(partnership, proposal, True, lender)
    partnership.execute([sign])
    withdraw = (own.address, 0, own.approve_message.prepare_calldata(b"\x01" * 32, 0))
    partnership.decide([withdraw], "withdraw")


def test_a_floor_of_ether_keeps_nobody_from_signing(venture: Partnership) -> None:
    own = venture.partnership
    venture.decide([(own.address, 0, own.approve_message.prepare_calldata(b"\x01" * 32, 2**40))])


def test_a_token_that_does_not_answer_is_passed_over(partnership: Partnership, lender: str) -> None:
    target = mock("ActionTarget")  # has code, and no balances
    list_token(partnership, target)
    set_floor(partnership, Floor(token=target.address, holder=lender))
    boa.env.set_balance(partnership.partnership.address, 100)
    partnership.decide([pay_call(SUPPLIER, 1)])


def test_each_holder_of_a_token_is_asked(venture: Partnership, lender: str, eastport: str) -> None:
    set_floor(venture, Floor(amount=1_200, holder=eastport))
    proposal = venture.pass_proposal([pay_call(SUPPLIER, 600)])
    say(venture, proposal, True, lender)
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 600)])
    say(venture, proposal, True, eastport)
    venture.execute([pay_call(SUPPLIER, 600)])


def test_t83_goes_by_seat(partnership: Partnership, eastport: str, new: str) -> None:
    boa.env.set_balance(partnership.partnership.address, 1_500)
    set_floor(partnership, Floor(holder=eastport))
    proposal = partnership.pass_proposal([pay_call(SUPPLIER, 600)])
    say(partnership, proposal, True, eastport)
    move(partnership, eastport, new)
    with refused(partnership, NEEDED):
        partnership.execute([pay_call(SUPPLIER, 600)])
    say(partnership, proposal, True, new)
    partnership.execute([pay_call(SUPPLIER, 600)])


# --- leaving and winding up ---


def test_leaving_is_not_bound(venture: Partnership, eastport: str) -> None:
    set_exit_terms(venture)
    before = boa.env.get_balance(eastport)
    leave(venture, eastport)
    assert boa.env.get_balance(eastport) > before
    assert boa.env.get_balance(venture.partnership.address) < 1_500


def test_t120_winding_up_keeps_it_until_its_notice_is_over(venture: Partnership, lender: str) -> None:
    with boa.env.prank(lender):
        venture.partnership.end_floor(ETHER, lender)
    set_floor(venture, Floor(holder=lender, notice_days=100))
    begun = boa.env.timestamp
    wind_up(venture)
    assert boa.env.get_balance(venture.partnership.address) == 1_000
    assert venture.partnership.treasury_floors()[0].ends == begun + 100 * DAY
    assert venture.partnership.kept(ETHER)[0] == 1_000
    with refused(venture, "winding up: nothing to send"):
        venture.partnership.liquidate(ETHER)
    travel_to(begun + 100 * DAY + 1)
    venture.partnership.liquidate(ETHER)
    assert boa.env.get_balance(venture.partnership.address) == 0


def test_t120_a_vote_does_not_spend_it_after_winding_up_began(venture: Partnership, lender: str) -> None:
    with boa.env.prank(lender):
        venture.partnership.end_floor(ETHER, lender)
    set_floor(venture, Floor(holder=lender, notice_days=100))
    wind_up(venture, [(ETHER, 200)])
    proposal = venture.pass_proposal([pay_call(SUPPLIER, 100)])
    with refused(venture, NEEDED):
        venture.execute([pay_call(SUPPLIER, 100)])
    say(venture, proposal, True, lender)
    venture.execute([pay_call(SUPPLIER, 100)])


# --- how it ends ---


def test_its_holder_gives_it_up(venture: Partnership, lender: str, outsider: str) -> None:
    own = venture.partnership
    with refused(venture, "floors: not its holder"), boa.env.prank(outsider):
        own.end_floor(ETHER, lender)
    with refused(venture, "floors: no such floor"), boa.env.prank(outsider):
        own.end_floor(ETHER, outsider)
    with boa.env.prank(lender):
        own.end_floor(ETHER, lender)
    assert logged(own) == [("FloorEnding", ETHER, lender, boa.env.timestamp)]
    assert own.treasury_floors() == []
    venture.decide([pay_call(SUPPLIER, 1_500)])


@pytest.mark.parametrize("notice_days", [0, 365])
def test_a_vote_ends_it_by_notice_to_the_second(
    partnership: Partnership, lender: str, outsider: str, notice_days: int
) -> None:
    own = partnership.partnership
    boa.env.set_balance(own.address, 1_500)
    set_floor(partnership, Floor(holder=lender, notice_days=notice_days))
    with by_vote(partnership):
        own.give_floor_notice(ETHER, lender)
    ends = boa.env.timestamp + notice_days * DAY
    assert logged(own) == [("FloorEnding", ETHER, lender, ends)]
    if notice_days:
        boa.env.time_travel(seconds=1)
        with refused(partnership, "floors: ends before"), by_vote(partnership):
            own.give_floor_notice(ETHER, lender)
        travel_to(ends - 6 * DAY)
    partnership.pass_proposal([pay_call(SUPPLIER, 600)])
    if notice_days:
        travel_to(ends)
        with refused(partnership, NEEDED):
            partnership.execute([pay_call(SUPPLIER, 600)])
        with refused(partnership, "floors: not its holder"), boa.env.prank(outsider):
            own.end_floor(ETHER, lender)
        travel_to(ends + 1)
    partnership.execute([pay_call(SUPPLIER, 600)])
    with boa.env.prank(outsider):
        own.end_floor(ETHER, lender)


def test_one_taken_off_leaves_the_others(partnership: Partnership, key: Callable[[str], LocalAccount]) -> None:
    own = partnership.partnership
    holders = [str(key(f"holder {i}").address) for i in range(8)]
    for i, holder in enumerate(holders):
        set_floor(partnership, Floor(amount=100 + i, holder=holder, notice_days=i))
    ninth = Floor(holder=str(key("holder 9").address))
    with refused(partnership, "floors: too many"), by_vote(partnership):
        own.set_floor(ninth.abi())
    for holder in (holders[2], holders[7], holders[0]):
        with boa.env.prank(holder):
            own.end_floor(ETHER, holder)
    left = {floor.holder: (floor.amount, floor.notice_days) for floor in own.treasury_floors()}
    assert left == {holders[i]: (100 + i, i) for i in (1, 3, 4, 5, 6)}


# --- what is refused ---


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"amount": 0}, "floors: no such amount"),
        ({"amount": 2**96}, "floors: no such amount"),
        ({"ends": 1}, "floors: end is past"),
        ({"notice_days": 366}, "floors: notice too long"),
        ({"token": "0x" + "77" * 20}, "floors: token is not listed"),
        ({"holder": NOBODY}, "floors: needs a holder"),
    ],
)
def test_is_refused(partnership: Partnership, lender: str, change: dict[str, Any], reason: str) -> None:
    with refused(partnership, reason), by_vote(partnership):
        partnership.partnership.set_floor(replace(Floor(holder=lender), **change).abi())


def test_twice_of_one_token_for_one_holder_is_refused(venture: Partnership, lender: str) -> None:
    with refused(venture, "floors: has one"), by_vote(venture):
        venture.partnership.set_floor(Floor(amount=1, holder=lender).abi())


def test_is_only_set_and_ended_by_vote(venture: Partnership, lender: str) -> None:
    own = venture.partnership
    for call in (lambda: own.set_floor(Floor(holder=lender).abi()), lambda: own.give_floor_notice(ETHER, lender)):
        with refused(venture, "partnership: only by vote"), boa.env.prank(lender):
            call()


def test_is_read_and_logged_as_it_was_promised(partnership: Partnership, lender: str) -> None:
    ends = boa.env.timestamp + 40 * DAY
    set_floor(partnership, Floor(ETHER, 7, lender, ends, 30))
    assert logged(partnership.partnership) == [("FloorSet", ETHER, lender, 7, ends, 30)]
    assert [tuple(floor) for floor in partnership.partnership.treasury_floors()] == [(ETHER, 7, lender, ends, 30)]


def test_what_is_known_and_what_has_a_floor_are_two_things(partnership: Partnership, token: Any) -> None:
    """Telling a token apart sends a little of it to the treasury; a floor does not stand in its way."""
    token.mint(partnership.escrow.address, 10**6)
    make_known(partnership, token)
    assert partnership.escrow.is_known(token.address)


def test_t121_no_floor_holds_up_the_partnership_s_own_functions(partnership: Partnership, lender: str) -> None:
    """Nothing but `transfer` is called at a token with a floor: of its own account that would be all decisions."""
    own = partnership.partnership
    for account in (own.address, partnership.escrow.address, mock("ActionTarget").address):
        with refused(partnership, "floors: token is not listed"), by_vote(partnership):
            own.set_floor(Floor(token=account, holder=lender).abi())


def test_t120_nothing_is_promised_once_winding_up_has_begun(partnership: Partnership, lender: str) -> None:
    own = partnership.partnership
    wind_up(partnership)
    mandate = Mandate(holder=lender, ends=boa.env.timestamp + DAY)
    for call in (
        lambda: own.set_floor(Floor(holder=lender).abi()),
        lambda: own.reserve_matter(Matter(holder=lender).abi()),
        lambda: own.give_mandate(mandate.abi(), []),
        lambda: own.set_end_conditions(ETHER, 1, bytes(32)),
    ):
        with refused(partnership, "membership: not in force"), by_vote(partnership):
            call()


def test_t120_what_a_floor_keeps_is_not_for_votes_to_spend(venture: Partnership, lender: str) -> None:
    """Not even with its holder: when winding up, only what was kept for debts is, and that once."""
    with boa.env.prank(lender):
        venture.partnership.end_floor(ETHER, lender)
    set_floor(venture, Floor(holder=lender, notice_days=100))
    wind_up(venture)
    proposal = venture.pass_proposal([pay_call(SUPPLIER, 100)])
    say(venture, proposal, True, lender)
    with refused(venture, "winding up: more than is kept"):
        venture.execute([pay_call(SUPPLIER, 100)])


@pytest.mark.parametrize("gas", [140_000, 180_000, 220_000, 260_000])
def test_t126_whoever_executes_cannot_make_a_token_pass_for_one_that_does_not_answer(
    partnership: Partnership, lender: str, gas: int
) -> None:
    """With any gas limit: the floor holds, or nothing happens."""
    token = mock("HungryToken", 950)
    token.mint(partnership.partnership.address, 1_500)
    list_token(partnership, token)
    set_floor(partnership, Floor(token=token.address, holder=lender))
    action = (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 1_500))
    partnership.pass_proposal([action])
    with pytest.raises(boa.BoaError):
        partnership.partnership.execute(*columns([action]), keccak(text="a proposal"), gas=gas)
    assert token.balanceOf(partnership.partnership.address) == 1_500

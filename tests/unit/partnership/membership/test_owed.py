"""Partnership.leave and pay_owed where a token or a receiver does not do what it should.

What does not move to the leaver goes into its account in the escrow, and what does not move at all is owed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import ether_of, make_known, short_of_gas
from tests.kit.numbers import DAY, ETHER, FOR_EVER, LEFT
from tests.kit.people import in_order
from tests.kit.refusals import refused
from tests.kit.verbs import accept, by_vote, invite, leave, pay_call, set_exit_terms

RETURNS_FALSE, TRANSFER_REVERTS, MOVES_NOTHING, BALANCE_REVERTS, BALANCE_SHORT, BALANCE_BLOB = 1, 2, 4, 8, 16, 32
BALANCE_BURNS_GAS, BALANCE_IS_MAX = 64, 128

HELD = 10_000
PART = 1_000  # of southbank: 200 of 1,000 units, and half is redeemable

DIGEST = b"permit".ljust(32, b"\0")
MAGIC, REFUSED = bytes.fromhex("1626ba7e"), bytes.fromhex("ffffffff")  # ERC-1271


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    """Half of the treasury is redeemable, and 10,000 wei are in it."""
    set_exit_terms(partnership, 0, 5_000)
    boa.env.set_balance(partnership.partnership.address, HELD)
    return replace(partnership)  # whose founders `owing` changes


@pytest.fixture
def stubborn(venture: Partnership) -> Any:
    """A listed token that can be told to misbehave, of which the treasury has 10,000."""
    return listed(venture, mock("StubbornToken"))


def listed(venture: Partnership, token: Any) -> Any:
    token.mint(venture.partnership.address, HELD)
    with by_vote(venture):
        venture.escrow.list_token(token.address)
    return token


def transfer(token: Any, to: str, amount: int) -> tuple[str, int, bytes]:
    return (token.address, 0, token.transfer.prepare_calldata(to, amount))


def approve_message(venture: Partnership, until: int) -> tuple[str, int, bytes]:
    treasury = venture.partnership
    return (treasury.address, 0, treasury.approve_message.prepare_calldata(DIGEST, until))


# --- into the account in the escrow ---


@pytest.mark.parametrize("receiver", ["RejectingReceiver", "GasBurningReceiver"])
def test_t28_ether_that_the_receiver_refuses_waits_in_the_escrow(
    venture: Partnership, southbank: str, customer: str, receiver: str
) -> None:
    with boa.env.prank(southbank):
        venture.escrow.set_payout(mock(receiver).address)
    leave(venture, southbank)
    assert logged(venture.membership)[-2:] == [
        ("TreasuryCredited", southbank, ETHER, PART),
        ("Redeemed", southbank, ETHER, PART),
    ]
    assert venture.escrow.claimable(ETHER, southbank) == venture.escrow.owed(ETHER) == PART
    assert ether_of(venture.partnership.address) == HELD - PART
    with boa.env.prank(southbank):
        venture.escrow.set_payout(customer)
    before = ether_of(customer)
    venture.escrow.claim(ETHER, southbank)
    assert ether_of(customer) == before + PART


def test_t28_a_token_that_blocks_the_leaver_waits_in_the_escrow(
    venture: Partnership, southbank: str, customer: str
) -> None:
    token = listed(venture, mock("BlocklistToken"))
    token.set_blocked(southbank, True)
    token.mint(venture.escrow.address, 1_000)  # income that nobody has split yet, and that stays so
    leave(venture, southbank)
    assert venture.escrow.claimable(token.address, southbank) == PART + 200  # which leaving settles
    with boa.env.prank(southbank):
        venture.escrow.set_payout(customer)
    venture.escrow.claim(token.address, southbank)
    assert token.balanceOf(customer) == PART + 200


def test_a_fee_is_the_leavers(venture: Partnership, southbank: str) -> None:
    token = listed(venture, mock("FeeToken", 1_000))
    leave(venture, southbank)
    assert token.balanceOf(southbank) == 900
    assert token.balanceOf(venture.partnership.address) == 9_000


def test_t31_takes_a_token_that_returns_nothing(venture: Partnership, southbank: str) -> None:
    token = listed(venture, mock("NoReturnToken"))
    leave(venture, southbank)
    assert token.balanceOf(southbank) == PART


def test_a_token_whose_balances_drift_is_paid_once(venture: Partnership, southbank: str) -> None:
    token = listed(venture, mock("FickleToken", 5_000))
    leave(venture, southbank)
    boa.env.evm.vm.state.clear_transient_storage()
    assert token.balanceOf(southbank) == PART
    assert token.balanceOf(venture.partnership.address) == HELD - PART


# --- owed ---


@pytest.mark.parametrize("mood", [RETURNS_FALSE, TRANSFER_REVERTS, MOVES_NOTHING])
def test_t29_what_does_not_move_is_owed_and_paid_later_by_anyones_call(
    venture: Partnership, stubborn: Any, southbank: str, customer: str, mood: int
) -> None:
    stubborn.set_mood(mood)
    before = ether_of(southbank)
    leave(venture, southbank)
    assert ether_of(southbank) == before + PART
    assert venture.membership.partner(southbank)[2] == LEFT
    assert logged(venture.membership)[-1] == ("RedemptionOwed", southbank, stubborn.address, PART)
    assert venture.partnership.owed_to(stubborn.address, southbank) == (PART, PART)
    with refused(venture, "treasury: token does not move"):
        venture.partnership.pay_owed(stubborn.address, southbank)
    stubborn.set_mood(0)
    with boa.env.prank(customer):
        assert venture.partnership.pay_owed(stubborn.address, southbank) == PART
    assert logged(venture.partnership)[-1] == ("Redeemed", southbank, stubborn.address, PART)
    assert stubborn.held_by(southbank) == PART
    assert venture.partnership.owed_to(stubborn.address, southbank) == (0, 0)
    with refused(venture, "treasury: nothing owed"):
        venture.partnership.pay_owed(stubborn.address, southbank)


@pytest.mark.parametrize("mood", [BALANCE_REVERTS, BALANCE_SHORT, BALANCE_BURNS_GAS])
def test_t31_a_token_that_does_not_say_what_it_holds_gives_nothing_and_stops_nobody(
    venture: Partnership, stubborn: Any, southbank: str, mood: int
) -> None:
    stubborn.set_mood(mood)
    before = ether_of(southbank)
    leave(venture, southbank)
    assert ether_of(southbank) == before + PART
    assert venture.partnership.owed_to(stubborn.address, southbank) == (0, 0)


def test_t31_a_token_that_says_far_too_much_stops_nobody(venture: Partnership, stubborn: Any, southbank: str) -> None:
    stubborn.set_mood(BALANCE_IS_MAX)
    leave(venture, southbank)
    assert venture.membership.partner(southbank)[2] == LEFT
    assert stubborn.held_by(southbank) == 0
    stubborn.set_mood(0)
    # It is owed more than there is, and gets what there is.
    assert venture.partnership.pay_owed(stubborn.address, southbank) == HELD


def test_no_token_keeps_anybody_from_leaving(
    venture: Partnership, founders: list[LocalAccount], southbank: str
) -> None:
    """All eight listed ones misbehave, each in its way; the ninth, honest one is named."""
    for mood in (RETURNS_FALSE, TRANSFER_REVERTS, MOVES_NOTHING, BALANCE_REVERTS, BALANCE_BURNS_GAS, BALANCE_IS_MAX):
        listed(venture, mock("StubbornToken")).set_mood(mood)
    bomb = listed(venture, mock("BombToken"))
    bomb.set_reverts(True)
    named = mock("PlainToken", 18)
    named.mint(venture.partnership.address, HELD)
    make_known(venture, named)
    leave(venture, southbank, [named.address])
    assert venture.membership.partner(southbank)[2] == LEFT
    assert named.balanceOf(southbank) == PART


def test_t87_what_is_owed_to_others_is_not_shared_with_the_next_leaver(
    venture: Partnership, stubborn: Any, southbank: str, eastport: str
) -> None:
    stubborn.set_mood(TRANSFER_REVERTS)
    leave(venture, southbank)
    stubborn.set_mood(0)
    leave(venture, eastport)
    assert stubborn.held_by(eastport) == (HELD - PART) * 300 // (2 * 800)
    assert venture.partnership.pay_owed(stubborn.address, southbank) == PART


def test_what_is_owed_adds_up(venture: Partnership, stubborn: Any, southbank: str, eastport: str) -> None:
    stubborn.set_mood(TRANSFER_REVERTS)
    leave(venture, southbank)
    leave(venture, eastport)
    second = (HELD - PART) * 300 // (2 * 800)
    assert venture.partnership.owed_to(stubborn.address, eastport) == (second, PART + second)
    stubborn.set_mood(0)
    venture.partnership.pay_owed(stubborn.address, southbank)
    assert venture.partnership.owed_to(stubborn.address, eastport) == (second, second)
    venture.partnership.pay_owed(stubborn.address, eastport)
    assert stubborn.held_by(venture.partnership.address) == HELD - PART - second


# --- what a vote may do meanwhile ---


@pytest.fixture
def owing(venture: Partnership, stubborn: Any, southbank: str) -> Any:
    """The token moves again; 1,000 of the treasury's 10,000 are owed to southbank, who left."""
    stubborn.set_mood(TRANSFER_REVERTS)
    leave(venture, southbank)
    stubborn.set_mood(0)
    venture.founders = venture.founders[:2]
    boa.env.time_travel(seconds=10)
    return stubborn


def test_t87_a_vote_spends_what_is_not_owed_and_no_more(venture: Partnership, owing: Any, customer: str) -> None:
    actions = [transfer(owing, customer, HELD - PART)]
    venture.decide(actions, "what is ours")
    assert owing.held_by(customer) == HELD - PART
    for number, too_much in enumerate(
        ([transfer(owing, customer, 1)], [pay_call(customer, 1), transfer(owing, customer, 1)])
    ):
        venture.pass_proposal(too_much, f"too much {number}")
        with refused(venture, "treasury: owed to who left"):
            venture.execute(too_much, f"too much {number}")


@pytest.mark.parametrize("what", ["approve", "transferFrom", "plain"])
def test_t87_a_vote_makes_no_other_call_at_a_token_that_is_owed(
    venture: Partnership, owing: Any, customer: str, what: str
) -> None:
    """An allowance would be taken after the balance was looked at."""
    data = {
        "approve": owing.approve.prepare_calldata(customer, 1),
        "transferFrom": owing.transferFrom.prepare_calldata(venture.partnership.address, customer, 1),
        "plain": b"",
    }[what]
    actions = [(owing.address, 0, data)]
    venture.pass_proposal(actions)
    with refused(venture, "treasury: owed to who left"):
        venture.execute(actions)
    venture.partnership.pay_owed(owing.address, venture.membership.partner_at(2))
    if what == "approve":
        venture.execute(actions)
        assert owing.allowance(venture.partnership.address, customer) == 1


def test_t87_a_vote_signs_nothing_while_a_listed_token_is_owed(
    venture: Partnership, owing: Any, southbank: str
) -> None:
    """A permit that the partnership signs is taken as an allowance is. What it signed before may be withdrawn."""
    venture.decide([approve_message(venture, 0)], "withdraw")
    signs = [approve_message(venture, FOR_EVER)]
    venture.pass_proposal(signs)
    with refused(venture, "treasury: owed to who left"):
        venture.execute(signs)
    assert venture.partnership.isValidSignature(DIGEST, b"") == REFUSED
    venture.partnership.pay_owed(owing.address, southbank)
    venture.execute(signs)
    assert venture.partnership.isValidSignature(DIGEST, b"") == MAGIC


def test_a_token_that_only_who_left_has_named_keeps_nobody_from_signing(venture: Partnership, southbank: str) -> None:
    named = mock("StubbornToken")
    named.mint(venture.partnership.address, HELD)
    named.set_mood(TRANSFER_REVERTS)
    leave(venture, southbank, [named.address])
    assert venture.partnership.owed_to(named.address, southbank) == (PART, PART)
    venture.founders = venture.founders[:2]
    venture.decide([approve_message(venture, FOR_EVER)])
    assert venture.partnership.isValidSignature(DIGEST, b"") == MAGIC


def test_a_vote_on_anything_else_goes_on_as_ever(venture: Partnership, owing: Any, customer: str) -> None:
    other = mock("PlainToken", 18)
    other.mint(venture.partnership.address, 5)
    before = ether_of(customer)
    venture.decide(
        [
            pay_call(customer, 7),
            transfer(other, customer, 5),
            (other.address, 0, other.approve.prepare_calldata(customer, 1)),
        ]
    )
    assert (ether_of(customer) - before, other.balanceOf(customer)) == (7, 5)


def test_the_check_outlives_changes_of_weight(venture: Partnership, owing: Any, customer: str, eastport: str) -> None:
    """That something is owed stands beside the total weight: three changes of it begin a new page."""
    for weight in range(31, 41):
        with by_vote(venture):
            venture.membership.set_shares(eastport, weight, 300)
        boa.env.time_travel(seconds=10)
    assert venture.partnership.getPastTotalSupply(boa.env.timestamp - 5) == 90
    actions = [transfer(owing, customer, HELD)]
    venture.pass_proposal(actions)
    with refused(venture, "treasury: owed to who left"):
        venture.execute(actions)
    venture.partnership.pay_owed(owing.address, venture.membership.partner_at(2))
    assert venture.partnership.getPastTotalSupply(boa.env.timestamp - 1) == 90


# --- gas ---


@pytest.mark.parametrize("tokens", [0, 2])
def test_t30_whoever_sends_too_little_gas_takes_nothing_away(
    venture: Partnership, outsider: str, customer: str, tokens: int
) -> None:
    """Somebody else takes a partner off the roster whose probation is over: it is paid all, or nothing happens."""
    held = [listed(venture, mock("PlainToken", 18)) for _ in range(tokens)]
    invite(venture, outsider, units=1_000)
    with by_vote(venture):
        venture.membership.set_probation(outsider, boa.env.timestamp + DAY)
    accept(venture, outsider)
    boa.env.time_travel(seconds=2 * DAY)

    def taken_off(limit: int) -> None:
        before = ether_of(outsider)
        venture.membership.end_probation(outsider, gas=limit, sender=customer)
        assert ether_of(outsider) - before == HELD // 4
        assert [token.balanceOf(outsider) for token in held] == [HELD // 4] * tokens

    assert short_of_gas(taken_off, 700_000)


@pytest.mark.parametrize("wrong", [[1], [0, 1]])
def test_pay_owed_reverts_where_nothing_is_owed(
    venture: Partnership, stubborn: Any, southbank: str, wrong: Sequence[int]
) -> None:
    tokens = in_order(ETHER, stubborn.address)
    for index in wrong:
        with refused(venture, "treasury: nothing owed"):
            venture.partnership.pay_owed(tokens[index], southbank)

"""Partnership.act, act_by_sig, and how mandates are given and taken: who may do what, how much, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import function_signature_to_4byte_selector as selector_of

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Govern, Partnership
from tests.kit.logs import logged
from tests.kit.numbers import (
    CONSTITUTIONAL,
    DAY,
    ETHER,
    EVERYDAY,
    HOUR,
    NOBODY,
    ORDINARY,
    PROPOSER,
    STEERING,
    TREASURER,
)
from tests.kit.promises import (
    ARGUMENT,
    CALLS,
    PLAIN,
    TRANSFER,
    VALUE,
    Floor,
    Mandate,
    Matter,
    act,
    give,
    reserve,
    set_floor,
    word,
)
from tests.kit.refusals import refused
from tests.kit.rules import LAX
from tests.kit.signatures import act_of, sign
from tests.kit.verbs import by_vote, invite, leave, move, wind_up

SUPPLIER = "0x" + "51" * 20
MONTH = 30 * DAY
LATE = 2**40 - 1


@pytest.fixture
def clerk(key: Callable[[str], LocalAccount]) -> LocalAccount:
    """An account outside that may pay."""
    return key("clerk")


@pytest.fixture
def venture(partnership: Partnership) -> Partnership:
    boa.env.set_balance(partnership.partnership.address, 100_000)
    return partnership


@pytest.fixture
def payer(venture: Partnership, clerk: LocalAccount) -> int:
    """The clerk's mandate to pay anybody up to 1,000 wei in 30 days."""
    return give(venture, Mandate(holder=clerk.address))


# --- what it allows ---


def test_pays_ether(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    act(venture, payer, SUPPLIER, 400, by=clerk.address)
    assert logged(venture.partnership) == [("MandateUsed", payer, clerk.address, SUPPLIER, 400, b"")]
    assert boa.env.get_balance(SUPPLIER) == 400
    assert venture.partnership.mandate_of(payer).left == 600


def test_t113_pays_never_more_than_the_limit_at_once(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    with refused(venture, "mandates: above its limit"):
        act(venture, payer, SUPPLIER, 1_001, by=clerk.address)
    act(venture, payer, SUPPLIER, 1_000, by=clerk.address)
    with refused(venture, "mandates: above its limit"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)


def test_t113_the_limit_refills_evenly_in_whole_units(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    """1,000 in 30 days: one every 2,592 seconds."""
    begun = boa.env.timestamp
    act(venture, payer, SUPPLIER, 1_000, by=clerk.address)
    travel_to(begun + 2_591)
    with refused(venture, "mandates: above its limit"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)
    travel_to(begun + 2_592)
    act(venture, payer, SUPPLIER, 1, by=clerk.address)
    travel_to(begun + 3 * 2_592 - 1)
    act(venture, payer, SUPPLIER, 1, by=clerk.address)
    with refused(venture, "mandates: above its limit"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)
    travel_to(begun + 3 * 2_592)  # what was not whole before counts
    act(venture, payer, SUPPLIER, 1, by=clerk.address)


def test_t113_in_a_period_never_more_than_twice_the_limit(
    venture: Partnership, clerk: LocalAccount, payer: int
) -> None:
    start, paid = boa.env.timestamp, 0
    travel_to(start + 10 * MONTH // 10)
    begun = boa.env.timestamp
    while boa.env.timestamp < begun + MONTH:
        left = venture.partnership.mandate_of(payer).left
        if left:
            act(venture, payer, SUPPLIER, left, by=clerk.address)
            paid += left
        travel_to(boa.env.timestamp + 7 * HOUR + 13)
    assert 1_900 < paid <= 2_000


def test_sends_a_token_to_named_payees_only(venture: Partnership, clerk: LocalAccount, customer: str) -> None:
    token = mock("PlainToken", 18)
    token.mint(venture.partnership.address, 5_000)
    mandate = Mandate(token.address, TRANSFER, clerk.address, any_argument=False, counted=ARGUMENT + 1)
    number = give(venture, mandate, [word(SUPPLIER)])
    assert venture.partnership.is_allowed(number, word(SUPPLIER))
    act(venture, number, token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 700), by=clerk.address)
    assert token.balanceOf(SUPPLIER) == 700
    with refused(venture, "mandates: above its limit"):
        act(venture, number, token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 301), by=clerk.address)
    with refused(venture, "mandates: not for that argument"):
        act(venture, number, token.address, 0, token.transfer.prepare_calldata(customer, 1), by=clerk.address)
    dirty = TRANSFER + b"\x01" * 12 + word(SUPPLIER)[12:] + (1).to_bytes(32)
    with refused(venture, "mandates: not for that argument"):
        act(venture, number, token.address, 0, dirty, by=clerk.address)


def test_makes_one_kind_of_call_only(venture: Partnership, clerk: LocalAccount, outsider: str) -> None:
    target, other = mock("ActionTarget"), mock("ActionTarget")
    bump = target.bump.prepare_calldata(3)
    number = give(venture, Mandate(target.address, bump[:4], clerk.address, counted=CALLS, maximum=2))
    act(venture, number, target.address, 0, bump, by=clerk.address)
    assert target.count() == 3
    for wrong, data in (
        (target, target.fail_silently.prepare_calldata()),
        (other, bump),
        (target, b""),
        (target, b"abc"),
    ):
        with refused(venture, "mandates: for another call"):
            act(venture, number, wrong.address, 0, data, by=clerk.address)
    with refused(venture, "mandates: no ether goes along"):
        act(venture, number, target.address, 1, bump, by=clerk.address)
    with refused(venture, "mandates: not its holder"):
        act(venture, number, target.address, 0, bump, by=outsider)


def test_sends_ether_along_with_a_call_where_that_is_counted(venture: Partnership, clerk: LocalAccount) -> None:
    target = mock("ActionTarget")
    bump = target.bump.prepare_calldata(3)
    number = give(venture, Mandate(target.address, bump[:4], clerk.address))
    act(venture, number, target.address, 600, bump, by=clerk.address)
    assert boa.env.get_balance(target.address) == 600
    with refused(venture, "mandates: above its limit"):
        act(venture, number, target.address, 401, bump, by=clerk.address)


def test_of_plain_payments_has_no_calldata(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    target = mock("ActionTarget")
    for to, data in ((target.address, target.bump.prepare_calldata(1)), (NOBODY, b"")):
        with refused(venture, "mandates: plain payments only"):
            act(venture, payer, to, 1, data, by=clerk.address)


def test_passes_the_reason_of_what_fails_on(venture: Partnership, clerk: LocalAccount) -> None:
    target = mock("ActionTarget")
    fail = target.fail.prepare_calldata("no such thing")
    number = give(venture, Mandate(target.address, fail[:4], clerk.address, counted=CALLS, maximum=2))
    with refused(venture, "no such thing"):
        act(venture, number, target.address, 0, fail, by=clerk.address)
    assert venture.partnership.mandate_of(number).left == 2


# --- who may ---


def test_t114_pays_nobody_s_own_account(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    with refused(venture, "mandates: not to its holder"):
        act(venture, payer, clerk.address, 1, by=clerk.address)


def test_t114_nor_the_accounts_that_had_its_seat(venture: Partnership, eastport: str, new: str) -> None:
    number = give(venture, Mandate(holder=eastport))
    move(venture, eastport, new)
    with refused(venture, "mandates: not its holder"):
        act(venture, number, SUPPLIER, 1, by=eastport)
    for account in (eastport, new):
        with refused(venture, "mandates: not to its holder"):
            act(venture, number, account, 1, by=new)
    act(venture, number, SUPPLIER, 1, by=new)
    assert venture.partnership.mandate_of(number).mandate.holder == new


def test_is_every_partner_s_with_the_role(govern: Govern, eastport: str, southbank: str, outsider: str) -> None:
    venture = govern(LAX, weights=(60, 25, 15), roles=(PROPOSER, TREASURER, PROPOSER))
    boa.env.set_balance(venture.partnership.address, 1_000)
    number = give(venture, Mandate(role=TREASURER))
    act(venture, number, SUPPLIER, 1, by=eastport)
    for other in (southbank, outsider):
        with refused(venture, "mandates: not its holder"):
            act(venture, number, SUPPLIER, 1, by=other)
    with refused(venture, "mandates: not to its holder"):
        act(venture, number, eastport, 1, by=eastport)
    with refused(venture, "mandates: not its holder"), boa.env.prank(eastport):
        venture.partnership.resign_mandate(number)
    with by_vote(venture):
        venture.membership.set_role(eastport, PROPOSER, 0)
    with refused(venture, "mandates: not its holder"):
        act(venture, number, SUPPLIER, 1, by=eastport)


def test_needs_standing_of_who_is_or_was_on_the_roster(venture: Partnership, eastport: str) -> None:
    number = give(venture, Mandate(holder=eastport))
    act(venture, number, SUPPLIER, 1, by=eastport)
    with boa.env.anchor():
        with by_vote(venture):
            venture.membership.suspend(eastport)
        with refused(venture, "mandates: not its holder"):
            act(venture, number, SUPPLIER, 1, by=eastport)
    leave(venture, eastport)
    with refused(venture, "mandates: not its holder"):
        act(venture, number, SUPPLIER, 1, by=eastport)


def test_is_relayed_with_a_signature_once(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    own = venture.partnership
    signed = sign(clerk, act_of(venture.partnership.address, payer, clerk.address, SUPPLIER, 5, b"", 0, LATE))
    with refused(venture, "mandates: invalid signature"):
        own.act_by_sig(payer, clerk.address, SUPPLIER, 6, b"", LATE, signed)
    own.act_by_sig(payer, clerk.address, SUPPLIER, 5, b"", LATE, signed)
    assert boa.env.get_balance(SUPPLIER) == 5
    assert own.mandate_of(payer).nonce == 1
    with refused(venture, "mandates: invalid signature"):
        own.act_by_sig(payer, clerk.address, SUPPLIER, 5, b"", LATE, signed)
    travel_to(LATE + 1)
    with refused(venture, "mandates: signature expired"):
        own.act_by_sig(payer, clerk.address, SUPPLIER, 5, b"", LATE, signed)


def test_a_signature_of_somebody_else_is_none(
    venture: Partnership, clerk: LocalAccount, payer: int, founders: list[LocalAccount]
) -> None:
    signed = sign(
        founders[0], act_of(venture.partnership.address, payer, founders[0].address, SUPPLIER, 5, b"", 0, LATE)
    )
    with refused(venture, "mandates: not its holder"):
        venture.partnership.act_by_sig(payer, founders[0].address, SUPPLIER, 5, b"", LATE, signed)
    with refused(venture, "mandates: invalid signature"):
        venture.partnership.act_by_sig(payer, clerk.address, SUPPLIER, 5, b"", LATE, signed)


# --- how it ends ---


def test_ends_on_its_date(venture: Partnership, clerk: LocalAccount) -> None:
    ends = boa.env.timestamp + 5 * DAY
    number = give(venture, Mandate(holder=clerk.address, ends=ends))
    travel_to(ends)
    act(venture, number, SUPPLIER, 1, by=clerk.address)
    travel_to(ends + 1)
    with refused(venture, "mandates: none, or over"):
        act(venture, number, SUPPLIER, 1, by=clerk.address)
    assert venture.partnership.mandate_of(number).is_over


def test_is_taken_back_at_once(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    with refused(venture, "mandates: for another call"), by_vote(venture):
        venture.partnership.revoke_mandate(SUPPLIER, PLAIN, payer)
    with by_vote(venture):
        venture.partnership.revoke_mandate(ETHER, PLAIN, payer)
    assert logged(venture.partnership) == [("MandateEnded", payer, False)]
    with refused(venture, "mandates: none, or over"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)
    with refused(venture, "mandates: none, or over"), by_vote(venture):
        venture.partnership.revoke_mandate(ETHER, PLAIN, payer)


def test_is_resigned_by_its_holder(venture: Partnership, clerk: LocalAccount, payer: int, eastport: str) -> None:
    with refused(venture, "mandates: not its holder"), boa.env.prank(eastport):
        venture.partnership.resign_mandate(payer)
    with boa.env.prank(clerk.address):
        venture.partnership.resign_mandate(payer)
    assert logged(venture.partnership) == [("MandateEnded", payer, True)]
    with refused(venture, "mandates: none, or over"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)


def test_is_paused_once_for_14_days_by_a_steering_seat(govern: Govern, clerk: LocalAccount, eastport: str) -> None:
    venture = govern(LAX, weights=(60, 25, 15), roles=(PROPOSER, STEERING, PROPOSER))
    boa.env.set_balance(venture.partnership.address, 1_000)
    number = give(venture, Mandate(holder=clerk.address))
    for other in (venture.founders[0].address, clerk.address):
        with refused(venture, "mandates: only a steering seat"), boa.env.prank(other):
            venture.partnership.pause_mandate(number)
    with boa.env.prank(eastport):
        venture.partnership.pause_mandate(number)
    until = boa.env.timestamp + 14 * DAY
    assert logged(venture.partnership) == [("MandatePaused", number, eastport, until)]
    travel_to(until)
    with refused(venture, "mandates: paused"):
        act(venture, number, SUPPLIER, 1, by=clerk.address)
    travel_to(until + 1)
    act(venture, number, SUPPLIER, 1, by=clerk.address)
    with refused(venture, "mandates: was paused before"), boa.env.prank(eastport):
        venture.partnership.pause_mandate(number)


def test_ends_when_winding_up_begins(venture: Partnership, clerk: LocalAccount, payer: int) -> None:
    wind_up(venture, [(ETHER, 50)])
    with refused(venture, "membership: not in force"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)
    assert venture.partnership.mandate_of(payer).is_over


# --- what cannot be done under it ---


def test_t118_nothing_that_is_reserved(venture: Partnership, clerk: LocalAccount, payer: int, eastport: str) -> None:
    reserve(venture, Matter(has_argument=True, argument=word(SUPPLIER), holder=eastport))
    with refused(venture, "matters: reserved"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)
    act(venture, payer, "0x" + "52" * 20, 1, by=clerk.address)


def test_what_is_within_the_limit_of_a_matter(
    venture: Partnership, clerk: LocalAccount, payer: int, eastport: str
) -> None:
    """Both limits are used up by it."""
    reserve(venture, Matter(holder=eastport, counted=VALUE, maximum=300, period_hours=720))
    act(venture, payer, SUPPLIER, 300, by=clerk.address)
    with refused(venture, "matters: reserved"):
        act(venture, payer, SUPPLIER, 10, by=clerk.address)
    assert venture.partnership.limit(2).left == 0
    assert venture.partnership.mandate_of(payer).left == 700


def test_a_limit_may_be_shared(venture: Partnership, clerk: LocalAccount, payer: int, eastport: str) -> None:
    other = give(venture, Mandate(holder=eastport, limit=1, counted=0, maximum=0, period_hours=0))
    act(venture, payer, SUPPLIER, 600, by=clerk.address)
    with refused(venture, "mandates: above its limit"):
        act(venture, other, SUPPLIER, 401, by=eastport)
    act(venture, other, SUPPLIER, 400, by=eastport)


def test_not_below_a_floor(venture: Partnership, clerk: LocalAccount, payer: int, eastport: str) -> None:
    set_floor(venture, Floor(amount=99_500, holder=eastport))
    act(venture, payer, SUPPLIER, 500, by=clerk.address)
    with refused(venture, "floors: holder's yes needed"):
        act(venture, payer, SUPPLIER, 1, by=clerk.address)


def test_nothing_that_a_stricter_class_decides(govern: Govern, clerk: LocalAccount) -> None:
    venture = govern(LAX, others=((7, LAX),))
    boa.env.set_balance(venture.partnership.address, 10_000)
    own = venture.partnership
    actions = [
        (
            own.address,
            0,
            own.give_mandate.prepare_calldata(
                Mandate(holder=clerk.address, ends=boa.env.timestamp + 90 * DAY).abi(), []
            ),
        )
    ]
    venture.decide(actions)  # by the ordinary class, which pays
    act(venture, 1, SUPPLIER, 1, by=clerk.address)
    with by_vote(venture):
        own.map_action(SUPPLIER, PLAIN, 7)
    with refused(venture, "mandates: a stricter class decides"):
        act(venture, 1, SUPPLIER, 1, by=clerk.address)
    act(venture, 1, "0x" + "52" * 20, 1, by=clerk.address)


def test_t10_not_in_the_middle_of_itself_or_of_an_execution(venture: Partnership) -> None:
    own, receiver = venture.partnership, mock("ReenteringReceiver")
    number = give(venture, Mandate(holder=receiver.address))
    receiver.arm(own.address, own.act.prepare_calldata(number, SUPPLIER, 1, b""))
    outer = give(venture, Mandate(holder=venture.founders[0].address))
    act(venture, outer, receiver.address, 1, by=venture.founders[0].address)
    venture.decide([(receiver.address, 1, b"")])
    assert (receiver.calls(), receiver.successes()) == (2, 0)
    assert boa.env.get_balance(SUPPLIER) == 0
    act(venture, number, SUPPLIER, 1, by=receiver.address)


def test_t124_only_the_account_itself_asks_for_a_watched_run(venture: Partnership, outsider: str) -> None:
    own = venture.partnership
    run = own.run_watched.prepare_calldata(SUPPLIER, 5, b"")
    with refused(venture, "mandates: only under a mandate"), boa.env.prank(outsider):
        own.run_watched(SUPPLIER, 5, b"")
    actions = [(own.address, 0, run)]
    venture.pass_proposal(actions)
    with refused(venture, "mandates: only under a mandate"):
        venture.execute(actions)


# --- what can be given ---


def test_t115_the_class_that_decides_on_a_call_gives_its_mandate(govern: Govern, clerk: LocalAccount) -> None:
    venture = govern(LAX, others=((7, LAX),))
    own, target = venture.partnership, mock("ActionTarget")
    with by_vote(venture):
        own.map_action(target.address, b"1234", 7)

    def class_for(to: str, selector: bytes) -> tuple[int, int]:
        given = own.give_mandate.prepare_calldata(Mandate(to, selector, clerk.address).abi(), [])
        taken = own.revoke_mandate.prepare_calldata(to, selector, 1)
        return own.class_of(own.address, given), own.class_of(own.address, taken)

    assert class_for(ETHER, PLAIN) == (ORDINARY, ORDINARY)
    assert class_for(target.address, b"5678") == (ORDINARY, ORDINARY)
    assert class_for(target.address, b"1234") == (7, 7)
    admit = selector_of("admit(address,uint256,uint256,uint256,uint256)")
    assert class_for(own.address, admit) == (CONSTITUTIONAL, CONSTITUTIONAL)
    assert class_for(venture.escrow.address, b"abcd") == (CONSTITUTIONAL, CONSTITUTIONAL)
    assert own.class_of(own.address, own.give_mandate.prepare_calldata(Mandate().abi(), [])[:60]) == EVERYDAY


def test_t115_what_is_proposed_is_decided_by_that_class(govern: Govern, clerk: LocalAccount) -> None:
    venture = govern(replace(LAX, quorum_bps=10_000, approval_bps=10_000), weights=(60, 25, 15))
    own = venture.partnership
    mandate = Mandate(holder=clerk.address, ends=boa.env.timestamp + 90 * DAY)
    action = (own.address, 0, own.give_mandate.prepare_calldata(mandate.abi(), []))
    venture.propose([action])
    first = venture.propose([action], "again")
    venture.open_voting(first)
    venture.vote(first, by=[venture.founders[0].address])
    assert own.proposal_class(first) == ORDINARY


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ends": 1}, "mandates: end is past"),
        ({"ends": 2**34}, "mandates: end is past"),
        ({"selector": b"abcd"}, "mandates: target and call"),
        ({"target": "0x" + "77" * 20}, "mandates: target and call"),
        ({"target": "0x" + "77" * 20, "selector": b"abcd"}, "mandates: no code at target"),
        ({"holder": NOBODY}, "mandates: account or role"),
        ({"role": TREASURER}, "mandates: account or role"),
        ({"any_argument": False}, "mandates: any argument or named"),
        ({"counted": CALLS}, "mandates: count the ether"),
        ({"counted": 0}, "limits: counts nothing"),
        ({"limit": 9, "counted": 0}, "limits: no such limit"),
    ],
)
def test_is_refused(venture: Partnership, clerk: LocalAccount, change: dict[str, Any], reason: str) -> None:
    mandate = replace(Mandate(holder=clerk.address, ends=boa.env.timestamp + DAY), **change)
    with refused(venture, reason), by_vote(venture):
        venture.partnership.give_mandate(mandate.abi(), [])


@pytest.mark.parametrize(
    "signature",
    [
        "approve(address,uint256)",
        "transferFrom(address,address,uint256)",
        "increaseAllowance(address,uint256)",
        "setApprovalForAll(address,bool)",
        "approveAndCall(address,uint256,bytes)",
        "multicall(bytes[])",
        "act(uint256,address,uint256,bytes)",
        "execute(address[],uint256[],bytes[],bytes32)",
        "execTransactionFromModule(address,uint256,bytes,uint8)",
        "setInterfaceImplementer(address,bytes32,address)",
    ],
)
def test_t116_what_lets_others_take_or_call_is_never_given(
    venture: Partnership, clerk: LocalAccount, signature: str
) -> None:
    token = mock("PlainToken", 18).address
    mandate = Mandate(token, selector_of(signature), clerk.address, counted=CALLS, ends=boa.env.timestamp + DAY)
    with refused(venture, "mandates: lets others take"), by_vote(venture):
        venture.partnership.give_mandate(mandate.abi(), [])


def test_t116_of_its_own_functions_a_few_only(venture: Partnership, clerk: LocalAccount) -> None:
    own, escrow = venture.partnership, venture.escrow
    allowed = {"admit(address,uint256,uint256,uint256,uint256)"}
    allowed_in_escrow = {
        "freeze(address,address,uint256,uint256)",
        "unfreeze(address,address)",
        "issue_invoice(bytes32,address,uint256,uint256)",
        "withdraw_invoice(bytes32)",
        "list_token(address)",
    }
    later = boa.env.timestamp + DAY
    given = 0
    for account, names, reason in (
        (own, allowed, "mandates: not on ourselves"),
        (escrow, allowed_in_escrow, "mandates: not on our escrow"),
    ):
        for signature in account.signatures():
            counted = ARGUMENT + 2 if account is own else CALLS
            mandate = Mandate(account.address, selector_of(signature), clerk.address, counted=counted, ends=later)
            if signature in names:
                with by_vote(venture):
                    own.give_mandate(mandate.abi(), [])
                given += 1
            else:
                with refused(venture, reason), by_vote(venture):
                    own.give_mandate(mandate.abi(), [])
    assert given == 6


def test_t117_who_is_admitted_under_it_is_counted_by_units(venture: Partnership, clerk: LocalAccount) -> None:
    own = venture.partnership
    admit = own.admit.prepare_calldata("0x" + "61" * 20, 0, 8, PROPOSER, 7 * DAY)
    mandate = Mandate(own.address, admit[:4], clerk.address, counted=CALLS, ends=boa.env.timestamp + 90 * DAY)
    with refused(venture, "mandates: count the units"), by_vote(venture):
        own.give_mandate(mandate.abi(), [])
    number = give(venture, replace(mandate, counted=ARGUMENT + 2, maximum=10))
    act(venture, number, own.address, 0, admit, by=clerk.address)
    assert own.status_of("0x" + "61" * 20) == 1

    def other(weight: int, units: int, role: int) -> bytes:
        return bytes(own.admit.prepare_calldata("0x" + "62" * 20, weight, units, role, 7 * DAY))

    for data, reason in (
        (other(0, 3, PROPOSER), "mandates: above its limit"),
        (other(1, 1, PROPOSER), "mandates: admits with weight"),
        (other(0, 1, STEERING), "mandates: admits with duties"),
        (other(0, 1, PROPOSER)[:-1], "mandates: for another call"),
    ):
        with refused(venture, reason):
            act(venture, number, own.address, 0, data, by=clerk.address)
    itself = own.admit.prepare_calldata(clerk.address, 0, 1, 0, 7 * DAY)
    with refused(venture, "mandates: not to its holder"):
        act(venture, number, own.address, 0, itself, by=clerk.address)


def test_lists_tokens_freezes_and_invoices(venture: Partnership, clerk: LocalAccount, eastport: str) -> None:
    escrow, token = venture.escrow, mock("PlainToken", 18)
    later = boa.env.timestamp + 30 * DAY
    for data, check in (
        (escrow.list_token.prepare_calldata(token.address), lambda: token.address in escrow.listed_tokens()),
        (escrow.issue_invoice.prepare_calldata(b"A".ljust(32, b"\0"), ETHER, 5, later), lambda: True),
        (escrow.freeze.prepare_calldata(ETHER, eastport, 5, later), lambda: True),
    ):
        number = give(venture, Mandate(escrow.address, data[:4], clerk.address, counted=CALLS, maximum=1))
        act(venture, number, escrow.address, 0, data, by=clerk.address)
        assert check()


def test_t118_own_deals_are_out_of_reach(venture: Partnership, clerk: LocalAccount, eastport: str) -> None:
    """No mandate reaches what needs a partner's own yes: there is no proposal that it could have agreed to."""
    invite(venture, "0x" + "61" * 20)
    own = venture.partnership
    lower = own.set_shares.prepare_calldata(eastport, 1, 1)
    mandate = Mandate(own.address, lower[:4], clerk.address, counted=CALLS, ends=boa.env.timestamp + DAY)
    with refused(venture, "mandates: not on ourselves"), by_vote(venture):
        own.give_mandate(mandate.abi(), [])


def test_only_by_vote(venture: Partnership, clerk: LocalAccount, outsider: str) -> None:
    own = venture.partnership
    mandate = Mandate(holder=clerk.address, ends=boa.env.timestamp + DAY)
    for call in (
        lambda: own.give_mandate(mandate.abi(), []),
        lambda: own.revoke_mandate(ETHER, PLAIN, 1),
    ):
        with refused(venture, "partnership: only by vote"), boa.env.prank(outsider):
            call()


@pytest.mark.parametrize("counted", [VALUE, CALLS, ARGUMENT])
def test_t113_a_mandate_to_send_a_token_counts_what_it_sends(
    venture: Partnership, clerk: LocalAccount, counted: int
) -> None:
    token = mock("PlainToken", 18)
    mandate = Mandate(token.address, TRANSFER, clerk.address, counted=counted, ends=boa.env.timestamp + DAY)
    with refused(venture, "mandates: count the amount"), by_vote(venture):
        venture.partnership.give_mandate(mandate.abi(), [])


def test_t114_nor_the_escrow_of_a_partnership_that_holds_it(venture: Partnership, pair: list[Partnership]) -> None:
    other = pair[0]
    number = give(venture, Mandate(holder=other.partnership.address))
    with refused(venture, "mandates: not to its holder"):
        act(venture, number, other.escrow.address, 5, by=other.partnership.address)


def test_t114_nobody_unfreezes_itself(venture: Partnership, clerk: LocalAccount, eastport: str, southbank: str) -> None:
    """Of freezes it is the second argument that says whom they are about, also for mandates that name arguments."""
    escrow = venture.escrow
    boa.env.set_balance(escrow.address, 1_000)
    with by_vote(venture):
        escrow.freeze(ETHER, eastport, 300, boa.env.timestamp + 100 * DAY)
    unfreeze = escrow.unfreeze.prepare_calldata(ETHER, eastport)
    own = give(venture, Mandate(escrow.address, unfreeze[:4], eastport, counted=CALLS))
    with refused(venture, "mandates: not to its holder"):
        act(venture, own, escrow.address, 0, unfreeze, by=eastport)
    other = Mandate(escrow.address, unfreeze[:4], clerk.address, any_argument=False, counted=CALLS)
    wrong, right = give(venture, other, [word(southbank)]), give(venture, other, [word(eastport)])
    with refused(venture, "mandates: not for that argument"):
        act(venture, wrong, escrow.address, 0, unfreeze, by=clerk.address)
    act(venture, right, escrow.address, 0, unfreeze, by=clerk.address)


def test_there_are_limits_enough(venture: Partnership, clerk: LocalAccount) -> None:
    """A mandate with a new limit every month goes on for more than a thousand years."""
    for _ in range(70):
        number = give(venture, Mandate(holder=clerk.address))
        with boa.env.prank(clerk.address):
            venture.partnership.resign_mandate(number)
    last = give(venture, Mandate(holder=clerk.address))
    assert venture.partnership.mandate_of(last).mandate.limit == 71
    act(venture, last, SUPPLIER, 1_000, by=clerk.address)
    assert venture.partnership.mandate_of(last).left == 0

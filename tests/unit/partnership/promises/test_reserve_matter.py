"""Partnership.reserve_matter and what executes under it: whose no stops, whose silence is consent, and until when."""

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
from tests.kit.house import Action, Govern, Partnership
from tests.kit.links import LinkTerms, agree, offer
from tests.kit.logs import logged
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, EXECUTED, HOUR, NOBODY, ORDINARY, PROPOSER, STEERING
from tests.kit.promises import (
    ANY_CALL,
    ARGUMENT,
    CALLS,
    PLAIN,
    TRANSFER,
    VALUE,
    Matter,
    reserve,
    word,
)
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.signatures import consent as consent_message
from tests.kit.signatures import sign
from tests.kit.verbs import by_vote, join, leave, move, pay_call, say

TEXT = "a proposal"
SUPPLIER = "0x" + "51" * 20
SILENT = 10 * DAY


@pytest.fixture
def holder(key: Callable[[str], LocalAccount]) -> LocalAccount:
    """An account outside, as that of a sponsor."""
    return key("lender")


@pytest.fixture
def payments(partnership: Partnership, holder: LocalAccount) -> Partnership:
    """Where all payments of ether are reserved for the holder, who has 10 days."""
    reserve(partnership, Matter(holder=holder.address))
    boa.env.set_balance(partnership.partnership.address, 10_000)
    return partnership


def passed(venture: Partnership, actions: list[Action], text: str = TEXT) -> tuple[int, int]:
    """A passed proposal in its first executable second, and when it was made."""
    made = boa.env.timestamp
    return venture.pass_proposal(actions, text), made


# --- what its holder says ---


def test_t121_waits_for_as_long_as_the_holder_may_be_silent_to_the_second(payments: Partnership) -> None:
    proposal, made = passed(payments, [pay_call(SUPPLIER, 7)])
    travel_to(made + SILENT)
    with refused(payments, "matters: its holder has time"):
        payments.execute([pay_call(SUPPLIER, 7)])
    travel_to(made + SILENT + 1)
    payments.execute([pay_call(SUPPLIER, 7)])
    assert payments.partnership.state(proposal) == EXECUTED
    assert boa.env.get_balance(SUPPLIER) == 7


def test_a_yes_ends_the_wait(payments: Partnership, holder: LocalAccount) -> None:
    proposal, _ = passed(payments, [pay_call(SUPPLIER, 7)])
    say(payments, proposal, True, holder.address)
    assert logged(payments.partnership) == [("ConsentGiven", proposal, holder.address, True, 0)]
    assert payments.partnership.consent_of(proposal, holder.address) == 1
    payments.execute([pay_call(SUPPLIER, 7)])


def test_a_no_stops_it_however_long_one_waits(payments: Partnership, holder: LocalAccount) -> None:
    proposal, made = passed(payments, [pay_call(SUPPLIER, 7)])
    say(payments, proposal, False, holder.address)
    assert payments.partnership.consent_of(proposal, holder.address) == 2
    travel_to(made + SILENT + 1)
    with refused(payments, "matters: its holder refuses"):
        payments.execute([pay_call(SUPPLIER, 7)])


def test_a_yes_after_a_no_counts_by_transaction_only(payments: Partnership, holder: LocalAccount) -> None:
    proposal, _ = passed(payments, [pay_call(SUPPLIER, 7)])
    say(payments, proposal, False, holder.address)
    late = 2**40 - 1
    signed = sign(holder, consent_message(payments.partnership.address, proposal, holder.address, True, late))
    with refused(payments, "consents: was taken back"):
        payments.partnership.consent_by_sig(proposal, holder.address, True, late, signed)
    say(payments, proposal, True, holder.address)
    for agrees in (True, False):
        with refused(payments, "consents: has agreed"):
            say(payments, proposal, agrees, holder.address)
    payments.execute([pay_call(SUPPLIER, 7)])


def test_a_signed_answer_counts(payments: Partnership, holder: LocalAccount) -> None:
    proposal, made = passed(payments, [pay_call(SUPPLIER, 7)])
    late = 2**40 - 1
    signed = sign(holder, consent_message(payments.partnership.address, proposal, holder.address, False, late))
    payments.partnership.consent_by_sig(proposal, holder.address, False, late, signed)
    travel_to(made + SILENT + 1)
    with refused(payments, "matters: its holder refuses"):
        payments.execute([pay_call(SUPPLIER, 7)])
    with refused(payments, "consents: said before"):
        payments.partnership.consent_by_sig(proposal, holder.address, False, late, signed)


def test_t122_an_answer_to_another_proposal_is_none(payments: Partnership, holder: LocalAccount) -> None:
    made = boa.env.timestamp
    first = payments.propose([pay_call(SUPPLIER, 7)], "first")
    second = payments.propose([pay_call(SUPPLIER, 7)], "second")
    payments.open_voting(second)
    for proposal in (first, second):
        payments.vote(proposal)
    say(payments, first, True, holder.address)
    travel_to(made + SILENT)
    with refused(payments, "matters: its holder has time"):
        payments.execute([pay_call(SUPPLIER, 7)], "second")
    payments.execute([pay_call(SUPPLIER, 7)], "first")


def test_who_holds_nothing_and_has_no_seat_is_not_heard(payments: Partnership, outsider: str) -> None:
    proposal, _ = passed(payments, [pay_call(SUPPLIER, 7)])
    with refused(payments, "consents: holds no seat"):
        say(payments, proposal, False, outsider)


def test_t123_silence_counts_from_the_promise_where_that_is_later(
    partnership: Partnership, holder: LocalAccount
) -> None:
    """Else what was proposed before would pass while its holder had no chance to say no."""
    boa.env.set_balance(partnership.partnership.address, 100)
    passed(partnership, [pay_call(SUPPLIER, 7)])
    promised = boa.env.timestamp
    reserve(partnership, Matter(holder=holder.address))
    travel_to(promised + SILENT)
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 7)])
    travel_to(promised + SILENT + 1)
    partnership.execute([pay_call(SUPPLIER, 7)])


def test_the_time_does_not_begin_with_the_vote(payments: Partnership) -> None:
    """It begins with the making of the proposal, an hour before the snapshot."""
    proposal, made = passed(payments, [pay_call(SUPPLIER, 7)])
    assert payments.partnership.proposalSnapshot(proposal) == made + HOUR
    travel_to(made + SILENT + 1)
    payments.execute([pay_call(SUPPLIER, 7)])


# --- whose seat moves, who leaves, who joins ---


def test_t83_goes_by_seat(partnership: Partnership, eastport: str, new: str) -> None:
    reserve(partnership, Matter(holder=eastport))
    boa.env.set_balance(partnership.partnership.address, 100)
    move(partnership, eastport, new)
    assert partnership.partnership.reserved_matters()[0].holder == new
    proposal = partnership.propose([pay_call(SUPPLIER, 7)])
    with refused(partnership, "consents: holds no seat"):
        say(partnership, proposal, False, eastport)
    say(partnership, proposal, False, new)
    partnership.open_voting(proposal)
    for voter in (partnership.founders[0].address, partnership.founders[2].address, new):
        partnership.vote(proposal, by=[voter])
    travel_to(boa.env.timestamp + SILENT)
    with refused(partnership, "matters: its holder refuses"):
        partnership.execute([pay_call(SUPPLIER, 7)])


def test_t122_t83_the_yes_of_a_former_holder_is_none(partnership: Partnership, eastport: str, new: str) -> None:
    reserve(partnership, Matter(holder=eastport))
    boa.env.set_balance(partnership.partnership.address, 100)
    proposal, made = passed(partnership, [pay_call(SUPPLIER, 7)])
    say(partnership, proposal, True, eastport)
    move(partnership, eastport, new)
    travel_to(made + SILENT)
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 7)])
    say(partnership, proposal, False, new)
    travel_to(made + SILENT + 1)
    with refused(partnership, "matters: its holder refuses"):
        partnership.execute([pay_call(SUPPLIER, 7)])


def test_a_holder_that_left_still_holds_it(partnership: Partnership, eastport: str) -> None:
    reserve(partnership, Matter(holder=eastport))
    boa.env.set_balance(partnership.partnership.address, 100)
    leave(partnership, eastport)
    proposal = partnership.propose([pay_call(SUPPLIER, 7)])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[partnership.founders[0].address, partnership.founders[2].address])
    say(partnership, proposal, False, eastport)
    travel_to(boa.env.timestamp + SILENT)
    with refused(partnership, "matters: its holder refuses"):
        partnership.execute([pay_call(SUPPLIER, 7)])


def test_a_holder_outside_that_joins_keeps_its_answer_and_its_matter(
    payments: Partnership, holder: LocalAccount
) -> None:
    first, made = passed(payments, [pay_call(SUPPLIER, 7)])
    say(payments, first, False, holder.address)
    join(payments, holder.address)
    travel_to(made + SILENT + 1)
    with refused(payments, "matters: its holder refuses"):
        payments.execute([pay_call(SUPPLIER, 7)])
    second, made = passed(payments, [pay_call(SUPPLIER, 7)], "second")
    say(payments, second, False, holder.address)
    travel_to(made + SILENT + 1)
    with refused(payments, "matters: its holder refuses"):
        payments.execute([pay_call(SUPPLIER, 7)], "second")


# --- steering seats ---


def steering(govern: Govern) -> Partnership:
    venture = govern(LAX, weights=(60, 25, 15), roles=(PROPOSER | STEERING, STEERING, STEERING))
    boa.env.set_balance(venture.partnership.address, 100)
    reserve(venture, Matter(steering=2))
    return venture


def test_as_many_steering_seats_as_it_says_stop_it(govern: Govern, eastport: str, southbank: str) -> None:
    venture = steering(govern)
    proposal, made = passed(venture, [pay_call(SUPPLIER, 7)])
    say(venture, proposal, False, eastport)
    assert venture.partnership.steering_answers(proposal) == (0, 1)
    travel_to(made + SILENT + 1)
    say(venture, proposal, False, southbank)
    assert venture.partnership.steering_answers(proposal) == (0, 2)
    with refused(venture, "matters: its holder refuses"):
        venture.execute([pay_call(SUPPLIER, 7)])
    say(venture, proposal, True, southbank)
    assert venture.partnership.steering_answers(proposal) == (1, 1)
    venture.execute([pay_call(SUPPLIER, 7)])


def test_as_many_steering_seats_as_it_says_end_the_wait(govern: Govern, eastport: str, southbank: str) -> None:
    venture = steering(govern)
    proposal, _ = passed(venture, [pay_call(SUPPLIER, 7)])
    say(venture, proposal, True, eastport)
    with refused(venture, "matters: its holder has time"):
        venture.execute([pay_call(SUPPLIER, 7)])
    say(venture, proposal, True, southbank)
    venture.execute([pay_call(SUPPLIER, 7)])


def test_a_seat_without_the_duty_does_not_count(govern: Govern, eastport: str, southbank: str) -> None:
    venture = steering(govern)
    with by_vote(venture):
        venture.membership.set_role(eastport, 0, 0)
    proposal, made = passed(venture, [pay_call(SUPPLIER, 7)])
    for partner in (eastport, southbank):
        say(venture, proposal, False, partner)
    assert venture.partnership.steering_answers(proposal) == (0, 1)
    travel_to(made + SILENT + 1)
    venture.execute([pay_call(SUPPLIER, 7)])


# --- which calls it is about ---


def test_t125_is_about_ether_that_goes_along_with_a_call_too(payments: Partnership) -> None:
    target = mock("ActionTarget")
    action = (target.address, 3, target.bump.prepare_calldata(1))
    _, made = passed(payments, [action])
    travel_to(made + SILENT)
    with refused(payments, "matters: its holder has time"):
        payments.execute([action])


def test_is_about_one_call_only(partnership: Partnership, holder: LocalAccount) -> None:
    token = mock("PlainToken", 18)
    reserve(partnership, Matter(token.address, TRANSFER, holder=holder.address))
    token.mint(partnership.partnership.address, 100)
    other = (token.address, 0, token.approve.prepare_calldata(SUPPLIER, 5))
    partnership.decide([other], "approve")
    action = (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 5))
    passed(partnership, [action])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action])


def test_one_of_several_actions_is_enough(payments: Partnership, holder: LocalAccount) -> None:
    target = mock("ActionTarget")
    actions = [(target.address, 0, target.bump.prepare_calldata(1)), pay_call(SUPPLIER, 7)]
    passed(payments, actions)
    with refused(payments, "matters: its holder has time"):
        payments.execute(actions)


@pytest.mark.parametrize("first", [True, False])
def test_is_about_all_calls_at_a_token_beside_one_of_them(
    partnership: Partnership, holder: LocalAccount, eastport: str, first: bool
) -> None:
    """Whichever of the two was promised first, both are asked."""
    token = mock("PlainToken", 18)
    token.mint(partnership.partnership.address, 100)
    wide = Matter(token.address, ANY_CALL, holder=holder.address)
    narrow = Matter(token.address, TRANSFER, holder=eastport)
    for matter in (wide, narrow) if first else (narrow, wide):
        reserve(partnership, matter)
    action = (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 5))
    proposal, _ = passed(partnership, [action])
    say(partnership, proposal, True, eastport)
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action])
    say(partnership, proposal, True, holder.address)
    partnership.execute([action])
    with boa.env.prank(holder.address):
        partnership.partnership.end_matter(token.address, ANY_CALL, holder.address, bytes(32))
    second, _ = passed(partnership, [action], "second")
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action], "second")
    say(partnership, second, True, eastport)
    partnership.execute([action], "second")


def test_t125_is_about_one_first_argument(partnership: Partnership, holder: LocalAccount, customer: str) -> None:
    token = mock("PlainToken", 18)
    token.mint(partnership.partnership.address, 100)
    matter = Matter(token.address, TRANSFER, True, word(SUPPLIER), holder=holder.address)
    reserve(partnership, matter)
    partnership.decide([(token.address, 0, token.transfer.prepare_calldata(customer, 5))], "another payee")
    action = (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 5))
    passed(partnership, [action])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action])
    dirty = (token.address, 0, TRANSFER + b"\x01" * 12 + word(SUPPLIER)[12:] + (5).to_bytes(32))
    passed(partnership, [dirty], "upper bits that the token may not look at")
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([dirty], "upper bits that the token may not look at")


def test_is_about_one_payee(partnership: Partnership, holder: LocalAccount, customer: str) -> None:
    reserve(partnership, Matter(has_argument=True, argument=word(SUPPLIER), holder=holder.address))
    boa.env.set_balance(partnership.partnership.address, 100)
    partnership.decide([pay_call(customer, 5)], "another payee")
    passed(partnership, [pay_call(SUPPLIER, 5)])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 5)])


def test_t125_calldata_that_is_cut_off_reads_as_zeros(partnership: Partnership, holder: LocalAccount) -> None:
    target = mock("ScriptedWallet")
    reserve(partnership, Matter(target.address, TRANSFER, True, bytes(32), holder=holder.address))
    action = (target.address, 0, TRANSFER)
    passed(partnership, [action])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action])


def test_a_matter_on_terms_and_one_on_matters(partnership: Partnership, holder: LocalAccount) -> None:
    """The partnership's own functions, also the one by which matters are reserved."""
    own = partnership.partnership
    amend = selector_of(
        "amend_terms(bytes32,string,uint256,(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,"
        "uint256),(address,uint256,uint256)[])"
    )
    reserving = own.reserve_matter.prepare_calldata(Matter(holder=holder.address).abi())
    reserve(partnership, Matter(own.address, amend, holder=holder.address))
    reserve(partnership, Matter(own.address, reserving[:4], holder=holder.address))
    action = (own.address, 0, reserving)
    _, made = passed(partnership, [action])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([action])
    travel_to(made + SILENT + 1)
    partnership.execute([action])
    assert len(own.reserved_matters()) == 3


# --- limits ---


def test_within_a_limit_nobody_is_asked(partnership: Partnership, holder: LocalAccount) -> None:
    token = mock("PlainToken", 18)
    token.mint(partnership.partnership.address, 10_000)
    matter = Matter(
        token.address, ANY_CALL, holder=holder.address, counted=ARGUMENT + 1, maximum=1_000, period_hours=720
    )
    reserve(partnership, matter)

    def pay(amount: int) -> Action:
        return (token.address, 0, token.transfer.prepare_calldata(SUPPLIER, amount))

    partnership.decide([pay(600), pay(400)], "within")
    proposal, _ = passed(partnership, [pay(500)], "above")
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay(500)], "above")
    say(partnership, proposal, True, holder.address)
    left = partnership.partnership.limit(1).left
    partnership.execute([pay(500)], "above")
    assert partnership.partnership.limit(1).left == left  # with a yes it is not used up
    approve = (token.address, 0, token.approve.prepare_calldata(SUPPLIER, 1))
    passed(partnership, [approve], "another call at the token")
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([approve], "another call at the token")


def test_a_limit_of_ether_counts_what_goes_along(partnership: Partnership, holder: LocalAccount) -> None:
    reserve(partnership, Matter(holder=holder.address, counted=VALUE, maximum=10, period_hours=720))
    boa.env.set_balance(partnership.partnership.address, 100)
    partnership.decide([pay_call(SUPPLIER, 10)], "all of it")
    passed(partnership, [pay_call(SUPPLIER, 9)])
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 9)])


# --- how it ends ---


def test_its_holder_gives_it_up_at_any_time(payments: Partnership, holder: LocalAccount, outsider: str) -> None:
    own = payments.partnership
    for stranger in (outsider, payments.founders[0].address):
        with refused(payments, "matters: not its holder"), boa.env.prank(stranger):
            own.end_matter(ETHER, PLAIN, holder.address, bytes(32))
    with boa.env.prank(holder.address):
        own.end_matter(ETHER, PLAIN, holder.address, bytes(32))
    assert logged(own) == [("MatterEnding", ETHER, PLAIN, holder.address, bytes(32), boa.env.timestamp)]
    assert own.reserved_matters() == []
    payments.decide([pay_call(SUPPLIER, 7)])


@pytest.mark.parametrize("notice_days", [0, 30, 365])
def test_a_vote_ends_it_by_notice_to_the_second(
    partnership: Partnership, holder: LocalAccount, outsider: str, notice_days: int
) -> None:
    own = partnership.partnership
    reserve(partnership, Matter(holder=holder.address, notice_days=notice_days))
    boa.env.set_balance(own.address, 100)
    with by_vote(partnership):
        own.give_matter_notice(ETHER, PLAIN, holder.address, bytes(32))
    ends = boa.env.timestamp + notice_days * DAY
    assert logged(own) == [("MatterEnding", ETHER, PLAIN, holder.address, bytes(32), ends)]
    assert own.reserved_matters()[0].ends == ends
    if notice_days:
        with refused(partnership, "matters: ends before"), by_vote(partnership):
            boa.env.time_travel(seconds=1)
            own.give_matter_notice(ETHER, PLAIN, holder.address, bytes(32))
    travel_to(ends - 9 * DAY)
    proposal, _ = passed(partnership, [pay_call(SUPPLIER, 7)])
    say(partnership, proposal, False, holder.address)
    if boa.env.timestamp <= ends:
        travel_to(ends)
        with refused(partnership, "matters: its holder refuses"):
            partnership.execute([pay_call(SUPPLIER, 7)])
        with refused(partnership, "matters: not its holder"), boa.env.prank(outsider):
            own.end_matter(ETHER, PLAIN, holder.address, bytes(32))
        travel_to(ends + 1)
    partnership.execute([pay_call(SUPPLIER, 7)])
    with boa.env.prank(outsider):
        own.end_matter(ETHER, PLAIN, holder.address, bytes(32))
    assert own.reserved_matters() == []


def test_ends_on_its_date(partnership: Partnership, holder: LocalAccount) -> None:
    ends = boa.env.timestamp + 12 * DAY
    reserve(partnership, Matter(holder=holder.address, ends=ends))
    boa.env.set_balance(partnership.partnership.address, 100)
    travel_to(ends - 5 * DAY)
    passed(partnership, [pay_call(SUPPLIER, 7)])
    travel_to(ends)
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 7)])
    travel_to(ends + 1)
    partnership.execute([pay_call(SUPPLIER, 7)])


def test_each_of_four_on_a_call_is_asked_whichever_was_taken_off(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    holders = [key(f"holder {i}").address for i in range(4)]
    own = partnership.partnership
    boa.env.set_balance(own.address, 1_000)
    for gone in range(4):
        with boa.env.anchor():
            for i, one in enumerate(holders):
                has = i % 2 == 0
                reserve(
                    partnership, Matter(has_argument=has, argument=word(SUPPLIER) if has else bytes(32), holder=one)
                )
            argument = word(SUPPLIER) if gone % 2 == 0 else bytes(32)
            with boa.env.prank(holders[gone]):
                own.end_matter(ETHER, PLAIN, holders[gone], argument)
            left = [one for one in holders if one != holders[gone]]
            assert [matter.holder for matter in own.reserved_matters()] == left
            proposal, _ = passed(partnership, [pay_call(SUPPLIER, 7)])
            for one in left:
                with refused(partnership, "matters: its holder has time"):
                    partnership.execute([pay_call(SUPPLIER, 7)])
                say(partnership, proposal, True, one)
            partnership.execute([pay_call(SUPPLIER, 7)])


# --- what it costs to wait: windows ---


def test_t121_a_window_outlasts_the_silence_by_a_week(govern: Govern, holder: LocalAccount) -> None:
    """An hour, three days of voting, a day and the window together."""
    reach = HOUR + 3 * DAY + DAY
    venture = govern(replace(LAX, execution_window=20 * DAY))
    days = (reach + 20 * DAY) // DAY - 7
    target = mock("ActionTarget").address
    matter = Matter(target, b"1234", holder=holder.address, days=days + 1)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.reserve_matter(matter.abi())
    reserve(venture, replace(matter, days=days))
    short = replace(LAX, execution_window=19 * DAY)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.set_rule(ORDINARY, short.abi())
    early = replace(LAX, execution_window=20 * DAY, early_decision=True)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.set_rule(ORDINARY, early.abi())
    with by_vote(venture):
        venture.partnership.set_rule(9, short.abi())
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.map_action(target, b"1234", 9)
    with by_vote(venture):
        venture.partnership.map_action(target, b"5678", 9)


@pytest.mark.parametrize("matter", ["any call", "ether"])
def test_what_any_class_may_decide_is_in_time_for_all_of_them(
    govern: Govern, holder: LocalAccount, matter: str
) -> None:
    venture = govern(replace(LAX, execution_window=60 * DAY))
    token = mock("PlainToken", 18).address
    wide = Matter(token, ANY_CALL, holder=holder.address) if matter == "any call" else Matter(holder=holder.address)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.reserve_matter(replace(wide, days=30).abi())
    reserve(venture, wide)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.set_rule(9, replace(LAX, execution_window=DAY).abi())


# --- what is refused ---


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"days": 0}, "matters: 1 to 90 days"),
        ({"days": 91}, "matters: 1 to 90 days"),
        ({"notice_days": 366}, "matters: notice too long"),
        ({"ends": 1}, "matters: end is past"),
        ({"ends": 2**34}, "matters: end is past"),
        ({"link": 2**24}, "matters: no such link"),
        ({"selector": b"abcd"}, "matters: target and call"),
        ({"target": "0x" + "77" * 20}, "matters: target and call"),
        ({"selector": ANY_CALL}, "matters: name the call"),
        ({"holder": NOBODY}, "promises: to nobody"),
        ({"holder": NOBODY, "steering": 16}, "promises: to nobody"),
        ({"steering": 1}, "promises: account or seats"),
        ({"holder": NOBODY, "steering": 1, "link": 1}, "matters: seats have no link"),
        ({"limit": 1}, "limits: no such limit"),
        ({"counted": CALLS, "maximum": 0, "period_hours": 1}, "limits: no such maximum"),
        ({"counted": CALLS, "maximum": 2**96, "period_hours": 1}, "limits: no such maximum"),
        ({"counted": CALLS, "maximum": 1, "period_hours": 0}, "limits: an hour to 3 years"),
        ({"counted": CALLS, "maximum": 1, "period_hours": 26_281}, "limits: an hour to 3 years"),
        ({"counted": 11, "maximum": 1, "period_hours": 1}, "limits: counts nothing"),
    ],
)
def test_is_refused(partnership: Partnership, holder: LocalAccount, change: dict[str, Any], reason: str) -> None:
    matter = replace(Matter(holder=holder.address), **change)
    with refused(partnership, reason), by_vote(partnership):
        partnership.partnership.reserve_matter(matter.abi())


def test_cannot_be_promised_to_the_partnership_itself(partnership: Partnership) -> None:
    for account in (partnership.partnership.address, partnership.escrow.address):
        with refused(partnership, "promises: to ourselves"), by_vote(partnership):
            partnership.partnership.reserve_matter(Matter(holder=account).abi())


def test_t134_how_promises_and_links_end_and_keys_are_replaced_cannot_be_reserved(
    partnership: Partnership, holder: LocalAccount
) -> None:
    own = partnership.partnership
    for free in (
        "give_matter_notice(address,bytes4,address,bytes32)",
        "give_floor_notice(address,address)",
        "revoke_mandate(address,bytes4,uint256)",
        "recover_seat(address,address)",
    ):
        with refused(partnership, "matters: cannot be reserved"), by_vote(partnership):
            own.reserve_matter(Matter(own.address, selector_of(free), holder=holder.address).abi())
    for free in ("give_link_notice(uint256)", "buy_out_link(uint256,uint256)"):
        matter = Matter(partnership.escrow.address, selector_of(free), holder=holder.address)
        with refused(partnership, "matters: cannot be reserved"), by_vote(partnership):
            own.reserve_matter(matter.abi())
    for target in (own.address, partnership.escrow.address):
        with refused(partnership, "matters: name the call"), by_vote(partnership):
            own.reserve_matter(Matter(target, ANY_CALL, holder=holder.address).abi())


def test_only_by_vote(partnership: Partnership, holder: LocalAccount, outsider: str) -> None:
    own = partnership.partnership
    calls = [
        lambda: own.reserve_matter(Matter(holder=holder.address).abi()),
        lambda: own.give_matter_notice(ETHER, PLAIN, holder.address, bytes(32)),
    ]
    for caller in (outsider, partnership.founders[0].address):
        for call in calls:
            with refused(partnership, "partnership: only by vote"), boa.env.prank(caller):
                call()


def test_twice_the_same_and_five_on_a_call_are_refused(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    for i in range(4):
        reserve(partnership, Matter(holder=key(f"holder {i}").address))
        with refused(partnership, "matters: reserved before"), by_vote(partnership):
            partnership.partnership.reserve_matter(Matter(holder=key(f"holder {i}").address).abi())
    fifth = Matter(holder=key("holder 5").address)
    with refused(partnership, "matters: too many on this call"), by_vote(partnership):
        partnership.partnership.reserve_matter(fifth.abi())


def test_at_most_32(partnership: Partnership, holder: LocalAccount) -> None:
    target = mock("ActionTarget").address
    for i in range(32):
        reserve(partnership, Matter(target, (i + 1).to_bytes(4), holder=holder.address))
    with refused(partnership, "matters: too many"), by_vote(partnership):
        partnership.partnership.reserve_matter(Matter(target, b"last", holder=holder.address).abi())
    assert len(partnership.partnership.reserved_matters()) == 32


def test_is_read_as_it_was_promised(partnership: Partnership, holder: LocalAccount) -> None:
    matter = Matter(
        target=mock("ActionTarget").address,
        selector=b"abcd",
        has_argument=True,
        argument=b"\x07" * 32,
        holder=holder.address,
        days=9,
        ends=boa.env.timestamp + 40 * DAY,
        notice_days=300,
        counted=CALLS,
        maximum=5,
        period_hours=24,
    )
    reserve(partnership, matter)
    name, target, selector, asked, promised = logged(partnership.partnership)[1]
    assert (name, target, selector, asked) == ("MatterReserved", matter.target, matter.selector, holder.address)
    assert tuple(promised) == matter.abi()
    assert tuple(partnership.partnership.reserved_matters()[0]) == replace(matter, limit=1).abi()


def test_the_constitutional_class_decides_on_promises(partnership: Partnership, holder: LocalAccount) -> None:
    own = partnership.partnership
    for data in (
        own.reserve_matter.prepare_calldata(Matter(holder=holder.address).abi()),
        own.give_matter_notice.prepare_calldata(ETHER, PLAIN, holder.address, bytes(32)),
        own.set_floor.prepare_calldata((ETHER, 1, holder.address, 0, 0)),
        own.give_floor_notice.prepare_calldata(ETHER, holder.address),
        own.set_end_conditions.prepare_calldata(ETHER, 0, b"done".ljust(32, b"\0")),
    ):
        assert own.class_of(own.address, data) == CONSTITUTIONAL
        with refused(partnership, "rules: only constitutional"), by_vote(partnership):
            own.map_action(own.address, data[:4], ORDINARY)
    assert STRICT.execution_window == 14 * DAY


def test_t123_what_is_reserved_in_the_same_proposal_binds_it_already_before(
    payments: Partnership, holder: LocalAccount
) -> None:
    """All actions are looked at before any of them runs: none of them changes what the others are asked."""
    own = payments.partnership
    notice = (own.address, 0, own.give_matter_notice.prepare_calldata(ETHER, PLAIN, holder.address, bytes(32)))
    actions = [notice, pay_call(SUPPLIER, 7)]
    made = boa.env.timestamp
    proposal = payments.propose(actions)
    payments.open_voting(proposal)
    payments.vote(proposal)
    travel_to(own.proposalEta(proposal))
    assert boa.env.timestamp < made + SILENT
    with refused(payments, "matters: its holder has time"):
        payments.execute(actions)


def test_t124_nobody_looks_at_an_action_but_an_execution(payments: Partnership, outsider: str) -> None:
    """Else a stranger could use a limit up."""
    own = payments.partnership
    proposal, _ = passed(payments, [pay_call(SUPPLIER, 7)])
    for id in (0, proposal):
        with refused(payments, "matters: only in an execution"), boa.env.prank(outsider):
            own.look_at(id, SUPPLIER, 7, b"")
    receiver = mock("ReenteringReceiver")
    second, made = passed(payments, [pay_call(receiver.address, 7)], "second")
    receiver.arm(own.address, own.look_at.prepare_calldata(second, SUPPLIER, 7, b""))
    travel_to(made + SILENT + 1)
    payments.execute([pay_call(receiver.address, 7)], "second")
    assert (receiver.calls(), receiver.successes()) == (1, 0)


def test_a_no_said_before_anything_was_reserved_is_said_again_to_count(partnership: Partnership, eastport: str) -> None:
    boa.env.set_balance(partnership.partnership.address, 100)
    made = boa.env.timestamp
    proposal = partnership.propose([pay_call(SUPPLIER, 7)])
    say(partnership, proposal, False, eastport)
    reserve(partnership, Matter(holder=eastport))
    say(partnership, proposal, False, eastport)
    with refused(partnership, "consents: said before"):
        say(partnership, proposal, False, eastport)
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    travel_to(made + SILENT + 2 * DAY)
    with refused(partnership, "matters: its holder refuses"):
        partnership.execute([pay_call(SUPPLIER, 7)])


def test_a_no_counts_for_who_got_the_duty_since(govern: Govern, eastport: str, southbank: str) -> None:
    venture = steering(govern)
    with by_vote(venture):
        venture.membership.set_role(eastport, 0, 0)
    proposal, _ = passed(venture, [pay_call(SUPPLIER, 7)])
    say(venture, proposal, False, eastport)
    say(venture, proposal, False, southbank)
    assert venture.partnership.steering_answers(proposal) == (0, 1)
    with by_vote(venture):
        venture.membership.set_role(eastport, STEERING, 0)
    say(venture, proposal, False, eastport)
    assert venture.partnership.steering_answers(proposal) == (0, 2)
    with by_vote(venture):
        venture.membership.set_role(eastport, 0, 0)
    with refused(venture, "consents: said before"):
        say(venture, proposal, False, eastport)
    assert venture.partnership.steering_answers(proposal) == (0, 2)


@pytest.mark.parametrize("then", [True, False])
def test_t122_a_steering_seat_that_moves_counts_once(
    govern: Govern, eastport: str, southbank: str, new: str, then: bool
) -> None:
    """What the account says that has the seat now counts instead of what the one before said."""
    venture = steering(govern)
    proposal, _ = passed(venture, [pay_call(SUPPLIER, 7)])
    say(venture, proposal, True, eastport)
    move(venture, eastport, new)
    say(venture, proposal, then, new)
    assert venture.partnership.steering_answers(proposal) == ((1, 0) if then else (0, 1))
    with refused(venture, "matters: its holder has time"):
        venture.execute([pay_call(SUPPLIER, 7)])


def test_t127_a_matter_of_a_link_waits_for_its_sponsor(
    partnership: Partnership, holder: LocalAccount, outsider: str
) -> None:
    """Nobody takes it off before the sponsor has agreed; until then, and after the link, it binds nobody."""
    own, escrow = partnership.partnership, partnership.escrow
    terms = LinkTerms(holder.address)
    tag = int.from_bytes(offer(partnership, terms)[:3])
    reserve(partnership, Matter(holder=holder.address, link=tag))
    with refused(partnership, "matters: not its holder"), boa.env.prank(outsider):
        own.end_matter(ETHER, PLAIN, holder.address, bytes(32))
    boa.env.set_balance(own.address, 1_000)
    partnership.decide([pay_call(SUPPLIER, 7)], "before")
    agree(partnership, terms)
    passed(partnership, [pay_call(SUPPLIER, 7)], "while it runs")
    with refused(partnership, "matters: its holder has time"):
        partnership.execute([pay_call(SUPPLIER, 7)], "while it runs")
    with boa.env.prank(holder.address):
        escrow.waive_link(tag)
    partnership.execute([pay_call(SUPPLIER, 7)], "while it runs")


def test_t121_windows_are_long_enough_for_links_to_come(govern: Govern, holder: LocalAccount) -> None:
    venture = govern(LAX)
    tag = int.from_bytes(offer(venture, LinkTerms(holder.address))[:3])
    matter = Matter(mock("ActionTarget").address, b"abcd", holder=holder.address, days=90, link=tag)
    with refused(venture, "matters: window too short"), by_vote(venture):
        venture.partnership.reserve_matter(matter.abi())

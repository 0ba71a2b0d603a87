"""Ways in that somebody would try first: promises that lock each other, holders that are gone, calls that come back,
ends that come in the middle of something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, House, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, IN_FORCE, ORDINARY, SUCCEEDED, WINDING_UP
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.promises import ARGUMENT, TRANSFER, Mandate, Matter, act, give, reserve
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import by_vote, leave, pay_call, say, wind_up

SUPPLIER = "0x" + "51" * 20
SILENT = 10 * DAY
WAITS = "matters: its holder has time"


@pytest.fixture
def venture(house: House, founders: list[LocalAccount]) -> Partnership:
    """With 1,000 wei, and classes that wait long enough for ten days of silence."""
    rules = [(CONSTITUTIONAL, replace(STRICT, execution_window=30 * DAY)), (ORDINARY, LAX)]
    made = house.spin_up(founders, WEIGHTS, UNITS, rules=rules)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, 1_000)
    return made


def own_call(venture: Partnership, name: str, *arguments: object) -> Action:
    own = venture.partnership
    return (own.address, 0, getattr(own, name).prepare_calldata(*arguments))


def refuse_all(venture: Partnership, action: Action, text: str, *holders: str) -> int:
    """Puts it to the vote, and has every one of these refuse it; to where it could be executed."""
    proposal = venture.pass_proposal([action], text)
    for holder in holders:
        say(venture, proposal, False, holder)
    return proposal


# --- promises that would lock each other ---


def test_t128_what_changes_rules_and_what_reserves_may_be_reserved_and_ends_all_the_same(
    venture: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    """Two holders, who refuse whatever they can: neither the rules nor their own promises can be changed by a vote, but
    notice of both is given, and then they can."""
    one, other = key("one").address, key("other").address
    longer = own_call(venture, "set_rule", ORDINARY, replace(LAX, voting_period=4 * DAY).abi())
    more = own_call(venture, "reserve_matter", Matter(holder=one).abi())
    rules = Matter(longer[0], longer[2][:4], holder=one, notice_days=20)
    itself = Matter(more[0], more[2][:4], holder=other, notice_days=20)
    reserve(venture, rules)
    reserve(venture, itself)
    for action, holder in ((longer, one), (more, other)):
        refuse_all(venture, action, f"refused by {holder}", holder)
        travel_to(boa.env.timestamp + SILENT)
        with refused(venture, "matters: its holder refuses"):
            venture.execute([action], f"refused by {holder}")
    notices = [
        own_call(venture, "give_matter_notice", matter.target, matter.selector, matter.holder, bytes(32))
        for matter in (rules, itself)
    ]
    proposal = venture.pass_proposal(notices, "notice of both")
    for holder in (one, other):
        say(venture, proposal, False, holder)
    venture.execute(notices, "notice of both")
    travel_to(boa.env.timestamp + 20 * DAY + 1)
    venture.decide([longer, more], "at last")
    assert venture.partnership.rule(ORDINARY).voting_period == 4 * DAY


# --- holders that are gone ---


@pytest.mark.parametrize("gone", ["left", "ended"])
def test_t129_a_holder_that_is_gone_is_asked_as_before_and_its_silence_is_consent(
    venture: Partnership, house: House, founders: list[LocalAccount], eastport: str, gone: str
) -> None:
    if gone == "left":
        holder = eastport
        reserve(venture, Matter(holder=holder))
        leave(venture, eastport)
    else:
        other = house.spin_up(founders, WEIGHTS, UNITS, salt=b"holder".ljust(32))
        other.accept_all()
        holder = other.partnership.address
        reserve(venture, Matter(holder=holder))
        wind_up(other)
    voters = [venture.founders[0].address, venture.founders[2].address]
    made = boa.env.timestamp
    for text in ("silence", "a no"):
        proposal = venture.propose([pay_call(SUPPLIER, 1)], text)
        venture.open_voting(proposal)
        venture.vote(proposal, by=voters)
        travel_to(venture.partnership.proposalEta(proposal))
        if text == "a no":
            say(venture, proposal, False, holder)
            with refused(venture, "matters: its holder refuses"):
                venture.execute([pay_call(SUPPLIER, 1)], text)
            continue
        travel_to(made + SILENT)
        with refused(venture, WAITS):
            venture.execute([pay_call(SUPPLIER, 1)], text)
        travel_to(made + SILENT + 1)
        venture.execute([pay_call(SUPPLIER, 1)], text)
    assert ether_of(SUPPLIER) == 1


# --- calls that come back ---


def test_t130_a_token_that_calls_back_finds_the_lock_closed_and_the_limit_used(
    venture: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    """It holds a mandate itself, and is told to use that, to execute, and to change what is promised."""
    own, clerk, token = venture.partnership, key("clerk").address, mock("CallbackToken")
    token.mint(own.address, 1_000)
    payer = give(venture, Mandate(holder=token.address))
    sender = give(venture, Mandate(token.address, TRANSFER, clerk, counted=ARGUMENT + 1, maximum=100))
    bill = [pay_call(SUPPLIER, 5)]
    venture.pass_proposal(bill, "a bill")
    columns = [[action[place] for action in bill] for place in range(3)]
    calls = [
        own.act.prepare_calldata(payer, SUPPLIER, 7, b""),
        own.resign_mandate.prepare_calldata(payer),
        own.execute.prepare_calldata(*columns, boa.eval('keccak256("a bill")')),
        own.run_watched.prepare_calldata(SUPPLIER, 7, b""),
    ]
    for number, call in enumerate(calls):
        token.arm(call, False)
        act(venture, sender, token.address, 0, token.transfer.prepare_calldata(SUPPLIER, 10), by=clerk)
        assert token.calls() == 2 * (number + 1)
    assert token.successes() == 0
    assert token.balanceOf(SUPPLIER) == 40
    assert own.mandate_of(sender).left == 60
    assert ether_of(SUPPLIER) == 0
    act(venture, payer, SUPPLIER, 7, by=token.address)  # outside of its own transfers it may, as was decided


# --- ends that come in the middle of something ---


def test_t131_a_payment_or_a_donation_that_reaches_the_end_goes_through_and_ends_nothing(
    venture: Partnership, customer: str, outsider: str
) -> None:
    own = venture.partnership
    with by_vote(venture):
        own.set_end_conditions(ETHER, 1_000, bytes(32))
    with boa.env.prank(customer):
        venture.escrow.pay(ETHER, 999, bytes(32), value=999)
    with boa.env.prank(outsider):
        boa.env.execute_code(to_address=venture.escrow.address, sender=outsider, value=1)
        venture.escrow.distribute(ETHER)
    assert own.phase() == IN_FORCE
    venture.decide([pay_call(SUPPLIER, 10)], "a bill")  # as long as nobody begins
    with boa.env.prank(outsider):
        own.wind_up_at_end()
    assert own.phase() == WINDING_UP
    assert ether_of(SUPPLIER) == 10


def test_t132_what_waits_to_be_executed_when_it_ends_finds_what_is_kept_and_no_more(
    venture: Partnership, key: Callable[[str], LocalAccount], outsider: str
) -> None:
    """Also a mandate, and a promise that is being made: after the end none of them does anything."""
    own, clerk = venture.partnership, key("clerk").address
    payer = give(venture, Mandate(holder=clerk))
    with by_vote(venture):
        own.set_end_conditions(ETHER, 0, b"done".ljust(32, b"\0"))
        own.reach_milestone(b"done".ljust(32, b"\0"))
    queued = {
        "a bill": pay_call(SUPPLIER, 10),
        "a promise": own_call(venture, "reserve_matter", Matter(holder=clerk).abi()),
        "a mandate": own_call(venture, "give_mandate", replace(Mandate(holder=clerk), ends=2**33).abi(), []),
    }
    proposals = [venture.propose([action], text) for text, action in queued.items()]
    venture.open_voting(proposals[-1])
    for proposal in proposals:
        venture.vote(proposal)
    travel_to(max(own.proposalEta(proposal) for proposal in proposals))
    assert [own.state(proposal) for proposal in proposals] == [SUCCEEDED] * 3
    with boa.env.prank(outsider):
        own.wind_up_at_end()
    assert ether_of(own.address) == 0
    reasons = ["governor: action failed", "membership: not in force", "membership: not in force"]
    for (text, action), reason in zip(queued.items(), reasons, strict=True):
        with refused(venture, reason):
            venture.execute([action], text)
    assert own.reserved_matters() == []
    assert own.mandate_count() == payer
    with refused(venture, "membership: not in force"):
        act(venture, payer, SUPPLIER, 1, by=clerk)
    assert venture.escrow.owed(ETHER) == 1_000

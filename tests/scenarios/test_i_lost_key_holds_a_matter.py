"""A lost key holds a reserved matter: it delays what is reserved by ten days, and blocks nothing."""

from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, HOUR, ORDINARY
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.promises import Matter
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import pay_call, say, silence

SUPPLIER = "0x" + "51" * 20
WAITS = "matters: its holder has time"


@pytest.fixture
def quay(house: House, founders: list[LocalAccount], eastport: str) -> Partnership:
    """By vote every payment of ether is reserved to eastport, who has ten days to answer; then it loses its key."""
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, replace(LAX, voting_delay=HOUR, execution_window=30 * DAY)))
    made = house.spin_up(founders, WEIGHTS, UNITS, rules=rules)
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    boa.env.set_balance(made.partnership.address, 1_000)
    matter = Matter(holder=eastport, days=10, notice_days=90)
    own = made.partnership
    decide(made, [(own.address, 0, own.reserve_matter.prepare_calldata(matter.abi()))], "reserved")
    return made


def decide(venture: Partnership, actions: list[tuple[str, int, bytes]], text: str) -> int:
    """Without eastport, to the execution."""
    proposal = put(venture, actions, text)
    venture.execute(actions, text)
    return proposal


def put(venture: Partnership, actions: list[tuple[str, int, bytes]], text: str) -> int:
    """Without eastport; to where it could be executed if nothing were reserved."""
    proposal = venture.propose(actions, text)
    venture.open_voting(proposal)
    venture.vote(proposal, by=[venture.founders[0].address, venture.founders[2].address])
    travel_to(venture.partnership.proposalEta(proposal))
    return proposal


def test_t121_t129_ten_days_of_silence_and_it_is_paid(quay: Partnership) -> None:
    made = boa.env.timestamp
    put(quay, [pay_call(SUPPLIER, 300)], "a bill")
    with refused(quay, WAITS):
        quay.execute([pay_call(SUPPLIER, 300)], "a bill")
    travel_to(made + 10 * DAY)
    with refused(quay, WAITS):
        quay.execute([pay_call(SUPPLIER, 300)], "a bill")
    travel_to(made + 10 * DAY + 1)
    quay.execute([pay_call(SUPPLIER, 300)], "a bill")
    assert (ether_of(SUPPLIER), ether_of(quay.partnership.address)) == (300, 700)


def test_what_is_not_reserved_does_not_wait_for_it(quay: Partnership, outsider: str) -> None:
    decide(quay, [quay.admit_call(outsider, 5, 5)], "a partner")
    decide(quay, [(quay.escrow.address, 0, quay.escrow.set_reserve.prepare_calldata(100))], "a reserve")


def test_it_can_be_ended_without_asking_it(quay: Partnership, eastport: str) -> None:
    """By notice, after which anybody takes it off; and the next bill is paid at once."""
    own = quay.partnership
    matter = (ETHER, bytes(4), eastport, bytes(32))
    decide(quay, [(own.address, 0, own.give_matter_notice.prepare_calldata(*matter))], "no more")
    ends = boa.env.timestamp + 90 * DAY
    travel_to(ends - 4 * DAY - 2 * HOUR)
    put(quay, [pay_call(SUPPLIER, 1)], "a bill")
    travel_to(ends)
    with refused(quay, WAITS):
        quay.execute([pay_call(SUPPLIER, 1)], "a bill")
    travel_to(ends + 1)
    quay.execute([pay_call(SUPPLIER, 1)], "a bill")
    own.end_matter(*matter)
    assert own.reserved_matters() == []


def test_a_holder_that_lapsed_delays_no_more_than_before(quay: Partnership, eastport: str, northwind: str) -> None:
    silence(quay, eastport, northwind)
    boa.env.time_travel(seconds=1)
    made = boa.env.timestamp
    put(quay, [pay_call(SUPPLIER, 1)], "a bill")
    travel_to(made + 10 * DAY)
    with refused(quay, WAITS):
        quay.execute([pay_call(SUPPLIER, 1)], "a bill")
    travel_to(made + 10 * DAY + 1)
    quay.execute([pay_call(SUPPLIER, 1)], "a bill")


def test_the_new_key_of_its_seat_answers_in_its_place(
    quay: Partnership, eastport: str, northwind: str, new: str
) -> None:
    members = quay.membership
    silence(quay, eastport, northwind)
    boa.env.time_travel(seconds=1)
    decide(quay, [(members.address, 0, members.recover_seat.prepare_calldata(eastport, new))], "a new key")
    travel_to(int(members.seat_offer(eastport)[1]))
    agreed = tuple(members.seat_conditions(eastport))
    with boa.env.prank(new):
        members.take_seat(eastport, agreed)
    proposal = put(quay, [pay_call(SUPPLIER, 1)], "a bill")
    with refused(quay, WAITS):
        quay.execute([pay_call(SUPPLIER, 1)], "a bill")
    with boa.env.prank(eastport), boa.reverts("consents: holds no seat"):
        quay.partnership.consent(proposal, False)
    say(quay, proposal, True, new)
    quay.execute([pay_call(SUPPLIER, 1)], "a bill")
    assert ether_of(SUPPLIER) == 1

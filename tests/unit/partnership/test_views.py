"""Weight now and in the past, clocks and constants, and calls that are none of a Partnership's functions."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import DAY, ETHER, HOUR
from tests.kit.refusals import refused
from tests.kit.rules import LAX
from tests.kit.verbs import accept, by_vote, invite, pay_call


def test_constants_are_those_of_a_governor_on_a_clock_of_seconds(partnership: Partnership) -> None:
    governor = partnership.partnership
    assert governor.name() == "Polypact Partnership"
    assert governor.version() == "1"
    assert governor.clock() == boa.env.timestamp
    assert governor.CLOCK_MODE() == "mode=timestamp"
    assert governor.COUNTING_MODE() == "support=bravo&quorum=for,abstain"
    assert (governor.votingDelay(), governor.votingPeriod()) == (HOUR, 3 * DAY)
    assert governor.proposalThreshold() == 0
    assert governor.proposalNeedsQueuing(1) is False


def test_weight_is_known_for_every_second_of_the_past(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """A change counts from the second after it; asking for now or later is refused."""
    governor, voter = partnership.partnership, founders[0].address
    changes = {}
    for number in range(12):
        boa.env.time_travel(seconds=60)
        with by_vote(partnership):
            partnership.membership.set_shares(voter, 100 + number, 500)
        changes[boa.env.timestamp] = 100 + number
    boa.env.time_travel(seconds=60)
    before = 50
    for moment, weight in changes.items():
        assert governor.getVotes(voter, moment) == before
        assert governor.getVotes(voter, moment + 1) == weight
        assert governor.getVotesWithParams(voter, moment + 1, b"anything") == weight
        assert governor.getPastTotalSupply(moment) == before + 50
        assert governor.getPastTotalSupply(moment + 59) == weight + 50
        assert governor.quorum(moment + 1) == -(-(weight + 50) * 3_000 // 10_000)
        before = weight
    assert (governor.weight_of(voter), governor.total()) == (111, 161)


def test_weight_is_nothing_before_the_partnership_was_in_force(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    accept(forming, founders[0].address)
    boa.env.time_travel(seconds=HOUR)
    for founder in founders[1:]:
        accept(forming, founder.address)
    since = forming.partnership.in_force_since()
    assert since == boa.env.timestamp
    boa.env.time_travel(seconds=10)
    for moment in (0, since - HOUR, since - 1):
        assert forming.partnership.getVotes(founders[0].address, moment) == 0
        assert forming.partnership.getPastTotalSupply(moment) == 0
        assert forming.partnership.quorum(moment) == 0
    assert forming.partnership.getVotes(founders[2].address, since + 1) == 20
    assert forming.partnership.getPastTotalSupply(since + 1) == 100


def test_changes_in_the_same_second_leave_one_checkpoint(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    governor, now = partnership.partnership, boa.env.timestamp
    with by_vote(partnership):
        for weight in (51, 70, 80, 90):
            partnership.membership.set_shares(founders[0].address, weight, 500)
    boa.env.time_travel(seconds=5)
    assert governor.getVotes(founders[0].address, now) == 50
    assert governor.getVotes(founders[0].address, now + 1) == 90
    assert governor.getPastTotalSupply(now) == 100
    assert governor.getPastTotalSupply(now + 1) == 140


@pytest.mark.parametrize("ahead", [0, 1, 2**48])
def test_reverts_when_asked_for_the_future(partnership: Partnership, ahead: int) -> None:
    governor, moment = partnership.partnership, boa.env.timestamp + ahead
    someone = partnership.founders[0].address
    for ask in (
        lambda: governor.getVotes(someone, moment),
        lambda: governor.getVotesWithParams(someone, moment, b""),
        lambda: governor.getPastTotalSupply(moment),
        lambda: governor.quorum(moment),
    ):
        with refused(partnership, "governor: future lookup"):
            ask()
    assert governor.getVotes(someone, boa.env.timestamp - 1) == 50


def test_an_outsider_has_nothing(partnership: Partnership, outsider: str) -> None:
    governor = partnership.partnership
    assert governor.getVotes(outsider, boa.env.timestamp - 1) == 0
    assert governor.weight_of(outsider) == 0
    assert governor.nonces(outsider) == 0
    assert not governor.has_standing(outsider)


def test_an_invited_account_has_no_standing(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    assert not partnership.partnership.has_standing(outsider)


def test_queue_reverts_always(partnership: Partnership, outsider: str) -> None:
    partnership.propose([pay_call(outsider)])
    with refused(partnership, "governor: no queue step"):
        partnership.partnership.queue(*columns([pay_call(outsider)]), bytes(32))


def test_takes_plain_ether(partnership: Partnership, customer: str) -> None:
    boa.env.raw_call(partnership.partnership.address, value=9, sender=customer)
    assert boa.env.get_balance(partnership.partnership.address) == 9


def test_reverts_when_the_function_is_unknown(partnership: Partnership) -> None:
    for data in (b"\x01", b"\x01\x02\x03", b"\x01\x02\x03\x04", b"\x00" * 4, b"\xff" * 100):
        with refused(partnership, "partnership: no such function"):
            boa.env.raw_call(partnership.partnership.address, data=data)


def test_reverts_when_ether_comes_with_a_function_that_takes_none(partnership: Partnership, customer: str) -> None:
    """Every part refuses it, as the Partnership's own functions do."""
    governor = partnership.partnership
    of_each_part = (
        governor.castVote.prepare_calldata(1, 1),
        governor.leave.prepare_calldata(),
        governor.accept.prepare_calldata(governor.offer_of(customer)),
        governor.set_rule.prepare_calldata(8, LAX.abi()),
        governor.admit.prepare_calldata(customer, 1, 1, 1, DAY),
        governor.facets.prepare_calldata(),
        governor.total.prepare_calldata(),
        governor.name_representative.prepare_calldata(customer),
        governor.object.prepare_calldata(1, ""),
    )
    for data in of_each_part:
        with refused(partnership, None):
            boa.env.raw_call(partnership.partnership.address, data=data, value=1, sender=customer)


def test_t09_winds_down_to_the_convener_when_the_formation_failed(
    forming: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    governor = forming.partnership
    boa.env.set_balance(governor.address, 10**18)
    travel_to(forming.membership.formation_deadline())
    with refused(forming, "treasury: still a partnership"):
        governor.wind_down(ETHER)
    boa.env.time_travel(seconds=1)
    before = boa.env.get_balance(founders[0].address)
    with boa.env.prank(outsider):
        assert governor.wind_down(ETHER) == 10**18
    assert events(governor) == [
        (
            governor.address,
            "WoundDown",
            {"token": ETHER, "beneficiary": founders[0].address, "amount": 10**18},
        )
    ]
    assert boa.env.get_balance(founders[0].address) == before + 10**18
    with refused(forming, "treasury: nothing left"):
        governor.wind_down(ETHER)


def test_t09_contributors_take_their_money_back_when_the_formation_failed(forming: Partnership, customer: str) -> None:
    with boa.env.prank(customer):
        forming.escrow.contribute(ETHER, 500, value=500)
    travel_to(forming.membership.formation_deadline() + 1)
    with refused(forming, "escrow: nothing left"):
        forming.escrow.wind_down(ETHER)
    before = boa.env.get_balance(customer)
    forming.escrow.reclaim(ETHER, customer)
    assert boa.env.get_balance(customer) == before + 500


def test_wind_down_reverts_when_the_partnership_is_in_force(partnership: Partnership) -> None:
    boa.env.set_balance(partnership.partnership.address, 5)
    with refused(partnership, "treasury: still a partnership"):
        partnership.partnership.wind_down(ETHER)

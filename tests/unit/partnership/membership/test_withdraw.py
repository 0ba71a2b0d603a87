"""Partnership.withdraw: a founder goes back while others still have to accept, with all it contributed."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, DAY, ETHER, FOR_EVER, FORMING, IN_FORCE, INVITED, PROPOSER
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import refused
from tests.kit.signatures import acceptance, sign
from tests.kit.verbs import accept, by_vote

MUCH = 900  # wei that the first founder contributes


@pytest.fixture
def first(founders: list[LocalAccount]) -> LocalAccount:
    """The first founder: weight 50, units 500."""
    return founders[0]


def contribute(venture: Partnership, founder: str, amount: int = MUCH) -> None:
    with boa.env.prank(founder):
        venture.escrow.contribute(ETHER, amount, value=amount)


def withdraw(venture: Partnership, founder: str, *tokens: str) -> None:
    with boa.env.prank(founder):
        venture.membership.withdraw(list(tokens))


def test_takes_back_its_acceptance_and_all_it_contributed(forming: Partnership, first: LocalAccount) -> None:
    contribute(forming, first.address)
    accept(forming, first.address)
    before = boa.env.get_balance(first.address)
    withdraw(forming, first.address, ETHER)
    members = forming.membership
    told = [entry[1:] for entry in events(members) if entry[0] == members.address]
    assert told == [
        ("DelegateVotesChanged", {"delegate": first.address, "previousVotes": 50, "newVotes": 0}),
        ("FounderWithdrew", {"partner": first.address}),
    ]
    assert boa.env.get_balance(first.address) == before + MUCH
    assert forming.escrow.contribution_of(ETHER, first.address) == 0
    assert (forming.partnership.total(), forming.escrow.total_units(), members.members()) == (0, 0, 0)
    record = members.partner(first.address)
    assert tuple(record)[:9] == (first.address, 0, INVITED, 50, 500, PROPOSER, 0, 0, 2)
    assert members.phase() == FORMING


def test_comes_into_force_only_when_it_has_accepted_again(
    forming: Partnership, founders: list[LocalAccount], first: LocalAccount
) -> None:
    accept(forming, first.address)
    accept(forming, founders[1].address)
    withdraw(forming, first.address)
    accept(forming, founders[2].address)
    assert forming.membership.phase() == FORMING
    accept(forming, first.address)
    assert forming.membership.phase() == IN_FORCE
    assert (forming.partnership.total(), forming.escrow.total_units()) == (100, 1_000)
    assert forming.membership.partner(first.address)[2:5] == (ACTIVE, 50, 500)


@pytest.mark.parametrize("accepted", [False, True])
def test_what_it_signed_before_is_good_no_more(forming: Partnership, first: LocalAccount, accepted: bool) -> None:
    """Else somebody would bring the partnership into force without its capital."""
    kept = [sign(first, acceptance(forming, first.address, FOR_EVER, nonce=nonce, joins=True)) for nonce in (0, 1)]
    if accepted:
        forming.membership.accept_by_sig(first.address, FOR_EVER, kept[0])
    contribute(forming, first.address)
    withdraw(forming, first.address, ETHER)
    for signature in kept[: 2 if accepted else 1]:
        with refused(forming, "terms: signature not by partner"):
            forming.membership.accept_by_sig(first.address, FOR_EVER, signature)


def test_reverts_when_something_of_it_would_be_left(forming: Partnership, first: LocalAccount) -> None:
    """The acceptance alone is not taken back: the others count on the capital."""
    boa.env.set_balance(first.address, 10**18)
    before = boa.env.get_balance(first.address)
    contribute(forming, first.address)
    accept(forming, first.address)
    with refused(forming, "escrow: name all its tokens"):
        withdraw(forming, first.address)
    withdraw(forming, first.address, ETHER, ETHER)  # named twice, paid once
    assert boa.env.get_balance(first.address) == before


def test_reverts_when_it_is_in_force_or_has_failed(
    forming: Partnership, founders: list[LocalAccount], first: LocalAccount
) -> None:
    with boa.env.anchor():
        travel_to(forming.membership.formation_deadline() + 1)
        with refused(forming, "founding: not forming"):
            withdraw(forming, first.address)
    forming.accept_all()
    for founder in founders:  # in the very second, too
        with refused(forming, "founding: not forming"):
            withdraw(forming, founder.address)


def test_reverts_for_who_is_no_founder(forming: Partnership, outsider: str) -> None:
    with refused(forming, "roster: not on the roster"):
        withdraw(forming, outsider)


def test_t41_no_vote_takes_contributions_out(partnership: Partnership, founders: list[LocalAccount]) -> None:
    data = partnership.escrow.withdraw_contributions.prepare_calldata(founders[0].address, [ETHER])
    with refused(partnership, "governor: not by vote"):
        partnership.propose([(partnership.escrow.address, 0, data)])
    with by_vote(partnership), refused(partnership, "escrow: in force"):
        partnership.escrow.withdraw_contributions(founders[0].address, [ETHER])


# --- what the config says ---


def test_is_bound_until_the_date_of_the_config_to_the_second(
    house: House, founders: list[LocalAccount], first: LocalAccount
) -> None:
    until = boa.env.timestamp + 3 * DAY
    venture = house.spin_up(founders, WEIGHTS, UNITS, bound_until=until)
    contribute(venture, first.address)
    accept(venture, first.address)
    travel_to(until)
    with refused(venture, "founding: founders are bound"):
        withdraw(venture, first.address, ETHER)
    travel_to(until + 1)
    withdraw(venture, first.address, ETHER)
    assert venture.membership.partner(first.address)[2] == INVITED


def test_nobody_is_bound_beyond_the_formation(house: House, founders: list[LocalAccount]) -> None:
    deadline = boa.env.timestamp + 7 * DAY
    house.spin_up(founders, WEIGHTS, UNITS, deadline=deadline, bound_until=deadline)
    with boa.reverts("founding: bound too long"):
        house.spin_up(founders, WEIGHTS, UNITS, salt=b"\1" * 32, deadline=deadline, bound_until=deadline + 1)


def owing(house: House, founders: list[LocalAccount], amount: int = MUCH) -> Partnership:
    return house.spin_up(founders, WEIGHTS, UNITS, required=[(founders[0].address, ETHER, amount)])


def test_accepts_only_with_what_the_config_asks_it_to_contribute(
    house: House, founders: list[LocalAccount], first: LocalAccount
) -> None:
    venture = owing(house, founders)
    accept(venture, founders[1].address)  # the others owe nothing
    signature = sign(first, acceptance(venture, first.address, FOR_EVER))
    contribute(venture, first.address, MUCH - 1)
    with refused(venture, "founding: contribute first"):
        accept(venture, first.address)
    with refused(venture, "founding: contribute first"):
        venture.membership.accept_by_sig(first.address, FOR_EVER, signature)
    contribute(venture, first.address, 1)
    venture.membership.accept_by_sig(first.address, FOR_EVER, signature)
    assert venture.membership.partner(first.address)[2] == ACTIVE


def test_owes_it_again_when_it_has_withdrawn(house: House, founders: list[LocalAccount], first: LocalAccount) -> None:
    venture = owing(house, founders)
    contribute(venture, first.address)
    accept(venture, first.address)
    withdraw(venture, first.address, ETHER)
    with refused(venture, "founding: contribute first"):
        accept(venture, first.address)
    contribute(venture, first.address)
    venture.accept_all()
    assert venture.membership.phase() == IN_FORCE


Wrong = Callable[[str, str], list[tuple[str, str, int]]]


@pytest.mark.parametrize(
    ("required", "reason"),
    [
        (lambda founder, other: [(founder, ETHER, 0)], "founding: nothing to contribute"),
        (lambda founder, other: [(founder, ETHER, 1), (founder, ETHER, 2)], "founding: founder given twice"),
        (lambda founder, other: [(other, ETHER, 1)], "roster: not on the roster"),
    ],
)
def test_reverts_when_a_requirement_makes_no_sense(
    house: House, founders: list[LocalAccount], outsider: str, required: Wrong, reason: str
) -> None:
    with boa.reverts(reason):
        house.spin_up(founders, WEIGHTS, UNITS, required=required(founders[0].address, outsider))


def test_t89_the_sum_of_all_weights_is_the_total_from_the_first_second_in_force(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    """The last founder's acceptance, `release` and `propose` in one second: its weight is in the snapshot."""
    for founder in founders[:2]:
        accept(forming, founder.address)
    boa.env.time_travel(seconds=60)
    accept(forming, founders[2].address)
    since = forming.partnership.in_force_since()
    boa.env.time_travel(seconds=5)
    governor = forming.partnership
    for moment, total in ((since - 1, 0), (since, 100), (since + 1, 100)):
        assert governor.getPastTotalSupply(moment) == total
        assert sum(governor.getPastVotes(founder.address, moment) for founder in founders) == total

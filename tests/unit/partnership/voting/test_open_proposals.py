"""How many proposals one may have open: where silence passes, and in every class once there were 2**20."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import slot_of
from tests.kit.house import Govern, Partnership, columns
from tests.kit.numbers import AGAINST, CANCELED, CONSTITUTIONAL, DEFEATED, DUAL, LAZY, MAJORITY, ORDINARY, UNANIMOUS
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.verbs import by_vote, move, pay_call, propose_as, represent

SILENT = Rule(mode=LAZY, quorum_bps=3_000)
EARLY = Rule(mode=LAZY, quorum_bps=3_000, early_decision=True)
MODES = {
    MAJORITY: Rule(),
    DUAL: Rule(mode=DUAL, seat_approval_bps=5_000),
    LAZY: SILENT,
    UNANIMOUS: Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000),
}
TOO_MANY = "governor: too many open"
BOUND = 6
MANY = 2**20
PAYEE = "0x" + "51" * 20
PAY = [pay_call(PAYEE)]


@pytest.fixture
def venture(govern: Govern) -> Partnership:
    """Ordinary proposals pass by silence."""
    return govern(SILENT)


def fill(venture: Partnership, partner: str, name: str = "", by: str | None = None) -> list[int]:
    """As many proposals of `partner` as it may have open, made by itself or by its representative `by`."""
    made = []
    for number in range(BOUND):
        text = f"{name or partner} {number}"
        if by is None:
            made.append(venture.propose(PAY, text, by=partner))
        else:
            made.append(propose_as(venture, partner, PAY, text, by=by))
    return made


def cancel(venture: Partnership, text: str, by: str) -> None:
    with boa.env.prank(by):
        venture.partnership.cancel(*columns(PAY), keccak(text=text))


def count_to(venture: Partnership, proposals: int) -> None:
    """Has so many proposals been made before: the number is written straight into the docket's word."""
    address, slot = venture.partnership.address, slot_of("Partnership", "docket", "_word")
    counted = (2**24 - 1) << 96
    boa.env.set_storage(address, slot, boa.env.get_storage(address, slot) & ~counted | proposals << 96)
    assert venture.partnership.proposal_count() == proposals


def test_t15_reverts_when_six_are_open(venture: Partnership, northwind: str, eastport: str) -> None:
    fill(venture, northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "a seventh", by=northwind)
    with refused(venture, TOO_MANY):
        propose_as(venture, northwind, PAY, "a seventh")
    fill(venture, eastport)  # everybody has its own
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "a seventh", by=eastport)


def test_t15_an_entry_is_free_in_the_second_after_the_deadline(venture: Partnership, northwind: str) -> None:
    made = []
    for number in range(BOUND):
        made.append(venture.propose(PAY, str(number), by=northwind))
        boa.env.time_travel(seconds=10)
    for number, proposal in enumerate(made):
        travel_to(venture.partnership.proposalDeadline(proposal))
        with refused(venture, TOO_MANY):
            venture.propose(PAY, f"instead of {number}", by=northwind)
        boa.env.time_travel(seconds=1)
        venture.propose(PAY, f"instead of {number}", by=northwind)
        with refused(venture, TOO_MANY):
            venture.propose(PAY, "one more", by=northwind)


@pytest.mark.parametrize("first", ["partner", "representative"])
def test_t15_a_partner_and_its_representative_do_not_use_up_each_others(
    venture: Partnership, northwind: str, outsider: str, first: str
) -> None:
    represent(venture, northwind, outsider)
    for who in ("partner", "representative") if first == "partner" else ("representative", "partner"):
        by = outsider if who == "representative" else None
        fill(venture, northwind, who, by)
        with refused(venture, TOO_MANY):
            propose_as(venture, northwind, PAY, "a seventh", by=by)
    # Who is cancelled for decides which is free, whoever does it.
    cancel(venture, "representative 3", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "mine", by=northwind)
    propose_as(venture, northwind, PAY, "its", by=outsider)
    cancel(venture, "partner 0", by=outsider)
    with refused(venture, TOO_MANY):
        propose_as(venture, northwind, PAY, "its second", by=outsider)
    venture.propose(PAY, "mine", by=northwind)


def test_t15_another_representative_makes_no_room(
    venture: Partnership, northwind: str, outsider: str, customer: str
) -> None:
    represent(venture, northwind, outsider)
    fill(venture, northwind, by=outsider)
    represent(venture, northwind, customer)
    with refused(venture, TOO_MANY):
        propose_as(venture, northwind, PAY, "a seventh", by=customer)


def test_t15_moving_makes_no_room(venture: Partnership, eastport: str, new: str) -> None:
    fill(venture, eastport)
    move(venture, eastport, new)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "a seventh", by=new)
    cancel(venture, f"{eastport} 5", by=new)
    venture.propose(PAY, "a seventh", by=new)


def test_cancelling_frees_one_entry(venture: Partnership, northwind: str) -> None:
    fill(venture, northwind, "number")
    for number in (2, 0, 5):
        cancel(venture, f"number {number}", by=northwind)
        venture.propose(PAY, f"instead of {number}", by=northwind)
        with refused(venture, TOO_MANY):
            venture.propose(PAY, "one more", by=northwind)


def test_t15_an_early_decision_frees_one_entry(govern: Govern, northwind: str, eastport: str) -> None:
    venture = govern(EARLY)
    made = fill(venture, northwind)
    venture.open_voting(made[3])
    venture.vote(made[3], AGAINST, by=[northwind])  # 50 of 100, and 30 would do
    assert venture.partnership.proposalDeadline(made[3]) == boa.env.timestamp
    venture.propose(PAY, "instead", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)
    boa.env.time_travel(seconds=1)
    assert venture.partnership.state(made[3]) == DEFEATED
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)


def test_t15_cancelling_in_the_second_of_an_early_decision_frees_nothing_twice(govern: Govern, northwind: str) -> None:
    venture = govern(EARLY)
    made = fill(venture, northwind, "number")
    venture.open_voting(made[3])
    venture.vote(made[3], AGAINST, by=[northwind])
    cancel(venture, "number 3", by=northwind)
    assert venture.partnership.state(made[3]) == CANCELED
    venture.propose(PAY, "instead", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)


@pytest.mark.parametrize("mode", [MAJORITY, DUAL, UNANIMOUS])
def test_is_not_bounded_where_somebody_has_to_vote(govern: Govern, northwind: str, outsider: str, mode: int) -> None:
    venture = govern(MODES[mode])
    represent(venture, northwind, outsider)
    for number in range(2 * BOUND):
        venture.propose(PAY, f"mine {number}", by=northwind)
        propose_as(venture, northwind, PAY, f"its {number}", by=outsider)
    cancel(venture, "mine 0", by=northwind)


def test_constitutional_proposals_are_not_bounded_where_ordinary_ones_pass_by_silence(
    venture: Partnership, northwind: str
) -> None:
    fill(venture, northwind)
    strict = (venture.partnership.address, 0, venture.partnership.name_class.prepare_calldata(8, b"x" * 32))
    for number in range(2 * BOUND):
        assert venture.partnership.proposal_class(venture.propose([strict], str(number))) == CONSTITUTIONAL


def test_t15_keeps_the_rule_it_was_made_under(venture: Partnership, northwind: str) -> None:
    """A new rule neither frees what is open nor counts what was made under it."""
    governor = venture.partnership
    fill(venture, northwind, "silent")
    with by_vote(venture):
        governor.set_rule(ORDINARY, Rule().abi())
    fill(venture, northwind, "loud")
    with by_vote(venture):
        governor.set_rule(ORDINARY, SILENT.abi())
    cancel(venture, "loud 0", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)
    cancel(venture, "silent 0", by=northwind)
    venture.propose(PAY, "one more", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "yet one more", by=northwind)


# --- once there were very many ---


@pytest.mark.parametrize("mode", MODES)
def test_t15_is_bounded_in_every_class_once_there_were_very_many(
    govern: Govern, northwind: str, eastport: str, outsider: str, mode: int
) -> None:
    """Nobody can use up the numbers that are left."""
    venture = govern(MODES[mode])
    represent(venture, northwind, outsider)
    count_to(venture, MANY)
    fill(venture, northwind, "mine")
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "a seventh", by=northwind)
    fill(venture, northwind, "its", by=outsider)
    with refused(venture, TOO_MANY):
        propose_as(venture, northwind, PAY, "a seventh", by=outsider)
    fill(venture, eastport)
    cancel(venture, "mine 4", by=northwind)
    last = venture.propose(PAY, "instead", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)
    travel_to(venture.partnership.proposalDeadline(last) + 1)
    fill(venture, northwind, "later")


def test_t15_constitutional_proposals_are_bounded_then_too(venture: Partnership, northwind: str) -> None:
    count_to(venture, MANY)
    strict = (venture.partnership.address, 0, venture.partnership.name_class.prepare_calldata(8, b"x" * 32))
    for number in range(BOUND):
        venture.propose([strict], str(number), by=northwind)
    for actions in ([strict], PAY):  # one bound for all classes
        with refused(venture, TOO_MANY):
            venture.propose(actions, "a seventh", by=northwind)


def test_what_was_made_before_does_not_count(partnership: Partnership, northwind: str) -> None:
    count_to(partnership, MANY - BOUND)
    fill(partnership, northwind, "before")
    assert partnership.partnership.proposal_count() == MANY
    cancel(partnership, "before 0", by=northwind)
    fill(partnership, northwind, "from now on")
    cancel(partnership, "before 1", by=northwind)
    with refused(partnership, TOO_MANY):
        partnership.propose(PAY, "one more", by=northwind)


def test_an_early_decision_frees_one_entry_then_too(govern: Govern, northwind: str) -> None:
    venture = govern(Rule(early_decision=True))
    count_to(venture, MANY)
    made = fill(venture, northwind)
    venture.open_voting(made[0])
    venture.vote(made[0])
    assert venture.partnership.proposalDeadline(made[0]) == boa.env.timestamp
    venture.propose(PAY, "instead", by=northwind)
    with refused(venture, TOO_MANY):
        venture.propose(PAY, "one more", by=northwind)


def test_reverts_when_the_numbers_are_used_up(
    govern: Govern, founders: list[LocalAccount], northwind: str, outsider: str
) -> None:
    for rule in MODES.values():
        venture = govern(rule)
        represent(venture, northwind, outsider)
        count_to(venture, 2**22 - 2)
        venture.propose(PAY, "the last")
        for call in (
            lambda venture=venture: venture.propose(PAY, "one more", by=founders[1].address),
            lambda venture=venture: propose_as(venture, northwind, PAY, "one more", by=outsider),
        ):
            with refused(venture, "governor: too many proposals"):
                call()

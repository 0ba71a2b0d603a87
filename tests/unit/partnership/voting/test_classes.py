"""Which class decides on what: constitutional, everyday, and several of them in one proposal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.chain.abi import interface
from tests.kit.house import WIDE, Action, Govern, House, Partnership
from tests.kit.numbers import (
    AGAINST,
    CONSTITUTIONAL,
    DAY,
    DUAL,
    EVERYDAY,
    FOR,
    HOUR,
    LAZY,
    NOBODY,
    ORDINARY,
    RECOVERY,
    UNANIMOUS,
)
from tests.kit.refusals import refused, reverts
from tests.kit.rules import LAX, STRICT, Rule
from tests.kit.verbs import by_vote, pay_call, represent, vote_as

APART = "governor: classes do not go together"
ALL = Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000)

# What changes the deal of all, or how it is decided.
OF_THE_CONSTITUTION = {
    "Partnership": {
        "amend_terms",
        "set_rule",
        "map_action",
        "name_class",
        "set_objector",
        "wind_up",
        "set_end_conditions",
        "reserve_matter",
        "give_matter_notice",
        "set_floor",
        "give_floor_notice",
    },
    "RevenueEscrow": {
        "set_sponsor",
        "set_reserve",
        "set_recoupment",
        "offer_link",
        "withdraw_offer",
        "give_link_notice",
        "buy_out_link",
        "count_income",
    },
}
# They follow the roster and the treasury, and no vote does them.
PUSHED = {"set_units", "move_units", "enter_force", "withdraw_contributions", "credit", "liquidate"}


def own(venture: Partnership, function: str, *arguments: Any) -> Action:
    """An action on the partnership itself."""
    return (venture.partnership.address, 0, getattr(venture.partnership, function).prepare_calldata(*arguments))


@pytest.mark.parametrize("account", OF_THE_CONSTITUTION)
def test_every_function_of_the_own_contracts_has_its_class(partnership: Partnership, account: str) -> None:
    """By the selectors that the contracts really have: a function that takes something new must keep its class."""
    governor = partnership.partnership
    address = governor.address if account == "Partnership" else partnership.escrow.address
    found: dict[int, set[str]] = {}
    for selector, entry in interface(account).selectors.items():
        if account == "RevenueEscrow" and entry["name"] in PUSHED:
            with refused(partnership, "governor: not by vote"):
                governor.class_of(address, selector)
        else:
            found.setdefault(governor.class_of(address, selector), set()).add(entry["name"])
    assert found[CONSTITUTIONAL] == OF_THE_CONSTITUTION[account]
    assert set(found) == {CONSTITUTIONAL, EVERYDAY}


def test_everyday_matters_go_by_the_constitutional_rule_until_they_have_their_own(
    partnership: Partnership, outsider: str
) -> None:
    governor = partnership.partnership
    assert governor.rule(EVERYDAY) == STRICT.abi()
    before = partnership.propose([partnership.admit_call(outsider, 1, 1)], "before")
    assert governor.proposal_class(before) == EVERYDAY
    assert governor.proposal_rule(before) == STRICT.abi()
    assert governor.proposal_tally(before).everyday is True
    changed = replace(STRICT, approval_bps=8_000)
    with by_vote(partnership):
        governor.set_rule(CONSTITUTIONAL, changed.abi())
    assert governor.rule(EVERYDAY) == changed.abi()
    assert governor.proposal_rule(before) == STRICT.abi()  # the rule it began with
    with by_vote(partnership):
        governor.set_rule(EVERYDAY, LAX.abi())
        governor.set_rule(CONSTITUTIONAL, STRICT.abi())
    after = partnership.propose([partnership.admit_call(outsider, 1, 1)], "after")
    assert governor.rule(EVERYDAY) == LAX.abi()
    assert (governor.proposal_class(after), governor.proposal_rule(after)) == (EVERYDAY, LAX.abi())
    assert governor.proposal_tally(after).everyday is False
    assert governor.proposal_rule(before) == STRICT.abi()
    assert governor.proposal_class(before) == EVERYDAY


@pytest.mark.parametrize("order", [(CONSTITUTIONAL, EVERYDAY, ORDINARY), (EVERYDAY, ORDINARY, CONSTITUTIONAL)])
def test_everyday_class_may_have_its_rule_from_the_beginning(
    house: House, founders: list[LocalAccount], outsider: str, order: tuple[int, ...]
) -> None:
    """In the founding config, before or after the constitutional one."""
    book = {CONSTITUTIONAL: STRICT, EVERYDAY: LAX, ORDINARY: Rule()}
    venture = house.spin_up(founders, [1, 1, 1], [1, 1, 1], rules=[(number, book[number]) for number in order])
    venture.accept_all()
    proposal = venture.propose([venture.admit_call(outsider, 1, 1)])
    assert venture.partnership.proposal_rule(proposal) == LAX.abi()
    assert venture.partnership.rule(CONSTITUTIONAL) == STRICT.abi()
    assert venture.partnership.proposal_class(proposal) == EVERYDAY


def test_an_everyday_rule_does_not_stand_in_for_the_constitutional_one(
    house: House, founders: list[LocalAccount]
) -> None:
    with reverts("rules: constitutional missing"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], rules=[(EVERYDAY, LAX), (ORDINARY, LAX)])


def test_what_is_everyday_is_no_constitutional_decision(partnership: Partnership, outsider: str) -> None:
    """An acceptance is bound to the number of those: only they end it."""
    members = partnership.membership

    def decisions() -> int:
        return int(members.offer_of(outsider).decisions)

    partnership.decide([partnership.admit_call(outsider, 1, 1)], "everyday")
    assert decisions() == 0
    partnership.decide([own(partnership, "name_class", 8, b"x" * 32)], "constitutional")
    assert decisions() == 1
    both = [own(partnership, "name_class", 8, b"y" * 32), partnership.admit_call(NOBODY[:-1] + "7", 1, 1)]
    partnership.decide(both, "both")
    assert decisions() == 2


@pytest.mark.parametrize("function", sorted(OF_THE_CONSTITUTION["Partnership"] | OF_THE_CONSTITUTION["RevenueEscrow"]))
def test_what_is_constitutional_stays_it_whatever_is_mapped(partnership: Partnership, function: str) -> None:
    governor, escrow = partnership.partnership, partnership.escrow
    account = "Partnership" if function in OF_THE_CONSTITUTION["Partnership"] else "RevenueEscrow"
    address = governor.address if account == "Partnership" else escrow.address
    selector = next(found for found, entry in interface(account).selectors.items() if entry["name"] == function)
    with by_vote(partnership):
        for number in (EVERYDAY, ORDINARY):
            with refused(partnership, "rules: only constitutional"):
                governor.map_action(address, selector, number)
        governor.map_action(address, selector, CONSTITUTIONAL)
        governor.map_action(partnership.founders[0].address, selector, ORDINARY)  # elsewhere it is something else
    assert governor.class_of(address, selector) == CONSTITUTIONAL


# --- bundling ---


def test_t86_a_payment_does_not_hide_behind_a_lost_key(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """[pay me, recover my seat] under a recovery rule with a low quorum, without recusal and objections."""
    payer = Rule(quorum_bps=6_000, recusal=True, objections=1, contested_bps=8_000)
    venture = govern(payer, others=[(RECOVERY, Rule(quorum_bps=2_000))])
    me = founders[2].address
    recover = own(venture, "recover_seat", me, outsider)
    for actions in ([pay_call(me, 100), recover], [recover, pay_call(me, 100)]):
        with refused(venture, APART):
            venture.propose(actions, by=me)
    assert venture.partnership.proposal_class(venture.propose([recover], by=me)) == RECOVERY


@pytest.mark.parametrize(
    ("change", "goes"),
    [
        ({}, True),
        ({"voting_delay": HOUR - 1}, False),
        ({"voting_delay": HOUR + 1}, True),
        ({"voting_period": 3 * DAY - 1}, False),
        ({"voting_period": 3 * DAY + 1}, True),
        ({"execution_delay": DAY - 1}, False),
        ({"execution_delay": DAY + 1}, True),
        ({"execution_window": 14 * DAY + 1}, False),
        ({"execution_window": 14 * DAY - 1}, True),
        ({"quorum_bps": 2_999}, False),
        ({"quorum_bps": 3_001}, True),
        ({"approval_bps": 5_999}, False),
        ({"approval_bps": 6_001}, True),
        ({"recusal": False}, False),
        ({"objections": 0}, False),
        ({"objections": 1}, True),
        ({"objections": 3}, False),
        ({"contested_bps": 7_999}, False),
        ({"contested_bps": 8_001}, True),
        ({"early_decision": True}, False),
        ({"extension": HOUR - 1}, False),
        ({"extension": HOUR + 1}, True),
        ({"mode": DUAL, "seat_approval_bps": 5_000}, True),
        ({"mode": LAZY, "recusal": False, "objections": 0, "contested_bps": 0}, False),
    ],
)
def test_t86_classes_go_together_when_the_strictest_is_as_strict_in_every_field(
    govern: Govern, outsider: str, supplier: str, change: dict[str, Any], goes: bool
) -> None:
    usual = Rule(approval_bps=6_000, recusal=True, objections=2, contested_bps=8_000, extension=HOUR)
    venture = govern(usual, others=[(3, replace(usual, **change))])
    with by_vote(venture):
        venture.partnership.map_action(outsider, b"\x11" * 4, 3)
    actions = [pay_call(supplier), (outsider, 0, b"\x11" * 4)]
    for number, order in enumerate((actions, actions[::-1])):
        if goes:
            assert venture.partnership.proposal_class(venture.propose(order, str(number))) == 3
        else:
            with refused(venture, APART):
                venture.propose(order, str(number))


@pytest.mark.parametrize(
    ("strict", "other", "goes"),
    [
        (ALL, Rule(recusal=True, contested_bps=8_000), True),
        (ALL, Rule(objections=1, contested_bps=8_000), False),  # a sponsor could object to the other
        (ALL, Rule(mode=LAZY, quorum_bps=1), True),
        (Rule(mode=LAZY, quorum_bps=2_000), Rule(mode=LAZY, quorum_bps=3_000), True),
        (Rule(mode=LAZY, quorum_bps=3_000), Rule(mode=LAZY, quorum_bps=2_000), False),
        (Rule(mode=LAZY, quorum_bps=1), Rule(), False),
        (Rule(quorum_bps=10_000, approval_bps=10_000), Rule(mode=LAZY, quorum_bps=1), False),
        (Rule(quorum_bps=10_000, approval_bps=10_000), ALL, False),
        (Rule(), Rule(mode=DUAL, seat_approval_bps=5_000), False),
        (Rule(early_decision=True), Rule(early_decision=True), True),
        (Rule(), Rule(early_decision=True), True),
    ],
)
def test_t86_modes_go_together_when_the_strictest_leaves_nobody_less_of_a_say(
    govern: Govern, outsider: str, supplier: str, strict: Rule, other: Rule, goes: bool
) -> None:
    venture = govern(other, others=[(3, strict), (RECOVERY, Rule())])
    with by_vote(venture):
        venture.partnership.map_action(outsider, b"\x11" * 4, 3)
    actions = [pay_call(supplier), (outsider, 0, b"\x11" * 4)]
    if goes:
        assert venture.partnership.proposal_class(venture.propose(actions)) == 3
    else:
        with refused(venture, APART):
            venture.propose(actions)


def test_t86_who_breaks_ties_breaks_none_for_a_class_that_names_nobody(
    govern: Govern, outsider: str, supplier: str, customer: str
) -> None:
    """Or that names somebody else, though the rules are alike in everything that stands in one word."""
    house = replace(Rule(), tie_breaker=customer)
    for other, goes in ((Rule(), False), (house, True), (replace(house, tie_breaker=supplier), False)):
        with boa.env.anchor():
            venture = govern(other, others=[(3, house)])
            with by_vote(venture):
                venture.partnership.map_action(outsider, b"\x11" * 4, 3)
            actions = [pay_call(outsider), (outsider, 0, b"\x11" * 4)]
            if goes:
                assert venture.propose(actions)
            else:
                with refused(venture, APART):
                    venture.propose(actions)


def test_t86_everyday_and_constitutional_go_together_while_they_have_one_rule(
    partnership: Partnership, outsider: str, supplier: str
) -> None:
    governor = partnership.partnership
    both = [partnership.admit_call(outsider, 1, 1), own(partnership, "name_class", 8, b"x" * 32)]
    together = partnership.propose(both, "one rule")
    assert governor.proposal_class(together) == CONSTITUTIONAL
    assert governor.proposal_tally(together).everyday is False
    with_money = partnership.propose([both[0], pay_call(supplier)], "and money")
    assert governor.proposal_class(with_money) == EVERYDAY
    with by_vote(partnership):
        governor.set_rule(EVERYDAY, replace(STRICT, quorum_bps=STRICT.quorum_bps + 1).abi())
    with refused(partnership, APART):
        partnership.propose(both, "two rules")


# --- who voted for it ---


@pytest.mark.parametrize("notice", [0, 60 * DAY])
def test_notes_who_votes_for_a_constitutional_decision_where_leaving_takes_notice(
    govern: Govern, founders: list[LocalAccount], outsider: str, supplier: str, notice: int
) -> None:
    venture = govern(Rule(), deal=replace(WIDE, notice_seconds=notice))
    governor = venture.partnership
    represent(venture, founders[2].address, outsider)
    proposal = venture.propose([own(venture, "name_class", 8, b"x" * 32)])
    venture.open_voting(proposal)
    venture.vote(proposal, FOR, by=[founders[0].address])
    venture.vote(proposal, AGAINST, by=[founders[1].address])
    vote_as(venture, founders[2].address, proposal, FOR, by=outsider)
    noted = notice != 0
    assert [governor.voted_for(proposal, f.address) for f in founders] == [noted, False, noted]
    venture.vote(proposal, AGAINST, by=[founders[2].address])  # it overrules its representative
    assert [governor.voted_for(proposal, f.address) for f in founders] == [noted, False, False]
    everyday = venture.propose([venture.admit_call(supplier, 1, 1)], "everyday")
    plain = venture.propose([pay_call(supplier)], "money")
    for other in (everyday, plain):
        venture.open_voting(other)
        venture.vote(other)
        assert not any(governor.voted_for(other, f.address) for f in founders)
    assert governor.voted_for(proposal, outsider) is False


def test_map_action_takes_the_everyday_class_before_it_has_a_rule(partnership: Partnership, outsider: str) -> None:
    governor = partnership.partnership
    with by_vote(partnership):
        governor.map_action(outsider, b"\x11" * 4, EVERYDAY)
        with reverts("rules: class has no rule"):
            governor.map_action(outsider, b"\x11" * 4, 3)
    proposal = partnership.propose([(outsider, 0, b"\x11" * 4)])
    assert (governor.proposal_class(proposal), governor.proposal_rule(proposal)) == (EVERYDAY, STRICT.abi())

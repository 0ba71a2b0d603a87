"""The rules a partnership decides by: set_rule, map_action, rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, DAY, DUAL, HOUR, LAZY, ORDINARY, UNANIMOUS
from tests.kit.refusals import refused, reverts
from tests.kit.rules import LAX, STRICT, Rule
from tests.kit.verbs import by_vote, pay_call

UNANIMITY = {"mode": UNANIMOUS, "quorum_bps": 10_000, "approval_bps": 10_000}
LEAST = Rule(0, 60, 0, 600, 0, 5_000)
MOST = Rule(30 * DAY, 90 * DAY, 90 * DAY, 365 * DAY, 10_000, 10_000)
FULLEST = Rule(30 * DAY, 90 * DAY, 90 * DAY, 365 * DAY, 10_000, 8_999, 10_000, DUAL, True, True, 255, 9_000)
NARROW = Rule(0, 60, HOUR, 600, 0, 5_000, 5_000, DUAL, False, True, 1, 5_001)
SHY = Rule(mode=LAZY, quorum_bps=1, early_decision=True)
ALL = Rule(**UNANIMITY, early_decision=True)


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        *((number, rule) for number in (0, 8, 15) for rule in (LEAST, MOST, LAX, FULLEST, NARROW)),
        *((number, rule) for number in (8, 15) for rule in (SHY, ALL)),
    ],
)
def test_replaces_the_rule_when_decided_by_vote(partnership: Partnership, number: int, rule: Rule) -> None:
    governor = partnership.partnership
    partnership.decide([(governor.address, 0, governor.set_rule.prepare_calldata(number, rule.abi()))])
    version = 1 if number == 15 else 2
    assert [log[1:] for log in events(governor)[1:]] == [
        ("RuleSet", {"decision_class": number, "version": version, "rule": list(rule.abi())})
    ]
    assert governor.rule(number) == rule.abi()
    other = CONSTITUTIONAL if number else ORDINARY
    assert governor.rule(other) == (STRICT if other == CONSTITUTIONAL else LAX).abi()


def test_times_new_proposals_when_the_ordinary_rule_was_replaced(partnership: Partnership, outsider: str) -> None:
    governor = partnership.partnership
    with by_vote(partnership):
        governor.set_rule(ORDINARY, LEAST.abi())
    assert (governor.votingDelay(), governor.votingPeriod()) == (0, 60)
    proposal = partnership.propose([pay_call(outsider)])
    assert governor.proposalSnapshot(proposal) == boa.env.timestamp
    assert governor.proposalDeadline(proposal) == boa.env.timestamp + 60
    assert governor.proposalEta(proposal) == boa.env.timestamp + 61


BAD = [
    ({"voting_delay": 30 * DAY + 1}, "rules: voting delay too long"),
    ({"voting_period": 59}, "rules: voting period too short"),
    ({"voting_period": 90 * DAY + 1}, "rules: voting period too long"),
    ({"execution_delay": 90 * DAY + 1}, "rules: execution delay too long"),
    ({"execution_window": 599}, "rules: window too short"),
    ({"execution_window": 365 * DAY + 1}, "rules: window too long"),
    ({"quorum_bps": 10_001}, "rules: quorum above 100%"),
    ({"approval_bps": 4_999}, "rules: approval below half"),
    ({"approval_bps": 10_001}, "rules: approval above 100%"),
    ({"mode": 4}, "rules: unknown mode"),
    ({"mode": 2**256 - 1}, "rules: unknown mode"),
    ({"seat_approval_bps": 1}, "rules: mode counts no seats"),
    ({"mode": LAZY, "seat_approval_bps": 1}, "rules: mode counts no seats"),
    ({"mode": UNANIMOUS, "seat_approval_bps": 5_000}, "rules: mode counts no seats"),
    ({"mode": DUAL}, "rules: seats below half"),
    ({"mode": DUAL, "seat_approval_bps": 4_999}, "rules: seats below half"),
    ({"mode": DUAL, "seat_approval_bps": 10_001}, "rules: seats above 100%"),
    ({"mode": LAZY, "quorum_bps": 0}, "rules: no bar for objections"),
    ({"mode": UNANIMOUS, "approval_bps": 10_000}, "rules: unanimity is 100%"),
    ({"mode": UNANIMOUS, "quorum_bps": 10_000}, "rules: unanimity is 100%"),
    ({"mode": LAZY, "objections": 1}, "rules: mode has no objections"),
    ({**UNANIMITY, "objections": 1, "contested_bps": 9_000}, "rules: mode has no objections"),
    ({"objections": 256, "contested_bps": 9_000}, "rules: too many objections"),
    ({"objections": 2**256 - 1, "contested_bps": 9_000}, "rules: too many objections"),
    ({"objections": 1, "contested_bps": 9_000, "execution_delay": HOUR - 1}, "rules: no time to object"),
    ({"objections": 1}, "rules: contested not above approval"),
    ({"recusal": True}, "rules: contested not above approval"),
    ({"recusal": True, "contested_bps": 5_000}, "rules: contested not above approval"),
    ({"recusal": True, "contested_bps": 9_001}, "rules: contested above 90%"),
    ({"objections": 1, "contested_bps": 2**256 - 1}, "rules: contested above 90%"),
    ({"recusal": True, "approval_bps": 9_000, "contested_bps": 9_000}, "rules: contested not above approval"),
    ({"contested_bps": 6_000}, "rules: nothing to contest"),
    ({"mode": LAZY, "contested_bps": 6_000}, "rules: nothing to contest"),
    ({"mode": LAZY, "recusal": True, "contested_bps": 6_000}, "rules: mode has no recusal"),
    ({**UNANIMITY, "recusal": True, "contested_bps": 9_000}, "rules: mode has no recusal"),
    ({"voting_delay": 2**256 - 1}, "rules: voting delay too long"),
]


@pytest.mark.parametrize(("change", "reason"), BAD, ids=[f"{row[0]} {row[1]}" for row in BAD])
def test_reverts_when_the_rule_is_out_of_bounds(
    house: House, partnership: Partnership, founders: list[LocalAccount], change: dict[str, Any], reason: str
) -> None:
    bad = replace(LAX, **change)
    with by_vote(partnership), refused(partnership, reason):
        partnership.partnership.set_rule(ORDINARY, bad.abi())
    with reverts(reason):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], rules=((0, STRICT), (8, bad)))


def test_reverts_when_there_is_no_such_class(partnership: Partnership) -> None:
    with by_vote(partnership), refused(partnership, "rules: no such class"):
        partnership.partnership.set_rule(16, LAX.abi())
    with refused(partnership, "rules: class has no rule"):
        partnership.partnership.rule(3)
    with refused(partnership, "rules: class has no rule"):
        partnership.partnership.rule(2**256 - 1)


def test_reverts_when_there_were_too_many_versions(partnership: Partnership) -> None:
    """4,095 of them; the version is written straight into the slot of the rule."""
    address = partnership.partnership.address
    slot = slot_at(slot_of("Partnership", "rules", "_words"), ORDINARY)
    word = boa.env.get_storage(address, slot)
    boa.env.set_storage(address, slot, word + (4_093 << 192))
    with by_vote(partnership):
        partnership.partnership.set_rule(ORDINARY, LAX.abi())
        assert [log[2]["version"] for log in events(partnership.partnership)] == [4_095]
        with refused(partnership, "rules: too many versions"):
            partnership.partnership.set_rule(ORDINARY, LAX.abi())


def test_maps_an_action_when_decided_by_vote(partnership: Partnership, outsider: str) -> None:
    governor = partnership.partnership
    call = governor.map_action.prepare_calldata(outsider, b"\x00" * 4, CONSTITUTIONAL)
    partnership.decide([(governor.address, 0, call)])
    assert [log[1:] for log in events(governor)[1:]] == [
        ("ActionMapped", {"target": outsider, "selector": b"\x00" * 4, "decision_class": CONSTITUTIONAL})
    ]
    assert governor.proposal_class(partnership.propose([pay_call(outsider)], "mapped")) == CONSTITUTIONAL
    other = partnership.propose([pay_call("0x" + "66" * 20)], "not mapped")
    assert governor.proposal_class(other) == ORDINARY
    with by_vote(partnership):
        governor.map_action(outsider, b"\x00" * 4, ORDINARY)
    assert governor.proposal_class(partnership.propose([pay_call(outsider)], "mapped back")) == ORDINARY


def test_map_action_reverts_when_the_class_has_no_rule(partnership: Partnership, outsider: str) -> None:
    for number in (1, 15, 16, 2**256 - 1):
        with by_vote(partnership), refused(partnership, "rules: class has no rule"):
            partnership.partnership.map_action(outsider, b"\x00" * 4, number)


def test_t24_reverts_when_not_by_vote(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    for caller in (outsider, founders[0].address, partnership.escrow.address):
        with boa.env.prank(caller):
            with refused(partnership, "partnership: only by vote"):
                partnership.partnership.set_rule(ORDINARY, LEAST.abi())
            with refused(partnership, "partnership: only by vote"):
                partnership.partnership.map_action(outsider, b"\x00" * 4, ORDINARY)

"""Partnership.name_class and class_name."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.refusals import refused
from tests.kit.rules import LAX, STRICT
from tests.kit.verbs import by_vote

NAME = b"Grundlegendes".ljust(32, b"\x00")


@pytest.mark.parametrize("number", [0, 7, 15])
def test_names_a_class_when_decided_by_vote(partnership: Partnership, number: int) -> None:
    governor = partnership.partnership
    partnership.decide([(governor.address, 0, governor.name_class.prepare_calldata(number, NAME))])
    assert events(governor)[1:] == [(governor.address, "ClassNamed", {"decision_class": number, "name": NAME})]
    assert governor.class_name(number) == NAME
    assert [governor.class_name(other) for other in range(16) if other != number] == [bytes(32)] * 15
    with by_vote(partnership):
        governor.name_class(number, b"\xff" * 32)
    assert governor.class_name(number) == b"\xff" * 32


def test_keeps_the_name_when_the_rule_is_replaced(partnership: Partnership) -> None:
    with by_vote(partnership):
        partnership.partnership.name_class(8, NAME)
        partnership.partnership.set_rule(8, STRICT.abi())
    assert partnership.partnership.class_name(8) == NAME


def test_takes_the_names_that_a_partnership_begins_with(house: House, founders: list[LocalAccount]) -> None:
    config = list(house.config(founders, [1, 1, 1], [1, 1, 1]))
    config[5] = [(0, NAME, STRICT.abi()), (8, bytes(32), LAX.abi())]
    venture = house.at(house.ecosystem.spin_up(tuple(config), bytes(32)), founders)
    assert [venture.partnership.class_name(number) for number in (0, 8)] == [NAME, bytes(32)]
    assert [log[1] for log in events(house.ecosystem)][:3] == ["RuleSet", "ClassNamed", "RuleSet"]


def test_reverts_when_there_is_no_such_class_or_name(partnership: Partnership) -> None:
    with by_vote(partnership):
        for number in (16, 2**256 - 1):
            with refused(partnership, "rules: no such class"):
                partnership.partnership.name_class(number, NAME)
        with refused(partnership, "rules: name is empty"):
            partnership.partnership.name_class(8, bytes(32))


def test_t24_reverts_when_not_by_vote(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor = partnership.partnership
    for caller in (outsider, founders[0].address, partnership.escrow.address):
        with boa.env.prank(caller):
            with refused(partnership, "partnership: only by vote"):
                governor.name_class(8, NAME)
            with refused(partnership, "partnership: only by vote"):
                governor.set_objector(outsider, 2**40)
            with refused(partnership, "partnership: only by vote"):
                governor.approve_message(bytes(32), 2**40)
            with refused(partnership, "partnership: only by vote"):
                governor.set_dao_uri("ipfs://x")
    assert governor.class_name(8) == bytes(32)
    assert governor.may_object_until(outsider) == 0
    assert governor.daoURI() == ""

from __future__ import annotations

from eth_utils import keccak

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.numbers import CONSTITUTIONAL, DAY, EVERYDAY, FOR
from tests.kit.rules import Rule
from tests.kit.verbs import by_vote, deal_in_force


def amend_call(venture: Partnership):
    data = venture.membership.amend_terms.prepare_calldata(
        keccak(b"terms 2"), "", 7 * DAY, deal_in_force(venture).abi(), []
    )
    return (venture.membership.address, 0, data)


def test_class_of_amend_terms_is_constitutional(partnership: Partnership) -> None:
    with by_vote(partnership):
        partnership.partnership.set_rule(EVERYDAY, Rule(quorum_bps=1, voting_delay=0, voting_period=60, execution_delay=0).abi())
    proposal = partnership.propose([amend_call(partnership)])
    snap = partnership.partnership.proposalSnapshot(proposal)
    assert partnership.partnership.proposalDeadline(proposal) - snap == 3 * DAY  # STRICT


def test_mapping_amend_terms_elsewhere_is_refused(partnership: Partnership) -> None:
    selector = amend_call(partnership)[2][:4]
    with by_vote(partnership), boa.reverts("rules: only constitutional"):
        partnership.partnership.map_action(partnership.membership.address, selector, 8)


def test_amending_counts_as_a_decision(partnership: Partnership) -> None:
    version = partnership.membership.current_terms().version
    partnership.decide([amend_call(partnership)])

"""No vote pushes units: what only joining, a change of shares, a seat that moves or leaving does in the escrow."""

from __future__ import annotations

from functools import partial

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import Partnership, columns
from tests.kit.numbers import CONSTITUTIONAL, ORDINARY, SUCCEEDED
from tests.kit.refusals import refused
from tests.kit.verbs import by_vote, pay_call, propose_as, ready


def pushes(venture: Partnership, partner: str, other: str) -> dict[str, bytes]:
    """The calls by which a partnership tells its escrow of partners."""
    escrow = venture.escrow
    return {
        "set_units": escrow.set_units.prepare_calldata(partner, 0),
        "move_units": escrow.move_units.prepare_calldata(partner, other),
        "enter_force": escrow.enter_force.prepare_calldata(),
    }


PUSHES = ("set_units", "move_units", "enter_force")


@pytest.mark.parametrize("cut", [None, 4], ids=["whole", "selector"])
@pytest.mark.parametrize("through", ["propose", "propose_as"])
@pytest.mark.parametrize("what", PUSHES)
def test_t35_a_proposal_that_would_push_units_is_refused(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, what: str, through: str, cut: int | None
) -> None:
    """Sweep what is owed: there is no way. A partner's units change by what changes its seat, and by nothing else."""
    how = partnership.propose if through == "propose" else partial(propose_as, partnership, founders[0].address)
    data = pushes(partnership, founders[1].address, supplier)[what][:cut]
    push = (partnership.escrow.address, 0, data)
    for actions in ([push], [pay_call(supplier), push, pay_call(supplier, 2)]):
        with refused(partnership, "governor: not by vote"):
            how(actions)
        with refused(partnership, "governor: not by vote"):
            partnership.partnership.class_of(push[0], data)
    how([(supplier, 0, data)])  # somewhere else it means nothing
    how([(partnership.escrow.address, 0, data[:3])], "another")  # nor does a call that is no function


@pytest.mark.parametrize("what", PUSHES)
def test_t35_a_push_stays_refused_when_it_was_given_a_class(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, what: str
) -> None:
    governor, escrow = partnership.partnership, partnership.escrow.address
    data = pushes(partnership, founders[1].address, supplier)[what]
    with by_vote(partnership):
        for number in (CONSTITUTIONAL, ORDINARY):
            governor.map_action(escrow, data[:4], number)
            with refused(partnership, "governor: not by vote"):
                governor.class_of(escrow, data)
    with refused(partnership, "governor: not by vote"):
        partnership.propose([(escrow, 0, data)])


@pytest.mark.parametrize("what", PUSHES)
def test_t35_a_push_is_refused_at_execution_too(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, what: str
) -> None:
    """Should one ever get onto the docket: here a proposal's word is written straight into its slot."""
    governor, ready_actions = partnership.partnership, [pay_call(supplier)]
    push = [(partnership.escrow.address, 0, pushes(partnership, founders[1].address, supplier)[what])]
    passed = ready(partnership, ready_actions)
    words = slot_of("Partnership", "proposals", "_words")
    word = boa.env.get_storage(governor.address, slot_at(words, passed))
    smuggled = governor.hashProposal(*columns(push), keccak(text="a proposal"))
    boa.env.set_storage(governor.address, slot_at(words, smuggled), word)
    assert governor.state(smuggled) == governor.state(passed) == SUCCEEDED
    units = [partnership.escrow.units_of(founder.address) for founder in founders]
    with refused(partnership, "governor: not by vote"):
        partnership.execute(push)
    assert [partnership.escrow.units_of(founder.address) for founder in founders] == units
    partnership.execute(ready_actions)

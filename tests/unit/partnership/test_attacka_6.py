from __future__ import annotations

from contextlib import suppress

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, EXPELLED, LEFT
from tests.kit.verbs import by_vote, leave, set_exit_terms

HEAVY = """
# pragma version 0.4.3
# An honest token whose transfers take some 150,000 gas, as those of rebasing or interest-bearing ones do.
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])
log_: HashMap[uint256, uint256]
count: uint256

@external
def mint(to: address, amount: uint256):
    self.balanceOf[to] += amount

@external
@view
def decimals() -> uint8:
    return 18

@external
def transfer(to: address, amount: uint256) -> bool:
    self.balanceOf[msg.sender] -= amount
    self.balanceOf[to] += amount
    for i: uint256 in range(6):
        self.count += 1
        self.log_[self.count] = amount
    return True
"""


def test_a6_what_is_owed_is_taken_in_the_execution_in_which_it_arises(
    partnership: Partnership, southbank: str, outsider: str
) -> None:
    venture = partnership
    set_exit_terms(venture, 0, 10_000)
    token = boa.loads(HEAVY)
    token.mint(venture.partnership.address, 10_000)
    with by_vote(venture):
        venture.escrow.list_token(token.address)
        venture.membership.expel(southbank)
    me = venture.membership.address
    actions = [
        (me, 0, venture.membership.end_notice.prepare_calldata(southbank)),
        (token.address, 0, token.transfer.prepare_calldata(outsider, 10_000)),
    ]
    venture.founders = venture.founders[:2]
    travel_to(int(venture.membership.partner(southbank).leaves_at) - 5 * DAY)
    leaves = int(venture.membership.partner(southbank).leaves_at)
    pid = venture.pass_proposal(actions)
    travel_to(max(leaves, int(venture.partnership.proposalEta(pid))))
    with suppress(boa.BoaError):
        venture.execute(actions)
    owed = venture.partnership.owed_to(token.address, southbank)[0]
    assert token.balanceOf(venture.partnership.address) >= owed


def test_a6_permit_is_signed_while_something_is_owed(partnership: Partnership, southbank: str) -> None:
    venture = partnership
    set_exit_terms(venture, 0, 10_000)
    token = boa.loads(HEAVY)
    token.mint(venture.partnership.address, 10_000)
    leave(venture, southbank, [token.address])
    assert venture.partnership.owed_to(token.address, southbank)[0] == 2_000
    venture.founders = venture.founders[:2]
    action = (venture.partnership.address, 0, venture.partnership.approve_message.prepare_calldata(b"p" * 32, 2**40 - 1))
    venture.pass_proposal([action])
    with boa.reverts("treasury: owed to who left"):
        venture.execute([action])

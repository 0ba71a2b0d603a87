from __future__ import annotations

import boa
import pytest

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, LEFT
from tests.kit.verbs import by_vote, leave, set_exit_terms

BURNER = """
# pragma version 0.4.3
# Behaves until `turn`; then every question costs 95,000 gas.
turned: public(bool)
held: public(HashMap[address, uint256])
wall: constant(uint256) = 2**100

@external
def turn():
    self.turned = True

@external
def mint(to: address, amount: uint256):
    self.held[to] += amount

@internal
@view
def _burn():
    if self.turned:
        for i: uint256 in range(100_000):
            if msg.gas < 6_000:
                break

@external
@view
def balanceOf(owner: address) -> uint256:
    self._burn()
    if self.turned:
        return wall
    return self.held[owner]

@external
@view
def decimals() -> uint8:
    self._burn()
    return 18

@external
@view
def totalSupply() -> uint256:
    return 10**18

@external
def transfer(to: address, amount: uint256) -> bool:
    if not self.turned:
        self.held[msg.sender] -= amount
        self.held[to] += amount
    return True
"""


def test_a5_a_listed_token_keeps_all_from_leaving(partnership: Partnership, southbank: str) -> None:
    one, other = mock("StubbornToken"), mock("StubbornToken")
    with by_vote(partnership):
        partnership.escrow.list_token(one.address)
        partnership.escrow.list_token(other.address)
    one.mint(partnership.escrow.address, 10)
    partnership.escrow.distribute(one.address)
    one.set_mood(128)
    other.set_mood(128)
    with boa.reverts("tokens: not enough gas"):
        leave(partnership, southbank)


@pytest.mark.parametrize("known,listed", [(8, 8), (12, 4), (1, 8)])
def test_a5_measure(partnership: Partnership, southbank: str, known: int, listed: int) -> None:
    set_exit_terms(partnership, 0, 10_000)
    boa.env.set_balance(partnership.partnership.address, 10_000)
    deployer = boa.loads_partial(BURNER)
    tokens = []
    for i in range(known):
        token = deployer.deploy()
        token.mint(partnership.escrow.address, 10 + i)
        with by_vote(partnership):
            partnership.escrow.know_token(token.address)
        tokens.append(token)
    for _ in range(listed):
        token = deployer.deploy()
        with by_vote(partnership):
            partnership.escrow.list_token(token.address)
        tokens.append(token)
    for token in tokens:
        token.turn()
    comp = boa.env.execute_code(to_address=partnership.membership.address, sender=southbank, data=partnership.membership.leave.prepare_calldata(), gas=2_000_000_000)
    print("GAS", known, listed, comp.get_gas_used(), comp.is_error, bytes(comp.output)[:100])

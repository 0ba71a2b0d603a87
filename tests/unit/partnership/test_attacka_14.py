from __future__ import annotations

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.numbers import DAY, ETHER, LEFT
from tests.kit.verbs import by_vote, leave, set_exit_terms

EVIL = """
# pragma version 0.4.3
turned: bool
treasury: address
escrow: address
given: uint256
n: uint256

@external
def turn(treasury: address, escrow: address):
    self.turned = True
    self.treasury = treasury
    self.escrow = escrow

@internal
@view
def _burn():
    if self.turned:
        for i: uint256 in range(100_000):
            if msg.gas < 4_500:
                break

@external
@view
def balanceOf(owner: address) -> uint256:
    b: uint256 = 0
    if owner == self.escrow:
        b = self.escrow.balance + self.given   # looks like ether
    else:
        b = 2**100
    self._burn()
    return b

@external
@view
def decimals() -> uint8:
    self._burn()
    return 18

@external
@view
def totalSupply() -> uint256:
    self._burn()
    return 10**18

@external
def transfer(to: address, amount: uint256) -> bool:
    if to == self.escrow:
        self.given += amount
    if self.turned and msg.sender == self.escrow:
        for i: uint256 in range(100_000):
            if msg.gas < 4_500:
                break
    elif self.turned:
        for i: uint256 in range(100_000):
            if msg.gas < 4_500:
                break
    return True
"""


@pytest.mark.parametrize("listed", [1, 2, 4, 8])
def test_a14_measure(partnership: Partnership, southbank: str, listed: int) -> None:
    set_exit_terms(partnership, 0, 10_000)
    boa.env.set_balance(partnership.partnership.address, 10_000)
    boa.env.set_balance(partnership.escrow.address, 10_000)
    deployer = boa.loads_partial(EVIL)
    tokens = []
    for _ in range(listed):
        token = deployer.deploy()
        with by_vote(partnership):
            partnership.escrow.list_token(token.address)
        tokens.append(token)
    for token in tokens:
        token.turn(partnership.partnership.address, partnership.escrow.address)
    comp = boa.env.execute_code(to_address=partnership.membership.address, sender=southbank, data=partnership.membership.leave.prepare_calldata(), gas=2_000_000_000)
    print("GAS", listed, comp.get_gas_used(), comp.is_error, bytes(comp.output)[:100])

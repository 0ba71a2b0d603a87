# pragma version 0.4.3
"""
@title Mock: a token that calls back whoever moves it
@license GNU Affero General Public License v3.0 only
@notice Once armed, it makes a call to the contract that asks for a transfer, before and after the money moves, by
        static call if wanted, and counts how many of these calls got through. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


MAX_DATA: constant(uint256) = 512

data: public(Bytes[MAX_DATA])
read_only: public(bool)
calls: public(uint256)
successes: public(uint256)


@deploy
def __init__():
    erc20.__init__(18)


@external
def arm(data: Bytes[MAX_DATA], read_only: bool):
    self.data = data
    self.read_only = read_only


@external
def transfer(to: address, amount: uint256) -> bool:
    self._move(msg.sender, to, amount)
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    erc20._spend(sender, amount)
    self._move(sender, to, amount)
    return True


@internal
def _move(sender: address, to: address, amount: uint256):
    self._call_back()
    erc20._move(sender, to, amount)
    self._call_back()


@internal
def _call_back():
    if len(self.data) == 0 or not msg.sender.is_contract:
        return
    success: bool = False
    if self.read_only:
        success = raw_call(msg.sender, self.data, is_static_call=True, revert_on_failure=False)
    else:
        success = raw_call(msg.sender, self.data, revert_on_failure=False)
    self.calls += 1
    if success:
        self.successes += 1

# pragma version 0.4.3
"""
@title Mock: a token that calls out in the middle of a transfer
@license GNU Affero General Public License v3.0 only
@notice As an ERC-777 token lets its holders do. Once armed, it makes one call before and one after the money moves,
        by static call if wanted, and records how the calls ended. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.balanceOf, erc20.decimals, erc20.mint, erc20.totalSupply)


MAX_DATA: constant(uint256) = 512

target: public(address)
data: public(Bytes[MAX_DATA])
read_only: public(bool)
calls: public(uint256)
successes: public(uint256)
answer: public(Bytes[MAX_DATA])  # of the newest call


@deploy
def __init__():
    erc20.__init__(18)


@external
def arm(target: address, data: Bytes[MAX_DATA], read_only: bool):
    """
    @notice Has every transfer call `target` with `data`; zero disarms.
    """
    self.target = target
    self.data = data
    self.read_only = read_only
    self.calls = 0
    self.successes = 0


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
    self._call_out()
    erc20._move(sender, to, amount)
    self._call_out()


@internal
def _call_out():
    if self.target == empty(address):
        return
    success: bool = False
    answer: Bytes[MAX_DATA] = b""
    if self.read_only:
        success, answer = raw_call(
            self.target, self.data, max_outsize=MAX_DATA, is_static_call=True, revert_on_failure=False
        )
    else:
        success, answer = raw_call(self.target, self.data, max_outsize=MAX_DATA, revert_on_failure=False)
    self.calls += 1
    if success:
        self.successes += 1
    self.answer = answer

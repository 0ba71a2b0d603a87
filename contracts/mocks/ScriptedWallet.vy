# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title A partner that is a program
@license GNU Affero General Public License v3.0 only
@notice For tests: it calls what it is told, and whenever it is called with `poke()` or paid, it makes the call that
        it was told beforehand and notes whether that went through, and why not.
"""

_target: address
_data: Bytes[4_096]

attempts: public(uint256)
succeeded: public(bool)
answer: public(Bytes[256])


@external
@payable
@reentrant  # comes back to itself
def __default__():
    self._attempt()


@external
@payable
@reentrant  # comes back to itself
def call(target: address, amount: uint256, data: Bytes[4_096]) -> Bytes[256]:
    return raw_call(target, data, value=amount, max_outsize=256)


@external
@payable
@reentrant  # comes back to itself
def call_and_poke(target: address, data: Bytes[4_096]):
    """
    @notice Two calls in one transaction: what is told now, then what was told beforehand.
    """
    raw_call(target, data)
    self._attempt()


@external
@reentrant  # told in the middle of a call
def plan(target: address, data: Bytes[4_096]):
    self._target = target
    self._data = data


@external
@payable
@reentrant  # comes back to itself
def poke():
    self._attempt()


@internal
def _attempt():
    if self._target == empty(address):
        return
    self.attempts += 1
    success: bool = False
    answer: Bytes[256] = b""
    success, answer = raw_call(self._target, self._data, max_outsize=256, revert_on_failure=False)
    self.succeeded = success
    self.answer = answer

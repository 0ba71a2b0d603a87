# pragma version 0.4.3
"""
@title Mock: a receiver that calls back when it is paid
@license GNU Affero General Public License v3.0 only
@notice Once armed, it makes one call for every ether it receives and records how the call ended. For tests only.
"""


MAX_DATA: constant(uint256) = 1_024

target: public(address)
data: public(Bytes[MAX_DATA])
calls: public(uint256)
successes: public(uint256)


@external
@payable
def __default__():
    if self.target == empty(address):
        return
    self.calls += 1
    success: bool = raw_call(self.target, self.data, revert_on_failure=False)
    if success:
        self.successes += 1


@external
def arm(target: address, data: Bytes[MAX_DATA]):
    """
    @notice Has every payment to this contract call `target` with `data`; zero disarms.
    """
    self.target = target
    self.data = data


@external
@payable
def act(target: address, data: Bytes[MAX_DATA]):
    """
    @notice Calls `target` on behalf of this contract.
    """
    raw_call(target, data, value=msg.value)

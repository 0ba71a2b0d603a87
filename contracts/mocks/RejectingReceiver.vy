# pragma version 0.4.3
"""
@title Mock: a receiver that refuses ether
@license GNU Affero General Public License v3.0 only
@notice It can make calls, so it can be a partner. For tests only.
"""


@external
@payable
def __default__():
    raise "receiver: no ether, please"


@external
@payable
def act(target: address, data: Bytes[1_024]):
    """
    @notice Calls `target` on behalf of this contract.
    """
    raw_call(target, data, value=msg.value)

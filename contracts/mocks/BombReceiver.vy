# pragma version 0.4.3
"""
@title Mock: a receiver that answers with a huge blob
@license GNU Affero General Public License v3.0 only
@notice Copying the answer would cost the caller dearly. It can make calls, so it can be a partner. For tests only.
"""


WORDS: constant(uint256) = 8_192
SIZE: constant(uint256) = 32 * WORDS

reverts: public(bool)


@external
def set_reverts(reverts: bool):
    """
    @notice Whether the blob comes as the reason of a revert.
    """
    self.reverts = reverts


@external
@payable
@raw_return
def __default__() -> Bytes[SIZE]:
    blob: Bytes[SIZE] = abi_encode(empty(uint256[WORDS]))
    if self.reverts:
        raw_revert(blob)
    return blob


@external
@payable
def act(target: address, data: Bytes[1_024]):
    """
    @notice Calls `target` on behalf of this contract.
    """
    raw_call(target, data, value=msg.value)

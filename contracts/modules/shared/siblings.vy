# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Siblings
@license GNU Affero General Public License v3.0 only
@notice Where a partnership's escrow is. A partnership creates exactly one contract in its life, its RevenueEscrow, so the
        address follows from its own by the rule of CREATE: keccak256(rlp([creator, 1])), since the nonce of a contract
        begins with 1 (EIP-161). Nobody has to store or look it up.
"""

from contracts.modules.shared import bits


_PARTNERSHIP: constant(Bytes[4]) = method_id("partnership()")


@internal
@pure
def _escrow_of(partnership: address) -> address:
    # 0xd6: a list of 22 bytes; 0x94: a string of 20 bytes; a nonce below 0x80 stands for itself
    digest: bytes32 = keccak256(concat(0xd694, convert(partnership, bytes20), 0x01))
    return convert(convert(digest, uint256) & bits.MASK_160, address)


@internal
@view
def _partnership_of(escrow: address) -> address:
    """
    @notice Whose escrow it is, as it says itself; zero if that is not so.
    """
    success: bool = False
    answer: Bytes[32] = b""
    success, answer = raw_call(
        escrow, _PARTNERSHIP, max_outsize=32, gas=100_000, is_static_call=True, revert_on_failure=False
    )
    if not success or len(answer) != 32:
        return empty(address)
    partnership: address = convert(convert(answer, uint256) & bits.MASK_160, address)
    if self._escrow_of(partnership) != escrow:
        return empty(address)
    return partnership

# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Siblings
@license GNU Affero General Public License v3.0 only
@notice Where a partnership's two other contracts are. A partnership creates exactly two contracts in its life,
        its Membership and then its RevenueEscrow, so both addresses follow from its own by the rule of CREATE:
        keccak256(rlp([creator, nonce])) with nonces 1 and 2 (EIP-161). Nobody has to store or look them up.
"""


@internal
@pure
def _membership_of(partnership: address) -> address:
    return self._created_by(partnership, 0x01)


@internal
@pure
def _escrow_of(partnership: address) -> address:
    return self._created_by(partnership, 0x02)


@internal
@pure
def _created_by(creator: address, nonce: bytes1) -> address:
    # 0xd6: a list of 22 bytes; 0x94: a string of 20 bytes; a nonce below 0x80 stands for itself
    digest: bytes32 = keccak256(concat(0xd694, convert(creator, bytes20), nonce))
    return convert(convert(digest, uint256) & convert(max_value(uint160), uint256), address)

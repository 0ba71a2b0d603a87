# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Signatures of partners
@license GNU Affero General Public License v3.0 only
@notice Checks that an account signed an EIP-712 digest, whatever kind of account it is:
        - a key (EOA): 65 bytes {r, s, v}, or the 64 bytes of EIP-2098;
        - a key with delegated code (EIP-7702): the same, and failing that its code is asked as below;
        - a contract wallet (ERC-1271): whatever bytes its code wants, 2,080 of them at most,
          which is a Safe with 32 owners.
        High `s` values, wrong `v` values and unrecoverable signatures are refused by snekmate's `ecdsa`.
"""

from snekmate.utils import ecdsa


MAX_SIGNATURE: constant(uint256) = 2_080

_ERC1271_MAGIC: constant(bytes32) = 0x1626ba7e00000000000000000000000000000000000000000000000000000000
_IS_VALID_SIGNATURE: constant(bytes4) = 0x1626ba7e
_DELEGATION_PREFIX: constant(bytes3) = 0xef0100
_DELEGATION_SIZE: constant(uint256) = 23


@internal
@view
def _signed_by(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    """
    @notice Whether `account` signed `digest`.
    @dev Reverts with snekmate's reason where a key's signature is malformed.
    """
    if not account.is_contract:
        return self._signed_by_key(account, digest, signature)
    if self._is_delegated_key(account) and self._signed_by_key(account, digest, signature):
        return True
    return self._approved_by_contract(account, digest, signature)


@internal
@pure
def _signed_by_key(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    if len(signature) == 65:
        return ecdsa._recover_sig(digest, slice(signature, 0, 65)) == account
    if len(signature) == 64:
        return ecdsa._recover_sig(digest, slice(signature, 0, 64)) == account
    return False


@internal
@view
def _is_delegated_key(account: address) -> bool:
    if account.codesize != _DELEGATION_SIZE:
        return False
    return convert(slice(account.code, 0, 3), bytes3) == _DELEGATION_PREFIX


@internal
@view
def _approved_by_contract(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    # A static call with 32 bytes of room: the wallet can neither write nor fill our memory.
    success: bool = False
    answer: Bytes[32] = b""
    success, answer = raw_call(
        account,
        abi_encode(digest, signature, method_id=_IS_VALID_SIGNATURE),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    return success and len(answer) == 32 and convert(answer, bytes32) == _ERC1271_MAGIC

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
        A key's signature with a high `s`, a wrong `v` or none to recover is refused, with the reason of snekmate's
        `ecdsa`.
"""

from snekmate.utils import ecdsa


MAX_SIGNATURE: constant(uint256) = 2_080
SHORT_SIGNATURE: constant(uint256) = 64   # EIP-2098: the highest bit of `s` says which `v`

_MASK_255: constant(uint256) = 2**255 - 1

_ERC1271_MAGIC: constant(bytes32) = 0x1626ba7e00000000000000000000000000000000000000000000000000000000
_IS_VALID_SIGNATURE: constant(bytes4) = 0x1626ba7e


@internal
@view
def _signed_by(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    """
    @notice Whether `account` signed `digest`.
    @dev Reverts with snekmate's reason where a key's signature is malformed.
    """
    # Nearly every signature is a key's, and is found to be good without a look at the account's code (2,600 gas).
    if self._matches_key(account, digest, signature):
        return True
    if account.is_contract:
        return self._approved_by_contract(account, digest, signature)
    if len(signature) == 65:
        return ecdsa._recover_sig(digest, slice(signature, 0, 65)) == account
    if len(signature) == 64:
        return ecdsa._recover_sig(digest, slice(signature, 0, 64)) == account
    return False


@internal
@view
def _is_signed_by(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    """
    @notice The same, and False for a malformed signature, too.
    """
    if self._matches_key(account, digest, signature):
        return True
    return account.is_contract and self._approved_by_contract(account, digest, signature)


@internal
@pure
def _matches_key(account: address, digest: bytes32, signature: Bytes[MAX_SIGNATURE]) -> bool:
    """
    @notice Whether `signature` is one of the account's key; never reverts, as it may be in a wallet's own format.
    """
    if len(signature) < SHORT_SIGNATURE or len(signature) > SHORT_SIGNATURE + 1:
        return False
    r: uint256 = extract32(signature, 0, output_type=uint256)
    s: uint256 = extract32(signature, 32, output_type=uint256)
    if len(signature) == SHORT_SIGNATURE:
        return self._is_of_key(account, digest, r, s & _MASK_255, 27 + (s >> 255))
    return self._is_of_key(account, digest, r, s, convert(slice(signature, 64, 1), uint256))


@internal
@pure
def _is_of_key(account: address, digest: bytes32, r: uint256, s: uint256, v: uint256) -> bool:
    # The precompile accepts both values of `s`; we take the low one only, so that a signature has one form.
    if s > ecdsa._MALLEABILITY_THRESHOLD or account == empty(address):
        return False
    return ecrecover(digest, v, r, s) == account


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

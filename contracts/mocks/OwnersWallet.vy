# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title A wallet of many owners
@license GNU Affero General Public License v3.0 only
@notice For tests: like a Safe, it approves a digest (ERC-1271) if all of its owners signed it, 65 bytes each in the
        order of the owners, and any owner can make it call something.
"""

_MAGIC: constant(bytes4) = 0x1626ba7e

_owners: DynArray[address, 32]


@deploy
def __init__(owners: DynArray[address, 32]):
    self._owners = owners


@external
@payable
@reentrant  # takes ether at any time
def __default__():
    pass


@external
@payable
@reentrant  # may be the one that a call of its own comes back to
def call(target: address, amount: uint256, data: Bytes[4_096]):
    assert msg.sender in self._owners, "wallet: not an owner"
    raw_call(target, data, value=amount)


@external
@view
@reentrant  # asked while it makes a call
def isValidSignature(digest: bytes32, signature: Bytes[2_080]) -> bytes4:
    assert len(signature) == 65 * len(self._owners), "wallet: signatures missing"
    at: uint256 = 0
    for owner: address in self._owners:
        r: uint256 = convert(slice(signature, at, 32), uint256)
        s: uint256 = convert(slice(signature, at + 32, 32), uint256)
        v: uint256 = convert(slice(signature, at + 64, 1), uint256)
        assert ecrecover(digest, v, r, s) == owner, "wallet: not signed by owner"
        at += 65
    return _MAGIC

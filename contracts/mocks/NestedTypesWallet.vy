# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title A wallet with nested typed data (ERC-7739)
@license GNU Affero General Public License v3.0 only
@notice For tests: its key signs TypedDataSign, which holds the message and the wallet's own domain, so that no signature
        for one wallet is good for another with the same key. What is asked must come out of what was signed.
"""

_MAGIC: constant(bytes4) = 0x1626ba7e
_REFUSED: constant(bytes4) = 0xffffffff
_DETECTION: constant(bytes32) = 0x7739773977397739773977397739773977397739773977397739773977397739
_NAME: constant(String[13]) = "Nested Wallet"
_VERSION: constant(String[1]) = "2"

_key: address


@deploy
def __init__(key: address):
    self._key = key


@external
@payable
def call(target: address, amount: uint256, data: Bytes[4_096]):
    assert msg.sender == self._key, "wallet: not its key"
    raw_call(target, data, value=amount)


@external
@view
def eip712Domain() -> (bytes1, String[13], String[1], uint256, address, bytes32, DynArray[uint256, 1]):
    return 0x0f, _NAME, _VERSION, chain.id, self, empty(bytes32), []


@external
@view
@reentrant  # asked while it makes a call
def isValidSignature(digest: bytes32, signature: Bytes[2_080]) -> bytes4:
    if digest == _DETECTION and len(signature) == 0:
        return 0x77390001
    # signature (65) | domain of the app (32) | struct hash of the message (32) | type of the message | its length (2)
    if len(signature) < 65 + 64 + 2:
        return _REFUSED
    size: uint256 = convert(slice(signature, len(signature) - 2, 2), uint256)
    if len(signature) != 65 + 64 + size + 2:
        return _REFUSED
    app: bytes32 = convert(slice(signature, 65, 32), bytes32)
    contents: bytes32 = convert(slice(signature, 97, 32), bytes32)
    if keccak256(concat(b"\x19\x01", app, contents)) != digest:
        return _REFUSED
    described: Bytes[2_080] = slice(signature, 129, size)
    end: uint256 = 0
    for at: uint256 in range(64):
        if slice(described, at, 1) == b"(":
            end = at
            break
    type_hash: bytes32 = keccak256(
        concat(
            b"TypedDataSign(",
            slice(described, 0, end),
            b" contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)",
            described,
        )
    )
    signed: bytes32 = keccak256(
        concat(
            b"\x19\x01",
            app,
            keccak256(
                abi_encode(
                    type_hash, contents, keccak256(_NAME), keccak256(_VERSION), chain.id, self, empty(bytes32)
                )
            ),
        )
    )
    r: uint256 = convert(slice(signature, 0, 32), uint256)
    s: uint256 = convert(slice(signature, 32, 32), uint256)
    v: uint256 = convert(slice(signature, 64, 1), uint256)
    if ecrecover(signed, v, r, s) == self._key:
        return _MAGIC
    return _REFUSED

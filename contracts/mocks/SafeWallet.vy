# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title A Safe
@license GNU Affero General Public License v3.0 only
@notice For tests: says whether its owners signed as a Safe does it. What it is asked is wrapped into SafeMessage in its
        own domain; of each of `threshold` owners it takes 65 bytes in the order of the owners: signed (v 27, 28),
        signed by eth_sign (31, 32), approved on chain (1), or of an owner that is a contract (0). How such an owner is
        asked is of the release: by isValidSignature(bytes,bytes) with what the Safe itself was asked (1.3) or with what
        it wrapped (1.4), by isValidSignature(bytes32,bytes) from 1.5 on.
"""

_BY_HASH: constant(bytes4) = 0x1626ba7e
_BY_BYTES: constant(bytes4) = 0x20c13b0b
_DOMAIN_TYPE: constant(bytes32) = keccak256("EIP712Domain(uint256 chainId,address verifyingContract)")
_MESSAGE_TYPE: constant(bytes32) = keccak256("SafeMessage(bytes message)")
_ETH_SIGN: constant(Bytes[28]) = b"\x19Ethereum Signed Message:\n32"

_owners: DynArray[address, 64]
_threshold: uint256
_minor: uint256                                                      # of release 1.<minor>
_handler: address                                                    # knows isValidSignature(bytes,bytes)
approvedHashes: public(HashMap[address, HashMap[bytes32, uint256]])  # owner => hash => 1 if approved
signedMessages: public(HashMap[bytes32, uint256])                    # hash => 1 if signed


@deploy
def __init__(owners: DynArray[address, 64], threshold: uint256, minor: uint256, handler: address):
    self._handler = handler
    self._owners = owners
    self._threshold = threshold
    self._minor = minor


@external
@payable
@raw_return
@reentrant  # takes ether at any time; answers the older way of asking
def __default__() -> Bytes[32]:
    if len(msg.data) < 4:
        return b""
    return raw_call(self._handler, msg.data, max_outsize=32)


@external
@view
@reentrant  # the handler comes back with what it was asked
def check(data: Bytes[128], signature: Bytes[2_080]) -> bool:
    assert self._minor < 5, "safe: asked the older way"
    self._check(data, signature)
    return True


@external
@payable
def call(target: address, amount: uint256, data: Bytes[4_096]):
    assert msg.sender in self._owners, "safe: not an owner"
    raw_call(target, data, value=amount)


@external
def approveHash(hash: bytes32):
    assert msg.sender in self._owners, "safe: not an owner"
    self.approvedHashes[msg.sender][hash] = 1


@external
def sign_message(data: Bytes[128]):
    assert msg.sender in self._owners, "safe: not an owner"
    self.signedMessages[keccak256(self._wrapped(data))] = 1


@external
@view
@reentrant  # asked while it makes a call
def isValidSignature(digest: bytes32, signature: Bytes[2_080]) -> bytes4:
    self._check(abi_encode(digest), signature)
    return _BY_HASH


@external
@view
def getOwners() -> DynArray[address, 64]:
    return self._owners


@external
@view
def getThreshold() -> uint256:
    return self._threshold


@external
@view
def VERSION() -> String[5]:
    return "1.3.0" if self._minor == 3 else ("1.4.1" if self._minor == 4 else "1.5.0")


@external
@view
def domainSeparator() -> bytes32:
    return self._domain()


@view
@internal
def _domain() -> bytes32:
    return keccak256(abi_encode(_DOMAIN_TYPE, chain.id, self))


@view
@internal
def _wrapped(data: Bytes[128]) -> Bytes[66]:
    return concat(b"\x19\x01", self._domain(), keccak256(abi_encode(_MESSAGE_TYPE, keccak256(data))))


@view
@internal
def _check(data: Bytes[128], signature: Bytes[2_080]):
    wrapped: Bytes[66] = self._wrapped(data)
    hash: bytes32 = keccak256(wrapped)
    if len(signature) == 0:
        assert self.signedMessages[hash] != 0, "safe: not signed"
        return
    assert len(signature) >= 65 * self._threshold, "safe: signatures missing"
    last: address = empty(address)
    for index: uint256 in range(self._threshold, bound=64):
        r: bytes32 = convert(slice(signature, 65 * index, 32), bytes32)
        s: uint256 = convert(slice(signature, 65 * index + 32, 32), uint256)
        v: uint256 = convert(slice(signature, 65 * index + 64, 1), uint256)
        owner: address = empty(address)
        if v == 0:
            owner = convert(convert(r, uint256), address)
            assert s >= 65 * self._threshold, "safe: signature inside others"
            size: uint256 = convert(slice(signature, s, 32), uint256)
            assert s + 32 + size <= len(signature), "safe: signature cut off"
            self._ask(owner, data if self._minor == 3 else wrapped, hash, slice(signature, s + 32, size))
        elif v == 1:
            owner = convert(convert(r, uint256), address)
            assert self.approvedHashes[owner][hash] != 0, "safe: hash not approved"
        elif v > 30:
            owner = ecrecover(keccak256(concat(_ETH_SIGN, hash)), v - 4, convert(r, uint256), s)
        else:
            owner = ecrecover(hash, v, convert(r, uint256), s)
        assert convert(owner, uint256) > convert(last, uint256), "safe: not in order"
        assert owner in self._owners, "safe: not an owner"
        last = owner


@view
@internal
def _ask(owner: address, data: Bytes[128], hash: bytes32, signature: Bytes[2_080]):
    answer: Bytes[32] = b""
    selector: bytes4 = _BY_BYTES if self._minor < 5 else _BY_HASH
    if self._minor < 5:
        answer = raw_call(
            owner, abi_encode(data, signature, method_id=_BY_BYTES), max_outsize=32, is_static_call=True
        )
    else:
        answer = raw_call(
            owner, abi_encode(hash, signature, method_id=_BY_HASH), max_outsize=32, is_static_call=True
        )
    assert answer == concat(selector, empty(bytes28)), "safe: owner did not sign"

"""Signatures as keys, Safes and other wallets make and take them.

A Safe takes of each owner 65 bytes, r, s and v: signed (v 27 or 28), signed by `eth_sign` (31 or 32), approved on chain
(1, the owner in r), or of an owner that is a wallet itself (0, the owner in r and in s where its signature begins).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eth_account import Account
from eth_account.messages import encode_defunct, encode_typed_data
from eth_utils.address import is_address, to_checksum_address

from polypact.signing.wallets import Question
from polypact.text.errors import PolypactError

MAX_SIGNATURE = 2_080  # bytes; 32 owners of a Safe

SIZE = 65
_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141  # of the curve
BY_KEY = "key"
BY_APPROVAL = "approval"
BY_CONTRACT = "contract"
WAYS = (BY_KEY, BY_APPROVAL, BY_CONTRACT)


@dataclass(frozen=True)
class Signature:
    """What one owner, or the account itself, gave."""

    signer: str
    data: bytes
    """Of a key 65 bytes with v 27, 28, 31 or 32; of a contract whatever it takes; of an approval nothing."""
    way: str = BY_KEY
    path: tuple[str, ...] = ()
    """The wallets from the account down to the one whose owner signed; the account itself is left out."""

    @property
    def place(self) -> tuple[tuple[str, ...], str]:
        """Where it belongs; there is one signature in each place."""
        return self.path, self.signer


def read_signature(signer: str, raw: bytes, question: Question, path: Sequence[str] = ()) -> Signature:
    """A signature as some wallet or tool gave it; `PolypactError` if it cannot be one of `signer` under the question.

    Of an approval nothing is known before a node was asked, nor of a contract's signature.
    """
    if not is_address(signer):
        raise PolypactError(f"{signer!r} is no address of somebody who signs")
    signer, path = str(to_checksum_address(signer)), tuple(path)
    own = bytes.fromhex(signer[2:]).rjust(32, b"\0")
    if len(raw) == 64:  # EIP-2098
        raw = raw[:32] + bytes([raw[32] & 0x7F]) + raw[33:] + bytes([27 + (raw[32] >> 7)])
    if raw[:32] == own and len(raw) == SIZE and raw[64] == 1:
        return Signature(signer, b"", BY_APPROVAL, path)
    if raw[:32] == own and len(raw) > SIZE and raw[64] == 0:
        start = int.from_bytes(raw[32:64])
        size = int.from_bytes(raw[start : start + 32])
        if start >= SIZE and start + 32 + size <= len(raw):
            return Signature(signer, raw[start + 32 : start + 32 + size], BY_CONTRACT, path)
    if len(raw) != SIZE:
        raise PolypactError(f"the signature of {signer} has {len(raw)} bytes; one of a key has 65 (r, s, v)")
    if raw[64] in (0, 1):  # hardware wallets leave out the 27
        raw = raw[:64] + bytes([raw[64] + 27])
    high = int.from_bytes(raw[32:64])
    if raw[64] in (27, 28) and _ORDER // 2 < high < _ORDER:  # key servers give either form; the contracts take one
        raw = raw[:32] + (_ORDER - high).to_bytes(32) + bytes([55 - raw[64]])
    found = _signer_of(raw, question)
    if found is None:
        raise PolypactError(f"the signature of {signer} is damaged; sign again")
    if found != signer:
        raise PolypactError(f"the signature of {signer} is by {found}, or of another message; sign again")
    return Signature(signer, raw, BY_KEY, path)


def _signer_of(signature: bytes, question: Question) -> str | None:
    if signature[64] in (27, 28):
        message = encode_typed_data(full_message=dict(question.data))
    elif signature[64] in (31, 32):
        message = encode_defunct(primitive=question.digest)
        signature = signature[:64] + bytes([signature[64] - 4])
    else:
        return None
    try:
        return str(Account.recover_message(message, signature=signature))
    except Exception:  # whatever the curve's library says of a damaged one
        return None


def in_order(signatures: Sequence[Signature]) -> bytes:
    """The signatures of a Safe's owners together: in the order of their addresses, those of contracts behind them."""
    ordered = sorted(signatures, key=lambda one: int(one.signer, 16))
    end = SIZE * len(ordered)
    parts, tails = b"", b""
    for one in ordered:
        own = bytes.fromhex(one.signer[2:]).rjust(32, b"\0")
        if one.way == BY_KEY:
            parts += one.data
        elif one.way == BY_APPROVAL:
            parts += own + bytes(32) + b"\x01"
        else:
            parts += own + (end + len(tails)).to_bytes(32) + b"\0"
            tails += len(one.data).to_bytes(32) + one.data
    return parts + tails


def size_in_order(signatures: Sequence[Signature]) -> int:
    """How many bytes `in_order` gives."""
    return sum(SIZE + (32 + len(one.data) if one.way == BY_CONTRACT else 0) for one in signatures)


def compact(signature: bytes) -> bytes:
    """The signature of a key in 64 bytes (EIP-2098), which is cheaper to relay; any other as it is."""
    if len(signature) != SIZE or signature[-1] not in (27, 28) or signature[32] >> 7:
        return signature
    return signature[:32] + bytes([signature[32] | (signature[-1] - 27) << 7]) + signature[33:64]

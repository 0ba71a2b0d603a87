"""The calls that a partnership makes at its founding, packed as `Config.calls` (`types.vyi`).

One call is {how: 1 byte, size: 2 bytes, calldata}. Of `how` bit 0 says that it goes to the escrow; bits 1 and 2 that
its first argument is the partnership (1) or its escrow (2), whose addresses follow from the config and so cannot stand
in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.text.errors import PolypactError

__all__ = ["MAX_CALLS", "MAX_CALLS_BYTES", "OWN", "OWN_ESCROW", "FoundingCall", "pack", "unpack"]

MAX_CALLS = 16
MAX_CALLS_BYTES = 4_096

#: Stand for the partnership and its escrow until there are any.
OWN = "0x00000000000000000000000000000000004F5552"
OWN_ESCROW = "0x000000000000000000000000004F555245534352"

_WORDS = {OWN: 1, OWN_ESCROW: 2}
_TO_ESCROW = 1


@dataclass(frozen=True)
class FoundingCall:
    """One call, of the partnership to itself or to its escrow."""

    data: bytes
    to_escrow: bool = False


def pack(calls: Sequence[FoundingCall]) -> bytes:
    """The calls as the contract takes them.

    Raises:
        PolypactError: They do not fit.
    """
    packed = b"".join(map(_packed, calls))
    if len(calls) > MAX_CALLS or len(packed) > MAX_CALLS_BYTES:
        raise PolypactError(
            f"these are {len(calls)} promises and mandates of {len(packed):,} bytes together; a founding has room for "
            f"{MAX_CALLS} of {MAX_CALLS_BYTES:,} bytes: have the others decided by vote once it is in force"
        )
    return packed


def unpack(packed: bytes) -> list[FoundingCall]:
    """The other way round."""
    calls, offset = [], 0
    while offset < len(packed):
        how, size = packed[offset], int.from_bytes(packed[offset + 1 : offset + 3], "big")
        data = packed[offset + 3 : offset + 3 + size]
        offset += 3 + size
        for address, number in _WORDS.items():
            if how >> 1 == number:
                data = data[:4] + bytes(12) + bytes.fromhex(address[2:]) + data[36:]
        calls.append(FoundingCall(data, bool(how & _TO_ESCROW)))
    return calls


def _packed(call: FoundingCall) -> bytes:
    data, how = call.data, int(call.to_escrow) * _TO_ESCROW
    first = "0x" + data[16:36].hex()
    for address, number in _WORDS.items():
        if first == address.lower() and not any(data[4:16]):
            how |= number << 1
            data = data[:4] + bytes(32) + data[36:]
    return bytes([how]) + len(data).to_bytes(2, "big") + data

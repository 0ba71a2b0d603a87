"""Signatures as the contracts take them: short ones of keys, joined ones of a wallet's owners."""

from __future__ import annotations

from collections.abc import Sequence

from eth_utils.address import is_address

from polypact.text.errors import PolypactError

__all__ = ["MAX_SIGNATURE", "compact", "join_signatures"]

MAX_SIGNATURE = 2_080  # bytes; 32 owners of a Safe

_SIGNATURE_SIZE = 65
# What a Safe takes in a signature of 65 bytes: approved on chain, signed, signed by eth_sign.
_SAFE_KINDS = (1, 27, 28, 31, 32)


def join_signatures(signatures: Sequence[tuple[str, bytes]]) -> bytes:
    """Puts the signatures of a contract wallet's owners together, as a Safe wants them.

    Args:
        signatures: (owner, signature of 65 bytes) each; in any order, every owner once.

    Returns:
        The signatures one after the other, in the order of the owners' addresses.

    Raises:
        PolypactError: There are none or too many, an owner comes twice, or a signature is not one a Safe takes.
    """
    if not signatures:
        raise PolypactError("no signatures to join: collect those of the wallet's owners first")
    by_owner: dict[int, bytes] = {}
    for owner, signature in signatures:
        if not is_address(owner):
            raise PolypactError(f"not an address of an owner: {owner}")
        signed = bytes(signature)
        if len(signed) != _SIGNATURE_SIZE:
            raise PolypactError(f"the signature of {owner} has {len(signed)} bytes; it must have 65 (r, s, v)")
        if signed[-1] not in _SAFE_KINDS:
            raise PolypactError(f"the signature of {owner} ends in {signed[-1]}; it must end in 27 or 28")
        number = int(owner, 16)
        if number in by_owner:
            raise PolypactError(f"the owner {owner} signed twice; give one signature of each owner")
        by_owner[number] = signed
    joined = b"".join(by_owner[number] for number in sorted(by_owner))
    if len(joined) > MAX_SIGNATURE:
        raise PolypactError(
            f"{len(by_owner)} signatures are too many: the contracts take {MAX_SIGNATURE // _SIGNATURE_SIZE}; "
            "give as many as the wallet's threshold asks for"
        )
    return joined


def compact(signature: bytes) -> bytes:
    """The signature of a key in 64 bytes (EIP-2098), which is cheaper to relay; any other as it is."""
    if len(signature) != _SIGNATURE_SIZE or signature[-1] not in (27, 28) or signature[32] >> 7:
        return signature
    return signature[:32] + bytes([signature[32] | (signature[-1] - 27) << 7]) + signature[33:64]

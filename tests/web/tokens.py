"""Tokens that call themselves what a test wants: the plain mock behind `symbol`, `name` and `decimals` of their own."""

from __future__ import annotations

from eth_abi.abi import encode

_SYMBOL, _NAME, _DECIMALS = bytes.fromhex("95d89b41"), bytes.fromhex("06fdde03"), bytes.fromhex("313ce567")


def named_token(plain: str, symbol: bytes, name: bytes, decimals: int = 6) -> bytes:
    """Init code of a token that answers these bytes, and does everything else as the token at `plain` has it.

    Bytes and not words: a token may answer what is no UTF-8.
    """
    answers = [
        (_SYMBOL, encode(["bytes"], [symbol])),
        (_NAME, encode(["bytes"], [name])),
        (_DECIMALS, encode(["uint8"], [decimals])),
    ]
    check, jump = 1 + 5 + 1 + 3 + 1, 1 + 3 + 3 + 1 + 1 + 3 + 1 + 1
    passing = _pass_on(plain, 5 + check * len(answers))
    places = [5 + check * len(answers) + len(passing) + jump * number for number in range(len(answers))]
    code = bytes.fromhex("5f3560e01c")  # the selector
    for (selector, _), place in zip(answers, places, strict=True):
        code += b"\x80\x63" + selector + b"\x14\x61" + place.to_bytes(2, "big") + b"\x57"
    code += passing
    offset = places[-1] + jump
    for _, answer in answers:
        size = len(answer).to_bytes(2, "big")
        code += b"\x5b\x61" + size + b"\x61" + offset.to_bytes(2, "big") + b"\x5f\x39\x61" + size + b"\x5f\xf3"
        offset += len(answer)
    for _, answer in answers:
        code += answer
    return bytes.fromhex("61") + len(code).to_bytes(2, "big") + bytes.fromhex("80600a5f395ff3") + code


def _pass_on(plain: str, start: int) -> bytes:
    """Runs the code at `plain` on this contract's own storage; it begins at `start`."""
    call = bytes.fromhex("365f5f37" + "5f5f365f73" + plain[2:] + "5af4" + "3d5f5f3e")
    fine = start + len(call) + 4 + 3
    return call + b"\x61" + fine.to_bytes(2, "big") + b"\x57" + bytes.fromhex("3d5ffd" + "5b3d5ff3")

"""`code.ts`: what stands at the addresses of one release, so that the page can tell whether it talks to that."""

from __future__ import annotations

from typing import Any

import cbor2
from eth_utils.crypto import keccak

from polypact.build.page.abis import CONTRACTS
from polypact.build.page.typescript import constant, module, plain
from polypact.build.selectors import BuildError
from polypact.chain.artifacts import load
from polypact.chain.recipe import NAMES, PARTS

__all__ = ["render", "runtime"]

_ABOUT = (
    "The code of every contract of this release. Behind it stand its immutables, which are of the deployment (like the "
    "addresses of facets), so the hash is of the first `size` bytes at its address."
)

_TYPE = """\
export interface Code {
  /** Bytes before the immutables. */
  readonly size: number;
  /** Bytes of the immutables. */
  readonly immutables: number;
  /** keccak-256 of the first `size` bytes. */
  readonly hash: Hex;
}"""


def runtime(contract: str) -> bytes:
    """The code of a contract as it stands on chain, without its immutables.

    Init code ends with what the compiler says of it: [integrity, size of the code, sizes of its data sections, size of
    the immutables, compiler] in CBOR, and the length of that in two bytes, itself included. Before it stands the code.

    Raises:
        BuildError: The compiler lays it out otherwise.
    """
    init = bytes.fromhex(load(contract).bytecode.removeprefix("0x"))
    length = int.from_bytes(init[-2:], "big")
    said: list[Any] = cbor2.loads(init[-length:-2])
    code = init[-length - said[1] : -length]
    if len(code) + said[3] != load(contract).runtime_size:
        raise BuildError(f"the init code of {contract} ends otherwise than it should; see what the compiler says of it")
    return code


def render() -> str:
    """The text of `code.ts`."""
    codes = {name: runtime(name) for name in NAMES}
    told = {
        name: {
            "size": plain(len(code)),
            "immutables": plain(load(name).runtime_size - len(code)),
            "hash": keccak(code),
        }
        for name, code in codes.items()
    }
    facets = {short: list(PARTS[name]) for short, name in CONTRACTS.items() if name in PARTS}
    return module(
        _ABOUT,
        'import type { Hex } from "../types";',
        _TYPE,
        constant("CODES", told, "Readonly<Record<string, Code>>", about="Contract => its code."),
        constant("MAIN_CONTRACTS", CONTRACTS, about="What an account of that kind runs first, behind its proxy."),
        constant(
            "FACETS", facets, "Readonly<Record<string, readonly string[]>>", about="And what that hands its calls to."
        ),
    )

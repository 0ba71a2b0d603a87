"""`code.ts`: what stands at the addresses of one release, so that the page can tell whether it talks to that."""

from __future__ import annotations

import ast
import re
from typing import Any

import cbor2
from eth_utils.crypto import keccak

from polypact.build.page.abis import CONTRACTS
from polypact.build.page.bounds import contract_constant
from polypact.build.page.typescript import constant, module, plain
from polypact.build.selectors import ROOT, BuildError
from polypact.chain.artifacts import load
from polypact.chain.diamonds import DIAMONDS, Diamond
from polypact.chain.recipe import NAMES

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
}

/** What a main contract was deployed with: where it stands in its code, and what has to stand there. */
export interface Fixed {
  /** Byte at which the table of functions begins. */
  readonly table: number;
  /** keccak-256 of that table. */
  readonly tableHash: Hex;
  /** Byte at which the facets' addresses begin, in words of 32 bytes. */
  readonly facets: number;
  /** Route => name of the facet; empty where there is none. */
  readonly routes: readonly string[];
  /** Byte at which its own address stands, if it does. */
  readonly own?: number;
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


def fixed(diamond: Diamond) -> dict[str, Any]:
    """Where the immutables of a main contract stand, and what they are.

    The compiler puts those of modules first and those of the contract itself last, in the order of its source.

    Raises:
        BuildError: It has others than those that are known here.
    """
    source = (ROOT / diamond.source(diamond.name)).read_text(encoding="utf-8")
    selectors = diamond.selectors.removeprefix("contracts/")
    words, routes = contract_constant(selectors, "WORDS"), contract_constant(selectors, "ROUTES")
    sizes = {"TABLE": 32 * words, "FACETS": 32 * routes, "IMPLEMENTATION": 32}
    names = re.findall(r"^([A-Z_]+): (?:public\()?immutable\(", source, re.MULTILINE)
    if unknown := set(names) - set(sizes):
        raise BuildError(f"{diamond.name} has immutables that the page does not know: {', '.join(sorted(unknown))}")
    at = load(diamond.name).runtime_size - sum(sizes[name] for name in names)
    begins = {}
    for name in names:
        begins[name] = at
        at += sizes[name]
    if begins["FACETS"] - begins["TABLE"] != sizes["TABLE"]:
        raise BuildError(f"the facets of {diamond.name} do not stand behind its table, as the page takes it")
    told = (ROOT / diamond.selectors).read_text(encoding="utf-8")
    table = _list(told, "TABLE")
    numbers = _list(told, "FACET_OF")
    return {
        "table": plain(begins["TABLE"]),
        "tableHash": keccak(b"".join(word.to_bytes(32, "big") for word in table)),
        "facets": plain(begins["FACETS"]),
        "routes": [diamond.facets[number - 1] if number else "" for number in numbers],
        **({"own": plain(begins["IMPLEMENTATION"])} if "IMPLEMENTATION" in begins else {}),
    }


def _list(source: str, name: str) -> list[int]:
    found = re.search(rf"^{name}: constant\(.+?\) = (\[[^\]]*\])", source, re.MULTILINE)
    if found is None:
        raise BuildError(f"the selectors of an account have no {name} that the page could take")
    return [int(each) for each in ast.literal_eval(found[1])]


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
    return module(
        _ABOUT,
        'import type { Hex } from "../types";',
        _TYPE,
        constant("CODES", told, "Readonly<Record<string, Code>>", about="Contract => its code."),
        constant("MAIN_CONTRACTS", CONTRACTS, about="What an account of that kind runs first, behind its proxy."),
        constant(
            "FIXED",
            {short: fixed(each) for short, name in CONTRACTS.items() for each in DIAMONDS if each.name == name},
            "Readonly<Record<string, Fixed>>",
            about="What the main contract of such an account was deployed with.",
        ),
    )

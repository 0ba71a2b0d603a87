"""`calls.ts`: what is decided by vote, by which class if nothing else is said, and how each kind of action is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from polypact.build.compiling import ROOT
from polypact.build.page.typescript import constant, module, plain
from polypact.build.selectors import BuildError
from polypact.capabilities.declaring import ESCROW, PARTNERSHIP, Flag, Kind, Option
from polypact.capabilities.elsewhere import DEEDS
from polypact.capabilities.register import KINDS, SENTENCES
from polypact.chain.abi import selector
from polypact.clients.actions import own_function

__all__ = ["decided", "render"]

_ABOUT = "What a partnership decides by vote, and how an action of each kind is made."

_TYPES = """\
/**
 * Which class decides on a function: `constitutional` always; `mandate`: the one that decides on what it lets somebody
 * do; `recovery` and `everyday` if no other was named for it.
 */
export type DecidedBy = "constitutional" | "mandate" | "recovery" | "everyday";

export interface DecidedCall {
  readonly contract: "partnership" | "escrow";
  readonly selector: Hex;
  readonly by: DecidedBy;
}

export interface ActionOption {
  readonly field: string;
  readonly help: string;
  readonly metavar?: string;
  readonly initially?: string;
}

export interface ActionKind {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The function it calls; none if it is no function of the partnership's own contracts. */
  readonly calls?: string;
  /** What the commands say of its fields: the kind as a whole first, then single fields. */
  readonly options: readonly ActionOption[];
}

export interface Deed {
  readonly takes: string;
  /** The least and the greatest number of its values. */
  readonly counts: readonly [number, number];
}"""

# Where the contracts say which class decides on their own functions.
_SOURCE = "contracts/modules/partnership/voting/actions.vy"
_LISTS = {
    "_CONSTITUTIONAL": (PARTNERSHIP, "constitutional"),
    "_CONSTITUTIONAL_IN_ESCROW": (ESCROW, "constitutional"),
    "_OF_MANDATES": (PARTNERSHIP, "mandate"),
    "_RECOVER_SEAT": (PARTNERSHIP, "recovery"),
}


def decided() -> dict[str, tuple[str, bytes, str]]:
    """Function that a vote decides on => contract, first four bytes, and who decides if nothing else is said."""
    found = {}
    for name in SENTENCES:
        own = own_function(name)
        if own is None:
            raise BuildError(f"{name} has a sentence and is in no contract")
        contract, chosen = own
        found[name] = (contract, chosen, _classes().get((contract, chosen), "everyday"))
    unknown = set(_classes()) - {(contract, chosen) for contract, chosen, _ in found.values()}
    if unknown:
        told = ", ".join(f"0x{chosen.hex()} of {contract}" for contract, chosen in sorted(unknown))
        raise BuildError(f"{_SOURCE} decides on {told}, and no capability has words for that")
    return found


@cache
def _classes() -> Mapping[tuple[str, bytes], str]:
    text = (ROOT / _SOURCE).read_text(encoding="utf-8")
    found = {}
    for name, (contract, by) in _LISTS.items():
        declared = re.search(rf"^{name}: constant\([^)]*\) = (.*?)^(?=\S|$)", text, re.MULTILINE | re.DOTALL)
        methods = re.findall(r'method_id\(\s*"([^"]+)"', declared[1]) if declared else []
        if not methods:
            raise BuildError(f"{_SOURCE} has no list {name} any more; say in decided_calls.py where that stands now")
        for method in methods:
            found[contract, selector(method)] = by
    return found


def render() -> str:
    """The text of `calls.ts`."""
    calls = {
        name: {"contract": "escrow" if contract == ESCROW else "partnership", "selector": chosen, "by": by}
        for name, (contract, chosen, by) in sorted(decided().items())
    }
    deeds = {
        name: {"takes": deed.takes, "counts": [plain(count) for count in deed.counts]} for name, deed in DEEDS.items()
    }
    return module(
        _ABOUT,
        'import type { Hex } from "../types";',
        _TYPES,
        constant("DECIDED", calls, "Readonly<Record<string, DecidedCall>>", about="By the name of the function."),
        constant(
            "KINDS",
            {name: _kind(name, kind) for name, kind in KINDS.items()},
            "Readonly<Record<string, ActionKind>>",
            about="By its name in a proposal's file.",
        ),
        constant(
            "DEEDS",
            deeds,
            "Readonly<Record<string, Deed>>",
            about="What a partnership does as a partner of another one.",
        ),
    )


def _kind(name: str, kind: Kind[Any]) -> dict[str, Any]:
    calls = name if kind.calls is None else kind.calls
    told: dict[str, Any] = {"required": list(kind.required), "optional": list(kind.optional)}
    if calls:
        told["calls"] = calls
    told["options"] = [_option(option) for option in _options(kind.flag)]
    return told


def _options(flag: Flag | None) -> tuple[Option, ...]:
    return (flag.main, *flag.more) if flag else ()


def _option(option: Option) -> dict[str, Any]:
    told: dict[str, Any] = {"field": option.field, "help": option.help}
    if option.metavar:
        told["metavar"] = option.metavar
    if option.default:
        told["initially"] = option.default
    return told

"""`enums.ts`: the numbers that the contracts speak in, with their words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, IntFlag
from typing import Any

from polypact.build.page.typescript import constant, module, plain
from polypact.decisions.needs import Answer
from polypact.text import enums, field_types, promises

__all__ = ["render"]

_ABOUT = "The numbers that the contracts speak in, with plain words for people."

#: Name in the page => kind. Of a class of flags the words are of the single flags.
_ENUMS: Mapping[str, type[Any]] = {
    "PHASE": enums.Phase,
    "STATUS": enums.Status,
    "ROLE": enums.Role,
    "STATE": enums.ProposalState,
    "SUPPORT": enums.Support,
    "MODE": enums.Mode,
}

_CLASSES = ("CONSTITUTIONAL", "EVERYDAY", "RECOVERY", "ORDINARY")

_COUNTED = ("CALLS", "VALUE", "FIRST_ARGUMENT")


def render() -> str:
    """The text of `enums.ts`."""
    parts = []
    for name, kind in _ENUMS.items():
        parts += [_numbers(name, kind), _words(f"{name}_WORDS", {int(each): each.words for each in kind})]
    return module(
        _ABOUT,
        *parts,
        _numbers("ANSWER", Answer, "What somebody said to a proposal, as `consent_of` tells it."),
        constant("CLASS", {name: plain(getattr(enums, name)) for name in _CLASSES}),
        constant("CLASSES", plain(enums.CLASSES), about="How many decision classes there are."),
        _words("CLASS_NAMES", enums.CLASS_NAMES, "Decision class => its usual name."),
        _words("RECOUPMENTS", dict(enumerate(field_types.RECOUPMENTS)), "How contributions are repaid."),
        constant(
            "COUNTED",
            {name: plain(getattr(promises, name)) for name in _COUNTED},
            about="What a limit counts: calls, ether that goes along, or the argument of a number from there on.",
        ),
        constant("ANY_CALL", promises.ANY_CALL, about="Stands for all calls at a target."),
        constant("TRANSFER", promises.TRANSFER, about="First four bytes of a transfer of an ERC-20."),
        constant("NO_CALL", promises.NO_CALL, about="Stands for a plain payment of ether."),
        constant(
            "READY_MATTERS",
            {name: list(functions) for name, functions in promises.READY.items()},
            "Readonly<Record<string, readonly string[]>>",
            about="What an agreement usually reserves => the partnership's own functions that do it.",
        ),
    )


def _numbers(name: str, kind: type[IntEnum | IntFlag], about: str = "") -> str:
    return constant(name, {str(each.name): plain(each) for each in kind}, about=about)


def _words(name: str, words: Mapping[int, str], about: str = "") -> str:
    return constant(name, words, "Readonly<Record<number, string>>", about=about)

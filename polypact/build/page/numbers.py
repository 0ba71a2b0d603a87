"""`numbers.ts`: the numbers that the contracts speak in, with their words, and the bounds of what they take."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from enum import IntEnum, IntFlag
from typing import Any

from polypact.build.compiling import ROOT
from polypact.build.page.typescript import constant, module
from polypact.build.selectors import BuildError
from polypact.capabilities import actions, promises, winding_up
from polypact.decisions.needs import Answer
from polypact.text import deal_fields, enums, field_types, founding_calls, links, names, promise_language
from polypact.text import promises as promised
from polypact.text.currencies import CURRENCIES
from polypact.text.shares import BPS
from polypact.text.voting_rules import DEFAULT_RULES

__all__ = ["contract_constant", "render"]

_ABOUT = "The numbers that the contracts speak in, with plain words for people, and the bounds of what they take."

_ENUMS: tuple[type[IntEnum | IntFlag], ...] = (
    enums.Phase,
    enums.Status,
    enums.Role,
    enums.ProposalState,
    enums.Support,
    enums.Mode,
)

# Of what only the contracts bound: name in the page => source below contracts/ and name there.
_FROM_SOURCES = {
    "MAX_BENEFICIARIES": ("partnership/Proposals.vy", "MAX_BENEFICIARIES"),
    "MAX_BALLOTS": ("modules/partnership/voting/ballots.vy", "MAX_BATCH"),
    "MAX_BALLOTS_BYTES": ("modules/partnership/voting/ballots.vy", "MAX_BATCH_BYTES"),
    "MAX_ANSWERS": ("partnership/Consents.vy", "MAX_BATCH"),
    "MAX_ANSWERS_BYTES": ("partnership/Consents.vy", "MAX_BATCH_BYTES"),
    "MAX_SIGNATURE": ("modules/shared/signature.vy", "MAX_SIGNATURE"),
    "MAX_NAMED_TOKENS": ("modules/partnership/membership/treasury.vy", "MAX_NAMED"),
    "MAX_LISTED_TOKENS": ("modules/escrow/listing.vy", "MAX_TOKENS"),
    "MAX_PAID_OUT": ("escrow/RevenueEscrow.vy", "MAX_PARTNERS"),
    "MAX_CLAIMED_FOR": ("escrow/Payouts.vy", "MAX_PARTNERS"),
    "MAX_SEATS": ("modules/partnership/membership/seats.vy", "MAX_SEATS"),
    "MIN_WINDOW_SECONDS": ("modules/partnership/membership/terms.vy", "MIN_WINDOW_SECONDS"),
    "MAX_WINDOW_SECONDS": ("modules/partnership/membership/terms.vy", "MAX_WINDOW_SECONDS"),
    "MIN_RESPONSE_SECONDS": ("modules/partnership/membership/terms.vy", "MIN_RESPONSE_SECONDS"),
    "OFFER_SECONDS": ("modules/escrow/agreed_links.vy", "OFFER_SECONDS"),
}

_OPERATIONS: Mapping[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Pow: operator.pow,
}

#: What a limit of a matter or a mandate counts (limits.vy).
_COUNTED = {"CALLS": promised.CALLS, "VALUE": promised.VALUE, "FIRST_ARGUMENT": promised.FIRST_ARGUMENT}


def render() -> str:
    """The text of `numbers.ts`."""
    parts = [constant("ETHER", enums.ETHER, about="Stands for ether wherever a token is asked for.")]
    for kind in _ENUMS:
        parts += [_numbers(kind), _words(kind)]
    parts += [
        _numbers(Answer),
        constant("DecisionClass", {name: getattr(enums, name) for name in ("CONSTITUTIONAL", "EVERYDAY", "RECOVERY", "ORDINARY")}),
        constant("CLASSES", enums.CLASSES, about="How many decision classes there are."),
        _named("CLASS_NAMES", enums.CLASS_NAMES, about="Decision class => its usual name."),
        constant("RECOUPMENTS", list(field_types.RECOUPMENTS), "readonly string[]", about="How contributions are repaid, by number."),
        constant("Counted", _COUNTED, about="What a limit counts: calls, ether that goes along, or the argument of a number from there on."),
        constant("ANY_CALL", promised.ANY_CALL, about="Stands for all calls at a target."),
        constant("TRANSFER", promised.TRANSFER, about="First four bytes of a transfer of an ERC-20."),
        constant("NO_CALL", promised.NO_CALL, about="Stands for a plain payment of ether."),
        constant(
            "READY_MATTERS",
            {name: list(functions) for name, functions in promised.READY.items()},
            "Readonly<Record<string, readonly string[]>>",
            about="What an agreement usually reserves => the partnership's own functions that do it.",
        ),
        _named("CURRENCIES", CURRENCIES, about="Chain => an ERC-20 that is the chain's own currency at another address."),
        constant("BOUNDS", _bounds(), about="The most, or the least, that the contracts take; sizes in bytes."),
        constant("DEFAULT_RULES", _rules(), about="What holds where nothing else is said: decision class => its rule."),
        constant("RESERVED_NAMES", list(names.RESERVED), "readonly string[]", about="What nobody can be called."),
    ]
    return module(_ABOUT, *parts)


def contract_constant(source: str, name: str) -> int:
    """The value of a constant in a contract's source.

    Args:
        source: Path below contracts/.

    Raises:
        BuildError: There is none of that name, or it is no sum of numbers.
    """
    text = (ROOT / "contracts" / source).read_text(encoding="utf-8")
    found = re.search(rf"^{name}: constant\(uint256\) = ([^#\n]+)", text, re.MULTILINE)
    if found is None:
        raise BuildError(f"contracts/{source} has no constant {name} that the page could take")
    return _value(ast.parse(found[1].strip(), mode="eval").body, f"{name} in contracts/{source}")


def _value(node: ast.expr, where: str) -> int:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, where), _value(node.right, where))
    raise BuildError(f"{where} is no sum of numbers, so the page cannot take it")


def _numbers(kind: type[IntEnum | IntFlag]) -> str:
    return constant(kind.__name__, {str(each.name): int(each) for each in kind})


def _words(kind: type[Any]) -> str:
    name = f"{re.sub(r'(?<!^)(?=[A-Z])', '_', kind.__name__).upper()}_WORDS"
    return _named(name, {int(each): each.words for each in kind})


def _named(name: str, words: Mapping[int, str], about: str = "") -> str:
    # Keys are the numbers in decimal: an object has no bigint as a key, and takes one to look up by all the same.
    return constant(name, {str(int(key)): word for key, word in words.items()}, "Readonly<Record<string, string>>", about=about)


def _bounds() -> dict[str, int]:
    from_python = {
        "MAX_ACTIONS": actions.MAX_ACTIONS,
        "MAX_CALLDATA": actions.MAX_CALLDATA,
        "MAX_DESCRIPTION": actions.MAX_DESCRIPTION,
        "MAX_REASON": actions.MAX_REASON,
        "MAX_URI": actions.MAX_URI,
        "MAX_KEPT": winding_up.MAX_KEPT,
        "MAX_KEPT_DAYS": winding_up.MAX_KEPT_DAYS,
        "MAX_MATTER_DAYS": promises.MAX_DAYS,
        "MAX_MATTER_NOTICE_DAYS": promises.MAX_NOTICE_DAYS,
        "MAX_LIMIT_HOURS": promise_language.MOST_HOURS,
        "MAX_STEERING": promise_language.MAX_STEERING,
        "MAX_MANDATE_ARGUMENTS": promise_language.MAX_NAMED,
        "MAX_LINKS": links.MAX_LINKS,
        "MAX_LINK_NOTICE_DAYS": links.MAX_NOTICE_DAYS,
        "MAX_CAPITAL": deal_fields.MAX_CAPITAL,
        "MAX_FOUNDING_CALLS": founding_calls.MAX_CALLS,
        "MAX_FOUNDING_CALLS_BYTES": founding_calls.MAX_CALLS_BYTES,
        "MAX_TOTAL_WEIGHT": field_types.MAX_TOTAL_WEIGHT,
        "MAX_TOTAL_UNITS": field_types.MAX_TOTAL_UNITS,
        "MAX_FORMATION_SECONDS": field_types.MAX_FORMATION,
        "MAX_NAME": field_types.MAX_NAME_BYTES,
        "MAX_CLASS_NAME": field_types.MAX_CLASS_NAME_BYTES,
        "MAX_CONTESTED_BPS": field_types.MAX_CONTESTED,
        "MAX_OBJECTIONS": field_types.MAX_OBJECTIONS,
        "MAX_NOTICE_SECONDS": field_types.MAX_NOTICE,
        "BPS": BPS,
    }
    from_sources = {name: contract_constant(*place) for name, place in _FROM_SOURCES.items()}
    return {name: value for name, value in sorted({**from_python, **from_sources}.items())}


def _rules() -> dict[str, dict[str, Any]]:
    fields = (
        "voting_delay",
        "voting_period",
        "execution_delay",
        "execution_window",
        "quorum_bps",
        "approval_bps",
        "seat_approval_bps",
        "mode",
        "early_decision",
        "recusal",
        "objections",
        "contested_bps",
        "extension",
        "tie_breaker",
    )
    return {
        enums.class_name(number): dict(zip(fields, rule.to_abi(), strict=True)) for number, rule in DEFAULT_RULES.items()
    }

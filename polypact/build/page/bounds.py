"""`bounds.ts`: what the contracts take, and what holds where nothing is said."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

from polypact.build.compiling import ROOT
from polypact.build.page.typescript import constant, module, plain
from polypact.build.selectors import BuildError
from polypact.capabilities import actions, promises, winding_up
from polypact.chain.abi import interface
from polypact.spec.promises import MAX_FOUNDING_NOTICE_DAYS
from polypact.text import deal_fields, field_types, founding_calls, links, names, promise_language
from polypact.text.currencies import CURRENCIES
from polypact.text.deals import Deal
from polypact.text.shares import BPS
from polypact.text.voting_rules import DEFAULT_RULES

__all__ = ["contract_constant", "render"]

_ABOUT = "The most, or the least, that the contracts take, and what holds where nothing is said."

_FROM_PYTHON: Mapping[str, int] = {
    "MAX_ACTIONS": actions.MAX_ACTIONS,
    "MAX_CALLDATA": actions.MAX_CALLDATA,
    "MAX_DESCRIPTION": actions.MAX_DESCRIPTION,
    "MAX_REASON": actions.MAX_REASON,
    "MAX_URI": actions.MAX_URI,
    "MAX_KEPT": winding_up.MAX_KEPT,
    "MAX_KEPT_DAYS": winding_up.MAX_KEPT_DAYS,
    "MAX_MATTER_DAYS": promises.MAX_DAYS,
    "MAX_MATTER_NOTICE_DAYS": promises.MAX_NOTICE_DAYS,
    "MAX_FOUNDING_NOTICE_DAYS": MAX_FOUNDING_NOTICE_DAYS,
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

#: Of what only the contracts bound: name in the page => source below contracts/ and name there.
_FROM_SOURCES: Mapping[str, tuple[str, str]] = {
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


def render() -> str:
    """The text of `bounds.ts`."""
    bounds = {**_FROM_PYTHON, **{name: contract_constant(*place) for name, place in _FROM_SOURCES.items()}}
    return module(
        _ABOUT,
        'import type { Deal, Rule } from "./views";',
        constant("BOUNDS", {name: plain(value) for name, value in sorted(bounds.items())}, about="Sizes are in bytes."),
        constant(
            "DEFAULT_RULES",
            {number: _record("set_rule", "rule", rule.to_abi()) for number, rule in DEFAULT_RULES.items()},
            "Readonly<Record<number, Rule>>",
            about="Decision class => its rule, where a founding names none.",
        ),
        constant("DEFAULT_DEAL", _record("amend_terms", "new_deal", Deal().abi()), "Deal"),
        constant(
            "CURRENCIES",
            CURRENCIES,
            "Readonly<Record<number, string>>",
            about="Chain => the ERC-20 that is the chain's own currency at another address: no revenue token.",
        ),
        constant("RESERVED_NAMES", list(names.RESERVED), "readonly string[]", about="What nobody can be called."),
        constant("MAX_NAME_LETTERS", plain(names.MAX_NAME), about="Of somebody's name in an address book."),
    )


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


def _record(function: str, argument: str, values: tuple[Any, ...]) -> dict[str, Any]:
    """Values of a struct that a function takes, with their names."""
    entry = next(each for each in interface("Partnership").functions[function][0]["inputs"] if each["name"] == argument)
    return dict(zip((part["name"] for part in entry["components"]), values, strict=True))

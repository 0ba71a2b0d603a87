"""`events.ts`: the events of the contracts, with unit and meaning of each field, from docs/events.json."""

from __future__ import annotations

import json
from typing import Any

from polypact.build.compiling import ROOT
from polypact.build.page.abis import CONTRACTS
from polypact.build.page.typescript import constant, module
from polypact.capabilities.register import MOMENTS

__all__ = ["events", "render"]

_ABOUT = "The events: whose they are, and the unit and the meaning of each field, in the order of the ABI."

_TYPES = """\
export type Contract = "partnership" | "escrow" | "ecosystem";

export interface EventField {
  readonly type: string;
  readonly unit: string;
  readonly meaning: string;
}

export interface EventMeaning {
  readonly contracts: readonly Contract[];
  readonly fields: Readonly<Record<string, EventField>>;
}"""


def events() -> dict[str, Any]:
    """What docs/events.json says of each event."""
    found: dict[str, Any] = json.loads((ROOT / "docs" / "events.json").read_text(encoding="utf-8"))
    return found


def render() -> str:
    """The text of `events.ts`."""
    short = {contract: name for name, contract in CONTRACTS.items()}
    told = {}
    for name, event in events().items():
        contracts = [short[contract] for contract in event["contracts"] if contract in short]
        fields = {
            field: {key: said[key] for key in ("type", "unit", "meaning")} for field, said in event["fields"].items()
        }
        if contracts:
            told[name] = {"contracts": contracts, "fields": fields}
    return module(
        _ABOUT,
        _TYPES,
        constant("EVENTS", told, "Readonly<Record<string, EventMeaning>>"),
        "/** Fields of events that are unix seconds. */\n" + constant("MOMENTS", sorted(MOMENTS), "readonly string[]"),
    )

"""Any other call that a partnership makes, on contracts that are not its own.

- call: {target: 0x..., function: "approve(address,uint256)", arguments: [0x..., 100], value: 0}
- raw: {target: 0x..., data: 0x..., value: 0}
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import Capability, Kind, Maker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.errors import PolypactError

__all__ = ["ANY_CALL"]


def _call(make: Maker, fields: DraftFields) -> Action:
    arguments = fields.given.get("arguments", [])
    if not isinstance(arguments, Sequence) or isinstance(arguments, str):
        raise PolypactError("arguments must be a list")
    texts = [item if isinstance(item, str) else json.dumps(item) for item in arguments]
    return make.call(fields.account("target"), fields.text("function"), texts, fields.value())


ANY_CALL = Capability[Maker](
    kinds={
        "call": Kind(_call, ("target", "function"), ("arguments", "value"), calls=""),
        "raw": Kind(
            lambda make, fields: make.raw(fields.account("target"), fields.text("data"), fields.value()),
            ("target", "data"),
            ("value",),
            calls="",
        ),
    },
)

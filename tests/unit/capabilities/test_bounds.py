"""The numbers that the package repeats are those of the contracts, so that it says no before the chain does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from polypact.capabilities.actions import MAX_ACTIONS, MAX_CALLDATA, MAX_DESCRIPTION, MAX_REASON
from polypact.capabilities.promises import MAX_DAYS, MAX_NOTICE_DAYS
from polypact.capabilities.winding_up import MAX_KEPT, MAX_KEPT_DAYS
from polypact.clients.membership import MAX_TOKENS, in_order
from polypact.clients.partnership import MAX_BENEFICIARIES
from polypact.clients.proposal_records import TIE_SECONDS
from polypact.clients.voting import MAX_BATCH, MAX_BATCH_BYTES
from polypact.signing.signatures import MAX_SIGNATURE
from polypact.spec.promises import MAX_FOUNDING_NOTICE_DAYS
from polypact.text import field_types as fields
from polypact.text.errors import PolypactError
from polypact.text.founding_calls import MAX_CALLS, MAX_CALLS_BYTES
from polypact.text.promise_language import MAX_NAMED, MAX_STEERING, MOST_HOURS

CONTRACTS = Path("contracts")


def constant(file: str, name: str) -> int:
    """The value of a constant in a contract; products are written out there."""
    code = (CONTRACTS / file).read_text()
    match = re.search(rf"^{name}: constant\(uint256\) = ([\d_* ]+)", code, flags=re.MULTILINE)
    assert match is not None, f"{file} has no {name}"
    product = 1
    for factor in match[1].split("*"):
        product *= int(factor)
    return product


@pytest.mark.parametrize(
    ("file", "name", "ours"),
    [
        ("modules/partnership/voting/actions.vy", "MAX_ACTIONS", MAX_ACTIONS),
        ("modules/partnership/voting/actions.vy", "MAX_CALLDATA", MAX_CALLDATA),
        ("modules/partnership/voting/proposals.vy", "MAX_DESCRIPTION", MAX_DESCRIPTION),
        ("modules/partnership/voting/voting.vy", "MAX_TEXT", MAX_REASON),
        ("modules/partnership/voting/ballots.vy", "MAX_BATCH", MAX_BATCH),
        ("modules/partnership/voting/ballots.vy", "MAX_BATCH_BYTES", MAX_BATCH_BYTES),
        ("modules/shared/signature.vy", "MAX_SIGNATURE", MAX_SIGNATURE),
        ("modules/partnership/membership/treasury.vy", "MAX_NAMED", MAX_TOKENS),
        ("modules/partnership/winding_up.vy", "MAX_KEPT", MAX_KEPT),
        ("modules/partnership/winding_up.vy", "MAX_KEPT_DAYS", MAX_KEPT_DAYS),
        ("modules/partnership/membership/deal.vy", "MAX_NOTICE_SECONDS", fields.MAX_NOTICE),
        ("modules/partnership/voting/rules.vy", "MAX_CONTESTED_BPS", fields.MAX_CONTESTED),
        ("modules/partnership/voting/proposals.vy", "TIE_SECONDS", TIE_SECONDS),
        ("partnership/Proposals.vy", "MAX_BENEFICIARIES", MAX_BENEFICIARIES),
        ("modules/partnership/promises/matters.vy", "_MAX_DAYS", MAX_DAYS),
        ("modules/partnership/promises/matters.vy", "MAX_NOTICE_DAYS", MAX_NOTICE_DAYS),
        ("modules/partnership/promises/matters.vy", "MAX_FOUNDING_NOTICE_DAYS", MAX_FOUNDING_NOTICE_DAYS),
        ("modules/partnership/promises/limits.vy", "_MAX_HOURS", MOST_HOURS),
        ("modules/partnership/promises/holders.vy", "_MAX_STEERING", MAX_STEERING),
        ("modules/partnership/promises/mandates.vy", "MAX_ARGUMENTS", MAX_NAMED),
        ("partnership/Rules.vy", "MAX_CALLS", MAX_CALLS),
        ("partnership/Rules.vy", "MAX_CALLS_BYTES", MAX_CALLS_BYTES),
    ],
)
def test_bound_is_the_contracts_when_compared(file: str, name: str, ours: int) -> None:
    assert constant(file, name) == ours


def test_tokens_are_in_order_and_once_when_named_in_any() -> None:
    ether, low, high = ("0x" + digit * 40 for digit in "019")
    assert in_order([high, low, ether, high]) == [ether, low, high]
    with pytest.raises(PolypactError, match="11 tokens are too many: 10 can be named"):
        in_order([f"0x{number:040x}" for number in range(MAX_TOKENS + 1)])

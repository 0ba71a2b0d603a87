"""What the contracts' reasons mean: none without a meaning, no meaning without a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from polypact.capabilities.revert_reasons import REASONS, explain

CONTRACTS = Path("contracts")


def reasons_in(source: str) -> set[str]:
    """Every reason that Vyper code can revert with. Only literals occur, and this proves it."""
    code = re.sub(r'"""[\s\S]*?"""', "", source)
    code = re.sub(r"#.*$", "", code, flags=re.MULTILINE)
    statements = re.split(r"^\s*(?=(?:assert|raise|def|return|event|struct)\b)", code, flags=re.MULTILINE)
    found: set[str] = set()
    for statement in statements:
        if statement.startswith(("assert ", "assert(", "raise ")):
            reason = re.match(
                r'(?:assert[\s\S]*?,|raise)\s*(?:"([^"]*)"|(\w+\._text\(problem\)))\s*(?:$|\n)', statement
            )
            assert reason is not None, f"a reason that is no literal: {statement}"
            found |= {reason[1]} - {None}
        elif text := re.match(r'return "([a-z]+: [^"]*)"\s*(?:$|\n)', statement):
            found.add(text[1])  # what `_text` says a ballot does not count for
    return found


def reasons_of_contracts() -> set[str]:
    found: set[str] = set()
    for path in CONTRACTS.rglob("*.vy"):
        if "mocks" not in path.parts:
            found |= reasons_in(path.read_text())
    return found


def test_explain_knows_every_reason_when_contracts_are_read() -> None:
    found = reasons_of_contracts()
    assert len(found) > 90
    assert found - set(REASONS) == set(), "say what these mean, in polypact/capabilities/"
    assert set(REASONS) - found == set(), "no contract says these any more"


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_explain_is_plain_when_reason_is_known(reason: str) -> None:
    sentence = explain(reason)
    assert sentence != reason
    assert sentence.endswith(".") and sentence[0].isupper()
    assert "\n" not in sentence and "{}" not in sentence


def test_explain_when_node_put_words_before_it() -> None:
    assert explain("execution reverted: governor: already voted") == REASONS["governor: already voted"]
    assert explain(" governor: already voted\n") == REASONS["governor: already voted"]


@pytest.mark.parametrize("reason", ["", "ERC20: insufficient balance", "governor: already voted twice"])
def test_explain_when_reason_is_unknown(reason: str) -> None:
    assert explain(reason) == reason

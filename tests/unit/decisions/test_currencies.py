"""Currencies that are tokens as well are known by chain id, wherever somebody names a token to be paid in."""

from __future__ import annotations

from typing import Any

import pytest
from eth_utils import to_checksum_address

from polypact.chain.tokens import Tokens
from polypact.cli.launching import _check_tokens
from polypact.decisions.drafts import make
from polypact.spec.model import Built
from polypact.text.currencies import CURRENCIES, currency_trouble
from polypact.text.errors import PolypactError, SpecErrors
from tests.unit.made_up_chain import ESCROW, Around, FakeSession
from tests.unit.made_up_chain import USDX as MIXED

USDX = str(to_checksum_address(MIXED))
POLYGON, MATIC = 137, "0x0000000000000000000000000000000000001010"


@pytest.fixture
def polygon(chain: Any) -> Around:
    session: Any = FakeSession({MATIC: ("POL", 18), chain.usdx: ("USDX", 6)}, chain_id=POLYGON)
    return Around(Tokens(session))


@pytest.mark.parametrize("chain_id", CURRENCIES)
def test_t82_currency_is_told_by_its_chain(chain_id: int) -> None:
    assert "say `ether`" in currency_trouble(chain_id, CURRENCIES[chain_id])
    assert currency_trouble(chain_id, CURRENCIES[chain_id].lower())
    assert currency_trouble(chain_id, USDX) == ""
    assert currency_trouble(1, CURRENCIES[chain_id]) == ""  # on another chain it is an address like any other


@pytest.mark.parametrize("kind", ["list_token", "know_token"])
def test_t82_currency_is_not_put_on_a_list_by_its_second_address(polygon: Around, kind: str) -> None:
    assert make(kind, {"token": USDX}, polygon)
    with pytest.raises(PolypactError, match="is the currency of chain 137 at another address"):
        make(kind, {"token": MATIC}, polygon)
    # What was listed before anybody knew is taken off again.
    assert make("unlist_token", {"token": MATIC}, polygon).target == ESCROW


def test_t82_sums_are_not_named_in_a_second_address(polygon: Around) -> None:
    assert polygon.tokens.amount(f"2 {USDX}")[1] == 2_000_000
    with pytest.raises(PolypactError, match="say `ether`"):
        polygon.tokens.amount(f"2 {MATIC}")


def test_t82_spec_does_not_list_a_second_address() -> None:
    from pathlib import Path

    from polypact.chain.recipe import Config

    session: Any = FakeSession(chain_id=POLYGON)

    def built(tokens: list[str], capital: list[tuple[str, int, int]]) -> Built:
        config = Config("a", bytes(32), "", 1, (("0x1", 1, 2, 3),), [], tokens=tokens)
        fields = list(config.abi())
        fields[list(Config.__dataclass_fields__).index("capital")] = capital
        return Built(0, tuple(fields))

    _check_tokens(session, built([USDX], [(USDX, 1, 1)]), Path("spec.yaml"))
    with pytest.raises(SpecErrors) as caught:
        _check_tokens(session, built([USDX, MATIC], [(MATIC, 1, 1)]), Path("spec.yaml"))
    assert {problem.path for problem in caught.value.problems} == {"tokens[1]", f"deal.capital.{MATIC}"}

"""What more than one of these files starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.house import House
from tests.kit.numbers import PRO_RATA
from tests.kit.tokens import Kind
from tests.property.escrow_bench import Bench
from tests.property.escrow_stage import Stage, set_stage


@pytest.fixture(scope="module")
def bench(house: House, founders: list[LocalAccount]) -> Iterator[Bench]:
    with boa.env.anchor():
        yield Bench(house, founders)


@pytest.fixture(scope="module")
def lenders(house: House, founders: list[LocalAccount]) -> Iterator[Bench]:
    """The same, of a partnership that repays contributions pro rata."""
    with boa.env.anchor():
        yield Bench(house, founders, recoupment=PRO_RATA)


@pytest.fixture(scope="module")
def stage(
    house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount], token_kind: Kind
) -> Iterator[Stage]:
    with boa.env.anchor():
        yield set_stage(house, founders, key, token_kind)

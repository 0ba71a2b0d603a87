"""RevenueEscrow.initialize: once, in the transaction that creates the clone."""

from collections.abc import Callable
from typing import Any

import boa
import pytest

from tests.kit.contracts import clone_of, created_by
from tests.kit.facets import Facets
from tests.kit.house import House, Partnership
from tests.kit.logs import logged
from tests.kit.numbers import ETHER


@pytest.fixture
def creator() -> str:
    return str(boa.env.generate_address("a partnership"))


@pytest.fixture
def clone(house: House, creator: str) -> Any:
    """A clone at the address where the creator's escrow belongs, not yet initialized."""
    address = created_by(creator, 1)
    boa.env.set_code(address, clone_of(house.escrow.address))
    return Facets(address, "RevenueEscrow")


def test_takes_its_partnership_and_tokens_when_new(clone: Any, creator: str, listed: Any, unlisted: Any) -> None:
    clone.initialize(creator, [listed, unlisted], 0, 0)
    assert logged(clone) == [("TokenListed", listed.address), ("TokenListed", unlisted.address)]
    assert clone.partnership() == creator
    assert clone.listed_tokens() == [listed.address, unlisted.address]
    assert (clone.total_units(), clone.era()) == (0, 0)
    with boa.reverts("escrow: not in force"):
        clone.distribute(ETHER)


def test_lists_nothing_when_there_are_no_tokens(clone: Any, creator: str) -> None:
    clone.initialize(creator, [], 0, 0)
    assert logged(clone) == []
    assert clone.listed_tokens() == []


def test_lists_eight_tokens_when_given_eight(clone: Any, creator: str, another: Callable[[], Any]) -> None:
    tokens = [another().address for _ in range(8)]
    clone.initialize(creator, tokens, 0, 0)
    assert clone.listed_tokens() == tokens


def test_refuses_when_initialized_before(forming: Partnership, refused: Any) -> None:
    with refused("escrow: initialized"):
        forming.escrow.initialize(forming.partnership.address, [], 0, 0)


def test_t42_refuses_to_initialize_when_it_is_the_implementation(house: House, outsider: str) -> None:
    with boa.env.prank(outsider), boa.reverts("escrow: initialized"):
        Facets(house.escrow.address, "RevenueEscrow").initialize(outsider, [], 0, 0)
    assert Facets(house.escrow.address, "RevenueEscrow").partnership() == house.escrow.address


def test_t41_refuses_when_somebody_else_claims_a_fresh_clone(clone: Any, creator: str, outsider: str) -> None:
    with boa.env.prank(outsider), boa.reverts("escrow: not its partnership"):
        clone.initialize(outsider, [], 0, 0)
    assert clone.partnership() == ETHER
    clone.initialize(creator, [], 0, 0)
    assert clone.partnership() == creator


def test_refuses_when_a_token_has_no_code(clone: Any, creator: str, outsider: str) -> None:
    with boa.reverts("escrow: no code at token"):
        clone.initialize(creator, [outsider], 0, 0)
    assert clone.partnership() == ETHER


def test_refuses_when_ether_is_listed(clone: Any, creator: str) -> None:
    with boa.reverts("escrow: no code at token"):
        clone.initialize(creator, [ETHER], 0, 0)


def test_refuses_when_a_token_comes_twice(clone: Any, creator: str, listed: Any) -> None:
    with boa.reverts("escrow: token listed already"):
        clone.initialize(creator, [listed, listed], 0, 0)
    assert clone.listed_tokens() == []


def test_reads_back_every_field_when_spun_up(formation: Partnership, listed_at_first: list[str]) -> None:
    escrow = formation.escrow
    assert escrow.partnership() == formation.partnership.address
    assert escrow.address == created_by(formation.partnership.address, 1)
    assert escrow.listed_tokens() == listed_at_first

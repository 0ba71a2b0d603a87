"""RevenueEscrow.recover_nft: what was sent by mistake goes to the treasury; what may be owed does not move."""

from __future__ import annotations

from typing import Any

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, make_known
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote


@pytest.fixture
def collection(mock: Any) -> Any:
    return mock("Collectible")


def test_moves_an_nft_to_the_treasury(partnership: Partnership, collection: Any) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    collection.mint(escrow, 7)
    with by_vote(partnership):
        escrow.recover_nft(collection, 7)
    assert logged(escrow) == [("NftRecovered", collection.address, 7)]
    assert collection.ownerOf(7) == treasury


def test_t24_refuses_when_anybody_else_calls(
    partnership: Partnership, collection: Any, northwind: str, outsider: str, refused: Any
) -> None:
    collection.mint(partnership.escrow, 7)
    for caller in (northwind, outsider, partnership.escrow.address):
        with boa.env.prank(caller), refused("escrow: not the partnership"):
            partnership.escrow.recover_nft(collection, 7)
    assert collection.ownerOf(7) == partnership.escrow.address


def test_passes_the_collections_refusal_on(partnership: Partnership, collection: Any, refused: Any) -> None:
    with by_vote(partnership), refused("nft: not the owner"):
        partnership.escrow.recover_nft(collection, 8)


def test_t35_t80_refuses_a_token_that_ever_earned(
    partnership: Partnership, mock: Any, earn: Any, refused: Any, northwind: str, eastport: str, southbank: str
) -> None:
    escrow = partnership.escrow
    token = mock("TokenWithIds", False)
    make_known(partnership, token)
    earn(token, 1_000)
    with by_vote(partnership), refused("escrow: a revenue token"):
        escrow.recover_nft(token, 1_000)
    for partner in (northwind, eastport, southbank):
        escrow.claim(token, partner)
    arrive(escrow, token, 10)
    with by_vote(partnership), refused("escrow: a revenue token"):
        escrow.recover_nft(token, 10)


def test_t35_t80_refuses_whatever_has_decimals(
    partnership: Partnership, mock: Any, listed: Any, unlisted: Any, refused: Any
) -> None:
    escrow = partnership.escrow
    for token in (mock("TokenWithIds", True), mock("PlainToken", 0), mock("BlocklistToken"), mock("HookToken")):
        arrive(escrow, token, 10)
        with by_vote(partnership), refused("escrow: a revenue token"):
            escrow.recover_nft(token, 10)
        assert token.balanceOf(escrow) == 10


def test_t35_moves_nothing_of_a_token_without_decimals_that_moves_no_nfts(
    partnership: Partnership, mock: Any, refused: Any
) -> None:
    token = mock("CallbackToken")
    boa.env.set_code(token.address, boa.env.get_code(token.address).replace(bytes.fromhex("313ce567"), b"\xff" * 4))
    arrive(partnership.escrow, token, 10)
    with by_vote(partnership), boa.reverts():
        partnership.escrow.recover_nft(token, 10)
    assert token.balanceOf(partnership.escrow) == 10


def test_t35_t80_refuses_a_listed_token_that_was_not_distributed_yet(
    partnership: Partnership, mock: Any, refused: Any
) -> None:
    token = mock("TokenWithIds", False)
    with by_vote(partnership):
        partnership.escrow.list_token(token)
    arrive(partnership.escrow, token, 1_000)
    with by_vote(partnership), refused("escrow: a revenue token"):
        partnership.escrow.recover_nft(token, 1_000)


def test_t33_a_collection_cannot_call_back(
    partnership: Partnership, collection: Any, earn: Any, northwind: str
) -> None:
    escrow = partnership.escrow
    earn(ETHER, 1_000)
    collection.mint(escrow, 7)
    for call in (
        escrow.claim.prepare_calldata(ETHER, northwind),
        escrow.settle.prepare_calldata(ETHER),
        escrow.owed.prepare_calldata(ETHER),
    ):
        with boa.env.anchor():
            collection.arm(escrow, call)
            with by_vote(partnership):
                escrow.recover_nft(collection, 7)
            assert collection.successes() == 0
            assert escrow.owed(ETHER) == 1_000


def test_refuses_an_account_without_code(partnership: Partnership, outsider: str, state: Any) -> None:
    before = state()
    with by_vote(partnership), boa.reverts():
        partnership.escrow.recover_nft(outsider, 7)
    assert state() == before

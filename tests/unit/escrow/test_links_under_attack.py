"""Ways in that were tried against links and what they hang on: each was open once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import created_by, mock
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, earned, link
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_roster, by_vote, join, wind_up

TRANSACTION_GAS = 2**24  # EIP-7825
HALF = 5_000


@pytest.fixture
def strangers(key: Callable[[str], LocalAccount]) -> list[str]:
    return [str(key(f"stranger {i}").address) for i in range(16)]


def entitle(project: Partnership, accounts: list[str]) -> None:
    """One vote by which anybody is entitled to have a token be known: a freeze of a wei for a second."""
    with by_vote(project):
        for account in accounts:
            project.escrow.freeze(ETHER, account, 1, boa.env.timestamp + 1)


def test_t108_room_of_sponsors_is_not_filled_by_others(
    partnership: Partnership, outsider: str, strangers: list[str], refused: Any
) -> None:
    escrow = partnership.escrow
    link(partnership, LinkTerms(outsider, HALF))
    entitle(partnership, strangers)
    junk = [mock("PlainToken", 6) for _ in strangers]
    for token in junk:
        token.mint(escrow, 10)
    for stranger, token in list(zip(strangers, junk, strict=True))[:8]:
        with boa.env.prank(stranger):
            escrow.know_token(token)
    with refused("escrow: too many tokens"), boa.env.prank(strangers[8]):
        escrow.know_token(junk[8])
    income = mock("PlainToken", 6)
    income.mint(escrow, 1_000)
    with boa.env.prank(outsider):
        escrow.know_token(income)
    assert escrow.is_known(income)


@pytest.mark.parametrize("voted", [0, 14])
def test_t108_tokens_that_burn_gas_keep_no_other_from_being_known(
    partnership: Partnership, outsider: str, strangers: list[str], voted: int
) -> None:
    """As many as there can be, all of them showing its balances as theirs: it still fits into one transaction."""
    escrow = partnership.escrow
    link(partnership, LinkTerms(outsider, HALF))
    hostile = [mock("MirroringToken", escrow.address) for _ in range(voted + 8)]
    with by_vote(partnership):
        for listed in escrow.listed_tokens():
            escrow.unlist_token(listed)
        for token in hostile[:voted]:
            escrow.know_token(token)
    entitle(partnership, strangers[:8])
    for stranger, token in zip(strangers, hostile[voted:], strict=False):
        with boa.env.prank(stranger):
            escrow.know_token(token)
    income = mock("PlainToken", 6)
    income.mint(escrow, 10**12)
    for token in hostile:
        token.aim(income)
    with boa.env.prank(outsider):
        escrow.know_token(income, gas=TRANSACTION_GAS)
    assert escrow.is_known(income)


@pytest.mark.parametrize("number", [0, 2, 8])
def test_t93_what_is_liquidated_is_never_a_sponsor_s(partnership: Partnership, outsider: str, number: int) -> None:
    """Where telling a token apart fails in the middle of winding up, the treasury's money stays there."""
    escrow, treasury = partnership.escrow, partnership.partnership.address
    link(partnership, LinkTerms(outsider, HALF))
    hostile = [mock("MirroringToken", escrow.address) for _ in range(number)]
    with boa.env.prank(outsider):
        for token in hostile:
            escrow.know_token(token)
    money = mock("PlainToken", 6)
    with by_vote(partnership):
        for listed in escrow.listed_tokens():
            escrow.unlist_token(listed)
        escrow.list_token(money)
    money.mint(treasury, 10**12)
    for token in hostile:
        token.aim(money)
    wind_up(partnership)
    for token in hostile:
        token.aim(ETHER)
    assert money.balanceOf(treasury) == 10**12
    partnership.partnership.liquidate(money)
    assert money.balanceOf(treasury) < 10  # but for what is sent to tell it apart
    assert escrow.claimable(money, outsider) == 0


def test_a_link_moves_to_no_contract_that_is_no_escrow(
    house: House, partnership: Partnership, founders: list[LocalAccount], key: Callable[[str], LocalAccount]
) -> None:
    """Whoever once created something has code where a partnership has its escrow."""
    sponsor = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"sponsor".ljust(32))
    sponsor.accept_all()
    account, developer = sponsor.partnership.address, str(key("developer").address)
    join(partnership, account)
    link(partnership, LinkTerms(account, HALF, to_escrow=True))
    boa.env.set_code(created_by(developer, 1), b"\x00")
    with by_roster(partnership):
        partnership.escrow.move_units(account, developer)
    assert partnership.escrow.links()[0].credited == developer
    assert earned(partnership, developer) >= 500

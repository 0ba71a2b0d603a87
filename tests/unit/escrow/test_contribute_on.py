"""RevenueEscrow.contribute_on and contribute_on_by_sig: what one is owed is one's contribution to a successor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit.contracts import created_by
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, link
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of, make_known
from tests.kit.numbers import DAY, ETHER, IN_ORDER
from tests.kit.signatures import contribute_on, digest_of, sign
from tests.kit.tokens import Promise, Token
from tests.kit.verbs import by_roster, by_vote, invite, wind_up

EARNED = 10_000
CAPITAL = 2**100
LATE = 2**256 - 1


@pytest.fixture
def successor(house: House, founders: list[LocalAccount], listed: Token) -> Partnership:
    """Of the same three, forming; it repays what they contribute."""
    capital = [Capital(token, CAPITAL, CAPITAL) for token in (ETHER, listed.address)]
    made = house.spin_up(
        founders, [1, 1, 1], [1, 1, 1], tokens=[listed.address], capital=capital, recoupment=IN_ORDER, salt=b"b" * 32
    )
    make_known(made, listed)
    return made


@pytest.fixture
def relay(partnership: Partnership, successor: Partnership, outsider: str) -> Callable[..., int]:
    """Somebody relays what a founder signed."""

    def go(key: LocalAccount, minimum: int = 0, deadline: int = LATE, nonce: int = 0, **other: Any) -> int:
        message = contribute_on(
            partnership.escrow.address,
            other.get("holder", key.address),
            ETHER,
            other.get("successor", successor.partnership.address),
            minimum,
            nonce,
            deadline,
        )
        with boa.env.prank(outsider):
            return int(
                partnership.escrow.contribute_on_by_sig(
                    key.address, ETHER, successor.partnership.address, minimum, deadline, sign(key, message)
                )
            )

    return go


def earn_ether(project: Partnership, amount: int = EARNED) -> None:
    arrive(project.escrow, ETHER, amount)
    project.escrow.distribute(ETHER)


def test_what_one_is_owed_is_ones_contribution_there(
    partnership: Partnership, successor: Partnership, eastport: str, northwind: str
) -> None:
    escrow, there = partnership.escrow, successor.escrow
    earn_ether(partnership)
    before = ether_of(eastport)
    with boa.env.prank(eastport):
        assert escrow.contribute_on(ETHER, successor.partnership.address, 3_000) == 3_000
    assert [event for event in logged(escrow) if event[0] in ("RevenueClaimed", "ContributedOn")] == [
        ("RevenueClaimed", eastport, ETHER, 3_000),
        ("ContributedOn", eastport, ETHER, successor.partnership.address, 3_000, 3_000),
    ]
    assert ("ContributionPaid", escrow.address, eastport, ETHER, 3_000) in logged(escrow)
    assert ether_of(eastport) == before
    assert (there.contribution_of(ETHER, eastport), there.outstanding_of(ETHER, eastport)) == (3_000, 3_000)
    assert ether_of(there.address) == there.owed(ETHER) == 3_000
    assert escrow.owed(ETHER) == ether_of(escrow.address) == EARNED - 3_000
    assert escrow.claimable(ETHER, eastport) == 0
    assert escrow.claim(ETHER, northwind) == 5_000


@pytest.mark.needs(Promise.COVERED)
def test_in_a_token_too_and_leaves_no_allowance(
    partnership: Partnership, successor: Partnership, listed: Token, earn: Any, eastport: str
) -> None:
    escrow, there = partnership.escrow, successor.escrow
    earn(listed, 10**12)
    owed = escrow.claimable(listed, eastport)
    with boa.env.prank(eastport):
        received = escrow.contribute_on(listed, successor.partnership.address, 1)
    assert 0 < received <= owed
    assert there.contribution_of(listed, eastport) == received
    assert listed.allowance(escrow, there) == 0
    assert escrow.claimable(listed, eastport) == 0


def test_goes_to_the_treasury_of_a_successor_in_force_as_far_as_agreed_to_be_repaid(
    partnership: Partnership, successor: Partnership, eastport: str
) -> None:
    successor.accept_all()
    with by_vote(successor):
        successor.escrow.agree_contribution(eastport, ETHER, 2_000)
    earn_ether(partnership)
    with boa.env.prank(eastport):
        partnership.escrow.contribute_on(ETHER, successor.partnership.address, 3_000)
    assert successor.escrow.outstanding_of(ETHER, eastport) == 2_000
    assert successor.escrow.contribution_of(ETHER, eastport) == 3_000
    assert ether_of(successor.partnership.address) == 3_000


def test_takes_along_what_is_liquidated(partnership: Partnership, successor: Partnership, eastport: str) -> None:
    wind_up(partnership)
    boa.env.set_balance(partnership.partnership.address, 1_000)
    with by_vote(partnership):
        partnership.escrow.liquidate(ETHER, 1_000, value=1_000)
    with boa.env.prank(eastport):
        assert partnership.escrow.contribute_on(ETHER, successor.partnership.address, 0) == 300


def test_what_is_frozen_stays(partnership: Partnership, successor: Partnership, eastport: str) -> None:
    earn_ether(partnership)
    with by_vote(partnership):
        partnership.escrow.freeze(ETHER, eastport, 2_500, boa.env.timestamp + DAY)
    with boa.env.prank(eastport):
        assert partnership.escrow.contribute_on(ETHER, successor.partnership.address, 0) == 500
    boa.env.time_travel(seconds=DAY)
    assert partnership.escrow.claim(ETHER, eastport) == 2_500


def test_by_who_holds_the_seat_now(
    partnership: Partnership, successor: Partnership, eastport: str, southbank: str, new: str, refused: Any
) -> None:
    earn_ether(partnership)
    with by_roster(partnership):
        partnership.escrow.move_units(eastport, new)
    with boa.env.prank(eastport), refused("escrow: seat has moved"):
        partnership.escrow.contribute_on(ETHER, successor.partnership.address, 0)
    with boa.env.prank(new), refused("escrow: contributor is no partner"):
        partnership.escrow.contribute_on(ETHER, successor.partnership.address, 0)
    with by_roster(successor):
        successor.escrow.move_units(eastport, new)
    assert partnership.escrow.claim(ETHER, new) == 3_000


def test_leaves_the_claim_where_it_fails(
    partnership: Partnership, successor: Partnership, eastport: str, outsider: str, refused: Any
) -> None:
    escrow, account = partnership.escrow, successor.partnership.address
    with boa.env.prank(eastport), refused("escrow: nothing to claim"):
        escrow.contribute_on(ETHER, account, 0)
    earn_ether(partnership)
    with boa.env.prank(eastport):
        with refused("escrow: less has arrived"):
            escrow.contribute_on(ETHER, account, 3_001)
        for other in (outsider, ETHER, partnership.partnership.address, escrow.address):
            with refused("escrow: no successor there"):
                escrow.contribute_on(ETHER, other, 0)
        boa.env.time_travel(seconds=30 * DAY)  # the formation of the successor fails
        with refused("escrow: no partnership"):
            escrow.contribute_on(ETHER, account, 0)
    assert escrow.claim(ETHER, eastport) == 3_000


def test_t110_the_treasury_takes_nothing_along(partnership: Partnership, successor: Partnership, refused: Any) -> None:
    """What the reserve earned is partly of who leaves, and of creditors when winding up."""
    with by_vote(partnership):
        partnership.escrow.set_reserve(5_000)
    earn_ether(partnership)
    with by_vote(partnership), refused("escrow: treasury is paid itself"):
        partnership.escrow.contribute_on(ETHER, successor.partnership.address, 0)


def test_refuses_a_token_that_takes_more_than_is_owed(
    partnership: Partnership, successor: Partnership, mock: Any, eastport: str, refused: Any
) -> None:
    escrow, token = partnership.escrow, mock("FeeOnTopToken", 100)
    make_known(successor, token)
    token.mint(escrow, EARNED)
    escrow.distribute(token)
    with boa.env.prank(eastport), refused("escrow: more has left"):
        escrow.contribute_on(token, successor.partnership.address, 0)


def test_says_what_arrived_of_a_token_with_a_fee(
    partnership: Partnership, successor: Partnership, mock: Any, eastport: str, refused: Any
) -> None:
    escrow, token = partnership.escrow, mock("FeeToken", 1_000)
    make_known(successor, token)
    token.mint(escrow, EARNED)
    escrow.distribute(token)
    owed = escrow.claimable(token, eastport)
    with boa.env.prank(eastport):
        with refused("escrow: less has arrived"):
            escrow.contribute_on(token, successor.partnership.address, owed * 9 // 10 + 1)
        received = escrow.contribute_on(token, successor.partnership.address, owed * 9 // 10)
    assert received == owed * 9 // 10
    assert logged(escrow)[-1] == (
        "ContributedOn",
        eastport,
        token.address,
        successor.partnership.address,
        owed,
        received,
    )


TAKES_AND_SAYS_NOTHING = "5f5ff3"
SAYS_SEVEN = "60075f5260205ff3"


@pytest.mark.parametrize("code", [TAKES_AND_SAYS_NOTHING, SAYS_SEVEN])
def test_t111_what_is_no_escrow_gets_nothing(partnership: Partnership, mock: Any, eastport: str, code: str) -> None:
    """Whatever it answers."""
    maker = mock("ActionTarget").address
    boa.env.set_code(created_by(maker, 1), bytes.fromhex(code))
    earn_ether(partnership)
    with boa.env.prank(eastport), boa.reverts():
        partnership.escrow.contribute_on(ETHER, maker, 0)
    assert partnership.escrow.claimable(ETHER, eastport) == 3_000


# --- signed ---


def test_anybody_relays_what_a_partner_signed(
    partnership: Partnership, successor: Partnership, founders: list[LocalAccount], relay: Any
) -> None:
    escrow, eastport = partnership.escrow, founders[1]
    earn_ether(partnership)
    assert escrow.contribute_on_nonce(eastport.address) == 0
    assert relay(eastport, 3_000) == 3_000
    assert escrow.contribute_on_nonce(eastport.address) == 1
    assert successor.escrow.contribution_of(ETHER, eastport.address) == 3_000
    assert ("ContributedOn", eastport.address, ETHER, successor.partnership.address, 3_000, 3_000) in logged(escrow)


def test_t112_a_signature_counts_once_in_time_and_for_what_it_says(
    partnership: Partnership, founders: list[LocalAccount], relay: Any, outsider: str
) -> None:
    eastport, southbank = founders[1:]
    earn_ether(partnership)
    now = boa.env.timestamp
    with boa.reverts("escrow: signature expired"):
        relay(eastport, deadline=now - 1)
    for wrong in ({"nonce": 1}, {"holder": southbank.address}, {"successor": outsider}):
        with boa.reverts("escrow: bad signature"):
            relay(eastport, **wrong)
    relay(eastport, deadline=now)
    earn_ether(partnership)
    with boa.reverts("escrow: bad signature"):
        relay(eastport, deadline=now)
    relay(eastport, nonce=1, deadline=now)


def test_t112_the_least_that_was_signed_must_arrive(
    partnership: Partnership, founders: list[LocalAccount], relay: Any
) -> None:
    earn_ether(partnership)
    with boa.reverts("escrow: less has arrived"):
        relay(founders[1], 3_001)
    assert partnership.escrow.contribute_on_nonce(founders[1].address) == 0
    relay(founders[1], 3_000)


def test_says_its_domain(partnership: Partnership) -> None:
    _, name, version, _, contract, _, _ = partnership.escrow.eip712Domain()
    assert (name, version, contract) == ("Polypact RevenueEscrow", "1", partnership.escrow.address)


def test_a_partnership_signs_by_its_vote(
    partnership: Partnership, successor: Partnership, house: House, founders: list[LocalAccount], outsider: str
) -> None:
    """It has no key: whoever relays it shows no signature, and the partnership says that it is good (ERC-1271)."""
    above = house.spin_up(founders, [1, 1, 1], [1, 1, 2], salt=b"above".ljust(32))
    above.accept_all()
    account, there = above.partnership.address, successor.partnership.address
    link(partnership, LinkTerms(account, 1_000))
    successor.accept_all()
    invite(successor, account)
    earn_ether(partnership)
    message = contribute_on(partnership.escrow.address, account, ETHER, there, 1_000, 0, LATE)
    relayed = (account, ETHER, there, 1_000, LATE, b"")
    with boa.env.prank(outsider), boa.reverts("escrow: bad signature"):
        partnership.escrow.contribute_on_by_sig(*relayed)
    approval = above.partnership.approve_message.prepare_calldata(digest_of(message), boa.env.timestamp + 30 * DAY)
    above.decide([(account, 0, approval)], "take it along")
    with boa.env.prank(outsider):
        assert partnership.escrow.contribute_on_by_sig(*relayed) == 1_000
    assert successor.escrow.contribution_of(ETHER, account) == 1_000

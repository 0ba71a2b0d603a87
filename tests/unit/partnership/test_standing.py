"""`standing` and `status_of`: what other contracts ask about an account, also in the middle of an execution."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_abi import decode
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import mock, mock_at
from tests.kit.house import Partnership
from tests.kit.numbers import (
    ACTIVE,
    DAY,
    EXPELLED,
    INVITED,
    LEFT,
    MOVED,
    PROPOSER,
    STEERING,
    SUSPENDED,
    TREASURER,
)
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    invite,
    join,
    lapse_over_terms,
    leave,
    move,
    pay_call,
    reshare,
)

Standing = tuple[bool, int, int]
NOTHING: Standing = (False, 0, 0)


def standing(venture: Partnership, account: str) -> Standing:
    found: Standing = tuple(venture.partnership.standing(account))  # type: ignore[assignment]
    assert venture.partnership.has_standing(account) is found[0]
    return found


def suspend(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.suspend(account)


def expel(venture: Partnership, account: str) -> None:
    with by_vote(venture):
        venture.membership.expel(account)


# What becomes of eastport (weight 30, a proposer) => its standing, and where it stands on the roster.
FATES: dict[str, tuple[Callable[[Partnership, str], None], Standing, int]] = {
    "active": (lambda venture, account: None, (True, PROPOSER, 30), ACTIVE),
    "suspended": (suspend, NOTHING, SUSPENDED),
    "lapsed": (lapse_over_terms, NOTHING, ACTIVE),
    "left": (leave, NOTHING, LEFT),
    "expelled": (expel, NOTHING, EXPELLED),
    "moved": (lambda venture, account: move(venture, account, "0x" + "77" * 20), NOTHING, MOVED),
    "invited again": (lambda venture, account: (leave(venture, account), invite(venture, account)), NOTHING, INVITED),
    "back": (lambda venture, account: (leave(venture, account), join(venture, account)), (True, PROPOSER, 10), ACTIVE),
}


@pytest.mark.parametrize("fate", FATES)
def test_tells_who_may_take_part(partnership: Partnership, eastport: str, fate: str) -> None:
    happens, expected, status = FATES[fate]
    happens(partnership, eastport)
    assert standing(partnership, eastport) == expected
    assert partnership.membership.status_of(eastport) == partnership.membership.partner(eastport)[2] == status


def test_tells_nothing_of_a_stranger(partnership: Partnership, outsider: str) -> None:
    assert standing(partnership, outsider) == NOTHING
    assert partnership.membership.status_of(outsider) == 0
    invite(partnership, outsider, role=PROPOSER | STEERING)
    assert standing(partnership, outsider) == NOTHING
    assert partnership.membership.status_of(outsider) == INVITED


def test_follows_the_seat_to_its_new_account(partnership: Partnership, eastport: str, new: str) -> None:
    move(partnership, eastport, new)
    assert standing(partnership, new) == (True, PROPOSER, 30)
    assert partnership.membership.status_of(new) == ACTIVE


def test_is_nobodys_while_the_partnership_forms_and_after_it_ended(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    first = founders[0].address
    assert forming.membership.status_of(first) == INVITED
    accept(forming, first)
    assert standing(forming, first) == NOTHING  # a partner, but nothing can be decided yet
    assert forming.membership.status_of(first) == ACTIVE
    for founder in founders[1:]:
        accept(forming, founder.address)
    assert standing(forming, first) == (True, PROPOSER, 50)
    for founder in founders[:2]:
        leave(forming, founder.address)
        assert standing(forming, founder.address) == NOTHING
    with boa.env.prank(founders[2].address):  # who is left winds up, and decides on what is kept
        forming.partnership.wind_up_alone()
    assert standing(forming, founders[2].address) == (True, PROPOSER, 20)


def test_the_role_and_the_seat_end_with_their_last_second(partnership: Partnership, outsider: str) -> None:
    now = int(boa.env.timestamp)
    invite(partnership, outsider, role=TREASURER)
    with by_vote(partnership):
        partnership.membership.set_role(outsider, TREASURER, now + DAY)
        partnership.membership.set_probation(outsider, now + 2 * DAY)
    accept(partnership, outsider)
    for moment, expected in (
        (now + DAY, (True, TREASURER, 10)),
        (now + DAY + 1, (True, 0, 10)),
        (now + 2 * DAY, (True, 0, 10)),
        (now + 2 * DAY + 1, NOTHING),
    ):
        travel_to(moment)
        assert standing(partnership, outsider) == expected
        assert partnership.membership.status_of(outsider) == ACTIVE  # until somebody ends it


def test_new_terms_take_it_when_the_window_has_closed(partnership: Partnership, eastport: str) -> None:
    terms_hash = amend(partnership)
    others = [founder.address for founder in partnership.founders if founder.address != eastport]
    for other in others:
        accept(partnership, other)
    travel_to(partnership.membership.current_terms()[2] + 1)
    assert standing(partnership, eastport) == (True, PROPOSER, 30)  # nobody has closed it yet
    close_window(partnership, *others)
    assert standing(partnership, eastport) == NOTHING
    accept(partnership, eastport, terms_hash)
    assert standing(partnership, eastport) == (True, PROPOSER, 30)


def test_knows_the_weight_as_last_set(partnership: Partnership, eastport: str) -> None:
    with by_vote(partnership):
        partnership.membership.set_shares(eastport, 31, 300)
        assert standing(partnership, eastport) == (True, PROPOSER, 31)
    reshare(partnership, eastport, 0, 300)
    assert standing(partnership, eastport) == (True, PROPOSER, 0)


# --- in the middle of an execution ---

# Views that other contracts ask, as their functions take them: of an account, of a number, of nothing.
OF_AN_ACCOUNT = ("standing", "status_of", "partner", "seat_offer", "offer_of", "repayable_capital")
OF_A_NUMBER = ("partner_at", "terms_hash", "deal_of")
OF_NOTHING = (
    "phase",
    "formation_deadline",
    "current_terms",
    "seat_count",
    "members",
    "ceilings",
    "residual_beneficiary",
)


@pytest.fixture
def wallet(partnership: Partnership) -> str:
    """A partner that is a program: it asks while a proposal is being executed."""
    program = mock("ScriptedWallet")
    invite(partnership, program.address, weight=7, units=9)
    program.call(
        partnership.membership.address,
        0,
        partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(program.address)),
    )
    return str(program.address)


def asked(venture: Partnership, wallet: str, data: bytes) -> bytes:
    """The first 256 bytes of what a view answers to an action that asks it."""
    program = mock_at("ScriptedWallet", wallet)
    program.plan(venture.partnership.address, data)
    before = program.attempts()
    venture.decide([pay_call(wallet, 0), (wallet, 0, program.poke.prepare_calldata())], f"ask {data.hex()}")
    assert (program.attempts(), program.succeeded()) == (before + 2, True)
    return bytes(program.answer())


@pytest.mark.parametrize("view", [*OF_AN_ACCOUNT, *OF_A_NUMBER, *OF_NOTHING])
def test_t22_views_of_terms_and_roster_answer_while_a_proposal_is_executed(
    partnership: Partnership, wallet: str, view: str
) -> None:
    arguments: tuple[object, ...] = (wallet,) if view in OF_AN_ACCOUNT else (1,) if view in OF_A_NUMBER else ()
    data = getattr(partnership.partnership, view).prepare_calldata(*arguments)
    answer = asked(partnership, wallet, data)
    outside = bytes(boa.env.raw_call(partnership.partnership.address, data=data).output)
    assert answer == outside[:256] and answer


def test_t22_standing_in_the_middle_is_that_of_the_moment(partnership: Partnership, wallet: str) -> None:
    """An action before it has changed the weight, and the one that asks sees that."""
    members, program = partnership.membership, mock_at("ScriptedWallet", wallet)
    program.plan(members.address, partnership.partnership.standing.prepare_calldata(wallet))
    change = (members.address, 0, members.set_shares.prepare_calldata(wallet, 8, 9))
    partnership.decide([change, (wallet, 0, program.poke.prepare_calldata())])
    assert decode(["bool", "uint256", "uint256"], program.answer()) == (True, PROPOSER, 8)


@pytest.mark.parametrize("view", ["has_standing", "weight_of", "getVotes", "total", "state"])
def test_t22_views_of_votes_wait_until_it_is_over(partnership: Partnership, wallet: str, view: str) -> None:
    """Nobody reads a tally or a rule that is about to change."""
    program = mock_at("ScriptedWallet", wallet)
    arguments = () if view == "total" else (1,) if view == "state" else (wallet,)
    program.plan(partnership.partnership.address, getattr(partnership.partnership, view).prepare_calldata(*arguments))
    partnership.decide([(wallet, 0, program.poke.prepare_calldata())])
    assert (program.attempts(), program.succeeded(), program.answer()) == (1, False, b"")

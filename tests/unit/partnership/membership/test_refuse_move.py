"""Partnership.refuse_move and refuse_move_by_sig: more than a third of the others keep a seat where it is."""

from __future__ import annotations

from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, MOVE_SECONDS, NOBODY
from tests.kit.people import key_of
from tests.kit.refusals import refused
from tests.kit.signatures import digest_of, seat_refusal, sign
from tests.kit.verbs import by_vote, call, conditions, join, move, offer, silence

TO = "0x" + "77" * 20
DOES_NOT_COUNT = "membership: refusal does not count"


@pytest.fixture
def people() -> list[LocalAccount]:
    """Four partners; the first one, whose key was stolen, offers its seat. The others have 30, 20 and 10."""
    return [key_of(name) for name in ("stolen", "eastport", "southbank", "westgate")]


@pytest.fixture
def venture(house: House, people: list[LocalAccount]) -> Partnership:
    made = house.spin_up(people, [40, 30, 20, 10], [1, 1, 1, 1], deal=replace(WIDE, move_seconds=MOVE_SECONDS))
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    offer(made, people[0].address, TO)
    return made


def refuse(venture: Partnership, refuser: str) -> None:
    with boa.env.prank(refuser):
        venture.membership.refuse_move(venture.founders[0].address)


def signed_by(venture: Partnership, refuser: LocalAccount, deadline: int) -> bytes:
    to, ready_at = venture.membership.seat_offer(venture.founders[0].address)
    message = seat_refusal(venture, venture.founders[0].address, to, ready_at, refuser.address, deadline)
    assert venture.membership.refusal_digest(venture.founders[0].address, refuser.address, deadline) == digest_of(
        message
    )
    return sign(refuser, message)


def relay(venture: Partnership, refusers: list[LocalAccount]) -> int:
    deadline = boa.env.timestamp + DAY
    return int(
        venture.membership.refuse_move_by_sig(
            venture.founders[0].address,
            [refuser.address for refuser in refusers],
            [deadline] * len(refusers),
            [signed_by(venture, refuser, deadline) for refuser in refusers],
        )
    )


def is_offered(venture: Partnership) -> bool:
    return bool(venture.membership.seat_offer(venture.founders[0].address)[0] != NOBODY)


def test_t84_more_than_a_third_of_the_others_end_the_offer(venture: Partnership, people: list[LocalAccount]) -> None:
    """20 of the other 60 are a third, and not more; 10 more are."""
    members, stolen = venture.membership, people[0].address
    refuse(venture, people[2].address)
    assert events(members) == [
        (
            members.address,
            "MoveRefused",
            {"partner": stolen, "refuser": people[2].address, "weight": 20, "refused": 20},
        )
    ]
    assert is_offered(venture)
    refuse(venture, people[3].address)
    assert [name for _, name, _ in events(members)] == ["MoveRefused", "SeatKept"]
    assert not is_offered(venture)
    travel_to(boa.env.timestamp + MOVE_SECONDS)
    with refused(venture, "membership: seat is not offered"):
        agreed = conditions(venture, stolen)
        with boa.env.prank(TO):
            members.take_seat(stolen, agreed)
    with boa.env.prank(people[1].address), refused(venture, "membership: seat is not offered"):
        members.refuse_move(stolen)


def test_t84_transactions_and_signatures_add_up(venture: Partnership, people: list[LocalAccount]) -> None:
    refuse(venture, people[3].address)
    assert is_offered(venture)
    assert relay(venture, [people[2]]) == 1
    assert not is_offered(venture)


def test_t84_a_batch_passes_over_what_does_not_count(
    venture: Partnership, people: list[LocalAccount], outsider: str
) -> None:
    """A stranger's junk, one that has refused already and one that was suspended spoil nothing."""
    members, stolen = venture.membership, people[0]
    stranger = key_of("stranger")
    refuse(venture, people[3].address)
    with by_vote(venture):
        members.suspend(people[1].address)
    with refused(venture, DOES_NOT_COUNT):
        relay(venture, [stranger, people[3], people[1], stolen])
    assert relay(venture, [stranger, people[3], people[1], stolen, people[2]]) == 1
    assert not is_offered(venture)


def test_t84_nobody_counts_twice(venture: Partnership, people: list[LocalAccount]) -> None:
    refuse(venture, people[3].address)
    with boa.env.prank(people[3].address), refused(venture, DOES_NOT_COUNT):
        venture.membership.refuse_move(people[0].address)
    with refused(venture, DOES_NOT_COUNT):
        relay(venture, [people[3]])
    new = key_of("westgate's new key")
    with by_vote(venture):
        venture.membership.set_shares(people[3].address, 10, 2)
    move(venture, people[3].address, new.address)
    offered_at = venture.membership.seat_offer(people[0].address)
    assert offered_at[0] == TO  # still to be refused
    with boa.env.prank(new.address), refused(venture, DOES_NOT_COUNT):
        venture.membership.refuse_move(people[0].address)


def test_t84_only_partners_with_weight_and_standing_refuse(
    venture: Partnership, people: list[LocalAccount], outsider: str
) -> None:
    small = key_of("small").address
    join(venture, small, weight=0, units=1)
    for account in (outsider, small, people[0].address, TO):
        with boa.env.prank(account), refused(venture, DOES_NOT_COUNT):
            venture.membership.refuse_move(people[0].address)


def test_t84_a_new_offer_is_refused_anew(venture: Partnership, people: list[LocalAccount]) -> None:
    """Also one of the very same second: who refused the one before refuses this, and what was signed for another
    account does not count."""
    deadline = boa.env.timestamp + 30 * DAY
    kept = signed_by(venture, people[1], deadline)
    refuse(venture, people[2].address)
    offer(venture, people[0].address, "0x" + "78" * 20)
    with refused(venture, DOES_NOT_COUNT):
        venture.membership.refuse_move_by_sig(people[0].address, [people[1].address], [deadline], [kept])
    refuse(venture, people[2].address)
    assert is_offered(venture)
    refuse(venture, people[3].address)
    assert not is_offered(venture)


def test_t84_signatures_have_their_time(venture: Partnership, people: list[LocalAccount]) -> None:
    deadline = boa.env.timestamp + DAY
    kept = signed_by(venture, people[1], deadline)
    arguments = (people[0].address, [people[1].address], [deadline], [kept])
    travel_to(deadline + 1)
    with refused(venture, DOES_NOT_COUNT):
        venture.membership.refuse_move_by_sig(*arguments)
    travel_to(deadline)
    with refused(venture, "membership: refusals do not match"):
        venture.membership.refuse_move_by_sig(people[0].address, [people[1].address], [], [kept])
    assert venture.membership.refuse_move_by_sig(*arguments) == 1
    assert not is_offered(venture)


def test_an_offer_that_a_vote_made_is_the_old_accounts_to_refuse(
    venture: Partnership, people: list[LocalAccount]
) -> None:
    stolen, second = people[0].address, people[1].address
    silence(venture, stolen, second)
    with by_vote(venture):
        venture.membership.recover_seat(stolen, TO)
    with boa.env.prank(second), refused(venture, "membership: offered by vote"):
        venture.membership.refuse_move(stolen)


def test_t85_to_refuse_is_a_sign_of_life(venture: Partnership, people: list[LocalAccount]) -> None:
    call(venture, people[3].address, people[1].address)
    refuse(venture, people[3].address)
    assert venture.membership.partner(people[3].address).answer_by == 0

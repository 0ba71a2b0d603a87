"""Partnership.recover_seat: the seat of a partner that does not answer moves by vote, after 30 days in which
the old key may refuse or answer."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, EVERYDAY, MOVED, NOBODY, ORDINARY, RECOVERY_SECONDS, SUSPENDED
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.rules import STRICT, Rule
from tests.kit.verbs import by_vote, call, conditions, invite, join, leave, move, silence, take


@pytest.fixture
def lost(founders: list[LocalAccount]) -> str:
    """The second founder, who lost its key: weight 30, units 300."""
    return str(founders[1].address)


def recover(venture: Partnership, partner: str, to: str) -> int:
    """Offers the seat of a partner that does not answer, as a vote would; the first second in which it may be taken."""
    if not venture.membership.partner(partner).is_lapsed:
        silence(venture, partner, venture.founders[0].address)
    with by_vote(venture):
        venture.membership.recover_seat(partner, to)
    return int(venture.membership.seat_offer(partner)[1])


def test_offers_the_seat_when_decided_by_vote(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str
) -> None:
    members = partnership.membership
    silence(partnership, lost, founders[0].address)
    actions = [(members.address, 0, members.recover_seat.prepare_calldata(lost, new))]
    proposal = partnership.propose(actions)
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[0].address, founders[2].address])  # 70 of 100 for, without the lost key
    travel_to(partnership.partnership.proposalEta(proposal))
    partnership.execute(actions)
    ready_at = boa.env.timestamp + RECOVERY_SECONDS
    assert events(partnership.partnership)[1:] == [
        (members.address, "SeatOffered", {"partner": lost, "to": new, "ready_at": ready_at, "by_vote": True})
    ]
    assert members.seat_offer(lost) == (new, ready_at)


def test_t65_may_be_taken_after_30_days_to_the_second(partnership: Partnership, lost: str, new: str) -> None:
    ready_at = recover(partnership, lost, new)
    asked = boa.env.timestamp
    assert ready_at == asked + RECOVERY_SECONDS
    for early in (asked, ready_at - 1):
        travel_to(early)
        with refused(partnership, "membership: may still be refused"):
            take(partnership, lost, new)
    travel_to(ready_at)
    take(partnership, lost, new)
    assert partnership.membership.partner(lost)[2] == MOVED
    assert (partnership.partnership.weight_of(new), partnership.escrow.units_of(new)) == (30, 300)


@pytest.mark.parametrize("late", [False, True])
def test_t65_the_old_key_refuses_as_long_as_the_seat_is_not_taken(
    partnership: Partnership, lost: str, new: str, late: bool
) -> None:
    ready_at = recover(partnership, lost, new)
    if late:
        travel_to(ready_at)
    with boa.env.prank(lost):
        partnership.membership.keep_seat()
    travel_to(ready_at)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, lost, new)


def test_t65_the_old_key_refuses_even_when_suspended(partnership: Partnership, lost: str, new: str) -> None:
    """Else a vote could take its seat by suspending it first."""
    with by_vote(partnership):
        partnership.membership.suspend(lost)
    recover(partnership, lost, new)
    with boa.env.prank(lost):
        partnership.membership.keep_seat()
    assert partnership.membership.seat_offer(lost) == (NOBODY, 0)
    assert not partnership.membership.partner(lost).is_lapsed  # to refuse is to answer


def test_t65_t85_ends_when_the_old_key_answers_after_all(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str
) -> None:
    ready_at = recover(partnership, lost, new)
    with boa.env.prank(lost):
        partnership.membership.answer()
    assert partnership.membership.seat_offer(lost) == (NOBODY, 0)
    agreed = conditions(partnership, lost)
    travel_to(ready_at)
    with boa.env.prank(new), refused(partnership, "membership: seat is not offered"):
        partnership.membership.take_seat(lost, agreed)
    assert partnership.partnership.total() == 100


def test_t85_moves_no_seat_of_who_is_there(partnership: Partnership, lost: str, new: str) -> None:
    """Neither before a call nor while one runs, nor when it was answered: a majority takes nobody's seat."""
    caller = partnership.founders[0].address
    for step in ("uncalled", "called", "answered"):
        if step == "called":
            travel_to(call(partnership, lost, caller) + 1)
        elif step == "answered":
            with boa.env.prank(lost):
                partnership.membership.answer()
        with by_vote(partnership), refused(partnership, "roster: call the partner first"):
            partnership.membership.recover_seat(lost, new)


def test_t85_moves_the_seat_of_who_agrees_to_the_proposal(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str
) -> None:
    """Of a suspended partner, say, that cannot offer its seat itself."""
    members = partnership.membership
    with by_vote(partnership):
        members.suspend(lost)
    action = (members.address, 0, members.recover_seat.prepare_calldata(lost, new))
    proposal = partnership.propose([action])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[0].address, founders[2].address])
    with boa.env.prank(lost):
        partnership.partnership.consent(proposal, True)
    travel_to(partnership.partnership.proposalEta(proposal))
    partnership.execute([action])
    travel_to(members.seat_offer(lost)[1])
    take(partnership, lost, new)
    assert members.partner(new)[2:5] == (SUSPENDED, 30, 300)


def test_t83_finds_the_seat_after_it_has_moved(partnership: Partnership, lost: str, new: str, newer: str) -> None:
    move(partnership, lost, new)
    silence(partnership, new, partnership.founders[0].address)
    with by_vote(partnership):
        partnership.membership.recover_seat(lost, newer)
    assert partnership.membership.seat_offer(new)[0] == newer
    boa.env.time_travel(seconds=RECOVERY_SECONDS)
    take(partnership, new, newer)
    assert partnership.membership.holder_of(lost) == newer


def test_t65_nobody_else_refuses_for_it(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str, outsider: str
) -> None:
    recover(partnership, lost, new)
    with boa.env.prank(founders[0].address), refused(partnership, "membership: seat is not offered"):
        partnership.membership.keep_seat()
    for caller in (new, outsider, partnership.partnership.address):
        with boa.env.prank(caller), refused(partnership, "roster: not on the roster"):
            partnership.membership.keep_seat()


def test_a_new_vote_starts_the_30_days_again(partnership: Partnership, lost: str, new: str, newer: str) -> None:
    first = recover(partnership, lost, new)
    travel_to(first - 1)
    second = recover(partnership, lost, newer)
    assert second == first - 1 + RECOVERY_SECONDS
    travel_to(first)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, lost, new)
    with refused(partnership, "membership: may still be refused"):
        take(partnership, lost, newer)


def test_t66_the_partners_own_offer_replaces_that_of_the_vote(
    partnership: Partnership, lost: str, new: str, newer: str
) -> None:
    """It is a sign of life, so the seat is the partner's to give again."""
    ready_at = recover(partnership, lost, new)
    with boa.env.prank(lost):
        partnership.membership.offer_seat(newer)
    assert not partnership.membership.partner(lost).is_lapsed
    with by_vote(partnership), refused(partnership, "roster: call the partner first"):
        partnership.membership.recover_seat(lost, new)
    travel_to(ready_at + RECOVERY_SECONDS)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, lost, new)
    take(partnership, lost, newer)


def test_t66_an_offer_ends_when_the_seat_is_taken(partnership: Partnership, lost: str, new: str, newer: str) -> None:
    """What was offered in the name of the old account gives nobody the seat of the new one."""
    recover(partnership, lost, new)
    with boa.env.prank(lost):
        partnership.membership.offer_seat(newer)
    take(partnership, lost, newer)
    agreed = conditions(partnership, newer)
    boa.env.time_travel(seconds=RECOVERY_SECONDS)
    for partner in (lost, newer):
        with boa.env.prank(new), refused(partnership, "membership: seat is not offered"):
            partnership.membership.take_seat(partner, agreed)


def test_a_partner_in_recovery_who_is_expelled_gives_no_seat_away(
    partnership: Partnership, lost: str, new: str
) -> None:
    travel_to(recover(partnership, lost, new))
    with by_vote(partnership):
        partnership.membership.expel(lost)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, lost, new)
    assert partnership.membership.seat_offer(lost) == (NOBODY, 0)


def test_t05_what_the_old_key_could_not_claim_goes_to_the_new_account(
    partnership: Partnership, lost: str, new: str
) -> None:
    boa.env.set_balance(partnership.escrow.address, 1_000)
    travel_to(recover(partnership, lost, new))
    take(partnership, lost, new)
    before = boa.env.get_balance(new)
    partnership.escrow.distribute(ETHER)
    partnership.escrow.claim(ETHER, lost)
    assert boa.env.get_balance(new) == before + 300


def test_is_decided_by_the_recovery_class_where_it_has_a_rule(
    house: House, founders: list[LocalAccount], lost: str, new: str, outsider: str
) -> None:
    recovery = 4
    rules = ((0, STRICT), (recovery, Rule(quorum_bps=2_000)), (ORDINARY, Rule()))
    venture = house.spin_up(founders, [50, 30, 20], [1, 1, 1], rules=rules)
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    silence(venture, lost, founders[0].address)
    members = venture.membership
    action = (members.address, 0, members.recover_seat.prepare_calldata(lost, new))
    proposal = venture.propose([action])
    assert venture.partnership.proposal_class(proposal) == recovery
    both = venture.propose([action, venture.admit_call(outsider, 1, 1)], "with a stricter action")
    assert venture.partnership.proposal_class(both) == EVERYDAY
    assert venture.partnership.proposal_rule(both) == STRICT.abi()
    venture.open_voting(proposal)
    venture.vote(proposal, by=[founders[2].address])
    travel_to(venture.partnership.proposalEta(proposal))
    venture.execute([action])
    assert members.seat_offer(lost)[0] == new


def test_t24_goes_by_the_constitutional_rule_where_the_recovery_class_has_none(
    partnership: Partnership, lost: str, new: str
) -> None:
    members, governor = partnership.membership, partnership.partnership
    proposal = partnership.propose([(members.address, 0, members.recover_seat.prepare_calldata(lost, new))])
    assert governor.proposal_class(proposal) == EVERYDAY
    assert governor.proposal_rule(proposal) == governor.rule(CONSTITUTIONAL) == STRICT.abi()


def test_t03_reverts_when_it_is_for_who_cannot_have_it(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str
) -> None:
    silence(partnership, lost, founders[0].address)
    cases = [
        (NOBODY, "roster: zero address"),
        (partnership.escrow.address, "roster: its own contract"),
        (founders[0].address, "roster: already on the roster"),
        (lost, "roster: already on the roster"),
    ]
    for to, reason in cases:
        with by_vote(partnership), refused(partnership, reason):
            partnership.membership.recover_seat(lost, to)


def test_reverts_when_it_is_not_a_partners_seat(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str, outsider: str
) -> None:
    with by_vote(partnership), refused(partnership, "roster: not on the roster"):
        partnership.membership.recover_seat(outsider, new)
    invite(partnership, outsider)
    leave(partnership, lost)
    for account in (outsider, lost):
        with by_vote(partnership), refused(partnership, "roster: not a partner"):
            partnership.membership.recover_seat(account, new)


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], lost: str, new: str, outsider: str
) -> None:
    for caller in (outsider, new, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.recover_seat(lost, new)


def test_reverts_when_forming(forming: Partnership, lost: str, new: str) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.recover_seat(lost, new)


def test_t66_a_vote_of_long_ago_does_not_take_the_seat_of_who_came_back(
    partnership: Partnership, lost: str, new: str
) -> None:
    recover(partnership, lost, new)
    leave(partnership, lost)
    boa.env.time_travel(seconds=365 * DAY)
    join(partnership, lost)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, lost, new)
    assert partnership.membership.seat_offer(lost) == (NOBODY, 0)

"""Partnership.offer_seat, keep_seat, take_seat and seat_offer: a partner moves to another account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import WIDE, House, Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import (
    ABSTAIN,
    ACTIVE,
    AGAINST,
    CANCELED,
    DAY,
    FOR,
    FOR_EVER,
    INVITED,
    LEFT,
    MOVE_SECONDS,
    MOVED,
    NOBODY,
    ORDINARY,
    PROPOSER,
    STEERING,
    TERMS_HASH,
    WINDING_UP,
)
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import UNITS_BY_ROSTER_ONLY, refused
from tests.kit.rules import Rule
from tests.kit.signatures import acceptance, ballot, digest_of, seat_acceptance, sign
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    conditions,
    invite,
    join,
    join_by_vote,
    leave,
    move,
    offer,
    pay_call,
    reshare,
    set_exit_terms,
    take,
)

NOTHING = (0, bytes(32), 0, 0, 0, 0, 0, 0)
NOT_SIGNED = "terms: signature not by partner"


@pytest.fixture
def partner(founders: list[LocalAccount]) -> LocalAccount:
    """The second founder, who moves its seat: weight 30, units 300."""
    return founders[1]


@pytest.fixture
def new(key: Callable[[str], LocalAccount]) -> LocalAccount:
    """The new account of the same partner."""
    return key("eastport's new key")


@pytest.fixture
def newer(key: Callable[[str], LocalAccount]) -> LocalAccount:
    return key("eastport's newer key")


def keep(venture: Partnership, partner: str) -> None:
    with boa.env.prank(partner):
        venture.membership.keep_seat()


# --- offering, keeping, taking ---


def test_offers_and_takes_in_two_steps(partnership: Partnership, partner: LocalAccount, new: LocalAccount) -> None:
    members, record = partnership.membership, partnership.membership.partner(partner.address)
    offer(partnership, partner.address, new.address)
    assert events(members) == [
        (
            members.address,
            "SeatOffered",
            {"partner": partner.address, "to": new.address, "ready_at": boa.env.timestamp, "by_vote": False},
        )
    ]
    assert members.seat_offer(partner.address) == (new.address, boa.env.timestamp)
    assert members.partner(new.address)[2] == 0
    take(partnership, partner.address, new.address)
    assert events(members) == [
        (members.address, "SeatMoved", {"partner": partner.address, "to": new.address, "seat": 1}),
        (
            members.address,
            "DelegateVotesChanged",
            {"delegate": partner.address, "previousVotes": 30, "newVotes": 0},
        ),
        (
            partnership.partnership.address,
            "DelegateVotesChanged",
            {"delegate": new.address, "previousVotes": 0, "newVotes": 30},
        ),
        (members.address, "TermsAccepted", {"partner": new.address, "version": 1, "terms_hash": TERMS_HASH}),
        (
            partnership.escrow.address,
            "HolderChanged",
            {"key": partner.address, "previous": partner.address, "current": new.address},
        ),
    ]
    assert members.seat_offer(partner.address) == (NOBODY, 0)
    moved = (new.address, *record[1:8], record.nonce + 1, *record[9:12], new.address, 0, False, 0)
    assert members.partner(new.address) == moved
    gone = (partner.address, 1, MOVED, 0, 0, 0, 0, 0, 2, 0, 0, 0, new.address, 0, False, 0)
    assert members.partner(partner.address) == gone
    assert members.holder_of(partner.address) == members.holder_of(new.address) == new.address


def test_leaves_all_totals_as_they_were(partnership: Partnership, partner: LocalAccount, new: LocalAccount) -> None:
    move(partnership, partner.address, new.address)
    members, governor, escrow = partnership.membership, partnership.partnership, partnership.escrow
    assert (members.seat_count(), members.members()) == (3, 3)
    assert members.partner_at(1) == new.address
    assert [row[0] for row in members.partners(0, 10)][1] == new.address
    assert (governor.total(), escrow.total_units()) == (100, 1_000)
    assert (governor.weight_of(partner.address), governor.weight_of(new.address)) == (0, 30)
    assert (escrow.units_of(partner.address), escrow.units_of(new.address)) == (300, 300)  # of the seat
    assert (escrow.holder_of(partner.address), escrow.key_of(new.address)) == (new.address, partner.address)
    assert (governor.has_standing(partner.address), governor.has_standing(new.address)) == (False, True)


def test_takes_the_history_of_weights_along(partnership: Partnership, partner: LocalAccount, new: LocalAccount) -> None:
    with by_vote(partnership):
        partnership.membership.set_shares(partner.address, 40, 300)
    changed = boa.env.timestamp
    boa.env.time_travel(seconds=10)
    move(partnership, partner.address, new.address)
    boa.env.time_travel(seconds=10)
    governor = partnership.partnership
    for timepoint, weight in ((changed, 30), (changed + 1, 40), (changed + 10, 40), (changed + 11, 40)):
        assert governor.getPastVotes(new.address, timepoint) == weight
        assert governor.getPastVotes(partner.address, timepoint) == 0
        assert governor.getPastTotalSupply(timepoint) == weight + 70


def test_a_new_offer_replaces_the_last(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, newer: LocalAccount
) -> None:
    offer(partnership, partner.address, new.address)
    offer(partnership, partner.address, newer.address)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, partner.address, new.address)
    take(partnership, partner.address, newer.address)


def test_keep_withdraws_the_offer(partnership: Partnership, partner: LocalAccount, new: LocalAccount) -> None:
    offer(partnership, partner.address, new.address)
    keep(partnership, partner.address)
    assert events(partnership.membership) == [
        (partnership.membership.address, "SeatKept", {"partner": partner.address})
    ]
    assert partnership.membership.seat_offer(partner.address) == (NOBODY, 0)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, partner.address, new.address)
    with refused(partnership, "membership: seat is not offered"):
        keep(partnership, partner.address)


def test_only_the_one_it_is_offered_to_takes_it(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str, founders: list[LocalAccount]
) -> None:
    offer(partnership, partner.address, new.address)
    for account in (outsider, founders[0].address, partner.address):
        with refused(partnership, "membership: seat is not offered"):
            take(partnership, partner.address, account)


@pytest.mark.parametrize("account", ["nobody", "founder", "itself", "invited", "former", "moved", "own contract"])
def test_t03_refuses_to_offer_to_who_cannot_have_it(
    partnership: Partnership, partner: LocalAccount, founders: list[LocalAccount], outsider: str, account: str
) -> None:
    reason = "roster: already on the roster"
    to = {"founder": founders[0].address, "itself": partner.address}.get(account, outsider)
    if account == "nobody":
        to, reason = NOBODY, "roster: zero address"
    elif account == "invited":
        invite(partnership, outsider)
    elif account == "former":
        join(partnership, outsider)
        leave(partnership, outsider)
    elif account == "moved":
        join(partnership, outsider)
        move(partnership, outsider, "0x" + "33" * 20)
    elif account == "own contract":
        reason = "roster: its own contract"
        with refused(partnership, reason):
            offer(partnership, partner.address, partnership.escrow.address)
        to = partnership.partnership.address
    with refused(partnership, reason):
        offer(partnership, partner.address, to)


def test_reverts_when_the_new_account_got_a_seat_of_its_own_meanwhile(
    partnership: Partnership, partner: LocalAccount, founders: list[LocalAccount], new: LocalAccount
) -> None:
    offer(partnership, partner.address, new.address)
    offer(partnership, founders[0].address, new.address)
    take(partnership, founders[0].address, new.address)
    with refused(partnership, "roster: already on the roster"):
        take(partnership, partner.address, new.address)


def test_reverts_when_not_a_partner(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    with refused(partnership, "roster: not on the roster"):
        offer(partnership, outsider, "0x" + "33" * 20)
    left, invited = "0x" + "77" * 20, "0x" + "78" * 20
    join(partnership, left)
    leave(partnership, left)
    invite(partnership, invited)
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
        partnership.membership.expel(founders[2].address)
    for account in (left, invited, *(founder.address for founder in founders[1:])):
        with refused(partnership, "roster: not active"):
            offer(partnership, account, "0x" + "33" * 20)


def test_t66_reverts_when_the_partner_left_after_offering(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    offer(partnership, partner.address, new.address)
    agreed = conditions(partnership, partner.address)
    leave(partnership, partner.address)
    with boa.env.prank(new.address), refused(partnership, "membership: seat is not offered"):
        partnership.membership.take_seat(partner.address, agreed)


def test_t66_an_offer_does_not_outlive_the_membership_it_was_made_in(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    offer(partnership, partner.address, new.address)
    leave(partnership, partner.address)
    join(partnership, partner.address)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, partner.address, new.address)


def test_reverts_when_not_in_force(forming: Partnership, founders: list[LocalAccount], new: LocalAccount) -> None:
    with refused(forming, "membership: not in force"):
        offer(forming, founders[0].address, new.address)
    with boa.env.prank(new.address), refused(forming, "membership: not in force"):
        forming.membership.take_seat(founders[0].address, NOTHING)


def test_units_move_on_the_word_of_the_partnership_only(
    partnership: Partnership, partner: LocalAccount, outsider: str
) -> None:
    for caller in (outsider, partner.address, partnership.escrow.address):
        with boa.env.prank(caller), refused(partnership, UNITS_BY_ROSTER_ONLY):
            partnership.escrow.move_units(partner.address, outsider)


def test_t22_reverts_when_an_action_of_a_proposal_makes_an_account_take_a_seat(
    partnership: Partnership, partner: LocalAccount
) -> None:
    wallet = mock("ScriptedWallet")
    offer(partnership, partner.address, wallet.address)
    agreed = conditions(partnership, partner.address)
    wallet.plan(
        partnership.membership.address, partnership.membership.take_seat.prepare_calldata(partner.address, agreed)
    )
    partnership.pass_proposal([pay_call(wallet.address, 10)])
    boa.env.set_balance(partnership.partnership.address, 10)
    partnership.execute([pay_call(wallet.address, 10)])
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert partnership.membership.partner(partner.address)[2] == ACTIVE
    wallet.poke()
    assert wallet.succeeded()


# --- what follows the seat ---


def test_a_founder_alone_moves_and_goes_on(house: House, founders: list[LocalAccount], new: LocalAccount) -> None:
    venture = house.spin_up(founders[:1], [1], [1])
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    move(venture, founders[0].address, new.address)
    venture.founders = [new]
    join_by_vote(venture, founders[1].address)
    assert venture.membership.members() == 2
    leave(venture, founders[1].address)
    with boa.env.prank(new.address):
        venture.partnership.wind_up_alone()
    assert venture.membership.phase() == WINDING_UP


def test_a_seat_without_units_or_weight_moves(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    reshare(partnership, partner.address, 0, 300)
    move(partnership, partner.address, new.address)
    assert partnership.escrow.units_of(new.address) == 300
    join(partnership, outsider, weight=7, units=0)
    era = partnership.escrow.era()
    move(partnership, outsider, "0x" + "33" * 20)
    assert partnership.partnership.weight_of("0x" + "33" * 20) == 7
    assert partnership.escrow.era() == era


def test_t84_an_offer_ends_when_the_partner_is_suspended(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    """Nor does it stand again when the suspension is over: nobody could refuse it in time."""
    offer(partnership, partner.address, new.address)
    agreed = conditions(partnership, partner.address)
    with by_vote(partnership):
        partnership.membership.suspend(partner.address)
    for again in (False, True):
        if again:
            with by_vote(partnership):
                partnership.membership.reinstate(partner.address)
        with boa.env.prank(new.address), refused(partnership, "membership: seat is not offered"):
            partnership.membership.take_seat(partner.address, agreed)


def test_t84_taking_a_seat_accepts_the_terms_in_force(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    first = partnership.founders[0].address
    terms = amend(partnership)
    move(partnership, partner.address, new.address)
    assert partnership.membership.partner(new.address).accepted_version == 2
    accept(partnership, first, terms)
    close_window(partnership, first, new.address)
    assert partnership.partnership.has_standing(new.address)
    with refused(partnership, "roster: seat has moved"):
        accept(partnership, partner.address, terms)
    with refused(partnership, "terms: already accepted"):
        accept(partnership, new.address, terms)


@pytest.mark.parametrize(
    "change", ["weight", "units", "role", "terms", "a decision on the constitution", "another offer's conditions"]
)
def test_t84_t92_a_seat_is_taken_only_with_what_was_agreed(
    partnership: Partnership, founders: list[LocalAccount], partner: LocalAccount, new: LocalAccount, change: str
) -> None:
    members = partnership.membership
    offer(partnership, partner.address, new.address)
    agreed = conditions(partnership, partner.address)
    assert agreed[0:2] == (1, TERMS_HASH) and agreed[3:] == (30, 300, PROPOSER, 0, 0) and agreed[2] != 0
    deadline = boa.env.timestamp + 365 * DAY
    signature = sign(new, seat_acceptance(partnership, new.address, partner.address, agreed, deadline))
    if change == "weight":
        with by_vote(partnership):
            members.set_shares(partner.address, 31, 300)
    elif change == "units":
        with by_vote(partnership):
            members.set_shares(partner.address, 30, 301)
    elif change == "role":
        with by_vote(partnership):
            members.set_role(partner.address, STEERING, 0)
    elif change == "terms":
        amend(partnership)
    elif change == "a decision on the constitution":
        governor = partnership.partnership
        call = (governor.address, 0, governor.name_class.prepare_calldata(9, b"x" * 32))
        partnership.decide([call])
    else:
        agreed = conditions(partnership, founders[0].address)
        signature = sign(new, seat_acceptance(partnership, new.address, founders[0].address, agreed, deadline))
    with boa.env.prank(new.address), refused(partnership, "membership: conditions changed"):
        members.take_seat(partner.address, agreed)
    reason = "membership: conditions changed" if change != "another offer's conditions" else NOT_SIGNED
    with refused(partnership, reason):
        members.take_seat_by_sig(partner.address, new.address, agreed, deadline, signature)


def test_t84_takes_the_seat_when_the_new_account_signed(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    members = partnership.membership
    offer(partnership, partner.address, new.address)
    deadline = boa.env.timestamp + DAY
    agreed = conditions(partnership, partner.address)
    message = seat_acceptance(partnership, new.address, partner.address, agreed, deadline)
    assert members.taking_digest(new.address, partner.address, deadline) == digest_of(message)
    by_another = sign(partner, message)
    with refused(partnership, NOT_SIGNED):
        members.take_seat_by_sig(partner.address, new.address, agreed, deadline, by_another)
    with refused(partnership, "membership: seat is not offered"):
        wrong = sign(partner, seat_acceptance(partnership, partner.address, partner.address, agreed, deadline))
        members.take_seat_by_sig(partner.address, partner.address, agreed, deadline, wrong)
    travel_to(deadline)
    with boa.env.prank(outsider):
        members.take_seat_by_sig(partner.address, new.address, agreed, deadline, sign(new, message))
    assert members.partner(new.address)[2:5] == (ACTIVE, 30, 300)
    assert members.partner(new.address).accepted_version == 1


def test_t84_a_signature_that_takes_a_seat_has_its_time(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    offer(partnership, partner.address, new.address)
    deadline = boa.env.timestamp + DAY
    agreed = conditions(partnership, partner.address)
    signature = sign(new, seat_acceptance(partnership, new.address, partner.address, agreed, deadline))
    travel_to(deadline + 1)
    with refused(partnership, "terms: signature expired"):
        partnership.membership.take_seat_by_sig(partner.address, new.address, agreed, deadline, signature)


def test_t84_a_move_is_ready_after_the_delay_of_the_deal_to_the_second(
    house: House, founders: list[LocalAccount], partner: LocalAccount, new: LocalAccount
) -> None:
    """A key that was stolen does not take the seat at once: until then the old account takes it back."""
    venture = house.spin_up(founders, WEIGHTS, UNITS, deal=replace(WIDE, move_seconds=MOVE_SECONDS))
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    offer(venture, partner.address, new.address)
    ready_at = venture.membership.seat_offer(partner.address)[1]
    assert ready_at == boa.env.timestamp + MOVE_SECONDS
    travel_to(ready_at - 1)
    with refused(venture, "membership: may still be refused"):
        take(venture, partner.address, new.address)
    with boa.env.anchor():
        keep(venture, partner.address)
        travel_to(ready_at)
        with refused(venture, "membership: seat is not offered"):
            take(venture, partner.address, new.address)
    travel_to(ready_at)
    take(venture, partner.address, new.address)
    assert venture.membership.partner(new.address)[2] == ACTIVE


def test_t83_an_account_is_found_by_its_seat_however_often_it_moved(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, newer: LocalAccount, outsider: str
) -> None:
    members = partnership.membership
    move(partnership, partner.address, new.address)
    move(partnership, new.address, newer.address)
    for account in (partner.address, new.address, newer.address):
        assert members.holder_of(account) == newer.address
        assert members.partner(account).holder == newer.address
    assert members.holder_of(outsider) == NOBODY
    ends = boa.env.timestamp + DAY
    with by_vote(partnership):
        members.set_role(partner.address, STEERING, ends)
    assert events(members)[-1][2]["partner"] == newer.address
    assert members.partner(newer.address)[5] == STEERING
    with boa.env.prank(newer.address):
        members.offer_seat(outsider)
    assert members.seat_offer(partner.address)[0] == outsider


def test_t47_an_acceptance_the_old_account_signed_is_worth_nothing_afterwards(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    amend(partnership)
    for nonce in (1, 2):
        signature = sign(
            partner,
            acceptance(partnership, partner.address, FOR_EVER, nonce=nonce, joins=False),
        )
        if nonce == 1:
            move(partnership, partner.address, new.address)
        reason = "terms: signature not by partner" if nonce == 1 else "roster: seat has moved"
        with refused(partnership, reason):
            partnership.membership.accept_by_sig(partner.address, FOR_EVER, signature)


def test_dates_of_role_and_probation_follow(partnership: Partnership, new: LocalAccount, outsider: str) -> None:
    invite(partnership, outsider, role=PROPOSER | STEERING)
    ends = boa.env.timestamp + 5 * DAY
    with by_vote(partnership):
        partnership.membership.set_probation(outsider, ends)
        partnership.membership.set_role(outsider, STEERING, ends - DAY)
    accept(partnership, outsider)
    move(partnership, outsider, new.address)
    assert partnership.membership.partner(new.address)[9:11] == (ends - DAY, ends)
    assert partnership.membership.partner(outsider)[9:11] == (0, 0)
    travel_to(ends)
    assert partnership.partnership.has_standing(new.address)
    travel_to(ends + 1)
    assert not partnership.partnership.has_standing(new.address)
    partnership.membership.end_probation(outsider)  # found by the account it had
    assert partnership.membership.partner(new.address)[2] == LEFT


def test_an_open_proposal_is_the_new_accounts_to_cancel(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    actions = [pay_call(outsider)]
    proposal = partnership.propose(actions, by=partner.address)
    move(partnership, partner.address, new.address)
    assert partnership.partnership.proposalProposer(proposal) == new.address
    given = (*columns(actions), keccak(text="a proposal"))
    with boa.env.prank(partner.address), refused(partnership, "governor: not the proposer"):
        partnership.partnership.cancel(*given)
    with boa.env.prank(new.address):
        partnership.partnership.cancel(*given)
    assert partnership.partnership.state(proposal) == CANCELED


# --- nobody votes twice by moving ---


def cast(venture: Partnership, voter: LocalAccount, proposal: int, support: int, route: str) -> None:
    """Casts a ballot of `voter` by one of the routes."""
    governor = venture.partnership
    if route == "transaction":
        with boa.env.prank(voter.address):
            governor.castVote(proposal, support)
    elif route == "reason":
        with boa.env.prank(voter.address):
            governor.castVoteWithReason(proposal, support, "because")
    elif route == "signature":
        nonce = governor.nonces(voter.address)
        signature = sign(voter, ballot(governor.address, proposal, support, voter.address, nonce))
        governor.castVoteBySig(proposal, support, voter.address, signature)
    else:
        raise AssertionError(route)


@pytest.mark.parametrize("then", ["transaction", "reason", "signature"])
@pytest.mark.parametrize("first", ["transaction", "signature"])
def test_t11_i08_a_ballot_cast_before_the_move_is_not_cast_again(
    partnership: Partnership,
    partner: LocalAccount,
    new: LocalAccount,
    newer: LocalAccount,
    outsider: str,
    first: str,
    then: str,
) -> None:
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    cast(partnership, partner, proposal, FOR, first)
    move(partnership, partner.address, new.address)
    assert partnership.partnership.hasVoted(proposal, new.address)
    with refused(partnership, "governor: already voted"):
        cast(partnership, new, proposal, AGAINST, then)
    with refused(partnership, "governor: no standing"):
        cast(partnership, partner, proposal, AGAINST, then)
    move(partnership, new.address, newer.address)
    with refused(partnership, "governor: already voted"):
        cast(partnership, newer, proposal, ABSTAIN, then)
    assert partnership.partnership.proposalVotes(proposal) == (0, 30, 0)


def test_t11_one_ballot_is_left_when_none_was_cast_before_the_move(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    governor = partnership.partnership
    unused, other = (
        sign(partner, ballot(governor.address, proposal, FOR, partner.address, number)) for number in (0, 1)
    )
    move(partnership, partner.address, new.address)
    for signature, reason in ((unused, "governor: no standing"), (other, "governor: invalid signature")):
        with refused(partnership, reason):
            governor.castVoteBySig(proposal, FOR, partner.address, signature)
    cast(partnership, new, proposal, FOR, "transaction")
    assert partnership.partnership.proposalVotes(proposal) == (0, 30, 0)


def test_i14_the_nonce_of_ballots_goes_on(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    first, second = (partnership.propose([pay_call(outsider)], text) for text in ("one", "two"))
    partnership.open_voting(second)
    cast(partnership, partner, first, FOR, "signature")
    move(partnership, partner.address, new.address)
    assert partnership.membership.partner(new.address).nonce == 2  # of the terms, and of taking the seat: no ballot's
    cast(partnership, new, second, FOR, "signature")
    assert partnership.membership.partner(new.address).nonce == 2
    assert partnership.partnership.nonces(new.address) == 0  # of each ballot


def test_t11_a_representatives_ballot_is_overruled_once_by_the_new_account(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    governor = partnership.partnership
    with boa.env.prank(partner.address):
        governor.name_representative(outsider)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    with boa.env.prank(outsider):
        governor.cast_vote_as(partner.address, proposal, AGAINST, "")
    move(partnership, partner.address, new.address)
    for voter in (partner.address, new.address):
        with boa.env.prank(outsider), boa.reverts():
            governor.cast_vote_as(voter, proposal, FOR, "")
    cast(partnership, new, proposal, FOR, "transaction")
    assert governor.proposalVotes(proposal) == (0, 30, 0)
    with refused(partnership, "governor: already voted"):
        cast(partnership, new, proposal, AGAINST, "transaction")
    assert governor.representative_of(new.address) == NOBODY
    with boa.env.prank(partner.address), refused(partnership, "governor: no partner"):
        governor.name_representative(outsider)


def test_t11_votes_on_older_pages_stay_cast(
    house: House, founders: list[LocalAccount], new: LocalAccount, outsider: str
) -> None:
    """Ballots on proposals 64 back are kept elsewhere; they follow as well."""
    rule = Rule(voting_delay=0, voting_period=30 * DAY)
    venture = house.spin_up(founders, [50, 30, 20], [1, 1, 1], rules=((0, rule), (ORDINARY, rule)))
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    proposals = []
    for number in range(70):
        proposer = f"0x{number // 6 + 1:040x}"
        if number % 6 == 0:  # as many as one partner may have open
            join(venture, proposer)
        proposals.append(venture.propose([pay_call(outsider)], f"{number}", by=proposer))
    boa.env.time_travel(seconds=1)
    voter = founders[1]
    cast(venture, voter, proposals[0], FOR, "transaction")
    cast(venture, voter, proposals[69], FOR, "transaction")
    move(venture, voter.address, new.address)
    for number in (0, 69):
        with refused(venture, "governor: already voted"):
            cast(venture, new, proposals[number], FOR, "transaction")
    cast(venture, new, proposals[1], FOR, "transaction")


def test_t19_a_recused_partner_stays_recused_when_it_moves(
    house: House, founders: list[LocalAccount], partner: LocalAccount, new: LocalAccount
) -> None:
    rule = Rule(recusal=True, contested_bps=9_000)
    venture = house.spin_up(founders, [50, 30, 20], [1, 1, 1], rules=((0, rule), (ORDINARY, rule)))
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    proposal = venture.propose([pay_call(partner.address)])
    venture.open_voting(proposal)
    move(venture, partner.address, new.address)
    with refused(venture, "governor: recused"):
        cast(venture, new, proposal, FOR, "transaction")
    assert venture.partnership.proposal_tally(proposal)[6] == 70
    with boa.env.prank(new.address):
        venture.partnership.contest_recusal(proposal)
    cast(venture, new, proposal, FOR, "transaction")
    assert venture.partnership.proposal_tally(proposal)[6] == 100


def test_t18_a_steering_seat_objects_once_however_often_it_moves(
    house: House, founders: list[LocalAccount], partner: LocalAccount, new: LocalAccount, outsider: str
) -> None:
    rule = Rule(objections=2, contested_bps=9_000)
    venture = house.spin_up(
        founders, [50, 30, 20], [1, 1, 1], rules=((0, rule), (ORDINARY, rule)), roles=[PROPOSER, STEERING, STEERING]
    )
    venture.accept_all()
    boa.env.time_travel(seconds=DAY)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    venture.vote(proposal)
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    with boa.env.prank(partner.address):
        venture.partnership.object(proposal, "no")
    move(venture, partner.address, new.address)
    with boa.env.prank(new.address), refused(venture, "governor: already objected"):
        venture.partnership.object(proposal, "no, again")
    with boa.env.prank(partner.address), refused(venture, "governor: may not object"):
        venture.partnership.object(proposal, "no, again")


# --- the old account ---


def test_t67_the_old_account_never_comes_back(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    move(partnership, partner.address, new.address)
    leave(partnership, new.address)
    members = partnership.membership
    invite(partnership, partner.address)
    assert [members.partner(account.address)[2] for account in (partner, new)] == [MOVED, INVITED]
    with refused(partnership, "roster: seat has moved"):
        accept(partnership, partner.address, TERMS_HASH)
    with refused(partnership, "roster: seat has moved"):
        leave(partnership, partner.address)
    with refused(partnership, "roster: not active"):
        offer(partnership, partner.address, "0x" + "33" * 20)


def test_t67_the_old_account_takes_nothing_along(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    set_exit_terms(partnership, 0, 10_000)
    boa.env.set_balance(partnership.partnership.address, 1_000)
    move(partnership, partner.address, new.address)
    with boa.env.prank(partner.address), refused(partnership, "roster: seat has moved"):
        partnership.membership.leave()
    before = boa.env.get_balance(new.address)
    leave(partnership, new.address)
    assert boa.env.get_balance(new.address) == before + 300


def test_who_took_a_seat_leaves_and_comes_back_on_it(
    partnership: Partnership, partner: LocalAccount, new: LocalAccount
) -> None:
    move(partnership, partner.address, new.address)
    leave(partnership, new.address)
    join(partnership, new.address, weight=5, units=5)
    assert partnership.membership.partner(new.address)[1] == 1
    assert partnership.membership.seat_count() == 3

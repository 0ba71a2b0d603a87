"""One word holds everything about a partner, and some of its bits mean different things by status: none is misread."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import Partnership
from tests.kit.numbers import ABSTAIN, ACTIVE, AGAINST, DAY, FOR, FOR_EVER, LEFT, PROPOSER, RECOVERY_SECONDS, TERMS_HASH
from tests.kit.refusals import refused
from tests.kit.signatures import acceptance, ballot, sign
from tests.kit.verbs import accept, amend, by_vote, expel, invite, join, leave, pay_call, reshare, silence, take

ALL_UNITS = 2**32 - 1
NONCE_SHIFT = 218  # seat_bits.vy
LONG = 2**28  # seconds; more than a former partner's word can tell (8.5 years)


def word_slot(account: str) -> int:
    return slot_at(slot_of("Partnership", "seats", "_words"), account)


def set_nonce(venture: Partnership, account: str, nonce: int) -> None:
    """Has the account signed so often before: the nonce is written straight into its word."""
    address, slot = venture.partnership.address, word_slot(account)
    mask = (2**24 - 1) << NONCE_SHIFT
    boa.env.set_storage(address, slot, boa.env.get_storage(address, slot) & ~mask | nonce << NONCE_SHIFT)
    assert venture.membership.partner(account)[8] == nonce


@pytest.fixture
def proposals(partnership: Partnership, outsider: str) -> list[int]:
    """Forty proposals under way: more than an offer of units has bits."""
    made = [partnership.propose([pay_call(outsider)], str(number)) for number in range(40)]
    partnership.open_voting(made[-1])
    return made


# --- an offer of units is no ballot ---


def test_units_that_are_offered_are_no_ballots(partnership: Partnership, proposals: list[int], customer: str) -> None:
    governor = partnership.partnership
    invite(partnership, customer, units=ALL_UNITS - 1_000)
    assert not any(governor.hasVoted(proposal, customer) for proposal in proposals)
    accept(partnership, customer)
    assert not any(governor.hasVoted(proposal, customer) for proposal in proposals)
    assert partnership.escrow.units_of(customer) == ALL_UNITS - 1_000
    boa.env.time_travel(seconds=1)
    later = partnership.propose([pay_call(customer)], "with it")
    partnership.open_voting(later)
    partnership.vote(later, by=[customer])
    assert governor.proposalVotes(later) == (0, 10, 0)


@pytest.mark.parametrize("way", ["declined", "withdrawn"])
def test_units_that_were_offered_in_vain_are_no_ballots_later(
    partnership: Partnership, proposals: list[int], customer: str, way: str
) -> None:
    governor = partnership.partnership
    invite(partnership, customer, weight=9, units=ALL_UNITS - 1_000)
    if way == "declined":
        leave(partnership, customer)
    else:
        with by_vote(partnership):
            partnership.membership.expel(customer)
    assert not any(governor.hasVoted(proposal, customer) for proposal in proposals)
    invite(partnership, customer, weight=3, units=7)
    assert not any(governor.hasVoted(proposal, customer) for proposal in proposals)
    accept(partnership, customer)
    boa.env.time_travel(seconds=10)
    assert not any(governor.hasVoted(proposal, customer) for proposal in proposals)
    # Nor is what it was offered a weight that it ever had.
    joined = boa.env.timestamp - 10
    assert [governor.getPastVotes(customer, joined + late) for late in (-DAY, 0, 1)] == [0, 0, 3]
    assert [governor.getPastTotalSupply(joined + late) for late in (0, 1)] == [100, 103]


# --- who comes back ---


@pytest.mark.parametrize("way", ["leave", "expel"])
def test_t11_i08_keeps_its_ballots_over_every_status(
    partnership: Partnership, proposals: list[int], eastport: str, way: str
) -> None:
    governor = partnership.partnership
    cast = {proposals[number]: number % 3 for number in (0, 7, 39)}
    for proposal, support in cast.items():
        partnership.vote(proposal, support, by=[eastport])

    def check() -> None:
        for proposal in proposals:
            assert governor.hasVoted(proposal, eastport) is (proposal in cast)

    check()
    if way == "leave":
        leave(partnership, eastport)
    else:
        expel(partnership, eastport)
        check()
        return  # the votes are over when its notice is
    check()
    invite(partnership, eastport, weight=30, units=ALL_UNITS - 1_000)
    check()
    with refused(partnership, "governor: no standing"):
        partnership.vote(proposals[1], by=[eastport])
    accept(partnership, eastport)
    check()
    boa.env.time_travel(seconds=1)
    for proposal in cast:
        with refused(partnership, "governor: already voted"):
            partnership.vote(proposal, AGAINST, by=[eastport])
    partnership.vote(proposals[1], ABSTAIN, by=[eastport])  # its weight at the snapshot, and once
    assert governor.proposalVotes(proposals[1]) == (0, 0, 30)


@pytest.mark.parametrize("way", ["leave", "expel"])
def test_keeps_the_history_of_its_weight_over_every_status(partnership: Partnership, eastport: str, way: str) -> None:
    governor, members = partnership.partnership, partnership.membership
    known: dict[int, int] = {boa.env.timestamp - 1: 30}

    def after(weight: int) -> None:
        """A change counts from the second after it."""
        known[int(boa.env.timestamp) + 1] = weight
        boa.env.time_travel(seconds=100)
        for moment, expected in known.items():
            assert governor.getPastVotes(eastport, moment) == expected
            assert governor.getPastTotalSupply(moment) == 70 + expected

    for weight in (31, 29):
        boa.env.time_travel(seconds=50)
        reshare(partnership, eastport, weight, 300)
        after(weight)
    for weight in (11, 12):
        if way == "leave":
            leave(partnership, eastport)
        else:
            expel(partnership, eastport)
        after(0)
        invite(partnership, eastport, weight=weight)
        after(0)
        with by_vote(partnership):
            members.set_shares(eastport, weight + 50, 10)
        after(0)
        accept(partnership, eastport)
        after(weight + 50)
        with by_vote(partnership):
            members.suspend(eastport)
        after(0)
        with by_vote(partnership):
            members.reinstate(eastport)
        after(weight + 50)


@pytest.mark.parametrize("lasted", [LONG - 1, LONG, LONG + 1])
def test_remembers_a_weight_that_counted_for_very_long(partnership: Partnership, eastport: str, lasted: int) -> None:
    """The word tells how long it counted in 28 bits; what does not fit goes to the history."""
    governor = partnership.partnership
    since = partnership.partnership.in_force_since() + 1
    travel_to(since + lasted - 1)
    leave(partnership, eastport)
    boa.env.time_travel(seconds=DAY)
    for _ in range(2):
        moments = {since: 30, since + lasted - 1: 30, since + lasted: 0, since + lasted + DAY - 2: 0}
        assert {moment: governor.getPastVotes(eastport, moment) for moment in moments} == moments
        if partnership.membership.status_of(eastport) == LEFT:
            join(partnership, eastport)


def test_leaves_in_the_second_of_its_acceptance(partnership: Partnership, customer: str) -> None:
    """Its weight would have counted from the next one: it never did."""
    governor = partnership.partnership
    join(partnership, customer)
    leave(partnership, customer)
    joined = boa.env.timestamp
    boa.env.time_travel(seconds=10)
    assert [governor.getPastVotes(customer, joined + late) for late in (0, 1, 2)] == [0, 0, 0]
    assert governor.getPastTotalSupply(joined + 1) == governor.total() == 100
    join(partnership, customer)
    boa.env.time_travel(seconds=10)
    assert governor.getPastVotes(customer, joined + 11) == 10


@pytest.mark.parametrize("by", ["itself", "vote"])
@pytest.mark.parametrize("way", ["leave", "expel", "end of probation"])
def test_t66_an_old_offer_of_the_seat_does_not_stand_when_it_comes_back(
    partnership: Partnership, customer: str, new: str, by: str, way: str
) -> None:
    members = partnership.membership
    ends = boa.env.timestamp + 100 * DAY
    invite(partnership, customer)
    if way == "end of probation":
        with by_vote(partnership):
            members.set_probation(customer, ends)
    accept(partnership, customer)
    if by == "itself":
        with boa.env.prank(customer):
            members.offer_seat(new)
    else:
        silence(partnership, customer, partnership.founders[0].address)
        with by_vote(partnership):
            members.recover_seat(customer, new)
    if way == "leave":
        leave(partnership, customer)
    elif way == "expel":
        expel(partnership, customer)
    else:
        travel_to(ends + 1)
        members.end_probation(customer)
    invite(partnership, customer)
    boa.env.time_travel(seconds=1)
    accept(partnership, customer)  # the same version of the terms as before
    boa.env.time_travel(seconds=RECOVERY_SECONDS)
    assert members.seat_offer(customer) == ("0x" + "00" * 20, 0)
    with refused(partnership, "membership: seat is not offered"):
        take(partnership, customer, new)


def test_i14_ballots_and_acceptances_do_not_stand_in_each_others_way(
    partnership: Partnership, proposals: list[int], founders: list[LocalAccount]
) -> None:
    """All of them signed at once: a ballot uses up no nonce of an acceptance, and the reverse."""
    governor, members, signer = partnership.partnership, partnership.membership, founders[0]
    terms_hash = amend(partnership)
    nonce = members.partner(signer.address).nonce
    renewal = acceptance(
        partnership, signer.address, FOR_EVER, version=2, termsHash="0x" + terms_hash.hex(), nonce=nonce
    )
    accepts = sign(signer, renewal)
    votes = [sign(signer, ballot(governor.address, proposal, FOR, signer.address)) for proposal in proposals[:2]]
    governor.castVoteBySig(proposals[0], FOR, signer.address, votes[0])
    members.accept_by_sig(signer.address, FOR_EVER, accepts)
    governor.castVoteBySig(proposals[1], FOR, signer.address, votes[1])
    assert members.partner(signer.address).nonce == nonce + 1
    with refused(partnership, "terms: signature not by partner"):
        members.accept_by_sig(signer.address, FOR_EVER, accepts)
    assert members.partner(signer.address)[2:6] == (ACTIVE, 50, 500, PROPOSER)
    assert members.terms_hash(1) == TERMS_HASH

"""Partnership.accept: the formation, joining later, and keeping one's standing."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, DAY, EXPELLED, IN_FORCE, INVITED, LEFT, PROPOSER, SUSPENDED, TERMS_HASH, VOID
from tests.kit.people import in_order
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import (
    accept,
    amend,
    by_vote,
    close_window,
    expel,
    invite,
    join_by_vote,
    lapse_over_terms,
    pay_call,
    wind_up,
)


def test_makes_a_founder_active_when_others_are_missing(forming: Partnership, founders: list[LocalAccount]) -> None:
    first = founders[0].address
    accept(forming, first)
    assert events(forming.membership) == [
        (
            forming.membership.address,
            "TermsAccepted",
            {"partner": first, "version": 1, "terms_hash": TERMS_HASH},
        ),
        (
            forming.partnership.address,
            "DelegateVotesChanged",
            {"delegate": first, "previousVotes": 0, "newVotes": 50},
        ),
        (
            forming.escrow.address,
            "UnitsChanged",
            {"partner": first, "previous": 0, "current": 500, "era": 0},
        ),
    ]
    expected = (first, 0, ACTIVE, 50, 500, PROPOSER, 1, 0, 1, 0, 0, 0, first, 0, False, 0)
    assert forming.membership.partner(first) == expected
    assert forming.membership.members() == 1
    assert forming.partnership.total() == 50
    assert forming.partnership.in_force_since() == 0


def test_enters_into_force_when_the_last_founder_accepts(forming: Partnership, founders: list[LocalAccount]) -> None:
    for founder in founders[:2]:
        accept(forming, founder.address)
        boa.env.time_travel(seconds=60)
    accept(forming, founders[2].address)
    names = [(address, name) for address, name, _ in events(forming.membership)]
    assert names == [
        (forming.membership.address, "TermsAccepted"),
        (forming.partnership.address, "DelegateVotesChanged"),
        (forming.escrow.address, "UnitsChanged"),
        (forming.membership.address, "EnteredForce"),
    ]
    assert events(forming.membership)[-1][2] == {"members": 3}
    assert forming.membership.phase() == IN_FORCE
    assert forming.membership.formation_deadline() == 0
    assert forming.membership.current_terms() == (1, TERMS_HASH, 0, False)
    assert forming.partnership.in_force_since() == boa.env.timestamp
    assert forming.partnership.total() == 100
    assert forming.escrow.total_units() == 1_000


def test_t08_a_founder_can_do_nothing_when_others_have_not_accepted(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    """The first to accept holds all the active weight, and yet cannot decide, be paid, leave or change anything."""
    first = founders[0].address
    accept(forming, first)
    boa.env.set_balance(forming.partnership.address, 10**18)
    boa.env.time_travel(seconds=DAY)
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(first)])
    with boa.env.prank(first), refused(forming, "membership: not in force"):
        forming.membership.leave()
    with boa.env.prank(first), refused(forming, ROSTER_BY_VOTE_ONLY):
        forming.membership.expel(founders[1].address)
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.expel(founders[1].address)
    with boa.env.prank(first), refused(forming, "membership: not in force"):
        forming.membership.lapse(founders[0].address)
    with boa.env.prank(first), refused(forming, "treasury: still a partnership"):
        forming.partnership.wind_down("0x" + "00" * 20)
    assert not forming.partnership.has_standing(first)


def test_t09_reverts_when_the_formation_deadline_has_passed(forming: Partnership, founders: list[LocalAccount]) -> None:
    deadline = forming.membership.formation_deadline()
    accept(forming, founders[0].address)
    travel_to(deadline)
    accept(forming, founders[1].address)  # the last good second
    travel_to(deadline + 1)
    assert forming.membership.phase() == VOID
    with boa.env.prank(founders[2].address), refused(forming, "membership: formation failed"):
        forming.membership.accept(forming.membership.offer_of(boa.env.eoa))
    assert forming.membership.residual_beneficiary() == founders[0].address


@pytest.mark.parametrize("offered", [bytes(32), keccak(b"other terms")])
def test_t01_reverts_when_the_hash_is_not_the_one_in_force(
    forming: Partnership, founders: list[LocalAccount], offered: bytes
) -> None:
    with boa.env.prank(founders[0].address), refused(forming, "terms: not in force"):
        forming.membership.accept(forming.membership.offer_of(boa.env.eoa)._replace(terms_hash=offered))


def test_t01_reverts_when_the_terms_were_amended_since(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    read = partnership.membership.offer_of(outsider)
    amend(partnership)
    with boa.env.prank(outsider), refused(partnership, "terms: not in force"):
        partnership.membership.accept(read)


def test_t02_reverts_when_accepted_already(forming: Partnership, founders: list[LocalAccount]) -> None:
    accept(forming, founders[0].address)
    with boa.env.prank(founders[0].address), refused(forming, "terms: already accepted"):
        forming.membership.accept(forming.membership.offer_of(boa.env.eoa))
    for founder in founders[1:]:
        accept(forming, founder.address)
    with boa.env.prank(founders[0].address), refused(forming, "terms: already accepted"):
        forming.membership.accept(forming.membership.offer_of(boa.env.eoa))


@pytest.mark.parametrize("status", [LEFT, EXPELLED])
def test_t02_reverts_when_the_partner_has_left(
    partnership: Partnership, founders: list[LocalAccount], status: int
) -> None:
    former = founders[2].address
    if status == LEFT:
        with boa.env.prank(former):
            partnership.membership.leave()
    else:
        expel(partnership, former)
    amend(partnership)
    with boa.env.prank(former), refused(partnership, "roster: has left"):
        partnership.membership.accept(
            partnership.membership.offer_of(boa.env.eoa)._replace(terms_hash=keccak(b"terms 2"))
        )
    assert partnership.membership.partner(former)[2] == status


def test_t02_keeps_seat_ballots_and_claims_when_a_partner_comes_back(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """Leaving and coming back gives neither a second ballot nor the same money twice."""
    back = founders[2].address
    boa.env.set_balance(partnership.escrow.address, 1_000)
    partnership.escrow.distribute("0x" + "00" * 20)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[back])
    with boa.env.prank(back):
        partnership.membership.leave()
    invite(partnership, back, weight=90, units=900)
    accept(partnership, back)
    with boa.env.prank(back), refused(partnership, "governor: already voted"):
        partnership.partnership.castVote(proposal, 1)
    assert partnership.partnership.proposalVotes(proposal) == (0, 20, 0)
    assert partnership.membership.partner(back)[1] == 2
    assert partnership.membership.seat_count() == 3
    assert partnership.escrow.claimable("0x" + "00" * 20, back) == 200
    assert partnership.partnership.total() == 50 + 30 + 90
    assert partnership.escrow.total_units() == 500 + 300 + 900


def test_joins_when_invited_by_vote(partnership: Partnership, outsider: str) -> None:
    join_by_vote(partnership, outsider, weight=25, units=250)
    assert partnership.membership.members() == 4
    assert partnership.membership.partner(outsider)[:6] == (outsider, 3, ACTIVE, 25, 250, PROPOSER)
    assert partnership.partnership.total() == 125
    assert partnership.escrow.total_units() == 1_250
    assert partnership.partnership.has_standing(outsider)


def test_pushes_no_units_when_the_partner_has_none(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, weight=5, units=0)
    accept(partnership, outsider)
    assert [name for _, name, _ in events(partnership.membership)] == ["TermsAccepted", "DelegateVotesChanged"]
    assert partnership.escrow.units_of(outsider) == 0


def test_pushes_no_weight_when_the_partner_has_none(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, weight=0, units=5)
    accept(partnership, outsider)
    assert [name for _, name, _ in events(partnership.membership)] == ["TermsAccepted", "UnitsChanged"]
    assert partnership.partnership.has_standing(outsider)
    assert partnership.partnership.weight_of(outsider) == 0


def test_reverts_when_the_invitation_has_expired(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    respond_by = partnership.membership.partner(outsider)[7]
    travel_to(respond_by + 1)
    with boa.env.prank(outsider), refused(partnership, "roster: invitation expired"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))
    assert partnership.membership.partner(outsider)[2] == INVITED


def test_joins_when_it_is_the_last_second_of_the_invitation(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    travel_to(partnership.membership.partner(outsider)[7])
    accept(partnership, outsider)
    assert partnership.membership.partner(outsider)[2] == ACTIVE


def test_reverts_when_never_on_the_roster(partnership: Partnership, outsider: str) -> None:
    with boa.env.prank(outsider), refused(partnership, "roster: not on the roster"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))


def test_renews_when_the_terms_were_amended(partnership: Partnership, founders: list[LocalAccount]) -> None:
    new = amend(partnership)
    accept(partnership, founders[1].address, new)
    assert events(partnership.membership) == [
        (
            partnership.membership.address,
            "TermsAccepted",
            {"partner": founders[1].address, "version": 2, "terms_hash": new},
        )
    ]
    assert partnership.membership.partner(founders[1].address)[6:12] == (2, 0, 2, 0, 0, 0)
    accept(partnership, founders[2].address, new)
    with boa.env.anchor():
        travel_to(partnership.membership.current_terms().window_closes + 1)
        with refused(partnership, "terms: not by a majority"):  # 50 of 100
            partnership.membership.close_window(in_order(founders[1].address, founders[2].address))
    with by_vote(partnership):
        partnership.membership.set_shares(founders[1].address, 31, 300)
    close_window(partnership, founders[1].address, founders[2].address)
    assert [partnership.partnership.has_standing(f.address) for f in founders] == [False, True, True]


def test_brings_the_weight_back_when_the_partner_had_lapsed(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    new = lapse_over_terms(partnership, founders[1].address)
    assert partnership.partnership.total() == 70
    accept(partnership, founders[1].address, new)
    assert partnership.partnership.total() == 100
    assert partnership.partnership.weight_of(founders[1].address) == 30
    assert partnership.partnership.has_standing(founders[1].address)


def test_stays_suspended_when_a_suspended_partner_accepts(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    with by_vote(partnership):
        partnership.membership.suspend(founders[0].address)
    new = amend(partnership)
    accept(partnership, founders[0].address, new)
    assert partnership.membership.partner(founders[0].address)[2] == SUSPENDED
    assert partnership.partnership.total() == 50
    assert not partnership.partnership.has_standing(founders[0].address)


def test_t06_reverts_when_the_partnership_winds_up(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    wind_up(partnership)
    with boa.env.prank(outsider), refused(partnership, "membership: winding up"):
        partnership.membership.accept(partnership.membership.offer_of(outsider))


def test_reverts_when_the_total_weight_would_not_fit(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider, weight=1)
    with by_vote(partnership):
        partnership.membership.set_shares(outsider, 2**40 - 1, 10)
    with boa.env.prank(outsider), refused(partnership, "weight: total too large"):
        partnership.membership.accept(partnership.membership.offer_of(boa.env.eoa))


def test_t22_reverts_when_an_action_of_a_proposal_makes_a_partner_accept(
    partnership: Partnership,
) -> None:
    """A contract that is a partner cannot use an action on itself to change the roster in the middle of it."""
    wallet = mock("ScriptedWallet")
    invite(partnership, wallet.address)
    wallet.plan(
        partnership.membership.address,
        partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
    )
    partnership.decide([(wallet.address, 0, wallet.poke.prepare_calldata())])
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    assert wallet.answer() == b""  # the lock
    assert partnership.membership.partner(wallet.address)[2] == INVITED

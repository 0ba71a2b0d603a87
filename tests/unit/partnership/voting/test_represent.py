"""Partnership.name_representative, cast_vote_as and propose_as: who acts for whom; the partner's own ballot wins."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Govern, Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CANCELED,
    CONSTITUTIONAL,
    DUAL,
    EVERYDAY,
    FOR,
    MEDIATOR,
    NOBODY,
    PROPOSER,
    RECOVERY,
)
from tests.kit.refusals import refused, reverts
from tests.kit.rules import Rule
from tests.kit.signatures import ballot, extended_ballot, sign
from tests.kit.verbs import (
    by_vote,
    invite,
    miss_terms,
    move,
    pay_call,
    propose_as,
    relay,
    represent,
    signed,
    vote_as,
)

DUAL_RULE = Rule(mode=DUAL, seat_approval_bps=5_000)
NOT = "governor: not its representative"


@pytest.fixture
def represented(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> Partnership:
    """The outsider acts for the first founder."""
    represent(partnership, founders[0].address, outsider)
    return partnership


def test_names_a_representative(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor = partnership.partnership
    for representative in (outsider, founders[1].address, NOBODY):
        represent(partnership, founders[0].address, representative)
        assert events(governor) == [
            (
                governor.address,
                "RepresentativeNamed",
                {"partner": founders[0].address, "representative": representative},
            )
        ]
        assert governor.representative_of(founders[0].address) == representative


def test_naming_reverts_when_no_partner_or_itself(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    with refused(partnership, "governor: no partner"):
        represent(partnership, outsider, founders[0].address)
    invite(partnership, outsider)
    with refused(partnership, "governor: no partner"):
        represent(partnership, outsider, founders[0].address)
    with refused(partnership, "governor: represents itself"):
        represent(partnership, founders[0].address, founders[0].address)


def test_casts_the_ballot_of_the_partner(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    governor = represented.partnership
    with boa.env.prank(outsider):
        assert governor.cast_vote_as(founders[0].address, proposal, AGAINST, "as told") == 50
    assert events(governor) == [
        (
            governor.address,
            "VoteCast",
            {
                "voter": founders[0].address,
                "proposalId": proposal,
                "support": AGAINST,
                "weight": 50,
                "reason": "as told",
            },
        )
    ]
    assert governor.proposalVotes(proposal) == (50, 0, 0)
    assert governor.hasVoted(proposal, founders[0].address)
    assert not governor.hasVoted(proposal, outsider)


def own_routes() -> dict[str, Callable[[Partnership, int, LocalAccount, int], object]]:
    """Every way in which a partner casts its own ballot."""

    def transaction(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        with boa.env.prank(voter.address):
            return venture.partnership.castVote(proposal, support)

    def reason(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        with boa.env.prank(voter.address):
            return venture.partnership.castVoteWithReason(proposal, support, "mine")

    def params(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        with boa.env.prank(voter.address):
            return venture.partnership.castVoteWithReasonAndParams(proposal, support, "mine", b"x")

    def signature(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        at = venture.partnership.address
        message = ballot(at, proposal, support, voter.address, venture.partnership.nonces(voter.address))
        return venture.partnership.castVoteBySig(proposal, support, voter.address, sign(voter, message))

    def extended(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        nonce = venture.partnership.nonces(voter.address)
        message = extended_ballot(venture.partnership.address, proposal, support, voter.address, "", b"x", nonce)
        return venture.partnership.castVoteWithReasonAndParamsBySig(
            proposal, support, voter.address, "", b"x", sign(voter, message)
        )

    def batch(venture: Partnership, proposal: int, voter: LocalAccount, support: int) -> object:
        return relay(venture, proposal, [signed(venture, voter, proposal, support)])

    return {route.__name__: route for route in (transaction, reason, params, signature, extended, batch)}


@pytest.mark.parametrize("rule", [Rule(), DUAL_RULE], ids=["plain", "dual"])
@pytest.mark.parametrize("route", own_routes())
def test_t11_the_partners_own_ballot_wins_over_every_route(
    govern: Govern, founders: list[LocalAccount], outsider: str, route: str, rule: Rule
) -> None:
    venture, voter = govern(rule, weights=(30, 50, 20)), founders[0]
    governor, cast = venture.partnership, own_routes()[route]
    represent(venture, voter.address, outsider)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    for first, own in ((AGAINST, FOR), (FOR, ABSTAIN), (ABSTAIN, AGAINST), (FOR, FOR)):
        with boa.env.anchor():
            assert vote_as(venture, voter.address, proposal, first, by=outsider) == 30
            cast(venture, proposal, voter, own)
            tally = [30 * (choice == own) for choice in (AGAINST, FOR, ABSTAIN)]
            assert list(governor.proposalVotes(proposal)) == tally
            seats = [int(rule is DUAL_RULE and weight != 0) for weight in tally]
            assert list(governor.proposal_tally(proposal)[3:6]) == seats
            with reverts("governor: already voted"):
                cast(venture, proposal, voter, first)
            with reverts("governor: already voted"):
                vote_as(venture, voter.address, proposal, first, by=outsider)
            assert list(governor.proposalVotes(proposal)) == tally


@pytest.mark.parametrize("route", own_routes())
def test_t11_the_representative_is_refused_when_the_partner_was_first(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, route: str
) -> None:
    own_routes()[route](represented, proposal, founders[0], AGAINST)
    with refused(represented, "governor: already voted"):
        vote_as(represented, founders[0].address, proposal, FOR, by=outsider)
    assert represented.partnership.proposalVotes(proposal) == (50, 0, 0)


def test_t11_the_representative_votes_once(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    """Nor does another one, named in the meantime, have a second ballot."""
    vote_as(represented, founders[0].address, proposal, AGAINST, by=outsider)
    with refused(represented, "governor: already voted"):
        vote_as(represented, founders[0].address, proposal, FOR, by=outsider)
    represent(represented, founders[0].address, customer)
    with refused(represented, "governor: already voted"):
        vote_as(represented, founders[0].address, proposal, FOR, by=customer)
    assert represented.partnership.proposalVotes(proposal) == (50, 0, 0)


def test_t11_others_ballots_stay_when_one_is_overruled(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    represent(represented, founders[1].address, outsider)
    represented.vote(proposal, AGAINST, by=[founders[2].address])
    for founder in founders[:2]:
        vote_as(represented, founder.address, proposal, AGAINST, by=outsider)
    assert represented.partnership.proposalVotes(proposal) == (100, 0, 0)
    represented.vote(proposal, FOR, by=[founders[1].address])
    assert represented.partnership.proposalVotes(proposal) == (70, 30, 0)


def test_t12_overrules_until_the_deadline(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    governor = represented.partnership
    vote_as(represented, founders[0].address, proposal, AGAINST, by=outsider)
    travel_to(governor.proposalDeadline(proposal))
    with boa.env.anchor():
        represented.vote(proposal, FOR, by=[founders[0].address])
        assert governor.proposalVotes(proposal) == (0, 50, 0)
    boa.env.time_travel(seconds=1)
    for route in own_routes().values():
        with refused(represented, "governor: vote not active"):
            route(represented, proposal, founders[0], FOR)
    assert governor.proposalVotes(proposal) == (50, 0, 0)


def test_t11_overrules_on_an_old_page_of_ballots(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    """Ballots of 64 proposals share a word; this one was put away when the partner voted on a newer one."""
    governor = represented.partnership
    vote_as(represented, founders[0].address, proposal, AGAINST, by=outsider)
    boa.env.set_storage(governor.address, 0, boa.env.get_storage(governor.address, 0) + (64 << 96))
    newer = represented.propose([pay_call(supplier)], "64 later")
    represented.open_voting(newer)
    represented.vote(newer, by=[founders[0].address])
    represented.vote(proposal, FOR, by=[founders[0].address])
    assert governor.proposalVotes(proposal) == (0, 50, 0)
    with boa.env.prank(founders[0].address), refused(represented, "governor: already voted"):
        governor.castVote(proposal, FOR)


def test_t11_a_moved_seat_overrules_its_former_representative(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    governor = represented.partnership
    vote_as(represented, founders[0].address, proposal, AGAINST, by=outsider)
    move(represented, founders[0].address, customer)
    with refused(represented, "governor: no standing"):
        vote_as(represented, founders[0].address, proposal, FOR, by=outsider)
    with refused(represented, NOT):
        vote_as(represented, customer, proposal, FOR, by=outsider)
    represented.vote(proposal, FOR, by=[customer])
    assert governor.proposalVotes(proposal) == (0, 50, 0)
    with boa.env.prank(customer), refused(represented, "governor: already voted"):
        governor.castVote(proposal, FOR)


def test_is_revoked_at_once(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    represent(represented, founders[0].address, customer)
    with refused(represented, NOT):
        vote_as(represented, founders[0].address, proposal, by=outsider)
    represent(represented, founders[0].address, NOBODY)
    for account in (outsider, customer):
        with refused(represented, NOT):
            vote_as(represented, founders[0].address, proposal, by=account)
        with refused(represented, NOT):
            propose_as(represented, founders[0].address, [pay_call(customer)], "no", by=account)


def test_i17_reverts_when_nobody_named_the_caller(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    for partner, caller in (
        (founders[1].address, outsider),
        (founders[0].address, customer),
        (founders[0].address, founders[1].address),
        (customer, outsider),
        (NOBODY, outsider),
    ):
        with refused(represented, NOT):
            vote_as(represented, partner, proposal, by=caller)
        with refused(represented, NOT):
            propose_as(represented, partner, [pay_call(customer)], "no", by=caller)
    with refused(represented, "governor: represents itself"):
        vote_as(represented, founders[0].address, proposal, by=founders[0].address)


@pytest.mark.parametrize("how", ["suspended", "left", "old terms"])
def test_reverts_when_the_partner_has_lost_its_standing(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, how: str
) -> None:
    partner = founders[0].address
    if how == "left":
        with boa.env.prank(partner):
            represented.membership.leave()
    elif how == "suspended":
        with by_vote(represented):
            represented.membership.suspend(partner)
    else:
        partner = founders[1].address
        represent(represented, partner, outsider)
        miss_terms(represented, partner)
        proposal = represented.propose([pay_call(outsider)], "later", by=founders[0].address)
        represented.open_voting(proposal)
    with refused(represented, "governor: no standing"):
        vote_as(represented, partner, proposal, by=outsider)
    with refused(represented, "governor: no standing"):
        propose_as(represented, partner, [pay_call(outsider)], "no", by=outsider)


def test_the_representative_needs_no_standing_of_its_own(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """A partner may represent another one, and then both weights count once each."""
    represent(partnership, founders[0].address, founders[1].address)
    vote_as(partnership, founders[0].address, proposal, FOR, by=founders[1].address)
    partnership.vote(proposal, AGAINST, by=[founders[1].address])
    assert partnership.partnership.proposalVotes(proposal) == (30, 50, 0)
    with by_vote(partnership):
        partnership.membership.suspend(founders[1].address)
    other = propose_as(partnership, founders[0].address, [pay_call(founders[2].address)], "x", by=founders[1].address)
    assert partnership.partnership.proposalProposer(other) == founders[0].address


def test_proposes_for_the_partner(represented: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor = represented.partnership
    text = f"for its partner#proposer={founders[0].address}"
    proposal = propose_as(represented, founders[0].address, [pay_call(outsider)], text, by=outsider)
    assert [log[1] for log in events(governor)] == ["ProposalCreated"]
    assert events(governor)[0][2]["proposer"] == founders[0].address
    assert governor.proposalProposer(proposal) == founders[0].address
    with refused(represented, "governor: for another proposer"):
        propose_as(represented, founders[0].address, [pay_call(outsider)], f"x#proposer={outsider}", by=outsider)
    with boa.env.prank(outsider):
        governor.cancel(*columns([pay_call(outsider)]), keccak(text=text))
    assert governor.state(proposal) == CANCELED


def test_cancels_what_the_partner_proposed_until_revoked(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    lists = columns([pay_call(supplier, 7)])
    represent(represented, founders[0].address, NOBODY)
    represent(represented, founders[1].address, outsider)
    with boa.env.prank(outsider), refused(represented, "governor: not the proposer"):
        represented.partnership.cancel(*lists, keccak(text="a proposal"))
    represent(represented, founders[0].address, outsider)
    with boa.env.prank(outsider):
        represented.partnership.cancel(*lists, keccak(text="a proposal"))
    assert represented.partnership.state(proposal) == CANCELED


def test_does_nothing_else_for_the_partner(
    represented: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    """No recusal, no ballot of its own, no money, no seat."""
    governor, members = represented.partnership, represented.membership
    with boa.env.prank(outsider):
        for attempt in (
            lambda: governor.recuse(proposal, ""),
            lambda: governor.castVote(proposal, FOR),
            lambda: governor.name_representative(outsider),
            lambda: governor.propose([outsider], [1], [b""], "x"),
            lambda: governor.object(proposal, ""),
            lambda: members.leave(),
            lambda: members.offer_seat(outsider),
            lambda: members.give_notice(),
        ):
            with pytest.raises(boa.BoaError):
                attempt()
    assert governor.proposalVotes(proposal) == (0, 0, 0)


@pytest.mark.parametrize("through", ["propose", "propose_as"])
def test_t85_what_is_decided_about_partners_needs_no_role(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, through: str
) -> None:
    """Whatever became of the roles, a partner can put them to the vote again, but nothing else."""
    governor, someone = partnership.partnership, founders[0].address
    with by_vote(partnership):
        for founder in founders:
            partnership.membership.set_role(founder.address, MEDIATOR, 0)

    def propose(actions: list[tuple[str, int, bytes]], text: str) -> int:
        if through == "propose":
            return partnership.propose(actions, text)
        return propose_as(partnership, someone, actions, text)

    call = partnership.membership.set_role.prepare_calldata(someone, PROPOSER, 0)
    own = (partnership.membership.address, 0, call)
    assert governor.proposal_class(propose([own], "roles")) == EVERYDAY
    rules = (governor.address, 0, governor.name_class.prepare_calldata(8, b"x" * 32))
    assert governor.proposal_class(propose([rules], "rules")) == CONSTITUTIONAL
    assert governor.proposal_class(propose([own, pay_call(outsider)], "and money")) == EVERYDAY
    recover = partnership.membership.recover_seat.prepare_calldata(founders[1].address, outsider)
    with by_vote(partnership):
        governor.set_rule(RECOVERY, Rule().abi())
    assert governor.proposal_class(propose([(governor.address, 0, recover)], "a lost key")) == RECOVERY
    with refused(partnership, "governor: role may not propose"):
        propose([pay_call(outsider)], "money alone")
    with by_vote(partnership):
        governor.map_action(partnership.membership.address, call[:4], 8)
    with refused(partnership, "governor: role may not propose"):
        propose([own], "no longer everyday")
    with boa.env.prank(outsider), refused(partnership, "governor: no standing"):
        governor.propose([partnership.membership.address], [0], [b""], "an outsider")

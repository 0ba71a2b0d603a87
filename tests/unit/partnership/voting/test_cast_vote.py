"""Partnership.castVote, castVoteWithReason and castVoteWithReasonAndParams."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import Govern, House, Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import ABSTAIN, AGAINST, CONSTITUTIONAL, DAY, DEFEATED, DUAL, FOR, HOUR, ORDINARY
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import refused
from tests.kit.rules import STRICT, Rule
from tests.kit.signatures import ballot, extended_ballot, sign
from tests.kit.verbs import (
    accept,
    by_vote,
    invite,
    lapse_over_terms,
    miss_terms,
    move,
    passed_reshare,
    pay_call,
    propose_as,
    relay,
    signed,
)


@pytest.mark.parametrize("support", [AGAINST, FOR, ABSTAIN])
def test_counts_the_weight_when_the_vote_is_open(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], support: int
) -> None:
    with boa.env.prank(founders[1].address):
        assert partnership.partnership.castVote(proposal, support) == 30
    assert events(partnership.partnership) == [
        (
            partnership.partnership.address,
            "VoteCast",
            {"voter": founders[1].address, "proposalId": proposal, "support": support, "weight": 30, "reason": ""},
        )
    ]
    tally = [0, 0, 0]
    tally[support] = 30
    assert partnership.partnership.proposalVotes(proposal) == tuple(tally)
    assert [partnership.partnership.hasVoted(proposal, f.address) for f in founders] == [False, True, False]


def test_logs_the_reason_when_one_is_given(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    reason = "because " * 128
    with boa.env.prank(founders[0].address):
        assert partnership.partnership.castVoteWithReason(proposal, AGAINST, reason) == 50
    assert events(partnership.partnership)[0][1:] == (
        "VoteCast",
        {"voter": founders[0].address, "proposalId": proposal, "support": 0, "weight": 50, "reason": reason},
    )
    assert partnership.partnership.proposalVotes(proposal) == (50, 0, 0)


def test_logs_the_params_when_some_are_given(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    with boa.env.prank(founders[0].address):
        assert partnership.partnership.castVoteWithReasonAndParams(proposal, FOR, "why", b"\x01\x02") == 50
    assert events(partnership.partnership)[0][1:] == (
        "VoteCastWithParams",
        {
            "voter": founders[0].address,
            "proposalId": proposal,
            "support": 1,
            "weight": 50,
            "reason": "why",
            "params": b"\x01\x02",
        },
    )
    with boa.env.prank(founders[1].address):
        partnership.partnership.castVoteWithReasonAndParams(proposal, FOR, "why", b"")
    assert events(partnership.partnership)[0][1] == "VoteCast"
    assert partnership.partnership.proposalVotes(proposal) == (0, 80, 0)


def test_t12_ballots_count_from_the_second_after_the_snapshot_to_the_deadline(
    partnership: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    proposal = partnership.propose([pay_call(supplier)])
    governor = partnership.partnership
    for moment in (boa.env.timestamp, governor.proposalSnapshot(proposal)):
        travel_to(moment)
        with boa.env.prank(founders[0].address), refused(partnership, "governor: vote not active"):
            governor.castVote(proposal, FOR)
        assert governor.state(proposal) == 0
    travel_to(governor.proposalSnapshot(proposal) + 1)
    assert governor.state(proposal) == 1
    partnership.vote(proposal, by=[founders[0].address])
    travel_to(governor.proposalDeadline(proposal))
    assert governor.state(proposal) == 1
    partnership.vote(proposal, by=[founders[1].address])
    travel_to(governor.proposalDeadline(proposal) + 1)
    assert governor.state(proposal) == 5
    with boa.env.prank(founders[2].address), refused(partnership, "governor: vote not active"):
        governor.castVote(proposal, FOR)
    assert governor.proposalVotes(proposal) == (0, 80, 0)


def _routes() -> dict[str, Callable[[Partnership, int, LocalAccount], Any]]:
    def by_transaction(venture: Partnership, proposal: int, voter: LocalAccount) -> None:
        with boa.env.prank(voter.address):
            venture.partnership.castVote(proposal, FOR)

    def with_reason(venture: Partnership, proposal: int, voter: LocalAccount) -> None:
        with boa.env.prank(voter.address):
            venture.partnership.castVoteWithReason(proposal, AGAINST, "why")

    def with_params(venture: Partnership, proposal: int, voter: LocalAccount) -> None:
        with boa.env.prank(voter.address):
            venture.partnership.castVoteWithReasonAndParams(proposal, ABSTAIN, "why", b"x")

    def by_signature(venture: Partnership, proposal: int, voter: LocalAccount) -> None:
        governor = venture.partnership
        message = ballot(governor.address, proposal, FOR, voter.address, governor.nonces(voter.address))
        governor.castVoteBySig(proposal, FOR, voter.address, sign(voter, message))

    def by_extended_signature(venture: Partnership, proposal: int, voter: LocalAccount) -> None:
        governor = venture.partnership
        nonce = governor.nonces(voter.address)
        message = extended_ballot(governor.address, proposal, FOR, voter.address, "why", b"x", nonce)
        governor.castVoteWithReasonAndParamsBySig(proposal, FOR, voter.address, "why", b"x", sign(voter, message))

    return {f.__name__: f for f in (by_transaction, with_reason, with_params, by_signature, by_extended_signature)}


@pytest.mark.parametrize("second", _routes())
@pytest.mark.parametrize("first", _routes())
def test_t11_reverts_when_voted_already_over_any_pair_of_routes(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], first: str, second: str
) -> None:
    _routes()[first](partnership, proposal, founders[0])
    tally = partnership.partnership.proposalVotes(proposal)
    assert sum(tally) == 50
    with refused(partnership, "governor: already voted"):
        _routes()[second](partnership, proposal, founders[0])
    assert partnership.partnership.proposalVotes(proposal) == tally


@pytest.mark.parametrize("rule", [Rule(), Rule(mode=DUAL, seat_approval_bps=5_000)], ids=["plain", "dual"])
@pytest.mark.parametrize("second", _routes())
def test_t11_reverts_when_the_seat_moved_after_it_voted(
    govern: Govern,
    founders: list[LocalAccount],
    key: Callable[[str], LocalAccount],
    supplier: str,
    second: str,
    rule: Rule,
) -> None:
    venture, heir = govern(rule), key("outsider")
    proposal = venture.propose([pay_call(supplier)])
    venture.open_voting(proposal)
    venture.vote(proposal, AGAINST, by=[founders[0].address])
    before = signed(venture, founders[0], proposal)
    move(venture, founders[0].address, heir.address)
    with refused(venture, "governor: already voted"):
        _routes()[second](venture, proposal, heir)
    with refused(venture, "governor: no standing"):
        _routes()[second](venture, proposal, founders[0])
    with refused(venture, "governor: already voted"):
        relay(venture, proposal, [signed(venture, heir, proposal)])
    with refused(venture, "governor: no standing"):
        relay(venture, proposal, [before])
    assert venture.partnership.proposalVotes(proposal) == (50, 0, 0)
    assert venture.partnership.hasVoted(proposal, heir.address)


@pytest.mark.parametrize("second", _routes())
def test_t11_votes_from_its_new_account_when_the_seat_moved_before(
    partnership: Partnership,
    proposal: int,
    founders: list[LocalAccount],
    key: Callable[[str], LocalAccount],
    second: str,
) -> None:
    """With the weight of the snapshot, which was another account's then."""
    heir = key("outsider")
    move(partnership, founders[0].address, heir.address)
    with refused(partnership, "governor: no standing"):
        _routes()[second](partnership, proposal, founders[0])
    _routes()[second](partnership, proposal, heir)
    assert sum(partnership.partnership.proposalVotes(proposal)) == 50


def test_t11_remembers_ballots_when_the_voter_moved_on_to_newer_proposals(
    partnership: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    """64 proposals share a word of ballots: an old one stays voted, and a late ballot on an old page counts once."""
    governor = partnership.partnership
    with by_vote(partnership):
        governor.set_rule(8, Rule(HOUR, 90 * DAY, 0, DAY, 0, 5_000).abi())
    made = [partnership.propose([pay_call(supplier)], f"old {n}") for n in range(2)]
    for number in range(130):  # paging needs numbers, not six open proposals at a time
        _skip_number(partnership, 1)
        if number == 62:
            made.append(partnership.propose([pay_call(supplier)], "page 1"))
    made.append(partnership.propose([pay_call(supplier)], "page 2"))
    travel_to(governor.proposalSnapshot(made[-1]) + 1)
    voter = founders[0].address
    order = [made[0], made[3], made[2], made[1]]  # page 0, page 2, then late on page 1 and page 0
    for number, proposal in enumerate(order):
        assert not governor.hasVoted(proposal, voter)
        partnership.vote(proposal, by=[voter])
        for other, candidate in enumerate(order):
            assert governor.hasVoted(candidate, voter) == (other <= number)
        with boa.env.prank(voter), refused(partnership, "governor: already voted"):
            governor.castVote(proposal, AGAINST)
    assert all(governor.proposalVotes(proposal) == (0, 50, 0) for proposal in made)
    assert governor.weight_of(voter) == 50


def _skip_number(venture: Partnership, count: int) -> None:
    """Leaves out `count` numbers, as if that many other proposals had been made."""
    address = venture.partnership.address
    boa.env.set_storage(address, 0, boa.env.get_storage(address, 0) + (count << 96))


def test_t10_weight_counts_nothing_when_gained_after_the_snapshot(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    proposal = partnership.propose([pay_call(supplier)])
    snapshot = partnership.partnership.proposalSnapshot(proposal)
    travel_to(snapshot + 1)
    invite(partnership, outsider, weight=1_000)
    accept(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_shares(founders[0].address, 1_000, 500)
    boa.env.time_travel(seconds=60)
    with boa.env.prank(outsider), refused(partnership, "governor: no weight at snapshot"):
        partnership.partnership.castVote(proposal, FOR)
    partnership.vote(proposal, by=[founders[0].address])
    assert partnership.partnership.proposalVotes(proposal) == (0, 50, 0)


def test_t10_weight_counts_nothing_when_gained_in_the_second_of_the_snapshot(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    proposal = partnership.propose([pay_call(supplier)])
    snapshot = partnership.partnership.proposalSnapshot(proposal)
    invite(partnership, outsider, weight=1_000)
    travel_to(snapshot - 1)
    with by_vote(partnership):
        partnership.membership.set_shares(founders[1].address, 31, 300)  # counts from the snapshot on
    travel_to(snapshot)
    accept(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.set_shares(founders[0].address, 1_000, 500)
    travel_to(snapshot + 1)
    with boa.env.prank(outsider), refused(partnership, "governor: no weight at snapshot"):
        partnership.partnership.castVote(proposal, FOR)
    partnership.vote(proposal, by=[founders[0].address, founders[1].address])
    assert partnership.partnership.proposalVotes(proposal) == (0, 50 + 31, 0)
    assert partnership.partnership.getPastTotalSupply(snapshot) == 101


def test_t10_weight_counts_nothing_when_the_partnership_came_into_force_in_the_second_of_the_snapshot(
    forming: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    """With no voting delay the snapshot is the second of the proposal, but never that of entering into force."""
    forming.accept_all()
    with by_vote(forming):
        forming.partnership.set_rule(8, Rule(0, DAY, 0, DAY, 0, 5_000).abi())
    proposal = forming.propose([pay_call(supplier)])
    assert forming.partnership.proposalSnapshot(proposal) == forming.partnership.in_force_since() + 1
    boa.env.time_travel(seconds=1)
    with boa.env.prank(founders[0].address), refused(forming, "governor: vote not active"):
        forming.partnership.castVote(proposal, FOR)
    later = forming.propose([pay_call(supplier)], "a second later")
    assert forming.partnership.proposalSnapshot(later) == forming.partnership.proposalSnapshot(proposal)
    boa.env.time_travel(seconds=1)
    for made in (proposal, later):
        forming.vote(made)
        assert forming.partnership.proposalVotes(made) == (0, 100, 0)


def hasty(house: House, founders: list[LocalAccount], quorum_bps: int) -> Partnership:
    """In formation, with an ordinary class that waits for nothing."""
    rules = ((CONSTITUTIONAL, STRICT), (ORDINARY, Rule(0, DAY, 0, DAY, quorum_bps, 5_000)))
    return house.spin_up(founders, WEIGHTS, UNITS, rules=rules)


@pytest.mark.parametrize("through", ["propose", "propose_as"])
def test_t89_nobody_decides_alone_in_the_second_it_came_into_force(
    house: House, founders: list[LocalAccount], through: str
) -> None:
    """The last founder's acceptance is relayed, and in the same second somebody proposes: its weight counts, too."""
    forming = hasty(house, founders, 0)
    for founder in founders:
        boa.env.time_travel(seconds=HOUR)
        accept(forming, founder.address)
    thief = founders[1].address
    actions = [pay_call(thief, 100)]
    proposal = forming.propose(actions, by=thief) if through == "propose" else propose_as(forming, thief, actions)
    forming.open_voting(proposal)
    forming.vote(proposal, AGAINST, by=[founders[0].address])
    forming.vote(proposal, by=[thief])
    assert forming.partnership.proposalVotes(proposal) == (50, 30, 0)
    assert forming.partnership.proposal_tally(proposal)[6] == 100


def test_t10_i07_no_tally_is_above_the_total_when_founders_accepted_one_after_the_other(
    house: House, founders: list[LocalAccount], supplier: str
) -> None:
    """In the second of entering into force all weight counts, or none: else a few decide, with a quorum of nothing."""
    forming = hasty(house, founders, 10_000)
    for founder in founders:
        boa.env.time_travel(seconds=HOUR)
        accept(forming, founder.address)
    proposal = forming.propose([pay_call(supplier)])
    snapshot = forming.partnership.proposalSnapshot(proposal)
    assert snapshot == forming.partnership.in_force_since() + 1
    boa.env.time_travel(seconds=2)
    with suppress(boa.BoaError):
        forming.vote(proposal, by=[founders[0].address])
    assert sum(forming.partnership.proposalVotes(proposal)) <= forming.partnership.getPastTotalSupply(snapshot)
    travel_to(forming.partnership.proposalDeadline(proposal) + 1)
    assert forming.partnership.state(proposal) == DEFEATED


def test_weight_at_the_snapshot_counts_when_it_was_lowered_since(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    lower = passed_reshare(partnership, founders[0].address, 1, 1)
    proposal = partnership.propose([pay_call(outsider)])
    partnership.open_voting(proposal)
    lower()
    partnership.vote(proposal, by=[founders[0].address])
    assert partnership.partnership.proposalVotes(proposal) == (0, 50, 0)


@pytest.mark.parametrize("loss", ["leave", "expel", "suspend", "terms", "lapse"])
def test_reverts_when_standing_was_lost_since_the_snapshot(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], loss: str
) -> None:
    voter, members = founders[1].address, partnership.membership
    if loss == "leave":
        with boa.env.prank(voter):
            members.leave()
    elif loss in ("expel", "suspend"):
        with by_vote(partnership):
            getattr(members, loss)(voter)
    else:
        (miss_terms if loss == "terms" else lapse_over_terms)(partnership, voter)
        proposal = partnership.propose([pay_call(voter)], "later", by=founders[0].address)
        partnership.open_voting(proposal)
    with boa.env.prank(voter), refused(partnership, "governor: no standing"):
        partnership.partnership.castVote(proposal, FOR)


def test_reverts_when_an_outsider_votes(partnership: Partnership, proposal: int, outsider: str) -> None:
    with boa.env.prank(outsider), refused(partnership, "governor: no standing"):
        partnership.partnership.castVote(proposal, FOR)


def test_reverts_when_the_partner_has_no_weight(partnership: Partnership, outsider: str, supplier: str) -> None:
    invite(partnership, outsider, weight=0, units=5)
    accept(partnership, outsider)
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(supplier)], "units only", by=outsider)
    partnership.open_voting(proposal)
    with boa.env.prank(outsider), refused(partnership, "governor: no weight at snapshot"):
        partnership.partnership.castVote(proposal, FOR)


@pytest.mark.parametrize("support", [3, 255])
def test_reverts_when_the_support_is_unknown(partnership: Partnership, proposal: int, support: int) -> None:
    with boa.env.prank(partnership.founders[0].address), refused(partnership, "governor: invalid vote type"):
        partnership.partnership.castVote(proposal, support)


def test_reverts_when_the_proposal_is_unknown(partnership: Partnership) -> None:
    with boa.env.prank(partnership.founders[0].address), refused(partnership, "governor: unknown proposal"):
        partnership.partnership.castVote(1, FOR)


def test_reverts_when_canceled(partnership: Partnership, proposal: int, supplier: str) -> None:
    with boa.env.prank(partnership.founders[0].address):
        partnership.partnership.cancel(*columns([pay_call(supplier, 7)]), keccak(b"a proposal"))
    with boa.env.prank(partnership.founders[1].address), refused(partnership, "governor: vote not active"):
        partnership.partnership.castVote(proposal, FOR)

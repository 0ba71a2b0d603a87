"""Recusal by class and by oneself, and Partnership.contest_recusal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import Govern, Partnership
from tests.kit.logs import events, logged
from tests.kit.numbers import (
    ABSTAIN,
    AGAINST,
    CONSTITUTIONAL,
    DEFEATED,
    FOR,
    LAZY,
    NOBODY,
    QUEUED,
    STEERING,
    UNANIMOUS,
)
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.signatures import ballot, contest_of, extended_ballot, sign
from tests.kit.verbs import (
    by_vote,
    contest,
    end_vote,
    join,
    miss_terms,
    move,
    own,
    pay_call,
    propose_as,
    recuse,
    relay,
    represent,
    signed,
    vote_as,
    vote_each,
)

RECUSING = Rule(recusal=True, contested_bps=8_000)


@pytest.fixture
def venture(govern: Govern) -> Partnership:
    """Weights 50, 30 and 20; the ordinary and the constitutional class recuse."""
    strict = Rule(quorum_bps=5_000, approval_bps=6_667, recusal=True, contested_bps=9_000)
    return govern(RECUSING, others=[(CONSTITUTIONAL, strict)])


@pytest.fixture
def paid(venture: Partnership, founders: list[LocalAccount]) -> int:
    """A proposal to pay the second founder, who is out of its vote; in its first second."""
    made = venture.propose([pay_call(founders[1].address, 7)])
    venture.open_voting(made)
    return made


def word(value: str | int) -> bytes:
    return (int(value, 16) if isinstance(value, str) else value).to_bytes(32, "big")


TRANSFER, APPROVE, TRANSFER_FROM = (bytes.fromhex(selector) for selector in ("a9059cbb", "095ea7b3", "23b872dd"))
EXPEL = keccak(text="expel(address)")[:4]
OTHER = bytes.fromhex("39509351")  # increaseAllowance: beneficiaries of what is not read have to be named

RECIPIENTS: dict[str, Callable[[str, str, str], tuple[str, int, bytes]]] = {
    "ether": lambda token, member, who: (who, 1, b""),
    "a call": lambda token, member, who: (who, 0, b"\x12\x34\x56\x78"),
    "transfer": lambda token, member, who: (token, 0, TRANSFER + word(who) + word(5)),
    "approve": lambda token, member, who: (token, 0, APPROVE + word(who) + word(5)),
    "transferFrom": lambda token, member, who: (token, 0, TRANSFER_FROM + word(token) + word(who) + word(5)),
    "cut short": lambda token, member, who: (token, 0, TRANSFER + word(who)),
    "expel": lambda token, member, who: (member, 0, EXPEL + word(who)),
}


@pytest.mark.parametrize("what", RECIPIENTS)
@pytest.mark.parametrize("through", ["propose", "propose_as"])
def test_t19_the_class_recuses_whom_an_action_pays_or_concerns(
    venture: Partnership, founders: list[LocalAccount], outsider: str, supplier: str, what: str, through: str
) -> None:
    action = RECIPIENTS[what](supplier, venture.membership.address, founders[1].address)
    actions = [action] if what == "expel" else [pay_call(supplier), action]
    how = venture.propose if through == "propose" else partial(propose_as, venture, founders[0].address)
    proposal = how(actions)
    assert [log[1] for log in events(venture.partnership)] == ["ProposalCreated", "PartnerRecused"]
    assert events(venture.partnership)[1][2] == {
        "proposalId": proposal,
        "partner": founders[1].address,
        "by_class": True,
        "reason": "",
    }
    assert venture.partnership.recused(proposal) == [1]
    venture.open_voting(proposal)
    with boa.env.prank(founders[1].address), refused(venture, "governor: recused"):
        venture.partnership.castVote(proposal, AGAINST)
    assert venture.partnership.proposal_tally(proposal)[6] == 70


@pytest.mark.parametrize(
    "data",
    [
        TRANSFER_FROM + word(1) + word(2),  # neither sender nor receiver
        OTHER + word(1),
        TRANSFER,
        TRANSFER + bytes(31),
        b"\xa9",
        b"",
    ],
)
def test_recuses_nobody_when_no_partner_receives_anything(venture: Partnership, supplier: str, data: bytes) -> None:
    proposal = venture.propose([(supplier, 1, data), (NOBODY, 1, b"")])
    assert venture.partnership.recused(proposal) == []


def test_recuses_not_the_sender_of_a_transfer_from(
    venture: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    data = TRANSFER_FROM + word(founders[1].address) + word(supplier) + word(5)
    assert venture.partnership.recused(venture.propose([(supplier, 0, data)])) == []


def test_recuses_nobody_outside_of_the_partnership(venture: Partnership, outsider: str) -> None:
    """Seat 0 must not stand for an account that has none."""
    proposal = venture.propose([pay_call(outsider), (outsider, 0, TRANSFER + word(2**160 - 1))])
    assert venture.partnership.recused(proposal) == []


def test_t19_recuses_who_may_be_back_before_the_snapshot(venture: Partnership, customer: str) -> None:
    with by_vote(venture):
        venture.membership.admit(customer, 10, 10, STEERING, 86_400)
    assert venture.partnership.recused(venture.propose([pay_call(customer)])) == [3]
    with boa.env.prank(venture.founders[2].address):
        venture.membership.leave()
    assert venture.partnership.recused(venture.propose([pay_call(venture.founders[2].address)], "left")) == [2]


def test_recuses_named_beneficiaries(venture: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    named = [founders[2].address, outsider, founders[1].address, founders[2].address]
    proposal = propose_as(
        venture,
        founders[0].address,
        [pay_call(outsider), pay_call(founders[1].address)],
        own(founders[0].address),
        beneficiaries=named,
    )
    assert [log[2].get("partner") for log in events(venture.partnership)[1:]] == [f.address for f in founders[1:]]
    assert venture.partnership.recused(proposal) == [2, 1]
    venture.open_voting(proposal)
    assert venture.partnership.proposal_tally(proposal)[6:8] == (50, 15)


def test_recuses_its_own_proposer(venture: Partnership, founders: list[LocalAccount]) -> None:
    proposal = venture.propose([pay_call(founders[0].address)])
    venture.open_voting(proposal)
    with boa.env.prank(founders[0].address), refused(venture, "governor: recused"):
        venture.partnership.castVote(proposal, FOR)


def test_recuses_nobody_when_the_class_does_not(partnership: Partnership, founders: list[LocalAccount]) -> None:
    proposal = propose_as(
        partnership,
        founders[0].address,
        [pay_call(founders[1].address)],
        own(founders[0].address),
        beneficiaries=[founders[2].address],
    )
    assert [log[1] for log in events(partnership.partnership)] == ["ProposalCreated"]
    assert partnership.partnership.recused(proposal) == []
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    assert partnership.partnership.proposalVotes(proposal) == (0, 100, 0)


@pytest.mark.parametrize(
    "route", ["transaction", "reason", "params", "signature", "extended", "batch", "representative"]
)
@pytest.mark.parametrize("how", ["by class", "by itself"])
def test_t19_reverts_when_recused_over_every_route(
    venture: Partnership, founders: list[LocalAccount], outsider: str, how: str, route: str
) -> None:
    voter, governor = founders[1], venture.partnership
    represent(venture, voter.address, outsider)
    if how == "by class":
        proposal = venture.propose([pay_call(voter.address)])
    else:
        proposal = venture.propose([pay_call(outsider)])
        recuse(venture, proposal, voter.address)
    venture.open_voting(proposal)
    with refused(venture, "governor: recused"), boa.env.prank(outsider if route == "representative" else voter.address):
        if route == "transaction":
            governor.castVote(proposal, FOR)
        elif route == "reason":
            governor.castVoteWithReason(proposal, FOR, "mine")
        elif route == "params":
            governor.castVoteWithReasonAndParams(proposal, FOR, "mine", b"x")
        elif route == "signature":
            message = ballot(governor.address, proposal, FOR, voter.address)
            governor.castVoteBySig(proposal, FOR, voter.address, sign(voter, message))
        elif route == "extended":
            message = extended_ballot(governor.address, proposal, FOR, voter.address, "mine", b"x")
            governor.castVoteWithReasonAndParamsBySig(proposal, FOR, voter.address, "mine", b"x", sign(voter, message))
        elif route == "batch":
            relay(venture, proposal, [signed(venture, founders[0], proposal), signed(venture, voter, proposal)])
        else:
            vote_as(venture, voter.address, proposal, by=outsider)
    assert governor.proposalVotes(proposal) == (0, 0, 0)
    assert not governor.hasVoted(proposal, voter.address)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [((None, None, FOR), DEFEATED), ((None, None, ABSTAIN), DEFEATED), ((FOR, None, None), QUEUED)],
)
def test_t19_the_quorum_is_of_those_who_may_vote(
    venture: Partnership, paid: int, votes: tuple[int | None, ...], outcome: int
) -> None:
    """30% of 70 are 21: 20 fall short, and would of 67 be enough."""
    assert venture.partnership.proposal_quorum(paid) == 21
    vote_each(venture, paid, votes)
    assert end_vote(venture, paid) == outcome


def test_recuses_itself_with_a_reason(venture: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    proposal = venture.propose([pay_call(outsider)])
    recuse(venture, proposal, founders[0].address, "my sister's company")
    assert events(venture.partnership) == [
        (
            venture.partnership.address,
            "PartnerRecused",
            {
                "proposalId": proposal,
                "partner": founders[0].address,
                "by_class": False,
                "reason": "my sister's company",
            },
        )
    ]
    venture.open_voting(proposal)
    assert venture.partnership.proposal_quorum(proposal) == 15
    vote_each(venture, proposal, (None, None, FOR))
    assert end_vote(venture, proposal) == QUEUED


def test_recuses_itself_in_a_class_that_recuses_nobody(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """Even after others have voted, and in the very last second."""
    partnership.vote(proposal, AGAINST, by=[founders[2].address])
    travel_to(partnership.partnership.proposalDeadline(proposal))
    recuse(partnership, proposal, founders[0].address)
    with boa.env.prank(founders[0].address), refused(partnership, "governor: recused"):
        partnership.partnership.castVote(proposal, FOR)
    partnership.vote(proposal, FOR, by=[founders[1].address])
    assert partnership.partnership.proposal_tally(proposal)[:8] == (20, 30, 0, 0, 0, 0, 50, 15)
    assert end_vote(partnership, proposal) == QUEUED


def test_fails_when_everybody_is_recused(govern: Govern, founders: list[LocalAccount]) -> None:
    """Nobody's silence is no consent, in no mode."""
    modes = (
        RECUSING,
        Rule(quorum_bps=0, recusal=True, contested_bps=8_000),
    )
    for rule in modes:
        with boa.env.anchor():
            venture = govern(rule)
            proposal = venture.propose([pay_call(founder.address) for founder in founders])
            assert venture.partnership.recused(proposal) == [2, 1, 0]
            assert end_vote(venture, proposal) == DEFEATED
            assert venture.partnership.proposal_tally(proposal)[6] == 0


@pytest.mark.parametrize("when", ["voted", "recused", "class", "ended", "canceled", "unknown"])
def test_recuse_reverts(venture: Partnership, paid: int, founders: list[LocalAccount], when: str) -> None:
    governor, someone = venture.partnership, founders[0].address
    if when == "voted":
        venture.vote(paid, by=[someone])
        reason = "governor: already voted"
    elif when == "recused":
        recuse(venture, paid, someone)
        reason = "governor: recused"
    elif when == "class":
        someone, reason = founders[1].address, "governor: recused"
    elif when == "ended":
        travel_to(governor.proposalDeadline(paid) + 1)
        reason = "governor: vote has ended"
    elif when == "canceled":
        with boa.env.prank(someone):
            governor.cancel([founders[1].address], [7], [b""], keccak(text="a proposal"))
        reason = "governor: vote has ended"
    else:
        paid, reason = 1, "governor: unknown proposal"
    entries = governor.recused(paid)
    with refused(venture, reason):
        recuse(venture, paid, someone)
    assert governor.recused(paid) == entries


@pytest.mark.parametrize("who", ["outsider", "suspended", "old terms", "left"])
def test_t19_recuse_reverts_when_without_standing(
    venture: Partnership, paid: int, founders: list[LocalAccount], outsider: str, who: str
) -> None:
    someone = outsider if who == "outsider" else founders[2].address
    proposal = lose_standing(venture, paid, someone, who)
    with refused(venture, "governor: no standing"):
        recuse(venture, proposal, someone)


def lose_standing(venture: Partnership, proposal: int, partner: str, how: str) -> int:
    """Of `partner`; returns a proposal to pay the second founder whose vote is open then, `proposal` if it still is."""
    if how == "left":
        with boa.env.prank(partner):
            venture.membership.leave()
    elif how == "suspended":
        with by_vote(venture):
            venture.membership.suspend(partner)
    elif how == "old terms":
        miss_terms(venture, partner)
        proposal = venture.propose([pay_call(venture.founders[1].address)], "later", by=venture.founders[0].address)
        venture.open_voting(proposal)
    return proposal


def test_reverts_when_a_seventeenth_would_be_recused(
    venture: Partnership, founders: list[LocalAccount], key: Callable[[str], LocalAccount], supplier: str
) -> None:
    others = [key(f"partner {number}").address for number in range(15)]
    for other in others:
        join(venture, other)
    boa.env.time_travel(seconds=1)
    sixteen = [pay_call(to) for to in (*others, founders[1].address)]
    text = own(founders[0].address)
    with refused(venture, "governor: too many recused"):
        propose_as(venture, founders[0].address, sixteen, text, beneficiaries=[founders[2].address])
    proposal = propose_as(venture, founders[0].address, sixteen, text, beneficiaries=[others[0], founders[1].address])
    assert venture.partnership.recused(proposal) == [1, *range(17, 2, -1)]
    venture.open_voting(proposal)
    assert venture.partnership.proposal_tally(proposal)[6] == 70
    with refused(venture, "governor: too many recused"):
        recuse(venture, proposal, founders[2].address)
    contest(venture, proposal, others[7])
    assert venture.partnership.recused(proposal) == [1, *(n for n in range(17, 2, -1) if n != 10)]
    recuse(venture, proposal, founders[2].address)
    assert venture.partnership.recused(proposal)[0] == 2


def test_contests_its_recusal(venture: Partnership, paid: int, founders: list[LocalAccount]) -> None:
    governor = venture.partnership
    contest(venture, paid, founders[1].address)
    assert events(governor) == [
        (governor.address, "RecusalContested", {"proposalId": paid, "partner": founders[1].address})
    ]
    assert governor.recused(paid) == []
    assert governor.proposal_tally(paid)[6:11] == (100, 30, 8_000, 0, True)
    venture.vote(paid, by=[founders[1].address])
    assert governor.proposalVotes(paid) == (0, 30, 0)


@pytest.mark.parametrize(("bar", "outcome"), [(8_000, QUEUED), (8_001, DEFEATED)])
@pytest.mark.parametrize("contested", [True, False])
def test_t19_needs_the_contested_approval_when_contested(
    govern: Govern, founders: list[LocalAccount], bar: int, outcome: int, contested: bool
) -> None:
    """80 for and 20 against; without the contested bar it passes by the usual majority."""
    venture = govern(Rule(recusal=True, contested_bps=bar))
    proposal = venture.propose([pay_call(founders[1].address)])
    venture.open_voting(proposal)
    if contested:
        contest(venture, proposal, founders[1].address)
    vote_each(venture, proposal, (FOR, FOR if contested else None, AGAINST))
    assert end_vote(venture, proposal) == (outcome if contested else QUEUED)


def test_contests_for_one_of_many(venture: Partnership, founders: list[LocalAccount]) -> None:
    """Whichever entry is taken out, the others stay."""
    for number in range(3):
        with boa.env.anchor():
            proposal = venture.propose([pay_call(founder.address) for founder in founders])
            venture.open_voting(proposal)
            contest(venture, proposal, founders[number].address)
            assert venture.partnership.recused(proposal) == [n for n in (2, 1, 0) if n != number]


@pytest.mark.parametrize("when", ["by itself", "not recused", "twice", "ended", "unknown"])
def test_contest_reverts(venture: Partnership, paid: int, founders: list[LocalAccount], when: str) -> None:
    someone = founders[0].address
    reason = "governor: not recused"
    if when == "by itself":
        recuse(venture, paid, someone)
        reason = "governor: recused for good"
    elif when == "twice":
        someone = founders[1].address
        contest(venture, paid, someone)
    elif when == "ended":
        someone = founders[1].address
        travel_to(venture.partnership.proposalDeadline(paid) + 1)
        reason = "governor: vote not active"
    elif when == "unknown":
        paid, reason = 1, "governor: unknown proposal"
    tally = None if when == "unknown" else venture.partnership.proposal_tally(paid)
    with refused(venture, reason):
        contest(venture, paid, someone)
    if tally is not None:
        assert venture.partnership.proposal_tally(paid) == tally


def test_t19_cannot_come_back_when_it_contested_and_then_recused_itself(
    venture: Partnership, paid: int, founders: list[LocalAccount]
) -> None:
    contest(venture, paid, founders[1].address)
    recuse(venture, paid, founders[1].address)
    with refused(venture, "governor: recused for good"):
        contest(venture, paid, founders[1].address)
    assert venture.partnership.proposal_tally(paid)[6:11] == (70, 21, 8_000, 0, True)


@pytest.mark.parametrize("how", ["by class", "by itself"])
def test_t19_stays_recused_when_its_seat_moves(
    venture: Partnership, paid: int, founders: list[LocalAccount], outsider: str, how: str
) -> None:
    mover = founders[1 if how == "by class" else 2]
    if how == "by itself":
        recuse(venture, paid, mover.address)
    move(venture, mover.address, outsider)
    for account in (outsider, mover.address):
        reason = "governor: recused" if account == outsider else "governor: no standing"
        with boa.env.prank(account), refused(venture, reason):
            venture.partnership.castVote(paid, AGAINST)
    assert venture.partnership.proposal_tally(paid)[6] == (70 if how == "by class" else 50)
    if how == "by class":
        contest(venture, paid, outsider)
        venture.vote(paid, by=[outsider])
        assert venture.partnership.proposalVotes(paid) == (0, 30, 0)


def test_t83_a_moved_seat_is_recused_under_each_of_its_accounts(
    venture: Partnership, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    """Who is paid at an account it had before is paid all the same: called, by ether, by a token, or named."""
    old, proposer = founders[1].address, founders[0].address
    move(venture, old, outsider)
    for number, action in enumerate((pay_call(old), pay_call(outsider), (supplier, 0, TRANSFER + word(old) + word(5)))):
        proposal = venture.propose([action], str(number))
        assert venture.partnership.recused(proposal) == [1]
        assert events(venture.partnership)[-1][2]["partner"] == outsider
    named = propose_as(venture, proposer, [pay_call(supplier)], own(proposer), beneficiaries=[old, outsider])
    assert venture.partnership.recused(named) == [1]


def test_t90_a_representative_and_a_signature_contest(
    venture: Partnership, paid: int, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    """Who votes by representative or by signature is not silenced by being named."""
    governor, partner = venture.partnership, founders[1]
    expected = [("RecusalContested", paid, partner.address)]
    with boa.env.anchor(), boa.env.prank(outsider), refused(venture, "governor: not its representative"):
        governor.contest_recusal_as(partner.address, paid)
    represent(venture, partner.address, outsider)
    travel_to(governor.proposalDeadline(paid))  # until the last second
    with boa.env.anchor():
        with boa.env.prank(outsider):
            governor.contest_recusal_as(partner.address, paid)
        assert logged(governor) == expected
        assert vote_as(venture, partner.address, paid, AGAINST, by=outsider) == 30
        assert governor.proposal_tally(paid)[6:11] == (100, 30, 8_000, 0, True)
    deadline = boa.env.timestamp
    signature = sign(partner, contest_of(governor.address, paid, partner.address, deadline))
    with boa.env.prank(customer):
        governor.contest_recusal_by_sig(paid, partner.address, deadline, signature)
    assert logged(governor) == expected
    assert relay(venture, paid, [signed(venture, partner, paid, AGAINST)]) == 1
    with refused(venture, "governor: not recused"):
        governor.contest_recusal_by_sig(paid, partner.address, deadline, signature)


@pytest.mark.parametrize("what", ["proposal", "partner", "deadline", "chain", "partnership", "kind"])
def test_t47_a_contest_signed_otherwise_is_refused(
    venture: Partnership, paid: int, founders: list[LocalAccount], outsider: str, what: str
) -> None:
    governor, partner = venture.partnership, founders[1]
    message = contest_of(
        outsider if what == "partnership" else governor.address,
        paid + (what == "proposal"),
        founders[2].address if what == "partner" else partner.address,
        2**40 - (what == "deadline"),
        5 if what == "chain" else 1,
    )
    if what == "kind":
        message = ballot(governor.address, paid, FOR, partner.address)
    with refused(venture, "governor: invalid signature"):
        governor.contest_recusal_by_sig(paid, partner.address, 2**40, sign(partner, message))


def test_t49_a_contest_signed_until_a_moment_is_refused_after_it(
    venture: Partnership, paid: int, founders: list[LocalAccount]
) -> None:
    governor, partner, deadline = venture.partnership, founders[1], boa.env.timestamp - 1
    signature = sign(partner, contest_of(governor.address, paid, partner.address, deadline))
    with refused(venture, "governor: ballot expired"):
        governor.contest_recusal_by_sig(paid, partner.address, deadline, signature)


def test_t90_a_contest_without_weight_does_not_raise_the_bar(
    venture: Partnership, founders: list[LocalAccount], outsider: str, customer: str
) -> None:
    """Neither before the snapshot, when nobody knows, nor after it, nor of who had its weight taken in between."""
    governor = venture.partnership
    join(venture, outsider, weight=0, units=1)
    join(venture, customer, weight=5)
    boa.env.time_travel(seconds=1)
    proposal = venture.propose([pay_call(who) for who in (outsider, customer, founders[1].address)])
    for someone in (outsider, customer, founders[1].address):
        with refused(venture, "governor: vote not active"):
            contest(venture, proposal, someone)
    with by_vote_with_yes(venture, customer):
        venture.membership.set_shares(customer, 0, 10)
    venture.open_voting(proposal)
    for someone in (outsider, customer):
        with refused(venture, "governor: no weight at snapshot"):
            contest(venture, proposal, someone)
    assert governor.proposal_tally(proposal)[8:11] == (5_000, 0, False)
    contest(venture, proposal, founders[1].address)
    assert governor.proposal_tally(proposal)[8:11] == (8_000, 0, True)


def test_t13_whom_a_proposal_would_expel_is_out_of_its_vote_for_good(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    """In every class and mode, under its old account too, and it cannot contest that."""
    for rule in (Rule(), Rule(mode=LAZY, quorum_bps=4_000), RECUSING):
        with boa.env.anchor():
            venture = govern(Rule(), others=[(2, rule)])
            governor = venture.partnership
            move(venture, founders[1].address, outsider)
            expel = governor.expel.prepare_calldata(founders[1].address)
            proposal = venture.propose([(governor.address, 0, expel)])
            assert logged(governor)[1:] == [("PartnerRecused", proposal, outsider, True, "")]
            assert governor.recused(proposal) == [1]
            venture.open_voting(proposal)
            with boa.env.prank(outsider), refused(venture, "governor: recused"):
                governor.castVote(proposal, AGAINST)
            with refused(venture, "governor: recused for good"):
                contest(venture, proposal, outsider)
            vote_each(venture, proposal, (FOR, None, None))
            assert governor.proposal_tally(proposal)[6] == 70
            assert [governor.voted_for(proposal, founder.address) for founder in founders] == [True, False, False]


def test_t13_expelling_stands_alone(partnership: Partnership, eastport: str, southbank: str, supplier: str) -> None:
    governor = partnership.partnership
    expel, other = (
        (governor.address, 0, governor.expel.prepare_calldata(account)) for account in (eastport, southbank)
    )
    role = (governor.address, 0, governor.set_role.prepare_calldata(eastport, 0, 0))
    with by_vote(partnership):
        governor.map_action(governor.address, expel[2][:4], 8)
    for actions in ([expel, other], [expel, role], [role, expel], [pay_call(supplier), expel], [expel, expel]):
        with refused(partnership, "governor: expel stands alone"):
            partnership.propose(actions)
    assert partnership.propose([expel])


def test_i17_contest_reverts_when_an_outsider_calls(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """An account without a seat must not be taken for the partner on seat 0."""
    proposal = venture.propose([pay_call(founders[0].address)])
    venture.open_voting(proposal)
    tally = venture.partnership.proposal_tally(proposal)
    with boa.env.prank(outsider), pytest.raises(boa.BoaError):
        venture.partnership.contest_recusal(proposal)
    assert venture.partnership.recused(proposal) == [0]
    assert venture.partnership.proposal_tally(proposal) == tally


@pytest.mark.parametrize("how", ["left", "suspended", "old terms"])
def test_i17_contest_reverts_when_without_standing(
    venture: Partnership, paid: int, founders: list[LocalAccount], how: str
) -> None:
    """Who may not vote has no say in what a proposal needs."""
    proposal = lose_standing(venture, paid, founders[1].address, how)
    with refused(venture, "governor: no standing"):
        contest(venture, proposal, founders[1].address)


def test_unanimity_is_of_those_who_are_not_recused(govern: Govern, founders: list[LocalAccount]) -> None:
    venture = govern(Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000))
    proposal = venture.propose([pay_call(founders[0].address)])
    venture.open_voting(proposal)
    for founder in founders[:2]:
        recuse(venture, proposal, founder.address)
    vote_each(venture, proposal, (None, None, FOR))
    assert end_vote(venture, proposal) == QUEUED


def test_t19_stays_out_of_the_base_when_it_leaves_after_the_snapshot(
    venture: Partnership, paid: int, founders: list[LocalAccount]
) -> None:
    with boa.env.prank(founders[1].address):
        venture.membership.leave()
    boa.env.time_travel(seconds=60)
    assert venture.partnership.proposal_tally(paid)[6:8] == (70, 21)


def test_t11_reverts_when_its_representative_has_voted(
    venture: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """The partner may still overrule that ballot, by abstaining for instance."""
    represent(venture, founders[0].address, outsider)
    proposal = venture.propose([pay_call(outsider)])
    venture.open_voting(proposal)
    vote_as(venture, founders[0].address, proposal, by=outsider)
    with refused(venture, "governor: already voted"):
        recuse(venture, proposal, founders[0].address)
    venture.vote(proposal, ABSTAIN, by=[founders[0].address])
    assert venture.partnership.proposalVotes(proposal) == (0, 0, 50)


def test_t19_is_recused_when_it_was_suspended_at_the_time_of_the_proposal(
    venture: Partnership, founders: list[LocalAccount]
) -> None:
    with by_vote(venture):
        venture.membership.suspend(founders[1].address)
    proposal = venture.propose([pay_call(founders[1].address)])
    with by_vote(venture):
        venture.membership.reinstate(founders[1].address)
    venture.open_voting(proposal)
    with boa.env.prank(founders[1].address), refused(venture, "governor: recused"):
        venture.partnership.castVote(proposal, FOR)


def test_t19_is_recused_when_the_transfer_has_dirty_bits(
    venture: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    """Tokens of old compilers cut a word to an address, so the recipient is whom its lower bits name."""
    dirty = (1 << 160 | int(founders[1].address, 16)).to_bytes(32, "big")
    proposal = venture.propose([(supplier, 0, TRANSFER + dirty + word(5))])
    assert venture.partnership.recused(proposal) == [1]


def test_a_contract_partner_is_recused_when_it_is_paid(venture: Partnership) -> None:
    wallet = mock("ScriptedWallet")
    with by_vote(venture):
        venture.membership.admit(wallet.address, 10, 10, 1, 86_400)
    wallet.call(
        venture.membership.address,
        0,
        venture.membership.accept.prepare_calldata(venture.membership.offer_of(wallet.address)),
    )
    assert venture.partnership.recused(venture.propose([pay_call(wallet.address)])) == [3]

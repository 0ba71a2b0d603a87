"""Partnership.amend_terms."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, HOUR, TERMS_HASH
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, amend, by_vote, invite, pay_call

NEW = keccak(b"terms 2")


def test_opens_a_window_when_decided_by_vote(partnership: Partnership, founders: list[LocalAccount]) -> None:
    call = partnership.membership.amend_terms.prepare_calldata(NEW, "ipfs://terms-2", 7 * DAY, WIDE.abi(), [])
    partnership.decide([(partnership.membership.address, 0, call)])
    closes = boa.env.timestamp + 7 * DAY
    assert events(partnership.partnership)[1:] == [
        (
            partnership.membership.address,
            "TermsPublished",
            {"version": 2, "terms_hash": NEW, "uri": "ipfs://terms-2", "window_closes": closes},
        ),
        (
            partnership.membership.address,
            "DealSet",
            {"version": 2, "deal": list(WIDE.abi()), "capital": []},
        ),
    ]
    assert partnership.membership.current_terms() == (2, NEW, closes)
    assert [partnership.membership.terms_hash(version) for version in range(4)] == [
        bytes(32),
        TERMS_HASH,
        NEW,
        bytes(32),
    ]
    assert all(partnership.partnership.has_standing(founder.address) for founder in founders)


def test_standing_ends_with_the_window_when_not_accepted(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    new = amend(partnership)
    accept(partnership, founders[0].address, new)
    closes = partnership.membership.current_terms()[2]
    for moment, standing in ((closes, [True, True, True]), (closes + 1, [True, False, False])):
        travel_to(moment)
        assert [partnership.partnership.has_standing(f.address) for f in founders] == standing
        assert [partnership.partnership.has_standing(f.address) for f in founders] == standing
    with refused(partnership, "governor: no standing"):
        partnership.propose([pay_call(outsider)], by=founders[1].address)
    assert partnership.propose([pay_call(outsider)], by=founders[0].address)


def test_t07_the_proposal_keeps_what_it_started_with_when_terms_are_amended_during_the_vote(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    proposal = partnership.propose([pay_call(outsider, 5)])
    before = (
        partnership.partnership.proposalSnapshot(proposal),
        partnership.partnership.proposalDeadline(proposal),
        partnership.partnership.proposal_rule(proposal),
    )
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[0].address])
    new = amend(partnership, window_seconds=HOUR)
    assert partnership.partnership.proposalVotes(proposal) == (0, 50, 0)
    travel_to(partnership.membership.current_terms()[2] + 1)
    with boa.env.prank(founders[1].address), refused(partnership, "governor: no standing"):
        partnership.partnership.castVote(proposal, 1)
    accept(partnership, founders[1].address, new)
    partnership.vote(proposal, by=[founders[1].address])
    partnership.membership.lapse(founders[2].address)
    assert partnership.partnership.proposal_quorum(proposal) == 30  # 30% of the 100 at the snapshot
    assert before == (
        partnership.partnership.proposalSnapshot(proposal),
        partnership.partnership.proposalDeadline(proposal),
        partnership.partnership.proposal_rule(proposal),
    )
    travel_to(partnership.partnership.proposalEta(proposal))
    boa.env.set_balance(partnership.partnership.address, 5)
    partnership.execute([pay_call(outsider, 5)])
    assert partnership.partnership.state(proposal) == 7


def test_has_no_standing_when_two_versions_behind(partnership: Partnership, founders: list[LocalAccount]) -> None:
    amend(partnership, b"terms 2", HOUR)
    boa.env.time_travel(seconds=2 * HOUR)
    amend(partnership, b"terms 3", HOUR)
    assert not partnership.partnership.has_standing(founders[0].address)
    assert not partnership.partnership.has_standing(founders[0].address)
    accept(partnership, founders[0].address, keccak(b"terms 3"))
    assert partnership.partnership.has_standing(founders[0].address)
    assert partnership.membership.partner(founders[0].address)[6:] == (3, 0, 2, 0, 0, 0, 0)


def test_reverts_when_a_window_is_open(partnership: Partnership) -> None:
    amend(partnership)
    travel_to(partnership.membership.current_terms()[2])
    with by_vote(partnership), refused(partnership, "terms: a window is open"):
        partnership.membership.amend_terms(keccak(b"terms 3"), "", DAY, WIDE.abi(), [])
    boa.env.time_travel(seconds=1)
    amend(partnership, b"terms 3")
    assert partnership.membership.current_terms()[0] == 3


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(HOUR - 1, "terms: less than 1 hour"), (180 * DAY + 1, "terms: more than 180 days")],
)
def test_reverts_when_the_window_is_out_of_bounds(partnership: Partnership, seconds: int, reason: str) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.amend_terms(NEW, "", seconds, WIDE.abi(), [])


@pytest.mark.parametrize("seconds", [HOUR, 180 * DAY])
def test_opens_a_window_when_it_is_at_a_bound(partnership: Partnership, seconds: int) -> None:
    amend(partnership, window_seconds=seconds)
    assert partnership.membership.current_terms()[2] == boa.env.timestamp + seconds


def test_reverts_when_the_hash_is_empty(partnership: Partnership) -> None:
    with by_vote(partnership), refused(partnership, "terms: hash is empty"):
        partnership.membership.amend_terms(bytes(32), "", DAY, WIDE.abi(), [])


def test_invited_accounts_accept_the_new_terms(partnership: Partnership, outsider: str) -> None:
    invite(partnership, outsider)
    accept(partnership, outsider, amend(partnership))
    assert partnership.membership.partner(outsider)[6] == 2


def test_reverts_when_not_by_the_partnership(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    for caller in (outsider, founders[0].address):
        with boa.env.prank(caller), refused(partnership, ROSTER_BY_VOTE_ONLY):
            partnership.membership.amend_terms(NEW, "", DAY, WIDE.abi(), [])


def test_reverts_when_the_partnership_is_forming(forming: Partnership) -> None:
    with by_vote(forming), refused(forming, "membership: not in force"):
        forming.membership.amend_terms(NEW, "", DAY, WIDE.abi(), [])

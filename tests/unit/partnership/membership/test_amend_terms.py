"""Partnership.amend_terms."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.house import WIDE, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, LAPSE_SECONDS, ORDINARY, TERMS_HASH
from tests.kit.people import in_order
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.verbs import accept, amend, by_vote, close_window, invite, lapse_over_terms, outlast_base, pay_call

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
    assert partnership.membership.current_terms() == (2, NEW, closes, True)
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
    accept(partnership, founders[2].address, new)
    travel_to(partnership.membership.current_terms().window_closes + 1)
    partnership.membership.close_window(in_order(founders[0].address, founders[2].address))
    closed = boa.env.timestamp
    assert partnership.membership.current_terms().window_closes == closed
    for moment, standing in ((closed, [True, True, True]), (closed + 1, [True, False, True])):
        travel_to(moment)
        assert [partnership.partnership.has_standing(f.address) for f in founders] == standing
    assert not partnership.membership.current_terms().window_is_open
    with refused(partnership, "governor: no standing"):
        partnership.propose([pay_call(outsider)], by=founders[1].address)
    assert partnership.propose([pay_call(outsider)], by=founders[0].address)


def test_t89_a_window_runs_on_until_more_than_half_of_the_weight_has_accepted(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """5% who accept do not throw the other 95% out."""
    first, second, third = (founder.address for founder in founders)
    new = amend(partnership)
    accept(partnership, first, new)
    closes = partnership.membership.current_terms().window_closes
    travel_to(closes)
    with refused(partnership, "terms: time to accept is left"):
        partnership.membership.close_window([first])
    boa.env.time_travel(seconds=60 * DAY)
    assert all(partnership.partnership.has_standing(founder.address) for founder in founders)
    for shown in ([], [first], in_order(first, second, third)):  # 50 of 100 is not more than half
        with refused(partnership, "terms: not by a majority"):
            partnership.membership.close_window(shown)
    with refused(partnership, "roster: has standing"):
        partnership.membership.lapse(second)
    accept(partnership, third, new)
    with refused(partnership, "terms: partners out of order"):
        partnership.membership.close_window([third, third])
    with refused(partnership, "terms: partners out of order"):
        partnership.membership.close_window(in_order(first, third)[::-1])
    with boa.env.prank(second):  # anyone
        partnership.membership.close_window(in_order(first, second, third))
    assert events(partnership.membership) == [
        (partnership.membership.address, "WindowClosed", {"version": 2, "accepted_weight": 70})
    ]
    with refused(partnership, "terms: no window is open"):
        boa.env.time_travel(seconds=1)
        partnership.membership.close_window(in_order(first, third))


def test_t89_the_first_version_has_no_window(partnership: Partnership, founders: list[LocalAccount]) -> None:
    assert not partnership.membership.current_terms().window_is_open
    with refused(partnership, "terms: no window is open"):
        partnership.membership.close_window(in_order(*(founder.address for founder in founders)))


def test_t89_a_rule_of_the_ordinary_class_leaves_a_closed_window_closed(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Both stand in one word."""
    lapse_over_terms(partnership, founders[2].address)
    before = partnership.partnership.rule(ORDINARY)
    with by_vote(partnership):
        partnership.partnership.set_rule(ORDINARY, before)
    assert not partnership.membership.current_terms().window_is_open
    assert partnership.partnership.rule(ORDINARY) == before
    proposal = partnership.propose([pay_call(founders[0].address)])
    assert partnership.partnership.proposal_class(proposal) == ORDINARY
    assert partnership.partnership.proposal_rule(proposal) == before


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
    new = amend(partnership)
    assert partnership.partnership.proposalVotes(proposal) == (0, 50, 0)
    accept(partnership, founders[1].address, new)
    partnership.vote(proposal, by=[founders[1].address])
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
    first, behind, third = (founder.address for founder in founders)
    new = amend(partnership, b"terms 2")
    for account in (first, third):
        accept(partnership, account, new)
    close_window(partnership, first, third)
    outlast_base(partnership)
    amend(partnership, b"terms 3")
    assert partnership.partnership.has_standing(first)
    assert not partnership.partnership.has_standing(behind)
    accept(partnership, behind, keccak(b"terms 3"))
    assert partnership.partnership.has_standing(behind)
    assert partnership.membership.partner(behind)[6:9] == (3, 0, 2)


def test_reverts_when_a_window_is_open(partnership: Partnership) -> None:
    amend(partnership)
    for moment in (partnership.membership.current_terms().window_closes, boa.env.timestamp + 100 * DAY):
        travel_to(moment)
        with by_vote(partnership), refused(partnership, "terms: a window is open"):
            partnership.membership.amend_terms(keccak(b"terms 3"), "", 7 * DAY, WIDE.abi(), [])
    everybody = [founder.address for founder in partnership.founders]
    for account in everybody:
        accept(partnership, account, NEW)
    partnership.membership.close_window(in_order(*everybody))
    with by_vote(partnership), refused(partnership, "terms: a window is open"):
        partnership.membership.amend_terms(keccak(b"terms 3"), "", 7 * DAY, WIDE.abi(), [])
    closed = boa.env.timestamp
    for moment in (closed + 1, closed + LAPSE_SECONDS):
        travel_to(moment)
        with by_vote(partnership), refused(partnership, "terms: window closed lately"):
            partnership.membership.amend_terms(keccak(b"terms 3"), "", 7 * DAY, WIDE.abi(), [])
    boa.env.time_travel(seconds=1)
    amend(partnership, b"terms 3")
    assert partnership.membership.current_terms()[0] == 3


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(7 * DAY - 1, "terms: less than 7 days"), (180 * DAY + 1, "terms: more than 180 days")],
)
def test_reverts_when_the_window_is_out_of_bounds(partnership: Partnership, seconds: int, reason: str) -> None:
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.amend_terms(NEW, "", seconds, WIDE.abi(), [])


@pytest.mark.parametrize("seconds", [7 * DAY, 180 * DAY])
def test_opens_a_window_when_it_is_at_a_bound(partnership: Partnership, seconds: int) -> None:
    amend(partnership, window_seconds=seconds)
    assert partnership.membership.current_terms()[2] == boa.env.timestamp + seconds


def test_reverts_when_the_hash_is_empty(partnership: Partnership) -> None:
    with by_vote(partnership), refused(partnership, "terms: hash is empty"):
        partnership.membership.amend_terms(bytes(32), "", 7 * DAY, WIDE.abi(), [])


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

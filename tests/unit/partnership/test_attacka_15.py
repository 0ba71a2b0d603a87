from __future__ import annotations

import boa

from tests.kit.clock import travel_to
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, LEFT, QUEUED
from tests.kit.verbs import leave, set_exit_terms


def test_a15_who_is_to_be_expelled_may_leave_from_the_passing_on(partnership: Partnership, southbank: str) -> None:
    venture = partnership
    set_exit_terms(venture, 60 * DAY, 10_000)
    action = (venture.membership.address, 0, venture.membership.expel.prepare_calldata(southbank))
    proposal = venture.propose([action])
    venture.open_voting(proposal)
    venture.vote(proposal, by=[one.address for one in venture.founders[:2]])
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    assert venture.partnership.state(proposal) == QUEUED
    with boa.env.prank(southbank):
        venture.membership.leave_dissenting(proposal)
    assert venture.membership.status_of(southbank) == LEFT

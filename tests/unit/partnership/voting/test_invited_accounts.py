"""An invited account has no ballots: where those of a partner stand, its word has the units it is offered."""

from __future__ import annotations

import boa
import pytest

from tests.kit.house import Partnership
from tests.kit.numbers import AGAINST, FOR
from tests.kit.refusals import refused
from tests.kit.verbs import accept, invite


@pytest.mark.parametrize("units", [1, 2**31 + 1])
def test_t11_what_an_invited_account_is_offered_is_no_ballot(
    partnership: Partnership, proposal: int, outsider: str, units: int
) -> None:
    assert partnership.partnership.proposal_count() == 1  # number 0: its mark would be the lowest bit
    invite(partnership, outsider, weight=25, units=units)
    assert not partnership.partnership.hasVoted(proposal, outsider)
    with boa.env.prank(outsider), refused(partnership, "governor: no standing"):
        partnership.partnership.castVote(proposal, AGAINST)
    accept(partnership, outsider)
    assert not partnership.partnership.hasVoted(proposal, outsider)
    with boa.env.prank(outsider), refused(partnership, "governor: no weight at snapshot"):
        partnership.partnership.castVote(proposal, FOR)

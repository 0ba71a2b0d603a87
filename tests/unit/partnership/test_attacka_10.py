from __future__ import annotations

import boa

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.people import in_order
from tests.kit.verbs import leave, set_exit_terms


def test_a10_what_the_majority_changed_the_treasury_into_goes_along(partnership: Partnership, southbank: str) -> None:
    set_exit_terms(partnership, 0, 10_000)
    held = [mock("PlainToken", 18) for _ in range(3)]
    for token in held:
        token.mint(partnership.partnership.address, 10_000)
    leave(partnership, southbank, in_order(*[token.address for token in held]))
    assert [token.balanceOf(southbank) for token in held] == [2_000] * 3

"""The history of the total weight: three checkpoints a slot, pages of them, found again by binary search."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import slot_of
from tests.kit.house import Partnership
from tests.kit.verbs import by_vote


def _head_slot() -> int:
    return slot_of("Partnership", "total_weight", "_head")


@pytest.mark.parametrize("changes", [1, 2, 3, 4, 5, 6, 7, 50])
def test_finds_every_total_again_when_pages_fill_up(
    partnership: Partnership, founders: list[LocalAccount], changes: int
) -> None:
    governor = partnership.partnership
    expected = {boa.env.timestamp - 1: 100}
    for number in range(changes):
        boa.env.time_travel(seconds=1 + number % 3)
        with by_vote(partnership):
            partnership.membership.set_shares(founders[0].address, 51 + number, 500)
        expected[boa.env.timestamp + 1] = 101 + number
    boa.env.time_travel(seconds=10)
    moments = sorted(expected)
    for moment, following in zip(moments, [*moments[1:], boa.env.timestamp], strict=True):
        for timepoint in {moment, following - 1}:
            assert governor.getPastTotalSupply(timepoint) == expected[moment]
            assert governor.getVotes(founders[0].address, timepoint) == expected[moment] - 50
    page = boa.env.get_storage(governor.address, _head_slot()) >> 242
    assert page == changes // 3


def test_the_newest_checkpoint_gives_way_when_the_history_is_full(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """Nobody may be kept from leaving. 16,384 pages; the number of the page is written straight into the head."""
    address = partnership.partnership.address
    word = boa.env.get_storage(address, _head_slot())
    boa.env.set_storage(address, _head_slot(), word | (2**13 - 1) << 242)
    for weight in (51, 52):
        boa.env.time_travel(seconds=5)
        with by_vote(partnership):
            partnership.membership.set_shares(founders[0].address, weight, 500)
    before = boa.env.timestamp + 1
    for founder in founders[:2]:
        boa.env.time_travel(seconds=5)
        with boa.env.prank(founder.address):
            partnership.membership.leave()
    boa.env.time_travel(seconds=5)
    assert partnership.partnership.total() == 20
    assert partnership.partnership.getPastTotalSupply(boa.env.timestamp - 1) == 20
    assert partnership.partnership.getPastTotalSupply(before - 5) == 101  # what came before is as it was

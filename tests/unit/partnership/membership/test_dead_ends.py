"""Ways into a partnership that could never decide, or a consent that outlives its invitation: all closed."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.numbers import ACTIVE, DAY, FOR_EVER, STEERING
from tests.kit.refusals import refused
from tests.kit.signatures import acceptance, sign
from tests.kit.verbs import accept, amend, by_vote, close_window, invite, outlast_base, passed_reshare, reshare


def test_founding_reverts_when_the_weights_do_not_fit_together(house: House, founders: list[LocalAccount]) -> None:
    with boa.reverts("membership: weights too large"):
        house.spin_up(founders, [2**40 - 1, 1, 0], [1, 1, 1])


def test_founding_reverts_when_the_units_do_not_fit_together(house: House, founders: list[LocalAccount]) -> None:
    with boa.reverts("membership: units too large"):
        house.spin_up(founders, [1, 1, 1], [2**32 - 1, 1, 0])


def test_founding_reverts_when_nobody_may_propose(house: House, founders: list[LocalAccount]) -> None:
    with boa.reverts("membership: no proposer"):
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], roles=[STEERING, 0, STEERING])


def test_t47_an_old_acceptance_does_not_join_when_the_invitation_was_declined(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    guest = key("outsider")
    invite(partnership, guest.address, weight=10, units=10)
    signature = sign(guest, acceptance(partnership, guest.address, FOR_EVER))
    with boa.env.prank(guest.address):
        partnership.membership.leave()
    invite(partnership, guest.address, weight=1, units=0)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(guest.address, FOR_EVER, signature)


def test_accepts_when_a_delegate_approves_65_bytes_that_are_no_signature_of_the_key(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    approves_anything = 10
    delegate = mock("OddWallet", approves_anything)
    boa.env.set_code(founders[0].address, bytes.fromhex("ef0100" + delegate.address[2:]))
    boa.env.set_storage(founders[0].address, 0, approves_anything)
    forming.membership.accept_by_sig(founders[0].address, FOR_EVER, b"\x01" * 64 + b"\x1f")
    assert forming.membership.partner(founders[0].address)[2] == ACTIVE


def test_total_is_zero_before_force_when_the_last_founder_has_no_weight(
    house: House, founders: list[LocalAccount]
) -> None:
    venture = house.spin_up(founders, [50, 30, 0], [1, 1, 1])
    venture.founders, last = founders[:2], founders[2]
    venture.accept_all()
    boa.env.time_travel(seconds=100)
    venture.founders = [last]
    venture.accept_all()
    since = venture.partnership.in_force_since()
    boa.env.time_travel(seconds=10)
    assert venture.partnership.getPastTotalSupply(since - 50) == 0
    assert venture.partnership.getPastTotalSupply(since + 1) == 80


def test_lapses_when_two_versions_behind_and_the_next_window_runs(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    first, behind, third = (founder.address for founder in founders)
    new = amend(partnership, b"terms 2")
    for account in (first, third):
        accept(partnership, account, new)
    close_window(partnership, first, third)
    outlast_base(partnership)
    amend(partnership, b"terms 3", 180 * DAY)
    partnership.membership.lapse(behind)
    assert partnership.partnership.weight_of(behind) == 0


@pytest.mark.parametrize("way", ["set_shares", "suspend", "expel"])
def test_no_vote_takes_the_last_weight(partnership: Partnership, founders: list[LocalAccount], way: str) -> None:
    first, second, third = (founder.address for founder in founders)
    reshare(partnership, second, 0, 1)
    reshare(partnership, third, 0, 1)
    if way == "set_shares":
        last = passed_reshare(partnership, first, 0, 1)
        with boa.reverts("membership: no weight left"):
            last()
        return
    with by_vote(partnership), boa.reverts("membership: no weight left"):
        getattr(partnership.membership, way)(first)
    assert partnership.partnership.total() == 50

"""What a proposal may be called: its number, its id, the beginning of that, or `latest`."""

from __future__ import annotations

import pytest

from polypact.chain.events import Event
from polypact.clients.partnership import _chosen, numbered
from polypact.text.errors import PolypactError

IDS = (12 * 10**70, 11111111 * 10**60, 11111112 * 10**60)


def made(id: int) -> Event:
    return Event("ProposalCreated", {"proposalId": id}, "0x", 1, 0, "0x")


LOG = numbered([made(id) for id in IDS], 13)


def test_numbers_are_those_of_the_contract_when_the_node_has_dropped_old_logs() -> None:
    assert [number for number, _ in LOG] == [11, 12, 13]
    assert [number for number, _ in numbered([made(1), made(2)], 2)] == [1, 2]
    # A node whose answers are of two different blocks never counts from below the first.
    assert [number for number, _ in numbered([made(1), made(2)], 1)] == [1, 2]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("12", [12]),
        ("#12", [12]),
        (" #12 ", [12]),
        ("0012", [12]),
        ("#0012", [12]),
        ("1", []),
        ("0", []),
        ("latest", [13]),
        ("LATEST", [13]),
        (str(IDS[0]), [11]),
        ("11111111", [12]),
        ("1111111", []),  # seven digits are a number
        ("#" + str(IDS[0]), []),
        (hex(IDS[1]), []),  # without its zeros it is not the beginning of the id
        (f"0x{IDS[1]:064x}", [12]),
        ("0x0", [11, 12, 13]),
        (IDS[2], [13]),
        (12, []),  # a number that is no text is a whole id
    ],
)
def test_proposal_is_found_by_what_it_is_called(wanted: int | str, numbers: list[int]) -> None:
    assert [number for number, _ in _chosen(LOG, wanted)] == numbers


@pytest.mark.parametrize(
    "wanted", ["", "#", "#x", "0x", "0xzz", "-1", "1.5", "1e9", "\N{ARABIC-INDIC DIGIT ONE}", "0x" + "f" * 65]
)
def test_what_is_no_proposal_is_refused(wanted: str) -> None:
    with pytest.raises(PolypactError, match="is no proposal: give its number, like 12"):
        _chosen(LOG, wanted)


def test_latest_is_nothing_when_there_is_none() -> None:
    assert list(_chosen([], "latest")) == []

"""The file of results, and the recorded peers."""

from __future__ import annotations

from benchmarks.operations import BY_KEY
from benchmarks.results import Results, parse, recorded_peers, render


def test_parse_reads_back_what_render_wrote(found: Results) -> None:
    assert parse(render(found)) == found


def test_best_peer_is_the_cheapest_that_can_do_it(found: Results) -> None:
    assert found.best_peer("ballot") == ("guild", 64_000)
    assert found.best_peer("redeem_1") == ("guild", 112_000)
    assert found.best_peer("receive") is None


def test_ratio_is_ours_to_the_best(found: Results) -> None:
    assert found.ratio("ballot") == 0.625
    assert found.ratio("queue") == 0
    assert found.ratio("redeem_1") is None


def test_recorded_peers_are_marked_and_about_known_operations() -> None:
    peers = recorded_peers()
    assert peers
    assert all(peer.recorded and set(peer.gas) <= set(BY_KEY) for peer in peers.values())


def test_recorded_sums_of_claims_are_the_sum_of_their_parts() -> None:
    gas = recorded_peers()["splits_pull"].gas
    for number in (5, 10, 100):
        assert gas[f"claims_{number}"] == gas[f"credit_{number}"] + number * gas["withdraw_ether"]

"""`partnership prove`: money in is money out, and what is left out is found."""

from __future__ import annotations

import json

import boa
import pytest

from polypact.chain.abi import interface
from tests.kit.contracts import mock
from tests.kit.money import make_known
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import OLD, ONE, TO, Old, found_halves


def test_proves_that_money_in_is_money_out(ended: Old) -> None:
    ended.run("take-along", OLD, "North Half", account="north")
    ended.people.json("revenue", "claim", OLD, "--partner", "south", account="west")
    told = ended.run("prove", OLD, *TO)
    (flow,) = told["flows"]
    north = ended.at("North Half").partnership.address
    assert (told["adds_up"], told["problems"]) == (True, [])
    assert int(flow["came_in"]) == 15 * ONE - 2
    assert (int(flow["liquidated"]), flow["repaid"], flow["waits"], flow["treasury"]) == (10 * ONE - 2, "0", "0", "0")
    assert flow["taken_along"] == flow["arrived"] == {north: str(6 * ONE - 1)}
    assert int(flow["paid_out"]) == 3 * ONE - 1
    assert int(flow["came_in"]) == sum(map(int, (flow["paid_out"], flow["to_claim"], flow["taken_along"][north])))
    said = ended.people.said("partnership", "prove", OLD, *TO)
    assert "5.999999999999999999 ETH of Old Venture went to North Half, and all of it arrived" in said
    assert said.rstrip().endswith("it adds up to the wei: what came in was paid out, was taken along, or is here")


@pytest.mark.parametrize("event", ["ContributedOn", "ContributionPaid", "RevenueClaimed", "Liquidated"])
def test_t143_a_log_that_a_node_leaves_out_is_found(ended: Old, event: str) -> None:
    ended.run("take-along", OLD, "North Half", account="north")
    topic = bytes.fromhex(interface("RevenueEscrow").topic(event)[2:])
    there = [log for log in ended.people.node.raw if log["topics"][0] == topic]
    assert there
    ended.people.node.raw.remove(there[-1])
    done = ended.people.try_to("partnership", "prove", OLD, *TO, "--json")
    assert done.exit_code == 1 and json.loads(done.stdout)["problems"]


def test_t143_a_successor_that_is_not_named_is_found(ended: Old) -> None:
    ended.run("take-along", OLD, "North Half", account="north")
    done = ended.people.try_to("partnership", "prove", OLD, "--to", "South Half")
    assert done.exit_code == 1 and "which is not named with --to" in done.stdout


@pytest.mark.parametrize(("word", "trouble"), [(0, "were taken along, and"), (1, "and 0 contributions there say so")])
def test_t143_a_sum_that_a_node_changes_is_found(ended: Old, word: int, trouble: str) -> None:
    """What left here (the first word), or what arrived there by the log (the second)."""
    ended.run("take-along", OLD, "North Half", account="north")
    topic = bytes.fromhex(interface("RevenueEscrow").topic("ContributedOn")[2:])
    (log,) = (log for log in ended.people.node.raw if log["topics"][0] == topic)
    words = [int.from_bytes(log["data"][start : start + 32]) for start in (0, 32)]
    words[word] += 1
    log["data"] = b"".join(each.to_bytes(32, "big") for each in words)
    done = ended.people.try_to("partnership", "prove", OLD, *TO, "--json")
    assert done.exit_code == 1
    assert any(trouble in problem for problem in json.loads(done.stdout)["problems"])
    assert "it does NOT add up:" in ended.people.try_to("partnership", "prove", OLD, *TO).stdout


def test_t143_what_is_gone_of_a_token_that_was_taken_off_the_list_is_found(old: Old) -> None:
    """It stands in the table, so the verdict is about it, too."""
    token, escrow = mock("PlainToken", 6), old.at(OLD).escrow
    make_known(old.at(OLD), token)
    with by_vote(old.at(OLD)):
        escrow.list_token(token.address)
    token.mint(escrow.address, 1_000_000)
    escrow.distribute(token.address)
    with by_vote(old.at(OLD)):
        escrow.unlist_token(token.address)
    found_halves(old)
    assert old.run("prove", OLD, *TO)["adds_up"]
    with boa.env.prank(escrow.address):
        token.transfer(old.people.person("thief"), 1)
    done = old.people.try_to("partnership", "prove", OLD, *TO)
    assert done.exit_code == 1
    assert "the escrow holds 999999 and owes 1000000: the token took 1 away" in done.stdout


def test_a_token_that_nobody_listed_is_named_as_not_counted(old: Old) -> None:
    token, escrow = mock("PlainToken", 6), old.at(OLD).escrow
    make_known(old.at(OLD), token)
    token.mint(escrow.address, 1_000)
    escrow.distribute(token.address)
    found_halves(old)
    assert old.run("prove", OLD, *TO)["not_counted"] == [token.address]
    assert f"not counted are 1 tokens that nobody listed: {token.address}" in old.people.said(
        "partnership", "prove", OLD, *TO
    )
    told = old.run("prove", OLD, *TO, "--token", token.address)
    assert (told["not_counted"], [flow["token"] for flow in told["flows"]][-1]) == ([], token.address)

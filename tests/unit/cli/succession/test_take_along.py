"""`partnership take-along`: by a transaction, by a signature, and after somebody's claim."""

from __future__ import annotations

import json
from pathlib import Path

import boa
import pytest
from eth_account.messages import encode_typed_data

from polypact.signing.message_files import MessageFile
from tests.kit.contracts import mock
from tests.kit.money import make_known
from tests.kit.numbers import ETHER
from tests.kit.people import key_of
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import OLD, ONE, Old


def test_takes_along_what_it_can_claim(ended: Old) -> None:
    owed = ended.at(OLD).escrow.claimable(ETHER, ended.people.person("north"))
    taken = ended.run("take-along", OLD, "North Half", account="north")["taken"][0]
    assert int(taken["received"]) == int(taken["amount"]) == int(taken["repaid_first"])
    assert int(taken["amount"]) == owed + 5 * ONE * 400 // 1_000  # what had arrived is split before
    assert ended.at("North Half").escrow.contribution_of(ETHER, ended.people.person("north")) == int(taken["amount"])
    assert "nothing was paid out since winding up began" in ended.fail("take-along", OLD, "North Half", account="north")


def test_refuses_who_is_no_partner_there(ended: Old) -> None:
    assert "south is no partner of North Half, and is not invited: it is paid out" in ended.fail(
        "take-along", OLD, "North Half", account="south"
    )


def test_t140_contributes_what_somebody_elses_claim_has_paid_out(ended: Old) -> None:
    ended.people.json("revenue", "distribute", OLD, account="west")
    ended.people.json("revenue", "claim", OLD, "--partner", "south", account="west")
    done = ended.people.try_to("partnership", "take-along", OLD, "South Half", "--json", account="south")
    assert "a claim, which anybody may trigger, has paid 2.999999999999999999 ETH out to south" in done.stderr
    contributed = json.loads(done.stdout)["contributed"][0]
    there, south = ended.at("South Half").escrow, ended.people.person("south")
    assert int(contributed["amount"]) == there.outstanding_of(ETHER, south) == 3 * ONE - 1
    assert "nothing to take along" in ended.fail("take-along", OLD, "South Half", account="south")


def test_what_the_successor_refuses_stays_and_keeps_nothing_else(agreed: Old) -> None:
    """A token that is not known there; of what is taken along all is told before anything is sent."""
    token, people, escrow = mock("PlainToken", 6), agreed.people, agreed.at(OLD).escrow
    make_known(agreed.at(OLD), token)
    with by_vote(agreed.at(OLD)):
        escrow.list_token(token.address)
    token.mint(escrow.address, 1_000)
    with by_vote(agreed.at(OLD)):
        agreed.at(OLD).partnership.wind_up([], 0)
    boa.env.time_travel(seconds=1)
    done = people.try_to("partnership", "take-along", OLD, "North Half", "--json", account="north")
    told = json.loads(done.stdout)
    assert (
        done.exit_code == 0 and "is not taken along, and stays to be claimed: The escrow books nothing" in done.stderr
    )
    assert [one["token"] for one in told["taken"]] == [ETHER]
    assert [one["token"] for one in told["refused"]] == [token.address]
    assert escrow.claimable(token.address, people.person("north")) == 400
    people.json("revenue", "claim", OLD, "ether", "--partner", "east", account="west")
    done = people.try_to("partnership", "take-along", OLD, "North Half", "--json", account="east")
    assert len(json.loads(done.stdout)["contributed"]) == 1
    assert "The escrow books nothing" in agreed.fail("take-along", OLD, "North Half", token.address, account="north")


def test_takes_along_by_a_signature(ended: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written with a node, signed by the key, relayed by anybody."""
    monkeypatch.setattr(boa.env.evm.patch, "chain_id", 1337)
    ended.people.json("revenue", "distribute", OLD, account="west")
    made = ended.run(
        "take-along", OLD, "North Half", "ether", "--unsigned", "--out", "along.json", "--for", "east", account="west"
    )
    assert (made["kind"], made["message"]["minimum"]) == ("ContributeOn", 45 * ONE // 10 - 1)
    shown = ended.people.said("message", "show", "along.json")
    assert "takes along  what it can claim here then, in ether (wei); at least 4,499,999,999,999,999,999" in shown
    _signed("along.json", "east")
    relay = ("message", "relay", OLD, "along.json")
    assert ended.people.json(*relay, account="west")["relayed"][0]["kind"] == "contribution to a successor"
    assert ended.at("North Half").escrow.outstanding_of(ETHER, ended.people.person("east")) == 45 * ONE // 10 - 1
    assert "another one that it signed was relayed since" in ended.people.fail(*relay, account="west")
    assert "signed for the escrow" in ended.people.fail("message", "relay", "North Half", "along.json", account="west")
    assert "a message is about one token" in ended.fail(
        "take-along", OLD, "North Half", "--unsigned", "--out", "x.json", account="west", code=2
    )


def _signed(path: str, who: str) -> None:
    file = MessageFile.read(Path(path))
    key = key_of(who)
    raw = bytes(key.sign_message(encode_typed_data(full_message=dict(file.question().data))).signature)
    file.with_signatures([file.check(key.address, raw)]).write(Path(path))

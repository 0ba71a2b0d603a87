"""Partnerships as partners of others, and what comes after one, through the scripts, on a real node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from eth_account import Account
from web3 import Web3

from polypact.chain.artifacts import interface
from tests.integration.conftest import ETHER, Node, key_of, staffed_company
from tests.integration.people import People
from tests.kit.numbers import DAY

pytestmark = pytest.mark.slow  # nearly all of it commands that start

SUPPLIER = "0x2222222222222222222222222222222222222222"

SPEC = """\
name: {name}
terms: {{file: terms.md}}
formation_deadline: 90 days
deal: {deal}
recoupment: pro rata
accounts: {accounts}
founders: {founders}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: {days} days, execution_delay: 1 day, execution_window: 14 days,
                   quorum: 50%, approval: 50%}}
  ordinary: {{voting_delay: 1 hour, voting_period: {days} days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 50%, approval: 50%}}
"""


@dataclass
class Folk(People):
    """People with some partnerships."""

    partnerships: dict[str, str]

    def found(self, name: str, founders: Mapping[str, int], days: int = 2, by: str = "bob", deal: str = "{}") -> str:
        """Deploys a partnership of accounts (name => weight and units), which have to accept yet."""
        known = {**self.addresses, **self.partnerships}
        accounts = "{" + ", ".join(f'{who}: "{known[who]}"' for who in founders) + "}"
        rows = [f"{{account: {who}, name: {who}, weight: {n}, units: {n}}}" for who, n in founders.items()]
        text = SPEC.format(name=name, accounts=accounts, founders=f"[{', '.join(rows)}]", days=days, deal=deal)
        (self.company.folder / f"{name}.yaml").write_text(text)
        self.partnerships[name] = self.json("deploy", f"{name}.yaml", account=by)["partnership"]
        return self.partnerships[name]

    def accept(self, name: str, *who: str) -> None:
        """As `partner accept`, or a vote of a partnership, does; without the time that commands take to start."""
        at = self.node.web3.eth.contract(self.partnerships[name], abi=interface("Partnership"))
        for account in who:
            address = Web3.to_checksum_address({**self.addresses, **self.partnerships}[account])
            self.node.rpc("anvil_impersonateAccount", address)
            self.node.rpc("anvil_setBalance", address, hex(100 * ETHER))
            at.functions.accept(at.functions.offer_of(address).call()).transact({"from": address})
            self.node.rpc("anvil_stopImpersonatingAccount", address)

    def passed(self, name: str, made: Mapping[str, Any], *voters: str) -> str:
        """Has a proposal pass by votes, until it can be executed."""
        self.node.travel_to(max(made["snapshot"] + 1, self.node.now()))
        for account in voters:
            self.json("proposal", "vote", name, made["id"], "for", account=account)
        self.node.travel_to(made["executable_from"])
        return str(made["id"])

    def balance(self, account: str) -> int:
        return int(self.node.web3.eth.get_balance(Web3.to_checksum_address(account)))


@pytest.fixture(scope="module")
def folk(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Folk:
    folder = tmp_path_factory.mktemp("folk")
    company, addresses = staffed_company(node, folder, ("ann", "bob", "cat", "dan", "stranger"))
    return Folk(company, node, addresses, {})


# --- (h) a partnership three levels up votes in time ---


@pytest.fixture(scope="module")
def levels(folk: Folk) -> Folk:
    """The same people, with four partnerships, one a partner of the next."""
    _found_levels(folk)
    return folk


def test_a_ballot_goes_up_three_levels(levels: Folk) -> None:
    folk, before = levels, levels.balance(SUPPLIER)
    league = folk.partnerships["league"]
    folk.node.rpc("anvil_setBalance", league, hex(7 * ETHER))
    paid = folk.json("proposal", "new", "league", "--pay", SUPPLIER, "7 ether", "--description", "p", account="bob")
    made = {"league": paid}
    for inner, outer, by in (("harbour", "league", "bob"), ("yard", "harbour", "bob"), ("guild", "yard", "ann")):
        vote = ("--vote-in", outer, "latest", "for", "as", "agreed", "--description", "v")
        made[inner] = folk.json("proposal", "new", inner, *vote, account=by)
        words = (
            f"At {outer} ({folk.partnerships[outer][:6]}..{folk.partnerships[outer][-4:]}): Vote for on its proposal"
        )
        assert made[inner]["actions"][0]["words"] == f"{words} {made[outer]['id']}, because: as agreed"
        (cast,) = made[inner]["votes_elsewhere"]
        assert (cast["name"], cast["support"], cast["in_time"]) == (outer, "for", True)
        assert abs(cast["executable_from"] - made[inner]["executable_from"]) < 60
        assert cast["vote_ends"] == made[outer]["deadline"]
    shown = folk.said("proposal", "show", "yard", "latest")
    assert "Ballots that it casts elsewhere:" in shown and "Partners that are partnerships:" in shown
    assert "guild may vote by a vote of its own" in shown
    folk.passed("guild", made["guild"], "ann")
    for name in ("guild", "yard", "harbour", "league"):
        folk.node.travel_to(max(made[name]["executable_from"], folk.node.now()))
        folk.json("proposal", "execute", name, "latest", account="stranger")
    (ballot,) = folk.json("proposal", "show", "league", paid["id"])["ballots"]
    assert (ballot["name"], ballot["support"], ballot["reason"]) == ("harbour", "for", "as agreed")
    assert folk.balance(SUPPLIER) - before == 7 * ETHER


def test_says_what_cannot_be_in_time(levels: Folk) -> None:
    folk = levels
    short = folk.json(
        "proposal", "new", "yard", "--pay", SUPPLIER, "1 wei", "--anyway", "--description", "q", account="bob"
    )
    shown = folk.said("proposal", "show", "yard", short["id"])
    assert "Careful: guild cannot vote in time by a vote of its own" not in shown
    folk.node.travel_to(short["deadline"] - 2 * DAY)
    late = ("proposal", "new", "guild", "--vote-in", "yard", "latest", "against", "--description", "late")
    done = folk.company.run(*late, account="ann")
    assert "Warning: action 1: the vote in yard ends" in done.err and "at the earliest: 2 hours " in done.err
    assert "cannot vote in time by a vote of its own" in folk.said("proposal", "show", "yard", short["id"])
    folk.node.travel_to(short["deadline"] + 1)
    over = folk.fail("proposal", "new", "guild", *late[3:], account="ann")
    assert "No ballots and no contests are taken now" in over
    itself = ("--vote-in", "guild", "latest", "for", "--description", "x")
    assert "guild is this partnership itself" in folk.fail("proposal", "new", "guild", *itself, account="ann")
    assert "guild is this" not in folk.fail("proposal", "new", "yard", "--in", "nowhere", "accept", account="bob")
    assert "there is no partnership at" in folk.fail(
        "proposal", "new", "yard", "--in", SUPPLIER, "accept", account="bob"
    )


# --- (f) a deadlocked pair winds up ---


def test_a_deadlocked_pair_winds_up(folk: Folk) -> None:
    pair = folk.found("pair", {"cat": 60, "dan": 60}, by="cat", deal="{deadlock: 30 days}")
    folk.accept("pair", "cat", "dan")
    folk.node.rpc("anvil_setBalance", pair, hex(3 * ETHER + 1))
    for text in ("a crane", "a crane, again"):
        wish = ("--pay", SUPPLIER, "1 ether", "--description", text)
        made = folk.json("proposal", "new", "pair", *wish, account="cat")
        folk.node.travel_to(made["snapshot"] + 1)
        for who, choice in (("cat", "for"), ("dan", "against")):
            folk.json("proposal", "vote", "pair", made["id"], choice, account=who)
        folk.node.travel_to(made["deadline"] + 30 * DAY)
    ended = folk.json("partnership", "wind-up", "pair", "--deadlock", "1", "2", account="dan")
    assert [(one["amount"], one["repaid"]) for one in ended["liquidated"]] == [(str(3 * ETHER + 1), "0")]
    before = folk.balance(folk.addresses["cat"])
    folk.json("revenue", "claim", "pair", "--partner", "cat", account="dan")
    assert folk.balance(folk.addresses["cat"]) - before == 3 * ETHER // 2
    assert "or it has ended" in folk.fail("partnership", "wind-up", "pair", "--deadlock", "1", "2", account="cat")


# --- (g) four partners split into two and two ---

HALVES = ("--into", "North: ann, wallet", "--into", "South: cat, dan")
TO = ("--to", "North", "--to", "South")


def test_four_partners_split_into_two_and_two(folk: Folk) -> None:
    old = _found_four(folk)
    plan = folk.json("partnership", "split", "four", *HALVES)
    assert [Path(path).name for path in plan["specs"]] == ["north.yaml", "south.yaml"]
    for name, who in (("North", ("ann", "wallet")), ("South", ("cat", "dan"))):
        folk.partnerships[name] = folk.json("deploy", f"{name.lower()}.yaml", account=who[0])["partnership"]
        folk.accept(name, *who)
    told = folk.json("partnership", "split", "four", *TO)
    claims = {claim["name"]: claim for claim in told["claims"]}
    whole = 10 * ETHER + 7 - 2
    assert {name: int(claim["then"]) for name, claim in claims.items()} == {
        name: whole * n // 1_000 for name, n in FOUR.items()
    }
    assert claims["wallet"]["how"] == "needs the signatures of 2 of 2 owners (take-along --unsigned)"
    agree = folk.json("proposal", "new", "North", "agree-north.yaml", account="ann")
    folk.json("proposal", "execute", "North", folk.passed("North", agree, "ann"), account="ann")
    made = folk.json("proposal", "new", "four", "wind-up-four.yaml", account="ann")
    folk.json("proposal", "execute", "four", folk.passed("four", made, "ann", "cat"), account="dan")
    taken = folk.json("partnership", "take-along", "four", "North", account="ann")["taken"][0]
    assert int(taken["received"]) == int(taken["repaid_first"]) == int(claims["ann"]["then"])
    _takes_along_by_signatures(folk, int(claims["wallet"]["then"]))
    folk.json("revenue", "claim", "four", "--partner", "cat", account="stranger")
    caught = folk.json("partnership", "take-along", "four", "South", account="cat")["contributed"][0]
    assert int(caught["amount"]) == int(claims["cat"]["then"])
    proved = folk.json("partnership", "prove", "four", *TO)
    (flow,) = proved["flows"]
    north = sum(int(claims[name]["then"]) for name in ("ann", "wallet"))
    assert (proved["adds_up"], int(flow["came_in"])) == (True, whole)
    assert flow["taken_along"] == flow["arrived"] == {folk.partnerships["North"]: str(north)}
    assert int(flow["paid_out"]) == int(claims["cat"]["then"])
    assert whole - north - int(flow["paid_out"]) == int(flow["to_claim"])
    assert folk.balance(folk.partnerships["North"]) == north
    assert folk.balance(old) == 0


FOUR = {"ann": 400, "wallet": 300, "cat": 200, "dan": 100}


def _found_four(folk: Folk) -> str:
    """One of the four is a Safe of bob and a stranger."""
    by = Account.from_key(key_of(f"{folk.company.folder.name} stranger"))
    handler = folk.node.deploy("SafeHandler", by)
    owners = [folk.addresses["bob"], folk.addresses["stranger"]]
    folk.addresses["wallet"] = folk.node.deploy("SafeWallet", by, owners, 2, 4, handler)
    capital = "{capital: {ether: {money: 1}}}"
    old = folk.found("four", FOUR, by="ann", deal=capital)
    folk.accept("four", *FOUR)
    folk.node.rpc("anvil_setBalance", old, hex(10 * ETHER + 7))
    return old


def _takes_along_by_signatures(folk: Folk, owed: int) -> None:
    write = ("--unsigned", "--for", "wallet", "--out", "along.json")
    made = folk.json("partnership", "take-along", "four", "North", "ether", *write, account="bob")
    assert made["message"]["minimum"] == owed
    for owner in ("bob", "stranger"):
        folk.json("message", "sign", "along.json", account=owner)
    relayed = folk.json("message", "relay", "four", "along.json", account="dan")["relayed"]
    assert [one["partner"] for one in relayed] == [folk.addresses["wallet"]]


def _found_levels(folk: Folk) -> None:
    """A guild of ann alone; then yard, harbour and league, in each of which the one below has 60 and bob has 40."""
    folk.found("guild", {"ann": 100}, days=2, by="ann")
    folk.accept("guild", "ann")
    for below, name, days in (("guild", "yard", 4), ("yard", "harbour", 6), ("harbour", "league", 8)):
        folk.found(name, {below: 60, "bob": 40}, days)
        folk.accept(name, "bob")
        if below != "guild":
            folk.accept(name, below)
    joins = ("--in", "yard", "accept", "--in", "yard", "represent", "cat", "--description", "join")
    made = folk.json("proposal", "new", "guild", *joins, account="ann")
    folk.json("proposal", "execute", "guild", folk.passed("guild", made, "ann"), account="ann")
    roster = folk.json("partner", "list", "yard")["partners"]
    assert [one["status"] for one in roster] == ["active", "active"]

"""`ape run partnership split|merge|move` on the embedded chain: what is written, who gets what, and what is proved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account.messages import encode_typed_data

from polypact.chain.abi import interface
from polypact.chain.deployments import Deployments, EcosystemRecord
from polypact.signing.message_files import MessageFile
from tests.kit.commands import BoaSession, Commands
from tests.kit.contracts import mock
from tests.kit.house import Partnership, build_house
from tests.kit.money import arrive, make_known
from tests.kit.numbers import ETHER
from tests.kit.people import key_of
from tests.kit.verbs import by_vote
from tests.scenarios.levels import accept

ONE = 10**18
OLD = "Old Venture"
SPEC = """\
name: {name}
terms: {{file: terms.md, uri: "ipfs://terms"}}
formation_deadline: 14 days
founders:
{founders}
deal: {{notice: 10 days, redeemable: 50%, sponsors_ceiling: 10%, capital: {{ether: {{money: 100000000000000000000}}}}}}
recoupment: in order
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 3 days, execution_window: 14 days,
                   quorum: 50%, approval: 66.67%, early_decision: yes}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
"""
UNITS = {"north": 400, "east": 300, "south": 200, "west": 100}


class Old:
    """A partnership of four in force, with 10 ether in its treasury and 5 that arrived in its escrow."""

    def __init__(self, people: Commands, more: str = "", treasury: int = 10 * ONE, income: int = 5 * ONE) -> None:
        self.people = people
        Path("terms.md").write_text("We share what we earn.")
        self.found(OLD, UNITS, more)
        boa.env.set_balance(self.at(OLD).partnership.address, treasury)
        arrive(self.at(OLD).escrow, ETHER, income)

    def found(self, name: str, units: dict[str, int], more: str = "", weight: int = 0) -> None:
        founders = "\n".join(
            f'  - {{account: "{self.people.person(who)}", name: {who}, weight: {weight or n}, units: {n}}}'
            for who, n in units.items()
        )
        Path("spec.yaml").write_text(SPEC.format(name=name, founders=founders) + more)
        self.people.json("deploy", "spec.yaml", account=next(iter(units)))
        self.accept(name, *units)

    def accept(self, name: str, *who: str) -> None:
        """As `partner accept` does, which is tried elsewhere."""
        accept(self.at(name), *map(self.people.person, who))

    def at(self, name: str) -> Partnership:
        record = Deployments(1337).partnerships[name]
        return self.people.house.at(record.partnership, [])

    def run(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.people.json("partnership", *arguments, account=account)

    def fail(self, *arguments: str, code: int = 1, account: str | None = None) -> str:
        return self.people.fail("partnership", *arguments, code=code, account=account)


@pytest.fixture
def old(people: Commands) -> Old:
    return Old(people)


PARTNERS = {"North Half": ("north", "east"), "South Half": ("south", "west")}
HALVES = ("--into", "North Half: north, east", "--into", "South Half: south, west")
TO = ("--to", "North Half", "--to", "South Half")


@pytest.fixture
def halves(old: Old) -> Old:
    """Both successors are in force."""
    _found_halves(old)
    return old


def _found_halves(old: Old) -> None:
    old.run("split", OLD, *HALVES)
    for half, names in PARTNERS.items():
        old.people.json("deploy", f"{half.lower().replace(' ', '-')}.yaml", account=names[0])
        old.accept(half, *names)


@pytest.fixture
def agreed(halves: Old) -> Old:
    """Both have agreed to repay what their partners bring along, as their votes do."""
    for half, names in PARTNERS.items():
        with by_vote(halves.at(half)):
            for name in names:
                halves.at(half).escrow.agree_contribution(halves.people.person(name), ETHER, 7 * ONE)
    boa.env.time_travel(seconds=1)
    return halves


@pytest.fixture
def ended(agreed: Old) -> Old:
    """And the old one winds up, as its vote does."""
    with by_vote(agreed.at(OLD)):
        for half in PARTNERS:
            agreed.at(half).escrow.pay(ETHER, 1, bytes(32), value=1)
        agreed.at(OLD).partnership.wind_up([], 0)
    boa.env.time_travel(seconds=1)
    return agreed


def then(told: dict[str, Any]) -> dict[str, int]:
    return {claim["name"]: int(claim["then"]) for claim in told["claims"]}


# --- specs ---


def test_specs_are_what_there_is_and_can_be_deployed(halves: Old) -> None:
    before, after = (halves.people.json("rules", "show", name) for name in (OLD, "North Half"))
    assert before["rules"] == after["rules"]
    for half, names in PARTNERS.items():
        roster = halves.people.json("partner", "list", half)["partners"]
        assert [(one["name"], one["weight"], one["units"]) for one in roster] == [
            (name, UNITS[name], UNITS[name]) for name in names
        ]
    old, new = (halves.people.json("status", name) for name in (OLD, "South Half"))
    assert old["terms"]["hash"] == new["terms"]["hash"]


def test_says_who_is_in_no_successor(old: Old) -> None:
    some = ("--into", "North Half: north, east", "--into", "South Half: south")
    assert "west is in no successor: it is paid out when it claims" in old.people.said(
        "partnership", "split", OLD, *some
    )


def test_names_what_is_left_behind(people: Commands) -> None:
    old = Old(people, more="floors: [{keep: 1 ether, holder: north}]")
    old.run("move", OLD, "--into", "New Venture", "--ecosystem", "default")
    text = Path("new-venture.yaml").read_text()
    assert "# Not taken over; write it anew if it shall hold here, too:" in text
    assert "#   floor: 1 ETH stay in the treasury unless north" in text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("split", OLD, "--into", "A: north"), "a split has 2 or more successors, and 1 are named"),
        (("move", OLD, "--into", "A", "--into", "B"), "a move has one successor, and 2 are named"),
        (("merge", OLD, "--into", "A"), "name two partnerships or more"),
        (("split", OLD), "give --into to write specs of successors, or --to"),
        (("split", OLD, *("--into", "A: north", "--to", "B")), "give --into to write specs of successors, or --to"),
    ],
)
def test_refuses_the_wrong_number(old: Old, arguments: tuple[str, ...], reason: str) -> None:
    assert reason in old.fail(*arguments, code=2)


@pytest.mark.parametrize(
    ("into", "reason"),
    [
        (("A: north", "B: north"), "north is in 'A' already"),
        (("A: north", "a: south"), "two successors are called 'a'"),
        (("A: north", "B"), "say who the partners of 'B' are"),
        (("A: north", "B: stranger"), "nobody here is called 'stranger'"),
        (("A: north", "B: treasury"), "treasury is no partner of Old Venture"),
        (("A: north", "0x12: south"), "looks like an address"),
        (("A B: north", "A-B: south"), "two files would be called a-b.yaml"),
    ],
)
def test_refuses_successors_that_cannot_be_told_apart(old: Old, into: tuple[str, str], reason: str) -> None:
    told = [part for text in into for part in ("--into", text)]
    assert reason in old.fail("split", OLD, *told)
    assert not list(Path().glob("a*.yaml"))


def test_writes_over_nothing(old: Old) -> None:
    old.run("split", OLD, *HALVES)
    assert "north-half.yaml is there already" in old.fail("split", OLD, *HALVES)
    old.run("split", OLD, *HALVES, "--out", "again")
    assert Path("again/north-half.yaml").exists()


# --- who gets what ---


def test_shows_who_gets_what_before_anybody_votes(halves: Old) -> None:
    """To the wei, as the contracts reckon: 15 ether less a wei to each successor, in two splits."""
    told = halves.run("split", OLD, *TO)
    liquidated = 10 * ONE - 2
    assert then(told) == {name: liquidated * n // 1_000 + 5 * ONE * n // 1_000 for name, n in UNITS.items()}
    assert {claim["today"] for claim in told["claims"]} == {"0"}
    assert told["failures"] == {}
    north = told["claims"][0]
    assert north["parts"] == [
        {"successor": halves.at("North Half").partnership.address, "units": 400, "total_units": 700}
    ]
    assert north["takes_along"]["arrives"] == north["then"]
    assert (north["takes_along"]["repaid_first"], north["takes_along"]["reason"]) == ("0", "")
    said = halves.people.said("partnership", "split", OLD, *TO, "--out", "more")
    assert "north: of what it takes along to North Half, 5.999999999999999999 ETH are not agreed to be repaid" in said
    assert "A claim before `take-along` leaves nothing to take along" in said


def test_what_is_agreed_is_repaid_first(agreed: Old) -> None:
    told = agreed.run("split", OLD, *TO, "--out", "more")
    assert [claim["takes_along"]["repaid_first"] for claim in told["claims"]] == [c["then"] for c in told["claims"]]
    agree = Path("more/agree-north-half.yaml").read_text()
    assert f"{int(told['claims'][0]['then']) * 5 // 4} wei" in agree


def test_keeps_what_is_for_debts(halves: Old) -> None:
    told = halves.run("split", OLD, *TO, "--keep", "1 ether", "--for", "60 days")
    assert then(told) == {name: (14 * ONE - 2) * n // 1_000 for name, n in UNITS.items()}
    assert '"keep": ["1000000000000000000 wei"], "for": "60 days"' in Path("wind-up-old-venture.yaml").read_text()


def test_t141_says_what_keeps_it_from_being_executed(old: Old) -> None:
    old.run("split", OLD, *HALVES)
    for half in ("north-half", "south-half"):
        old.people.json("deploy", f"{half}.yaml", account="north")
    done = old.people.try_to("partnership", "split", OLD, *TO)
    assert done.exit_code == 0
    assert "Warning: North Half is not in force yet; until it is, no winding up can be executed" in done.stderr
    assert "the winding up of Old Venture would fail as things are now: The partnership is not in force" in done.stderr
    made = ("proposal", "new", OLD, "wind-up-old-venture.yaml")
    assert "action 1 would fail as things are now" in old.people.fail(*made, account="north")
    proposed = old.people.json(*made, "--anyway", account="north")
    id = old.people.pass_(OLD, proposed, "north", "east")
    assert "in force" in old.people.fail("proposal", "execute", OLD, id, account="north")
    assert old.people.json("status", OLD)["phase"] == "in_force"


def test_a_successor_with_no_units_for_somebody_is_shown(old: Old) -> None:
    old.found("North Half", {"north": 1, "east": 1})
    old.found("South Half", {"south": 1, "west": 0}, weight=1)
    told = old.people.said("partnership", "split", OLD, *TO)
    assert "South Half (no units)" in told


def test_a_partner_of_no_successor_is_paid_out(old: Old) -> None:
    old.found("North Half", {"north": 1, "east": 1})
    old.found("South Half", {"south": 1})
    told = old.run("split", OLD, *TO)
    west = next(claim for claim in told["claims"] if claim["name"] == "west")
    assert (west["parts"], west["how"], west["takes_along"]) == ([], "is paid out", None)


# --- attacks ---


def test_refuses_two_names_of_one_thing(halves: Old) -> None:
    north = halves.at("North Half").partnership.address
    assert f"North Half and {north} are the same partnership" in halves.fail(
        "split", OLD, "--to", "North Half", "--to", north
    )
    escrow = halves.at("North Half").escrow.address
    assert "are the same partnership" in halves.fail("split", OLD, "--to", "North Half", "--to", escrow)
    assert "are the same partnership" in halves.fail("merge", OLD, OLD.lower(), "--to", "North Half")
    assert "cannot be its own successor" in halves.fail("move", OLD, "--to", OLD)
    assert "are the same partnership" in halves.fail("take-along", OLD, OLD, account="north")
    assert "are the same partnership" in halves.fail("prove", OLD, "--to", OLD)


def test_refuses_what_is_no_partnership(halves: Old) -> None:
    stranger = halves.people.person("stranger")
    assert "there is no partnership at" in halves.fail("move", OLD, "--to", stranger)
    assert "there is no partnership at" in halves.fail("move", OLD, "--to", halves.people.house.ecosystem.address)
    assert "there is no partnership at" in halves.fail("prove", OLD, "--to", stranger)


def test_a_node_that_cannot_simulate_is_told(halves: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoaSession, "_request", lambda *_: {"error": {"message": "no such method"}})
    assert "this node cannot simulate (eth_simulateV1)" in halves.fail("split", OLD, *TO)
    assert not Path("wind-up-old-venture.yaml").exists()


def test_refuses_one_that_has_ended(ended: Old) -> None:
    assert "nothing is left to split, merge or move" in ended.fail("split", OLD, *TO)
    assert "and can be nobody's successor" in ended.fail("move", "North Half", "--to", OLD)


def test_a_token_that_tells_no_name_is_named_by_its_address(old: Old) -> None:
    halves, token = old, mock("PlainToken", 6)
    escrow = halves.at(OLD).escrow
    make_known(halves.at(OLD), token)
    with by_vote(halves.at(OLD)):
        escrow.list_token(token.address)
    token.mint(halves.at(OLD).partnership.address, 1_000_000)
    _found_halves(old)
    claims = halves.run("split", OLD, *TO)["claims"]
    assert {c["name"]: c["then"] for c in claims if c["token"] == token.address}["north"] == "400000"
    for path in Path().glob("agree-*.yaml"):
        text = path.read_text()
        assert token.address in text
        half = "North Half" if "north" in path.name else "South Half"
        who = PARTNERS[half][0]
        halves.people.json("proposal", "simulate", half, str(path), account=who)


def test_dust_is_taken_along_too(people: Commands) -> None:
    """Of 5 wei in the treasury two show the successors in force; 3 are left, and 7 of income."""
    old = Old(people, treasury=5, income=7)
    old.found("North Half", {"north": 400, "east": 300})
    old.found("South Half", {"south": 200, "west": 100})
    told = old.run("split", OLD, *TO)
    assert then(told) == {"north": 4, "east": 3, "south": 2, "west": 1}


# --- taking along ---


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


# --- the proof ---


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


# --- merger and move ---


def test_two_become_one(people: Commands) -> None:
    old = Old(people)
    old.found("Other Venture", {"east": 50, "ash": 50})
    other = old.at("Other Venture")
    boa.env.set_balance(other.partnership.address, 4 * ONE)
    both = ("merge", OLD, "Other Venture")
    plan = old.run(*both, "--into", "Whole Venture")
    heirs = {one["name"]: one["units"] for one in plan["successors"]["Whole Venture"]}
    assert heirs == {"north": 400, "east": 350, "south": 200, "west": 100, "ash": 50}
    old.people.json("deploy", "whole-venture.yaml", account="north")
    old.accept("Whole Venture", *heirs)
    told = old.run(*both, "--to", "Whole Venture")
    east = [int(claim["then"]) for claim in told["claims"] if claim["name"] == "east"]
    assert east == [45 * ONE // 10 - 1, 2 * ONE - 1]
    agree = old.people.json("proposal", "new", "Whole Venture", "agree-whole-venture.yaml", account="north")
    old.people.decide("Whole Venture", agree, "north", "east")
    for name, voters in ((OLD, ("north", "east")), ("Other Venture", ("east", "ash"))):
        path = f"wind-up-{name.lower().replace(' ', '-')}.yaml"
        old.people.decide(name, old.people.json("proposal", "new", name, path, account=voters[0]), *voters)
        for who in voters:
            old.run("take-along", name, "Whole Venture", account=who)
    whole, account = old.at("Whole Venture"), old.people.person("east")
    assert whole.escrow.outstanding_of(ETHER, account) == sum(east)
    told = old.run("prove", OLD, "Other Venture", "--to", "Whole Venture")
    assert told["adds_up"]
    there = whole.partnership.address
    along = sum(int(flow["taken_along"][there]) for flow in told["flows"])
    assert boa.env.get_balance(there) == along


def test_moves_to_another_release(people: Commands) -> None:
    """Of another ecosystem, whose implementations are others."""
    old = Old(people)
    newer = build_house()
    record = Deployments(1337)
    record.ecosystems["newer"] = EcosystemRecord(
        newer.ecosystem.address, newer.ecosystem.PARTNERSHIP_IMPLEMENTATION(), newer.escrow.address, {}, 0, "0x"
    )
    record.save()
    old.run("move", OLD, "--into", "New Venture", "--ecosystem", "newer")
    old.people.json("deploy", "new-venture.yaml", account="north")
    old.accept("New Venture", *UNITS)
    done = old.people.try_to("partnership", "move", OLD, "--to", "New Venture")
    assert done.exit_code == 0
    assert "Warning: New Venture is of another release than Old Venture" in done.stderr
    made = old.people.json("proposal", "new", OLD, "wind-up-old-venture.yaml", account="north")
    old.people.decide(OLD, made, "north", "east")
    for who in UNITS:
        old.run("take-along", OLD, "New Venture", account=who)
    told = old.run("prove", OLD, "--to", "New Venture")
    assert told["adds_up"] and told["flows"][0]["paid_out"] == "0"

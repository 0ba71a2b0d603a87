"""`partnership split --to`: who gets what, tried before anybody votes; and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from eth_abi.abi import encode

from polypact.chain.abi import ERC20
from tests.kit.commands import BoaSession, Commands
from tests.kit.contracts import mock
from tests.kit.money import make_known
from tests.kit.verbs import by_vote
from tests.unit.cli.succession.stage import HALVES, OLD, ONE, PARTNERS, TO, UNITS, Old, found_halves, then


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
    assert "this node cannot simulate (eth_simulateV1: no such method)" in halves.fail("split", OLD, *TO)
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
    found_halves(old)
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


def test_a_token_with_a_fee_is_told_to_be_refused(old: Old) -> None:
    token = mock("FeeToken", 1_000)
    make_known(old.at(OLD), token)
    with by_vote(old.at(OLD)):
        old.at(OLD).escrow.list_token(token.address)
    token.mint(old.at(OLD).escrow.address, 1_000_000)
    found_halves(old)
    for half in PARTNERS:
        make_known(old.at(half), token)
    claims = [claim for claim in old.run("split", OLD, *TO)["claims"] if claim["token"] == token.address]
    assert [claim["then"] for claim in claims] == ["400000", "300000", "200000", "100000"]
    assert {claim["takes_along"]["reason"][:39] for claim in claims} == {"Less has arrived at the other partnersh"}
    assert token.address not in Path("agree-north-half.yaml").read_text()
    assert "could not take" in old.people.said("partnership", "split", OLD, *TO, "--out", "more")


@pytest.mark.parametrize("symbol", ["\x1b[2J\n- wind_up: {}", "ETHER", "x: {y}, '", "}" * 20])
def test_a_token_with_a_junk_name_does_no_harm(old: Old, monkeypatch: pytest.MonkeyPatch, symbol: str) -> None:
    token = mock("PlainToken", 6)
    make_known(old.at(OLD), token)
    with by_vote(old.at(OLD)):
        old.at(OLD).escrow.list_token(token.address)
    token.mint(old.at(OLD).escrow.address, 1_000_000)
    call = BoaSession.call

    def answering(self: BoaSession, to: str, data: bytes, *more: Any, **named: Any) -> bytes:
        if (to, data) == (token.address, ERC20.encode("symbol")):
            return encode(["string"], [symbol])
        return call(self, to, data, *more, **named)

    monkeypatch.setattr(BoaSession, "call", answering)
    found_halves(old)
    for half in PARTNERS:
        make_known(old.at(half), token)
    said = old.people.said("partnership", "split", OLD, *TO)
    assert "\x1b" not in said
    text = Path("agree-north-half.yaml").read_text()
    assert f"0.500000 {token.address}" in text and symbol not in text
    old.people.json("proposal", "new", "North Half", "agree-north-half.yaml", account="north")


def test_an_empty_treasury_is_told(people: Commands) -> None:
    """A node refuses to simulate what cannot be paid for; that is no fault of the node."""
    old = Old(people, treasury=1)
    found_halves(old)
    told = old.fail("split", OLD, *TO)
    assert told.startswith("the winding up of Old Venture pays 2 wei, one to each successor, and its treasury has 1:")
    assert not list(Path().glob("wind-up-*"))


def test_names_that_are_nearly_the_same_have_files_and_commands_of_their_own(old: Old) -> None:
    """What a successor agrees to is put to its own vote, and no file takes the place of another."""
    old.found("North", {"north": 1, "east": 1})
    old.found("North?", {"south": 1, "west": 1})
    told = old.run("split", OLD, "--to", "North", "--to", "North?")
    for name, who in (("North", ("north", "east")), ("North?", ("south", "west"))):
        text = Path(told["files"][f"agree {name}"]).read_text()
        named = {alias for alias in UNITS if old.people.person(alias) in text}
        assert named == set(who)
    said = old.people.said("partnership", "split", OLD, "--to", "North", "--to", "North?", "--out", "more")
    (line,) = (line for line in said.splitlines() if "North? agrees first" in line)
    assert "proposal new 'North?' more/agree-north-" in line
    assert "--to North --to 'North?'" in said

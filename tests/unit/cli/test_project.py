"""`ape run project` on the embedded chain: started under one sponsor or two, three levels deep, shown, and ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa
import pytest

from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.contracts import mock
from tests.kit.links import LinkTerms, offer
from tests.kit.money import arrive
from tests.kit.numbers import ETHER
from tests.kit.ventures import RULES
from tests.kit.verbs import invite

ONE = 10**18
VENTURE = """\
name: {name}
terms: {{file: terms.md}}
formation_deadline: 14 days
accounts: {{first: "{first}", second: "{second}"}}
founders:
  - {{account: first, name: First of {name}, weight: 60, units: 60}}
  - {{account: second, name: Second of {name}, weight: 40, units: 40}}
"""
PROJECT = """\
name: Crane Project
terms: {{file: crane.md}}
formation_deadline: 20 days
accounts: {{elm: "{elm}"}}
founders:
  - account: harbour
    name: Harbour
    weight: 50
    units: 30
    contributes: {{token: ether, amount: 2000000000000000000}}
  - {{account: elm, name: Elm Cranes, weight: 50, units: 70}}
recoupment: pro rata
deal: {{capital: {{ether: {{money: 2000000000000000000}}}}}}
ends: {{date: 180 days, income: 50 ether, milestone: the crane is sold}}
sponsors:
  - account: harbour
    share: 10%
    notice: 30 days
    buy_out: 5 ether
    reserved_matters:
      - {{what: change of business, days: 10}}
"""


class Harbour:
    """Two ventures in force, of two people each, and a company that has a crane."""

    def __init__(self, people: Commands) -> None:
        self.people = people
        self.made: dict[str, Any] = {}
        Path("terms.md").write_text("We share what we earn.")
        Path("crane.md").write_text("We hire a crane out for six months.")
        self.venture("Harbour", "north", "east")

    def venture(self, name: str, *founders: str) -> None:
        first, second = (self.people.person(alias) for alias in founders)
        Path("venture.yaml").write_text(VENTURE.format(name=name, first=first, second=second) + RULES)
        self.made[name] = self.people.json("deploy", "venture.yaml", account=founders[0])
        for alias in founders:
            self.people.json("partner", "accept", name, account=alias)
        boa.env.set_balance(self.made[name]["partnership"], 10 * ONE)

    def spec(self, text: str = PROJECT, **more: str) -> str:
        Path("crane.yaml").write_text(text.format(elm=self.people.person("elm"), **more) + RULES)
        return "crane.yaml"

    def start(self, *arguments: str, account: str = "north") -> dict[str, Any]:
        return self.people.json("project", "start", *arguments, account=account)

    def at(self, name: str) -> Any:
        found = self.people.json("status", name)["partnership"]
        return self.people.house.at(found, [])

    def begun(self) -> dict[str, Any]:
        """The crane project in force, in the way that a sponsor and an outsider get it there."""
        made = self.start(self.spec(), "--sponsor", "harbour")
        self.people.json("partner", "accept", "Crane Project", account="elm")
        self.people.decide("harbour", made["proposals"][0], "north")
        return made


@pytest.fixture
def harbour(people: Commands) -> Harbour:
    return Harbour(people)


# --- start ---


def test_project_begins_by_one_decision_of_its_sponsor(harbour: Harbour) -> None:
    people = harbour.people
    made = harbour.start(harbour.spec(), "--sponsor", "harbour")
    (proposal,) = made["proposals"]
    sponsor = harbour.made["Harbour"]["partnership"]
    assert (proposal["sponsor"], proposal["title"]) == (sponsor, f"Take part in Crane Project ({made['partnership']})")
    contributes, accepts, agrees = (action["words"] for action in proposal["actions"])
    assert contributes.startswith("At escrow of Crane Project (0x")
    assert contributes.endswith("): Contribute 2 ETH to its capital, sending 2 ETH")
    assert "At Crane Project (0x" in accepts and "with weight 50 and 30 units" in accepts
    assert "Agree to the link 0x" in agrees and "the partnership has 10% of all later income" in agrees
    shown = people.json("project", "show", "Crane Project")
    assert (shown["phase"], [one["status"] for one in shown["partners"]]) == ("forming", ["invited", "invited"])
    assert [link["state"] for link in shown["links"]] == ["offered"]
    people.json("partner", "accept", "Crane Project", account="elm")
    people.decide("harbour", proposal, "north")
    shown = people.json("project", "show", "Crane Project")
    assert (shown["phase"], [one["status"] for one in shown["partners"]]) == ("in_force", ["active", "active"])
    (link,) = shown["links"]
    assert (link["state"], link["to_escrow"], link["share_bps"]) == ("runs", True, 1_000)
    assert link["credited"] == harbour.made["Harbour"]["escrow"]
    assert boa.env.get_balance(sponsor) == 8 * ONE
    (matter,) = people.json("matter", "list", "Crane Project")["matters"]
    assert (matter["holder"], matter["link"], matter["is_idle"]) == (sponsor, link["link"], False)
    assert people.json("project", "join", "Crane Project", "--sponsor", "harbour", account="north") == {
        "actions": [],
        "next": "nothing is left to do",
    }


def test_nothing_is_proposed_twice_when_it_is_started_again(harbour: Harbour) -> None:
    first = harbour.start(harbour.spec(), "--sponsor", "harbour")
    again = harbour.start("crane.yaml", "--sponsor", "harbour")
    assert (again["is_new"], again["partnership"]) == (False, first["partnership"])
    assert again["proposals"][0]["id"] == first["proposals"][0]["id"]
    assert len(harbour.people.json("proposal", "list", "harbour")["proposals"]) == 1


def test_project_under_two_sponsors_is_proposed_to_each_by_its_own_partner(harbour: Harbour) -> None:
    harbour.venture("Quayside", "south", "west")
    second = "\n  - {{account: quayside, share: 5%, notice: 60 days, until: 300 days, to: sponsor}}\n"
    path = harbour.spec(PROJECT.rstrip() + second)
    refused = harbour.people.fail(
        "project", "start", path, "--sponsor", "harbour", "--sponsor", "quayside", account="north"
    )
    assert refused.startswith("First of Harbour (") or "may propose nothing in quayside" in refused
    made = harbour.start(path, "--sponsor", "harbour")
    assert len(made["next"]) == 2
    other = harbour.start(path, "--sponsor", "quayside", account="south")
    assert (other["is_new"], other["partnership"]) == (False, made["partnership"])
    harbour.people.json("partner", "accept", "Crane Project", account="elm")
    harbour.people.decide("harbour", made["proposals"][0], "north")
    harbour.people.decide("quayside", other["proposals"][0], "south")
    links = harbour.people.json("link", "list", "Crane Project")["links"]
    told = [(link["name"], link["share_bps"], link["state"], link["credited"]) for link in links]
    assert told == [
        ("Harbour", 1_000, "runs", harbour.made["Harbour"]["escrow"]),
        ("Quayside", 500, "runs", harbour.made["Quayside"]["partnership"]),
    ]
    assert harbour.at("Crane Project").membership.deal_of(1).max_sponsors_bps == 1_875


def test_both_sponsors_are_asked_at_once_when_somebody_may_propose_in_both(harbour: Harbour) -> None:
    harbour.venture("Quayside", "north", "west")
    path = harbour.spec(PROJECT.rstrip() + "\n  - {{account: quayside, share: 5%}}\n")
    made = harbour.start(path, "--sponsor", "harbour", "--sponsor", "quayside")
    assert [(one["name"], len(one["actions"])) for one in made["proposals"]] == [("Harbour", 3), ("Quayside", 1)]


def test_what_is_offered_after_the_founding_is_not_proposed_with_the_spec(harbour: Harbour) -> None:
    """The second sponsor reads a spec of 5%; a link that the project offers it later is none of that."""
    people = harbour.people
    harbour.venture("Quayside", "south", "west")
    path = harbour.spec(PROJECT.rstrip() + "\n  - {{account: quayside, share: 5%, until: 300 days}}\n")
    made = harbour.start(path, "--sponsor", "harbour")
    people.json("partner", "accept", "Crane Project", account="elm")
    people.decide("harbour", made["proposals"][0], "north")
    offer(harbour.at("Crane Project"), LinkTerms(harbour.made["Quayside"]["partnership"], 1, notice_days=1_000))
    invite(harbour.at("Crane Project"), harbour.made["Quayside"]["partnership"], 1, 5)
    boa.env.time_travel(seconds=1)
    done = people.try_to("project", "start", path, "--sponsor", "quayside", account="south")
    assert (
        "Quayside has an invitation and an offer of the link 0x" in done.stderr
        and "the spec says nothing of" in done.stderr
    )
    assert "Agree to the link" in done.stdout and "1000 days of notice" not in done.stdout
    assert made["partnership"] in done.stdout and "  ecosystem  " not in done.stdout
    (proposed,) = people.json("proposal", "list", "quayside")["proposals"]
    (action,) = people.json("proposal", "show", "quayside", str(proposed["number"]))["actions"]
    assert "5% of all later income" in action["words"]
    joined = people.json("project", "join", "Crane Project", "--sponsor", "quayside", account="south")
    assert len(joined["actions"]) == 3


def test_three_levels_deep_income_goes_up_to_the_wei(harbour: Harbour) -> None:
    people = harbour.people
    harbour.begun()
    below = """\
name: Hoist Project
terms: {{file: crane.md}}
formation_deadline: 20 days
accounts: {{elm: "{elm}"}}
founders:
  - {{account: elm, name: Elm Cranes, weight: 1, units: 1}}
sponsors:
  - {{account: crane-project, share: 20%}}
"""
    made = harbour.start(harbour.spec(below), "--sponsor", "crane-project", account="elm")
    people.json("partner", "accept", "Hoist Project", account="elm")
    asked = made["proposals"][0]
    id = str(asked["id"])
    travel_to(asked["snapshot"] + 1)
    people.json("proposal", "vote", "Crane Project", id, "for", account="elm")
    # The other partner is a partnership: it votes by a decision of its own.
    vote = ("--call", asked_of(harbour, "Crane Project"), "castVote(uint256,uint8)", id, "1")
    inner = people.json("proposal", "new", "harbour", *vote, "--description", "the hoist", account="north")
    people.decide("harbour", inner, "north")
    travel_to(people.json("proposal", "show", "Crane Project", id)["executable_from"])
    people.json("proposal", "execute", "Crane Project", id, account="elm")
    arrive(harbour.at("Hoist Project").escrow, ETHER, 1_000)
    for level, up in (("Hoist Project", "Crane Project"), ("Crane Project", "Harbour")):
        people.json("revenue", "distribute", level, account="elm")
        harbour.at(level).escrow.claim(ETHER, harbour.at(up).escrow.address)
    assert boa.env.get_balance(harbour.made["Harbour"]["escrow"]) == 20
    assert harbour.at("Hoist Project").escrow.claimable(ETHER, people.person("elm")) == 800
    # Of 200: 20 to the sponsor, the rest repays what the sponsor has contributed.
    crane = harbour.at("Crane Project").escrow
    assert crane.claimable(ETHER, harbour.made["Harbour"]["partnership"]) == 180
    assert crane.claimable(ETHER, people.person("elm")) == 0
    listed = people.json("project", "list", "Crane Project")["projects"]
    assert [(one["name"], one["status"], one["links"][0]["state"]) for one in listed] == [
        ("Hoist Project", "none", "runs")
    ]


def asked_of(harbour: Harbour, name: str) -> str:
    return str(harbour.people.json("status", name)["partnership"])


def test_contribution_in_a_token_is_allowed_and_paid(harbour: Harbour) -> None:
    token = mock("PlainToken", 6)
    text = PROJECT.replace("token: ether, amount: 2000000000000000000", f'token: "{token.address}", amount: 7000000')
    text = text.replace(
        "capital: {{ether: {{money: 2000000000000000000", f'capital: {{{{"{token.address}": {{{{money: 7000000'
    )
    token.mint(harbour.made["Harbour"]["partnership"], 7_000_000)
    made = harbour.start(harbour.spec(text + f'tokens: ["{token.address}"]\n'), "--sponsor", "harbour")
    assert len(made["proposals"][0]["actions"]) == 4
    harbour.people.decide("harbour", made["proposals"][0], "north")
    project = harbour.at("Crane Project")
    assert project.escrow.contribution_of(token.address, harbour.made["Harbour"]["partnership"]) == 7_000_000
    assert token.allowance(harbour.made["Harbour"]["partnership"], project.escrow.address) == 0


# --- list, show ---


def test_projects_of_a_partnership_are_listed_with_its_part_in_them(harbour: Harbour) -> None:
    people = harbour.people
    assert people.said("project", "list", "harbour").strip() == "no projects"
    made = harbour.begun()
    (one,) = people.json("project", "list", "harbour")["projects"]
    assert (one["name"], one["partnership"], one["phase"], one["status"]) == (
        *("Crane Project", made["partnership"]),
        *("in_force", "active"),
    )
    assert [(link["share_bps"], link["state"]) for link in one["links"]] == [(1_000, "runs")]
    assert "Crane Project" in people.said("project", "list", "harbour")
    said = people.said("project", "show", "Crane Project")
    assert "Crane Project: in force" in said
    assert "income has come to 50 ETH or the milestone 'the crane is sold' is reached; 0 ETH so far" in said
    assert "end: from " in said


# --- end ---


def test_its_income_is_moved_up_by_whoever_sends_it(harbour: Harbour) -> None:
    harbour.begun()
    arrive(harbour.at("Crane Project").escrow, ETHER, ONE)
    assert [line for line in harbour.people.said("tree", "harbour").splitlines() if "+- Crane Project" in line]
    assert "no account" in harbour.people.fail("tree", "settle", "harbour")
    harbour.people.person("anybody")
    moved = harbour.people.json("tree", "settle", "harbour", account="anybody")["moved"]
    assert [one["to"] for one in moved] == [harbour.made["Harbour"]["escrow"], harbour.made["Harbour"]["partnership"]]
    assert sum(int(one["amount"]) for one in moved) == ONE


def test_project_is_ended_by_anybody_when_its_date_has_come(harbour: Harbour) -> None:
    people = harbour.people
    harbour.begun()
    people.person("stranger")
    early = people.fail("project", "end", "Crane Project", account="stranger")
    assert early.startswith("nothing has come that ends Crane Project (from ") and "--by-vote" in early
    travel_to(people.json("project", "show", "Crane Project")["ends"]["date"])
    project = harbour.at("Crane Project")
    assert boa.env.get_balance(project.partnership.address) == 0
    project.escrow.release(ETHER)
    assert boa.env.get_balance(project.partnership.address) == 2 * ONE
    ended = people.json("project", "end", "Crane Project", account="stranger")
    assert [(one["amount"], one["repaid"]) for one in ended["liquidated"]] == [(str(2 * ONE), str(2 * ONE))]
    assert "is winding up already" in people.fail("project", "end", "Crane Project", account="stranger")


def test_project_is_ended_when_its_income_is_there_and_split(harbour: Harbour) -> None:
    people = harbour.people
    harbour.begun()
    arrive(harbour.at("Crane Project").escrow, ETHER, 50 * ONE)
    early = people.fail("project", "end", "Crane Project", account="elm")
    assert "has arrived and is not split yet: run `" in early and "revenue distribute 'Crane Project' ETH" in early
    people.json("revenue", "distribute", "Crane Project", account="elm")
    people.json("project", "end", "Crane Project", account="elm")
    assert people.json("project", "show", "Crane Project")["phase"] == "winding_up"


def test_project_is_ended_when_a_vote_says_that_its_milestone_is_reached(harbour: Harbour) -> None:
    people = harbour.people
    harbour.begun()
    made = people.json("project", "end", "Crane Project", "--milestone", account="elm")
    assert "the milestone 'the crane is sold' is reached" in made["actions"][0]["words"]
    travel_to(made["snapshot"] + 1)
    people.json("proposal", "vote", "Crane Project", "latest", "for", account="elm")
    with boa.env.prank(harbour.made["Harbour"]["partnership"]):
        harbour.at("Crane Project").partnership.castVote(int(made["id"]), 1)
    travel_to(people.json("proposal", "show", "Crane Project", "latest")["executable_from"])
    people.json("proposal", "execute", "Crane Project", "latest", account="elm")
    assert "the milestone is reached" in people.fail("project", "end", "Crane Project", "--milestone", account="elm")
    people.json("project", "end", "Crane Project", account="elm")
    assert people.json("project", "show", "Crane Project")["phase"] == "winding_up"


def test_project_is_ended_by_vote_before_anything_has_come(harbour: Harbour) -> None:
    harbour.begun()
    made = harbour.people.json("project", "end", "Crane Project", "--by-vote", account="elm")
    assert made["actions"][0]["words"].startswith("Wind up: the treasury goes to contributors")


# --- what is refused before anything is sent ---


def test_sponsor_is_refused_when_it_is_none(harbour: Harbour) -> None:
    people, path = harbour.people, harbour.spec()
    harbour.venture("Quayside", "south", "west")
    start = ("project", "start", path, "--sponsor")
    assert "neither as a founder nor as a sponsor" in people.fail(*start, "quayside", account="south")
    assert "is named twice" in people.fail(*start, "harbour", "--sponsor", "Harbour", account="north")
    assert "may propose nothing in harbour" in people.fail(*start, "harbour", account="south")
    assert "no partnership 'nobody'" in people.fail(*start, "nobody", account="north")
    assert "there is no partnership at" in people.fail(*start, people.person("elm"), account="north")
    assert people.json("project", "list", "harbour")["projects"] == []


def test_sponsor_is_refused_when_it_could_not_decide_in_time(harbour: Harbour) -> None:
    path = harbour.spec(PROJECT.replace("formation_deadline: 20 days", "formation_deadline: 1 hour"))
    late = harbour.people.fail("project", "start", path, "--sponsor", "harbour", account="north")
    assert late.startswith("Harbour could execute this on ") and "no longer waits for it then" in late


def test_sponsor_that_forms_decides_nothing(harbour: Harbour) -> None:
    people = harbour.people
    first, second = (people.person(alias) for alias in ("south", "west"))
    Path("forming.yaml").write_text(VENTURE.format(name="Quayside", first=first, second=second) + RULES)
    people.json("deploy", "forming.yaml", account="south")
    path = harbour.spec(PROJECT.rstrip() + "\n  - {{account: quayside, share: 5%}}\n")
    assert "is forming" in people.fail("project", "start", path, "--sponsor", "quayside", account="south")


def test_name_that_stands_for_two_is_refused(harbour: Harbour) -> None:
    harbour.people.person("harbour")
    refused = harbour.people.fail("project", "start", harbour.spec(), "--sponsor", "Harbour", account="north")
    assert "harbour is both a partnership on record" in refused
    assert "is offered no link" in harbour.people.fail(
        "project", "join", "Harbour", "--sponsor", "Harbour", account="north"
    )


def test_ended_sponsor_still_decides_and_agrees(harbour: Harbour) -> None:
    made = harbour.start(harbour.spec(), "--sponsor", "harbour")
    with boa.env.prank(harbour.made["Harbour"]["partnership"]):
        harbour.at("Harbour").partnership.wind_up([(ETHER, 2 * ONE)], 90)
    harbour.people.decide("harbour", made["proposals"][0], "north")
    assert harbour.people.json("link", "list", "Crane Project")["links"][0]["state"] == "runs"


def test_escrow_is_no_sponsor_and_no_founder(harbour: Harbour) -> None:
    escrow = harbour.made["Harbour"]["escrow"]
    path = harbour.spec(PROJECT.replace("account: harbour", f'account: "{escrow}"'))
    refused = harbour.people.fail("project", "start", path, account="north")
    assert refused.startswith(f"{escrow} is the escrow of the partnership {harbour.made['Harbour']['partnership']}")


def test_escrow_of_who_has_none_is_refused(harbour: Harbour) -> None:
    path = harbour.spec(PROJECT.rstrip() + "\n  - {{account: elm, share: 5%, to: escrow}}\n")
    assert "it is no partnership" in harbour.people.fail("project", "start", path, account="north")


def test_sponsor_without_the_money_is_refused_unless_somebody_insists(harbour: Harbour) -> None:
    people, path = harbour.people, harbour.spec()
    boa.env.set_balance(harbour.made["Harbour"]["partnership"], ONE)
    start = ("project", "start", path, "--sponsor", "harbour")
    poor = people.fail(*start, account="north")
    assert poor.startswith("Harbour has 1 ETH in its treasury, and shall contribute 2 ETH: get it the money first")
    made = people.json(*start, "--anyway", account="north")
    people.json("partner", "accept", "Crane Project", account="elm")
    boa.env.set_balance(harbour.made["Harbour"]["partnership"], 2 * ONE)
    people.decide("harbour", made["proposals"][0], "north")
    assert people.json("project", "show", "Crane Project")["phase"] == "in_force"
    assert people.json(*start, account="north")["proposals"][0]["next"] == "nothing is left to do"


def test_project_that_forms_cannot_be_ended(harbour: Harbour) -> None:
    harbour.start(harbour.spec())
    assert "Crane Project cannot be wound up: it is forming" in harbour.people.fail(
        "project", "end", "Crane Project", account="elm"
    )


def test_milestone_that_is_none_is_not_decided(harbour: Harbour) -> None:
    people = harbour.people
    assert "no milestone ends Harbour" in people.fail("project", "end", "harbour", "--milestone", account="north")
    assert "only a vote ends it" in people.fail("project", "end", "harbour", account="north")
    both = ("project", "end", "harbour", "--milestone", "--by-vote")
    assert "give one" in people.fail(*both, account="north", code=2)

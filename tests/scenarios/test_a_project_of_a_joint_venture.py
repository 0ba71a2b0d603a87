"""(a) A joint venture starts a six-month project with a company from outside and rules of its own. It earns, pays
upstream, ends on its date, is liquidated, and late income still goes the right ways.
"""

from __future__ import annotations

from pathlib import Path

import boa

from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.numbers import ETHER
from tests.kit.ventures import at, claim, claimable, income, treasury

ONE = 10**18
EXAMPLES = Path(__file__).parents[2] / "examples"
JOINT_VENTURE, PROJECT = "Harbour Joint Venture", "Quay Crane Project"
PARTNERS = {"northwind": 40, "eastport": 35, "southbank-wallet": 25}


def test_joint_venture_runs_a_project_for_six_months(people: Commands) -> None:
    made = _joint_venture_and_project(people)
    paid_in = _it_earns_and_pays_upstream(people)
    paid_in += _it_ends_on_its_date_and_is_liquidated(people)
    paid_in += _late_income_goes_the_right_ways(people)
    _everything_is_accounted_for(people, made, paid_in)


def _joint_venture_and_project(people: Commands) -> str:
    settings = [word for name in PARTNERS for word in ("--set", f"{name}={people.person(name)}")]
    people.json("deploy", str(EXAMPLES / "joint-venture.yaml"), *settings, account="northwind")
    for name in PARTNERS:
        people.json("partner", "accept", JOINT_VENTURE, account=name)
    venture = at(people, JOINT_VENTURE)
    boa.env.set_balance(venture.partnership.address, 50 * ONE)
    where = ("--set", f"harbour={venture.partnership.address}", "--set", f"elm={people.person('elm')}")
    spec = str(EXAMPLES / "crane-project.yaml")
    started = people.json("project", "start", spec, *where, "--sponsor", JOINT_VENTURE, account="northwind")
    (proposal,) = started["proposals"]
    assert len(proposal["actions"]) == 3
    people.json("partner", "accept", PROJECT, account="elm")
    people.decide(JOINT_VENTURE, proposal, "northwind", "eastport")
    assert treasury(venture) == 30 * ONE
    project = people.json("project", "show", PROJECT)
    assert (project["phase"], project["links"][0]["state"]) == ("in_force", "runs")
    # What a project decides all day is done where nobody is against it: its sponsor need not vote.
    at(people, PROJECT).escrow.release(ETHER)
    seller = people.person("seller")
    bought = people.json(
        "proposal", "new", PROJECT, "--pay", seller, "15 ether", "--description", "crane", account="elm"
    )
    before = boa.env.get_balance(seller)
    travel_to(bought["executable_from"])
    people.json("proposal", "execute", PROJECT, "latest", account="elm")
    assert (boa.env.get_balance(seller) - before, treasury(at(people, PROJECT))) == (15 * ONE, 5 * ONE)
    return str(started["partnership"])


def _it_earns_and_pays_upstream(people: Commands) -> int:
    """Of 100 ether and 7 wei: 10 to the sponsor, 20 repay what it contributed, the rest goes 30 to 70."""
    venture, project = at(people, JOINT_VENTURE), at(people, PROJECT)
    own, escrow, elm = venture.partnership.address, venture.escrow.address, people.person("elm")
    income(project, 100 * ONE + 7)
    assert claimable(project, escrow) == 10 * ONE
    assert claimable(project, own) == 20 * ONE + (70 * ONE + 7) * 30 // 100
    assert claimable(project, elm) == (70 * ONE + 7) * 70 // 100
    assert claim(project, escrow) == 10 * ONE
    assert claim(project, own) == 41 * ONE + 2
    assert claim(project, elm) == 49 * ONE + 4
    # Upstream the share is income: a twentieth stays in the treasury, three partners share the rest.
    venture.escrow.distribute(ETHER)
    assert claimable(venture, own) == ONE // 2
    for name, part in PARTNERS.items():
        assert claim(venture, people.person(name)) == 95 * ONE // 10 * part // 100
    assert treasury(venture) == 71 * ONE + 2
    return 100 * ONE + 7


def _it_ends_on_its_date_and_is_liquidated(people: Commands) -> int:
    """The 5 ether that are left go by units, since all that was contributed is repaid; income that waits is income."""
    venture, project = at(people, JOINT_VENTURE), at(people, PROJECT)
    boa.env.set_balance(project.escrow.address, boa.env.get_balance(project.escrow.address) + 20 * ONE)
    people.person("stranger")
    assert "nothing has come that ends" in people.fail("project", "end", PROJECT, account="stranger")
    travel_to(people.json("project", "show", PROJECT)["ends"]["date"])
    ended = people.json("project", "end", PROJECT, account="stranger")
    assert [(one["amount"], one["repaid"]) for one in ended["liquidated"]] == [(str(5 * ONE), "0")]
    assert treasury(project) == 0
    assert claimable(project, people.person("elm")) == 5 * ONE * 70 // 100
    people.json("revenue", "distribute", PROJECT, account="stranger")
    assert claimable(project, venture.escrow.address) == 2 * ONE
    assert claimable(project, venture.partnership.address) == 18 * ONE * 30 // 100 + 5 * ONE * 30 // 100
    assert claimable(project, people.person("elm")) == 18 * ONE * 70 // 100 + 5 * ONE * 70 // 100
    return 20 * ONE


def _late_income_goes_the_right_ways(people: Commands) -> int:
    """By the order and the units as they stood: to the sponsor as long as its link runs, and to the partners."""
    venture, project = at(people, JOINT_VENTURE), at(people, PROJECT)
    upstream, elm = venture.escrow.address, people.person("elm")
    # Fractions of a wei are kept for the next time: Elm has 70% of all that ever went by units, less what it was paid.
    shared, paid = 70 * ONE + 7 + 18 * ONE + 5 * ONE, 49 * ONE + 4
    income(project, 10 * ONE + 1)
    shared += 9 * ONE + 1
    assert (claimable(project, upstream), claimable(project, elm)) == (3 * ONE, shared * 70 // 100 - paid)
    tag = people.json("link", "list", PROJECT)["links"][0]["link"]
    asked = people.json("link", "notice", PROJECT, tag, "--sponsor", JOINT_VENTURE, account="northwind")
    people.decide(JOINT_VENTURE, asked, "northwind", "eastport")
    over = people.json("link", "show", PROJECT, tag)["ends"]
    travel_to(over)
    income(project, 10 * ONE)
    travel_to(over + 1)
    income(project, 10 * ONE)
    shared += 9 * ONE + 10 * ONE
    assert claimable(project, upstream) == 4 * ONE
    # What came to the treasury late is divided when anybody asks for it.
    boa.env.set_balance(project.partnership.address, 100)
    late = people.json("partnership", "liquidate", PROJECT, "ether", account="stranger")
    assert [one["amount"] for one in late["liquidated"]] == ["100"]
    shared += 100
    assert claimable(project, elm) == shared * 70 // 100 - paid
    assert claimable(project, venture.partnership.address) == shared * 30 // 100 - 21 * ONE - 2
    return 30 * ONE + 1 + 100


def _everything_is_accounted_for(people: Commands, project_at: str, paid_in: int) -> None:
    """What came in is what its people had of it, but for less than a wei for each of them and each split."""
    venture, project = at(people, JOINT_VENTURE), at(people, PROJECT)
    assert project.partnership.address == project_at
    for account in (venture.escrow.address, venture.partnership.address, people.person("elm")):
        claim(project, account)
    left = boa.env.get_balance(project.escrow.address)
    had = boa.env.get_balance(people.person("elm")) - 1_000 * ONE + treasury(venture) - 30 * ONE
    upstream = boa.env.get_balance(venture.escrow.address) + 95 * ONE // 10
    capital = 20 * ONE - 15 * ONE
    assert had + upstream + left == paid_in + capital
    assert 0 <= left < 12

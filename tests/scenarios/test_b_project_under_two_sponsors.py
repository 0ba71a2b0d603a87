"""(b) One project under two sponsors with different terms; one of them gives notice, in the middle of a month with
income waiting. The other one goes on as before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa

from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.ventures import RULES, at, claim, claimable, found, income, treasury

ONE = 10**18
HARBOUR, FUND, PROJECT = "Harbour Venture", "Green Fund", "Solar Quay"
SPEC = """\
name: Solar Quay
terms: {{file: shared-terms.md}}
formation_deadline: 20 days
founders:
  - {{account: "{engineer}", name: Sun Engineers, weight: 3, units: 3}}
  - {{account: harbour-venture, name: Harbour Venture, weight: 1, units: 1}}
sponsors:
  - {{account: harbour-venture, share: 12.5%, notice: 10 days}}
  - account: green-fund
    share: 5%
    until: 400 days
    notice: 60 days
    to: sponsor
    reserved_matters:
      - {{what: change of business, days: 20}}
"""


def test_one_of_two_sponsors_gives_notice(people: Commands) -> None:
    harbour, fund = found(people, HARBOUR, [("north", 1), ("east", 1)]), found(people, FUND, [("green", 1)])
    _both_agree(people)
    project, earner, engineer = at(people, PROJECT), harbour["escrow"], people.person("engineer")
    # 1,000 wei: 125 and 50 to the sponsors; of 825 three quarters and one.
    income(project, 1_000)
    assert _have(people, earner, fund["partnership"], harbour["partnership"], engineer) == (125, 50, 206, 618)
    tags = {link["name"]: link["link"] for link in people.json("link", "list", PROJECT)["links"]}
    _the_fund_gives_notice(people, tags[FUND])
    # Income that waits when notice is given is split with it, and so is what comes until its last second.
    assert _have(people, earner, fund["partnership"], harbour["partnership"], engineer) == (250, 100, 412, 1_237)
    ends = people.json("link", "show", PROJECT, tags[FUND])["ends"]
    travel_to(ends)
    income(project, 1_000)
    travel_to(ends + 1)
    income(project, 1_000)
    assert _have(people, earner, fund["partnership"], harbour["partnership"], engineer) == (500, 150, 837, 2_512)
    _what_is_left(people, tags)
    _all_of_it_is_paid(people, harbour, fund)


def _both_agree(people: Commands) -> None:
    Path("solar.yaml").write_text(SPEC.format(engineer=people.person("engineer")) + RULES)
    by_harbour = people.json("project", "start", "solar.yaml", "--sponsor", HARBOUR, account="north")
    by_fund = people.json("project", "start", "solar.yaml", "--sponsor", FUND, account="green")
    assert (by_fund["is_new"], by_fund["partnership"]) == (False, by_harbour["partnership"])
    words = [[action["words"] for action in made["proposals"][0]["actions"]] for made in (by_harbour, by_fund)]
    assert [len(each) for each in words] == [2, 1]  # one accepts and agrees, the other only agrees
    people.json("partner", "accept", PROJECT, account="engineer")
    people.decide(HARBOUR, by_harbour["proposals"][0], "north", "east")
    people.decide(FUND, by_fund["proposals"][0], "green")
    shown = people.json("project", "show", PROJECT)
    assert shown["phase"] == "in_force"
    told = [(link["name"], link["share_bps"], link["to_escrow"], link["notice_days"]) for link in shown["links"]]
    assert told == [(HARBOUR, 1_250, True, 10), (FUND, 500, False, 60)]


def _the_fund_gives_notice(people: Commands, tag: str) -> None:
    """With 1,000 wei waiting: they are split with it."""
    project = at(people, PROJECT)
    asked = people.json("link", "notice", PROJECT, tag, "--sponsor", FUND, account="green")
    people.pass_(FUND, asked, "green")
    arrive(project.escrow, ETHER, 1_000)
    executed = people.json("proposal", "execute", FUND, str(asked["id"]), account="green")
    shown = people.json("link", "show", PROJECT, tag)
    assert shown["ends"] == people.node.times[executed["block"] - 1] + 60 * DAY
    assert shown["notice_by"] == people.json("status", FUND)["partnership"]
    assert "anyway, before a notice given now" in people.fail("link", "notice", PROJECT, tag, account="engineer")


def _have(people: Commands, *accounts: str) -> tuple[int, ...]:
    return tuple(claimable(at(people, PROJECT), account) for account in accounts)


def _what_is_left(people: Commands, tags: dict[str, Any]) -> None:
    """Anybody clears the link away; what was reserved with it asks nobody; the other one runs as it did."""
    people.person("stranger")
    assert people.json("matter", "list", PROJECT)["matters"][0]["is_idle"] is True
    people.json("link", "end", PROJECT, tags[FUND], account="stranger")
    shown = people.json("link", "list", PROJECT)["links"]
    assert [(link["link"], link["state"], link["ends"]) for link in shown] == [(tags[HARBOUR], "runs", 0)]
    assert people.json("project", "list", FUND)["projects"][0]["links"][0]["state"] == "ended"
    assert people.json("project", "list", HARBOUR)["projects"][0]["links"][0]["state"] == "runs"


def _all_of_it_is_paid(people: Commands, harbour: dict[str, Any], fund: dict[str, Any]) -> None:
    """4,000 wei came in: 3,999 went out, and one stays for the fractions that the two partners have."""
    project = at(people, PROJECT)
    for account in (harbour["escrow"], harbour["partnership"], fund["partnership"], people.person("engineer")):
        claim(project, account)
    assert treasury(at(people, FUND)) == 150
    assert treasury(at(people, HARBOUR)) == 837
    assert boa.env.get_balance(harbour["escrow"]) == 500
    assert boa.env.get_balance(people.person("engineer")) == 1_000 * ONE + 2_512
    assert boa.env.get_balance(project.escrow.address) == 1

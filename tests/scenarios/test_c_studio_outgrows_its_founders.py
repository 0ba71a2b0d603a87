"""(c) A small studio outgrows its founders: it buys its sponsor out, and is independent. Afterwards no right of the
sponsor is left; address, partners, history, money and terms stay.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa

from tests.kit.chain import storage_of
from tests.kit.clock import second_after, travel_to
from tests.kit.commands import Commands
from tests.kit.contracts import slot_at, slot_of
from tests.kit.house import Partnership
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.ventures import RULES, at, claim, claimable, found, income, treasury

ONE = 10**18
AGENCY, STUDIO = "Big Agency", "Small Studio"
SPEC = """\
name: Small Studio
terms: {{file: shared-terms.md}}
formation_deadline: 20 days
founders:
  - {{account: "{ann}", name: Ann, weight: 1, units: 1}}
  - {{account: "{ben}", name: Ben, weight: 1, units: 1}}
sponsors:
  - account: big-agency
    share: 25%
    notice: 365 days
    buy_out: 5 ether
    reserved_matters:
      - {{what: change of business, days: 20}}
      - {{what: payments above 1 ether a month, days: 5}}
"""


def test_studio_buys_its_sponsor_out_and_is_independent(people: Commands) -> None:
    agency, tag = _studio_with_a_sponsor(people)
    before = _what_stays(people)
    _its_sponsor_is_asked(people)
    _it_buys_the_sponsor_out(people, agency, tag)
    _nothing_of_the_sponsor_is_left(people, agency, tag)
    assert _what_stays(people) == before
    _it_earns_for_itself(people, agency)


def _studio_with_a_sponsor(people: Commands) -> tuple[dict[str, Any], str]:
    agency = found(people, AGENCY, [("boss", 1)])
    Path("studio.yaml").write_text(SPEC.format(ann=people.person("ann"), ben=people.person("ben")) + RULES)
    started = people.json("project", "start", "studio.yaml", "--sponsor", AGENCY, account="boss")
    for name in ("ann", "ben"):
        people.json("partner", "accept", STUDIO, account=name)
    people.decide(AGENCY, started["proposals"][0], "boss")
    (link,) = people.json("link", "list", STUDIO)["links"]
    studio = at(people, STUDIO)
    income(studio, 16 * ONE + 3)
    assert claimable(studio, agency["escrow"]) == 4 * ONE
    assert claimable(studio, people.person("ann")) == 6 * ONE + 1
    boa.env.set_balance(studio.partnership.address, 6 * ONE)
    return agency, str(link["link"])


def _what_stays(people: Commands) -> list[Any]:
    studio = at(people, STUDIO)
    shown = people.json("status", STUDIO)
    partners = [(one["account"], one["weight"], one["units"], one["accepted_version"]) for one in shown["partners"]]
    return [shown["partnership"], shown["escrow"], shown["terms"], shown["deal"], partners, studio.escrow.total_units()]


def _its_sponsor_is_asked(people: Commands) -> None:
    """A payment above what it need not be asked about waits for the sponsor, which says no."""
    pay = ("--pay", people.person("landlord"), "2 ether", "--description", "two years of rent")
    rent = people.json("proposal", "new", STUDIO, *pay, account="ann")
    id = people.pass_(STUDIO, rent, "ann", "ben")
    assert "still has time to" in people.fail("proposal", "execute", STUDIO, id, account="ann")
    says_no = ("--call", people.json("status", STUDIO)["partnership"], "consent(uint256,bool)", id, "false")
    answer = people.json("proposal", "new", AGENCY, *says_no, "--description", "no", account="boss")
    people.decide(AGENCY, answer, "boss")
    assert "has said no" in people.fail("proposal", "execute", STUDIO, id, account="ann")


def _it_buys_the_sponsor_out(people: Commands, agency: dict[str, Any], tag: str) -> None:
    """The price is a payment of which the sponsor is asked. It says nothing, and after five days that is consent."""
    studio = at(people, STUDIO)
    made = people.json("link", "buy-out", STUDIO, tag, "--description", "We stand on our own feet", account="ann")
    id = people.pass_(STUDIO, made, "ann", "ben")
    (asked,) = people.json("proposal", "show", STUDIO, id)["consents"]
    assert (asked["holder"], asked["state"]) == (agency["partnership"], "waits")
    travel_to(asked["silent_until"] + 1)
    arrive(studio.escrow, ETHER, 8 * ONE)  # waits when the price is paid, and is split with it
    people.json("proposal", "execute", STUDIO, id, account="ben")
    assert claimable(studio, agency["escrow"]) == 4 * ONE + 5 * ONE + 2 * ONE
    assert treasury(studio) == ONE
    assert people.json("link", "show", STUDIO, tag)["bought_out"] == str(5 * ONE)
    assert claim(studio, agency["escrow"]) == 11 * ONE


def _nothing_of_the_sponsor_is_left(people: Commands, agency: dict[str, Any], tag: str) -> None:
    """No entry and no matter that asks it; in the end its address stands in no slot of the studio's accounts."""
    studio, number = at(people, STUDIO), int(tag, 16)
    assert (studio.escrow.links(), studio.escrow.is_linked(number, agency["partnership"])) == ([], False)
    assert [one["is_idle"] for one in people.json("matter", "list", STUDIO)["matters"]] == [True, True]
    assert _names(studio, agency["partnership"])
    people.person("stranger")
    for number_of_it in ("1", "2"):  # that they bind nobody is so at once; a vote and its notice take the records off
        notice = people.json("matter", "end", STUDIO, number_of_it, account="ann")
        people.decide(STUDIO, notice, "ann", "ben")
    second_after(91 * DAY)
    for _ in range(2):
        people.json("matter", "end", STUDIO, "1", account="stranger")
    assert people.json("matter", "list", STUDIO)["matters"] == []
    escrow = storage_of(studio.escrow.address)
    price = slot_at(slot_of("Links", "agreed_links", "_price_words"), number)
    assert (studio.escrow.address, price) not in escrow
    assert _names(studio, agency["partnership"]) + _names(studio, agency["escrow"]) == []
    for verb in ("waive", "notice"):
        refused = people.fail("link", verb, STUDIO, tag, "--sponsor", AGENCY, account="boss")
        assert "nothing of the kind can be done about it" in refused


def _names(studio: Partnership, account: str) -> list[str]:
    """What in the storage of a partnership and its escrow names an account."""
    both = {**storage_of(studio.escrow.address), **storage_of(studio.partnership.address)}
    return [hex(value) for value in both.values() if account[2:].lower() in f"{value:064x}"]


def _it_earns_for_itself(people: Commands, agency: dict[str, Any]) -> None:
    studio = at(people, STUDIO)
    ann = claimable(studio, people.person("ann"))
    income(studio, 10 * ONE)
    assert claimable(studio, people.person("ann")) == ann + 5 * ONE
    assert claimable(studio, agency["escrow"]) == 0
    assert people.json("project", "list", AGENCY)["projects"][0]["links"][0]["state"] == "ended"
    for name in ("ann", "ben"):
        claim(studio, people.person(name))
    # 34 ether and 3 wei came in, and 5 of its own were paid for its freedom; a wei of the fractions stays.
    paid = sum(boa.env.get_balance(people.person(name)) - 1_000 * ONE for name in ("ann", "ben"))
    assert paid + boa.env.get_balance(agency["escrow"]) + boa.env.get_balance(studio.escrow.address) == 39 * ONE + 3
    assert boa.env.get_balance(studio.escrow.address) == 1

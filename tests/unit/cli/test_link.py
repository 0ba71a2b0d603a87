"""`ape run link`, by each kind of sponsor, on the embedded chain: what is said, what is sent, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.links import LinkTerms, format_tag
from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.contracts import mock
from tests.kit.money import arrive, make_known
from tests.kit.numbers import DAY, ETHER, HOUR
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.verbs import by_vote, move

ONE = 10**18
PROJECT, SPONSOR = "Crane Project", "Harbour Venture"
SPEC = """\
name: {name}
terms: {{file: terms.md}}
formation_deadline: 14 days
accounts: {{north: "{north}", east: "{east}"}}
founders:
  - {{account: north, name: Northwind, weight: 60, units: 60}}
  - {{account: east, name: Eastport, weight: 40, units: 40}}
deal: {{sponsors_ceiling: 100%}}
rules:
  constitutional: {{voting_delay: 1 hour, voting_period: 3 days, execution_delay: 1 day, execution_window: 14 days,
                   quorum: 50%, approval: 50%, early_decision: yes}}
  ordinary: {{voting_delay: 1 hour, voting_period: 2 days, execution_delay: 1 hour, execution_window: 14 days,
             quorum: 40%, approval: 50%, early_decision: yes}}
"""
BOTH = ("north", "east")


class Links:
    """Two partnerships of the same two people, in force: a project, and a venture that may be its sponsor."""

    def __init__(self, people: Commands) -> None:
        self.people = people
        self.made: dict[str, Any] = {}
        Path("terms.md").write_text("We share what we earn.")
        for name in (PROJECT, SPONSOR):
            accounts = {alias: people.person(alias) for alias in BOTH}
            Path("spec.yaml").write_text(SPEC.format(name=name, **accounts))
            self.made[name] = people.json("deploy", "spec.yaml", account="north")
            for alias in BOTH:
                people.json("partner", "accept", name, account=alias)

    @property
    def escrow(self) -> Any:
        return self.people.house.at(self.made[PROJECT]["partnership"], []).escrow

    def link(self, *arguments: str, account: str | None = None) -> dict[str, Any]:
        return self.people.json("link", arguments[0], PROJECT, *arguments[1:], account=account)

    def fail(self, *arguments: str, account: str | None = None, code: int = 1) -> str:
        return self.people.fail("link", arguments[0], PROJECT, *arguments[1:], account=account, code=code)

    def offer(self, sponsor: str, *more: str) -> str:
        """Offers 10% by vote; gives the name of the link."""
        self.people.decide(PROJECT, self.link("offer", sponsor, "10%", *more, account="north"), "north")
        return str(self.link("list")["links"][-1]["link"])

    def agreed(self, sponsor: str, *more: str) -> str:
        tag = self.offer(self.people.person(sponsor), *more)
        self.link("agree", tag, account=sponsor)
        return tag

    def state(self, tag: str) -> str:
        return str(self.link("show", tag)["state"])

    def earns(self, amount: int, token: Any = ETHER) -> None:
        arrive(self.escrow, token, amount)


@pytest.fixture
def links(people: Commands) -> Links:
    return Links(people)


# --- by each kind of sponsor ---


def test_link_of_a_plain_account_from_its_offer_to_its_end(links: Links) -> None:
    angel = links.people.person("angel")
    tag = links.offer(angel, "--until", "200 days", "--notice", "30 days", "--buy-out", "5 ether")
    offered = links.link("show", tag)
    assert (offered["state"], offered["sponsor"], offered["share_bps"]) == ("offered", angel, 1_000)
    assert offered["price"] == {"token": ETHER, "symbol": "ETH", "amount": str(5 * ONE)}
    assert offered["to_escrow"] is False
    assert offered["next"] == {
        "sponsor": ["agree to it (`link agree`)"],
        "project": ["take the offer back by vote (`link withdraw`)"],
        "anybody": [],
    }
    agreed = links.link("agree", tag, account="angel")
    assert (agreed["link"], agreed["credited"]) == (tag, angel)
    links.earns(ONE + 7)
    runs = links.link("show", tag)
    assert (runs["state"], runs["agreed_at"]) == ("runs", links.people.node.times[agreed["block"] - 1])
    assert runs["waits"] == [
        {"token": ETHER, "symbol": "ETH", "claimable": "0", "arrived": str(ONE + 7), "share": str(ONE // 10)}
    ]
    links.people.json("revenue", "distribute", PROJECT, account="north")
    assert (
        links.link("show", tag)["waits"][0]["claimable"] == str(ONE // 10) == str(links.escrow.claimable(ETHER, angel))
    )
    said = links.people.said("link", "show", PROJECT, tag)
    assert "has 10% of all later income, before anybody else, until " in said and "waits: 0.1 ETH to claim" in said
    assert "give notice, which ends it with 30 days of notice (`link notice`)" in said
    assert "project may give notice by vote, " in said and "buy it out by vote for 5 ETH (`link buy-out`)" in said
    noticed = links.link("notice", tag, account="angel")
    assert noticed["ends"] == links.people.node.times[noticed["block"] - 1] + 30 * DAY
    after = links.link("show", tag)
    assert (after["notice_by"], after["next"]["sponsor"]) == (angel, ["give it up at once (`link waive`)"])
    travel_to(noticed["ends"] + 1)
    over = links.link("show", tag)
    assert (over["state"], over["next"]["anybody"]) == ("over", ["clear it away (`link end`)"])
    links.link("end", tag, account="stranger")
    assert (links.state(tag), links.link("list")["links"]) == ("ended", [])
    assert [one["link"] for one in links.link("list", "--all")["links"]] == [tag]
    assert "its time was over on" in links.people.said("link", "show", PROJECT, tag)


def test_link_of_a_partnership_is_agreed_by_its_vote_and_paid_to_its_escrow(links: Links) -> None:
    tag = links.offer(SPONSOR)
    offered = links.link("show", tag)
    assert (offered["name"], offered["to_escrow"]) == (SPONSOR, True)
    assert "it is a partnership: have it vote with --sponsor" in links.fail("agree", tag, account="north")
    assert f"not {PROJECT}" in links.fail("agree", tag, "--sponsor", PROJECT, account="north")
    made = links.link("agree", tag, "--sponsor", SPONSOR, account="north")
    (action,) = made["actions"]
    assert action["words"].startswith(f"At escrow of {PROJECT} (0x")
    assert f"Agree to the link {tag}: the partnership has 10% of all later income" in action["words"]
    links.people.decide(SPONSOR, made, "north")
    runs = links.link("show", tag)
    assert (runs["state"], runs["credited"]) == ("runs", links.made[SPONSOR]["escrow"])
    links.earns(ONE)
    links.people.json("revenue", "distribute", PROJECT, account="north")
    links.escrow.claim(ETHER, links.made[SPONSOR]["escrow"])
    assert boa.env.get_balance(links.made[SPONSOR]["escrow"]) == ONE // 10
    given = links.link("notice", tag, "--sponsor", SPONSOR, account="north")
    assert f"Give notice of the link {tag}" in given["actions"][0]["words"]
    links.people.decide(SPONSOR, given, "north")
    assert links.link("show", tag)["notice_by"] == links.made[SPONSOR]["partnership"]
    links.people.decide(SPONSOR, links.link("waive", tag, "--sponsor", SPONSOR, account="north"), "north")
    assert links.state(tag) == "ended"
    assert "gave it up" in links.people.said("link", "show", PROJECT, tag)


def test_link_of_a_safe_is_agreed_by_a_call_that_is_shown(links: Links) -> None:
    owner = links.people.person("owner")
    safe = mock("SafeWallet", [owner], 1, 4, ETHER)
    tag = links.offer(safe.address)
    assert "it is a contract: --wallet shows the call" in links.fail("agree", tag, account="owner")
    for verb in ("agree", "waive"):
        shown = links.link(verb, tag, "--wallet")
        assert (shown["wallet"], shown["target"], shown["value"]) == (safe.address, links.escrow.address, "0")
        assert links.state(tag) == ("offered" if verb == "agree" else "runs")
        with boa.env.prank(owner):
            safe.call(shown["target"], 0, bytes.fromhex(shown["data"][2:]))
    assert links.state(tag) == "ended"
    assert f"  data   {shown['data']}" not in links.fail("waive", tag, "--wallet")


# --- by the project ---


def test_project_gives_notice_by_vote_when_the_account_is_no_sponsor(links: Links) -> None:
    tag = links.agreed("angel", "--notice", "0 days")
    made = links.link("notice", tag, account="north")
    assert made["actions"][0]["words"] == f"Give notice of the link {tag} to its sponsor"
    executed = links.people.decide(PROJECT, made, "north")
    assert links.link("show", tag)["ends"] == links.people.node.times[executed["block"] - 1]
    assert links.state(tag) == "over"


def test_notice_is_refused_when_the_link_ends_before(links: Links) -> None:
    tag = links.agreed("angel", "--until", "60 days", "--notice", "90 days")
    assert "anyway, before a notice given now would be over" in links.fail("notice", tag, account="angel")
    assert "anyway, before a notice given now would be over" in links.fail("notice", tag, account="north")


def test_project_buys_out_in_ether(links: Links) -> None:
    tag = links.agreed("angel", "--buy-out", "5 ether")
    angel = links.people.person("angel")
    boa.env.set_balance(links.made[PROJECT]["partnership"], 6 * ONE)
    links.earns(ONE)
    made = links.link("buy-out", tag, "--description", "We stand on our own feet", account="north")
    links.people.decide(PROJECT, made, "north")
    ended = links.link("show", tag)
    assert (ended["state"], ended["bought_out"]) == ("ended", str(5 * ONE))
    assert links.escrow.claimable(ETHER, angel) == 5 * ONE + ONE // 10
    assert "bought out for 5 ETH" in links.people.said("link", "list", PROJECT, "--all")
    links.earns(ONE)
    links.people.json("revenue", "distribute", PROJECT, account="north")
    assert links.escrow.claimable(ETHER, angel) == 5 * ONE + ONE // 10


def test_project_buys_out_in_a_token_that_takes_a_fee(links: Links) -> None:
    token = mock("FeeToken", 1_000)
    make_known(links, token)
    tag = links.agreed("angel", "--buy-out", f"9 {token.address}")
    token.mint(links.made[PROJECT]["partnership"], 10 * 10 ** token.decimals())
    assert "is that or more of the same" in links.fail("buy-out", tag, "--amount", "10 ether", account="north")
    assert "is that or more of the same" in links.fail(
        "buy-out", tag, "--amount", f"8 {token.address}", account="north"
    )
    made = links.link("buy-out", tag, "--amount", f"10 {token.address}", account="north")
    assert made["actions"][0]["words"].startswith("Allow the revenue escrow to take up to 10 ")
    links.people.decide(PROJECT, made, "north")
    assert links.link("show", tag)["bought_out"] == str(9 * 10 ** token.decimals())


def test_buy_out_is_refused_when_none_was_agreed(links: Links) -> None:
    tag = links.agreed("angel")
    assert "no buy-out was agreed" in links.fail("buy-out", tag, account="north")


def test_project_takes_an_offer_back(links: Links) -> None:
    tag = links.offer(links.people.person("angel"))
    made = links.link("withdraw", tag, account="north")
    links.people.decide(PROJECT, made, "north")
    assert links.state(tag) == "offer taken back"
    assert "nothing of the kind can be done about it" in links.fail("agree", tag, account="angel")


# --- names are never used twice ---


def test_name_is_never_used_again_when_a_link_has_ended(links: Links) -> None:
    angel = links.people.person("angel")
    tag = links.agreed("angel")
    links.link("waive", tag, account="angel")
    refused = "is or was called " + tag
    assert refused in links.fail("offer", angel, "10%", "--number", "0", account="north")
    offer = f"offer_link: {{sponsor: '{angel}', share: 10%, notice: 90 days}}"
    Path("again.yaml").write_text(f"description: again\nactions:\n  - {offer}\n")
    assert refused in links.people.fail("proposal", "new", PROJECT, "again.yaml", account="north")
    other = links.offer(angel)
    assert other != tag and links.link("show", other)["number"] == "1"


def test_same_offer_may_be_repeated_when_nobody_has_agreed(links: Links) -> None:
    angel = links.people.person("angel")
    tag = links.offer(angel)
    until = links.link("show", tag)["offered_until"]
    assert links.offer(angel, "--description", "It had too little time") == tag
    assert links.link("show", tag)["offered_until"] > until
    twice = f"  - offer_link: {{sponsor: '{angel}', share: 20%}}\n" * 2
    Path("twice.yaml").write_text(f"description: twice\nactions:\n{twice}")
    assert "no name is used twice" in links.people.fail("proposal", "new", PROJECT, "twice.yaml", account="north")


# --- too late ---


def test_vote_of_a_sponsor_is_refused_when_the_offer_is_over_by_then(links: Links) -> None:
    tag = links.offer(SPONSOR)
    travel_to(links.link("show", tag)["offered_until"] - HOUR)
    late = links.fail("agree", tag, "--sponsor", SPONSOR, account="north")
    assert late.startswith(f"{SPONSOR} could execute this on ") and "the offer of " in late
    travel_to(links.link("show", tag)["offered_until"] + 1)
    assert links.state(tag) == "offer over"
    assert "may be agreed to no more" in links.fail("agree", tag, "--sponsor", SPONSOR, account="north")


def test_offer_to_a_partnership_that_is_no_more_warns(links: Links) -> None:
    ended = links.made[SPONSOR]["partnership"]
    with boa.env.prank(ended):
        links.people.house.at(ended, []).partnership.wind_up([], 30)
    done = links.people.try_to("link", "offer", PROJECT, SPONSOR, "10%", account="north")
    assert (done.exit_code, f"Warning: {SPONSOR} is winding up" in done.stderr) == (0, True)


# --- what else is there ---


def test_share_by_vote_is_told_beside_links(links: Links) -> None:
    angel = links.people.person("angel")
    with boa.env.prank(links.made[PROJECT]["partnership"]):
        links.escrow.set_sponsor(angel, 250)
    assert links.link("list") == {
        "project": links.made[PROJECT]["partnership"],
        "links": [],
        "by_vote": [{"sponsor": angel, "name": "", "share_bps": 250}],
    }
    assert f"{angel} has 2.5% by vote, which may change it" in links.people.said("link", "list", PROJECT)


def test_link_goes_with_the_seat_of_its_sponsor(links: Links) -> None:
    east, new = links.people.person("east"), links.people.person("east's new key")
    tag = links.offer(east)
    project = links.people.house.at(links.made[PROJECT]["partnership"], [])
    move(project, east, new)
    offered = links.link("show", tag)
    assert (offered["offered_to"], offered["sponsor"]) == (east, new)
    assert f"{new} has taken the seat of its sponsor over" in links.people.said("link", "show", PROJECT, tag)
    assert "run this with --account of it" in links.fail("agree", tag, account="east")
    assert links.link("agree", tag, account="east's new key")["credited"] == new


# --- what a stranger tries ---


BAD_INPUT: list[tuple[tuple[str, ...], str | None, int, str]] = [
    (("show", "0x12345"), None, 1, "named by 0x and 6 hexadecimal digits"),
    (("show", "0x123456"), None, 1, "has no link 0x123456"),
    (("agree", "latest"), "angel", 1, "named by 0x and 6 hexadecimal digits"),
    (("offer", "nobody here", "10%"), "north", 1, "nobody here is called 'nobody here'"),
    (("offer", "0x12", "10%"), "north", 1, "is no address"),
    (("offer", "0x" + "00" * 20, "10%"), "north", 1, "the zero address is nobody's"),
    (("offer", "treasury", "10%"), "north", 1, "cannot be sponsors"),
    (("offer", "escrow", "10%"), "north", 1, "an escrow agrees to nothing"),
    (("offer", "0x" + "12" * 20, "10"), "north", 1, "share must be a share, like"),
    (("offer", "0x" + "12" * 20, "0%"), "north", 1, "share is 0%"),
    (("offer", "0x" + "12" * 20, "101%"), "north", 1, "share is 101%"),
    (("offer", "0x" + "12" * 20, "10%", "--notice", "4 years"), "north", 1, "years are not all of the same length"),
    (("offer", "0x" + "12" * 20, "10%", "--notice", "1096 days"), "north", 1, "notice must be whole days"),
    (("offer", "0x" + "12" * 20, "10%", "--until", "2020-01-01"), "north", 1, "would end before it began"),
    (("offer", "0x" + "12" * 20, "10%", "--buy-out", "much"), "north", 1, "not an amount"),
    (("offer", "0x" + "12" * 20, "10%", "--buy-out", "5 " + "0x" + "34" * 20), "north", 1, "there is no contract"),
    (("offer", "0x" + "12" * 20, "10%", "--to", "escrow"), "north", 1, "it is no partnership"),
    (("offer", "0x" + "12" * 20, "10%", "--to", "me"), "north", 2, "--to"),
    (("offer", "0x" + "12" * 20, "10%", "--number", "-1"), "north", 2, "--number"),
    (("offer", "0x" + "12" * 20, "10%"), "stranger", 1, "not an active partner"),
    (("agree", "0x123456", "--sponsor", SPONSOR, "--wallet"), "north", 2, "give one"),
]


def test_bad_input_is_one_line_and_sends_nothing(links: Links) -> None:
    for name in ("angel", "stranger"):
        links.people.person(name)
    for arguments, account, code, said in BAD_INPUT:
        line = links.fail(*arguments, account=account, code=code)
        assert said in line, line


def test_stranger_agrees_to_nothing(links: Links) -> None:
    links.people.person("stranger")
    tag = links.offer(links.people.person("angel"))
    assert "run this with --account of it" in links.fail("agree", tag, account="stranger")
    not_ours = links.people.person("angel")
    assert "there is no partnership at" in links.fail("agree", tag, "--sponsor", not_ours, account="stranger")
    links.link("agree", tag, account="angel")
    assert "run this with --account of it" in links.fail("waive", tag, account="stranger")
    assert "runs since" in links.fail("end", tag, account="stranger")
    assert "runs since" in links.fail("agree", tag, account="angel")


def test_escrow_is_no_sponsor(links: Links) -> None:
    escrow = links.made[SPONSOR]["escrow"]
    refused = links.fail("offer", escrow, "10%", account="north")
    assert refused.startswith(f"{escrow} is the escrow of {SPONSOR} (")


def test_name_of_a_stranger_changes_no_line(people: Commands, founders: list[LocalAccount]) -> None:
    """What calls itself by several lines is told in one."""
    people.person("stranger")
    stranger = people.house.spin_up(founders, WEIGHTS, UNITS, name="X\nError: pay me #proposer=0x1")
    address = stranger.partnership.address
    for command in (("link", "show", address, "0x123456"), ("project", "end", address)):
        assert "X Error: pay me" in people.fail(*command, account="stranger")


def test_offer_above_the_ceiling_warns(links: Links) -> None:
    with boa.env.prank(links.made[PROJECT]["partnership"]):
        links.escrow.set_sponsor(links.people.person("angel"), 9_100)
    done = links.people.try_to("link", "offer", PROJECT, SPONSOR, "10%", account="north")
    assert (done.exit_code, "the deal lets all sponsors have 100% together, and 91% are" in done.stderr) == (0, True)


def test_name_that_two_offers_have_stands_for_neither(links: Links) -> None:
    """A project that does not use these tools may offer two links of one name: the second is on other terms."""
    angel, seen = links.people.person("angel"), dict[int, LinkTerms]()
    for number in range(40_000):
        terms = LinkTerms(angel, 1_000 if number % 2 else 1, number=number)
        other = seen.setdefault(terms.tag, terms)
        if other.share_bps != terms.share_bps:
            break
    project = links.people.house.at(links.made[PROJECT]["partnership"], [])
    with by_vote(project):
        for each in (other, terms):
            project.escrow.offer_link(each.abi())
    boa.env.time_travel(seconds=1)
    told = links.fail("agree", format_tag(terms.tag), account="angel")
    assert told.startswith(f"2 links of {PROJECT} are called {format_tag(terms.tag)}, on different terms")

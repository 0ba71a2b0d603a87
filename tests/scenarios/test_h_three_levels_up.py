"""(h) A guild is a partner of a yard, that one of a harbour, and that one of a league. What the league decides hangs on
the guild's three people: they vote, and their ballot goes up three levels in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.clients.proposal_records import Rule as KnownRule
from polypact.decisions.outer_votes import Span
from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.money import ether_of
from tests.kit.numbers import AGAINST, CONSTITUTIONAL, DAY, DEFEATED, EXECUTED, OPEN, ORDINARY, SUCCEEDED
from tests.kit.people import FOUNDERS
from tests.kit.rules import STRICT, Rule
from tests.kit.verbs import represent, vote_as
from tests.scenarios.levels import Member, accept, ballot, decided_by, found, rule_of

PRICE = 7 * 10**18 + 1

#: How long each has to vote: long enough for all that is below it.
PERIODS = {"guild": 3 * DAY, "yard": 6 * DAY, "harbour": 9 * DAY, "league": 12 * DAY}
TEXT = "three levels"


@dataclass
class Levels:
    """Each but the guild has the one below it as a partner with 60 of 100, and somebody else with 40."""

    guild: Partnership
    yard: Partnership
    harbour: Partnership
    league: Partnership
    people: list[str]
    others: dict[str, str]

    def propose(self) -> tuple[list[Action], dict[str, int]]:
        """The league shall pay the supplier; each of the others proposes to vote for what the next one proposes."""
        league = self.league.propose([self.payment], TEXT, by=self.others["league"])
        harbour = self.harbour.propose([ballot(self.league, league)], TEXT, by=self.others["harbour"])
        yard = self.yard.propose([ballot(self.harbour, harbour)], TEXT, by=self.others["yard"])
        guild = self.guild.propose([ballot(self.yard, yard)], TEXT, by=self.people[2])
        up = [ballot(self.yard, yard), ballot(self.harbour, harbour), ballot(self.league, league)]
        return up, {"guild": guild, "yard": yard, "harbour": harbour, "league": league}

    payment: Action


@pytest.fixture
def supplier(key: Callable[[str], LocalAccount]) -> str:
    return str(key("supplier").address)


@pytest.fixture
def levels(house: House, founders: list[LocalAccount], key: Callable[[str], LocalAccount], supplier: str) -> Levels:
    others = {name: str(key(f"{name}'s other partner").address) for name in ("yard", "harbour", "league")}
    rules = {
        name: [
            (CONSTITUTIONAL, STRICT),
            (ORDINARY, Rule(voting_period=period, quorum_bps=5_000)),
        ]
        for name, period in PERIODS.items()
    }
    guild = found(house, founders, [5, 3, 2], [5, 3, 2], rules["guild"], "Guild")
    guild.accept_all()
    chain = {"guild": guild}
    below = guild
    for name in ("yard", "harbour", "league"):
        above = found(
            house,
            [Member(below.partnership.address), Member(others[name])],
            [60, 40],
            [60, 40],
            rules[name],
            name.capitalize(),
        )
        accept(above, others[name], below.partnership.address)
        chain[name] = above
        below = above
    boa.env.time_travel(seconds=DAY)
    league = chain["league"]
    boa.env.set_balance(league.partnership.address, PRICE)
    people = [founder.address for founder in founders]
    assert len(people) == len(FOUNDERS)
    return Levels(guild, chain["yard"], chain["harbour"], league, people, others, (supplier, PRICE, b""))


def test_a_ballot_goes_up_three_levels_in_time(levels: Levels, supplier: str) -> None:
    """Money to the wei, and each ballot in the last second in which it counts."""
    before = ether_of(supplier)
    up, ids = levels.propose()
    chain = [levels.guild, levels.yard, levels.harbour, levels.league]
    names = list(PERIODS)
    # Who is against it votes at once, everywhere: it is the guild's people that decide.
    for name in names[1:]:
        venture = chain[names.index(name)]
        travel_to(max(int(boa.env.timestamp), int(venture.partnership.proposalSnapshot(ids[name])) + 1))
        venture.vote(ids[name], AGAINST, by=[levels.others[name]])
    decided_by(levels.guild, ids["guild"], *levels.people)
    for inner, outer, action, name, above in zip(chain, chain[1:], up, names, names[1:], strict=False):
        last = int(outer.partnership.proposalDeadline(ids[above]))
        assert int(inner.partnership.proposalEta(ids[name])) <= last
        assert outer.partnership.state(ids[above]) == OPEN
        travel_to(last)
        inner.execute([action], TEXT)
        assert inner.partnership.state(ids[name]) == EXECUTED
        assert tuple(outer.partnership.proposalVotes(ids[above])) == (40, 60, 0)
    travel_to(int(levels.league.partnership.proposalEta(ids["league"])))
    assert levels.league.partnership.state(ids["league"]) == SUCCEEDED
    levels.league.execute([levels.payment], TEXT)
    assert (ether_of(supplier) - before, ether_of(levels.league.partnership.address)) == (PRICE, 0)


def test_t144_a_second_too_late_it_counts_no_more(levels: Levels, supplier: str) -> None:
    up, ids = levels.propose()
    decided_by(levels.guild, ids["guild"], *levels.people)
    travel_to(int(levels.yard.partnership.proposalDeadline(ids["yard"])) + 1)
    with boa.reverts("governor: vote not active"):
        levels.guild.execute(up[:1], TEXT)
    assert levels.yard.partnership.state(ids["yard"]) == DEFEATED


def test_the_tools_reckon_the_same_second(levels: Levels) -> None:
    """`Span` is what `proposal new --vote-in` warns by."""
    now = int(boa.env.timestamp)
    _, ids = levels.propose()
    for name, venture in zip(PERIODS, (levels.guild, levels.yard, levels.harbour, levels.league), strict=True):
        rule = KnownRule(*rule_of(venture, ORDINARY).abi())
        assert Span.of_rule(rule, now).usual == int(venture.partnership.proposalEta(ids[name]))


def test_a_representative_needs_no_vote_of_its_own(levels: Levels, supplier: str, outsider: str) -> None:
    """For everyday ballots the harbour names somebody once; its own ballot still overrules that."""
    represent(levels.league, levels.harbour.partnership.address, outsider)
    before = ether_of(supplier)
    league = levels.league.propose([levels.payment], TEXT, by=levels.others["league"])
    levels.league.open_voting(league)
    vote_as(levels.league, levels.harbour.partnership.address, league, by=outsider)
    travel_to(int(levels.league.partnership.proposalEta(league)))
    levels.league.execute([levels.payment], TEXT)
    assert ether_of(supplier) - before == PRICE

"""Reading a tree: who is tied to whom, and what waits where."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.chain import recipe
from polypact.text.enums import Phase
from polypact.text.errors import PolypactError
from polypact.tree import Tie, TieKind, Tree, read, reading
from tests.kit.boa_session import BoaSession
from tests.kit.house import House, Partnership, make
from tests.kit.links import LinkTerms, link, soon
from tests.kit.money import arrive
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote, invite
from tests.unit.tree.conftest import Start


def tree_of(session: BoaSession, partnership: Partnership) -> Tree:
    return read(session, partnership.partnership.address)


def names(tree: Tree) -> list[list[str]]:
    return [sorted(tree.nodes[address].name for address in level) for level in tree.levels()]


def sponsor(project: Partnership, by: Partnership, share_bps: int = 1_000, **more: Any) -> int:
    return link(project, LinkTerms(by.partnership.address, share_bps, **more))


def test_of_one_alone_is_itself(session: BoaSession, start: Start) -> None:
    alone = start("Alone")
    tree = tree_of(session, alone)
    (node,) = tree.nodes.values()
    assert (node.address, node.escrow) == (alone.partnership.address, alone.escrow.address)
    assert (node.name, node.phase, node.partners, node.units) == ("Alone", Phase.IN_FORCE, 2, 100)
    assert [(tie.kind, tie.units) for tie in tree.ties] == [(TieKind.UNITS, 60), (TieKind.UNITS, 40)]
    assert tree.within() == []


def test_is_the_same_from_wherever_it_is_read(session: BoaSession, start: Start) -> None:
    top, second, middle, low, low_too = map(start, ("Top", "Second", "Middle", "Low", "Low too"))
    sponsor(middle, top, 2_000)
    sponsor(middle, second, 1_000)
    sponsor(low, middle)
    sponsor(low_too, middle)
    found = [tree_of(session, each) for each in (top, second, middle, low, low_too)]
    assert names(found[0]) == [["Second", "Top"], ["Middle"], ["Low", "Low too"]]
    for other in found[1:]:
        assert other.nodes == found[0].nodes
        assert sorted(map(str, other.ties)) == sorted(map(str, found[0].ties))


def test_tells_what_a_link_is_and_what_waits(session: BoaSession, start: Start, customer: str) -> None:
    top, project = start("Top"), start("Project")
    ends = soon()
    tag = sponsor(project, top, 2_500, to_escrow=True, ends=ends, notice_days=30)
    arrive(project.escrow, ETHER, 1_000)
    project.escrow.distribute(ETHER)
    arrive(project.escrow, ETHER, 30)
    tree = tree_of(session, project)
    (tie,) = tree.within()
    assert tie == Tie(
        project=project.partnership.address,
        earner=top.partnership.address,
        credited=top.escrow.address,
        kind=TieKind.LINK,
        share_bps=2_500,
        tag=tag,
        ends=ends,
        notice_days=30,
        waiting={ETHER: 250},
    )
    assert tree.nodes[project.partnership.address].arrived == {ETHER: 30}
    boa.env.set_balance(project.partnership.address, 7)
    assert tree_of(session, top).nodes[project.partnership.address].treasury == {ETHER: 7}


def test_keeps_in_mind_what_waits_for_a_link_that_was_cleared_away(session: BoaSession, start: Start) -> None:
    top, project = start("Top"), start("Project")
    tag = sponsor(project, top, 2_500, ends=soon(2))
    arrive(project.escrow, ETHER, 1_000)
    project.escrow.distribute(ETHER)
    boa.env.time_travel(seconds=3 * DAY)
    assert tree_of(session, top).within()[0].is_over(boa.env.timestamp)
    project.escrow.end_link(tag)
    for place in (top, project):
        (tie,) = tree_of(session, place).within()
        assert (tie.kind, tie.waiting) == (TieKind.FORMER, {ETHER: 250})
    project.escrow.claim(ETHER, top.partnership.address)
    assert tree_of(session, project).within() == []


def test_a_partnership_with_a_seat_stands_above(session: BoaSession, start: Start) -> None:
    top, project = start("Top"), start("Project")
    account = top.partnership.address
    invite(project, account, 1, 50)
    with boa.env.prank(account):
        project.membership.accept(project.membership.offer_of(account))
    for place in (top, project):
        tree = tree_of(session, place)
        assert names(tree) == [["Top"], ["Project"]]
        assert [(tie.kind, tie.units) for tie in tree.within()] == [(TieKind.UNITS, 50)]


def test_a_share_by_vote_is_shown_and_not_followed(session: BoaSession, start: Start) -> None:
    """Nobody has to agree to a gift, so it pulls nobody into a tree."""
    top, project = start("Top"), start("Project")
    with by_vote(project):
        project.escrow.set_sponsor(top.partnership.address, 100)
    assert names(tree_of(session, top)) == [["Top"]]
    seen = tree_of(session, project)
    assert [tie.share_bps for tie in seen.ties if tie.kind is TieKind.SHARE] == [100]


def test_names_whom_a_strangers_contract_claims_to_be_tied_to_as_a_stranger(
    session: BoaSession, start: Start, founders: list[LocalAccount]
) -> None:
    """Also where it says all the right things."""
    top = start("Top")
    foreign = boa.loads(
        """
event LinkAgreed:
    sponsor: indexed(address)
    tag: indexed(uint256)
    credited: address
    share_bps: uint256
    ends: uint256

partnership: public(address)

@external
def shout(sponsor: address, partnership: address):
    self.partnership = partnership
    log LinkAgreed(sponsor=sponsor, tag=1, credited=sponsor, share_bps=9_999, ends=0)
"""
    )
    foreign.shout(top.partnership.address, founders[0].address)
    foreign.shout(top.partnership.address, top.partnership.address)
    tree = tree_of(session, top)
    assert names(tree) == [["Top"]]
    assert tree.strangers == [foreign.address]


def test_another_ecosystem_is_read_where_it_is_known(
    session: BoaSession, start: Start, house: House, founders: list[LocalAccount]
) -> None:
    takes = recipe.filled(recipe.step_of("Partnership").takes, house.contracts)
    other = House({**house.contracts, "Partnership": make("Partnership", takes)}).with_new_ecosystem()
    top, project = start("Top"), other.spin_up(founders[:2], [1, 1], [60, 40], name="Elsewhere")
    project.accept_all()
    sponsor(project, top)
    unknown = tree_of(session, top)
    assert names(unknown) == [["Top"]]
    assert unknown.strangers == [project.partnership.address]
    known = read(session, top.partnership.address, known=[other["Partnership"].address])
    assert names(known) == [["Top"], ["Elsewhere"]]
    assert known.strangers == []
    assert [tie.share_bps for tie in tree_of(session, project).ties if tie.kind is TieKind.LINK] == [1_000]


def test_is_cut_where_it_grows_too_large(session: BoaSession, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    top, low = start("Top"), start("Low")
    sponsor(low, top)
    assert not tree_of(session, top).is_cut
    monkeypatch.setattr(reading, "MOST_NODES", 1)
    cut = tree_of(session, top)
    assert cut.is_cut
    assert names(cut) == [["Top"]]


def test_a_moved_seat_is_found_from_who_has_it_now(
    session: BoaSession, start: Start, founders: list[LocalAccount]
) -> None:
    top, project = start("Top"), start("Project")
    old, new = project.founders[1].address, top.partnership.address
    with boa.env.prank(old):
        project.membership.offer_seat(new)
    with boa.env.prank(new):
        project.membership.take_seat(old, project.membership.seat_conditions(old))
    assert names(tree_of(session, top)) == [["Top"], ["Project"]]


def test_who_has_left_is_tied_to_nobody_wherever_it_is_read(session: BoaSession, start: Start) -> None:
    """The log still says that it accepted the terms once."""
    top, project = start("Top"), start("Project")
    account = top.partnership.address
    invite(project, account, 1, 50)
    with boa.env.prank(account):
        project.membership.accept(project.membership.offer_of(account))
        project.partnership.give_notice()
        boa.env.time_travel(seconds=400 * DAY)
        project.partnership.leave()
    assert (names(tree_of(session, top)), names(tree_of(session, project))) == ([["Top"]], [["Project"]])


def test_a_link_that_was_cleared_away_ties_nobody(session: BoaSession, start: Start) -> None:
    top, project, low = start("Top"), start("Project"), start("Low")
    tag = sponsor(project, top, 2_500, ends=soon(2))
    sponsor(low, project)
    boa.env.time_travel(seconds=3 * DAY)
    project.escrow.end_link(tag)
    assert names(tree_of(session, top)) == [["Top"]]
    assert names(tree_of(session, low)) == [["Project"], ["Low"]]


def test_a_circle_is_told_once(session: BoaSession, start: Start) -> None:
    one, two, third = start("One"), start("Two"), start("Third")
    sponsor(one, two)
    sponsor(two, one)
    sponsor(third, two)
    tree = tree_of(session, third)
    place = {name: number for number, level in enumerate(names(tree)) for name in level}
    assert len(place) == 3
    assert place["Two"] < place["Third"]
    assert len(tree.tops()) == 1
    assert tree.tops() == tree_of(session, one).tops()


def test_refuses_what_is_no_partnership(session: BoaSession, start: Start, outsider: str) -> None:
    top = start("Top")
    for address in (outsider, top.escrow.address):
        with pytest.raises(PolypactError, match="there is no partnership at"):
            read(session, address)


def test_fifty_partnerships_with_a_hundred_links_in_ten_requests(session: BoaSession, start: Start) -> None:
    chance = random.Random(11)
    levels = [[start("Top")], [start(f"Second {n}") for n in range(9)], [start(f"Third {n}") for n in range(40)]]
    count = 0
    for above, below in pairwise(levels):
        for project in below:
            for by in chance.sample(above, min(len(above), 2)):
                sponsor(project, by, 100)
                count += 1
    while count < 100:
        project, by = chance.choice(levels[2]), chance.choice(levels[1])
        sponsor(project, by, 50, number=count)
        count += 1
    session.batches = session.calls = 0
    tree = tree_of(session, levels[0][0])
    assert (len(tree.nodes), len(tree.within())) == (50, 100)
    assert session.batches + session.calls <= 10

"""(f) Two partners with half of the votes each cannot agree any more: after the same vote has failed by a tie twice, as
many days apart as their deal says, either of them winds up, and everything goes where it belongs.
"""

from __future__ import annotations

import boa

from tests.kit.clock import travel_to
from tests.kit.commands import Commands
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, WINDING_UP
from tests.kit.ventures import at, claim, claimable, found, income, treasury

ONE = 10**18
PAIR = "Ferry Pair"
SUPPLIER = "0x" + "51" * 20
DEAL = """\
deal: {deadlock: 60 days}
reserve: 10%
"""


def test_pair_that_cannot_agree_winds_up_after_two_ties(people: Commands) -> None:
    found(people, PAIR, [("ann", 60), ("ben", 60)], DEAL)
    pair = at(people, PAIR)
    _it_has_earned(people, pair)
    first = _a_vote_ties(people, pair, "a new ferry")
    assert "too soon" in people.fail("partnership", "wind-up", PAIR, "--deadlock", first, first, account="ann")
    early = _a_vote_ties(people, pair, "a new ferry, again")
    assert "too soon" in people.fail("partnership", "wind-up", PAIR, "--deadlock", first, early, account="ben")
    boa.env.time_travel(seconds=60 * DAY)
    later = _a_vote_ties(people, pair, "a new ferry, for the last time")
    other = _a_vote_ties(people, pair, "a boathouse", amount="2 ether")
    assert "different actions" in people.fail("partnership", "wind-up", PAIR, "--deadlock", first, other, account="ben")
    stranger = people.fail("partnership", "wind-up", PAIR, "--deadlock", first, later, account="stranger")
    assert "partner" in stranger
    people.json("partnership", "wind-up", PAIR, "--deadlock", first, later, account="ben")
    assert pair.partnership.phase() == WINDING_UP
    _everything_goes_where_it_belongs(people, pair)


def _it_has_earned(people: Commands, pair: Partnership) -> None:
    """40 ether and 2 wei, of which a tenth is in the treasury."""
    income(pair, 40 * ONE + 20)
    assert claim(pair, pair.partnership.address) == treasury(pair) == 4 * ONE + 2
    for name in ("ann", "ben"):
        assert claim(pair, people.person(name)) == 18 * ONE + 9


def _a_vote_ties(people: Commands, pair: Partnership, text: str, amount: str = "1 ether") -> str:
    """One is for it, one against; gives its id."""
    made = people.json("proposal", "new", PAIR, "--pay", SUPPLIER, amount, "--description", text, account="ann")
    travel_to(int(made["snapshot"]) + 1)
    for name, choice in (("ann", "for"), ("ben", "against")):
        people.json("proposal", "vote", PAIR, made["id"], choice, account=name)
    travel_to(int(pair.partnership.proposalDeadline(int(made["id"]))) + 1)
    assert people.json("proposal", "show", PAIR, made["id"])["state"] == "defeated"
    return str(made["id"])


def _everything_goes_where_it_belongs(people: Commands, pair: Partnership) -> None:
    """The treasury by units, nothing of it twice; and what a customer pays afterwards by the order as it stood."""
    assert treasury(pair) == 0
    for name in ("ann", "ben"):
        assert claim(pair, people.person(name)) == 2 * ONE + 1
    income(pair, 10 * ONE)
    assert claimable(pair, pair.partnership.address) == ONE
    assert claim(pair, pair.partnership.address) == ONE
    people.json("partnership", "liquidate", PAIR, "ether", account="stranger")
    for name in ("ann", "ben"):
        assert claim(pair, people.person(name)) == 45 * ONE // 10 + ONE // 2
    assert boa.env.get_balance(pair.escrow.address) == boa.env.get_balance(pair.partnership.address) == 0
    assert boa.env.get_balance(SUPPLIER) == 0

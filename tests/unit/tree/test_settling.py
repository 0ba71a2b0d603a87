"""Moving income up a tree."""

from __future__ import annotations

import boa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polypact.tree import read
from polypact.tree.settling import Done, Move, Payment, Split, plan, settle
from tests.kit.boa_session import BoaSession
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms, link
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ETHER
from tests.kit.verbs import by_vote, invite
from tests.unit.tree.conftest import Start
from tests.unit.tree.test_reading import sponsor

pytestmark = pytest.mark.usefixtures("sending")


def settled(session: BoaSession, partnership: Partnership) -> list[Done]:
    return list(settle(session, read(session, partnership.partnership.address)))


def test_income_of_a_leaf_arrives_at_the_top(session: BoaSession, start: Start) -> None:
    top, middle, leaf = start("Top"), start("Middle"), start("Leaf")
    sponsor(middle, top, 5_000, to_escrow=True)
    sponsor(leaf, middle, 2_000, to_escrow=True)
    arrive(leaf.escrow, ETHER, 1_000)
    done = settled(session, leaf)
    assert [one.trouble for one in done] == [""] * 4
    assert [payment.amount for one in done for payment in one.paid] == [200, 100]
    assert ether_of(leaf.escrow.address) == 800
    assert ether_of(middle.escrow.address) == 100
    assert ether_of(top.escrow.address) == 100
    assert top.escrow.undistributed(ETHER) == 100
    assert settled(session, leaf) == []


def test_pays_the_treasury_where_that_was_agreed(session: BoaSession, start: Start) -> None:
    top, leaf = start("Top"), start("Leaf")
    sponsor(leaf, top, 2_000)
    arrive(leaf.escrow, ETHER, 1_000)
    settled(session, top)
    assert ether_of(top.partnership.address) == 200


def test_two_sponsors_and_two_tokens_take_a_split_and_two_payments(
    session: BoaSession, start: Start, house: House
) -> None:
    top, second, leaf = start("Top"), start("Second"), start("Leaf")
    token = mock("PlainToken", 6)
    with by_vote(leaf):
        leaf.escrow.list_token(token.address)
    sponsor(leaf, top, 2_000, to_escrow=True)
    sponsor(leaf, second, 1_000, to_escrow=True)
    arrive(leaf.escrow, ETHER, 1_000)
    token.mint(leaf.escrow.address, 500)
    done = settled(session, second)
    assert [type(one.what) for one in done] == [Split, Move, Move]
    assert token.balanceOf(top.escrow.address) == 100
    assert token.balanceOf(second.escrow.address) == 50
    assert (ether_of(top.escrow.address), ether_of(second.escrow.address)) == (200, 100)


def test_a_circle_ends(session: BoaSession, start: Start) -> None:
    one, two = start("One"), start("Two")
    sponsor(one, two, 5_000, to_escrow=True)
    sponsor(two, one, 5_000, to_escrow=True)
    arrive(one.escrow, ETHER, 1_000)
    arrive(two.escrow, ETHER, 1_000)
    done = settled(session, one)
    assert len(done) == 4
    assert ether_of(one.escrow.address) + ether_of(two.escrow.address) == 2_000


def test_goes_on_where_one_escrow_refuses(session: BoaSession, start: Start) -> None:
    top, good, bad = start("Top"), start("Good"), start("Bad")
    for each in (good, bad):
        sponsor(each, top, 5_000)
        arrive(each.escrow, ETHER, 1_000)
    token = mock("PlainToken", 18)
    with by_vote(bad):
        bad.escrow.list_token(token.address)
    sponsor(bad, top, 1_000, number=7)
    token.mint(bad.escrow.address, 1_000)
    bad.escrow.distribute(token.address)
    boa.env.set_code(token.address, b"")
    done = settled(session, top)
    assert any(one.trouble for one in done)
    assert ether_of(top.partnership.address) >= 500


def test_a_partner_that_is_a_partnership_is_paid_by_its_units(session: BoaSession, start: Start) -> None:
    top, project = start("Top"), start("Project")
    account = top.partnership.address
    invite(project, account, 1, 100)
    with boa.env.prank(account):
        project.membership.accept(project.membership.offer_of(account))
        project.escrow.set_payout(top.escrow.address)
    arrive(project.escrow, ETHER, 1_000)
    settled(session, top)
    assert ether_of(top.escrow.address) == 500


def test_does_not_ask_a_partnership_that_is_forming(session: BoaSession, start: Start, house: House) -> None:
    top = start("Top")
    founder = house.spin_up(top.founders, [1, 1], [1, 1], name="Forming", salt=b"f" * 32)
    link_terms = LinkTerms(top.partnership.address, 1_000)
    link(founder, link_terms)
    boa.env.set_balance(founder.escrow.address, 1_000)
    assert settled(session, top) == []


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
@settings(max_examples=100, deadline=None)
def test_plan_pays_each_once_in_the_fewest_transactions(pairs: set[tuple[int, int]]) -> None:
    payments = [Payment("0xe", f"token {token}", f"account {account}", 1) for token, account in sorted(pairs)]
    moves = plan(payments)
    paid = [payment for move in moves for payment in move.payments]
    assert sorted(map(str, paid)) == sorted(map(str, payments))
    for move in moves:
        assert 1 in (len({each.token for each in move.payments}), len({each.account for each in move.payments}))
    assert len(moves) == _fewest(pairs)


def _fewest(pairs: set[tuple[int, int]]) -> int:
    """By trying every set of tokens: what they leave is paid account by account."""
    tokens = sorted({token for token, _ in pairs})
    best = len(pairs)
    for mask in range(2 ** len(tokens)):
        chosen = {token for number, token in enumerate(tokens) if mask >> number & 1}
        used = chosen & {token for token, _ in pairs}
        best = min(best, len(used) + len({account for token, account in pairs if token not in chosen}))
    return best


def test_plan_cuts_what_one_transaction_does_not_take() -> None:
    many = [Payment("0xe", "token", f"account {number}", 1) for number in range(130)]
    assert [len(move.payments) for move in plan(many)] == [128, 2]
    tokens = [Payment("0xe", f"token {number}", "account", 1) for number in range(17)]
    assert [len(move.payments) for move in plan(tokens)] == [16, 1]

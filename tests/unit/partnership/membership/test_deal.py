"""The deal: what everybody accepts beside the document, and that an acceptance says exactly what it accepts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital, Deal
from tests.kit.house import WIDE, House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import (
    ACTIVE,
    CONSTITUTIONAL,
    DAY,
    ETHER,
    FOR_EVER,
    INVITED,
    ORDINARY,
    PROPOSER,
    STEERING,
)
from tests.kit.refusals import refused, reverts
from tests.kit.rules import LAX, STRICT
from tests.kit.signatures import acceptance, sign
from tests.kit.verbs import accept, amend, by_vote, close_window, deal_in_force, invite, leave

FULL = Deal(
    notice_seconds=180 * DAY,
    redeemable_bps=10_000,
    ends=2**40 - 1,
    max_units=2**32 - 1,
    max_weight=2**40 - 1,
    max_sponsors_bps=9_999,
    max_reserve_bps=10_000,
    move_seconds=180 * DAY,
    call_days=180,
    deadlock_days=180,
)
LEAST = Deal(max_units=100, max_weight=100, move_seconds=0, call_days=30, deadlock_days=30)


@pytest.mark.parametrize("deal", [FULL, LEAST])
def test_keeps_every_field(house: House, founders: list[LocalAccount], deal: Deal) -> None:
    capital = [Capital(ETHER, 2**112 - 1, 0), Capital(house.escrow.address, 5, 2**112 - 1)]
    venture = house.spin_up(founders, [50, 30, 20], [50, 30, 20], deal=deal, capital=capital)
    assert tuple(venture.membership.deal_of(1)) == deal.abi()
    assert tuple(venture.membership.deal_of(2)) == Deal(move_seconds=0, call_days=0).abi()
    logged = [fields for _, name, fields in events(house.ecosystem) if name == "DealSet"]
    assert logged == [{"version": 1, "deal": list(deal.abi()), "capital": [list(entry.abi()) for entry in capital]}]
    assert venture.membership.capital_of(1, ETHER) == (2**112 - 1, 0)
    assert venture.membership.repayable_capital(house.escrow.address) == (5, 2**112 - 1)
    assert venture.membership.repayable_capital(house.ecosystem.address) == (0, 0)
    assert venture.membership.ceilings() == (deal.max_sponsors_bps, deal.max_reserve_bps)


def test_ceilings_are_the_founders_totals_and_a_quarter_when_none_are_named(
    house: House, founders: list[LocalAccount]
) -> None:
    venture = house.spin_up(founders, [50, 30, 21], [500, 300, 3], deal=Deal())
    assert tuple(venture.membership.deal_of(1))[3:5] == (803 + 200, 101 + 25)
    most = house.spin_up(founders, [2**40 - 3, 1, 1], [2**32 - 3, 1, 1], deal=Deal(), salt=b"\x01" * 32)
    assert tuple(most.membership.deal_of(1))[3:5] == (2**32 - 1, 2**40 - 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"notice_seconds": 180 * DAY + 1}, "deal: notice too long"),
        ({"notice_seconds": 2**256 - 1}, "deal: notice too long"),
        ({"redeemable_bps": 10_001}, "deal: redeemable above 100%"),
        ({"ends": 1}, "deal: end is not ahead"),
        ({"ends": 2**40}, "deal: end is not ahead"),
        ({"max_units": 2**32}, "deal: units too large"),
        ({"max_weight": 2**40}, "deal: weight out of bounds"),
        ({"max_units": 99}, "deal: below the founders' units"),
        ({"max_weight": 99}, "deal: below the founders' weight"),
        ({"max_sponsors_bps": 10_001}, "deal: sponsors above 100%"),
        ({"max_reserve_bps": 10_001}, "deal: reserve above 100%"),
        ({"move_seconds": 180 * DAY + 1}, "deal: move delay too long"),
        ({"call_days": 29}, "deal: a call has 30 to 180 days"),
        ({"call_days": 181}, "deal: a call has 30 to 180 days"),
        ({"deadlock_days": 29}, "deal: deadlock in 30-180 days"),
        ({"deadlock_days": 181}, "deal: deadlock in 30-180 days"),
    ],
    ids=str,
)
def test_reverts_when_out_of_bounds(
    house: House, founders: list[LocalAccount], change: dict[str, int], reason: str
) -> None:
    with reverts(reason):
        house.spin_up(founders, [50, 30, 20], [50, 30, 20], deal=replace(WIDE, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("capital", "reason"),
    [
        ([Capital(ETHER, 0, 0)], "deal: no capital"),
        ([Capital(ETHER, 2**112, 0)], "deal: capital too large"),
        ([Capital(ETHER, 0, 2**112)], "deal: capital too large"),
        ([Capital(ETHER, 1, 0), Capital(ETHER, 0, 1)], "deal: token given twice"),
    ],
)
def test_reverts_when_the_capital_is_none(
    house: House, founders: list[LocalAccount], capital: list[Capital], reason: str
) -> None:
    with reverts(reason):
        house.spin_up(founders, [50, 30, 20], [50, 30, 20], capital=capital)


def test_changes_with_the_terms_only(partnership: Partnership) -> None:
    changed = replace(FULL, redeemable_bps=77)
    amend(partnership, deal=changed, capital=[Capital(ETHER, 7, 8)])
    assert tuple(partnership.membership.deal_of(1)) == WIDE.abi()
    assert tuple(partnership.membership.deal_of(2)) == changed.abi()
    assert partnership.membership.capital_of(1, ETHER) == (0, 0)
    assert partnership.membership.capital_of(2, ETHER) == (7, 8)
    assert partnership.membership.repayable_capital(ETHER) == (
        0,
        0,
    )  # of the lower of both, while some are on the old one
    everybody = [founder.address for founder in partnership.founders]
    for founder in everybody:
        accept(partnership, founder)
    close_window(partnership, *everybody)
    assert partnership.membership.repayable_capital(ETHER) == (7, 8)


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"max_weight": 99}, "deal: below the weight there is"), ({"max_units": 999}, "deal: below the units there are")],
)
def test_reverts_when_it_allows_less_than_there_is(
    partnership: Partnership, change: dict[str, int], reason: str
) -> None:
    deal = replace(WIDE, **change).abi()  # type: ignore[arg-type]
    with by_vote(partnership), refused(partnership, reason):
        partnership.membership.amend_terms(keccak(b"2"), "", 30 * DAY, deal, [])


# --- what an acceptance is bound to ---

OTHER: dict[str, tuple[Any, str]] = {
    "version": (2, "terms: not in force"),
    "terms_hash": (b"\x01" * 32, "terms: not in force"),
    "deal": (1, "terms: not this deal"),
    "weight": (11, "terms: not these shares"),
    "units": (9, "terms: not these shares"),
    "role": (STEERING, "terms: not this role"),
    "probation_ends": (1, "terms: not this probation"),
    "decisions": (1, "terms: decided since"),
}


@pytest.mark.parametrize("field", OTHER)
def test_t92_reverts_when_another_thing_is_accepted(partnership: Partnership, outsider: str, field: str) -> None:
    invite(partnership, outsider, weight=10, units=10)
    offer = partnership.membership.offer_of(outsider)
    assert set(offer._fields) == set(OTHER)
    value, reason = OTHER[field]
    with boa.env.prank(outsider), refused(partnership, reason):
        partnership.membership.accept(offer._replace(**{field: value}))
    accept(partnership, outsider)
    assert partnership.membership.status_of(outsider) == ACTIVE


CHANGES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "shares": ("set_shares", (0, 1)),
    "role": ("set_role", (STEERING, 0)),
    "probation": ("set_probation", (2**40 - 1,)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_t92_a_signature_is_worth_nothing_when_the_offer_has_changed(
    partnership: Partnership, outsider: str, key: Any, change: str
) -> None:
    invite(partnership, outsider, weight=20, units=200)
    signature = sign(key("outsider"), acceptance(partnership, outsider, FOR_EVER))
    function, arguments = CHANGES[change]
    with boa.env.anchor():
        partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)
    with by_vote(partnership):
        getattr(partnership.membership, function)(outsider, *arguments)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)
    assert partnership.membership.status_of(outsider) == INVITED
    again = sign(key("outsider"), acceptance(partnership, outsider, FOR_EVER))
    partnership.membership.accept_by_sig(outsider, FOR_EVER, again)


def test_t92_a_constitutional_decision_ends_an_acceptance_that_was_not_used(
    partnership: Partnership, outsider: str, key: Any
) -> None:
    governor, members = partnership.partnership, partnership.membership
    with by_vote(partnership):
        members.admit(outsider, 10, 10, PROPOSER, 90 * DAY)
    read = members.offer_of(outsider)
    signature = sign(key("outsider"), acceptance(partnership, outsider, FOR_EVER))
    partnership.decide([(key("customer").address, 0, b"")], "an everyday payment")
    assert members.offer_of(outsider) == read
    partnership.decide([(governor.address, 0, governor.name_class.prepare_calldata(9, b"x" * 32))])
    assert members.offer_of(outsider).decisions == 1
    with boa.env.prank(outsider), refused(partnership, "terms: decided since"):
        members.accept(read)
    with refused(partnership, "terms: signature not by partner"):
        members.accept_by_sig(outsider, FOR_EVER, signature)
    accept(partnership, outsider)


def test_t92_who_is_a_partner_accepts_document_and_deal(partnership: Partnership, founders: list[LocalAccount]) -> None:
    members, partner = partnership.membership, founders[0]
    amend(partnership, deal=replace(deal_in_force(partnership), redeemable_bps=1))
    offer = members.offer_of(partner.address)
    assert tuple(offer)[3:] == (0, 0, 0, 0, 0)
    with boa.env.prank(partner.address), refused(partnership, "terms: not this deal"):
        members.accept(offer._replace(deal=offer.deal - (1 << 32)))
    joining = sign(partner, acceptance(partnership, partner.address, FOR_EVER, nonce=1, joins=True))
    with refused(partnership, "terms: signature not by partner"):
        members.accept_by_sig(partner.address, FOR_EVER, joining)
    members.accept_by_sig(
        partner.address, FOR_EVER, sign(partner, acceptance(partnership, partner.address, FOR_EVER, nonce=1))
    )
    assert members.partner(partner.address).accepted_version == 2


def test_t88_a_partner_is_held_to_the_deal_it_accepted(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """A vote raises the notice: who has not accepted it leaves without."""
    amend(partnership, window_seconds=30 * DAY, deal=replace(WIDE, notice_seconds=180 * DAY))
    accept(partnership, founders[1].address)
    with boa.env.prank(founders[1].address), refused(partnership, "membership: give notice first"):
        partnership.membership.leave()
    leave(partnership, founders[0].address)


# --- time to leave ---


@pytest.mark.parametrize(
    "deal", [replace(WIDE, notice_seconds=1), replace(WIDE, redeemable_bps=1)], ids=["notice", "part"]
)
@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ({"execution_delay": 3 * DAY - 1}, "rules: no time to leave"),
        ({"execution_window": 30 * DAY + 1}, "rules: hangs over who may leave"),
    ],
    ids=["delay", "window"],
)
def test_t88_a_constitutional_decision_leaves_time_to_leave(
    house: House, founders: list[LocalAccount], deal: Deal, times: dict[str, int], reason: str
) -> None:
    """Whether the rule or the deal comes first: where leaving takes notice or a part of the treasury along."""
    short = replace(STRICT, **times)  # type: ignore[arg-type]
    shares: tuple[list[int], list[int]] = ([50, 30, 20], [500, 300, 200])
    with reverts(reason):
        house.spin_up(founders, *shares, deal=deal, rules=[(CONSTITUTIONAL, short), (ORDINARY, LAX)])
    free = house.spin_up(founders, *shares, rules=[(CONSTITUTIONAL, short), (ORDINARY, LAX)])
    free.accept_all()
    with by_vote(free), refused(free, reason):
        free.membership.amend_terms(keccak(b"2"), "", 30 * DAY, deal.abi(), [])
    bound = house.spin_up(founders, *shares, deal=deal, salt=b"\x01" * 32)
    bound.accept_all()
    with by_vote(bound):
        with refused(bound, reason):
            bound.partnership.set_rule(CONSTITUTIONAL, short.abi())
        bound.partnership.set_rule(ORDINARY, replace(short, execution_delay=0).abi())
        bound.partnership.set_rule(CONSTITUTIONAL, replace(STRICT, execution_window=30 * DAY).abi())

"""How a Partnership begins (initialize, a function of the annex), and who may push to it."""

from __future__ import annotations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import deployer, stray_clone_of
from tests.kit.facets import Facets
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, NOBODY, ORDINARY
from tests.kit.refusals import SEATS_BY_ROSTER_ONLY, refused, reverts
from tests.kit.rules import LAX, STRICT, Rule
from tests.kit.verbs import by_roster

NO_NAME = bytes(32)
RULES = [(CONSTITUTIONAL, NO_NAME, STRICT.abi()), (ORDINARY, NO_NAME, LAX.abi())]


@pytest.fixture
def clone(house: House) -> Facets:
    return Facets(stray_clone_of(house.partnership.address))


def test_creates_its_membership_and_its_escrow(house: House, clone: Facets) -> None:
    made = clone.initialize(house.membership.address, house.escrow.address, RULES, "")
    assert [log[1:] for log in events(clone)] == [
        ("RuleSet", {"decision_class": 0, "version": 1, "rule": list(STRICT.abi())}),
        ("RuleSet", {"decision_class": 8, "version": 1, "rule": list(LAX.abi())}),
    ]
    assert tuple(made) == (clone.membership(), clone.escrow())
    for address, implementation in zip(made, (house.membership, house.escrow), strict=True):
        assert implementation.address[2:].lower() in boa.env.get_code(address).hex()
    assert (clone.rule(0), clone.rule(8)) == (STRICT.abi(), LAX.abi())
    assert (clone.in_force_since(), clone.total(), clone.proposal_count()) == (0, 0, 0)


def test_t42_reverts_when_initialized(house: House, partnership: Partnership, clone: Facets, outsider: str) -> None:
    with boa.env.prank(outsider), refused(partnership, "partnership: initialized"):
        partnership.partnership.initialize(house.membership.address, house.escrow.address, RULES, "")
    clone.initialize(house.membership.address, house.escrow.address, RULES, "")
    with reverts("partnership: initialized"):
        clone.initialize(house.membership.address, house.escrow.address, RULES, "")


def test_t42_reverts_when_it_is_an_implementation(house: House, outsider: str) -> None:
    for implementation in (Facets(house.partnership.address), house["PartnershipAnnex"]):
        with boa.env.prank(outsider), reverts("partnership: initialized"):
            implementation.initialize(house.membership.address, house.escrow.address, RULES, "")
        with boa.env.prank(outsider), reverts("partnership: only by vote"):
            implementation.set_rule(8, LAX.abi())
        with boa.env.prank(outsider), reverts(None):
            implementation.wind_down(NOBODY)
    with boa.env.prank(outsider), reverts(SEATS_BY_ROSTER_ONLY):
        house.partnership.enter_force()


def test_t43_reverts_when_an_implementation_has_no_code(house: House, clone: Facets, outsider: str) -> None:
    with reverts("partnership: no membership code"):
        clone.initialize(outsider, house.escrow.address, RULES, "")
    with reverts("partnership: no escrow code"):
        clone.initialize(house.membership.address, outsider, RULES, "")
    with reverts("partnership: no ballots code"):
        deployer("Partnership").deploy(outsider, house["PartnershipProposals"].address)
    with reverts("partnership: no proposals code"):
        deployer("Partnership").deploy(house["PartnershipBallots"].address, outsider)
    with reverts("partnership: no annex code"):
        deployer("PartnershipBallots").deploy(outsider)
    with reverts("partnership: no proposals code"):
        deployer("PartnershipAnnex").deploy(outsider)


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ([], "rules: constitutional missing"),
        (RULES[1:], "rules: constitutional missing"),
        (RULES[:1], "rules: ordinary missing"),
        ([*RULES, RULES[0]], "rules: class given twice"),
        ([*RULES, (16, NO_NAME, Rule().abi())], "rules: no such class"),
    ],
)
def test_reverts_when_the_rules_are_incomplete(
    house: House, clone: Facets, rules: list[tuple[int, bytes, tuple[object, ...]]], reason: str
) -> None:
    with reverts(reason):
        clone.initialize(house.membership.address, house.escrow.address, rules, "")


def test_takes_a_rule_for_every_class(house: House, clone: Facets) -> None:
    book = [(number, NO_NAME, Rule(voting_delay=number).abi()) for number in range(15, -1, -1)]
    clone.initialize(house.membership.address, house.escrow.address, book, "")
    assert [clone.rule(number)[0] for number in range(16)] == list(range(16))
    assert clone.votingDelay() == 8


def test_only_the_membership_may_push(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor = partnership.partnership
    callers = (outsider, founders[0].address, partnership.escrow.address, governor.address)
    for caller in callers:
        with boa.env.prank(caller):
            with refused(partnership, SEATS_BY_ROSTER_ONLY):
                governor.set_seat(outsider, 0, 99, 1, 1, True, 0, 0)
            with refused(partnership, SEATS_BY_ROSTER_ONLY):
                governor.set_terms(9, 0)
            with refused(partnership, SEATS_BY_ROSTER_ONLY):
                governor.enter_force()
    with by_roster(partnership):
        governor.set_seat(outsider, 7, 99, 1, 1, True, 0, 0)
    assert governor.weight_of(outsider) == 99

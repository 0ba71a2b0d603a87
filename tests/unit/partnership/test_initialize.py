"""How a Partnership begins: `initialize`, by itself on a clone. Each field has tests in its area."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.chain.recipe import PARTS
from tests.kit.contracts import clone_of, created_by, deployer, stray_clone_of
from tests.kit.facets import Facets
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, DAY, FORMING, NOBODY, ORDINARY
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused, reverts, state_of
from tests.kit.rules import LAX, STRICT, Rule

Config = tuple[Any, ...]
NO_NAME = bytes(32)
RULES = [(CONSTITUTIONAL, NO_NAME, STRICT.abi()), (ORDINARY, NO_NAME, LAX.abi())]


@pytest.fixture
def clone(house: House) -> Facets:
    return Facets(stray_clone_of(house.partnership.address))


@pytest.fixture
def config(house: House, founders: list[LocalAccount]) -> Config:
    return house.config(founders, [50, 30, 20], [500, 300, 200])


def with_rules(config: Config, rules: list[tuple[int, bytes, Config]]) -> Config:
    return (*config[:5], rules, *config[6:])


def test_creates_its_escrow(house: House, clone: Facets, config: Config) -> None:
    made = clone.initialize(house.escrow.address, config)
    assert [log[1] for log in events(clone)] == ["RuleSet"] * 2 + ["TermsPublished"] + ["PartnerInvited"] * 3 + [
        "DealSet"
    ]
    assert [log[2] for log in events(clone)[:2]] == [
        {"decision_class": 0, "version": 1, "rule": list(STRICT.abi())},
        {"decision_class": 8, "version": 1, "rule": list(LAX.abi())},
    ]
    assert made == clone.escrow() == created_by(clone.address, 1)
    assert boa.env.get_code(made) == clone_of(house.escrow.address)
    assert (clone.rule(0), clone.rule(8)) == (STRICT.abi(), LAX.abi())
    assert (clone.in_force_since(), clone.total(), clone.proposal_count()) == (0, 0, 0)
    assert (clone.phase(), clone.seat_count(), clone.members()) == (FORMING, 3, 0)


def test_t42_reverts_when_initialized(
    house: House, partnership: Partnership, forming: Partnership, clone: Facets, config: Config, outsider: str
) -> None:
    clone.initialize(house.escrow.address, config)
    for venture in (partnership, forming):
        with boa.env.prank(outsider), refused(venture, "partnership: initialized"):
            venture.partnership.initialize(house.escrow.address, config)
    with reverts("partnership: initialized"):
        clone.initialize(house.escrow.address, config)


def test_t42_reverts_when_it_is_an_implementation(house: House, config: Config, outsider: str) -> None:
    """Of the account and of a facet: both are locked when they are deployed."""
    formation = house["Formation"]
    for locked in (Facets(house.partnership.address), formation):
        with boa.env.prank(outsider), reverts("partnership: initialized"):
            locked.initialize(house.escrow.address, config)
    implementation = Facets(house.partnership.address)
    with boa.env.prank(outsider):
        with reverts(ROSTER_BY_VOTE_ONLY):
            implementation.set_rule(8, LAX.abi())
        with reverts(ROSTER_BY_VOTE_ONLY):
            implementation.admit(outsider, 1, 1, 1, DAY)
        with reverts("roster: not on the roster"):
            implementation.accept(implementation.offer_of(outsider))
    with boa.env.prank(implementation.address), reverts("membership: not in force"):
        implementation.admit(outsider, 1, 1, 1, DAY)


def test_t41_a_stray_clone_is_nobodys(
    house: House, forming: Partnership, clone: Facets, config: Config, outsider: str
) -> None:
    """Who initializes one has a partnership of its own, which is none of the ecosystem's and no other's."""
    before = state_of(forming)
    with boa.env.prank(outsider):
        clone.initialize(house.escrow.address, config)
    assert state_of(forming) == before
    assert clone.escrow() != forming.escrow.address
    assert not house.ecosystem.is_partnership(clone.address)
    with boa.env.prank(forming.founders[0].address):
        clone.accept(clone.offer_of(boa.env.eoa))
    assert state_of(forming) == before


def test_t43_reverts_when_the_escrow_has_no_code(house: House, clone: Facets, config: Config, outsider: str) -> None:
    for nothing in (outsider, NOBODY):
        with reverts("partnership: no escrow code"):
            clone.initialize(nothing, config)
    facets = [house[name].address for name in house.contracts if name in PARTS["Partnership"]]
    with reverts("dispatch: no code at facet"):
        deployer("Partnership").deploy([*facets[:-1], outsider])
    with reverts("dispatch: not all facets"):
        deployer("Partnership").deploy(facets[:-1])


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
    house: House, clone: Facets, config: Config, rules: list[tuple[int, bytes, Config]], reason: str
) -> None:
    with reverts(reason):
        clone.initialize(house.escrow.address, with_rules(config, rules))


def test_takes_a_rule_for_every_class(house: House, clone: Facets, config: Config) -> None:
    book = [(number, NO_NAME, Rule(voting_delay=number).abi()) for number in range(15, -1, -1)]
    clone.initialize(house.escrow.address, with_rules(config, book))
    assert [clone.rule(number)[0] for number in range(16)] == list(range(16))
    assert clone.votingDelay() == 8

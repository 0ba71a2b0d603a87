"""Ecosystem.spin_up and predict: one transaction, addresses known beforehand, every field where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_canonical_address, to_checksum_address

from polypact.chain.recipe import PARTS
from tests.kit.contracts import CLONING, abi_of, clone_of, created_by, deployer, mock
from tests.kit.house import WIDE, House
from tests.kit.logs import events
from tests.kit.numbers import (
    CONSTITUTIONAL,
    DAY,
    IN_ORDER,
    NOBODY,
    ORDINARY,
    PRO_RATA,
    PROPOSER,
    STEERING,
    TERMS_HASH,
    TERMS_URI,
    TREASURER,
)
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, UNITS_BY_ROSTER_ONLY, reverts
from tests.kit.rules import Rule

SALT = b"\x07" * 32

_RULE = "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,bool,bool,uint256,uint256,uint256,address)"
_DEAL = "(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256)"
_CONFIG = (
    "(string,bytes32,string,uint256,(address,uint256,uint256,uint256)[],"
    f"(uint256,bytes32,{_RULE})[],address[],{_DEAL},(address,uint256,uint256)[],string,uint256,uint256,uint256,"
    "(address,address,uint256)[],bytes)"
)


def create2(house: House, caller: str, config: tuple[Any, ...], salt: bytes) -> str:
    """The address of the clone, from EIP-1014 and EIP-1167."""
    bound = keccak(encode(["address", "bytes32", _CONFIG], [caller, salt, config]))
    code = CLONING + clone_of(house.partnership.address)
    factory = to_canonical_address(house.ecosystem.address)
    return to_checksum_address(keccak(b"\xff" + factory + bound + keccak(code))[12:])


@pytest.fixture
def config(house: House, founders: list[LocalAccount]) -> tuple[Any, ...]:
    return house.config(founders, [50, 30, 20], [500, 300, 200])


def test_makes_two_accounts_when_called(
    house: House, config: tuple[Any, ...], founders: list[LocalAccount], outsider: str
) -> None:
    with boa.env.prank(outsider):
        address = house.ecosystem.spin_up(config, SALT)
    venture = house.at(address, founders)
    assert events(house.ecosystem)[-1] == (
        house.ecosystem.address,
        "PartnershipSpunUp",
        {
            "partnership": address,
            "creator": outsider,
            "escrow": venture.escrow.address,
            "number": 0,
            "name": "Harbour Joint Venture",
        },
    )
    names = [(log[0], log[1]) for log in events(house.ecosystem)[:-1]]
    assert names == [(address, "RuleSet")] * 2 + [(address, "TermsPublished")] + [(address, "PartnerInvited")] * 3 + [
        (address, "DealSet")
    ]
    for contract, implementation in (
        (venture.partnership, house.partnership),
        (venture.escrow, house.escrow),
    ):
        assert boa.env.get_code(contract.address) == clone_of(implementation.address)


def test_addresses_follow_from_the_rules_of_create(house: House, config: tuple[Any, ...], outsider: str) -> None:
    predicted = house.ecosystem.predict(outsider, config, SALT)
    with boa.env.prank(outsider):
        address = house.ecosystem.spin_up(config, SALT)
    venture = house.at(address, [])
    expected = create2(house, outsider, config, SALT)
    assert address == expected
    escrow = created_by(expected, 1)
    assert tuple(predicted) == (expected, escrow)
    assert venture.partnership.escrow() == venture.escrow.address == escrow
    assert venture.escrow.partnership() == expected


def test_every_field_is_read_back_when_all_differ(house: House, key: Callable[[str], LocalAccount]) -> None:
    founders = [key("first"), key("second")]
    tokens = [mock("ActionTarget").address for _ in range(3)]  # any contract will do
    deadline = boa.env.timestamp + 3 * DAY
    rules = [
        (CONSTITUTIONAL, Rule(11, 61, 3 * DAY + 12, 601, 13, 5_001)),
        (ORDINARY, Rule(21, 62, 22, 602, 23, 5_002)),
        (15, Rule(31, 63, 32, 603, 33, 5_003)),
    ]
    venture = house.spin_up(
        founders,
        [5, 6],
        [7, 8],
        rules=rules,
        tokens=tokens,
        roles=[PROPOSER | TREASURER, STEERING],
        deadline=deadline,
        name="All fields",
        deal=replace(WIDE, notice_seconds=17 * DAY, redeemable_bps=4_321),
        dao_uri="ipfs://dao",
        reserve_bps=1_234,
        recoupment=PRO_RATA,
        salt=SALT,
    )
    members, governor, escrow = venture.membership, venture.partnership, venture.escrow
    published = next(log[2] for log in events(house.ecosystem) if log[1] == "TermsPublished")
    assert published["uri"] == TERMS_URI
    assert members.partnership_name() == "All fields"
    assert tuple(members.current_terms()) == (1, TERMS_HASH, 0, False)
    assert members.formation_deadline() == deadline
    assert [tuple(row)[:6] for row in members.partners(0, 9)] == [
        (founders[0].address, 0, 1, 5, 7, PROPOSER | TREASURER),
        (founders[1].address, 1, 1, 6, 8, STEERING),
    ]
    assert [governor.rule(number) for number, _ in rules] == [rule.abi() for _, rule in rules]
    assert escrow.listed_tokens() == tokens
    assert (escrow.reserve_bps(), escrow.recoupment_mode()) == (1_234, PRO_RATA)
    assert tuple(members.deal_of(1))[:2] == (17 * DAY, 4_321)
    assert governor.daoURI() == "ipfs://dao"
    assert escrow.partnership() == governor.address
    venture.accept_all()
    assert [governor.weight_of(founder.address) for founder in founders] == [5, 6]
    assert [escrow.units_of(founder.address) for founder in founders] == [7, 8]


def test_t41_an_observer_gets_other_addresses_when_copying_the_call(
    house: House, config: tuple[Any, ...], founders: list[LocalAccount], outsider: str
) -> None:
    """The salt is bound to caller and config: nobody can take the address, or be first with another config."""
    maker = founders[0].address
    mine = house.ecosystem.predict(maker, config, SALT)
    changed = (config[0] + "!", *config[1:])
    with boa.env.prank(outsider):
        theirs = [house.ecosystem.spin_up(config, SALT), house.ecosystem.spin_up(changed, SALT)]
    with boa.env.prank(maker):
        made = house.ecosystem.spin_up(config, SALT)
    assert made == mine[0]
    assert len({made, *theirs}) == 3


@pytest.mark.parametrize("field", range(12))
def test_t41_the_addresses_change_with_every_field(
    house: House, config: tuple[Any, ...], founders: list[LocalAccount], field: int
) -> None:
    other = (
        "Another name",
        b"\x01" * 32,
        "ipfs://other",
        config[3] + 1,
        [(*config[4][0][:1], 51, *config[4][0][2:]), *config[4][1:]],
        [config[5][0], (ORDINARY, bytes(32), Rule(quorum_bps=1).abi())],
        [house.escrow.address],
        replace(WIDE, notice_seconds=DAY).abi(),
        [(NOBODY, 1, 0)],
        "ipfs://dao",
        1,
        IN_ORDER,
    )[field]
    changed = (*config[:field], other, *config[field + 1 :])
    first = house.ecosystem.predict(NOBODY, config, SALT)
    second = house.ecosystem.predict(NOBODY, changed, SALT)
    third = house.ecosystem.predict(NOBODY, config, b"\x08" * 32)
    fourth = house.ecosystem.predict(founders[0].address, config, SALT)
    assert len({address for made in (first, second, third, fourth) for address in made}) == 8


def test_t41_reverts_when_spun_up_twice(house: House, config: tuple[Any, ...]) -> None:
    house.ecosystem.spin_up(config, SALT)
    with reverts(None):
        house.ecosystem.spin_up(config, SALT)
    assert house.ecosystem.partnership_count() == 1
    house.ecosystem.spin_up(config, b"\x08" * 32)
    assert house.ecosystem.partnership_count() == 2


def test_t41_nothing_is_left_when_initialization_fails(house: House, config: tuple[Any, ...], outsider: str) -> None:
    bad = (
        *config[:6],
        [outsider],
        *config[7:],
    )  # a token without code: the escrow, which is initialized last, refuses
    address = house.ecosystem.predict(boa.env.eoa, bad, SALT)[0]
    with reverts("escrow: no code at token"):
        house.ecosystem.spin_up(bad, SALT)
    assert boa.env.get_code(address) == b""
    assert house.ecosystem.partnership_count() == 0


def test_t42_clones_cannot_be_initialized_again(house: House, config: tuple[Any, ...], outsider: str) -> None:
    venture = house.at(house.ecosystem.spin_up(config, SALT), [])
    with boa.env.prank(outsider):
        with reverts("partnership: initialized"):
            venture.partnership.initialize(house.escrow.address, config)
        with reverts("escrow: initialized"):
            venture.escrow.initialize(outsider, [], 0, 0)


def test_t43_reverts_when_an_implementation_has_no_code(house: House, outsider: str) -> None:
    addresses = [house.partnership.address, house.escrow.address]
    for place, what in enumerate(("partnership", "escrow")):
        given = [*addresses]
        given[place] = outsider
        with reverts(f"ecosystem: no {what} code"):
            deployer("Ecosystem").deploy(*given)


def test_t44_the_implementations_stay_what_they_were(house: House) -> None:
    """Whoever runs an ecosystem has no function to change what its partnerships are clones of, or anything else."""
    writing = [
        entry["name"]
        for entry in abi_of("Ecosystem")
        if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure")
    ]
    assert writing == ["spin_up"]
    ecosystem = house.ecosystem
    assert ecosystem.PARTNERSHIP_IMPLEMENTATION() == house.partnership.address
    assert ecosystem.ESCROW_IMPLEMENTATION() == house.escrow.address
    for account, facets in PARTS.items():  # nor do the facets of an implementation change (see tests/unit/diamonds)
        assert "diamondCut" not in {entry.get("name") for part in (account, *facets) for entry in abi_of(part)}


def test_the_factory_keeps_no_power(house: House, config: tuple[Any, ...], founders: list[LocalAccount]) -> None:
    venture = house.at(house.ecosystem.spin_up(config, SALT), founders)
    venture.accept_all()
    with boa.env.prank(house.ecosystem.address):
        with reverts(ROSTER_BY_VOTE_ONLY):
            venture.membership.expel(founders[0].address)
        with reverts("partnership: only by vote"):
            venture.partnership.set_rule(8, Rule().abi())
        with reverts("partnership: only by vote"):
            venture.partnership.approve_message(SALT, 2**40)
        with reverts(UNITS_BY_ROSTER_ONLY):
            venture.escrow.set_units(founders[0].address, 1)

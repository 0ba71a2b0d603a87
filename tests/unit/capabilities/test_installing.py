"""The Capabilities contract: what a partnership installs for itself, by vote."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_abi import encode
from eth_utils import keccak

from tests.kit.contracts import deployer
from tests.kit.house import House, Partnership
from tests.kit.numbers import CONSTITUTIONAL, NOBODY, ORDINARY

NOTICES, MINUTES = (name.ljust(32, b"\0") for name in (b"notices", b"minutes"))
Action = tuple[str, int, bytes]


@pytest.fixture(scope="session")
def boards() -> Any:
    return deployer("mocks/capabilities/NoticeBoard")


@pytest.fixture(scope="session")
def kinds(boards: Any) -> list[tuple[bytes, str]]:
    return [(NOTICES, boards.deploy().address), (MINUTES, boards.deploy().address)]


@pytest.fixture(scope="session")
def registry(house: House, kinds: list[tuple[bytes, str]]) -> Any:
    return deployer("ecosystem/Capabilities").deploy(house.ecosystem.address, kinds)


def installing(registry: Any, kind: bytes = NOTICES, name: bytes = b"Board") -> Action:
    return registry.address, 0, registry.install.prepare_calldata(kind, name)


def mapping(venture: Partnership, capability: str, selector: bytes, decision_class: int) -> Action:
    call = venture.partnership.map_action.prepare_calldata(capability, selector, decision_class)
    return venture.partnership.address, 0, call


def unmapped(venture: Partnership, capability: Any, actions: list[Action]) -> set[bytes]:
    """The votable functions of a capability that no action of the proposal maps to a class."""
    mapped = {
        selector
        for selector in capability.votable()
        for decision_class in range(16)
        if mapping(venture, capability.address, selector, decision_class) in actions
    }
    return set(capability.votable()) - mapped


def install(registry: Any, venture: Partnership, boards: Any, kind: bytes = NOTICES) -> Any:
    """Installs without a vote: the call that an executed proposal makes."""
    with boa.env.prank(venture.partnership.address):
        return boards.at(registry.install(kind, b"Board"))


def test_installs_by_vote_and_maps_every_votable_function(
    registry: Any, partnership: Partnership, boards: Any, outsider: str
) -> None:
    venture = partnership
    expected = boards.at(registry.predict(venture.partnership, NOTICES, 0))
    votable = boards.deploy().votable()
    actions = [installing(registry), *(mapping(venture, expected.address, s, CONSTITUTIONAL) for s in votable)]
    venture.decide(actions, "Install a board")

    assert registry.installed(venture.partnership, NOTICES) == 1
    assert registry.is_installed(expected, venture.partnership, NOTICES, 0)
    assert (expected.partnership(), expected.name()) == (venture.partnership.address, "Board")
    assert unmapped(venture, expected, actions) == set()
    for selector in expected.votable():
        # A call of each is constitutional now; a call of anything else of it is not.
        assert venture.partnership.class_of(expected.address, selector + bytes(64)) == CONSTITUTIONAL
    assert venture.partnership.class_of(expected.address, b"\1\2\3\4") == ORDINARY

    rename = (expected.address, 0, expected.rename.prepare_calldata("Ours"))
    venture.decide([rename], "Rename it")
    assert expected.name() == "Ours"
    with boa.env.prank(outsider), boa.reverts("capability: only by vote"):
        expected.rename("Mine")


def test_a_function_left_unmapped_is_found(registry: Any, partnership: Partnership, boards: Any) -> None:
    expected = boards.at(registry.predict(partnership.partnership, NOTICES, 0))
    selectors = boards.deploy().votable()
    actions = [installing(registry), mapping(partnership, expected.address, selectors[0], ORDINARY)]
    partnership.decide(actions, "Install a board, half mapped")
    assert unmapped(partnership, expected, actions) == {selectors[1]}


def test_tells_what_it_installed(registry: Any, partnership: Partnership, boards: Any) -> None:
    board = install(registry, partnership, boards)
    (log,) = [log for log in registry.get_logs() if type(log).__name__ == "CapabilityInstalled"]
    assert log.partnership == partnership.partnership.address
    assert (log.kind, log.capability, log.number) == (NOTICES, board.address, 0)


def test_many_of_one_kind_are_numbered(registry: Any, partnership: Partnership, boards: Any) -> None:
    expected = [registry.predict(partnership.partnership, kind, n) for kind in (NOTICES, MINUTES) for n in (0, 1)]
    made = [install(registry, partnership, boards, kind).address for kind in (NOTICES, NOTICES, MINUTES, MINUTES)]
    assert made == expected
    assert len(set(made)) == 4
    assert registry.installed(partnership.partnership, NOTICES) == 2
    assert not registry.is_installed(made[0], partnership.partnership, NOTICES, 1)
    assert not registry.is_installed(made[0], partnership.partnership, MINUTES, 0)
    later = registry.predict(partnership.partnership, NOTICES, 2)
    assert not registry.is_installed(later, partnership.partnership, NOTICES, 2)


def test_another_partnership_has_its_own(
    registry: Any, house: House, partnership: Partnership, founders: list[Any], boards: Any
) -> None:
    other = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"o" * 32)
    mine, theirs = install(registry, partnership, boards), install(registry, other, boards)
    assert mine.address != theirs.address
    assert theirs.partnership() == other.partnership.address
    assert not registry.is_installed(theirs, partnership.partnership, NOTICES, 0)
    with boa.env.prank(partnership.partnership.address), boa.reverts("capability: only by vote"):
        theirs.rename("Ours now")


def test_refuses_who_is_no_partnership_of_the_ecosystem(registry: Any, partnership: Partnership, outsider: str) -> None:
    for account in (outsider, partnership.escrow.address, partnership.founders[0].address):
        with boa.env.prank(account), boa.reverts("capabilities: not a partnership"):
            registry.install(NOTICES, b"")
    assert registry.installed(outsider, NOTICES) == 0


def test_refuses_kinds_that_there_are_not(registry: Any, partnership: Partnership) -> None:
    for kind in (bytes(32), b"else".ljust(32, b"\0"), NOTICES[:31] + b"\1"):
        with boa.env.prank(partnership.partnership.address), boa.reverts("capabilities: no such kind"):
            registry.install(kind, b"")
        with boa.reverts("capabilities: no such kind"):
            registry.predict(partnership.partnership, kind, 0)


def test_nothing_is_installed_where_the_settings_are_refused(registry: Any, partnership: Partnership) -> None:
    expected = registry.predict(partnership.partnership, NOTICES, 0)
    with boa.env.prank(partnership.partnership.address), boa.reverts("board: name too long"):
        registry.install(NOTICES, b"x" * 33)
    assert registry.installed(partnership.partnership, NOTICES) == 0
    assert boa.env.get_code(expected) == b""


def test_nobody_can_be_first_on_a_clone(registry: Any, partnership: Partnership, boards: Any, outsider: str) -> None:
    """It is bound in the transaction that makes it, and its address depends on the partnership."""
    board = install(registry, partnership, boards)
    with boa.env.prank(outsider), boa.reverts("capability: bound already"):
        board.initialize(partnership.partnership, b"")
    assert registry.predict(outsider, NOTICES, 0) != registry.predict(partnership.partnership, NOTICES, 0)


def test_says_what_there_is_to_install(registry: Any, house: House, kinds: list[tuple[bytes, str]]) -> None:
    assert [tuple(kind) for kind in registry.kinds()] == kinds
    assert registry.ECOSYSTEM() == house.ecosystem.address


def test_refuses_to_be_made_wrong(house: House, kinds: list[tuple[bytes, str]], outsider: str) -> None:
    ecosystem, implementation = house.ecosystem.address, kinds[0][1]
    for arguments, reason in (
        ((outsider, kinds), "capabilities: no ecosystem"),
        ((ecosystem, [(bytes(32), implementation)]), "capabilities: kind without a name"),
        ((ecosystem, [(NOTICES, outsider)]), "capabilities: no code of that kind"),
        ((ecosystem, [(NOTICES, NOBODY)]), "capabilities: no code of that kind"),
        ((ecosystem, [kinds[0], kinds[0]]), "capabilities: kind is there already"),
    ):
        with boa.reverts(reason):
            deployer("ecosystem/Capabilities").deploy(*arguments)


def test_salt_is_partnership_kind_and_number(registry: Any, partnership: Partnership, kinds: list[Any]) -> None:
    """The address worked out from EIP-1014 alone."""
    owner = partnership.partnership.address
    salt = keccak(encode(["address", "bytes32", "uint256"], [owner, MINUTES, 3]))
    code = bytes.fromhex("602d3d8160093d39f3363d3d373d3d3d363d73") + bytes.fromhex(kinds[1][1][2:])
    code += bytes.fromhex("5af43d82803e903d91602b57fd5bf3")
    digest = keccak(b"\xff" + bytes.fromhex(registry.address[2:]) + salt + keccak(code))
    assert int(registry.predict(owner, MINUTES, 3), 16) == int.from_bytes(digest[12:], "big")

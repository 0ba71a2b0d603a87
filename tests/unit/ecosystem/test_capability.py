"""modules/shared/capability.vy, by way of the sample NoticeBoard and a stand-in for its partnership."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_utils import keccak
from vyper import ast as vy

from tests.kit.contracts import deployer

ROOT = Path(__file__).resolve().parents[3]
PROPOSER, STEERING, MEDIATOR, TREASURER = 1, 2, 4, 8
ACTIVE = 2
NAME = b"Notices"


@cache
def mock(name: str) -> Any:
    """A mock's source, compiled once in a run."""
    return deployer(f"mocks/capabilities/{name}")


@pytest.fixture
def venture() -> Any:
    return mock("StandInPartnership").deploy()


@pytest.fixture
def implementation() -> Any:
    return mock("NoticeBoard").deploy()


@pytest.fixture
def board(venture: Any, implementation: Any) -> Any:
    """A clone that serves `venture`."""
    clone = mock("NoticeBoard").at(venture.create(implementation))
    clone.initialize(venture, NAME)
    return clone


@pytest.fixture
def partner(venture: Any) -> str:
    account = str(boa.env.generate_address("partner"))
    venture.stand(account, True, PROPOSER | TREASURER, 17, ACTIVE)
    return account


def by_vote(venture: Any, board: Any, function: str, *arguments: Any) -> None:
    venture.act(board, 0, getattr(board, function).prepare_calldata(*arguments))


def test_serves_the_partnership_it_was_made_for(board: Any, venture: Any) -> None:
    assert board.partnership() == venture.address
    assert board.name() == NAME.decode()


def test_is_bound_only_once(board: Any, venture: Any) -> None:
    for other in (venture, mock("StandInPartnership").deploy()):
        with boa.reverts("capability: bound already"):
            board.initialize(other, NAME)
    assert board.partnership() == venture.address


def test_implementation_is_locked(implementation: Any, venture: Any) -> None:
    assert implementation.partnership() == implementation.address
    with boa.reverts("capability: bound already"):
        implementation.initialize(venture, NAME)
    for call in (lambda: implementation.rename("x"), lambda: implementation.remove(venture)):
        with boa.reverts("capability: only by vote"):
            call()
    # It has no partnership to ask.
    with boa.reverts():
        implementation.pin("hello")


def test_refuses_a_partnership_without_code(venture: Any, implementation: Any) -> None:
    clone = mock("NoticeBoard").at(venture.create(implementation))
    for nobody in (boa.env.generate_address(), "0x" + "00" * 20):
        with boa.reverts("capability: no partnership"):
            clone.initialize(nobody, NAME)
    assert clone.partnership() == "0x" + "00" * 20


def test_partner_with_standing_may(board: Any, partner: str) -> None:
    with boa.env.prank(partner):
        board.pin("hello")
    (log,) = board.get_logs()
    assert (type(log).__name__, log.partner, log.text, log.weight) == ("NoticePinned", partner, "hello", 17)
    assert board.notice_of(partner) == "hello"


def test_without_standing_nobody_may(board: Any, venture: Any, partner: str) -> None:
    outsider = boa.env.generate_address("outsider")
    venture.stand(partner, False, PROPOSER | TREASURER, 17, ACTIVE)
    for account in (outsider, partner, venture.address):
        with boa.env.prank(account), boa.reverts("capability: no standing"):
            board.pin("hello")
        with boa.env.prank(account), boa.reverts("capability: role may not"):
            board.close(1)
        assert board.notice_of(account) == ""


@pytest.mark.parametrize("role", [TREASURER, MEDIATOR, TREASURER | MEDIATOR, PROPOSER | MEDIATOR, 15])
def test_one_of_the_roles_is_enough(board: Any, venture: Any, partner: str, role: int) -> None:
    venture.stand(partner, True, role, 1, ACTIVE)
    with boa.env.prank(partner):
        board.close(5)
    assert board.closed_until() == 5


@pytest.mark.parametrize("role", [0, PROPOSER, STEERING, PROPOSER | STEERING])
def test_other_roles_and_none_are_refused(board: Any, venture: Any, partner: str, role: int) -> None:
    venture.stand(partner, True, role, 1, ACTIVE)
    with boa.env.prank(partner), boa.reverts("capability: role may not"):
        board.close(5)
    assert board.closed_until() == 0


def test_only_a_vote_may_do_what_is_votable(board: Any, venture: Any, partner: str) -> None:
    with boa.env.prank(partner):
        board.pin("hello")
        for call in (lambda: board.remove(partner), lambda: board.rename("mine")):
            with boa.reverts("capability: only by vote"):
                call()
    by_vote(venture, board, "rename", "Ours")
    by_vote(venture, board, "remove", partner)
    assert (board.name(), board.notice_of(partner)) == ("Ours", "")


def test_another_partnership_is_nobody(board: Any, partner: str) -> None:
    other = mock("StandInPartnership").deploy()
    other.stand(partner, True, 15, 1, ACTIVE)
    with boa.reverts("capability: only by vote"):
        other.act(board, 0, board.rename.prepare_calldata("Theirs"))


def deciding(source: str) -> set[str]:
    """The external functions of a capability that call `_require_vote`, in the source's words."""
    found = set()
    for function in vy.parse_to_ast(source).get_children(vy.FunctionDef):
        calls = {node.func.attr for node in function.get_descendants(vy.Call) if isinstance(node.func, vy.Attribute)}
        if "_require_vote" in calls:
            found.add(function.name)
    return found


SOURCES = [
    *sorted((ROOT / "contracts/capabilities").glob("*.vy")),
    ROOT / "contracts/mocks/capabilities/NoticeBoard.vy",
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_votable_names_every_function_that_only_a_vote_may_call(path: Path) -> None:
    contract = boa.load(str(path.relative_to(ROOT)))
    named = {
        entry["name"]: keccak(text=f"{entry['name']}({','.join(argument['type'] for argument in entry['inputs'])})")[:4]
        for entry in contract.abi
        if entry["type"] == "function"
    }
    wanted = {named[name] for name in deciding(path.read_text())}
    assert wanted
    assert set(contract.votable()) == wanted
    assert len(contract.votable()) == len(wanted)


def test_a_function_that_votable_forgets_would_be_found() -> None:
    source = (ROOT / "contracts/mocks/capabilities/NoticeBoard.vy").read_text()
    assert deciding(source) == {"remove", "rename"}
    more = source.replace(
        "    capability._require_role(", "    capability._require_vote()\n    capability._require_role("
    )
    assert deciding(more) == {"remove", "rename", "close"}

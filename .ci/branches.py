"""A pytest plugin that counts the branches of the contracts as titanoboa's traces show that they were taken.

titanoboa's coverage plugin reports lines well, but a line only once a call, so that the second turn of a loop takes no
branch. Here every `if` and `elif` of a contract or module counts twice: its body was entered, and it was passed by.
Load it with `-p branches`; the session fails below `MINIMUM` percent. Works with pytest-xdist, too: every worker hands
over what it saw.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from boa.environment import Env
from vyper import ast as vy_ast
from vyper.ast.parse import parse_to_ast

MINIMUM = 90.0
CONTRACTS = Path(__file__).resolve().parent.parent / "contracts"

_STATEMENTS = (
    vy_ast.AnnAssign,
    vy_ast.Assert,
    vy_ast.Assign,
    vy_ast.AugAssign,
    vy_ast.Break,
    vy_ast.Continue,
    vy_ast.Expr,
    vy_ast.For,
    vy_ast.If,
    vy_ast.Log,
    vy_ast.Pass,
    vy_ast.Raise,
    vy_ast.Return,
)

Place = tuple[str, int]
"""A file below contracts/ and the line of an `if`."""

_taken: dict[Place, set[bool]] = defaultdict(set)
_contracts: dict[bytes, Any] = {}  # code => contract
_statements: dict[int, tuple[Any, Any, Any]] = {}  # id of a node => the node (so that the id stays its own), ...


def trace(env: Env, computation: Any, contract: Any = None) -> None:
    """Notes which way every `if` of a call went, and those of the calls it made."""
    code = bytes(computation.msg.code)
    # titanoboa knows contracts by address, and a test may have made an object of another contract for it (as callers
    # of an account do for its facets). What counts is whose code it is; immutables stand behind it.
    is_new = code not in _contracts and hasattr(contract, "source_map")
    if is_new and code.startswith(contract.compiler_data.bytecode_runtime):
        _contracts[code] = contract
    contract = _contracts.get(code)
    if contract is not None:
        nodes = contract.source_map["pc_raw_ast_map"]
        undecided: dict[int, Any] = {}  # function => the `if` it is at
        reported: set[int] = set()
        for pc in computation.code._trace:
            node = nodes.get(pc)
            if node is None:
                continue
            _step(node, undecided)
            if pc not in reported:
                env._trace_cov(node.module_node.resolved_path, node)  # what titanoboa counts lines by
                reported.add(pc)
    for child in computation.children:
        if child.msg.code_address != b"":
            trace(env, child, env._lookup_contract_fast(child.msg.code_address))


def _step(node: Any, undecided: dict[int, Any]) -> None:
    statement, function = _statement_of(node)
    if function is None:
        return
    pending = undecided.get(id(function))
    if pending is not None and statement is not pending:
        _taken[_place(pending)].add(_is_within(statement, pending))
        del undecided[id(function)]
    if isinstance(statement, vy_ast.If) and Path(statement.module_node.resolved_path).is_relative_to(CONTRACTS):
        undecided[id(function)] = statement


def _statement_of(node: Any) -> tuple[Any, Any]:
    """The statement a node belongs to (the function itself for its entry and exit), and the function."""
    found = _statements.get(id(node))
    if found is None:
        statement = node
        while not isinstance(statement, (vy_ast.FunctionDef, *_STATEMENTS)) and statement is not None:
            statement = statement._parent
        if isinstance(statement, vy_ast.AnnAssign) and isinstance(statement._parent, vy_ast.For):
            statement = statement._parent  # the variable of a loop
        function = statement
        while function is not None and not isinstance(function, vy_ast.FunctionDef):
            function = function._parent
        found = _statements[id(node)] = (node, statement, function)
    return found[1:]


def _is_within(statement: Any, branch: Any) -> bool:
    while statement is not None and not isinstance(statement, vy_ast.FunctionDef):
        if statement._parent is branch:
            return any(statement is entry for entry in branch.body)
        statement = statement._parent
    return False


def _place(branch: Any) -> Place:
    return Path(branch.module_node.resolved_path).relative_to(CONTRACTS).as_posix(), branch.lineno


def branches(source: Path) -> list[Place]:
    tree = parse_to_ast(source.read_text())
    return [(source.relative_to(CONTRACTS).as_posix(), node.lineno) for node in tree.get_descendants(vy_ast.If)]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Takes over what a worker of pytest-xdist saw."""
    for name, line, way in getattr(node, "workeroutput", {}).get("branches", []):
        _taken[name, line].add(way)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    total, hit = Counter[str](), Counter[str]()
    terminalreporter.section("branches of the contracts")
    for source in sorted(CONTRACTS.rglob("*.vy")):
        if "mocks" in source.parts:
            continue
        for place in branches(source):
            ways = _taken.get(place, set())
            total[place[0]] += 2
            hit[place[0]] += len(ways)
            if len(ways) < 2:
                missing = "never reached" if not ways else "always taken" if True in ways else "never taken"
                terminalreporter.write_line(f"contracts/{place[0]}:{place[1]}: {missing}")
    for name, count in total.items():
        terminalreporter.write_line(f"{name:32} {hit[name]:4} of {count}")
    terminalreporter.write_line(f"all: {hit.total()} of {total.total()}, {_percent(hit, total):.1f}%")
    if _percent(hit, total) < MINIMUM:
        terminalreporter.write_line(f"less than {MINIMUM}%")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["branches"] = [(*place, way) for place, ways in _taken.items() for way in ways]
        return
    places = [p for s in CONTRACTS.rglob("*.vy") if "mocks" not in s.parts for p in branches(s)]
    if places and 100 * sum(len(_taken.get(place, ())) for place in places) / (2 * len(places)) < MINIMUM:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _percent(hit: Counter[str], total: Counter[str]) -> float:
    return 100 * hit.total() / max(total.total(), 1)


Env._coverage_enabled = True
Env._trace_computation = trace

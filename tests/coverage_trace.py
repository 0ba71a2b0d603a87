"""Feeds titanoboa's coverage plugin with every step, so that branches are counted as they were taken.

Titanoboa's own tracing reports a line only the first time it is reached in a call (the second turn of a loop takes no
branch), reports an `if` together with its body, and maps what the 45 bytes of a proxy do to lines of the contract
behind it. Load it with `-p tests.coverage_trace`.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from boa.environment import Env
from vyper import ast as vy_ast

MINIMAL_PROXY_SIZE = 45


def trace(env: Env, computation: Any, contract: Any = None) -> None:
    """Reports the lines that a call went through, statement by statement, and those of the calls it made."""
    is_proxy = len(computation.msg.code) == MINIMAL_PROXY_SIZE
    if contract is not None and hasattr(contract, "source_map") and not is_proxy:
        nodes = contract.source_map["pc_raw_ast_map"]
        path, statement, line = "", 0, 0
        for pc in computation.code._trace:
            node = nodes.get(pc)
            if node is None:
                continue
            here, its_statement, its_line = _place(node)
            if (here, its_statement) != (path, statement):
                if path and line != statement:
                    env._trace_cov(path, _at(statement))
                path, statement, line = here, its_statement, its_statement
                env._trace_cov(path, _at(line))
            if its_line != line:
                line = its_line
                env._trace_cov(path, _at(line))
    for child in computation.children:
        if child.msg.code_address != b"":
            trace(env, child, env._lookup_contract_fast(child.msg.code_address))


_PLACES: dict[int, tuple[str, int, int]] = {}


def _place(node: Any) -> tuple[str, int, int]:
    """The file, the line of the statement and the line of a node."""
    found = _PLACES.get(id(node))
    if found is None:
        statement = node
        while not isinstance(statement, vy_ast.FunctionDef) and not _is_statement(statement):
            if statement._parent is None:
                break
            statement = statement._parent
        line = statement.lineno if isinstance(node, vy_ast.If | vy_ast.For | vy_ast.FunctionDef) else node.lineno
        found = _PLACES[id(node)] = (node.module_node.resolved_path, statement.lineno, line)
    return found


def _is_statement(node: Any) -> bool:
    return isinstance(
        node,
        vy_ast.If | vy_ast.For | vy_ast.Assert | vy_ast.Assign | vy_ast.AnnAssign | vy_ast.AugAssign | vy_ast.Return
        | vy_ast.Raise | vy_ast.Log | vy_ast.Expr | vy_ast.Break | vy_ast.Continue | vy_ast.Pass,
    ) and not isinstance(node._parent, vy_ast.For)


@cache
def _at(line: int) -> SimpleNamespace:
    return SimpleNamespace(lineno=line, end_lineno=line)


Env._trace_computation = trace

"""Where the Python that is translated stands: functions, methods and the sentences of capabilities, as syntax trees."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from polypact import capabilities
from polypact.build.compiling import ROOT
from polypact.build.selectors import BuildError
from polypact.capabilities.register import CAPABILITIES

__all__ = ["Entry", "Place", "definition", "entries", "parameters"]

Definition = ast.FunctionDef


@dataclass(frozen=True)
class Place:
    """A module whose code is translated."""

    module: ModuleType

    def error(self, node: ast.AST, message: str) -> BuildError:
        """What cannot be translated, with file and line."""
        file = Path(str(self.module.__file__))
        path = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
        return BuildError(
            f"{path}:{getattr(node, 'lineno', '?')}: {message}; write it otherwise, or give the page a function for it "
            "in polypact/build/page/by_hand.py"
        )

    def named(self, name: str) -> Any:
        """What a name of the module stands for; `KeyError` if it has none."""
        return vars(self.module)[name]


@dataclass(frozen=True)
class Entry:
    """The sentence for one function of the contracts."""

    function: str
    is_abroad: bool
    place: Place
    node: ast.expr
    """A lambda, or the name of a function of that module."""


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def definition(function: Callable[..., Any]) -> tuple[Place, Definition]:
    """The place and the syntax tree of a function or a method."""
    module = sys.modules[function.__module__]
    body: list[ast.stmt] = _tree(module).body
    found: ast.stmt | None = None
    for name in function.__qualname__.split("."):
        found = next(each for each in body if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name == name)
        body = found.body
    if not isinstance(found, ast.FunctionDef):
        raise BuildError(f"{function.__qualname__} of {function.__module__} is no function")
    return Place(module), found


def entries() -> Iterator[Entry]:
    """The sentences of all capabilities, in the order in which these are registered."""
    homes = {}
    for found in pkgutil.iter_modules(capabilities.__path__):
        module = importlib.import_module(f"{capabilities.__name__}.{found.name}")
        for name, node in _declarations(_tree(module)).items():
            homes[id(vars(module)[name])] = (Place(module), node)
    for capability in CAPABILITIES:
        place, node = homes[id(capability)]
        for keyword in node.keywords:
            if keyword.arg in ("words", "abroad"):
                if not isinstance(keyword.value, ast.Dict):
                    raise place.error(keyword.value, f"{keyword.arg} of a capability is no dictionary")
                for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
                    if not isinstance(key, ast.Constant):
                        raise place.error(value, "a sentence has no name")
                    yield Entry(str(key.value), keyword.arg == "abroad", place, value)


def _declarations(tree: ast.Module) -> Mapping[str, ast.Call]:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
        and isinstance(node.value.func, ast.Subscript)
        and isinstance(node.value.func.value, ast.Name)
        and node.value.func.value.id == "Capability"
    }


def parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """What a function takes, in order."""
    return list(inspect.signature(function).parameters.values())

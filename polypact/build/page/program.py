"""What has been translated so far: functions, constants and argument types, each once, and what they use."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polypact.build.page import by_hand
from polypact.build.page.kinds import (
    ADDRESS,
    BYTES,
    FLAG,
    NUMBER,
    SPEAKER,
    WORDS,
    Kind,
    ListOf,
    Optional,
    Record,
    TupleOf,
    record,
)
from polypact.build.page.python_source import Place, definition, parameters
from polypact.build.page.typescript import camel, literal

__all__ = ["Function", "Parameter", "Program", "local"]

_ANNOTATIONS: dict[str, Kind] = {
    "int": NUMBER,
    "bytes": BYTES,
    "bool": FLAG,
    "Speaker": SPEAKER,
    "Teller": SPEAKER,
    "Sequence[bytes]": ListOf(BYTES),
    "Sequence[str]": ListOf(ADDRESS),
    "tuple[int, int, int]": TupleOf((NUMBER, NUMBER, NUMBER)),
    "int | None": Optional(NUMBER),
    "Mapping[str, int]": ListOf(TupleOf((WORDS, NUMBER))),
}

_GIVES: dict[str, Kind] = {"str": WORDS, "list[str]": ListOf(WORDS), "int": NUMBER, "bytes": BYTES, "bool": FLAG}


#: What no variable can be called in a module of JavaScript.
_TAKEN = frozenset(("arguments", "default", "delete", "eval", "export", "function", "new", "this", "var", "void"))


@dataclass(frozen=True)
class Parameter:
    name: str
    """In Python."""
    kind: Kind
    default: ast.expr | None = None


@dataclass
class Function:
    """One function of ours, and what it is called in the page."""

    python: Callable[..., Any]
    name: str
    place: Place
    node: ast.FunctionDef
    parameters: list[Parameter]
    gives: Kind
    body: str = ""
    """Once it is translated."""


@dataclass
class Program:
    """Collects what is translated; whoever calls a function makes it part of it."""

    functions: dict[Callable[..., Any], Function] = field(default_factory=dict)
    constants: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name => value and, where it has to be said, type."""
    arguments: dict[Callable[..., Any], Record] = field(default_factory=dict)
    """Function of a capability that takes arguments of the contracts => those."""
    used: set[str] = field(default_factory=set)
    """Functions of the page that are not translated."""
    types: set[str] = field(default_factory=set)
    """Structs that are named."""

    def function(self, python: Callable[..., Any], caller: Place, node: ast.AST) -> Function:
        """A function that is called somewhere."""
        if python not in self.functions:
            try:
                place, found = definition(python)
            except (StopIteration, KeyError, AttributeError):
                raise caller.error(node, f"{python!r} is no function of the package") from None
            self.functions[python] = Function(
                python, _name(python), place, found, self._parameters(python, place, found), self._gives(place, found)
            )
        return self.functions[python]

    def uses(self, name: str) -> str:
        """The name of a function of the page, which is imported from now on."""
        self.used.add(name)
        return name

    def constant(self, name: str, value: Any, place: Place, node: ast.AST) -> str:
        """The name of a constant with that value."""
        name = re.sub(r"\W", "_", name).strip("_").upper()
        kind = "readonly string[]" if isinstance(value, list) else ""
        kind = "Readonly<Record<string, string>>" if isinstance(value, Mapping) else kind
        told = literal(value, 0, len(f"const {name}: {kind} = ;")), kind
        if self.constants.setdefault(name, told) != told:
            raise place.error(node, f"there are two constants {name}")
        return name

    def type_of(self, kind: Kind) -> str:
        """The type of a kind; the structs in it are imported from now on."""
        if isinstance(kind, Record) and not kind.type.endswith("Arguments"):
            self.types.add(kind.type)
        if isinstance(kind, ListOf | Optional):
            self.type_of(kind.inner)
        if isinstance(kind, TupleOf):
            for each in kind.inner:
                self.type_of(each)
        return kind.type

    def _parameters(self, python: Callable[..., Any], place: Place, node: ast.FunctionDef) -> list[Parameter]:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        positional = len(node.args.posonlyargs) + len(node.args.args)
        given = [None] * (positional - len(node.args.defaults))
        defaults: Sequence[ast.expr | None] = [*given, *node.args.defaults, *node.args.kw_defaults]
        return [
            Parameter(argument.arg, self._kind(python, place, argument), default)
            for argument, default, _ in zip(arguments, defaults, parameters(python), strict=True)
        ]

    def _kind(self, python: Callable[..., Any], place: Place, argument: ast.arg) -> Kind:
        if argument.arg == "self":
            owner = python.__qualname__.split(".")[0]
            return record(by_hand.RECORDS[place.named(owner)])
        annotation = ast.unparse(argument.annotation) if argument.annotation else ""
        if annotation == "str":
            return by_hand.PARAMETERS.get(argument.arg, ADDRESS)
        if annotation == "Mapping[str, Any]" and python in self.arguments:
            return self.arguments[python]
        if annotation in _ANNOTATIONS:
            return _ANNOTATIONS[annotation]
        known = {each.__name__: struct for each, struct in by_hand.RECORDS.items()}
        if annotation in known:
            return record(known[annotation])
        raise place.error(argument, f"the page has no type for {argument.arg}: {annotation}")

    def _gives(self, place: Place, node: ast.FunctionDef) -> Kind:
        annotation = ast.unparse(node.returns) if node.returns else ""
        if annotation not in _GIVES:
            raise place.error(node, f"the page has no type for what {node.name} gives: {annotation}")
        return _GIVES[annotation]


def local(name: str) -> str:
    """What a variable is called in the page, where some words are taken."""
    told = camel(name)
    return f"{told}_" if told in _TAKEN or by_hand.module_of(told) else told


def _name(python: Callable[..., Any]) -> str:
    """What a function is called in the page: methods after their record, what is private after its module."""
    module, words = python.__module__.rpartition(".")[2], python.__qualname__.split(".")
    if len(words) > 1:
        owner, method = words[0], words[-1].strip("_")
        return camel(f"{method}_{owner}") if method == "describe" else camel(f"{owner.lower()}_{method}")
    if python.__module__.startswith("polypact.capabilities"):
        return camel(f"say_{module}_{words[0].strip('_')}")
    return camel(f"{module}_{words[0].strip('_')}" if words[0].startswith("_") else words[0])

"""Translates expressions. Only what our sentences use is known; anything else is an error that names file and line."""

from __future__ import annotations

import ast
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Self

from polypact.build.page import by_hand
from polypact.build.page.kinds import (
    ADDRESS,
    BYTES,
    FLAG,
    LABEL,
    NUMBER,
    SOMEONE,
    STRING,
    WORDS,
    Kind,
    ListOf,
    Optional,
    Record,
    TupleOf,
    default_of,
)
from polypact.build.page.layout import Choice, Group, Joined, Piece, Text
from polypact.build.page.program import Program, local
from polypact.build.page.python_source import Place
from polypact.build.page.typescript import quoted

__all__ = ["Expressions", "Typed"]

_SAID = (LABEL, STRING, WORDS)
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_COUNTED = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "/", ast.Mod: "%"}


@dataclass(frozen=True)
class Typed:
    """An expression with what it is."""

    piece: Piece
    kind: Kind

    @property
    def flat(self) -> str:
        return self.piece.flat


@dataclass
class Expressions(ABC):
    """Translates the expressions of one function; `scope` has its variables."""

    program: Program
    place: Place
    scope: dict[str, Typed] = field(default_factory=dict)

    # --- in the three ways in which an expression can stand ---

    def words(self, node: ast.expr) -> Piece:
        """As a part of a sentence."""
        return self.said(self.value(node), node)

    def said(self, found: Typed, node: ast.expr) -> Piece:
        """What a value is in a sentence."""
        if found.kind in (WORDS, LABEL):
            return found.piece
        if found.kind == NUMBER:
            return Text(f"String({found.flat})")
        if found.kind == STRING:
            return self._own("said", found)
        if found.kind in (ADDRESS, SOMEONE):
            return self._own("exactly", found)
        raise self.place.error(node, f"{ast.unparse(node)} cannot stand in a sentence")

    @abstractmethod
    def test(self, node: ast.expr) -> Piece:
        """As a condition."""

    @abstractmethod
    def is_true(self, found: Typed, node: ast.expr) -> Piece:
        """Whether a value counts as true."""

    def value(self, node: ast.expr) -> Typed:
        """As a value."""
        translate = _TRANSLATED.get(type(node))
        if translate is None:
            raise self.place.error(node, f"{type(node).__name__} is not translated: {ast.unparse(node)}")
        return translate(self, node)

    # --- values ---

    def _constant(self, node: ast.Constant) -> Typed:
        return self._literal(node.value, node)

    def _literal(self, value: Any, node: ast.AST) -> Typed:
        if isinstance(value, bool):
            return Typed(Text("true" if value else "false"), FLAG)
        if isinstance(value, int):
            return Typed(Text(f"{int(value)}n"), NUMBER)
        if isinstance(value, bytes):
            return Typed(Text(quoted(f"0x{value.hex()}")), BYTES)
        if isinstance(value, str):
            return Typed(Text(quoted(value)), ADDRESS if _ADDRESS.fullmatch(value) else LABEL)
        raise self.place.error(node, f"{value!r} is not translated")

    def _name(self, node: ast.Name) -> Typed:
        if node.id in self.scope:
            return self.scope[node.id]
        return self._global(node.id, self._named(node), node)

    def _global(self, name: str, value: Any, node: ast.AST) -> Typed:
        if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
            return Typed(Text(self.program.constant(name, list(value), self.place, node)), ListOf(LABEL))
        found = self._literal(value, node)
        return Typed(Text(self.program.constant(name, value, self.place, node)), found.kind)

    def _named(self, node: ast.Name) -> Any:
        try:
            return self.place.named(node.id)
        except KeyError:
            raise self.place.error(node, f"{node.id} is not known") from None

    def _attribute(self, node: ast.Attribute) -> Typed:
        if isinstance(node.value, ast.Name) and node.value.id not in self.scope:
            owner = self._named(node.value)
            if isinstance(owner, type) and issubclass(owner, IntEnum):
                return self._global(f"{owner.__name__}_{node.attr}", int(getattr(owner, node.attr)), node)
        if named := self._word_of(node):
            return named
        found = self.value(node.value)
        if not isinstance(found.kind, Record):
            raise self.place.error(node, f"{ast.unparse(node)} is not translated")
        struct = found.kind
        if own := by_hand.PROPERTIES.get((struct.type, node.attr)):
            return Typed(self._own(own.name, found), own.gives)
        name, kind = by_hand.FIELDS.get((struct.type, node.attr), (node.attr, struct.field(node.attr)))
        if kind is None:
            raise self.place.error(node, f"{struct.type} has no field {node.attr}")
        return Typed(Text(f"{found.flat}.{name}"), kind)

    def _word_of(self, node: ast.Attribute) -> Typed | None:
        """`Role(x).words`, or `record.role.words` of a field that is a role already."""
        gives = ListOf(LABEL) if node.attr == "names" else LABEL
        inner = node.value
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id not in self.scope:
            name = by_hand.WORDS_OF.get((self._named(inner.func), node.attr))
            return Typed(self._own(name, self.value(inner.args[0])), gives) if name else None
        if isinstance(inner, ast.Attribute) and inner.attr == "role" and node.attr == "words":
            return Typed(self._own("roleWords", self.value(inner)), gives)
        return None

    def _subscript(self, node: ast.Subscript) -> Typed:
        found = self.value(node.value)
        if isinstance(found.kind, Record) and isinstance(node.slice, ast.Constant):
            return self.field(found, str(node.slice.value), node)
        if found.kind == BYTES and isinstance(node.slice, ast.Slice):
            ends = [ast.unparse(end) if end else None for end in (node.slice.lower, node.slice.upper)]
            arguments = [ends[0] or "0", *([ends[1]] if ends[1] else [])]
            return Typed(Group(f"{self.program.uses('sliceBytes')}(", [found.piece, *map(Text, arguments)], ")"), BYTES)
        if isinstance(found.kind, ListOf) and found.kind.inner == LABEL:
            at = self.value(node.slice)
            return Typed(Text(f'({found.flat}[Number({at.flat})] ?? "")'), LABEL)
        raise self.place.error(node, f"{ast.unparse(node)} is not translated")

    def field(self, found: Typed, name: str, node: ast.AST) -> Typed:
        """A field of a record, or what stands for one that was not given."""
        assert isinstance(found.kind, Record)
        kind = found.kind.field(name)
        if kind is None:
            raise self.place.error(node, f"{found.kind.type} has no {name}")
        if isinstance(kind, Optional):
            return Typed(Text(f"({found.flat}.{name} ?? {default_of(kind.inner)})"), kind.inner)
        return Typed(Text(f"{found.flat}.{name}"), kind)

    def _format(self, node: ast.JoinedStr) -> Typed:
        items: list[Piece] = []
        for each in node.values:
            if isinstance(each, ast.Constant):
                items.append(Text(quoted(str(each.value))))
            elif isinstance(each, ast.FormattedValue):
                items.append(self._formatted(each))
        return Typed(Group("[", items, "]"), WORDS)

    def _formatted(self, node: ast.FormattedValue) -> Piece:
        spec = ast.unparse(node.format_spec)[2:-1] if node.format_spec else ""
        found = self.value(node.value)
        if node.conversion == ord("r") and found.kind == STRING and not spec:
            return self._own("said", Typed(self._own("inQuotes", found), STRING))
        if node.conversion == -1 and not spec:
            return self.said(found, node.value)
        if found.kind == NUMBER and node.conversion == -1 and spec == ",":
            return self._own("grouped", found)
        if found.kind == NUMBER and node.conversion == -1 and (digits := re.fullmatch(r"0(\d+)x", spec)):
            return Group(f"{self.program.uses('hexDigits')}(", [found.piece, Text(digits[1])], ")")
        raise self.place.error(node.value, f"the format {ast.unparse(node)} is not translated")

    def _if(self, node: ast.IfExp) -> Typed:
        return self._either(self.test(node.test), self.value(node.body), self.value(node.orelse), node)

    def _either(self, test: Piece, yes: Typed, no: Typed, node: ast.expr) -> Typed:
        if yes.kind == no.kind:
            return Typed(Choice(test, yes.piece, no.piece), yes.kind)
        if isinstance(yes.kind, ListOf) and no.flat == "[]":
            return Typed(Choice(test, yes.piece, no.piece), yes.kind)
        return Typed(Choice(test, self.said(yes, node), self.said(no, node)), WORDS)

    def _boolean(self, node: ast.BoolOp) -> Typed:
        """`a or b` and `a and b` as one of the two; what is nothing is an empty text."""
        if len(node.values) == 2:
            first, second = (self.value(each) for each in node.values)
            if first.kind in _SAID and second.kind in _SAID:
                test = self.is_true(first, node)
                if isinstance(node.op, ast.Or):
                    return self._either(test, first, second, node)
                return self._either(test, second, Typed(Text('""'), LABEL), node)
        return Typed(self.test(node), FLAG)

    def _binary(self, node: ast.BinOp) -> Typed:
        left, right = self.value(node.left), self.value(node.right)
        if left.kind == right.kind == NUMBER and type(node.op) in _COUNTED:
            return Typed(Text(f"({left.flat} {_COUNTED[type(node.op)]} {right.flat})"), NUMBER)
        if isinstance(node.op, ast.Add):
            return Typed(Group("[", [self.said(left, node.left), self.said(right, node.right)], "]"), WORDS)
        raise self.place.error(node, f"{ast.unparse(node)} is not translated")

    def _list(self, node: ast.List) -> Typed:
        """A list of words, or an empty one of anything."""
        items: list[Piece] = []
        for each in node.elts:
            if isinstance(each, ast.Starred):
                items.append(Joined([Text("..."), self.value(each.value).piece]))
            else:
                items.append(self.words(each))
        return Typed(Group("[", items, "]"), ListOf(WORDS))

    def _tuple(self, node: ast.Tuple) -> Typed:
        found = [self.value(each) for each in node.elts]
        return Typed(Group("[", [each.piece for each in found], "]"), TupleOf(tuple(each.kind for each in found)))

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Typed:
        if len(node.generators) != 1 or node.generators[0].ifs or node.generators[0].is_async:
            raise self.place.error(node, f"{ast.unparse(node)} is not translated")
        generator = node.generators[0]
        if isinstance(generator.iter, ast.Tuple) and isinstance(generator.target, ast.Name):
            return self._unrolled(node.elt, generator.target.id, generator.iter)
        found = self.value(generator.iter)
        if not isinstance(found.kind, ListOf):
            raise self.place.error(node, f"{ast.unparse(generator.iter)} is no list")
        inner, target = self._bound(generator.target, found.kind.inner)
        each = inner.value(node.elt)
        if each.kind in _SAID:
            each = Typed(inner.said(each, node.elt), WORDS)
        return Typed(Group(f"{found.flat}.map(({target}) => ", [each.piece], ")"), ListOf(each.kind))

    def _unrolled(self, item: ast.expr, name: str, over: ast.Tuple) -> Typed:
        """Over constants, each of which may be the name of a field."""
        found = []
        for each in over.elts:
            replaced = _Replace(name, each).visit(ast.parse(ast.unparse(item), mode="eval").body)
            found.append(self.value(ast.copy_location(replaced, item)))
        return Typed(Group("[", [each.piece for each in found], "]"), TupleOf(tuple(each.kind for each in found)))

    def _bound(self, target: ast.expr, kind: Kind) -> tuple[Self, str]:
        """The same with a variable more, or several, and how that is written."""
        if isinstance(target, ast.Name):
            names, kinds, written = [target.id], [kind], local(target.id)
        elif isinstance(target, ast.Tuple) and isinstance(kind, TupleOf):
            names = [each.id for each in target.elts if isinstance(each, ast.Name)]
            kinds, written = list(kind.inner), f"[{', '.join(map(local, names))}]"
        else:
            raise self.place.error(target, f"{ast.unparse(target)} is not translated")
        more = {name: Typed(Text(local(name)), each) for name, each in zip(names, kinds, strict=True)}
        return type(self)(self.program, self.place, {**self.scope, **more}), written

    def _own(self, name: str, *found: Typed) -> Piece:
        """A call of a function of the page."""
        return Group(f"{self.program.uses(name)}(", [each.piece for each in found], ")")

    @abstractmethod
    def call(self, node: ast.Call) -> Typed:
        """A call."""


class _Replace(ast.NodeTransformer):
    """A name by a constant."""

    def __init__(self, name: str, by: ast.expr) -> None:
        self._name, self._by = name, by

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._by if node.id == self._name else node


_TRANSLATED: Mapping[type[ast.expr], Callable[[Expressions, Any], Typed]] = {
    ast.Constant: Expressions._constant,
    ast.Name: Expressions._name,
    ast.Attribute: Expressions._attribute,
    ast.Subscript: Expressions._subscript,
    ast.JoinedStr: Expressions._format,
    ast.IfExp: Expressions._if,
    ast.BoolOp: Expressions._boolean,
    ast.Compare: lambda expressions, node: Typed(expressions.test(node), FLAG),
    ast.UnaryOp: lambda expressions, node: Typed(expressions.test(node), FLAG),
    ast.BinOp: Expressions._binary,
    ast.List: Expressions._list,
    ast.Tuple: Expressions._tuple,
    ast.ListComp: Expressions._comprehension,
    ast.GeneratorExp: Expressions._comprehension,
    ast.Call: lambda expressions, node: expressions.call(node),
}

"""Translates calls: of the speaker, of our functions, and of the few of Python's own that sentences use."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from typing import Any

from polypact.build.page import by_hand
from polypact.build.page.conditions import Conditions
from polypact.build.page.expressions import Typed
from polypact.build.page.kinds import (
    ADDRESS,
    BYTES,
    FLAG,
    LABEL,
    NUMBER,
    SPEAKER,
    WORDS,
    ListOf,
    Record,
    record,
)
from polypact.build.page.layout import Group, Piece, Text
from polypact.build.page.program import Parameter
from polypact.build.page.typescript import camel, literal

__all__ = ["Translator"]

_SPEAKER = {"name": WORDS, "amount": WORDS, "symbol": WORDS, "class_name": WORDS, "calls": WORDS, "own_function": LABEL}


class Translator(Conditions):
    """Translates everything of one function."""

    def call(self, node: ast.Call) -> Typed:
        if isinstance(node.func, ast.Name):
            return self._named_call(node, node.func)
        if isinstance(node.func, ast.Attribute):
            return self._method(node, node.func)
        raise self.place.error(node, f"{ast.unparse(node)} is not translated")

    def _named_call(self, node: ast.Call, func: ast.Name) -> Typed:
        known: dict[str, Callable[[ast.Call], Typed | None]] = {
            "any": self._any,
            "bytes": self._same_bytes,
            "int": self._whole,
            "len": self._length,
            "map": self._map,
        }
        if func.id in known and (found := known[func.id](node)):
            return found
        try:
            function = self.place.named(func.id)
        except KeyError:
            function = self._imported(func.id)
        if function is None:
            raise self.place.error(node, f"{ast.unparse(node)} is not translated")
        if isinstance(function, type) and function in by_hand.RECORDS:
            return self._made(function, node)
        return self._function(function, node, node.args)

    def _imported(self, name: str) -> Any:
        # What a function imports for itself, so that others need not load it.
        return next((each for each in by_hand.FUNCTIONS if each.__name__ == name), None)

    # --- of our own ---

    def _function(self, function: Callable[..., Any], node: ast.Call, arguments: Sequence[ast.expr]) -> Typed:
        if own := by_hand.FUNCTIONS.get(function):
            return Typed(self._own(own.name, *(self.value(each) for each in arguments)), own.gives)
        found = self.program.function(function, self.place, node)
        return self._applied(found.name, found.parameters, [self.value(each) for each in arguments], node, found.gives)

    def _applied(
        self, name: str, parameters: Sequence[Parameter], given: Sequence[Typed], node: ast.Call, gives: Any
    ) -> Typed:
        """A call with all arguments in order, those that are not given as Python has them."""
        named = {keyword.arg: self.value(keyword.value) for keyword in node.keywords}
        pieces: list[Piece] = []
        last = max([len(given), *(at + 1 for at, each in enumerate(parameters) if each.name in named)])
        for at, parameter in enumerate(parameters[:last]):
            found = given[at] if at < len(given) else named.get(parameter.name)
            if found is not None:
                pieces.append(self.said(found, node) if parameter.kind == WORDS else found.piece)
            elif parameter.default is not None:
                pieces.append(self.value(parameter.default).piece)
            else:
                raise self.place.error(node, f"{name} is not given its {parameter.name}")
        return Typed(Group(f"{name}(", pieces, ")"), gives)

    def _made(self, kind: type[Any], node: ast.Call) -> Typed:
        """A record from its fields in order."""
        struct = record(by_hand.RECORDS[kind])
        given = [self.value(each).piece for each in node.args]
        items: list[Piece] = []
        for at, parameter in enumerate(inspect.signature(kind).parameters.values()):
            piece = given[at] if at < len(given) else Text(literal(parameter.default))
            items.append(Text(f"{parameter.name}: {piece.flat}"))
        self.program.type_of(struct)
        return Typed(Group("{ ", items, " }"), struct)

    # --- methods ---

    def _method(self, node: ast.Call, func: ast.Attribute) -> Typed:
        name = func.attr
        if isinstance(func.value, ast.Name) and func.value.id not in self.scope and name in ("of", "from_chain"):
            kind = self.place.named(func.value.id)
            if kind in by_hand.RECORDS:
                return self._read(node, record(by_hand.RECORDS[kind]))
        if isinstance(func.value, ast.Constant) and name == "join":
            return self._joined(node, func.value)
        if name == "get" and isinstance(node.args[0], ast.Constant | ast.Name):
            return self._get(node, func)
        found = self.value(func.value)
        if found.kind == SPEAKER and name in _SPEAKER:
            pieces = [self.value(each).piece for each in node.args]
            return Typed(Group(f"{found.flat}.{camel(name)}(", pieces, ")"), _SPEAKER[name])
        if found.kind == BYTES and name == "hex":
            return Typed(Text(f"{found.flat}.slice(2)"), LABEL)
        if name == "items" and isinstance(found.kind, ListOf):
            return found
        if isinstance(found.kind, Record):
            return self._record_method(found, name, node)
        raise self.place.error(node, f"{ast.unparse(node)} is not translated")

    def _record_method(self, found: Typed, name: str, node: ast.Call) -> Typed:
        assert isinstance(found.kind, Record)
        kind = next((each for each, struct in by_hand.RECORDS.items() if struct == found.kind.type), None)
        method = getattr(kind, name, None)
        if method is None:
            raise self.place.error(node, f"{found.kind.type} has no {name} that is translated")
        own = self.program.function(method, self.place, node)
        given = [found, *(self.value(each) for each in node.args)]
        return self._applied(own.name, own.parameters, given, node, own.gives)

    def _read(self, node: ast.Call, struct: Record) -> Typed:
        """A record from what a contract gave, which is the same here."""
        found = self.value(node.args[0])
        if not isinstance(found.kind, Record) or found.kind.type != struct.type:
            raise self.place.error(node, f"{ast.unparse(node.args[0])} is no {struct.type}")
        return found

    def _joined(self, node: ast.Call, between: ast.Constant) -> Typed:
        found = self.value(node.args[0])
        if not isinstance(found.kind, ListOf):
            raise self.place.error(node, f"{ast.unparse(node.args[0])} is no list")
        return Typed(self._own("joined", self.value(between), found), WORDS)

    def _get(self, node: ast.Call, func: ast.Attribute) -> Typed:
        if isinstance(func.value, ast.Name) and func.value.id not in self.scope:
            table = self.place.named(func.value.id)
            name = self.program.constant(func.value.id, table, self.place, node)
            key, fallback = self.value(node.args[0]), self.words(node.args[1])
            return Typed(Text(f"({name}[{key.flat}] ?? {fallback.flat})"), WORDS)
        found = self.value(func.value)
        if isinstance(found.kind, Record) and isinstance(node.args[0], ast.Constant):
            return self.field(found, str(node.args[0].value), node)
        raise self.place.error(node, f"{ast.unparse(node)} is not translated")

    # --- Python's own ---

    def _any(self, node: ast.Call) -> Typed | None:
        found = self.value(node.args[0])
        return Typed(self._own("anyByte", found), FLAG) if found.kind == BYTES else None

    def _same_bytes(self, node: ast.Call) -> Typed | None:
        found = self.value(node.args[0])
        return found if found.kind == BYTES else None

    def _whole(self, node: ast.Call) -> Typed | None:
        found = self.value(node.args[0])
        if found.kind == ADDRESS and len(node.args) == 2:
            return Typed(Text(f"BigInt({found.flat})"), NUMBER)
        return found if found.kind == NUMBER and len(node.args) == 1 else None

    def _length(self, node: ast.Call) -> Typed | None:
        found = self.value(node.args[0])
        return Typed(Text(f"BigInt({found.flat}.length)"), NUMBER) if isinstance(found.kind, ListOf) else None

    def _map(self, node: ast.Call) -> Typed | None:
        function, over = node.args
        each = ast.copy_location(
            ast.GeneratorExp(
                ast.Call(function, [ast.Name("each", ast.Load())], []),
                [ast.comprehension(ast.Name("each", ast.Store()), over, [], 0)],
            ),
            node,
        )
        return self.value(ast.fix_missing_locations(each))

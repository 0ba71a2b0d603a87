"""Translates the body of a function: its variables, branches and loops."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

from polypact.build.page.calls import Translator
from polypact.build.page.expressions import Typed
from polypact.build.page.kinds import LABEL, STRING, WORDS, Kind, ListOf, Optional, TupleOf
from polypact.build.page.layout import Text, bare, laid_out
from polypact.build.page.program import Function, Parameter, Program, local
from polypact.build.page.typescript import COLUMNS, block

__all__ = ["translated", "variables"]


def translated(function: Function, program: Program) -> str:
    """The text of a function."""
    body = _Body(function, program)
    lines = list(body.lines(function.node.body, 2))
    gives = program.type_of(function.gives)
    told = [body.parameter(each) for each in function.parameters]
    head = f"export function {function.name}({', '.join(told)}): {gives} {{"
    if len(head) > COLUMNS:
        head = "\n".join([f"export function {function.name}(", *(f"  {each}," for each in told), f"): {gives} {{"])
    about = (ast.get_docstring(function.node) or "").split("\n\n")[0].replace("\n", " ")
    hoisted = [f"  let {local(name)}: {kind};" for name, kind in body.hoisted.items()]
    return "\n".join([block(about) + head, *hoisted, *lines, "}"])


def variables(node: ast.AST) -> set[str]:
    """The names that are read in it."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}


class _Body:
    def __init__(self, function: Function, program: Program) -> None:
        self._node = function.node
        self._program = program
        self._place = function.place
        scope = {each.name: Typed(Text(local(each.name)), each.kind) for each in function.parameters}
        self._translator = Translator(program, function.place, scope)
        stored = [
            each.id
            for each in ast.walk(function.node)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        ]
        self._often = {name for name, count in Counter(stored).items() if count > 1}
        self._growing = {
            each.func.value.id
            for each in ast.walk(function.node)
            if isinstance(each, ast.Call)
            and isinstance(each.func, ast.Attribute)
            and each.func.attr == "append"
            and isinstance(each.func.value, ast.Name)
        }
        self.hoisted: dict[str, str] = {}
        """Variables that are given a value more than once => their type."""

    def parameter(self, parameter: Parameter) -> str:
        name = local(parameter.name)
        if parameter.name not in variables(self._node):
            name = f"_{name}"  # that it takes nothing from
        if isinstance(parameter.kind, Optional):
            return f"{name}?: {self._program.type_of(parameter.kind.inner)}"
        told = f"{name}: {self._program.type_of(parameter.kind)}"
        return f"{told} = {self._translator.value(parameter.default).flat}" if parameter.default else told

    def lines(self, statements: Sequence[ast.stmt], indent: int) -> Iterator[str]:
        """The lines of statements."""
        for statement in statements:
            yield from self._lines(statement, indent)

    def _lines(self, node: ast.stmt, indent: int) -> Iterator[str]:
        space = " " * indent
        match node:
            case ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                return
            case ast.Return(value=ast.expr() as value):
                yield f"{space}return {self._returned(value, indent)};"
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield self._assigned(name, self._translator.value(value), value, indent)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield self._assigned(name, self._translator.value(value), value, indent)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=value):
                yield self._taken_apart(names, value, indent)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value):
                piece = self._translator.value(
                    ast.copy_location(ast.BinOp(ast.Name(name, ast.Load()), ast.Add(), value), node)
                ).piece
                yield f"{space}{local(name)} = {laid_out(piece, indent, before=len(name) + 3)};"
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[item])):
                piece = self._translator.words(item)
                yield f"{space}{local(name)}.push({laid_out(piece, indent, before=len(name) + 6, after=2)});"
            case ast.If():
                yield from self._branches(node, indent)
            case ast.For(target=target, iter=over, body=body, orelse=[]):
                yield from self._loop(node, target, over, body, indent)
            case _:
                raise self._place.error(node, f"{ast.unparse(node)} is not translated")

    def _returned(self, value: ast.expr, indent: int) -> str:
        found = self._translator.value(value)
        piece = self._translator.said(found, value) if found.kind in (STRING, LABEL, WORDS) else found.piece
        return laid_out(piece, indent, before=7)

    def _assigned(self, name: str, found: Typed, node: ast.expr, indent: int) -> str:
        kind: Kind = found.kind
        if kind in (LABEL, STRING, WORDS) and name in self._often:
            found, kind = Typed(self._translator.said(found, node), WORDS), WORDS
        told = local(name)
        type_ = self._program.type_of(kind)
        if isinstance(kind, ListOf) and name in self._growing:
            type_ = type_.removeprefix("readonly ")
        if name in self._often:
            self.hoisted[name] = type_
            head = f"{told} = "
        else:
            head = f"const {told}: {type_} = "
        self._translator.scope[name] = Typed(Text(told), kind)
        return f"{' ' * indent}{head}{laid_out(found.piece, indent, before=len(head))};"

    def _taken_apart(self, names: Sequence[ast.expr], value: ast.expr, indent: int) -> str:
        found = self._translator.value(value)
        if not isinstance(found.kind, TupleOf) or not all(isinstance(each, ast.Name) for each in names):
            raise self._place.error(value, f"{ast.unparse(value)} is no tuple")
        told = [each.id for each in names if isinstance(each, ast.Name)]
        for name, kind in zip(told, found.kind.inner, strict=True):
            self._translator.scope[name] = Typed(Text(local(name)), kind)
        head = f"const [{', '.join(map(local, told))}]: {self._program.type_of(found.kind)} = "
        return f"{' ' * indent}{head}{laid_out(found.piece, indent, before=len(head))};"

    def _branches(self, node: ast.If, indent: int) -> Iterator[str]:
        space = " " * indent
        yield f"{space}if ({bare(self._translator.test(node.test).flat)}) {{"
        yield from self.lines(node.body, indent + 2)
        match node.orelse:
            case []:
                yield f"{space}}}"
            case [ast.If() as other]:
                first, *rest = self._branches(other, indent)
                yield f"{space}}} else {first.strip()}"
                yield from rest
            case other_lines:
                yield f"{space}}} else {{"
                yield from self.lines(other_lines, indent + 2)
                yield f"{space}}}"

    def _loop(
        self, node: ast.For, target: ast.expr, over: ast.expr, body: Sequence[ast.stmt], indent: int
    ) -> Iterator[str]:
        found = self._translator.value(over)
        if not isinstance(found.kind, ListOf) or not isinstance(target, ast.Name):
            raise self._place.error(node, f"{ast.unparse(over)} is no list")
        self._translator.scope[target.id] = Typed(Text(local(target.id)), found.kind.inner)
        yield f"{' ' * indent}for (const {local(target.id)} of {found.flat}) {{"
        yield from self.lines(body, indent + 2)
        yield f"{' ' * indent}}}"

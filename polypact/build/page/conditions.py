"""Translates conditions: what Python takes for true is said as a comparison, by the kind of value."""

from __future__ import annotations

import ast
from enum import IntEnum

from polypact.build.page.expressions import Expressions, Typed
from polypact.build.page.kinds import FLAG, LABEL, NUMBER, SOMEONE, STRING, WORDS, ListOf
from polypact.build.page.layout import Piece, Text, bare

__all__ = ["Conditions"]

_COMPARED = {ast.Eq: "===", ast.NotEq: "!==", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class Conditions(Expressions):
    """Expressions, also as conditions."""

    def test(self, node: ast.expr) -> Piece:
        """As a condition."""
        if isinstance(node, ast.BoolOp):
            between = " && " if isinstance(node.op, ast.And) else " || "
            return Text(f"({between.join(self.test(each).flat for each in node.values)})")
        if isinstance(node, ast.UnaryOp):
            if not isinstance(node.op, ast.Not):
                raise self.place.error(node, f"{ast.unparse(node)} is not translated")
            told = bare(self.test(node.operand).flat)
            is_one = not any(between in told for between in ("&&", "||", "?"))
            return Text(told.replace(" !== ", " === ") if is_one and " !== " in told else f"!({told})")
        if isinstance(node, ast.Compare):
            return self._compared(node)
        return self.is_true(self.value(node), node)

    def is_true(self, found: Typed, node: ast.expr) -> Piece:
        if found.kind == FLAG:
            return found.piece
        if found.kind == NUMBER:
            return Text(f"{found.flat} !== 0n")
        if found.kind in (LABEL, STRING):
            return Text(f'{found.flat} !== ""')
        if found.kind == WORDS:
            return self._own("isSaid", found)
        if found.kind == SOMEONE:
            return Text(f"BigInt({found.flat}) !== 0n")
        if isinstance(found.kind, ListOf):
            return Text(f"{found.flat}.length > 0")
        raise self.place.error(node, f"{ast.unparse(node)} is no condition")

    def _compared(self, node: ast.Compare) -> Piece:
        if len(node.ops) != 1:
            raise self.place.error(node, f"{ast.unparse(node)} is not translated")
        operator, right = node.ops[0], node.comparators[0]
        left = self.value(node.left)
        if isinstance(operator, ast.In | ast.NotIn):
            told = self._among(left, right)
            return Text(told if isinstance(operator, ast.In) else f"!{told}")
        if isinstance(operator, ast.Is) and isinstance(right, ast.Constant) and right.value is None:
            return Text(f"{left.flat} === undefined")
        if type(operator) not in _COMPARED:
            raise self.place.error(node, f"{ast.unparse(node)} is not translated")
        return Text(f"{left.flat} {_COMPARED[type(operator)]} {self.value(right).flat}")

    def _among(self, left: Typed, right: ast.expr) -> str:
        if isinstance(right, ast.Call) and isinstance(right.func, ast.Name) and right.func.id in ("iter", "tuple"):
            kind = self._named(right.args[0]) if isinstance(right.args[0], ast.Name) else None
            if isinstance(kind, type) and issubclass(kind, IntEnum):
                return f"[{', '.join(f'{int(each)}n' for each in kind)}].includes({left.flat})"
        if isinstance(right, ast.Tuple):
            return f"[{', '.join(self.value(each).flat for each in right.elts)}].includes({left.flat})"
        raise self.place.error(right, f"{ast.unparse(right)} is no list that is translated")

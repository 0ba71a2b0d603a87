"""Reads the tables of packed words in docstrings, and every expression that takes a word apart or makes one.

A table is a heading, the name of the word, and below it a row for each field, or several fields in a row:

    seat_word
        bits    0-39   weight: what counts
        bit    40      dated           bits   41-56   number

A second table of the same word, `seat_word, of a former partner`, says what some of its bits mean then.

A variable, parameter or field named `…_word` holds such a word, a map named `…_words` holds many, and a function named
`…_word` makes one. `seat_word`, `_seat_words[…]` and `old_seat_word` are all read by the table `seat_word`; what is
just named `_word` or `_words` holds what the first table of its module shows.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vyper import ast as vy

HEADING = re.compile(r"^\s+(\w+_word)(,.*| \(.*\))?$")
ROW = re.compile(r"^\s+bits?\s+\d")
FIELD = re.compile(r"\bbits?\s+(\d+)(?:-(\d+))?\s+([a-z]\w+)")
DRAWING = re.compile(r"^\s+bits?\s+\d|\{\w[^}`]*: \d+[,}]")
WORD = re.compile(r"^_*(\w+_word)(s?)$")


@dataclass(frozen=True)
class Field:
    name: str
    low: int
    high: int

    @property
    def mask(self) -> int:
        return (2 ** (self.high + 1 - self.low) - 1) << self.low


@dataclass
class Table:
    """One packed word."""

    word: str
    path: str
    fields: list[Field] = field(default_factory=list)
    parts: list[list[Field]] = field(default_factory=list)
    """The same, by the table they stand in: within one of them nothing overlaps."""
    read: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def at(self, low: int, width: int | None) -> Field | None:
        """The field that begins at `low` and is that wide; the uppermost one where the width is not given."""
        for candidate in self.fields:
            wanted = max(f.high for f in self.fields) if width is None else low + width - 1
            if (candidate.low, candidate.high) == (low, wanted):
                return candidate
        return None

    def within(self, low: int, width: int) -> list[Field]:
        """Several fields between two bits; none reaches out of it, and one begins and one ends there."""
        mask = (2**width - 1) << low
        for part in self.parts:
            inside = [f for f in part if f.mask & mask]
            whole = all(low <= f.low and f.high < low + width for f in inside)
            if len(inside) > 1 and whole and self._is_edge(low) and self._is_edge(low + width):
                return inside
        return []

    def _is_edge(self, bit: int) -> bool:
        """Whether the word ends at a bit, or a field begins or ends before it."""
        return bit in (0, 256) or any(bit in (f.low, f.high + 1) for f in self.fields)

    def reaching(self, low: int, width: int) -> Field | None:
        """The field whose uppermost bits these are, more than one: any of them is set where it is not below 2**n."""
        return next((f for f in self.fields if width > 1 and f.low < low and f.high == low + width - 1), None)

    def beginning_at(self, low: int) -> Field | None:
        return next((f for f in self.fields if f.low == low), None)

    def named(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


class Reader:
    """All tables and all code of some modules, and what is wrong with them."""

    def __init__(
        self, sources: dict[str, str], unread: Container[str] = (), packed: str = "", twice: Container[str] = ()
    ) -> None:
        """Reads everything.

        Args:
            sources: path => text.
            unread: fields, as `seat_word.number`, that nothing needs to read.
            packed: where every field must be seen to be written, the beginning of the paths.
            twice: fields that begin as what another one holds, as `seats as docket_word.founders`.
        """
        self.problems: list[str] = []
        self.twice = twice
        self.tables: dict[str, Table] = {}
        self.first: dict[str, Table] = {}  # module => its first table
        self.trees = {path: vy.parse_to_ast(text) for path, text in sources.items()}
        self.constants = {Path(path).stem: constants_of(tree) for path, tree in self.trees.items()}
        for path, text in sources.items():
            self._read_tables(path, text)
        for path, tree in self.trees.items():
            self._read_code(path, tree)
        for table in self.tables.values():
            for part in table.fields:
                if part.name not in table.read and f"{table.word}.{part.name}" not in unread:
                    self._complain(table.path, 0, f"nothing reads {part.name} of {table.word}")
                if part.name not in table.written and table.path.startswith(packed):
                    self._complain(table.path, 0, f"nothing writes {part.name} of {table.word}")

    def _complain(self, path: str, line: int, what: str) -> None:
        self.problems.append(f"{path}{f':{line}' if line else ''}: {what}")

    # --- tables ---

    def _read_tables(self, path: str, text: str) -> None:
        docstring = text.split('"""')[1] if text.count('"""') >= 2 else ""
        table = None
        for line in docstring.splitlines():
            heading = HEADING.match(line)
            if heading:
                table = self.tables.get(heading[1])
                if table and (table.path != path or not heading[2]):
                    self._complain(path, 0, f"{heading[1]} has two tables")
                table = table or Table(heading[1], path)
                self.tables[heading[1]] = table
                self.first.setdefault(Path(path).stem, table)
                table.parts.append([])
            elif ROW.match(line) and table:
                for low, high, name in FIELD.findall(line):
                    self._add(table, Field(name, int(low), int(high or low)))
            elif DRAWING.search(line):
                self._complain(path, 0, f"drawn bits that are no row of a table: {line.strip()}")
            elif not line.strip():
                continue
            elif table and not line.startswith(" " * 12):
                table = None

    def _add(self, table: Table, new: Field) -> None:
        if new.high < new.low or new.high > 255:
            self._complain(table.path, 0, f"{new.name} of {table.word} does not lie in a word")
        for other in table.parts[-1]:
            if other.name == new.name or other.mask & new.mask:
                self._complain(table.path, 0, f"{new.name} and {other.name} of {table.word} are in each other's way")
        table.fields.append(new)
        table.parts[-1].append(new)

    def table_of(self, node: vy.VyperNode, stem: str) -> Table | None:
        """The table of the word that an expression in module `stem` is, if it is a variable that holds one."""
        name = node.attr if isinstance(node, vy.Attribute) else node.id if isinstance(node, vy.Name) else ""
        depth = 0
        while isinstance(node, vy.Subscript):
            node, depth = node.value, depth + 1
            name = node.attr if isinstance(node, vy.Attribute) else ""
        if name == ("_words" if depth else "_word") and isinstance(node, vy.Attribute):
            owner = plain_name(node.value)
            return self.first.get(stem if owner == "self" else owner)
        match = WORD.match(name)
        if not match or bool(match[2]) != bool(depth):
            return None
        return self._by_name(match[1])

    def _by_name(self, name: str) -> Table | None:
        # `older_seat_word` is read by the table `seat_word`; the longest name wins.
        fitting = [word for word in self.tables if name == word or name.endswith(f"_{word}")]
        return self.tables[max(fitting, key=len)] if fitting else None

    # --- code ---

    def _read_code(self, path: str, tree: vy.Module) -> None:
        for node in tree.get_descendants((vy.Name, vy.Attribute)):
            name = node.attr if isinstance(node, vy.Attribute) else node.id
            match = WORD.match(name)
            if match and not self._by_name(match[1]) and not isinstance(node.get_ancestor(), vy.Call):
                self._complain(path, node.lineno, f"{name} has no table")
        for node in tree.get_descendants(vy.BinOp):
            self._read_expression(path, node)
        for node in tree.get_descendants((vy.AnnAssign, vy.Assign, vy.AugAssign)):
            table = self.table_of(node.target, Path(path).stem)
            if table and node.value is not None:
                self._check_packing(path, table, node.value)
        for function in tree.get_descendants(vy.FunctionDef):
            table = self._made_by(function)
            for statement in function.get_descendants(vy.Return) if table else ():
                self._check_packing(path, table, statement.value)

    def _made_by(self, function: vy.FunctionDef) -> Table | None:
        """The word that a function makes: `_seat_word(…)`, `_pack_seat(…)`, `_with_weight(seat_word, …)`."""
        name = function.name
        if name.startswith("_pack_"):
            name = f"{name.removeprefix('_pack')}_word"
        elif name.startswith("_with_") and function.args.args:
            name = function.args.args[0].arg
        match = WORD.match(name)
        return self._by_name(match[1]) if match else None

    def _read_expression(self, path: str, node: vy.BinOp) -> None:
        """Checks one place where a word is shifted or masked."""
        stem = Path(path).stem
        if isinstance(node.op, vy.BitAnd):
            mask = self.value(node.right, stem)
            if mask is None:
                return
            shifted = node.left
            if isinstance(shifted, vy.BinOp) and isinstance(shifted.op, vy.RShift):
                table, low = self.table_of(shifted.left, stem), self.value(shifted.right, stem)
            else:
                table, low = self.table_of(shifted, stem), 0
            if table is None or low is None:
                return
            while mask and not mask & 1:  # `word & FLAG`
                mask, low = mask >> 1, low + 1
            if mask & (mask + 1):  # parts of it that do not lie together
                return
            part = table.at(low, mask.bit_length())
            bounded = table.reaching(low, mask.bit_length()) if is_compared_with_0(node) else None
            if bounded and not part:
                table.read.add(bounded.name)
                return
            many = [] if part else table.within(low, mask.bit_length())
            if many:
                table.read.update(f.name for f in many)
            else:
                self._taken(path, node, table, part)
        elif isinstance(node.op, vy.RShift):
            table, low = self.table_of(node.left, stem), self.value(node.right, stem)
            parent = node.get_ancestor()
            masked = (
                isinstance(parent, vy.BinOp) and isinstance(parent.op, (vy.BitAnd, vy.LShift)) and parent.left is node
            )
            if table is not None and low is not None and not masked:
                self._taken(path, node, table, table.at(low, None))
        elif isinstance(node.op, (vy.BitOr, vy.Add)):
            for side in (node.left, node.right):
                table = self.table_of(side, stem)
                if table:
                    self._check_packing(path, table, node)

    def _taken(self, path: str, node: vy.BinOp, table: Table, part: Field | None) -> None:
        if part is None:
            self._complain(path, node.lineno, f"{node.node_source_code} takes no field out of {table.word}")
            return
        table.read.add(part.name)
        name = bound_name(node)
        if name != part.name and table.named(name):
            self._complain(path, node.lineno, f"{part.name} of {table.word} is taken for {name}")

    def _check_packing(self, path: str, table: Table, value: vy.VyperNode) -> None:
        """Checks an expression that makes a word."""
        stem = Path(path).stem
        for term in terms(value):
            low = 0
            held = term
            if isinstance(term, vy.BinOp) and isinstance(term.op, vy.LShift):
                shift = self.value(term.right, stem)
                if shift is None:
                    continue
                low, held = shift, term.left
            elif self.table_of(term, stem):
                continue
            constant = self.value(held, stem)
            if constant is not None:  # a flag, or nothing
                for part in table.fields:
                    if (constant << low) & part.mask:
                        table.written.add(part.name)
                continue
            into = table.beginning_at(low)
            if into is None:
                self._complain(path, term.lineno, f"{term.node_source_code} begins no field of {table.word}")
                continue
            table.written.add(into.name)
            name = plain_name(held)
            as_another = f"{name} as {table.word}.{into.name}" in self.twice
            if name != into.name and table.named(name) and not as_another:
                self._complain(path, term.lineno, f"{name} is put where {into.name} of {table.word} is")

    def value(self, node: vy.VyperNode, stem: str) -> int | None:
        """The value of a constant expression."""
        if isinstance(node, vy.Attribute) and isinstance(node.value, vy.Name):
            return self.constants.get(node.value.id, {}).get(node.attr)
        return evaluate(node, self.constants.get(stem, {}))


def constants_of(tree: vy.Module) -> dict[str, int]:
    """The integer constants of a module."""
    found: dict[str, int] = {}
    for declared in tree.get_children(vy.VariableDecl):
        if declared.is_constant:
            value = evaluate(declared.value, found)
            if value is not None:
                found[declared.target.id] = value
    return found


def evaluate(node: vy.VyperNode, names: dict[str, int]) -> int | None:
    if isinstance(node, (vy.Int, vy.Hex)):
        return int(node.value, 16) if isinstance(node, vy.Hex) else int(node.value)
    if isinstance(node, vy.Name):
        return names.get(node.id)
    if isinstance(node, vy.BinOp):
        left, right = evaluate(node.left, names), evaluate(node.right, names)
        if left is None or right is None:
            return None
        for kind, operation in OPERATIONS.items():
            if isinstance(node.op, kind):
                return operation(left, right)
    return None


OPERATIONS = {
    vy.Add: lambda a, b: a + b,
    vy.Sub: lambda a, b: a - b,
    vy.Mult: lambda a, b: a * b,
    vy.Pow: lambda a, b: a**b,
    vy.LShift: lambda a, b: a << b,
    vy.BitOr: lambda a, b: a | b,
}


def terms(value: vy.VyperNode) -> Iterator[vy.VyperNode]:
    """What is put together with `|`."""
    if isinstance(value, vy.BinOp) and isinstance(value.op, vy.BitOr):
        yield from terms(value.left)
        yield from terms(value.right)
    elif isinstance(value, vy.Call):
        if getattr(value.func, "id", "") == "convert":
            yield value
    elif isinstance(value, vy.BinOp) and isinstance(value.op, vy.Sub):
        return  # `word - amount`, of what is in the lowest bits
    else:
        yield value


def is_compared_with_0(node: vy.VyperNode) -> bool:
    """Alone, or together with other bits: `one_word & MASK | other_word & MASK != 0`."""
    parent = node.get_ancestor()
    while isinstance(parent, vy.BinOp) and isinstance(parent.op, vy.BitOr):
        parent = parent.get_ancestor()
    return isinstance(parent, vy.Compare) and isinstance(parent.right, vy.Int) and parent.right.value == 0


def bound_name(node: vy.VyperNode) -> str:
    """The name that a value is given at once: of a variable or of a member of a struct."""
    parent = node.get_ancestor()
    while isinstance(parent, (vy.Call, vy.Compare)) and not isinstance(parent.get_ancestor(), vy.Expr):
        called = getattr(getattr(parent, "func", None), "id", "")
        if isinstance(parent, vy.Call) and called != "convert":
            return ""
        node, parent = parent, parent.get_ancestor()
    if isinstance(parent, vy.keyword):
        return str(parent.arg)
    if isinstance(parent, (vy.AnnAssign, vy.Assign)):
        return plain_name(parent.target)
    return ""


def plain_name(node: vy.VyperNode) -> str:
    """`x` of `x`, `convert(x, …)`, `s.x`; nothing of any other expression."""
    if isinstance(node, vy.Call) and getattr(node.func, "id", "") == "convert":
        return plain_name(node.args[0])
    if isinstance(node, vy.Attribute):
        return str(node.attr)
    return str(node.id) if isinstance(node, vy.Name) else ""

"""Reads Vyper sources: functions with what they call and why they revert, exports, and events with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from vyper import ast as vy_ast
from vyper.ast.parse import parse_to_ast

_SECTION = re.compile(r"^# --- (.+) ---$")
_REASON = re.compile(r'"([a-z0-9]+: [^"\n]+)"')
_EVENT = re.compile(r"^event (\w+):")
_FIELD = re.compile(r"^    (\w+): ([^#]+?)\s*(?:#\s*(.*\S))?\s*$")


class SourceError(Exception):
    """What has to be put right in the sources; one line each."""


@dataclass(frozen=True)
class Function:
    """One function of a source file."""

    name: str
    section: str
    is_external: bool
    is_view: bool
    has_notice: bool
    """Whether NatSpec says what it does."""
    types: tuple[str, ...]
    """Of its arguments, as they are written."""
    reasons: frozenset[str]
    calls: tuple[tuple[str, str], ...]
    """(alias of a module, empty for its own; name) of the internal functions it calls."""


@dataclass
class Source:
    """One Vyper file."""

    path: Path
    root: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def name(self) -> str:
        """Below contracts/, without its ending."""
        return self.path.relative_to(self.root / "contracts").with_suffix("").as_posix()

    @cached_property
    def _tree(self) -> Any:
        return parse_to_ast(self.text)

    @cached_property
    def imports(self) -> dict[str, str]:
        """Alias => dotted name."""
        found = {}
        for node in self._tree.get_descendants((vy_ast.Import, vy_ast.ImportFrom)):
            module = getattr(node, "module", None)
            whole = f"{module}.{node.name}" if module else node.name
            found[node.alias or node.name.rpartition(".")[2]] = whole
        return found

    @cached_property
    def functions(self) -> dict[str, Function]:
        return {node.name: self._function(node) for node in self._tree.get_children(vy_ast.FunctionDef)}

    @cached_property
    def exports(self) -> dict[str, tuple[str, str]]:
        """Name => (alias of the module, function) of what it exports from modules."""
        found = {}
        for node in self._tree.get_children(vy_ast.ExportsDecl):
            for attribute in node.get_descendants(vy_ast.Attribute):
                if isinstance(attribute.value, vy_ast.Name):
                    found[attribute.attr] = (attribute.value.id, attribute.attr)
        return found

    @cached_property
    def events(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Event => field => (type, comment behind it)."""
        found: dict[str, dict[str, tuple[str, str]]] = {}
        current: dict[str, tuple[str, str]] | None = None
        for line in self.lines:
            if head := _EVENT.match(line):
                current = found.setdefault(head[1], {})
            elif current is not None and (entry := _FIELD.match(line)):
                current[entry[1]] = (entry[2], entry[3] or "")
            elif line.strip():
                current = None
        return found

    def _function(self, node: Any) -> Function:
        decorators = {each.id for each in node.decorator_list if isinstance(each, vy_ast.Name)}
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        sections = [found[1] for line in self.lines[:first] if (found := _SECTION.match(line))]
        doc = getattr(node, "doc_string", None)
        skipped = range(doc.lineno, doc.end_lineno + 1) if doc else ()
        code = [
            line.partition("#")[0]
            for number, line in enumerate(self.lines[first - 1 : node.end_lineno], first)
            if number not in skipped
        ]
        return Function(
            name=node.name,
            section=sections[-1] if sections else "",
            is_external="external" in decorators,
            is_view=bool(decorators & {"view", "pure"}),
            has_notice=bool(doc) and "@notice" in doc.value,
            types=tuple(argument.annotation.node_source_code for argument in node.args.args),
            reasons=frozenset(_REASON.findall("\n".join(code))),
            calls=tuple(_calls(node)),
        )


def _calls(node: Any) -> Iterator[tuple[str, str]]:
    for call in node.get_descendants(vy_ast.Call):
        called = call.func
        if isinstance(called, vy_ast.Attribute) and isinstance(called.value, vy_ast.Name):
            alias = called.value.id
            yield ("" if alias == "self" else alias, called.attr)


@dataclass
class Tree:
    """The contracts of a repository."""

    root: Path
    _sources: dict[str, Source] = field(default_factory=dict)

    def source(self, dotted: str) -> Source | None:
        """The file of `contracts.a.b`; `None` for what is not below contracts/."""
        path = self.root.joinpath(*dotted.split(".")).with_suffix(".vy")
        if not dotted.startswith("contracts.") or not path.is_file():
            return None
        return self._sources.setdefault(dotted, Source(path, self.root))

    def deployable(self, name: str) -> Source:
        """The file of a contract that is deployed, in whatever folder it lies."""
        found = [path for path in (self.root / "contracts").rglob(f"{name}.vy") if "mocks" not in path.parts]
        if len(found) != 1:
            raise SourceError(f"contracts/: {len(found)} files are named {name}.vy")
        dotted = ".".join(found[0].relative_to(self.root).with_suffix("").parts)
        return self._sources.setdefault(dotted, Source(found[0], self.root))

    def all_sources(self) -> list[Source]:
        """Every file but mocks."""
        paths = sorted(path for path in (self.root / "contracts").rglob("*.vy*") if "mocks" not in path.parts)
        return [Source(path, self.root) for path in paths]

    def reasons(self, source: Source, function: Function) -> frozenset[str]:
        """All reasons that a function can revert with, those of what it runs through included."""
        found: set[str] = set()
        seen: set[tuple[str, str]] = set()
        waiting = [(source, function)]
        while waiting:
            at, each = waiting.pop()
            if (at.name, each.name) in seen:
                continue
            seen.add((at.name, each.name))
            found |= each.reasons
            for alias, name in each.calls:
                home = at if not alias else self.source(at.imports.get(alias, ""))
                if home and name in home.functions:
                    waiting.append((home, home.functions[name]))
        return frozenset(found)

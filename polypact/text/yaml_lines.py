"""Reads a YAML file and remembers on which line everything stands.

Only plain data is taken: mappings, lists, text, whole numbers, decimals, true, false and null. Tags, anchors and
aliases are refused (nothing is ever constructed from a file, and no file can blow itself up), and so are duplicate
keys. What looks like hexadecimal, a date or `yes` and `no` stays the text it is, so an address needs no quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from polypact.text.errors import PolypactError, Problem, SpecErrors

__all__ = ["FieldPath", "Parsed", "parse_yaml", "read_yaml", "show_path"]

FieldPath = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_SECRET = re.compile(r"\s*(0x)?[0-9a-fA-F]{64}\s*")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9_]{0,99})")
_DECIMAL = re.compile(r"[-+]?(\.\d+|\d[\d_]*\.\d*|\d[\d_]*(?=[eE]))([eE][-+]?\d+)?", re.ASCII)
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


class WrittenDecimal(float):
    """A decimal of a file. As text it is what was written, to the last digit, and not what a float made of it."""

    text: str

    def __new__(cls, text: str) -> WrittenDecimal:
        made = super().__new__(cls, text.replace("_", ""))
        made.text = text
        return made

    def __str__(self) -> str:
        return self.text


@dataclass
class Parsed:
    """What a YAML file says, and where.

    Attributes:
        data: Plain Python data; keys of mappings are always text.
        source: Name of the file for messages.
        problems: Mistakes that left the rest readable, such as duplicate keys.
    """

    data: Any
    source: str
    problems: list[Problem] = field(default_factory=list)
    _values: dict[FieldPath, int] = field(default_factory=dict)
    _keys: dict[FieldPath, int] = field(default_factory=dict)

    def line_of(self, path: FieldPath) -> int | None:
        """The line of a value, or of the nearest thing around it that is in the file."""
        for size in range(len(path), -1, -1):
            if path[:size] in self._values:
                return self._values[path[:size]]
        return None

    def line_of_key(self, path: FieldPath) -> int | None:
        """The line of a key, or of the nearest thing around it that is in the file."""
        return self._keys.get(path, self.line_of(path))

    def problem(self, path: FieldPath, message: str, *, at_key: bool = False) -> Problem:
        """A problem with the field at `path`."""
        line = self.line_of_key(path) if at_key else self.line_of(path)
        return Problem(line, show_path(path), message)


def show_path(path: FieldPath) -> str:
    """A path as people read it: `founders[1].weight`. A key that could be a private key is not repeated."""
    text = ""
    for part in path:
        shown = "(hidden)" if isinstance(part, str) and _SECRET.fullmatch(part) else part
        text += f"[{part}]" if isinstance(part, int) else f".{shown}"
    return text.removeprefix(".")


def read_yaml(path: Path) -> Parsed:
    """Reads a YAML file.

    Raises:
        PolypactError: The file cannot be read.
        SpecErrors: It is not YAML.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise PolypactError(f"no such file: {path}; check the path") from None
    except OSError as error:
        raise PolypactError(f"cannot read {path}: {error.strerror or error}") from None
    if len(content) > MAX_BYTES:
        raise PolypactError(f"{path} is larger than {MAX_BYTES:,} bytes; is it the right file?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SpecErrors([Problem(line, "", "not UTF-8 text; save the file as UTF-8")], str(path)) from None
    return parse_yaml(text, str(path))


def parse_yaml(text: str, source: str) -> Parsed:
    """Reads YAML from text.

    Args:
        text: The content.
        source: Name of the file for messages.

    Raises:
        SpecErrors: It is not YAML.
    """
    try:
        node = _Loader(text).get_single_node()
        parsed = Parsed(None, source)
        if node is not None:
            parsed.data = _convert(node, (), parsed)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise SpecErrors([Problem(line, "", "a character that text cannot have; delete it")], source) from None
    except yaml.MarkedYAMLError as error:
        raise SpecErrors([_syntax_problem(error)], source) from None
    return parsed


class _Loader(yaml.SafeLoader):
    """Composes nodes only, and only plain ones."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        refused = None
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            refused = (
                "anchors (&) and aliases (*) are not taken; write the value out, or put text that begins so in quotes"
            )
        elif event.tag is not None:
            refused = "tags (!) are not taken; leave the tag out, or put text that begins so in quotes"
        elif self.depth == MAX_DEPTH:
            refused = "nested too deeply; is it the right file?"
        if refused:
            raise yaml.composer.ComposerError(None, None, refused, event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _syntax_problem(error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    problem = error.problem or error.context or "unreadable"
    if isinstance(error, yaml.composer.ComposerError) and "single document" not in (error.context or ""):
        return Problem(line, "", problem)
    if "\\t" in problem:
        return Problem(line, "", "not valid YAML: a tab; indent with spaces")
    if isinstance(error, yaml.composer.ComposerError):
        return Problem(line, "", "a second document begins (---); put one spec in a file")
    context = f" {error.context}" if error.context and error.problem else ""
    return Problem(line, "", f"not valid YAML:{context} {problem}; check indentation, colons and quotes around here")


def _convert(node: yaml.Node, path: FieldPath, parsed: Parsed) -> Any:
    parsed._values[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return dict(_items(node, path, parsed))
    if isinstance(node, yaml.SequenceNode):
        return [_convert(item, (*path, index), parsed) for index, item in enumerate(node.value)]
    return _scalar(node.value, plain=isinstance(node, yaml.ScalarNode) and node.style is None)


def _items(node: yaml.MappingNode, path: FieldPath, parsed: Parsed) -> Iterator[tuple[str, Any]]:
    first_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            parsed.problems.append(Problem(line, show_path(path), "a key must be plain text"))
            continue
        key = key_node.value
        if key in first_lines:
            message = f"given twice; the first is on line {first_lines[key]}. Keep one"
            parsed.problems.append(Problem(line, show_path((*path, key)), message))
            continue
        first_lines[key] = line
        parsed._keys[(*path, key)] = line
        yield key, _convert(value_node, (*path, key), parsed)


def _scalar(text: str, *, plain: bool) -> str | int | float | bool | None:
    if not plain:
        return text
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text.replace("_", ""))
    if _DECIMAL.fullmatch(text):
        return WrittenDecimal(text)
    return text

"""`views.ts`: what the functions of the contracts take and give, as types; and their structs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from polypact.build.page.abis import CONTRACTS, entries
from polypact.build.page.structs import Struct, base, struct_of
from polypact.build.page.typescript import COLUMNS, block, module
from polypact.build.selectors import BuildError

__all__ = ["render", "type_of"]

_ABOUT = "The types of structs, of functions that read (views) and of those that write (calls). All numbers are bigint."
_READS = ("view", "pure")


def render() -> str:
    """The text of `views.ts`."""
    parts = ['import type { Address, Hex } from "../types";']
    found = [entry for contract in CONTRACTS.values() for entry in entries(contract)]
    parts += [_struct(struct, components) for struct, components in _structs(found)]
    for name, contract in CONTRACTS.items():
        functions = [entry for entry in entries(contract) if entry["type"] == "function"]
        reads = [entry for entry in functions if entry["stateMutability"] in _READS]
        writes = [entry for entry in functions if entry["stateMutability"] not in _READS]
        parts.append(_functions(f"{name.capitalize()}Views", reads))
        parts.append(_functions(f"{name.capitalize()}Calls", writes))
    return module(_ABOUT, *parts)


def type_of(entry: Mapping[str, Any]) -> str:
    """The type of an ABI entry."""
    kind, brackets = base(str(entry["type"]))
    if kind == "tuple":
        told = struct_of(entry).name
    elif kind == "address":
        told = "Address"
    elif kind.startswith("bytes"):
        told = "Hex"
    elif kind.startswith("uint"):
        told = "bigint"
    else:
        told = {"bool": "boolean", "string": "string"}[kind]
    for _ in range(brackets.count("[")):
        told = f"readonly {told}[]" if not told.startswith("readonly") else f"readonly ({told})[]"
    return told


def _structs(found: Iterable[Mapping[str, Any]]) -> list[tuple[Struct, Sequence[Mapping[str, Any]]]]:
    told: dict[str, tuple[Struct, Sequence[Mapping[str, Any]]]] = {}

    def add(entry: Mapping[str, Any]) -> None:
        if base(str(entry["type"]))[0] == "tuple":
            struct = struct_of(entry)
            told[struct.name] = (struct, entry["components"])
            for part in entry["components"]:
                add(part)

    for entry in found:
        for parameter in (*entry["inputs"], *entry.get("outputs", [])):
            add(parameter)
    return [told[name] for name in sorted(told)]


def _struct(struct: Struct, components: Sequence[Mapping[str, Any]]) -> str:
    lines = [f"/** `{struct.original}` of contracts/{struct.source}. */", f"export interface {struct.name} {{"]
    for field, entry in zip(struct.fields, components, strict=True):
        lines.append(f"{block(field.meaning, 2)}  readonly {field.name}: {type_of(entry)};")
    return "\n".join([*lines, "}"])


def _functions(name: str, found: Sequence[Mapping[str, Any]]) -> str:
    lines = []
    for function in dict.fromkeys(str(entry["name"]) for entry in found):
        same = [entry for entry in found if entry["name"] == function]
        results = {_result(entry["outputs"]) for entry in same}
        if len(results) != 1:
            raise BuildError(f"{function} has several forms that give different things; the page has no type for that")
        arguments = [[f"{entry['name']}: {type_of(entry)}" for entry in form["inputs"]] for form in same]
        flat = " | ".join(f"readonly [{', '.join(form)}]" for form in arguments)
        line = f"  {function}: {{ args: {flat}; result: {results.pop()} }};"
        if len(line) > COLUMNS:
            told = "".join(f"\n      {'| ' if len(arguments) > 1 else ''}{_form(form)}" for form in arguments)
            line = f"  {function}: {{\n    args:{told};\n    result: {_result(same[0]['outputs'])};\n  }};"
        lines.append(line)
    return "\n".join([f"export interface {name} {{", *lines, "}"])


def _form(arguments: Sequence[str]) -> str:
    flat = f"readonly [{', '.join(arguments)}]"
    if len(flat) + 8 < COLUMNS:
        return flat
    told = "".join(f"          {each},\n" for each in arguments)
    return f"readonly [\n{told}        ]"


def _result(outputs: Sequence[Mapping[str, Any]]) -> str:
    if not outputs:
        return "undefined"
    kinds = [type_of(entry) for entry in outputs]
    return kinds[0] if len(kinds) == 1 else f"readonly [{', '.join(kinds)}]"

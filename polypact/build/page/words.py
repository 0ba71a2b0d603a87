"""`words.ts`: the sentences of the capabilities, translated from their Python."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from polypact.build.page import by_hand
from polypact.build.page.calls import Translator
from polypact.build.page.expressions import Typed
from polypact.build.page.kinds import SPEAKER, Kind, Optional, Record, kind_of
from polypact.build.page.layout import Text, laid_out
from polypact.build.page.program import Program
from polypact.build.page.python_source import Entry, Place, definition, entries
from polypact.build.page.statements import translated, variables
from polypact.build.page.typescript import COLUMNS, block, module
from polypact.build.selectors import BuildError
from polypact.capabilities.declaring import ESCROW, PARTNERSHIP
from polypact.capabilities.register import ABROAD, SENTENCES
from polypact.chain.abi import interface
from polypact.text import deals, links, promises, sentences, voting_rules

__all__ = ["render"]

_ABOUT = (
    "What a call does, in sentences, and the words for rules, deals, links and promises. Each function is that of the "
    "same name in `polypact.capabilities` or `polypact.text`."
)

#: What the page says besides sentences.
_EXPORTED: Sequence[Callable[..., Any]] = (
    voting_rules.Rule.describe,
    voting_rules.share_words,
    deals.Deal.lines,
    deals.Offer.lines,
    links.terms_words,
    links.notice_words,
    links.format_tag,
    promises.matter_words,
    promises.floor_words,
    promises.mandate_words,
    promises.limit_words,
    promises.counted_words,
    promises.calls_words,
    promises.holder_words,
    promises.until_words,
    sentences.exit_words,
    sentences.end_words,
    sentences.income_order,
)


def render() -> str:
    """The text of `words.ts`."""
    program = Program()
    found = list(entries())
    if {each.function for each in found if not each.is_abroad} != set(SENTENCES) or {
        each.function for each in found if each.is_abroad
    } != set(ABROAD):
        raise BuildError("there are sentences that stand in no `words` or `abroad` of a Capability[...](...)")
    given = {(each.function, each.is_abroad): _arguments(each) for each in found}
    shared = _shared(found, given)
    program.arguments.update(shared)
    own = [_entry(each, given[each.function, each.is_abroad], program) for each in found if not each.is_abroad]
    abroad = [_entry(each, given[each.function, each.is_abroad], program) for each in found if each.is_abroad]
    for function in _EXPORTED:
        program.function(function, found[0].place, found[0].node)
    functions = _functions(program)
    types = [_interface(each, program) for each in _distinct([*given.values(), *shared.values()])]
    return module(
        _ABOUT,
        _imports(program),
        _constants(program),
        *types,
        *functions,
        _table("SENTENCES", own, "Function of the partnership or its escrow => what a call of it does."),
        _table("ABROAD", abroad, "Function of another partnership, or of its escrow => what a call of it does there."),
    )


def _arguments(entry: Entry) -> Record:
    """What a function of the contracts takes; a form of it may leave something out."""
    forms = [
        each["inputs"]
        for contract in (PARTNERSHIP, ESCROW)
        for each in interface(contract).functions.get(entry.function, [])
    ]
    if not forms:
        raise entry.place.error(entry.node, f"there is no function {entry.function} in the contracts")
    words = entry.function.replace("_", " ").split()
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return _merged(f"{name}Arguments", [{str(each["name"]): kind_of(each) for each in form} for form in forms])


def _merged(name: str, forms: Iterable[Mapping[str, Kind]]) -> Record:
    forms = list(forms)
    fields: dict[str, Kind] = {}
    for form in forms:
        for field, kind in form.items():
            is_always = all(field in each for each in forms) and not isinstance(kind, Optional)
            inner = kind.inner if isinstance(kind, Optional) else kind
            fields[field] = inner if is_always else Optional(inner)
    return Record(name, tuple(fields.items()))


def _shared(found: Iterable[Entry], given: Mapping[tuple[str, bool], Record]) -> dict[Callable[..., Any], Record]:
    """Function of a capability that gets the arguments of a call whole => those of all such calls."""
    forms: dict[Callable[..., Any], list[Record]] = defaultdict(list)
    for entry in found:
        for function in _given_to(entry.place, entry.node):
            forms[function].append(given[entry.function, entry.is_abroad])
    return {function: _together(records) for function, records in forms.items()}


def _given_to(place: Place, node: ast.AST) -> Iterator[Callable[..., Any]]:
    """The functions that a sentence hands its arguments on to, and those that these hand them on to."""
    if isinstance(node, ast.Name):
        called = [node.id]
    else:
        called = [
            call.func.id
            for call in ast.walk(node)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and any(isinstance(each, ast.Name) and each.id == "given" for each in call.args)
        ]
    for name in called:
        function = place.named(name)
        yield function
        yield from _given_to(*definition(function))


def _together(records: Sequence[Record]) -> Record:
    names = dict.fromkeys(each.type.removesuffix("Arguments") for each in records)
    if len(names) == 1:
        return records[0]
    return _merged(f"{'Or'.join(names)}Arguments", [dict(each.fields) for each in records])


def _entry(entry: Entry, arguments: Record, program: Program) -> str:
    """One line of a table."""
    told = f"  {entry.function}: {program.uses('sentence')}<{arguments.type}>("
    if isinstance(entry.node, ast.Name):
        function = program.function(entry.place.named(entry.node.id), entry.place, entry.node)
        return f"{told}{function.name}),"
    if not isinstance(entry.node, ast.Lambda):
        raise entry.place.error(entry.node, "a sentence is a lambda or a function")
    names = [each.arg for each in entry.node.args.args]
    kinds: tuple[Kind, Kind] = (SPEAKER, arguments)
    scope = {name: Typed(Text(name), kind) for name, kind in zip(names, kinds, strict=True)}
    piece = Translator(program, entry.place, scope).words(entry.node.body)
    used = variables(entry.node.body)
    written = [name if name in used else f"_{name}" for name in names]
    while written and written[-1].startswith("_"):
        written.pop()
    head = f"{told}({', '.join(written)}) => "
    return f"{head}{laid_out(piece, 2, before=len(head) - 2, after=2)}),"


def _functions(program: Program) -> list[str]:
    """All functions that are needed; while they are translated, more may turn up."""
    done: dict[str, str] = {}
    while todo := [each for each in program.functions.values() if each.name not in done]:
        for function in todo:
            done[function.name] = translated(function, program)
    names = [each.name for each in program.functions.values()]
    if len(set(names)) != len(names):
        raise BuildError(f"two functions would have one name in words.ts: {', '.join(sorted(names))}")
    return list(done.values())


def _interface(record: Record, program: Program) -> str:
    lines = []
    for name, kind in record.fields:
        mark, inner = ("?", kind.inner) if isinstance(kind, Optional) else ("", kind)
        lines.append(f"  readonly {name}{mark}: {program.type_of(inner)};")
    return (
        "\n".join([f"export interface {record.type} {{", *lines, "}"])
        if lines
        else f"export type {record.type} = object;"
    )


def _distinct(found: Iterable[Record]) -> list[Record]:
    told: dict[str, Record] = {}
    for each in found:
        if told.setdefault(each.type, each) != each:
            raise BuildError(f"there are two {each.type} in words.ts")
    return [told[name] for name in sorted(told)]


def _imports(program: Program) -> str:
    by_module: dict[str, set[str]] = defaultdict(set)
    for name in program.used:
        by_module[by_hand.module_of(name)].add(name)
    by_module["parts"].add("type Words")
    by_module["runtime"] |= {"type Sentence", "type Speaker"}
    lines = [
        _import("import type", program.types, "./views"),
        'import type { Address, Hex } from "../types";',
        *(_import("import", by_module[name], f"../words/{name}") for name in sorted(by_module)),
    ]
    return "\n".join(lines)


def _import(how: str, names: Iterable[str], path: str) -> str:
    told = sorted(names, key=lambda each: (each.removeprefix("type ").lower(), each))
    flat = f'{how} {{ {", ".join(told)} }} from "{path}";'
    return (
        flat
        if len(flat) <= COLUMNS
        else "\n".join([f"{how} {{", *(f"  {each}," for each in told), f'}} from "{path}";'])
    )


def _constants(program: Program) -> str:
    told = []
    for name, (text, kind) in sorted(program.constants.items()):
        told.append(f"const {name}{f': {kind}' if kind else ''} = {text};")
    return "\n".join(told)


def _table(name: str, lines: Iterable[str], about: str) -> str:
    head = f"export const {name}: Readonly<Record<string, Sentence>> = {{"
    return "\n".join([block(about) + head, *lines, "};"])

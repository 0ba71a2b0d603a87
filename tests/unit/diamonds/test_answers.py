"""The longest possible answer of every function, worked out a second time: the longest value is made and encoded."""

from __future__ import annotations

from typing import Any

from eth_abi import encode
from vyper.semantics.types import (
    AddressT,
    BoolT,
    BytesM_T,
    BytesT,
    DArrayT,
    FlagT,
    IntegerT,
    SArrayT,
    StringT,
    StructT,
    TupleT,
)

from polypact.build.selectors import MAX_ANSWER, Layout
from polypact.chain.diamonds import Diamond
from tests.unit.diamonds.conftest import source


def longest(kind: Any) -> tuple[str, Any]:
    """The ABI type of a Vyper type, and a value of it that takes the most room."""
    if isinstance(kind, (IntegerT, FlagT)):
        return "uint256", 1
    if isinstance(kind, AddressT):
        return "address", "0x" + "11" * 20
    if isinstance(kind, BoolT):
        return "bool", True
    if isinstance(kind, BytesM_T):
        return f"bytes{kind.m}", b"\1" * kind.m
    if isinstance(kind, StringT):
        return "string", "x" * kind.length
    if isinstance(kind, BytesT):
        return "bytes", b"x" * kind.length
    if isinstance(kind, (SArrayT, DArrayT)):
        name, value = longest(kind.value_type)
        size = kind.length if isinstance(kind, DArrayT) else kind.count
        return f"{name}[{'' if isinstance(kind, DArrayT) else size}]", [value] * size
    if isinstance(kind, (StructT, TupleT)):
        members = kind.member_types.values() if isinstance(kind, StructT) else kind.member_types
        parts = [longest(member) for member in members]
        return f"({','.join(name for name, _ in parts)})", tuple(value for _, value in parts)
    raise AssertionError(f"no longest value of {kind}")


def test_no_answer_is_longer_than_the_way_it_takes(diamond: Diamond, layout: Layout) -> None:
    declared = {f.signature: f.longest_answer for functions in (layout.own, *layout.facets) for f in functions}
    bounds = {
        f.signature: MAX_ANSWER
        if layout.table.route_of(f.selector) < layout.table.first_long
        else layout.longest_answer
        for _, f in layout.functions
    }
    seen = set()
    for name in diamond.contracts:
        for function in source(diamond.source(name)).compiler_data.global_ctx.exposed_functions:
            if function.is_fallback or function.is_constructor:
                continue
            kinds = (
                function.return_type.member_types
                if isinstance(function.return_type, TupleT)
                else ([] if function.return_type is None else [function.return_type])
            )
            parts = [longest(kind) for kind in kinds]
            size = len(encode([kind for kind, _ in parts], [value for _, value in parts]))
            for signature in function.method_ids:
                seen.add(signature)
                assert declared[signature] == size, signature
                assert size <= bounds.get(signature, size), signature
    assert seen == set(declared)

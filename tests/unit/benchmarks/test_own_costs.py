"""What each step of a trace costs by itself."""

from __future__ import annotations

from benchmarks.trace import KINDS, own_costs


def step(op: str, gas: int, cost: int, depth: int) -> dict[str, object]:
    return {"op": op, "gas": gas, "gasCost": cost, "depth": depth}


def test_own_costs_of_a_flat_trace_are_the_differences() -> None:
    steps = [step("PUSH1", 100, 3, 1), step("SLOAD", 97, 50, 1), step("STOP", 47, 0, 1)]
    assert list(own_costs(steps)) == [("PUSH1", 3), ("SLOAD", 50), ("STOP", 0)]


def test_own_costs_of_a_call_are_without_what_it_calls() -> None:
    steps = [
        step("CALL", 1_000, 900, 1),  # 40 of its own, and 860 handed on
        step("SSTORE", 860, 300, 2),
        step("RETURN", 560, 10, 2),  # 550 come back
        step("STOP", 650, 0, 1),
    ]
    costs = list(own_costs(steps))
    assert costs == [("SSTORE", 300), ("RETURN", 10), ("CALL", 40), ("STOP", 0)]
    assert sum(cost for _, cost in costs) == 1_000 - 650


def test_own_costs_of_nested_calls_add_up() -> None:
    steps = [
        step("CALL", 1_000, 800, 1),
        step("DELEGATECALL", 700, 500, 2),
        step("SLOAD", 450, 100, 3),
        step("RETURN", 350, 0, 3),
        step("RETURN", 590, 0, 2),
        step("STOP", 880, 0, 1),
    ]
    assert dict(own_costs(steps)) == {"SLOAD": 100, "DELEGATECALL": 10, "CALL": 10, "RETURN": 0, "STOP": 0}


def test_kinds_count_every_opcode_once() -> None:
    opcodes = [opcode for group in KINDS.values() for opcode in group]
    assert len(opcodes) == len(set(opcodes))

"""What the numbers of a split promise, proved by cvc5 for all amounts and units at once, for 1 to 8 partners.

    python arithmetic.py        (in the environment of requirements-assurance.lock)

halmos proves that the bytecode credits `part = units * growth >> 64` where `growth` is
`((amount << 64) + total - 1) / total` (forge/proofs/Split.t.sol). Here, with amount < 2**92 and total < 2**32, the sum
of all units:

- fits:   growth < 2**156 and units * growth < 2**256, so neither the mask nor the width of a word changes anything;
- whole:  part is exactly floor(amount * units / total);
- sum:    all parts together are at most the amount, and more than the amount less the number of partners.

The numbers are integers here, not words; `fits` is why that is the same. The steps of a proof that a solver does not
find by itself (a product of three numbers) are given as facts and follow from distributivity alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import cvc5

SECONDS = 60  # for one proof
PARTNERS = range(1, 9)

_SHIFT = 2**64
_AMOUNTS = 2**92
_TOTALS = 2**32


def is_impossible(facts: Iterable[str], names: Iterable[str]) -> bool:
    """Whether no integers `names` satisfy all `facts` (SMT-LIB terms). An answer that does not come counts as no."""
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("tlimit-per", str(SECONDS * 1_000))
    text = "(set-logic QF_NIA)" + "".join(f"(declare-const {name} Int)" for name in names)
    text += "".join(f"(assert {fact})" for fact in facts) + "(check-sat)"
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "split")
    symbols = parser.getSymbolManager()
    answer = ""
    while not (command := parser.nextCommand()).isNull():
        answer = str(command.invoke(solver, symbols)).strip() or answer
    return answer == "unsat"


def growth() -> list[str]:
    """q is what a unit earns of the amount a, c by how much rounding up exceeds."""
    return [
        f"(and (<= 0 a) (< a {_AMOUNTS}))",
        f"(= (* q U) (+ (* a {_SHIFT}) c))",
        "(and (<= 0 c) (< c U))",
    ]


def units(count: int) -> list[str]:
    names = [f"u{i}" for i in range(count)]
    total = names[0] if count == 1 else f"(+ {' '.join(names)})"
    return [f"(<= 0 {name})" for name in names] + [f"(= U {total})", f"(and (< 0 U) (< U {_TOTALS}))"]


def part(index: int) -> list[str]:
    """p is the part, s what it is rounded down by (times 2**64)."""
    return [
        f"(= (* u{index} q) (+ (* p{index} {_SHIFT}) s{index}))",
        f"(and (<= 0 s{index}) (< s{index} {_SHIFT}))",
    ]


def prove_fits() -> bool:
    given = [*growth(), *units(1), "(<= 0 q)"]
    # The other units are in U: all that counts is u0 <= U.
    given[given.index("(= U u0)")] = "(<= u0 U)"
    names = ["a", "q", "c", "U", "u0"]
    return is_impossible([*given, f"(>= q {2**156})"], names) and is_impossible(
        [*given, f"(< q {2**156})", f"(>= (* u0 q) {2**256})"], names
    )


def prove_whole() -> bool:
    given = [*growth(), *units(1), *part(0)]
    given[given.index("(= U u0)")] = "(<= u0 U)"
    names = ["a", "q", "c", "U", "u0", "p0", "s0", "e", "r"]
    given += ["(= (* a u0) (+ (* e U) r))", "(and (<= 0 r) (< r U))"]  # e = floor(a * u0 / U)
    # u0 * (q * U) two ways: (p0 * 2**64 + s0) * U = u0 * a * 2**64 + u0 * c
    given.append(f"(= (+ (* p0 U {_SHIFT}) (* s0 U)) (+ (* e U {_SHIFT}) (* r {_SHIFT}) (* u0 c)))")
    given += ["(<= 0 (* u0 c))", "(<= (* u0 c) (* U U))", f"(< (* U U) (* U {_TOTALS}))", "(<= 0 (* s0 U))"]
    given.append(f"(< (* s0 U) (* {_SHIFT} U))")
    more = ["(> p0 e)", "(>= (* p0 U) (+ (* e U) U))"]
    less = ["(< p0 e)", "(<= (+ (* p0 U) U) (* e U))"]
    return is_impossible(given + more, names) and is_impossible(given + less, names)


def prove_sum(count: int) -> bool:
    given = [*units(count), *growth()]
    for i in range(count):
        given += part(i)
    names = ["a", "q", "c", "U", *(f"{letter}{i}" for letter in "ups" for i in range(count))]
    total = "p0" if count == 1 else f"(+ {' '.join(f'p{i}' for i in range(count))})"
    return is_impossible([*given, f"(> {total} a)"], names) and is_impossible(
        [*given, f"(<= {total} (- a {count}))"], names
    )


def prove_nothing() -> bool:
    """A control: rounded down, a unit's growth would leave less than the whole part. This must not be provable."""
    given = ["(= (* q 3) (- (* a 18446744073709551616) c))", "(and (<= 0 c) (< c 3))", "(and (< 0 a) (< a 100))"]
    given += [f"(= (* 3 q) (+ (* p {_SHIFT}) s))", f"(and (<= 0 s) (< s {_SHIFT}))"]
    return is_impossible([*given, "(not (= p a))"], ["a", "q", "c", "p", "s"])


def main() -> int:
    results = {"fits": prove_fits(), "whole": prove_whole()}
    for count in PARTNERS:
        results[f"sum of {count}"] = prove_sum(count)
    results["control: rounding down is not as good"] = not prove_nothing()
    for name, is_proved in results.items():
        print(f"{'proved' if is_proved else 'NOT PROVED'}: {name}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

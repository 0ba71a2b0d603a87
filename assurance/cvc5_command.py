"""cvc5 as the command that halmos wants: reads an SMT-LIB file, prints sat, unsat or unknown and the model.

    python cvc5_command.py FILE

PyPI has cvc5 as a library only. halmos asks twice: first with multiplication and division as unknown functions, and
only if that does not suffice with the real ones. At first it forgets that a factor may be 0 or 1, which is how Vyper
computes `min`; it is told here. A proof found with less is a proof.
"""

import re
import sys
from pathlib import Path

import cvc5

_UNKNOWN = re.compile(
    r"\(declare-fun f_evm_bvmul_(\d+) \(\(_ BitVec \1\) \(_ BitVec \1\)\) \(_ BitVec \1\)\)",
)
_KNOWN = (
    r"(declare-fun f_evm_bvmul_raw_\1 ((_ BitVec \1) (_ BitVec \1)) (_ BitVec \1))"
    r"(define-fun f_evm_bvmul_\1 ((x (_ BitVec \1)) (y (_ BitVec \1))) (_ BitVec \1)"
    r" (ite (or (= x (_ bv0 \1)) (= y (_ bv0 \1))) (_ bv0 \1)"
    r" (ite (= x (_ bv1 \1)) y (ite (= y (_ bv1 \1)) x (f_evm_bvmul_raw_\1 x y)))))"
)


def main(path: str) -> None:
    solver = cvc5.Solver(cvc5.TermManager())
    solver.setOption("produce-models", "true")
    parser = cvc5.InputParser(solver)
    text = _UNKNOWN.sub(_KNOWN, Path(path).read_text(encoding="utf-8"))
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, path)
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        answer = str(command.invoke(solver, symbols))
        print(answer, end="", flush=True)
        if answer.strip() in ("unsat", "unknown"):
            return  # there is no model to ask for


if __name__ == "__main__":
    main(sys.argv[-1])

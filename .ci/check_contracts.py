"""Compiles every deployable contract, takes warnings for errors, and checks what the compiler does not.

- sources are printable ASCII with \\n line ends (compiler CVE-2026-114114 and -114116 are about anything else);
- every contract and module switches the lock on (it is per file), and every assert gives its reason;
- a contract's runtime code is at most 22,000 bytes (EIP-170 allows 24,576);
- the parts of a contract lay their storage out alike, since they run on the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from polypact.build import compile_contract
from polypact.compiling import compiled
from polypact.recipe import PARTS

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
MAX_RUNTIME_BYTES = 22_000

PRINTABLE = re.compile(rb"[\x20-\x7e\n]*")
BARE_ASSERT = re.compile(r"^\s*assert\b(?!.*_text\()[^\"\n]*$")  # `_text` is a function that gives reasons


def text_problems(source: Path) -> list[str]:
    name = source.relative_to(ROOT)
    raw = source.read_bytes()
    if not PRINTABLE.fullmatch(raw):
        return [f"{name}: not plain ASCII with \\n line ends"]
    text = raw.decode("ascii")
    found = []
    if "# pragma version 0.4.3\n" not in text:
        found.append(f"{name}: no `# pragma version 0.4.3`")
    if "mocks" not in source.parts and source.suffix == ".vy":
        if "# pragma nonreentrancy on\n" not in text:
            found.append(f"{name}: no `# pragma nonreentrancy on`")
        found += [
            f"{name}:{number}: assert without a reason"
            for number, line in enumerate(text.splitlines(), 1)
            if BARE_ASSERT.match(line) and not line.rstrip().endswith(("(", ","))
        ]
    return found


def main() -> int:
    problems = [problem for source in sorted(CONTRACTS.rglob("*.vy*")) for problem in text_problems(source)]
    layouts = {}
    for source in sorted(CONTRACTS.glob("*.vy")):
        try:
            size = compile_contract(source.stem)["runtime_size"]
        except SystemExit as error:
            problems.append(str(error))
            continue
        made = compiled(source.stem)
        problems += [f"{source.relative_to(ROOT)}: the compiler warns: {warning}" for warning in made.warnings]
        layout = made.layout
        layouts[source.stem] = {key: layout.get(key) for key in ("storage_layout", "transient_storage_layout")}
        print(f"{source.stem:20} {size:6} bytes of {MAX_RUNTIME_BYTES}")
        if size > MAX_RUNTIME_BYTES:
            problems.append(f"{source.relative_to(ROOT)}: {size} bytes of runtime code, more than {MAX_RUNTIME_BYTES}")
    for main_part, others in PARTS.items():
        problems += [
            f"contracts/{part}.vy: its storage layout is not that of contracts/{main_part}.vy"
            for part in others
            if layouts.get(part) != layouts.get(main_part)
        ]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Compiles every deployable contract with warnings as errors and checks what the compiler does not.

- sources are printable ASCII with \\n line ends (compiler CVE-2026-114114 and -114116 are about anything else);
- every contract and module switches the lock on (it is per file), and every assert gives its reason;
- a contract's runtime code is at most 22,000 bytes (EIP-170 allows 24,576), that of an account's main contract and facets
  20,000, so that each has room to grow;
- the parts of a contract lay their storage out alike, since they run on the same (for facets a unit test does that).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from polypact.build import EVM_VERSION, compile_contract
from polypact.chain.artifacts import PARTS
from polypact.diamonds import DIAMONDS

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
MAX_RUNTIME_BYTES = 22_000
MAX_FACET_BYTES = 20_000

PRINTABLE = re.compile(rb"[\x20-\x7e\n]*")
BARE_ASSERT = re.compile(r"^\s*assert\b(?!.*_text\()[^\"\n]*$")  # `_text` is a function that gives reasons


def vyper(output: str, source: Path) -> str:
    command = ["vyper", "-Werror", "-p", ".", "--evm-version", EVM_VERSION, "-f", output, str(source.relative_to(ROOT))]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"{source.relative_to(ROOT)}: vyper -Werror failed\n{result.stderr.strip()}")
    return result.stdout.strip()


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
            vyper("abi", source)
            layout = json.loads(vyper("layout", source))
        except (RuntimeError, SystemExit) as error:
            problems.append(str(error))
            continue
        layouts[source.stem] = {key: layout.get(key) for key in ("storage_layout", "transient_storage_layout")}
        print(f"{source.stem:20} {size:6} bytes of {MAX_RUNTIME_BYTES}")
        if size > MAX_RUNTIME_BYTES:
            problems.append(f"{source.relative_to(ROOT)}: {size} bytes of runtime code, more than {MAX_RUNTIME_BYTES}")
    for diamond in DIAMONDS:
        for name in diamond.contracts:
            source = ROOT / diamond.source(name)
            try:
                size = compile_contract(name, source=diamond.source(name))["runtime_size"]
                vyper("abi", source)
            except (RuntimeError, SystemExit) as error:
                problems.append(str(error))
                continue
            print(f"{diamond.folder}/{name:20} {size:6} bytes of {MAX_FACET_BYTES}")
            if size > MAX_FACET_BYTES:
                problems.append(f"{diamond.source(name)}: {size} bytes of runtime code, more than {MAX_FACET_BYTES}")
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

"""Compiles every deployable contract, takes warnings for errors, and checks what the compiler does not.

- sources are printable ASCII with \\n line ends (compiler CVE-2026-114114 and -114116 are about anything else);
- every contract and module switches the lock on (it is per file), and every assert gives its reason;
- a contract's runtime code is at most 20,000 bytes (EIP-170 allows 24,576), so that each has room to grow;
- the facets of an account lay their storage out alike, the locks included, since they run on the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from polypact.build.artifact_files import compile_contract
from polypact.build.compiling import compiled
from polypact.chain import recipe

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
MAX_RUNTIME_BYTES = 20_000
DEPLOYABLE = ("partnership", "escrow", "ecosystem", "capabilities")

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


def compiler_problems() -> list[str]:
    """What the compiler warns of, contracts that are too large, and facets that lay their storage out differently."""
    found = []
    layouts = {}
    others = {f"{path.parent.name}/{path.stem}" for folder in DEPLOYABLE for path in (CONTRACTS / folder).glob("*.vy")}
    others -= {recipe.source_of(name) for name in recipe.NAMES}
    for name in (*recipe.NAMES, *sorted(others)):
        source = f"contracts/{recipe.source_of(name)}.vy"
        try:
            size = compile_contract(name)["runtime_size"]
        except SystemExit as error:
            found.append(str(error))
            continue
        made = compiled(recipe.source_of(name))
        found += [f"{source}: the compiler warns: {warning}" for warning in made.warnings]
        layouts[name] = made.layout
        print(f"{name:20} {size:6} bytes of {MAX_RUNTIME_BYTES}")
        if size > MAX_RUNTIME_BYTES:
            found.append(f"{source}: {size} bytes of runtime code, more than {MAX_RUNTIME_BYTES}")
    return found + [
        f"contracts/{recipe.source_of(facet)}.vy: its storage layout is not that of {account}.vy"
        for account, facets in recipe.PARTS.items()
        for facet in facets
        if not _alike(layouts.get(facet, {}), layouts.get(account, {}))
    ]


def _alike(facet: dict[str, Any], account: dict[str, Any]) -> bool:
    """Whether both lay out their storage, and the lock, in the same slots. A facet that takes no lock has none."""
    locks = facet.get("transient_storage_layout")
    return facet.get("storage_layout") == account.get("storage_layout") and locks in (
        None,
        {},
        account.get("transient_storage_layout"),
    )


def main() -> int:
    problems = [problem for source in sorted(CONTRACTS.rglob("*.vy*")) for problem in text_problems(source)]
    problems += compiler_problems()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

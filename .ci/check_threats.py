"""Fails if a numbered line of docs/threats.md has no test that carries its number, or a test's number has no line."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^\| ([TI])(\d+) \|", re.MULTILINE)
TEST = re.compile(r"^\s*def test_((?:[ti]\d+_)+)", re.MULTILINE)  # one test may carry several


def main() -> int:
    lines = {f"{kind}{number}" for kind, number in LINE.findall((ROOT / "docs" / "threats.md").read_text())}
    tests = {
        f"{number[0].upper()}{int(number[1:])}"
        for path in (ROOT / "tests").rglob("*.py")
        for numbers in TEST.findall(path.read_text())
        for number in numbers.strip("_").split("_")
    }
    for name in sorted(lines - tests, key=_order):
        print(f"docs/threats.md: {name} has no test named test_{name.lower()}_...", file=sys.stderr)
    for name in sorted(tests - lines, key=_order):
        print(f"tests: {name} has no line in docs/threats.md", file=sys.stderr)
    print(f"{len(lines & tests)} of {len(lines)} threat lines and invariants have tests")
    return 1 if lines ^ tests else 0


def _order(name: str) -> tuple[str, int]:
    return name[0], int(name[1:])


if __name__ == "__main__":
    sys.exit(main())

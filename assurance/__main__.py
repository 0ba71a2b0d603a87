"""Which layer finds which mistake: plants one bug after the other in a copy of the repository, and runs every layer.

    python -m assurance [--only WORDS] [--layers unit,model,forge,halmos,differential] [--named]

Prints a row for each bug. It takes minutes for each, or with --named, where only what bugs.py says finds it is run,
mostly less than one; the contracts of the repository are not touched.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assurance import project
from assurance.bugs import BUGS, Bug
from polypact.chain.diamonds import DIAMONDS, Diamond

COPIED = ("assurance", "contracts", "polypact", "tests", "pyproject.toml")
COMPILED = project.ROOT / ".cache" / "compiled"
ESCROW = DIAMONDS[1]
HISTORIES = {  # account => those of its models
    "escrow": (
        "tests/property/test_escrow_history.py",
        "tests/property/test_escrow_arithmetic.py",
        "tests/property/test_tree_history.py",
    ),
    "partnership": (
        "tests/property/test_voting_counts.py",
        "tests/property/test_roster_totals.py",
        "tests/property/test_promise_history.py",
    ),
}
SECONDS = 1_200  # for one layer


@dataclass(frozen=True)
class Planted:
    """A copy of the repository with one bug."""

    root: Path
    account: Diamond
    """Whose sources have it."""

    @cached_property
    def codes(self) -> dict[str, str]:
        """Init code of what is shipped, but of the account's contracts with the bug."""
        made = {name: project.compile_with(name, "gas", self.root) for name in self.account.contracts}
        return {**project.shipped(), **made}


def found_by_pytest(root: Path, *paths: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *paths]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=SECONDS)
    if done.returncode not in (0, 1):
        raise AssertionError(done.stdout[-1_000:] + done.stderr[-1_000:])
    return done.returncode == 1


def unit(planted: Planted, folder: Path) -> bool:
    return found_by_pytest(planted.root, f"tests/unit/{planted.account.folder}")


def model(planted: Planted, folder: Path) -> bool:
    return found_by_pytest(planted.root, *HISTORIES[planted.account.folder])


def forge(planted: Planted, folder: Path) -> bool:
    project.prepare(folder, planted.codes)
    os.environ.setdefault("FOUNDRY_INVARIANT_RUNS", "30")  # a tenth of what the slow tier runs
    numbers = project.run_forge(folder, "test", "--match-contract", "SplitFuzz", "--fuzz-runs", "1000", timeout=SECONDS)
    if numbers.returncode:
        return True
    return bool(project.run_forge(folder, "test", "--match-contract", "InOrder", timeout=SECONDS).returncode)


def halmos(planted: Planted, folder: Path) -> bool:
    project.prepare(folder, planted.codes, mocked=False)
    for proofs in (*project.AUTHORISATION_PROOFS, project.SPLIT_PROOF):
        if project.run_halmos(folder, *proofs, timeout=SECONDS).returncode:
            return True
    return False


def differential(planted: Planted, folder: Path) -> bool:
    """The bug as a miscompilation: it is in one of three builds. Only the escrow is compared."""
    builds = {f"{name}-{level}": project.shipped()[name] for name in ESCROW.contracts for level in ("none", "gas")}
    builds |= {f"{name}-codesize": planted.codes[name] for name in ESCROW.contracts}
    project.prepare(folder, {**project.shipped(), **builds})
    arguments = ("test", "--match-contract", "Differential", "--fuzz-runs", "300")
    return bool(project.run_forge(folder, *arguments, timeout=SECONDS).returncode)


LAYERS: dict[str, Callable[[Planted, Path], bool]] = {
    "unit": unit,
    "model": model,
    "forge": forge,
    "halmos": halmos,
    "differential": differential,
}


def examine(bug: Bug, layers: list[str]) -> list[str]:
    """What becomes of one bug in each of these layers, or test files."""
    with tempfile.TemporaryDirectory(prefix="polypact-bug-") as name:
        root = Path(name) / "repository"
        for entry in COPIED:
            source = project.ROOT / entry
            (shutil.copytree if source.is_dir() else _copy_file)(source, root / entry)
        if COMPILED.is_dir():  # what the bug does not touch need not be compiled again
            shutil.copytree(COMPILED, root / ".cache" / "compiled")
        bug.plant(root)
        planted = Planted(root, next(each for each in DIAMONDS if each.folder in Path(bug.file).parts))
        return ["found" if _finds(layer, planted) else "-" for layer in layers]


def _finds(layer: str, planted: Planted) -> bool:
    if layer in LAYERS:
        return LAYERS[layer](planted, _workplace(layer))
    return found_by_pytest(planted.root, layer)


def _workplace(layer: str) -> Path:
    """A folder that keeps the compiled tests from one bug to the next, but not the failures that forge found."""
    folder = project.CACHE / "bugs" / layer
    for kept in ("invariant", "fuzz", "test-failures"):
        shutil.rmtree(folder / "cache" / kept, ignore_errors=True)
    return folder


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m assurance", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", default="", help="bugs whose name contains these words")
    parser.add_argument("--layers", default=",".join(LAYERS))
    parser.add_argument("--named", action="store_true", help="only what bugs.py says finds each")
    options = parser.parse_args()
    layers = options.layers.split(",")
    titles = ["found by what is named"] if options.named else layers
    print("| planted bug |", " | ".join(titles), "|")
    print("|---|" + "---|" * len(titles))
    missed = 0
    for bug in BUGS:
        if options.only in bug.name and (bug.found_by or not options.named):
            row = examine(bug, [bug.found_by] if options.named else layers)
            missed += "found" not in row
            print(f"| {bug.name} |", " | ".join(row), "|", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""A folder in which forge and halmos find the shipped bytecode, and the commands that run them there.

The tests are Solidity, because that is what both tools read; what they test is not compiled here but taken as it is
shipped (`polypact/artifacts`), byte by byte. Nothing is written into the tree.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from assurance.solidity_recipe import recipe_contract
from polypact.build.artifact_files import compile_contract
from polypact.build.compiling import EVM_VERSION
from polypact.chain import artifacts, recipe

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = ROOT / ".cache" / "assurance"
VENV = CACHE / "venv"  # halmos and cvc5; ./run makes it from requirements-assurance.lock

BRANCHING = ("--solver-timeout-branching", "2000")  # milliseconds; with less, paths that cannot be are gone into

AUTHORISATION_PROOFS = (
    ("--contract", "AuthorisationProofs"),  # of the escrow
    ("--contract", "PartnersProofs", *BRANCHING),
    ("--contract", "PromisesProofs", *BRANCHING),
    ("--contract", "HoldersProofs", *BRANCHING),
    ("--contract", "PushProofs", *BRANCHING),
)

SPLIT_PROOF = (
    *("--contract", "SplitProofs"),
    *("--solver-timeout-branching", "5000", "--solver-timeout-assertion", "600000"),  # milliseconds
)

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

MOCKS = (
    "BlocklistToken",
    "BombReceiver",
    "BombToken",
    "CappedApprovalToken",
    "FalseToken",
    "FeeOnTopToken",
    "FeeToken",
    "FickleToken",
    "GasBurningReceiver",
    "HookToken",
    "MaliciousLogic",
    "MaxIsAllToken",
    "NoReturnToken",
    "PausableToken",
    "PlainToken",
    "RebasingToken",
    "ReenteringReceiver",
    "RejectingReceiver",
    "SecondName",
    "StubbornToken",
    "UpgradeableToken",
    "ZeroRefusingToken",
)


class MissingToolError(RuntimeError):
    """What is missing, and how to get it; one line."""


def shipped() -> dict[str, str]:
    """Init code (0x-prefixed) of every contract of the package."""
    return {name: artifacts.load(name).bytecode for name in recipe.NAMES}


def mocks() -> dict[str, str]:
    """Init code of the tokens and receivers that misbehave, compiled again only when their sources change."""
    sources = sorted((ROOT / "contracts" / "mocks").glob("*.vy"))
    key = hashlib.sha256(b"".join(source.read_bytes() for source in sources) + repr(MOCKS).encode()).hexdigest()
    stored = CACHE / f"mocks-{key[:16]}.json"
    if not stored.is_file():
        stored.parent.mkdir(parents=True, exist_ok=True)
        compiled = {name: compile_contract(f"mocks/{name}")["bytecode"] for name in MOCKS}
        stored.with_suffix(".new").write_text(json.dumps(compiled), encoding="utf-8")
        stored.with_suffix(".new").replace(stored)
    found: dict[str, str] = json.loads(stored.read_text(encoding="utf-8"))
    return found


def compile_with(name: str, level: str, root: Path = ROOT) -> str:
    """Init code (0x-prefixed) of the contract `name` below `root` at one of the compiler's optimization levels."""
    source = f"contracts/{recipe.source_of(name)}.vy"
    command = [sys.executable, "-m", "vyper.cli.vyper_compile", "--evm-version", EVM_VERSION, "-O", level]
    done = subprocess.run([*command, "-f", "bytecode", source], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{source} does not compile with -O {level}: {done.stderr.strip()[-500:]}")
    return done.stdout.strip()


def prepare(folder: Path, codes: dict[str, str] | None = None, *, mocked: bool = True) -> Path:
    """Lays out a project in `folder` whose contracts are `codes` (name => init code), the shipped ones if not said,
    beside the mocks unless nobody wants them.
    """
    shutil.copytree(HERE / "forge", folder, dirs_exist_ok=True)
    (folder / "base" / "Recipe.sol").write_text(recipe_contract(), encoding="utf-8")
    (folder / "code").mkdir(exist_ok=True)
    for name, code in {**(mocks() if mocked else {}), **(codes or shipped())}.items():
        text = json.dumps({"bytecode": {"object": code}})
        (folder / "code" / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / "tools").mkdir(exist_ok=True)
    shutil.copy(HERE / "solc.cjs", folder / "tools" / "solc")
    return folder


def forge_path() -> Path:
    """The native forge. npm's wrapper around it ends with 0 even if a test failed, so it is not used.

    Raises:
        MissingToolError: npm has not installed it.
    """
    machine = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine(), "?")
    package = f"forge-{platform.system().lower()}-{machine}"
    found = ROOT / "node_modules" / "@foundry-rs" / package / "bin" / "forge"
    if not found.is_file():
        raise MissingToolError(
            f"forge is missing: no {found.relative_to(ROOT)}; run ./run slow, which installs it with npm"
        )
    return found


def solc_path() -> Path:
    found = ROOT / "node_modules" / "solc"
    if not found.is_dir() or shutil.which("node") is None:
        raise MissingToolError(
            "solc is missing: no node_modules/solc or no node; run ./run slow, which installs it with npm"
        )
    return found


def halmos_path() -> Path:
    found = VENV / "bin" / "halmos"
    if not found.is_file():
        raise MissingToolError(f"halmos is missing: no {found.relative_to(ROOT)}; run ./run slow, which installs it")
    return found


def solver() -> tuple[Path, Path]:
    """A Python that has cvc5, and the script that makes a command of it."""
    python = VENV / "bin" / "python"
    has_it = python.is_file() and not subprocess.run([python, "-c", "import cvc5"], capture_output=True).returncode
    if not has_it:
        raise MissingToolError(f"cvc5 is missing in {VENV.relative_to(ROOT)}; run ./run slow, which installs it")
    return python, HERE / "cvc5_command.py"


def run_forge(folder: Path, *arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """Runs forge in a prepared project. `timeout` in seconds; what takes longer fails.

    A run of tests has a seed of its own, which is printed: FORGE_SEED repeats one.
    """
    if arguments[0] == "test":
        seed = os.environ.get("FORGE_SEED") or f"0x{secrets.token_hex(32)}"
        print(f"forge {shlex.join(arguments)}: FORGE_SEED={seed}", file=sys.stderr)
        arguments = (*arguments, "--fuzz-seed", seed)
    return _run([str(forge_path()), *arguments], folder, timeout)


def run_halmos(folder: Path, *arguments: str, timeout: float) -> subprocess.CompletedProcess[str]:
    """The same for halmos, with cvc5 as its solver."""
    command = [
        str(halmos_path()),
        "--storage-layout",
        "generic",
        "--loop",
        "64",
        "--solver-command",
        shlex.join(map(str, solver())),
    ]
    command += arguments
    done = _run(command, folder, timeout)
    if "loop-bound" in done.stdout + done.stderr:
        raise AssertionError("halmos left out turns of a loop, so that its proofs prove too little; raise --loop")
    return done


def expect_success(done: subprocess.CompletedProcess[str]) -> None:
    """Fails with what the tool found: reasons, counterexamples, the calls that led there, and what repeats it."""
    if done.returncode:
        raise AssertionError(findings(done) or done.stdout[-4_000:] + done.stderr[-2_000:])


def findings(done: subprocess.CompletedProcess[str]) -> str:
    """The part of what forge or halmos printed that says what failed, and how."""
    _, found, failed = done.stdout.partition("Failing tests:\n")  # forge says it all again at the end
    if found:
        return f"{shlex.join(done.args[1:])}\n{failed}"
    _, found, failed = done.stdout.partition("Counterexample")
    return f"{found}{failed}" if found else ""


def _run(command: list[str], folder: Path, timeout: float) -> subprocess.CompletedProcess[str]:
    home = CACHE / "home"  # both tools keep files in the home folder
    home.mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join([str(forge_path().parent), os.environ["PATH"]])
    environment = {**os.environ, "HOME": str(home), "PATH": path, "POLYPACT_SOLC": str(solc_path()), "NO_COLOR": "1"}
    began = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        name = Path(command[0]).name
        raise AssertionError(f"{name} was not done after {time.monotonic() - began:.0f} s: {command[1:]}") from None
    done.stdout = _COLOUR.sub("", done.stdout)
    return done

"""The front door on machines that lack something: one clear line, and nothing half done."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "cat", "cksum", "dirname", "env", "id", "mkdir", "rm", "uname")


class Machine:
    """A copy of what set-up reads, and a path with the plainest tools and what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a clone"
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.root / ".ci").mkdir(parents=True)
        for name in ("run", ".ci/run", "pyproject.toml", "package.json", "package-lock.json"):
            shutil.copy(ROOT / name, self.root / name)
        for lock in ROOT.glob("requirements*.lock"):
            shutil.copy(lock, self.root)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.bin / tool).symlink_to(found)

    def has(self, name: str, script: str) -> None:
        """Puts a command on the path."""
        command = self.bin / name
        command.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
        command.chmod(0o755)

    def has_python(self, name: str, version: str) -> None:
        """A Python that knows only its version; it makes no environment."""
        self.has(name, f'[ "$1" = -Sc ] && echo "{version} x86_64 $0"')

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env={"PATH": str(self.bin), "HOME": str(self.root), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def refuses(self, *command: str, **env: str) -> str:
        """The one line that a command ends with where it cannot go on."""
        done = self.run(*command, **env)
        assert done.returncode == 1, done.stdout + done.stderr
        assert not (self.root / ".venv").exists()
        (line,) = done.stderr.splitlines()
        return line


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_no_python_says_what_to_install(machine: Machine) -> None:
    line = machine.refuses("./run", "demo")
    assert line.startswith("run: no Python 3.11 or 3.12 found; install 3.11 or 3.12")


def test_only_a_newer_python_is_named(machine: Machine) -> None:
    machine.has_python("python3", "3.13.5")
    assert "no Python 3.11 or 3.12 found (python3 is Python 3.13.5); install" in machine.refuses("./run", "demo")


def test_an_older_python_is_no_good_either(machine: Machine) -> None:
    machine.has_python("python3", "3.9.2")
    assert "(python3 is Python 3.9.2)" in machine.refuses("./run", "setup")


def test_a_fitting_python_is_found_before_a_newer_python3(machine: Machine) -> None:
    machine.has_python("python3", "3.13.5")
    machine.has_python("python3.12", "3.12.1")
    done = machine.run("./run", "setup")
    # It has no venv: as on a Debian without python3-venv.
    assert "python3.12 has no venv" in done.stderr and "python3.12-venv" in done.stderr


@pytest.mark.parametrize(
    ("python", "said"),
    [("python3.13", "PYTHON is python3.13, Python 3.13.5; it must be"), ("/nowhere", "which does not run; it must be")],
)
def test_another_python_than_ours_is_refused_when_named(machine: Machine, python: str, said: str) -> None:
    machine.has_python("python3.11", "3.11.2")
    machine.has_python("python3.13", "3.13.5")
    assert said in machine.refuses("./run", "setup", PYTHON=python)


def test_broken_python_shim_is_passed_over(machine: Machine) -> None:
    machine.has("python3.11", "echo 'pyenv: python3.11: command not found' >&2; exit 127")
    assert "no Python 3.11 or 3.12 found; install" in machine.refuses("./run", "demo")


@pytest.mark.parametrize(
    ("node", "said"),
    [(None, "there is no Node"), ("v18.19.0", "Node is 18.19.0"), ("v22.1.0", "there is no npm")],
)
def test_node_is_missing_old_or_without_npm(machine: Machine, node: str | None, said: str) -> None:
    if node:
        machine.has("node", f"echo {node}")
    line = machine.refuses("./run", "devnet")
    assert line.startswith("run: this needs Node 20 or newer with npm, for the local node anvil, and " + said)


def test_ci_asks_for_packages_where_it_cannot_install_them(machine: Machine) -> None:
    assert machine.refuses("./.ci/run").startswith(".ci/run: install python3 python3-venv first")


def test_ci_installs_only_as_root(machine: Machine) -> None:
    machine.has_python("python3.11", "3.11.2")
    machine.has("apt-get", "exit 0")
    (machine.bin / "id").unlink()
    machine.has("id", "echo 1000")
    assert machine.refuses("./.ci/run").startswith(".ci/run: install nodejs npm first")

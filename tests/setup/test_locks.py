"""The lock files alone decide what set-up installs: complete, hashed, without addresses, good for the oldest pip."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
MAIN, ASSURANCE, INSTALLER = (ROOT / f"requirements{name}.lock" for name in ("", "-assurance", "-installer"))
LOCKS = [MAIN, ASSURANCE, INSTALLER]
NPM_LOCKS = [ROOT / "package-lock.json", ROOT / "benchmarks" / "peers" / "package-lock.json"]

OLDEST_PIP = "23.0.1"  # Debian 12's
OLDEST_PIP_HASH = "sha256:236bcb61156d76c4b8a05821b988c7b8c35bf0da28a4b614e8d6ab5212c25c6f"
MADE_UP = "9999.0"
"""A release newer than any."""

ADDRESS = re.compile(r"https?:|git\+|file:|\bpypi\.|npmjs")
HASH = re.compile(r"--hash=(\S+)")


def entries(lock: Path) -> list[tuple[Requirement, list[str]]]:
    """The requirements of a lock with their hashes."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(Requirement(line.split("--hash", 1)[0]), HASH.findall(line)) for line in lines if line.strip()]


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_requirement_has_one_version_and_hashes(lock: Path) -> None:
    found = entries(lock)
    assert found
    for requirement, hashes in found:
        pins = list(requirement.specifier)
        assert len(pins) == 1 and pins[0].operator == "==" and "*" not in pins[0].version, requirement
        assert hashes and all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes), requirement


@pytest.mark.parametrize("lock", [*LOCKS, *NPM_LOCKS], ids=lambda lock: str(lock.relative_to(ROOT)))
def test_locks_name_no_addresses(lock: Path) -> None:
    assert ADDRESS.search(lock.read_text(encoding="utf-8")) is None


def test_build_tools_come_with_the_installer_in_the_versions_of_the_lock() -> None:
    installer = {requirement.name: str(requirement.specifier) for requirement, _ in entries(INSTALLER)}
    locked = {requirement.name: str(requirement.specifier) for requirement, _ in entries(MAIN)}
    assert set(installer) == {"pip", "setuptools", "wheel"}
    assert {name: locked[name] for name in ("setuptools", "wheel")} == {
        name: installer[name] for name in ("setuptools", "wheel")
    }


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_npm_locks_hold_the_builds_for_every_machine(lock: Path) -> None:
    # npm leaves out those for other machines when it rewrites a lock beside an installed node_modules; npm ci then
    # refuses the lock, on every machine.
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    for path, package in packages.items():
        for name in package.get("optionalDependencies", {}):
            assert f"node_modules/{name}" in packages, f"{lock.name} lacks {name}, which {path} names"
        assert not path or "integrity" in package, path


# --- the oldest pip, with a newer release of everything ---


@pytest.fixture(scope="module")
def oldest_pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the oldest pip we promise."""
    folder = tmp_path_factory.mktemp("oldest")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    wanted = folder / "pip.lock"
    wanted.write_text(f"pip=={OLDEST_PIP} --hash={OLDEST_PIP_HASH}\n", encoding="utf-8")
    done = pip(python, "install", "--require-hashes", "-r", str(wanted), check=False)
    if done.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"pip {OLDEST_PIP} cannot be fetched: {done.stderr.strip().splitlines()[-1]}")
    assert not done.returncode, done.stderr[-2_000:]
    assert f"pip {OLDEST_PIP} " in pip(python, "--version").stdout
    return python


def pip(python: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs the pip of an environment.

    Raises:
        AssertionError: with pip's words, if it fails and `check` is set.
    """
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    if check:
        assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return done


def write_wheel(folder: Path, name: str, version: str, about: str) -> str:
    """A wheel that holds nothing but what it says about itself.

    Args:
        about: the rest of its METADATA: what it requires, for which extras.

    Returns:
        Its hash, as a lock writes it.
    """
    stem = f"{canonicalize_name(name).replace('-', '_')}-{version}"
    content = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{about}",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in content.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            wheel.writestr(f"{stem}.dist-info/{file}", text)
            record += f"{stem}.dist-info/{file},sha256={digest},{len(text.encode())}\n"
        wheel.writestr(f"{stem}.dist-info/RECORD", record + f"{stem}.dist-info/RECORD,,\n")
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def next_year(lock: Path, installed: Path, folder: Path) -> Path:
    """An index of everything that a lock asks for, and of a newer release of each, which wants the same.

    The wheels say of themselves what the installed packages say, so that resolving needs no network; only the hashes
    are theirs.

    Args:
        installed: the `site-packages` where the lock is installed.
        folder: where the wheels go.

    Returns:
        The same lock with the hashes of these wheels.
    """
    about = {}
    for found in metadata.distributions(path=[str(installed)]):
        lines = [f"Provides-Extra: {extra}\n" for extra in found.metadata.get_all("Provides-Extra") or []]
        lines += [f"Requires-Dist: {each}\n" for each in found.metadata.get_all("Requires-Dist") or []]
        about[canonicalize_name(found.metadata["Name"])] = "".join(lines)
    locked = ""
    for requirement, _ in entries(lock):
        if not applies(requirement):
            continue
        name = canonicalize_name(requirement.name)
        assert name in about, f"{name} of {lock.name} is not installed in {installed}; ./run setup renews it"
        digest = write_wheel(folder, name, next(iter(requirement.specifier)).version, about[name])
        write_wheel(folder, name, MADE_UP, about[name])
        locked += f"{requirement} --hash={digest}\n"
    path = folder / lock.name
    path.write_text(locked, encoding="utf-8")
    return path


def resolved(oldest_pip: Path, lock: Path, installed: Path, folder: Path) -> None:
    """Asserts that the oldest pip takes every package of a lock as locked, though there are newer ones."""
    same = next_year(lock, installed, folder)
    report = folder / "report.json"
    pip(
        oldest_pip,
        *("install", "--dry-run", "--ignore-installed", "--require-hashes", "--no-index"),
        *("--find-links", str(folder), "--report", str(report), "-r", str(same)),
    )
    taken = {canonicalize_name(each["metadata"]["name"]): each["metadata"]["version"] for each in reported(report)}
    wanted = {canonicalize_name(r.name): next(iter(r.specifier)).version for r, _ in entries(lock) if applies(r)}
    assert taken == wanted


def reported(report: Path) -> list[dict[str, dict[str, str]]]:
    install: list[dict[str, dict[str, str]]] = json.loads(report.read_text(encoding="utf-8"))["install"]
    return install


def test_oldest_pip_takes_the_lock_when_everything_has_a_newer_release(oldest_pip: Path, tmp_path: Path) -> None:
    resolved(oldest_pip, MAIN, Path(pytest.__file__).parent.parent, tmp_path)


@pytest.mark.slow  # where halmos is installed
def test_oldest_pip_takes_the_assurance_lock_too(oldest_pip: Path, tmp_path: Path) -> None:
    (installed,) = (ROOT / ".cache" / "assurance" / "venv" / "lib").glob("python3.*/site-packages")
    resolved(oldest_pip, ASSURANCE, installed, tmp_path)


def test_oldest_pip_refuses_a_lock_without_extras(oldest_pip: Path, tmp_path: Path) -> None:
    # How set-up broke: pytest-cov asks for coverage[toml], the lock had coverage, and coverage made a release.
    about = "Provides-Extra: toml\n"
    hashes = {
        "pytest-cov": write_wheel(tmp_path, "pytest-cov", "7.1.0", "Requires-Dist: coverage[toml]>=7.10.6\n"),
        "coverage": write_wheel(tmp_path, "coverage", "7.17.3", about),
    }
    write_wheel(tmp_path, "coverage", MADE_UP, about)
    lock = tmp_path / "requirements.lock"
    common = ("install", "--dry-run", "--require-hashes", "--no-index", "--find-links", str(tmp_path), "-r", str(lock))
    pinned = f"pytest-cov==7.1.0 --hash={hashes['pytest-cov']}\n"

    lock.write_text(f"{pinned}coverage==7.17.3 --hash={hashes['coverage']}\n", encoding="utf-8")
    done = pip(oldest_pip, *common, check=False)
    assert done.returncode != 0
    assert "all requirements must have their versions pinned" in done.stderr and "coverage[toml]>=7.10.6" in done.stderr

    lock.write_text(f"{pinned}coverage[toml]==7.17.3 --hash={hashes['coverage']}\n", encoding="utf-8")
    pip(oldest_pip, *common)


def test_oldest_pip_fetches_the_installer(oldest_pip: Path) -> None:
    # As ./run does it, from the index of this machine.
    pip(oldest_pip, "install", "--require-hashes", "--no-deps", "--no-build-isolation", "-r", str(INSTALLER))
    installed = {each["name"]: each["version"] for each in json.loads(pip(oldest_pip, "list", "--format=json").stdout)}
    for requirement, _ in entries(INSTALLER):
        assert requirement.specifier.contains(installed[requirement.name])

"""The README's commands, word for word, as a newcomer runs them: a fresh clone, an empty home, nothing installed."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WALK = "./run setup"


def walk() -> str:
    """The blocks of the five-minute walk, in order."""
    blocks = BLOCK.findall((ROOT / "README.md").read_text())
    first = next(i for i, block in enumerate(blocks) if block.startswith(WALK))
    return "".join(blocks[first:])


def newcomer(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A clone of what is committed or about to be, and an environment that knows nothing of this one."""
    clone = tmp_path / "a folder" / "polypact"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    home = tmp_path / "home"
    home.mkdir()
    path = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if not p.startswith(str(ROOT)))
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "npm_", "NPM_", "SSL_", "HTTP"))
    }
    return clone, {**kept, "HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}


def run(script: str, clone: Path, env: dict[str, str], timeout: int) -> subprocess.CompletedProcess[str]:
    # Job control, because the walk ends its node by job number.
    return subprocess.run(
        ["bash", "-c", f"set -em\n{script}"],
        cwd=clone,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.mark.slow
def test_readme_walk_and_demo_work_when_the_clone_is_fresh(tmp_path: Path) -> None:
    clone, env = newcomer(tmp_path)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", 8545)) != 0, "a node runs on port 8545 already; end it first"
    done = run(walk(), clone, env, 900)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    assert "agrees with the chain to the wei at block" in done.stdout
    assert "Westgate AG has accepted version 1" in done.stdout
    assert (clone / "statement.csv").stat().st_size > 200
    assert (clone / "statement.pdf").read_bytes().startswith(b"%PDF")
    assert (clone / "earnings.svg").read_text().startswith("<?xml")

    # Without Node the demo works all the same.
    (tmp_path / "bin").mkdir()
    for tool in ("bash", "cat", "cksum", "dirname", "mkdir", "uname"):
        found = subprocess.run(["which", tool], capture_output=True, text=True, check=True).stdout.strip()
        (tmp_path / "bin" / tool).symlink_to(found)
    done = run("./run demo", clone, {**env, "PATH": str(tmp_path / "bin")}, 300)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    assert done.stdout.count("adds up to the wei") == 2

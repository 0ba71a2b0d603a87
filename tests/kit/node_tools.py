"""The page's own tools, which need Node: its build, its tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_TOOLS = ROOT / "node_modules" / ".bin"


def need_tools() -> None:
    """Skips the test where there is no Node or nothing was installed for it; in CI it fails."""
    if shutil.which("node") and (_TOOLS / "esbuild").exists():
        return
    reason = "needs the tools of the page, which ./run setup installs where there is Node 20"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def build_page(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """`node web/build.mjs` of a tree."""
    return _run(["node", str(root / "web" / "build.mjs"), *arguments], root)


def run_tool(name: str, *arguments: str, folder: Path = ROOT / "web") -> subprocess.CompletedProcess[str]:
    """One of the tools in node_modules, as the page's folder has it."""
    return _run([str(_TOOLS / name), *arguments], folder)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    need_tools()
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )

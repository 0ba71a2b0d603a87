"""Runs TypeScript of the page in Node, bundled by esbuild; without Node 20 and our packages such tests are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[4]
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"


_STARTS = """\
import {{ readFileSync }} from "node:fs";
import {{ {function} }} from "./{module}";
process.stdout.write({function}(readFileSync(0, "utf8")));
"""


def run(module: str, function: str, given: str) -> str:
    """What a function of a module of `web/test/` makes of a text."""
    _need_node()
    with TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.mjs"
        options = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning", f"--outfile={bundle}"]
        _done([ESBUILD, *options], _STARTS.format(module=module, function=function))
        return _done(["node", bundle], given)


def _done(command: list[str | Path], given: str) -> str:
    done = subprocess.run(
        command, input=given, capture_output=True, check=False, text=True, encoding="utf-8", cwd=ROOT / "web" / "test"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _need_node() -> None:
    node = shutil.which("node")
    if node and ESBUILD.is_file():
        return
    reason = "there is no Node" if not node else "node_modules has no esbuild; ./run test installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)

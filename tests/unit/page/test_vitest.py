"""The page's own tests of what needs no browser (web/test), which vitest runs."""

from __future__ import annotations

from tests.kit.node_tools import run_tool


def test_the_pages_own_tests_pass() -> None:
    done = run_tool("vitest", "run")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    print(done.stdout)  # shown by -rP

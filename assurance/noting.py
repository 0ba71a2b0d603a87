"""A pytest plugin that notes what a run was: how its tests ended, what they counted, which files of ours they read.

    pytest -p assurance.noting --note-to FILE …

With pytest-xdist, every worker hands over what it saw. `receipts.py` reads the file.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_opened: set[str] = set()
_COMPILED = re.compile(r"__pycache__/(\w+)\.[\w.-]+\.pyc$")
_OUTSIDE = re.compile(r"(^|/)(\.|node_modules/|__pycache__/|[^/]*\.egg-info/)")  # what git does not keep either


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "open" or isinstance(arguments[0], int):
        return
    name, mode, flags = arguments
    is_read = "r" in mode if isinstance(mode, str) else not flags & (os.O_WRONLY | os.O_CREAT)
    if is_read:
        _opened.add(os.path.join(os.getcwd(), os.fsdecode(name)))  # noqa: PTH109, PTH118  # this is called very often


sys.addaudithook(_note)


def read_below(root: Path) -> set[str]:
    """The files below `root` that were opened or imported so far, relative to it."""
    modules = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    found = set()
    for name in _opened | {name for name in modules if name}:
        if name.startswith(f"{root}{os.sep}"):
            relative = _COMPILED.sub(r"\1.py", name.removeprefix(f"{root}{os.sep}").replace(os.sep, "/"))
            if not _OUTSIDE.search(relative) and (root / relative).is_file():
                found.add(relative)
    return found


class Notes:
    """What one run was."""

    def __init__(self, root: Path, target: Path) -> None:
        self.root, self.target = root, target
        self.outcomes: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.read: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if hasattr(report, "wasxfail"):
            self.outcomes["expected to fail"] += 1
        elif report.failed or (report.passed and report.when == "call"):
            self.outcomes[report.outcome] += 1
        elif report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.skipped[reason.removeprefix("Skipped: ")] += 1
        if report.when == "teardown":
            for name, value in report.user_properties:
                if isinstance(value, int):
                    self.counts[name] += value

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.read.update(getattr(node, "workeroutput", {}).get("read", ()))

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        noted = {
            "exit": int(exitstatus),
            "outcomes": self.outcomes,
            "skipped": self.skipped,
            "counts": self.counts | Counter(tests=self.outcomes["passed"]),
            "read": sorted(self.read | read_below(self.root)),
        }
        self.target.write_text(json.dumps(noted), encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--note-to", type=Path, help="the file that says at the end what the run was")


def pytest_configure(config: pytest.Config) -> None:
    target = config.getoption("--note-to")
    if target and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Notes(config.rootpath, target), "assurance-notes")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["read"] = sorted(read_below(session.config.rootpath))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Counts the examples that hypothesis made and found valid."""
    if "hypothesis" not in sys.modules:
        return (yield)
    from hypothesis import statistics as hypothesis_statistics

    collector: Any = hypothesis_statistics.collector  # who is told what hypothesis has made
    above = collector.value
    made = 0

    def count(statistics: dict[str, Any]) -> None:
        nonlocal made
        for phase in ("reuse-phase", "generate-phase"):
            cases = statistics.get(phase, {}).get("test-cases", ())
            made += sum(case["status"] in ("valid", "interesting") for case in cases)
        if above is not None:
            above(statistics)

    with collector.with_value(count):
        result = yield
    if made:
        item.user_properties.append(("examples", made))
    return result

"""What the page founds is what the commands found: they read its spec files to the same config and complaints."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_utils.crypto import keccak

from polypact.spec.class_checks import blocking_partners
from polypact.spec.model import load_spec
from polypact.text.errors import PolypactError, SpecErrors

ROOT = Path(__file__).resolve().parents[3]
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
CASES = "web/test/founding/cases.ts"
TERMS = b"# Terms\n\nOf Harbour Joint Venture.\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page makes of many drafts."""
    if not ESBUILD.exists():
        pytest.skip("the page's parts need Node; ./run setup installs them")
    made = tmp_path_factory.mktemp("page") / "cases.mjs"
    entry = f"import {{ told }} from './{CASES}'; process.stdout.write(told(process.argv[2]));"
    options = ["--bundle", "--platform=node", "--format=esm", "--loader=ts", f"--outfile={made}", "--log-level=error"]
    subprocess.run([str(ESBUILD), *options], check=True, cwd=ROOT, input=entry, text=True)
    run = ["node", str(made), "0x" + keccak(TERMS).hex()]
    answer = subprocess.run(run, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Moments in complaints are told in the machine's zone; the page tells them in UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_what_the_page_writes_is_read_as_what_it_would_found(told: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_bytes(TERMS)
    founded = 0
    for case in told["cases"]:
        path = tmp_path / "spec.yaml"
        path.write_text(case["yaml"], encoding="utf-8")
        expected = sorted(tuple(finding) for finding in case["findings"])
        assert sorted(_complaints(path, told["now"])) == expected, case["about"]
        if case["config"] is None:
            continue
        founded += 1
        spec = load_spec(path, told["now"])
        config = spec.to_config(told["now"], _no_names, spec.terms_document().hash)
        assert _plain(config) == _values(case["config"]), case["about"]
        weights = [(founder.name, founder.weight) for founder in spec.founders]
        assert blocking_partners(weights, spec.rules) == case["blocking"], case["about"]
    assert founded >= 40


def test_drafts_of_every_kind_are_among_them(told: dict[str, Any]) -> None:
    """A draft that is refused teaches nothing about the config, one that is not nothing about the complaints."""
    cases = {case["about"]: case for case in told["cases"]}
    for preset in ("balanced", "simple", "together"):
        assert cases[f"the three presets: {preset}"]["config"] is not None
    config = cases["everything at once"]["config"]
    assert config is not None
    empty = [name for name, value in config.items() if value in ("", "0", [], "0x")]
    assert not empty, "everything at once must fill every part that the form has"
    assert sum(bool(case["findings"]) for case in told["cases"]) >= 60


def _complaints(path: Path, now: int) -> list[tuple[str, str]]:
    try:
        spec = load_spec(path, now)
    except SpecErrors as error:
        return [(problem.path, problem.message) for problem in error.problems]
    try:
        spec.to_config(now, _no_names, spec.terms_document().hash)
    except SpecErrors as error:
        return [(problem.path, problem.message) for problem in error.problems]
    return []


def _no_names(name: str) -> str:
    raise PolypactError(f"{name} is no address")


def _plain(value: Any) -> Any:
    """An ABI tuple as JSON has it."""
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _values(value: Any) -> Any:
    """What the page names, without the names: its structs have the order of the ABI."""
    if isinstance(value, dict):
        return [_values(each) for each in value.values()]
    if isinstance(value, list):
        return [_values(each) for each in value]
    return value

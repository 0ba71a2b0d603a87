"""What is promised of the page's sources: what no line of them does, and which layer stands on which."""

from __future__ import annotations

import json
import os
import re
import subprocess

import pytest

from tests.kit.node_tools import ROOT, need_tools

VIEW = "src/views/history/Told.tsx"
SOURCES = ROOT / "web" / "src"
_IMPORT = re.compile(r"""(?:from|import\()\s*"(\.{1,2}/[^"]*)\"""")

#: What no view may have, one a line, with the rule that finds it.
FORBIDDEN = {
    'export const a = (at: HTMLElement) => { at.innerHTML = "<p>"; };': "no-restricted-syntax",
    'export const b = (at: HTMLElement) => { at.setAttribute("style", "color: red"); };': "no-restricted-syntax",
    'export const c = () => <p style="color: red" />;': "no-restricted-syntax",
    "export const d = () => <p>Words of its own</p>;": "no-restricted-syntax",
    'export const e = () => <iframe src="https://a.example" />;': "no-restricted-syntax",
    'export const f = () => fetch("https://a.example");': "no-restricted-globals",
    'export const g = () => new WebSocket("wss://a.example");': "no-restricted-globals",
    'export const h = () => { eval("1"); };': "no-eval",
}


def test_what_could_harm_is_not_written() -> None:
    need_tools()
    done = subprocess.run(
        [ROOT / "node_modules" / ".bin" / "eslint", "--format=json", "--stdin", "--stdin-filename", VIEW],
        cwd=ROOT / "web",
        env={**os.environ, "TSESTREE_SINGLE_RUN": "false"},  # or it looks at the file, and not at what it is given
        input="\n".join([*FORBIDDEN, ""]),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    (told,) = json.loads(done.stdout)
    found = {(message["line"], message["ruleId"]) for message in told["messages"]}
    assert {(line, rule) for line, rule in enumerate(FORBIDDEN.values(), 1)} <= found


def imports(layer: str) -> set[str]:
    """The layers that a layer takes something of, besides itself."""
    found = set()
    for file in (SOURCES / layer).rglob("*.ts*"):
        for path in _IMPORT.findall(file.read_text(encoding="utf-8")):
            target = (file.parent / path).resolve().relative_to(SOURCES)
            if len(target.parts) > 1:
                found.add(target.parts[0])
    return found - {layer}


@pytest.mark.parametrize(
    ("layer", "may_use"),
    [
        ("chain", {"format", "generated"}),
        ("wallet", {"chain", "generated", "text"}),
        ("generated", {"words"}),
        ("words", {"generated"}),
        ("model", {"chain", "format", "generated", "text", "wallet", "words"}),
        ("format", set()),
        ("text", {"format"}),
        ("ui", {"format", "text"}),
    ],
)
def test_no_layer_knows_those_above_it(layer: str, may_use: set[str]) -> None:
    assert imports(layer) <= may_use


def test_every_view_has_a_folder_of_its_own() -> None:
    folders = {file.name for file in (SOURCES / "views").iterdir()}
    assert all((SOURCES / "views" / name).is_dir() for name in folders)
    routes = (SOURCES / "app" / "views.ts").read_text(encoding="utf-8")
    assert folders == set(re.findall(r'"\.\./views/([a-z]+)"', routes))

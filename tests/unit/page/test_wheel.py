"""The page in the wheel: who installs polypact has it, without Node and without the sources."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from polypact.page.release import LIST, SITE, Release
from polypact.page.remote import reader
from tests.kit.node_tools import ROOT
from tests.unit.page.conftest import MadeUpNode


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel brings, and nothing else of ours."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "polypact", source / "polypact", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    out = tmp_path_factory.mktemp("out")
    make = "import sys, setuptools.build_meta as backend; backend.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", make, str(out)], cwd=source, check=True, capture_output=True)
    (wheel,) = out.glob("polypact-*.whl")
    folder = tmp_path_factory.mktemp("installed")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    shutil.rmtree(source)
    return folder


def environment(installed: Path) -> dict[str, str]:
    """Without Node on the path, and with the wheel's package before any other."""
    return {**os.environ, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}


def test_the_whole_page_is_in_the_wheel(installed: Path) -> None:
    release = Release.read((SITE / LIST).read_bytes(), "the page here")
    there = installed / "polypact" / "page" / "site"
    found = {file.relative_to(there).as_posix() for file in there.rglob("*") if file.is_file()}
    assert found == {*release.files, LIST}


def test_it_is_served_from_the_wheel(installed: Path, made_up_node: MadeUpNode, tmp_path: Path) -> None:
    # So that the node takes questions from pages, as the page would put them.
    made_up_node.of_options = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "content-type"}
    made_up_node.headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
    code = (
        "import sys, polypact.page.release as release\n"
        f"assert str(release.SITE).startswith({str(installed)!r}), release.SITE\n"
        "from polypact.cli.main import cli\n"
        f"sys.argv = ['polypact', 'page', '--no-open', '--json', '--network', {made_up_node.url!r}]\n"
        "cli(prog_name='polypact')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(installed),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stderr
        text = ""
        while not text.endswith("}\n"):
            line = process.stdout.readline()
            assert line, process.stderr.read()
            text += line
        told = json.loads(text)
        try:
            assert Release.installed().differences(reader(told["url"].split("#")[0])) == []
            assert (told["node"], told["chain_id"], told["through_this_server"]) == (made_up_node.url, 1337, False)
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""

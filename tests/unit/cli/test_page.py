"""`polypact page`, as far as it needs no node: what it takes, and whether a page is that of this release."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from polypact.cli import page
from polypact.cli.main import cli
from polypact.page.release import SITE, Release, sha256, whole


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["page", *arguments], prog_name="polypact")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "copy"))


def test_the_installed_page_is_verified() -> None:
    done = run("--verify")
    build = Release.installed().build
    assert done.exit_code == 0
    assert done.output == (
        f"the page of this installation is the page of this release to the byte: build {build}, "
        f"{len(Release.installed().files)} files\n"
    )


def test_a_copy_in_a_folder_is_verified(copy: Path) -> None:
    same = run("--verify", str(copy), "--json")
    build = Release.installed().build
    assert same.exit_code == 0
    assert json.loads(same.output) == {
        "same": True,
        "build": build,
        "its_build": build,
        "differences": [],
        "settings": None,
    }
    (copy / "index.html").write_text("<p>send it to me</p>")
    other = run("--verify", str(copy))
    assert other.exit_code == 1
    assert other.output == f"{copy} is not the page of this release (build {build}): index.html is another\n"
    told = json.loads(run("--verify", str(copy), "--json").output)
    assert (told["same"], told["differences"]) == (False, ["index.html is another"])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            '{"node": "https://n", "names": {"0x1": "You"}, "parents": ["https://p"]}',
            "the node https://n, 1 names, who ",
        ),
        ('{"node": "https://n"}', "the node https://n, 0 names"),
        ("{", "what cannot be read (site-config.json)"),
        ('{"names": 7}', "what cannot be read (site-config.json)"),
        ('{"node": "\\u001b[2J"}', "the node "),
    ],
)
def test_what_a_host_has_a_copy_believe_is_said(copy: Path, settings: str, said: str) -> None:
    (copy / "site-config.json").write_text(settings)
    done = run("--verify", str(copy))
    assert done.exit_code == 0
    assert f" files; besides, its host has it believe: {said}" in done.output and "\x1b" not in done.output
    assert json.loads(run("--verify", str(copy), "--json").output)["settings"] == settings


def test_what_lies_beside_a_copy_cannot_write_on_the_terminal(copy: Path) -> None:
    (copy / "\x1b[2J").write_text("")
    done = run("--verify", str(copy))
    assert done.exit_code == 1 and "\x1b" not in done.output and " is not of it" in done.output


def test_another_release_says_which_it_is(copy: Path) -> None:
    data = json.loads((copy / "release.json").read_text())
    text = b"of another release"
    (copy / "licences.txt").write_bytes(text)
    data["files"]["licences.txt"] = sha256(text)
    data["build"] = whole(data["files"])
    (copy / "release.json").write_text(json.dumps(data))
    done = run("--verify", str(copy))
    assert done.exit_code == 1
    assert done.output.endswith(f": licences.txt is another; it says that it is build {data['build']}\n")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("nowhere", "nowhere is neither a folder nor an address that begins with https:// or http://"),
        ("ipfs://bafy", "ipfs://bafy is neither a folder nor an address that begins with https:// or http://"),
        (".", "there is no page at .: it has no release.json"),
        ("http://127.0.0.1:9/", "nothing answers at http://127.0.0.1:9/: "),
    ],
)
def test_what_is_no_page_is_said_in_one_line(
    where: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("--verify", where)
    assert done.exit_code == 1
    assert " ".join(done.output.split()).startswith(f"Error: {said}")


@pytest.mark.parametrize("option", ["--also", "--frame-by"])
@pytest.mark.parametrize(
    "given", ["example.org", "ftp://x", "https://", "https://*", "https://a;b", "https://u@h", "https://a b", "'self'"]
)
def test_an_address_of_others_is_checked(option: str, given: str) -> None:
    done = run(option, given)
    assert done.exit_code == 2
    assert "is no address like https://example.org" in " ".join(done.output.split())


def test_of_an_address_of_others_the_path_does_not_count() -> None:
    kept = page._origins(None, None, ("https://App.Safe.global/share?x", "http://127.0.0.1:8080"))  # type: ignore[arg-type]
    assert kept == ["https://app.safe.global", "http://127.0.0.1:8080"]


def test_a_chain_inside_the_program_is_no_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("--network", "ethereum:local:test", "--no-open")
    assert done.exit_code == 1
    assert "the node of this network does not speak HTTP, which is all that a page can" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("variables", "opened"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True), ({"BROWSER": "firefox"}, True)],
)
def test_no_browser_is_opened_inside_a_terminal(
    variables: dict[str, str], opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("webbrowser.open", lambda url: asked.append(url) is None)
    assert page._open("http://127.0.0.1:1/") is opened
    assert asked == (["http://127.0.0.1:1/"] if opened else [])


def test_help_and_verify_load_neither_web3_nor_ape() -> None:
    code = (
        "import sys\nfrom polypact.cli.main import cli\n"
        "cli(['page', '--help'], standalone_mode=False)\ncli(['page', '--verify'], standalone_mode=False)\n"
        "print('loaded', sorted({'web3', 'ape', 'eth_abi', 'requests', 'http.server'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"

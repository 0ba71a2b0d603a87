"""The build of the page: the same bytes from the same sources, wherever they lie, and every part with its hash."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from polypact.page.release import LIST, SITE, Release, compare_folder
from tests.kit.node_tools import ROOT, build_page

_TAG = re.compile(
    r'<(?:script type="module" src|link rel="(?:stylesheet|modulepreload)" href)="([^"]+)" integrity="([^"]+)">'
)


DOCS = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "a folder" / "page"
    done = build_page("--out", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(
        r"^First view: [0-9.]+ kB compressed, of 170\.0 kB at most\. Build [0-9a-f]{64}$", done.stdout, re.M
    )
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all that the page is made of, to change something in."""
    root = tmp_path / "else where"
    shutil.copytree(ROOT / "web", root / "web")
    for name in ("package.json", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, root)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def hashes(folder: Path) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in contents(folder).items()}


def sri(kind: str, content: bytes) -> str:
    return f"{kind}-{base64.b64encode(hashlib.new(kind, content).digest()).decode()}"


def test_the_committed_page_is_what_its_sources_make(built: Path) -> None:
    assert hashes(built) == hashes(SITE), "polypact/page/site is stale: run ./run build"


def test_a_copy_of_the_tree_makes_the_same_bytes(built: Path, copy: Path) -> None:
    done = build_page(root=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert hashes(copy / "polypact" / "page" / "site") == hashes(built)


def test_nothing_of_the_machine_is_in_it(built: Path) -> None:
    for path, content in contents(built).items():
        for trace in (str(ROOT), str(Path.home()), str(built), "sourceMappingURL"):
            assert trace.encode() not in content, f"{trace} in {path}"


def test_the_list_of_the_release_is_right(built: Path) -> None:
    release = Release.read((built / LIST).read_bytes(), "the build")
    assert set(release.files) == set(contents(built)) - {LIST}
    assert compare_folder(release, built) == []
    assert json.loads((built / LIST).read_text())["version"] == version("polypact")


def test_the_hash_of_the_whole_needs_no_tool_of_ours(built: Path) -> None:
    """The very command of docs/page.md."""
    (command,) = re.findall(r"^find \* .*$", DOCS, re.M)
    done = subprocess.run(["bash", "-c", command], cwd=built, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == json.loads((built / LIST).read_text())["build"]


def test_it_is_built_for_the_browsers_that_are_named() -> None:
    (line,) = re.findall(r"^- Browsers: (.*), and newer\.$", DOCS, re.M)
    named = dict(re.findall(r"(Edge|Firefox|Safari) ([0-9.]+)", line))
    (target,) = re.findall(r"^  target: \[(.*)\],$", (ROOT / "web" / "build.mjs").read_text(), re.M)
    assert target == ", ".join(
        f"'{browser}{named[name]}'"
        for browser, name in (("chrome", "Edge"), ("firefox", "Firefox"), ("safari", "Safari"))
    )


def test_what_the_first_view_does_not_need_comes_later(built: Path) -> None:
    html = (built / "index.html").read_text()
    at_once = [(built / path).read_text() for path, _ in _TAG.findall(html) if path.endswith(".js")]
    later = [file.read_text() for file in built.rglob("*.js") if file.read_text() not in at_once]
    for name, trace in (
        ("German", "Einstellungen"),
        ("statements as PDF", "%PDF-"),
        ("founding", "# beside this file"),
    ):
        assert not [text for text in at_once if trace in text], f"{name} is in the first view"
        assert [text for text in later if trace in text], f"{name} is nowhere"


def test_every_part_has_its_hash_and_every_path_is_relative(built: Path) -> None:
    html = (built / "index.html").read_text()
    tags = dict(_TAG.findall(html))
    assert len(tags) == len(re.findall(r'<script type="module"|rel="stylesheet"|rel="modulepreload"', html))
    for path, integrity in tags.items():
        assert integrity == sri("sha384", (built / path).read_bytes())
    (importmap,) = re.findall(r'<script type="importmap">(.*?)</script>', html)
    given = json.loads(importmap)["integrity"]
    scripts = {f"./{path}": sri("sha384", content) for path, content in contents(built).items() if path.endswith(".js")}
    assert given == scripts
    assert sri("sha256", importmap.encode()) in html
    for link in re.findall(r'(?:src|href)="([^"]*)"', html):
        assert not link.startswith(("/", "http")) and (built / link).is_file()


def test_the_policy_lets_nothing_in(built: Path) -> None:
    html = (built / "index.html").read_text()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe" not in policy and "*" not in policy.replace("http://127.0.0.1:*", "").replace(
        "http://localhost:*", ""
    )
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/=]{44}'", rules.pop("script-src"))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self' https: http://127.0.0.1:* http://localhost:*",
        "form-action": "'none'",
        "base-uri": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert html.index("Content-Security-Policy") < html.index("<script")
    assert not re.search(r"<[^>]*\s(style|on\w+)=", html)


def test_licences_of_what_is_in_it_are_told(built: Path) -> None:
    text = (built / "licences.txt").read_text()
    for name in ("preact", "viem"):
        version = json.loads((ROOT / "node_modules" / name / "package.json").read_text())["version"]
        assert f"\n{name} {version} (MIT)\n\n" in text
    assert text.count("Permission is hereby granted") >= 2
    assert text.endswith((ROOT / "LICENSE").read_text())


def test_a_changed_source_is_seen(copy: Path) -> None:
    assert build_page(root=copy).returncode == 0
    assert build_page("--check", root=copy).returncode == 0
    with (copy / "web" / "src" / "main.tsx").open("a") as main:
        main.write("document.title = 'Changed';\n")
    done = build_page("--check", root=copy)
    assert done.returncode == 1
    assert "polypact/page/site is not what web/ makes (assets/main-" in done.stderr
    assert "run ./run build" in done.stderr


def test_a_first_view_that_weighs_too_much_fails(copy: Path) -> None:
    # What no packing makes smaller.
    noise = base64.b64encode(b"".join(hashlib.sha256(bytes([a, b])).digest() for a in range(40) for b in range(256)))
    (copy / "web" / "src" / "noise.ts").write_text(f'export const noise = "{noise.decode()}";\n')
    with (copy / "web" / "src" / "main.tsx").open("a") as main:
        main.write("import { noise } from './noise';\ndocument.title = noise;\n")
    done = build_page(root=copy)
    assert done.returncode == 1
    assert re.search(r"the first view is \d+\.\d kB, more than the 170\.0 kB it may be; load", done.stderr)


def test_styles_of_a_part_that_comes_later_are_refused(copy: Path) -> None:
    (copy / "web" / "src" / "late.css").write_text("p { margin: 0 }\n")
    (copy / "web" / "src" / "late.ts").write_text("import './late.css';\nexport const late = 1;\n")
    with (copy / "web" / "src" / "main.tsx").open("a") as main:
        main.write("void import('./late');\n")
    done = build_page(root=copy)
    assert done.returncode == 1 and "there must be one style sheet" in done.stderr


def test_a_folder_of_something_else_is_left_alone(copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    done = build_page("--out", str(other), root=copy)
    assert done.returncode == 1 and "holds files of something else" in done.stderr
    assert contents(other) == {"thesis.txt": b"years of work"}


def test_what_is_no_longer_of_the_page_is_removed(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build_page("--out", str(out), root=copy).returncode == 0
    before = set(contents(out))
    with (copy / "web" / "src" / "main.tsx").open("a") as main:
        main.write("document.title = 'Changed';\n")
    assert build_page("--out", str(out), root=copy).returncode == 0
    after = contents(out)
    assert set(after) != before
    assert set(after) == {*json.loads(after[LIST])["files"], LIST}

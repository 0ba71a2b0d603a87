"""What the page is: files that a browser checks, a policy that a browser holds it to, any host that it may lie on."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from polypact.page.node_access import NodeAddress, Passage
from polypact.page.release import Release, read_site
from polypact.page.server import PageServer, Served
from polypact.page.site_config import SiteConfig
from tests.web.conftest import Visit
from tests.web.site import Site
from tests.web.stage import CHAIN, Chain

CHECK = "Check this page\u2019s files"
STEAL = b"\nglobalThis.stolen = true;\n"


@pytest.fixture
def copy(built_page: Path, tmp_path: Path) -> Path:
    """A copy of the page, to change something in."""
    return Path(shutil.copytree(built_page, tmp_path / "copy"))


@pytest.fixture
def host() -> Iterator[Callable[[Path], str]]:
    """Serves a folder as any static host does: no headers of ours, no configuration."""
    with ExitStack() as stack:

        def serve(folder: Path) -> str:
            site = Site(folder)
            stack.callback(site.close)
            return site.url

        yield serve


@pytest.fixture
def page(browser: Browser) -> Page:
    opened = browser.new_context(locale="en-GB").new_page()
    opened.set_default_timeout(20_000)
    return opened


def part(folder: Path, name: str) -> Path:
    """A script of the page that is loaded when it is needed."""
    (found,) = (folder / "assets").glob(f"{name}-*.js")
    return found


def add(file: Path, content: bytes) -> None:
    file.write_bytes(file.read_bytes() + content)


def starts(page: Page) -> None:
    expect(page.get_by_role("contentinfo")).to_be_visible()
    expect(page.get_by_text("The page does not start")).to_have_count(0)


def test_a_part_that_was_changed_is_refused_when_it_is_needed(
    copy: Path, host: Callable[[Path], str], page: Page
) -> None:
    settings = part(copy, "settings")
    add(settings, STEAL)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    url = host(copy)
    page.goto(url)
    starts(page)
    with page.expect_request(lambda request: request.url.endswith(settings.name)):
        page.goto(f"{url}#/settings")
    page.wait_for_timeout(300)
    assert any("integrity" in text and settings.name in text for text in refused), refused
    assert page.evaluate("globalThis.stolen") is None
    # The same, as it was built, runs: it was the change that was refused.
    settings.write_bytes(settings.read_bytes().removesuffix(STEAL))
    page.goto("about:blank")
    page.goto(f"{url}#/settings")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("globalThis.stolen") is None
    assert not [text for text in refused if "integrity" in text][1:]


def test_a_page_whose_script_was_changed_says_that_it_does_not_start(
    copy: Path, host: Callable[[Path], str], page: Page
) -> None:
    add(part(copy, "main"), STEAL)
    page.goto(host(copy))
    expect(page.get_by_role("heading", name="The page does not start")).to_be_visible()
    assert page.evaluate("globalThis.stolen") is None


def test_a_style_sheet_that_was_changed_is_refused(copy: Path, host: Callable[[Path], str], page: Page) -> None:
    (sheet,) = (copy / "assets").glob("*.css")
    add(sheet, b"\nbody { background: url(/spy) }\n")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host(copy))
    starts(page)
    assert page.evaluate("document.styleSheets.length") == 0
    assert not [url for url in asked if "spy" in url]


def test_the_page_checks_its_own_files(copy: Path, host: Callable[[Path], str], page: Page) -> None:
    url = host(copy)
    release = Release.read((copy / "release.json").read_bytes(), "the copy")
    page.goto(f"{url}#/settings")
    expect(page.get_by_text(release.build, exact=True)).to_be_visible()
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_text(f"All {len(release.files)} files are those of the release.")).to_be_visible()
    add(copy / "licences.txt", b"\n")
    page.get_by_role("button", name=CHECK).click()
    wrong = page.get_by_role("main").get_by_role("status")
    expect(wrong).to_contain_text("These files are not those of the release:")
    expect(wrong).to_contain_text("licences.txt")


def test_it_asks_nobody_but_its_host_before_somebody_names_a_node(
    built_page: Path, host: Callable[[Path], str], page: Page
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    url = host(built_page)
    for view in ("", "#/settings", "#/found", f"#/1:0x{'11' * 20}", "#/nowhere"):
        page.goto(url + view)
        starts(page)
        page.wait_for_timeout(200)
    assert asked and all(each.startswith(url) for each in asked), asked


def test_it_works_from_any_folder_of_a_host(
    built_page: Path, tmp_path: Path, host: Callable[[Path], str], page: Page
) -> None:
    inner = tmp_path / "root" / "ipfs" / "bafy"
    shutil.copytree(built_page, inner)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{host(tmp_path / 'root')}ipfs/bafy/#/settings")
    starts(page)
    assert failed == []


def test_t60_what_a_page_could_be_made_to_run_does_not_run(
    built_page: Path, host: Callable[[Path], str], page: Page
) -> None:
    page.goto(host(built_page))
    starts(page)
    refused = page.evaluate(
        """async () => {
          await new Promise((done) => setTimeout(done, 20)); // what the browser's own tools may do ends with their call
          const refused = [];
          const attempt = async (name, act) => {
            try { await act(); } catch { refused.push(name); }
          };
          await attempt('innerHTML', () => { document.createElement('p').innerHTML = '<img>'; });
          await attempt('srcdoc', () => { document.createElement('iframe').srcdoc = '<p>'; });
          await attempt('eval', () => { (0, eval)('globalThis.stolen = 1'); });
          await attempt('Function', () => { new Function('globalThis.stolen = 1')(); });
          await attempt('timeout', () => { setTimeout('globalThis.stolen = 1', 0); });
          await attempt('policy', () => { trustedTypes.createPolicy('mine', {}); });
          await attempt('import', () => import('data:text/javascript,globalThis.stolen = 1'));
          await attempt('http', () => fetch('http://192.0.2.1/'));
          await attempt('beacon', async () => {
            const told = [];
            document.addEventListener('securitypolicyviolation', (event) => told.push(event.blockedURI));
            navigator.sendBeacon('http://192.0.2.1/beacon');
            await new Promise((done) => setTimeout(done, 300));
            if (told.some((uri) => uri.endsWith('/beacon'))) throw new Error();
          });
          const inline = document.createElement('p');
          inline.setAttribute('style', 'color: red');
          document.body.append(inline);
          if (!inline.style.color) refused.push('style');
          await new Promise((done) => setTimeout(done, 100));
          if (globalThis.stolen === undefined) refused.push('nothing ran');
          return refused;
        }"""
    )
    assert refused == [
        "innerHTML",
        "srcdoc",
        "eval",
        "Function",
        "timeout",
        "policy",
        "import",
        "http",
        "beacon",
        "style",
        "nothing ran",
    ]


def test_another_node_is_chosen_on_the_spot(visit: Visit) -> None:
    visit.hosts.append(visit.chain.node.uri)
    visit.node.is_down = True
    page = visit.open()
    expect(page.get_by_role("link", name="Use another node")).to_be_visible()
    page.goto(visit.address("settings"))
    page.get_by_label("Address of the node").fill(visit.chain.node.uri)
    page.get_by_role("button", name="Save").click()
    # The page begins anew, now that its policy lets it ask that node, too.
    expect(page.get_by_text(f"Asked now: {visit.chain.node.uri.removeprefix('http://')}")).to_be_visible()
    page.goto(visit.address())
    expect(page.get_by_role("heading", level=1, name="Harbour Joint Venture")).to_be_visible()
    # And so it does after it was opened anew.
    page.goto("about:blank")
    visit.open()
    expect(page.get_by_role("heading", level=1, name="Harbour Joint Venture")).to_be_visible()


def test_a_node_behind_the_pages_own_server_is_asked_there_alone(
    built_page: Path, chain: Chain, browser: Browser
) -> None:
    uri = chain.node.uri
    told = SiteConfig(CHAIN, "rpc", uri, "", chain.partnership.address, folder=chain.story.deployments.path.parent)
    with PageServer(0) as server:
        server.served = Served(read_site(built_page), told, Passage(NodeAddress(f"{uri}/?key=s3cr3t")))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        page = browser.new_context(locale="en-GB").new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{server.origin}/#/{CHAIN}:{chain.partnership.address}")
        expect(page.get_by_role("heading", level=1, name="Harbour Joint Venture")).to_be_visible()
        expect(page.get_by_role("contentinfo")).to_contain_text(f"from {uri.removeprefix('http://')}")
        assert f"{server.origin}/rpc" in asked
        assert all(url.startswith(f"{server.origin}/") for url in asked), asked
        assert "s3cr3t" not in page.content()
        server.shutdown()


# --- who may show it in a frame ---


@pytest.fixture
def served(built_page: Path) -> Iterator[Callable[[list[str]], str]]:
    """By the package's server, which lets these origins have the page in a frame."""
    with ExitStack() as stack:

        def serve(frames: list[str]) -> str:
            server = stack.enter_context(PageServer(0))
            server.served = Served(read_site(built_page), frames=frames)
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            stack.callback(server.shutdown)
            return f"{server.origin}/"

        yield serve


def framed(page: Page, parent: str, inner: str) -> str:
    """What is seen in a frame of another page: the title of what is in it."""
    page.goto(parent)
    page.evaluate(
        "url => { const frame = document.createElement('iframe'); frame.src = url; document.body.append(frame); }",
        inner,
    )
    page.wait_for_timeout(1_500)
    return page.frames[-1].title()


def test_nobody_may_frame_it_but_who_was_named(
    served: Callable[[list[str]], str], host: Callable[[Path], str], tmp_path: Path, page: Page
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>A parent</title><body></body>")
    parent, stranger = host(tmp_path), host(tmp_path)
    assert "Polypact" not in framed(page, parent, served([]))
    open_to_one = served([parent.rstrip("/")])
    assert "Polypact" in framed(page, parent, open_to_one)
    assert "Polypact" not in framed(page, stranger, open_to_one)

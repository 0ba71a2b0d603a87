"""What the page's server gives, to whom, and what it says to browsers besides."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from polypact.page.node_access import NodeAddress, Passage
from polypact.page.server import PageServer, Served
from polypact.page.site_config import SiteConfig
from polypact.text.errors import PolypactError
from tests.unit.page.conftest import FILES, HTML, MadeUpNode, Visitor, listed

Serve = Callable[[Served], Visitor]
CALL = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}


@pytest.fixture
def page(visit: Serve) -> Visitor:
    return visit(Served(listed(FILES)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/assets/main-ABC.js", "text/javascript; charset=utf-8"),
        ("/assets/main-ABC.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/licences.txt", "text/plain; charset=utf-8"),
        ("/release.json", "application/json"),
    ],
)
def test_files_come_with_their_types(page: Visitor, path: str, kind: str) -> None:
    answer = page.ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    name = path.split("?")[0].removeprefix("/") or "index.html"
    assert answer.content == listed(FILES)[name]


def test_head_says_the_same_without_the_content(page: Visitor) -> None:
    whole, head = page.ask("/"), page.ask("/", "HEAD")
    assert head.status == 200 and head.content == b""
    assert head.headers["Content-Length"] == str(len(HTML))
    assert {**head.headers, "Date": ""} == {**whole.headers, "Date": ""}


def test_a_browser_keeps_what_its_name_makes_unchangeable(page: Visitor) -> None:
    assert "immutable" in page.ask("/assets/main-ABC.js").headers["Cache-Control"]
    assert page.ask("/").headers["Cache-Control"] == "no-store"  # its policy may be another one the next time
    first = page.ask("/release.json")
    assert first.headers["Cache-Control"] == "no-cache"
    again = page.ask("/release.json", If_None_Match=first.headers["ETag"])
    assert (again.status, again.content) == (304, b"")
    assert page.ask("/release.json", If_None_Match='"another"').status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/..",
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/..%2fpyproject.toml",
        "/assets/../index.html",
        "/assets/..%5c..%5cpyproject.toml",
        "//etc/passwd",
        "/etc/passwd",
        "/%00",
        "/index.html%00.js",
        "/assets",
        "/assets/",
        "/INDEX.HTML",
        "/release.json/",
        "/site-config.json",
        "/rpc",
    ],
)
def test_nothing_but_the_files_of_the_page_is_served(page: Visitor, path: str) -> None:
    answer = page.ask(path)
    assert (answer.status, answer.text) == (404, "there is no such file; the page is at /\n")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/site-config.json"])
def test_another_name_that_leads_here_is_refused(visit: Serve, host: str, path: str, tmp_path: Path) -> None:
    page = visit(Served(listed(FILES), SiteConfig(1337, "rpc", "http://node", folder=tmp_path)))
    answer = page.ask(path, Host=host.format(port=page.server.server_port))
    assert answer.status == 421 and "names" not in answer.text and "title" not in answer.text
    assert page.ask(path, Host=f"LOCALHOST:{page.server.server_port}").status == 200


def test_no_name_at_all_is_refused(page: Visitor) -> None:
    assert page.ask("/", Host=None).status == 421


@pytest.mark.parametrize(("method", "status"), [("PUT", 501), ("DELETE", 501), ("OPTIONS", 501), ("POST", 404)])
def test_other_methods_are_refused(page: Visitor, method: str, status: int) -> None:
    answer = page.ask("/index.html", method, b"x")
    assert answer.status == status
    assert answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", "/nowhere"), ("PUT", "/"), ("POST", "/rpc")])
def test_every_answer_has_the_policy(page: Visitor, method: str, path: str) -> None:
    told = page.ask(path, method, b"").headers
    assert told["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
    )
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "no-referrer"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    for allowed in ("camera=()", "payment=()", "usb=()", "clipboard-write=(self)"):
        assert allowed in told["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in told


def test_only_what_was_named_may_be_asked_and_may_frame(visit: Serve) -> None:
    frames = ["https://app.example"]
    page = visit(Served(listed(FILES), asked=["http://127.0.0.1:8545", "https://gateway.example"], frames=frames))
    told = page.ask("/").headers
    policy = told["Content-Security-Policy"]
    assert "connect-src 'self' http://127.0.0.1:8545 https://gateway.example;" in policy
    assert policy.endswith("frame-ancestors https://app.example")
    assert "X-Frame-Options" not in told
    for path in ("/manifest.json", "/icon.svg"):
        about = page.ask(path).headers
        assert about["Access-Control-Allow-Origin"] == "*"
        assert about["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Origin" not in page.ask("/release.json").headers


def test_what_the_page_is_told_is_read_anew(visit: Serve, tmp_path: Path) -> None:
    page = visit(Served(listed(FILES), SiteConfig(1337, "rpc", "http://node.example", folder=tmp_path)))
    answer = page.ask("/site-config.json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.content) == {
        "chainId": 1337,
        "isTest": True,
        "node": "rpc",
        "nodeName": "http://node.example",
        "names": {},
        "partnerships": [],
        "parents": [],
        "asks": [],
    }
    crane = "0x1111111111111111111111111111111111111111"
    (tmp_path / "1337.names.json").write_text(json.dumps({"chain_id": 1337, "names": {crane: "Test House"}}))
    assert json.loads(page.ask("/site-config.json").content)["names"] == {crane: "Test House"}
    (tmp_path / "1337.names.json").write_text("{")
    broken = page.ask("/site-config.json")
    assert broken.status == 500 and "1337.names.json" in broken.text


# --- questions to the node ---


@pytest.fixture
def passing(visit: Serve, made_up_node: MadeUpNode) -> Visitor:
    return visit(Served(listed(FILES), passage=Passage(NodeAddress(made_up_node.url))))


def test_questions_of_the_page_are_passed_on(passing: Visitor, made_up_node: MadeUpNode) -> None:
    answer = passing.question(CALL)
    assert (answer.status, answer.content) == (200, made_up_node.body)
    assert answer.headers["Cache-Control"] == "no-store"
    ((path, _, body),) = made_up_node.asked
    assert (path, json.loads(body)) == ("/", CALL)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": None}, 415),
    ],
)
def test_questions_of_others_are_not(
    passing: Visitor, made_up_node: MadeUpNode, headers: dict[str, str | None], status: int
) -> None:
    assert passing.question(CALL, **headers).status == status
    assert made_up_node.asked == []


@pytest.mark.parametrize(
    ("length", "status"), [("", 411), ("-1", 411), ("1e3", 411), (str(64 * 1024 * 1024), 413), ("9" * 30, 411)]
)
def test_a_question_has_a_length_that_is_no_more_than_can_be_asked(
    passing: Visitor, made_up_node: MadeUpNode, length: str, status: int
) -> None:
    own = {"Origin": passing.server.origin, "Content_Type": "application/json"}
    assert passing.ask("/rpc", "POST", b"{}", length=length, **own).status == status
    assert made_up_node.asked == []


@pytest.mark.parametrize("origin", ["https://other.example", "https://other.example:8443", "http://127.0.0.1:8546"])
def test_another_node_may_be_asked_when_its_reader_chooses_it(visit: Serve, tmp_path: Path, origin: str) -> None:
    config = SiteConfig(1337, "http://127.0.0.1:8545", "http://127.0.0.1:8545", folder=tmp_path)
    page = visit(Served(listed(FILES), config, asked=["http://127.0.0.1:8545"]))
    for _ in range(2):  # the second time nothing changes
        assert page.post("/may-ask", {"origin": origin}).status == 200
        policy = page.ask("/").headers["Content-Security-Policy"]
        assert f"connect-src 'self' http://127.0.0.1:8545 {origin};" in policy
        assert json.loads(page.ask("/site-config.json").content)["asks"] == ["http://127.0.0.1:8545", origin]


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://*"},
        {"origin": "https:"},
        {"origin": "https://a.example; script-src *"},
        {"origin": "https://a.example/path"},
        {"origin": "https://a.example\nX: y"},
        {"origin": "http://other.example"},
        {"origin": "http://127.0.0.1:*"},
        {"origin": "'unsafe-inline'"},
        {"origin": "data:"},
        {"origin": ["https://a.example"]},
        {},
        [],
        "https://a.example",
        b"{",
    ],
)
def test_what_is_no_node_may_not(page: Visitor, said: object) -> None:
    before = page.ask("/").headers["Content-Security-Policy"]
    assert page.post("/may-ask", said).status == 400
    assert page.ask("/").headers["Content-Security-Policy"] == before


def test_other_pages_let_nobody_be_asked(page: Visitor) -> None:
    said = {"origin": "https://other.example"}
    assert page.post("/may-ask", said, Origin="https://evil.example").status == 403
    assert page.post("/may-ask", said, Content_Type="text/plain").status == 415
    assert page.post("/may-ask", said, Host="evil.example").status == 421
    assert page.post("/may-ask", {**said, "more": "x" * 2_000}).status == 413
    assert "other.example" not in page.ask("/").headers["Content-Security-Policy"]


def test_not_any_number_may_be_asked(page: Visitor) -> None:
    answers = [page.post("/may-ask", {"origin": f"https://n{number}.example"}).status for number in range(40)]
    assert answers == [200] * 32 + [429] * 8


def test_without_a_passage_nothing_is_passed_on(page: Visitor) -> None:
    assert page.question(CALL).status == 404


def test_the_server_is_quiet(passing: Visitor, capfd: pytest.CaptureFixture[str]) -> None:
    passing.ask("/")
    passing.ask("/nowhere")
    passing.question(CALL)
    passing.ask("/", "NONSENSE")
    assert capfd.readouterr() == ("", "")


def test_the_same_port_is_asked_for_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def bind(self: PageServer, address: tuple[str, int], handler: object) -> None:
        asked.append(address[1])
        if address[1]:
            raise OSError(98, "in use")

    monkeypatch.setattr("polypact.page.server.ThreadingHTTPServer.__init__", bind)
    PageServer()
    assert asked == [4817, 0]


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PolypactError, match=f"cannot listen on port {port}: .*; choose another --port"):
            PageServer(port)


def test_nobody_but_this_machine_can_ask(page: Visitor) -> None:
    assert page.server.server_address[0] == "127.0.0.1"

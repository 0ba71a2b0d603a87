"""A made-up page, what serves it, and nodes that answer as they are told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from polypact.page.release import LIST, sha256, whole
from polypact.page.server import PageServer, Served

HTML = b"""<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self' https:">
<title>Made up</title>
"""
FILES = {
    "assets/main-ABC.js": b"go()\n",
    "assets/main-ABC.css": b"p{}\n",
    "icon.svg": b"<svg/>\n",
    "index.html": HTML,
    "licences.txt": "Licence of \u00e4\n".encode(),
    "manifest.json": b"{}\n",
}


def listed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a page with their list."""
    hashes = {path: sha256(content) for path, content in files.items()}
    return {**files, LIST: json.dumps({"build": whole(hashes), "files": hashes}).encode()}


def write_page(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Visitor:
    """Asks a server for exactly that path, with exactly these headers."""

    def __init__(self, server: PageServer) -> None:
        self.server = server

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        *,
        length: str | None = None,
        **headers: str | None,
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            given = {"Host": f"127.0.0.1:{self.server.server_port}"}
            given |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
            if "Host" in headers and headers["Host"] is None:
                del given["Host"]
            for name, value in given.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)) if length is None else length)
            connection.endheaders(body)
            return _answer(connection.getresponse())
        finally:
            connection.close()

    def question(self, body: Any, **headers: str | None) -> Answer:
        """A question to the node, as the page puts it."""
        return self.post("/rpc", body, **headers)

    def post(self, path: str, body: Any, **headers: str | None) -> Answer:
        """What the page itself sends, as JSON."""
        own: dict[str, str | None] = {"Origin": self.server.origin, "Content_Type": "application/json"}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.ask(path, "POST", raw, **{**own, **headers})


def _answer(response: HTTPResponse) -> Answer:
    return Answer(response.status, dict(response.getheaders()), response.read())


@contextmanager
def serving(served: Served) -> Iterator[Visitor]:
    with PageServer(0) as server:
        server.served = served
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield Visitor(server)
        server.shutdown()
        thread.join()


@pytest.fixture
def visit() -> Iterator[Callable[[Served], Visitor]]:
    """Serves something to a visitor, until the test ends."""
    with ExitStack() as stack:
        yield lambda served: stack.enter_context(serving(served))


@dataclass
class MadeUpNode:
    """Answers what it is told to; keeps what it was asked."""

    status: int = 200
    body: bytes = b'{"jsonrpc":"2.0","id":1,"result":"0x539"}'
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    of_options: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def made_up_node() -> Iterator[MadeUpNode]:
    node = MadeUpNode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            node.asked.append((self.path, dict(self.headers.items()), body))
            self._send(node.status, node.body, node.headers)

        def do_OPTIONS(self) -> None:
            self._send(204, b"", node.of_options)

        def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    node.url = f"http://127.0.0.1:{server.server_port}"
    yield node
    server.shutdown()
    server.server_close()
    thread.join()

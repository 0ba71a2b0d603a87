"""Serves the page on this machine, without Node: its files, what it is told, and questions to the node.

Only what the release lists is served, by its exact path, so that there is no folder to list and nothing outside to get
at. Other pages in the same browser cannot speak to it: every request must name this server as its host (or a name of
theirs could be made to lead here), and what is asked of the node must come from the page itself.

The page may ask the node that it was started for, and nobody else. If a reader chooses another one in the page, it
says so here: from the next time that the page is loaded, that one may be asked, too.
"""

from __future__ import annotations

import contextlib
import json
import re
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from polypact.page.node_access import PATH, Passage
from polypact.page.policy import headers
from polypact.page.release import SETTINGS, sha256
from polypact.page.site_config import SiteConfig
from polypact.text.errors import PolypactError

#: Asked for first, so that what a browser keeps for the page is found again the next time.
USUAL_PORT = 4817
#: Where the page says which other node its reader has chosen.
MAY_ASK = "may-ask"
_LARGEST_QUESTION = 4 * 1024 * 1024
_LARGEST_ORIGIN = 1024
_MOST_ASKED = 32
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
#: What an application that shows pages in frames reads about this one from another origin.
_ABOUT = ("manifest.json", "icon.svg")


@dataclass(frozen=True)
class Served:
    """What is served."""

    files: Mapping[str, bytes]
    config: SiteConfig | None = None
    passage: Passage | None = None
    asked: Sequence[str] = ()
    """Origins that the page may ask, besides this server."""
    frames: Sequence[str] = ()
    """Origins that may show the page in a frame."""

    @cached_property
    def tags(self) -> Mapping[str, str]:
        return {path: f'"{sha256(content)}"' for path, content in self.files.items()}

    @cached_property
    def headers(self) -> Mapping[str, str]:
        return headers(self.files["index.html"], self.asked, self.frames)


class PageServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 only."""

    daemon_threads = True

    def __init__(self, port: int | None = None) -> None:
        """Takes `port`, or else the usual one or any that is free.

        Raises:
            PolypactError: The port is taken.
        """
        self.served: Served | None = None
        self._changing = threading.Lock()
        for each in (port,) if port is not None else (USUAL_PORT, 0):
            try:
                super().__init__(("127.0.0.1", each), _Handler)
                return
            except OSError as error:
                trouble = error.strerror or str(error)
        raise PolypactError(f"cannot listen on port {port}: {trouble}; choose another --port, or none")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def hosts(self) -> frozenset[str]:
        names = ("127.0.0.1", "localhost")
        return frozenset(names if self.server_port == 80 else (f"{name}:{self.server_port}" for name in names))

    def let_ask(self, origin: str) -> bool:
        """Lets the page ask somebody else, too, from its next loading on; not any number of them."""
        with self._changing:
            served = self.served
            if served and origin not in served.asked:
                if len(served.asked) >= _MOST_ASKED:
                    return False
                self.served = replace(served, asked=[*served.asked, origin])
        return True

    def serve_until_stopped(self) -> None:
        """Serves until Ctrl-C, or until the process is asked to end; to be called in its main thread."""
        stops = (signal.SIGINT, signal.SIGTERM)
        # Ape, where it is loaded, makes an exit with an error of the first.
        before = [signal.signal(each, signal.default_int_handler) for each in stops]
        try:
            with contextlib.suppress(KeyboardInterrupt):
                self.serve_forever()
        finally:
            for each, handler in zip(stops, before, strict=True):
                signal.signal(each, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hung up is nobody's trouble."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "polypact"
    sys_version = ""
    timeout = 60
    server: PageServer

    def do_GET(self) -> None:
        self._answer_file()

    def do_HEAD(self) -> None:
        self._answer_file()

    def do_POST(self) -> None:
        served = self._served()
        if served is None:
            return
        path = urlsplit(self.path).path
        largest = {f"/{PATH}": _LARGEST_QUESTION, f"/{MAY_ASK}": _LARGEST_ORIGIN}.get(path)
        if largest is None or (path == f"/{PATH}" and served.passage is None):
            self._refuse(HTTPStatus.NOT_FOUND, "nothing is taken here")
        elif self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            self._refuse(HTTPStatus.FORBIDDEN, "only the page itself may ask here")
        elif (self.headers.get("Content-Type") or "").split(";")[0].strip().lower() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "questions are JSON")
        elif (length := self._length()) is None:
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "how long the question is must be said")
        elif length > largest:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {largest:,} bytes")
        elif path == f"/{MAY_ASK}":
            self._let_ask(self.rfile.read(length))
        elif served.passage:
            self._send_json(*served.passage.pass_on(self.rfile.read(length)))

    def _let_ask(self, body: bytes) -> None:
        """Another node that the reader has chosen."""
        origin = _origin(body)
        if origin is None:
            self._refuse(HTTPStatus.BAD_REQUEST, "a node is at https, or on this machine")
        elif not self.server.let_ask(origin):
            self._refuse(HTTPStatus.TOO_MANY_REQUESTS, "no more than that; start the page anew")
        else:
            self._send_json(HTTPStatus.OK, b"{}")

    def _answer_file(self) -> None:
        served = self._served()
        if served is None:
            return
        path = unquote(urlsplit(self.path).path).removeprefix("/") or "index.html"
        if path == SETTINGS and served.config:
            self._answer_config(served.config, served.asked)
        elif path not in served.files:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such file; the page is at /")
        else:
            tag = served.tags[path]
            more = {"ETag": tag, "Cache-Control": _keeping(path)}
            if served.frames and path in _ABOUT:
                more |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
            if tag in (self.headers.get("If-None-Match") or ""):
                self._send(HTTPStatus.NOT_MODIFIED, b"", more)
            else:
                self._send(HTTPStatus.OK, served.files[path], {"Content-Type": _type_of(path), **more})

    def _answer_config(self, config: SiteConfig, asked: Sequence[str]) -> None:
        try:
            content = json.dumps({**config.data(), "asks": [*asked]}).encode()
        except PolypactError as error:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
            return
        self._send_json(HTTPStatus.OK, content)

    def _served(self) -> Served | None:
        """What is served, to whoever may ask."""
        named = self.headers.get_all("Host") or []
        if len(named) != 1 or named[0].lower() not in self.server.hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, f"this server is {self.server.origin} and has no other name")
            return None
        if self.server.served is None:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, "not ready yet")
            return None
        return self.server.served

    def _length(self) -> int | None:
        given = self.headers.get("Content-Length") or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else None

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self.close_connection = True  # what is still to be read of the request is not read
        plain = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
        self._send(status, f"{why}\n".encode(), plain)

    def _send_json(self, status: int, content: bytes) -> None:
        self._send(status, content, {"Content-Type": "application/json", "Cache-Control": "no-store"})

    def _send(self, status: int, content: bytes, more: Mapping[str, str]) -> None:
        self.send_response(status)
        served = self.server.served
        every = served.headers if served else {}
        for name, value in {**every, **more}.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the server's own part refuses: other methods, requests that are none."""
        self._refuse(HTTPStatus(code), message or HTTPStatus(code).phrase)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what a partner looks at is written nowhere."""


def _origin(body: bytes) -> str | None:
    """The origin of a node that a page may ask; `None` if it is none."""
    try:
        said = json.loads(body)["origin"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return said if isinstance(said, str) and _ORIGIN.fullmatch(said) else None


def _keeping(path: str) -> str:
    """How long a browser may keep a file."""
    if path.startswith("assets/"):
        return "public, max-age=31536000, immutable"  # its name has the hash of its content
    # The page itself comes anew each time, with the policy of this time.
    return "no-store" if path == "index.html" else "no-cache"


def _type_of(path: str) -> str:
    ending = path[path.rfind(".") :]
    return _TYPES.get(ending, "application/octet-stream")

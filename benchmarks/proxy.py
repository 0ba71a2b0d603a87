"""Counts the JSON-RPC round trips of a program, by standing between it and its node."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class CountingProxy(ThreadingHTTPServer):
    """Passes every request on to a node, on a free port of this machine."""

    daemon_threads = True

    def __init__(self, node: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.node = node
        self.round_trips = 0
        self.counting = threading.Lock()

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: CountingProxy
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with self.server.counting:
            self.server.round_trips += 1
        request = urllib.request.Request(self.server.node, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@contextmanager
def counting(node: str) -> Iterator[CountingProxy]:
    """A proxy before the node at that address, for as long as it is needed."""
    proxy = CountingProxy(node)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()

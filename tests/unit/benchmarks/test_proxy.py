"""The proxy that counts round trips."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.proxy import counting


class Echo(BaseHTTPRequestHandler):
    """A node that answers with what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def node() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_counting_passes_on_and_counts_a_batch_once(node: str) -> None:
    with counting(node) as proxy:
        for body in (b'{"id": 1}', b'[{"id": 2}, {"id": 3}]'):
            with urllib.request.urlopen(urllib.request.Request(proxy.uri, body)) as answer:
                assert answer.read() == body
        assert proxy.round_trips == 2

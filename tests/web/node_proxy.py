"""What stands between the page and its node: counts what is asked, and can be slow, strict, down or a liar."""

from __future__ import annotations

import contextlib
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from eth_abi.abi import decode, encode
from eth_utils import keccak

from polypact.chain.abi import interface

Request = dict[str, Any]
Answer = dict[str, Any]
Lie = Callable[[Request, Answer], Answer]


@dataclass
class NodeProxy:
    """A JSON-RPC node at `url` that asks `upstream`; honest and fast unless a test says otherwise."""

    upstream: str
    is_down: bool = False
    """Answers nothing: the connection is cut."""
    is_silent: bool = False
    """Takes requests and does not answer them until this ends."""
    delay: float = 0.0
    """Seconds before each answer."""
    max_range: int | None = None
    """Refuses logs of more blocks than that."""
    max_batch: int | None = None
    """Refuses batches of more requests than that; 0: every batch."""
    refuses: set[str] = field(default_factory=set)
    """Methods that it does not have."""
    per_second: int | None = None
    """Answers 429 to what comes faster."""
    lies: list[Lie] = field(default_factory=list)
    requests: list[list[Request]] = field(default_factory=list)
    """What came in, one entry a round trip."""

    def __post_init__(self) -> None:
        handler = type("Handler", (_Handler,), {"proxy": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._lock = threading.Lock()
        self._moments: list[float] = []
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.is_silent = False
        self._server.shutdown()
        self._server.server_close()

    def reset(self, upstream: str) -> None:
        """Honest and fast again, in front of another node."""
        self.upstream = upstream
        self.is_down = self.is_silent = False
        self.delay, self.max_range, self.max_batch, self.per_second = 0.0, None, None, None
        self.refuses, self.lies = set(), []
        self.requests.clear()

    @property
    def round_trips(self) -> int:
        return len(self.requests)

    def asked(self, method: str) -> list[Request]:
        """Every single request of a method, in a batch or alone."""
        return [each for trip in list(self.requests) for each in trip if each.get("method") == method]

    # --- lying ---

    def lie_about(
        self,
        selector: str,
        types: Sequence[str],
        change: Callable[..., Sequence[Any]],
        to: str | None = None,
    ) -> None:
        """Changes what a function answers.

        Args:
            selector: `0x` and eight digits.
            types: Of what the function answers.
            change: Gets the true values, gives others.
            to: Only calls to this address.
        """

        def lie(request: Request, answer: Answer) -> Answer:
            if request.get("method") != "eth_call" or "result" not in answer:
                return answer
            call = request["params"][0]
            if not (call.get("data") or call.get("input") or "").startswith(selector):
                return answer
            if to is not None and call.get("to", "").lower() != to.lower():
                return answer
            true = decode(types, bytes.fromhex(answer["result"][2:]))
            return {**answer, "result": "0x" + encode(types, list(change(*true))).hex()}

        self.lies.append(lie)

    def lie(self, contract: str, function: str, change: Callable[..., Sequence[Any]], to: str | None = None) -> None:
        """Changes what a view of one of our contracts answers, by its name."""
        entry = interface(contract).functions[function][0]
        types = [_type(each) for each in entry["outputs"]]
        named = f"{function}({','.join(_type(each) for each in entry['inputs'])})"
        self.lie_about("0x" + bytes(keccak(text=named)[:4]).hex(), types, change, to)

    def lie_in_logs(self, topic: str, change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        """Changes the logs of an event, or leaves one out (None)."""

        def lie(request: Request, answer: Answer) -> Answer:
            if request.get("method") != "eth_getLogs" or "result" not in answer:
                return answer
            changed = [change(log) if log["topics"][0] == topic else log for log in answer["result"]]
            return {**answer, "result": [log for log in changed if log is not None]}

        self.lies.append(lie)

    # --- answering ---

    def answer(self, body: bytes) -> tuple[int, bytes]:
        asked = json.loads(body)
        batch = asked if isinstance(asked, list) else [asked]
        self.requests.append(batch)
        if self.is_down:
            raise ConnectionAbortedError
        while self.is_silent:
            time.sleep(0.02)
        if self.delay:
            time.sleep(self.delay)
        if self._is_too_fast():
            return 429, json.dumps({"error": {"code": 429, "message": "Too Many Requests"}}).encode()
        if isinstance(asked, list) and self.max_batch is not None and len(asked) > self.max_batch:
            refused = {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "batch limit exceeded"}}
            return (400 if self.max_batch == 0 else 200), json.dumps(refused).encode()
        refusals = {id(each): self._refusal(each) for each in batch}
        passed = [each for each in batch if refusals[id(each)] is None]
        given = iter(self._ask(passed) if passed else [])
        answers = []
        for each in batch:
            refusal = refusals[id(each)]
            answer = {"jsonrpc": "2.0", "id": each.get("id"), "error": refusal} if refusal else next(given)
            for lie in self.lies:
                answer = lie(each, answer)
            answers.append(answer)
        return 200, json.dumps(answers if isinstance(asked, list) else answers[0]).encode()

    def _refusal(self, request: Request) -> dict[str, Any] | None:
        method = request.get("method")
        if method in self.refuses:
            return {"code": -32601, "message": f"the method {method} does not exist/is not available"}
        if method == "eth_getLogs" and self.max_range is not None and "blockHash" not in request["params"][0]:
            query = request["params"][0]
            newest = int(
                self._ask([{"jsonrpc": "2.0", "id": 1, "method": "eth_blockNumber", "params": []}])[0]["result"], 16
            )
            first, last = (_number(query.get(key, "latest"), newest) for key in ("fromBlock", "toBlock"))
            if last - first + 1 > self.max_range:
                return {"code": -32005, "message": f"query exceeds max block range {self.max_range}"}
        return None

    def _is_too_fast(self) -> bool:
        if self.per_second is None:
            return False
        with self._lock:
            now = time.monotonic()
            self._moments = [moment for moment in self._moments if now - moment < 1.0]
            self._moments.append(now)
            return len(self._moments) > self.per_second

    def _ask(self, batch: Sequence[Request]) -> list[Answer]:
        body = json.dumps(list(batch)).encode()
        request = urllib.request.Request(self.upstream, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            answers = json.load(response)
        by_id = {json.dumps(answer["id"]): answer for answer in answers}
        return [by_id[json.dumps(each.get("id"))] for each in batch]


def _type(given: dict[str, Any]) -> str:
    """As encoders want it: structs by what is in them."""
    kind = str(given["type"])
    if not kind.startswith("tuple"):
        return kind
    return f"({','.join(_type(each) for each in given['components'])}){kind.removeprefix('tuple')}"


def _number(given: str, newest: int) -> int:
    if given == "earliest":
        return 0
    return int(given, 16) if given.startswith("0x") else newest


class _Handler(BaseHTTPRequestHandler):
    proxy: NodeProxy
    protocol_version = "HTTP/1.1"

    def do_OPTIONS(self) -> None:
        self._send(204, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, answer = self.proxy.answer(body)
        except OSError:
            self.close_connection = True  # no word back: the page sees the connection end
            return
        self._send(status, answer)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Methods", "POST, OPTIONS")
        self.send_header("Access-Control-Max-Age", "600")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        with contextlib.suppress(OSError):  # the page left meanwhile
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass

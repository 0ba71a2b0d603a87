"""Nodes that refuse, over HTTP: with errors of HTTP, in their own words, with a page, or with half an answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain import refusals
from polypact.chain.abi import interface, signature
from polypact.chain.batch import Batch
from polypact.chain.events import MalformedEventError, decoder
from polypact.chain.node_errors import NodeError, RefusedError
from polypact.chain.plain_node import PlainNetwork, open_plain
from polypact.chain.session import Session, connect
from polypact.chain.tokens import Tokens
from polypact.clients.escrow import RevenueEscrow
from polypact.statement.reading import read_events
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError

HOUSE = to_checksum_address("0x" + "1a" * 20)
LAST = 1_999

#: Status, headers, and body; a mapping is the answer of JSON-RPC.
Answer = tuple[int, dict[str, str], str | dict[str, Any]]


@dataclass
class StubNode:
    """A node with a log in every tenth block; `refuse` may answer instead of it, by method and parameters."""

    refuse: Callable[[str, Any], Answer | None] = lambda method, parameters: None
    refuse_batch: Callable[[int], Answer | None] = lambda size: None
    url: str = ""
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """Those that were answered."""
    requests: int = 0

    def answer(self, asked: Any) -> Answer:
        self.requests += 1
        if isinstance(asked, list):
            refused = self.refuse_batch(len(asked))
            answers: Any = [self._one(one)[2] for one in asked]
            return refused or (200, {}, json.dumps(answers))
        return self._one(asked)

    def _one(self, asked: dict[str, Any]) -> Answer:
        method, parameters = asked["method"], asked["params"]
        refused = self.refuse(method, parameters)
        if refused is not None:
            status, headers, body = refused
            return status, headers, {"jsonrpc": "2.0", "id": asked["id"], **body} if isinstance(body, dict) else body
        return 200, {}, {"jsonrpc": "2.0", "id": asked["id"], "result": self._result(method, parameters)}

    def _result(self, method: str, parameters: Any) -> Any:
        if method == "eth_getLogs":
            first, last = (
                LAST if place == "latest" else int(place, 16)
                for place in (parameters[0]["fromBlock"], parameters[0]["toBlock"])
            )
            self.ranges.append((first, last))
            return [log(block) for block in range(first, last + 1) if block % 10 == 0]
        return {"eth_chainId": "0x539", "eth_blockNumber": hex(LAST), "eth_getBalance": "0x7"}[method]


def log(block: int) -> dict[str, Any]:
    return {
        "address": HOUSE,
        "topics": ["0x" + "11" * 32],
        "data": "0x",
        "blockNumber": hex(block),
        "logIndex": "0x0",
        "transactionHash": "0x" + "ab" * 32,
        "transactionIndex": "0x0",
        "blockHash": "0x" + "cd" * 32,
        "removed": False,
        "blockTimestamp": "0x5",
    }


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubNode]:
    monkeypatch.setattr(refusals, "WAITS", (0.0, 0.0, 0.0))
    made = StubNode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, headers, body = made.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


def open_session(stub: StubNode) -> Session:
    def never() -> None:
        raise AssertionError

    provider = open_plain(PlainNetwork("stub", stub.url), never)
    assert provider is not None
    return Session(provider, interactive=False)


def wider_than(most: int, *answer: Any) -> Callable[[str, Any], Answer | None]:
    """Refuses logs of more than `most` blocks."""
    status, body, headers = (*answer, {})[:3]

    def refuse(method: str, parameters: Any) -> Answer | None:
        if method != "eth_getLogs":
            return None
        first, last = (
            LAST if place == "latest" else int(place, 16)
            for place in (parameters[0]["fromBlock"], parameters[0]["toBlock"])
        )
        return (status, headers, body) if last - first + 1 > most else None

    return refuse


REFUSALS = [
    (400, {"error": {"code": -32600, "message": "eth_getLogs: block range exceeds 1000"}}),
    (400, "Bad Request"),
    (413, "<html><body>Request Entity Too Large</body></html>"),
    (429, {"error": {"code": 429, "message": "compute units per second exceeded"}}),
    (500, ""),
    (503, "try again later"),
    (504, "<html>Gateway Time-out</html>"),
    (200, {"error": {"code": -32005, "message": "query returned more than 10000 results"}}),
    (200, {"error": {"code": -32000, "message": "rate limit exceeded"}}),
    (200, {"error": "no"}),
    (200, {"result": None}),
    (200, {}),
    (200, "<html>please log in</html>"),
    (200, '{"jsonrpc": "2.0", "id": 1, "result": [{"addr'),
]


@pytest.mark.parametrize(("status", "body"), REFUSALS)
@pytest.mark.parametrize("most", [300, 19])
def test_t98_refused_range_is_asked_for_in_pieces(stub: StubNode, most: int, status: int, body: Any) -> None:
    session = open_session(stub)
    stub.refuse = wider_than(most, status, body)
    found = session.logs([HOUSE], since=5)
    assert [int(entry["blockNumber"]) for entry in found] == list(range(10, LAST + 1, 10))
    assert stub.ranges[0][0] == 5 and stub.ranges[-1][1] == LAST
    assert all(after[0] == before[1] + 1 for before, after in zip(stub.ranges, stub.ranges[1:], strict=False))


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (
            400,
            {"error": {"code": 1, "message": "history before block 5000 is pruned"}},
            "HTTP 400: history before block",
        ),
        (400, "Bad Request", "HTTP 400: Bad Request"),
        (413, "<html>Too Large</html>", "HTTP 413: Request Entity Too Large"),
        (429, "slow down\x1b[2J\nfriend", "HTTP 429: slow down [2J friend"),
        (200, {"error": {"code": 1, "message": "history is pruned"}}, "history is pruned"),
        (200, "<html>please log in</html>", "no JSON"),
        (200, {"result": None}, "no list of logs"),
    ],
)
def test_t98_what_the_node_said_is_told_when_it_answers_nothing(
    stub: StubNode, status: int, body: Any, said: str
) -> None:
    session = open_session(stub)
    stub.refuse = wider_than(0, status, body)
    with pytest.raises(NodeError) as error:
        session.logs([HOUSE])
    assert said in str(error.value)
    assert str(error.value).isprintable()
    assert stub.url not in str(error.value)  # it may have a key in it
    assert stub.requests < 100


@pytest.mark.parametrize("status", [401, 404, 405])
def test_t98_who_may_not_ask_is_told_at_once(stub: StubNode, status: int) -> None:
    session = open_session(stub)
    stub.refuse = wider_than(0, status, {"error": {"message": "invalid key"}})
    before = stub.requests
    with pytest.raises(NodeError, match=f"the node of stub refused: HTTP {status}: invalid key"):
        session.logs([HOUSE])
    assert stub.requests == before + 2  # the number of the newest block, and the logs


def test_t98_node_that_is_asked_too_often_is_asked_again_later(stub: StubNode, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    session = open_session(stub)
    left = [("Retry-After", "7"), ("Retry-After", "1000"), ("Retry-After", "soon")]

    def refuse(method: str, parameters: Any) -> Answer | None:
        return (429, dict([left.pop(0)]), "") if method == "eth_getLogs" and left else None

    stub.refuse = refuse
    assert len(session.logs([HOUSE])) == 200
    assert waited == [7.0, 30.0, 0.0]
    assert stub.ranges == [(0, LAST)]


def test_t98_batch_is_asked_again_and_then_in_pieces(stub: StubNode) -> None:
    session = open_session(stub)
    sizes: list[int] = []

    def refuse(size: int) -> Answer | None:
        sizes.append(size)
        return (429, {}, "slow") if len(sizes) < 3 else (413, {}, "") if size > 100 else None

    stub.refuse_batch = refuse
    batch = Batch(session)
    balances = [batch.balance(HOUSE) for _ in range(150)]
    batch.run()
    assert [balance() for balance in balances] == [7] * 150
    assert sizes == [150, 150, 150, 100, 50]


def test_t98_statement_reads_what_is_refused_in_pieces(stub: StubNode) -> None:
    session = open_session(stub)
    stub.refuse = wider_than(90, 400, "too many blocks")
    with pytest.raises(PolypactError, match="log 0 of block 0 is no event of the escrow"):
        read_events(session, HOUSE, 0, LAST)
    assert stub.ranges[0][0] == 0 and stub.ranges[-1][1] == LAST


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((401, {}, {"error": {"message": "invalid project id"}}), "refused: HTTP 401: invalid project id"),
        ((200, {}, "<html>welcome</html>"), "is no node"),
    ],
)
def test_t98_what_is_no_node_is_told_when_connecting(stub: StubNode, answer: Answer, said: str) -> None:
    stub.refuse = lambda method, parameters: answer
    with pytest.raises(PolypactError, match=said), connect(f"ethereum:local:{stub.url}"):
        pass


@pytest.mark.parametrize(
    ("cancun", "always", "is_refused"),
    [
        ({"result": "0x" + "1".rjust(64, "0")}, {"result": "0x" + "1".rjust(64, "0")}, False),
        ({"error": {"code": -32603, "message": "NotActivated"}}, {"result": "0x" + "1".rjust(64, "0")}, True),
        ({"error": {"code": -32000, "message": "invalid opcode: MCOPY"}}, {"result": "0x" + "1".rjust(64, "0")}, True),
        ({"result": "0x"}, {"result": "0x" + "1".rjust(64, "0")}, True),
        ({"error": {"code": 1, "message": "to is missing"}}, {"error": {"code": 1, "message": "to is missing"}}, False),
    ],
)
def test_t98_chain_without_our_instructions_is_told(stub: StubNode, cancun: Any, always: Any, is_refused: bool) -> None:
    session = open_session(stub)
    stub.refuse = lambda method, parameters: (200, {}, cancun if "5e" in parameters[0]["data"] else always)
    if is_refused:
        with pytest.raises(PolypactError, match=r"is older than Cancun: .* nothing was sent"):
            session.check_instructions()
    else:
        session.check_instructions()


def revert(data: str) -> dict[str, Any]:
    return {"error": {"code": 3, "message": "execution reverted", "data": data}}


TEXT = "0x08c379a0" + encode(["bytes"], [b"\xffab\n\x1b[2JError: all is well"]).hex()
LOOKUP = (
    "0x556f1830"
    + encode(
        ["address", "string[]", "bytes", "bytes4", "bytes"], [HOUSE, ["http://127.0.0.1:9/{data}"], b"", b"abcd", b""]
    ).hex()
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT, "\\xffab [2JError: all is well"),
        (TEXT[:-64], ""),
        ("0x08c379a0", "0x08c379a0"),
        ("0x08c379a0" + "ff" * 64, "0x08c379a0" + "ff" * 64),
        ("0x4e487b71" + "99".rjust(64, "0"), ""),
        ("0x4e487b71", ""),
        (LOOKUP, LOOKUP[:300] + "..."),
        ("0x556f1830ff", ""),
        ("0xabc", "0xabc"),
        ("0x", ""),
    ],
)
def test_t97_contract_may_refuse_with_whatever_bytes(stub: StubNode, data: str, reason: str) -> None:
    """Also with those that web3 stumbles over, and those that would have it ask an address of the contract's choice."""
    session = open_session(stub)
    stub.refuse = lambda method, parameters: (200, {}, revert(data))
    for ask in (lambda: session.call(HOUSE, b""), lambda: Tokens(session).balance(HOUSE, HOUSE)):
        with pytest.raises(RefusedError) as refused:
            ask()
        assert str(refused.value).isprintable() and str(refused.value)
        assert refused.value.reason in (reason, "") or reason in str(refused.value)
    assert Tokens(session).at(HOUSE).symbol == f"{HOUSE[:6]}..{HOUSE[-4:]}"


@pytest.mark.parametrize("missing", ["topics", "data", "blockNumber", "logIndex", "transactionHash", "address"])
@pytest.mark.parametrize("instead", [None, "0xzz", 7])
def test_t98_log_that_is_only_half_there_is_told(missing: str, instead: Any) -> None:
    event = next(event for event in interface("RevenueEscrow").events.values() if event["name"] == "RevenueClaimed")
    whole = {**log(5), "topics": ["0x" + keccak(text=signature(event)).hex(), *["0x" + "00" * 32] * 2]}
    whole["data"] = "0x" + "00" * 32
    assert decoder("RevenueEscrow").decode(whole) is not None
    half = {**whole, missing: instead}
    if instead is None:
        del half[missing]
    if missing in ("blockNumber", "logIndex", "transactionHash") and instead == 7:
        return
    with pytest.raises(MalformedEventError, match=r"is no (log|RevenueClaimed)"):
        decoder("RevenueEscrow").decode(half)


def test_t96_token_that_does_not_answer_has_nothing_to_split(stub: StubNode) -> None:
    session = open_session(stub)
    stub.refuse = lambda method, parameters: (200, {}, revert("0x"))
    escrow = RevenueEscrow(HOUSE, session)
    assert escrow.undistributed(HOUSE) == 0
    with pytest.raises(RefusedError):
        escrow.undistributed(ETHER)

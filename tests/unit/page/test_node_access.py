"""How the page gets at a node, and that the key in a node's address stays where it is."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from web3 import HTTPProvider

from polypact.page import node_access
from polypact.page.node_access import NodeAddress, Passage
from polypact.text.errors import PolypactError
from tests.unit.page.conftest import MadeUpNode

KEY = "s3cr3t-k3y"
CALL = {"jsonrpc": "2.0", "id": 7, "method": "eth_call", "params": [{}, "latest"]}
PAGE = "http://127.0.0.1:4817"


def body(*methods: str) -> bytes:
    calls = [{**CALL, "method": method} for method in methods]
    return json.dumps(calls if len(calls) != 1 else calls[0]).encode()


@pytest.mark.parametrize(
    ("url", "origin", "is_secret", "is_within_policy"),
    [
        ("http://127.0.0.1:8545", "http://127.0.0.1:8545", False, True),
        ("http://localhost:8545/", "http://localhost:8545", False, True),
        ("https://node.example", "https://node.example", False, True),
        (f"https://node.example/v3/{KEY}", "https://node.example", True, True),
        (f"https://node.example/?key={KEY}", "https://node.example", True, True),
        (f"https://user:{KEY}@node.example:8443", "https://node.example:8443", True, True),
        (f"https://{KEY}@node.example", "https://node.example", True, True),
        ("http://10.0.0.5:8545", "http://10.0.0.5:8545", False, False),
        ("http://[::1]:8545", "http://[::1]:8545", False, False),
    ],
)
def test_what_of_an_address_may_be_seen(url: str, origin: str, is_secret: bool, is_within_policy: bool) -> None:
    node = NodeAddress(url)
    assert (node.origin, node.is_secret, node.is_within_policy) == (origin, is_secret, is_within_policy)
    assert KEY not in repr(node) + node.origin


def test_headers_that_are_sent_along_may_hold_a_key() -> None:
    provider = HTTPProvider("http://127.0.0.1:1", request_kwargs={"headers": {"Authorization": KEY, "User-Agent": "x"}})
    node = NodeAddress.of(SimpleNamespace(web3=SimpleNamespace(provider=provider)))
    assert node.is_secret and node.headers == {"Authorization": KEY} and KEY not in repr(node)
    plain = NodeAddress.of(SimpleNamespace(web3=SimpleNamespace(provider=HTTPProvider("http://127.0.0.1:1"))))
    assert not plain.is_secret


@pytest.mark.parametrize("url", ["", "ws://127.0.0.1:8546", "/run/geth.ipc"])
def test_a_node_that_speaks_no_http_is_no_good(url: str) -> None:
    with pytest.raises(PolypactError, match="does not speak HTTP, which is all that a page can; name one that does"):
        NodeAddress.of(SimpleNamespace(web3=SimpleNamespace(provider=SimpleNamespace(endpoint_uri=url))))


@pytest.mark.parametrize(
    ("of_options", "of_answer", "taken"),
    [
        ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "content-type"}, "*", True),
        ({"Access-Control-Allow-Origin": PAGE, "Access-Control-Allow-Headers": "X-A, Content-Type"}, PAGE, True),
        ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}, "*", True),
        ({"Access-Control-Allow-Origin": "*"}, "*", False),
        ({"Access-Control-Allow-Origin": "https://other", "Access-Control-Allow-Headers": "*"}, "*", False),
        ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}, None, False),
        ({}, None, False),
    ],
)
def test_whether_a_node_takes_pages(
    made_up_node: MadeUpNode, of_options: dict[str, str], of_answer: str | None, taken: bool
) -> None:
    made_up_node.of_options = of_options
    made_up_node.headers = {"Access-Control-Allow-Origin": of_answer} if of_answer else {}
    assert NodeAddress(made_up_node.url).takes_pages(PAGE) is taken


def test_a_node_that_is_down_takes_no_pages() -> None:
    assert not NodeAddress("http://127.0.0.1:9").takes_pages(PAGE)


def test_questions_are_passed_on_with_what_is_sent_along(made_up_node: MadeUpNode) -> None:
    passage = Passage(NodeAddress(f"{made_up_node.url}/v3/{KEY}", {"Authorization": "Bearer x"}))
    assert passage.pass_on(body("eth_call")) == (200, made_up_node.body)
    assert passage.pass_on(body("eth_call", "eth_getLogs"))[0] == 200
    (path, headers, _), _ = made_up_node.asked
    assert path == f"/v3/{KEY}" and headers["Authorization"] == "Bearer x"
    assert headers["Content-Type"] == "application/json" and "Origin" not in headers


@pytest.mark.parametrize(
    "said",
    [
        body("eth_sendTransaction"),
        body("eth_sendRawTransaction"),
        body("eth_sign"),
        body("eth_accounts"),
        body("personal_unlockAccount"),
        body("admin_peers"),
        body("debug_traceTransaction"),
        body("evm_increaseTime"),
        body("anvil_setBalance"),
        body("eth_call", "miner_start"),
        b"[]",
        b"{}",
        b"[[]]",
        b'"eth_call"',
        b'{"method": ["eth_call"]}',
        b"eth_call",
        b"\xff",
        b"[" * 3_000,
        json.dumps([CALL] * 2_001).encode(),
    ],
)
def test_nothing_but_questions_is_passed_on(made_up_node: MadeUpNode, said: bytes) -> None:
    status, answer = Passage(NodeAddress(made_up_node.url)).pass_on(said)
    assert status == 400 and json.loads(answer)["error"]["message"]
    assert made_up_node.asked == []


@pytest.mark.parametrize(
    ("status", "content", "headers", "told"),
    [
        (403, f"<p>no access for {KEY}</p>".encode(), {}, (403, "the node answers with HTTP 403 and no JSON")),
        (200, f"key {KEY}".encode(), {}, (502, "the node answers with HTTP 200 and no JSON")),
        (302, b"", {"Location": "http://127.0.0.1:1/"}, (502, "the node sends elsewhere, and that is not followed")),
    ],
)
def test_what_is_no_answer_is_told_without_the_address(
    made_up_node: MadeUpNode, status: int, content: bytes, headers: dict[str, str], told: tuple[int, str]
) -> None:
    made_up_node.status, made_up_node.body, made_up_node.headers = status, content, headers
    got, answer = Passage(NodeAddress(f"{made_up_node.url}/{KEY}")).pass_on(body("eth_call"))
    assert (got, json.loads(answer)["error"]["message"]) == told
    assert KEY.encode() not in answer


@pytest.mark.parametrize("status", [200, 400, 413, 429])
def test_what_the_node_refuses_in_json_arrives_as_it_is(made_up_node: MadeUpNode, status: int) -> None:
    made_up_node.status, made_up_node.body = status, b'{"error":{"code":-32005,"message":"range too wide"}}'
    assert Passage(NodeAddress(made_up_node.url)).pass_on(body("eth_getLogs")) == (status, made_up_node.body)


def test_a_node_that_is_down_is_told_without_its_address() -> None:
    status, answer = Passage(NodeAddress(f"http://127.0.0.1:9/{KEY}")).pass_on(body("eth_call"))
    assert status == 502
    assert json.loads(answer)["error"]["message"] == "the node does not answer"


def test_an_answer_without_end_is_cut(made_up_node: MadeUpNode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_access, "_LARGEST_ANSWER", 100)
    made_up_node.body = json.dumps("x" * 101).encode()
    status, answer = Passage(NodeAddress(made_up_node.url)).pass_on(body("eth_call"))
    assert status == 502 and b"more than this server passes on" in answer


def test_nothing_that_signs_or_sends_is_among_the_questions() -> None:
    changing: Any = ("send", "sign", "submit", "subscribe", "accounts", "filter")
    assert not [method for method in node_access.QUESTIONS if any(word in method.lower() for word in changing)]


@pytest.mark.parametrize(
    "said",
    [
        b'{"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "METHOD": "anvil_setBalance", "params": []}',
        b'{"jsonrpc": "2.0", "id": 1, "method": "eth_sendTransaction", "method": "eth_chainId", "params": []}',
        b'[{"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": [], "Method": "miner_start", "extra": {}}]',
        '{"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": [], "Method": "miner_start"}'.encode("utf-16"),
    ],
)
def test_what_is_passed_on_is_what_was_looked_at(made_up_node: MadeUpNode, said: bytes) -> None:
    """A node whose JSON takes the last of two values, or does not tell capitals, reads nothing else from it."""
    assert Passage(NodeAddress(made_up_node.url)).pass_on(said)[0] == 200
    ((_, _, passed),) = made_up_node.asked
    question = json.loads(passed)
    question = question[0] if isinstance(question, list) else question
    assert question == {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"/v3/{KEY}", {}),
        (f"/?apikey={KEY}", {}),
        (f"/?apikey={KEY.replace('-', '%2D')}", {}),
        ("", {"Authorization": f"Bearer {KEY}"}),
    ],
)
def test_a_node_that_names_the_key_in_its_error_does_not_tell_the_page(
    made_up_node: MadeUpNode, path: str, headers: dict[str, str]
) -> None:
    error = {"code": -32000, "message": f"project {KEY} is over its limit, see https://node.example/v3/{KEY}"}
    made_up_node.body = json.dumps({"jsonrpc": "2.0", "id": 7, "error": error}).encode()
    status, answer = Passage(NodeAddress(f"{made_up_node.url}{path}", headers)).pass_on(body("eth_call"))
    assert status == 200 and KEY.encode() not in answer
    assert "over its limit" in json.loads(answer)["error"]["message"]

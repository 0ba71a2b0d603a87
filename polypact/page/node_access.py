"""How the page gets at the node of a network: by itself, or through its own server.

It asks by itself where the node's address is no secret and the node takes questions from pages. Services put their keys
into addresses; such an address never leaves this process: the page is given a path of its own server, which passes on
questions, and nothing but questions.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from polypact.text.errors import PolypactError

#: Where the page's own server passes questions on.
PATH = "rpc"
_LARGEST_ANSWER = 64 * 1024 * 1024
_MOST_AT_ONCE = 2_000
_SECONDS = 60
_SHORTEST_KEY = 8

#: Questions: nothing that signs, sends, moves a clock or reads what a node keeps for its owner.
QUESTIONS = frozenset(
    {
        "eth_blockNumber",
        "eth_call",
        "eth_chainId",
        "eth_createAccessList",
        "eth_estimateGas",
        "eth_feeHistory",
        "eth_gasPrice",
        "eth_getBalance",
        "eth_getBlockByHash",
        "eth_getBlockByNumber",
        "eth_getBlockReceipts",
        "eth_getCode",
        "eth_getLogs",
        "eth_getProof",
        "eth_getStorageAt",
        "eth_getTransactionByHash",
        "eth_getTransactionCount",
        "eth_getTransactionReceipt",
        "eth_maxPriorityFeePerGas",
        "eth_simulateV1",
        "eth_syncing",
        "net_version",
        "web3_clientVersion",
    }
)


@dataclass(frozen=True)
class NodeAddress:
    """Where a node is, and what must be said to it besides the question."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, provider: Any) -> NodeAddress:
        """Of a provider of Ape, or a plain one.

        Raises:
            PolypactError: No page can get at it.
        """
        speaking: Any = provider.web3.provider
        # Ape's own has web3 find out by which of several ways the node answers.
        speaking = getattr(speaking, "_active_provider", None) or speaking
        url = str(getattr(speaking, "endpoint_uri", "") or "")
        if not url.startswith(("http://", "https://")):
            raise PolypactError(
                "the node of this network does not speak HTTP, which is all that a page can; name one that does, like "
                "--network ethereum:local:http://127.0.0.1:8545 (./run devnet)"
            )
        given = speaking.get_request_kwargs().get("headers", {}) if hasattr(speaking, "get_request_kwargs") else {}
        ordinary = {"content-type", "user-agent"}
        return cls(url, {str(name): str(value) for name, value in dict(given).items() if name.lower() not in ordinary})

    @property
    def origin(self) -> str:
        """Scheme, host and port: all of the address that people may see."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")

    @property
    def is_secret(self) -> bool:
        """Whether there is more to it than scheme, host and port, which may be a key."""
        parts = urlsplit(self.url)
        return bool(self.headers or parts.username or parts.password or parts.query or parts.path.strip("/"))

    @property
    def _secrets(self) -> list[bytes]:
        """Parts of the address and of what is sent along that are long enough to be a key."""
        parts = urlsplit(self.url)
        said = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query)), parts.username, parts.password]
        said += [word for value in self.headers.values() for word in value.split()]
        every = {each for one in said if one for each in (one, unquote(one))}
        return [each.encode() for each in sorted(every, key=len, reverse=True) if len(each) >= _SHORTEST_KEY]

    def without_secrets(self, answer: bytes) -> bytes:
        """An answer of the node's; services like to name the key in what they say of trouble."""
        for secret in self._secrets:
            answer = answer.replace(secret, b"...")
        return answer

    @property
    def is_within_policy(self) -> bool:
        """Whether the page's own policy lets it be asked: encrypted, or on this machine."""
        parts = urlsplit(self.url)
        return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost")

    def takes_pages(self, page: str) -> bool:
        """Whether the node answers questions from pages of an origin (CORS)."""
        import requests

        asking = {
            "Origin": page,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        try:
            allowed = requests.options(self.url, headers=asking, timeout=10, allow_redirects=False)
            told = requests.post(self.url, json=_NAME, headers={"Origin": page}, timeout=10, allow_redirects=False)
        except (OSError, ValueError):
            return False
        letting = {"*", page}
        return (
            allowed.ok
            and allowed.headers.get("Access-Control-Allow-Origin") in letting
            and told.headers.get("Access-Control-Allow-Origin") in letting
            and any(
                each.strip().lower() in ("*", "content-type")
                for each in allowed.headers.get("Access-Control-Allow-Headers", "").split(",")
            )
        )


_NAME = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}


class Passage:
    """Passes the page's questions on to a node."""

    def __init__(self, node: NodeAddress) -> None:
        self._node = node
        self._own = threading.local()

    def pass_on(self, body: bytes) -> tuple[int, bytes]:
        """HTTP status and JSON of the answer. What it says of trouble never names the node's address."""
        question = _question(body)
        if isinstance(question, str):
            return 400, _error(-32601, question)
        import requests

        session = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = requests.Session()
        try:
            answer = session.post(
                self._node.url,
                data=question,
                headers={"Content-Type": "application/json", **self._node.headers},
                timeout=_SECONDS,
                allow_redirects=False,  # to wherever the node likes
                stream=True,
            )
            content = answer.raw.read(_LARGEST_ANSWER + 1, decode_content=True)
        except (OSError, ValueError, requests.RequestException):
            return 502, _error(-32000, "the node does not answer")
        if len(content) > _LARGEST_ANSWER:
            return 502, _error(-32000, "the node answers more than this server passes on")
        if 300 <= answer.status_code < 400:
            return 502, _error(-32000, "the node sends elsewhere, and that is not followed")
        try:
            json.loads(content)
        except (ValueError, RecursionError):
            # A page for people, perhaps with the address in it.
            status = answer.status_code if answer.status_code >= 400 else 502
            return status, _error(-32000, f"the node answers with HTTP {answer.status_code} and no JSON")
        return answer.status_code, self._node.without_secrets(content)


def _question(body: bytes) -> bytes | str:
    """What is passed on, or why nothing is.

    It is written anew from what was read of it: of a name that stands there twice, or in capitals as well, another
    reader takes another value (go-ethereum the last, `METHOD` included), and would do what was not looked at here.
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return "this is no JSON"
    calls = said if isinstance(said, list) else [said]
    if not 0 < len(calls) <= _MOST_AT_ONCE:
        return f"1 to {_MOST_AT_ONCE} questions at once"
    for call in calls:
        method = call.get("method") if isinstance(call, dict) else None
        if not isinstance(method, str) or method not in QUESTIONS:
            return "only questions are passed on, and this is none that is known here"
    anew = [{name: call[name] for name in ("jsonrpc", "id", "method", "params") if name in call} for call in calls]
    try:
        return json.dumps(anew if isinstance(said, list) else anew[0], allow_nan=False).encode()
    except (ValueError, RecursionError):
        return "there is a number in it that JSON does not have"


def _error(code: int, message: str) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": code, "message": message}}).encode()

"""Networks that are only the URL of a node: which are, and what becomes of those that are not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from polypact.chain.plain_node import PlainNetwork, open_plain, plain_network

NODE = "http://127.0.0.1:9999"


def project(folder: Path, **config: object) -> Path:
    """A folder with that Ape configuration."""
    (folder / "ape-config.yaml").write_text(yaml.safe_dump(config))
    return folder


def local(uri: str, **settings: object) -> dict[str, object]:
    return {"ethereum": {"local": {"uri": uri, **settings}}}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WEB3_PROVIDER_URI", "APE_NODE_ETHEREUM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("choice", "name", "chain_id"),
    [
        ("ethereum:local:node", f"ethereum:local:{NODE}", None),
        ("ethereum:local:https://rpc.test/key", "ethereum:local:https://rpc.test/key", None),
        ("ethereum:sepolia:http://x", "ethereum:sepolia:http://x", 11_155_111),
        ("ethereum:partnet:node", "ethereum:partnet:http://p", 424_242),
        ("http://127.0.0.1:1", "http://127.0.0.1:1", None),
    ],
)
def test_url_is_found_when_the_network_is_plain(tmp_path: Path, choice: str, name: str, chain_id: int | None) -> None:
    custom = [{"name": "partnet", "chain_id": 424_242, "ecosystem": "ethereum"}]
    node = local(NODE)
    node["ethereum"] = {**node["ethereum"], "partnet": {"uri": "http://p"}}  # type: ignore[dict-item]
    found = plain_network(choice, project(tmp_path, node=node, networks={"custom": custom}))
    url = name.split(":", 2)[2] if name.startswith("ethereum") else name
    assert found == PlainNetwork(name, url, chain_id)


@pytest.mark.parametrize(
    ("choice", "node"),
    [
        ("ethereum:local", local(NODE)),
        ("ethereum:local:test", local(NODE)),
        ("ethereum:local:node", {}),
        ("ethereum:local:node", local("ws://x")),
        ("ethereum:local:node", local("http://$NOT_SET")),
        ("ethereum:local:node", local(NODE, ws_uri="ws://x")),
        ("ethereum:local:node", {**local(NODE), "request_headers": {"a": "b"}}),
        ("ethereum:mainnet:node", local(NODE)),
        ("ethereum:nowhere:http://x", local(NODE)),
        ("polygon:mainnet:http://x", local(NODE)),
        ("ethereum", local(NODE)),
        ("pid://1", local(NODE)),
    ],
)
def test_ape_has_to_tell_when_the_network_is_not_plain(tmp_path: Path, choice: str, node: dict[str, object]) -> None:
    assert plain_network(choice, project(tmp_path, node=node)) is None


def test_ape_has_to_tell_when_there_is_more_than_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_network("ethereum:local:node", tmp_path) is None
    folder = project(tmp_path, node=local(NODE))
    assert plain_network("ethereum:local:node", folder) is not None
    monkeypatch.setenv("APE_NODE_ETHEREUM", "{}")
    assert plain_network("ethereum:local:node", folder) is None
    monkeypatch.delenv("APE_NODE_ETHEREUM")
    (folder / "ape-config.json").write_text("{}")
    assert plain_network("ethereum:local:node", folder) is None


def test_variables_of_the_environment_stand_for_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "secret")
    found = plain_network("ethereum:local:node", project(tmp_path, node=local("https://rpc.test/$MY_KEY")))
    assert found is not None and found.url == "https://rpc.test/secret"


@pytest.fixture
def node() -> Iterator[str]:
    """A node that knows its chain, 1337, and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": "0x539"}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_reading_loads_nothing_of_ape_and_sending_does(node: str) -> None:
    of_ape = SimpleNamespace(prepare_transaction="prepares", network="of Ape")
    connected: list[object] = []

    def connect() -> object:
        connected.append(of_ape)
        return of_ape

    opened = open_plain(PlainNetwork("here", node, 1337), connect)
    assert opened is not None
    assert (opened.network_choice, opened.web3.eth.chain_id, connected) == ("here", 1337, [])
    assert (opened.prepare_transaction, opened.network, connected) == ("prepares", "of Ape", [of_ape])


def test_ape_has_to_tell_when_the_chain_is_another_or_nobody_answers(node: str) -> None:
    def never() -> None:
        raise AssertionError

    assert open_plain(PlainNetwork("here", node, 1), never) is None
    assert open_plain(PlainNetwork("here", "http://127.0.0.1:9", None), never) is None

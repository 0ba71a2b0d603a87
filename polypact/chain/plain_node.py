"""A network that is only the URL of a node, without Ape's providers, which take longer to load than to use.

Reading needs nothing else. Whatever sends gets Ape's own provider for the same network when it first asks for it. Where
anything about a network is not plain (no URL over HTTP, headers, variables of the environment that Ape knows), or the
node does not answer as it should, there is no `PlainNode`, and Ape connects and says what is wrong.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from polypact.chain.refusals import retrying_on

_CONFIG = Path("ape-config.yaml")
_OTHER_CONFIGS = ("ape-config.yml", "ape-config.json")
_VARIABLES = ("WEB3_PROVIDER_URI", "APE_NODE_", "APE_NETWORKS_", "APE_ETHEREUM_")
#: Ape's networks of Ethereum and their chains; it checks none of a local network.
_CHAINS: Mapping[str, int | None] = {"local": None, "mainnet": 1, "sepolia": 11_155_111, "holesky": 17_000}


@dataclass(frozen=True)
class PlainNetwork:
    """What a choice of a network comes to: its name, the URL of its node, and its chain (`None`: any)."""

    choice: str
    url: str
    chain_id: int | None = None


def plain_network(choice: str, folder: Path = Path()) -> PlainNetwork | None:
    """The URL that a choice of an Ape network (`ecosystem:network:provider`) stands for; `None` if Ape has to tell.

    Args:
        folder: Of the project; its ape-config.yaml is read.
    """
    if any(name.startswith(_VARIABLES) for name in os.environ):
        return None
    if _is_url(choice):
        return PlainNetwork(choice, choice)
    parts = choice.split(":", 2)
    if len(parts) != 3:
        return None
    ecosystem, network, provider = parts
    config = _config(folder)
    if config is None:
        return None
    settings = _section(config, "node", ecosystem, network)
    chains = {**_CHAINS, **_custom_chains(config, ecosystem)} if ecosystem == "ethereum" else {}
    if network not in chains or not _is_plain(config, settings):
        return None
    url = os.path.expandvars(str(settings.get("uri", ""))) if provider == "node" else provider
    if not _is_url(url) or "$" in url:
        return None
    return PlainNetwork(f"{ecosystem}:{network}:{url}", url, chains[network])


class PlainNode:
    """What a `Session` needs of a provider of Ape: `web3` and `network_choice` at once, all else from Ape itself."""

    def __init__(self, network: PlainNetwork, web3: Any, of_ape: Callable[[], Any]) -> None:
        self.network_choice = network.choice
        self.web3 = web3
        self._connect = of_ape

    @cached_property
    def _of_ape(self) -> Any:
        return self._connect()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of_ape, name)


def open_plain(network: PlainNetwork, of_ape: Callable[[], Any]) -> PlainNode | None:
    """Connects; `None` if the node does not answer or is on another chain.

    Args:
        of_ape: Connects to the same network through Ape.
    """
    from web3 import HTTPProvider, Web3
    from web3.middleware import ExtraDataToPOAMiddleware

    provider = HTTPProvider(network.url, request_kwargs={"timeout": 30 * 60})
    web3 = Web3(provider, middleware=[])
    # A node that is down is told at once; one that hesitates later is asked again.
    with retrying_on(web3, ()):
        try:
            answer = int(str(provider.make_request("eth_chainId", []).get("result")), 16)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
    if network.chain_id not in (None, answer):
        return None
    web3.middleware_onion.inject(ExtraDataToPOAMiddleware, layer=0)
    return PlainNode(network, web3, of_ape)


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _config(folder: Path) -> Mapping[str, Any] | None:
    """The project's configuration of Ape; `None` if there may be more to it than this file says."""
    import yaml

    if any((folder / name).exists() for name in _OTHER_CONFIGS):
        return None
    with contextlib.suppress(OSError, ValueError, yaml.YAMLError):
        found = yaml.load((folder / _CONFIG).read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return found if isinstance(found, dict) else None
    return None


def _section(config: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    found: Any = config
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _custom_chains(config: Mapping[str, Any], ecosystem: str) -> dict[str, int]:
    networks = _section(config, "networks").get("custom")
    return {
        str(entry["name"]): int(entry["chain_id"])
        for entry in (networks if isinstance(networks, list) else ())
        if isinstance(entry, dict) and {"name", "chain_id"} <= set(entry) and entry.get("ecosystem") == ecosystem
    }


def _is_plain(config: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    node = _section(config, "node")
    special = {"request_headers", "http_uri", "ws_uri", "url", "ipc_path", "uri"}
    return not special & set(node) and not (special - {"uri"}) & set(settings)

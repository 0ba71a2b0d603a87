"""All peers whose sources are on npm, each measured on a node of its own."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.chain import Chain
from benchmarks.node import anvil
from benchmarks.ours import ACCOUNTS
from benchmarks.peers.governor import measure_governor
from benchmarks.peers.moloch import measure_moloch
from benchmarks.peers.solidity import RUNS, install, version_of
from benchmarks.peers.splitter import measure_splitter
from benchmarks.results import Peer

PEERS: dict[str, tuple[str, Callable[[Chain], dict[str, int]]]] = {
    "governor": ("OpenZeppelin Governor 5, timelock, ERC20Votes", measure_governor),
    "moloch": ("Moloch v3", measure_moloch),
    "splitter": ("OpenZeppelin PaymentSplitter 4", measure_splitter),
}


def measure_peers() -> dict[str, Peer]:
    """Installs what is missing, compiles and measures.

    Raises:
        RuntimeError: if something cannot be installed or compiled, or a transaction fails.
    """
    install()
    found = {}
    for key, (title, measure) in PEERS.items():
        with anvil(accounts=ACCOUNTS) as web3:
            found[key] = Peer(title, measure(Chain(web3)))
    return found


def versions() -> dict[str, str]:
    """Of the packages compiled, and of the compilers with their settings."""
    packages = {
        "@openzeppelin/contracts": "",
        "openzeppelin-4": ", the alias of @openzeppelin/contracts 4",
        "@daohaus/baal-contracts": "",
        "@daohaus/baal-contracts/node_modules/@openzeppelin/contracts": "",
        "@gnosis.pm/safe-contracts": "",
        "@gnosis.pm/zodiac": "",
        "solc": f", cancun, {RUNS} runs",
        "solc-0.8.7": f", london, {RUNS} runs, for Moloch",
    }
    return {f"npm: {name}": version_of(name) + remark for name, remark in packages.items()}

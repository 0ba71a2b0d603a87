"""The results of a run, as `benchmarks/results.json` keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.node import ROOT
from benchmarks.operations import OPERATIONS

FILE = ROOT / "benchmarks" / "results.json"
RECORDED = ROOT / "benchmarks" / "recorded.json"


@dataclass(frozen=True)
class Peer:
    """A project we are compared with."""

    title: str
    gas: dict[str, int]
    """By key of the operation."""
    recorded: bool = False
    """Carried over from an earlier measurement instead of measured in this run."""


@dataclass(frozen=True)
class Results:
    """All figures of one run; gas, if nothing else is said."""

    versions: dict[str, str]
    ours: dict[str, int]
    peers: dict[str, Peer]
    scale: dict[str, dict[int, int]]
    sizes: dict[str, int]
    """Bytes of runtime code by deployable."""
    kinds: dict[str, dict[str, int]]
    """Where the gas of an operation goes."""
    limits: dict[str, int]
    """The largest things one may do."""

    def best_peer(self, operation: str) -> tuple[str, int] | None:
        """The key and the gas of the cheapest peer that can do it."""
        able = [(peer.gas[operation], key) for key, peer in self.peers.items() if operation in peer.gas]
        return (min(able)[1], min(able)[0]) if able else None

    def ratio(self, operation: str) -> float | None:
        """Ours to the cheapest peer's."""
        best = self.best_peer(operation)
        if best is None or operation not in self.ours:
            return None
        return round(self.ours[operation] / best[1], 3)


def recorded_peers() -> dict[str, Peer]:
    """The peers that npm does not have."""
    record = json.loads(RECORDED.read_text(encoding="utf-8"))
    return {key: Peer(peer["title"], peer["gas"], recorded=True) for key, peer in record["peers"].items()}


def render(results: Results) -> str:
    """The text of the file."""
    operations = {}
    for operation in OPERATIONS:
        key = operation.key
        operations[key] = {
            "ours": results.ours.get(key),
            "budget": operation.budget,
            "floor": operation.floor,
            "ratio": results.ratio(key),
            "peers": {
                name: {"gas": peer.gas[key], "source": "recorded" if peer.recorded else "measured"}
                for name, peer in results.peers.items()
                if key in peer.gas
            },
        }
    document = {
        "versions": results.versions,
        "peers": {key: peer.title for key, peer in results.peers.items()},
        "operations": operations,
        "scale": results.scale,
        "sizes": results.sizes,
        "kinds": results.kinds,
        "limits": results.limits,
    }
    return json.dumps(document, indent=1) + "\n"


def parse(text: str) -> Results:
    """What `render` wrote."""
    document = json.loads(text)
    operations: Mapping[str, Any] = document["operations"]
    peers = {}
    for key, title in document["peers"].items():
        figures = {name: row["peers"][key] for name, row in operations.items() if key in row["peers"]}
        gas = {name: int(figure["gas"]) for name, figure in figures.items()}
        peers[key] = Peer(title, gas, all(figure["source"] == "recorded" for figure in figures.values()))
    return Results(
        versions=document["versions"],
        ours={name: int(row["ours"]) for name, row in operations.items() if row["ours"] is not None},
        peers=peers,
        scale={name: {int(size): gas for size, gas in row.items()} for name, row in document["scale"].items()},
        sizes=document["sizes"],
        kinds=document["kinds"],
        limits=document["limits"],
    )


def load() -> Results | None:
    """The committed results; nothing if there are none yet."""
    return parse(FILE.read_text(encoding="utf-8")) if FILE.is_file() else None

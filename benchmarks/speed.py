"""How long the command line tools take, as ratios to a bare `ape run` of an empty script in the same run."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml
from web3 import HTTPProvider

from benchmarks.chain import Chain
from benchmarks.house import Ecosystem, House, house_of
from benchmarks.node import ROOT, anvil
from benchmarks.proxy import counting

FILE = ROOT / "benchmarks" / "speed.json"
PARTNERS, PROPOSALS, OPEN_PER_PARTNER = 100, 50, 5
DEVELOPMENT_CHAIN = 1337
TURNS = 3
MAX_ROUND_TRIPS = 10

#: A command, as our scripts are; a `main()` would make Ape connect to a chain first.
EMPTY = """import click


@click.command()
def cli():
    pass
"""

HELP = "start-up of `ape run status --help`, ratio"
STATUS = f"`ape run status`, {PARTNERS} partners and {PROPOSALS} open proposals, ratio"
ROUND_TRIPS = f"JSON-RPC round trips of that `status` (at most {MAX_ROUND_TRIPS})"


def load() -> dict[str, float] | None:
    """The committed figures; nothing if there are none yet."""
    if not FILE.is_file():
        return None
    figures: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return figures


def record() -> list[str]:
    """Measures and writes benchmarks/speed.json; a problem if `status` takes too many round trips.

    Raises:
        RuntimeError: if a command fails; what it said is in the message.
    """
    figures = measure_speed()
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name}: {value:g}")
    if figures[ROUND_TRIPS] > MAX_ROUND_TRIPS:
        return [
            f"`ape run status` takes {figures[ROUND_TRIPS]:g} JSON-RPC round trips; "
            f"at most {MAX_ROUND_TRIPS} are allowed"
        ]
    return []


def measure_speed() -> dict[str, float]:
    """The figures by what they say."""
    with anvil("--chain-id", str(DEVELOPMENT_CHAIN), accounts=PARTNERS + 10) as web3:
        assert isinstance(web3.provider, HTTPProvider)
        node = str(web3.provider.endpoint_uri)
        address = _crowded_house(Chain(web3)).partnership.address
        status = ["status", address]
        with _project(node) as folder:
            _run(folder, ["empty"])  # the first run of all fills Ape's caches
            turns = [
                (_run(folder, ["empty"]), _run(folder, ["status", "--help"]), _run(folder, status))
                for _ in range(TURNS)
            ]
        bare, helped, shown = (statistics.median(column) for column in zip(*turns, strict=True))
        with counting(node) as proxy, _project(proxy.uri) as folder:
            _run(folder, ["empty"])
            before = proxy.round_trips
            _run(folder, status)
            round_trips = proxy.round_trips - before
    return {HELP: round(helped / bare, 1), STATUS: round(shown / bare, 1), ROUND_TRIPS: round_trips}


def _crowded_house(chain: Chain) -> House:
    house = house_of(Ecosystem(chain), chain.accounts[5 : 5 + PARTNERS])
    actions = [(chain.accounts[1], 10**15, b"")]
    for number in range(PROPOSALS):
        house.propose(actions, f"Payment {number}", by=house.partners[number // OPEN_PER_PARTNER])
    house.open_voting()
    return house


@contextmanager
def _project(node: str) -> Iterator[Path]:
    """A folder with our scripts, an empty one, and an Ape configuration that points to that node."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "scripts", folder / "scripts")
        (folder / "scripts" / "empty.py").write_text(EMPTY, encoding="utf-8")
        config = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))
        config["node"]["ethereum"]["local"]["uri"] = node
        (folder / "ape-config.yaml").write_text(yaml.safe_dump(config))
        yield folder


def _run(folder: Path, arguments: Sequence[str]) -> float:
    """The seconds that `ape run` takes."""
    environment = {**os.environ, "APE_DATA_FOLDER": str(folder / ".ape")}
    command = [str(Path(sys.executable).with_name("ape")), "run", *arguments]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"ape run {' '.join(arguments)} failed: {(done.stderr or done.stdout).strip()}")
    return time.perf_counter() - started

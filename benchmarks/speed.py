"""How long the command line tools take, as ratios to a bare `ape run` of an empty script in the same run, and how many
seconds a long statement takes."""

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
from types import SimpleNamespace

import yaml
from web3 import HTTPProvider

from benchmarks.chain import Chain
from benchmarks.house import Ecosystem, House, house_of
from benchmarks.node import ROOT, anvil
from benchmarks.proxy import counting
from benchmarks.statement import EVENTS, long_history
from benchmarks.statement import PARTNERS as EARNING_PARTNERS
from polypact.chain.session import Session
from polypact.clients.escrow import RevenueEscrow
from polypact.statement import build

FILE = ROOT / "benchmarks" / "speed.json"
PARTNERS, PROPOSALS, OPEN_PER_PARTNER = 100, 50, 5
DEVELOPMENT_CHAIN = 1337
TURNS = 3
MAX_ROUND_TRIPS = 10
MAX_SECONDS = 15

#: A command, as our scripts are; a `main()` would make Ape connect to a chain first.
EMPTY = """import click


@click.command()
def cli():
    pass
"""

HELP = "start-up of `ape run status --help`, ratio"
STATUS = f"`ape run status`, {PARTNERS} partners and {PROPOSALS} open proposals, ratio"
ROUND_TRIPS = f"JSON-RPC round trips of that `status` (at most {MAX_ROUND_TRIPS})"
STATEMENT = f"reading {EVENTS:,} events, replay and proof, seconds (at most {MAX_SECONDS})"
STATEMENT_COMMAND = f"`ape run revenue statement --json` of {EVENTS:,} events, ratio"


def load() -> dict[str, float] | None:
    """The committed figures; nothing if there are none yet."""
    if not FILE.is_file():
        return None
    figures: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return figures


def record() -> list[str]:
    """Measures and writes benchmarks/speed.json; a problem for each figure above its limit.

    Raises:
        RuntimeError: if a command fails; what it said is in the message.
    """
    figures = measure_speed()
    FILE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name}: {value:g}")
    limits = {ROUND_TRIPS: MAX_ROUND_TRIPS, STATEMENT: MAX_SECONDS}
    return [f"{name}: {figures[name]:g}" for name, most in limits.items() if figures[name] > most]


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
    ratios = {HELP: round(helped / bare, 1), STATUS: round(shown / bare, 1), ROUND_TRIPS: round_trips}
    return ratios | measure_statement()


def measure_statement() -> dict[str, float]:
    """The statement of a long history: by itself, and as a command.

    Raises:
        RuntimeError: if it does not add up.
    """
    with anvil("--chain-id", str(DEVELOPMENT_CHAIN), accounts=EARNING_PARTNERS + 10) as web3:
        assert isinstance(web3.provider, HTTPProvider)
        house = long_history(Chain(web3))
        session = Session(SimpleNamespace(web3=web3, network_choice="ethereum:local:node"))
        started = time.perf_counter()
        made = build(RevenueEscrow(house.escrow.address, session))
        seconds = time.perf_counter() - started
        if not made.adds_up:
            raise RuntimeError(f"the statement does not add up: {'; '.join(made.all_problems)}")
        with _project(str(web3.provider.endpoint_uri)) as folder:
            _run(folder, ["empty"])
            bare = _run(folder, ["empty"])
            whole = _run(folder, ["revenue", "statement", house.partnership.address, "--json"])
    return {STATEMENT: round(seconds, 1), STATEMENT_COMMAND: round(whole / bare, 1)}


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

"""How long the command line tools take: ratios, so that they mean something on any machine, and a statement's seconds.

Processor time of reading commands is a ratio to `python -c "import web3"` in the same run. That takes half a second on
the machine the budgets were set on, so that `WEB3_SECONDS` turns a ratio into seconds there. Wall-clock time is a ratio
to a bare `ape run` of an empty script.
"""

from __future__ import annotations

import json
import os
import resource
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
#: `python -c "import web3"` on the machine the budgets were set on, in seconds of processor time.
WEB3_SECONDS = 0.5
MAX_READ_SECONDS = 1.0
MAX_HELP_SECONDS = 0.4

#: A command, as our scripts are; a `main()` would make Ape connect to a chain first.
EMPTY = """import click


@click.command()
def cli():
    pass
"""

HELP = "start-up of `ape run status --help`, ratio"
STATUS = f"`ape run status`, {PARTNERS} partners and {PROPOSALS} open proposals, ratio"
ROUND_TRIPS = f"JSON-RPC round trips of that `status` (at most {MAX_ROUND_TRIPS})"
READS = {
    "status": ("status",),
    "partner list": ("partner", "list"),
    "proposal list": ("proposal", "list"),
    "proposal show": ("proposal", "show"),
    "revenue show": ("revenue", "show"),
}
READ_TITLES = {
    name: f"processor time of `ape run {name}`, ratio to `import web3` (at most {MAX_READ_SECONDS / WEB3_SECONDS:g})"
    for name in READS
}
APE_HELP = "processor time of `ape run status --help`, ratio to `import web3`"
APE_EMPTY = "processor time of `ape run` of an empty script, ratio to `import web3`"
OWN_HELP = (
    f"processor time of `polypact status --help`, ratio to `import web3` (at most {MAX_HELP_SECONDS / WEB3_SECONDS:g})"
)
OWN_READ = f"processor time of `polypact status`, ratio to `import web3` (at most {MAX_READ_SECONDS / WEB3_SECONDS:g})"
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
    limits = {ROUND_TRIPS: MAX_ROUND_TRIPS, STATEMENT: MAX_SECONDS, OWN_HELP: MAX_HELP_SECONDS / WEB3_SECONDS}
    limits |= dict.fromkeys([*READ_TITLES.values(), OWN_READ], MAX_READ_SECONDS / WEB3_SECONDS)
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
            processor_times = _processor_times(folder, address)
        bare, helped, shown = (statistics.median(column) for column in zip(*turns, strict=True))
        with counting(node) as proxy, _project(proxy.uri) as folder:
            _run(folder, ["empty"])
            before = proxy.round_trips
            _run(folder, status)
            round_trips = proxy.round_trips - before
    ratios = {HELP: round(helped / bare, 1), STATUS: round(shown / bare, 1), ROUND_TRIPS: round_trips}
    return ratios | processor_times | measure_statement()


def _processor_times(folder: Path, address: str) -> dict[str, float]:
    """Processor time of the commands that only read, and of their help, as ratios to `python -c "import web3"`."""
    python, ape, own = sys.executable, str(_tool("ape")), [sys.executable, "-m", "polypact"]
    commands = {
        APE_EMPTY: [ape, "run", "empty"],
        APE_HELP: [ape, "run", "status", "--help"],
        OWN_HELP: [*own, "status", "--help"],
        OWN_READ: [*own, "status", address],
    }
    for name, words in READS.items():
        commands[READ_TITLES[name]] = [ape, "run", *words, address, *(["latest"] if name == "proposal show" else [])]
    _processor_seconds([python, "-c", "import web3"], folder)
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        base = _processor_seconds([python, "-c", "import web3"], folder)
        for name, command in commands.items():
            found[name].append(_processor_seconds(command, folder) / base)
    return {name: round(statistics.median(ratios), 2) for name, ratios in found.items()}


def _processor_seconds(command: Sequence[str], folder: Path) -> float:
    """The seconds of processor time that a command takes, those of the system included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _checked(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


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
    started = time.perf_counter()
    _checked([str(_tool("ape")), "run", *arguments], folder)
    return time.perf_counter() - started


def _tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _checked(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "APE_DATA_FOLDER": str(folder / ".ape")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {(done.stderr or done.stdout).strip()}")

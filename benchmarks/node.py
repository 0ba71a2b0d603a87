"""An anvil node for one measurement, ended with it."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web3 import Web3

ROOT = Path(__file__).resolve().parent.parent
ANVIL = ROOT / "node_modules" / ".bin" / "anvil"
#: Unix seconds of the first block; always the same, so that figures do not depend on the day they were taken.
GENESIS = 1_800_000_000
#: The test accounts every Ethereum tool knows; nobody can own anything with them.
MNEMONIC = "test test test test test test test test test test test junk"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def anvil(*flags: str, hardfork: str = "prague", accounts: int = 20) -> Iterator[Web3]:
    """Starts a node on a free port of this machine and yields a connection to it.

    Raises:
        RuntimeError: if there is no anvil (`./run setup` installs it) or it does not answer within 20 seconds.
    """
    if not ANVIL.exists():
        raise RuntimeError("no anvil in node_modules; ./run setup installs it")
    port = free_port()
    command = [str(ANVIL), "--host", "127.0.0.1", "--port", str(port), "--hardfork", hardfork, "--quiet"]
    command += ["--timestamp", str(GENESIS), "--mnemonic", MNEMONIC]
    process = subprocess.Popen([*command, "--accounts", str(accounts), *flags], stdout=subprocess.DEVNULL)
    try:
        chain = Web3(Web3.HTTPProvider(f"http://127.0.0.1:{port}"))
        for _ in range(200):
            if process.poll() is not None:
                raise RuntimeError(f"anvil ended at once with code {process.returncode}")
            if chain.is_connected():
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("anvil did not answer within 20 seconds")
        yield chain
    finally:
        process.terminate()
        process.wait(timeout=10)

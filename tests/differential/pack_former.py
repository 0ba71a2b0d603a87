"""Makes `former.json.gz`: `python tests/differential/pack_former.py COMMIT`, at a commit that has those artifacts.

Beside the former contracts it holds three of the mocks, so that the test compiles nothing.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import vyper

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = Path(__file__).with_name("former.json.gz")

FORMER = (
    "Ecosystem",
    "Membership",
    "Partnership",
    "PartnershipAnnex",
    "PartnershipBallots",
    "PartnershipProposals",
    "RevenueEscrow",
    "RevenueEscrowAnnex",
)
MOCKS = ("PlainToken", "OwnersWallet", "Collectible")


def _former(commit: str, name: str) -> dict[str, Any]:
    command = ["git", "show", f"{commit}:polypact/artifacts/{name}.json"]
    artifact = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    return {"abi": artifact["abi"], "bytecode": artifact["bytecode"]}


def _mock(name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "vyper.cli.vyper_compile", "-f", "abi,bytecode", f"contracts/mocks/{name}.vy"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return {"abi": json.loads(done[0]), "bytecode": done[1]}


def main(commit: str) -> None:
    packed = {name: _former(commit, name) for name in FORMER} | {name: _mock(name) for name in MOCKS}
    text = json.dumps(packed, sort_keys=True, separators=(",", ":"))
    FIXTURE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{FIXTURE.name}: {FIXTURE.stat().st_size} bytes, of {commit}, mocks by vyper {vyper.__version__}")


if __name__ == "__main__":
    main(sys.argv[1])

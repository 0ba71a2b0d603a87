"""Proofs about the shipped bytecode, for all arguments: halmos runs it on symbols, cvc5 decides.

Who may call what stands in assurance/forge/proofs/Authorisation.t.sol, how income is split in Split.t.sol beside it and
in assurance/arithmetic.py. A proof says: if the call returns, it did right. That calls do return is what forge shows.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assurance import project
from polypact.chain import artifacts

pytestmark = pytest.mark.slow

# Anybody may call these: they pay what is due to whom it is due, or take money.
OPEN = {
    "pay",
    "distribute",
    "settle",
    "pay_out",
    "claim",
    "claim_many",
    "claim_for",
    "contribute",
    "release",
    "reclaim",
    "wind_down",
    "set_payout",  # the caller's own
}

_PROVED = re.compile(r"\[PASS\] check_(\w+)\(")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project.prepare(tmp_path_factory.mktemp("proofs"), mocked=False)


def test_t24_t35_t42_only_who_may_can_call_what_is_privileged(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    entries = [e for name in ("RevenueEscrow", "RevenueEscrowAnnex") for e in artifacts.load(name).abi]
    writing = {e["name"] for e in entries if e["type"] == "function" and e["stateMutability"] not in ("view", "pure")}
    done = project.run_halmos(folder, "--contract", "AuthorisationProofs", timeout=400)
    project.expect_success(done)
    proved = set(_PROVED.findall(done.stdout))
    print(f"halmos: {len(proved)} proofs of authorisation")
    assert proved == writing - OPEN, "a function that writes is neither open to all nor proved to be refused"
    record_property("proofs", len(proved))


def test_i04_i05_t26_the_bytecode_splits_as_the_formula_does(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = project.run_halmos(folder, *project.SPLIT_PROOF, timeout=1_200)
    project.expect_success(done)
    proved = set(_PROVED.findall(done.stdout))
    print(f"halmos: {len(proved)} proofs of the split")
    assert proved == {"split_among_8_or_fewer"}
    record_property("proofs", len(proved))


def test_i04_i05_t26_the_formula_never_overpays(record_property: Callable[[str, object], None]) -> None:
    python, _ = project.solver()
    command = [str(python), str(project.HERE / "arithmetic.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr
    record_property("proofs", done.stdout.count("proved:"))
    print(f"cvc5: {done.stdout.count('proved:')} proofs of the numbers")


def test_proofs_can_fail(folder: Path) -> None:
    done = project.run_halmos(folder, "--contract", "Controls", timeout=400)
    assert done.returncode != 0
    refuted = re.findall(r"\[FAIL\] check_(\w+)\(", done.stdout)
    assert refuted == ["anybody_may_set_reserve", "half_of_it_is_all_of_it"], done.stdout[-2_000:]

"""What a failure of forge or halmos shows: why, after which calls, and what repeats it."""

from __future__ import annotations

import subprocess

import pytest

from assurance import project

FORGE = """\
[FAIL: I2: more is owed than can be claimed]
| Handler | pay | 97 | 13 |

Failing tests:
Encountered 1 failing test in test/Invariants.t.sol:InOrderInvariants
[FAIL: I2: more is owed than can be claimed]
\t[Sequence] (original: 144, shrunk: 1)
\t\tsender=0x21F2 addr=[base/Handler.sol:Handler]0x5615 calldata=pay(uint256) args=[1]

Fuzz seed: 0x5eed (use `--fuzz-seed` to reproduce)
"""
HALMOS = """\
Running 2 tests
[PASS] check_move_units(address,address,address)
Counterexample:
    p_who_address = 0x00
[FAIL] check_set_units(address,address,uint256)
"""


def ended(stdout: str, code: int = 1) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(["/bin/forge", "test", "--fuzz-seed", "0x5eed"], code, stdout, "")


def test_forge_says_why_after_which_calls_and_with_which_seed() -> None:
    with pytest.raises(AssertionError) as failure:
        project.expect_success(ended(FORGE))
    said = str(failure.value)
    assert said.startswith("test --fuzz-seed 0x5eed\n")
    assert "I2: more is owed" in said
    assert "calldata=pay(uint256) args=[1]" in said
    assert "| Handler |" not in said


def test_halmos_says_for_which_arguments() -> None:
    with pytest.raises(AssertionError) as failure:
        project.expect_success(ended(HALMOS))
    assert "p_who_address = 0x00\n[FAIL] check_set_units" in str(failure.value)
    assert "check_move_units" not in str(failure.value)


def test_anything_else_is_shown_as_it_is() -> None:
    with pytest.raises(AssertionError, match="solc is on holiday"):
        project.expect_success(ended("solc is on holiday"))
    project.expect_success(ended(FORGE, code=0))


@pytest.mark.parametrize("given", ["0x5eed", None])
def test_a_run_says_its_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str | None
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], folder: object, timeout: float) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return ended("", code=0)

    monkeypatch.setattr(project, "_run", run)
    monkeypatch.setattr(project, "forge_path", lambda: "forge")
    monkeypatch.delenv("FORGE_SEED", raising=False)
    if given:
        monkeypatch.setenv("FORGE_SEED", given)
    for _ in range(2):
        project.run_forge(project.HERE, "test", "--match-contract", "Invariants", timeout=1)
    seeds = [command[-1] for command in commands]
    assert [command[-2] for command in commands] == ["--fuzz-seed"] * 2
    said = capsys.readouterr().err
    assert all(f"FORGE_SEED={seed}\n" in said for seed in seeds)
    if given:
        assert seeds == [given, given]
    else:
        assert seeds[0] != seeds[1]

"""`./run slow` from its arguments to its receipts, with pytest as it is on a made-up layer."""

from __future__ import annotations

import subprocess

import pytest

from tests.unit.assurance.conftest import Repository

Said = pytest.CaptureFixture[str]


def commit(repository: Repository) -> str:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "all"]):
        subprocess.run([*git, *command], cwd=repository.root, check=True)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository.root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_receipt_is_written_once_and_is_good_until_something_changes(repository: Repository, capfd: Said) -> None:
    assert repository.slow() == 0
    first = capfd.readouterr().out
    assert "thing  to run: it has no receipt" in first
    assert "thing  ran: 1 test, 100 calls, " in first
    assert "assurance/receipts.json has new receipts: commit it." in first
    assert first.splitlines()[-1].startswith("1 passed")  # the other slow test, last

    receipt = repository.receipt()
    assert receipt is not None
    assert receipt.counts == {"tests": 1, "calls": 100}
    assert receipt.inputs == repository.inputs()

    assert repository.in_continuous_integration().slow() == 0
    second = capfd.readouterr().out
    assert f"thing  receipt of {receipt.date}: 1 test, 100 calls, " in second
    assert " ran" not in second
    assert second.splitlines()[-1].startswith("1 passed")

    repository.change("tests/helper.py", "2 * x", "x + x")
    assert repository.in_continuous_integration().slow() == 1
    third = capfd.readouterr()
    assert third.err == (
        f"slow: layer 'thing': sources (what its tests import) changed since {receipt.date}; renew its receipt with "
        "`./run slow thing` and commit assurance/receipts.json\n"
    )
    assert "passed" not in third.out  # at once
    assert repository.receipt() == receipt


def test_layer_chosen_by_the_commit_runs_all_the_same_and_keeps_its_receipt(
    repository: Repository, capfd: Said
) -> None:
    assert repository.slow("thing") == 0
    receipt = repository.receipt()
    chosen = commit(repository)
    assert repository.slow() == 0
    said = capfd.readouterr().out
    assert f"thing  to run: chosen by the commit {chosen[:7]}" in said
    assert "thing  ran: 1 test" in said.split("chosen by")[1]
    assert repository.receipt() == receipt


def test_files_that_git_does_not_know_yet_are_named(repository: Repository, capfd: Said) -> None:
    commit(repository)
    repository.write("data/more.toml", "")
    repository.write("data/notes.txt", "")
    assert repository.slow("thing") == 0
    assert "receipts.json has new receipts: commit it, and with it data/more.toml.\n" in capfd.readouterr().out


def test_layer_that_fails_has_no_receipt_and_the_others_run(repository: Repository, capfd: Said) -> None:
    repository.change("tests/helper.py", "2 * x", "3 * x")
    assert repository.slow() == 1
    said = capfd.readouterr()
    assert "slow: layer 'thing': 1 tests failed\n" in said.err
    assert said.out.splitlines()[-1].startswith("1 passed")
    assert repository.receipt() is None


def test_failed_run_takes_no_receipt_away_and_adds_none(repository: Repository) -> None:
    repository.slow("thing")
    receipt = repository.receipt()
    assert receipt is not None
    repository.change("tests/thing/test_thing.py", '"calls", 100', '"calls", 99')
    assert repository.slow("thing") == 1
    assert repository.receipt() == receipt


@pytest.mark.parametrize(
    "way",
    [
        "from importlib import import_module\n\ndouble = import_module('tests.hidden').double\n",
        "from pathlib import Path\n\ncode = Path(__file__).with_name('hidden.py').read_text()\nexec(code)\n",
    ],
    ids=["imported", "opened"],
)
def test_file_that_the_layer_does_not_name_is_noticed(repository: Repository, capfd: Said, way: str) -> None:
    repository.write("tests/hidden.py", "def double(x):\n    return 2 * x\n")
    repository.write("tests/helper.py", way)
    assert repository.slow("thing") == 1
    line = "slow: layer 'thing': it reads tests/hidden.py, which its entry in assurance/layers.py does not name\n"
    assert capfd.readouterr().err == line
    assert repository.receipt() is None
    assert repository.with_layer(files=("data/*.toml", "tests/hidden.py")).slow("thing") == 0


def test_input_that_changes_while_the_layer_runs_is_noticed(repository: Repository, capfd: Said) -> None:
    write = "from pathlib import Path\n    Path(__file__).with_name('more.toml').write_text('')\n    "
    repository.write("tests/helper.py", f"def double(x):\n    {write}return 2 * x\n")
    made = repository.with_layer(files=("data/*.toml", "tests/*.toml"))
    repository.write("tests/some.toml", "")
    assert made.slow("thing") == 1
    assert capfd.readouterr().err == "slow: layer 'thing': sources (tests/*.toml) changed while it ran\n"
    assert made.receipt() is None


def test_settings_of_the_environment_make_no_lesser_run(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capfd: Said
) -> None:
    monkeypatch.setenv("FOUNDRY_FUZZ_RUNS", "1")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing")
    repository.change(
        "tests/helper.py", "return", "import os\n    assert 'FOUNDRY_FUZZ_RUNS' not in os.environ\n    return"
    )
    assert repository.slow("thing") == 0
    assert repository.receipt() is not None


def test_examples_of_hypothesis_are_counted(repository: Repository) -> None:
    repository.write(
        "tests/thing/test_more.py",
        "import pytest\nfrom hypothesis import given, settings, strategies as st\n\n\n"
        "@pytest.mark.slow\n@settings(max_examples=7, database=None)\n@given(st.integers())\ndef test_given(x):\n"
        "    pass\n\n\n"
        "@pytest.mark.slow\ndef test_inside():\n"
        "    settings(max_examples=5, database=None)(given(st.integers())(lambda x: None))()\n",
    )
    assert repository.slow("thing") == 0
    receipt = repository.receipt()
    assert receipt is not None
    assert receipt.counts == {"tests": 3, "calls": 100, "examples": 12}


def test_another_tool_than_the_locked_one_is_refused(repository: Repository, capfd: Said) -> None:
    repository.change("node_modules/@made/up/package.json", "1.2.3", "1.2.2")
    assert repository.slow("thing") == 1
    line = "slow: layer 'thing': @made/up 1.2.2 is installed, the lock names 1.2.3: run ./run setup\n"
    assert capfd.readouterr().err == line
    assert repository.receipt() is None


def test_check_runs_nothing(repository: Repository, capfd: Said) -> None:
    assert repository.slow(only_check=True) == 0
    said = capfd.readouterr()
    assert "thing  to run: it has no receipt" in said.out
    assert "passed" not in said.out
    assert repository.slow("thing") == 0
    repository.change("tests/helper.py", "2 * x", "x + x")
    capfd.readouterr()
    assert repository.slow(only_check=True) == 1
    said = capfd.readouterr()
    assert "renew its receipt with `./run slow thing`" in said.err
    assert "passed" not in said.out


def test_ci_runs_what_is_asked_for_but_writes_nothing(repository: Repository, capfd: Said) -> None:
    assert repository.in_continuous_integration().slow(everything=True) == 0
    said = capfd.readouterr().out
    assert "thing  ran: 1 test" in said
    assert said.splitlines()[-1].startswith("1 passed")
    assert repository.receipt() is None


def test_unknown_layer_is_refused_in_one_line(repository: Repository, capfd: Said) -> None:
    assert repository.slow("thong") == 1
    assert capfd.readouterr().err == "slow: no layer 'thong'; there are thing\n"

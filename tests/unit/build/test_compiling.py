"""A contract is compiled once, and again when something it was made from has changed."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from polypact.build import compiling

MODULE = "# pragma version 0.4.3\n\n@internal\ndef number() -> uint256:\n    return {}\n"
CONTRACT = """\
# pragma version 0.4.3
import module

@external
def number() -> uint256:
    return module.number()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "contracts"
    folder.mkdir()
    (folder / "module.vy").write_text(MODULE.format(1))
    (folder / "First.vy").write_text(CONTRACT)
    (folder / "Second.vy").write_text(MODULE.format(2).replace("internal", "external"))
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the compiler is asked for, in order."""
    asked: list[str] = []
    compile_one: Callable[[str, Path], Any] = compiling._compile

    def counted(name: str, root: Path) -> Any:
        asked.append(name)
        time.sleep(0.2)
        return compile_one(name, root)

    monkeypatch.setattr(compiling, "_compile", counted)
    return asked


def test_compiles_once(root: Path, runs: list[str]) -> None:
    first = compiling.compiled("First", root)
    assert compiling.compiled("First", root) == first
    assert compiling.compiler_data("First", root).bytecode.hex() == first.bytecode[2:]
    assert runs == ["First"]
    assert set(first.inputs) == {"contracts/First.vy", "contracts/module.vy"}


def test_compiles_again_when_what_it_imports_changes(root: Path, runs: list[str]) -> None:
    before = [compiling.compiled(name, root).bytecode for name in ("First", "Second")]
    (root / "contracts" / "module.vy").write_text(MODULE.format(3))
    after = [compiling.compiled(name, root).bytecode for name in ("First", "Second")]
    assert runs == ["First", "Second", "First"]
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)


def test_compiles_again_when_the_compiler_or_a_file_is_another(
    root: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiling.compiled("Second", root)
    (root / ".cache" / "compiled" / "Second.pickle").unlink()
    compiling.compiled("Second", root)
    (root / ".cache" / "compiled" / "Second.json").write_text("{")
    compiling.compiled("Second", root)
    monkeypatch.setattr(compiling, "version", lambda name: "0.4.4")
    assert compiling.compiled("Second", root).compiler.startswith("vyper 0.4.4")
    assert runs == ["Second"] * 4


def test_a_copy_of_the_checkout_compiles_only_what_was_changed_in_it(
    root: Path, runs: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Also where a contract imports what stands outside of contracts/, as the compiler's own interfaces do."""
    (root / "contracts" / "First.vy").write_text(
        CONTRACT.replace("import module", "import module\nfrom ethereum.ercs import IERC20")
    )
    for name in ("First", "Second"):
        compiling.compiled(name, root)
    copy = tmp_path_factory.mktemp("copy") / "checkout"
    shutil.copytree(root, copy)
    (copy / "contracts" / "Second.vy").write_text(MODULE.format(5).replace("internal", "external"))
    for name in ("First", "Second"):
        compiling.compiled(name, copy)
    assert runs == ["First", "Second", "Second"]


def test_only_one_compiles_when_two_ask_at_the_same_time(root: Path, runs: list[str]) -> None:
    askers = [threading.Thread(target=compiling.compiled, args=("First", root)) for _ in range(2)]
    askers += [threading.Thread(target=compiling.compile_all, args=(["First", "Second"], root)) for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(runs) == ["First", "Second"]


def test_says_what_the_compiler_warns_of(root: Path) -> None:
    (root / "contracts" / "Old.vy").write_text("# pragma version 0.4.3\nenum Kind:\n    ONE\n")
    assert "enum will be deprecated" in compiling.compiled("Old", root).warnings[0]
    assert compiling.compiled("First", root).warnings == []


def test_says_what_does_not_compile(root: Path) -> None:
    (root / "contracts" / "Bad.vy").write_text("# pragma version 0.4.3\nx: uin256\n")
    with pytest.raises(compiling.CompileError, match=r"contracts/Bad.vy does not compile:\n.*uin256"):
        compiling.compiled("Bad", root)

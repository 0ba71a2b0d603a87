"""Python that the page cannot have is refused with its file and its line; nothing is translated half."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent, indent

import pytest

from polypact.build.page import python_source, words
from polypact.build.page.program import Program
from polypact.build.page.python_source import Place, definition
from polypact.build.page.statements import translated
from polypact.build.selectors import BuildError
from polypact.text import durations

HEAD = """\
from polypact.text.durations import format_duration
from polypact.text.enums import Mode
from polypact.text.shares import format_bps

WORDS = ("none", "some")
SIZE = 3


def said(say: Speaker, amount: int, token: str, own: str, data: bytes) -> str:
"""


@pytest.fixture
def translate(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Translates the body of a function."""

    def make(body: str) -> str:
        path = tmp_path / "made_up.py"
        path.write_text(f"from __future__ import annotations\n{HEAD}{indent(dedent(body), '    ')}\n")
        spec = importlib.util.spec_from_file_location("made_up", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["made_up"] = module
        spec.loader.exec_module(module)
        python_source._tree.cache_clear()
        program = Program()
        place, node = definition(module.said)
        return translated(program.function(module.said, place, node), program)

    yield make
    sys.modules.pop("made_up", None)


def test_what_is_known_is_translated(translate: Callable[[str], str]) -> None:
    text = translate(
        """
        parts = [f"{amount:,} of {say.name(token)}"]
        if not amount or own == "admit":
            parts.append("nothing")
        elif amount > SIZE:
            parts.append(WORDS[amount])
        return ", ".join(parts)
        """
    )
    assert text.split("\n") == [
        "export function said(say: Speaker, amount: bigint, token: Address, own: string, _data: Hex): Words {",
        '  const parts: Words[] = [[grouped(amount), " of ", say.name(token)]];',
        '  if (amount === 0n || own === "admit") {',
        '    parts.push("nothing");',
        "  } else if (amount > SIZE) {",
        '    parts.push(WORDS[Number(amount)] ?? "");',
        "  }",
        '  return joined(", ", parts);',
        "}",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("return f'{amount:.2f}'", "the format"),
        ("return f'{data}'", "data cannot stand in a sentence"),
        ("return f'{token!r}'", "the format"),
        ("while amount: pass", "while amount"),
        ("return {'a': 'b'}[own]", "Dict is not translated"),
        ("return own.upper()", "own.upper\\(\\) is not translated"),
        ("return sorted(own)", "sorted\\(own\\) is not translated"),
        ("return missing", "missing is not known"),
        ("return 'yes' if token else 'no'", "token is no condition"),
        ("return own + amount.real", "amount.real is not translated"),
        ("return say.balance(token)", "say.balance\\(token\\) is not translated"),
        ("return 'a' if 0 < amount < 3 else 'b'", "0 < amount < 3 is not translated"),
        ("return str(-amount)", "-amount is not translated|str\\(-amount\\) is not translated"),
        ("return ', '.join(x for x in WORDS if x)", "is not translated"),
    ],
)
def test_anything_else_is_refused_with_its_line(translate: Callable[[str], str], line: str, message: str) -> None:
    with pytest.raises(BuildError, match=rf"made_up\.py:11: .*({message})"):
        translate(line)


def test_a_sentence_that_stands_elsewhere_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "SENTENCES", {**words.SENTENCES, "made_up": lambda say, given: ""})
    with pytest.raises(BuildError, match="sentences that stand in no"):
        words.render()


def test_every_constant_has_one_value() -> None:
    program, place, node = Program(), Place(durations), ast.parse("1")
    assert program.constant("_HOUR", 3_600, place, node) == program.constant("HOUR", 3_600, place, node) == "HOUR"
    with pytest.raises(BuildError, match="two constants HOUR"):
        program.constant("HOUR", 60, place, node)

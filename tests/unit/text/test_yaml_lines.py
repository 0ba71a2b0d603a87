"""Reading YAML with the lines things stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from polypact.text.errors import PolypactError, SpecErrors
from polypact.text.yaml_lines import parse_yaml, read_yaml, show_path

TEXT = """\
# a comment
name: Harbour
founders:
  - account: 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266
    weight: 1_000
  - {account: no, weight: 0.5, on: true}
when: 2026-12-31T18:00:00Z
ratio: 12:30:45
code: 007
empty:
quoted: "40"
big: 1e18
"""


def test_data_is_plain_when_scalars_look_like_something_else() -> None:
    assert parse_yaml(TEXT, "a.yaml").data == {
        "name": "Harbour",
        "founders": [
            {"account": "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "weight": 1_000},
            {"account": "no", "weight": 0.5, "on": True},
        ],
        "when": "2026-12-31T18:00:00Z",
        "ratio": "12:30:45",
        "code": "007",
        "empty": None,
        "quoted": "40",
        "big": 1e18,
    }


def test_lines_are_those_of_the_file_when_asked() -> None:
    parsed = parse_yaml(TEXT, "a.yaml")
    assert parsed.line_of(("founders", 0, "weight")) == 5
    assert parsed.line_of(("founders", 1, "weight")) == 6
    assert parsed.line_of(("founders", 1, "missing")) == 6  # of what it is missing in
    assert parsed.line_of_key(("founders",)) == 3
    assert parsed.line_of_key(("nowhere", "at all")) == 2
    assert parse_yaml("", "a.yaml").line_of(("name",)) is None


def test_show_path_when_nested() -> None:
    assert show_path(("founders", 1, "weight")) == "founders[1].weight"
    assert show_path(("tokens", 0)) == "tokens[0]"
    assert show_path(()) == ""
    assert show_path(("accounts", "ab" * 32)) == "accounts.(hidden)"


def test_t56_duplicate_keys_are_reported_when_nested() -> None:
    parsed = parse_yaml("a: 1\nb:\n  - c: 1\n    d: 2\n    c: 3\na: 2\n", "a.yaml")
    assert [(p.line, p.path, p.message) for p in parsed.problems] == [
        (5, "b[0].c", "given twice; the first is on line 3. Keep one"),
        (6, "a", "given twice; the first is on line 1. Keep one"),
    ]
    assert parsed.data == {"a": 1, "b": [{"c": 1, "d": 2}]}


def test_t56_key_is_reported_when_it_is_no_text() -> None:
    problems = parse_yaml("a: 1\n? [b, c]\n: 2\n", "a.yaml").problems
    assert [(problem.line, problem.message) for problem in problems] == [(2, "a key must be plain text")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not valid YAML"),
        ("a: b: c\n", 1, "mapping values are not allowed here"),
        ("a: 1\n\tb: 2\n", 2, "a tab; indent with spaces"),
        ('a: "open\n', 2, "while scanning a quoted scalar"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "tags"),
        ("a: !secret 1\n", 1, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: \x07\n", 2, "a character that text cannot have"),
    ],
)
def test_t56_file_is_refused_when_it_is_not_plain_yaml(text: str, line: int, message: str) -> None:
    with pytest.raises(SpecErrors) as caught:
        parse_yaml(text, "a.yaml")
    [problem] = caught.value.problems
    assert problem.line == line
    assert message in problem.message
    assert "\n" not in str(caught.value)


def test_t56_file_is_refused_when_nested_without_end() -> None:
    with pytest.raises(SpecErrors, match=r"a\.yaml:2: nested too deeply"):
        parse_yaml("a:\n" + "- " * 30 + "1\n", "a.yaml")
    with pytest.raises(SpecErrors):
        parse_yaml("[" * 100_000, "a.yaml")


def test_t56_file_is_refused_when_unreadable(tmp_path: Path) -> None:
    latin, huge = tmp_path / "latin.yaml", tmp_path / "huge.yaml"
    latin.write_bytes(b"a: 1\nname: M\xfcller\n")
    huge.write_bytes(b"#" * 1_000_001)
    with pytest.raises(SpecErrors, match=r"latin\.yaml:2: not UTF-8 text"):
        read_yaml(latin)
    with pytest.raises(PolypactError, match="larger than 1,000,000 bytes"):
        read_yaml(huge)
    with pytest.raises(PolypactError, match="no such file"):
        read_yaml(tmp_path / "nowhere.yaml")
    with pytest.raises(PolypactError, match="cannot read"):
        read_yaml(tmp_path)


def test_read_yaml_when_it_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: Harbour\r\n")
    assert read_yaml(path).data == {"name": "Harbour"}

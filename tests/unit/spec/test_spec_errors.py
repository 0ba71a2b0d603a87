"""T56: every mistake in a spec is reported at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from eth_utils.crypto import keccak

from polypact.spec import load_spec
from polypact.text.errors import Problem, SpecErrors

NOW = 1_800_000_000  # 2027-01-15T08:00:00Z
TERMS = b"terms"
KEY = "0x" + "ab" * 32

GOOD = """\
name: Harbour
terms:
  file: terms.md
formation_deadline: 14 days
accounts:
  northwind: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
founders:
  - account: northwind
    name: Northwind
    weight: 40
    units: 40
    role: [proposer, treasurer]
  - account: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    name: Eastport
    weight: 35
    units: 35
rules:
  constitutional:
    voting_delay: 2 days
    voting_period: 7 days
    execution_delay: 3 days
    execution_window: 30 days
    quorum: 50%
    approval: 66.67%
  ordinary:
    voting_delay: 1 day
    voting_period: 5 days
    execution_delay: 2 days
    execution_window: 14 days
    quorum: 30%
    approval: 50%
tokens:
  - "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
ecosystem: default
"""


def errors_of(folder: Path, text: str) -> list[Problem]:
    (folder / "terms.md").write_bytes(TERMS)
    path = folder / "spec.yaml"
    path.write_text(text)
    with pytest.raises(SpecErrors) as caught:
        load_spec(path, NOW)
    return caught.value.problems


def test_good_spec_is_taken_when_nothing_is_changed(tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_bytes(TERMS)
    (tmp_path / "spec.yaml").write_text(GOOD)
    assert load_spec(tmp_path / "spec.yaml", NOW).name == "Harbour"


# What is written, what is put in its place, and the one problem that must come of it: path and message.
MISTAKES = [
    # unknown, missing and empty fields
    ("    units: 40\n", "    unit: 40\n    units: 40\n", "founders[0].unit", "unknown field; did you mean `units`?"),
    ("name: Harbour\n", "name: Harbour\nxyzzy: 1\n", "xyzzy", "unknown field; there are name, terms"),
    ("  file: terms.md\n", "  file: terms.md\n  urn: x\n", "terms.urn", "unknown field; did you mean `uri`?"),
    ("    quorum: 50%\n", "    quorum: 50%\n    modus: dual\n", "rules.constitutional.modus", "did you mean `mode`?"),
    ("    weight: 40\n", "", "founders[0].weight", "is missing"),
    ("    quorum: 30%\n", "", "rules.ordinary.quorum", "is missing"),
    ("    weight: 40\n", "    weight:\n", "founders[0].weight", "is empty"),
    ("name: Harbour\n", "name:\n", "name", "is empty"),
    ("name: Harbour\n", "name: ' '\n", "name", "is empty"),
    ('tokens:\n  - "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"\n', "tokens:\n", "tokens", "is empty"),
    ("  file: terms.md\n", "", "terms", "is empty"),
    # wrong kinds of values
    ("name: Harbour\n", "name: 2027\n", "name", "put it in quotes"),
    ("name: Harbour\n", "name: [Harbour]\n", "name", "must be text"),
    ("    weight: 40\n", "    weight: 40.5\n", "founders[0].weight", "must be a whole number, not 40.5"),
    ("    weight: 40\n", "    weight: 1e3\n", "founders[0].weight", "must be a whole number, not 1e3"),
    ("    units: 40\n", "    units: 0.4\n", "founders[0].units", "must be a whole number, not 0.4"),
    ("    weight: 40\n", '    weight: "40"\n', "founders[0].weight", "without quotes"),
    ("    weight: 40\n", "    weight: 40%\n", "founders[0].weight", "must be a whole number"),
    ("    weight: 40\n", "    weight: true\n", "founders[0].weight", "must be a whole number"),
    ("    weight: 40\n", "    weight: -1\n", "founders[0].weight", "must not be negative"),
    ("    weight: 40\n", "    weight: 1_099_511_627_776\n", "founders[0].weight", "is too large"),
    ("    units: 40\n", "    units: 4294967296\n", "founders[0].units", "is too large"),
    ("  file: terms.md\n", "  - terms.md\n", "terms", "must be a mapping"),
    ("[proposer, treasurer]", "boss", "founders[0].role", "no such role: boss; the roles are proposer"),
    ("[proposer, treasurer]", "[proposer, 1]", "founders[0].role", "must be one of proposer"),
    ("[proposer, treasurer]", "[proposer, proposer]", "founders[0].role", "names a role twice"),
    # names, addresses, documents
    ("name: Harbour\n", f"name: {'H' * 32}\n", "name", "is 32 bytes long"),
    ("name: Harbour\n", f"name: {chr(0xFC) * 16}\n", "name", "is 32 bytes long"),
    ("name: Harbour\n", 'name: "Har\\u202Ebour"\n', "name", "an invisible character"),
    ("name: Harbour\n", 'name: "Harbour "\n', "name", "ends with a space"),
    ("name: Northwind\n", f"name: {'N' * 101}\n", "founders[0].name", "longer than 100"),
    ("name: Eastport\n", "name: Northwind\n", "founders[1].name", "is the name of founders[0] too"),
    ("79C8", "79c8", "founders[1].account", "wrong EIP-55 checksum"),
    ("92266", "92267", "accounts.northwind", "wrong EIP-55 checksum"),
    ("92266", "9226", "accounts.northwind", "has 39 digits"),
    ('"0xf39F', '"f39F', "accounts.northwind", "begins with 0x"),
    ('northwind: "0x', 'northwind: "wallet of 0x', "accounts.northwind", "not an address"),
    (
        'northwind: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"',
        f"northwind: 0x{'0' * 40}",
        "accounts.northwind",
        "zero address",
    ),
    ("account: northwind", "account: north wind", "founders[0].account", "not a name: north wind"),
    ("4293BC", "4293bc", "tokens[0]", "wrong EIP-55 checksum"),
    ("ecosystem: default", "ecosystem: 0x12", "ecosystem", "has 2 digits"),
    ("terms.md", "nowhere.md", "terms.file", "no such document"),
    (
        "  file: terms.md\n",
        f"  file: terms.md\n  hash: 0x{'12' * 32}\n",
        "terms.hash",
        "document changed since the spec was hashed",
    ),
    ("  file: terms.md\n", "  file: terms.md\n  hash: 0x12\n", "terms.hash", "0x and 64 hexadecimal digits"),
    ("  file: terms.md\n", f"  file: terms.md\n  hash: 0x{'0' * 64}\n", "terms.hash", "all zeros"),
    ("  file: terms.md\n", f"  hash: 0x{'12' * 32}\n", "terms", "name the document"),
    ("  file: terms.md\n", "  uri: ipfs://x\n", "terms", "the `hash` of the document is needed"),
    (
        "  file: terms.md\n",
        "  file: terms.md\n  uri: javascript:alert(1)\n",
        "terms.uri",
        "must begin with one of https:",
    ),
    ("  file: terms.md\n", "  file: terms.md\n  uri: https://[x\n", "terms.uri", "not an address on the web"),
    ("  file: terms.md\n", "  file: terms.md\n  uri: https://x/a b\n", "terms.uri", "has a space"),
    ("  file: terms.md\n", f"  file: terms.md\n  uri: https://x/{'a' * 247}\n", "terms.uri", "257 bytes long"),
    # founders together
    ('"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"', "northwind", "founders[1].account", "is founders[0] too"),
    (
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
        "founders[1].account",
        "is founders[0] too",
    ),
    ("    weight: 40\n    units: 40\n", "    weight: 0\n    units: 0\n", "founders[0]", "has no weight and no units"),
    # the formation deadline
    ("14 days", "2027-01-15T07:59:59Z", "formation_deadline", "is in the past"),
    ("14 days", "2027-01-15T08:00:00Z", "formation_deadline", "is in the past"),
    ("14 days", "2028-01-15T08:00:01Z", "formation_deadline", "more than a year ahead"),
    ("14 days", "2027-02-01T08:00:00", "formation_deadline", "has no time zone"),
    ("14 days", "366 days", "formation_deadline", "from 1 minute to 365 days"),
    ("14 days", "59 seconds", "formation_deadline", "from 1 minute to 365 days"),
    ("14 days", "14", "formation_deadline", "has no unit: write a span like `14 days`"),
    ("14 days", "whenever", "formation_deadline", "not a moment in ISO 8601"),
    # rules
    ("  ordinary:\n", "  normal:\n", "rules.normal", "no such decision class: normal"),
    ("quorum: 50%", "quorum: 100.01%", "rules.constitutional.quorum", "from 0% to 100%"),
    (
        "quorum: 50%",
        "quorum: 5000",
        "rules.constitutional.quorum",
        "has no unit: write `5000%` or, in hundredths of a percent, `5000 bps`",
    ),
    ("quorum: 50%", "quorum: 0.5", "rules.constitutional.quorum", "has no unit"),
    ("quorum: 50%", "quorum: half", "rules.constitutional.quorum", "must be a share, like `66.67%`"),
    ("quorum: 50%", "quorum:", "rules.constitutional.quorum", "is empty"),
    ("approval: 66.67%", "approval: 66.667%", "rules.constitutional.approval", "is too exact"),
    ("approval: 66.67%", "approval: 49.99%", "rules.constitutional.approval", "from 50% to 100%"),
    ("approval: 66.67%", "approval: -50%", "rules.constitutional.approval", "must be a share"),
    (
        "voting_delay: 2 days",
        "voting_delay: 31 days",
        "rules.constitutional.voting_delay",
        "is too long: 31 days; at most 30 days",
    ),
    ("voting_delay: 2 days", "voting_delay: 2", "rules.constitutional.voting_delay", "has no unit: write `2 seconds`"),
    (
        "voting_delay: 2 days",
        "voting_delay: 2.5",
        "rules.constitutional.voting_delay",
        "must be a span of time with its unit",
    ),
    ("voting_delay: 2 days", "voting_delay:", "rules.constitutional.voting_delay", "is empty"),
    (
        "voting_delay: 2 days",
        "voting_delay: 2 months",
        "rules.constitutional.voting_delay",
        "not all of the same length",
    ),
    ("voting_period: 7 days", "voting_period: 59 seconds", "rules.constitutional.voting_period", "is too short"),
    ("voting_period: 7 days", "voting_period: 91 days", "rules.constitutional.voting_period", "is too long"),
    ("execution_delay: 3 days", "execution_delay: 91 days", "rules.constitutional.execution_delay", "is too long"),
    ("execution_window: 30 days", "execution_window: 599 s", "rules.constitutional.execution_window", "is too short"),
    ("execution_window: 30 days", "execution_window: 366 days", "rules.constitutional.execution_window", "is too long"),
    # modes and what goes with them
    (
        "quorum: 50%",
        "quorum: 50%\n    mode: duel",
        "rules.constitutional.mode",
        "no such mode: duel; the modes",
    ),
    ("quorum: 50%", "quorum: 50%\n    mode: lazy", "rules.constitutional.mode", "cannot decide by silence"),
    ("quorum: 30%", "quorum: 0%\n    mode: lazy", "rules.ordinary.quorum", "it must be above 0%"),
    ("approval: 50%", "approval: 60%\n    mode: lazy", "rules.ordinary.approval", "means nothing in the mode lazy"),
    (
        "quorum: 30%",
        "quorum: 30%\n    mode: unanimous",
        "rules.ordinary.quorum",
        "is always 100% in the mode",
    ),
    ("quorum: 30%", "quorum: 30%\n    seat_approval: 50%", "rules.ordinary.seat_approval", "counts partners"),
    (
        "quorum: 30%",
        "quorum: 30%\n    mode: dual\n    seat_approval: 49%",
        "rules.ordinary.seat_approval",
        "it must be from 50% to 100%",
    ),
    ("quorum: 30%", "quorum: 30%\n    early_decision: 1", "rules.ordinary.early_decision", "must be yes or no, not 1"),
    ("quorum: 30%", "quorum: 30%\n    recusal: yes", "rules.ordinary.contested_approval", "is missing: with `recusal`"),
    (
        "quorum: 30%",
        "quorum: 30%\n    recusal: yes\n    contested_approval: 50%",
        "rules.ordinary.contested_approval",
        "must be above `approval`, which is 50%",
    ),
    (
        "quorum: 30%",
        "quorum: 30%\n    recusal: yes\n    contested_approval: 90.01%",
        "rules.ordinary.contested_approval",
        "it must be from 50% to 90%",
    ),
    (
        "approval: 50%",
        "approval: 90%\n    recusal: yes\n    contested_approval: 90%",
        "rules.ordinary.approval",
        "must be below 90% in a rule with `recusal`",
    ),
    (
        "quorum: 30%",
        "quorum: 30%\n    contested_approval: 80%",
        "rules.ordinary.contested_approval",
        "this rule has none, take it out",
    ),
    (
        "    execution_delay: 2 days\n",
        "    execution_delay: 59 minutes\n    objections: 2\n    contested_approval: 80%\n",
        "rules.ordinary.execution_delay",
        "must be at least 1 hour",
    ),
    (
        "quorum: 30%",
        "quorum: 30%\n    objections: 256\n    contested_approval: 80%",
        "rules.ordinary.objections",
        "is too large: 256; at most 255",
    ),
    ("quorum: 30%", "quorum: 30%\n    mode: lazy\n    objections: 1", "rules.ordinary.objections", "are not possible"),
    (
        "quorum: 30%",
        f"quorum: 30%\n    name: {'n' * 33}",
        "rules.ordinary.name",
        "is 33 bytes long; the chain",
    ),
    ("quorum: 30%", "quorum: 30%\n    name: recovery", "rules.ordinary.name", "is the name of the class recovery too"),
    ("quorum: 30%", "quorum: 30%\n    name: 9", "rules.ordinary.name", "put it in quotes"),
    ("quorum: 30%", "quorum: 30%\n    mode: lazy\n    recusal: yes", "rules.ordinary.recusal", "is not possible"),
    # leaving
    ("ecosystem: default", "deal: {notice: 181 days}", "deal.notice", "is too long: 181 days; at most 180 days"),
    ("ecosystem: default", "deal: {notice: 60}", "deal.notice", "has no unit: write `60 seconds`"),
    ("ecosystem: default", "deal: {redeemable: 101%}", "deal.redeemable", "it must be from 0% to 100%"),
    ("ecosystem: default", "deal: {redeemable: half}", "deal.redeemable", "must be a share"),
    (
        "ecosystem: default",
        "deal: {answer_call: 29 days}",
        "deal.answer_call",
        "is too short: 29 days; at least 30 days",
    ),
    ("ecosystem: default", "deal: {answer_call: 45 days 1 hour}", "deal.answer_call", "must be whole days"),
    ("ecosystem: default", "deal: {deadlock: 181 days}", "deal.deadlock", "is too long"),
    ("ecosystem: default", "ends: {date: soon}", "ends.date", "not a moment"),
    ("ecosystem: default", "deal: {units_ceiling: 1.5}", "deal.units_ceiling", "must be a whole number"),
    ("ecosystem: default", "deal: {capital: {ether: {mony: 1}}}", "deal.capital.ether.mony", "did you mean `money`"),
    ("ecosystem: default", "dao_uri: ftp://x", "dao_uri", "must begin with one of https:"),
    # keys twice
    (
        "    weight: 40\n",
        "    weight: 40\n    weight: 41\n",
        "founders[0].weight",
        "given twice; the first is on line 10",
    ),
]


@pytest.mark.parametrize(("old", "new", "path", "message"), MISTAKES)
def test_t56_mistake_is_found_when_it_is_the_only_one(
    tmp_path: Path, old: str, new: str, path: str, message: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = [problem for problem in errors_of(tmp_path, text) if problem.path == path]
    assert len(found) == 1, found
    assert message in found[0].message
    assert "\n" not in found[0].message
    assert found[0].line is not None


FOUNDERS = GOOD[GOOD.index("founders:") : GOOD.index("rules:")]
CROWD = [f"  - {{account: a{i}, name: n{i}, weight: 1, units: 1}}\n" for i in range(65)]

EXACT_LINES = [
    ("    weight: 40\n", "    weight: 40.5\n", 10),
    ("    units: 35\n", "    units: 35\n    rolle: proposer\n", 17),
    ("    quorum: 30%\n", "    quorum: 130%\n", 30),
    ("    quorum: 30%\n", "", 26),  # the first line of the rule that lacks it
    ("    weight: 35\n", "", 13),  # the first line of the founder who lacks it
    ("    weight: 35\n    units: 35\n", "    weight: 0\n    units: 0\n", 13),
    ("14 days", "2020-01-01T00:00:00Z", 4),
    ("terms.md", "nowhere.md", 3),
    ("4293BC", "4293bc", 33),
    ("    weight: 40\n", "    weight: 40\n    weight: 41\n", 11),
    ("    voting_delay: 1 day\n", "    voting_delay: [1]\n", 26),
]


@pytest.mark.parametrize(("old", "new", "line"), EXACT_LINES)
def test_t56_line_is_that_of_the_mistake_when_reported(tmp_path: Path, old: str, new: str, line: int) -> None:
    assert old in GOOD
    problems = errors_of(tmp_path, GOOD.replace(old, new, 1))
    assert [problem.line for problem in problems] == [line]


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ([("weight: 40", "weight: 0"), ("weight: 35", "weight: 0")], "founders", "nobody has weight"),
        (
            [("[proposer, treasurer]", "treasurer"), ("    units: 35\n", "    units: 35\n    role: []\n")],
            "founders",
            "nobody may propose",
        ),
        (
            [("weight: 40", "weight: 1099511627775")],
            "founders",
            "the weight of all together is too large: 1,099,511,627,810",
        ),
        ([("units: 40", "units: 4294967295")], "founders", "the units of all together is too large: 4,294,967,330"),
        ([(FOUNDERS[len("founders:\n") :], "  []\n")], "founders", "nobody is named"),
        ([(GOOD[GOOD.index("  ordinary:") : GOOD.index("tokens:")], "")], "rules", "the class `ordinary` is missing"),
        (
            [(GOOD[GOOD.index("  constitutional:") : GOOD.index("  ordinary:")], "")],
            "rules",
            "the class `constitutional` is missing",
        ),
        (
            [("  ordinary:", "  8:"), ("tokens:", "  ordinary: {}\ntokens:")],
            "rules.ordinary",
            "is the same class as `8`",
        ),
        (
            [
                (
                    '  - "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"\n',
                    "  - northwind\n  - 0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\n",
                )
            ],
            "tokens[1]",
            "is tokens[0] too",
        ),
        (
            [('  - "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"\n', "".join(f"  - token{i}\n" for i in range(9)))],
            "tokens",
            "are 9; at most 8",
        ),
        (
            [("quorum: 50%\n    approval: 66.67%", "mode: unanimous")],
            "rules.constitutional.mode",
            "add a rule for the class `recovery`",
        ),
        (
            [
                ("quorum: 50%\n    approval: 66.67%", "mode: unanimous"),
                ("  ordinary:\n", "  4:\n    mode: unanimous\n  ordinary:\n"),
            ],
            "rules.4.mode",
            "one lost key would end all decisions",
        ),
        (
            [("quorum: 50%", "quorum: 50%\n    name: House"), ("quorum: 30%", "quorum: 30%\n    name: house")],
            "rules.ordinary.name",
            "is the name of the class constitutional too",
        ),
        (
            [("quorum: 30%", "quorum: 130%\n    mode: lazy\n    seat_approval: 50%\n    objections: 1")],
            "rules.ordinary.objections",
            "are not possible in the mode lazy",
        ),
        ([(FOUNDERS, "founders:\n" + "".join(CROWD))], "founders", "are 65; at most 64"),
    ],
)
def test_t56_mistake_is_found_when_it_is_in_several_fields(
    tmp_path: Path, changes: list[tuple[str, str]], path: str, message: str
) -> None:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    found = [problem for problem in errors_of(tmp_path, text) if problem.path == path]
    assert any(message in problem.message for problem in found), found
    assert all(problem.line is not None for problem in found)


def test_t56_all_mistakes_come_at_once_when_there_are_many(tmp_path: Path) -> None:
    text = (
        GOOD.replace("name: Harbour\n", "nmae: Harbour\n")
        .replace("terms.md", "nowhere.md")
        .replace("14 days", "2020-01-01T00:00:00Z", 1)
        .replace("92266", "92267")
        .replace("    weight: 40\n", "    weight: 0.4\n    weight: 1\n")
        .replace("name: Eastport", "name: Northwind")
        .replace("    weight: 35\n    units: 35\n", "    weight: 0\n    units: 0\n")
        .replace("approval: 50%", "approval: 5%")
    )
    assert [(problem.line, problem.path) for problem in errors_of(tmp_path, text)] == [
        (1, "name"),
        (1, "nmae"),
        (3, "terms.file"),
        (4, "formation_deadline"),
        (6, "accounts.northwind"),
        (10, "founders[0].weight"),
        (11, "founders[0].weight"),
        (14, "founders[1]"),
        (15, "founders[1].name"),
        (32, "rules.ordinary.approval"),
    ]


def test_t56_message_names_file_line_and_field_when_shown(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    errors_of(tmp_path, GOOD.replace("weight: 40", "weight: 40.5").replace("quorum: 30%", "quorum: 30"))
    with pytest.raises(SpecErrors) as caught:
        load_spec(path, NOW)
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{path}:10: founders[0].weight: must be a whole number")
    assert second.startswith(f"{path}:30: rules.ordinary.quorum: has no unit")


@pytest.mark.parametrize("text", ["", "# nothing\n", "just text\n", "- a\n- b\n"])
def test_t56_file_is_refused_when_it_is_no_mapping(tmp_path: Path, text: str) -> None:
    [problem] = errors_of(tmp_path, text)
    assert "is empty" in problem.message or "must be a mapping" in problem.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("account: northwind", f"account: {KEY}"),
        ('"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"', KEY),
        ('"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"', f'" {KEY[2:]}"'),
        ("  northwind:", f"  {KEY}: x\n  northwind:"),
        ("    weight: 40\n", f"    weight: {KEY}\n"),
        ("    weight: 40\n", f"    weight: 40\n    private_key: {KEY}\n"),
        ("[proposer, treasurer]", KEY),
        ("ecosystem: default", f"ecosystem: {KEY}"),
    ],
)
def test_t53_private_key_is_never_repeated_when_it_stands_in_a_spec(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    problems = errors_of(tmp_path, GOOD.replace(old, new, 1))
    shown = str(SpecErrors(problems)).splitlines()
    assert any("looks like a private key" in message for message in shown), shown
    assert not any(KEY[2:] in message for message in shown)


def test_hash_is_checked_when_document_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_bytes(TERMS)
    path = tmp_path / "spec.yaml"
    path.write_text(GOOD.replace("  file: terms.md\n", f"  file: terms.md\n  hash: '0x{keccak(TERMS).hex()}'\n"))
    assert load_spec(path, NOW).terms_document().hash == keccak(TERMS)


@pytest.mark.parametrize("exit_terms", ["notice: 1 day", "redeemable: 1 bps"])
@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("execution_delay: 3 days", "execution_delay: 71 hours", "execution_delay", "must be at least 3 days"),
        ("execution_window: 30 days", "execution_window: 721 hours", "execution_window", "must be at most 30 days"),
    ],
)
def test_t88_constitutional_decisions_leave_time_to_leave_when_the_deal_knows_it(
    tmp_path: Path, exit_terms: str, old: str, new: str, path: str, message: str
) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    (tmp_path / "terms.md").write_bytes(TERMS)
    (tmp_path / "spec.yaml").write_text(text)
    load_spec(tmp_path / "spec.yaml", NOW)  # nobody leaves on such terms: any time will do
    [problem] = errors_of(tmp_path, text + f"deal: {{{exit_terms}}}\n")
    assert problem.path == f"rules.constitutional.{path}"
    assert message in problem.message

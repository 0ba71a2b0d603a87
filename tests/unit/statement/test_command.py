"""`ape run revenue statement` on an escrow of titanoboa: what it prints and writes, and how it ends."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.boa_session import BoaSession
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.money import make_known
from tests.kit.numbers import DAY, ETHER
from tests.unit.statement.conftest import Run


@pytest.fixture
def earned(company: Partnership, founders: list[LocalAccount], token: Any) -> None:
    """Income in two tokens and three months; the first founder claims in the last one."""
    for amount in (1_000_003, 2_000_000, 7):
        token.mint(company.escrow.address, amount)
        company.escrow.distribute(token.address)
        boa.env.time_travel(seconds=31 * DAY)
    boa.env.set_balance(company.escrow.address, 10**18 + 1)
    company.escrow.distribute(ETHER)
    company.escrow.claim(token.address, founders[0].address)


@pytest.mark.usefixtures("earned")
def test_json_has_everything_when_it_agrees(run: Run, company: Partnership, token: Any, session: BoaSession) -> None:
    done = run("statement", "harbour", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert data["adds_up"] is True
    assert (data["block"], data["partnership"]) == (session.block, company.partnership.address)
    entry = next(entry for entry in data["tokens"] if entry["token"] == token.address)
    assert entry["tiers"]["split"] == "3000010"
    reserve = sum(amount // 10 for amount in (1_000_003, 2_000_000, 7))
    assert entry["tiers"]["reserve"] == str(reserve)
    assert len(entry["months"]) >= 4
    for before, after in zip(entry["months"], entry["months"][1:], strict=False):
        assert before["closing"] == after["opening"]
        assert [a["closing"] for a in before["accounts"]] == [a["opening"] for a in after["accounts"]]
    claimable = [proof for proof in entry["proof"] if proof["what"] == "claimable"]
    assert len(claimable) == 4
    assert all(proof["agrees"] for proof in entry["proof"] + data["proof"])


@pytest.mark.usefixtures("earned")
def test_text_says_that_it_agrees(run: Run, session: BoaSession) -> None:
    done = run("statement", "harbour")
    assert done.exit_code == 0
    assert f"agrees with the chain to the wei at block {session.block}: " in done.stdout
    assert "USDX: accounts" in done.stdout


@pytest.mark.usefixtures("earned")
def test_ends_with_an_error_and_what_differs_when_an_event_is_missing(run: Run, session: BoaSession) -> None:
    del session.raw[-2]  # the claim; the token's own event is the last one
    done = run("statement", "harbour")
    assert done.exit_code == 1
    assert "differs: " in done.stdout and " by the log, " in done.stdout
    assert done.stderr.startswith("Error: the statement does not add up at block ")
    assert len(done.stderr.splitlines()) == 1
    assert run("show", "harbour").exit_code == 1


@pytest.mark.usefixtures("earned")
def test_csv_is_exact_and_no_formula(run: Run, tmp_path: Path, token: Any) -> None:
    path = tmp_path / "statement.csv"
    assert run("statement", "harbour", "--csv", str(path)).exit_code == 0
    with path.open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["token"] == token.address]
    assert {row["name"] for row in rows if row["row"] == "account"} == {
        "Northwind",
        "'=SUM(A1:A9)",
        "Southbank",
        "Treasury",
    }
    totals = [row for row in rows if row["row"] == "total"]
    assert sum(int(row["credited_smallest_unit"]) for row in totals) == 3_000_010
    for row in rows:
        for column in ("opening", "credited", "paid", "closing"):
            whole, _, rest = row[column].partition(".")
            sign = -1 if whole.startswith("-") else 1
            smallest = sign * (abs(int(whole)) * 10**6 + int(rest.ljust(6, "0")))
            assert smallest == int(row[f"{column}_smallest_unit"])
    for month in {row["from"] for row in rows}:
        mine = [row for row in rows if row["from"] == month]
        parts = sum(int(row["closing_smallest_unit"]) for row in mine if row["row"] != "total")
        assert parts == next(int(row["closing_smallest_unit"]) for row in mine if row["row"] == "total")


@pytest.mark.usefixtures("earned")
def test_the_same_inputs_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert run("statement", "harbour", "--pdf", str(tmp_path / name)).exit_code == 0
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content == (tmp_path / "b.pdf").read_bytes()
    for name in ("a.svg", "b.svg"):
        assert run("statement", "harbour", "--chart", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.usefixtures("earned")
def test_one_partner_alone_when_asked(run: Run, people: dict[str, str], token: Any) -> None:
    data = json.loads(run("statement", "harbour", "--partner", "Northwind", "--json").stdout)
    entry = next(entry for entry in data["tokens"] if entry["token"] == token.address)
    assert [line["name"] for line in entry["partners"]] == ["Northwind"]
    assert [[move["name"] for move in month["accounts"]] for month in entry["months"]] == [["Northwind"]] * len(
        entry["months"]
    )
    stranger = "0x000000000000000000000000000000000000dEaD"
    done = run("statement", "harbour", "--partner", stranger)
    assert done.exit_code == 1
    assert "never had units, a share of income or a contribution here" in done.stderr


@pytest.mark.usefixtures("earned")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "soon"], 1, "--from: 'soon' is neither a date nor a moment"),
        (["--from", "2999-01-01"], 1, "the statement ends before it begins"),
        (["--pdf", "/nowhere/at/all.pdf"], 1, "cannot write /nowhere/at/all.pdf: there is no folder /nowhere/at"),
        (["--csv", "/nowhere/at/all.csv"], 1, "cannot write /nowhere/at/all.csv: there is no folder /nowhere/at"),
        (["--chart", "chart.gif"], 1, "chart.gif: a chart is written as .svg or .png"),
    ],
)
def test_what_is_wrong_is_one_line(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("statement", "harbour", *arguments)
    assert done.exit_code == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("earned")
def test_show_has_the_tiers_where_there_are_any(run: Run) -> None:
    assert "USDX by tiers: treasury reserve 0.3, partners 2.70001" in run("show", "harbour").stdout


@pytest.mark.usefixtures("earned")
def test_t96_token_that_nobody_listed_is_a_line_of_the_appendix(run: Run, company: Partnership, tmp_path: Path) -> None:
    strange = mock("StubbornToken")
    make_known(company, strange)
    strange.mint(company.escrow.address, 10**18)
    company.escrow.distribute(strange.address)
    strange.set_mood(8)  # `balanceOf` reverts
    for command in ("statement", "show"):
        done = run(command, "harbour")
        assert (done.exit_code, done.stderr) == (0, "")
        (line,) = [line for line in done.stdout.splitlines() if strange.address in line]
        assert line.split()[:3] == [f"{strange.address}:", "split", "1,000,000,000,000,000,000,"]
    data = json.loads(run("statement", "harbour", "--json").stdout)
    assert data["adds_up"] is True
    assert [entry["token"] for entry in data["other_tokens"]] == [strange.address]
    assert strange.address not in [entry["token"] for entry in data["tokens"]]
    files = [str(tmp_path / name) for name in ("a.pdf", "a.csv", "a.svg")]
    assert run("statement", "harbour", "--pdf", files[0], "--csv", files[1], "--chart", files[2]).exit_code == 0
    done = run("statement", "harbour", "--token", strange.address)
    assert done.exit_code == 1
    assert f"differs: {strange.address}: the token does not answer balanceOf" in done.stdout


@pytest.mark.usefixtures("earned")
def test_what_waits_to_be_split_is_shown_as_received(
    run: Run, company: Partnership, token: Any, tmp_path: Path
) -> None:
    token.mint(company.escrow.address, 77)
    done = run("statement", "harbour", "--csv", str(tmp_path / "all.csv"))
    assert done.exit_code == 0
    assert "0.000077 USDX came in and waits to be split" in done.stdout
    assert "3.000087 USDX received with what was split" in done.stdout
    with (tmp_path / "all.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["token"] == token.address]
    assert [row["received_smallest_unit"] for row in rows if row["row"] == "waiting"] == ["77"]
    assert sum(int(row["received_smallest_unit"]) for row in rows) == 3_000_010 + 77
    # At an earlier end nobody knows what waited then.
    earlier = f"{datetime.fromtimestamp(boa.env.timestamp - DAY, UTC):%Y-%m-%d}"
    assert "after this period" in run("statement", "harbour", "--to", earlier).stdout


def test_only_what_waits_is_a_statement(run: Run, company: Partnership) -> None:
    assert "no revenue yet" in run("statement", "harbour").stdout
    boa.env.set_balance(company.escrow.address, 5)
    assert "0.000000000000000005 ETH came in and waits to be split" in run("statement", "harbour").stdout


@pytest.mark.usefixtures("earned")
def test_totals_are_those_of_the_partner(run: Run, token: Any, tmp_path: Path) -> None:
    data = json.loads(run("statement", "harbour", "--partner", "Northwind", "--json").stdout)
    entry = next(entry for entry in data["tokens"] if entry["token"] == token.address)
    own = 500 * (3_000_010 - 300_000) // 1_000
    assert entry["whole"]["tiers"]["split"] == entry["whole"]["tiers"]["partners"] == str(own)
    assert entry["whole"]["paid"] == entry["paid"] == str(own)
    assert entry["whole"]["closing"] == "0"
    assert "received" not in entry and "balance" not in entry
    assert data["partner"] and data["adds_up"]
    done = run("statement", "harbour", "--partner", "Northwind", "--csv", str(tmp_path / "own.csv"))
    assert "together" in done.stdout and "3.00001" not in done.stdout
    with (tmp_path / "own.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["token"] == token.address]
    assert sum(int(row["credited_smallest_unit"]) for row in rows if row["row"] == "total") == own
    assert {row["row"] for row in rows} == {"account", "total"}


@pytest.mark.usefixtures("earned")
@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_number_is_cut_off_at_any_width(run: Run, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from polypact.cli import statement

    monkeypatch.setattr(statement, "_width", lambda: width)
    said = run("statement", "harbour").stdout
    assert "0.900000000000000001" in said
    assert "\N{HORIZONTAL ELLIPSIS}" not in said

"""`ape run tree` and `ape run tree settle`, as people and programs read them."""

from __future__ import annotations

import json
from pathlib import Path

import boa
import pytest

from polypact.tree.chart import places
from tests.kit.boa_session import BoaSession
from tests.kit.house import Partnership
from tests.kit.links import LinkTerms, link, soon
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import DAY, ETHER
from tests.kit.verbs import by_vote
from tests.unit.tree.conftest import Run, Start
from tests.unit.tree.test_reading import sponsor, tree_of


@pytest.fixture
def harbour(start: Start, outsider: str) -> dict[str, Partnership]:
    """A project of two sponsors, one of which has a sponsor itself; an outsider earns 1% of the project."""
    made = {name: start(name) for name in ("Top", "Second", "Middle", "Low")}
    sponsor(made["Middle"], made["Top"], 5_000, to_escrow=True)
    sponsor(made["Low"], made["Middle"], 2_000, to_escrow=True, ends=soon(100))
    sponsor(made["Low"], made["Second"], 1_000)
    link(made["Low"], LinkTerms(outsider, 100))
    arrive(made["Low"].escrow, ETHER, 10**18)
    return made


def test_tells_the_tree_from_the_top_down(run: Run, harbour: dict[str, Partnership], outsider: str) -> None:
    low = harbour["Low"]
    low.escrow.distribute(ETHER)
    arrive(low.escrow, ETHER, 5 * 10**17)
    done = run(harbour["Middle"].partnership.address)
    assert done.exit_code == 0
    address = {name: each.partnership.address for name, each in harbour.items()}
    lines = done.stdout.splitlines()
    tops = sorted(("Top", "Second"), key=lambda name: address[name])
    assert f"{tops[0]}  {address[tops[0]]}" == lines[0]
    assert f"+- Middle *  {address['Middle']}" in lines
    text = done.stdout
    assert "pays Top 50% of income" in text
    assert "pays Middle 20% of income until " in text
    assert "; 0.2 ETH waits" in text
    assert "pays Second 10% of income; 0.1 ETH waits" in text
    assert f"pays {outsider[:8]}..{outsider[-4:]} 1% of income; 0.01 ETH waits" in text
    assert "to split 0.5 ETH" in text
    assert text.count("in force, 2 partners") == 4
    assert text.count("(see above)") == 1


def test_json_has_all_of_it(run: Run, harbour: dict[str, Partnership]) -> None:
    harbour["Low"].escrow.distribute(ETHER)
    data = json.loads(run("show", harbour["Low"].partnership.address, "--json").stdout)
    assert [one["name"] for one in data["partnerships"]][-2:] == ["Middle", "Low"]
    (tie,) = [one for one in data["ties"] if one["earner"] == harbour["Middle"].partnership.address]
    assert (tie["share_bps"], tie["kind"], tie["waiting"]) == (2_000, "link", {ETHER: str(2 * 10**17)})
    assert tie["credited"] == harbour["Middle"].escrow.address
    assert data["strangers"] == []


def test_draws_it_the_same_way_each_time(run: Run, harbour: dict[str, Partnership], tmp_path: Path) -> None:
    address = harbour["Low"].partnership.address
    assert run(address, "--chart", "tree.svg").exit_code == 0
    first = (tmp_path / "tree.svg").read_bytes()
    assert first.startswith(b"<?xml")
    assert run(address, "--chart", "tree.svg").exit_code == 0
    assert (tmp_path / "tree.svg").read_bytes() == first
    assert run(address, "--chart", "tree.png").exit_code == 0


def test_refuses_other_pictures_and_other_folders(run: Run, harbour: dict[str, Partnership]) -> None:
    address = harbour["Low"].partnership.address
    for name, said in (("tree.pdf", "as .svg or .png"), ("nowhere/tree.svg", "there is no folder")):
        done = run(address, "--chart", name)
        assert done.exit_code != 0
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_arrows_of_a_row_do_not_cross_where_they_need_not(
    session: BoaSession, start: Start, harbour: dict[str, Partnership]
) -> None:
    left, right = start("Left"), start("Right")
    sponsor(left, harbour["Top"])
    sponsor(right, harbour["Second"])
    at = places(tree_of(session, left))
    assert len(set(at.values())) == len(at) == 6
    top, second = (at[harbour[name].partnership.address][0] for name in ("Top", "Second"))
    assert (at[left.partnership.address][0] < at[right.partnership.address][0]) == (top < second)


def test_a_name_cannot_steer_the_terminal_or_the_picture(run: Run, start: Start) -> None:
    top, bad = start("Top"), start("\x1b[2J$x^{2}$ \u202e")
    sponsor(bad, top)
    done = run(top.partnership.address, "--chart", "tree.svg")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_link_that_is_over_is_said_to_be(run: Run, start: Start) -> None:
    top, low = start("Top"), start("Low")
    tag = sponsor(low, top, 1_000, ends=soon(2))
    arrive(low.escrow, ETHER, 10**18)
    low.escrow.distribute(ETHER)
    boa.env.time_travel(seconds=3 * DAY)
    assert "10% of income, over since " in run(top.partnership.address).stdout
    low.escrow.end_link(tag)
    assert "pays Top a link that is over; 0.1 ETH waits" in run(top.partnership.address).stdout


def test_a_share_by_vote_is_told_as_one(run: Run, start: Start, outsider: str) -> None:
    low = start("Low")
    with by_vote(low):
        low.escrow.set_sponsor(outsider, 100)
    assert "1% of income, by vote" in run(low.partnership.address).stdout


@pytest.mark.usefixtures("sending")
def test_settle_tells_what_moved(run: Run, harbour: dict[str, Partnership], outsider: str) -> None:
    done = run("settle", harbour["Top"].partnership.address)
    assert done.exit_code == 0
    assert "Low: split ETH" in done.stdout
    assert "0.2 ETH to the escrow of Middle" in done.stdout
    assert "0.1 ETH to the treasury of Second" in done.stdout
    assert "0.1 ETH to the escrow of Top" in done.stdout
    assert done.stdout.splitlines()[-1] == "moved 0.4 ETH in 4 transactions"
    assert ether_of(harbour["Top"].escrow.address) == 10**17
    assert harbour["Low"].escrow.claimable(ETHER, outsider) == 10**16
    again = json.loads(run("settle", harbour["Top"].partnership.address, "--json").stdout)
    assert again == {"transactions": [], "moved": [], "failed": []}


@pytest.mark.usefixtures("sending")
def test_settle_of_one_alone_sends_nothing(run: Run, start: Start) -> None:
    alone = start("Alone")
    arrive(alone.escrow, ETHER, 10**18)
    done = run("settle", alone.partnership.address)
    assert done.stdout == "Alone has no project and no sponsor; nothing was sent\n"
    assert alone.escrow.undistributed(ETHER) == 10**18


def test_says_what_is_no_partnership(run: Run, start: Start, outsider: str) -> None:
    start("Top")
    done = run(outsider)
    assert done.exit_code == 1
    assert done.stderr == f"Error: there is no partnership at {outsider} on chain 1337\n"
    done = run("nobody")
    assert done.exit_code == 1
    assert "no partnership 'nobody'" in done.stderr

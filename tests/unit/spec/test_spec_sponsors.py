"""The sponsors that a spec names: links that are offered with the founding, and what goes with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boa
import pytest

from polypact.spec import Spec, load_spec
from polypact.text.errors import PolypactError, SpecErrors
from polypact.text.links import LinkTerms
from tests.kit.house import House, Partnership
from tests.kit.links import LinkTerms as Terms
from tests.kit.links import agree
from tests.kit.numbers import DAY, ETHER

NORTHWIND = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
ANGEL = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
HASH = bytes.fromhex("ab" * 32)
SPEC = f"""
name: Crane Project
terms: {{uri: "https://x.org/terms", hash: "0x{HASH.hex()}"}}
formation_deadline: 14 days
accounts: {{northwind: "{NORTHWIND}", angel: "{ANGEL}"}}
founders:
  - {{account: northwind, name: Northwind, weight: 1, units: 1}}
"""


def no_names(name: str) -> str:
    raise PolypactError(f"no account named {name}")


def loaded(tmp_path: Path, more: str) -> Spec:
    path = tmp_path / "spec.yaml"
    path.write_text(SPEC + more)
    return load_spec(path)


def founded(house: House, made: Spec, partnerships: tuple[str, ...] = ()) -> Any:
    config = made.to_config(boa.env.timestamp, no_names, HASH, lambda _: 6, lambda address: address in partnerships)
    return house.at(house.ecosystem.spin_up(config, bytes(32)), [])


def test_links_are_offered_when_founded(house: House, partnership: Partnership, tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        """
sponsors:
  - {account: angel, share: 10%, until: 300 days, notice: 0, buy_out: 5 ether}
  - {account: the-venture, share: 2.5%}
  - {account: the-venture, share: 2.5%, to: sponsor}
""",
    )
    venture = partnership.partnership.address
    made = made.with_accounts({"the-venture": venture})
    project, now = founded(house, made, (venture,)), boa.env.timestamp
    until = now + 14 * DAY + 30 * DAY
    offered = [
        LinkTerms(ANGEL, 1_000, False, now + 300 * DAY, 0, 5 * 10**18, ETHER),
        LinkTerms(venture, 250, True, 0, 90),
        LinkTerms(venture, 250, False, 0, 90),
    ]
    for terms in offered:
        assert project.escrow.offer_of(terms.abi()) == until
        assert project.escrow.link_hash(terms.abi()) == (terms.hash, terms.tag)
    assert project.membership.deal_of(1).max_sponsors_bps == 1_875
    assert agree(project, Terms(*offered[1].abi()), by=venture) == offered[1].tag


def test_two_links_on_the_same_terms_have_two_names(house: House, tmp_path: Path) -> None:
    project = founded(house, loaded(tmp_path, "sponsors: [{account: angel, share: 1%}, {account: angel, share: 1%}]"))
    for number in (0, 1):
        assert project.escrow.offer_of(LinkTerms(ANGEL, 100, False, 0, 90, number=number).abi())


def test_what_is_reserved_to_a_sponsor_ends_with_its_link(house: House, tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        """
sponsors:
  - account: angel
    share: 10%
    reserved_matters:
      - {what: change of business, days: 14}
      - {what: payments above 5 ether a month, days: 3, until: 200 days, notice: 365 days}
""",
    )
    project = founded(house, made)
    tag = LinkTerms(ANGEL, 1_000, False, 0, 90).tag
    terms, payments = project.partnership.reserved_matters()
    assert (terms.holder, terms.days, terms.notice_days, terms.link) == (ANGEL, 14, 90, tag)
    assert (payments.days, payments.ends, payments.notice_days, payments.link) == (
        *(3, boa.env.timestamp + 200 * DAY),
        *(365, tag),
    )


def test_date_of_the_end_is_part_of_the_deal(house: House, tmp_path: Path) -> None:
    project = founded(house, loaded(tmp_path, "ends: {date: 180 days}"))
    assert project.membership.deal_of(1).ends == boa.env.timestamp + 180 * DAY
    assert tuple(project.partnership.end_conditions())[:2] == (ETHER, 0)


def test_it_is_told_in_words_when_described(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        """
ends: {date: 2049-12-31, income: 7 ether}
sponsors:
  - account: angel
    share: 10%
    until: 2049-06-30
    notice: 30 days
    buy_out: 5 ether
    reserved_matters: [{what: admission, days: 5}]
""",
    )
    told = made.describe(1_800_000_000).splitlines()
    assert told[told.index("  promised and given:") + 1 :] == [
        "    anybody may begin winding up once 2049-12-31 is over or income has come to 7 ether",
        "    offered: angel has 10% of all later income, before anybody else, until 2049-06-30; either side ends it "
        "with 30 days of notice; to be bought out for 5 ether",
        "    reserved: admission: angel can stop it, within 5 days, while its link runs",
    ]
    assert any("12.5% of income to sponsors" in line for line in told)
    assert any("from 2049-12-31 23:59:59 UTC on anyone may begin winding up" in line for line in told)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("sponsors: [{account: angel}]", "sponsors[0].share: is missing"),
        ("sponsors: [{share: 1%}]", "sponsors[0].account: is missing"),
        ("sponsors: [{account: angel, share: 0%}]", "sponsors[0].share: is 0%"),
        ("sponsors: [{account: angel, share: 1%, gift: 1}]", "sponsors[0].gift: unknown field"),
        ("sponsors: [{account: angel, share: 1%, to: me}]", "sponsors[0].to: "),
        ("sponsors: [{account: angel, share: 1%, notice: 1096 days}]", "sponsors[0].notice: must be whole days"),
        ("sponsors: [{account: angel, share: 1%, notice: 5 hours}]", "sponsors[0].notice: must be whole days"),
        ("sponsors: [{account: angel, share: 1%, buy_out: 5}]", "sponsors[0].buy_out: must be text"),
        (
            "sponsors: [{account: angel, share: 1%, buy_out: 5 northwind}]",
            "sponsors[0]: 5 northwind is of a token that `tokens` does not list",
        ),
        ("sponsors: [{account: angel, share: 1%, until: soon}]", "sponsors[0].until: "),
        (
            "sponsors: [{account: angel, share: 1%, reserved_matters: [{what: admission, days: 91}]}]",
            "sponsors[0].reserved_matters[0].days: must be whole days",
        ),
        (
            "sponsors: [{account: angel, share: 1%, reserved_matters: [{what: peace, days: 9}]}]",
            "sponsors[0]: 'peace' is nothing that can be reserved",
        ),
        (
            "sponsors: [{account: angel, share: 1%, reserved_matters: [{what: payments, days: 60}]}]",
            "sponsors[0].reserved_matters[0].days: are too many for the class",
        ),
        ("sponsors:" + "\n  - {account: angel, share: 1%}" * 9, "sponsors: are 9; at most 8"),
        ("sponsors:" + "\n  - {account: angel, share: 60%}" * 2, "sponsors: have 120% of the income together"),
        (
            "deal: {sponsors_ceiling: 5%}\nsponsors: [{account: angel, share: 10%}]",
            "deal.sponsors_ceiling: is below what the sponsors are offered together, 10%",
        ),
        ("ends: {date: soon}", "ends.date: "),
        ("ends: {day: 2049-12-31}", "ends.day: unknown field"),
        ("deal: {ends: 2049-12-31T00:00:00Z}", "deal.ends: unknown field"),
        ("end_conditions: {income: 5 ether}", "end_conditions: unknown field"),
    ],
)
def test_every_mistake_has_its_line_when_read(tmp_path: Path, more: str, found: str) -> None:
    with pytest.raises(SpecErrors) as refused:
        loaded(tmp_path, more)
    assert found in str(refused.value)
    assert all(problem.line for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("ends: {date: 2027-01-05}", "ends.date: is before the founders have to have accepted: 2027-01-05"),
        ("sponsors: [{account: angel, share: 1%, until: 2026-12-31}]", "sponsors[0]: 2026-12-31 is in the past"),
        ("sponsors: [{account: nobody, share: 1%}]", "sponsors[0].account: no account named nobody"),
    ],
)
def test_what_is_over_or_unknown_is_refused_when_built(tmp_path: Path, more: str, found: str) -> None:
    with pytest.raises(SpecErrors) as refused:
        loaded(tmp_path, more).to_config(1_798_800_000, no_names, HASH)
    assert found in str(refused.value)

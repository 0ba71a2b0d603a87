"""Good specs: the examples, the address book, plain words, and what goes on chain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account import Account
from eth_account.hdaccount import ETHEREUM_DEFAULT_PATH
from eth_utils.crypto import keccak
from pydantic import ValidationError

from polypact.spec import DEFAULT_RULES, Founder, Rule, Spec, Terms, load_spec
from polypact.spec.checks import MAX_FOUNDERS, MAX_TOKENS
from polypact.text import documents
from polypact.text.deal_fields import MAX_CAPITAL
from polypact.text.documents import Document
from polypact.text.enums import CLASSES, CONSTITUTIONAL, ETHER, ORDINARY, RECOVERY, Mode, Phase, Role, Status
from polypact.text.errors import PolypactError, SpecErrors
from polypact.text.field_types import MAX_NAME_BYTES, MAX_URI_BYTES
from polypact.text.shares import format_bps
from tests.kit.house import House
from tests.kit.numbers import DAY

EXAMPLES = Path("examples")
NOW = 1_800_000_000
HASH = keccak(b"terms")
NORTHWIND = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
EASTPORT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
WALLET = "0x976EA74026E726554dB657fA54763abd0C3a0aa9"
MNEMONIC = "test test test test test test test test test test test junk"


def no_names(name: str) -> str:
    raise PolypactError(f"no account named {name}")


def spec(**changes: Any) -> Spec:
    """A spec made in Python: numbers are seconds and bps."""
    fields: dict[str, Any] = {
        "name": "Harbour",
        "terms": Terms(uri="ipfs://terms", hash=HASH),
        "formation_deadline": "14 days",
        "founders": [
            Founder(account="northwind", name="Northwind", weight=40, units=41),
            Founder(account=EASTPORT, name="Eastport", weight=35, units=36, role=Role(0)),
        ],
        "accounts": {"northwind": NORTHWIND},
    }
    return Spec(**{**fields, **changes})


# --- the examples ---


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_example_is_taken_and_deploys_when_unchanged(path: Path, house: House) -> None:
    example = load_spec(path)
    document = example.terms_document()
    assert document == Document.from_file(EXAMPLES / str(example.terms.file))
    config = example.to_config(boa.env.timestamp, no_names, document.hash)
    address = house.ecosystem.spin_up(config, bytes(32))
    founded = house.at(address, [])
    for founder in example.founders:
        token, amount = founded.membership.required_of(example.accounts[founder.account])
        assert token == ETHER
        boa.env.set_balance(example.accounts[founder.account], amount)
        with boa.env.prank(example.accounts[founder.account]):
            if amount:
                founded.escrow.contribute(ETHER, amount, value=amount)
            founded.membership.accept(founded.membership.offer_of(boa.env.eoa)._replace(terms_hash=document.hash))
    assert founded.membership.phase() == Phase.IN_FORCE


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_example_founders_are_test_accounts_when_deployed_on_a_devnet(path: Path) -> None:
    Account.enable_unaudited_hdwallet_features()
    base = ETHEREUM_DEFAULT_PATH.rsplit("/", 1)[0]
    funded = {Account.from_mnemonic(MNEMONIC, account_path=f"{base}/{index}").address for index in range(10)}
    assert set(load_spec(path).accounts.values()) <= funded


def test_joint_venture_has_three_founders_when_loaded() -> None:
    venture = load_spec(EXAMPLES / "joint-venture.yaml")
    assert [founder.weight for founder in venture.founders] == [40, 35, 25]
    assert venture.founders[0].role == Role.PROPOSER | Role.TREASURER
    assert set(venture.rules) == {CONSTITUTIONAL, RECOVERY, ORDINARY}
    assert venture.rules[CONSTITUTIONAL].mode == Mode.DUAL
    assert venture.rules[CONSTITUTIONAL].approval == 6_667
    wallet = venture.with_accounts({"southbank-wallet": WALLET})
    config = wallet.to_config(NOW, no_names, venture.terms_document().hash)
    assert [row[0] for row in config[4]] == [NORTHWIND, EASTPORT, WALLET]


def test_spec_in_the_package_docstring_is_taken_when_written_to_a_file(tmp_path: Path) -> None:
    import polypact.spec

    text = str(polypact.spec.model.__doc__)
    block = [line[4:] for line in text.splitlines() if line.startswith("    ")]
    (tmp_path / "joint-venture-terms.md").write_bytes(b"terms")
    (tmp_path / "spec.yaml").write_text("\n".join(block))
    assert len(load_spec(tmp_path / "spec.yaml").founders) == 2


# --- what goes on chain ---


def test_to_config_is_the_abi_tuple_in_order_when_complete() -> None:
    rule = Rule(
        voting_delay=1, voting_period=60, execution_delay=3 * DAY, execution_window=600, quorum=4, approval=5_000
    )
    times = {"voting_delay": 1, "voting_period": 60, "execution_delay": 3_600, "execution_window": 600}
    seats = {"mode": "dual", "seat_approval": 6_000, "recusal": True, "objections": 3, "contested_approval": 7_000}
    ends = {"extension": 50, "tie_breaker": WALLET, "early_decision": True}
    richer = Rule(**times, **seats, **ends, quorum=4, approval=5_000, name="Alltag")
    made = spec(
        rules={"ordinary": richer, 0: rule},
        tokens=[WALLET.lower(), "usd"],
        formation_deadline="2 hours",
        deal={
            "notice": 86_400,
            "redeemable": 2_500,
            "units_ceiling": 99,
            "capital": {"usd": {"money": 7}},
        },
        ends={"date": "2033-05-18T03:33:20Z"},
        dao_uri="ipfs://who-we-are",
        reserve=500,
        recoupment="pro rata",
        founders_bound="1 hour",
        founders=[
            Founder(
                account="northwind", name="Northwind", weight=40, units=41, contributes={"token": "usd", "amount": 9}
            ),
            Founder(
                account=EASTPORT,
                name="Eastport",
                weight=35,
                units=36,
                role=Role(0),
                contributes={"token": "ether", "amount": 10**18},
            ),
        ],
    )
    resolved = {"usd": "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"}
    assert made.to_config(NOW, lambda name: resolved[name], HASH) == (
        "Harbour",
        HASH,
        "ipfs://terms",
        NOW + 7_200,
        [(NORTHWIND, 40, 41, 1), (EASTPORT, 35, 36, 0)],
        [
            (0, bytes(32), (1, 60, 3 * DAY, 600, 4, 5_000, 0, 0, False, False, 0, 0, 0, ETHER)),
            (8, b"Alltag".ljust(32, b"\0"), (1, 60, 3_600, 600, 4, 5_000, 6_000, 1, True, True, 3, 7_000, 50, WALLET)),
        ],
        [WALLET, "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"],
        (86_400, 2_500, 2_000_000_000, 99, 0, 0, 625, 604_800, 60, 0),
        [("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", 7, 0)],
        "ipfs://who-we-are",
        500,
        2,
        NOW + 3_600,
        [(NORTHWIND, "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", 9), (EASTPORT, ETHER, 10**18)],
        b"",
    )


def test_config_reads_back_through_the_factory_when_deployed(house: House) -> None:
    rules = {
        number: Rule(
            voting_delay=number + 1,
            voting_period=number + 100,
            execution_delay=number + 3 * DAY,
            execution_window=number + 900,
            mode=Mode.DUAL if number == 3 else Mode.MAJORITY,
            quorum=number + 3_000,
            approval=number + 6_000,
            early_decision=number % 2 == 1,
            recusal=number > 7,
            name=f"class \u2116 {number}",
            **({"contested_approval": number + 7_000} if number > 7 else {}),
        )
        for number in range(16)
    }
    made = spec(
        deal={"notice": DAY, "redeemable": 1_234},
        dao_uri="ipfs://x",
        rules=rules,
        tokens=[house.ecosystem.address],
        name="M\u00fcller & S\u00f6hne",
    )
    founded = house.at(house.ecosystem.spin_up(made.to_config(boa.env.timestamp, no_names, HASH), bytes(32)), [])
    assert founded.membership.partnership_name() == "M\u00fcller & S\u00f6hne"
    assert founded.membership.terms_hash(1) == HASH
    assert founded.membership.formation_deadline() == boa.env.timestamp + 14 * DAY
    assert founded.escrow.listed_tokens() == [house.ecosystem.address]
    for seat, founder in enumerate(made.founders):
        partner = founded.membership.partner([NORTHWIND, EASTPORT][seat])
        assert (partner.seat, partner.status, partner.weight, partner.units, partner.role) == (
            seat,
            Status.INVITED,
            founder.weight,
            founder.units,
            founder.role,
        )
    for number, rule in rules.items():
        assert tuple(founded.partnership.rule(number)) == rule.to_abi()
        assert founded.partnership.class_name(number) == rule.name.encode().ljust(32, b"\0")
    assert tuple(founded.membership.deal_of(1))[:2] == (DAY, 1_234)
    assert founded.partnership.daoURI() == "ipfs://x"


@dataclass(frozen=True)
class Bound:
    """The least and the most that a field of a rule may be, and what the contract says beyond."""

    field: str
    least: int
    most: int
    below: str
    above: str


BOUNDS = [
    Bound("voting_delay", 0, 30 * DAY, "", "rules: voting delay too long"),
    Bound("voting_period", 60, 90 * DAY, "rules: voting period too short", "rules: voting period too long"),
    Bound("execution_delay", 0, 90 * DAY, "", "rules: execution delay too long"),
    Bound("execution_window", 600, 365 * DAY, "rules: window too short", "rules: window too long"),
    Bound("quorum", 0, 10_000, "", "rules: quorum above 100%"),
    Bound("approval", 5_000, 10_000, "rules: approval below half", "rules: approval above 100%"),
]


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.field)
def test_bounds_of_rules_are_the_contracts_when_tried_on_both(house: House, bound: Bound) -> None:
    usual = DEFAULT_RULES[ORDINARY].model_dump(exclude_defaults=True)
    for value in (bound.least, bound.most):
        rules = {**DEFAULT_RULES, ORDINARY: Rule(**{**usual, bound.field: value})}
        house.ecosystem.spin_up(spec(rules=rules).to_config(boa.env.timestamp, no_names, HASH), bytes(32))
    for value, reason in ((bound.least - 1, bound.below), (bound.most + 1, bound.above)):
        with pytest.raises(ValidationError):
            Rule(**{**usual, bound.field: value})
        if reason:
            rule = DEFAULT_RULES[ORDINARY].model_copy(update={bound.field: value})
            changed = spec().model_copy(update={"rules": {**DEFAULT_RULES, ORDINARY: rule}})
            with boa.reverts(reason):
                house.ecosystem.spin_up(changed.to_config(boa.env.timestamp, no_names, HASH), bytes(32))


RICH = {"mode": Mode.DUAL, "seat_approval": 5_000, "recusal": True, "objections": 2, "contested_approval": 7_000}
MISFITS = [
    ({"mode": Mode.DUAL, "seat_approval": 4_999}, "rules: seats below half"),
    ({"mode": Mode.DUAL, "seat_approval": 10_001}, "rules: seats above 100%"),
    ({"seat_approval": 5_000}, "rules: mode counts no seats"),
    ({"mode": Mode.LAZY, "quorum": 0}, "rules: no bar for objections"),
    ({"mode": Mode.UNANIMOUS, "quorum": 9_999, "approval": 10_000}, "rules: unanimity is 100%"),
    ({"mode": Mode.UNANIMOUS, "quorum": 10_000, "approval": 9_999}, "rules: unanimity is 100%"),
    ({"mode": Mode.LAZY, "objections": 1}, "rules: mode has no objections"),
    ({**RICH, "objections": 256}, "rules: too many objections"),
    ({**RICH, "execution_delay": 3_599}, "rules: no time to object"),
    ({**RICH, "contested_approval": 5_000}, "rules: contested not above approval"),
    ({**RICH, "contested_approval": 9_001}, "rules: contested above 90%"),
    ({"contested_approval": 7_000}, "rules: nothing to contest"),
    ({"mode": Mode.LAZY, "contested_approval": 7_000}, "rules: nothing to contest"),
    ({"mode": Mode.LAZY, "recusal": True, "contested_approval": 7_000}, "rules: mode has no recusal"),
    ({"mode": Mode.UNANIMOUS, "quorum": 10_000, "approval": 10_000, "recusal": True}, "rules: mode has no recusal"),
]
FITS: list[dict[str, Any]] = [
    RICH,
    {**RICH, "objections": 255, "execution_delay": 3_600, "contested_approval": 9_000, "approval": 8_999},
    {"mode": Mode.DUAL, "seat_approval": 10_000},
    {"mode": Mode.LAZY, "quorum": 1, "early_decision": True},
    {"mode": Mode.UNANIMOUS, "quorum": 10_000, "approval": 10_000, "early_decision": True},
]


@pytest.mark.parametrize("changes", FITS)
def test_rule_is_taken_by_both_when_it_fits_together(house: House, changes: dict[str, Any]) -> None:
    rule = Rule(**{**DEFAULT_RULES[ORDINARY].model_dump(exclude_defaults=True), **changes})
    config = spec(rules={**DEFAULT_RULES, ORDINARY: rule}).to_config(boa.env.timestamp, no_names, HASH)
    founded = house.at(house.ecosystem.spin_up(config, bytes(32)), [])
    chain = founded.partnership.rule(ORDINARY)
    assert Rule.from_chain(chain._asdict()) == rule


@pytest.mark.parametrize(("changes", "reason"), MISFITS)
def test_rule_is_refused_by_both_when_it_does_not_fit_together(
    house: House, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValidationError):
        Rule(**{**DEFAULT_RULES[ORDINARY].model_dump(exclude_defaults=True), **changes})
    rule = DEFAULT_RULES[ORDINARY].model_copy(update=changes)
    made = spec().model_copy(update={"rules": {**DEFAULT_RULES, ORDINARY: rule}})
    with boa.reverts(reason):
        house.ecosystem.spin_up(made.to_config(boa.env.timestamp, no_names, HASH), bytes(32))


def test_changed_rule_keeps_the_rest_when_the_mode_is_another() -> None:
    dual = Rule(**{**DEFAULT_RULES[ORDINARY].model_dump(exclude_defaults=True), **RICH})
    plain = dual.changed({"mode": "majority", "quorum": "40%"})
    assert (plain.mode, plain.quorum, plain.seat_approval, plain.contested_approval) == (Mode.MAJORITY, 4_000, 0, 7_000)
    lazy = dual.changed({"mode": "lazy"})
    assert (lazy.quorum, lazy.objections, lazy.recusal, lazy.contested_approval) == (3_000, 0, False, 0)
    with pytest.raises(ValidationError, match="are not possible in the mode lazy"):
        dual.changed({"mode": "lazy", "objections": 1})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (RICH, "more than half of the weight and more than half of the partners for and against; who gains by it"),
        (RICH, "2 objections of steering partners or sponsors stop it once; stopped or contested, it needs 70%"),
        ({"mode": Mode.LAZY}, "passes unless 30% of all weight are against (nobody has to vote for it)"),
        ({"mode": Mode.UNANIMOUS, "quorum": 10_000, "approval": 10_000}, "needs all weight to be for"),
        ({"early_decision": True}, "runs 5 days, or until its outcome is settled; needs 30%"),
    ],
)
def test_describe_says_the_mode_in_plain_words_when_asked(changes: dict[str, Any], said: str) -> None:
    assert said in Rule(**{**DEFAULT_RULES[ORDINARY].model_dump(exclude_defaults=True), **changes}).describe()


def test_bounds_of_shares_are_the_contracts_when_everybody_accepts(house: House) -> None:
    founders = [
        Founder(account=NORTHWIND, name="a", weight=2**40 - 2, units=2**32 - 2),
        Founder(account=EASTPORT, name="b", weight=1, units=1),
    ]
    config = spec(founders=founders, name="n" * 31).to_config(boa.env.timestamp, no_names, HASH)
    founded = house.at(house.ecosystem.spin_up(config, bytes(32)), [])
    for account in (NORTHWIND, EASTPORT):
        with boa.env.prank(account):
            founded.membership.accept(founded.membership.offer_of(boa.env.eoa)._replace(terms_hash=HASH))
    assert founded.partnership.total() == 2**40 - 1
    assert founded.escrow.total_units() == 2**32 - 1


def test_founder_may_have_weight_or_units_only_when_another_has_the_rest(house: House) -> None:
    founders = [
        Founder(account=NORTHWIND, name="voter", weight=1, units=0),
        Founder(account=EASTPORT, name="earner", weight=0, units=1),
    ]
    config = spec(founders=founders).to_config(boa.env.timestamp, no_names, HASH)
    house.ecosystem.spin_up(config, bytes(32))


@pytest.mark.parametrize("deadline", ["1 minute", "365 days"])
def test_bounds_of_the_deadline_are_the_contracts_when_counted_from_now(house: House, deadline: str) -> None:
    config = spec(formation_deadline=deadline).to_config(boa.env.timestamp, no_names, HASH)
    house.ecosystem.spin_up(config, bytes(32))


def test_bounds_of_lists_are_the_contracts_when_compared() -> None:
    config = Path("contracts/interfaces/types.vyi").read_text().partition("struct Config:")[2]
    assert dict(re.findall(r"(\w+): (?:DynArray\[\w+, |String\[)(\d+)\]", config)) == {
        "name": str(MAX_NAME_BYTES),
        "terms_uri": str(MAX_URI_BYTES),
        "founders": str(MAX_FOUNDERS),
        "rules": str(CLASSES),
        "tokens": str(MAX_TOKENS),
        "capital": str(MAX_CAPITAL),
        "dao_uri": str(MAX_URI_BYTES),
        "required": str(MAX_FOUNDERS),
    }


def test_most_founders_and_a_long_uri_fit_when_deployed(house: House) -> None:
    founders = [Founder(account=f"0x{i + 1:040x}", name=f"n{i}", weight=1, units=1) for i in range(MAX_FOUNDERS)]
    terms = Terms(uri=f"ipfs://{'a' * 249}", hash=HASH)
    config = spec(founders=founders, terms=terms).to_config(boa.env.timestamp, no_names, HASH)
    house.ecosystem.spin_up(config, bytes(32))


# --- names ---


def test_with_accounts_gives_another_address_when_name_is_in_the_book() -> None:
    made = spec()
    changed = made.with_accounts({"northwind": WALLET.lower()})
    assert changed.to_config(NOW, no_names, HASH)[4][0][0] == WALLET
    assert made.accounts["northwind"] == NORTHWIND


def test_with_accounts_gives_an_address_when_name_was_an_alias() -> None:
    founders = [Founder(account="my-alias", name="a", weight=1, units=1)]
    assert spec(founders=founders).with_accounts({"my-alias": WALLET}).to_config(NOW, no_names, HASH)[4][0][0] == WALLET


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"nortwind": WALLET}, "no account named nortwind; did you mean `northwind`?"),
        ({"zzz": WALLET}, "no account named zzz; there are northwind"),
        ({EASTPORT: WALLET}, "no account named 0x7099"),
        ({"northwind": "0x12"}, "the address given for northwind: not an address"),
        ({"northwind": EASTPORT}, "is founders"),
    ],
)
def test_with_accounts_is_refused_when_it_does_not_fit(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(PolypactError) as caught:
        spec().with_accounts(overrides)
    assert message in str(caught.value)


def test_to_config_reports_everything_at_once_when_it_does_not_fit() -> None:
    founders = [
        Founder(account="alias", name="a", weight=1, units=1),
        Founder(account="unknown", name="b", weight=1, units=1),
        Founder(account=NORTHWIND, name="c", weight=1, units=1),
    ]
    made = spec(founders=founders, formation_deadline="2027-01-01T00:00:00Z", accounts={})

    def resolve(name: str) -> str:
        return NORTHWIND.lower() if name == "alias" else no_names(name)

    with pytest.raises(SpecErrors) as caught:
        made.to_config(NOW, resolve, keccak(b"another"))
    assert {problem.path: problem.message.split(";")[0].split(":")[0] for problem in caught.value.problems} == {
        "formation_deadline": "is in the past",
        "founders[1].account": "no account named unknown",
        "founders[2].account": f"{NORTHWIND} is founders[0] too. Give each founder an account of its own",
        "terms.hash": "document changed since the spec was hashed",
    }


def test_to_config_is_refused_when_a_name_stands_for_no_address() -> None:
    with pytest.raises(SpecErrors, match="northwind stands for nothing, which is no address"):
        spec(accounts={}).to_config(NOW, lambda name: "nothing", HASH)


@pytest.mark.parametrize("terms_hash", [b"", bytes(32), bytes(31) + b"", HASH + b"x"])
def test_to_config_is_refused_when_hash_is_none(terms_hash: bytes) -> None:
    with pytest.raises(PolypactError, match="must have 32 bytes"):
        spec().to_config(NOW, no_names, terms_hash)


# --- made in Python ---


def test_spec_never_changes_when_made() -> None:
    made, field = spec(), "name"
    with pytest.raises(ValidationError):
        setattr(made, field, "Other")


@pytest.mark.parametrize(
    "changes",
    [
        {"founders": []},
        {"founders": [Founder(account=EASTPORT, name="a", weight=0, units=1)]},
        {"founders": [Founder(account=EASTPORT, name="a", weight=1, units=1, role=Role.TREASURER)]},
        {"founders": [Founder(account=a, name=a, weight=1, units=1) for a in ("northwind", NORTHWIND)]},
        {"rules": {ORDINARY: DEFAULT_RULES[ORDINARY]}},
        {"terms": Terms()},
        {"terms": Terms(uri="ipfs://x")},
        {"tokens": [f"t{i}" for i in range(9)]},
        {"colour": "red"},
        {"name": ""},
    ],
)
def test_spec_is_refused_when_made_wrongly_in_python(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        spec(**changes)


def test_terms_document_is_the_named_one_when_there_is_no_file() -> None:
    assert spec().terms_document() == Document(HASH, "ipfs://terms", None)


def test_terms_document_is_refused_when_it_changed_after_loading(tmp_path: Path) -> None:
    (tmp_path / "terms.md").write_bytes(b"terms")
    made = spec(terms=Terms(file="terms.md", hash=HASH))
    assert made.terms_document(tmp_path) == Document(HASH, "", 5)
    (tmp_path / "terms.md").write_bytes(b"others")
    with pytest.raises(SpecErrors, match="document changed since the spec was hashed"):
        made.terms_document(tmp_path)


# --- in plain words ---


def test_describe_says_defaults_when_there_are_no_rules() -> None:
    made = spec(tokens=["usd"])
    assert made.rules == DEFAULT_RULES
    assert made.describe(NOW).splitlines()[3:] == [
        "  founders:",
        f"    Northwind (northwind, {NORTHWIND}): weight 40 of 75, units 41 of 77, role proposer",
        f"    Eastport ({EASTPORT}): weight 35 of 75, units 36 of 77, role none",
        "  rules (defaults):",
        "    constitutional: vote begins 2 days after the proposal and runs 7 days; needs 50% of all weight taking "
        "part (for or abstaining) and at least 66.67% of for and against; executed 3 days later, within 30 days",
        "    ordinary: vote begins 1 day after the proposal and runs 5 days; needs 30% of all weight taking part (for "
        "or abstaining) and more than half of for and against; executed 2 days later, within 14 days",
        "  revenue: ether, usd",
        "  the deal:",
        "    leaving: at once, without a part of the treasury",
        "    ceilings: 96 units and 93 weight in all, 0% of income to sponsors, 0% of the rest to the treasury",
        "    a seat moves 7 days after it is offered",
        "    who is called has 60 days to answer",
        "  income: partners by units",
    ]


def test_describe_says_the_moment_when_deadline_is_absolute() -> None:
    text = spec(formation_deadline="2027-01-17T08:00:00Z").describe(NOW)
    assert "every founder accepts by: 2027-01-17" in text
    assert "in 2 days" in text


@pytest.mark.parametrize(
    ("bps", "text"), [(0, "0%"), (5_000, "50%"), (6_667, "66.67%"), (10, "0.1%"), (10_000, "100%")]
)
def test_format_bps_when_whole_and_broken(bps: int, text: str) -> None:
    assert format_bps(bps) == text


def test_shares_and_spans_are_the_same_when_written_either_way(tmp_path: Path) -> None:
    text = (EXAMPLES / "joint-venture.yaml").read_text().replace("66.67%", "6667 bps").replace("2 days", "48 hours")
    (tmp_path / "joint-venture-terms.md").write_bytes((EXAMPLES / "joint-venture-terms.md").read_bytes())
    (tmp_path / "spec.yaml").write_text(text)
    assert load_spec(tmp_path / "spec.yaml").rules == load_spec(EXAMPLES / "joint-venture.yaml").rules


def test_document_is_read_and_hashed_once_when_a_spec_is_loaded_and_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("joint-venture.yaml", "joint-venture-terms.md"):
        (tmp_path / name).write_bytes((Path("examples") / name).read_bytes())
    read: list[Path] = []
    monkeypatch.setattr(documents, "read_document", lambda path: read.append(path) or path.read_bytes())
    loaded = load_spec(tmp_path / "joint-venture.yaml").with_accounts({})
    built = loaded.build(NOW, no_names)
    assert read == [tmp_path / "joint-venture-terms.md"]
    assert built.config == loaded.to_config(NOW, no_names, loaded.terms_document().hash)
    (tmp_path / "joint-venture-terms.md").write_bytes(b"changed meanwhile")
    assert loaded.build(NOW, no_names) == built, "what was checked is what is deployed"

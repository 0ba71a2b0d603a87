"""Proposals as files: every kind of action, and every mistake at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from polypact.capabilities.actions import Action
from polypact.capabilities.register import KINDS
from polypact.chain.abi import selector
from polypact.clients.actions import Actions
from polypact.decisions.drafts import make, read_draft
from polypact.text.durations import parse_timestamp
from polypact.text.enums import ETHER, ORDINARY, Mode, Role
from polypact.text.errors import PolypactError, SpecErrors
from polypact.text.promises import VALUE, Floor, Mandate, Matter
from polypact.text.rule_changes import RuleError, read_rule
from polypact.text.voting_rules import DEFAULT_RULES
from tests.unit.made_up_chain import CRANE, ELM, ESCROW, HARBOUR_ESCROW, INCOME_KINDS, NOW, PARTNERSHIP, Around

DAY = 86_400


def expected(own: Actions) -> dict[str, tuple[dict[str, Any], Action]]:
    digest = "0x" + "ab" * 32
    month = (parse_timestamp("2030-12-31T23:59:59Z"), 0, VALUE, 5 * 10**18, 30 * 24)
    return {
        "reserve_matter": (
            {"what": "payments to Crane above 5 ether a month", "holder": "Elm", "days": 10, "notice": "30 days"},
            own.reserve_matter(
                Matter(ETHER, bytes(4), True, word(CRANE), ELM, 0, 10, 0, 30, 0, 0, VALUE, 5 * 10**18, 720)
            ),
        ),
        "give_matter_notice": (
            {"what": "admission", "holder": "2 steering seats"},
            own.give_matter_notice(PARTNERSHIP, selector("admit(address,uint256,uint256,uint256,uint256)"), ETHER),
        ),
        "set_floor": (
            {"keep": "5 ether", "holder": "Elm", "until": "1 day", "notice": 0},
            own.set_floor(Floor(ETHER, 5 * 10**18, ELM, NOW + DAY, 0)),
        ),
        "give_floor_notice": ({"token": "ether", "holder": "Elm"}, own.give_floor_notice(ETHER, ELM)),
        "give_mandate": (
            {"mandate": "treasurer may pay up to 5 ether a month to Crane until 2030-12-31"},
            own.give_mandate(Mandate(ETHER, bytes(4), ETHER, Role.TREASURER, False, *month), [word(CRANE)]),
        ),
        "revoke_mandate": ({"mandate": 3}, own.revoke_mandate(CRANE, b"\1\2\3\4", 3)),
        "set_end_conditions": (
            {"income": "7 ether", "milestone": "the crane stands"},
            own.set_end_conditions(ETHER, 7 * 10**18, b"the crane stands".ljust(32, b"\0")),
        ),
        "reach_milestone": ({"milestone": "it stands"}, own.reach_milestone(b"it stands".ljust(32, b"\0"))),
        "suspend": ({"partner": "Crane"}, own.suspend(CRANE)),
        "reinstate": ({"partner": "Crane"}, own.reinstate(CRANE)),
        "expel": ({"partner": "Crane"}, own.expel(CRANE)),
        "set_shares": ({"partner": "Crane", "weight": 1, "units": 2}, own.set_shares(CRANE, 1, 2)),
        "set_role": (
            {"partner": "Crane", "role": ["steering"], "until": "10 days"},
            own.set_role(CRANE, Role.STEERING, NOW + 10 * DAY),
        ),
        "set_probation": ({"partner": "Crane", "until": "1 day"}, own.set_probation(CRANE, NOW + DAY)),
        "confirm": ({"partner": "Crane"}, own.set_probation(CRANE, 0)),
        "recover_seat": ({"partner": "Crane", "to": "Elm"}, own.recover_seat(CRANE, ELM)),
        "wind_up": (
            {"keep": ["5 ether", "2 wei"], "for": "60 days"},
            own.wind_up([(ETHER, 5 * 10**18), (ETHER, 2)], 60),
        ),
        "name_class": ({"class": "errands", "name": "small things"}, own.name_class(9, "small things")),
        "set_objector": ({"account": "Elm", "until": "1 day"}, own.set_objector(ELM, NOW + DAY)),
        "remove_objector": ({"account": "Elm"}, own.set_objector(ELM, 0)),
        "approve_message": ({"digest": digest, "until": "1 day"}, own.approve_message(b"\xab" * 32, NOW + DAY)),
        "sign_message": ({"file": "m.json"}, own.approve_message(b"\xcc" * 32, NOW + 5)),
        "check_in_force": ({"partnership": "Harbour"}, own.check_in_force(HARBOUR_ESCROW)),
        "withdraw_message": ({"digest": digest}, own.approve_message(b"\xab" * 32, 0)),
        "set_dao_uri": ({"uri": "ipfs://us"}, own.set_dao_uri("ipfs://us")),
        "map_action": (
            {"target": "Crane", "function": "f(uint256)", "class": "recovery"},
            own.map_action(CRANE, "f(uint256)", 4),
        ),
    }


def word(address: str) -> bytes:
    return bytes(12) + bytes.fromhex(address[2:])


def test_make_is_the_action_when_fields_are_right(around: Around) -> None:
    around.mandates[3] = Mandate(CRANE, b"\1\2\3\4", ELM, 0, True, NOW)
    around.messages["m.json"] = (b"\xcc" * 32, NOW + 5)
    for kind, (fields, action) in expected(around.own).items():
        made = make(kind, fields, around)
        assert (made.target, made.value, made.data) == (action.target, action.value, action.data), kind


def test_every_kind_is_tried_somewhere() -> None:
    elsewhere = {"pay", "admit", "amend_terms", "set_rule", "call", "raw", "vote_in", "elsewhere"}
    assert set(expected(Actions(PARTNERSHIP, ESCROW))) | elsewhere == set(KINDS) - INCOME_KINDS


def test_set_rule_takes_all_that_a_spec_does_when_written(around: Around) -> None:
    fields = {
        "class": "ordinary",
        **{"voting_delay": "1 day", "voting_period": "4 days", "execution_delay": "1 day"},
        **{"execution_window": "14 days", "quorum": "40%", "approval": "50%", "mode": "dual", "seat_approval": "60%"},
        **{"early_decision": "yes", "recusal": True, "objections": 2, "contested_approval": "70%"},
        **{"extension": "6 hours", "tie_breaker": ELM},
    }
    rule = (DAY, 4 * DAY, DAY, 14 * DAY, 4_000, 5_000, 6_000, 1, True, True, 2, 7_000, DAY // 4, ELM)
    assert make("set_rule", fields, around) == around.own.set_rule(8, rule)


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("set_rule", {"class": "ordinary"}, "voting_delay is missing; voting_period is missing"),
        ("name_class", {"class": 9, "name": "n" * 33}, "name is 33 bytes long"),
        ("name_class", {"class": "weekly", "name": "x"}, "no such decision class: weekly; write constitutional"),
        ("approve_message", {"digest": "0x12", "until": "1 day"}, "digest must be 0x and 64 hexadecimal digits"),
        ("set_probation", {"partner": "Crane", "until": "later"}, "later"),
        ("reserve_matter", {"what": "change of rules", "holder": "Elm", "days": 10}, "write an action for each"),
        ("reserve_matter", {"what": "admission", "holder": "Elm", "days": 91}, "days must be whole days, 1 to 90"),
        ("reserve_matter", {"what": "admission", "holder": "Elm", "days": 0}, "days must be whole days, 1 to 90"),
        (
            "reserve_matter",
            {"what": "payments above 1 ether a day", "holder": "Elm", "days": 1, "limit": 2},
            "leave `above` away where `limit` names one",
        ),
        ("set_floor", {"keep": "5 ether", "holder": "Elm", "notice": "366 days"}, "notice must be whole days, 0 to"),
        ("set_dao_uri", {"uri": "x" * 257}, "the URI has 257 bytes"),
        ("recover_seat", {"partner": "Nobody", "to": "Elm"}, "nobody here is called 'Nobody'"),
        ("confirm", {"partner": "Crane", "until": "1 day"}, "unknown: until"),
        ("wind_up", {"keep": ["5 ether"], "for": "36 hours"}, "for must be whole days, 1 to 180"),
        ("wind_up", {"keep": ["5 ether"], "for": "181 days"}, "for must be whole days, 1 to 180"),
        ("wind_up", {"keep": ["1 wei"] * 9}, "9 tokens are too many: 8 can be kept"),
    ],
)
def test_make_is_refused_when_a_field_is_wrong(around: Around, kind: str, fields: dict[str, Any], message: str) -> None:
    with pytest.raises((PolypactError, ValueError), match=message):
        make(kind, fields, around)


def test_read_rule_keeps_what_is_not_said_when_there_is_a_rule() -> None:
    present = DEFAULT_RULES[ORDINARY]
    changed = read_rule({"quorum": "45%", "early_decision": "yes"}, ORDINARY, present)
    assert changed == present.model_copy(update={"quorum": 4_500, "early_decision": True})
    rich = read_rule({"objections": 2, "recusal": "yes", "contested_approval": "70%"}, ORDINARY, present)
    assert read_rule({"objections": 0, "recusal": "no"}, ORDINARY, rich) == present
    quiet = read_rule({"mode": "lazy"}, ORDINARY, rich)
    assert (quiet.mode, quiet.objections, quiet.recusal, quiet.contested_approval) == (Mode.LAZY, 0, False, 0)
    lazy = read_rule({"mode": "lazy", "quorum": "20%"}, ORDINARY, present)
    assert (lazy.mode, lazy.quorum, lazy.voting_period) == (Mode.LAZY, 2_000, present.voting_period)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"quorum": 40}, [("quorum", "has no unit")]),
        ({"quorum": "140%", "approval": "40%"}, [("quorum", "is 140%"), ("approval", "is 40%")]),
        ({"recusal": "yes"}, [("contested_approval", "is missing: with `recusal`")]),
        (
            {"objections": 1, "execution_delay": "1 minute", "contested_approval": "50%"},
            [("execution_delay", "must be at least 1 hour"), ("contested_approval", "must be above `approval`")],
        ),
        ({"colour": "red"}, [("colour", "is no field of a rule")]),
    ],
)
def test_read_rule_says_everything_when_it_does_not_fit(given: dict[str, Any], found: list[tuple[str, str]]) -> None:
    with pytest.raises(RuleError) as caught:
        read_rule(given, ORDINARY, DEFAULT_RULES[ORDINARY])
    assert [name for name, _ in caught.value.found] == [name for name, _ in found]
    for (_, message), (_, start) in zip(caught.value.found, found, strict=True):
        assert message.startswith(start)


def test_read_rule_is_refused_when_the_constitutional_class_would_be_lazy() -> None:
    with pytest.raises(PolypactError, match="mode is lazy, but the constitutional class cannot decide by silence"):
        read_rule({"mode": "lazy"}, 0, DEFAULT_RULES[0])


def test_t56_mistakes_come_at_once_with_their_lines_when_a_file_has_several(around: Around, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(
        "description: x\nactions:\n  - confirm: {partner: Nobody}\n  - set_dao_uri: {url: x}\n"
        "  - suspend: {partner: Crane}\n  - set_probation: {partner: Crane, until: soon}\n"
    )
    with pytest.raises(SpecErrors) as caught:
        read_draft(path, around)
    assert [(p.line, p.path) for p in caught.value.problems] == [
        (3, "actions[0].confirm"),
        (4, "actions[1].set_dao_uri"),
        (6, "actions[3].set_probation"),
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (
            "admit",
            {"account": "Elm", "weight": "3,5", "units": 1},
            "weight must be a whole number: '3,5' can be read as",
        ),
        ("admit", {"account": "Elm", "weight": 3.5, "units": 1}, "weight must be a whole number: '3.5' is no whole"),
        ("admit", {"account": "Elm", "weight": -3, "units": 1}, "weight must be a whole number"),
        ("admit", {"account": "Elm", "weight": True, "units": 1}, "weight must be a whole number"),
        ("pay", {"to": "Elm", "amount": "1,5 ether"}, "'1,5' can be read as 1.5 or as 15"),
        ("pay", {"to": "Elm", "amount": 1.5}, "not a whole number of the smallest unit"),
        ("call", {"target": "Elm", "function": "f()", "value": 0.5}, "not a whole number of the smallest unit"),
        ("call", {"target": "Elm", "function": "f(uint256)", "arguments": ["1,5"]}, "no uint256: '1,5' can be read as"),
        ("call", {"target": "Elm", "function": "f(uint256)", "arguments": ["\u0661"]}, "is no uint256"),
    ],
)
def test_t99_number_is_refused_when_it_is_not_one(
    around: Around, kind: str, fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(PolypactError, match=message):
        make(kind, fields, around)


def test_t99_number_is_taken_when_its_groups_are_thousands(around: Around) -> None:
    fields = {"account": "Elm", "weight": "3,500", "units": "1'000", "respond_within": "1 day"}
    assert make("admit", fields, around) == make("admit", {**fields, "weight": 3_500, "units": 1_000}, around)
    call = {"target": "Elm", "function": "f(uint256,int8)"}
    assert make("call", {**call, "arguments": ["1,500", "-5"]}, around) == (
        make("call", {**call, "arguments": ["0x5dc", -5]}, around)
    )


def test_t99_decimal_of_a_file_is_taken_to_its_last_digit(tmp_path: Path, around: Around) -> None:
    path = tmp_path / "pay.yaml"
    path.write_text("actions:\n  - pay: {to: Elm, amount: 123456789.123456789123456789, token: ether}\n")
    assert read_draft(path, around).actions[0].value == 123456789123456789123456789

"""Whose consent a proposal needs is what the contract asks for: said beforehand, and tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
from boa import BoaError
from eth_abi import decode
from eth_account.signers.local import LocalAccount
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polypact.capabilities.actions import Action
from polypact.clients.promises import Promised
from polypact.decisions.needs import Answer, Heard, floors_touched, matters_asked
from polypact.text.enums import ETHER
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, TRANSFER, VALUE, Floor, Limit, Matter
from tests.kit import promises as kit
from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, STEERING
from tests.kit.verbs import by_vote, pay_call, say

SUPPLIER, OTHER = "0x" + "51" * 20, "0x" + "52" * 20
HELD = 100
AMOUNTS = st.integers(1, 33)

CALL_KINDS = ("ether", "ether to supplier", "token", "transfers", "transfers to supplier", "all but transfers")
ACTION_KINDS = ("ether", "ether elsewhere", "token", "token elsewhere", "approve")


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    """Matters, floors, actions, answers, and how long is waited."""
    holders = st.sampled_from(["lender", "founder", "seats"])
    matters = st.tuples(st.sampled_from(CALL_KINDS), holders, st.integers(1, 10), st.one_of(st.none(), AMOUNTS))
    return {
        "matters": draw(st.lists(matters, max_size=3, unique_by=lambda one: one[:2])),
        "floors": draw(
            st.lists(st.tuples(st.booleans(), st.integers(1, HELD)), max_size=2, unique_by=lambda one: one[0])
        ),
        "actions": draw(st.lists(st.tuples(st.sampled_from(ACTION_KINDS), AMOUNTS), min_size=1, max_size=3)),
        "says": draw(st.dictionaries(st.sampled_from(["lender", "founder", "steering"]), st.booleans(), max_size=3)),
        "days": draw(st.integers(0, 11)),
    }


def history(**said: Any) -> dict[str, Any]:
    """One in which ether is paid."""
    return {"matters": [], "floors": [], "actions": [("ether", 5)], "says": {}, "days": 0, **said}


def test_what_is_said_beforehand_is_what_happens(partnership: Partnership, key: Callable[[str], LocalAccount]) -> None:
    token = mock("PlainToken", 6)
    lender, founder, steering = key("lender").address, partnership.founders[1].address, partnership.founders[2].address
    with by_vote(partnership):
        partnership.membership.set_role(steering, STEERING, 0)
        partnership.escrow.list_token(token.address)  # no other has a floor
    seen: set[str] = set()

    @settings(max_examples=30, deadline=None)
    @example(history(matters=[("ether", "lender", 10, None)]))
    @example(history(matters=[("ether", "seats", 10, None)], says={"steering": False}))
    @example(history(floors=[(True, HELD)]))
    @given(histories())
    def check(history: dict[str, Any]) -> None:
        with boa.env.anchor():
            seen.add(
                _compare(partnership, token, {"lender": lender, "founder": founder, "steering": steering}, history)
            )

    check()
    assert seen == {
        "",
        "matters: its holder has time",
        "matters: its holder refuses",
        "floors: holder's yes needed",
    }


def _compare(venture: Partnership, token: Any, who: dict[str, str], history: dict[str, Any]) -> str:
    own = venture.partnership
    boa.env.set_balance(own.address, HELD)
    token.mint(own.address, HELD)
    for kind, holder, days, maximum in history["matters"]:
        kit.reserve(venture, _matter(kind, who.get(holder, ETHER), days, maximum, token.address))
    for is_ether, amount in history["floors"]:
        kit.set_floor(venture, kit.Floor(ETHER if is_ether else token.address, amount, who["lender"]))
    actions = [_action(kind, amount, token) for kind, amount in history["actions"]]
    made = boa.env.timestamp
    proposal = venture.pass_proposal(actions)
    for name, agrees in history["says"].items():
        _say(venture, proposal, agrees, who[name])
    travel_to(max(boa.env.timestamp, made + history["days"] * DAY))
    predicted = _predicted(venture, token.address, proposal, made, [Action(*one) for one in actions], who)
    try:
        venture.execute(actions)
    except BoaError as error:
        happened = reason_of(error)
    else:
        happened = ""
    assert happened == predicted
    return happened


def _say(venture: Partnership, proposal: int, agrees: bool, by: str) -> None:
    """Who holds nothing, and has no seat, cannot say anything; nor anybody once the proposal is stopped."""
    try:
        say(venture, proposal, agrees, by)
    except BoaError as error:
        assert reason_of(error) in ("consents: holds no seat", "consents: proposal is over")


def reason_of(error: BoaError) -> str:
    """What the contract said."""
    (reason,) = decode(["string"], bytes(error.call_trace.computation.output)[4:])
    return str(reason)


def _predicted(
    venture: Partnership, token: str, proposal: int, made: int, actions: list[Action], who: dict[str, str]
) -> str:
    """The reason of the first need that is not met, from what the tools read."""
    own, now = venture.partnership, boa.env.timestamp
    matters = [Matter(*tuple(one)) for one in own.reserved_matters()]
    floors = [Floor(*tuple(one)) for one in own.treasury_floors()]
    numbers = {matter.limit for matter in matters if matter.limit}
    promised = Promised(matters, floors, limits={number: Limit(*tuple(own.limit(number))) for number in numbers})
    said = {account: Answer(own.consent_of(proposal, account)) for account in who.values()}
    heard = Heard(made, said, tuple(own.steering_answers(proposal)))
    for need in matters_asked(actions, promised, heard, now):
        if (state := need.state(now)) in ("waits", "stopped"):
            return "matters: its holder refuses" if state == "stopped" else "matters: its holder has time"
    held = {ETHER: HELD, token: HELD}
    touched = floors_touched(actions, promised, heard, now, own.address, held)
    return "floors: holder's yes needed" if any(need.state(now) != "met" for need in touched) else ""


def _matter(kind: str, holder: str, days: int, maximum: int | None, token: str) -> Matter:
    argument = bytes(12) + bytes.fromhex(SUPPLIER[2:]) if kind.endswith("supplier") else bytes(32)
    if kind.startswith("ether"):
        target, selector, counted = ETHER, bytes(4), VALUE
    elif kind.startswith("transfers"):
        target, selector, counted = token, TRANSFER, FIRST_ARGUMENT + 1
    else:
        target, selector, counted = token, ANY_CALL, FIRST_ARGUMENT + 1
    if kind == "all but transfers":
        selector, counted = bytes.fromhex("095ea7b3"), CALLS
    limit = (counted, maximum, 24) if maximum else (0, 0, 0)
    steering = 0 if holder != ETHER else 1
    return Matter(target, selector, any(argument), argument, holder, steering, days, 0, 0, 0, 0, *limit)


def _action(kind: str, amount: int, token: Any) -> tuple[str, int, bytes]:
    payee = OTHER if kind.endswith("elsewhere") else SUPPLIER
    if kind.startswith("ether"):
        return pay_call(payee, amount)
    if kind == "approve":
        return token.address, 0, token.approve.prepare_calldata(payee, amount)
    return token.address, 0, token.transfer.prepare_calldata(payee, amount)

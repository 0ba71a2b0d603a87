"""What the partners' page has to come to, worked out by the contract and by the package: files that its own tests read.

`WRITE_VECTORS=1 pytest tests/unit/decisions/test_page_vectors.py` writes them; without it the test compares.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import boa

from polypact.capabilities.actions import Action
from polypact.clients.promises import Promised, key_of
from polypact.decisions.needs import Answer, Heard, Need, floors_touched, matters_asked
from polypact.text.durations import DAY
from polypact.text.enums import ETHER, Mode
from polypact.text.promises import ANY_CALL, CALLS, FIRST_ARGUMENT, TRANSFER, VALUE, Floor, Limit, Matter

FOLDER = Path(__file__).parents[2] / "web" / "test" / "vectors"

OUTCOME = """
# pragma version 0.4.3
from contracts.modules.partnership.voting import outcome

@external
@pure
def quorum(rule: uint256, base: uint256) -> uint256:
    return outcome._quorum(rule, base)

@external
@pure
def passes(rule: uint256, tally: outcome.Tally) -> bool:
    return outcome._passes(rule, tally)

@external
@pure
def is_tied(rule: uint256, tally: outcome.Tally) -> bool:
    return outcome._is_tied(rule, tally)

@external
@pure
def is_settled(rule: uint256, tally: outcome.Tally, lent: uint256, contestable: uint256) -> bool:
    return outcome._is_settled(rule, tally, lent, contestable)
"""

HOUSE, SUPPLIER, LENDER, ELM, TOKEN = ("0x" + digit * 40 for digit in "13459")
NOW = 1_800_000_000

#: Of a promise, what says nothing of whose consent is needed.
_UNUSED = ("notice_days", "maximum", "period_hours")


def outcomes() -> list[dict[str, Any]]:
    """Tallies under rules of every mode, and what `outcome.vy` makes of them."""
    contract: Any = boa.loads(OUTCOME)
    dice = random.Random(20261127)
    found = []
    for _ in range(800):
        rule = _rule(dice)
        scale = dice.choice([12, 120, 2**33])
        seats = dice.randint(1, 6)
        ballots = [(dice.randint(1, scale), dice.choice([0, 1, 1, 2, 3]), dice.random() < 0.3) for _ in range(seats)]
        cast = {choice: sum(w for w, said, _ in ballots if said == choice) for choice in (0, 1, 2)}
        count = {choice: sum(said == choice for _, said, _ in ballots) for choice in (0, 1)}
        if dice.random() < 0.2:
            cast[0] = cast[1]  # ties are rare, and where mistakes hide
        total = sum(w for w, _, _ in ballots)
        base = max(total, sum(cast.values()))
        lent = sum(w for w, said, is_lent in ballots if is_lent and said != 3)
        lent = min(lent, sum(cast.values()))
        contestable = dice.choice([0, 0, dice.randint(1, scale)])
        is_contested, tie_passes = dice.random() < 0.3, dice.random() < 0.3 and rule["has_tie_breaker"] == 1
        tally = (cast[1], cast[0], cast[2], count[1], count[0], base, is_contested, tie_passes)
        word = _packed(rule)
        found.append(
            {
                "rule": rule,
                "tally": [str(one) if isinstance(one, int) and not isinstance(one, bool) else one for one in tally],
                "lent": str(lent),
                "contestable": str(contestable),
                "quorum": str(contract.quorum(word, base)),
                "passes": contract.passes(word, tally),
                "isTied": contract.is_tied(word, tally),
                "isSettled": contract.is_settled(word, tally, lent, contestable),
            }
        )
    return found


def _rule(dice: random.Random) -> dict[str, int]:
    mode = dice.choice(list(Mode))
    if mode == Mode.UNANIMOUS:
        return {
            "mode": int(mode),
            "quorum_bps": 10_000,
            "approval_bps": 10_000,
            "seat_approval_bps": 0,
            "contested_bps": 0,
            "has_tie_breaker": 0,
        }
    return {
        "mode": int(mode),
        "quorum_bps": dice.choice([1, 2_000, 3_333, 5_000, 6_667, 10_000]),
        "approval_bps": dice.choice([5_000, 5_001, 6_000, 6_667]),
        "seat_approval_bps": dice.choice([5_000, 6_667, 10_000]) if mode == Mode.DUAL else 0,
        "contested_bps": dice.choice([0, 6_668, 7_500, 9_000]),
        "has_tie_breaker": dice.choice([0, 1]),
    }


def _packed(rule: Mapping[str, int]) -> int:
    """The word of a rule, as rules.vy draws it; times do not matter here."""
    shares = rule["quorum_bps"] << 128 | rule["approval_bps"] << 144 | rule["seat_approval_bps"] << 160
    return shares | rule["mode"] << 176 | rule["contested_bps"] << 212 | rule["has_tie_breaker"] << 252


def needs() -> list[dict[str, Any]]:
    """Promises, actions and answers, and whose consent `polypact.decisions.needs` says that they need."""
    dice = random.Random(20261128)
    found = []
    for _ in range(250):
        promised = _promised(dice)
        actions = [_action(dice) for _ in range(dice.randint(1, 4))]
        heard = _heard(dice, promised)
        held = {token: dice.choice([0, 50, 100]) for token in (ETHER, TOKEN) if dice.random() < 0.9}
        changes = dice.choice([None, {ETHER: dice.choice([-60, 0, 5])}, {TOKEN: -dice.choice([1, 99])}])
        asked = [
            *matters_asked(actions, promised, heard, NOW),
            *floors_touched(actions, promised, heard, NOW, HOUSE, held, changes),
        ]
        found.append(
            {
                "actions": [_told(asdict(action)) for action in actions],
                "matters": [_told(matter.__dict__) for matter in promised.matters],
                "floors": [_told(floor.__dict__) for floor in promised.floors],
                "limits": {str(number): _told(limit.__dict__) for number, limit in promised.limits.items()},
                "unlinked": [[str(tag), holder] for tag, holder in sorted(promised.unlinked)],
                "made": heard.made,
                "answers": {holder: int(answer) for holder, answer in heard.answers.items()},
                "steering": list(heard.steering),
                "since": [
                    [target, _hex(chosen), _hex(word), time] for (target, chosen, word), time in heard.since.items()
                ],
                "held": _told(held),
                "changes": None if changes is None else _told(changes),
                "now": NOW,
                "house": HOUSE,
                "needs": [_need(one, promised) for one in asked],
            }
        )
    return found


def _need(need: Need, promised: Promised) -> dict[str, Any]:
    return {
        "action": need.action,
        "holder": need.holder,
        "steering": need.steering,
        "answer": int(need.answer),
        "matter": None if need.matter is None else list(promised.matters).index(need.matter),
        "floor": None if need.floor is None else list(promised.floors).index(need.floor),
        "isWithin": need.is_within,
        "left": None if need.left is None else str(need.left),
        "silentUntil": need.silent_until,
        "letsTake": need.lets_take,
        "state": need.state(NOW),
    }


def _promised(dice: random.Random) -> Promised:
    holders = [(LENDER, 0), (ELM, 0), (ETHER, 1), (ETHER, 2)]
    matters: dict[Any, Matter] = {}
    for _ in range(dice.randint(0, 4)):
        holder, steering = dice.choice(holders)
        target, chosen = dice.choice(
            [(ETHER, bytes(4)), (TOKEN, TRANSFER), (TOKEN, ANY_CALL), (HOUSE, ANY_CALL), (HOUSE, b"\x5f\xf6\x65\xdd")]
        )
        argument = dice.choice([b"", _word(SUPPLIER), _word(ELM), b"\1" + bytes(31)])
        matter = Matter(
            target=target,
            selector=chosen,
            has_argument=bool(argument),
            argument=argument or bytes(32),
            holder=holder,
            steering=steering,
            days=dice.randint(1, 20),
            ends=dice.choice([0, 0, 0, NOW - 1, NOW, NOW + 1]),
            link=0 if steering else dice.choice([0, 0, 7]),
            limit=dice.choice([0, 1, 2, 3]),
        )
        matters[key_of(matter), holder, steering] = matter
    limits = {
        1: Limit(CALLS, 2, 24, dice.randint(0, 2)),
        2: Limit(VALUE, 60, 24, dice.randint(0, 60)),
        3: Limit(FIRST_ARGUMENT + dice.choice([0, 1]), 60, 24, dice.randint(0, 60)),
    }
    floors = [
        Floor(token, dice.choice([1, 50, 100]), dice.choice([LENDER, ELM]), dice.choice([0, NOW - 1, NOW]), 90)
        for token in (ETHER, TOKEN)
        if dice.random() < 0.5
    ]
    unlinked = frozenset({(7, dice.choice([LENDER, ELM]))}) if dice.random() < 0.5 else frozenset[tuple[int, str]]()
    return Promised(list(matters.values()), floors, (), limits, {}, unlinked)


def _action(dice: random.Random) -> Action:
    amount = dice.choice([0, 1, 20, 49, 60])
    payee = _word(dice.choice([SUPPLIER, ELM, HOUSE]))
    calls: list[Callable[[], Action]] = [
        lambda: Action(dice.choice([SUPPLIER, ELM, HOUSE]), amount or 1),
        lambda: Action(SUPPLIER, amount, b"\1\2\3\4" + bytes(32)),
        lambda: Action(TOKEN, dice.choice([0, 3]), TRANSFER + payee + amount.to_bytes(32)),
        lambda: Action(TOKEN, 0, TRANSFER + b"\7" * 12 + payee[12:] + amount.to_bytes(32)),
        lambda: Action(TOKEN, 0, TRANSFER + payee[:20]),
        lambda: Action(TOKEN, 0, bytes.fromhex("095ea7b3") + payee + amount.to_bytes(32)),
        lambda: Action(TOKEN, 0, b"\1"),
        lambda: Action(HOUSE, 0, bytes.fromhex("5ff665dd") + b"\1" * 32 + dice.choice([0, NOW]).to_bytes(32)),
        lambda: Action(HOUSE, 0, bytes.fromhex("5ff665dd") + b"\1" * 8),
    ]
    return dice.choice(calls)()


def _heard(dice: random.Random, promised: Promised) -> Heard:
    if dice.random() < 0.1:
        return Heard()
    made = NOW - dice.randint(0, 25) * DAY - dice.choice([0, 1])
    answers = {holder: dice.choice(list(Answer)) for holder in (LENDER, ELM) if dice.random() < 0.5}
    since = {key_of(one): made + dice.randint(0, 3) * DAY for one in promised.matters if dice.random() < 0.2}
    return replace(Heard(made, answers, (dice.randint(0, 2), dice.randint(0, 2))), since=since)


def _word(account: str) -> bytes:
    return bytes(12) + bytes.fromhex(account[2:])


def _hex(data: bytes) -> str:
    return "0x" + bytes(data).hex()


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON takes it: numbers that may be large as text."""
    return {name: _value(value) for name, value in record.items() if name not in _UNUSED}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return _hex(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


VECTORS: Mapping[str, Callable[[], list[dict[str, Any]]]] = {"outcomes.json": outcomes, "needs.json": needs}


def text_of(name: str) -> str:
    """One case a line, so that a change shows which."""
    return "[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in VECTORS[name]()) + "\n]\n"

"""What a random partnership is made from: its config, its rules, and what its histories are mostly about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from eth_utils import keccak

from tests.differential.sides import EVERYBODY, START
from tests.differential.values import DAY, HOUR, NOBODY, TOKEN, at

TERMS_HASH = keccak(text="terms 1")
PROPOSER, STEERING, MEDIATOR, TREASURER = 1, 2, 4, 8
CONSTITUTIONAL, RECOVERY, ORDINARY = 0, 4, 8
MAJORITY, DUAL, LAZY, UNANIMOUS = range(4)
SPECIAL_CLASSES = (3, 9, 12)

Rule = tuple[Any, ...]


def rule(rnd: Random, decision_class: int = ORDINARY, *, mode: int | None = None) -> Rule:
    """A rule that is in bounds, with short times."""
    if mode is None:
        modes = (MAJORITY, DUAL, UNANIMOUS) if decision_class == CONSTITUTIONAL else (MAJORITY, DUAL, LAZY, UNANIMOUS)
        mode = rnd.choices(modes, [6, 3, 2, 1][: len(modes)] if len(modes) == 4 else [6, 3, 1])[0]
    votes = mode in (MAJORITY, DUAL)
    objections = rnd.choice((0, 0, 1, 2)) if votes else 0
    recusal = votes and rnd.random() < 0.4
    approval = 10_000 if mode == UNANIMOUS else rnd.choice((5_000, 5_001, 6_667))
    delay = rnd.choice((HOUR, DAY)) if objections else rnd.choice((0, 60, HOUR, DAY))
    quorum = (
        10_000
        if mode == UNANIMOUS
        else rnd.choice((1, 2_000, 3_000, 5_000))
        if mode == LAZY
        else rnd.choice((0, 1_000, 3_000, 5_000))
    )
    return (
        rnd.choice((0, 1, 60, HOUR)),
        rnd.choice((60, 600, HOUR, DAY)),
        delay,
        rnd.choice((600, DAY, 14 * DAY)),
        quorum,
        approval,
        rnd.choice((5_000, 6_000)) if mode == DUAL else 0,
        mode,
        rnd.random() < 0.35,
        recusal,
        objections,
        rnd.choice((7_000, 9_000)) if objections or recusal else 0,
    )


PLAIN_RULE: Rule = (60, HOUR, 60, DAY, 1_000, 5_000, 0, MAJORITY, False, False, 0, 0)


def config(rnd: Random, time: int, flavour: Flavour) -> tuple[Any, ...]:
    """A `types.Config` that can be spun up."""
    count = rnd.randint(1, 10) if rnd.random() < 0.5 else rnd.randint(3, 6)
    accounts = rnd.sample(EVERYBODY, count)
    founders = []
    for index, name in enumerate(accounts):
        weight = 0 if index and rnd.random() < 0.1 else rnd.choice((1, 10, 25, 100, 1_000_000))
        units = rnd.choice((0, 1, 10, 250, 1_000)) if weight else rnd.choice((1, 250))
        role = PROPOSER | rnd.randrange(16) if index == 0 else rnd.choice((PROPOSER, rnd.randrange(16)))
        founders.append((at(name), weight, units, role))
    if flavour.plain_rules:
        rules = [
            (CONSTITUTIONAL, bytes(32), (60, 60 * DAY, *PLAIN_RULE[2:])),
            (ORDINARY, bytes(32), (0, 60, *PLAIN_RULE[2:])),
        ]
    else:
        constitutional = rule(rnd, CONSTITUTIONAL)
        ordinary = PLAIN_RULE if rnd.random() < 0.4 else rule(rnd)
        rules = [
            (CONSTITUTIONAL, rnd.choice((bytes(32), b"charter".ljust(32, b"\0"))), constitutional),
            (ORDINARY, bytes(32), ordinary),
        ]
        if constitutional[7] == UNANIMOUS or rnd.random() < 0.6:
            rules.append((RECOVERY, bytes(32), rule(rnd, RECOVERY, mode=rnd.choice((MAJORITY, DUAL)))))
        rules += [(number, bytes(32), rule(rnd, number)) for number in SPECIAL_CLASSES if rnd.random() < 0.6]
        rnd.shuffle(rules)
    return (
        rnd.choice(("Harbour", "H", "a name of thirty-one characters")),
        TERMS_HASH,
        rnd.choice(("", "ipfs://terms")),
        START + time + rnd.choice((HOUR, 7 * DAY, 365 * DAY)),
        tuple(founders),
        tuple(rules),
        (at(TOKEN),) if rnd.random() < 0.5 else (),
        rnd.choice((0, 0, HOUR, 5 * DAY, 180 * DAY)),
        rnd.choice((0, 5_000, 10_000, 10_000)),
        rnd.choice(("", "ipfs://dao")),
        rnd.choice((0, 500)),
        rnd.choice((0, 0, 1, 2)),
    )


def spoiled(rnd: Random, good: tuple[Any, ...], time: int) -> tuple[Any, ...]:
    """The same with one thing wrong."""
    bad = list(good)
    founders, rules = list(good[4]), list(good[5])
    flaw = rnd.randrange(18)
    if flaw == 0:
        bad[0] = ""
    elif flaw == 1:
        bad[1] = bytes(32)
    elif flaw == 2:
        bad[3] = START + time
    elif flaw == 3:
        bad[3] = START + time + 365 * DAY + 1
    elif flaw == 4:
        bad[4] = ()
    elif flaw == 5:
        bad[4] = (*founders, founders[0])
    elif flaw == 6:
        bad[4] = ((founders[0][0], 0, 0, PROPOSER), *founders[1:])
    elif flaw == 7:
        bad[4] = ((at(NOBODY), 1, 1, PROPOSER), *founders[1:])
    elif flaw == 8:
        bad[4] = tuple((account, weight, units, 0) for account, weight, units, _ in founders)
    elif flaw == 9:
        bad[4] = ((founders[0][0], 2**40 - 1, 1, PROPOSER), (at("x0"), 1, 1, 0))
    elif flaw == 10:
        bad[4] = ((founders[0][0], 1, 2**32 - 1, PROPOSER), (at("x0"), 1, 1, 0))
    elif flaw == 11:
        bad[4] = ((founders[0][0], 2**40, 1, PROPOSER),)
    elif flaw == 12:
        bad[5] = tuple(entry for entry in rules if entry[0] != rnd.choice((CONSTITUTIONAL, ORDINARY)))
    elif flaw == 13:
        bad[5] = (*rules, rules[0])
    elif flaw == 14:
        bad[7] = 180 * DAY + 1
    elif flaw == 15:
        bad[8] = 10_001
    elif flaw == 16:
        bad[10] = 10_001
    else:
        bad[6] = (at(TOKEN), at(TOKEN))
    return tuple(bad)


@dataclass(frozen=True)
class Flavour:
    """What histories are mostly about: how often each kind of move is tried beside the usual."""

    name: str
    more: Mapping[str, float] = field(default_factory=dict)
    plain_rules: bool = False
    fails_to_form: bool = False


FLAVOURS = (
    Flavour("roster", {"roster": 3, "partner": 3, "seat": 2}),
    Flavour("voting", {"propose": 3, "vote": 4, "special": 3, "represent": 2}),
    Flavour("leaving", {"leave": 4, "redeem": 4, "partner": 2, "income": 2}),
    Flavour("income", {"income": 4, "escrow_vote": 4, "partner": 2}),
    Flavour("terms", {"terms": 5, "partner": 3, "vote": 2}),
    Flavour("pages", {"many": 8, "vote": 4}, plain_rules=True),
    Flavour("void", fails_to_form=True),
)

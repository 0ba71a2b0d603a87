"""Whom a decision about a partner recuses: exactly the functions of Roster.vy, at the partnership itself."""

from __future__ import annotations

import boa
import pytest
from eth_abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils import function_signature_to_4byte_selector

from polypact.chain.recipe import PARTS
from tests.kit.contracts import abi_of
from tests.kit.house import Govern, Partnership
from tests.kit.logs import abi_type
from tests.kit.numbers import AGAINST, CONSTITUTIONAL, DEFEATED, FOR
from tests.kit.rules import STRICT, Rule
from tests.kit.verbs import end_vote, join, own, propose_as

RECUSING = Rule(recusal=True, contested_bps=8_000)


@pytest.fixture
def venture(govern: Govern) -> Partnership:
    """Every class there is recuses."""
    strict = Rule(quorum_bps=5_000, approval_bps=STRICT.approval_bps, recusal=True, contested_bps=9_000)
    return govern(RECUSING, others=[(CONSTITUTIONAL, strict)])


def calls(part: str, account: str) -> dict[str, bytes]:
    """Signature => calldata, of every function of a part that names an account first; the rest of it is zeros."""
    found = {}
    for entry in abi_of(part):
        kinds = [abi_type(argument) for argument in entry["inputs"]] if entry["type"] == "function" else []
        if kinds[:1] == ["address"]:
            signature = f"{entry['name']}({','.join(kinds)})"
            rest = bytes(32 * (len(kinds) - 1))
            found[signature] = (
                bytes(function_signature_to_4byte_selector(signature)) + encode(kinds[:1], [account]) + rest
            )
    return found


def mutating(part: str) -> int:
    return sum(
        entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure") for entry in abi_of(part)
    )


BY_ANYONE = {"end_suspension(address)"}
"""Nothing is decided by it: its time is over."""


def test_every_function_of_the_roster_names_its_partner_first(eastport: str) -> None:
    assert len(calls("Roster", eastport)) == mutating("Roster")
    assert set(calls("Roster", eastport)) > BY_ANYONE


@pytest.mark.parametrize("signature", sorted(set(calls("Roster", "0x" + "77" * 20)) - BY_ANYONE))
def test_t19_what_is_decided_about_a_partner_recuses_it(venture: Partnership, eastport: str, signature: str) -> None:
    data = calls("Roster", eastport)[signature]
    governor = venture.partnership
    action, proposer = (governor.address, 0, data), venture.founders[0].address
    for proposal in (venture.propose([action], "one"), propose_as(venture, proposer, [action], "two")):
        assert governor.recused(proposal) == [1]
    for where in (venture.escrow.address, "0x" + "66" * 20):  # elsewhere it is not about a partner
        assert governor.recused(venture.propose([(where, 0, data)], f"at {where}")) == []
    short = venture.propose([(governor.address, 0, data[:35])], "cut short")
    assert governor.recused(short) == []


def test_t19_nothing_else_that_names_an_account_first_recuses_it(
    venture: Partnership, founders: list[LocalAccount], eastport: str
) -> None:
    governor, roster = venture.partnership, set(calls("Roster", eastport))
    others = {
        signature: data
        for part in ("Partnership", *PARTS["Partnership"])
        for signature, data in calls(part, eastport).items()
        if signature not in roster
    }
    assert len(others) > len(roster)
    for signature, data in others.items():
        proposal = venture.propose([(governor.address, 0, data)], signature)
        assert governor.recused(proposal) == [], signature


def test_t90_who_expels_silences_nobody_else_where_the_class_does_not_recuse(
    partnership: Partnership, northwind: str, eastport: str, southbank: str, outsider: str
) -> None:
    """Named as the one who benefits, half of the weight would be out of vote and quorum."""
    join(partnership, outsider)
    boa.env.time_travel(seconds=10)
    governor = partnership.partnership
    expel = (governor.address, 0, governor.expel.prepare_calldata(outsider))
    proposal = propose_as(partnership, eastport, [expel], own(eastport, "expel"), beneficiaries=[northwind])
    assert governor.recused(proposal) == [3]
    partnership.open_voting(proposal)
    partnership.vote(proposal, FOR, by=[eastport, southbank])
    partnership.vote(proposal, AGAINST, by=[northwind])
    assert end_vote(partnership, proposal) == DEFEATED

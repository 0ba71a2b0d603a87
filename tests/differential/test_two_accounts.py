"""The present two accounts against the former three: the same random calls, and everything compared (see README.md)."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pytest

from tests.differential.allowed import Allowed
from tests.differential.chain import Chain
from tests.differential.compare import Comparison
from tests.differential.history import HistoryError, Tally, replay, tell
from tests.differential.present import deploy_present, present_artifacts
from tests.differential.settings import FLAVOURS, Flavour
from tests.differential.shrink import report, shrink
from tests.differential.sides import Side, deploy_former, former_artifacts

SEED = os.environ.get("DIFFERENTIAL_SEED", "0")
IS_FAST = find_spec("pyrevm") is not None

# (calls of one history, histories of each flavour)
SHORT = (250, 1) if IS_FAST else (40, 1)
LONG = (400, 25) if IS_FAST else (200, 4)

# Everything that anybody may call, but what always reverts (`queue`) and what only the other account may.
FUNCTIONS = {
    "P": "execute castVoteBySig propose castVote castVoteWithReasonAndParamsBySig castVoteWithReason"
    " castVoteWithReasonAndParams cast_votes_by_sig cast_vote_as name_representative wind_down set_rule map_action"
    " name_class set_objector approve_message set_dao_uri propose_as cancel recuse contest_recusal object transfer",
    "M": "accept give_notice leave/0 leave/1 offer_seat keep_seat redeem accept_by_sig take_seat forfeit end_probation"
    " lapse admit expel suspend reinstate set_shares set_role set_probation recover_seat set_exit_terms amend_terms",
    "E": "pay distribute settle pay_out claim claim_many claim_for wind_down contribute release reclaim set_payout"
    " issue_invoice withdraw_invoice list_token unlist_token set_sponsor set_reserve set_recoupment agree_contribution"
    " record_contribution set_vesting freeze unfreeze recover_nft transfer",
    "ecosystem": "spin_up",
}


def make_chain() -> type[Chain]:
    """The fastest there is."""
    if IS_FAST:
        from tests.differential.fast_chain import FastChain

        return FastChain
    return Chain


def former(name: str = "former", artifacts: dict[str, Any] | None = None) -> Side:
    return Side(name, deploy_former, artifacts or former_artifacts(), make_chain())


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return Comparison(former(), Side("present", deploy_present, present_artifacts(), make_chain()), Allowed())


def tell_equal(comparison: Comparison, seed: str, flavour: Flavour, size: int, tally: Tally) -> None:
    """Tells a history; if the sides differ, fails with the calls that matter."""
    try:
        tell(comparison, seed, flavour, size, tally, sparing=not IS_FAST)
    except HistoryError as found:
        pytest.fail(report(*shrink(comparison, found), seed), pytrace=False)


@pytest.mark.parametrize("flavour", FLAVOURS, ids=lambda flavour: flavour.name)
def test_same_histories(comparison: Comparison, flavour: Flavour) -> None:
    size, count = SHORT
    for number in range(count):
        tell_equal(comparison, f"short {number} {flavour.name}", flavour, size, Tally())


@pytest.mark.slow
def test_many_histories(comparison: Comparison, record_property: Callable[[str, object], None]) -> None:
    """Another DIFFERENTIAL_SEED makes other histories."""
    size, count = LONG
    tally = Tally()
    for number in range(count):
        for flavour in FLAVOURS:
            tell_equal(comparison, f"{SEED} {number} {flavour.name}", flavour, size, tally)
    print(tally.summary())
    record_property("histories", count * len(FLAVOURS))
    record_property("calls", tally.calls)
    if SEED != "0":
        return  # of other histories nobody knows what they come to
    wanted = {f"{target}.{name}" for target, names in FUNCTIONS.items() for name in names.split()}
    assert wanted - set(tally.done) == set(), "never succeeded, so they were not compared"
    assert tally.refused_share < 0.5, "most calls were refused: the histories do not go deep"


def test_difference_is_found_and_made_small() -> None:
    """A former partner's 90 days last a second longer on one side: found, and told in the few calls it takes."""
    artifacts = former_artifacts()
    code = artifacts["Membership"]["bytecode"]
    days = (90 * 24 * 60 * 60).to_bytes(3).hex()
    assert code.count(f"62{days}") > 0
    artifacts["Membership"]["bytecode"] = code.replace(f"62{days}", f"62{int(days, 16) + 1:06x}")
    comparison = Comparison(former(), former("planted", artifacts), Allowed())
    leaving = next(flavour for flavour in FLAVOURS if flavour.name == "leaving")

    with pytest.raises(HistoryError) as found:
        for number in range(56, 66):  # the first of them finds it in 8 calls, as long as the moves are what they are
            tell(comparison, f"planted {number}", leaving, 80, Tally(), sparing=True)
    calls, difference = shrink(comparison, found.value, seconds=60)

    assert len(calls) <= 6, report(calls, difference, "planted")
    assert calls[0].function == "spin_up"
    assert calls[-1].function in ("leave", "expel", "redeem", "forfeit")
    # and nothing but the bug makes the difference
    assert replay(Comparison(former(), former("same"), Allowed()), calls, difference.query, thorough=True) is None

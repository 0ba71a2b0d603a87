"""Proofs about the shipped bytecode, for all arguments: halmos runs it on symbols, cvc5 decides.

Who may call what stands in assurance/forge/proofs, in Authorisation.t.sol of an escrow and in Partners.t.sol and
Promises.t.sol of a partnership, how income is split in Split.t.sol beside them and in assurance/arithmetic.py. A proof
says: if the call returns, it did right. That calls do return is what forge shows.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assurance import project
from polypact.chain import artifacts, recipe
from polypact.chain.abi import interface

pytestmark = pytest.mark.slow

# Of the escrow, anybody may call these: they pay what is due to whom it is due, or take money.
OPEN = {
    "pay",
    "distribute",
    "settle",
    "pay_out",
    "claim",
    "claim_many",
    "claim_for",
    "contribute",
    "release",
    "reclaim",
    "wind_down",
    "set_payout",  # the caller's own
    "contribute_on",  # the caller's own
    "contribute_on_by_sig",  # what its holder signed
    "contribute_for",
    "end_link",  # what a date has brought
}

# Of the partnership, anybody may call these. That each does only what is said here is for tests/unit/partnership.
OPEN_OF_PARTNERSHIP = {
    "execute",  # what a vote passed
    "accept_by_sig",  # what a partner signed
    "take_seat_by_sig",
    "refuse_move_by_sig",
    "answer_by_sig",
    "castVoteBySig",
    "castVoteWithReasonAndParamsBySig",
    "cast_votes_by_sig",
    "consent_by_sig",
    "consents_by_sig",
    "act_by_sig",
    "contest_recusal_by_sig",
    "lapse",  # what a date has brought
    "end_probation",
    "end_suspension",
    "end_notice",
    "wind_up_at_end",
    "close_window",  # what a majority has accepted
    "pay_owed",  # to whom it is owed
    "liquidate",  # to all by their units
    "wind_down",  # to whom it goes when the formation has failed
}

# What Promises.t.sol has of the partnership, whatever has happened before, and of one that promised three things.
PROMISES = {
    "reserve_matter",
    "give_matter_notice",
    "set_floor",
    "give_floor_notice",
    "give_mandate",
    "revoke_mandate",
    "set_end_conditions",
    "reach_milestone",
    "run_founding_calls",
    "run_watched",
    "pause_mandate",
}
HOLDERS = {"end_floor", "end_matter", "act", "resign_mandate", "look_at"}

_PROVED = re.compile(r"\[PASS\] check_(\w+)\(")


def writing(account: str) -> set[str]:
    """The functions of an account, in all its facets, that change anything."""
    entries = [entry for name in (account, *recipe.PARTS[account]) for entry in artifacts.load(name).abi]
    return {e["name"] for e in entries if e["type"] == "function" and e["stateMutability"] not in ("view", "pure")}


def prove(folder: Path, contract: str) -> set[str]:
    """Runs the proofs of a contract; the names of those that hold."""
    [proofs] = [arguments for arguments in project.AUTHORISATION_PROOFS if contract in arguments]
    done = project.run_halmos(folder, *proofs, timeout=1_500)
    project.expect_success(done)
    proved = set(_PROVED.findall(done.stdout))
    print(f"halmos: {len(proved)} proofs of {contract}")
    return proved


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project.prepare(tmp_path_factory.mktemp("proofs"), mocked=False)


@pytest.mark.parametrize(
    ("named", "account"), [("IPartnership", "Partnership"), ("IEscrow", "RevenueEscrow"), ("IEcosystem", "Ecosystem")]
)
def test_proofs_call_functions_that_there_are(folder: Path, named: str, account: str) -> None:
    """A function that the account does not have is refused to everybody, and would be proved to be."""
    built = project.run_forge(folder, "build", timeout=400)
    assert built.returncode == 0, built.stdout + built.stderr
    written = json.loads((folder / "out" / "Contracts.sol" / f"{named}.json").read_text(encoding="utf-8"))
    selectors = {selector.hex() for selector in interface(account).selectors}
    assert {each: code for each, code in written["methodIdentifiers"].items() if code not in selectors} == {}


def test_t24_t35_t42_only_who_may_can_call_what_is_privileged(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    proved = prove(folder, "AuthorisationProofs")
    assert proved == writing("RevenueEscrow") - OPEN, "a function that writes is neither open nor proved to be refused"
    record_property("proofs", len(proved))


def test_proofs_look_at_the_slot_that_they_mean() -> None:
    source = (project.ROOT / "assurance" / "forge" / "proofs" / "Partners.t.sol").read_text(encoding="utf-8")
    layout = json.loads((project.ROOT / "benchmarks" / "layout" / "Consents.json").read_text(encoding="utf-8"))
    slot = layout["storage_layout"]["partnership_storage"]["consents"]["_held_outside"]["slot"]
    assert f"HELD_OUTSIDE = {slot};" in source


def test_t24_only_partners_and_votes_change_a_partnership(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    proved = prove(folder, "PartnersProofs")
    assert proved == writing("Partnership") - OPEN_OF_PARTNERSHIP - PROMISES - HOLDERS, "neither open nor proved"
    record_property("proofs", len(proved))


def test_t24_t124_only_votes_promise_and_only_who_was_promised_something_acts_on_it(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    proved = prove(folder, "PromisesProofs")
    assert proved == PROMISES
    assert prove(folder, "HoldersProofs") == HOLDERS
    record_property("proofs", len(proved) + len(HOLDERS))


def test_t36_no_vote_reaches_what_the_escrow_is_told_of_partners(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    proved = prove(folder, "PushProofs")
    assert proved == {"propose_no_push", "propose_as_no_push"}
    record_property("proofs", len(proved))


def test_i04_i05_t26_the_bytecode_splits_as_the_formula_does(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    done = project.run_halmos(folder, *project.SPLIT_PROOF, timeout=1_200)
    project.expect_success(done)
    proved = set(_PROVED.findall(done.stdout))
    print(f"halmos: {len(proved)} proofs of the split")
    assert proved == {"split_among_8_or_fewer"}
    record_property("proofs", len(proved))


def test_i04_i05_t26_the_formula_never_overpays(record_property: Callable[[str, object], None]) -> None:
    python, _ = project.solver()
    command = [str(python), str(project.HERE / "arithmetic.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr
    record_property("proofs", done.stdout.count("proved:"))
    print(f"cvc5: {done.stdout.count('proved:')} proofs of the numbers")


@pytest.mark.parametrize(
    ("controls", "refuted"),
    [
        (
            "Controls",
            [
                "a_sponsor_may_not_agree",
                "anybody_may_set_reserve",
                "half_of_it_is_all_of_it",
                "no_token_becomes_known",
            ],
        ),
        ("PartnersControls", ["nobody_ever_gives_notice", "the_partnership_may_not_approve"]),
        ("HoldersControls", ["nobody_ever_acts", "nobody_ever_resigns"]),
    ],
)
def test_proofs_can_fail(folder: Path, controls: str, refuted: list[str]) -> None:
    done = project.run_halmos(folder, "--contract", controls, *project.BRANCHING, timeout=1_200)
    assert done.returncode != 0
    assert re.findall(r"\[FAIL\] check_(\w+)\(", done.stdout) == refuted, done.stdout[-2_000:]

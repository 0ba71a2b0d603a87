"""Proposals in plain words: tallies by mode, and what happens next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from polypact.capabilities.actions import Action
from polypact.chain.abi import interface
from polypact.cli.proposal_view import bar, label, next_words, state_words, tally_lines
from polypact.clients.proposal_records import Proposal, Rule, representatives
from polypact.text.durations import format_relative, format_timestamp
from polypact.text.enums import CONSTITUTIONAL, Mode, ProposalState
from polypact.text.voting_rules import Rule as VotingRule

NOW = 1_800_000_000
SOMEBODY = "0x" + "11" * 20
RULE = Rule(3_600, 86_400, 7_200, 864_000, 4_000, 5_000)
CONTESTED = replace(RULE, recusal=True, objections=2, contested_bps=6_667)


@pytest.fixture
def proposal() -> Proposal:
    """One whose vote is running."""
    return Proposal(
        id=7,
        proposer=SOMEBODY,
        actions=[Action(SOMEBODY, 1)],
        description="\nPay\nat last",
        state=ProposalState.ACTIVE,
        votes_for=30,
        votes_against=5,
        votes_abstain=10,
        quorum=40,
        decision_class=8,
        rule=RULE,
        snapshot=NOW - 100,
        deadline=NOW + 100,
        executable_from=NOW + 7_301,
        executable_until=NOW + 900_000,
        block=1,
        transaction="0x",
        seats_for=3,
        seats_against=1,
        seats_abstain=2,
        base=100,
    )


def moment(timestamp: int) -> str:
    return f"{format_timestamp(timestamp)}, {format_relative(timestamp, NOW)}"


def in_mode(proposal: Proposal, mode: Mode, **changes: int) -> Proposal:
    return replace(proposal, rule=replace(proposal.rule, mode=int(mode), **changes))


def test_title_is_the_first_line_when_there_is_one(proposal: Proposal) -> None:
    assert proposal.title == "Pay"
    assert replace(proposal, description=" \n ").title == ""


def test_tally_says_what_a_majority_needs_when_it_is_one(proposal: Proposal) -> None:
    assert tally_lines(proposal, []) == [
        "  mode majority of weight",
        "  for 30   against 5   abstain 10",
        "  quorum 40 of 40 (reached)",
        "  needs more than half of for and against",
        "  shares are counted of a weight of 100",
    ]


def test_tally_counts_partners_when_the_majority_is_dual(proposal: Proposal) -> None:
    lines = tally_lines(in_mode(proposal, Mode.DUAL, seat_approval_bps=6_000), [])
    assert "  partners: for 3   against 1   abstain 2" in lines
    assert "  and at least 60% of the partners for and against" in lines


def test_tally_names_who_is_out_and_what_is_contested_when_there_is_recusal(proposal: Proposal) -> None:
    contested = replace(proposal, rule=CONTESTED, contested=True, objections=1)
    lines = tally_lines(contested, ["Eastport", "Southbank"])
    assert "  needs at least 66.67% of for and against, because a recusal is contested" in lines
    assert "  out of the vote: Eastport, Southbank" in lines
    assert "  objections: 1 of 2" in lines
    again = tally_lines(replace(contested, put_again=True), [])
    assert "  needs at least 66.67% of for and against, because it was stopped once and put again" in again


def test_share_is_told_alike_when_a_proposal_and_its_rule_tell_it(proposal: Proposal) -> None:
    told = VotingRule.from_chain(proposal.rule.__dict__).describe()
    needed = (
        next(line for line in tally_lines(proposal, []) if line.startswith("  needs")).strip().removeprefix("needs ")
    )
    assert needed == "more than half of for and against"
    assert needed in told


def test_mark_of_the_proposer_is_not_shown_when_it_is_there(proposal: Proposal) -> None:
    marked = replace(proposal, description=f"Pay\nat last\n#proposer={SOMEBODY}", number=12)
    assert (marked.title, marked.text, label(marked)) == ("Pay", "Pay\nat last", "#12")
    assert replace(proposal, description=f"#proposer={SOMEBODY}").title == ""


@pytest.mark.parametrize(
    ("mode", "changes", "said"),
    [
        (Mode.MAJORITY, {"votes_for": 29}, "39 of 40"),
        (Mode.MAJORITY, {"quorum": None}, "40% of all weight"),
        (Mode.LAZY, {}, "5 of 40 against"),
        (Mode.LAZY, {"votes_against": 40}, "40 of 40 against (too many)"),
        (Mode.LAZY, {"quorum": None}, "less than 40% of all weight against"),
        (Mode.UNANIMOUS, {}, "30 of 100 for"),
        (Mode.UNANIMOUS, {"votes_for": 100}, "100 of 100 for (all)"),
    ],
)
def test_bar_is_that_of_the_mode_when_shown(
    proposal: Proposal, mode: Mode, changes: dict[str, int | None], said: str
) -> None:
    assert bar(replace(in_mode(proposal, mode), **changes)) == said


def test_next_says_what_the_mode_does_when_the_vote_runs(proposal: Proposal) -> None:
    vote, execution = moment(proposal.deadline), moment(proposal.executable_from)
    plain = f"Next: partners vote until {vote}; if it passes, anybody may execute it from {execution}."
    assert next_words(proposal, NOW) == plain
    lazy = next_words(in_mode(proposal, Mode.LAZY), NOW)
    assert lazy == (
        f"Next: partners vote until {vote}; unless enough are against, it passes, and anybody may execute it from "
        f"{execution}."
    )
    early = replace(proposal, rule=replace(RULE, early_decision=True))
    assert f"until {vote} or until the outcome is settled; if it passes" in next_words(early, NOW)
    assert next_words(early, early.deadline).startswith("This is the last second of the vote")


def test_next_says_who_can_stop_it_when_it_has_passed(proposal: Proposal) -> None:
    queued = replace(proposal, state=ProposalState.QUEUED)
    assert next_words(queued, NOW) == (
        f"Next: anybody may execute it from {moment(queued.executable_from)}. "
        "Partners with more than 50 of the weight stop it by a no (`proposal consent`)."
    )
    refused = replace(queued, state=ProposalState.SUCCEEDED, stopping=40)
    assert next_words(refused, NOW) == (
        f"Next: anybody may execute it until {moment(queued.executable_until)}. "
        "Partners with more than 50 of the weight stop it by a no (`proposal consent`), 40 have."
    )
    open_to_objection = replace(queued, rule=CONTESTED)
    assert "Until then 2 of the steering partners and sponsors can stop it" in next_words(open_to_objection, NOW)
    assert "Until then 1 more of the steering" in next_words(replace(open_to_objection, objections=1), NOW)
    again = next_words(replace(open_to_objection, put_again=True), NOW)
    assert "objecting" not in again and "a no" not in again


def test_t88_next_says_who_may_leave_when_the_constitution_changes(proposal: Proposal) -> None:
    wind_up = interface("Partnership").encode("wind_up", [], 0)
    passed = replace(proposal, state=ProposalState.QUEUED, decision_class=CONSTITUTIONAL)
    exit_words = "leave without notice until then (`partner leave --dissenting`)"
    assert exit_words in next_words(passed, NOW)
    assert exit_words in next_words(replace(passed, state=ProposalState.SUCCEEDED), NOW)
    for closed in (
        replace(passed, everyday=True),
        replace(passed, decision_class=8),
        replace(passed, actions=[Action(SOMEBODY, 0, wind_up)]),
        replace(passed, state=ProposalState.EXECUTED),
    ):
        assert "leave" not in next_words(closed, NOW)


def test_next_says_who_breaks_a_tie_when_a_vote_waits_for_it(proposal: Proposal) -> None:
    tied = replace(proposal, rule=replace(RULE, tie_breaker=SOMEBODY))
    over = tied.deadline + 1
    assert not tied.is_tied(tied.deadline) and tied.is_tied(over)
    until = tied.deadline + 7 * 86_400
    words = f"{format_timestamp(until)}, {format_relative(until, over)}"
    assert next_words(tied, over) == (
        f"The vote is tied. Next: {SOMEBODY} decides it until {words}; without that it has failed."
    )


def test_next_says_how_to_go_on_when_it_was_stopped(proposal: Proposal) -> None:
    withdrawn = replace(proposal, state=ProposalState.CANCELED, rule=CONTESTED)
    assert (state_words(withdrawn), next_words(withdrawn, NOW)) == ("withdrawn", "Nothing more happens to it.")
    stopped = replace(withdrawn, stopped=True, objections=2)
    assert state_words(stopped) == "stopped by objections"
    by_partners = replace(stopped, objections=1, rule=RULE)
    assert state_words(by_partners) == "stopped by partners"
    assert "it then needs at least 66.67%" in next_words(by_partners, NOW)
    assert next_words(stopped, NOW) == (
        "It may be put again (`proposal again`); it then needs at least 66.67%, and nobody can stop it."
    )


def test_representatives_are_the_last_ones_named_when_several_were() -> None:
    from polypact.chain.events import Event

    nobody = "0x" + "00" * 20

    def named(partner: str, representative: str) -> Event:
        arguments = {"partner": partner, "representative": representative}
        return Event("RepresentativeNamed", arguments, SOMEBODY, 1, 0, "0x")

    assert representatives([named("a", "0x1"), named("b", "0x2"), named("a", "0x3"), named("b", nobody)]) == {
        "a": "0x3"
    }

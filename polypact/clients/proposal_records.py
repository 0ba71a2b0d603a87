"""What a partnership's chain says of its rules, proposals and ballots, as plain records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polypact.capabilities.actions import Action
from polypact.chain.abi import interface, selector, signature
from polypact.chain.events import Event
from polypact.text.enums import CONSTITUTIONAL, ETHER, Mode, ProposalState, Support, name_of
from polypact.text.proposer_mark import unmarked

TWO_THIRDS = 6_667
"""The contested approval of a class that names none, in bps (outcome.vy)."""

TIE_SECONDS = 7 * 24 * 60 * 60
"""That who breaks a tie has, from the end of the vote."""


@dataclass(frozen=True)
class Rule:
    """A voting rule, in the order of `types.Rule`. Times in seconds, shares in bps."""

    voting_delay: int
    voting_period: int
    execution_delay: int
    execution_window: int
    quorum_bps: int
    approval_bps: int
    seat_approval_bps: int = 0
    mode: int = 0
    early_decision: bool = False
    recusal: bool = False
    objections: int = 0
    contested_bps: int = 0
    extension: int = 0
    tie_breaker: str = ETHER


@dataclass(frozen=True)
class Proposal:
    """One proposal as it stands. Times in unix seconds, votes in weight."""

    id: int
    proposer: str
    actions: Sequence[Action]
    description: str
    state: ProposalState
    votes_for: int
    votes_against: int
    votes_abstain: int
    quorum: int | None
    """Weight for and abstaining that is needed, in lazy consensus the weight against that stops it; `None` until the
    snapshot has passed."""
    decision_class: int
    rule: Rule
    snapshot: int
    """Ballots count the weight of this second and are taken from the next one on."""
    deadline: int
    """The last second in which ballots are taken; an early decision moves it."""
    executable_from: int
    """The first second in which it may be executed if it passes."""
    executable_until: int
    block: int
    transaction: str
    seats_for: int = 0
    """Partners; counted in dual majority only, as the other two."""
    seats_against: int = 0
    seats_abstain: int = 0
    base: int = 0
    """The weight that shares are counted of: the total at the snapshot without that of partners in recusal."""
    objections: int = 0
    contested: bool = False
    """The contested approval is needed."""
    put_again: bool = False
    """After it was stopped once: nobody stops it again."""
    stopped: bool = False
    """By objections, or by partners with more than half of the base."""
    stopping: int = 0
    """The weight of those who refuse what has passed; more than half of the base stops it."""
    ties_break: bool = False
    """Whether the account that its rule names decides if it is tied."""
    everyday: bool = False
    """Of the everyday class, decided by the constitutional rule."""
    recused_seats: tuple[int, ...] = ()
    """Of partners who are out of the vote."""
    number: int = 0
    """1 for the partnership's first, in the order in which they were made; 0 if it was not counted."""

    @property
    def mode(self) -> Mode:
        return Mode(self.rule.mode)

    @property
    def approval_bps(self) -> int:
        """What it needs, contested or not."""
        return self.contested_approval_bps if self.contested else self.rule.approval_bps

    @property
    def contested_approval_bps(self) -> int:
        """What it needs once a recusal is contested, or once it was stopped and is put again."""
        return max(self.rule.approval_bps, self.rule.contested_bps or TWO_THIRDS)

    def is_tied(self, now: int) -> bool:
        """Whether its vote is over, and it waits for who breaks the tie; `now` in unix seconds."""
        return self.state == ProposalState.ACTIVE and self.deadline < now

    @property
    def opens_exit(self) -> bool:
        """Whether who did not vote for it may leave without notice, once it has passed."""
        wind_up = selector(signature(interface("Partnership").functions["wind_up"][0]))
        winds_up = len(self.actions) == 1 and self.actions[0].data[:4] == wind_up
        return self.decision_class == CONSTITUTIONAL and not self.everyday and not winds_up

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.state in (
            ProposalState.PENDING,
            ProposalState.ACTIVE,
            ProposalState.QUEUED,
            ProposalState.SUCCEEDED,
        )

    @property
    def text(self) -> str:
        """Its description without the mark of its proposer."""
        return unmarked(self.description)

    @property
    def title(self) -> str:
        """The first line of its text; may be empty."""
        return next(iter(self.text.strip().splitlines()), "")

    @property
    def columns(self) -> tuple[list[str], list[int], list[bytes]]:
        """Its actions as the contract takes them."""
        return columns(self.actions)


@dataclass(frozen=True)
class Remark:
    """What somebody did about a proposal besides voting, and why. `what` is `objected`, `stays out` or `contested`."""

    account: str
    what: str
    reason: str
    block: int


@dataclass(frozen=True)
class Ballot:
    """One vote that was cast."""

    voter: str
    support: Support
    weight: int
    reason: str
    block: int


def columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    """Targets, values in wei, and calldata of actions, each in a list."""
    return [a.target for a in actions], [a.value for a in actions], [a.data for a in actions]


#: The views that `proposal_of` takes the answers of, in its order.
PROPOSAL_VIEWS = ("state", "proposal_tally", "proposal_class", "proposal_rule", "proposalDeadline", "recused")


_OF_TALLY = (
    "votes_for",
    "votes_against",
    "votes_abstain",
    "seats_for",
    "seats_against",
    "seats_abstain",
    "base",
    "objections",
    "contested",
    "put_again",
    "stopped",
    "stopping",
    "ties_break",
    "everyday",
)


def proposal_of(
    log: Event,
    now: int,
    state: int,
    tally: Mapping[str, Any],
    decision_class: int,
    rule_values: Mapping[str, Any],
    deadline: int,
    recused: Sequence[int],
) -> Proposal:
    """A proposal from the event that made it, the time of the newest block, and the answers of `PROPOSAL_VIEWS`."""
    rule = Rule(**rule_values)
    rows = zip(log["targets"], log["values"], log["calldatas"], strict=True)
    return Proposal(
        **{name: tally[name] for name in _OF_TALLY},
        id=int(log["proposalId"]),
        proposer=log["proposer"],
        actions=tuple(Action(target, int(value), bytes(data)) for target, value, data in rows),
        description=log["description"],
        state=ProposalState(state),
        quorum=int(tally["quorum"]) if int(log["voteStart"]) < now else None,
        decision_class=int(decision_class),
        rule=rule,
        snapshot=int(log["voteStart"]),
        deadline=int(deadline),
        executable_from=int(deadline) + rule.execution_delay + 1,
        executable_until=int(deadline) + rule.execution_delay + rule.execution_window,
        block=log.block,
        transaction=log.transaction,
        recused_seats=tuple(map(int, recused)),
    )


def class_names(logs: Sequence[Event]) -> dict[int, str]:
    """The names that classes were given, from the events that gave them, oldest first."""
    return {int(log["decision_class"]): name_of(bytes(log["name"])) for log in logs}


def representatives(logs: Sequence[Event]) -> dict[str, str]:
    """Partner => who may vote and propose for it, from the events that named them among others, oldest first."""
    named = {log["partner"]: log["representative"] for log in logs if log.name == "RepresentativeNamed"}
    return {partner: account for partner, account in named.items() if int(account, 16)}

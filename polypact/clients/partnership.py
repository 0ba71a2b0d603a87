"""How we decide: proposals, ballots, the treasury. This is the partnership's own address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from eth_abi.abi import encode
from eth_abi.exceptions import DecodingError
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact import messages
from polypact.actions import Action, Actions, check_bounds, check_reason, description_hash
from polypact.batch import Batch
from polypact.clients.abi import ERC20, Log
from polypact.clients.base import ETHER, Client
from polypact.clients.escrow import RevenueEscrow
from polypact.clients.membership import Membership
from polypact.errors import PolypactError
from polypact.roles import ProposalState, Support
from polypact.session import NodeError, Receipt

_CLASSES = 16


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
    """Weight for and abstaining that is needed; `None` until the snapshot has passed."""
    decision_class: int
    rule: Rule
    snapshot: int
    """Ballots count the weight of this second and are taken from the next one on."""
    deadline: int
    """The last second in which ballots are taken."""
    executable_from: int
    """The first second in which it may be executed if it passes."""
    executable_until: int
    block: int
    transaction: str

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return self.state in (
            ProposalState.PENDING,
            ProposalState.ACTIVE,
            ProposalState.QUEUED,
            ProposalState.SUCCEEDED,
        )


@dataclass(frozen=True)
class Ballot:
    """One vote that was cast."""

    voter: str
    support: Support
    weight: int
    reason: str
    block: int


class Partnership(Client):
    """A partnership: `Partnership("0x...")`, with its Membership as `.members`, its RevenueEscrow as `.revenue`."""

    contract = "Partnership"

    # --- reading ---

    @cached_property
    def membership(self) -> str:
        """Address of the Membership. It follows from this address (the rule of CREATE, nonce 1)."""
        return created_by(self.address, 1)

    @cached_property
    def escrow(self) -> str:
        """Address of the RevenueEscrow (the rule of CREATE, nonce 2)."""
        return created_by(self.address, 2)

    @cached_property
    def members(self) -> Membership:
        return Membership(self.membership, self.session)

    @cached_property
    def revenue(self) -> RevenueEscrow:
        return RevenueEscrow(self.escrow, self.session)

    @cached_property
    def actions(self) -> Actions:
        """Makes the actions of proposals."""
        return Actions(self.address, self.membership, self.escrow)

    def check(self) -> None:
        """Raises `PolypactError` unless there is a partnership of ours at the address."""
        batch = Batch(self.session)
        check = self.ask_check(batch)
        batch.run()
        check()

    def ask_check(self, batch: Batch) -> Callable[[], None]:
        """The same in a batch."""
        code = batch.code(self.address)
        membership = self.ask(batch, "membership")
        partnership = self.members.ask(batch, "partnership")

        def check() -> None:
            problem = PolypactError(f"there is no partnership at {self.address} on chain {self.session.chain_id}")
            if not code():
                raise problem
            try:
                own = partnership() if membership() == self.membership else ""
            except NodeError:
                raise
            except (PolypactError, DecodingError):
                raise problem from None
            if own != self.address:
                raise problem

        return check

    @property
    def name(self) -> str:
        """The partnership's name, which its Membership keeps."""
        return self.members.name

    @property
    def in_force_since(self) -> int:
        """Unix seconds; 0 while it forms."""
        return int(self.read("in_force_since"))

    @property
    def total_weight(self) -> int:
        return int(self.read("total"))

    def weight(self, partner: str) -> int:
        """As last set; it counts from the second after."""
        return int(self.read("weight_of", partner))

    def has_voted(self, proposal_id: int, partner: str) -> bool:
        return bool(self.read("hasVoted", proposal_id, partner))

    def rule(self, decision_class: int) -> Rule:
        """The rule in force for a class."""
        return Rule(**self.read("rule", decision_class))

    def rules(self, since: int = 0) -> dict[int, Rule]:
        """The rules in force, by class, from the log."""
        batch = Batch(self.session)
        rules = self.ask_rules(batch, self.events("RuleSet", since=since))
        batch.run()
        return rules()

    def ask_rules(self, batch: Batch, logs: Sequence[Log]) -> Callable[[], dict[int, Rule]]:
        """The rules in a batch, by the events that set them."""
        classes = sorted({int(log["decision_class"]) for log in logs})
        answers = {number: self.ask(batch, "rule", number) for number in classes}
        return lambda: {number: Rule(**answer()) for number, answer in answers.items()}

    def balance(self, token: str = ETHER) -> int:
        """What the treasury holds."""
        if token == ETHER:
            return self.session.balance(self.address)
        return int(ERC20.decode_output("balanceOf", self.session.call(token, ERC20.encode("balanceOf", self.address))))

    def proposals(self, since: int = 0) -> list[Proposal]:
        """Every proposal that was ever made, oldest first."""
        made, now = self._proposals_made(since)
        batch = Batch(self.session)
        proposals = [self.ask_proposal(batch, log, now) for log in made]
        batch.run()
        return [proposal() for proposal in proposals]

    def ask_proposal(self, batch: Batch, log: Log, now: int) -> Callable[[], Proposal]:
        """A proposal in a batch, from the event that made it; `now` is the time of the newest block."""
        views = ["state", "proposalVotes", "proposal_class", "proposal_rule"]
        if int(log["voteStart"]) < now:
            views.append("proposal_quorum")
        answers = [self.ask(batch, view, log["proposalId"]) for view in views]
        return lambda: _proposal(log, *(answer() for answer in answers))

    def _proposals_made(self, since: int) -> tuple[list[Log], int]:
        batch = Batch(self.session)
        logs, now = self.ask_events(batch, "ProposalCreated", since=since), batch.time()
        batch.run()
        return logs(), now()

    def proposal(self, id: int | str, since: int = 0) -> Proposal:
        """One proposal, by its id or the beginning of it (decimal, or hex with 0x); `latest` is the newest."""
        made, now = self._proposals_made(since)
        found = made[-1:] if id == "latest" else [log for log in made if _matches(log["proposalId"], id)]
        if not found:
            raise PolypactError(f"no proposal {id} in {self.address}; `proposal list` shows those there are")
        if len(found) > 1:
            raise PolypactError(f"{len(found)} proposals begin with {id}; give more of the id")
        batch = Batch(self.session)
        proposal = self.ask_proposal(batch, found[0], now)
        batch.run()
        return proposal()

    def ballots(self, proposal_id: int, since: int = 0) -> list[Ballot]:
        """The votes cast on a proposal, in order."""
        return [
            Ballot(log["voter"], Support(log["support"]), int(log["weight"]), log["reason"], log.block)
            for log in self.events("VoteCast", "VoteCastWithParams", since=since)
            if log["proposalId"] == proposal_id
        ]

    # --- partners ---

    def propose(self, actions: Sequence[Action], description: str, sender: Any = None) -> int:
        """Puts actions to the vote and returns the proposal's id."""
        check_bounds(actions, description)
        receipt = self.write("propose", *_columns(actions), description, sender=sender)
        return int(next(log for log in self.decode_logs(receipt) if log.event == "ProposalCreated")["proposalId"])

    def proposal_id(self, actions: Sequence[Action], description: str) -> int:
        """The id that `propose` would give, as OpenZeppelin's `hashProposal`."""
        targets, values, calldatas = _columns(actions)
        types = ["address[]", "uint256[]", "bytes[]", "bytes32"]
        return int.from_bytes(keccak(encode(types, [targets, values, calldatas, description_hash(description)])), "big")

    def vote(self, proposal_id: int, support: Support, reason: str = "", sender: Any = None) -> Receipt:
        """Casts the sender's ballot."""
        check_reason(reason)
        if reason:
            return self.write("castVoteWithReason", proposal_id, int(support), reason, sender=sender)
        return self.write("castVote", proposal_id, int(support), sender=sender)

    def cancel(self, proposal: Proposal, sender: Any = None) -> Receipt:
        """Withdraws the sender's own proposal, until its vote has ended."""
        return self.write("cancel", *_columns(proposal.actions), description_hash(proposal.description), sender=sender)

    # --- anyone ---

    def execute(self, proposal: Proposal, value: int = 0, sender: Any = None) -> Receipt:
        """Executes a proposal that passed; `value` wei are added to the treasury first."""
        return self.write(
            "execute", *_columns(proposal.actions), description_hash(proposal.description), value=value, sender=sender
        )

    def vote_by_sig(
        self, proposal_id: int, support: Support, voter: str, signature: bytes, sender: Any = None
    ) -> Receipt:
        """Relays a ballot that `voter` signed."""
        return self.write("castVoteBySig", proposal_id, int(support), voter, signature, sender=sender)

    def ballot_data(self, proposal_id: int, support: Support, voter: str) -> dict[str, Any]:
        """What `voter` signs to cast a ballot (EIP-712)."""
        nonce = int(self.read("nonces", voter))
        return messages.ballot_data(self.session.chain_id, self.address, proposal_id, int(support), voter, nonce)


def created_by(creator: str, nonce: int) -> str:
    """The address of the contract that `creator` makes with a `nonce` below 128 (EIP-161, RLP)."""
    return to_checksum_address(keccak(b"\xd6\x94" + bytes.fromhex(creator[2:]) + bytes([nonce]))[12:])


def _columns(actions: Sequence[Action]) -> tuple[list[str], list[int], list[bytes]]:
    return [a.target for a in actions], [a.value for a in actions], [a.data for a in actions]


def _matches(number: int, wanted: int | str) -> bool:
    if isinstance(wanted, int):
        return number == wanted
    text = wanted.lower()
    if text.startswith("0x"):
        return f"0x{number:064x}".startswith(text)
    return str(number).startswith(text)


def _proposal(
    log: Log,
    state: int,
    votes: Sequence[int],
    decision_class: int,
    rule_values: Mapping[str, Any],
    quorum: int | None = None,
) -> Proposal:
    rule = Rule(**rule_values)
    deadline = int(log["voteEnd"])
    columns = zip(log["targets"], log["values"], log["calldatas"], strict=True)
    return Proposal(
        id=int(log["proposalId"]),
        proposer=log["proposer"],
        actions=tuple(Action(target, int(value), bytes(data)) for target, value, data in columns),
        description=log["description"],
        state=ProposalState(state),
        votes_for=int(votes[1]),
        votes_against=int(votes[0]),
        votes_abstain=int(votes[2]),
        quorum=None if quorum is None else int(quorum),
        decision_class=int(decision_class),
        rule=rule,
        snapshot=int(log["voteStart"]),
        deadline=deadline,
        executable_from=deadline + rule.execution_delay + 1,
        executable_until=deadline + rule.execution_delay + rule.execution_window,
        block=log.block,
        transaction=log.transaction,
    )

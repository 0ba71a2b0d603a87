"""How we decide: proposals, ballots, the treasury. This is the partnership's own address."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from eth_abi.abi import encode
from eth_utils.crypto import keccak

from polypact.capabilities.actions import Action, check_bounds
from polypact.chain.abi import ERC20
from polypact.chain.batch import Batch
from polypact.chain.calls import description_hash
from polypact.chain.events import Event
from polypact.chain.node import Receipt
from polypact.chain.node_errors import NodeError
from polypact.clients.actions import Actions
from polypact.clients.base import created_by
from polypact.clients.escrow import RevenueEscrow
from polypact.clients.links import Links
from polypact.clients.membership import Membership
from polypact.clients.promises import Promises
from polypact.clients.proposal_records import PROPOSAL_VIEWS, Ballot, Proposal, Rule, class_names, columns, proposal_of
from polypact.clients.voting import Voting
from polypact.clients.winding_up import WindingUp
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.proposer_mark import marked

__all__ = ["Ballot", "Partnership", "Proposal", "Rule"]

#: The bound of contracts/partnership/Proposals.vy.
MAX_BENEFICIARIES = 8
#: Of the beginning of an id in decimal; fewer digits are a proposal's number.
LEAST_DIGITS = 8


class Partnership(Voting):
    """A partnership: `Partnership("0x...")`, its terms and roster as `.members`, its RevenueEscrow as `.revenue`."""

    contract = "Partnership"

    # --- reading ---

    @cached_property
    def escrow(self) -> str:
        """Address of the RevenueEscrow. It follows from this address (the rule of CREATE, nonce 1)."""
        return created_by(self.address, 1)

    @cached_property
    def members(self) -> Membership:
        return Membership(self.address, self.session)

    @cached_property
    def end(self) -> WindingUp:
        """How it ends."""
        return WindingUp(self.address, self.session)

    @cached_property
    def promises(self) -> Promises:
        """What it promised by name, and who may do what without a vote."""
        return Promises(self.address, self.session)

    @cached_property
    def revenue(self) -> RevenueEscrow:
        return RevenueEscrow(self.escrow, self.session)

    @cached_property
    def links(self) -> Links:
        """The links of its income to sponsors."""
        return Links(self.escrow, self.session)

    @cached_property
    def actions(self) -> Actions:
        """Makes the actions of proposals."""
        return Actions(self.address, self.escrow)

    def check(self) -> None:
        """Raises `PolypactError` unless there is a partnership of ours at the address."""
        batch = Batch(self.session)
        check = self.ask_check(batch)
        batch.run()
        check()

    def ask_check(self, batch: Batch) -> Callable[[], None]:
        """The same in a batch."""
        code = batch.code(self.address)
        escrow = self.ask(batch, "escrow")
        partnership = self.revenue.ask(batch, "partnership")

        def check() -> None:
            problem = PolypactError(f"there is no partnership at {self.address} on chain {self.session.chain_id}")
            if not code():
                raise problem
            try:
                own = partnership() if escrow() == self.escrow else ""
            except NodeError:
                raise
            except PolypactError:
                raise problem from None
            if own != self.address:
                raise problem

        return check

    @property
    def name(self) -> str:
        """The partnership's name."""
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

    def has_standing(self, partner: str) -> bool:
        """Whether `partner` may take part in decisions now: active, and has accepted the terms in force."""
        return bool(self.read("has_standing", partner))

    def rule(self, decision_class: int) -> Rule:
        """The rule in force for a class."""
        return Rule(**self.read("rule", decision_class))

    def rules(self, since: int = 0) -> dict[int, Rule]:
        """The rules in force, by class, from the log."""
        batch = Batch(self.session)
        rules = self.ask_rules(batch, self.events("RuleSet", since=since))
        batch.run()
        return rules()

    def ask_rules(self, batch: Batch, logs: Sequence[Event]) -> Callable[[], dict[int, Rule]]:
        """The rules in a batch, by the events that set them."""
        classes = sorted({int(log["decision_class"]) for log in logs})
        answers = {number: self.ask(batch, "rule", number) for number in classes}
        return lambda: {number: Rule(**answer()) for number, answer in answers.items()}

    def class_names(self, since: int = 0) -> dict[int, str]:
        """The names that decision classes were given, by their numbers, from the log."""
        return class_names(self.events("ClassNamed", since=since))

    def class_of(self, action: Action) -> int:
        """The class that decides on an action."""
        return int(self.read("class_of", action.target, action.data))

    def recused(self, proposal: Proposal) -> list[str]:
        """The partners who are out of the vote on a proposal."""
        if not proposal.recused_seats:
            return []
        return list(self.members.read_many([("partner_at", seat) for seat in proposal.recused_seats]))

    @property
    def dao_uri(self) -> str:
        """Where the public description is (ERC-4824); may be empty."""
        return str(self.read("daoURI"))

    def balance(self, token: str = ETHER) -> int:
        """What the treasury holds."""
        if token == ETHER:
            return self.session.balance(self.address)
        return int(ERC20.decode_output("balanceOf", self.session.call(token, ERC20.encode("balanceOf", self.address))))

    def proposals(self, since: int = 0) -> list[Proposal]:
        """Every proposal that was ever made, oldest first."""
        made, now = self._proposals_made(since)
        batch = Batch(self.session)
        proposals = [self.ask_proposal(batch, log, now, number) for number, log in made]
        batch.run()
        return [proposal() for proposal in proposals]

    def ask_proposal(self, batch: Batch, log: Event, now: int, number: int = 0) -> Callable[[], Proposal]:
        """A proposal in a batch, from the event that made it and its number; `now` is the time of the newest block."""
        answers = [self.ask(batch, view, log["proposalId"]) for view in PROPOSAL_VIEWS]
        return lambda: replace(proposal_of(log, now, *(answer() for answer in answers)), number=number)

    def _proposals_made(self, since: int) -> tuple[list[tuple[int, Event]], int]:
        """The events that made proposals, each with its number, and the time of the newest block."""
        batch = Batch(self.session)
        logs, now = self.ask_events(batch, "ProposalCreated", since=since), batch.time()
        count = self.ask(batch, "proposal_count")
        batch.run()
        return numbered(logs(), int(count())), now()

    def proposal(self, id: int | str, since: int = 0) -> Proposal:
        """One proposal.

        Args:
            id: `latest`; its number, like `12` or `#12`; its id or the beginning of it, decimal (8 digits or more) or
                in hex with 0x. A number that is no text is the whole id.
        """
        made, now = self._proposals_made(since)
        found = _chosen(made, id)
        if not found:
            there = f"there are #1 to #{made[-1][0]}" if made else "there is none yet"
            raise PolypactError(f"no proposal {id} in {self.address}: {there}")
        if len(found) > 1:
            raise PolypactError(f"{len(found)} proposals begin with {id}; give more of the id, or the number")
        number, log = found[0]
        batch = Batch(self.session)
        proposal = self.ask_proposal(batch, log, now, number)
        batch.run()
        return proposal()

    # --- partners ---

    def propose(
        self,
        actions: Sequence[Action],
        description: str,
        *,
        partner: str | None = None,
        beneficiaries: Sequence[str] = (),
        again: Proposal | None = None,
        sender: Any = None,
    ) -> int:
        """Puts actions to the vote and returns the proposal's id.

        Args:
            partner: Whom the sender represents; the sender itself if none is given.
            beneficiaries: Partners who gain by it without being paid by an action itself; where the class recuses,
                they do not vote.
            again: The proposal with the same actions that was stopped; nobody stops it a second time.

        With either of these two the text ends in the line `#proposer=<partner>`, which is added where it is missing.
        """
        who = partner or str((sender or self.session.account).address)
        if beneficiaries or again:
            description = marked(description, who)
        check_bounds(actions, description)
        if len(beneficiaries) > MAX_BENEFICIARIES:
            raise PolypactError(f"{len(beneficiaries)} beneficiaries are too many: {MAX_BENEFICIARIES} can be named")
        plain = (*columns(actions), description)
        if partner is None and not beneficiaries and again is None:
            receipt = self.write("propose", *plain, sender=sender)
        else:
            stopped = description_hash(again.description) if again else bytes(32)
            receipt = self.write("propose_as", who, *plain, list(beneficiaries), stopped, sender=sender)
        return int(next(log for log in self.decode_logs(receipt) if log.name == "ProposalCreated")["proposalId"])

    def proposal_id(self, actions: Sequence[Action], description: str) -> int:
        """The id that `propose` would give, as OpenZeppelin's `hashProposal`."""
        targets, values, calldatas = columns(actions)
        types = ["address[]", "uint256[]", "bytes[]", "bytes32"]
        return int.from_bytes(keccak(encode(types, [targets, values, calldatas, description_hash(description)])), "big")

    def cancel(self, proposal: Proposal, sender: Any = None) -> Receipt:
        """Withdraws a proposal of the sender, or of whom it represents, until its vote has ended."""
        return self.write("cancel", *proposal.columns, description_hash(proposal.description), sender=sender)

    # --- anyone ---

    def execute(self, proposal: Proposal, value: int = 0, sender: Any = None) -> Receipt:
        """Executes a proposal that passed; `value` wei are added to the treasury first."""
        return self.write(
            "execute", *proposal.columns, description_hash(proposal.description), value=value, sender=sender
        )


def numbered(made: Sequence[Event], count: int) -> list[tuple[int, Event]]:
    """The events that made proposals, oldest first, each with the number that the contract gave its proposal.

    Args:
        count: How many the contract has counted; a node that has dropped old logs lacks the first of them.
    """
    first = max(count - len(made), 0) + 1
    return list(enumerate(made, first))


def _chosen(made: Sequence[tuple[int, Event]], wanted: int | str) -> Sequence[tuple[int, Event]]:
    if isinstance(wanted, int):
        return [entry for entry in made if entry[1]["proposalId"] == wanted]
    text = wanted.strip().lower()
    if text == "latest":
        return made[-1:]
    digits = text.removeprefix("#")
    if not text.startswith("0x") and digits.isascii() and digits.isdigit():
        if text.startswith("#") or len(digits) < LEAST_DIGITS:
            return [entry for entry in made if str(entry[0]) == digits.lstrip("0")]
        return [entry for entry in made if str(entry[1]["proposalId"]).startswith(digits)]
    if re.fullmatch(r"0x[0-9a-f]{1,64}", text):
        return [entry for entry in made if f"0x{entry[1]['proposalId']:064x}".startswith(text)]
    raise PolypactError(
        f"{wanted!r} is no proposal: give its number, like 12, its id or the beginning of that, or `latest`"
    )

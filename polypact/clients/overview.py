"""A partnership at a glance, read in two JSON-RPC requests where the node takes batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError
from polypact.chain.tokens import Token, Tokens
from polypact.clients.membership import ACCEPTANCE_EVENTS, Partner, Terms
from polypact.clients.partnership import Partnership, numbered
from polypact.clients.proposal_records import Proposal, Rule, representatives
from polypact.text.deals import Deal
from polypact.text.enums import Phase
from polypact.text.errors import PolypactError


@dataclass(frozen=True)
class Balance:
    """What there is of one token, in its smallest unit."""

    token: Token
    treasury: int
    escrow: int
    undistributed: int
    """The part of what the escrow holds that waits for the next `distribute`."""


@dataclass(frozen=True)
class Snapshot:
    """What `ape run status` shows. Times in unix seconds."""

    name: str
    phase: Phase
    terms: Terms
    terms_uri: str
    formation_deadline: int
    """0 once the formation is over."""
    now: int
    """Of the newest block."""
    roster: Sequence[Partner]
    acceptances: Mapping[str, tuple[int, int]]
    """Partner => (newest version accepted, when)."""
    representatives: Mapping[str, str]
    """Partner => who may vote and propose for it."""
    deal: Deal
    """Of the terms in force."""
    rules: Mapping[int, Rule]
    proposals: Sequence[Proposal]
    """Every proposal that was ever made, oldest first."""
    balances: Sequence[Balance]
    silent: Sequence[Token] = ()
    """Tokens that do not tell what anybody holds."""


class Glance:
    """A snapshot under way: what can be asked at once goes into the batch given, what follows from it into a second.

    Args:
        batch: Not yet run; others may have put reads into it.
        since: Block the partnership was deployed in, or an earlier one.
    """

    def __init__(self, batch: Batch, partnership: Partnership, since: int = 0) -> None:
        self._partnership = partnership
        members = partnership.members
        views = ("partnership_name", "phase", "current_terms", "formation_deadline", "seat_count", "proposal_count")
        self._views = {view: members.ask(batch, view) for view in views}
        self._now = batch.time()
        topics = [
            members.interface.topic("TermsPublished"),
            *(members.interface.topic(name) for name in ACCEPTANCE_EVENTS),
            partnership.interface.topic("RuleSet"),
            partnership.interface.topic("ProposalCreated"),
            partnership.interface.topic("RepresentativeNamed"),
        ]
        self._logs = batch.logs([partnership.address], [topics], since)

    def finish(self, tokens: Tokens, shown: Sequence[str]) -> Snapshot:
        """The snapshot, once the first batch has run; `shown` are the tokens whose balances are wanted."""
        partnership, members, escrow = self._partnership, self._partnership.members, self._partnership.revenue
        view = {name: answer() for name, answer in self._views.items()}
        now, terms = self._now(), Terms(**view["current_terms"])
        logs = partnership.decode(self._logs())
        published = [log for log in logs if log.name == "TermsPublished"]
        uris = [str(log["uri"]) for log in published if log["version"] == terms.version]

        batch = Batch(partnership.session)
        deal = members.ask(batch, "deal_of", terms.version)
        roster = members.ask_roster(batch, int(view["seat_count"]))
        acceptances = members.ask_acceptances(batch, logs)
        rules = partnership.ask_rules(batch, [log for log in logs if log.name == "RuleSet"])
        made = [log for log in logs if log.name == "ProposalCreated"]
        counted = numbered(made, int(view["proposal_count"]))
        proposals = [partnership.ask_proposal(batch, log, now, number) for number, log in counted]
        balances = [
            (
                tokens.ask(batch, token),
                tokens.ask_balance(batch, token, partnership.address),
                tokens.ask_balance(batch, token, escrow.address),
                escrow.ask(batch, "undistributed", token),
            )
            for token in shown
        ]
        batch.run()
        return Snapshot(
            name=str(view["partnership_name"]),
            phase=Phase(view["phase"]),
            terms=terms,
            terms_uri=uris[-1] if uris else "",
            formation_deadline=int(view["formation_deadline"]),
            now=now,
            roster=roster(),
            acceptances=acceptances(),
            representatives=representatives(logs),
            deal=Deal.of(deal()),
            rules=rules(),
            proposals=[proposal() for proposal in proposals],
            balances=[balance for ask in balances if (balance := _balance(*ask)) is not None],
            silent=[token() for token, *asked in balances if _balance(token, *asked) is None],
        )


def _balance(
    token: Callable[[], Token], treasury: Callable[[], int], held: Callable[[], int], waiting: Callable[[], Any]
) -> Balance | None:
    """What is held of a token; `None` if it does not tell: that of one token must not hide all the others."""
    try:
        return Balance(token(), treasury(), held(), int(waiting()))
    except NodeError:
        raise
    except PolypactError:
        return None

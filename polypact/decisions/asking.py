"""Reads whose consent a proposal, or a draft of one, needs, and what is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.capabilities.actions import Action
from polypact.capabilities.revert_reasons import REASONS
from polypact.chain.abi import interface
from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError
from polypact.chain.tokens import Tokens
from polypact.clients.partnership import Partnership
from polypact.clients.promises import Promised
from polypact.clients.proposal_records import Proposal
from polypact.decisions.needs import Answer, Heard, Need, floors_touched, matters_asked
from polypact.decisions.simulation import Simulation, simulate
from polypact.text.errors import PolypactError

__all__ = ["OWN_DEAL", "Asked", "ask", "own_deals"]

#: Functions that may do something to somebody's own deal => which argument says whose.
_OWN_DEAL = {"set_shares": "partner", "set_probation": "partner", "recover_seat": "partner", "set_vesting": "partner"}

#: Why such a call is refused without that partner's yes.
OWN_DEAL = frozenset(REASONS[reason] for reason in ("roster: without its consent", "escrow: needs its yes"))
#: The same, where there is another way: a partner that is called and does not answer is asked no more.
_OR_CALLED = REASONS["roster: call the partner first"]


@dataclass(frozen=True)
class Asked:
    """Whose consent is needed, and all that was promised."""

    needs: Sequence[Need]
    promised: Promised
    now: int

    @property
    def open(self) -> list[Need]:
        """Those without which it cannot be executed now."""
        return [need for need in self.needs if need.state(self.now) not in ("free", "met")]


def ask(
    partnership: Partnership,
    tokens: Tokens,
    actions: Sequence[Action],
    proposal: Proposal | None = None,
    since: int = 0,
    tried: Simulation | None = None,
) -> Asked:
    """Whose consent actions need.

    Args:
        proposal: That they belong to; `None` for a draft, to which nobody has said anything yet.
        since: Block to read the log from.
        tried: What they would do now, if that was tried.
    """
    first = Batch(partnership.session)
    promises = partnership.promises.ask_all(first, since, mandates=False)
    now = first.time()
    first.run()
    promised = promises()

    deals = own_deals(partnership, actions, tried)
    holders = {matter.holder for matter in promised.matters if not matter.steering}
    holders |= {floor.holder for floor in promised.floors} | {account for _, account in deals}
    batch = Batch(partnership.session)
    floors = {floor.token for floor in promised.floors}
    held = {token: tokens.ask_balance(batch, token, partnership.address) for token in floors}
    answers = {}
    steering = None
    times = {}
    if proposal is not None:
        answers = {holder: partnership.ask(batch, "consent_of", proposal.id, holder) for holder in sorted(holders)}
        if any(matter.steering for matter in promised.matters):
            steering = partnership.ask(batch, "steering_answers", proposal.id)
        times = {key: batch.time(block) for key, block in promised.reserved_in.items() if block >= proposal.block}
    batch.run()
    agreeing, refusing = steering() if steering else (0, 0)
    heard = Heard(
        made=proposal.snapshot - proposal.rule.voting_delay if proposal else 0,
        answers={holder: Answer(int(answer())) for holder, answer in answers.items()},
        steering=(int(agreeing), int(refusing)),
        since={key: time() for key, time in times.items()},
    )
    known = {}
    for token, balance in held.items():
        try:
            known[token] = balance()
        except NodeError:
            raise
        except PolypactError:
            continue  # one that does not tell is passed over
    changes = None
    if tried is not None and tried.is_cumulative:
        changes = {one.token: one.amount for one in tried.changes if one.account == partnership.address}
    needs = [
        *matters_asked(actions, promised, heard, now()),
        *(Need(index, account, 0, heard.of(account)) for index, account in deals),
        *floors_touched(actions, promised, heard, now(), partnership.address, known, changes),
    ]
    return Asked(needs, promised, now())


def own_deals(
    partnership: Partnership, actions: Sequence[Action], tried: Simulation | None = None
) -> list[tuple[int, str]]:
    """The actions that make somebody's own deal worse, by their index, and whose: they need its yes."""
    contracts = {partnership.address: interface("Partnership"), partnership.escrow: interface("RevenueEscrow")}
    whose: dict[int, str] = {}
    for index, action in enumerate(actions):
        call = contracts[action.target].decode_call(action.data) if action.target in contracts else None
        if call and call[0] in _OWN_DEAL:
            whose[index] = str(call[1][_OWN_DEAL[call[0]]])
    if not whose:
        return []
    steps = (tried or simulate(partnership, actions)).steps
    return [(index, account) for index, account in whose.items() if steps[index].reason in {*OWN_DEAL, _OR_CALLED}]

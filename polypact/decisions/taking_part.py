"""How a partnership takes part in another one: what it still has to do there, as actions of one proposal of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.capabilities.actions import Action
from polypact.chain.abi import ERC20
from polypact.clients.links import Link, LinkState
from polypact.clients.partnership import Partnership
from polypact.text.enums import ETHER, Phase, Status
from polypact.text.links import LinkTerms, format_tag

__all__ = ["Part", "part_to_take"]


@dataclass(frozen=True)
class Part:
    """What is left to do."""

    actions: Sequence[Action]
    """In their order; none where nothing is left."""
    agreed: Sequence[Link]
    """The links that they agree to."""
    token: str = ETHER
    capital: int = 0
    """What they contribute of that token, in its smallest unit."""
    beside: Sequence[str] = ()
    """What else it may do there, which is not of the founding."""


def part_to_take(project: Partnership, account: str, since: int = 0, founded: int | None = None) -> Part:
    """Contributing what is asked of `account`, accepting the terms, and agreeing to the links that it is offered.

    Args:
        account: A partnership that was invited, or is offered a link.
        since: Block to read the project's log from.
        founded: The block of its founding, if nothing shall be accepted and agreed to but what was offered in that.
    """
    actions: list[Action] = []
    beside: list[str] = []
    token, missing = ETHER, 0
    is_invited = project.members.partner(account).status == Status.INVITED
    # All founders have accepted before it is in force: who is invited later is invited by a vote.
    if is_invited and founded is not None and project.members.phase != Phase.FORMING:
        beside.append("an invitation")
    elif is_invited:
        token, amount = project.members.required_of(account)
        missing = max(amount - project.revenue.contribution_of(token, account), 0) if amount else 0
        actions += _contributing(project, token, missing)
        accept = project.members.encode("accept", project.members.offer(account).abi())
        actions.append(Action(project.address, 0, accept))
    offered = [
        link for link in project.links.all(since)[0] if link.state == LinkState.OFFERED and link.sponsor == account
    ]
    if founded is not None:
        logs = project.links.events("LinkOffered", since=founded)
        first = {LinkTerms.of(log.arguments) for log in logs if log.block == founded}
        beside += [f"an offer of the link {format_tag(link.tag)}" for link in offered if link.terms not in first]
        offered = [link for link in offered if link.terms in first]
    agreed = [Action(project.escrow, 0, project.links.encode("agree_link", link.terms.abi())) for link in offered]
    return Part([*actions, *agreed], offered, token, missing, beside)


def _contributing(project: Partnership, token: str, missing: int) -> list[Action]:
    """What is missing of what a founder has to have contributed for its acceptance to count."""
    if not missing:
        return []
    value = missing if token == ETHER else 0
    contribute = Action(project.escrow, value, project.revenue.encode("contribute", token, missing))
    if token == ETHER:
        return [contribute]
    return [Action(token, 0, ERC20.encode("approve", project.escrow, missing)), contribute]

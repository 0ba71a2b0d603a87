"""How a partnership takes part in another one: what it still has to do there, as actions of one proposal of its own."""

from __future__ import annotations

from polypact.capabilities.actions import Action
from polypact.chain.abi import ERC20
from polypact.clients.links import Link, LinkState
from polypact.clients.partnership import Partnership
from polypact.text.enums import ETHER, Status

__all__ = ["part_to_take"]


def part_to_take(project: Partnership, account: str, since: int = 0) -> tuple[list[Action], list[Link]]:
    """Contributing what is asked of `account`, accepting the terms, and agreeing to the links that it is offered.

    Args:
        account: A partnership that was invited, or is offered a link.
        since: Block to read the project's log from.

    Returns:
        The actions in their order, none where nothing is left to do, and the links that they agree to.
    """
    actions: list[Action] = []
    if project.members.partner(account).status == Status.INVITED:
        actions += _contributing(project, account)
        accept = project.members.encode("accept", project.members.offer(account).abi())
        actions.append(Action(project.address, 0, accept))
    offered = [
        link for link in project.links.all(since)[0] if link.state == LinkState.OFFERED and link.sponsor == account
    ]
    agreed = [Action(project.escrow, 0, project.links.encode("agree_link", link.terms.abi())) for link in offered]
    return [*actions, *agreed], offered


def _contributing(project: Partnership, account: str) -> list[Action]:
    """What is missing of what a founder has to have contributed for its acceptance to count."""
    token, amount = project.members.required_of(account)
    missing = amount - project.revenue.contribution_of(token, account) if amount else 0
    if missing <= 0:
        return []
    value = missing if token == ETHER else 0
    contribute = Action(project.escrow, value, project.revenue.encode("contribute", token, missing))
    if token == ETHER:
        return [contribute]
    return [Action(token, 0, ERC20.encode("approve", project.escrow, missing)), contribute]

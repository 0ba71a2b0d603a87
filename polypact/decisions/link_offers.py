"""Offers of links: each gives a name of three bytes, which is never used a second time.

What is promised until a link ends is promised by the link's name, and would come to life again with another link of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from polypact.capabilities.actions import Action
from polypact.chain.abi import interface
from polypact.clients.links import Link, LinkState
from polypact.clients.partnership import Partnership
from polypact.text.errors import PolypactError
from polypact.text.links import LinkTerms, format_tag

__all__ = ["check_offers", "free_number", "terms_offered"]

#: How many numbers are tried for terms whose name was used already.
_NUMBERS = 1_000
_REPEATABLE = (LinkState.OFFERED, LinkState.LAPSED, LinkState.WITHDRAWN)


def terms_offered(action: Action) -> LinkTerms | None:
    """The terms of the link that an action offers; `None` if it offers none."""
    call = interface("RevenueEscrow").decode_call(action.data) if action.data else None
    return LinkTerms.of(call[1]["terms"]) if call and call[0] == "offer_link" else None


def free_number(links: Sequence[Link], terms: LinkTerms) -> int:
    """The first number that gives a link on these terms a name that no other link ever had."""
    for number in range(_NUMBERS):
        if not _is_taken(links, replace(terms, number=number)):
            return number
    raise PolypactError(f"no number below {_NUMBERS} gives this link a name of its own; choose one with --number")


def check_offers(partnership: Partnership, actions: Sequence[Action], since: int = 0) -> None:
    """Raises for an offer of a link whose name another one has or had.

    Args:
        since: Block to read the log from.
    """
    found = [terms_offered(action) for action in actions if action.target == partnership.escrow]
    offered = [terms for terms in found if terms is not None]
    known = partnership.links.all(since)[0] if offered else []
    for number, terms in enumerate(offered):
        if _is_taken(known, terms) or any(other.tag == terms.tag for other in offered[:number]):
            raise PolypactError(
                f"a link is or was called {format_tag(terms.tag)} here already, and no name is used twice: offer it "
                "with another `number`; nothing was proposed"
            )


def _is_taken(links: Iterable[Link], terms: LinkTerms) -> bool:
    """Whether another link had the name that these terms give; an offer of the same terms may be repeated."""
    same = [link for link in links if link.tag == terms.tag]
    return any(link.terms != terms or link.state not in _REPEATABLE for link in same)

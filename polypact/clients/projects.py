"""The projects of a partnership: of many partnerships those in which it is a sponsor or a partner, in few requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from polypact.chain.batch import Batch
from polypact.chain.session import Session
from polypact.clients.ecosystem import Ecosystem
from polypact.clients.links import Link
from polypact.clients.partnership import Partnership
from polypact.text.enums import Phase, Status

__all__ = ["Project", "projects_of"]


@dataclass(frozen=True)
class Project:
    """A partnership in which another one takes part, or is asked to."""

    partnership: str
    escrow: str
    name: str
    phase: Phase
    status: Status
    """Of the other one on its roster."""
    links: Sequence[Link]
    """Of the other one, those that have ended, too."""


def projects_of(session: Session, account: str, ecosystems: Sequence[str], since: int = 0) -> list[Project]:
    """The partnerships of some ecosystems in which `account` is or was a sponsor or a partner, or is asked to be.

    Args:
        since: Block to read the log from.
    """
    made = [Ecosystem(address, session).partnerships() for address in ecosystems]
    others = [Partnership(address, session) for page in made for address in page if address != account]
    first = Batch(session)
    status = [other.members.ask(first, "partner", account) for other in others]
    told = [(other.ask(first, "partnership_name"), other.ask(first, "phase")) for other in others]
    links = [other.links.ask_all(first, since) for other in others]
    first.run()
    more = Batch(session)
    known = [then(more) for then in links]
    more.run()
    found = []
    for number, other in enumerate(others):
        name, phase = (answer() for answer in told[number])
        own = [link for link in known[number]()[0] if account in (link.sponsor, link.terms.sponsor)]
        standing = Status(status[number]()["status"])
        if own or standing != Status.NONE:
            found.append(Project(other.address, other.escrow, str(name), Phase(phase), standing, own))
    return found

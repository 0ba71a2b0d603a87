"""What a tree consists of: partnerships, and what ties the income of one to another account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from polypact.text.enums import Phase


class TieKind(Enum):
    """Why an account earns of a partnership's income."""

    LINK = "link"
    """Agreed by both sides, see contracts/modules/escrow/agreed_links.vy."""
    SHARE = "share"
    """A share before anybody else that the partnership's vote gave and may change."""
    UNITS = "units"
    """A seat with units."""
    FORMER = "former"
    """A link that was cleared away; what it earned still waits."""


@dataclass(frozen=True)
class Tie:
    """What ties the income of one partnership to an account."""

    project: str
    """The partnership whose income it is."""
    earner: str
    """The sponsor or the partner: a partnership of the tree, or any other account."""
    credited: str
    """The account that the escrow credits: the earner's or, for a link, that of the earner's escrow."""
    kind: TieKind
    share_bps: int = 0
    """Of all income, before anybody else; of a link or a share."""
    units: int = 0
    """Of a seat."""
    tag: int = 0
    """Of an agreed link."""
    ends: int = 0
    """Of an agreed link: unix seconds, last moment it earns; 0 if it has no end."""
    notice_days: int = 0
    """Of an agreed link."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Token => what a claim would pay now, in its smallest unit; only what is more than nothing. Its part of what has
    arrived and is not split comes on top."""

    def is_over(self, now: int) -> bool:
        """Whether it earns nothing any more; `now` in unix seconds."""
        return self.kind is TieKind.FORMER or 0 < self.ends < now


@dataclass(frozen=True)
class Node:
    """A partnership of the tree. Sums by token, in its smallest unit, and only of what is more than nothing."""

    address: str
    escrow: str
    name: str
    """As it calls itself."""
    phase: Phase
    partners: int
    """How many have a seat now."""
    units: int
    """Of all of them together."""
    tokens: Sequence[str] = ()
    """Ether and every token in which anybody can have earned something."""
    listed: Sequence[str] = ()
    """Those of them that are listed."""
    treasury: Mapping[str, int] = field(default_factory=dict)
    arrived: Mapping[str, int] = field(default_factory=dict)
    """What the next `distribute` splits."""


@dataclass(frozen=True)
class Tree:
    """All partnerships that one can be reached from along their ties, and the ties themselves."""

    asked: str
    """The partnership that the reading began at."""
    nodes: Mapping[str, Node]
    """By address."""
    ties: Sequence[Tie]
    now: int
    """Unix seconds of the newest block."""
    strangers: Sequence[str] = ()
    """Accounts that say they are tied to a node and are not made of code known here: neither read nor believed."""
    is_cut: bool = False
    """Whether there are more than were read."""

    def within(self) -> list[Tie]:
        """The ties between two partnerships of the tree."""
        return [tie for tie in self.ties if tie.earner in self.nodes]

    def levels(self) -> list[list[str]]:
        """The partnerships by how far they are below the top: each stands below everybody who earns of it.

        Those that earn of each other in a circle stand where the first of them in the order of their addresses would.
        """
        above: dict[str, set[str]] = {address: set() for address in self.nodes}
        for tie in self.within():
            if tie.earner != tie.project:
                above[tie.project].add(tie.earner)
        left, found = dict(above), []
        while left:
            ready = sorted(address for address, earners in left.items() if not earners & left.keys())
            # In a circle nobody comes first.
            ready = ready or [_first_of_circle(left)]
            found.append(ready)
            for address in ready:
                del left[address]
        return found

    def below(self, address: str) -> list[Tie]:
        """The ties through which a partnership earns, those of one project together."""
        return sorted((tie for tie in self.within() if tie.earner == address), key=_order)

    def others(self, address: str) -> list[Tie]:
        """The ties of a partnership to accounts that are no partnerships of the tree."""
        return sorted((tie for tie in self.ties if tie.project == address and tie.earner not in self.nodes), key=_order)

    def tops(self) -> list[str]:
        """The partnerships of which no other earns; of a circle that nobody stands above, one of it."""
        tops = self.levels()[0]
        reached: set[str] = set()
        while True:
            todo = [address for address in tops if address not in reached]
            while todo:
                reached.add(address := todo.pop())
                todo += [tie.project for tie in self.below(address) if tie.project not in reached]
            missing = [address for level in self.levels() for address in level if address not in reached]
            if not missing:
                return tops
            tops = [*tops, missing[0]]


def _order(tie: Tie) -> tuple[str, int, int, str]:
    return tie.project, list(TieKind).index(tie.kind), tie.tag, tie.earner


def _first_of_circle(left: Mapping[str, set[str]]) -> str:
    """One of those above whom nobody stands but the circle itself."""

    def over(address: str) -> set[str]:
        found: set[str] = set()
        todo = [address]
        while todo:
            for earner in left[todo.pop()] & left.keys():
                if earner not in found:
                    found.add(earner)
                    todo.append(earner)
        return found

    # Who has the fewest above, and itself among them, stands in a circle that nobody else stands above.
    return min((len(above), address) for address in left if address in (above := over(address)))[1]

"""Walks from one partnership to all that are tied to it, two requests for each step away, and one for the money.

Who is tied to whom is said by logs and contracts that anybody may write. So a partnership counts only if its code is
the minimal proxy (ERC-1167) of an implementation that is known, and if its escrow is the one that it created itself:
then what these two say is what our contracts say, and a link of theirs was agreed to by both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eth_utils.address import to_checksum_address

from polypact.chain.abi import ERC20, Interface, UnreadableError, interface
from polypact.chain.batch import Asked, Batch
from polypact.chain.events import Event, MalformedEventError, decoder
from polypact.clients.base import Client, created_by, word
from polypact.clients.escrow import RevenueEscrow
from polypact.clients.partnership import Partnership
from polypact.text.enums import ETHER, Phase, Status
from polypact.text.errors import PolypactError
from polypact.tree.model import Node, Tie, TieKind, Tree

__all__ = ["ask_undistributed", "implementation_of", "read", "waiting"]

#: Partnerships in one tree; beyond that it is cut.
MOST_NODES = 500

_PROXY = (bytes.fromhex("363d3d373d3d3d363d73"), bytes.fromhex("5af43d82803e903d91602b57fd5bf3"))
_SEATED = (Status.ACTIVE, Status.SUSPENDED)
_PAGE = 100


def implementation_of(code: bytes) -> str | None:
    """The implementation of a minimal proxy (ERC-1167), by its code; `None` if it is none."""
    before, after = _PROXY
    if len(code) != len(before) + 20 + len(after) or not (code.startswith(before) and code.endswith(after)):
        return None
    return str(to_checksum_address(code[len(before) : -len(after)]))


def read(session: Any, partnership: str, since: int = 0, known: Iterable[str] = ()) -> Tree:
    """The tree around a partnership.

    Args:
        session: Where it is asked.
        since: Block to read the log from; what was agreed to before it is found from the project's side only.
        known: Implementations of partnerships, besides that of the one asked for.

    Raises:
        PolypactError: There is no partnership.
    """
    walk = _Walk(session, to_checksum_address(partnership), since, set(known))
    walk.go()
    return walk.tree()


def waiting(session: Asked, wanted: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """What claims would pay now: (escrow, token, account) => smallest unit of the token, without those of nothing."""
    batch = Batch(session)
    asked = {each: _ask_money(batch, each[0], "claimable", each[1], each[2]) for each in dict.fromkeys(wanted)}
    batch.run()
    return {each: amount for each, answer in asked.items() if (amount := answer())}


def ask_undistributed(batch: Batch, escrow: str, token: str) -> Callable[[], int]:
    """What a `distribute` would split now, in the token's smallest unit; 0 where the token lets nobody find it out."""
    return _ask_money(batch, escrow, "undistributed", token)


@dataclass
class _Found:
    """What one partnership says."""

    name: str
    phase: Phase
    links: Sequence[Mapping[str, Any]]
    tokens: Sequence[str]
    listed: Sequence[str]
    partners: list[Mapping[str, Any]]
    """Those who have a seat."""
    agreed: list[Event] = field(default_factory=list)
    """Every link that was ever agreed to."""

    @property
    def earners(self) -> set[str]:
        """The accounts that share in its income."""
        return {str(link["sponsor"]) for link in self.links} | {str(partner["holder"]) for partner in self.partners}


class _Walk:
    """The walk under way."""

    def __init__(self, session: Any, asked: str, since: int, known: set[str]) -> None:
        self._session, self._asked, self._since, self._known = session, asked, since, known
        self._links, self._terms = decoder("RevenueEscrow"), decoder("Partnership")
        self._found: dict[str, _Found] = {}
        self._ties: dict[str, list[Tie]] = {}
        self._money: dict[str, _Money] = {}
        #: Accounts that are no partnership of ours, whatever else they are.
        self._others: set[str] = set()
        self._strangers: set[str] = set()
        self._escrows: dict[str, str] = {}  # escrow => partnership
        self._now = 0
        self._is_cut = False

    def go(self) -> None:
        said, accounts, escrows = {self._asked}, set[str](), set[str]()
        while True:
            members = sorted((said | accounts) - self._found.keys())
            if len(self._found) + len(members) > MOST_NODES:
                self._is_cut = True
                members = members[: MOST_NODES - len(self._found)]
            if not members:
                break
            accounts, escrows = self._ask(members)
            said, accounts = self._sort_out(
                accounts - self._found.keys() - self._others, escrows - self._escrows.keys() - self._strangers
            )

    def _sort_out(self, accounts: set[str], escrows: set[str]) -> tuple[set[str], set[str]]:
        """Whose escrows these say they are, and which of the accounts are partnerships.

        What waits in the partnerships that were found last is asked in the same request.
        """
        batch = Batch(self._session)
        for address in self._found.keys() - self._money.keys():
            self._money[address] = _Money(batch, address, self._found[address].tokens, self._ties[address])
        codes = {account: batch.code(account) for account in sorted(accounts)}
        whose = {escrow: _ask(batch, RevenueEscrow(escrow, self._session), "partnership") for escrow in sorted(escrows)}
        batch.run()
        owners = {escrow: owner for escrow, answer in whose.items() if isinstance(owner := answer(), str)}
        true = {escrow: owner for escrow, owner in owners.items() if created_by(owner, 1) == escrow}
        self._strangers |= escrows - true.keys()
        members = {account for account, code in codes.items() if implementation_of(code()) in self._known}
        self._others |= accounts - members
        return set(true.values()) - self._others, members

    def _ask(self, members: Sequence[str]) -> tuple[set[str], set[str]]:
        """Reads what should be partnerships; returns the accounts and the escrows that those are tied to."""
        batch = Batch(self._session)
        time = batch.time()
        asked = {address: (batch.code(address), self._ask_one(batch, address)) for address in members}
        escrow_of = {created_by(address, 1): address for address in members}
        agreed, topics = self._links.topic("LinkAgreed"), [word(address) for address in members]
        own = batch.logs(sorted(escrow_of), [[agreed]], self._since)
        elsewhere = batch.logs([], [[agreed], topics], self._since)
        joined = batch.logs([], [[self._terms.topic("TermsAccepted")], topics], self._since)
        moved = batch.logs([], [[self._terms.topic("SeatMoved")], None, topics], self._since)
        batch.run()
        self._now = max(self._now, time())
        accounts: set[str] = set()
        for address, (code, answer) in asked.items():
            implementation = implementation_of(code())
            if address == self._asked and not self._found:
                self._known |= {implementation} if implementation else set()
            found = answer() if implementation in self._known else None
            if found is not None:
                self._found[address] = found
                self._escrows[created_by(address, 1)] = address
                accounts |= found.earners
            elif address == self._asked:
                raise PolypactError(f"there is no partnership at {address} on chain {self._session.chain_id}")
            else:
                self._others.add(address)
                self._strangers.add(address)
        for event in _events(own(), self._links.decode):
            if (address := escrow_of.get(event.address, "")) in self._found:
                self._found[address].agreed.append(event)
                accounts.add(event["sponsor"])
        for address in self._found.keys() - self._ties.keys():
            self._ties[address] = _ties(address, self._found[address])
        mine = {word(address) for address in self._found}
        for event in _events([*joined(), *moved()], self._terms.decode):
            if word(event["to" if event.name == "SeatMoved" else "partner"]) in mine:
                accounts.add(event.address)
        escrows = {each.address for each in _events(elsewhere(), self._links.decode) if word(each["sponsor"]) in mine}
        return accounts - {ETHER}, escrows

    def _ask_one(self, batch: Batch, address: str) -> Callable[[], _Found | None]:
        partnership = Partnership(address, self._session)
        asked = [
            _ask(batch, partnership, "partnership_name"),
            _ask(batch, partnership, "phase"),
            _ask(batch, partnership, "seat_count"),
            _ask(batch, partnership, "partners", 0, _PAGE),
            _ask(batch, partnership.revenue, "links"),
            _ask(batch, partnership.revenue, "known_tokens"),
            _ask(batch, partnership.revenue, "listed_tokens"),
        ]

        def found() -> _Found | None:
            said = [answer() for answer in asked]
            if any(value is None for value in said):
                return None
            name, phase, seats, partners, links, tokens, listed = said
            pages = [("partners", start, _PAGE) for start in range(_PAGE, int(seats), _PAGE)]
            more = partnership.members.read_many(pages) if pages else []
            roster = [record for page in [partners, *more] for record in page]
            seated = [one for one in roster if one["status"] in _SEATED]
            tokens = list(dict.fromkeys([ETHER, *listed, *tokens]))
            return _Found(str(name), Phase(phase), links, tokens, list(listed), seated)

        return found

    def tree(self) -> Tree:
        """What was found."""
        nodes, ties = {}, []
        for address, found in self._found.items():
            money = self._money[address]
            nodes[address] = Node(
                address=address,
                escrow=created_by(address, 1),
                name=found.name,
                phase=found.phase,
                partners=len(found.partners),
                units=sum(int(partner["units"]) for partner in found.partners),
                tokens=found.tokens,
                listed=found.listed,
                treasury=_more_than_nothing(money.treasury),
                arrived=_more_than_nothing(money.arrived),
            )
            told: set[str] = set()  # what an account earns through two links waits for it once
            for tie in self._ties[address]:
                waits = {} if tie.credited in told else _more_than_nothing(money.claims[tie.credited])
                told.add(tie.credited)
                if tie.kind is not TieKind.FORMER or waits:
                    ties.append(replace(tie, waiting=waits))
        tied = _tied(self._asked, nodes.keys(), ties)
        return Tree(
            self._asked,
            {address: node for address, node in nodes.items() if address in tied},
            [tie for tie in ties if tie.project in tied],
            self._now,
            sorted(self._strangers),
            self._is_cut,
        )


def _tied(asked: str, members: Collection[str], ties: Iterable[Tie]) -> set[str]:
    """Those that one is tied to now: the log also tells of partners that have left, and of links that are no more."""
    near: dict[str, set[str]] = {}
    for tie in ties:
        if tie.kind is not TieKind.SHARE and tie.earner in members:
            near.setdefault(tie.project, set()).add(tie.earner)
            near.setdefault(tie.earner, set()).add(tie.project)
    tied, todo = {asked}, [asked]
    while todo:
        new = near.get(todo.pop(), set()) - tied
        tied |= new
        todo += new
    return tied


class _Money:
    """What waits at one partnership, asked in a batch."""

    def __init__(self, batch: Batch, address: str, tokens: Sequence[str], ties: Sequence[Tie]) -> None:
        escrow = created_by(address, 1)
        self.treasury = {token: _ask_balance(batch, token, address) for token in tokens}
        self.arrived = {token: ask_undistributed(batch, escrow, token) for token in tokens}
        self.claims = {
            account: {token: _ask_money(batch, escrow, "claimable", token, account) for token in tokens}
            for account in dict.fromkeys(tie.credited for tie in ties)
        }


def _more_than_nothing(asked: Mapping[str, Callable[[], int]]) -> dict[str, int]:
    return {token: amount for token, answer in asked.items() if (amount := answer())}


def _ties(address: str, found: _Found) -> list[Tie]:
    ties, running = [], set()
    for link in found.links:
        is_agreed, tag, credited = bool(link["is_agreed"]), int(link["tag"]), str(link["credited"])
        ties.append(
            Tie(
                project=address,
                earner=credited if link["sponsor"] == ETHER else str(link["sponsor"]),
                credited=credited,
                kind=TieKind.LINK if is_agreed else TieKind.SHARE,
                share_bps=int(link["share_bps"]),
                tag=tag,
                ends=int(link["ends"]),
                notice_days=int(link["notice_days"]),
            )
        )
        running.add((tag, credited))
    for partner in found.partners:
        if partner["units"]:
            holder = str(partner["holder"])
            ties.append(Tie(address, holder, holder, TieKind.UNITS, units=int(partner["units"])))
    for event in found.agreed:
        tag, credited = int(event["tag"]), str(event["credited"])
        if (tag, credited) not in running:
            share = int(event["share_bps"])
            ties.append(Tie(address, event["sponsor"], credited, TieKind.FORMER, share_bps=share, tag=tag))
    return ties


# --- what strangers may answer ---


def _ask(batch: Batch, client: Client, function: str, *arguments: Any) -> Callable[[], Any]:
    """A view of what may be no contract of ours: `None` if it does not answer as one."""
    answer = batch.call_stranger(client.address, client.encode(function, *arguments))

    def read() -> Any:
        try:
            return client.interface.decode_output(function, answer())
        except UnreadableError:
            return None

    return read


def _ask_sum(batch: Batch, of: Interface, to: str, function: str, *arguments: Any) -> Callable[[], int]:
    """A sum, which is 0 where the token lets nobody find it out."""
    answer = batch.call_stranger(to, of.encode(function, *arguments))

    def read() -> int:
        try:
            return int(of.decode_output(function, answer()))
        except UnreadableError:
            return 0

    return read


def _ask_money(batch: Batch, escrow: str, function: str, *arguments: Any) -> Callable[[], int]:
    return _ask_sum(batch, interface(RevenueEscrow.contract), escrow, function, *arguments)


def _ask_balance(batch: Batch, token: str, account: str) -> Callable[[], int]:
    return batch.balance(account) if token == ETHER else _ask_sum(batch, ERC20, token, "balanceOf", account)


def _events(logs: Iterable[Mapping[str, Any]], decode: Callable[[Mapping[str, Any]], Event | None]) -> list[Event]:
    """The events among logs that anybody may have written."""
    found = []
    for log in logs:
        try:
            event = decode(log)
        except MalformedEventError:
            continue
        if event is not None:
            found.append(event)
    return found

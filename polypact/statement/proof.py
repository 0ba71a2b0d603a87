"""The proof: everything the log says is compared with what the contract answers, to the smallest unit.

`Comparison` is one number by the log beside the same number by the chain. Besides, what the log credited must be what
the escrow owes, but for the fractions of the smallest unit that are nobody's yet.

A token is somebody else's program: it may refuse, loop, or answer nonsense. Then its answers are `None`, and nothing
else is stopped by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from polypact.chain.abi import ERC20, Interface
from polypact.chain.batch import Batch
from polypact.chain.node_errors import NodeError
from polypact.statement.book import Book
from polypact.statement.replay import Replay
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.session import Session
    from polypact.clients.escrow import RevenueEscrow

MAX_OWED = 2**92 - 1
#: Stretches of income, or changes of units, that one claim goes through; `claimable` says no more than that.
MAX_STRETCHES = 32
_WORD = 32

Call = tuple[Any, ...]


@dataclass(frozen=True)
class Comparison:
    """One number, twice."""

    what: str
    """The contract's view, or `balance`."""
    token: str
    """Empty for what is not of one token."""
    account: str
    """Empty for what is not of one account. Of an invoice: its reference, in hex."""
    by_log: Any
    by_chain: Any
    """`None` if it does not answer."""

    @property
    def agrees(self) -> bool:
        return bool(self.by_log == self.by_chain)

    def __str__(self) -> str:
        of = f" of {self.account}" if self.account else ""
        answer = "no answer" if self.by_chain is None else self.by_chain
        return f"{self.what}{of}: {self.by_log} by the log, {answer} by the chain"


@dataclass(frozen=True)
class Answers:
    """What the chain says, at one block of the time `time` (unix seconds)."""

    time: int
    balances: dict[str, int | None]
    views: dict[Call, Any]

    def __getitem__(self, call: Call) -> Any:
        return self.views[call]


def ask(escrow: RevenueEscrow, replay: Replay, tokens: Sequence[str], others: Sequence[str], block: int) -> Answers:
    """Asks for all that is compared, in batches. Of the `others` only what the escrow says by itself is asked."""
    session, batch = escrow.session, Batch(escrow.session)
    safe = list(dict.fromkeys([*_calls(replay, tokens), *(("owed", token) for token in others)]))
    through = [("undistributed", token) for token in tokens]  # the escrow asks the token for these
    views = {call: batch.call(escrow.address, escrow.encode(*call), block) for call in [*safe, *through]}
    balances = {
        token: batch.call(token, ERC20.encode("balanceOf", escrow.address), block) for token in tokens if token != ETHER
    }
    batch.run()
    found: dict[Call, Any] = {call: escrow.interface.decode_output(call[0], views[call]()) for call in safe}
    time = session.now(block)
    for call in through:
        found[call] = _told(session, block, partial(_decoded, escrow.interface, call[0], views[call]))
    held: dict[str, int | None] = {ETHER: session.balance(escrow.address, block)}
    for token, answer in balances.items():
        held[token] = _told(session, block, partial(_decoded, ERC20, "balanceOf", answer))
    return Answers(time, held, found)


def _decoded(interface: Interface, function: str, answer: Callable[[], bytes]) -> Any:
    raw = answer()
    if len(raw) < _WORD:  # the decoder fills up what is too short, the contract does not take it
        raise PolypactError(f"{function}() answers {len(raw)} bytes")
    return interface.decode_output(function, raw)


def _told(session: Session, block: int, answer: Callable[[], Any]) -> Any:
    # What a token has a hand in; `None` if it does not answer.
    try:
        return answer()
    except NodeError:
        session.now(block)  # is it the node? Then that is what has to be said.
        return None
    except PolypactError:
        return None


def _calls(replay: Replay, tokens: Sequence[str]) -> Iterator[Call]:
    yield from [("total_units",), ("era",), ("reserve_bps",), ("recoupment_mode",), ("sponsor_links",)]
    yield from [("listed_tokens",), ("known_tokens",)]
    yield from (("units_of", account) for account in replay.holdings.units)
    yield from (("holder_of", account) for account in replay.seats.newest)
    for token in tokens:
        book = replay.book(token)
        yield from ((name, token) for name in ("owed", "contributions_held", "recoupment_of"))
        yield from (("claimable", token, account) for account in book.accounts())
        yield from (("frozen_until", token, account) for account in book.accounts())
        yield from (("frozen", token, account) for account in book.freezes)
        yield from (("outstanding_of", token, account) for account in book.recouping.ranked)
        yield from (("contribution_of", token, account) for account in _contributors(book))
        yield from (("agreed_contribution", token, account) for account in book.recouping.agreed)
    yield from (("invoice", invoice.reference) for invoice in replay.invoices.issued if invoice.token in tokens)


def compare_rules(replay: Replay, answers: Answers) -> list[Comparison]:
    """What is not of one token: units, and how income is split."""
    links = sorted((link["sponsor"], link["share_bps"]) for link in answers[("sponsor_links",)])
    holdings, rules = replay.holdings, replay.rules
    return [
        Comparison("total_units", "", "", holdings.total, answers[("total_units",)]),
        Comparison("era", "", "", holdings.era, answers[("era",)]),
        Comparison("reserve_bps", "", "", rules.reserve_bps, answers[("reserve_bps",)]),
        Comparison("recoupment_mode", "", "", rules.recoupment, answers[("recoupment_mode",)]),
        Comparison("sponsor_links", "", "", sorted((link.account, link.share_bps) for link in rules.links), links),
        Comparison("listed_tokens", "", "", sorted(replay.listed), sorted(answers[("listed_tokens",)])),
        *(Comparison("units_of", "", who, held, answers["units_of", who]) for who, held in holdings.units.items()),
        *(Comparison("holder_of", "", who, now, answers["holder_of", who]) for who, now in replay.seats.newest.items()),
    ]


def compare_token(replay: Replay, token: str, answers: Answers) -> list[Comparison]:
    """One token; sums in its smallest unit."""
    book, balance = replay.book(token), answers.balances[token]
    recouping = book.recouping
    found = [
        Comparison("owed", token, "", book.owed, answers["owed", token]),
        Comparison("contributions_held", token, "", recouping.held, answers["contributions_held", token]),
        Comparison(
            "recoupment_of", token, "", (recouping.recorded, recouping.repaid), tuple(answers["recoupment_of", token])
        ),
    ]
    if balance is not None:
        grain = book.grain
        may_be_split = token in (*answers[("listed_tokens",)], *answers[("known_tokens",)])
        arrived = max(0, min(balance // grain - book.owed // grain, MAX_OWED - book.owed // grain)) * grain
        arrived = arrived if may_be_split else 0
        found.append(Comparison("undistributed", token, "", arrived, answers["undistributed", token]))
    for account in book.accounts():
        answer = answers["claimable", token, account]
        found.append(Comparison("claimable", token, account, _claimable(book, account, answers.time, answer), answer))
        _, until = book.freezes.get(account, (0, 0))
        found.append(Comparison("frozen_until", token, account, until, answers["frozen_until", token, account]))
    for account in book.freezes:
        frozen = frozen_of(book, account, answers.time)
        found.append(Comparison("frozen", token, account, frozen, answers["frozen", token, account]))
    for name, by_log in (
        ("outstanding_of", {account: recouping.outstanding_of(account) for account in recouping.ranked}),
        ("contribution_of", {account: recouping.made.get(account, 0) for account in _contributors(book)}),
        ("agreed_contribution", recouping.agreed),
    ):
        found += [Comparison(name, token, who, sums, answers[name, token, who]) for who, sums in by_log.items()]
    return [*found, *_compare_invoices(replay, token, answers)]


def _compare_invoices(replay: Replay, token: str, answers: Answers) -> Iterator[Comparison]:
    mine = {invoice.reference: None for invoice in replay.invoices.issued if invoice.token == token}
    for reference in mine:
        standing, answer = replay.invoices.standing.get(reference), answers["invoice", reference]
        if standing is None or standing.token == token:
            by_log = (standing.amount, standing.paid, standing.due) if standing else (0, 0, 0)
            by_chain = answer["amount"], answer["paid"], answer["due"]
            yield Comparison("invoice", token, "0x" + reference.hex(), by_log, by_chain)


def token_problems(book: Book, balance: int | None) -> list[str]:
    """What does not add up by itself.

    `remainder_of` must be less than two fractions of the smallest unit for each partner (of what it earned vested and
    unvested) and one for each contributor.
    """
    found = []
    most = (2 * len(book.holdings.units) + len(book.recouping.ranked)) * book.grain
    remainder = remainder_of(book)
    if not 0 <= remainder <= most:
        found.append(f"{book.owed} are owed by the log, and accounts and contributions make {book.owed - remainder}")
    if balance is None:
        found.append("the token does not answer balanceOf: nobody can tell what the escrow holds of it")
    elif balance < book.owed:
        missing = book.owed - balance
        found.append(f"the escrow holds {balance} and owes {book.owed}: the token took {missing} away")
    return found


def remainder_of(book: Book) -> int:
    """What is owed without being a whole smallest unit of anybody yet."""
    return book.owed - book.recouping.held - sum(book.sums(account).balance for account in book.accounts())


def frozen_of(book: Book, account: str, time: int) -> int:
    """What is kept back of `account` at a time (unix seconds)."""
    amount, until = book.freezes.get(account, (0, 0))
    return amount if time < until else 0


def _contributors(book: Book) -> list[str]:
    return list(dict.fromkeys([*book.recouping.made, *book.recouping.ranked]))


def _claimable(book: Book, account: str, time: int, answer: int) -> int:
    sums = book.sums(account)
    frozen = -(-frozen_of(book, account, time) // book.grain) * book.grain  # kept back in whole grains
    waiting = book.waiting if account == book.treasury else 0
    whole = max(0, sums.balance - waiting - frozen)
    steps = max(book.income.stretches, len(book.holdings.history.get(account, ())))
    if answer == whole or steps <= MAX_STRETCHES:
        return whole
    # `claimable` is what one claim pays, and that goes through 32 stretches: it may be all up to the end of one.
    rest = sums.balance - waiting - book.income.vested(account)
    parts = {max(0, rest + vested - frozen) for vested, _ in book.income.prefixes(account)}
    return answer if answer in parts else whole

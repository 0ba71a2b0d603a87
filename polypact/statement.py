"""The statement: what came in, what was split, and who earned what, per token, checked against the chain to the wei.

It is made twice: once by replaying the escrow's log by the rule of contracts/modules/income.vy (a partner's part of one
distribution is exactly floor(amount * units / total)), and once by asking the contract. Both must agree to the wei.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polypact.clients.abi import Log
from polypact.clients.base import ETHER
from polypact.errors import PolypactError

if TYPE_CHECKING:
    from polypact.clients.escrow import RevenueEscrow
    from polypact.money import Token


@dataclass(frozen=True)
class Line:
    """What one partner earned of one token, in its smallest unit."""

    partner: str
    units: int
    """As of now."""
    credited: int
    """By the log."""
    paid: int
    """By the log."""
    claimable: int
    """By the contract."""


@dataclass(frozen=True)
class TokenStatement:
    """One token, in its smallest unit."""

    token: str
    received: int
    """All revenue that ever arrived."""
    invoiced: int
    """The part of it that came with a reference."""
    distributed: int
    undistributed: int
    """What waits for the next `distribute`."""
    wound_down: int
    contributions_held: int
    """Capital paid in that still waits in the escrow; not revenue."""
    remainder: int
    """Distributed, but not yet a whole wei for anybody: less than one per partner."""
    balance: int
    lines: Sequence[Line]
    problems: Sequence[str]
    """Where the log and the chain differ; none means it adds up to the wei."""

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def claimable(self) -> int:
        return sum(line.claimable for line in self.lines)

    @property
    def adds_up(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Statement:
    """A partnership's revenue as of one block."""

    escrow: str
    block: int
    tokens: Sequence[TokenStatement]

    @property
    def adds_up(self) -> bool:
        return all(token.adds_up for token in self.tokens)

    def of(self, token: str) -> TokenStatement:
        """The statement of one token."""
        for entry in self.tokens:
            if entry.token == token:
                return entry
        raise PolypactError(f"no revenue in {token} ever arrived")


@dataclass(frozen=True)
class _Replay:
    units: Mapping[str, int]
    credited: Mapping[tuple[str, str], int]
    paid: Mapping[tuple[str, str], int]
    sums: Mapping[tuple[str, str], int]
    """(event, token) => total."""
    partners: Sequence[str]
    tokens: Sequence[str]


def build(escrow: RevenueEscrow, since: int = 0) -> Statement:
    """The statement of an escrow as of the newest block; `since` is the block it was deployed in, or an earlier one."""
    block = escrow.session.block
    names = ("UnitsChanged", "RevenuePaid", "RevenueDistributed", "RevenueClaimed", "WoundDown")
    logs = [log for log in escrow.events(*names, since=since) if log.block <= block]
    replay = _replay(logs)
    tokens = list(dict.fromkeys([ETHER, *escrow.read("listed_tokens", block=block), *replay.tokens]))
    return Statement(escrow.address, block, [_token(escrow, token, replay, block) for token in tokens])


def _replay(logs: Sequence[Log]) -> _Replay:
    units: dict[str, int] = {}
    scaled: dict[tuple[str, str], int] = {}
    paid: dict[tuple[str, str], int] = {}
    sums: dict[tuple[str, str], int] = {}
    tokens: list[str] = []
    for log in logs:
        if log.event == "UnitsChanged":
            units[log["partner"]] = int(log["current"])
            continue
        token, amount = log["token"], int(log["amount"])
        tokens.append(token)
        sums[log.event, token] = sums.get((log.event, token), 0) + amount
        if log.event == "RevenueDistributed":
            per_unit = -(-(amount << 64) // int(log["total_units"]))  # rounded up, see income.vy
            for partner, held in units.items():
                scaled[token, partner] = scaled.get((token, partner), 0) + held * per_unit
        elif log.event == "RevenueClaimed":
            key = token, log["partner"]
            paid[key] = paid.get(key, 0) + amount
    credited = {key: value >> 64 for key, value in scaled.items()}
    return _Replay(units, credited, paid, sums, list(units), tokens)


def _token(escrow: RevenueEscrow, token: str, replay: _Replay, block: int) -> TokenStatement:
    calls: list[tuple[Any, ...]] = [("undistributed", token), ("owed", token), ("contributions_held", token)]
    calls += [("claimable", token, partner) for partner in replay.partners]
    undistributed, owed, held, *claimable = map(int, escrow.read_many(calls, block))
    balance = escrow.balance(token, block)
    lines = [
        Line(
            partner=partner,
            units=replay.units[partner],
            credited=replay.credited.get((token, partner), 0),
            paid=replay.paid.get((token, partner), 0),
            claimable=amount,
        )
        for partner, amount in zip(replay.partners, claimable, strict=True)
    ]
    distributed = replay.sums.get(("RevenueDistributed", token), 0)
    wound_down = replay.sums.get(("WoundDown", token), 0)
    remainder = distributed - sum(line.credited for line in lines)
    waiting = balance - owed  # more than `undistributed` only if the escrow has no room for it yet
    problems = [
        f"{line.partner} was credited {line.credited} by the log, but paid {line.paid} and may claim {line.claimable}"
        for line in lines
        if line.credited != line.paid + line.claimable
    ]
    if not 0 <= remainder <= len(lines):
        problems.append(f"{distributed} were distributed and {distributed - remainder} credited")
    expected = sum(line.claimable for line in lines) + held + remainder
    if owed != expected:
        problems.append(f"the escrow says it owes {owed}; claimable, contributions and remainder make {expected}")
    if waiting < undistributed:
        missing = owed + undistributed - balance
        problems.append(f"the escrow holds {balance} and owes {owed}: the token took {missing} away")
    return TokenStatement(
        token=token,
        received=distributed + wound_down + max(waiting, 0),
        invoiced=replay.sums.get(("RevenuePaid", token), 0),
        distributed=distributed,
        undistributed=max(waiting, 0),
        wound_down=wound_down,
        contributions_held=held,
        remainder=remainder,
        balance=balance,
        lines=lines,
        problems=problems,
    )


def write_csv(statement: Statement, path: Path, name: Callable[[str], str], token: Callable[[str], Token]) -> None:
    """One row per token and partner, and a total per token; sums exact in the token's own unit and in the smallest."""
    columns = ["token", "symbol", "partner", "name", "units", "credited", "paid", "claimable"]
    columns += [f"{column}_smallest_unit" for column in ("credited", "paid", "claimable")]
    try:
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            for entry in statement.tokens:
                kind = token(entry.token)
                for line in entry.lines:
                    sums = (line.credited, line.paid, line.claimable)
                    writer.writerow(
                        [entry.token, kind.symbol, line.partner, _safe(name(line.partner)), line.units]
                        + [kind.number(amount).replace(",", "") for amount in sums]
                        + list(sums)
                    )
                credited = sum(line.credited for line in entry.lines)
                totals = (credited, entry.paid, entry.claimable)
                writer.writerow(
                    [entry.token, kind.symbol, "total", "", sum(line.units for line in entry.lines)]
                    + [kind.number(amount).replace(",", "") for amount in totals]
                    + list(totals)
                )
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error.strerror}") from None


def _safe(text: str) -> str:
    # A name that a spreadsheet would run as a formula is kept a text.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text

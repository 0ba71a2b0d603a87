"""Who gets what when partnerships wind up for their successors: tried on the node, nothing is sent.

The winding up runs on the present state, what has arrived is split, everybody's claim is read, and what each partner
would take along is contributed: so the figures are the contracts' own, and whatever they would refuse is known before
anybody votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.revert_reasons import explain
from polypact.chain.abi import interface
from polypact.chain.batch import Batch
from polypact.chain.node_errors import decode_reason, node_trouble
from polypact.chain.session import Session
from polypact.clients.partnership import Partnership
from polypact.text.chain_text import one_line
from polypact.text.enums import Phase, Status
from polypact.text.errors import PolypactError

__all__ = ["Claim", "Ending", "Journey", "Trial", "Way", "ended", "heirs_of", "try_succession"]

#: Who holds a seat, may contribute, and is repaid.
_SEATED = (Status.INVITED, Status.ACTIVE, Status.SUSPENDED)
_ESCROW = "RevenueEscrow"


@dataclass(frozen=True)
class Ending:
    """A partnership that shall wind up, and what it does then."""

    partnership: Partnership
    actions: Sequence[Action]
    accounts: Sequence[str]
    """Whose claims are asked for."""
    tokens: Sequence[str]
    """In which."""


@dataclass(frozen=True)
class Way:
    """Where an account may take its part along to."""

    successor: str
    units: int
    total: int
    """All units there, those of who is invited, too."""


@dataclass(frozen=True)
class Claim:
    """What an account can claim of one token, in its smallest unit."""

    partnership: str
    account: str
    token: str
    today: int
    then: int
    """Once the partnership winds up, and what has arrived is split."""


@dataclass(frozen=True)
class Journey:
    """What becomes of a claim that is taken along. Sums in the token's smallest unit."""

    claim: Claim
    successor: str
    arrives: int
    repaid_first: int
    """Of it; the rest is the treasury's there, in which all share by units."""
    reason: str = ""
    """Why it would be refused; empty if it would not."""


@dataclass(frozen=True)
class Trial:
    """The whole of it."""

    claims: Sequence[Claim]
    journeys: Sequence[Journey]
    failures: Mapping[str, str] = field(default_factory=dict)
    """Partnership => why its winding up would fail as things are now."""
    unclaimed: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Partnership and token => what is owed in the end and nobody's to claim yet: what units earned that had not
    vested, what is frozen, and fractions of the smallest unit."""

    def of(self, partnership: str, account: str) -> list[Claim]:
        return [claim for claim in self.claims if (claim.partnership, claim.account) == (partnership, account)]


def ended(partnership: Partnership) -> str:
    """Why a partnership cannot wind up now; empty if it can."""
    phase = partnership.members.phase
    return "" if phase == Phase.IN_FORCE else f"{partnership.name} is {phase.words}"


def heirs_of(successors: Sequence[Partnership]) -> dict[str, list[Way]]:
    """Account => the successors that it is a partner of, or is invited to."""
    ways: dict[str, list[Way]] = {}
    for successor in successors:
        seated = [one for one in successor.members.roster() if one.status in _SEATED]
        total = sum(one.units for one in seated)
        for one in seated:
            ways.setdefault(one.account, []).append(Way(successor.address, one.units, total))
    return ways


def try_succession(
    session: Session, endings: Sequence[Ending], ways: Mapping[str, Sequence[Way]], escrows: Mapping[str, str]
) -> Trial:
    """Tries all of it, one partnership after the other.

    Args:
        ways: Where accounts take their parts along to; the first one is tried.
        escrows: Successor => its escrow.
    """
    batch = Batch(session)
    asked_today = {
        (e.partnership.address, account, token): e.partnership.revenue.ask(batch, "claimable", token, account)
        for e in endings
        for account in e.accounts
        for token in e.tokens
    }
    batch.run()
    today = {key: int(answer()) for key, answer in asked_today.items()}
    first = _Calls()
    for ending in endings:
        _wind_up(first, ending)
    asked = {
        key: first.read(e.partnership.escrow, "claimable", key[2], key[1])
        for e in endings
        for key in today
        if key[0] == e.partnership.address
    }
    owed = {
        (e.partnership.address, token): first.read(e.partnership.escrow, "owed", token)
        for e in endings
        for token in e.tokens
    }
    first.run(session)
    failures = {e.partnership.address: why for e in endings if (why := first.trouble(e.partnership.address))}
    claims = [Claim(*key, today[key], _number(asked[key](), today[key])) for key in today]
    unclaimed = {
        key: _number(answer(), 0) - sum(claim.then for claim in claims if (claim.partnership, claim.token) == key)
        for key, answer in owed.items()
    }
    return Trial(claims, list(_travel(session, endings, claims, ways, escrows)), failures, unclaimed)


def _travel(
    session: Session,
    endings: Sequence[Ending],
    claims: Sequence[Claim],
    ways: Mapping[str, Sequence[Way]],
    escrows: Mapping[str, str],
) -> Iterator[Journey]:
    calls = _Calls()
    for ending in endings:
        _wind_up(calls, ending)
    homes = {ending.partnership.address: ending.partnership for ending in endings}
    asked = []
    for claim in claims:
        if not claim.then or claim.account not in ways or claim.account in homes:
            continue
        successor = ways[claim.account][0].successor
        escrow = escrows[successor]
        before = calls.read(escrow, "outstanding_of", claim.token, claim.account)
        data = interface(_ESCROW).encode("contribute_on", claim.token, successor, 0)
        done = calls.add(claim.account, homes[claim.partnership].escrow, data)
        after = calls.read(escrow, "outstanding_of", claim.token, claim.account)
        asked.append((claim, successor, before, done, after))
    if not asked:
        return
    calls.run(session)
    for claim, successor, before, done, after in asked:
        answer = done()
        reason = _refusal(answer)
        arrives = 0 if reason else _number(answer, 0)
        repaid = 0 if reason else max(_number(after(), 0) - _number(before(), 0), 0)
        yield Journey(claim, successor, arrives, min(repaid, arrives), reason)


def _wind_up(calls: _Calls, ending: Ending) -> None:
    house = ending.partnership
    for action in ending.actions:
        calls.add(house.address, action.target, action.data, action.value, of=house.address)
    for token in ending.tokens:
        # What has arrived is split by anybody; where nothing has, it is refused, and that is no trouble.
        calls.add(house.address, house.escrow, interface(_ESCROW).encode("distribute", token))


class _Calls:
    """Calls that run one after the other in one block that is never made."""

    def __init__(self) -> None:
        self._calls: list[dict[str, str]] = []
        self._answers: list[Mapping[str, Any]] = []
        self._of: dict[int, str] = {}

    def add(self, sender: str, to: str, data: bytes, value: int = 0, of: str = "") -> Any:
        number = len(self._calls)
        self._calls.append({"from": sender, "to": to, "value": hex(value), "input": f"0x{data.hex()}"})
        if of:
            self._of[number] = of
        return lambda: self._answers[number]

    def read(self, to: str, view: str, *arguments: Any) -> Any:
        return self.add(to, to, interface(_ESCROW).encode(view, *arguments))

    def run(self, session: Session) -> None:
        state = {"blockStateCalls": [{"calls": self._calls}]}
        with node_trouble(session.network):
            answer: Any = session.web3.provider.make_request("eth_simulateV1", [state, "latest"])
        results = answer.get("result")
        if not isinstance(results, list) or len(results[0].get("calls", ())) != len(self._calls):
            error = answer.get("error")
            why = one_line(str(error.get("message", ""))) if isinstance(error, Mapping) else ""
            raise PolypactError(
                f"this node cannot simulate (eth_simulateV1{f': {why}' if why else ''}), so nobody can say who would "
                "get what; use another node"
            )
        self._answers = list(results[0]["calls"])

    def trouble(self, partnership: str) -> str:
        """Why one of its actions would fail; empty if none would."""
        numbers = [number for number, of in self._of.items() if of == partnership]
        return next(filter(None, (_refusal(self._answers[number]) for number in numbers)), "")


def _refusal(answer: Mapping[str, Any]) -> str:
    if int(answer["status"], 16) == 1:
        return ""
    error = answer.get("error") or {}
    data = next((d for d in (error.get("data"), answer.get("returnData")) if d and d != "0x"), "")
    reason = decode_reason(data, str(error.get("message", "")))
    return explain(reason) or "it is refused without a reason"


def _number(answer: Mapping[str, Any], otherwise: int) -> int:
    told = str(answer.get("returnData", "0x"))[2:66]
    return int(told, 16) if told and int(answer["status"], 16) == 1 else otherwise

"""What is asked of both sides between the calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from eth_utils import keccak

from tests.differential.compare import Comparison, Query
from tests.differential.sides import EVERYBODY, OUTSIDERS, START
from tests.differential.values import NFT, NOBODY, TOKEN, Call, Columns, E, Id, M, P, Proposal, at

ETHER = at(NOBODY)

# Asked of every account.
_ROSTER = ("partner", "seat_offer")
_VOTING = ("getVotes", "weight_of", "has_standing", "nonces", "representative_of", "may_object_until")
_INCOME = ("units_of", "vested_units_of", "vesting_of", "payout_of", "successor_of")
_PER_TOKEN = ("contribution_of", "outstanding_of", "agreed_contribution", "frozen", "frozen_until")
_PROPOSAL = (
    "state",
    "proposal_tally",
    "proposalVotes",
    "proposalSnapshot",
    "proposalDeadline",
    "proposalEta",
    "proposalProposer",
    "proposal_class",
    "proposal_rule",
    "proposal_quorum",
    "recused",
)
_GLOBAL: tuple[Query, ...] = (
    (M, "phase", ()),
    (M, "formation_deadline", ()),
    (M, "current_terms", ()),
    (M, "seats", ()),
    (M, "members", ()),
    (M, "name", ()),
    (M, "residual_beneficiary", ()),
    (M, "exit_terms", ()),
    (P, "total", ()),
    (P, "in_force_since", ()),
    (P, "proposal_count", ()),
    (P, "votingDelay", ()),
    (P, "votingPeriod", ()),
    (P, "daoURI", ()),
    (P, "clock", ()),
    (P, "isValidSignature", (keccak(text="message"), b"")),
    (E, "total_units", ()),
    (E, "era", ()),
    (E, "listed_tokens", ()),
    (E, "sponsor_links", ()),
    (E, "reserve_bps", ()),
    (E, "recoupment_mode", ()),
    (E, "recoupment_of", (ETHER,)),
    (E, "recoupment_of", (at(TOKEN),)),
)
_CONSTANT: tuple[Query, ...] = (
    (P, "CLOCK_MODE", ()),
    (P, "COUNTING_MODE", ()),
    (P, "version", ()),
    (P, "name", ()),
    (P, "proposalThreshold", ()),
    (P, "proposalNeedsQueuing", (7,)),
    (P, "delegates", (at("a0"),)),
    (P, "onERC721Received", (at("a0"), at("a1"), 1, b"")),
    (P, "onERC1155Received", (at("a0"), at("a1"), 1, 1, b"")),
    (P, "onERC1155BatchReceived", (at("a0"), at("a1"), (1,), (1,), b"")),
    (E, "partnership", ()),
    (M, "escrow", ()),
    (P, "escrow", ()),
)
_INTERFACES = ("01ffc9a7", "1626ba7e", "da287a1d", "150b7a02", "4e2312e0", "cdbdfcee", "65455a86", "ffffffff")
MONEY = (ETHER, at(TOKEN))
HOLDERS = [*EVERYBODY, *OUTSIDERS, P, E, NFT]


def of_account(name: str, *, income: bool = True) -> list[Query]:
    """What there is to ask about one account."""
    account = at(name)
    found: list[Query] = [(M, view, (account,)) for view in _ROSTER]
    found += [(P, view, (account,)) for view in _VOTING]
    found += [(E, view, (account,)) for view in _INCOME[: None if income else 1]]
    if income:
        found += [(E, view, (token, account)) for view in _PER_TOKEN for token in MONEY]
    return found + [(E, "claimable", (token, account)) for token in MONEY[: None if income else 1]]


def of_proposal(proposal: Proposal, voters: Iterable[str]) -> list[Query]:
    found: list[Query] = [(P, view, (Id(proposal),)) for view in _PROPOSAL]
    return found + [(P, "hasVoted", (Id(proposal), at(name))) for name in voters]


def at_moment(timestamp: int, names: Iterable[str]) -> list[Query]:
    """The past: weights and totals at one second."""
    found: list[Query] = [(P, "getPastTotalSupply", (timestamp,)), (P, "quorum", (timestamp,))]
    for name in names:
        found.append((P, "getPastVotes", (at(name), timestamp)))
    return [*found, (P, "getVotes", (at(next(iter(names))), timestamp))]


def everything(proposals: Sequence[Proposal], moments: Sequence[int], rules: Sequence[int]) -> list[Query]:
    """All views of both accounts, on everybody and everything."""
    found = [*_GLOBAL, (M, "partners", (0, 100)), (M, "partners", (1, 2)), (M, "partners", (99, 100))]
    found += [(P, "supportsInterface", (bytes.fromhex(id_),)) for id_ in _INTERFACES]
    found += _CONSTANT
    found += [query for name in (*EVERYBODY, "x0", "x1", P) for query in of_account(name)]
    found += [(M, "partner_at", (seat,)) for seat in range(len(EVERYBODY) + 1)]
    found += [(M, "terms_hash", (version,)) for version in range(4)]
    found += [query for proposal in proposals for query in of_proposal(proposal, EVERYBODY)]
    found += [query for moment in moments for query in at_moment(moment, EVERYBODY)]
    for number in rules:
        found += [(P, "rule", (number,)), (P, "class_name", (number,))]
    for token in MONEY:
        found += [(E, view, (token,)) for view in ("owed", "undistributed", "contributions_held")]
    found += [(E, "invoice", (f"invoice {number}".encode().ljust(32, b"\0"),)) for number in range(3)]
    found += [
        (P, "class_of", (at(target), data))
        for target in (P, M, E, TOKEN, "x0", "a0")
        for data in (b"", bytes(4), b"\xa9\x05\x9c\xbb")
    ]
    return found


def mentioned(call: Call) -> tuple[set[str], set[Proposal]]:
    """The accounts and the proposals that a call is about."""
    names, proposals = {call.sender}, set()

    def look(value: Any) -> None:
        if isinstance(value, tuple):
            for part in value:
                look(part)
        elif isinstance(value, Id | Columns):
            proposals.add(value.proposal)
            look(tuple(value.proposal.actions))
        elif hasattr(value, "__dataclass_fields__"):
            look(tuple(getattr(value, field) for field in value.__dataclass_fields__))
        elif isinstance(value, str) and value in EVERYBODY:
            names.add(value)

    look(call.args)
    return {name for name in names if name in EVERYBODY}, proposals


def after(
    call: Call, ok: bool, rnd: Random, live: Sequence[Proposal], changes: Mapping[str, Sequence[int]]
) -> list[Query]:
    """What is asked after one call: what it was about, and a little else.

    Args:
        changes: Names to the unix seconds in which their weight changed: there the past has its edges.
    """
    names, proposals = mentioned(call)
    names |= set(rnd.sample(EVERYBODY, 1))
    if not ok:
        return of_account(rnd.choice(EVERYBODY), income=False)
    found = [query for name in sorted(names) for query in of_account(name, income=name == call.sender)]
    for name in sorted(names):
        seconds = changes.get(name, ())
        edges = {*seconds[-2:], *rnd.sample(list(seconds), min(1, len(seconds)))}
        past = [second + shift for second in sorted(edges) for shift in (0, 1) if second + shift < START + call.time]
        found += [(P, "getPastVotes", (at(name), second)) for second in past]
    found += _GLOBAL[:10]
    proposals |= set(rnd.sample(list(live), min(1, len(live))))
    for proposal in sorted(proposals, key=lambda p: p.text):
        found += of_proposal(proposal, sorted(names))
    if not call.function.startswith(("propose", "cast")):
        now = START + call.time
        found += at_moment(now - rnd.choice((1, 1, 2, 60)), sorted(names))
    return found


def compare(comparison: Comparison, queries: Iterable[Query]) -> None:
    for query in queries:
        comparison.ask(query)


def sweep(
    comparison: Comparison,
    proposals: Sequence[Proposal],
    moments: Sequence[int],
    rules: Sequence[int],
    sample: Random | None = None,
) -> None:
    """Compares all there is to see; with `sample` a part of it that is drawn by it."""
    queries = everything(proposals, moments, rules)
    compare(comparison, sample.sample(queries, 200) if sample else queries)
    if comparison.present.has(P, "standing", 1):
        for name in (*EVERYBODY, "x0"):
            comparison.standing(name)
    comparison.balances(HOLDERS)
    for name in (P, E, *EVERYBODY):
        comparison.ask((TOKEN, "balanceOf", (at(name),)))

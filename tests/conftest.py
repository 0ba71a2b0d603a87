"""What every contract test starts from: the deployed house, the people, and verbs to move a partnership along.

Roles are fixtures (`founders`, `customer`, `outsider`); what one does is a function of `House` or `Partnership`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import boa
import pytest
from boa.contracts.event_decoder import RawLogEntry
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils import keccak
from hypothesis import settings

from tests import token_kinds
from tests.tokens import KINDS, PLAIN, Kind

# titanoboa keeps what it compiled, with the paths of the sources: a cache of its own for each checkout, or coverage
# looks for lines in another one.
boa.interpret.set_cache_dir(Path(__file__).resolve().parent.parent / ".cache" / "titanoboa")

settings.register_profile("default", deadline=None, max_examples=40)
settings.load_profile("default")

ETHER = "0x" + "00" * 20
TERMS = b"We share what we earn by units, and decide together."
TERMS_HASH = keccak(TERMS)
TERMS_URI = "ipfs://terms-1"

CONSTITUTIONAL = 0
RECOVERY = 4
ORDINARY = 8

# rules.vy
MAJORITY, DUAL, LAZY, UNANIMOUS = range(4)

# types.vyi
FORMING, IN_FORCE, VOID, ENDED = 1, 2, 4, 8
INVITED, ACTIVE, SUSPENDED, LEFT, EXPELLED, MOVED = 1, 2, 4, 8, 16, 32
PROPOSER, STEERING, MEDIATOR, TREASURER = 1, 2, 4, 8

# OpenZeppelin's ProposalState
PENDING, OPEN, CANCELED, DEFEATED, SUCCEEDED, QUEUED, EXPIRED, EXECUTED = range(8)
AGAINST, FOR, ABSTAIN = range(3)

# what a contract hands calls over to
PARTS = {
    "Partnership": ("PartnershipBallots", "PartnershipAnnex", "PartnershipProposals"),
    "RevenueEscrow": ("RevenueEscrowAnnex",),
}

# recoupment.vy
NO_RECOUPMENT, IN_ORDER, PRO_RATA = range(3)

HOUR = 3600
DAY = 24 * HOUR


def pytest_addoption(parser: pytest.Parser) -> None:
    kinds = ("all", *KINDS)
    parser.addoption("--token", choices=kinds, help="the kind of tokens to test with, or all (tests/tokens.py)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "token_kind" in metafunc.fixturenames:
        kinds = token_kinds.chosen(metafunc)
        if kinds:
            metafunc.parametrize("token_kind", kinds, indirect=True, scope="session")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    token_kinds.tell(terminalreporter)


@dataclass(frozen=True)
class Rule:
    """A voting rule, in the order of `types.Rule`. Times in seconds, shares in bps."""

    voting_delay: int = HOUR
    voting_period: int = 3 * DAY
    execution_delay: int = DAY
    execution_window: int = 14 * DAY
    quorum_bps: int = 3_000
    approval_bps: int = 5_000
    seat_approval_bps: int = 0
    mode: int = 0
    early_decision: bool = False
    recusal: bool = False
    objections: int = 0
    contested_bps: int = 0

    def abi(self) -> tuple[Any, ...]:
        return tuple(self.__dict__.values())


STRICT = Rule(quorum_bps=5_000, approval_bps=6_667)
LAX = Rule()


@dataclass
class Partnership:
    """One spun-up partnership and its founders."""

    partnership: Any
    membership: Any
    escrow: Any
    founders: list[LocalAccount] = field(default_factory=list)

    def accept_all(self) -> None:
        for founder in self.founders:
            with boa.env.prank(founder.address):
                self.membership.accept(TERMS_HASH)

    def admit_call(self, account: str, weight: int, units: int, role: int = PROPOSER) -> tuple[str, int, bytes]:
        return (
            self.membership.address,
            0,
            self.membership.admit.prepare_calldata(account, weight, units, role, 7 * DAY),
        )

    def propose(
        self, actions: Sequence[tuple[str, int, bytes]], text: str = "a proposal", by: str | None = None
    ) -> int:
        targets, values, calldatas = (list(column) for column in zip(*actions, strict=True))
        with boa.env.prank(by or self.founders[0].address):
            return int(self.partnership.propose(targets, values, calldatas, text))

    def vote(self, proposal_id: int, support: int = FOR, by: Sequence[str] | None = None) -> None:
        for voter in by or [founder.address for founder in self.founders]:
            with boa.env.prank(voter):
                self.partnership.castVote(proposal_id, support)

    def execute(self, actions: Sequence[tuple[str, int, bytes]], text: str = "a proposal", value: int = 0) -> None:
        targets, values, calldatas = (list(column) for column in zip(*actions, strict=True))
        self.partnership.execute(targets, values, calldatas, keccak(text.encode()), value=value)

    def open_voting(self, proposal_id: int) -> None:
        """Moves to the first second in which ballots are taken."""
        travel_to(self.partnership.proposalSnapshot(proposal_id) + 1)

    def pass_proposal(self, actions: Sequence[tuple[str, int, bytes]], text: str = "a proposal") -> int:
        """Proposes, lets every founder vote for it, and moves to where it can be executed."""
        proposal_id = self.propose(actions, text)
        self.open_voting(proposal_id)
        self.vote(proposal_id)
        travel_to(self.partnership.proposalEta(proposal_id))
        return proposal_id

    def decide(self, actions: Sequence[tuple[str, int, bytes]], text: str = "a proposal") -> int:
        """From the proposal to its execution."""
        proposal_id = self.pass_proposal(actions, text)
        self.execute(actions, text)
        return proposal_id

    def join(self, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
        """Admits `account` by vote and has it accept."""
        text = f"admit {account}"
        self.decide([self.admit_call(account, weight, units, role)], text)
        with boa.env.prank(account):
            self.membership.accept(TERMS_HASH)


@cache
def source(path: str) -> Any:
    """A contract's source, compiled once in a run."""
    return boa.load_partial(path)


def travel_to(timestamp: int) -> None:
    """Makes `timestamp` (unix seconds) the present."""
    boa.env.time_travel(seconds=timestamp - boa.env.timestamp)


@dataclass
class House:
    """The implementations and an ecosystem."""

    proposals: Any
    ballots: Any
    annex: Any
    partnership: Any
    membership: Any
    escrow: Any
    escrow_annex: Any
    ecosystem: Any

    def config(
        self,
        founders: Sequence[LocalAccount],
        weights: Sequence[int],
        units: Sequence[int],
        *,
        rules: Sequence[tuple[int, Rule]] = ((CONSTITUTIONAL, STRICT), (ORDINARY, LAX)),
        tokens: Sequence[str] = (),
        roles: Sequence[int] | None = None,
        deadline: int | None = None,
        name: str = "Harbour Joint Venture",
        notice_seconds: int = 0,
        redeemable_bps: int = 0,
        dao_uri: str = "",
        reserve_bps: int = 0,
        recoupment: int = NO_RECOUPMENT,
    ) -> tuple[Any, ...]:
        """A `types.Config`."""
        roles = roles or [PROPOSER] * len(founders)
        rows = list(zip([f.address for f in founders], weights, units, roles, strict=True))
        return (
            name,
            TERMS_HASH,
            TERMS_URI,
            deadline or boa.env.timestamp + 7 * DAY,
            rows,
            [(number, bytes(32), rule.abi()) for number, rule in rules],
            list(tokens),
            notice_seconds,
            redeemable_bps,
            dao_uri,
            reserve_bps,
            recoupment,
        )

    def spin_up(
        self, founders: Sequence[LocalAccount], *args: Any, salt: bytes = bytes(32), **kwargs: Any
    ) -> Partnership:
        address = self.ecosystem.spin_up(self.config(founders, *args, **kwargs), salt)
        return self.at(address, founders)

    def at(self, address: str, founders: Sequence[LocalAccount]) -> Partnership:
        partnership = Facets(address)
        return Partnership(
            partnership,
            source("contracts/Membership.vy").at(partnership.membership()),
            Facets(partnership.escrow(), "RevenueEscrow"),
            list(founders),
        )


class Facets:
    """A contract of several parts as its callers see it: the functions of all of them at one address."""

    def __init__(self, address: str, name: str = "Partnership") -> None:
        self.main = source(f"contracts/{name}.vy").at(address)
        self.others = [source(f"contracts/{part}.vy").at(address) for part in PARTS[name]]
        self.address = self.main.address
        self.asked = self.main  # the part whose function was looked up last; its logs are those of the last call

    def part(self, name: str) -> Any:
        """The part of the contract that has the function `name`."""
        return next((part for part in (self.main, *self.others) if hasattr(part, name)), self.main)

    def __getattr__(self, name: str) -> Any:
        self.asked = self.part(name)
        return getattr(self.asked, name)

    def get_logs(self) -> list[Any]:
        """What the newest call logged, each log decoded by the part that knows it."""
        decoded = []
        for entry in sorted(self.asked._computation.get_raw_log_entries()):
            log = RawLogEntry(*entry)
            own = (self.main, *self.others) if log.address == self.address.canonical_address else ()
            knowing = (part for part in own if log.topics[0] in part.event_for)
            decoded.append((next(knowing, None) or boa.env.lookup_contract(log.address)).decode_log(log))
        return decoded


@pytest.fixture(scope="session")
def house() -> House:
    proposals = boa.load("contracts/PartnershipProposals.vy")
    annex = boa.load("contracts/PartnershipAnnex.vy", proposals)
    ballots = boa.load("contracts/PartnershipBallots.vy", annex)
    partnership = boa.load("contracts/Partnership.vy", ballots, proposals)
    membership = boa.load("contracts/Membership.vy")
    escrow_annex = boa.load("contracts/RevenueEscrowAnnex.vy")
    escrow = boa.load("contracts/RevenueEscrow.vy", escrow_annex.address)
    ecosystem = boa.load("contracts/Ecosystem.vy", partnership.address, membership.address, escrow.address)
    return House(proposals, ballots, annex, partnership, membership, escrow, escrow_annex, ecosystem)


@pytest.fixture(scope="session")
def token_kind(request: pytest.FixtureRequest) -> Kind:
    """The kind of tokens that a test is run with."""
    return getattr(request, "param", PLAIN)


@pytest.fixture(autouse=True)
def isolated() -> Any:
    """Every test starts from the same chain."""
    with boa.env.anchor():
        yield


@pytest.fixture(scope="session")
def key() -> Callable[[str], LocalAccount]:
    """A key by its owner's name, always the same."""

    def make(name: str) -> LocalAccount:
        account: LocalAccount = Account.from_key(keccak(text=f"polypact {name}"))
        boa.env.set_balance(account.address, 1_000 * 10**18)
        return account

    return make


@pytest.fixture(scope="session")
def founders(key: Callable[[str], LocalAccount]) -> list[LocalAccount]:
    return [key("northwind"), key("eastport"), key("southbank")]


@pytest.fixture
def outsider(key: Callable[[str], LocalAccount]) -> str:
    return str(key("outsider").address)


@pytest.fixture
def customer(key: Callable[[str], LocalAccount]) -> str:
    return str(key("customer").address)


@pytest.fixture
def forming(house: House, founders: list[LocalAccount]) -> Partnership:
    """Three founders have been invited: weights 50, 30, 20 and units 500, 300, 200."""
    return house.spin_up(founders, [50, 30, 20], [500, 300, 200])


@pytest.fixture
def partnership(forming: Partnership) -> Partnership:
    """The same, in force."""
    forming.accept_all()
    boa.env.time_travel(seconds=DAY)
    return forming

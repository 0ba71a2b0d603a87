"""The people, tokens and verbs of the escrow's tests. Everything starts from one spun-up formation, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak, to_canonical_address, to_checksum_address

from tests import tokens
from tests.conftest import DAY, ETHER, House, Partnership, travel_to
from tests.tokens import Kind, Token

UNITS = [500, 300, 200]  # northwind, eastport, southbank

Refused = Callable[[str], AbstractContextManager[None]]


@cache
def deployer(path: str) -> Any:
    """A contract's compiled deployer, made once in a session."""
    return boa.load_partial(path)


def sibling_of(creator: str, nonce: int) -> str:
    """The address of what `creator` makes with its CREATE number `nonce` (1 to 127)."""
    return to_checksum_address(keccak(b"\xd6\x94" + to_canonical_address(creator) + bytes([nonce]))[12:])


def events(contract: Any) -> list[tuple[Any, ...]]:
    """Everything the newest call on `contract` logged, in order: name, then every field."""
    return [(type(log).__name__, *log[1:]) for log in contract.get_logs()]


def send_ether(to: str, amount: int, sender: str, data: bytes = b"") -> Any:
    """A plain transaction; returns the computation, whether it failed or not."""
    return boa.env.execute_code(to_address=to, sender=sender, value=amount, data=data)


def reason_of(computation: Any) -> str:
    """The text a failed computation reverted with."""
    assert computation.is_error
    output = bytes(computation.output)
    assert output[:4] == bytes.fromhex("08c379a0"), "reverted without a reason"
    size = int.from_bytes(output[36:68], "big")
    return output[68 : 68 + size].decode()


def ether_of(account: str) -> int:
    return int(boa.env.get_balance(account))


def arrive(escrow: Any, token: Any, amount: int) -> None:
    """Has `amount` of a mock token, or of ether, arrive in the escrow, and leaves it undistributed."""
    if token == ETHER:
        boa.env.set_balance(escrow.address, ether_of(escrow.address) + amount)
    else:
        token.mint(escrow.address, amount)


def in_order(*accounts: str) -> list[str]:
    """Accounts as `pay_out` wants them: by increasing address."""
    return sorted(accounts, key=lambda account: int(account, 16))


def today() -> int:
    """Whole days since 1970, UTC."""
    return int(boa.env.timestamp) // DAY


def pass_days(days: int = 1) -> None:
    """Moves to the first second of a later day."""
    travel_to((today() + days) * DAY)


def short_of_gas(call: Callable[[int], Any], most: int) -> list[int]:
    """The limits of gas, from `most` down in steps of 1%, with which `call` goes through."""
    passed, limit = [], most
    while limit > 60_000:
        with boa.env.anchor(), suppress(boa.BoaError):
            call(limit)
            passed.append(limit)
        limit -= max(limit // 100, 500)
    return passed


@pytest.fixture(scope="session")
def mock() -> Callable[..., Any]:
    """Deploys a mock by its name."""

    return tokens.mock


@pytest.fixture(scope="session")
def listed(token_kind: Kind) -> Token:
    """A token that the partnership lists, of the kind that the tests are run with (--token)."""
    return token_kind.make()


@pytest.fixture(scope="session")
def neighbours(token_kind: Kind) -> list[Any]:
    """Tokens that the partnership lists after it. Most kinds have none."""
    return token_kind.neighbours()


@pytest.fixture(scope="session")
def listed_at_first(listed: Token, neighbours: list[Any]) -> list[str]:
    """What `listed_tokens` says of a new partnership."""
    return [listed.address, *(token.address for token in neighbours)]


@pytest.fixture(scope="session")
def formation(house: House, founders: list[LocalAccount], listed: Token, listed_at_first: list[str]) -> Partnership:
    formation = house.spin_up(founders, [50, 30, 20], UNITS, tokens=listed_at_first)
    listed.meet(formation.escrow, founders[0].address)
    return formation


@pytest.fixture(scope="session")
def another(token_kind: Kind, formation: Partnership, northwind: str) -> Callable[[], Token]:
    """Makes one more token of the same kind."""

    def make() -> Token:
        token = token_kind.make()
        token.meet(formation.escrow, northwind)
        return token

    return make


@pytest.fixture(scope="session")
def unlisted(another: Callable[[], Token]) -> Token:
    """A token of the same kind that nobody listed."""
    return another()


@pytest.fixture(autouse=True)
def hooks_got_nowhere(request: pytest.FixtureRequest) -> Iterator[None]:
    names = [name for name in ("listed", "unlisted") if name in request.fixturenames]
    used = [request.getfixturevalue(name) for name in names]
    yield
    for token in used:
        token.check()


@pytest.fixture(autouse=True)
def calls_are_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clears transient storage before every call, as a chain does and titanoboa does not."""
    execute = boa.env.execute_code

    def in_a_transaction(*arguments: Any, **options: Any) -> Any:
        boa.env.evm.vm.state.clear_transient_storage()
        return execute(*arguments, **options)

    monkeypatch.setattr(boa.env, "execute_code", in_a_transaction)


@pytest.fixture
def forming(formation: Partnership) -> Partnership:
    return formation


@pytest.fixture
def partnership(forming: Partnership, neighbours: list[Any]) -> Partnership:
    forming.accept_all()
    boa.env.time_travel(seconds=DAY)
    for token in neighbours:
        with suppress(boa.BoaError):
            forming.escrow.distribute(token)  # what one claims to have
    return forming


@pytest.fixture
def failed(forming: Partnership) -> Partnership:
    """A partnership whose formation deadline has passed."""
    boa.env.time_travel(seconds=30 * DAY)
    return forming


@pytest.fixture
def ended(partnership: Partnership, founders: list[LocalAccount]) -> Partnership:
    """A partnership whose partners have all left, the first founder last."""
    for founder in reversed(founders):
        with boa.env.prank(founder.address):
            partnership.membership.leave()
    return partnership


@pytest.fixture
def escrow(partnership: Partnership) -> Any:
    """The escrow of a partnership in force."""
    return partnership.escrow


@pytest.fixture(scope="session")
def northwind(founders: list[LocalAccount]) -> str:
    return str(founders[0].address)


@pytest.fixture(scope="session")
def eastport(founders: list[LocalAccount]) -> str:
    return str(founders[1].address)


@pytest.fixture(scope="session")
def southbank(founders: list[LocalAccount]) -> str:
    return str(founders[2].address)


@pytest.fixture
def set_units(formation: Partnership) -> Callable[[str, int], None]:
    """Changes units as the Membership does."""

    def change(partner: str, units: int) -> None:
        with boa.env.prank(formation.membership.address):
            formation.escrow.set_units(partner, units)

    return change


@pytest.fixture
def earn(formation: Partnership) -> Callable[[Any, int], int]:
    """Has `amount` of a mock token, or of ether, arrive in the escrow and splits it; returns what was split."""

    def arrive(token: Any, amount: int) -> int:
        escrow = formation.escrow
        if token == ETHER:
            boa.env.set_balance(escrow.address, ether_of(escrow.address) + amount)
        else:
            token.mint(escrow.address, amount)
        split = int(escrow.distribute(token))
        if isinstance(token, Token):
            token.after_income()
        return split

    return arrive


@pytest.fixture
def state(
    formation: Partnership, founders: list[LocalAccount], listed: Token, unlisted: Token, outsider: str, customer: str
) -> Callable[[], list[Any]]:
    """Reads all the escrow's views, and every balance that matters."""
    escrow = formation.escrow
    people = [founder.address for founder in founders] + [outsider, customer]
    holders = [*people, escrow.address, formation.partnership.address]

    def read() -> list[Any]:
        seen: list[Any] = [escrow.total_units(), escrow.era(), escrow.listed_tokens(), escrow.partnership()]
        seen += [[escrow.units_of(person), escrow.payout_of(person)] for person in people]
        seen += [escrow.sponsor_links(), escrow.reserve_bps(), escrow.recoupment_mode()]
        seen += [escrow.vesting_of(person) for person in people]
        for token in (ETHER, listed):
            seen += [escrow.recoupment_of(token), escrow.claimable(token, formation.partnership.address)]
            seen += [[escrow.agreed_contribution(token, p), escrow.frozen_until(token, p)] for p in people]
        for token in (ETHER, listed, unlisted):
            seen += [escrow.owed(token), escrow.undistributed(token), escrow.contributions_held(token)]
            seen += [[escrow.claimable(token, p), escrow.contribution_of(token, p)] for p in people]
        seen += [[ether_of(h), listed.balanceOf(h), unlisted.balanceOf(h)] for h in holders]
        return seen

    return read


@pytest.fixture
def refused(state: Callable[[], list[Any]]) -> Refused:
    """Expects the block to revert with exactly this reason, and to leave everything as it was."""

    @contextmanager
    def expect(reason: str) -> Iterator[None]:
        before = state()
        with boa.reverts(reason):
            yield
        assert state() == before

    return expect

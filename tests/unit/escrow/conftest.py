"""What the escrow's tests start from: partnerships that list a token, and what can be looked at of an escrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit import contracts
from tests.kit.chain import contents
from tests.kit.consents import by_vote_with_yes
from tests.kit.house import House, Partnership
from tests.kit.money import arrive, ether_of, make_known
from tests.kit.numbers import DAY, ETHER
from tests.kit.people import UNITS, WEIGHTS
from tests.kit.refusals import Refused
from tests.kit.tokens import Kind, Token
from tests.kit.verbs import by_roster

MOST_CAPITAL = 2**112 - 1


@pytest.fixture
def mock(formation: Partnership) -> Callable[..., Any]:
    """Deploys a mock by its name. A token is known to the escrow, which would book nothing in it else."""

    def deploy(name: str, *arguments: Any) -> Any:
        made = contracts.mock(name, *arguments)
        if name.endswith("Token") and name != "TokenWithIds":
            make_known(formation, made)
        return made

    return deploy


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


def spun_up(house: House, founders: list[LocalAccount], listed: Token, listed_at_first: list[str], salt: bytes) -> Any:
    capital = [Capital(token, MOST_CAPITAL, MOST_CAPITAL) for token in (ETHER, listed.address)]
    made = house.spin_up(founders, WEIGHTS, UNITS, tokens=listed_at_first, capital=capital, salt=salt.ljust(32))
    listed.meet(made.escrow, founders[0].address)
    return made


@pytest.fixture(scope="session")
def newly_formed(house: House, founders: list[LocalAccount], listed: Token, listed_at_first: list[str]) -> Partnership:
    return spun_up(house, founders, listed, listed_at_first, b"forming, with tokens")


@pytest.fixture(scope="session")
def established(house: House, founders: list[LocalAccount], listed: Token, listed_at_first: list[str]) -> Partnership:
    made = spun_up(house, founders, listed, listed_at_first, b"in force, with tokens")
    made.accept_all()
    return made


@pytest.fixture
def formation(request: pytest.FixtureRequest, newly_formed: Partnership, established: Partnership) -> Partnership:
    """What the test is about: in force if it asks for a partnership, else forming."""
    return established if "partnership" in request.fixturenames else newly_formed


@pytest.fixture(scope="session")
def another(token_kind: Kind, established: Partnership, northwind: str) -> Callable[[], Token]:
    """Makes one more token of the same kind."""

    def make() -> Token:
        token = token_kind.make()
        make_known(established, token)
        token.meet(established.escrow, northwind)
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
    """Clears transient storage after every call, as a chain does and titanoboa does not."""
    execute = boa.env.execute_code

    def in_a_transaction(*arguments: Any, **options: Any) -> Any:
        try:
            return execute(*arguments, **options)
        finally:
            boa.env.evm.vm.state.clear_transient_storage()

    monkeypatch.setattr(boa.env, "execute_code", in_a_transaction)


@pytest.fixture
def forming(formation: Partnership) -> Partnership:
    return formation


@pytest.fixture
def partnership(request: pytest.FixtureRequest, formation: Partnership, neighbours: list[Any]) -> Partnership:
    """In force. The tokens of the tests are known to it already."""
    boa.env.time_travel(seconds=DAY)
    for name in ("listed", "unlisted"):
        if name in request.fixturenames:
            make_known(formation, request.getfixturevalue(name))
    for token in neighbours:
        with suppress(boa.BoaError):
            formation.escrow.distribute(token)  # what one claims to have
    return formation


@pytest.fixture
def failed(forming: Partnership) -> Partnership:
    """A partnership whose formation deadline has passed."""
    boa.env.time_travel(seconds=30 * DAY)
    return forming


@pytest.fixture
def ended(partnership: Partnership, founders: list[LocalAccount]) -> Partnership:
    """A partnership that winds up, with nobody left who has units: the first founder, who has none, is the last."""
    for founder in reversed(founders[1:]):
        with boa.env.prank(founder.address):
            partnership.membership.leave()
    with by_vote_with_yes(partnership, founders[0].address):
        partnership.membership.set_shares(founders[0].address, 50, 0)
        partnership.partnership.wind_up([], 0)
    return partnership


@pytest.fixture
def treasury(formation: Partnership) -> str:
    return str(formation.partnership.address)


@pytest.fixture
def escrow(partnership: Partnership) -> Any:
    """The escrow of a partnership in force."""
    return partnership.escrow


@pytest.fixture
def set_units(formation: Partnership) -> Callable[[str, int], None]:
    """Changes units as the roster does."""

    def change(partner: str, units: int) -> None:
        with by_roster(formation):
            formation.escrow.set_units(partner, units)

    return change


@pytest.fixture
def earn(formation: Partnership) -> Callable[[Any, int], int]:
    """Has `amount` of a mock token, or of ether, arrive in the escrow and splits it; returns what was split."""

    def arrive_and_split(token: Any, amount: int) -> int:
        escrow = formation.escrow
        arrive(escrow, token, amount)
        split = int(escrow.distribute(token))
        if isinstance(token, Token):
            token.after_income()
        return split

    return arrive_and_split


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
def refused() -> Refused:
    """Expects the block to revert with exactly this reason, and to leave everything as it was."""

    @contextmanager
    def expect(reason: str) -> Iterator[None]:
        before = contents()
        with boa.reverts(reason):
            yield
        assert contents() == before

    return expect

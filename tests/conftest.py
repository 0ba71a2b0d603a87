"""The people and the partnerships that tests start from; what they are written with is in tests/kit.

Roles are fixtures (`founders`, `customer`, `outsider`), what one does is a verb. A chain is set up once in a session,
with a partnership that is forming and one that is in force; every test goes back to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import boa
import pytest
from eth_account.signers.local import LocalAccount
from hypothesis import settings

from polypact.text.deals import Deal
from tests.kit import chain, token_kinds
from tests.kit.commands import Commands, commands
from tests.kit.house import WIDE, Govern, House, Partnership, build_house
from tests.kit.numbers import CONSTITUTIONAL, DAY, ORDINARY
from tests.kit.people import FOUNDERS, UNITS, WEIGHTS, key_of
from tests.kit.rules import STRICT, Rule
from tests.kit.tokens import KINDS, PLAIN, Kind

chain.install()

settings.register_profile("default", deadline=None, max_examples=40)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    kinds = ("all", *KINDS)
    parser.addoption("--token", choices=kinds, help="the kind of tokens to test with, or all (tests/kit/tokens.py)")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "token_kind" in metafunc.fixturenames:
        kinds = token_kinds.chosen(metafunc)
        if kinds:
            metafunc.parametrize("token_kind", kinds, indirect=True, scope="session")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    token_kinds.tell(terminalreporter)


# --- the house ---


@pytest.fixture(scope="session")
def house() -> House:
    return build_house()


@pytest.fixture(scope="session")
def token_kind(request: pytest.FixtureRequest) -> Kind:
    """The kind of tokens that a test is run with."""
    return getattr(request, "param", PLAIN)


@pytest.fixture(autouse=True)
def isolated() -> Iterator[None]:
    """Every test starts from the same chain."""
    with boa.env.anchor():
        yield


# --- people ---


@pytest.fixture(scope="session")
def key() -> Callable[[str], LocalAccount]:
    """A key by its owner's name, always the same."""
    return key_of


@pytest.fixture(scope="session")
def founders(key: Callable[[str], LocalAccount]) -> list[LocalAccount]:
    return [key(name) for name in FOUNDERS]


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
def outsider(key: Callable[[str], LocalAccount]) -> str:
    return str(key("outsider").address)


@pytest.fixture
def customer(key: Callable[[str], LocalAccount]) -> str:
    return str(key("customer").address)


@pytest.fixture
def new(key: Callable[[str], LocalAccount]) -> str:
    """Where eastport moves its seat to."""
    return str(key("eastport's new key").address)


@pytest.fixture
def newer(key: Callable[[str], LocalAccount]) -> str:
    return str(key("eastport's newer key").address)


@pytest.fixture
def people(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Commands]:
    """People who run commands on the embedded chain, in a folder of their own where the ecosystem is on record."""
    with commands(house, monkeypatch, tmp_path) as made:
        yield made


# --- partnerships ---


@pytest.fixture(scope="session")
def formation(house: House, founders: list[LocalAccount]) -> Partnership:
    """Three founders have been invited: weights 50, 30, 20 and units 500, 300, 200."""
    return house.spin_up(founders, WEIGHTS, UNITS, salt=b"forming".ljust(32))


@pytest.fixture(scope="session")
def established(house: House, founders: list[LocalAccount]) -> Partnership:
    """The same, and all of them have accepted."""
    venture = house.spin_up(founders, WEIGHTS, UNITS, salt=b"in force".ljust(32))
    venture.accept_all()
    return venture


@pytest.fixture
def forming(formation: Partnership) -> Partnership:
    return formation


@pytest.fixture
def partnership(established: Partnership) -> Partnership:
    """In force since a day ago."""
    boa.env.time_travel(seconds=DAY)
    return established


@pytest.fixture
def pair(house: House, founders: list[LocalAccount]) -> list[Partnership]:
    """Two partnerships of the same people, in force: what is signed for the one must not do in the other."""
    both = [house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=bytes([number]) * 32) for number in (1, 2)]
    for venture in both:
        venture.accept_all()
    boa.env.time_travel(seconds=10)
    return both


@pytest.fixture
def govern(house: House, founders: list[LocalAccount]) -> Govern:
    """Makes a partnership, in force, whose ordinary class has a rule; `others` are the rules of other classes."""

    def make(
        rule: Rule,
        *,
        weights: Sequence[int] = WEIGHTS,
        roles: Sequence[int] | None = None,
        others: Sequence[tuple[int, Rule]] = (),
        deal: Deal = WIDE,
    ) -> Partnership:
        rules = {CONSTITUTIONAL: STRICT, ORDINARY: rule} | dict(others)
        venture = house.spin_up(
            founders, weights, [1] * len(founders), rules=list(rules.items()), roles=roles, deal=deal
        )
        venture.accept_all()
        boa.env.time_travel(seconds=DAY)
        return venture

    return make

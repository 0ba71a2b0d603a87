"""From a spec to a partnership on chain: what `deploy` and `project start` share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Desk
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.deployments import PartnershipRecord
    from polypact.chain.session import Session
    from polypact.chain.tokens import Tokens
    from polypact.spec.model import Built, Spec


@dataclass(frozen=True)
class Choice:
    """What is launched, as a person chose it."""

    path: Path
    settings: Sequence[str]
    salt: str
    recorded_name: str | None

    def read(self) -> Spec:
        """The spec, as far as it can be read and checked without a chain."""
        from polypact.spec import load_spec

        return load_spec(self.path).with_accounts(_settings(self.settings))


def launch_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds SPEC, --set, --salt and --record-as; the command gets them as `choice`."""

    @click.argument("spec", type=click.Path(path_type=Path))
    @click.option(
        "--set", "settings", metavar="NAME=ADDRESS", multiple=True, help="Another address for a name. Repeatable."
    )
    @click.option("--salt", default="", help="Any text: with another one the same spec gives another partnership.")
    @click.option("--record-as", "recorded_name", metavar="NAME", help="Name in the record; its own by default.")
    @wraps(function)
    def command(
        *args: Any, spec: Path, settings: Sequence[str], salt: str, recorded_name: str | None, **kwargs: Any
    ) -> Any:
        return function(*args, choice=Choice(spec, settings, salt, recorded_name), **kwargs)

    return command


class Launch:
    """A spec, checked on the chain of a session; nothing is sent yet."""

    def __init__(self, desk: Desk, session: Session, choice: Choice, spec: Spec) -> None:
        from polypact.chain.deployments import Deployments
        from polypact.chain.tokens import Tokens

        self.desk = desk
        self.session = session
        self.path = choice.path
        self.salt = choice.salt
        self.spec = spec
        self.deployments = Deployments(session.chain_id)
        self.tokens = Tokens(session)
        self.name = choice.recorded_name or self.spec.name
        self.gas_used = 0
        self.now = session.now()
        self.built: Built = self.spec.build(
            self.now, self.resolve, lambda token: self.tokens.at(token).decimals, self._is_partnership
        )
        self._check_escrows()
        _check_keys(session, self.spec, self.built, self.path)
        _check_tokens(session, self.built, self.path)
        _check_name(self.name)

    def resolve(self, name: str) -> str:
        """The address of a partnership on record, or of an account of Ape.

        Raises:
            PolypactError: There is neither, or both.
        """
        from polypact.chain.accounts import find_account

        recorded = self.deployments.find(name)
        try:
            account = str(find_account(name, self.session.is_development).address)
        except PolypactError:
            if recorded:
                return recorded[1].partnership
            raise
        if recorded and recorded[1].partnership != account:
            raise PolypactError(
                f"{name} is both a partnership on record ({recorded[1].partnership}) and an account ({account}): write "
                "the address of the one that is meant"
            )
        return account

    def _is_partnership(self, address: str) -> bool:
        from polypact.clients.partnership import Partnership

        try:
            Partnership(address, self.session).check()
        except PolypactError:
            self.session.now()  # is it the node? Then that is what has to be said.
            return False
        return True

    def _check_escrows(self) -> None:
        """No founder and no sponsor is the escrow of a partnership, which accepts and agrees to nothing."""
        for account in dict.fromkeys([*self.founders, *self.sponsors]):
            if self.session.code(account) and (owner := self._owner_of(account)):
                raise PolypactError(
                    f"{account} is the escrow of the partnership {owner}, and an escrow accepts and agrees to nothing: "
                    "name the partnership"
                )

    def _owner_of(self, account: str) -> str:
        """The partnership whose escrow an account is; empty if it is none."""
        from polypact.clients.base import created_by
        from polypact.clients.escrow import RevenueEscrow

        owner = ""
        with contextlib.suppress(PolypactError):
            owner = RevenueEscrow(account, self.session).partnership
        return owner if owner and created_by(owner, 1) == account else ""

    @property
    def founders(self) -> list[str]:
        """The accounts of the founders, in the order of their seats."""
        return [str(entry[0]) for entry in _founders(self.built)]

    @property
    def is_recorded(self) -> bool:
        """Whether something of that name is on record already: this one, or another that will be refused."""
        return self.name in self.deployments.partnerships

    @property
    def required(self) -> dict[str, tuple[str, int]]:
        """Founder => token and amount of what it must have contributed for its acceptance to count."""
        return {str(account): (str(token), int(amount)) for account, token, amount in _config(self.built)["required"]}

    @property
    def sponsors(self) -> list[str]:
        """The accounts that a link is offered to."""
        from polypact.text.links import LinkTerms

        return [LinkTerms.of(given).sponsor for name, given in _given(self.built) if name == "offer_link"]

    @property
    def deadline(self) -> int:
        """Unix seconds; until then every founder must have accepted."""
        return int(_config(self.built)["formation_deadline"])

    def say(self) -> None:
        """Shows what will be founded, by whom, and where."""
        from polypact.spec.class_checks import blocking_partners

        desk = self.desk
        desk.say(self.spec.describe(self.now))
        desk.say("accounts:")
        for line in _accounts(self.spec, self.built):
            desk.say(line)
        for line in _readback(self.built, self.tokens, self.spec):
            desk.say(line)
        desk.say(f"on {self.session.network}, chain {self.session.chain_id}, by {self.session.sender}")
        for text in blocking_partners([(each.name, each.weight) for each in self.spec.founders], self.spec.rules):
            desk.warn(text)

    def go(self) -> tuple[PartnershipRecord, bool]:
        """Asks, deploys what is not there yet, and records it; says whether the partnership is new."""
        from eth_utils.crypto import keccak

        from polypact.spec.launch import is_spun_up, spin_up

        ecosystem = self._ecosystem(self.spec.ecosystem)
        word = bytes(32) if not self.salt else keccak(text=self.salt)
        recorded = self.deployments.partnerships.get(self.name)
        if not recorded or not is_spun_up(self.session, recorded):
            _ask(self.desk, self.session, ecosystem, self.built, word)
        what = (self.session, self.deployments, self.name, ecosystem, self.spec, self.path, self.resolve, word)
        return spin_up(*what, self._progress, self.built, self._is_partnership)

    def _progress(self, what: str, gas: int) -> None:
        self.gas_used += gas
        self.desk.say(f"deployed {what} ({gas:,} gas)")

    def _ecosystem(self, name: str) -> str:
        """The address of the ecosystem, which is deployed if it is not there."""
        from eth_utils.address import is_address

        from polypact.spec.cost import ecosystem_gas, still_to_deploy
        from polypact.spec.launch import deploy_ecosystem, is_live

        session, deployments = self.session, self.deployments
        if is_address(name):
            if not session.code(name):
                raise PolypactError(f"there is no ecosystem at {name} on chain {session.chain_id}")
            return name
        record = deployments.ecosystems.get(name)
        if record and is_live(session, record):
            return record.ecosystem
        contracts = still_to_deploy(session, deployments, name)
        cost = _cost_words(session, ecosystem_gas(contracts))
        self.desk.say(
            f"the ecosystem {name!r} is not on this chain yet: {len(contracts)} contracts are deployed first, with "
            f"about {cost}; the partnership takes little beside that, and is asked about when its addresses are known"
        )
        self.desk.confirm(f"Deploy the ecosystem {name!r}?")
        return deploy_ecosystem(session, deployments, name, self._progress).ecosystem


def _ask(desk: Desk, session: Session, ecosystem: str, built: Built, salt: bytes) -> None:
    """Shows where the partnership will be and what it costs, and asks."""
    from polypact.chain.node_errors import NodeError, RefusedError
    from polypact.clients.ecosystem import Ecosystem

    client = Ecosystem(ecosystem, session)
    partnership, escrow = client.predict(session.sender, built.config, salt)
    if session.code(partnership):
        return  # a second run of the same: it sends nothing
    desk.say(f"  partnership  {partnership}\n  escrow       {escrow}\n  ecosystem    {ecosystem}")
    try:
        gas = session.estimate(ecosystem, client.encode("spin_up", built.config, salt))
    except RefusedError:
        raise
    except NodeError as error:
        desk.warn(f"the node does not tell the gas: {error}")
    else:
        desk.say(f"  gas          {_cost_words(session, gas)}")
    desk.confirm("Deploy this partnership?")


def _cost_words(session: Session, gas: int) -> str:
    from polypact.chain.tokens import NATIVE
    from polypact.spec.cost import price_of_gas

    price = price_of_gas(session)
    cost = f"{Decimal(gas * price) / 10**NATIVE.decimals:.3g}"
    return f"{gas:,} gas, {Decimal(cost):f} {NATIVE.symbol} at the price of now ({price / 10**9:,.3g} gwei)"


def _accounts(spec: Spec, built: Built) -> list[str]:
    """Every address that the spec names, by alias or not: of founders and tokens."""
    found = {founder.name: entry[0] for founder, entry in zip(spec.founders, _founders(built), strict=True)}
    return [f"  {address}  {name}" for name, address in found.items()]


def _readback(built: Built, tokens: Tokens, spec: Spec) -> list[str]:
    """What it promises and gives at its founding, read back from what is sent."""
    from polypact.capabilities.actions import Action
    from polypact.clients.actions import Actions
    from polypact.decisions.plain_words import Words
    from polypact.text.founding_calls import OWN, OWN_ESCROW, unpack

    names = {address: name for name, address in spec.accounts.items()}
    names |= {entry[0]: founder.name for founder, entry in zip(spec.founders, _founders(built), strict=True)}
    words = Words(Actions(OWN, OWN_ESCROW), tokens, names)
    calls = unpack(_config(built)["calls"])
    told = [words.action(Action(OWN_ESCROW if call.to_escrow else OWN, 0, call.data)) for call in calls]
    return ["at its founding:", *(f"  {line}" for line in told)] if told else []


def _founders(built: Built) -> Sequence[Any]:
    return list(_config(built)["founders"])


def _config(built: Built) -> Mapping[str, Any]:
    from polypact.chain.recipe import Config

    return dict(zip(Config.__dataclass_fields__, built.config, strict=True))


def _check_tokens(session: Session, built: Built, spec: Path) -> None:
    """No token is the chain's own currency at another address."""
    from polypact.text.currencies import currency_trouble
    from polypact.text.errors import Problem, SpecErrors

    config = _config(built)
    named = [(f"tokens[{index}]", token) for index, token in enumerate(config["tokens"])]
    named += [(f"deal.capital.{entry[0]}", entry[0]) for entry in config["capital"]]
    problems = [
        Problem(None, path, trouble)
        for path, token in named
        if (trouble := currency_trouble(session.chain_id, str(token)))
    ]
    if problems:
        raise SpecErrors(problems, str(spec))


def _check_keys(session: Session, loaded: Spec, built: Built, spec: Path) -> None:
    from polypact.text.errors import Problem, SpecErrors
    from polypact.text.public_keys import public_key_trouble

    if session.is_development:
        return
    problems = [
        Problem(None, f"founders[{index}].account", f"{trouble}; on chain {session.chain_id} it must be another")
        for index, entry in enumerate(_founders(built))
        if (trouble := public_key_trouble(entry[0]))
    ]
    problems += [
        Problem(None, f"rules.{number}.tie_breaker", f"{trouble}; on chain {session.chain_id} it must be another")
        for number, rule in loaded.rules.items()
        if rule.tie_breaker and (trouble := public_key_trouble(rule.tie_breaker))
    ]
    problems += [
        Problem(None, "", f"a promise, a mandate or a link: {trouble}; on chain {session.chain_id} it must be another")
        for holder in _holders(built)
        if (trouble := public_key_trouble(holder))
    ]
    if problems:
        raise SpecErrors(problems, str(spec))


def _holders(built: Built) -> list[str]:
    """To whom something is promised, given or offered at the founding."""
    named = {"reserve_matter": "holder", "set_floor": "holder", "give_mandate": "holder", "offer_link": "sponsor"}
    found = [str(given[named[name]]) for name, given in _given(built) if name in named]
    return [account for account in found if int(account, 16)]


def _given(built: Built) -> list[tuple[str, Mapping[str, Any]]]:
    """Function and first argument, where that is a record, of every call at the founding."""
    from polypact.chain.abi import interface
    from polypact.text.founding_calls import unpack

    found = []
    for call in unpack(_config(built)["calls"]):
        decoded = interface("RevenueEscrow" if call.to_escrow else "Partnership").decode_call(call.data)
        given = next(iter(decoded[1].values())) if decoded else None
        if decoded and isinstance(given, Mapping):
            found.append((decoded[0], given))
    return found


def _check_name(name: str) -> None:
    from polypact.text.names import check_name

    try:
        check_name(name)
    except ValueError as error:
        raise PolypactError(f"--record-as: {error}") from None


def _settings(settings: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for setting in settings:
        name, equals, address = setting.partition("=")
        if not equals or not name or not address:
            raise click.UsageError(f"--set wants NAME=ADDRESS, not {setting!r}")
        given[name] = address
    return given

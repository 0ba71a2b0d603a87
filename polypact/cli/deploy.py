"""`ape run deploy`: from a spec to a partnership on chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from polypact.cli.common import Command, Desk, shared_options
from polypact.text.errors import PolypactError

if TYPE_CHECKING:
    from polypact.chain.deployments import Deployments
    from polypact.chain.session import Session
    from polypact.chain.tokens import Tokens
    from polypact.spec.model import Built, Spec


@click.command(cls=Command)
@click.argument("spec", type=click.Path(path_type=Path))
@click.option(
    "--set", "settings", metavar="NAME=ADDRESS", multiple=True, help="Another address for a name. Repeatable."
)
@click.option("--salt", default="", help="Any text: with another one the same spec gives another partnership.")
@click.option("--record-as", "recorded_name", metavar="NAME", help="Name in the record; its own by default.")
@shared_options
def cli(desk: Desk, spec: Path, settings: Sequence[str], salt: str, recorded_name: str | None) -> None:
    """Deploy the partnership that SPEC describes.

    The ecosystem it names is deployed first if it is not on this chain yet. Before anything is sent it is shown who
    founds it with which account, what the gas will cost, and the addresses as soon as they are known. What was deployed
    is recorded in deployments/<chain id>.json; a run that was cut short is finished by running the same command again.
    """
    from polypact.spec import load_spec
    from polypact.spec.class_checks import blocking_partners

    loaded = load_spec(spec).with_accounts(_settings(settings))
    from eth_utils.crypto import keccak

    from polypact.chain.accounts import find_account
    from polypact.chain.deployments import Deployments
    from polypact.chain.tokens import Tokens
    from polypact.spec.launch import spin_up

    with desk.session() as session:
        deployments = Deployments(session.chain_id)
        used = [0]

        def resolve(name: str) -> str:
            return str(find_account(name, session.is_development).address)

        def progress(what: str, gas: int) -> None:
            used[0] += gas
            desk.say(f"deployed {what} ({gas:,} gas)")

        now = session.now()
        tokens = Tokens(session)
        # Every mistake comes before any transaction.
        built = loaded.build(now, resolve, lambda token: tokens.at(token).decimals)
        _check_keys(session, loaded, built, spec)
        _check_tokens(session, built, spec)
        name = recorded_name or loaded.name
        _check_name(name)
        desk.say(loaded.describe(now))
        desk.say("accounts:")
        for line in _accounts(loaded, built):
            desk.say(line)
        for line in _readback(built, tokens, loaded):
            desk.say(line)
        desk.say(f"on {session.network}, chain {session.chain_id}, by {session.sender}")
        for text in blocking_partners([(each.name, each.weight) for each in loaded.founders], loaded.rules):
            desk.warn(text)
        ecosystem = _ecosystem(desk, session, deployments, loaded.ecosystem, progress)
        word = bytes(32) if not salt else keccak(text=salt)
        _ask(desk, session, ecosystem, built, word)
        made, is_new = spin_up(session, deployments, name, ecosystem, loaded, spec, resolve, word, progress, built)
        data = {
            "name": name,
            "partnership": made.partnership,
            "escrow": made.escrow,
            "ecosystem": made.ecosystem,
            "chain_id": session.chain_id,
            "terms_hash": made.terms_hash,
            "terms_uri": made.terms_uri,
            "block": made.block,
            "transaction": made.transaction,
            "gas_used": used[0],
            "is_new": is_new,
            "record": str(deployments.path),
        }
        founders = ", ".join(repr(founder.name) for founder in loaded.founders)
        accept = desk.command("partner", "accept", name, account="ITS-ACCOUNT")
        desk.result(
            data,
            f"{name} {f'is deployed, with {used[0]:,} gas' if is_new else 'was deployed before; nothing was sent'}:",
            f"  partnership  {made.partnership}\n  escrow       {made.escrow}",
            f"  ecosystem    {made.ecosystem}\n  terms        {made.terms_hash}\n  recorded in  {deployments.path}",
            f"next: every founder ({founders}) reads the terms and accepts them, each with its own account:",
            f"  {accept}",
        )


def _ecosystem(desk: Desk, session: Session, deployments: Deployments, name: str, progress: Any) -> str:
    """The address of the ecosystem, which is deployed if it is not there."""
    from eth_utils.address import is_address

    from polypact.spec.cost import ecosystem_gas, still_to_deploy
    from polypact.spec.launch import deploy_ecosystem, is_live

    if is_address(name):
        if not session.code(name):
            raise PolypactError(f"there is no ecosystem at {name} on chain {session.chain_id}")
        return name
    record = deployments.ecosystems.get(name)
    if record and is_live(session, record):
        return record.ecosystem
    contracts = still_to_deploy(session, deployments, name)
    cost = _cost_words(session, ecosystem_gas(contracts))
    desk.say(
        f"the ecosystem {name!r} is not on this chain yet: {len(contracts)} contracts are deployed first, with about "
        f"{cost}; the partnership takes little beside that, and is asked about when its addresses are known"
    )
    desk.confirm(f"Deploy the ecosystem {name!r}?")
    return deploy_ecosystem(session, deployments, name, progress).ecosystem


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
        Problem(None, "", f"a promise or a mandate: {trouble}; on chain {session.chain_id} it must be another")
        for holder in _holders(built)
        if (trouble := public_key_trouble(holder))
    ]
    if problems:
        raise SpecErrors(problems, str(spec))


def _holders(built: Built) -> list[str]:
    """To whom something is promised or given at the founding."""
    from polypact.chain.abi import interface
    from polypact.text.founding_calls import unpack

    found = []
    for call in unpack(_config(built)["calls"]):
        decoded = interface("Partnership").decode_call(call.data)
        given = next(iter(decoded[1].values())) if decoded else None
        if isinstance(given, Mapping) and int(str(given["holder"]), 16):
            found.append(str(given["holder"]))
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

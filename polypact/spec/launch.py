"""Deploying: an ecosystem with its implementations, and a partnership in it. Every step can be resumed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.chain import artifacts, recipe
from polypact.chain.deployments import Deployments, EcosystemRecord, PartnershipRecord
from polypact.chain.node import Receipt
from polypact.chain.node_errors import NodeError
from polypact.chain.session import Session
from polypact.chain.tokens import Tokens
from polypact.chain.under_way import FailedError
from polypact.clients.ecosystem import Ecosystem
from polypact.spec.model import Built, Spec
from polypact.text.errors import PolypactError

Progress = Callable[[str, int], None]
"""Told what was deployed and the gas it took."""


def _silent(what: str, gas: int) -> None:
    pass


def is_live(session: Session, record: EcosystemRecord) -> bool:
    """Whether the recorded ecosystem is on this chain. A local chain forgets everything when it restarts."""
    if not session.code(record.ecosystem):
        return False
    try:
        found = Ecosystem(record.ecosystem, session).read("PARTNERSHIP_IMPLEMENTATION")
    except NodeError:
        raise
    except PolypactError:
        return False
    return bool(found == record.partnership_implementation)


def is_spun_up(session: Session, record: PartnershipRecord) -> bool:
    """Whether the recorded partnership is on this chain, made by its ecosystem."""
    if not session.code(record.partnership) or not session.code(record.ecosystem):
        return False
    try:
        return Ecosystem(record.ecosystem, session).is_partnership(record.partnership)
    except NodeError:
        raise
    except PolypactError:
        return False


def deploy_ecosystem(
    session: Session, deployments: Deployments, name: str, progress: Progress = _silent
) -> EcosystemRecord:
    """Deploys the implementations with their parts and an ecosystem, and records it under `name`.

    Interrupted and called again by the same account, it goes on where it stopped.
    """
    session.check_instructions()
    step = f"ecosystem {name}"
    receipts: list[Receipt] = []

    def make(contract: str, arguments: list[Any]) -> str:
        address, receipt = _deploy(session, deployments, step, contract, arguments, progress)
        receipts.append(receipt)
        return address

    made = recipe.deploy(make)
    record = EcosystemRecord(
        ecosystem=made["Ecosystem"],
        partnership_implementation=made["Partnership"],
        escrow_implementation=made["RevenueEscrow"],
        facets={facet: made[facet] for facets in recipe.PARTS.values() for facet in facets},
        block=receipts[-1].block,
        transaction=receipts[-1].transaction,
    )
    deployments.ecosystems[name] = record
    deployments.save()
    deployments.journal.forget(*(f"{step}: {contract}" for contract in recipe.NAMES))
    return deployments.ecosystems[name]


def _deploy(
    session: Session, deployments: Deployments, group: str, name: str, arguments: Sequence[Any], progress: Progress
) -> tuple[str, Receipt]:
    code = init_code(name, arguments)
    step = f"{group}: {name}"
    journal = deployments.journal
    noted = journal.get(step)
    receipt = None
    if noted and noted["init_code_hash"] == _hash(code) and noted["sender"] == session.sender:
        receipt = _finish(session, noted["transaction"])
        if receipt and not (receipt.contract and session.code(receipt.contract)):
            receipt = None
    if receipt is None:

        def on_signed(transaction: str, nonce: int) -> None:
            journal.note(step, transaction=transaction, nonce=nonce, sender=session.sender, init_code_hash=_hash(code))

        receipt = session.deploy(code, on_signed)
        progress(name, receipt.gas_used)
    if not receipt.contract or not session.code(receipt.contract):
        raise PolypactError(f"{name} has no code after transaction {receipt.transaction}; run the command again")
    return str(to_checksum_address(receipt.contract)), receipt


def _finish(session: Session, transaction: str) -> Receipt | None:
    """The receipt of a transaction that may have been sent before; `None` if it failed or nobody heard of it."""
    with session.under_way(transaction, finds_again=True):
        if session.mined(transaction) is None and not session.is_known(transaction):
            return None
        try:
            return session.wait(transaction)
        except FailedError:
            return None


def init_code(name: str, arguments: Sequence[Any] = ()) -> bytes:
    """What is sent to deploy a contract with these arguments of its constructor."""
    code = bytes.fromhex(artifacts.load(name).bytecode[2:])
    return code + artifacts.constructor_arguments(name, arguments)


def spin_up(
    session: Session,
    deployments: Deployments,
    name: str,
    ecosystem: str,
    spec: Spec,
    spec_path: Path,
    resolve: Callable[[str], str],
    salt: bytes = bytes(32),
    progress: Progress = _silent,
    built: Built | None = None,
    is_partnership: Callable[[str], bool] = lambda address: False,
) -> tuple[PartnershipRecord, bool]:
    """Spins up the partnership of a spec and records it under `name`.

    Args:
        built: Of the spec, where it was built before, to find every mistake before anything is sent.
        is_partnership: As of `Spec.build`.

    Returns:
        The record, and whether anything had to be sent: with the same spec, account and salt the partnership that is
        there already is found again, because its address follows from them.
    """
    document = spec.terms_document()
    identity = _hash(spec.model_dump_json().encode() + document.hash + salt + ecosystem.encode())
    recorded = deployments.partnerships.get(name)
    if recorded and is_spun_up(session, recorded):
        if recorded.spec_hash == identity:
            return recorded, False
        raise PolypactError(
            f"{name!r} is recorded in {deployments.path} already, at {recorded.partnership}, from another spec; "
            "give this one another name with --record-as"
        )
    step = f"partnership {name}"
    noted = deployments.journal.get(step)
    resumes = noted is not None and noted["identity"] == identity and noted["creator"] == session.sender
    # A deadline like "14 days" counts from the first attempt, or a second one would be another partnership.
    begun = int(noted["now"]) if noted and resumes else None
    if built is None or begun not in (None, built.now):
        tokens = Tokens(session)
        moment = session.now() if begun is None else begun
        built = spec.build(moment, resolve, lambda token: tokens.at(token).decimals, is_partnership)
    config = built.config
    client = Ecosystem(ecosystem, session)
    partnership, escrow = client.predict(session.sender, config, salt)
    is_new = not session.code(partnership)
    if is_new:
        receipt = _finish(session, noted["transaction"]) if noted and resumes and "transaction" in noted else None
        if receipt is None:
            facts = {"identity": identity, "creator": session.sender, "now": built.now, "partnership": partnership}

            def on_signed(transaction: str, nonce: int) -> None:
                deployments.journal.note(step, **facts, transaction=transaction, nonce=nonce)

            receipt = session.send(ecosystem, client.encode("spin_up", config, salt), on_signed=on_signed)
            progress("partnership and escrow", receipt.gas_used)
        if not client.is_partnership(partnership):
            raise PolypactError(f"transaction {receipt.transaction} made no partnership; run the command again")
        block, transaction = receipt.block, receipt.transaction
    else:
        spun_up = client.events("PartnershipSpunUp", topics=["0x" + partnership[2:].lower().rjust(64, "0")])
        block, transaction = spun_up[0].block, spun_up[0].transaction
    record = PartnershipRecord(
        partnership=partnership,
        escrow=escrow,
        ecosystem=ecosystem,
        creator=session.sender,
        salt="0x" + salt.hex(),
        block=block,
        transaction=transaction,
        terms_hash="0x" + document.hash.hex(),
        terms_uri=document.uri,
        spec=str(spec_path),
        spec_hash=identity,
        names={founder[0]: entry.name for founder, entry in zip(config[4], spec.founders, strict=True)},
        tokens=_named_tokens(spec.tokens, config[6]),
    )
    deployments.partnerships[name] = record
    deployments.save()
    deployments.journal.forget(step)
    return record, is_new


def _named_tokens(written: Sequence[str], addresses: Sequence[Any]) -> dict[str, str]:
    pairs = zip(written, addresses, strict=True)
    return {name: address for name, address in pairs if not name.startswith("0x")}


def _hash(data: bytes) -> str:
    return "0x" + keccak(data).hex()

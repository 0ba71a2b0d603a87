"""Histories for the page: its statement is made of the same logs and answers as this one, and every number compared.

`python -m pytest tests/unit/statement/make_page_records.py` writes them anew; test_page_records.py reads them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from polypact.chain.events import decoder
from polypact.chain.tokens import Token
from polypact.statement import Statement, make, proof
from polypact.statement.report.csv_file import write_invoices, write_months, write_payments
from polypact.statement.report.json_data import full
from polypact.text.enums import ETHER
from tests.kit.boa_session import BoaSession

FOLDER = Path(__file__).parents[3] / "web" / "test" / "model" / "records"


def as_json(value: Any) -> Any:
    """Numbers as texts of digits, bytes in hex: what a program that has no such numbers can read."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if is_dataclass(value):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "items"):
        return {str(key): as_json(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(entry) for entry in value]
    return str(value)


def logs_of(session: BoaSession, escrow: str) -> list[list[Any]]:
    """Block, place in it, transaction, time, topics and data of every log of the escrow."""
    own = bytes.fromhex(escrow[2:])
    return [
        [
            log["blockNumber"],
            log["logIndex"],
            "0x" + log["transactionHash"].hex(),
            log["blockTimestamp"],
            ["0x" + topic.hex() for topic in log["topics"]],
            "0x" + log["data"].hex(),
        ]
        for log in session.raw
        if log["address"] == own
    ]


def record(name: str, statement: Statement, answers: proof.Answers, logs: Sequence[Sequence[Any]]) -> None:
    """Writes a statement with what it was made of."""
    views = {
        " ".join("0x" + part.hex() if isinstance(part, bytes) else str(part) for part in call): as_json(value)
        for call, value in answers.views.items()
    }
    data = {
        "partnership": statement.partnership,
        "escrow": statement.escrow,
        "chain_id": statement.chain_id,
        "block": statement.block,
        "time": statement.time,
        "logs": logs,
        "balances": as_json(answers.balances),
        "views": views,
        "statement": figures(statement),
        "tables": tables(statement),
    }
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=True) + "\n", encoding="ascii")


def figures(statement: Statement) -> dict[str, Any]:
    """All of a statement but names."""
    return full(statement, lambda address: address, lambda address: Token(address, address, 0), itemised=True)


def tables(statement: Statement) -> dict[str, str]:
    """The files for a spreadsheet."""
    with TemporaryDirectory() as folder:
        paths = {what: Path(folder) / what for what in ("months", "payments", "invoices")}
        write_months(statement, paths["months"], lambda address: address, token_of)
        write_payments(statement, paths["payments"], lambda address: address, token_of)
        write_invoices(statement, paths["invoices"], token_of)
        return {what: path.read_bytes().decode() for what, path in paths.items()}


def token_of(address: str) -> Token:
    return Token(address, "ETH", 18) if address == ETHER else Token(address, address[2:6], 6)


def read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="ascii"))
    return data


def statement_of(data: dict[str, Any], monkeypatch: Any) -> Statement:
    """The statement of a record: its logs, and its answers instead of a chain's."""
    decode = decoder("RevenueEscrow").decode
    events = [
        decode(
            {
                "address": data["escrow"],
                "topics": topics,
                "data": text,
                "blockNumber": block,
                "logIndex": index,
                "transactionHash": transaction,
            },
            time,
        )
        for block, index, transaction, time, topics, text in data["logs"]
    ]
    balances = {token: None if held is None else int(held) for token, held in data["balances"].items()}
    recorded = data["views"]

    def ask(escrow: Any, replay: Any, tokens: Sequence[str], others: Sequence[str], block: int) -> proof.Answers:
        calls = [*proof._calls(replay, tokens), *(("owed", token) for token in others)]
        calls += [("undistributed", token) for token in tokens]
        views = {call: _revived(recorded[" ".join(map(_part, call))]) for call in calls}
        return proof.Answers(data["time"], balances, views)

    monkeypatch.setattr(proof, "ask", ask)
    listed = recorded["listed_tokens"]
    escrow = SimpleNamespace(
        address=data["escrow"],
        partnership=data["partnership"],
        session=SimpleNamespace(now=lambda block: data["time"], chain_id=data["chain_id"]),
        read=lambda view, block: listed,
    )
    return make(escrow, [event for event in events if event], data["block"])  # type: ignore[arg-type]


def _part(part: Any) -> str:
    return "0x" + part.hex() if isinstance(part, bytes) else str(part)


def _revived(value: Any) -> Any:
    if isinstance(value, str) and value.isdigit():
        return int(value)
    if isinstance(value, list):
        return [_revived(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _revived(entry) for key, entry in value.items()}
    return value

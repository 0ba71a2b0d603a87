"""Trees for the page: it reads them by the same questions as this package, and has to find the same.

`python -m pytest tests/unit/tree/make_page_tree.py` writes the record anew; test_page_tree.py reads it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from polypact.chain.node_errors import RefusedError
from polypact.tree import Tree
from tests.kit.boa_session import BoaSession

PATH = Path(__file__).parents[3] / "web" / "test" / "model" / "tree.json"


class Listening(BoaSession):
    """Notes what is asked and what is answered."""

    def __init__(self, session: BoaSession) -> None:
        super().__init__(raw=session.raw, transactions=session.transactions, batch_size=1_000)
        self.said: dict[str, dict[str, Any]] = {"calls": {}, "codes": {}, "balances": {}}

    def _call(self, to: str, data: bytes) -> bytes:
        key = f"{to.lower()} 0x{data.hex()}"
        self.said["calls"][key] = None
        answer = super()._call(to, data)
        self.said["calls"][key] = "0x" + answer.hex()
        return answer

    def code(self, address: str) -> bytes:
        answer = super().code(address)
        # What is no proxy is told apart by its beginning alone.
        self.said["codes"][address.lower()] = "0x" + answer[:64].hex()
        return answer

    def balance(self, address: str, block: int | None = None) -> int:
        answer = super().balance(address)
        self.said["balances"][address.lower()] = str(answer)
        return answer


class Recorded(BoaSession):
    """Answers from a record."""

    def __init__(self, data: dict[str, Any]) -> None:
        raw = [
            {
                "address": bytes.fromhex(log["address"][2:]),
                "topics": [bytes.fromhex(topic[2:]) for topic in log["topics"]],
                "data": bytes.fromhex(log["data"][2:]),
                "blockNumber": log["block"],
                "blockTimestamp": data["time"],
                "logIndex": log["index"],
                "transactionHash": bytes.fromhex(log["transaction"][2:]),
            }
            for log in data["logs"]
        ]
        super().__init__(raw=raw, transactions=data["block"], batch_size=1_000)
        self._data = data

    def now(self, block: int | None = None) -> int:
        return int(self._data["time"])

    def _call(self, to: str, data: bytes) -> bytes:
        answer = self._data["calls"][f"{to.lower()} 0x{data.hex()}"]
        if answer is None:
            raise RefusedError("refused", "")
        return bytes.fromhex(answer[2:])

    def code(self, address: str) -> bytes:
        return bytes.fromhex(self._data["codes"][address.lower()][2:])

    def balance(self, address: str, block: int | None = None) -> int:
        return int(self._data["balances"][address.lower()])


def figures(tree: Tree) -> dict[str, Any]:
    """All of a tree, for a program that has no such numbers."""
    return {
        "asked": tree.asked,
        "levels": tree.levels(),
        "tops": tree.tops(),
        "strangers": list(tree.strangers),
        "is_cut": tree.is_cut,
        "members": [
            {
                "address": node.address,
                "escrow": node.escrow,
                "name": node.name,
                "phase": int(node.phase),
                "partners": node.partners,
                "units": str(node.units),
                "tokens": list(node.tokens),
                "listed": list(node.listed),
                "treasury": _texts(node.treasury),
                "arrived": _texts(node.arrived),
            }
            for node in sorted(tree.nodes.values(), key=lambda node: node.address)
        ],
        "ties": sorted(
            (
                {
                    "project": tie.project,
                    "earner": tie.earner,
                    "credited": tie.credited,
                    "kind": tie.kind.value,
                    "share_bps": tie.share_bps,
                    "units": str(tie.units),
                    "tag": str(tie.tag),
                    "ends": tie.ends,
                    "notice_days": tie.notice_days,
                    "is_over": tie.is_over(tree.now),
                    "waiting": _texts(tie.waiting),
                }
                for tie in tree.ties
            ),
            key=lambda tie: [tie["project"], tie["kind"], tie["earner"], tie["tag"]],
        ),
    }


def _texts(amounts: Any) -> dict[str, str]:
    return {token: str(amount) for token, amount in amounts.items()}


def write(session: Listening, trees: Sequence[Tree], time: int) -> None:
    data = {
        **session.said,
        "block": session.block,
        "time": time,
        "logs": [
            {
                "address": "0x" + log["address"].hex(),
                "topics": ["0x" + topic.hex() for topic in log["topics"]],
                "data": "0x" + log["data"].hex(),
                "block": log["blockNumber"],
                "index": log["logIndex"],
                "transaction": "0x" + log["transactionHash"].hex(),
            }
            for log in session.raw
        ],
        "trees": [figures(tree) for tree in trees],
    }
    PATH.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="ascii")

"""A chain that is only made up: what a session answers, without a node."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from polypact.capabilities.capital import CAPITAL
from polypact.capabilities.freezes import FREEZES
from polypact.capabilities.income_order import INCOME_ORDER
from polypact.capabilities.invoices import INVOICES
from polypact.capabilities.links import LINKS
from polypact.capabilities.vesting import VESTING
from polypact.chain.abi import ERC20
from polypact.chain.node_errors import RefusedError
from polypact.chain.tokens import Tokens
from polypact.clients.actions import Actions
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.promises import Mandate

PARTNERSHIP, ESCROW, CRANE, ELM = ("0x" + digit * 40 for digit in "1345")
NOW = 1_800_000_000

#: Kinds of actions on income; `test_income_drafts` tries them, `test_drafts` the others.
INCOME_KINDS = {"recover_nft"} | {
    kind for each in (INCOME_ORDER, LINKS, CAPITAL, VESTING, FREEZES, INVOICES) for kind in each.kinds
}


@dataclass
class FakeSession:
    """Knows tokens (address => symbol, decimals) and nothing else."""

    tokens: dict[str, tuple[str | bytes, int]] = field(default_factory=dict)
    chain_id: int = 1337
    batch_size: int = 0

    def code(self, address: str) -> bytes:
        return b"\1" if address in self.tokens else b""

    def call(self, to: str, data: bytes, **_: Any) -> bytes:
        from eth_abi.abi import encode

        function, _arguments = ERC20.decode_call(data) or ("", {})
        if to not in self.tokens:
            raise RefusedError("there is nothing", "")
        symbol, decimals = self.tokens[to]
        if function == "decimals":
            return encode(["uint256"], [decimals])
        return symbol if isinstance(symbol, bytes) else encode(["string"], [symbol])


USDX = "0x" + "Aa" * 20
ODD = "0x" + "Bb" * 20
LIAR = "0x" + "Cc" * 20


@pytest.fixture
def chain() -> SimpleNamespace:
    from eth_utils import to_checksum_address

    usdx, odd, liar = map(to_checksum_address, (USDX, ODD, LIAR))
    session = FakeSession({usdx: ("USDX", 6), odd: (b"\1\2\3", 300), liar: ("ETH", 18)})
    return SimpleNamespace(session=session, usdx=usdx, odd=odd, liar=liar)


HARBOUR, HARBOUR_ESCROW = ("0x" + digit * 40 for digit in "78")
OFFER = (2, b"\xcd" * 32, 5, 30, 40, 1, 0, 7)


@dataclass
class OtherPartnership:
    """One of which the partnership is a partner; it has the proposal #3, whose id is 333."""

    tokens: Tokens
    address: str = HARBOUR
    escrow: str = HARBOUR_ESCROW

    def account(self, text: str) -> str:
        return {"Crane there": CRANE}[text]

    def proposal_id(self, text: str) -> int:
        return {"3": 333}[text]

    def offered(self, account: str) -> tuple[Any, ...]:
        assert account == PARTNERSHIP
        return OFFER

    def conditions(self, partner: str) -> tuple[Any, ...]:
        assert partner == CRANE
        return OFFER


@dataclass
class Around:
    """The surroundings of a draft, without a chain."""

    tokens: Tokens
    own: Actions = field(default_factory=lambda: Actions(PARTNERSHIP, ESCROW))
    class_names: dict[int, str] = field(default_factory=lambda: {9: "errands"})
    listed: list[str] = field(default_factory=list)
    mandates: dict[int, Mandate] = field(default_factory=dict)
    messages: dict[str, tuple[bytes, int]] = field(default_factory=dict)

    def now(self) -> int:
        return NOW

    def revenue_tokens(self) -> list[str]:
        return [ETHER, *self.listed]

    def mandate(self, number: int) -> Mandate:
        return self.mandates[number]

    def elsewhere(self, partnership: str) -> OtherPartnership:
        if partnership != "Harbour":
            raise PolypactError(f"no partnership {partnership!r}")
        return OtherPartnership(self.tokens)

    def message_to_sign(self, path: Path) -> tuple[bytes, int]:
        return self.messages[path.name]

    def account(self, text: str) -> str:
        known = {"Crane": CRANE, "Elm": ELM, "treasury": PARTNERSHIP, "escrow": ESCROW}
        if text not in known:
            raise PolypactError(f"nobody here is called {text!r}")
        return known[text]


@pytest.fixture
def around(chain: Any) -> Around:
    return Around(Tokens(chain.session, {"USDX": chain.usdx}))

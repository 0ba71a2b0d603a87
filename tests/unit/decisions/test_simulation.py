"""Trying actions on a node, made up: one that simulates, one that cannot, and one that wants its ether first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils import to_checksum_address

from polypact.capabilities.actions import Action
from polypact.capabilities.revert_reasons import explain
from polypact.chain.abi import ERC20, interface
from polypact.chain.node_errors import NodeError, RefusedError
from polypact.clients.partnership import Partnership
from polypact.decisions.simulation import TRANSFER, Change, simulate
from polypact.text.enums import ETHER

HOUSE = to_checksum_address("0x" + "1a" * 20)
SHOP = to_checksum_address("0x" + "2b" * 20)
USDX = to_checksum_address("0x" + "3c" * 20)
REFUSAL = "0x08c379a0" + encode(["string"], ["governor: already voted"]).hex()


@dataclass
class Node:
    """A node with a treasury of `ether` wei; what it answers to calls of `targets` is given."""

    ether: int = 100
    can_simulate: bool = True
    answers: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    network: str = "ethereum:local:node"
    requests: list[int] = field(default_factory=list)

    @property
    def web3(self) -> Any:
        return SimpleNamespace(provider=SimpleNamespace(make_request=self.simulate))

    def simulate(self, method: str, parameters: list[Any]) -> dict[str, Any]:
        assert method == "eth_simulateV1"
        if not self.can_simulate:
            return {"error": {"code": -32601, "message": "the method eth_simulateV1 does not exist"}}
        calls = parameters[0]["blockStateCalls"][0]["calls"]
        self.requests.append(len(calls))
        sent = sum(int(call.get("value", "0x0"), 16) for call in calls)
        if sent > self.ether:
            return {"error": {"code": -38014, "message": "insufficient funds for gas * price + value"}}
        spent = 0
        answers = []
        for call in calls:
            spent += int(call.get("value", "0x0"), 16)
            answer = {"status": "0x1", "returnData": "0x", "logs": []}
            if call["to"].startswith("0x000"):
                owner = to_checksum_address("0x" + call["input"][26:])
                held = {HOUSE: self.ether - spent, SHOP: spent}.get(owner, 0)
                answer["returnData"] = f"0x{held:064x}"
            answers.append({**answer, **self.answers.get(call["to"], {})})
        return {"result": [{"calls": answers}]}

    def code(self, address: str) -> bytes:
        return b"" if address == SHOP else b"\1"

    def call(self, to: str, data: bytes, sender: str, value: int) -> bytes:
        if value > self.ether:
            raise NodeError("insufficient funds")
        if to in self.answers:
            raise RefusedError("It said no.", "no")
        return b""

    def balance(self, address: str) -> int:
        return self.ether


def house(node: Node) -> Partnership:
    session: Any = node
    return Partnership(HOUSE, session)


def _nobody() -> Any:
    return SimpleNamespace()


def transfer(token: str, amount: int) -> dict[str, Any]:
    topics = [TRANSFER.topic("Transfer"), *("0x" + address[2:].lower().rjust(64, "0") for address in (HOUSE, SHOP))]
    return {"address": token, "topics": topics, "data": f"0x{amount:064x}"}


def test_changes_of_ether_are_those_of_the_balances_when_simulated() -> None:
    found = simulate(house(Node()), [Action(SHOP, 30), Action(SHOP, 12)])
    assert found.is_cumulative
    assert not found.failed
    assert set(found.changes) == {Change(HOUSE, ETHER, -42), Change(SHOP, ETHER, 42)}


def test_reason_is_explained_and_events_are_decoded_when_simulated() -> None:
    suspended = {
        "address": HOUSE,
        "topics": [interface("Partnership").topic("PartnerSuspended"), "0x" + SHOP[2:].lower().rjust(64, "0")],
        "data": f"0x{1_800_000_000:064x}",
    }
    node = Node(answers={USDX: {"status": "0x0", "error": {"data": REFUSAL}}, HOUSE: {"logs": [suspended]}})
    found = simulate(house(node), [Action(USDX, 0, b"\1"), Action(HOUSE, 0, b"\1")])
    assert [step.reason for step in found.steps] == [explain("governor: already voted"), ""]
    [event] = found.steps[1].events
    assert (event.name, event["partner"], event["until"]) == ("PartnerSuspended", SHOP, 1_800_000_000)


def test_token_balances_are_read_when_a_transfer_was_logged() -> None:
    node = Node(answers={USDX: {"logs": [transfer(USDX, 5)], "returnData": f"0x{7:064x}"}})
    found = simulate(house(node), [Action(USDX, 0, ERC20.encode("transfer", SHOP, 5))])
    [event] = found.steps[0].events
    assert (event.name, event["amount"]) == ("Transfer", 5)
    assert not found.changes  # the made-up token always says 7


def test_call_of_nothing_fails_when_there_is_no_contract() -> None:
    found = simulate(house(Node()), [Action(SHOP, 0, b"\1\2\3\4")])
    assert [step.reason for step in found.steps] == [explain("governor: no code at target")]


@pytest.mark.parametrize("can_simulate", [True, False])
def test_action_that_cannot_be_paid_for_is_named_when_ether_is_missing(can_simulate: bool) -> None:
    found = simulate(house(Node(can_simulate=can_simulate)), [Action(SHOP, 60), Action(SHOP, 101), Action(SHOP, 40)])
    assert [bool(step.reason) for step in found.steps] == [False, True, False]
    assert found.failed[0].reason == "The treasury has not so much ether."


def test_ether_counts_together_when_simulated() -> None:
    found = simulate(house(Node()), [Action(SHOP, 60), Action(SHOP, 60), Action(SHOP, 40)])
    assert [bool(step.reason) for step in found.steps] == [False, True, False]
    assert Change(SHOP, ETHER, 100) in found.changes


def test_actions_are_tried_alone_when_the_node_cannot_simulate() -> None:
    node = Node(can_simulate=False, answers={USDX: {}})
    found = simulate(house(node), [Action(SHOP, 60), Action(SHOP, 60), Action(USDX, 0, b"\1"), Action(SHOP, 0, b"\1")])
    assert not found.is_cumulative
    assert not found.changes
    assert [step.reason for step in found.steps] == ["", "", "It said no.", explain("governor: no code at target")]

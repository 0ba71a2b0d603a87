"""What a proposal's actions would do if they ran now: tried on the node, nothing is sent.

Where the node has `eth_simulateV1` the actions run one after the other, each on what the ones before it left; the
events they log and every balance they change come back. Otherwise each action is called alone on the present state.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eth_abi.exceptions import DecodingError
from eth_utils.address import to_checksum_address

from polypact.capabilities.actions import Action
from polypact.capabilities.revert_reasons import explain
from polypact.chain.abi import ERC20
from polypact.chain.events import Decoder, Event, MalformedEventError, decoder
from polypact.chain.node_errors import NodeError, RefusedError, decode_reason, node_trouble
from polypact.clients.partnership import Partnership
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError

#: An address that nobody has, where a simulation puts code that tells ether balances.
_TELLER = "0x00000000000000000000000000000000BA1A9CE5"
_TELLER_CODE = "0x5f35315f5260205ff3"  # the balance of the address that is asked for

_NO_ETHER = "The treasury has not so much ether."

#: The answer of a node that refuses to simulate calls for which ether is missing.
_TOO_DEAR: list[Mapping[str, Any]] = []

#: An account and a token.
Holding = tuple[str, str]

# Transfer of an ERC-20. An ERC-721 has the same name, but all three of its arguments are indexed.
TRANSFER = Decoder(
    [
        {
            "type": "event",
            "name": "Transfer",
            "inputs": [
                {"name": "from", "type": "address", "indexed": True},
                {"name": "to", "type": "address", "indexed": True},
                {"name": "amount", "type": "uint256", "indexed": False},
            ],
        }
    ]
)


@dataclass(frozen=True)
class Step:
    """What became of one action. `reason` says why it would fail; empty if it would not."""

    action: Action
    reason: str = ""
    events: Sequence[Event] = ()


@dataclass(frozen=True)
class Change:
    """How much more (or less, below 0) of a token an account would have, in the token's smallest unit."""

    account: str
    token: str
    amount: int


@dataclass(frozen=True)
class Simulation:
    """What the actions of a proposal would do now."""

    steps: Sequence[Step]
    changes: Sequence[Change] = ()
    is_cumulative: bool = True
    """Each action ran on what the ones before it left; otherwise each on the present state."""
    failed: Sequence[Step] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "failed", [step for step in self.steps if step.reason])


def simulate(partnership: Partnership, actions: Sequence[Action]) -> Simulation:
    """Tries actions as the partnership on the present state."""
    trial = _Trial(partnership)
    found: dict[int, Step] = {}
    tried = list(enumerate(actions))
    while (first := trial.run([action for _, action in tried])) is _TOO_DEAR:
        # The node refuses them all together; find the first that cannot be paid for, and go on without it.
        count = next(n for n in range(1, len(tried) + 1) if trial.run([a for _, a in tried[:n]]) is _TOO_DEAR)
        number, action = tried.pop(count - 1)
        found[number] = Step(action, _NO_ETHER)
    if first is None:
        return Simulation([_alone(partnership, action) for action in actions], is_cumulative=False)
    for (number, action), answer in zip(tried, first, strict=True):
        found[number] = trial.step(action, answer)
    steps = [found[number] for number in range(len(actions))]
    return Simulation(steps, trial.changes([action for _, action in tried], trial.touched(steps)))


def lacks_money(partnership: Partnership, step: Step) -> bool:
    """Whether an action fails only because the treasury does not hold what it would pay."""
    if step.reason == _NO_ETHER or step.action.value > partnership.balance():
        return True
    call = ERC20.decode_call(step.action.data) if step.action.data else None
    if call is None or call[0] != "transfer":
        return False
    try:
        return int(call[1]["amount"]) > partnership.balance(step.action.target)
    except NodeError:
        raise
    except (PolypactError, DecodingError):
        return False  # whatever this is, it is no token that tells its balances


class _Trial:
    """One node that simulates, or does not."""

    def __init__(self, partnership: Partnership) -> None:
        self._house = partnership
        self._session = partnership.session
        own = (partnership, partnership.members, partnership.revenue)
        self._decoders = {client.address: decoder(client.contract) for client in own}

    def run(self, actions: Sequence[Action], holdings: Sequence[Holding] = ()) -> list[Mapping[str, Any]] | None:
        """The node's answers to reading the holdings, the actions, and reading the holdings again.

        `None` if the node cannot simulate, `_TOO_DEAR` if it refuses because ether is missing.
        """
        reads = [_read(account, token) for account, token in holdings]
        house = self._house.address
        calls = [{"from": house, "to": a.target, "value": hex(a.value), "input": f"0x{a.data.hex()}"} for a in actions]
        calls = [*reads, *calls, *reads]
        state = {"blockStateCalls": [{"calls": calls, "stateOverrides": {_TELLER: {"code": _TELLER_CODE}}}]}
        with node_trouble(self._session.network):
            answer: Any = self._session.web3.provider.make_request("eth_simulateV1", [state, "latest"])
        if "insufficient funds" in str(answer.get("error", "")).lower():
            return _TOO_DEAR
        results = answer.get("result")
        if not isinstance(results, list) or len(results) != 1 or len(results[0].get("calls", ())) != len(calls):
            return None
        return list(results[0]["calls"])

    def changes(self, actions: Sequence[Action], holdings: Sequence[Holding]) -> list[Change]:
        """How the holdings change when the actions run."""
        answers = self.run(actions, holdings)
        if not answers or not holdings:
            return []
        count = len(holdings)
        pairs = zip(holdings, answers[:count], answers[-count:], strict=True)
        found = [Change(*holding, _number(after) - _number(before)) for holding, before, after in pairs]
        return [change for change in found if change.amount]

    def step(self, action: Action, answer: Mapping[str, Any]) -> Step:
        """What became of an action, from the node's answer."""
        if int(answer["status"], 16) != 1:
            error = answer.get("error") or {}
            data = next((d for d in (error.get("data"), answer.get("returnData")) if d and d != "0x"), "")
            reason = decode_reason(data, str(error.get("message", "")))
            return Step(action, explain(reason) or explain("governor: action failed"))
        is_silent = not answer.get("logs") and answer.get("returnData", "0x") == "0x"
        if action.data and is_silent and not self._session.code(action.target):
            return Step(action, explain("governor: no code at target"))
        logs = [log for raw in answer.get("logs", ()) if (log := self._decode(raw)) is not None]
        return Step(action, events=logs)

    def _decode(self, raw: Mapping[str, Any]) -> Event | None:
        # A log that will never be in a block has no place in one.
        log = {
            "address": raw["address"],
            "topics": [bytes.fromhex(topic[2:]) for topic in raw["topics"]],
            "data": bytes.fromhex(raw["data"][2:]),
            "blockNumber": 0,
            "logIndex": 0,
            "transactionHash": b"",
        }
        known = self._decoders.get(str(to_checksum_address(raw["address"])))
        if known is not None:
            return known.decode(log)
        with contextlib.suppress(MalformedEventError):  # a stranger's contract logs what it likes
            return TRANSFER.decode(log) if len(log["topics"]) == 3 else None
        return None

    def touched(self, steps: Sequence[Step]) -> list[Holding]:
        """Whose balances of which tokens may change, as the partnership's first."""
        house = self._house
        ours = [house.address, house.escrow]
        found: dict[Holding, None] = dict.fromkeys((account, ETHER) for account in ours)
        for step in steps:
            if step.action.value:
                found[step.action.target, ETHER] = None
            for log in step.events:
                if log.name == "Transfer" and log.address not in self._decoders:
                    found.update(dict.fromkeys(((log["from"], log.address), (log["to"], log.address))))
                found.update(
                    ((value, ETHER), None)
                    for name, value in log.arguments.items()
                    if name in ("partner", "to", "beneficiary") and isinstance(value, str)
                )
        return [(str(to_checksum_address(account)), token) for account, token in found if account != ETHER]


def _alone(partnership: Partnership, action: Action) -> Step:
    session = partnership.session
    if action.data and not session.code(action.target):
        return Step(action, explain("governor: no code at target"))
    try:
        session.call(action.target, action.data, partnership.address, value=action.value)
    except RefusedError as error:
        return Step(action, str(error) if error.reason else explain("governor: action failed"))
    except NodeError as error:
        # What a node says of a call that cannot be paid for is no revert.
        if session.balance(partnership.address) < action.value:
            return Step(action, _NO_ETHER)
        raise error
    return Step(action)


def _read(account: str, token: str) -> dict[str, str]:
    if token == ETHER:
        return {"to": _TELLER, "input": f"0x{account[2:].lower().rjust(64, '0')}"}
    return {"to": token, "input": f"0x{ERC20.encode('balanceOf', account).hex()}"}


def _number(answer: Mapping[str, Any]) -> int:
    told = str(answer.get("returnData", "0x"))[2:66]
    return int(told, 16) if told else 0

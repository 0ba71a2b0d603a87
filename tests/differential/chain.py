"""One chain in this process, without compilers and gas: bytecode in, answers and raw logs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eth._utils.address import generate_contract_address
from eth.chains.mainnet import MainnetChain
from eth.db.atomic import AtomicDB
from eth.exceptions import InsufficientFunds
from eth.tools.builder import chain as builder
from eth.vm.message import Message
from eth.vm.transaction_context import BaseTransactionContext

GAS = 10**9
DEPLOYER = b"\xd0" * 20

RawLog = tuple[bytes, tuple[int, ...], bytes]  # emitter, topics, data


@dataclass(frozen=True)
class Answer:
    """What a call came to. `logs` are in the order in which they were emitted."""

    ok: bool
    output: bytes
    logs: tuple[RawLog, ...] = ()

    @property
    def reason(self) -> str:
        """Why it was refused; empty if nothing was said, or if it was not."""
        if self.ok or len(self.output) < 68 or self.output[:4] != b"\x08\xc3\x79\xa0":
            return ""
        size = int.from_bytes(self.output[36:68])
        return self.output[68 : 68 + size].decode(errors="replace")


class Chain:
    """A fresh chain. Every account is its 20 bytes."""

    def __init__(self) -> None:
        fork = builder.build(MainnetChain, builder.latest_mainnet_at(1))
        self._state = fork.from_genesis(AtomicDB(), {"difficulty": 0, "gas_limit": GAS}).get_vm().state
        self._deployed = 0

    @property
    def now(self) -> int:
        """Unix seconds."""
        return int(self._state.execution_context.timestamp)

    @now.setter
    def now(self, timestamp: int) -> None:
        self._state.execution_context._timestamp = timestamp

    def deploy(self, bytecode: bytes, at: bytes | None = None) -> bytes:
        """Deploys code, with its constructor's arguments behind it; at the address `at` if one is given."""
        address = at or generate_contract_address(DEPLOYER, self._deployed)
        self._deployed += at is None
        message = Message(to=b"", sender=DEPLOYER, gas=GAS, value=0, data=b"", code=bytecode, create_address=address)
        context = BaseTransactionContext(origin=DEPLOYER, gas_price=0)
        done = self._state.computation_class.apply_create_message(self._state, message, context)
        if done.is_error:
            raise done.error
        return address

    def call(self, sender: bytes, to: bytes, data: bytes, value: int = 0, *, static: bool = False) -> Answer:
        """One transaction, or with `static` one question."""
        state = self._state
        message = Message(
            sender=sender, to=to, gas=GAS, value=value, data=data, code=state.get_code(to), is_static=static
        )
        context = BaseTransactionContext(origin=sender, gas_price=0)
        try:
            done = state.computation_class.apply_message(state, message, context)
        except InsufficientFunds:
            return Answer(False, b"")
        if done.is_error:
            return Answer(False, bytes(done.output))
        logs = () if static else tuple(entry[1:] for entry in sorted(done.get_raw_log_entries()))
        return Answer(True, bytes(done.output), logs)

    def balance(self, account: bytes) -> int:
        """Wei."""
        return int(self._state.get_balance(account))

    def endow(self, account: bytes, wei: int) -> None:
        self._state.set_balance(account, wei)

    def snapshot(self) -> Any:
        return self._state.snapshot()

    def undo(self, snapshot: Any) -> None:
        """Back to a snapshot; the time stays."""
        self._state.revert(snapshot)

"""The chain that the tests run on: titanoboa's, without what costs time and is of no use here.

- py-evm keeps a journal for each account with storage and goes through all of them at every call, those of tests long
  over included. Here one journal holds the storage of all accounts, so that a call costs what it changes.
- titanoboa follows every hash and every write to be able to print storage, and prints all of it whenever a call fails
  anywhere, also where a contract catches the failure. Here a contract's name and address must do.

What a contract does, what it costs and how a call fails stays exactly what it is; tests/unit/kit checks that.
"""

from __future__ import annotations

from typing import Any

import boa
from boa.contracts.vyper.vyper_contract import VyperContract, VyperDeployer
from eth.db.account import AccountDB

Slot = tuple[bytes, int]
"""An account's address and the number of the slot."""


class OneJournal(AccountDB):
    """Accounts whose storage is one table. What is written can be taken back to any checkpoint, newest first."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._slots: dict[Slot, int] = {}
        self._written: list[tuple[Slot, int]] = []  # slot, what it held before
        self._marks: dict[int, int] = {}  # checkpoint => length of `_written`, in order

    def get_storage(self, address: bytes, slot: int, from_journal: bool = True) -> int:
        """What a slot holds; with `from_journal=False` what it held before the first call of all, which is nothing."""
        return self._slots.get((address, slot), 0) if from_journal else 0

    def set_storage(self, address: bytes, slot: int, value: int) -> None:
        place = (address, slot)
        self._written.append((place, self._slots.get(place, 0)))
        self._slots[place] = value

    def _wipe_storage(self, address: bytes) -> None:
        for place in [place for place in self._slots if place[0] == address]:
            self.set_storage(*place, 0)

    def record(self) -> Any:
        checkpoint = super().record()
        self._marks[checkpoint] = len(self._written)
        return checkpoint

    def commit(self, checkpoint: Any) -> None:
        super().commit(checkpoint)
        self._forget(checkpoint)

    def discard(self, checkpoint: Any) -> None:
        super().discard(checkpoint)
        length = self._forget(checkpoint)
        for place, before in reversed(self._written[length:]):
            self._slots[place] = before
        del self._written[length:]

    def _forget(self, checkpoint: Any) -> int:
        """Drops a checkpoint and those after it; returns how much had been written by then."""
        while self._marks:
            last, length = self._marks.popitem()
            if last == checkpoint:
                return length
        raise KeyError(checkpoint)


changes: dict[str, Any] = {}
"""Address => the newest call to it that may have changed something, as py-evm's computation."""


class Contract(VyperContract):  # type: ignore[misc]
    """A contract that is printed as its name and its address, and whose changes are kept in mind."""

    def __repr__(self) -> str:
        return f"<{self.contract_name} at {self.address}>"

    def marshal_to_python(self, computation: Any, vyper_typ: Any) -> Any:
        if not computation.msg.is_static:
            changes[self.address] = computation
        return super().marshal_to_python(computation, vyper_typ)

    @property
    def deployer(self) -> Deployer:
        return Deployer(self.compiler_data, filename=self.filename)


class Deployer(VyperDeployer):  # type: ignore[misc]
    def deploy(self, *arguments: Any, **options: Any) -> Contract:
        return Contract(self.compiler_data, *arguments, filename=self.filename, **options)


def install() -> None:
    """Starts a new chain of this kind. Called once, before anything is deployed."""
    boa.env.deployer_class = Deployer
    boa.env.evm._init_vm(OneJournal)
    type(boa.env.evm.vm)._state_class.account_db_class = AccountDB  # for other chains, such as Ape's
    computation = boa.env.evm.vm.state.computation_class
    computation.opcodes = {number: _unfollowed(opcode) for number, opcode in computation.opcodes.items()}


def _unfollowed(opcode: Any) -> Any:
    """An instruction without what titanoboa has it followed by: SHA3 and SSTORE have."""
    for name in ("sha3", "sstore"):
        while hasattr(opcode, name):
            opcode = getattr(opcode, name)
    return opcode


def contents() -> tuple[dict[Slot, int], dict[bytes, bytes]]:
    """All there is on the chain: storage, and accounts with their balance, nonce and code. For comparing."""
    database = boa.env.evm.vm.state._account_db
    slots = {place: value for place, value in database._slots.items() if value}
    return slots, dict(database._journaltrie._journal._current_values)


def storage_of(address: str) -> dict[tuple[str, int], int]:
    """What an account has in storage: its address and slot => value, if there is any."""
    slots = boa.env.evm.vm.state._account_db._slots
    owner = bytes.fromhex(address[2:])
    return {(address, slot): value for (account, slot), value in slots.items() if account == owner and value}

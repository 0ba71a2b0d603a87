"""Names for outsiders: `deployments/<chain id>.names.json`, beside the record of the same chain.

The record names the people of a partnership; the book names everybody else that is paid, called or seen: suppliers,
test houses, tokens. Both are shared. A name stands for one address on a chain, and an address has one name.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator, Mapping
from pathlib import Path

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.deployments import FOLDER, Deployments, _load, _save
from polypact.text.errors import PolypactError
from polypact.text.field_types import read_address
from polypact.text.names import check_name, same_name

__all__ = ["AddressBook"]


class AddressBook:
    """The names of one chain."""

    def __init__(self, chain_id: int, folder: Path = FOLDER) -> None:
        self.chain_id = chain_id
        self.folder = folder
        self.path = folder / f"{chain_id}.names.json"
        self.names = self._read()

    def add(self, name: str, address: str) -> str:
        """Names an address; gives the address with its checksum.

        Raises:
            PolypactError: The name could be taken for something else, one of both has another already, or the address
                is none.
        """
        try:
            kept, at = check_name(name), read_address(address)
        except ValueError as error:
            raise PolypactError(str(error)) from None
        with self._locked():
            for other, known, where in self._everybody():
                if other == at and known == kept and where == str(self.path):
                    return at
                if other == at:
                    raise PolypactError(f"{at} is called {known!r} in {where} already; an address has one name")
                if same_name(known) == same_name(kept):
                    raise PolypactError(f"{known!r} is {other} in {where} already; a name stands for one address")
            self.names[at] = kept
            _save(self.path, {"chain_id": self.chain_id, "names": self.names})
        return at

    def remove(self, name_or_address: str) -> tuple[str, str]:
        """Takes a name out; gives the address and the name that it had."""
        with self._locked():
            wanted = to_checksum_address(name_or_address) if is_address(name_or_address) else ""
            found = [
                (address, name)
                for address, name in self.names.items()
                if address == wanted or same_name(name) == same_name(name_or_address)
            ]
            if not found:
                known = ", ".join(sorted(repr(name) for name in self.names.values())) or "none"
                raise PolypactError(f"no name {name_or_address!r} in {self.path} (there: {known})")
            address, name = found[0]
            del self.names[address]
            _save(self.path, {"chain_id": self.chain_id, "names": self.names})
        return address, name

    def _read(self) -> dict[str, str]:
        data = _load(self.path)
        names = data.get("names", {})
        whole = isinstance(names, Mapping) and all(isinstance(name, str) for name in names.values())
        if not whole or data.get("chain_id", self.chain_id) != self.chain_id:
            raise PolypactError(f"{self.path} is not the address book of chain {self.chain_id}; restore it from a copy")
        wrong = [address for address in names if not is_address(address)]
        if wrong:
            raise PolypactError(f"{self.path}: {wrong[0]!r} is no address; correct it, or restore the file from a copy")
        return {str(to_checksum_address(address)): name for address, name in names.items()}

    def _everybody(self) -> Iterator[tuple[str, str, str]]:
        """Address, name and where it is told, of everybody who has a name on this chain."""
        record = Deployments(self.chain_id, self.folder)
        for entry_name, entry in record.partnerships.items():
            yield entry.partnership, entry_name, str(record.path)
            for address, name in entry.names.items():
                yield address, name, str(record.path)
        for address, name in self.names.items():
            yield address, name, str(self.path)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keeps other programs from writing, and reads what they have written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f".{self.path.name}.lock").open("w", encoding="utf-8") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                self.names = self._read()
                yield
        except OSError as error:
            raise PolypactError(f"cannot write {self.path}: {error}") from None

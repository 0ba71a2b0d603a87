"""Names for outsiders: `deployments/<chain id>.names.json`, beside the record of the same chain.

The record names the people of a partnership; the book names everybody else that is paid, called or seen: suppliers,
test houses, tokens. Both are shared. A name stands for one address on a chain, and an address has one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.deployments import FOLDER, Deployments
from polypact.chain.record_files import load, update
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
        self.names = self._names(load(self.path))

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

        def change(data: dict[str, Any]) -> dict[str, Any]:
            self.names = self._names(data)
            for other, known, where in self._everybody():
                if other == at and known == kept and where == str(self.path):
                    return data
                if other == at:
                    raise PolypactError(f"{at} is called {known!r} in {where} already; an address has one name")
                if same_name(known) == same_name(kept):
                    raise PolypactError(f"{known!r} is {other} in {where} already; a name stands for one address")
            self.names[at] = kept
            return {"chain_id": self.chain_id, "names": self.names}

        update(self.path, change)
        return at

    def remove(self, name_or_address: str) -> tuple[str, str]:
        """Takes a name out; gives the address and the name that it had."""
        taken: list[tuple[str, str]] = []

        def change(data: dict[str, Any]) -> dict[str, Any]:
            self.names = self._names(data)
            wanted = to_checksum_address(name_or_address) if is_address(name_or_address) else ""
            for address, name in self.names.items():
                if address == wanted or same_name(name) == same_name(name_or_address):
                    taken.append((address, name))
                    self.names = {other: known for other, known in self.names.items() if other != address}
                    return {"chain_id": self.chain_id, "names": self.names}
            known = ", ".join(sorted(repr(name) for name in self.names.values())) or "none"
            raise PolypactError(f"no name {name_or_address!r} in {self.path} (there: {known})")

        update(self.path, change)
        return taken[0]

    def _names(self, data: Mapping[str, Any]) -> dict[str, str]:
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

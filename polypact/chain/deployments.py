"""What was deployed where: `deployments/<chain id>.json`, one file per chain, meant to be committed and shared.

Beside it, while something is under way, there is a journal `deployments/<chain id>.journal.json`: it is written before
a transaction is sent, so that what was cut short goes on where it stopped, and nothing is deployed or paid twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.journal import Journal
from polypact.chain.record_files import load, merged, update
from polypact.text.errors import PolypactError

FOLDER = Path("deployments")


@dataclass
class EcosystemRecord:
    """An ecosystem and the implementations it clones."""

    ecosystem: str
    partnership_implementation: str
    escrow_implementation: str
    facets: dict[str, str]
    """Name => address of the facets that the implementations run."""
    block: int
    transaction: str


@dataclass
class PartnershipRecord:
    """A partnership, where its terms are, and the names of its people."""

    partnership: str
    escrow: str
    ecosystem: str
    creator: str
    salt: str
    block: int
    transaction: str
    terms_hash: str
    terms_uri: str
    spec: str
    """Path of the spec, as it was given."""
    spec_hash: str
    names: dict[str, str] = field(default_factory=dict)
    """Address => name, for people to read."""
    tokens: dict[str, str] = field(default_factory=dict)
    """Name => address of the revenue tokens."""


class Deployments:
    """The record of one chain, as this program knows it; others may write it, too."""

    def __init__(self, chain_id: int, folder: Path = FOLDER) -> None:
        self.chain_id = chain_id
        self.path = folder / f"{chain_id}.json"
        self.ecosystems: dict[str, EcosystemRecord] = {}
        self.partnerships: dict[str, PartnershipRecord] = {}
        self._take(load(self.path))
        self.journal = Journal(folder / f"{chain_id}.journal.json")

    def save(self) -> None:
        """Writes what was changed here into what is on disk, which others may have changed meanwhile.

        A reader sees the old file or the new one, never half of it.

        Raises:
            PolypactError: Another program recorded another partnership under the same name.
        """
        mine = self._data()

        def change(theirs: dict[str, Any]) -> dict[str, Any]:
            self._check(theirs)
            for name, other in self._moved_by_both("partnerships", "partnership", mine, theirs):
                address = mine["partnerships"][name]["partnership"]
                raise PolypactError(
                    f"another program has just recorded {name!r} in {self.path}, at {other['partnership']}; this one "
                    f"is at {address}: record it under another name with --record-as"
                )
            # Of two ecosystems that were deployed at once under one name the first is used from now on.
            first = dict(self._moved_by_both("ecosystems", "ecosystem", mine, theirs))
            return merged(self._base, {**mine, "ecosystems": {**mine["ecosystems"], **first}}, theirs)

        self._take(update(self.path, change))

    def _moved_by_both(
        self, kind: str, address: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        """What others recorded where this program has recorded another address since it read the record."""
        for name, entry in mine[kind].items():
            other, was = theirs.get(kind, {}).get(name), self._base.get(kind, {}).get(name, {}).get(address)
            if other and len({entry[address], other[address], was}) == 3:
                yield name, other

    def _data(self) -> dict[str, Any]:
        return {
            "chain_id": self.chain_id,
            "ecosystems": {name: asdict(entry) for name, entry in self.ecosystems.items()},
            "partnerships": {name: asdict(entry) for name, entry in self.partnerships.items()},
        }

    def _check(self, data: Mapping[str, Any]) -> tuple[dict[str, EcosystemRecord], dict[str, PartnershipRecord]]:
        if data and data.get("chain_id") != self.chain_id:
            named = f"is the record of chain {data.get('chain_id')}, not of chain {self.chain_id}"
            raise PolypactError(f"{self.path} {named}")
        try:
            return (
                {name: EcosystemRecord(**entry) for name, entry in data.get("ecosystems", {}).items()},
                {name: PartnershipRecord(**entry) for name, entry in data.get("partnerships", {}).items()},
            )
        except (TypeError, AttributeError) as error:
            raise PolypactError(f"{self.path} is not a record of this release: {error}") from None

    def _take(self, data: dict[str, Any]) -> None:
        # What somebody holds on to stays the same object.
        ecosystems, partnerships = self._check(data)
        self._base = deepcopy(data)
        _take_over(self.ecosystems, ecosystems)
        _take_over(self.partnerships, partnerships)

    def find(self, name_or_address: str) -> tuple[str, PartnershipRecord] | None:
        """The entry of a name (upper or lower case, spaces or dashes) or of an address of the partnership's two.

        Raises:
            PolypactError: Several are called nearly so, and none exactly.
        """
        if is_address(name_or_address):
            wanted = to_checksum_address(name_or_address)
            for name, entry in self.partnerships.items():
                if wanted in (entry.partnership, entry.escrow):
                    return name, entry
            return None
        if name_or_address in self.partnerships:
            return name_or_address, self.partnerships[name_or_address]
        found = [name for name in self.partnerships if _slug(name) == _slug(name_or_address)]
        if len(found) > 1:
            raise PolypactError(
                f"{name_or_address!r} may be any of {', '.join(map(repr, found))} in {self.path}: write the name as it "
                "stands there, or the address"
            )
        return (found[0], self.partnerships[found[0]]) if found else None

    def partnership(self, name_or_address: str) -> str:
        """The address of a partnership; an address is taken as it is, even if it is not recorded."""
        entry = self.find(name_or_address)
        if entry:
            return entry[1].partnership
        if is_address(name_or_address):
            return str(to_checksum_address(name_or_address))
        if name_or_address.lower().startswith("0x"):
            raise PolypactError(f"{name_or_address!r} is no address: it needs 40 hex digits and a right checksum")
        known = ", ".join(repr(name) for name in self.partnerships) or "none"
        raise PolypactError(f"no partnership {name_or_address!r} in {self.path} (recorded: {known}); give its address")


def recorded(name_or_address: str, chain_id: int | None = None, folder: Path = FOLDER) -> tuple[int, str, str]:
    """Chain id, name and address of a partnership, from the records alone.

    Args:
        chain_id: The chain, if it is known; else exactly one chain's record must have the partnership.
    """
    chains = [int(path.stem) for path in sorted(folder.glob("*.json")) if path.stem.isascii() and path.stem.isdigit()]
    found = {chain: Deployments(chain, folder) for chain in chains if chain_id in (None, chain)}
    entries = [(chain, *entry) for chain, record in found.items() if (entry := record.find(name_or_address))]
    if len(entries) > 1:
        known = ", ".join(str(chain) for chain, *_ in entries)
        raise PolypactError(f"{name_or_address!r} is recorded on the chains {known}; say which one with --chain")
    if entries:
        chain, name, record = entries[0]
        return chain, name, record.partnership
    if is_address(name_or_address) and chain_id is not None:
        return chain_id, "", str(to_checksum_address(name_or_address))
    where = f"{folder}/{chain_id}.json" if chain_id else f"{folder}/"
    raise PolypactError(f"no partnership {name_or_address!r} in {where}; give its address and --chain")


def _slug(name: str) -> str:
    return "-".join(name.lower().replace("-", " ").split())


def _take_over(held: dict[str, Any], found: Mapping[str, Any]) -> None:
    for name in set(held) - set(found):
        del held[name]
    for name, entry in found.items():
        if name in held:
            vars(held[name]).update(vars(entry))
        else:
            held[name] = entry

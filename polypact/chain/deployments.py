"""What was deployed where: `deployments/<chain id>.json`, one file per chain, meant to be committed and shared.

Beside it, while a deployment is under way, there is a journal `deployments/<chain id>.journal.json`: it is written
before a transaction is sent, so that a deployment that was cut short goes on where it stopped and nothing is deployed
twice.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eth_utils.address import is_address, to_checksum_address

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
    """The record of one chain."""

    def __init__(self, chain_id: int, folder: Path = FOLDER) -> None:
        self.chain_id = chain_id
        self.path = folder / f"{chain_id}.json"
        data = _load(self.path)
        if data and data.get("chain_id") != chain_id:
            raise PolypactError(f"{self.path} is the record of chain {data.get('chain_id')}, not of chain {chain_id}")
        try:
            self.ecosystems = {name: EcosystemRecord(**entry) for name, entry in data.get("ecosystems", {}).items()}
            self.partnerships = {
                name: PartnershipRecord(**entry) for name, entry in data.get("partnerships", {}).items()
            }
        except (TypeError, AttributeError) as error:
            raise PolypactError(f"{self.path} is not a record of this release: {error}") from None
        self.journal = Journal(folder / f"{chain_id}.journal.json")

    def save(self) -> None:
        """Writes the record; a reader sees the old file or the new one, never half of it."""
        _save(
            self.path,
            {
                "chain_id": self.chain_id,
                "ecosystems": {name: asdict(entry) for name, entry in self.ecosystems.items()},
                "partnerships": {name: asdict(entry) for name, entry in self.partnerships.items()},
            },
        )

    def find(self, name_or_address: str) -> tuple[str, PartnershipRecord] | None:
        """The entry of a name (upper or lower case, spaces or dashes) or of an address of the partnership's two."""
        if is_address(name_or_address):
            wanted = to_checksum_address(name_or_address)
            for name, entry in self.partnerships.items():
                if wanted in (entry.partnership, entry.escrow):
                    return name, entry
            return None
        for name, entry in self.partnerships.items():
            if name == name_or_address or _slug(name) == _slug(name_or_address):
                return name, entry
        return None

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


class Journal:
    """Notes on deployments under way: step => what was about to be done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._steps: dict[str, dict[str, Any]] = _load(path)

    def get(self, step: str) -> dict[str, Any] | None:
        return self._steps.get(step)

    def note(self, step: str, **facts: Any) -> None:
        """Writes facts of a step down, on disk when this returns."""
        self._steps.setdefault(step, {}).update(facts)
        _save(self.path, self._steps)

    def forget(self, *steps: str) -> None:
        """Takes finished steps out; an empty journal leaves no file."""
        for step in steps:
            self._steps.pop(step, None)
        if self._steps:
            _save(self.path, self._steps)
        else:
            self.path.unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._steps))


def _slug(name: str) -> str:
    return "-".join(name.lower().replace("-", " ").split())


def _load(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise PolypactError(f"cannot read {path}: {error}; restore it from a copy or move it away") from None
    if not isinstance(data, dict):
        raise PolypactError(f"{path} is not a record of deployments; restore it from a copy or move it away")
    return data


def _save(path: Path, data: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, indent=2, sort_keys=True)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise PolypactError(f"cannot write {path}: {error}") from None

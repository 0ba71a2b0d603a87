"""What the page is told by who serves it, as `site-config.json`: the node, the names, where history starts.

`SiteConfig` in `web/src/app/site.ts` is the other side. A page without it works: from the reader's settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polypact.chain.address_book import AddressBook
from polypact.chain.deployments import FOLDER, Deployments
from polypact.chain.node import DEVELOPMENT_CHAINS


@dataclass(frozen=True)
class SiteConfig:
    """Read anew whenever it is asked for, so that the page knows what was recorded meanwhile."""

    chain_id: int
    node: str
    """Where the page asks: the node's address, or a path of its own server."""
    node_name: str
    """Scheme and host of the node: what people may see of it."""
    network: str = ""
    """As Ape calls it, like ethereum:sepolia:node."""
    partnership: str | None = None
    """The one that it is opened with."""
    frames: Sequence[str] = ()
    folder: Path = FOLDER

    def data(self) -> dict[str, Any]:
        record = Deployments(self.chain_id, self.folder)
        names: dict[str, str] = {}
        for called, entry in record.partnerships.items():
            names.setdefault(entry.partnership, called)
            names.setdefault(entry.escrow, f"escrow of {called}")
        for entry in record.partnerships.values():
            for address, name in [*entry.names.items(), *((at, name) for name, at in entry.tokens.items())]:
                names.setdefault(address, name)
        for address, name in AddressBook(self.chain_id, self.folder).names.items():
            names.setdefault(address, name)
        return {
            "chainId": self.chain_id,
            **({"chainName": name} if (name := chain_name(self.network)) else {}),
            "isTest": self.chain_id in DEVELOPMENT_CHAINS,
            "node": self.node,
            "nodeName": self.node_name,
            "names": names,
            "partnerships": [
                {"address": entry.partnership, "name": called, "since": entry.block}
                for called, entry in record.partnerships.items()
            ],
            **self._ecosystem(record),
            "parents": list(self.frames),
        }

    def _ecosystem(self, record: Deployments) -> dict[str, Any]:
        """Where a new partnership is founded: as the one that is looked at, or where there is only one."""
        opened = record.find(self.partnership) if self.partnership else None
        every = list(record.ecosystems.values())
        own = [each for each in every if opened and each.ecosystem == opened[1].ecosystem]
        default = [record.ecosystems["default"]] if "default" in record.ecosystems else every if len(every) == 1 else []
        chosen = next(iter(own or default), None)
        return {"ecosystem": {"address": chosen.ecosystem, "since": chosen.block}} if chosen else {}


def chain_name(network: str) -> str:
    """What people call the chain of a choice of Ape's; nothing where the choice does not say."""
    parts = network.split(":", 2)
    if len(parts) < 2 or network.startswith(("http://", "https://")) or parts[1] == "local":
        return ""
    ecosystem, chain = parts[:2]
    named = [
        *([ecosystem] if chain == "mainnet" or ecosystem != "ethereum" else []),
        *([chain] if chain != "mainnet" else []),
    ]
    return " ".join(named).replace("-", " ").title()

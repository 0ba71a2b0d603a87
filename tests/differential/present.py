"""The present side: the two accounts of this repository, as its diamonds are deployed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from polypact.chain.diamonds import DIAMONDS, Diamond

from tests.differential.chain import Chain
from tests.differential.sides import Artifacts, Deployed, code, joined
from tests.differential.values import ECOSYSTEM, E, M, P

_PARTNERSHIP, _ESCROW = DIAMONDS
NAMES = ("Ecosystem", *_PARTNERSHIP.contracts, *_ESCROW.contracts)

# What the Membership called otherwise, because the Partnership has a function of that name.
RENAMED = {(M, "seats"): "seat_count", (M, "name"): "partnership_name"}

_FOLDER = Path(__file__).resolve().parents[2] / "polypact" / "artifacts"


def present_artifacts() -> dict[str, Any]:
    """ABIs and bytecode from the package; or from the JSON file that DIFFERENTIAL_ARTIFACTS names, to try others."""
    other = os.environ.get("DIFFERENTIAL_ARTIFACTS")
    if other:
        found: dict[str, Any] = json.loads(Path(other).read_text(encoding="utf-8"))
        return found
    return {name: json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES}


def deploy_present(chain: Chain, artifacts: Artifacts) -> Deployed:
    """An ecosystem of the two accounts."""
    made = [_deploy(chain, artifacts, diamond) for diamond in DIAMONDS]
    ecosystem = chain.deploy(code(artifacts["Ecosystem"], ["address", "address"], made))
    partnership = joined(artifacts, _PARTNERSHIP.contracts)
    abis = {
        P: partnership,
        M: partnership,
        E: joined(artifacts, _ESCROW.contracts),
        ECOSYSTEM: joined(artifacts, ["Ecosystem"]),
    }
    return Deployed(ecosystem, abis, RENAMED)


def _deploy(chain: Chain, artifacts: Artifacts, diamond: Diamond) -> bytes:
    addresses: dict[str, bytes] = {}
    for contract in diamond.deployments:
        if contract.facets is None:
            made = code(artifacts[contract.name])
        else:
            made = code(artifacts[contract.name], ["address[]"], [[addresses[name] for name in contract.facets]])
        addresses[contract.name] = chain.deploy(made)
    return addresses[diamond.name]

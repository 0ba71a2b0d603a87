"""The present side: the two accounts of this repository, as its diamonds are deployed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from polypact.build import compiling
from polypact.chain import recipe
from tests.differential.chain import Chain
from tests.differential.sides import Artifacts, Deployed, code, joined, type_of
from tests.differential.values import ECOSYSTEM, E, M, P
from tests.kit.contracts import ROOT

# What the Membership called otherwise, because the Partnership has a function of that name.
RENAMED = {(M, "seats"): "seat_count", (M, "name"): "partnership_name"}


def present_artifacts() -> dict[str, Any]:
    """ABIs and bytecode of the sources; or from the JSON file that DIFFERENTIAL_ARTIFACTS names, to try others."""
    other = os.environ.get("DIFFERENTIAL_ARTIFACTS")
    if other:
        found: dict[str, Any] = json.loads(Path(other).read_text(encoding="utf-8"))
        return found
    sources = [recipe.source_of(name) for name in recipe.NAMES]
    compiling.compile_all(sources, ROOT)
    made = {name: compiling.compiled(source, ROOT) for name, source in zip(recipe.NAMES, sources, strict=True)}
    return {name: {"abi": contract.abi, "bytecode": contract.bytecode} for name, contract in made.items()}


def deploy_present(chain: Chain, artifacts: Artifacts) -> Deployed:
    """An ecosystem of the two accounts."""

    def make(name: str, args: list[Any]) -> bytes:
        constructors = [entry for entry in artifacts[name]["abi"] if entry["type"] == "constructor"]
        types = [type_of(part) for entry in constructors for part in entry["inputs"]]
        return chain.deploy(code(artifacts[name], types, args))

    made = recipe.deploy(make)
    partnership, escrow = (joined(artifacts, (name, *facets)) for name, facets in recipe.PARTS.items())
    abis = {P: partnership, M: partnership, E: escrow, ECOSYSTEM: joined(artifacts, ["Ecosystem"])}
    return Deployed(made["Ecosystem"], abis, RENAMED)

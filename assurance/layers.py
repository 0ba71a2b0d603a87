"""The layers of the slow tier that have receipts (see receipts.py): what each shows, its tests, and what goes into it.

A slow test that no layer names has no receipt and runs every time. A layer takes at most fifteen minutes on two quiet
cores, since any of them may be the one that CI runs all the same; what takes longer is cut in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """One line of the list. Paths are relative to the root of the repository, with `/`."""

    name: str
    shows: str
    tests: tuple[str, ...]
    """What pytest is given: folders, files, or `file::test`; of these it runs what is marked slow."""
    full: Mapping[str, int]
    """The full settings: how much of what a run counts at the least. `tests` are counted always, `examples` those of
    hypothesis, and the rest is what tests say with `record_property`."""
    bytecode: tuple[str, ...] = ()
    """Artifacts whose init code and ABI are tested, as patterns of names: `("*",)` is all of them."""
    contracts: tuple[str, ...] = ()
    """Vyper sources that are compiled, as patterns. Their comments and docstrings do not count."""
    files: tuple[str, ...] = ()
    """Other files that are read, as patterns. What the tests import and their conftest.py go in by themselves."""
    tools: tuple[str, ...] = ()
    """What a lock pins and the result depends on: packages of Python or npm."""
    dist: str = "worksteal"
    """How pytest-xdist spreads the tests over two workers."""
    top: str = "tests"
    """conftest.py of the folders above this one are not loaded."""
    may_skip: str = ""
    """A test that is skipped with these words in its reason makes no sense in the layer; any other lacks something."""


EVERY_CONTRACT = ("contracts/**/*.vy", "contracts/**/*.vyi")
MOCKS = ("contracts/mocks/**/*.vy",)
FORGE = ("assurance/forge/**/*", "assurance/solc.cjs")
FORGE_TOOLS = ("@foundry-rs/forge", "solc", "vyper")  # vyper, because it compiles the tokens that misbehave
BOA_TOOLS = ("hypothesis", "py-evm", "snekmate", "titanoboa", "vyper")

LAYERS = (
    Layer(
        name="forge",
        shows="properties of a split with random numbers, and the invariants in long histories with hostile tokens",
        tests=("tests/assurance/test_forge.py",),
        full={"tests": 2, "fuzz runs": 70_000, "histories": 300, "calls": 90_000},
        bytecode=("*",),
        contracts=MOCKS,
        files=FORGE,
        tools=FORGE_TOOLS,
        top="tests/assurance",
    ),
    Layer(
        name="halmos",
        shows="proofs for all arguments: who may call what, and that the bytecode splits as the formula does",
        tests=("tests/assurance/test_halmos.py",),
        full={"tests": 13, "proofs": 106},
        bytecode=("*",),
        files=(*FORGE, "assurance/arithmetic.py", "assurance/cvc5_command.py", "benchmarks/layout/Consents.json"),
        tools=("@foundry-rs/forge", "solc", "halmos", "z3-solver", "cvc5"),
        top="tests/assurance",
    ),
    Layer(
        name="optimisation",
        shows="builds of the compiler's three optimisation levels do the same",
        tests=("tests/assurance/test_differential.py",),
        full={"tests": 1, "histories": 500},
        bytecode=("*",),
        contracts=EVERY_CONTRACT,
        files=FORGE,
        tools=(*FORGE_TOOLS, "snekmate"),
        top="tests/assurance",
    ),
    Layer(
        name="tokens",
        shows="every test of the escrow with every kind of token that misbehaves",
        tests=("tests/unit/escrow",),
        full={"tests": 1_900},
        contracts=EVERY_CONTRACT,
        tools=BOA_TOOLS,
        dist="loadfile",
        may_skip="does not promise that",
    ),
    Layer(
        name="histories",
        shows="long random histories of escrows, trees, promises, votes, rosters and lost keys against their models",
        tests=("tests/property",),
        full={"tests": 22, "examples": 196},
        contracts=EVERY_CONTRACT,
        tools=BOA_TOOLS,
    ),
)


class UnknownLayerError(ValueError):
    """There is no layer of that name; one line that says which there are."""


def named(names: Iterable[str], layers: Iterable[Layer] = LAYERS) -> list[Layer]:
    """The layers of these names, in the order of the list.

    Raises:
        UnknownLayerError: there is none of that name.
    """
    found = {layer.name: layer for layer in layers}
    for name in (names := set(names)):
        if name not in found:
            raise UnknownLayerError(f"no layer {name!r}; there are {', '.join(found)}")
    return [layer for layer in found.values() if layer.name in names]

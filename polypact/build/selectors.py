"""Writes for every account which facet has which function: `contracts/modules/<account>/selectors.vy`.

All of it follows from the sources: the compiler's front end says which functions a contract has and how long their
answers may get. The same sources give the same file.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polypact.chain.diamonds import DIAMONDS, Diamond

ROOT = Path(__file__).parent.parent.parent

# As in contracts/modules/shared/dispatch.vy.
MAX_ROUTES = 32
MAX_ANSWER = 1_024
CELLS_IN_WORD = 32

# As in contracts/modules/shared/loupe.vy.
MAX_FUNCTIONS = 48
MAX_SELECTORS = 256

# The smallest table that takes no long search: 2**8 cells do for 60 functions, 2**10 for 150.
MIN_CELLS_BITS, MAX_CELLS_BITS = 6, 12
MAX_TRIES = 3_000_000
HOPELESS = 0.01
"""Multipliers that may be expected to do among as many as are tried: with fewer none is looked for."""


class BuildError(Exception):
    """An account that cannot be laid out; the message says why and what to do."""


@dataclass(frozen=True)
class Function:
    """One function of a contract."""

    signature: str
    selector: int
    longest_answer: int
    """In bytes, ABI-encoded; 0 where it returns nothing."""

    @property
    def name(self) -> str:
        return self.signature.split("(", 1)[0]


@dataclass(frozen=True)
class Table:
    """Where the functions of an account are."""

    multiplier: int
    facet_of: tuple[int, ...]
    """Route => number of its facet from 1; 0 for route 0, which is none."""
    first_long: int
    """The first route for long answers."""
    cells: tuple[int, ...]
    """Cell => route, or 0."""

    @property
    def shift(self) -> int:
        """What is left of the 32 bits of a product names the cell."""
        return 33 - len(self.cells).bit_length()

    def cell_of(self, selector: int) -> int:
        """The cell that a selector falls into."""
        return (selector * self.multiplier % 2**32) >> self.shift

    def route_of(self, selector: int) -> int:
        """The route that a call with that selector takes; 0 if it is refused."""
        return self.cells[self.cell_of(selector)]

    @property
    def words(self) -> list[int]:
        """The cells as the contract keeps them: 32 in a word, the first in the lowest bits."""
        return [
            sum(route << (8 * i) for i, route in enumerate(self.cells[start : start + CELLS_IN_WORD]))
            for start in range(0, len(self.cells), CELLS_IN_WORD)
        ]


@dataclass(frozen=True)
class Layout:
    """An account's functions, by contract, and the table that finds them."""

    diamond: Diamond
    own: tuple[Function, ...]
    """Of the main contract, by selector."""
    facets: tuple[tuple[Function, ...], ...]
    """Of each facet in the order of the account's list, by selector, without those the main contract has itself."""
    table: Table

    @property
    def functions(self) -> Iterator[tuple[int, Function]]:
        """Every function that is looked up, with the number of its facet from 1."""
        for number, functions in enumerate(self.facets, 1):
            for function in functions:
                yield number, function

    @property
    def longest_answer(self) -> int:
        """In bytes: the bound of the long routes."""
        longest = max(function.longest_answer for _, function in self.functions)
        return max(MAX_ANSWER, -(-longest // 32) * 32)


# --- what the sources say ---


def functions_of(source: str, search: Sequence[Path]) -> tuple[Function, ...]:
    """The functions of a contract, by selector; one with default arguments stands for several.

    `search` lists the folders where imports are looked for; the last one wins.
    """
    from vyper.cli.vyper_compile import get_search_paths
    from vyper.compiler.input_bundle import FilesystemInputBundle
    from vyper.compiler.phases import CompilerData
    from vyper.compiler.settings import Settings, anchor_settings
    from vyper.exceptions import VyperException
    from vyper.semantics.types.subscriptable import TupleT
    from vyper.utils import method_id_int

    bundle = FilesystemInputBundle([Path(path) for path in get_search_paths([str(path) for path in search])])
    try:
        compiled = CompilerData(bundle.load_file(source), bundle, settings=Settings(evm_version="cancun"))
        with anchor_settings(compiled.settings):
            exposed = compiled.annotated_vyper_module._metadata["type"].exposed_functions
    except (VyperException, FileNotFoundError) as error:
        raise BuildError(f"{source} does not compile:\n{error}") from error
    found = []
    for function in exposed:
        if function.is_fallback or function.is_constructor:
            continue
        answer = function.return_type
        # A single value is returned as a tuple of one.
        wrapped = answer if answer is None or isinstance(answer, TupleT) else TupleT((answer,))
        longest = 0 if wrapped is None else wrapped.abi_type.size_bound()
        found += [Function(signature, method_id_int(signature), longest) for signature in function.method_ids]
    return tuple(sorted(found, key=lambda function: function.selector))


# --- the layout ---


def lay_out(diamond: Diamond, functions: Mapping[str, Iterable[Function]]) -> Layout:
    """Gives every function of the account its cell.

    `functions` are those of each of its contracts. Raises `BuildError` where two facets have one function, where the
    main contract hides one that is not declared as handed over, and where the account has outgrown the table.
    """
    own = tuple(functions[diamond.name])
    ours = {function.selector for function in own}
    hidden: set[str] = set()
    owners: dict[int, str] = {}
    facets = []
    for facet in diamond.facets:
        kept = []
        for function in functions[facet]:
            if function.selector in ours:
                hidden.add(function.name)
                continue
            if function.selector in owners:
                raise BuildError(
                    f"{diamond.name}: {function.signature} of {facet} has the selector of a function of"
                    f" {owners[function.selector]}; a function has one facet"
                )
            owners[function.selector] = facet
            kept.append(function)
        if len(kept) > MAX_FUNCTIONS:
            raise BuildError(f"{facet} has {len(kept)} functions, more than MAX_FUNCTIONS of loupe.vy")
        facets.append(tuple(kept))
    if hidden != diamond.handed_over:
        raise BuildError(
            f"{diamond.name} and its facets both have {', '.join(sorted(hidden)) or 'nothing'};"
            f" polypact/chain/diamonds.py says they both have {', '.join(sorted(diamond.handed_over)) or 'nothing'}"
        )
    if len(own) + len(owners) > MAX_SELECTORS:
        raise BuildError(f"{diamond.name} has more functions than MAX_BYTES of loupe.vy has room for")
    return Layout(diamond, own, tuple(facets), _table(diamond, facets))


def _table(diamond: Diamond, facets: Sequence[Sequence[Function]]) -> Table:
    facet_of = [0]
    first_long = 0
    routes: dict[int, int] = {}
    for long in (False, True):
        if long:
            first_long = len(facet_of)
        for number, functions in enumerate(facets, 1):
            # The loupe's answers all go the long way, which saves a route.
            is_loupe = diamond.facets[number - 1] == diamond.loupe
            wanted = [f.selector for f in functions if (is_loupe or f.longest_answer > MAX_ANSWER) is long]
            if wanted:
                routes.update(dict.fromkeys(wanted, len(facet_of)))
                facet_of.append(number)
    if len(facet_of) > MAX_ROUTES:
        raise BuildError(f"{diamond.name} has {len(facet_of)} routes, more than MAX_ROUTES of dispatch.vy")
    for bits in range(MIN_CELLS_BITS, MAX_CELLS_BITS + 1):
        multiplier = find_multiplier(routes, bits)
        if multiplier is not None:
            table = Table(multiplier, tuple(facet_of), first_long, (0,) * 2**bits)
            cells = {table.cell_of(selector): route for selector, route in routes.items()}
            return replace(table, cells=tuple(cells.get(cell, 0) for cell in range(2**bits)))
    raise BuildError(f"{diamond.name}: no table of {2**MAX_CELLS_BITS:,} cells keeps {len(routes)} functions apart")


def find_multiplier(routes: Mapping[int, int], bits: int) -> int | None:
    """The first of a fixed sequence of odd numbers with which no two routes share one of 2**`bits` cells.

    `routes` maps selectors to routes. None if there is none among the first `MAX_TRIES`.
    """
    of_route = Counter(routes.values())
    clashes = (len(routes) ** 2 - sum(count**2 for count in of_route.values())) / 2
    if math.exp(-clashes / 2**bits) * MAX_TRIES < HOPELESS:
        return None  # as many pairs of functions fall into so few cells that trying is in vain
    sequence = random.Random(1)
    shift = 32 - bits
    pairs = sorted(routes.items())
    random.Random(2).shuffle(pairs)  # neighbours of different routes, so that most candidates fall at once
    for _ in range(MAX_TRIES):
        multiplier = sequence.getrandbits(32) | 1
        cells: dict[int, int] = {}
        for selector, route in pairs:
            if cells.setdefault((selector * multiplier & 0xFFFFFFFF) >> shift, route) != route:
                break
        else:
            return multiplier
    return None


# --- the file ---


def render(layout: Layout) -> str:
    """The text of the account's selectors.vy."""
    diamond, table = layout.diamond, layout.table
    lists = (layout.own, *layout.facets)
    ends = [sum(len(functions) for functions in lists[: i + 1]) for i in range(len(lists))]
    selectors = "".join(f"{function.selector:08x}" for functions in lists for function in functions)
    rows = "\n".join(
        f"            {number:4}    {name:18} {len(functions)}"
        for number, (name, functions) in enumerate(zip((diamond.name, *diamond.facets), lists, strict=True))
    )
    named = "".join(
        f"{_constant(diamond.facets[number - 1])}: constant(uint256) = {route}\n"
        for route, number in enumerate(table.facet_of[: table.first_long])
        if number
    )
    return f'''# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Selectors of the {diamond.name}
@license GNU Affero General Public License v3.0 only
@notice Which facet has which function. Written by `./run build` from the sources of all facets, not by hand;
        shared/dispatch.vy and shared/loupe.vy say how it is read.

          number    contract     functions
{rows}
"""


FACETS: constant(uint256) = {len(diamond.facets)}

# Short routes, by the name of their facet.
{named}
# Route => number of its facet; long answers from FIRST_LONG on.
ROUTES: constant(uint256) = {len(table.facet_of)}
FIRST_LONG: constant(uint256) = {table.first_long}
FACET_OF: constant(DynArray[uint256, ROUTES]) = {list(table.facet_of)}

MULTIPLIER: constant(uint256) = {table.multiplier}
SHIFT: constant(uint256) = {table.shift}
WORDS: constant(uint256) = {len(table.words)}
TABLE: constant(uint256[WORDS]) = [
{"".join(f"    {word},{chr(10)}" for word in table.words)}]

# Bytes, of the longest answer of all.
MAX_LONG_ANSWER: constant(uint256) = {layout.longest_answer}

# All selectors, the main contract's first and then facet by facet; and where the part of each of them ends.
SELECTORS: constant(Bytes[{len(selectors) // 2}]) = x"{selectors}"
ENDS: constant(DynArray[uint256, {len(ends)}]) = {ends}
'''


def _constant(name: str) -> str:
    # `PayOut` => PAY_OUT
    return "".join(f"_{c}" if c.isupper() and i else c for i, c in enumerate(name)).upper()


def lay_out_sources(diamond: Diamond, root: Path = ROOT) -> Layout:
    """The layout that the account's sources under `root` ask for."""
    from tempfile import TemporaryDirectory

    # The contracts import the module that is to be written, so one that only has the right names stands in for it.
    with TemporaryDirectory() as folder:
        stand_in = Path(folder) / diamond.selectors
        stand_in.parent.mkdir(parents=True)
        stand_in.write_text(render(_empty(diamond)), encoding="ascii")
        search = [root, Path(folder)]
        return lay_out(diamond, {name: functions_of(diamond.source(name), search) for name in diamond.contracts})


def _empty(diamond: Diamond) -> Layout:
    nothing = Function("nothing()", 0, 0)
    facet_of = tuple(range(1 + len(diamond.facets)))
    table = Table(1, facet_of, len(facet_of), (0,) * CELLS_IN_WORD)
    return Layout(diamond, (nothing,), tuple((nothing,) for _ in diamond.facets), table)


def write(root: Path = ROOT) -> None:
    """Writes the module of every account."""
    for diamond in DIAMONDS:
        text = render(lay_out_sources(diamond, root))
        path = root / diamond.selectors
        if not path.is_file() or path.read_text(encoding="ascii") != text:
            path.write_text(text, encoding="ascii")


def stale(root: Path = ROOT) -> list[str]:
    """The paths, from `root`, of modules that are missing or are not what the sources ask for."""
    found = []
    for diamond in DIAMONDS:
        path = root / diamond.selectors
        text = path.read_text(encoding="ascii") if path.is_file() else ""
        if text != render(lay_out_sources(diamond, root)):
            found.append(diamond.selectors)
    return found

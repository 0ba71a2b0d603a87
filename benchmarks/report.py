"""docs/gas.md, written from the results."""

from __future__ import annotations

import json
from collections.abc import Mapping

from benchmarks import limits
from benchmarks.checks import dearer_than_peers
from benchmarks.node import ROOT
from benchmarks.operations import BY_KEY, GOVERNANCE, OPERATIONS, OWN, REVENUE
from benchmarks.results import RECORDED, Results
from benchmarks.scale import TITLES, TOLERANCE, spread
from benchmarks.size import CHAIN_LIMIT, OWN_LIMIT
from benchmarks.tables import figure, table

FILE = ROOT / "docs" / "gas.md"
PLOT = ROOT / "docs" / "gas-scale.svg"

HEAD = """# Gas

Written by `python -m benchmarks` (`./run bench`); change the benchmark, not this page.

All figures are `gasUsed` of receipts on anvil (hardfork prague). Steady state unless the row says *first*: accounts and
balances exist, and the voter has voted before. The peers do the same work in the same run, compiled from their npm
packages with the optimizer at 200 runs. A figure with a star is recorded ({date}), not measured in this run:
{settings}.

*Ratio* is ours to the cheapest peer's. *Budget* is our own ceiling; *floor* is EVM arithmetic for the least storage
that can do the job.
"""

READING = """\
- **A ballot** is half the price of being a transaction (21,000 and its calldata). The rest is three slots read
  (proposal, standing, seat), two of them written, one log, and the clone's implementation (2,600). What the code
  itself computes is the smallest part.
- **An execution** pays for calling the recipient (9,000 with value, and its account) and for the proposal's slot, the
  total weight and the rule; laying out nested arrays in memory comes next.
- **A spin-up** is new slots: 20,000 each, for the records and accounts of the founders, the rules, and a few words of
  each of the two accounts. A clone is 32,000 and 9,000 for its code.
- **A batch** pays for being a transaction once, and then for each ballot its calldata, the recovery of the key (3,000),
  one slot read and written (5,000) and a log.
- **Leaving** rewrites five slots, and writes no new one but a page of the history of the total weight now and then: the
  seat, the number of members, the total weight, the units and their total. Where the deal has redemption, what the
  leaver's part is of is asked of the escrow; each token of which something goes along is a transfer, two looks at a
  balance and a log more.
- **Everything** pays 2,600 for being a clone; a whole copy of the code for each partnership would cost millions."""


def render(results: Results, exceptions: Mapping[str, str], speed: Mapping[str, float] | None) -> str:
    """The page."""
    record = json.loads(RECORDED.read_text(encoding="utf-8"))
    parts = [
        HEAD.format(settings=record["settings"], date=record["date"]),
        "## Deciding\n\n" + _comparison(results, GOVERNANCE),
        "## Earning\n\n" + _comparison(results, REVENUE),
        "## What only Polypact does\n\n" + _own(results),
        "## What to know about these rows\n\n" + _notes(),
        "## Where a peer is cheaper, and why\n\n" + _dearer(results),
        "## Over the budget\n\n" + _over_budget(results, exceptions),
        "## Limits\n\n" + _limits(results),
        "## Scale\n\n" + _scale(results),
        "## Where the gas goes\n\n" + _kinds(results),
        "## Size\n\n" + _sizes(results),
    ]
    if speed is not None:
        parts.append("## Speed of the tools\n\n" + _speed(speed))
    parts.append("## Versions\n\n" + table(["what", "version"], results.versions.items()))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _comparison(results: Results, group: str) -> str:
    operations = [operation for operation in OPERATIONS if operation.group == group]
    peers = {
        key: peer for key, peer in results.peers.items() if any(operation.key in peer.gas for operation in operations)
    }
    head = ["operation", "**Polypact**", "budget", "floor", "ratio"]
    rows = []
    for operation in operations:
        ours, ratio = results.ours.get(operation.key), results.ratio(operation.key)
        cells = [
            operation.title,
            f"**{figure(ours)}**",
            figure(operation.budget),
            figure(operation.floor),
            "-" if ratio is None else f"{ratio:.2f}",
        ]
        cells += [figure(peer.gas.get(operation.key), "*" if peer.recorded else "") for peer in peers.values()]
        rows.append(cells)
    return table(head + [peer.title for peer in peers.values()], rows)


def _own(results: Results) -> str:
    rows = [
        [operation.title, figure(results.ours.get(operation.key)), figure(operation.budget)]
        for operation in OPERATIONS
        if operation.group == OWN
    ]
    return table(["operation", "gas", "budget"], rows)


def _notes() -> str:
    return "\n".join(f"- **{operation.title}**: {operation.note}" for operation in OPERATIONS if operation.note)


def _dearer(results: Results) -> str:
    lines = []
    for key in dearer_than_peers(results):
        best = results.best_peer(key)
        if best is not None:
            peer, gas = best
            more = results.ours[key] / gas - 1
            lines.append(
                f"- **{BY_KEY[key].title}**: {results.ours[key]:,}, {more:.0%} more than {results.peers[peer].title} "
                f"({gas:,}). {BY_KEY[key].dearer}"
            )
    return "\n".join(lines) or "Nowhere."


def _over_budget(results: Results, exceptions: Mapping[str, str]) -> str:
    lines = [
        f"- **{operation.title}**: {results.ours[operation.key]:,} of {operation.budget:,}. "
        f"{exceptions.get(operation.key, 'A defect.')}"
        for operation in OPERATIONS
        if operation.budget is not None and results.ours.get(operation.key, 0) > operation.budget
    ]
    return "\n".join(lines) or "Nothing."


def _limits(results: Results) -> str:
    rows = [
        [title, figure(results.limits.get(key)), _share(results.limits.get(key))]
        for key, title in limits.TITLES.items()
    ]
    return (
        f"The largest things one may do. {limits.GAS:,} is the most for each: since Osaka no transaction may have "
        f"more than 16,777,216 gas (EIP-7825).\n\n{table(['what', 'gas', 'of the limit'], rows)}"
    )


def _share(gas: int | None) -> str:
    return "-" if gas is None else f"{gas / limits.GAS:.0%}"


def _scale(results: Results) -> str:
    sizes = sorted(next(iter(results.scale.values())))
    rows = [
        [TITLES[name], *(f"{gas[size]:,}" for size in sizes), f"{spread(gas):.1%}"]
        for name, gas in results.scale.items()
    ]
    text = table(["partners", *(f"{size:,}" for size in sizes), "spread"], rows)
    return (
        f"Up to {TOLERANCE:.0%} of spread is allowed. Every third change of the total weight begins a new page of its "
        f"history, so acceptances are compared with their like.\n\n{text}\n\n"
        f"![Gas of a ballot, an acceptance, a distribution and a claim over the number of partners]({PLOT.name})"
    )


def _kinds(results: Results) -> str:
    operations = list(results.kinds)
    names = list(next(iter(results.kinds.values())))
    rows = [
        [name, *(f"{results.kinds[key][name]:,}" for key in operations)]
        for name in names
        if any(results.kinds[key][name] for key in operations)
    ]
    rows.append(["**all**", *(f"**{sum(results.kinds[key].values()):,}**" for key in operations)])
    text = table(["gas by opcode", *(BY_KEY[key].title for key in operations)], rows)
    return (
        "Every opcode of a traced transaction, added up by what it is for; a call is without what it calls.\n\n"
        f"{text}\n\n{READING}"
    )


def _sizes(results: Results) -> str:
    rows = [[f"`{name}`", f"{size:,}", f"{size / CHAIN_LIMIT:.0%}"] for name, size in results.sizes.items()]
    text = table(["contract", "bytes of runtime code", "of the chain's limit"], rows)
    return (
        f"The chain allows {CHAIN_LIMIT:,} bytes (EIP-170), we allow ourselves {OWN_LIMIT:,}. "
        f"Storage layouts are in `benchmarks/layout/`.\n\n{text}"
    )


def _speed(speed: Mapping[str, float]) -> str:
    rows = [[name, f"{value:g}"] for name, value in speed.items()]
    return (
        "Times are ratios, so that they mean something on any machine: wall-clock time to a bare `ape run` of an empty "
        f'script in the same run, processor time to `python -c "import web3"`.\n\n{table(["what", "figure"], rows)}'
    )

"""`python -m benchmarks`: what Polypact costs, side by side with its peers.

Without options everything is measured (about three minutes) and benchmarks/results.json, benchmarks/layout/,
docs/gas.md and docs/gas-scale.svg are written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks import checks, limits, plot, report, results, size, speed
from benchmarks.chain import Chain
from benchmarks.node import ROOT, anvil
from benchmarks.operations import OPERATIONS
from benchmarks.ours import ACCOUNTS, measure
from benchmarks.results import Results
from benchmarks.scale import ACCOUNTS as SCALE_ACCOUNTS
from benchmarks.scale import measure_scale
from benchmarks.trace import measure_kinds
from polypact.build.compiling import EVM_VERSION


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").split("\n\n", 1)[1])
    parser.add_argument("--short", action="store_true", help="ours only, compared with budgets and committed results")
    parser.add_argument("--check", action="store_true", help="no chain: storage layouts and docs/gas.md are up to date")
    parser.add_argument("--speed", action="store_true", help="measure the command line tools and record their ratios")
    options = parser.parse_args(arguments)
    try:
        problems = []
        if options.check:
            problems += check()
        if options.short:
            problems += short()
        if options.speed:
            problems += speed.record() + write_report()
        if not (options.check or options.short or options.speed):
            problems += full()
    except RuntimeError as error:
        problems = [str(error)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def short() -> list[str]:
    """Measures ours, prints it, and compares it with the budgets and with the committed results."""
    committed = results.load()
    ours = measure_ours()
    largest = measure_limits()
    print_table(ours, committed)
    print_limits(largest)
    return (
        checks.over_budget(ours, checks.load_exceptions())
        + limits.over_limit(largest)
        + checks.dearer_than_committed(ours, committed)
    )


def check() -> list[str]:
    """Compares storage layouts, sizes and the page with what is committed."""
    problems = [
        f"benchmarks/layout/{name}.json is not the storage layout of a contract {name}; "
        "run `python -m benchmarks` and look at the difference"
        for name in size.stale_layouts()
    ]
    committed = results.load()
    if committed is None:
        return [*problems, "benchmarks/results.json is missing; run `python -m benchmarks`"]
    problems += limits.over_limit(committed.limits)
    page = report.render(committed, checks.load_exceptions(), speed.load())
    if not report.FILE.is_file() or report.FILE.read_text(encoding="utf-8") != page:
        problems.append("docs/gas.md is not what benchmarks/results.json says; run `python -m benchmarks`")
    return problems


def full() -> list[str]:
    """Measures everything and writes it down; the problems are found in what was written."""
    from benchmarks.peers import measured  # needs npm, the short form does not

    ours = measure_ours()
    largest = measure_limits()
    print("Peers ...", file=sys.stderr)
    peers = measured.measure_peers() | results.recorded_peers()
    print("Scale, up to 1,000 partners ...", file=sys.stderr)
    with anvil(accounts=SCALE_ACCOUNTS) as web3:
        scale = measure_scale(Chain(web3))
    with anvil("--steps-tracing") as web3:
        kinds = measure_kinds(Chain(web3))
    found = Results(own_versions() | measured.versions(), ours, peers, scale, size.sizes(), kinds, largest)
    results.FILE.write_text(results.render(found), encoding="utf-8")
    size.write_layouts()
    plot.draw(scale, report.PLOT)
    print_table(ours, found)
    print_limits(largest)
    return (
        checks.over_budget(ours, checks.load_exceptions())
        + limits.over_limit(largest)
        + checks.not_flat(scale)
        + write_report()
    )


def write_report() -> list[str]:
    """Writes docs/gas.md from the results; a problem for each figure it would have to explain and cannot."""
    found = results.load()
    if found is None:
        return ["benchmarks/results.json is missing; run `python -m benchmarks`"]
    report.FILE.write_text(report.render(found, checks.load_exceptions(), speed.load()), encoding="utf-8")
    return checks.unexplained(found)


def measure_ours() -> dict[str, int]:
    print("Polypact ...", file=sys.stderr)
    with anvil(accounts=ACCOUNTS) as web3:
        return measure(Chain(web3))


def measure_limits() -> dict[str, int]:
    print("Limits ...", file=sys.stderr)
    with anvil(accounts=limits.ACCOUNTS) as web3:
        return limits.measure_limits(Chain(web3))


def print_table(ours: dict[str, int], compared: Results | None) -> None:
    width = max(len(operation.title) for operation in OPERATIONS)
    print(f"{'gas':{width}}  {'ours':>10}  {'budget':>9}  {'best peer':>10}")
    for operation in OPERATIONS:
        best = compared.best_peer(operation.key) if compared else None
        used = ours.get(operation.key)
        cells = [used, operation.budget, best[1] if best else None]
        texts = ["-" if cell is None else f"{cell:,}" for cell in cells]
        print(f"{operation.title:{width}}  {texts[0]:>10}  {texts[1]:>9}  {texts[2]:>10}")


def print_limits(largest: dict[str, int]) -> None:
    width = max(map(len, limits.TITLES.values()))
    print(f"\n{'limits':{width}}  {'gas':>10}  {'of ' + format(limits.GAS, ','):>13}")
    for key, title in limits.TITLES.items():
        print(f"{title:{width}}  {largest[key]:>10,}  {largest[key] / limits.GAS:>13.0%}")


def own_versions() -> dict[str, str]:
    """Of our compiler and of the node."""
    anvil_package = ROOT / "node_modules" / "@foundry-rs" / "anvil" / "package.json"
    node = json.loads(anvil_package.read_text(encoding="utf-8"))["version"]
    return {"Polypact: vyper": f"{version('vyper')}, {EVM_VERSION}", "anvil": f"{node}, prague"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

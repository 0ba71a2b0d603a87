"""The command behind `./run slow`: which layers run, and which have a receipt instead (see receipts.py)."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from assurance import inputs, receipts
from assurance.layers import LAYERS, Layer, UnknownLayerError, named

ROOT = Path(__file__).parent.parent
PYTEST = (sys.executable, "-m", "pytest", "-m", "slow")
SETTINGS = (
    "DAPP_",
    "DIFFERENTIAL_",
    "FORGE_",
    "FOUNDRY_",
    "HALMOS_",
    "HYPOTHESIS_",
    "PYTEST_",
)  # what could make a run a lesser one


@dataclass
class Plan:
    """What becomes of one layer. `why` says why it runs; empty if it does not."""

    layer: Layer
    why: str
    renews: bool
    receipt: receipts.Receipt | None
    before: dict[str, str]
    outcome: str = ""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Tier:
    """The slow tier of the repository at `root`."""

    root: Path = ROOT
    layers: Sequence[Layer] = LAYERS
    in_ci: bool = False
    workers: int = 2

    def plans(self, names: Sequence[str] = (), *, forced: bool = False) -> list[Plan]:
        """What is to be done, for `names` alone if there are any; `forced` runs all of them.

        Raises:
            UnknownLayerError, inputs.InputError, receipts.ReceiptsError: one line each.
        """
        asked = named(names, self.layers) if names else list(self.layers)
        known = receipts.read(self.root)
        found = []
        for layer in asked:
            before = inputs.fingerprint(layer, self.root)
            why = receipts.mismatch(layer, known.get(layer.name), before)
            if forced:
                why = why or "asked for"
            found.append(Plan(layer, why, bool(why), known.get(layer.name), before))
        commit = self.commit()
        for plan in found:
            if not plan.why and commit and plan.layer == receipts.chosen(commit, self.layers):
                plan.why = f"chosen by the commit {commit[:7]}"
        return found

    def commit(self) -> str:
        """The hash of the commit, in hexadecimal; empty where there is no git."""
        return self._git("rev-parse", "HEAD").strip()

    def unknown_to_git(self, plans: Sequence[Plan]) -> list[str]:
        """Files that are among the inputs of these layers and not in git: without them no receipt matches elsewhere."""
        unknown = set(self._git("ls-files", "--others", "--exclude-standard", "-z").split("\0"))
        named_ones = {name for plan in plans for name in inputs.named_files(plan.layer, self.root)}
        return sorted(named_ones & unknown)

    def _git(self, *arguments: str) -> str:
        try:
            done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return ""
        return done.stdout if done.returncode == 0 else ""

    def run(self, plan: Plan) -> None:
        """Runs the layer, and renews its receipt if the plan says so and the run was worth one."""
        layer = plan.layer
        plan.problems = [
            f"{tool} {there} is installed, the lock names {version}: run ./run setup"
            for tool in layer.tools
            if (there := inputs.installed(tool, self.root)) != (version := inputs.locked(tool, self.root))
        ]
        if plan.problems:
            plan.outcome = "not run"
            return
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="polypact-slow-") as folder:
            target = Path(folder) / "notes.json"
            # Ape's plugin is of no use to them, and reads its settings.
            arguments = [
                "--dist",
                layer.dist,
                f"--confcutdir={layer.top}",
                "-p",
                "no:ape_test",
                "-p",
                "assurance.noting",
            ]
            code = self._pytest([*arguments, f"--note-to={target}", *layer.tests], noting=True)
            seconds = round(time.monotonic() - began)
            plan.outcome = f"ran, {seconds:,} s"
            if not target.is_file():
                plan.problems = [f"pytest did not come to its end (code {code})"]
                return
            notes = receipts.Notes.model_validate_json(target.read_bytes())
        plan.outcome = f"ran: {receipts.told(notes.counts, seconds)}"
        plan.problems = receipts.shortcomings(layer, notes, self.root)
        after = inputs.fingerprint(layer, self.root)
        plan.problems += [f"{what} changed while it ran" for what in inputs.differences(plan.before, after)]
        if plan.renews and not plan.problems and not self.in_ci:
            receipt = receipts.Receipt(
                date=datetime.datetime.now(datetime.UTC).date(),
                seconds=seconds,
                counts=dict(sorted(notes.counts.items())),
                inputs=after,
            )
            receipts.write(self.root, layer.name, receipt, [each.name for each in self.layers])

    def run_others(self) -> int:
        """Runs the slow tests that no layer names. Returns pytest's exit code."""
        left_out = []
        for selection in (selection for layer in self.layers for selection in layer.tests):
            left_out.append(f"{'--deselect' if '::' in selection else '--ignore'}={selection}")
        return self._pytest(["--dist", "loadfile", *left_out], noting=False)

    def _pytest(self, arguments: Sequence[str], *, noting: bool) -> int:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
        if noting:
            environment["PYTHONPATH"] = str(ROOT)
        sys.stdout.flush()
        return subprocess.run(
            [*PYTEST, "-n", str(self.workers), *arguments], cwd=self.root, env=environment, check=False
        ).returncode


def stale(plans: Sequence[Plan]) -> list[str]:
    """The lines with which CI fails: layers whose receipt does not match. One that has none runs, in CI as well."""
    return [
        f"layer {plan.layer.name!r}: {plan.why}; renew its receipt with `./run slow "
        f"{plan.layer.name}` and commit {receipts.FILE}"
        for plan in plans
        if plan.renews and plan.receipt is not None
    ]


def tell(plans: Sequence[Plan]) -> None:
    """A line for each layer."""
    width = max(len(plan.layer.name) for plan in plans) + 2
    for plan in plans:
        said = f"to run: {plan.why}" if plan.why else str(plan.receipt)
        print(f"  {plan.layer.name:{width}}{plan.outcome or said}")


def fail(lines: Sequence[str]) -> None:
    for line in lines:
        print(f"slow: {line}", file=sys.stderr)


def run(tier: Tier, names: Sequence[str] = (), *, everything: bool = False, only_check: bool = False) -> int:
    """Does what the command says; returns its exit code."""
    forced = not only_check and (everything or bool(names))
    try:
        plans = tier.plans(names, forced=forced)
    except (UnknownLayerError, inputs.InputError, receipts.ReceiptsError) as error:
        fail([str(error)])
        return 1
    print("Layers of the slow tier:")
    tell(plans)
    if only_check or (tier.in_ci and not forced):
        fail(lines := stale(plans))
        if lines or only_check:
            return 1 if lines else 0
    for plan in plans:
        if plan.why:
            print(f"\n--- {plan.layer.name}: {plan.layer.shows} ---")
            tier.run(plan)
    print("\nLayers of the slow tier:")
    tell(plans)
    fail(problems := [f"layer {plan.layer.name!r}: {problem}" for plan in plans for problem in plan.problems])
    renewed = [plan for plan in plans if plan.renews and not plan.problems]
    if renewed and not tier.in_ci:
        also = tier.unknown_to_git(renewed)
        print(f"{receipts.FILE} has new receipts: commit it{', and with it ' if also else ''}{', '.join(also)}.")
    code = 0 if names else tier.run_others()
    return code or (1 if problems else 0)


@click.command()
@click.argument("layers", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Run all layers and renew their receipts.")
@click.option("--check", is_flag=True, help="Run nothing; say how the receipts stand, and fail as CI would.")
def main(layers: tuple[str, ...], everything: bool, check: bool) -> None:
    """Run the slow tier: layers whose receipt does not match, one of the others, and what has no receipts.

    With LAYERS, run these and renew their receipts.
    """
    sys.exit(run(Tier(in_ci=os.environ.get("CI") == "true"), layers, everything=everything, only_check=check))


if __name__ == "__main__":
    main(prog_name="./run slow")

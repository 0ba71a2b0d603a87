"""Receipts of the slow tier: what was run on which inputs, so that CI need not run it again.

`assurance/receipts.json` has one for each layer of layers.py that ran in full and passed:

    {"forge": {"date": …, "seconds": …, "counts": {"tests": 2, "calls": …}, "inputs": {"bytecode": hash, …}}}

- A receipt matches as long as every part of the layer's inputs is the same (inputs.py): the bytecode it tests, its own
  sources (tests, what they import, helpers, settings, its entry in layers.py), the versions of its tools.
- `./run slow` passes over layers whose receipt matches, but for one that the commit's hash chooses: that runs all the
  same, so that over a few commits every receipt is tried. A layer whose receipt does not match is run, and its receipt
  written. In CI that fails at once instead, with a line that says which layer, what has changed and the command that
  renews it: CI would become long without anybody noticing, and what it runs there nobody would commit. A layer that has
  no receipt at all runs in CI as well: whoever takes a receipt out of the file says so in the commit.
- `./run slow LAYER…` runs these and renews their receipts, `./run slow --all` every one, `./run slow --check` none: it
  says how they stand and fails as CI would.
- Slow tests that no layer names have no receipt: they always run, after the layers.

No receipt is written by accident: not by a run that was interrupted, failed, skipped a test that it should not, counted
less than the layer's full settings, read a file of the repository that is not among its inputs, or was overtaken by a
change of its inputs; nor with tools other than those of the locks. Settings in the environment are taken away.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assurance import inputs
from assurance.layers import Layer

FILE = "assurance/receipts.json"
MACHINERY = {"assurance/__init__.py", "assurance/noting.py"}  # what takes the notes is no input


class ReceiptsError(RuntimeError):
    """What is wrong with the file of receipts, and what to do; one line."""


class Receipt(BaseModel):
    """That a layer ran in full and passed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: datetime.date
    seconds: int
    counts: dict[str, int]
    inputs: dict[str, str]

    def __str__(self) -> str:
        return f"receipt of {self.date}: {told(self.counts, self.seconds)}"


class Notes(BaseModel):
    """What noting.py wrote of a run."""

    exit: int
    outcomes: dict[str, int]
    skipped: dict[str, int]
    counts: dict[str, int]
    read: list[str]


_RECEIPTS = TypeAdapter(dict[str, Receipt])


def read(root: Path) -> dict[str, Receipt]:
    """The receipts by the names of their layers; none if there is no file.

    Raises:
        ReceiptsError: the file is not what this module writes.
    """
    path = root / FILE
    if not path.is_file():
        return {}
    try:
        return _RECEIPTS.validate_json(path.read_bytes())
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "the file"
        what = f"{FILE}: {where}: {error.errors()[0]['msg']}"
        raise ReceiptsError(f"{what}; take back the change, or delete the file and run ./run slow --all") from None


def write(root: Path, name: str, receipt: Receipt, names: Sequence[str]) -> None:
    """Puts a receipt in the place of the layer's former one; drops those of layers that are not among `names`."""
    kept = {each: found for each, found in read(root).items() if each in names} | {name: receipt}
    content = {each: kept[each].model_dump(mode="json") for each in sorted(kept)}
    new = (root / FILE).with_suffix(".new")
    new.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    new.replace(root / FILE)


def mismatch(layer: Layer, receipt: Receipt | None, now: Mapping[str, str]) -> str:
    """Why the layer's receipt says nothing of what is here now; empty if it does."""
    if receipt is None:
        return "it has no receipt"
    changed = inputs.differences(receipt.inputs, dict(now))
    if changed:
        return f"{', '.join(changed)} changed since {receipt.date}"
    return "; ".join(_missing(layer, receipt.counts))


def shortcomings(layer: Layer, notes: Notes, root: Path) -> list[str]:
    """Why a run of the layer is not worth a receipt, each in one line."""
    found = [f"{count} tests {how}" for how, count in sorted(notes.outcomes.items()) if how != "passed"]
    if notes.exit and not found:
        found.append(f"pytest ended with {notes.exit}")
    found += [
        f"{count} tests skipped: {reason}"
        for reason, count in sorted(notes.skipped.items())
        if not layer.may_skip or layer.may_skip not in reason
    ]
    found += _missing(layer, notes.counts)
    unnamed = sorted(set(notes.read) - inputs.named_files(layer, root) - MACHINERY)
    return found + [f"it reads {path}, which its entry in assurance/layers.py does not name" for path in unnamed]


def chosen(commit: str, layers: Sequence[Layer]) -> Layer:
    """The layer that runs at this commit (its hash, in hexadecimal) though its receipt matches."""
    return sorted(layers, key=lambda layer: layer.name)[int(commit, 16) % len(layers)]


def told(counts: Mapping[str, int], seconds: int) -> str:
    """Counts and duration, for people."""
    tests = counts.get("tests", 0)
    others = [f"{count:,} {what}" for what, count in sorted(counts.items()) if what != "tests"]
    return ", ".join([f"{tests:,} test{'s' * (tests != 1)}", *others, f"{seconds:,} s"])


def _missing(layer: Layer, counts: Mapping[str, int]) -> list[str]:
    return [
        f"{counts.get(what, 0):,} {what} where the full settings make {full:,}"
        for what, full in sorted(layer.full.items())
        if counts.get(what, 0) < full
    ]

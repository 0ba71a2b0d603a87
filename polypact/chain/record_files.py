"""Files of records that several programs may write at once: whoever writes takes a lock, reads again, and changes that.

The lock is on the folder and belongs to the program: it is gone when that ends, however it ends. What is written is
there as a whole or not at all.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from polypact.text.errors import PolypactError

__all__ = ["load", "merged", "update"]

#: A record is written in milliseconds; who holds the lock for longer hangs.
PATIENCE = 10.0


def load(path: Path) -> dict[str, Any]:
    """What a file of records says; nothing if there is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise PolypactError(f"cannot read {path}: {error}; restore it from a copy or move it away") from None
    if not isinstance(data, dict):
        raise PolypactError(f"{path} is not a record of deployments; restore it from a copy or move it away")
    return data


def update(path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """Changes a file of records and gives what is in it then, with no other program in between.

    Args:
        change: Makes the new records of those that are in the file now. Of no records there is no file. What it raises
            leaves the file as it was.
    """
    with _locked(path.parent):
        data = change(load(path))
        try:
            if data:
                _write(path, data)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise PolypactError(f"cannot write {path}: {error}") from None
    return data


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What two programs made of the same records: all that either of them changed.

    Args:
        base: What both began with.
        mine: What this program made of it; stands where both changed the same.
        theirs: What is in the file now.
    """
    both: dict[str, Any] = {}
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        was, own, other = (each.get(key, _NOTHING) for each in (base, mine, theirs))
        if own == was:
            kept = other
        elif isinstance(own, dict) and isinstance(other, dict):
            kept = merged(was if isinstance(was, dict) else {}, own, other)
        else:
            kept = own
        if kept is not _NOTHING:
            both[key] = kept
    return both


_NOTHING: Any = object()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise PolypactError(f"cannot write to {folder}: {error}") from None
    try:
        _wait_for(handle, folder)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise PolypactError(
                    f"another program has been writing to {folder} for {PATIENCE:.0f} seconds; see whether it hangs, "
                    "then run the command again"
                ) from None
            time.sleep(0.01)
        except OSError:
            return  # some network drives have no locks; what is there is still read again before it is changed
        else:
            return


def _write(path: Path, data: Mapping[str, Any]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, indent=2, sort_keys=True)
            stream.write("\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise

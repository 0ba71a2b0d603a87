"""`python -m polypact.build`: compiles the contracts into the package, writes what the page takes from it.

Before that it writes the modules that say which facet has which function, with which the main contract of an account is
compiled. With `--check` nothing is written; the exit code is 1 if a module or a file of the package is not what the
sources ask for.
"""

from __future__ import annotations

import sys

from polypact.build import artifact_files, selectors
from polypact.build.page import files as page_files


def main(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except selectors.BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        files = selectors.stale() + [f"polypact/artifacts/{name}.json" for name in artifact_files.stale()]
        files += page_files.stale()
        for file in files:
            print(f"{file} is stale: run ./run build", file=sys.stderr)
        return 1 if files else 0
    if arguments:
        print("usage: python -m polypact.build [--check]", file=sys.stderr)
        return 2
    selectors.write()
    for name, size in artifact_files.write():
        print(f"{name}: {size:,} bytes")
    for path in page_files.write():
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

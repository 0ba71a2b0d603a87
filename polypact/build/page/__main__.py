"""`python -m polypact.build.page`: writes what the partners' page takes from the package.

With `--check` nothing is written; the exit code is 1 if a module is not what the package asks for.
"""

from __future__ import annotations

import sys

from polypact.build.page import files
from polypact.build.selectors import BuildError


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: python -m polypact.build.page [--check]", file=sys.stderr)
        return 2
    try:
        if arguments:
            found = files.stale()
            for path in found:
                print(f"{path} is stale: run ./run build", file=sys.stderr)
            return 1 if found else 0
        for path in files.write():
            print(path)
    except BuildError as error:
        print(f"build: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

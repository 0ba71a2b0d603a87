"""`python -m benchmarks`: prints what each operation costs, measured now."""

from __future__ import annotations

from benchmarks.node import anvil
from benchmarks.ours import measure


def main() -> None:
    with anvil() as chain:
        gas = measure(chain)
    width = max(map(len, gas))
    for operation, used in gas.items():
        print(f"{operation:{width}}  {used:>9,}")


if __name__ == "__main__":
    main()

"""A made-up chain for everything here, see `tests/unit/made_up_chain.py`."""

from tests.unit.made_up_chain import around, chain

__all__ = ["around", "chain"]

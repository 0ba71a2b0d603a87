"""What the state machines have in common: each history begins on the same chain."""

from __future__ import annotations

import boa
from hypothesis.stateful import RuleBasedStateMachine


class ChainMachine(RuleBasedStateMachine):
    """What a history does to the chain is taken back at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.isolation = boa.env.anchor()
        self.isolation.__enter__()

    def teardown(self) -> None:
        try:
            self.finish()
        finally:
            self.isolation.__exit__(None, None, None)

    def finish(self) -> None:
        """What is done at the end of every history."""

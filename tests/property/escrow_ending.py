"""How a history ends: everybody claims, or the partnership winds up first."""

from __future__ import annotations

from tests.kit.numbers import ETHER, IN_FORCE, WINDING_UP
from tests.kit.verbs import wind_up
from tests.property.escrow_invariants import Agreement, Payable
from tests.property.escrow_stage import TREASURY


class WoundUp(Agreement, Payable):
    """At the end of every history the partnership winds up, and what the treasury has goes where the model says: what
    is to be repaid first, then to all units, vested or not. What comes later goes by the order of payment.
    """

    EVERY = 4

    def finish(self) -> None:
        self.earn_something()
        for which in range(len(self.tokens)):  # so that the treasury has something
            self.anybody_releases(which)
            self.one_claims(which, TREASURY)
        partnership, membership = self.stage.partnership.partnership, self.membership
        assert membership.phase() == IN_FORCE
        held = {token: self.balance(token, self.stage.treasury) for token in self.tokens}
        wind_up(self.stage.partnership)
        assert membership.phase() == WINDING_UP
        for token in self.tokens:
            if token == ETHER or token in self.model.listed:
                self.seen["liquidated at once"] += self.model.liquidate(token, held[token]) != 0
            self.check(token)
        for token in self.tokens:
            held_now = self.balance(token, self.stage.treasury)
            if held_now != 0 and token in self.model.known and not self.refuses(token, self.stage.treasury):
                split = self.model.liquidate(token, held_now)
                if split:
                    assert partnership.liquidate(token) == split
                    self.seen["liquidated later"] += 1
        self.earn_something()
        super().finish()

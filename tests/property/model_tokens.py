"""Which tokens are split: those that are told apart from all others, and how they come to be.

A token is told apart by its balance being another one than that of each known token, in whole units of the coarser of
the two; or, where one is the same and whenever somebody names it, by sending a little of it to the treasury. In these
histories every token is one of its own, so what stops it is that there is too little, or that it does not move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.kit.numbers import DAY, ETHER
from tests.property.model_account import Account
from tests.property.model_rules import refuse
from tests.property.model_seats import Seats

YEAR = 365 * DAY
MOST_GRAINS = 2**80
PROBE_DECIMALS = 6
GRAIN_DECIMALS = 9
MOST_EXPONENT = 49  # of a grain, so that an account of 2**92 of them is below 2**256


@dataclass
class Tokens(Seats):
    """Time is `now`, in unix seconds."""

    listed: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=lambda: {ETHER})
    now: int = 0
    units: dict[str, int] = field(default_factory=dict)
    special: set[str] = field(default_factory=set)
    """Keys with more than units: a sponsor, a contributor, the treasury, a schedule, a freeze."""
    named_at: dict[str, int] = field(default_factory=dict)
    refuses: Callable[[str, str], bool] = lambda token, address: False  # whether `address` does not take the token
    decimals: dict[str, int] = field(default_factory=lambda: {ETHER: 18})
    supply: dict[str, int] = field(default_factory=dict)
    accounts: defaultdict[str, Account] = field(default_factory=lambda: defaultdict(Account))
    # (token, address) => what was sent to it
    sent: defaultdict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def mark(self, key: str) -> None:
        """There is more under `key` than units from now on."""
        self.special.add(key)
        self.touched.add(key)

    def may_be_split(self, token: str) -> bool:
        return token in self.known or token in self.listed

    def probe(self, token: str, *, by_name: bool) -> int:
        """What has to be sent to the treasury so that the token is known."""
        refuse(not by_name and token not in self.listed, "escrow: token not known")
        suspects = [other for other in self.known if by_name or self._may_be_one(token, other)]
        if not suspects:
            return 0
        amount = max(self._unit(other, token) for other in suspects)
        refuse(self.accounts[token].balance < amount, "escrow: too little to tell")
        refuse(self.refuses(token, self.treasury), "escrow: token does not move")
        return amount

    def make_known(self, token: str, probe: int) -> None:
        self.accounts[token].paid += probe
        self.sent[token, self.treasury] += probe
        self.set_grain(token)
        self.known.add(token)

    def set_grain(self, token: str) -> None:
        account = self.accounts[token]
        account.grain = self.grain_of(token, account)

    def grain_of(self, token: str, account: Account) -> int:
        """The least power of 10 by which there are fewer than 2**80; once, and a billionth of a token at most, unless
        more than that is here."""
        if token in self.known or account.grain != 1 or account.line.tranches:
            return account.grain
        most = max(self.decimals[token], GRAIN_DECIMALS) - GRAIN_DECIMALS
        return next(
            10**exponent
            for exponent in range(MOST_EXPONENT + 1)
            if exponent == MOST_EXPONENT
            or (
                account.balance < MOST_GRAINS * 10**exponent
                and (exponent >= most or self.supply[token] < MOST_GRAINS * 10**exponent)
            )
        )

    def know_token(self, token: str, by: str) -> None:
        """By the treasury: that is a vote."""
        refuse(token in self.known, "escrow: token known already")
        key = self.key(by)
        if by != self.treasury:
            refuse(self.has_moved_away(by), "escrow: seat has moved")
            entitled = self.units.get(key, 0) != 0 or key in self.special or key in self.holders
            refuse(not entitled, "escrow: not entitled")
            refuse(self.now < self.named_at.get(key, 0) + YEAR, "escrow: one token a year")
        self.make_known(token, self.probe(token, by_name=True))
        if by != self.treasury:
            self.named_at[key] = self.now

    def list_token(self, token: str) -> None:
        refuse(token in self.listed, "escrow: token listed already")
        self.listed.add(token)
        self.set_grain(token)

    def unit_to_tell(self, token: str) -> int:
        """How much of it has to be here before somebody names it."""
        return max(self._unit(other, token) for other in self.known)

    def least_to_show(self, token: str) -> int:
        """How much of it a first contribution has to be: of ether there is nothing finer than what it shows."""
        return max((self._unit(other, token) for other in self.known if other != ETHER), default=0)

    def _may_be_one(self, token: str, other: str) -> bool:
        held, balance = self.accounts[token].balance, self.accounts[other].balance
        finer = self.decimals[token] - self.decimals[other]
        return held == balance or held // 10 ** max(0, finer) == balance // 10 ** max(0, -finer)

    def _unit(self, other: str, token: str) -> int:
        """The smallest unit of another token, or a millionth if that is less, in that of this one."""
        return int(10 ** max(0, self.decimals[token] - max(self.decimals[other], PROBE_DECIMALS)))

"""What one transfer does with each of the mock tokens, for tests that compute what they expect."""

from __future__ import annotations

from typing import Any

import boa

from tests.kit.numbers import NOBODY

Event = tuple[Any, ...]

WAD = 10**18


class Token:
    """A mock token, with what one transfer does to those who take part. All else is asked of the contract."""

    def __init__(self, contract: Any) -> None:
        self.contract = contract
        self.address: str = contract.address

    def __getattr__(self, name: str) -> Any:
        return getattr(self.contract, name)

    def mint(self, to: Any, amount: int) -> int:
        """Makes `amount` out of nothing; returns what `to` has more by it."""
        before = self.balanceOf(to)
        self.contract.mint(to, amount)
        return int(self.balanceOf(to) - before)

    def lands(self, amount: int) -> int:
        """What the receiver of a transfer of `amount` has more."""
        return amount

    def costs(self, amount: int) -> int:
        """What the sender of a transfer of `amount` has less."""
        return amount

    def counts(self, amount: int) -> int:
        """What the escrow takes for arrived when `amount` is paid in."""
        return self.lands(amount)

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        """The events of a transfer of `amount`."""
        return [("Transfer", _address(sender), _address(to), amount)]

    def refusal(self, reason: str) -> str:
        """What the escrow reverts with when the token will not move money, for the `reason` most tokens give."""
        return reason

    def meet(self, escrow: Any, partner: str) -> None:
        """Tells the token where it is used."""

    def after_income(self) -> None:
        """What happens to the token between its distribution and the claims."""

    def check(self) -> None:
        """What must hold after every test."""


class Quiet(Token):
    """Returns false instead of reverting."""

    def refusal(self, reason: str) -> str:
        return "tokens: transfer failed"


class Taxed(Token):
    """A tenth of every transfer is taken from the receiver."""

    def lands(self, amount: int) -> int:
        return amount - amount // 10

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return [*super().moves(sender, to, amount), ("Transfer", _address(to), NOBODY, amount // 10)]


class Surcharged(Token):
    """A tenth of every transfer is taken from the sender, beside the amount."""

    def costs(self, amount: int) -> int:
        return amount + amount // 10

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return [*super().moves(sender, to, amount), ("Transfer", _address(sender), NOBODY, amount // 10)]


class Bombing(Token):
    """Its answers are too long for titanoboa to decode."""

    def __init__(self, contract: Any) -> None:
        super().__init__(contract)
        self.balanceOf = contract.held_by

    def transfer(self, to: Any, amount: int) -> None:
        boa.env.raw_call(self.address, data=self.contract.transfer.prepare_calldata(to, amount))


class Rebasing(Token):
    """What it says of shares: exact for multiples of 5 as long as the index is one of 0.8, 1, 1.25, 2.5 and 5."""

    factor: int

    def __init__(self, contract: Any) -> None:
        super().__init__(contract)
        contract.rebase(WAD * 5 // 4)

    def moves(self, sender: Any, to: Any, amount: int) -> list[Event]:
        return super().moves(sender, to, -(-amount * WAD // self.contract.index()))


class Growing(Rebasing):
    """Balances double after every income."""

    def after_income(self) -> None:
        self.contract.rebase(self.contract.index() * 2)


class Shrinking(Rebasing):
    """Balances lose a fifth after every income."""

    def after_income(self) -> None:
        self.contract.rebase(self.contract.index() * 4 // 5)


class Reentering(Token):
    """Calls the escrow back before and after every transfer, to be paid what a partner has earned."""

    read_only = False

    def meet(self, escrow: Any, partner: str) -> None:
        function = escrow.claimable if self.read_only else escrow.claim
        self.contract.arm(function.prepare_calldata(self, partner), self.read_only)

    def check(self) -> None:
        assert self.contract.successes() == 0, "the token's hook got into the escrow in the middle of a call"


class Peeping(Reentering):
    """The same by static call, to read what somebody can claim in the middle of a payment."""

    read_only = True


def _address(account: Any) -> str:
    return str(getattr(account, "address", account))

"""What the story is told with: an embedded chain, its people, and a narrator that notes what each step costs."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape

from polypact.build.artifact_files import compile_contract
from polypact.chain.abi import ERC20, Interface
from polypact.chain.node import Receipt
from polypact.chain.session import Session
from polypact.text.durations import format_duration


class Stage:
    """The embedded chain of Ape, and a clock that can be moved."""

    def __init__(self, session: Session, console: Console) -> None:
        self.session = session
        self.console = console
        self.gas: list[tuple[str, int]] = []

    def chapter(self, title: str) -> None:
        self.console.print(f"\n[bold]{escape(title)}[/bold]")

    def tell(self, who: str, what: str, gas: int | None = None) -> None:
        """One line of the story; a step that cost gas is remembered."""
        if gas is not None:
            self.gas.append((f"{who} {what}", gas))
        cost = "" if gas is None else f"{gas:,} gas"
        self.console.print(f"  [cyan]{escape(who):20}[/cyan] {escape(what):78} [dim]{cost:>13}[/dim]", soft_wrap=True)

    def note(self, text: str) -> None:
        self.console.print(f"  {'':20} [dim]{escape(text)}[/dim]", soft_wrap=True)

    def act_as(self, account: Any) -> Session:
        """A session that sends as `account`."""
        made = Session(self.session.provider, account, interactive=False)
        made.on_sent = lambda transaction: None  # nobody looks it up: the chain ends with the demo
        return made

    def wait_until(self, timestamp: int, why: str) -> None:
        """Moves the chain's clock to `timestamp` (unix seconds)."""
        seconds = timestamp - self.session.now()
        if seconds > 0:
            self.note(f"... {format_duration(seconds)} pass: {why}")
            self.move_clock(timestamp)

    def move_clock(self, timestamp: int) -> None:
        """Makes it that time, by a block."""
        self.session.provider.set_timestamp(timestamp)
        self.session.provider.mine()

    def deploy_prop(self, name: str, account: Any, types: list[str], arguments: list[Any]) -> tuple[str, Interface]:
        """Deploys one of contracts/mocks, which a real partnership would find on its chain."""
        from eth_abi.abi import encode

        compiled = compile_contract(f"mocks/{name}")
        code = bytes.fromhex(compiled["bytecode"][2:]) + encode(types, arguments)
        receipt = self.act_as(account).deploy(code)
        assert receipt.contract is not None
        return receipt.contract, Interface(compiled["abi"])

    def transfer_token(self, token: str, account: Any, to: str, amount: int) -> Receipt:
        return self.act_as(account).send(token, ERC20.encode("transfer", to, amount))

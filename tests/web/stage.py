"""The chains that the page is opened on: the story of the demo, told on a real node up to one of its chapters."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount
from rich.console import Console

from demo.project import ProjectStory
from demo.stage import Stage as DemoStage
from demo.story import Story
from polypact.chain.session import Session
from tests.integration.conftest import Node, key_of, start_node, stop_node

CHAIN = 1337
_ROLES = ("northwind", "eastport", "officer-1", "officer-2", "provider", "relayer", "supplier", "westgate", "customer")
_FUNDS = 10_000 * 10**18


class Person:
    """Somebody with a key: what the demo takes for an account of Ape, and what a wallet of ours signs with."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.local: LocalAccount = Account.from_key(key_of(f"web {name}"))
        self.address = str(self.local.address)
        self.private_key = "0x" + bytes(self.local.key).hex()


class NodeSession(Session):
    """A session of the package that signs with a key of ours, without Ape."""

    def __init__(self, node: Node, person: Person | None = None) -> None:
        provider = SimpleNamespace(
            web3=node.web3,
            network_choice=node.network,
            set_timestamp=lambda moment: node.rpc("evm_setNextBlockTimestamp", moment),
            mine=lambda: node.rpc("evm_mine"),
        )
        super().__init__(provider, person, interactive=False)
        self.on_sent = lambda transaction: None

    def check_chain(self) -> None:
        assert self.web3.eth.chain_id == self.chain_id

    def unlock(self) -> None:
        pass

    def _sign(self, to: str | None, data: bytes, value: int, gas: int, nonce: int | None) -> bytes:
        self._nonce = self.nonce(self.sender, pending=True) if nonce is None else nonce
        fields: dict[str, Any] = {
            "type": 2,
            "chainId": self.chain_id,
            "nonce": self._nonce,
            "gas": gas,
            "maxFeePerGas": 100 * 10**9,
            "maxPriorityFeePerGas": 10**9,
            "value": value,
            "data": data,
            **({"to": to} if to else {}),
        }
        return bytes(self.account.local.sign_transaction(fields).raw_transaction)


class StorySession(DemoStage):
    """The demo's stage on a node instead of the embedded chain; it tells nobody."""

    def __init__(self, node: Node) -> None:
        super().__init__(NodeSession(node), Console(file=io.StringIO()))
        self.node = node

    def act_as(self, account: Any) -> Session:
        return NodeSession(self.node, account)


@dataclass
class Chain:
    """A node at one chapter of the story. What a test does there is taken back."""

    node: Node
    story: Story
    people: dict[str, Person]
    project: ProjectStory | None = None

    @property
    def partnership(self) -> Any:
        """The client of the venture."""
        return self.story.partnership

    @property
    def chain_id(self) -> int:
        return int(self.story.stage.session.chain_id)

    @property
    def usdx(self) -> str:
        return self.story.usdx

    @cached_property
    def names(self) -> dict[str, str]:
        return dict(self.story.names)

    def acting(self, person: str) -> Any:
        """The client of the venture, as this person uses it without the page."""
        return self.partnership.using(NodeSession(self.node, self.people[person]))

    def person(self, name: str, ether: int = 100) -> Person:
        """A new person with this name and some ether."""
        made = Person(name)
        self.node.rpc("anvil_setBalance", made.address, hex(ether * 10**18))
        return made

    # --- time and blocks ---

    def now(self) -> int:
        return self.node.now()

    def travel_to(self, moment: int) -> None:
        """Makes `moment` the time of a new block."""
        if moment > self.now():
            self.node.rpc("evm_setNextBlockTimestamp", moment)
        self.node.rpc("evm_mine")

    def mine(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            self.node.rpc("evm_mine")

    @contextlib.contextmanager
    def without_blocks(self) -> Iterator[None]:
        """What is sent within waits to be mined, until `mine` is called."""
        self.node.rpc("evm_setAutomine", False)
        try:
            yield
        finally:
            self.node.rpc("evm_setAutomine", True)

    def reorganise(self, depth: int) -> None:
        """Replaces the newest `depth` blocks by as many empty ones with other hashes."""
        self.node.rpc("anvil_reorg", depth, [])


CHAPTERS = ("forming", "in force", "earned", "project")
"""Founded and accepted by nobody; accepted by all; the end of the venture's story; the end of the project's."""


class Theatre:
    """One node a chapter, started when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._chains: dict[str, Chain] = {}

    @contextlib.contextmanager
    def chain(self, chapter: str) -> Iterator[Chain]:
        """The chain at the end of a chapter. What is done there meanwhile is taken back."""
        if chapter not in self._chains:
            self._chains[chapter] = self._tell(chapter)
        chain = self._chains[chapter]
        before = chain.node.rpc("evm_snapshot")
        try:
            yield chain
        finally:
            chain.node.rpc("anvil_dropAllTransactions")
            answer = chain.node.web3.provider.make_request("evm_revert", [before])
            if answer.get("result") is not True:
                # A reorganisation below the snapshot takes that along; the story is told again in three seconds.
                stop_node(self._chains.pop(chapter).node)

    def close(self) -> None:
        for chain in self._chains.values():
            stop_node(chain.node)

    def _tell(self, chapter: str) -> Chain:
        node = start_node(CHAIN)
        try:
            people = {name: Person(name) for name in (*_ROLES, "elm")}
            for person in people.values():
                node.rpc("anvil_setBalance", person.address, hex(_FUNDS))
            folder = self.folder / chapter.replace(" ", "-")
            story = Story(StorySession(node), [people[name] for name in _ROLES], folder)
            chain = Chain(node, story, people)
            reached = CHAPTERS.index(chapter)
            story.found()
            if reached >= 1:
                story.agree()
            if reached >= 2:
                story.decide()
                story.earn()
            if reached >= 3:
                chain.project = ProjectStory(story, people["elm"])
                chain.project.start()
                chain.project.earn()
        except BaseException:
            stop_node(node)
            raise
        return chain

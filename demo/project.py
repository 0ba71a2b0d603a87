"""The story of a project: the venture starts it with a company from outside; it earns, pays upstream, and ends."""

from __future__ import annotations

from typing import Any

from demo.story import ONE_ETHER, ROOT, Story
from polypact.chain.abi import Interface, interface
from polypact.cli.grove import Grove
from polypact.clients.partnership import Partnership
from polypact.decisions.plain_words import Words
from polypact.decisions.taking_part import part_to_take
from polypact.spec import load_spec
from polypact.spec.launch import spin_up
from polypact.text.enums import ETHER, Support
from polypact.tree.settling import Done, Split, settle

SPEC = ROOT / "examples" / "crane-project.yaml"


class ProjectStory:
    """Goes on where the story of the venture ends."""

    def __init__(self, story: Story, elm: Any) -> None:
        self.story, self.stage, self.elm = story, story.stage, elm
        self.venture = story.partnership
        self.names = story.names
        self.names |= {elm.address: "Elm Cranes", self.venture.address: "the venture's treasury"}

    def tell(self) -> Grove:
        """From its spec to its last income. Returns the tree of both, as it stood when the project earned."""
        self.start()
        grove = self.earn()
        self.end()
        return grove

    def start(self) -> None:
        story, stage = self.story, self.stage
        stage.chapter("The venture starts a six-month project with a company from outside, by rules of its own")
        stage.act_as(story.westgate).send(self.venture.address, b"", 25 * ONE_ETHER)
        stage.tell("Westgate", "pays 25 ETH into the venture's treasury")
        spec = load_spec(SPEC).with_accounts({"harbour": self.venture.address, "elm": self.elm.address})
        made, _ = spin_up(
            stage.act_as(self.elm),
            story.deployments,
            spec.name,
            story.ecosystem,
            spec,
            SPEC,
            lambda name: name,
            progress=lambda what, gas: stage.tell("Elm Cranes", f"spins up {what}", gas),
            is_partnership=lambda address: bool(address == self.venture.address),
        )
        self.project = Partnership(made.partnership, stage.session)
        self.names |= {made.partnership: spec.name, made.escrow: f"the escrow of {spec.name}"}
        receipt = self.project.members.using(stage.act_as(self.elm)).accept(spec.terms_document())
        stage.tell("Elm Cranes", "accepts the terms of the project", receipt.gas_used)
        story.words = Words(self.venture.actions, story.tokens, self.names, other=self._contract_at)
        part = part_to_take(self.project, self.venture.address)
        story.carry(
            "Northwind",
            story.northwind,
            list(part.actions),
            "Take part in the quay crane project: 20 ETH, its terms, and 10% of its income",
            [
                ("Northwind", story.northwind, Support.FOR),
                ("Eastport", story.eastport, Support.FOR),
            ],
        )
        stage.note(f"one decision, all or nothing: {self.project.name} is in force")

    def earn(self) -> Grove:
        stage, escrow = self.stage, self.project.revenue
        stage.chapter("The project earns and pays upstream; anyone may move that up")
        self._customer_pays(50 * ONE_ETHER)
        grove = Grove(stage.session, self.project.address, self.story.deployments)
        self._settle()
        receipt = escrow.using(stage.act_as(self.elm)).claim(ETHER, self.elm.address)
        stage.tell("Elm Cranes", "claims its part by units", receipt.gas_used)
        return grove

    def end(self) -> None:
        stage = self.stage
        stage.chapter("It ends on its date, and late income still goes the right ways")
        receipt = self.project.revenue.using(stage.act_as(self.story.relayer)).release(ETHER)
        stage.tell("Relayer", "moves its capital on to the project's treasury", receipt.gas_used)
        stage.wait_until(self.project.members.deal().ends, "the six months of the project")
        ending = self.project.using(stage.act_as(self.story.relayer)).end
        receipt = ending.begin_at_end()
        stage.tell("Relayer", "begins winding it up, as anyone may from now on", receipt.gas_used)
        self._customer_pays(10 * ONE_ETHER)
        self._settle()

    def _contract_at(self, address: str) -> tuple[str, Interface] | None:
        found = {self.project.address: "Partnership", self.project.escrow: "RevenueEscrow"}
        return (self.names[address], interface(found[address])) if address in found else None

    def _customer_pays(self, amount: int) -> None:
        paying = self.project.revenue.using(self.stage.act_as(self.story.customer))
        receipt = paying.pay(ETHER, amount)
        self.stage.tell("Customer", f"pays the project {self.story.tokens.at(ETHER).words(amount)}", receipt.gas_used)

    def _settle(self) -> None:
        relayer = self.stage.act_as(self.story.relayer)
        tree = Grove(self.stage.session, self.project.address, self.story.deployments).tree
        for done in settle(relayer, tree):
            self.stage.tell("Relayer", self._told(done), done.receipt.gas_used if done.receipt else None)

    def _told(self, done: Done) -> str:
        if isinstance(done.what, Split):
            return "has the project's income split"
        whom = {self.venture.escrow: "the venture's escrow", self.venture.address: "the venture's treasury"}
        ether = self.story.tokens.at(ETHER)
        return "claims " + ", ".join(f"{ether.words(each.amount)} to {whom[each.account]}" for each in done.paid)

"""The story: a provider, three companies, one of them behind a contract wallet, and what becomes of their venture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eth_account import Account
from eth_account.messages import encode_typed_data

from demo.stage import Stage
from polypact.capabilities.actions import Action
from polypact.chain.deployments import Deployments
from polypact.chain.tokens import Tokens
from polypact.clients.partnership import Partnership, Proposal
from polypact.decisions.plain_words import Words
from polypact.signing.joining import joined
from polypact.signing.message_files import MessageFile
from polypact.signing.wallet_reading import ChainWallets
from polypact.spec import load_spec
from polypact.spec.launch import deploy_ecosystem, spin_up
from polypact.text.durations import DAY, format_timestamp
from polypact.text.enums import ETHER, Support
from polypact.text.sentences import income_order

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "examples" / "joint-venture.yaml"
#: Event of a distribution => who the amount is for.
_TIERS = {
    "ContributionsRepaid": "repay Northwind's contribution",
    "ReserveCredited": "to the treasury",
    "RevenueDistributed": "to the partners by units",
}
ONE_ETHER = 10**18
ONE_USDX = 10**6


class Story:
    """The people are Ape's test accounts; Southbank's wallet is a contract that two of its officers sign for."""

    def __init__(self, stage: Stage, people: list[Any], folder: Path) -> None:
        self.stage = stage
        self.northwind, self.eastport, self.officer_1, self.officer_2 = people[:4]
        self.provider, self.relayer, self.supplier, self.westgate, self.customer = people[4:9]
        self.deployments = Deployments(stage.session.chain_id, folder)
        self.names: dict[str, str] = {}

    def tell(self) -> Partnership:
        """From nothing to money in the partners' wallets. Returns the partnership."""
        self.form()
        self.decide()
        self.earn()
        return self.partnership

    def name_of(self, address: str) -> str:
        return self.names.get(address, address)

    # --- forming ---

    def form(self) -> None:
        self.found()
        self.agree()

    def found(self) -> None:
        stage = self.stage
        stage.chapter("A provider opens its ecosystem")
        self.ecosystem = deploy_ecosystem(
            stage.act_as(self.provider),
            self.deployments,
            "default",
            lambda what, gas: stage.tell("Provider", f"deploys {what}", gas),
        ).ecosystem

        stage.chapter("Three companies spin up a joint venture from a spec")
        officers = [self.officer_1.address, self.officer_2.address]
        self.wallet, self.wallet_calls = stage.deploy_prop(
            "OwnersWallet", self.officer_1, ["address[]"], [sorted(officers, key=lambda a: int(a, 16))]
        )
        self.usdx, mint = stage.deploy_prop(
            "NamedToken", self.customer, ["string", "string", "uint8"], ["Dollars of the demo", "USDX", 6]
        )
        stage.act_as(self.customer).send(self.usdx, mint.encode("mint", self.customer.address, 50_000 * ONE_USDX))
        self.spec = load_spec(SPEC).with_accounts(
            {
                "northwind": self.northwind.address,
                "eastport": self.eastport.address,
                "southbank-wallet": self.wallet,
            }
        )
        self.spec = self.spec.model_copy(update={"tokens": (self.usdx,)})
        spun_up, _ = spin_up(
            stage.act_as(self.northwind),
            self.deployments,
            self.spec.name,
            self.ecosystem,
            self.spec,
            SPEC,
            lambda name: name,
            progress=lambda what, gas: stage.tell("Northwind", f"spins up {what}", gas),
        )
        self.names = {
            **spun_up.names,
            spun_up.partnership: "the treasury",
            self.supplier.address: "Crane Supplies",
            self.westgate.address: "Westgate AG",
            self.customer.address: "Customer",
        }
        self.partnership = Partnership(spun_up.partnership, stage.session)
        self.tokens = Tokens(stage.session, {"USDX": self.usdx})
        self.words = Words(self.partnership.actions, self.tokens, self.names)
        stage.note(f"terms {spun_up.terms_hash[:18]}..., partnership {spun_up.partnership}")

    def agree(self) -> None:
        stage = self.stage
        stage.chapter("Each founder reads the terms and accepts")
        document = self.spec.terms_document()
        members = self.partnership.members
        for who, account in (("Northwind", self.northwind), ("Eastport", self.eastport)):
            receipt = members.using(stage.act_as(account)).accept(document)
            stage.tell(who, "accepts the terms by transaction", receipt.gas_used)
        receipt = self.partnership.revenue.using(stage.act_as(self.northwind)).contribute(ETHER, 3 * ONE_ETHER)
        stage.tell("Northwind", "contributes 3 ETH, to be repaid out of income", receipt.gas_used)
        receipt = self._accept_by_wallet()
        stage.tell("Relayer", "relays Southbank's acceptance, signed by two officers", receipt.gas_used)
        stage.note(f"all have accepted: {self.partnership.name} is in force")
        receipt = self.partnership.revenue.using(stage.act_as(self.relayer)).release(ETHER)
        stage.tell("Relayer", "has the capital moved on to the treasury", receipt.gas_used)

    def _accept_by_wallet(self) -> Any:
        members = self.partnership.members
        deadline = self.stage.session.now() + 7 * DAY
        wallets = ChainWallets(self.stage.session)
        wallets.look_around(self.wallet)
        file = MessageFile.of(members.acceptance_data(self.wallet, deadline), members.name, wallets.known.values())
        for officer in (self.officer_1, self.officer_2):
            # Each officer signs apart, with a key that never leaves the company.
            message = encode_typed_data(full_message=dict(file.question().data))
            signature = Account.sign_message(message, officer.private_key).signature
            file = file.with_signatures([file.check(officer.address, bytes(signature))])
        relaying = members.using(self.stage.act_as(self.relayer))
        return relaying.accept_by_sig(self.wallet, deadline, joined(file, wallets))

    # --- deciding ---

    def decide(self) -> None:
        own = self.partnership.actions
        self.stage.chapter("A partner proposes to pay a supplier; the ordinary rule decides")
        self.carry(
            "Northwind",
            self.northwind,
            [own.pay(self.supplier.address, ONE_ETHER)],
            "Pay Crane Supplies for the first two cranes, invoice CS-0417",
            [("Northwind", self.northwind, Support.FOR), ("Eastport", self.eastport, Support.FOR)],
        )
        self.stage.chapter("And to admit a fourth company; the constitutional rule decides")
        self.carry(
            "Eastport",
            self.eastport,
            [own.admit(self.westgate.address, 20, 20)],
            "Admit Westgate AG, which brings the river route",
            [
                ("Northwind", self.northwind, Support.FOR),
                ("Eastport", self.eastport, Support.FOR),
                ("Southbank", self.officer_1, Support.AGAINST),
            ],
        )
        document = self.spec.terms_document()
        receipt = self.partnership.members.using(self.stage.act_as(self.westgate)).accept(document)
        self.stage.tell("Westgate", "accepts the terms and is a partner", receipt.gas_used)

    def carry(
        self, who: str, proposer: Any, actions: list[Action], text: str, ballots: list[tuple[str, Any, Support]]
    ) -> None:
        """Has the venture decide on something, from the proposal to its execution."""
        stage = self.stage
        acting = self.partnership.using(stage.act_as(proposer))
        receipt = acting.write("propose", *_columns(actions), text)
        stage.tell(who, f"proposes: {text}", receipt.gas_used)
        proposal = self.partnership.proposal(self.partnership.proposal_id(actions, text))
        for action in proposal.actions:
            stage.note(f"-> {self.words.action(action)}")
        stage.wait_until(proposal.snapshot + 1, "the voting delay")
        for voter, account, support in ballots:
            receipt = self._vote(proposal, account, support, by_wallet=voter == "Southbank")
            stage.tell(voter, f"votes {support.name.lower()}", receipt.gas_used)
        stage.wait_until(proposal.executable_from, "the vote, then the execution delay")
        proposal = self.partnership.proposal(proposal.id)
        stage.note(
            f"{_tally(proposal)}: {proposal.state.name.lower()}, deadline was {format_timestamp(proposal.deadline)}"
        )
        receipt = self.partnership.using(stage.act_as(self.relayer)).execute(proposal)
        stage.tell("Relayer", "executes it, as anyone may", receipt.gas_used)

    def _vote(self, proposal: Proposal, account: Any, support: Support, by_wallet: bool) -> Any:
        if not by_wallet:
            return self.partnership.using(self.stage.act_as(account)).vote(proposal.id, support)
        # The company's wallet casts the ballot, at the word of one of its officers.
        ballot = self.partnership.encode("castVote", proposal.id, int(support))
        call = self.wallet_calls.encode("call", self.partnership.address, 0, ballot)
        return self.stage.act_as(account).send(self.wallet, call)

    # --- earning ---

    def earn(self) -> None:
        stage, escrow = self.stage, self.partnership.revenue
        stage.chapter("Northwind, the treasurer, expects two payments, and a customer makes them into the escrow")
        treasurer = escrow.using(stage.act_as(self.northwind))
        due = stage.session.now() + 30 * DAY
        for reference, token, amount in (
            ("2026-0117", ETHER, 10 * ONE_ETHER),
            ("2026-0118", self.usdx, 12_500 * ONE_USDX),
        ):
            receipt = treasurer.issue_invoice(reference, token, amount, due)
            words = self.tokens.at(token).words(amount)
            stage.tell("Northwind", f"issues invoice {reference}: {words}", receipt.gas_used)
        paying = escrow.using(stage.act_as(self.customer))
        receipt = paying.pay(ETHER, 10 * ONE_ETHER, "2026-0117")
        stage.tell("Customer", "pays invoice 2026-0117: 10 ETH", receipt.gas_used)
        paying.approve(self.usdx, 12_500 * ONE_USDX)
        receipt = paying.pay(self.usdx, 12_500 * ONE_USDX, "2026-0118")
        stage.tell("Customer", "pays invoice 2026-0118: 12,500 USDX", receipt.gas_used)
        receipt = stage.transfer_token(self.usdx, self.customer, escrow.address, 99 * ONE_USDX + 1)
        stage.tell("Customer", "sends another 99.000001 USDX by plain transfer", receipt.gas_used)

        stage.chapter("It goes down the order of payment, and the partners claim")
        stage.note(f"Income goes to {income_order(*escrow.order())}")
        for token in (ETHER, self.usdx):
            receipt = escrow.using(stage.act_as(self.relayer)).distribute(token)
            parts = [
                f"{self.tokens.at(token).words(int(log['amount']))} {_TIERS[log.name]}"
                for log in escrow.decode_logs(receipt)
                if log.name in _TIERS
            ]
            stage.tell("Relayer", f"distributes: {', '.join(parts)}", receipt.gas_used)
        for who, partner, account in (
            ("Northwind", self.northwind.address, self.northwind),
            ("Relayer", self.wallet, self.relayer),
        ):
            for token, symbol in ((ETHER, "ETH"), (self.usdx, "USDX")):
                receipt = escrow.using(stage.act_as(account)).claim(token, partner)
                whom = "its" if who == "Northwind" else "Southbank's"
                stage.tell(who, f"claims {whom} {symbol}", receipt.gas_used)
        receipt = escrow.using(stage.act_as(self.eastport)).claim_many([ETHER, self.usdx], self.eastport.address)
        stage.tell("Eastport", "claims both in one transaction", receipt.gas_used)
        stage.note("Westgate leaves its part in the escrow for now; nobody can take it away")


def _columns(actions: list[Action]) -> tuple[list[str], list[int], list[bytes]]:
    return [a.target for a in actions], [a.value for a in actions], [a.data for a in actions]


def _tally(proposal: Proposal) -> str:
    return f"for {proposal.votes_for}, against {proposal.votes_against}, quorum {proposal.quorum}"
